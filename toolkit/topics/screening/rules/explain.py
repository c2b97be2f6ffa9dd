"""Every step of a candidate's screening with the place of each: gates, each assessor's scores, points, total (C50).

Made when somebody asks: the places cost a second reading of the files.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Step
from toolkit.topics.screening.records import ScorecardPolicy, Screening, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS, GATE_RESULTS
from toolkit.topics.screening.rules.differences import DOUBTFUL
from toolkit.topics.screening.rules.judging import Case, case_of, judged, worked
from toolkit.topics.screening.rules.scoring import counted, items_of


def explained(network: Network, dealer: str, as_of: date) -> tuple[Step, ...]:
    """Returns the steps of a candidate's screening; empty when there is none. Points only with a total."""
    screening = network.find(Screening, dealer)
    case = case_of(network, screening, as_of) if screening else None
    result = judged(network, screening, as_of) if screening else None
    if screening is None or case is None or result is None:
        return ()
    scores = tuple(_scores(network, screening, case)) if result.total is not None else ()
    return (*_claims(network, screening, case), *_gates(network, screening, case), *scores, *result.trace[-1:])


def _claims(network: Network, screening: Screening, case: Case) -> Iterator[Step]:
    places = {claim.what: number for number, claim in enumerate(screening.claims)}
    for row in case.differences:
        label = CLAIMS.label(row.what)
        yield Step(
            what=Text(f"{label.zh}：申报", f"{label.en}: claimed"),
            value=row.claimed,
            origin=network.origin(screening, "claims", places[row.what], "value"),
        )
        visit = network.get(Visit, row.visit)
        found = next(number for number, found in enumerate(visit.found) if found.what == row.what)
        off = "" if row.deviation is None else f" ({percent_text(row.deviation, 1)})"
        yield Step(
            what=Text(f"{label.zh}：观察", f"{label.en}: found"),
            value=f"{number_text(row.found)}{off}",
            origin=network.origin(visit, "found", found, "value"),
        )


def _gates(network: Network, screening: Screening, case: Case) -> Iterator[Step]:
    rules = {rule.id: rule for rule in case.gates_policy.gates} if case.gates_policy else {}
    for number, gate in enumerate(screening.gates):
        if gate.gate in rules and case.gates_policy:
            name = rules[gate.gate].name
            yield Step(
                what=Text(f"{gate.gate} {name.zh}", f"{gate.gate} {name.en}"),
                value=GATE_RESULTS.label(gate.result).zh,
                origin=network.origin(screening, "gates", number, "result"),
                policy=case.gates_policy.reference,
            )


def _scores(network: Network, screening: Screening, case: Case) -> Iterator[Step]:
    policy = case.policy
    if policy is None:
        return
    for row in case.outcome.items:
        name = items_of(policy)[row.item][1].name
        for place, card in enumerate(screening.scorecards):
            if card.assessor in case.outcome.used:
                yield _given(network, screening, place, row.item, name, policy, case.truth == DOUBTFUL)
        yield Step(what=name, value=worked(row), policy=policy.reference)


def _given(
    network: Network, screening: Screening, place: int, item: str, name: Text, policy: ScorecardPolicy, doubtful: bool
) -> Step:
    card = screening.scorecards[place]
    number, score = next((n, score) for n, score in enumerate(card.scores) if score.item == item)
    counts = counted(score, policy, doubtful)
    return Step(
        what=Text(f"{name.zh} · {card.assessor}", f"{name.en} · {card.assessor}"),
        value=str(score.score) if counts == score.score else f"{score.score} → {counts}",
        origin=network.origin(screening, "scorecards", place, "scores", number, "score"),
        policy=policy.reference,
    )
