"""Every step of a candidate's screening with the place of each: gates, each assessor's scores, points, total (C50)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.sources.document import Step as PathStep
from toolkit.topics.market.records import Market
from toolkit.topics.screening.records import ScorecardPolicy, Screening, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS, TRUTH
from toolkit.topics.screening.rules.comparison import Comparison
from toolkit.topics.screening.rules.differences import DOUBTFUL
from toolkit.topics.screening.rules.explain_pipeline import source_steps, stage_steps
from toolkit.topics.screening.rules.judging import Case, case_of, worked
from toolkit.topics.screening.rules.pipeline import SourceYield, StageDays
from toolkit.topics.screening.rules.results import ScreeningResult
from toolkit.topics.screening.rules.scoring import ItemPoints, counted, items_of


def explained(network: Network, results: Results, result: ScreeningResult, as_of: date) -> Iterator[Step]:
    """Yields the steps of a candidate's screening. Points only with a total, so that none show behind a gate that failed."""
    screening = network.get(Screening, result.subject)
    case = case_of(network, screening, as_of)
    if case is None:
        return
    yield from _claims(network, screening, case)
    yield from _gates(network, screening, case, as_of)
    yield Step(what=Text("门槛合计", "all gates"), value=result.gates_together, gives="gates_together")
    if case.policy is not None and result.total is not None:
        yield from _scores(network, screening, case, case.policy)
        yield from _end(network, case, case.policy, result)
    if result.recorded:
        yield read(network, screening, "decision", "decision", gives="recorded")


def _claims(network: Network, screening: Screening, case: Case) -> Iterator[Step]:
    places = {claim.what: number for number, claim in enumerate(screening.claims)}
    for row in case.differences:
        label = CLAIMS.label(row.what)
        claimed, seen = joined(label, "：", Text("申报", "claimed")), joined(label, "：", Text("观察", "found"))
        yield read(network, screening, "claims", places[row.what], "value").model_copy(update={"what": claimed})
        visit = network.get(Visit, row.visit)
        found = next(number for number, found in enumerate(visit.found) if found.what == row.what)
        off = "" if row.deviation is None else f" ({percent_text(row.deviation, 1)})"
        yield Step(
            what=seen, value=f"{number_text(row.found)}{off}", origin=network.origin(visit, "found", found, "value")
        )
    if case.policy is not None:
        yield read(network, case.policy, "truthfulness", "deviation")
    words = joined(Text("真实性", "truthfulness"), "：", TRUTH.label(case.truth))
    yield Step(what=words, value=case.truth, gives="truth")


def _gates(network: Network, screening: Screening, case: Case, as_of: date) -> Iterator[Step]:
    rules = {rule.id: rule for rule in case.gates_policy.gates} if case.gates_policy else {}
    for number, gate in enumerate(screening.gates):
        if gate.gate in rules and case.gates_policy and gate.at <= as_of:
            step = read(network, screening, "gates", number, "result")
            what = joined(Text(gate.gate), "：", rules[gate.gate].name)
            yield step.model_copy(update={"what": what, "policy": case.gates_policy.reference})


def _scores(network: Network, screening: Screening, case: Case, policy: ScorecardPolicy) -> Iterator[Step]:
    for row in case.outcome.items:
        name = items_of(policy)[row.item][1].name
        for place, card in enumerate(screening.scorecards):
            if card.assessor in case.outcome.used:
                yield _given(network, screening, place, row.item, name, policy, case.truth == DOUBTFUL)
        yield from _weight(network, screening, case, policy, row)
        origin = network.origin(policy, *_at(policy, row.item), "weight")
        yield Step(what=name, value=worked(row), origin=origin, policy=policy.reference)


def _given(
    network: Network, screening: Screening, place: int, item: str, name: Text, policy: ScorecardPolicy, doubtful: bool
) -> Step:
    card = screening.scorecards[place]
    number, score = next((n, score) for n, score in enumerate(card.scores) if score.item == item)
    counts = counted(score, policy, doubtful)
    return Step(
        what=Text(f"{name.zh} · {card.assessor}", f"{name.within('en')} · {card.assessor}"),
        value=str(score.score) if counts == score.score else f"{score.score} → {counts}",
        origin=network.origin(screening, "scorecards", place, "scores", number, "score"),
        policy=policy.reference,
        raw=counts == score.score,
    )


def _at(policy: ScorecardPolicy, item: str) -> tuple[PathStep, ...]:
    """Where an item stands in the policy."""
    return next(
        ("dimensions", d, "items", n)
        for d, dimension in enumerate(policy.dimensions)
        for n, row in enumerate(dimension.items)
        if row.id == item
    )


def _weight(
    network: Network, screening: Screening, case: Case, policy: ScorecardPolicy, row: ItemPoints
) -> Iterator[Step]:
    """The change that the region's ideal dealer makes to the policy's weight, where there is one."""
    market = network.find(Market, screening.market) if screening.market else None
    if market is None or items_of(policy)[row.item][1].weight == row.weight:
        return
    for n, line in enumerate(market.lines):
        ideal = case.facts.needs.get(line.line, (None, None))[0]
        for place, change in enumerate(ideal.weight_overrides if ideal else ()):
            if change.item == row.item:
                yield read(network, market, "lines", n, "ideal_dealer", "weight_overrides", place, "change")


def _end(network: Network, case: Case, policy: ScorecardPolicy, result: ScreeningResult) -> Iterator[Step]:
    sums = " + ".join(number_text(row.points.normalize()) for row in case.outcome.items)
    total = number_text(sum((row.points for row in case.outcome.items), Decimal(0)).normalize())
    yield Step(what=Text("总分", "total"), value=f"{sums} = {total}", policy=policy.reference, gives="total")
    yield read(network, policy, "approve")
    yield read(network, policy, "conditional")
    for item in result.critical:
        what = joined(Text("限制性评分项", "critical item"), "：", items_of(policy)[item][1].name)
        yield Step(what=what, value="1", origin=network.origin(policy, "critical"), policy=policy.reference)
    yield Step(what=Text("建议", "proposed"), value=result.proposed, policy=policy.reference, gives="proposed")


def compared(network: Network, results: Results, result: Comparison, as_of: date) -> Iterator[Step]:
    """Yields, for each candidate, what ranks it; its own steps are asked for by its id."""
    for row in result.rows:
        screening = network.get(Screening, row.dealer)
        title = Text(row.dealer)
        origin = network.origin(screening, "scorecards") if screening.scorecards else network.origin(screening)
        total = "–" if row.total is None else number_text(row.total.normalize())
        what = joined(title, "：", Text("豁免、总分", "waivers, total"))
        yield Step(what=what, value=f"{row.waivers}, {total}", origin=origin, policy=result.policy)
        if row.relative is not None:
            words = joined(title, "：", Text("相对评分（最好者为 100）", "relative score (the best is 100)"))
            yield Step(what=words, value=number_text(row.relative, 2), policy=result.policy)
        rank = "–" if row.rank is None else str(row.rank)
        yield Step(what=joined(title, "：", Text("名次", "rank")), value=rank, policy=result.policy)


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "screening",
        Text("筛选", "Screening"),
        ScreeningResult,
        ("gates_together", "total", "proposed", "recorded", "truth"),
        explained,
    ),
    Figure("comparison", Text("候选人比较", "Comparison of candidates"), Comparison, (), compared),
    Figure(
        "source",
        Text("线索来源", "Source of leads"),
        SourceYield,
        ("leads", "qualified", "signed", "due", "retained", "qualified_rate", "signed_rate", "retained_rate"),
        source_steps,
    ),
    Figure(
        "stage",
        Text("阶段时长", "Days in a state"),
        StageDays,
        ("passed", "median", "waiting", "longest"),
        stage_steps,
    ),
)
