"""What of a Markdown text is code, and what is a comment: code is shown as it stands, comments reach no output."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from markdown.extensions.fenced_code import FencedBlockPreprocessor

_FENCE = FencedBlockPreprocessor.FENCED_BLOCK_RE
"""The parser's own: a line that only looks like a fence would shield what follows it from every rule."""
_STEP = re.compile(r"\\[\\`]|(?P<fence>^(?:```|~~~))|(?P<tick>`+)|<!--", re.MULTILINE)
_GAP = re.compile(r"\n[ \t]*\n")


def without_comments(text: str) -> tuple[str, int | None]:
    """Returns the text with comments blanked, line breaks kept, and the index of a comment that is not closed."""
    kept: list[str] = []
    done = 0
    for start, end in _comments(text):
        if end < 0:
            return text, start
        kept += (text[done:start], "\n" * text.count("\n", start, end))
        done = end
    return "".join((*kept, text[done:])), None


def without_code_blocks(text: str) -> str:
    """Returns the text with fenced code blanked, line breaks kept."""
    return _FENCE.sub(lambda match: "\n" * match.group().count("\n"), text)


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The comments outside code, as (start, end); the end of one that is not closed is -1."""
    gaps = [match.start() for match in _GAP.finditer(text)]
    place = 0
    while step := _STEP.search(text, place):
        place = step.end()
        if step["fence"]:
            block = _FENCE.match(text, step.start())
            place = block.end() if block else place
        elif step["tick"]:
            place = _after_code(text, step, gaps)
        elif step.group() == "<!--":
            end = text.find("-->", place)
            place = end + 3
            yield step.start(), place if end >= 0 else -1
            if end < 0:
                return


def _after_code(text: str, opening: re.Match[str], gaps: Sequence[int]) -> int:
    """Where the code ends that a run of backticks opens: after the next run of the same length in the same paragraph."""
    next_gap = bisect_left(gaps, opening.end())
    stop = gaps[next_gap] if next_gap < len(gaps) else len(text)
    closing = re.compile(rf"(?<!`){opening.group()}(?!`)").search(text, opening.end(), stop)
    return closing.end() if closing else opening.end()
