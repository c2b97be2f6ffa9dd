"""Every dealer's quarters, scored, compared with their peers and with each other: what the run derives of this chapter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules.facts import Facts, facts_of
from toolkit.topics.evaluation.rules.grading import Graded, graded
from toolkit.topics.evaluation.rules.peers import Rank, choose, groups_of, median, ranks
from toolkit.topics.evaluation.rules.results import (
    AnnualEvaluation,
    AppealRate,
    Evaluation,
    EvaluationStanding,
    PeerQuarter,
)
from toolkit.topics.evaluation.rules.scales import grade_of
from toolkit.topics.evaluation.rules.scoring import Scores, Sheet, scored, sheet_of
from toolkit.topics.evaluation.rules.trend import Standing, movement, year_score
from toolkit.topics.market.rules import regions
from toolkit.topics.support.rules import SupplyPerformance


@dataclass(frozen=True, slots=True)
class Worked:
    """A quarter on its way: its facts, the policy that governs it, and how it came out."""

    facts: Facts
    sheet: Sheet
    scores: Scores
    graded: Graded
    groups: tuple[str, ...]

    @property
    def key(self) -> str:
        """Returns the subject of the evaluation, `D-2025-0007/2026Q1`."""
        return f"{self.facts.data.dealer}/{self.facts.data.quarter}"

    @property
    def rated(self) -> bool:
        """Returns whether the quarter has a grade."""
        return self.graded.grade != NOT_RATED and self.graded.total is not None


def governing(policies: Iterable[EvaluationPolicy], day: date) -> EvaluationPolicy | None:
    """Returns the version of the evaluation policy in force on a period's first day, or None. A workspace has one policy."""
    versions = tuple(policies)
    return in_force(versions, min(version.id for version in versions), day) if versions else None


def quarters_of(network: Network, dealer: str) -> tuple[QuarterData, ...]:
    """Returns a dealer's quarters in order."""
    return tuple(sorted(network.of_dealer(QuarterData, dealer), key=lambda data: data.quarter))


def work(network: Network, dealer: str, as_of: date, sheets: dict[str, Sheet | None]) -> Iterator[Worked]:
    """Yields a dealer's quarters that are over, in order, each scored by the version in force at its start.

    A quarter without a sound policy is left out: a check tells of it, and nothing is scored silently. `sheets` keeps the
    policies that were made ready before.
    """
    policies = network.all(EvaluationPolicy)
    profile = network.find(DealerProfile, dealer)
    earlier: list[QuarterData] = []
    for data in quarters_of(network, dealer):
        facts = facts_of(network, data, as_of)
        policy = governing(policies, facts.span.first)
        if data.draft or facts.span.end > as_of or policy is None:
            continue
        if policy.reference not in sheets:
            sheets[policy.reference] = sheet_of(policy)
        sheet = sheets[policy.reference]
        if sheet is not None:
            scores = scored(sheet, facts)
            groups = groups_of(policy.peers, profile, facts.terms, regions(network), facts.span.last)
            yield Worked(facts, sheet, scores, graded(policy, facts, scores, tuple(earlier), as_of), groups)
        earlier.append(data)


@dataclass(frozen=True, slots=True)
class Quarters:
    """All dealers' quarters that were scored, by dealer, and the policies that scored them."""

    worked: dict[str, tuple[Worked, ...]]
    sheets: dict[str, Sheet | None]

    @property
    def facts(self) -> Iterator[Facts]:
        """Yields the facts of every quarter."""
        return (row.facts for rows in self.worked.values() for row in rows)


def quarters(network: Network, as_of: date) -> Quarters:
    """Returns every dealer's quarters, scored."""
    sheets: dict[str, Sheet | None] = {}
    dealers = sorted({data.dealer for data in network.all(QuarterData)})
    return Quarters({dealer: tuple(work(network, dealer, as_of, sheets)) for dealer in dealers}, sheets)


def derive(network: Network, results: Results, held: Quarters, as_of: date) -> Iterator[Result]:
    """Yields every dealer's evaluations, years and standing, what each brings into comparisons, and the year's appeals.

    `results` may hold what dealers of another part of the network bring.
    """
    worked, sheets = held.worked, held.sheets
    own = tuple(_compared(row for rows in worked.values() for row in rows))
    yield from own
    least = {row.facts.data.quarter: row.sheet.policy.peers.least for rows in worked.values() for row in rows}
    peers = _peers((*own, *results.all(PeerQuarter)), least)
    for dealer, rows in worked.items():
        if not rows:
            continue
        evaluations = tuple(_evaluations(network, results, rows, peers, as_of))
        years = tuple(_years(network, dealer, evaluations, sheets, as_of))
        yield from evaluations
        yield from years
        yield EvaluationStanding(
            subject=dealer,
            dealer=dealer,
            quarters=tuple(evaluation.quarter for evaluation in evaluations),
            years=tuple(year.year for year in years),
        )
    yield from _appeals(network, as_of)


@dataclass(frozen=True, slots=True)
class _Group:
    """The rated quarters of one peer group in one quarter."""

    name: str
    ranks: dict[str, Rank]
    median: Decimal | None
    dimensions: tuple[Decimal | None, ...]


def _compared(worked: Iterable[Worked]) -> Iterator[PeerQuarter]:
    for row in worked:
        if row.groups and row.rated and row.graded.total is not None:
            data = row.facts.data
            yield PeerQuarter(
                subject=row.key,
                dealer=data.dealer,
                quarter=data.quarter,
                groups=row.groups,
                total=row.graded.total,
                dimensions=tuple(dimension.score for dimension in row.scores.dimensions),
            )


def _peers(compared: Iterable[PeerQuarter], least: Mapping[str, int]) -> dict[str, _Group]:
    """The peers of each rated quarter, by its key; nothing for one that has too few even in its widest group."""
    quarters: dict[str, list[PeerQuarter]] = {}
    for row in compared:
        if row.quarter in least:
            quarters.setdefault(row.quarter, []).append(row)
    found: dict[str, _Group] = {}
    for quarter, rows in quarters.items():
        chosen = choose((row.groups for row in rows), least[quarter])
        members: dict[str, list[PeerQuarter]] = {name: [] for name in chosen.values()}
        for row in rows:
            for name in row.groups:
                if name in members:
                    members[name].append(row)
        groups = {name: _group(name, held, least[quarter]) for name, held in members.items()}
        found |= {row.subject: groups[chosen[row.groups]] for row in rows if row.groups in chosen}
    return found


def _group(name: str, rows: Sequence[PeerQuarter], least: int) -> _Group:
    totals = [(row.dealer, row.total) for row in rows]
    columns = zip(*(row.dimensions for row in rows), strict=True)
    dimensions = tuple(median(score for score in column if score is not None) for column in columns)
    return _Group(name, ranks(totals, least), median(total for _, total in totals), dimensions)


def _evaluations(
    network: Network, results: Results, rows: Sequence[Worked], peers: dict[str, _Group], as_of: date
) -> Iterator[Evaluation]:
    files = {file.quarter: file for file in network.of_dealer(EvaluationFile, rows[0].facts.data.dealer)}
    past: list[Standing] = []
    for row in rows:
        quarter = row.facts.data.quarter
        marks = tuple(dimension.score for dimension in row.scores.dimensions)
        past.append(Standing(FiscalQuarter.parse(quarter), row.graded.total, row.graded.grade, marks))
        group = peers.get(row.key)
        yield _evaluation(row, past, group, files.get(quarter), results.find(SupplyPerformance, row.key), as_of)


def _evaluation(
    row: Worked,
    past: Sequence[Standing],
    group: _Group | None,
    file: EvaluationFile | None,
    supply: SupplyPerformance | None,
    as_of: date,
) -> Evaluation:
    policy, end, data = row.sheet.policy, row.graded, row.facts.data
    moved = movement(policy.trend, past)
    place = group.ranks[data.dealer] if group else None
    next_grade, to_next = _next(policy, end.total)
    return Evaluation(
        subject=row.key, dealer=data.dealer, quarter=data.quarter, policy=policy.reference, status=end.status,
        reasons=end.reasons, total=end.total, grade=end.grade, band=end.band, base=row.scores.base, deducted=end.deducted,
        coverage=row.scores.coverage, factor=end.factor, consequence=end.consequence, dimensions=row.scores.dimensions,
        trial=row.scores.trial, deductions=end.deductions, red_lines=end.red_lines, next_grade=next_grade, to_next=to_next,
        delta=moved.delta, arrow=moved.arrow, mean=moved.mean, flags=moved.flags, groups=row.groups,
        group=group.name if group else next(iter(row.groups), ""),
        rank=place.rank if place else None, group_size=place.of if place else 0, quartile=place.quartile if place else None,
        peer_median=group.median if group else None, peer_dimensions=group.dimensions if group else (),
        orders_due=supply.due if supply else 0, orders_kept=supply.on_time_in_full if supply else 0,
        version=max((i.version for i in file.issues if i.issued_on <= as_of), default=0) if file else 0,
        appeal_open=file is not None and _open_appeal(file, as_of), trace=_short(row),
    )  # fmt: skip


def _short(row: Worked) -> tuple[Step, ...]:
    """The last steps only: all of them, with the place of every figure, come from `explained` when somebody asks."""
    policy = row.sheet.policy.reference
    end = row.graded
    steps = (
        (Text("扣分前", "Before deductions"), row.scores.base),
        (Text("扣分", "Deducted"), end.deducted),
        (Text("总分", "Total"), end.total),
        (Text("等级", "Grade"), end.grade),
    )
    return tuple(Step(what=what, value="–" if value is None else value, policy=policy) for what, value in steps)


def _next(policy: EvaluationPolicy, total: Decimal | None) -> tuple[str, Decimal | None]:
    """The next better grade by the number, and how many points are missing to it; none on the best."""
    above = sorted((g for g in policy.grades if total is not None and g.from_value > total), key=lambda g: g.from_value)
    return (above[0].grade, above[0].from_value - total) if above and total is not None else ("", None)


def _open_appeal(file: EvaluationFile, as_of: date) -> bool:
    return any(
        appeal.received_on <= as_of and (appeal.decision is None or appeal.decision.date > as_of)
        for appeal in file.appeals
    )


def _years(
    network: Network,
    dealer: str,
    evaluations: Sequence[Evaluation],
    sheets: dict[str, Sheet | None],
    as_of: date,
) -> Iterator[AnnualEvaluation]:
    """The years of a dealer, graded by the version in force at the year's start, else by that of its first quarter."""
    start = fiscal_start(network)
    policies = network.all(EvaluationPolicy)
    by_year: dict[int, list[Evaluation]] = {}
    for evaluation in evaluations:
        by_year.setdefault(FiscalQuarter.parse(evaluation.quarter).year, []).append(evaluation)
    for year, rows in by_year.items():
        first = FiscalQuarter(year, 1).span(start).first
        policy = governing(policies, first)
        if policy is None or sheets.get(policy.reference) is None:
            policy = network.get(EvaluationPolicy, rows[0].policy)
        counted = [(row.quarter, row.total) for row in rows if row.grade != NOT_RATED and row.total is not None]
        score = year_score((total for _, total in counted), policy.year_quarters)
        yield AnnualEvaluation(
            subject=f"{dealer}/{year}",
            dealer=dealer,
            year=year,
            quarters=tuple(quarter for quarter, _ in counted),
            complete=FiscalQuarter(year, 4).span(start).end <= as_of,
            score=score,
            grade=NOT_RATED if score is None else grade_of(policy.grades, score).grade,
            trace=(
                *(Step(what=Text(quarter), value=total, policy=policy.reference) for quarter, total in counted),
                Step(what=Text("平均", "Mean"), value="–" if score is None else score, policy=policy.reference),
            ),
        )


def _appeals(network: Network, as_of: date) -> Iterator[AppealRate]:
    decided: dict[int, list[str]] = {}
    for file in network.all(EvaluationFile):
        for appeal in file.appeals:
            last = appeal.second_level or appeal.decision
            if last is not None and last.date <= as_of:
                decided.setdefault(FiscalQuarter.parse(file.quarter).year, []).append(last.outcome)
    for year, outcomes in decided.items():
        changed = sum(outcome != "upheld" for outcome in outcomes)
        yield AppealRate(subject=str(year), decided=len(outcomes), overturned=changed)
