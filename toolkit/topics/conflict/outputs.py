"""What the conflict chapter shows on a dealer's page: what we owe first, then the cases, their causes and their times."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text
from toolkit.network.shared import SIDES, Action
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX
from toolkit.topics.conflict.records import Case, Cause
from toolkit.topics.conflict.records.vocabularies import CAUSES, RESPONDENTS, ROLES, STATUSES, TYPES
from toolkit.topics.conflict.rules.amounts import loss_total
from toolkit.topics.conflict.rules.results import Candidate, CaseStanding, ConflictStanding
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
MOODS = {
    "open": "going",
    "decided": "open",
    "appealed": "open",
    "final": "warn",
    "settled": "good",
    "closed": "good",
}
OUTSIDE = Text("外部", "outside both")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the cases of a dealer that has any, our promises before its own; leads from goods found for us alone."""
    standing = view.result(ConflictStanding, dealer)
    internal = view.lens.audience == "internal"
    leads = tuple(row for row in view.results(Candidate) if row.dealer == dealer) if internal else ()
    if standing is None and not leads:
        return
    found = {row.subject: row for row in view.results(CaseStanding) if row.dealer == dealer}
    cases = sorted(
        (case for case in view.of_dealer(Case, dealer) if case.id in found),
        key=lambda case: case.opened_on,
        reverse=True,
    )
    context = {
        "rows": tuple(_rows(standing)) if standing else (),
        "cases": tuple(_case(view, case, found[case.id]) for case in cases),
        "ours": tuple(_promise(row, now.as_of) for case in cases for row in _promises(case) if row.side == "brand"),
        "theirs": tuple(_promise(row, now.as_of) for case in cases for row in _promises(case) if row.side == "dealer"),
        "leads": tuple(_lead(row) for row in leads),
    }
    finding = NO_TEXT
    if standing is not None:
        count = len(standing.open)
        finding = Text(f"办理中 {count} 件", f"{count} open") if count else Text("没有办理中的案件", "nothing open")
    title = Text("冲突与改进", "Conflicts and what followed")
    yield Card("conflict", title, "conflict/card-conflict.html", context, finding, order=62)


def _rows(standing: ConflictStanding) -> Iterator[Pair]:
    yield Text("对我方提出", "Brought against us"), Text(number_text(standing.against_brand))
    yield Text("调解和解", "Settled by mediation"), Text(number_text(standing.settled))
    yield (
        Text("归于我方的原因", "Causes on our side"),
        Text(f"{standing.brand_causes} / {standing.causes}"),
    )
    yield Text("12个月内定案", "Final within 12 months"), Text(number_text(standing.repeats))


def _case(view: View, case: Case, standing: CaseStanding) -> dict[str, object]:
    late = any(row.late for row in standing.deadlines)
    going = [row for row in standing.deadlines if row.done is None]
    return {
        "id": case.id,
        "type": TYPES.label(case.type),
        "subject": case.subject,
        "against": RESPONDENTS.label(case.respondent),
        "mood": "bad" if late and going else MOODS[case.status],
        "state": STATUSES.label(case.status),
        "opened": _day(case.opened_on),
        "due": _day(min(row.due for row in going)) if going else NO_TEXT,
        "causes": tuple(_cause(cause) for cause in case.causes),
        "parties": tuple(_parties(view, case)),
        "effects": (*_loss(case), *_effects(standing)),
    }


def _cause(cause: Cause) -> Pair:
    side = OUTSIDE if cause.side is None else SIDES.label(cause.side)
    kind = CAUSES.label(cause.kind)
    return Text(f"{kind.zh}（{side.zh}）", f"{kind.en} ({side.en})"), cause.text


def _parties(view: View, case: Case) -> Iterator[Pair]:
    """The other dealers and what they have to do with it: for us alone, so a dealer's view has none."""
    for party in case.parties if view.lens.audience == "internal" else ():
        profile = view.find(DealerProfile, party.dealer)
        yield ROLES.label(party.role), Text(profile.short_name if profile is not None else party.dealer)


def _loss(case: Case) -> Iterator[Pair]:
    loss = case.decision.loss if case.decision is not None else None
    if loss is not None:
        tax, total = TAX.label(loss.tax), amount_text(loss_total(loss))
        yield Text("损失", "Loss"), Text(f"{total}（{tax.zh}）", f"{total} ({tax.within('en')})")


def _effects(standing: CaseStanding) -> Iterator[Pair]:
    if standing.level is not None:
        level = Text(f"{standing.level} 级，{standing.cases} 箱", f"level {standing.level}, {standing.cases} cases")
        yield Text("认定", "Found"), level
    if standing.asked:
        yield Text("赔付", "To be paid"), Text(amount_text(standing.asked))
        yield Text("其中转付受损方", "of it to the harmed side"), Text(amount_text(standing.passed_on))
    if standing.points:
        yield Text("考核", "Evaluation"), Text(f"−{standing.points} 分", f"−{standing.points} points")
    if standing.loses_bonus:
        yield Text("守约区域奖", "Territory bonus"), Text("本年度不享有", "not for this year")
    if standing.red_line:
        yield Text("红线", "Red line"), Text(standing.red_line)


def _promises(case: Case) -> tuple[Action, ...]:
    return (*(case.settlement.actions if case.settlement else ()), *case.improvements)


def _promise(row: Action, as_of: date) -> dict[str, object]:
    done = row.done is not None and row.done <= as_of
    late = not done and row.due < as_of
    state = Text("已完成", "done") if done else Text("逾期", "late") if late else Text("未到期", "not due")
    mood = "good" if done else "bad" if late else "going"
    return {"text": row.text, "due": _day(row.due), "mood": mood, "state": state}


def _lead(row: Candidate) -> Pair:
    value = Text(f"{row.cases} 箱，未立案 {row.new_cases} 箱", f"{row.cases} cases, {row.new_cases} not in a case yet")
    if row.natural:
        value = Text(f"{value.zh}，属自然流动", f"{value.en}, natural flow")
    return Text(row.quarter), value


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
