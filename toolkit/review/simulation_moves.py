"""What two sets of results of the same quarters differ in: grades, scores, rebates, accruals, funds, proposed segments."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.contract.rules.standing import contracts_of, in_force_span
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED, REASONS
from toolkit.topics.evaluation.rules import Evaluation
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.statement import RebateStatement
from toolkit.topics.segment.rules.results import SegmentStanding
from toolkit.topics.support.rules.results import FundStanding

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One dealer's quarter under both rules; a score is None where it has none."""

    dealer: str
    quarter: str
    grades: tuple[str, str]
    scores: tuple[Decimal | None, Decimal | None]

    @property
    def step(self) -> int:
        """Returns by how many grades it rises (above 0) or falls; 0 also where a side is not rated."""
        if NOT_RATED in self.grades:
            return 0
        return GRADES.rank(self.grades[0]) - GRADES.rank(self.grades[1])

    @property
    def moves(self) -> bool:
        """Returns whether the grade is another one."""
        return self.grades[0] != self.grades[1]

    @property
    def points(self) -> Decimal:
        """Returns by how many points the score changes; 0 without both."""
        one, other = self.scores
        return other - one if one is not None and other is not None else ZERO


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """An amount in yuan under both rules: `sort` is `rebate`, `accrual` or `fund`; `lines` are its differences by product line."""

    sort: str
    dealer: str
    subject: str
    period: str
    amounts: tuple[Decimal, Decimal]
    lines: tuple[tuple[str, Decimal], ...] = ()

    @property
    def difference(self) -> Decimal:
        """Returns what it costs more; below 0 what it saves."""
        return self.amounts[1] - self.amounts[0]


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """The segment that is proposed for a dealer under both rules."""

    dealer: str
    segments: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Missing:
    """A dealer's period that could not be simulated, wholly or in part, and why."""

    dealer: str
    period: str
    why: Text


def grade_rows(old: Results, new: Results, quarters: Collection[str]) -> Iterator[GradeRow]:
    """Yields every quarter that was scored under both rules, by dealer and quarter."""
    for row in old.all(Evaluation):
        other = new.find(Evaluation, row.subject)
        if other is not None and row.quarter in quarters:
            yield GradeRow(row.dealer, row.quarter, (row.grade, other.grade), (row.total, other.total))


def rebate_rows(old: Results, new: Results, periods: Collection[str]) -> Iterator[MoneyRow]:
    """Yields every statement of the periods; one that a side lacks counts 0 there."""
    held = {row.subject: row for row in old.all(RebateStatement) if row.period in periods}
    tried = {row.subject: row for row in new.all(RebateStatement) if row.period in periods}
    for subject in sorted(held.keys() | tried.keys()):
        before, after = held.get(subject), tried.get(subject)
        one = before or after
        if one is not None:
            amounts = (before.payable if before else ZERO, after.payable if after else ZERO)
            lines = _lines(before, after)
            yield MoneyRow("rebate", one.dealer, subject, one.period, amounts, lines)


def _lines(before: RebateStatement | None, after: RebateStatement | None) -> tuple[tuple[str, Decimal], ...]:
    """The difference by product line; what no line has, such as a debit carried on, under an empty name."""
    sums: dict[str, Decimal] = {}
    for sign, statement in ((-1, before), (1, after)):
        if statement is None:
            continue
        rest = statement.payable
        for row in statement.lines:
            for share in row.by_line if row.basis else ():
                sums[share.line] = sums.get(share.line, ZERO) + sign * share.amount
                rest -= share.amount
        sums[""] = sums.get("", ZERO) + sign * rest
    return tuple((line, amount) for line, amount in sorted(sums.items()) if amount)


def accrual_rows(old: Results, new: Results, years: Collection[str]) -> Iterator[MoneyRow]:
    """Yields what is to be accrued by now for the annual rebates of years that are not settled."""
    held = {row.subject: row for row in old.all(RebateAccrual) if row.year in years}
    tried = {row.subject: row for row in new.all(RebateAccrual) if row.year in years}
    for subject in sorted(held.keys() | tried.keys()):
        before, after = held.get(subject), tried.get(subject)
        one = before or after
        if one is not None:
            amounts = (before.accrued if before else ZERO, after.accrued if after else ZERO)
            yield MoneyRow("accrual", one.dealer, subject, one.year, amounts)


def fund_rows(old: Results, new: Results) -> Iterator[MoneyRow]:
    """Yields what each fund takes of its budget: what we promised, or owe once it is decided."""
    held = {row.subject: row for row in old.all(FundStanding)}
    tried = {row.subject: row for row in new.all(FundStanding)}
    for subject in sorted(held.keys() | tried.keys()):
        before, after = held.get(subject), tried.get(subject)
        one = before or after
        if one is not None:
            amounts = (before.reserved if before else ZERO, after.reserved if after else ZERO)
            yield MoneyRow("fund", one.dealer, subject, str(one.year), amounts)


def segment_rows(old: Results, new: Results) -> Iterator[SegmentRow]:
    """Yields the proposed segment of every dealer whose cooperation runs."""
    for row in old.all(SegmentStanding):
        other = new.find(SegmentStanding, row.subject)
        if other is not None:
            yield SegmentRow(row.dealer, (row.proposed, other.proposed))


def missing_rows(
    network: Network, old: Results, new: Results, quarters: tuple[FiscalQuarter, ...], start: int
) -> Iterator[Missing]:
    """Yields which of the dealers' quarters had no data, no rating or not all figures, each with the reason."""
    names = {str(quarter): quarter.span(start) for quarter in quarters}
    reported = {(row.dealer, row.quarter) for row in network.all(QuarterData)}
    for dealer in network.ids("dealer"):
        for name, span in names.items():
            yield from _of_quarter(network, (old, new), dealer, name, span, (dealer, name) in reported)


def _of_quarter(
    network: Network, sides: tuple[Results, Results], dealer: str, quarter: str, span: Span, reported: bool
) -> Iterator[Missing]:
    subject = f"{dealer}/{quarter}"
    if not reported:
        binding = (in_force_span(contract) for contract in contracts_of(network, dealer))
        if any(held is not None and held.meets(span) is not None for held in binding):
            yield Missing(
                dealer,
                quarter,
                Text("合同在有效期内，没有季度数据", "a contract was in force, but there are no data of the quarter"),
            )
        return
    before, after = (side.find(Evaluation, subject) for side in sides)
    if before is None or after is None:
        yield Missing(dealer, quarter, Text("没有考核结果", "no evaluation"))
    elif after.grade == NOT_RATED:
        reasons = [REASONS.label(code) for code in after.reasons]
        zh, en = "；".join(r.zh for r in reasons), "; ".join(r.within("en") for r in reasons)
        yield Missing(
            dealer, quarter, Text(f"不评级：{zh}", f"not rated: {en}") if reasons else Text("不评级", "not rated")
        )
    elif after.coverage < before.coverage:
        shares = tuple(f"{share:.0%}" for share in (before.coverage, after.coverage))
        words = Text(
            f"可用数据占权重从 {shares[0]} 降到 {shares[1]}，其余权重重分",
            f"data cover {shares[1]} of the weight instead of {shares[0]}; the rest is shared out",
        )
        yield Missing(dealer, quarter, words)
    statement = sides[1].find(RebateStatement, subject)
    open_rows = [row.name for row in statement.lines if row.state == "missing"] if statement is not None else []
    if open_rows:
        zh, en = "、".join(r.zh for r in open_rows), ", ".join(r.within("en") for r in open_rows)
        yield Missing(
            dealer, quarter, Text(f"返利项目缺数据，未计：{zh}", f"rebates without their data, not counted: {en}")
        )
