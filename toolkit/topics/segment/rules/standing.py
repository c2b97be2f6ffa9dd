"""Every dealer's segment and warnings, the network's loyalty, the surveys: what the run derives of this chapter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results, Step
from toolkit.topics.communication.rules.results import NetworkTrust
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, segment, state
from toolkit.topics.evaluation.rules import Evaluation
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.segment.records import SegmentationPolicy, StrategyCard, Survey, WarningPolicy
from toolkit.topics.segment.records.vocabularies import AXES, WHY
from toolkit.topics.segment.rules.annual import Annual, annual, facts_within, last_quarters
from toolkit.topics.segment.rules.distance import distance, in_grace
from toolkit.topics.segment.rules.early import early_warning, evaluations_of, ground_of
from toolkit.topics.segment.rules.helping import matches
from toolkit.topics.segment.rules.hints import need_hints
from toolkit.topics.segment.rules.investing import investments
from toolkit.topics.segment.rules.loyalty import months_of, network_loyalty, survey_result
from toolkit.topics.segment.rules.peers import Peers
from toolkit.topics.segment.rules.results import AxisLine, EarlyWarning, PeerYear, SegmentStanding
from toolkit.topics.segment.rules.value import Case, life_stage, proposed, value_of

SEGMENTATION = "segmentation"
WARNING = "warning"


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the warnings and the segment of every dealer whose cooperation runs, the network's loyalty and the surveys.

    Without a policy in force the part that needs it is left out: a check tells of it.
    """
    active = [row for row in network.all(DealerProfile) if state(row, as_of) in RUNNING and not row.draft]
    rule = in_force(network.all(WarningPolicy), WARNING, as_of)
    warnings = {
        row.id: early_warning(rule, ground_of(network, results, row, rule, as_of)) for row in active if rule is not None
    }
    policy = in_force(network.all(SegmentationPolicy), SEGMENTATION, as_of)
    segments = tuple(_segments(network, results, policy, active, warnings, as_of)) if policy else ()
    standings = tuple(row for row in segments if isinstance(row, SegmentStanding))
    yield from warnings.values()
    yield from segments
    yield from need_hints(network, results, tuple(warnings.values()), standings, as_of)
    yield from matches(network, as_of)
    yield from investments(network, results, standings, as_of)
    trust = results.find(NetworkTrust, "network")
    yield network_loyalty(network, standings, warnings.values(), trust, as_of)
    last: Decimal | None = None
    for survey in sorted(network.all(Survey), key=lambda row: row.year):
        told = {row.id: segment(row, survey.closed) or "" for row in network.all(DealerProfile)}
        found = survey_result(survey, told, last)
        last = found.overall
        yield found


def _segments(
    network: Network,
    results: Results,
    policy: SegmentationPolicy,
    active: list[DealerProfile],
    warnings: Mapping[str, EarlyWarning],
    as_of: date,
) -> Iterator[PeerYear | SegmentStanding]:
    quarters = last_quarters(network, as_of)
    years = {row.id: annual(facts_within(network, row.id, quarters, as_of)) for row in active}
    # Of a part of a network the others' years are known already, and those of dealers of which it holds too little.
    known = {row.dealer: row for row in results.all(PeerYear)}
    own = {
        name: _compared(name, year, evaluations_of(results, name)) for name, year in years.items() if name not in known
    }
    yield from own.values()
    compared = known | own
    peers = Peers(compared.values())
    for profile in active:
        name = profile.id
        evaluations = [row for row in evaluations_of(results, name) if row.quarter in quarters]
        red = bool(set(warnings[name].red) & set(policy.watch_on)) if name in warnings else False
        beside = peers.growth(compared[name].group, policy.peers_least)
        ranks = peers.ranks(compared[name])
        yield _standing(network, policy, profile, years[name], ranks, evaluations, red, beside, as_of)


def _compared(dealer: str, year: Annual, evaluations: tuple[Evaluation, ...]) -> PeerYear:
    group = evaluations[-1].group if evaluations else ""
    return PeerYear(
        subject=dealer, dealer=dealer, sales=year.sales, margin=year.margin, growth=year.growth, group=group
    )


def _standing(
    network: Network,
    policy: SegmentationPolicy,
    profile: DealerProfile,
    year: Annual,
    ranks: Mapping[str, Decimal],
    evaluations: list[Evaluation],
    red: bool,
    peers: Decimal | None,
    as_of: date,
) -> SegmentStanding:
    weights = {row.axis: row.weight for row in policy.weights}
    months = None if profile.cooperation_since is None else months_of(profile.cooperation_since, as_of)
    rated = [row for row in evaluations if row.mean is not None]
    case = Case(
        value=value_of(ranks, weights),
        health=rated[-1].mean if rated else None,
        two_d=any("two_d" in row.flags for row in rated[-1:]),
        red=red,
        growth=year.growth,
        peers=peers,
        new=months is not None and months < policy.new_months,
        recorded=segment(profile, as_of) or "",
    )
    found = proposed(policy, case)
    heirless = profile.succession is not None and profile.succession.owner_over_60 and not profile.succession.candidate
    value = None if case.value is None else half_up(case.value, 1)
    way = distance(policy, found.segment or case.recorded, value, case.health)
    axes = tuple(_axis(axis, year, ranks, weights) for axis in AXES if axis in weights)
    return SegmentStanding(
        subject=profile.id,
        dealer=profile.id,
        policy=policy.reference,
        axes=axes,
        quarters=year.quarters,
        value=value,
        health=case.health,
        growth=year.growth,
        peers=peers,
        proposed=found.segment,
        why=found.why,
        recorded=case.recorded,
        overridden=_is_overridden(network.find(StrategyCard, profile.id), as_of),
        grace=in_grace(policy, case.recorded, found.segment, case.value, [row.mean for row in rated]),
        next_segment=way.segment,
        value_lacking=way.value,
        health_lacking=way.health,
        stage=life_stage(policy, months, year.growth, heirless),
        trace=tuple(_trace(policy, axes, case, found.why)),
    )


def _is_overridden(card: StrategyCard | None, as_of: date) -> bool:
    held = card.override if card is not None else None
    return held is not None and held.decided_on <= as_of <= held.review_by


def _axis(axis: str, year: Annual, ranks: Mapping[str, Decimal], weights: Mapping[str, Decimal]) -> AxisLine:
    return AxisLine(axis=axis, amount=_amount(year, axis), rank=ranks.get(axis), weight=weights[axis])


def _amount(year: Annual, axis: str) -> Decimal | None:
    return {"sales": year.sales, "margin": year.margin, "growth": year.growth}[axis]


def _trace(policy: SegmentationPolicy, axes: tuple[AxisLine, ...], case: Case, why: str) -> Iterator[Step]:
    for row in axes:
        rank = "–" if row.rank is None else f"{half_up(row.rank, 2)} × {row.weight}"
        amount = "–" if row.amount is None else f"{half_up(row.amount, 4)}"
        yield Step(what=AXES.label(row.axis), value=f"{amount} → {rank}", policy=policy.reference)
    value = "–" if case.value is None else half_up(case.value, 4)
    yield Step(what=Text("价值", "value"), value=value, policy=policy.reference)
    yield Step(
        what=Text("健康度", "health"), value="–" if case.health is None else case.health, policy=policy.reference
    )
    yield Step(what=Text("依据", "ground"), value=WHY.label(why).zh, policy=policy.reference)
