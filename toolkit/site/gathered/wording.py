"""Numbers as a line of text says them; the same on a dashboard and on paper."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.plan.charts.numbers import short
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED
from toolkit.topics.evaluation.rules.network_wide.grades import NEW

QUARTERS = 5
"""How many quarters a trend goes back (M.2)."""


def grade_name(grade: str) -> Text:
    """Returns a grade as people read it."""
    if grade == NEW:
        return Text("上季没有", "none before")
    return Text("不评级", "not rated") if grade == NOT_RATED else GRADES.label(grade)


def yuan(amount: Decimal | None) -> Text:
    """Returns an amount in short: ¥126万, ¥1.26M; `–` for none."""
    if amount is None:
        return Text("–")
    sign, size = ("−", -amount) if amount < 0 else ("", amount)
    return Text(f"{sign}¥{short(size, 'zh', 0)}", f"{sign}¥{short(size, 'en', 0)}")


def percent(part: Decimal | None, decimals: int = 1) -> str:
    """Returns a share as a percentage; `–` for none."""
    return "–" if part is None else percent_text(part, decimals)


def signed(part: Decimal | None, decimals: int = 1) -> str:
    """Returns a change as a percentage with its sign; `–` for none."""
    return "–" if part is None else ("+" if part > 0 else "") + percent_text(part, decimals)


def number(value: Decimal | None, decimals: int = 1) -> str:
    """Returns a number to so many decimals; `–` for none."""
    return "–" if value is None else number_text(value, decimals)


def year_before(quarter: str) -> str:
    """Returns the same quarter a year before: of 2026Q2, 2025Q2."""
    return f"{int(quarter[:4]) - 1}{quarter[4:]}"
