"""The policies of the screening chapter: gates, scorecard, and the pace of the pipeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Count, Duration, Line, Name, NamedInside, Number, OneOf, Rate, WordsOf
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.dealer.records import APPROVAL_ROLES
from toolkit.topics.screening.records.scoring import Mark
from toolkit.topics.screening.records.vocabularies import CLAIMS, GATE_TESTS, GUIDES

ItemId = Annotated[Name, NamedInside()]
"""The id of an item of the card."""


class GateRule(Value):
    """A knock-out gate: what it tests, and who may waive it; nobody where `waivers` is empty."""

    KEY = ("id",)
    id: Line = field("门槛", "Gate", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    test: Annotated[Line, WordsOf(GATE_TESTS)] = field("检验", "Test", audience="dealer")
    evidence: Bilingual = field("证据", "Evidence", audience="dealer")
    waivers: tuple[Annotated[str, OneOf(APPROVAL_ROLES)], ...] = field(
        "可豁免", "May be waived by", default=(), help_zh="须全部批准", help_en="all of them together"
    )
    waiver_terms: Bilingual | None = field("豁免条件", "Terms of a waiver", default=None)


class GatesPolicy(Policy):
    """The gates, and the numbers that they use."""

    gates: tuple[GateRule, ...] = field("门槛", "Gates", audience="dealer")
    credit_days: Duration = field("征信有效期", "A credit check holds for", audience="dealer", unit="日")
    licence_months: Duration = field("资质剩余有效期", "Licences last for", audience="dealer", unit="个月")
    funds_months: Number = field("资金门槛的目标月数", "Months of target in the funds", unit="个月")
    waivers_limit: Count = field("豁免项数上限", "Waivers, at most", unit="项")


class Level(Value):
    KEY = ("score",)
    score: Mark = field("分数", "Score", audience="dealer", unit="分")
    text: Bilingual = field("标准", "Standard", audience="dealer")


class GuidePoint(Value):
    KEY = ("at",)
    at: Number = field("值", "At")
    score: Number = field("分数", "Score", unit="分")


class Guide(Value):
    """A fact by which the score can be guessed: a curve over a named measure. It warns, it does not score."""

    measure: Annotated[Line, WordsOf(GUIDES)] = field("事实", "Fact")
    points: tuple[GuidePoint, ...] = field("曲线", "Curve")


class Item(Value):
    KEY = ("id",)
    id: Name = field("评分项", "Item", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    weight: Number = field("权重", "Weight", audience="dealer", unit="分")
    levels: tuple[Level, ...] = field("标准", "Standards", audience="dealer")
    guide: Guide | None = field("参照", "Guide", default=None)


class Dimension(Value):
    KEY = ("id",)
    id: Name = field("方面", "Dimension", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    items: tuple[Item, ...] = field("评分项", "Items", audience="dealer")


class Relative(Value):
    """An indicator of the relative comparison: a claim or an item of the card, and its weight."""

    KEY = ("indicator",)
    indicator: Annotated[Line, WordsOf(CLAIMS), NamedInside()] = field("指标", "Indicator")
    weight: Rate = field("权重", "Weight")


class Truthfulness(Value):
    """What differences between claim and finding cost: unexplained, the item counts at most so much (C14)."""

    deviation: Rate = field("偏差界线", "Deviation", audience="dealer")
    item: ItemId = field("受影响的评分项", "Item", audience="dealer")
    most: Mark = field("最多计", "At most", audience="dealer", unit="分")


class ScorecardPolicy(Policy):
    """The scorecard: items whose weights total 100, and the rules by which scores become a decision (reference C.2)."""

    dimensions: tuple[Dimension, ...] = field("方面", "Dimensions", audience="dealer")
    approve: Number = field("通过", "Approved from", audience="dealer", unit="分")
    conditional: Number = field("有条件通过", "With conditions from", audience="dealer", unit="分")
    conditions_limit: Count = field("条件上限", "Conditions, at most", audience="dealer", unit="条")
    critical: tuple[ItemId, ...] = field("否决性评分项", "Critical items", audience="dealer")
    tie_break: tuple[ItemId, ...] = field("同分先看", "Ties are decided by", audience="dealer")
    evidence_from: Mark = field("需证据的分数", "Evidence from", audience="dealer", unit="分")
    without_evidence: Mark = field("无证据计", "Without it counts", audience="dealer", unit="分")
    reason_to: Mark = field("需理由的分数", "Reason up to", audience="dealer", unit="分")
    note_apart: Number = field("需说明的分差", "Note when apart by", audience="dealer", unit="分")
    third_apart: Number = field(
        "需第三人的总分差", "Third assessor when apart by more than", audience="dealer", unit="分"
    )
    truthfulness: Truthfulness = field("真实性", "Truthfulness", audience="dealer")
    visit_days: Duration = field("考察有效期", "A visit holds for", audience="dealer", unit="日")
    override_limit: Number = field("单项权重调整上限", "A weight changes by at most", unit="分")
    protected: tuple[ItemId, ...] = field("不得下调的评分项", "Never lowered", default=())
    even_within: Number = field("视为相当的分差", "Even when within", unit="分")
    relative: tuple[Relative, ...] = field("相对评法", "Relative comparison", default=())
    guide_margin: Number = field("与事实的容许分差", "Above the facts by at most", unit="分")

    def names_inside(self) -> Mapping[str, Text]:
        """Returns the names of the items, which other rules refer to."""
        return {item.id: item.name for dimension in self.dimensions for item in dimension.items}


class PipelinePolicy(Policy):
    """How fast candidates are dealt with, and what a visit must have."""

    lead_days: Duration = field("线索期限", "A lead waits at most", unit="工作日")
    visit_days: Duration = field("初筛至考察", "From screening to visit, at most", unit="日")
    score_days: Duration = field("考察至评分", "From visit to scoring, at most", unit="日")
    answer_days: Duration = field("答复期限", "Candidates are told within", unit="工作日")
    report_days: Duration = field("考察报告期限", "A visit is reported within", unit="工作日")
    pool_months: Duration = field("储备复核", "The pool is looked at every", unit="个月")
    visit_team: Count = field("考察人数", "A visit takes", unit="人")
    visit_outlets: Count = field("走访终端", "Outlets on a visit, at least", unit="家")
    own_choice: Count = field("其中自选", "Of them chosen by us", unit="家")
    least_leads: Count = field("统计最少线索数", "Leads that a figure needs", unit="条线索")
    erase_months: Duration = field("淘汰后删除个人信息", "Personal data erased after", unit="个月")
    retained_months: Duration = field("留存口径", "Retained after", unit="个月")
