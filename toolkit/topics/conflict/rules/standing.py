"""How each case and each dealer stands in conflicts, with the steps that led there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.conflict.records import Case, LadderPolicy
from toolkit.topics.conflict.rules.amounts import asked, loss_total, most, passed_on
from toolkit.topics.conflict.rules.deadlines import Deadline, appeal_ends, deadlines, defence_ends, procedure_of
from toolkit.topics.conflict.rules.detection import candidates
from toolkit.topics.conflict.rules.level import (
    Facts,
    decided_level,
    effects,
    facts_of,
    is_final,
    ladder_of,
    natural_limit,
    proposed_level,
)
from toolkit.topics.conflict.rules.results import CaseStanding, ConflictStanding, DeadlineLine

REPEAT_MONTHS = 12
ENDED = ("final", "settled", "closed")


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields each case that is registered by the as-of date, each dealer that has one, and the leads from goods found."""
    calendar = work_calendar(network)
    by_dealer: dict[str, list[Case]] = {}
    for case in network.all(Case):
        if case.opened_on <= as_of:
            by_dealer.setdefault(case.dealer, []).append(case)
            yield case_standing(network, case, calendar, as_of)
    for dealer, cases in sorted(by_dealer.items()):
        yield _dealer(dealer, cases, as_of)
    yield from candidates(network)


def case_standing(network: Network, case: Case, calendar: WorkCalendar, as_of: date) -> CaseStanding:
    """Returns how a case stands on the as-of date: level proposed and decided, effects, amounts, deadlines, trace."""
    ladder, policy = ladder_of(network, case), procedure_of(network, case)
    graded = ladder is not None and case.respondent == "dealer" and bool(case.trace)
    facts = facts_of(network, case, ladder) if ladder is not None and graded else None
    proposed = proposed_level(ladder, facts) if ladder is not None and facts is not None else None
    effect = effects(case, ladder, as_of)
    loss = case.decision.loss if case.decision else None
    level = decided_level(case)
    promises = (*case.improvements, *(case.settlement.actions if case.settlement else ()))
    due = tuple(deadlines(case, policy, calendar)) if policy else ()
    return CaseStanding(
        subject=case.id,
        dealer=case.dealer,
        type=case.type,
        status=case.status,
        opened=case.opened_on,
        cases=case.cases,
        times=facts.times if facts else 1,
        proposed=proposed,
        level=level,
        final=is_final(case, as_of),
        final_on=case.final_on,
        points=effect.points,
        loses_bonus=effect.loses_bonus,
        red_line=effect.red_line,
        loss=loss_total(loss) if loss else None,
        asked=asked(case),
        most=most(ladder, level, loss) if ladder is not None and loss is not None else None,
        passed_on=passed_on(case),
        defence_until=defence_ends(case, policy, calendar) if policy else None,
        appeal_until=appeal_ends(case, policy, calendar) if policy else None,
        deadlines=tuple(_line(row, as_of) for row in due),
        ours_open=sum(row.side == "brand" and (row.done is None or row.done > as_of) for row in promises),
        theirs_open=sum(row.side == "dealer" and (row.done is None or row.done > as_of) for row in promises),
        trace=tuple(_trace(network, case, ladder, facts, proposed)),
    )


def _line(row: Deadline, as_of: date) -> DeadlineLine:
    return DeadlineLine(step=row.step, due=row.due, done=row.done, late=row.is_late(as_of))


def _dealer(dealer: str, cases: Iterable[Case], as_of: date) -> ConflictStanding:
    rows = tuple(cases)
    since = add_months(as_of, -REPEAT_MONTHS)
    causes = [cause for case in rows for cause in case.causes]
    return ConflictStanding(
        subject=dealer,
        dealer=dealer,
        open=tuple(case.id for case in rows if case.status not in ENDED),
        against_brand=sum(case.respondent == "brand" for case in rows),
        settled=sum(case.status == "settled" for case in rows),
        repeats=sum(
            is_final(case, as_of)
            and case.final_on is not None
            and case.final_on > since
            and (decided_level(case) or 0) >= 1
            for case in rows
        ),
        causes=len(causes),
        brand_causes=sum(cause.side == "brand" for cause in causes),
    )


def _trace(
    network: Network, case: Case, ladder: LadderPolicy | None, facts: Facts | None, proposed: int | None
) -> Iterator[Step]:
    """The steps from goods found to level and amount, each with its place or its policy."""
    if ladder is not None and facts is not None:
        for n, row in enumerate(case.trace):
            yield Step(
                what=Text(f"码 {row.code}", f"code {row.code}"),
                value=str(row.cases),
                origin=network.origin(case, "trace", n, "cases"),
            )
        yield Step(what=Text("码可读的箱数", "cases with a readable code"), value=str(facts.cases))
        flow = natural_limit(ladder, facts.month_cases)
        yield Step(what=Text("自然流动不超过", "natural flow up to"), value=flow, policy=ladder.reference)
        yield Step(
            what=Text("12个月内第几次", "the time within 12 months"), value=str(facts.times), policy=ladder.reference
        )
        yield Step(what=Text("阶梯级别", "level by the ladder"), value=str(proposed), policy=ladder.reference)
    decision = case.decision
    if decision is None:
        return
    if decision.level is not None:
        yield Step(
            what=Text("决定级别", "level decided"),
            value=str(decision.level),
            origin=network.origin(case, "decision", "level"),
        )
    if decision.loss is not None:
        loss = decision.loss
        words = Text("损失：每箱毛利 × 箱数 + 调查费用", "loss: margin of a case × cases + audit cost")
        shown = f"{loss.margin} × {loss.cases} + {loss.audit_cost} = {loss_total(loss)}"
        yield Step(what=words, value=shown, origin=network.origin(case, "decision", "loss"))
