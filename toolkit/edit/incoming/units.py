"""What a heading or a cell says of the unit of its number, `注册资本（万元）` or `126万`: none of it is dropped unread."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from toolkit.kernel.text import LOCALES
from toolkit.kernel.units import unit_text
from toolkit.topics.company.records.imports import UNITS

Dates = Literal["year_first", "day_first", "month_first"]
PERCENT = Decimal("0.01")
SCALES = {
    "元": 1, "人民币": 1, "cny": 1, "rmb": 1, "yuan": 1, "千": 1000, "千元": 1000, "thousand": 1000, "万": 10_000, "万元": 10_000,
    "百万": 1_000_000, "百万元": 1_000_000, "million": 1_000_000, "千万": 10_000_000, "千万元": 10_000_000, "亿": 100_000_000,
    "亿元": 100_000_000,
}  # fmt: skip
OF_UNIT = dict(
    zip(
        UNITS,
        (Decimal(1), Decimal(1000), Decimal(10_000), Decimal(1_000_000), Decimal(100_000_000), PERCENT),
        strict=True,
    )
)
"""By how much a number of a mapping's unit is multiplied."""
_HARMLESS = ("必填", "选填", "可选", "可空", "required", "optional", "如有", "ifany")
"""Words in brackets behind a heading that say nothing of its number."""
_BRACKETS = re.compile(r"\(([^()]*)\)\s*\Z")
_NUMERIC = ("amount", "number", "rate", "whole")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a column are read: by how much its numbers are multiplied, and in which order its dates stand."""

    scale: Decimal = Decimal(1)
    dates: Dates = "year_first"


PLAIN = Reading()


def scale_of(heading: str, form: str, own_unit: str, paths: tuple[str, ...]) -> Decimal | str:
    """Returns by how much the numbers below a heading are multiplied, or the words in its brackets when nobody knows.

    `own_unit` is the field's unit, and `paths` are the ways in which its path is written.
    """
    if form not in _NUMERIC:
        return Decimal(1)
    found = _BRACKETS.search(unicodedata.normalize("NFKC", heading))
    if found is None:
        return Decimal(1)
    said = _plain(found[1])
    units = {_plain(unit_text(own_unit, locale)) for locale in LOCALES}
    if said in (*units, *paths, *_HARMLESS):
        return Decimal(1)
    plain = said.removeprefix("单位:").removeprefix("单位").removeprefix("人民币") or "人民币"
    if plain in SCALES and (form == "amount" or own_unit.startswith("元")):
        return Decimal(SCALES[plain])
    return found[1].strip()


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()
