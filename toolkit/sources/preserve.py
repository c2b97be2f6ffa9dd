"""The oracle against silent loss: every letter and digit of a Markdown source must be in what was made of it.

Python-Markdown loses text by design or by fault: extra table cells, a word between two bracketed words that are also
references, and in release 3.11.3 the last letters of `一*甲**乙*丙`.
"""

from __future__ import annotations

import html
import re
from collections import Counter

_MARKERS = re.compile(r"^[ \t]*(?:>[ \t]*)*(?:[-*+][ \t]+)*\d{1,9}\.[ \t]+", re.MULTILINE)
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)
_TARGET = re.compile(
    r"\]\((?:<[^<>\n]*>|[^()\s]*(?:\([^()\s]*\)[^()\s]*)*)(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'))?[ \t]*\)"
)
_KEPT = re.compile(r"(?P<field>\{\{.*?\}\}|\n)|.")
"""A placeholder inside a link's target would never be filled: it counts as text that must be found again."""
_FENCE_INFO = re.compile(r"^([ ]*(?:```+|~~~+))[^\n`]*$", re.MULTILINE)


def lost_text(source: str, output: str) -> tuple[int, str] | None:
    """Returns where in `source` (index) letters or digits begin that `output` lacks, and which; None when all are kept.

    `output` is plain text. List numbers, link targets, reference definitions and the words after a code fence are no text.
    """
    kept = _masked(source)
    missing = Counter(c for c in kept if c.isalnum())
    missing.subtract(c for c in output if c.isalnum())
    if not any(count > 0 for count in missing.values()):
        return None
    return _first_gap(kept, output)


def _masked(source: str) -> str:
    """The source with what is no text blanked out, so that indexes stay."""

    def blank(match: re.Match[str]) -> str:
        return _KEPT.sub(lambda part: part["field"] or " " * len(part.group()), match.group())

    def after_fence(match: re.Match[str]) -> str:
        return match.group(1) + " " * (len(match.group()) - len(match.group(1)))

    masked = _FENCE_INFO.sub(after_fence, source)
    for pattern in (_REFERENCE, _MARKERS, _TARGET):
        masked = pattern.sub(blank, masked)
    return re.sub(r"&(?:#\d+|#x[0-9a-fA-F]+|\w+);", lambda m: html.unescape(m.group()).ljust(len(m.group())), masked)


def _first_gap(source: str, output: str) -> tuple[int, str]:
    """Where source and output part: both are read once, since comparing them in every way would take hours."""
    places = [index for index, c in enumerate(source) if c.isalnum()]
    letters = "".join(source[index] for index in places)
    made = "".join(c for c in output if c.isalnum())
    start = next(
        (i for i, (a, b) in enumerate(zip(letters, made, strict=False)) if a != b), min(len(letters), len(made))
    )
    again = letters.find(made[start : start + 8], start) if made[start:] else len(letters)
    end = again if again > start else start + 8
    return (places[start], letters[start:end]) if start < len(places) else (0, letters[:1])
