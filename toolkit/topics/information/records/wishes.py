"""What end users wish for, as a dealer hears it: how many, of which product, and what became of it (M100). Nobody is named."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Line, Name, OneOf, RefTo
from toolkit.network.record import Value, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.information.records.vocabularies import WISH_SOURCES, WISH_STATES, WISHES


class UserWish(Value):
    KEY = ("id",)
    id: Name = field("编号", "Wish", audience="dealer")
    heard_on: Day = field("听到日", "Heard on", audience="dealer")
    kind: Annotated[str, OneOf(WISHES)] = field("种类", "Kind", audience="dealer")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    product: Line | None = field(
        "产品", "Product", audience="dealer", default=None, help_zh="具体到货号的写货号", help_en="the code of the product, where it is about one"
    )  # fmt: skip
    source: Annotated[str, OneOf(WISH_SOURCES)] = field("从哪里听到", "Heard from", audience="dealer")
    people: Count = field("多少人提到", "How many said so", audience="dealer", unit="人")
    text: Bilingual = field(
        "用户要什么", "What users wish", audience="dealer", help_zh="不写姓名、电话、住址", help_en="no name, telephone or address"
    )  # fmt: skip
    state: Annotated[str, OneOf(WISH_STATES)] = field("结果", "Result", audience="dealer", default="open")
    became: Bilingual | None = field("后来怎样", "What became of it", audience="dealer", default=None)
    answered_on: Day | None = field("答复日", "Answered on", audience="dealer", default=None)
    answered_by: StaffId | None = field("答复人", "Answered by", audience="dealer", default=None)
