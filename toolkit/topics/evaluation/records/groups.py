"""Groups of figures in a quarter's file that are given together or missing together, with one cause (reference A.12, A.0)."""

from __future__ import annotations

from typing import Annotated, Any

from toolkit.network.fields import Amount, Bilingual, Count, Duration, Integer, OneOf
from toolkit.network.fields import problem as refuse
from toolkit.network.record import Value, field
from toolkit.network.shared import MISSING, SOURCES
from toolkit.topics.company.records import TAX, StaffId
from toolkit.topics.evaluation.records.vocabularies import LEVELS


def _all_or_missing(held: Value, numbers: tuple[str, ...]) -> None:
    """Refuses a group that has both figures and a cause why they are missing, or neither, or figures without a source."""
    values = vars(held)
    given = [name for name in numbers if values[name] is not None]
    if (values["missing"] is None) != (len(given) == len(numbers)) or (values["missing"] is not None and given):
        names = ", ".join(numbers)
        raise refuse("rule", zh=f"要么写全 {names}，要么只写 missing", en=f"give all of {names}, or missing alone")
    if given and values["source"] is None:
        raise refuse("rule", zh="有数据就要写来源 source", en="figures need their source")


class Tally(Value):
    """How many of how many were done, or the cause why that is not known."""

    done: Count | None = field("完成", "Done", audience="dealer", default=None)
    of: Count | None = field("应完成", "Due", audience="dealer", default=None)
    source: Annotated[str, OneOf(SOURCES)] | None = field("来源", "Source", audience="dealer", default=None)
    missing: Annotated[str, OneOf(MISSING)] | None = field(
        "缺失原因", "Missing because", audience="dealer", default=None
    )
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses half a tally."""
        _all_or_missing(self, ("done", "of"))


class Outlets(Value):
    """Outlets at the quarter's end and their change, against the plan; active means an order within 90 days."""

    active: Count | None = field("有效网点", "Active outlets", audience="dealer", default=None)
    target: Count | None = field("目标网点", "Target outlets", audience="dealer", default=None)
    new: Count | None = field("新开有效网点", "New active outlets", audience="dealer", default=None)
    lost: Count | None = field("流失有效网点", "Lost active outlets", audience="dealer", default=None)
    net_target: Integer | None = field("净增目标", "Target of net growth", audience="dealer", default=None)
    source: Annotated[str, OneOf(SOURCES)] | None = field("来源", "Source", audience="dealer", default=None)
    missing: Annotated[str, OneOf(MISSING)] | None = field(
        "缺失原因", "Missing because", audience="dealer", default=None
    )
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses some figures without the others."""
        _all_or_missing(self, ("active", "target", "new", "lost", "net_target"))


class StockCount(Value):
    """A count of the stock: how far the reported figures lie from what was counted."""

    counted: Amount | None = field("盘点金额", "Counted", audience="dealer", unit="元", default=None)
    gap: Amount | None = field(
        "差异合计",
        "Sum of differences",
        audience="dealer",
        unit="元",
        default=None,
        help_zh="各货品上报与盘点之差的绝对值之和",
        help_en="the absolute differences between reported and counted, summed over the products",
    )
    tax: Annotated[str, OneOf(TAX)] | None = field("含税", "Tax", audience="dealer", default=None)
    source: Annotated[str, OneOf(SOURCES)] | None = field("来源", "Source", audience="dealer", default=None)
    missing: Annotated[str, OneOf(MISSING)] | None = field(
        "缺失原因", "Missing because", audience="dealer", default=None
    )
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a count without its difference or its tax basis."""
        _all_or_missing(self, ("counted", "gap", "tax"))


class OrderChanges(Value):
    """Orders of the quarter and how many were changed after confirmation."""

    orders: Count = field("订单数", "Orders", audience="dealer")
    cancelled: Count = field("撤单", "Cancelled", audience="dealer")
    major: Count = field("重大改动", "Major changes", audience="dealer")
    minor: Count = field("轻微改动", "Minor changes", audience="dealer")
    source: Annotated[str, OneOf(SOURCES)] = field("来源", "Source", audience="dealer")


class MarketInformation(Value):
    """How useful the dealer's market information was, rated by the marketing department."""

    level: Annotated[str, OneOf(LEVELS)] = field("评级", "Rating", audience="dealer")
    rated_by: StaffId = field("评定人", "Rated by")
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Supply(Value):
    """How well we supplied: order lines, those that we could not fill, and how long they waited."""

    lines_ordered: Count = field("订单行数", "Order lines", audience="dealer")
    lines_short: Count = field("缺货行数", "Lines short", audience="dealer")
    backorder_days: Duration = field("缺货平均天数", "Mean days on back order", audience="dealer", unit="天")
