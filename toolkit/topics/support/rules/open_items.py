"""What is not finished for a dealer, and whose move is next: tickets, funds, materials, handovers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.topics.support.records import Handover, Material
from toolkit.topics.support.records.vocabularies import CLOCK_STATES, FUND_STATES
from toolkit.topics.support.rules.funds import CLOSED
from toolkit.topics.support.rules.results import FundStanding, OpenItem, TicketSla
from toolkit.topics.support.rules.tickets import REPLY, RESOLVE

BRAND, DEALER = "brand", "dealer"


def open_items(
    tickets: Iterable[TicketSla],
    funds: Iterable[FundStanding],
    materials: Iterable[Material],
    handovers: Iterable[Handover],
    as_of: date,
) -> tuple[OpenItem, ...]:
    """Returns all that is open on `as_of`, what is late first, then by day; what has no day stands last."""
    rows = [
        *(row for sla in tickets for row in _ticket(sla)),
        *(row for fund in funds for row in _fund(fund, as_of)),
        *(row for item in materials for row in _material(item, as_of)),
        *(row for handover in handovers for row in _handover(handover, as_of)),
    ]
    return tuple(sorted(rows, key=lambda row: (not row.late, row.due or date.max, row.kind, row.id)))


def _ticket(sla: TicketSla) -> Iterator[OpenItem]:
    if sla.closed:
        return
    reply, solution = sla.clock(REPLY), sla.clock(RESOLVE)
    line = reply if reply is not None and reply.done is None else solution
    state = line.state if line else "open"
    yield OpenItem(
        kind="ticket",
        id=sla.subject,
        text=sla.title,
        state=state,
        side=DEALER if state == "paused" else BRAND,
        # While we wait for the dealer the due moment moves on with every day; there is none to tell.
        due=line.due.date() if line and state != "paused" else None,
        late=any(row.state == "overdue" for row in sla.clocks),
    )


def _fund(fund: FundStanding, as_of: date) -> Iterator[OpenItem]:
    if fund.state in CLOSED or fund.state == "planned":
        return
    late = fund.due is not None and fund.due < as_of
    side = fund.due_side or BRAND
    yield OpenItem(kind="fund", id=fund.subject, text=fund.name, state=fund.state, side=side, due=fund.due, late=late)


def _material(item: Material, as_of: date) -> Iterator[OpenItem]:
    if item.requested_on > as_of:
        return
    sent = item.sent if item.sent_on is not None and item.sent_on <= as_of else 0
    if sent < item.requested:
        short = item.stock is not None and item.stock < item.requested - sent
        state = "to_make" if short else "to_send"
        yield OpenItem(kind="material", id=item.id, text=item.item, state=state, side=BRAND)
    elif item.received_on is None or item.received_on > as_of:
        yield OpenItem(kind="material", id=item.id, text=item.item, state="on_the_way", side=BRAND)
    elif item.used < item.sent:
        yield OpenItem(kind="material", id=item.id, text=item.item, state="to_use", side=DEALER)


def _handover(handover: Handover, as_of: date) -> Iterator[OpenItem]:
    if handover.date > as_of:
        return
    if unsigned(handover, as_of):
        yield OpenItem(
            kind="handover",
            id=str(handover.date),
            text=Text("客户经理交接未签完", "the handover of the account manager is not signed by all"),
            state="to_sign",
            side=BRAND,
            due=handover.date,
            late=handover.date < as_of,
        )


def unsigned(handover: Handover, as_of: date) -> tuple[str, ...]:
    """Returns which signatures of a handover are not there on `as_of`: names of its fields.

    Both managers sign, and the dealer confirms; for one who has left, the head signs in its place.
    """
    names = ("outgoing_signed", "incoming_signed", "dealer_confirmed")
    return tuple(name for name in names if (day := getattr(handover, name)) is None or day > as_of)


def words_of(kind: str, state: str) -> Text:
    """Returns the name of an open item's state."""
    if kind == "ticket":
        return CLOCK_STATES.label(state)
    return FUND_STATES.label(state) if kind == "fund" else OTHER_STATES[state]


OTHER_STATES = {
    "to_send": Text("待发出", "to be sent"),
    "to_make": Text("库存不够，待制作", "not enough in stock, to be made"),
    "on_the_way": Text("在途", "on the way"),
    "to_use": Text("待使用", "to be used"),
    "to_sign": Text("待签字", "to be signed"),
}
