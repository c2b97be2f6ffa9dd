"""The territories of a year: 大区 above provinces, prefectures and counties, each with an owner and targets (C2)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Amount, Bilingual, Count, Name, OneOf, RegionCode
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import TAX, StaffId
from toolkit.topics.market.records.profile import LineId


class TerritoryTarget(Value):
    KEY = ("line",)
    line: LineId = field("产品线", "Product line")
    amount: Amount = field("年度目标", "Target of the year", unit="元")


class Territory(Record):
    """A part of the country that one of us answers for in a fiscal year; `parent` is the one that it belongs to."""

    year: Count = field("财年", "Fiscal year")
    id: Name = field("区域编号", "Territory id")
    name: Bilingual = field("区域", "Territory")
    parent: Name | None = field("上级区域", "Above", default=None)
    regions: tuple[RegionCode, ...] = field("行政区划", "Divisions", audience="public")
    owner: StaffId = field("负责人", "Owner")
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", default="excl")
    targets: tuple[TerritoryTarget, ...] = field("目标", "Targets", default=())
