"""Orders as we promised and delivered them, one a row, so that our own service is measured (reference 0b, I.1)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Day, Flag, Line, OneOf, Quarter
from toolkit.network.record import Record, field
from toolkit.topics.company.records import TAX, DealerId


class SupplyOrder(Record):
    """An order. The promised day is never rewritten; a day that the dealer asked for instead stands beside it."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    id: Line = field("订单号", "Order", audience="dealer")
    date: Day = field("下单日", "Ordered on", audience="dealer")
    amount: Amount = field("金额", "Amount", audience="dealer", unit="元")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    promised: Day = field("约定到货日", "Promised for", audience="dealer")
    moved_to: Day | None = field("经销商改期至", "Moved by the dealer to", audience="dealer", default=None)
    delivered: Day | None = field("到货日", "Delivered on", audience="dealer", default=None)
    in_full: Flag = field("足量", "In full", audience="dealer", default=False)
    delivered_amount: Amount | None = field(
        "到货金额", "Delivered amount", audience="dealer", unit="元", default=None, help_zh="足量的不写", help_en="left out when in full"
    )  # fmt: skip
