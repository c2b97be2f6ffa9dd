"""The screening of one dealer, from the first lead to the decision, in its own folder."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, Flag, OneOf, RegionCode
from toolkit.network.record import Record, field
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.market.records import Channel, LineId, MarketId
from toolkit.topics.screening.records import vocabularies as words
from toolkit.topics.screening.records.prospect import (
    BrandCarried,
    Claim,
    CreditCheck,
    DeepTalk,
    Nda,
    Registered,
    RelatedParty,
)
from toolkit.topics.screening.records.scoring import Decision, Gate, ItemNote, Scorecard


class Screening(Record):
    """A candidate: where it came from, what it says of itself, what was found, given and decided."""

    dealer: DealerId = field("经销商", "Dealer")
    source: Annotated[str, OneOf(words.LEAD_SOURCES)] = field("来源", "Source")
    source_note: Bilingual | None = field("来源说明", "On the source", default=None)
    referred_by: DealerId | None = field("推荐的经销商", "Referred by dealer", default=None)
    introduced_by: tuple[StaffId, ...] = field("引荐人", "Introduced by", default=())
    first_contact: Day = field("首次接触", "First contact")
    owner: StaffId = field("负责人", "Owner")
    market: MarketId | None = field("目标市场", "Market", default=None)
    regions: tuple[RegionCode, ...] = field(
        "意向区域", "Territory sought", default=(), help_zh="不写即整个市场", help_en="all of the market when left out"
    )
    lines: tuple[LineId, ...] = field(
        "意向产品线", "Lines sought", default=(), help_zh="主线在前", help_en="the main one first"
    )
    channels: tuple[Channel, ...] = field("做得到的渠道", "Channels served", default=())
    exclusive_sought: Flag = field("要求独家", "Exclusivity sought", default=False)
    registered: Registered | None = field("工商信息", "Register", default=None)
    claims: tuple[Claim, ...] = field("申报规模", "Claims", default=())
    brands: tuple[BrandCarried, ...] = field("代理品牌", "Brands carried", default=())
    related: tuple[RelatedParty, ...] = field("关联关系", "Related parties", default=())
    credit_checks: tuple[CreditCheck, ...] = field("征信核查", "Credit checks", default=())
    nda: Nda | None = field("保密协议", "Confidentiality agreement", default=None)
    price_list_given: Day | None = field("交付供货价表", "Price list given", default=None)
    talks: tuple[DeepTalk, ...] = field("深度沟通", "Deep talks", default=())
    gates: tuple[Gate, ...] = field("门槛", "Gates", default=())
    scorecards: tuple[Scorecard, ...] = field("评分卡", "Scorecards", default=())
    notes: tuple[ItemNote, ...] = field("分差说明", "Notes on differences", default=())
    decision: Decision | None = field("决定", "Decision", default=None)
