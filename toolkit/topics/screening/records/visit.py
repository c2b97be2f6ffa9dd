"""A visit to a dealer or candidate: what was found, held against what was claimed (reference A.6, 0b)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Flag, IdOf, Line, Number, OneOf, RegionCode
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Evidence
from toolkit.topics.company.records import ContactId, DealerId, StaffId
from toolkit.topics.dealer.records import OUTLET_TYPES
from toolkit.topics.screening.records import vocabularies as words
from toolkit.topics.screening.records.scoring import Mark


class Seen(Value):
    KEY = ("what",)
    what: Annotated[str, OneOf(words.LOOKED_AT)] = field("查看", "Looked at")
    text: Bilingual = field("所见", "Seen")


class Found(Value):
    """A value as found on the spot; the claim stands in `screening.yaml` and is not repeated here."""

    KEY = ("what",)
    what: Annotated[str, OneOf(words.CLAIMS)] = field("申报项", "Claim")
    value: Number = field("观察值", "Found")
    how: Bilingual = field("怎样得到", "How")


class Explanation(Value):
    """What the candidate says to a difference, and whether it could be confirmed."""

    KEY = ("what",)
    what: Annotated[str, OneOf(words.CLAIMS)] = field("申报项", "Claim")
    text: Bilingual = field("解释", "Explanation")
    confirmed: Flag = field("已核实", "Confirmed")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", default=())


class OutletSeen(Value):
    """An outlet that was called on. Service and display are noted, never the labels of our own goods (reference 0b)."""

    KEY = ("name",)
    name: Line = field("终端", "Outlet")
    type: Annotated[str, OneOf(OUTLET_TYPES)] = field("类型", "Type")
    our_choice: Flag = field("我方自选", "Chosen by us")
    text: Bilingual = field("所闻所见", "Heard and seen")


class Photos(Value):
    """Photographs lie outside the repository, without hidden places and without faces (A.6)."""

    count: Count = field("张数", "Number", unit="张")
    metadata_removed: Flag = field("已去除位置等信息", "Metadata removed")
    faces: Flag = field("含人脸", "Faces to be seen", default=False)
    evidence: tuple[Evidence, ...] = field("文件", "Files", default=())


class Rating(Value):
    """Facts, then a mark: the facts are the evidence for the items 理念 and 团队 of the scorecard."""

    facts: tuple[Bilingual, ...] = field("事实", "Facts")
    rating: Mark = field("评价", "Rating", unit="分")


class Visit(Record):
    """A visit on the spot."""

    dealer: DealerId = field("经销商", "Dealer")
    id: Annotated[str, IdOf("VS")] = field("考察编号", "Visit id")
    date: Day = field("日期", "Date")
    place: Line = field("地点", "Place")
    region: RegionCode = field("区县", "County")
    purpose: Annotated[str, OneOf(words.PURPOSES)] = field("目的", "Purpose")
    team: tuple[StaffId, ...] = field("我方人员", "Our team")
    met: tuple[ContactId, ...] = field("见到的人", "Persons met")
    seen: tuple[Seen, ...] = field("查看清单", "Checklist", default=())
    found: tuple[Found, ...] = field("观察值", "Found", default=())
    explanations: tuple[Explanation, ...] = field("差异解释", "Explanations", default=())
    outlets: tuple[OutletSeen, ...] = field("走访终端", "Outlets", default=())
    culture: Rating | None = field("经营观与文化", "Culture", default=None)
    management: Rating | None = field("管理水平", "Management", default=None)
    photos: Photos | None = field("照片", "Photographs", default=None)
    findings: tuple[Bilingual, ...] = field("结论", "Findings", default=())
    their_comment: Bilingual | None = field("对方意见", "Their comment", default=None)
    suggestion: Bilingual | None = field("评分建议", "Suggested scores", default=None)
    next_steps: tuple[Action, ...] = field("下一步", "Next steps", default=())
    reported_on: Day | None = field("报告日", "Reported on", default=None)
    reviewed_by: StaffId | None = field("复核人", "Reviewed by", default=None)
