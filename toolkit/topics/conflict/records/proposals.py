"""A proposal how orders are to be shared between us and the dealers, tried on real orders before anybody decides (reference J.5)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Amount, Bilingual, Count, Day, Line, Name, OneOf, RefTo
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.conflict.records.policies import Split
from toolkit.topics.conflict.records.vocabularies import ORDER_KINDS

PROPOSAL_STATES = Vocabulary(
    "split_proposal_state",
    {
        "draft": ("测算中", "being worked out"),
        "consulting": ("征询中", "dealers are asked"),
        "adopted": ("已采用", "adopted"),
        "declined": ("未采用", "declined"),
    },
)


class TrialOrder(Value):
    """An order as it comes in a year: its net amount, and what a dealer earns when it sells the same goods itself.

    The margin is what dealers report of themselves, as a mean: nobody is told what to charge.
    """

    KEY = ("order", "line")
    order: Annotated[str, OneOf(ORDER_KINDS)] = field("订单", "Order")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line")
    orders: Count = field("一年单数", "Orders a year", unit="单")
    net: Amount = field("每单净额", "Net amount of an order", unit="元", help_zh="不含税", help_en="excl. VAT")
    own_margin: Amount = field("自有渠道毛利", "Margin in the own channel", unit="元", help_zh="同样的货，不含税", help_en="of the same goods, excl. VAT")  # fmt: skip
    basis: Bilingual = field("依据", "Basis")


class SplitProposal(Record):
    """Shares proposed beside those of a version of the channel policy; an order without shares here keeps those of the policy."""

    id: Name = field("编号", "Id")
    name: Bilingual = field("名称", "Name")
    policy: Line = field("对照的政策版本", "Tried against")
    made_on: Day = field("测算日", "Worked out on")
    owner: StaffId = field("负责人", "Owner")
    reason: Bilingual = field("为什么要改", "Why")
    orders: tuple[TrialOrder, ...] = field("拿哪些订单算", "Orders it is tried on")
    splits: tuple[Split, ...] = field("建议的分配", "Shares proposed", default=())
    consulted_on: Day | None = field("征询日", "Dealers asked on", default=None)
    answers: Bilingual | None = field("经销商怎么说", "What dealers said", default=None)
    status: Annotated[str, OneOf(PROPOSAL_STATES)] = field("状态", "Status")
    decided_on: Day | None = field("决定日", "Decided on", default=None)
    becomes: Line | None = field("写进哪一版", "Version that holds it", default=None)
