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
    "家经销商": "dealers",
    "店": "shops",
    "店月": "shop-months",
    "人": "people",
    "张": "sheets",
    "次": "times",
    "起": "cases",
    "项": "items",
    "条": "items",
    "条线索": "leads",
    "单": "orders",
    "张工单": "tickets",
    "倍": "times",
    "个": "",
    "分钟": "minutes",
    "小时": "hours",
    "月": "months",
    "个月": "months",
    "季": "quarters",
    "个季度": "quarters",
    "年": "years",
    "辆": "vehicles",
    "面": "faces",
    "㎡": "m²",
    "m²": "m²",
    "%": "%",
}
"""Chinese unit → English one."""
COUNTED: dict[str, str] = {"工作日": "个工作日", "月": "个月", "季": "个季度"}
"""Units that take a measure word after a number in Chinese."""
IRREGULAR: dict[str, str] = {"people": "person"}
"""English units whose singular is not the plural without its s."""


def unit_text(unit: str, locale: Locale) -> str:
    """Returns a unit in the reader's language; one that is not known as it is written."""
    return unit if locale == "zh" else UNITS.get(unit, unit)


def with_unit(number: str, unit: str, locale: Locale) -> str:
    """Returns a number with its unit, each language in its own manner: `5个工作日`, `5 working days`, `1 day`, `20%`."""
    if locale == "zh" or unit == "%":
        return number + COUNTED.get(unit, unit)
    words = unit_text(unit, locale)
    if number == "1":
        words = IRREGULAR.get(words, words.removesuffix("s"))
    return f"{number} {words}".strip()
