"""The figures that an indicator rests on, as its quarter's data say them, each with its unit, and where they come from.

Figures by product line stand in a table of their own: twenty lines do not fit into a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.record import label
from toolkit.network.shared import MISSING, SOURCES, Measured
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import Receivables
from toolkit.topics.evaluation.records.groups import OrderChanges, Outlets, StockCount, Tally

BY_LINE = frozenset(
    (
        "target_attainment", "growth", "focus_attainment", "stock_days", "sell_through", "aged_share",
        "stock_coefficient", "forecast_deviation",
    )
)  # fmt: skip
"""Measures whose figures are given for each product line."""
TALLIES: Mapping[str, tuple[str, str, str, str]] = {
    "new_counties": ("counties", "已开发", "计划", "个"),
    "activities": ("activities", "已执行", "计划", "场"),
    "complaints_in_time": ("complaints", "按时办结", "受理", "件"),
    "reports_on_time": ("reports", "按时", "应报", "份"),
    "training_passed": ("training", "通过", "应完成", "人次"),
    "programmes": ("programmes", "已执行", "已接受", "项"),
    "actions_on_time": ("actions", "按时完成", "应完成", "项"),
}
OVERDUE = ("overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90")
OWED: Mapping[str, tuple[str, ...]] = {
    "payment_on_time": ("due", "on_time"),
    "overdue_share": ("closing", *OVERDUE),
    "turnover_beyond_term": ("opening", "closing", "credit_sales"),
    "collection_rate": ("opening", "credit_sales", "closing"),
}
LINES_TABLE = "见分产品线数据"


@dataclass(frozen=True, slots=True)
class Raw:
    """What an indicator rests on: its figures in words, their source, and what was noted beside them."""

    figures: str
    source: str
    note: str = ""


def raw_of(measure: str, data: QuarterData | None) -> Raw:
    """Returns the figures of a measure; empty words for a measure whose data the quarter has none of."""
    if data is None:
        return Raw("", "")
    if measure in BY_LINE:
        return Raw(LINES_TABLE, "、".join(dict.fromkeys(SOURCES.label(line.source).zh for line in data.lines)))
    if measure in TALLIES:
        name, done, of, unit = TALLIES[measure]
        return _tally(getattr(data, name), done, of, unit)
    if measure in OWED:
        return _owed(data.receivables, OWED[measure])
    reader = _READERS.get(measure)
    return reader(data) if reader is not None else Raw("", "")


def _tally(row: Tally, done: str, of: str, unit: str) -> Raw:
    if row.done is None or row.of is None:
        return Raw("", _source(row.source), row.note.zh if row.note else "")
    words = f"{done} {number_text(row.done)} {unit}，{of} {number_text(row.of)} {unit}"
    return Raw(words, _source(row.source), row.note.zh if row.note else "")


def _owed(row: Receivables, names: tuple[str, ...]) -> Raw:
    parts: list[str] = []
    notes: list[str] = []
    for name in names:
        held: Measured = getattr(row, name)
        if held.value or name not in OVERDUE:
            parts.append(f"{label(Receivables, name).zh} {_amount(held)}")
        if held.note is not None:
            notes.append(held.note.zh)
    words = "，".join(parts)
    if names[-1] in OVERDUE and len(parts) == 1:
        words += "，没有逾期"
    tax = "含税" if row.tax == "incl" else "不含税"
    return Raw(f"{words}（{tax}）", _source(row.source), "；".join(notes))


def _amount(held: Measured) -> str:
    return amount_text(held.value) if held.value is not None else MISSING.label(held.missing or "pending").zh


def _source(code: str | None) -> str:
    return SOURCES.label(code).zh if code else ""


def _outlets(*names: str) -> Callable[[QuarterData], Raw]:
    def read(data: QuarterData) -> Raw:
        row = data.outlets
        note = row.note.zh if row.note else ""
        if row.missing:
            return Raw("", _source(row.source), note)
        parts = (f"{label(Outlets, name).zh} {number_text(getattr(row, name))} 家" for name in names)
        return Raw("，".join(parts), _source(row.source), note)

    return read


def _count(data: QuarterData) -> Raw:
    row = data.stock_count
    note = row.note.zh if row.note else ""
    if row.counted is None or row.gap is None:
        return Raw("", _source(row.source), note)
    words = f"{label(StockCount, 'counted').zh} {amount_text(row.counted)}，{label(StockCount, 'gap').zh} {amount_text(row.gap)}"
    return Raw(words, _source(row.source), note)


def _score(name: str, what: str) -> Callable[[QuarterData], Raw]:
    def read(data: QuarterData) -> Raw:
        held: Measured = getattr(data, name)
        note = held.note.zh if held.note else ""
        words = f"{what} {number_text(held.value)} 分" if held.value is not None else ""
        return Raw(words, _source(held.source), note)

    return read


def _changes(data: QuarterData) -> Raw:
    row = data.order_changes
    if row is None:
        return Raw("", "")
    parts: Iterator[tuple[str, int | Decimal]] = (
        (name, getattr(row, name)) for name in ("orders", "cancelled", "major", "minor")
    )
    words = "，".join(f"{label(OrderChanges, name).zh} {number_text(value)} 单" for name, value in parts)
    return Raw(words, _source(row.source))


def _rated(data: QuarterData) -> Raw:
    row = data.market_information
    return Raw("", "市场部评定", row.note.zh if row.note else "") if row is not None else Raw("", "")


_READERS: Mapping[str, Callable[[QuarterData], Raw]] = {
    "outlet_growth": _outlets("new", "lost", "net_target"),
    "outlet_coverage": _outlets("active", "target"),
    "count_accuracy": _count,
    "display_score": _score("display_score", "检查均分"),
    "brand_use": _score("brand_points", "违规计分"),
    "order_change_rate": _changes,
    "market_information": _rated,
}
