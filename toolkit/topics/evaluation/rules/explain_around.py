"""What follows from evaluations: the next grade, the trend, the peers, the year, the appeals, with the place of each (D.5, D.7, D.9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, AppealRate, Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.standing import quarters_of


def around(network: Network, results: Results, result: Evaluation) -> Iterator[Step]:
    """Yields what a quarter is held against: the next better grade, the quarters before it, the dealers of its group."""
    policy = network.get(EvaluationPolicy, result.policy)
    if result.to_next is not None and result.total is not None:
        n = next(n for n, row in enumerate(policy.grades) if row.grade == result.next_grade)
        bound = policy.grades[n].from_value
        words = Text(f"距上一等级 {result.next_grade}", f"points to {result.next_grade}")
        yield Step(
            what=words,
            value=f"{bound} − {result.total} = {result.to_next}",
            origin=network.origin(policy, "grades", n, "from_value"),
            policy=policy.reference,
            gives="to_next",
        )
        yield read(network, policy, "grades", n, "grade", gives="next_grade")
    yield from _trend(network, results, result, policy)
    yield from _peers(network, results, result, policy)


def _trend(network: Network, results: Results, result: Evaluation, policy: EvaluationPolicy) -> Iterator[Step]:
    rated = [row for row in _of_dealer(results, result) if row.total is not None and row.grade != NOT_RATED]
    before = rated[rated.index(result) - 1] if result in rated[1:] else None
    origin = network.origin(policy, "trend")
    if result.delta is not None and before is not None:
        shown = f"{result.total} − {before.total} = {result.delta}"
        words = Text(f"较 {before.quarter}", f"change on {before.quarter}")
        yield Step(what=words, value=shown, origin=origin, policy=policy.reference, gives="delta")
    if result.mean is not None:
        now = FiscalQuarter.parse(result.quarter)
        place = now.year * 4 + now.number
        near = [row for row in rated if 0 <= place - _place(row) < 4]
        shown = f"({' + '.join(str(row.total) for row in near)}) ÷ {len(near)} = {result.mean}"
        words = Text("近四季平均", "mean of four quarters")
        yield Step(what=words, value=shown, origin=origin, policy=policy.reference, gives="mean")


def _place(row: Evaluation) -> int:
    quarter = FiscalQuarter.parse(row.quarter)
    return quarter.year * 4 + quarter.number


def _of_dealer(results: Results, result: Evaluation) -> list[Evaluation]:
    return sorted((r for r in results.all(Evaluation) if r.dealer == result.dealer), key=lambda r: r.quarter)


def _peers(network: Network, results: Results, result: Evaluation, policy: EvaluationPolicy) -> Iterator[Step]:
    if result.rank is None:
        return
    group = [row for row in results.all(Evaluation) if row.quarter == result.quarter and result.group in row.groups]
    totals = sorted((row.total for row in group if row.total is not None and row.grade != NOT_RATED), reverse=True)
    origin, version = network.origin(policy, "peers"), policy.reference
    better = sum(total > result.total for total in totals if result.total is not None)
    words = Text(f"同组 {result.group} 得分", f"totals of the group {result.group}")
    yield Step(what=words, value=", ".join(map(str, totals)), origin=origin, policy=version)
    rank = f"1 + {better} = {1 + better}"
    yield Step(what=Text("名次", "rank"), value=rank, origin=origin, policy=version, gives="rank")
    part = Text(f"四分位（{len(totals)} 家）", f"quartile of {len(totals)}")
    yield Step(what=part, value=str(result.quartile), origin=origin, policy=version, gives="quartile")
    middle = f"median({', '.join(map(str, totals))}) = {result.peer_median}"
    words = Text("同组中位数", "median of the peers")
    yield Step(what=words, value=middle, origin=origin, policy=version, gives="peer_median")


def year_steps(network: Network, results: Results, result: AnnualEvaluation, as_of: date) -> Iterator[Step]:
    """Yields the quarters that count for a year, their mean, and the grade by the policy of the year."""
    reference = next((step.policy for step in result.trace), "")
    policy = network.find(EvaluationPolicy, reference)
    totals: list[Decimal] = []
    for quarter in result.quarters:
        row = results.find(Evaluation, f"{result.dealer}/{quarter}")
        if row is not None and row.total is not None:
            totals.append(row.total)
            yield Step(what=Text(f"{quarter} 总分", f"{quarter} total"), value=row.total)
    if policy is None:
        return
    yield read(network, policy, "year_quarters")
    if result.score is not None:
        shown = f"({' + '.join(map(str, totals))}) ÷ {len(totals)} = {result.score}"
        yield Step(what=Text("年度得分", "score of the year"), value=shown, policy=reference, gives="score")
    origin = network.origin(policy, "grades")
    grade = Text("年度等级", "grade of the year")
    yield Step(what=grade, value=result.grade, origin=origin, policy=reference, gives="grade")


def standing_steps(network: Network, results: Results, result: EvaluationStanding, as_of: date) -> Iterator[Step]:
    """Yields which quarters a dealer has data for, and which of them are evaluated."""
    for data in quarters_of(network, result.subject):
        held = results.find(Evaluation, f"{result.subject}/{data.quarter}")
        value = "–" if held is None else f"{held.total} {held.grade}"
        yield Step(what=Text(data.quarter), value=value, origin=network.origin(data))


def appeal_steps(network: Network, results: Results, result: AppealRate, as_of: date) -> Iterator[Step]:
    """Yields every appeal of a fiscal year that was decided, and how many changed the result."""
    outcomes: list[str] = []
    for file in network.all(EvaluationFile):
        for n, appeal in enumerate(file.appeals):
            level = "second_level" if appeal.second_level is not None else "decision"
            last = appeal.second_level or appeal.decision
            if last is None or last.date > as_of or str(FiscalQuarter.parse(file.quarter).year) != result.subject:
                continue
            outcomes.append(last.outcome)
            yield read(network, file, "appeals", n, level, "outcome", about=Text(f"{file.dealer} {file.quarter}"))
    yield Step(what=Text("已决申诉", "appeals decided"), value=str(len(outcomes)), gives="decided")
    changed = sum(outcome != "upheld" for outcome in outcomes)
    yield Step(what=Text("改判", "overturned"), value=str(changed), gives="overturned")


FOLLOWING: tuple[Figure[Any], ...] = (
    Figure("annual", Text("年度考核", "Annual evaluation"), AnnualEvaluation, ("score", "grade"), year_steps),
    Figure("evaluations", Text("考核记录", "Evaluations of a dealer"), EvaluationStanding, (), standing_steps),
    Figure("appeals", Text("申诉改判", "Appeals overturned"), AppealRate, ("decided", "overturned"), appeal_steps),
)
