"""What the head of a dealer's page answers in five seconds: grade and change, money due both ways, the next date, the contract."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.dues import Due
from toolkit.network.view import View
from toolkit.plan.card import Card, Figure
from toolkit.site.dashboards.dues import CARDS, all_dues
from toolkit.site.dashboards.grading import GRADE_MOODS
from toolkit.site.gathered.wording import grade_name
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import DealerStanding
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding, NetworkReceivables
from toolkit.topics.evaluation.rules.network_wide.receivables import ReceivableLine
from toolkit.topics.incentive.rules import RebateStatement

ENDING, NEAR = 30, 90
"""Days before a contract's end at which it wants doing, and at which it wants watching."""
SCORED: Final = ("evaluation", "contract")
CHOSEN: Final = ("screening", "visits", "negotiation", "contract")
FIRST: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("lead", "qualified", "visited", "scored", "pooled", "rejected", "blacklisted"), CHOSEN),
    **dict.fromkeys(("negotiating", "drafted", "legal_review", "signed"), ("negotiation", "contract", "screening")),
    "onboarding": ("onboarding", "communication"),
    **dict.fromkeys(("improvement", "suspended", "terminating", "closed"), ("improvement", *SCORED)),
    "renewing": ("negotiation", *SCORED),
}
"""The card that says most at a stage, or the next one where the page lacks it. It stands first and open; the rest unfolds."""
FEW: Final = 4
"""A page of no more cards than this shows them all."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What heads take from lists of the whole network, each list read once: open deadlines by day, the last receivables and
    the last rebate statement."""

    dues: dict[str, tuple[Due, ...]]
    owed: dict[str, ReceivableLine]
    quarter: str
    rebates: dict[str, RebateStatement]


def facts_of(view: View) -> Facts:
    """Returns the facts of all dealers."""
    dues: dict[str, tuple[Due, ...]] = {}
    for due in all_dues(view):
        dues[due.dealer] = (*dues.get(due.dealer, ()), due)
    rows = view.results(NetworkReceivables)
    owed = {row.dealer: row for row in rows[-1].rows} if rows else {}
    rebates: dict[str, RebateStatement] = {}
    for statement in view.results(RebateStatement):
        held = rebates.get(statement.dealer)
        if held is None or held.period < statement.period:
            rebates[statement.dealer] = statement
    return Facts(dues, owed, rows[-1].subject if rows else "", rebates)


def figures(view: View, facts: Facts, profile: DealerProfile, path: str, cards: tuple[Card, ...], as_of: date) -> tuple[Figure, ...]:  # fmt: skip
    """Returns the figures of a dealer's head, each leading to the card behind it where the page has that card."""
    anchors = {card.id for card in cards}

    def at(card: str) -> str:
        return f"{path}#{card}" if card in anchors else ""

    return (
        *_grade(view, profile.id, at("evaluation")),
        *_next(facts.dues.get(profile.id, ()), as_of, at),
        *_owed(facts, profile.id, at("evaluation")),
        *_rebate(facts, profile.id, at("rebates")),
        *_contract(view, profile.id, at("contract"), as_of),
        *_state(view, profile, at("timeline")),
    )


def arranged(cards: Iterable[Card], state: str) -> tuple[tuple[Card, ...], frozenset[str]]:
    """Returns the cards in the order of the page, the one of the dealer's stage first, and the ids of those that open on
    request: all but that one where there are many, else those that ask for it."""
    given = tuple(sorted(cards, key=lambda card: card.order))
    wanted = FIRST.get(state, SCORED)
    first = min((card for card in given if card.id in wanted), key=lambda card: wanted.index(card.id), default=None)
    if first is None or len(given) <= FEW:
        return given, frozenset(card.id for card in given if card.folded)
    rest = tuple(card for card in given if card is not first)
    return (first, *rest), frozenset(card.id for card in rest)


def _days(number: int) -> Text:
    return Text(f"{number} 天", f"{number} day" if number == 1 else f"{number} days")


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))


def _grade(view: View, dealer: str, target: str) -> Iterator[Figure]:
    standing = view.result(EvaluationStanding, dealer)
    last = view.result(Evaluation, f"{dealer}/{standing.quarters[-1]}") if standing and standing.quarters else None
    if last is None:
        return
    name, total = grade_name(last.grade), number_text(last.total, 1) if last.total is not None else "–"
    value = name if last.grade == NOT_RATED else Text(f"{name.zh} 级 {total} 分", f"{name.en}, {total} points")
    change = NO_TEXT
    if last.delta is not None:
        moved = ("+" if last.delta > 0 else "") + number_text(last.delta, 1)
        change = Text(f"，较上季 {moved} 分", f", {moved} points on the quarter before")
    note = Text(f"{last.quarter}{change.zh}", f"{last.quarter}{change.en}")
    mood = GRADE_MOODS[last.grade]
    yield Figure(Text("考核", "Evaluation"), value, note, mood if mood in ("warn", "bad") else "", target)


def _next(dues: tuple[Due, ...], as_of: date, at: Callable[[str], str]) -> Iterator[Figure]:
    if not dues:
        return
    late = sum(due.is_late(as_of) for due in dues)
    shown = next((due for due in dues if not due.is_late(as_of)), dues[0])
    zh, en = f"{day_text(shown.on, 'zh')}，{shown.what.zh}", f"{day_text(shown.on, 'en')}, {shown.what.within('en')}"
    note = Text(f"{zh}；{late} 项逾期", f"{en}; {late} overdue") if late else Text(zh, en)
    name = Text("下一个日期", "Next date")
    yield Figure(name, _away((shown.on - as_of).days), note, "bad" if late else "", at(CARDS.get(shown.topic, "")))


def _away(days: int) -> Text:
    if days == 0:
        return Text("今天", "today")
    if days < 0:
        return Text(f"逾期 {-days} 天", f"{-days} days late")
    return Text(f"{days} 天后", "in 1 day" if days == 1 else f"in {days} days")


def _owed(facts: Facts, dealer: str, target: str) -> Iterator[Figure]:
    row = facts.owed.get(dealer)
    if row is None:
        return
    total = amount_text(row.closing)
    share = f"，{percent_text(row.overdue_share, 1)}" if row.overdue_share else ""
    note = Text(
        f"{facts.quarter} 末，应收 {total}{share}", f"end of {facts.quarter}, of {total}{share.replace('，', ', ')}"
    )
    yield Figure(Text("逾期应收", "Overdue to us"), Text(amount_text(row.overdue)), note, "warn" if row.overdue else "", target)  # fmt: skip


def _rebate(facts: Facts, dealer: str, target: str) -> Iterator[Figure]:
    last = facts.rebates.get(dealer)
    if last is None:
        return
    paid = last.paid_on
    note = Text(f"{last.period}，待付", f"{last.period}, not paid yet")
    if paid is not None:
        note = Text(f"{last.period}，{day_text(paid, 'zh')}付清", f"{last.period}, paid on {day_text(paid, 'en')}")
    elif not last.complete:
        note = Text(f"{last.period}，暂计", f"{last.period}, so far")
    yield Figure(Text("返利", "Rebate"), Text(amount_text(last.payable)), note, "", target)


def _contract(view: View, dealer: str, target: str, as_of: date) -> Iterator[Figure]:
    contract = view.result(ContractStanding, dealer)
    if contract is None or contract.days_left is None:
        return
    mood = "bad" if contract.days_left <= ENDING else "warn" if contract.days_left <= NEAR else ""
    note = Text(contract.contract_no)
    if contract.notice_by is not None:
        by = contract.notice_by
        note = Text(f"续约通知截止 {day_text(by, 'zh')}", f"renewal notice by {day_text(by, 'en')}")
        mood = "bad" if by <= as_of else mood
    yield Figure(Text("合同剩余", "Contract ends in"), _days(contract.days_left), note, mood, target)


def _state(view: View, profile: DealerProfile, target: str) -> Iterator[Figure]:
    standing = view.result(DealerStanding, profile.id)
    if standing is None or standing.days_in_state is None:
        return
    label = STATES.label(standing.state)
    since = profile.cooperation_since
    note = NO_TEXT
    if since is not None:
        note = Text(f"{day_text(since, 'zh')}起合作", f"partner since {day_text(since, 'en')}")
    name = Text(f"“{label.zh}”已持续", f"In state “{label.en}” for")
    yield Figure(name, _days(standing.days_in_state), note, "", target)
