"""The duties of both sides and the dates of the contract on a dealer's page. How duties were kept is read from later chapters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.contract.outputs.keeping import Kept, keeping
from toolkit.topics.contract.records import Clause, Contract, Template
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.articles import clause_of, heading
from toolkit.topics.contract.rules.calendar import ContractCalendar
from toolkit.topics.contract.rules.deadlines import Deadline
from toolkit.topics.contract.rules.obligations import ContractObligations, Obligation, obligations
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.topic import Now

SOON = 30


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A duty as the card shows it: what, when and where it stands, and how it was kept, if that is known."""

    what: Text
    when: Text
    place: Text
    mood: str = ""
    kept: Text = NO_TEXT


def duty_cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields what both sides owe under the contract that governs, article by article, and its next dates."""
    standing = view.result(ContractStanding, dealer)
    contract = view.find(Contract, standing.contract_no) if standing else None
    if contract is None:
        return
    calendar = view.result(ContractCalendar, contract.contract_no)
    if calendar is not None:
        yield _calendar(calendar, now.as_of)
    yield _obligations(view, terms_on(view, contract, now.as_of), dealer)


def _calendar(calendar: ContractCalendar, as_of: date) -> Card:
    rows = tuple(_date(row, as_of) for row in calendar.next(as_of))
    late = sum(row["mood"] == "bad" for row in rows)
    finding = Text(f"{late} 项已到期未办", f"{late} overdue") if late else _first(calendar.next(as_of))
    title = Text("合同日程", "Dates of the contract")
    context = {"rows": rows, "contract_no": calendar.subject}
    return Card("contract-calendar", title, "contract/card-calendar.html", context, finding, order=22)


def _first(rows: tuple[Deadline, ...]) -> Text:
    """What comes next, in a line; nothing where nothing does."""
    if not rows:
        return NO_TEXT
    day, what = rows[0].on, rows[0].what
    return Text(f"{day_text(day, 'zh')}：{what.zh}", f"{day_text(day, 'en')}: {what.within('en')}")


def _date(row: Deadline, as_of: date) -> Mapping[str, object]:
    days = (row.on - as_of).days
    mood = "bad" if days < 0 else "warn" if days <= SOON else "open"
    state = Text(f"还有 {days} 天", "in 1 day" if days == 1 else f"in {days} days")
    if days < 0:
        state = Text(f"逾期 {-days} 天", f"{-days} days late")
    elif days == 0:
        state = Text("今天", "today")
    day = Text(day_text(row.on, "zh"), day_text(row.on, "en"))
    return {"day": day, "what": row.what, "side": SIDES.label(row.side), "mood": mood, "state": state}


def _obligations(view: View, contract: Contract, dealer: str) -> Card:
    owed, known = obligations(view, contract), keeping(view, dealer)
    rows = tuple(_articles(view, contract, owed, known))
    ours, theirs = len(owed.of("brand")), len(owed.of("dealer"))
    finding = Text(f"我方 {ours} 项，经销商 {theirs} 项", f"{ours} of ours, {theirs} of the dealer’s")
    title = Text("双方义务", "Duties of both sides")
    context = {"rows": rows, "contract_no": contract.contract_no}
    return Card("duties", title, "contract/card-obligations.html", context, finding, wide=True, folded=True, order=23)


def _articles(
    view: View, contract: Contract, owed: ContractObligations, known: Mapping[str, Kept]
) -> Iterator[Mapping[str, object]]:
    """Each article that puts a duty on somebody: its heading, and the duties of either side."""
    titles = _titles(view, contract)
    for number in dict.fromkeys(row.article for row in owed.rows):
        of = {
            side: tuple(_line(row, known) for row in owed.of(side) if row.article == number)
            for side in ("brand", "dealer")
        }
        yield {"article": titles.get(number, NO_TEXT), "ours": of["brand"], "theirs": of["dealer"]}


def _titles(view: View, contract: Contract) -> Mapping[int, Text]:
    template = view.find(Template, contract.template)
    found: dict[int, Text] = {}
    for number, reference in enumerate(template.articles if template else (), 1):
        chinese, english = clause_of(view, reference, "zh"), clause_of(view, reference, "en")
        if chinese is not None:
            found[number] = _heading(number, chinese, english)
    return found


def _heading(number: int, chinese: Clause, english: Clause | None) -> Text:
    title = english.title if english else chinese.title
    return Text(f"{heading(number, 'zh')} {chinese.title}", f"{heading(number, 'en')} {title}")


def _line(row: Obligation, known: Mapping[str, Kept]) -> DutyLine:
    kept = known.get(row.key)
    both = Text("双方，", "both, ") if row.side == "both" else NO_TEXT
    place = (
        Text(f"{both.zh}专用条款第{row.item}项", f"{both.en}item {row.item}")
        if row.item
        else Text(f"{both.zh}第{row.paragraph}款", f"{both.en}paragraph {row.paragraph}")
    )
    return DutyLine(row.what, row.when, place, kept.mood if kept else "", kept.words if kept else NO_TEXT)
