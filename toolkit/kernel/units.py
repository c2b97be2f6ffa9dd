"""Units of fields: written once in Chinese in the record types, shown in the reader's language."""

from __future__ import annotations

from toolkit.kernel.text import Locale

UNITS: dict[str, str] = {
    "元": "CNY",
    "元/年": "CNY a year",
    "元/箱": "CNY a case",
    "元/件": "CNY a piece",
    "分": "points",
    "日": "days",
    "天": "days",
    "工作日": "working days",
    "个工作日": "working days",
    "箱": "cases",
    "件": "pieces",
    "家": "outlets",
    "店": "shops",
    "店月": "shop-months",
    "人": "people",
    "张": "sheets",
    "次": "times",
    "起": "cases",
    "分钟": "minutes",
    "小时": "hours",
    "月": "months",
    "个月": "months",
    "季": "quarters",
    "个季度": "quarters",
    "年": "years",
    "辆": "vehicles",
    "㎡": "m²",
    "m²": "m²",
    "%": "%",
}
"""Chinese unit → English one."""


def unit_text(unit: str, locale: Locale) -> str:
    """Returns a unit in the reader's language; one that is not known as it is written."""
    return unit if locale == "zh" else UNITS.get(unit, unit)


def with_unit(number: str, unit: str, locale: Locale) -> str:
    """Returns a number with its unit, each language in its own manner: `5天`, `5 days`, `20%`."""
    if not unit:
        return number
    close = locale == "zh" or unit == "%"
    return f"{number}{'' if close else ' '}{unit_text(unit, locale)}"
