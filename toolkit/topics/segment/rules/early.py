"""All warnings of a dealer with their facts, and the churn risk that they make (reference K.3)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.segment.records import StrategyCard, Survey, WarningPolicy, WarningRule
from toolkit.topics.segment.records.vocabularies import WARNINGS
from toolkit.topics.segment.rules import observed, signals
from toolkit.topics.segment.rules.annual import facts_within, last_quarters, months
from toolkit.topics.segment.rules.results import EarlyWarning, WarningLine
from toolkit.topics.segment.rules.scoring import MISSING, NONE, RED, YELLOW, churn, level, points
from toolkit.topics.segment.rules.signals import Signal

ONE = Decimal(1)
YEARS_OF_MONTHS = 9
"""Quarters that two months and the same months a year before can lie in."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What the warnings of one dealer look at; `facts` is the latest quarter that is still fresh, None without one."""

    network: Network
    results: Results
    profile: DealerProfile
    card: StrategyCard | None
    facts: Facts | None
    past: tuple[Facts, ...]
    since: date
    as_of: date


def ground_of(network: Network, results: Results, profile: DealerProfile, policy: WarningPolicy, as_of: date) -> Ground:
    """Returns what a dealer's warnings look at; data older than the policy's quarters are no warning of today."""
    past = facts_within(network, profile.id, last_quarters(network, as_of, YEARS_OF_MONTHS), as_of)
    fresh = last_quarters(network, as_of, policy.fresh_quarters)
    latest = past[-1] if past and past[-1].data.quarter in fresh else None
    since = FiscalQuarter.parse(fresh[0]).span(fiscal_start(network)).first if fresh else as_of
    card = network.find(StrategyCard, profile.id)
    return Ground(network, results, profile, card, latest, past, since, as_of)


def evaluations_of(results: Results, dealer: str) -> tuple[Evaluation, ...]:
    """Returns a dealer's evaluations, the earliest first."""
    standing = results.find(EvaluationStanding, dealer)
    found = (results.find(Evaluation, f"{dealer}/{quarter}") for quarter in (standing.quarters if standing else ()))
    return tuple(row for row in found if row is not None)


def early_warning(policy: WarningPolicy, ground: Ground) -> EarlyWarning:
    """Returns every warning of the policy, each with its facts; one whose data are missing says so and scores nothing."""
    lines = tuple(_line(policy, rule, ground) for rule in policy.warnings)
    total = churn(policy, {line.code: line.level for line in lines})
    return EarlyWarning(
        subject=ground.profile.id,
        dealer=ground.profile.id,
        policy=policy.reference,
        lines=lines,
        points=total.points,
        risk=total.risk,
        trace=tuple(_trace(policy, lines, total.points, total.risk)),
    )


def _line(policy: WarningPolicy, rule: WarningRule, ground: Ground) -> WarningLine:
    found, signal = _judged(rule, ground)
    return WarningLine(
        code=rule.code,
        level=found,
        points=points(policy, rule, found),
        measured=signal.value,
        share=signal.share,
        facts=signal.facts,
    )


def _judged(rule: WarningRule, ground: Ground) -> tuple[str, Signal]:
    if rule.code == "W3":
        return _stock(rule, ground)
    signal = READERS[rule.code](ground, rule)
    return level(rule, signal.value, signal.share), signal


def _stock(rule: WarningRule, ground: Ground) -> tuple[str, Signal]:
    """Days of stock have thresholds by line: they are compared as multiples of them."""
    if ground.facts is None:
        return MISSING, _no_quarter()
    yellow, red = signals.stock(ground.facts, rule)
    if yellow.value is None or red.value is None:
        return MISSING, yellow
    return (RED if red.value > ONE else YELLOW if yellow.value > ONE else NONE), yellow


def _no_quarter() -> Signal:
    return signals.missing("近期季度数据", "the figures of a recent quarter")


def _quarterly(read: Callable[[Facts], Signal]) -> Callable[[Ground, WarningRule], Signal]:
    return lambda g, rule: read(g.facts) if g.facts is not None else _no_quarter()


def _falling(g: Ground, rule: WarningRule) -> Signal:
    fresh = g.facts.data.quarter if g.facts else ""
    rows = evaluations_of(g.results, g.profile.id)
    return signals.falling(rows, rule) if fresh and any(row.quarter == fresh for row in rows) else _no_quarter()


READERS: Mapping[str, Callable[[Ground, WarningRule], Signal]] = {
    "W1": lambda g, rule: signals.sell_in(months(g.past)) if g.facts is not None else _no_quarter(),
    "W2": lambda g, rule: signals.order_gap(
        signals.order_days(g.network, g.profile.id), g.since, g.as_of, fiscal_start(g.network)
    ),
    "W4": _quarterly(signals.overdue),
    "W5": _falling,
    "W6": lambda g, rule: observed.turnover(g.card.observed if g.card else None),
    "W7": lambda g, rule: observed.new_brands(g.profile, g.card.observed if g.card else None, rule, g.as_of),
    "W8": lambda g, rule: observed.contact(g.network, g.results, g.profile.id, g.as_of),
    "W9": lambda g, rule: observed.our_debts(g.network, g.profile.id, g.as_of),
    "W10": lambda g, rule: observed.expiry(g.network, g.profile, g.as_of),
    "W11": lambda g, rule: observed.legal(g.card.observed if g.card else None, g.as_of),
    "W12": lambda g, rule: observed.satisfaction(g.network.all(Survey), g.profile.id, g.as_of),
    "W13": lambda g, rule: observed.waiting(g.network, g.results, g.profile.id, g.as_of),
    "W14": _quarterly(signals.spike),
}
"""How each warning is measured; W3 has thresholds by line and is measured apart."""


def _trace(policy: WarningPolicy, lines: tuple[WarningLine, ...], total: int, band: str) -> list[Step]:
    found = [
        Step(
            what=Text(f"{row.code} {WARNINGS.label(row.code).zh}", f"{row.code} {WARNINGS.label(row.code).en}"),
            value=f"{row.level} {row.points}",
            policy=policy.reference,
        )
        for row in lines
    ]
    return [*found, Step(what=Text("流失分", "churn points"), value=f"{total} {band}", policy=policy.reference)]
