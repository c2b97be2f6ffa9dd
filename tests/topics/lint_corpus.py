"""The corpora of the linter: lines of our own that must be found, and lines that must be left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "corpus"


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a corpus, without notes and blanks."""
    rows = (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))


@cache
def ruled() -> tuple[tuple[str, bool, str], ...]:
    """Rule, whether it must be found, and the text."""
    rows = (row.split(" | ", 2) for row in lines("lint-rules"))
    return tuple((rule, kind == "hit", text) for rule, kind, text in rows)
