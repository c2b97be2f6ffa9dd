"""From one candidate's record to its result: gates, points, total, proposal, truthfulness, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.topics.market.records import WeightChange
from toolkit.topics.screening.records import GatesPolicy, ScorecardPolicy, Screening
from toolkit.topics.screening.records.scoring import HIGHEST, Scorecard
from toolkit.topics.screening.rules import gates as knock_out
from toolkit.topics.screening.rules import results as shown
from toolkit.topics.screening.rules.differences import DOUBTFUL, UNCHECKED, Difference, differences, truthfulness
from toolkit.topics.screening.rules.facts import Facts, facts_of, guess, mix
from toolkit.topics.screening.rules.scoring import (
    ASSESSORS,
    ItemPoints,
    Outcome,
    items_of,
    lowest,
    outcome,
    proposed,
    weights,
)

NO_OUTCOME = Outcome((), (), None, False, (), None)


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate on the day on which its facts count, with the policies that govern and what they make of it."""

    facts: Facts
    gates_policy: GatesPolicy | None
    policy: ScorecardPolicy | None
    differences: tuple[Difference, ...]
    truth: str
    outcome: Outcome
    weights: Mapping[str, Decimal]


def case_of(network: Network, screening: Screening, as_of: date) -> Case | None:
    """Returns a candidate's case, from the scorecards and visits up to the as-of date; None without a profile."""
    facts = facts_of(network, screening, shown.judged_on(screening, as_of))
    if facts is None:
        return None
    policy = shown.scorecard_policy(network, screening, as_of)
    limit = policy.truthfulness.deviation if policy else Decimal(0)
    rows = differences(facts.figures, facts.visits, limit)
    truth = truthfulness(rows) if policy else UNCHECKED
    cards = [card for card in screening.scorecards if card.date <= as_of]
    weight = weights(policy, overrides(facts, cards)) if policy else {}
    found = outcome(cards, policy, weight, truth == DOUBTFUL) if policy else NO_OUTCOME
    return Case(facts, shown.gates_policy(network, screening, as_of), policy, rows, truth, found, weight)


def overrides(facts: Facts, cards: Iterable[Scorecard]) -> tuple[WeightChange, ...]:
    """Returns the changes to weights of the first line sought that has an ideal dealer.

    None where it was approved after the first score was given: a round of scoring that has begun is not changed.
    """
    ideal = next((ideal for ideal, _ in facts.needs.values() if ideal), None)
    begun = min((card.date for card in cards), default=None)
    late = ideal is not None and begun is not None and ideal.approved_on > begun
    return ideal.weight_overrides if ideal and not late else ()


def judged(network: Network, screening: Screening, as_of: date) -> shown.ScreeningResult | None:
    """Returns the result of a candidate's screening; None where the dealer has no profile."""
    case = case_of(network, screening, as_of)
    if case is None:
        return None
    standings = tuple(_gates(case, as_of))
    together = knock_out.together(gate.standing for gate in standings)
    total = case.outcome.total if together == knock_out.PASS else None
    return shown.ScreeningResult(
        subject=screening.dealer,
        dealer=screening.dealer,
        stage=_stage(case, together),
        gates=standings,
        gates_together=together,
        assessors=tuple(
            shown.AssessorTotal(assessor=name, total=points, used=name in case.outcome.used)
            for name, points in (case.outcome.totals if together == knock_out.PASS else ())
        ),
        items=tuple(_item(case, row) for row in case.outcome.items) if total is not None else (),
        dimensions=tuple(_dimensions(case)) if total is not None else (),
        total=total,
        proposed=proposed(total, case.outcome.items, case.policy) if case.policy else "",
        recorded=screening.decision.decision if screening.decision and screening.decision.date <= as_of else "",
        critical=lowest(case.outcome.items, case.policy) if case.policy and total is not None else (),
        truth=case.truth,
        claims=tuple(_claims(case)),
        gaps=tuple(_gaps(case)),
        mix=_mix(screening),
        gates_policy=case.gates_policy.reference if case.gates_policy else "",
        scorecard_policy=case.policy.reference if case.policy else "",
        trace=tuple(_steps(case, total)),
    )


def _stage(case: Case, together: str) -> str:
    cards = len(case.outcome.totals)
    if together == knock_out.FAIL:
        return "gate_failed"
    if not cards:
        return "unscored"
    if together == knock_out.OPEN:
        return "gates_open"
    if cards < ASSESSORS:
        return "one_assessor"
    return "third_needed" if case.outcome.third_needed else "scored"


def _gates(case: Case, as_of: date) -> Iterator[shown.GateStanding]:
    recorded = {gate.gate: gate for gate in case.facts.screening.gates if gate.at <= as_of}
    for rule in case.gates_policy.gates if case.gates_policy else ():
        reading = knock_out.reading(rule, case.facts, case.gates_policy)  # type: ignore[arg-type]
        yield shown.GateStanding(
            gate=rule.id,
            standing=knock_out.standing(recorded.get(rule.id), rule),
            holds=reading.holds,
            why=reading.why,
        )


def _item(case: Case, row: ItemPoints) -> shown.ItemScore:
    guide = items_of(case.policy)[row.item][1].guide if case.policy else None
    return shown.ItemScore(
        item=row.item,
        dimension=row.dimension,
        weight=row.weight,
        counted=tuple(score for _, score in row.counted),
        mean=row.mean,
        points=row.points,
        guess=guess(guide, case.facts) if guide else None,
    )


def _dimensions(case: Case) -> Iterator[shown.DimensionScore]:
    for dimension in case.policy.dimensions if case.policy else ():
        rows = [row for row in case.outcome.items if row.dimension == dimension.id]
        yield shown.DimensionScore(
            dimension=dimension.id,
            weight=sum((row.weight for row in rows), Decimal(0)),
            points=sum((row.points for row in rows), Decimal(0)),
        )


def _claims(case: Case) -> Iterator[shown.ClaimFound]:
    compared = {row.what: row for row in case.differences}
    for what, figure in case.facts.figures.items():
        row = compared.get(what)
        yield shown.ClaimFound(
            what=what,
            claimed=figure.claimed,
            found=figure.found,
            deviation=row.deviation if row else None,
            flagged=row is not None and row.flagged,
            explained=row is not None and row.explained,
            visit=figure.visit,
        )


def _gaps(case: Case) -> Iterator[shown.IdealGap]:
    for line in case.facts.needs:
        for row in case.facts.gaps(line):
            yield shown.IdealGap(
                line=line, requirement=row.name, needed=row.needed, offered=row.offered, missing=row.missing
            )


def _mix(screening: Screening) -> shown.ProductMix | None:
    if not screening.brands:
        return None
    held = mix(screening)
    return shown.ProductMix(
        competing=held.competing, complementary=held.complementary, neutral=held.neutral, unlisted=held.unlisted
    )


def _steps(case: Case, total: Decimal | None) -> Iterator[Step]:
    """How the total came about; nothing without one, so that no points show behind a gate that failed.

    Without places in files, which `explain` finds: here they would read every candidate's file a second time.
    """
    if total is None or case.policy is None:
        return
    for row in case.outcome.items:
        name = items_of(case.policy)[row.item][1].name
        yield Step(what=name, value=worked(row), policy=case.policy.reference)
    yield Step(what=Text("总分", "total"), value=total, policy=case.policy.reference)


def worked(row: ItemPoints) -> str:
    """Returns how an item came to its points: `(4 + 5) ÷ 2 = 4.5; 10 × 4.5 ÷ 5 = 9`."""
    scores = " + ".join(str(score) for _, score in row.counted)
    mean, weight = number_text(row.mean), number_text(row.weight)
    points = number_text(row.points.normalize())
    return f"({scores}) ÷ {len(row.counted)} = {mean}; {weight} × {mean} ÷ {HIGHEST} = {points}"
