"""The grades of a quarter over all dealers, and who moved from which grade to which since the quarter before (M.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED
from toolkit.topics.evaluation.rules.peers import median
from toolkit.topics.evaluation.rules.results import Evaluation

NEW = "new"
"""Where a dealer comes from that had no evaluation the quarter before."""
ALL_GRADES = (*GRADES, NOT_RATED)


class GradeCount(Value):
    grade: str = field("等级", "Grade")
    dealers: int = field("家数", "Dealers")


class GradeMove(Value):
    before: str = field("上季", "Before")
    after: str = field("本季", "After")
    dealers: tuple[str, ...] = field("经销商", "Dealers")


class NetworkGrades(InternalResult):
    """All evaluations of a quarter; its subject is the quarter. `moves` are from the fiscal quarter before; `new` had none there."""

    topic = "evaluation"
    evaluated: int = field("已考核", "Evaluated")
    rated: int = field("已评级", "Rated")
    good: int = field("A 与 B", "A and B")
    good_share: Decimal | None = field("A、B 占已评级", "A and B of the rated", default=None)
    median: Decimal | None = field("中位数", "Median", unit="分", default=None)
    better: int = field("升级", "Moved up")
    worse: int = field("降级", "Moved down")
    grades: tuple[GradeCount, ...] = field("等级", "Grades", default=())
    moves: tuple[GradeMove, ...] = field("变动", "Moves", default=())


def network_grades(evaluations: Iterable[Evaluation]) -> Iterator[NetworkGrades]:
    """Yields the grades of every quarter that was evaluated."""
    by_quarter: dict[str, dict[str, Evaluation]] = {}
    for row in evaluations:
        by_quarter.setdefault(row.quarter, {})[row.dealer] = row
    for quarter in sorted(by_quarter):
        yield _grades(quarter, by_quarter[quarter], by_quarter.get(before(quarter), {}))


def before(quarter: str) -> str:
    """Returns the fiscal quarter before one: of 2026Q1, 2025Q4."""
    held = FiscalQuarter.parse(quarter)
    return str(FiscalQuarter(held.year - (held.number == 1), (held.number - 2) % 4 + 1))


def _grades(quarter: str, now: Mapping[str, Evaluation], earlier: Mapping[str, Evaluation]) -> NetworkGrades:
    counts = Counter(row.grade for row in now.values())
    totals = _totals(now)
    moves: dict[tuple[str, str], list[str]] = {}
    for dealer, row in sorted(now.items()):
        moves.setdefault((earlier[dealer].grade if dealer in earlier else NEW, row.grade), []).append(dealer)
    good = counts["A"] + counts["B"]
    return NetworkGrades(
        subject=quarter,
        evaluated=len(now),
        rated=len(totals),
        good=good,
        good_share=Decimal(good) / len(totals) if totals else None,
        median=median(totals),
        better=_moved(moves, up=True),
        worse=_moved(moves, up=False),
        grades=tuple(GradeCount(grade=grade, dealers=counts[grade]) for grade in ALL_GRADES),
        moves=tuple(GradeMove(before=a, after=b, dealers=tuple(dealers)) for (a, b), dealers in sorted(moves.items())),
    )


def _totals(now: Mapping[str, Evaluation]) -> list[Decimal]:
    return [row.total for row in now.values() if row.total is not None and row.grade != NOT_RATED]


def _moved(moves: Mapping[tuple[str, str], list[str]], up: bool) -> int:
    rated = [(a, b, len(dealers)) for (a, b), dealers in moves.items() if a in GRADES and b in GRADES]
    return sum(n for a, b, n in rated if (GRADES.rank(b) < GRADES.rank(a) if up else GRADES.rank(b) > GRADES.rank(a)))


def grade_steps(network: Network, results: Results, result: NetworkGrades, as_of: date) -> Iterator[Step]:
    """Yields each dealer's total and grade with the one before, the counts, the median, and who moved up and down."""
    held = {(row.quarter, row.dealer): row for row in results.all(Evaluation)}
    now = {dealer: row for (quarter, dealer), row in held.items() if quarter == result.subject}
    for dealer, row in sorted(now.items()):
        earlier = held.get((before(result.subject), dealer))
        shown = f"{earlier.grade if earlier else '–'} → {row.total if row.total is not None else '–'} {row.grade}"
        yield Step(what=Text(f"{dealer}（见 evaluation）", f"{dealer} (see evaluation)"), value=shown)
    yield Step(what=Text("已考核", "evaluated"), value=str(len(now)), gives="evaluated")
    totals = sorted(_totals(now))
    yield Step(what=Text("已评级", "rated"), value=str(len(totals)), gives="rated")
    good = sum(row.grade in ("A", "B") for row in now.values())
    yield Step(what=Text("A 与 B", "A and B"), value=str(good), gives="good")
    if totals:
        share = f"{good} ÷ {len(totals)} = {round(Decimal(good) / len(totals), 4)}"
        yield Step(what=Text("A、B 占已评级", "A and B of the rated"), value=share, gives="good_share")
        middle = f"median({', '.join(map(str, totals))}) = {result.median}"
        yield Step(what=Text("中位数", "median"), value=middle, gives="median")
    for words, up, gives in ((Text("升级", "moved up"), True, "better"), (Text("降级", "moved down"), False, "worse")):
        moves = {(move.before, move.after): list(move.dealers) for move in result.moves}
        yield Step(what=words, value=str(_moved(moves, up)), gives=gives)
