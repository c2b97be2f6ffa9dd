"""What a page is told about itself: which bytes it should show, and what is wrong with the workspace, in both languages."""

from __future__ import annotations

import json
from dataclasses import dataclass

from toolkit.kernel.characters import made_visible
from toolkit.kernel.digest import digest_bytes, short
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import LOCALES, Text

MOST = 50
"""How many problems a panel lists; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a browser is shown at a path: the bytes, the status, a digest of all that it sees, what is wrong, and whether the
    page is one from before that."""

    data: bytes
    status: int
    digest: str
    problems: tuple[Problem, ...] = ()
    held: bool = False


def shown(data: bytes, status: int, styles: str, problems: tuple[Problem, ...], *, held: bool) -> Shown:
    """Returns what is shown, with the digest by which a page knows that it is out of date."""
    return Shown(data, status, short(digest_bytes(styles.encode() + data)), problems, held)


def news(page: Shown) -> bytes:
    """Returns the event that tells a page how it stands, as one line of JSON."""
    rows = [_row(problem) for problem in page.problems[:MOST]]
    said = {"page": page.digest, "held": page.held, "problems": rows, "more": max(0, len(page.problems) - MOST)}
    return f"data: {json.dumps(said, ensure_ascii=True)}\n\n".encode("ascii")


def _row(problem: Problem) -> dict[str, object]:
    return {
        "place": made_visible(str(problem.origin)),
        "code": problem.code,
        "message": _both(problem.message),
        "hint": _both(problem.hint),
    }


def _both(text: Text) -> dict[str, str]:
    return {locale: made_visible(text.within(locale)) for locale in LOCALES}
