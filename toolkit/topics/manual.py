"""Manual pages of problems: the docstring of the check that finds them, in English and, under its mark, in Chinese.

English paragraphs.

中文：the same in Chinese.
"""

from __future__ import annotations

import inspect
import re

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.topics.topic import Check

MARK = "中文："
BREAK = re.compile(r"\s*\n\s*")
"""Chinese lines are broken anywhere, and joined without a space."""


def manual_of(kind: ProblemKind, check: Check | None = None) -> Text:
    """Returns the manual page of a kind of problem: its own, else that of the check that finds it.

    A language in which nobody wrote it is empty.
    """
    return both(kind.manual or inspect.cleandoc((check.find.__doc__ if check is not None else "") or ""))


def both(written: str) -> Text:
    """Returns the two languages of a manual page as it is written."""
    english, _, chinese = written.partition(MARK)
    return Text(BREAK.sub("", chinese.strip()), english.strip())
