"""English text as it is set: the apostrophe of the keyboard becomes the one of print (’).

Records, messages and templates are written with the key that everybody has; whoever reads a page sees what a printer sets.
What is to be typed as it stands keeps its key: code, fields of forms, scripts, and the attributes that nobody reads.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_KEY = re.compile(r"(?<=[A-Za-z0-9…])(?:'|&#39;)(?=[a-z]{1,2}\b)|(?<=[a-z]s)(?:'|&#39;)(?=[\s.,;:)<])")
_TYPED = re.compile(r"<(code|pre|kbd|script|style|textarea)\b.*?</\1>", re.ASCII | re.DOTALL)
_INSIDE = re.compile(r'\s(?:aria-label|title|alt)="[^"<>]*\Z')
"""The attributes that are shown or read aloud."""
APOSTROPHE = "’"


def with_apostrophes(html: str) -> str:
    """Returns an English page or part of a paper with its apostrophes set: `dealer's`, `days'`, `don't`."""
    keys = list(_KEY.finditer(html))
    if not keys:
        return html
    spans = [match.span() for match in _TYPED.finditer(html)]
    starts = [start for start, _ in spans]
    pieces: list[str] = []
    done = 0
    for key in keys:
        at = bisect_right(starts, key.start()) - 1
        typed = at >= 0 and key.start() < spans[at][1]
        opened = html.rfind("<", 0, key.start())
        if typed or (opened > html.rfind(">", 0, key.start()) and not _INSIDE.search(html, opened, key.start())):
            continue
        pieces += (html[done : key.start()], APOSTROPHE)
        done = key.end()
    return "".join((*pieces, html[done:]))
