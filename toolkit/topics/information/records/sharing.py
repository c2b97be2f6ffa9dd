"""What is shared: an issue with its figures, the chain of its corrections, and who has seen which version (reference A.22)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Line, Name, Number, OneOf, Rate, RefTo, RegionCode
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SOURCES
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.information.records.vocabularies import DIRECTIONS, SHARED_KINDS


class Period(Value):
    """The days that the information is about, first and last included."""

    first: Day = field("自", "From", audience="dealer")
    last: Day = field("至", "Until", audience="dealer")


class Group(Value):
    """From how many dealers a figure was added up, and the share of the largest; no dealer is named (reference 0b, Law)."""

    dealers: Count = field("汇总家数", "Dealers in the group")
    largest: Rate = field("最大一家占比", "Share of the largest")


class Figure(Value):
    """A number with its unit, source and day."""

    KEY = ("id",)
    id: Name = field("编号", "Figure", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    value: Number = field("数值", "Value", audience="dealer")
    unit: Bilingual | None = field("单位", "Unit", audience="dealer", default=None)
    source: Annotated[str, OneOf(SOURCES)] | None = field("来源", "Source", audience="dealer", default=None)
    as_of: Day | None = field("截至", "As of", audience="dealer", default=None)
    group: Group | None = field("汇总口径", "Group", default=None)


class Issue(Value):
    """One version as it was given out; a correction is the next version and says why."""

    KEY = ("version",)
    version: Count = field("版次", "Version", audience="dealer")
    published_on: Day = field("发出", "Published", audience="dealer")
    acknowledge_by: Day = field("确认期限", "Acknowledge by", audience="dealer")
    text: Bilingual | None = field("内容", "Content", audience="dealer", default=None)
    figures: tuple[Figure, ...] = field("数据", "Figures", audience="dealer", default=())
    reason: Bilingual | None = field("更正原因", "Reason of the correction", audience="dealer", default=None)


class Acknowledgement(Value):
    """The receiving side has seen this version."""

    KEY = ("version",)
    version: Count = field("版次", "Version", audience="dealer")
    date: Day = field("确认日", "Acknowledged on", audience="dealer")


class DealerAcknowledgement(Value):
    """A dealer has seen this version of what went to many. Who else has is nobody's business but ours."""

    KEY = ("dealer", "version")
    dealer: DealerId = field("经销商", "Dealer")
    version: Count = field("版次", "Version")
    date: Day = field("确认日", "Acknowledged on")


class Audience(Value):
    """For which dealers: those named, and those whose contract in force meets every other condition that is given."""

    dealers: tuple[DealerId, ...] = field("指定经销商", "Dealers", default=())
    lines: tuple[Annotated[Name, RefTo("product-line")], ...] = field("产品线", "Product lines", default=())
    regions: tuple[RegionCode, ...] = field("区域", "Divisions", default=())
    segments: tuple[Annotated[str, OneOf(SEGMENTS)], ...] = field("分群", "Segments", default=())


class Bulletin(Record):
    """What goes to many dealers. Every field is internal: a dealer it was meant for gets it as a result of its own."""

    id: Name = field("编号", "Bulletin")
    kind: Annotated[str, OneOf(SHARED_KINDS)] = field("种类", "Kind")
    subject: Bilingual = field("标题", "Subject")
    period: Period = field("所涉期间", "Period")
    audience: Audience = field("对象", "Audience")
    owner: StaffId = field("负责人", "Owner")
    approved_by: StaffId = field("法务审核", "Approved by legal")
    issues: tuple[Issue, ...] = field("版次", "Versions")
    acknowledgements: tuple[DealerAcknowledgement, ...] = field("确认", "Acknowledgements", default=())


class Share(Value):
    """What passes between us and one dealer. What the dealer gives has a purpose or stands in its contract (item 数据报送)."""

    KEY = ("id",)
    id: Name = field("编号", "Share", audience="dealer")
    direction: Annotated[str, OneOf(DIRECTIONS)] = field("方向", "Direction", audience="dealer")
    kind: Annotated[str, OneOf(SHARED_KINDS)] = field("种类", "Kind", audience="dealer")
    subject: Bilingual = field("标题", "Subject", audience="dealer")
    period: Period = field("所涉期间", "Period", audience="dealer")
    purpose: Bilingual | None = field("用途", "Purpose", audience="dealer", default=None)
    basis: Line | None = field(
        "合同依据",
        "Basis in the contract",
        audience="dealer",
        default=None,
        help_zh="合同 data 里一项的中文名称",
        help_en="the Chinese name of an item under data in the contract",
    )
    issues: tuple[Issue, ...] = field("版次", "Versions", audience="dealer")
    acknowledgements: tuple[Acknowledgement, ...] = field("确认", "Acknowledgements", audience="dealer", default=())


class Answer(Value):
    """What a dealer makes of a bulletin: its own tactics (the case of the mission's B4.1)."""

    KEY = ("bulletin",)
    bulletin: Annotated[Name, RefTo("bulletin")] = field("回应", "Bulletin", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    text: Bilingual = field("打法", "Tactics", audience="dealer")
