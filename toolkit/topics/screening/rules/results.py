"""What the screening of a candidate comes to, as the dealer's page, reviews and `explain` read it. All of it is internal."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult
from toolkit.topics.screening.records import GatesPolicy, PipelinePolicy, ScorecardPolicy, Screening

GATES, SCORECARD, PIPELINE = "gates", "scorecard", "pipeline"
"""The ids of the policies, which are also the names of their folders."""


class GateStanding(Value):
    gate: str = field("门槛", "Gate")
    standing: str = field("结果", "Result")
    holds: bool | None = field("资料显示", "As the data say", default=None)
    why: Text = field("依据", "Why", default=NO_TEXT)


class ItemScore(Value):
    item: str = field("评分项", "Item")
    dimension: str = field("方面", "Dimension")
    weight: Decimal = field("权重", "Weight")
    counted: tuple[int, ...] = field("计分", "Counted scores")
    mean: Decimal = field("平均", "Mean")
    points: Decimal = field("得分", "Points")
    guess: Decimal | None = field("事实参照", "As the facts say", default=None)


class DimensionScore(Value):
    dimension: str = field("方面", "Dimension")
    weight: Decimal = field("权重", "Weight")
    points: Decimal = field("得分", "Points")


class AssessorTotal(Value):
    assessor: str = field("评分人", "Assessor")
    total: Decimal = field("总分", "Total")
    used: bool = field("计入", "Counts")


class ClaimFound(Value):
    """A claim, held against what a visit found."""

    what: str = field("申报项", "Claim")
    claimed: Decimal | None = field("申报", "Claimed", default=None)
    found: Decimal | None = field("观察", "Found", default=None)
    deviation: Decimal | None = field("偏差", "Deviation", default=None)
    flagged: bool = field("超限", "Flagged", default=False)
    explained: bool = field("已解释", "Explained", default=False)
    visit: str = field("考察", "Visit", default="")


class IdealGap(Value):
    """A requirement of the ideal dealer that the candidate does not meet."""

    line: str = field("产品线", "Product line")
    requirement: str = field("要求", "Requirement")
    needed: Decimal | None = field("需要", "Needed", default=None)
    offered: Decimal | None = field("具备", "Offered", default=None)
    missing: tuple[str, ...] = field("缺", "Missing", default=())


class ProductMix(Value):
    competing: Decimal = field("竞争", "Competing")
    complementary: Decimal = field("互补", "Complementary")
    neutral: Decimal = field("无关", "Neutral")
    unlisted: Decimal = field("未列明", "Not listed")


class ScreeningResult(InternalResult):
    """A candidate's screening. `total` is None unless every gate is passed or waived and the assessors are complete."""

    topic = "screening"
    stage: str = field("进度", "Stage")
    gates: tuple[GateStanding, ...] = field("门槛", "Gates", default=())
    gates_together: str = field("门槛合计", "All gates", default="open")
    assessors: tuple[AssessorTotal, ...] = field("评分人总分", "Totals by assessor", default=())
    items: tuple[ItemScore, ...] = field("评分项", "Items", default=())
    dimensions: tuple[DimensionScore, ...] = field("方面", "Dimensions", default=())
    total: Decimal | None = field("总分", "Total", unit="分", default=None)
    proposed: str = field("建议决定", "Proposed", default="")
    recorded: str = field("记录的决定", "Recorded", default="")
    critical: tuple[str, ...] = field("限制性评分项", "Critical items", default=())
    truth: str = field("真实性", "Truthfulness")
    claims: tuple[ClaimFound, ...] = field("申报与观察", "Claimed and found", default=())
    gaps: tuple[IdealGap, ...] = field("与理想经销商的差距", "Gaps to the ideal dealer", default=())
    mix: ProductMix | None = field("产品结构", "Product mix", default=None)
    gates_policy: str = field("门槛政策", "Gate policy", default="")
    scorecard_policy: str = field("评分卡政策", "Scorecard policy", default="")


def judged_on(screening: Screening, as_of: date) -> date:
    """Returns the day on which the facts count: of the last scorecard, else of the decision, else the as-of date."""
    days = [card.date for card in screening.scorecards if card.date <= as_of]
    if screening.decision is not None and screening.decision.date <= as_of and not days:
        return screening.decision.date
    return max(days, default=as_of)


def gates_policy(network: Network, screening: Screening, as_of: date) -> GatesPolicy | None:
    """Returns the version of the gates that governs: in force when scoring began, else on the as-of date."""
    return in_force(network.all(GatesPolicy), GATES, _governed_on(screening, as_of))


def scorecard_policy(network: Network, screening: Screening, as_of: date) -> ScorecardPolicy | None:
    """Returns the version of the scorecard that governs: in force when scoring began, else on the as-of date."""
    return in_force(network.all(ScorecardPolicy), SCORECARD, _governed_on(screening, as_of))


def pipeline_policy(versions: Iterable[PipelinePolicy], as_of: date) -> PipelinePolicy | None:
    """Returns the version of the pipeline policy in force on `as_of`, or None."""
    return in_force(versions, PIPELINE, as_of)


def _governed_on(screening: Screening, as_of: date) -> date:
    days = [card.date for card in screening.scorecards if card.date <= as_of]
    return min(days, default=as_of)
