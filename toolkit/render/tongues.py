"""Chinese words on English pages are marked as Chinese, so that they are read aloud and set as such (WCAG 3.1.2).

Names, addresses and texts that nobody has translated stand in their own language; no template has to know which.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OPENING = ("《", "“", "（")
_RUN = re.compile(f"[{_HAN}](?:[·，。、；：！？（）《》“”—]*[{_HAN}])*[》”）。！？]?")
_APART = re.compile(r"<(?:title|option|script|style|svg|textarea|head)\b", re.ASCII)
_CHINESE = ' lang="zh'
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]*)")
_MARK = '<span lang="zh-CN">{}</span>'


def with_chinese_marked(html: str) -> str:
    """Returns an English page with every run of Chinese words in an element of its own.

    Left as they are: attributes, elements that hold plain text only, drawings, and what is inside an element that says
    already that it is Chinese.
    """
    if _RUN.search(html) is None:
        return html
    spans = _apart(html)
    starts = [start for start, _ in spans]
    pieces: list[str] = []
    done = 0
    for run in _RUN.finditer(html):
        place = run.start()
        at = bisect_right(starts, place) - 1
        inside = at >= 0 and place < spans[at][1]
        if inside or html.rfind("<", done, place) > html.rfind(">", done, place):
            continue
        place -= html[place - 1 : place] in _OPENING
        pieces += (html[done:place], _MARK.format(html[place : run.end()]))
        done = run.end()
    return "".join((*pieces, html[done:]))


def _apart(html: str) -> list[tuple[int, int]]:
    """The stretches that are left as they are, in order and without overlap."""
    opened = {match.start() for match in _APART.finditer(html)}
    place = html.find(_CHINESE)
    while place >= 0:
        opened.add(html.rfind("<", 0, place))
        place = html.find(_CHINESE, place + 1)
    joined: list[tuple[int, int]] = []
    for start in sorted(opened):
        if not joined or start >= joined[-1][1]:
            joined.append((start, _end(html, start)))
    return joined


def _end(html: str, start: int) -> int:
    """Where the element that opens at `start` ends; elements of its name inside it are counted."""
    name = _NAME.match(html, start)
    if name is None:
        return start
    opening, closing = f"<{name[1]}", f"</{name[1]}>"
    depth, place = 1, name.end()
    while depth:
        end = html.find(closing, place)
        if end < 0:
            return len(html)
        inner = html.find(opening, place, end)
        while inner >= 0:
            depth += not html[inner + len(opening)].isalnum()
            inner = html.find(opening, inner + 1, end)
        depth -= 1
        place = end + len(closing)
    return place
