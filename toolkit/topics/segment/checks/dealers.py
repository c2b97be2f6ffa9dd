"""Segments, strategy cards and save-plans of dealers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import SEGMENTS, DealerProfile
from toolkit.topics.dealer.rules import RUNNING, segment, state
from toolkit.topics.segment.records import StrategyCard, WarningPolicy
from toolkit.topics.segment.records.vocabularies import NEEDS, WHY
from toolkit.topics.segment.rules.results import EarlyWarning, SegmentStanding
from toolkit.topics.segment.rules.standing import WARNING
from toolkit.topics.topic import Check

REVIEW_MONTHS = 12

DIFFERS = ProblemKind(
    "SEG111",
    "info",
    Text(
        "登记的分群是{recorded}，按规则建议{proposed}：{why}",
        "the recorded segment is {recorded}; the rules propose {proposed}: {why}",
    ),
    Text(
        "规则只提建议；改分群要有人批准并注明日期，不改就在策略卡写明理由",
        "rules only propose: a change is approved and dated, and keeping it has its reason in the strategy card",
    ),
)
NO_REASON = ProblemKind(
    "SEG112",
    "error",
    Text("人工分群“{name}”没有理由", "the override to {name} has no reason"),
    Text("写明为什么不按建议", "say why the proposal is not followed"),
)
OTHER_SEGMENT = ProblemKind(
    "SEG113",
    "warning",
    Text("人工分群是{name}，档案登记的是{recorded}", "the override says {name}, the profile {recorded}"),
    Text("两处要一致", "both must say the same"),
)
OVERRIDE_OLD = ProblemKind(
    "SEG114",
    "warning",
    Text("人工分群应在 {day} 前复核", "the override was to be looked at again by {day}"),
)
NO_PLAN = ProblemKind(
    "SEG121",
    "warning",
    Text("流失风险高（{points}分），没有挽留方案", "churn risk is high ({points} points) and there is no save-plan"),
    Text(
        "{days} 个工作日内在策略卡写 save_plan：先说我方能做什么",
        "write a save_plan in the strategy card within {days} working days: what we can do comes first",
    ),
)
PLAN_LATE = ProblemKind(
    "SEG122",
    "info",
    Text("挽留方案 {made} 才定，应在 {due} 前", "the save-plan was made on {made}; it was due on {due}"),
)
ONE_SIDED = ProblemKind(
    "SEG123",
    "warning",
    Text("方案里没有我方要做的事", "there is nothing in the plan for us to do"),
    Text("合作计划要有双方的事项", "a joint plan has actions of both sides"),
)
CARD_OLD = ProblemKind(
    "SEG131",
    "info",
    Text("策略卡自 {day} 起未审视", "the strategy card has not been looked at since {day}"),
    Text("至少每十二个月一次", "at least every twelve months"),
)
NO_OFFER = ProblemKind(
    "SEG132",
    "info",
    Text("需求“{name}”没有对应的支持", "nothing is offered for the need {name}"),
    Text("写明支持，或说明为什么不提供", "write an offer, or say why there is none"),
)
UNKNOWN_BRAND = ProblemKind(
    "SEG133",
    "error",
    Text("档案的 other_brands 里没有“{name}”", "the profile's other_brands has no {name}"),
    Text("先在档案登记品牌、关系与占比", "enter brand, relation and share in the profile first"),
)
CARD_FUTURE = ProblemKind("SEG134", "error", Text("{day} 还没有到", "{day} is still to come"))


def proposals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The recorded segment is what the rules propose, or people decided otherwise (reference K.1, 0b number 13).

    A segment is a recorded, dated, approved fact. The rules only propose; an override that holds is not told again.

    中文：登记的分群与规则的建议一致，或有人另行决定。分群是登记、注明日期、经人批准的事实，规则只提建议；仍然有效的人工
    决定不再提示。
    """
    for standing in results.all(SegmentStanding):
        profile = network.find(DealerProfile, standing.dealer)
        if profile is None or not standing.differs or standing.overridden:
            continue
        path = ("segments", _last(profile, as_of)) if standing.recorded else ()
        recorded = SEGMENTS.label(standing.recorded) if standing.recorded else Text("无", "none")
        proposed, why = SEGMENTS.label(standing.proposed), WHY.label(standing.why)
        yield told(network, DIFFERS, profile, *path, recorded=recorded, proposed=proposed, why=why)


def overrides(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An override gives its reason, agrees with the profile, and is looked at again in time (reference K.2, C65).

    中文：人工分群写明理由，与档案一致，按时复核。请补理由，或改正其中一处。
    """
    for card in network.all(StrategyCard):
        held, profile = card.override, network.find(DealerProfile, card.dealer)
        if held is None or profile is None:
            continue
        name, recorded = SEGMENTS.label(held.segment), segment(profile, as_of)
        if held.reason is None:
            yield told(network, NO_REASON, card, "override", name=name)
        if held.decided_on <= as_of and recorded != held.segment:
            words = SEGMENTS.label(recorded) if recorded else Text("无", "none")
            yield told(network, OTHER_SEGMENT, card, "override", "segment", name=name, recorded=words)
        if held.review_by < as_of:
            yield told(network, OVERRIDE_OLD, card, "override", "review_by", day=held.review_by)


def saving(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer whose churn risk is high has a save-plan within five working days (reference K.3).

    中文：流失风险高的经销商，五个工作日内有挽留方案，先说我方能做什么。
    """
    policy, calendar = in_force(network.all(WarningPolicy), WARNING, as_of), work_calendar(network)
    for warning in results.all(EarlyWarning):
        card, profile = network.find(StrategyCard, warning.dealer), network.find(DealerProfile, warning.dealer)
        planned = card is not None and card.save_plan is not None
        if policy is not None and profile is not None and warning.risk == "high" and not planned:
            yield told(network, NO_PLAN, card or profile, points=warning.points, days=policy.plan_days)
    for card in network.all(StrategyCard):
        plan = card.save_plan
        if plan is None or policy is None:
            continue
        due = calendar.add(plan.found_on, policy.plan_days)
        if plan.made_on > due:
            yield told(network, PLAN_LATE, card, "save_plan", "made_on", made=plan.made_on, due=due)


def cards(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A running dealer's strategy card is fresh, answers its needs, has work for both sides, names known brands (reference K.2).

    中文：合作中的经销商，策略卡每年审视，每项需求有对应的支持，合作计划有双方的事项，所写品牌在档案里登记过。
    """
    for card in network.all(StrategyCard):
        profile = network.find(DealerProfile, card.dealer)
        if card.reviewed_on > as_of:
            yield told(network, CARD_FUTURE, card, "reviewed_on", day=card.reviewed_on)
        if card.override is not None and card.override.decided_on > as_of:
            yield told(network, CARD_FUTURE, card, "override", "decided_on", day=card.override.decided_on)
        running = profile is not None and state(profile, as_of) in RUNNING
        if running and add_months(card.reviewed_on, REVIEW_MONTHS) < as_of:
            yield told(network, CARD_OLD, card, "reviewed_on", day=card.reviewed_on)
        offered = {row.answers for row in card.offers}
        for n, need in enumerate(card.needs):
            if need.kind not in offered:
                yield told(network, NO_OFFER, card, "needs", n, name=NEEDS.label(need.kind))
        if not any(action.side == "brand" for action in card.plan):
            yield told(network, ONE_SIDED, card, "plan")
        if card.save_plan is not None and not any(action.side == "brand" for action in card.save_plan.actions):
            yield told(network, ONE_SIDED, card, "save_plan", "actions")
        brands = {row.brand for row in profile.other_brands} if profile else set()
        rows = (card.observed.new_brands or ()) if card.observed else ()
        for n, row in enumerate(rows):
            if profile is not None and row.brand not in brands:
                yield told(network, UNKNOWN_BRAND, card, "observed", "new_brands", n, "brand", name=row.brand)


def _last(profile: DealerProfile, as_of: date) -> int:
    """The place of the entry that gives the present segment."""
    dated = [(row.date, n) for n, row in enumerate(profile.segments) if row.date <= as_of]
    return max(dated)[1]


CHECKS: tuple[Check, ...] = (
    Check((DIFFERS,), proposals),
    Check((NO_REASON, OTHER_SEGMENT, OVERRIDE_OLD), overrides),
    Check((NO_PLAN, PLAN_LATE), saving),
    Check((CARD_OLD, NO_OFFER, UNKNOWN_BRAND, ONE_SIDED, CARD_FUTURE), cards),
)
