"""Goods seen in the market, one code a row: to whom they were shipped, and where they were found."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Count, Day, Line, Name, OneOf, Quarter, RefTo, RegionCode
from toolkit.network.record import Record, field
from toolkit.topics.company.records import DealerId
from toolkit.topics.contract.records.vocabularies import CHANNELS


class Sighting(Record):
    """A row of the exported list. All of it is internal: it is a lead, not yet a finding."""

    quarter: Quarter = field("季度", "Quarter")
    code: Line = field("追溯码", "Code")
    shipped_to: DealerId = field("发货给", "Shipped to")
    sku: Line = field("品项", "SKU")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line")
    region: RegionCode = field("发现地", "Found in")
    channel: Annotated[str, OneOf(CHANNELS)] = field("发现渠道", "Found in channel")
    date: Day = field("发现日", "Found on")
    cases: Count = field("箱数", "Cases", unit="箱")
