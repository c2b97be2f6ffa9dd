"""The arithmetic of support: clocks, tickets, marketing funds, supply, statistics, sales policies."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.sample import ROOT
from tests.topics.explained_steps import steps_of
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import INTERNAL, Lens, View
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.catalogue import TOPICS
from toolkit.topics.support.outputs import cards
from toolkit.topics.support.records import KINDS, Fund, FundPolicy, Limit, SlaPolicy, SupplyOrder, Ticket
from toolkit.topics.support.rules import (
    FIGURES,
    FundBalance,
    FundStanding,
    SalesPolicyStanding,
    SupplyPerformance,
    SupportStanding,
    TicketSla,
    WhoOwnsWhat,
    derive,
)
from toolkit.topics.support.rules.clock import Clock, merged, term
from toolkit.topics.support.rules.funds import claim_due, fund_standing, item_worth, late_factor, payable
from toolkit.topics.support.rules.statistics import figures
from toolkit.topics.support.rules.supply import supply
from toolkit.topics.support.rules.tickets import is_overdue, on_time, ticket_sla
from toolkit.topics.topic import Now

D = Decimal
TODAY = date(2026, 10, 20)
CALENDAR = WorkCalendar(
    off=frozenset(date(2026, 10, day) for day in (1, 2, 5, 6, 7)),
    on=frozenset([date(2026, 10, 10)]),
    years=frozenset([2026]),
)
SLA = SlaPolicy.model_validate(
    {
        "id": "sla",
        "version": "2025-1",
        "name": "时限",
        "effective_from": "2025-01-01",
        "applies_by": "opened_at",
        "cells": (
            {
                "category": "logistics",
                "priority": "P1",
                "reply": {"hours": "2", "hours_basis": "calendar"},
                "resolve": {"hours": "24", "hours_basis": "calendar"},
            },
            {
                "category": "logistics",
                "priority": "P2",
                "reply": {"hours": "4", "hours_basis": "working"},
                "resolve": {"hours": "48", "hours_basis": "workday_clock"},
            },
            {"category": "logistics", "priority": "P3", "reply": {"days": "1"}, "resolve": {"days": "5"}},
        ),
        "escalation": ({"at": "0.5", "to": "owner"}, {"at": "0.8", "to": "head"}, {"at": "1", "to": "gm"}),
        "routes": ({"category": "logistics", "team": "logistics"},),
        "reopen_days": "7",
        "on_time_target": "0.95",
        "cause_alert": "10",
        "dealer_alert": "5",
    }
)
RULES = FundPolicy.model_validate(
    {
        "id": "fund",
        "version": "2025-1",
        "name": "费用",
        "effective_from": "2025-01-01",
        "applies_by": "requested_at",
        "request_days": "10",
        "approve_days": "5",
        "claim_days": "30",
        "told_days": "3",
        "settle_days": "30",
        "share": "0.50",
        "late": ({"up_to_days": "0", "factor": "1"}, {"up_to_days": "30", "factor": "0.8"}),
        "documents": ("invoice",),
        "audit_share": "0.10",
    }
)
TWELVE = tuple(f"证据{n}" for n in range(1, 13))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def ticket(**given: Any) -> Ticket:
    """A P2 logistics ticket, opened on Monday 9 March 2026 at 16:00 (the handbook's example)."""
    rest = {
        "id": "TK-2026-0001",
        "category": "logistics",
        "priority": "P2",
        "channel": "chat",
        "subject": "少两箱",
        "opened_at": "2026-03-09 16:00",
    }
    return Ticket.model_validate({**rest, **given})


def sla(now: str = "2026-03-31 00:00", **given: Any) -> TicketSla:
    found = ticket_sla(ticket(**given), SLA, CALENDAR, at(now), dealer="D-2025-0001")
    assert found is not None
    return found


def due(found: TicketSla, what: str = "resolve") -> str:
    line = found.clock(what)
    assert line is not None
    return f"{line.due:%m-%d %H:%M}"


def state(found: TicketSla, what: str = "resolve") -> str:
    line = found.clock(what)
    assert line is not None
    return line.state


def test_i_1_forty_eight_hours_run_all_day_on_working_days() -> None:
    """Monday 16:00 + 48 h is Wednesday 16:00; Friday 16:00 + 48 h leaves the weekend out: Tuesday 16:00."""
    assert due(sla()) == "03-11 16:00"
    assert due(sla(opened_at="2026-03-13 16:00")) == "03-17 16:00"


def test_i_1_a_pause_moves_the_solution_and_not_the_reply() -> None:
    """Two hours of waiting on Tuesday morning move Wednesday 16:00 to 18:00; the reply stays due on Tuesday 11:00."""
    pauses = ({"since": "2026-03-10 09:30", "until": "2026-03-10 11:30", "waiting_for": "照片"},)
    found = sla(pauses=pauses, first_reply_at="2026-03-09 17:00", resolved_at="2026-03-11 18:00")
    assert (due(found), due(found, "reply"), state(found)) == ("03-11 18:00", "03-10 11:00", "met")
    line = found.clock("resolve")
    assert line is not None
    assert (line.paused, line.used, line.budget) == (120, 2880, 2880)


def test_i_1_reply_hours_run_in_working_time() -> None:
    """Four hours from Monday 16:00: two on Monday until 18:00, two on Tuesday from 09:00; the minute after is late."""
    assert state(sla(first_reply_at="2026-03-10 11:00"), "reply") == "met"
    assert state(sla(first_reply_at="2026-03-10 11:01"), "reply") == "missed"


def test_i_1_urgent_runs_around_the_clock() -> None:
    """P1 opened on Saturday 20:00 is answered by 22:00 and solved by Sunday 20:00."""
    found = sla(priority="P1", opened_at="2026-03-14 20:00")
    assert (due(found, "reply"), due(found)) == ("03-14 22:00", "03-15 20:00")


def test_i_1_working_days_end_at_the_same_time_of_day() -> None:
    """1 wd and 5 wd from Wednesday 30 September 10:30, over the holidays and the Saturday that is worked."""
    found = sla("2026-10-30 00:00", priority="P3", opened_at="2026-09-30 10:30")
    assert (due(found, "reply"), due(found)) == ("10-08 10:30", "10-13 10:30")


def test_what_was_solved_was_answered() -> None:
    """Without a recorded reply the solution counts as one."""
    assert state(sla(resolved_at="2026-03-10 10:00"), "reply") == "met"


@pytest.mark.parametrize(
    ("now", "expected", "step"),
    [
        ("2026-03-10 15:59", "open", ""),
        ("2026-03-10 16:00", "open", "owner"),
        ("2026-03-11 06:24", "open", "head"),
        ("2026-03-11 16:00", "open", "gm"),
        ("2026-03-11 16:01", "overdue", "gm"),
    ],
)
def test_escalation_at_half_four_fifths_and_all_of_the_time(now: str, expected: str, step: str) -> None:
    """50 % reaches the owner, 80 % the head, 100 % the general manager's list; overdue begins a minute after."""
    line = sla(now, first_reply_at="2026-03-09 16:30").clock("resolve")
    assert line is not None
    assert (line.state, line.escalation) == (expected, step)


def test_an_open_pause_stops_the_clock_until_now() -> None:
    """While we wait for the dealer the time used stands still and the due moment moves on."""
    pauses = ({"since": "2026-03-10 16:00", "waiting_for": "照片"},)
    early, late = (sla(f"2026-03-{day} 16:00", pauses=pauses, first_reply_at="2026-03-09 17:00") for day in (12, 20))
    assert [(state(x), x.clock("resolve").used) for x in (early, late)] == [("paused", 1440)] * 2  # type: ignore[union-attr]
    assert (due(early), due(late)) == ("03-13 16:00", "03-23 16:00")


def test_a_reopened_ticket_was_not_solved_in_time() -> None:
    """The clock runs anew from the reopening, and the ticket counts as not solved in time."""
    again = ({"at": "2026-03-12 10:00", "resolved_at": "2026-03-12 15:00", "reason": "又少"},)
    found = sla(resolved_at="2026-03-10 10:00", reopened=again)
    assert due(found) == "03-16 10:00"
    assert (state(found), on_time(found), found.closed) == ("met", False, True)


def test_a_ticket_without_a_cell_has_no_clock() -> None:
    """A pair that the policy does not list is never in time and never late."""
    found = sla(category="system")
    assert (found.clocks, on_time(found), is_overdue(found)) == ((), None, False)


def test_what_happens_later_is_not_known_yet() -> None:
    """On an earlier as-of date the solution of a later day is not there, nor is a later ticket."""
    found = sla("2026-03-10 00:00", first_reply_at="2026-03-09 17:00", resolved_at="2026-03-10 10:00")
    assert (found.closed, state(found)) == (False, "open")
    assert ticket_sla(ticket(), SLA, CALENDAR, at("2026-03-09 15:59"), dealer="D-2025-0001") is None


def test_figures_of_tickets() -> None:
    """Shares are of those that can be told; cost and satisfaction are means of what is stated."""
    rows = [
        sla(first_reply_at="2026-03-09 16:10", resolved_at="2026-03-10 10:00", satisfaction="5", cost="100.00"),
        sla(first_reply_at="2026-03-11 16:10", resolved_at="2026-03-12 10:00", satisfaction="2"),
        sla("2026-03-10 10:00"),
    ]
    found = figures(rows)
    assert (found.opened, found.closed, found.overdue) == (3, 2, 0)
    assert (found.reply_on_time, found.on_time, found.reopened) == (D("0.5"), D("0.5"), D(0))
    assert (found.satisfaction, found.cost) == (D("3.5"), D("100.00"))
    assert figures([]).on_time is None


@pytest.mark.parametrize(
    "limit", [{}, {"hours": "2"}, {"hours": "2", "days": "1", "hours_basis": "working"}, {"hours_basis": "working"}]
)
def test_a_limit_states_its_clock(limit: dict[str, str]) -> None:
    """Hours without a stated clock, both, or neither are refused."""
    with pytest.raises(ValidationError):
        Limit.model_validate(limit)


def fund(**given: Any) -> Fund:
    """Test I-1: approved 20 000, invoices 18 600, our share 50 %, 11 of 12 items of evidence."""
    rest: dict[str, Any] = {
        "id": "MF-2026-0001",
        "name": "陈列",
        "start": "2026-05-11",
        "end": "2026-06-10",
        "request": {"date": "2026-04-20", "budget": "22000", "goal": "四十家"},
        "approval": approval(),
        "claims": (claim(),),
    }
    return Fund.model_validate({**rest, **given})


def approval(**given: Any) -> dict[str, Any]:
    rest = {
        "date": "2026-04-24",
        "amount": "20000.00",
        "share": "0.50",
        "evidence": TWELVE,
        "approved_by": "S-2023-0004",
        "budget_checked_by": "S-2022-0004",
    }
    return {**rest, **given}


def claim(received: str = "2026-07-06", amount: str = "18600.00", passed: int = 11) -> dict[str, Any]:
    return {
        "received_on": received,
        "complete_on": received,
        "documents": ("invoice",),
        "invoices": ({"number": f"1{received}", "amount": amount},),
        "items": tuple({"name": name, "passed": "true"} for name in TWELVE[:passed]),
    }


def standing(found: Fund, day: date = TODAY) -> FundStanding:
    return fund_standing(found, RULES, CALENDAR, day, dealer="D-2025-0001", year=2026)


def test_i1_payable_is_8525() -> None:
    """18 600 × 0.5 × 11/12 = 8 525.00 (reference I.2, test I-1); the missing item is worth 775.00."""
    found = standing(fund())
    assert (found.payable, found.state) == (D("8525.00"), "to_settle")
    assert item_worth(found.claims[0]) == D("775.00")


@pytest.mark.parametrize(
    ("received", "late", "expected"),
    [
        ("2026-07-10", 0, "8525.00"),
        ("2026-07-11", 1, "6820.00"),
        ("2026-08-09", 30, "6820.00"),
        ("2026-08-10", 31, "0.00"),
    ],
)
def test_late_claims(received: str, late: int, expected: str) -> None:
    """Thirty days after the end is in time; 1 to 30 days late lose 20 %, more lose everything."""
    line = standing(fund(claims=(claim(received),))).claims[0]
    assert (line.late_days, line.payable) == (late, D(expected))


def test_our_late_answer_gives_the_dealer_as_many_days() -> None:
    """Answered three days after the fifth working day: the claim is due three days later."""
    late = fund(approval=approval(date="2026-04-30"))
    assert claim_due(late, RULES, CALENDAR) - claim_due(fund(), RULES, CALENDAR) == timedelta(days=3)


def test_overspending_is_not_paid() -> None:
    """The approval is the most that counts, and a second claim gets what the first one left."""
    assert standing(fund(claims=(claim(amount="30000.00", passed=12),))).payable == D("10000.00")
    two = fund(claims=(claim(passed=12), claim("2026-07-08", "5000.00", 12)))
    assert [line.base for line in standing(two).claims] == [D("18600.00"), D("1400.00")]
    assert standing(two).payable == D("10000.00")


def test_invoices_that_are_not_valid_do_not_count() -> None:
    """Only valid invoices enter the smaller of the two."""
    given = claim(passed=12)
    given["invoices"] = (*given["invoices"], {"number": "2", "amount": "1400.00", "valid": "false"})
    assert standing(fund(claims=(given,))).payable == D("9300.00")


@pytest.mark.parametrize(
    ("day", "given", "expected"),
    [
        ("2026-04-19", {}, "planned"),
        ("2026-04-20", {}, "requested"),
        ("2026-04-24", {}, "approved"),
        ("2026-05-11", {}, "running"),
        ("2026-06-11", {}, "to_claim"),
        ("2026-08-09", {"claims": ()}, "to_claim"),
        ("2026-08-10", {"claims": ()}, "lapsed"),
        ("2026-07-06", {}, "to_settle"),
        ("2026-04-21", {"approval": None, "declined": "余额不足", "claims": ()}, "declined"),
    ],
)
def test_stages_of_a_fund(day: str, given: dict[str, Any], expected: str) -> None:
    """A fund goes from plan to settlement; a claim that never comes lapses thirty days after its day."""
    assert standing(fund(**given), date.fromisoformat(day)).state == expected


def paid(*amounts: str) -> tuple[dict[str, str], ...]:
    return tuple(
        {"date": "2026-07-20", "amount": amount, "form": "transfer", "payee": "x", "document": str(n)}
        for n, amount in enumerate(amounts)
    )


def test_part_payment() -> None:
    """A part paid leaves it open on our side, due thirty days after the papers were complete; the rest closes it."""
    part = standing(fund(payments=paid("8000.00")))
    assert (part.state, part.paid, part.due, part.due_side) == ("part_settled", D("8000.00"), date(2026, 8, 5), "brand")
    assert standing(fund(payments=paid("8000.00", "525.00"))).state == "settled"


def test_what_a_fund_takes_of_the_budget() -> None:
    """Our share of the approval until the claims are decided, then what was payable, nothing when it lapsed."""
    assert standing(fund(claims=())).reserved == D(0)
    assert standing(fund(claims=()), date(2026, 6, 1)).reserved == D("10000.00")
    assert standing(fund()).reserved == D("8525.00")


def orders(*rows: tuple[str, str, str, str]) -> list[SupplyOrder]:
    """Orders of 100.00 a row: promised, delivered, in full, delivered amount."""
    return [
        SupplyOrder.model_validate(
            {
                "dealer": "D-2025-0001",
                "quarter": "2026Q3",
                "id": str(n),
                "date": "2026-07-01",
                "amount": "100.00",
                "tax": "excl",
                "promised": promised,
                **({"delivered": delivered} if delivered else {}),
                "in_full": full,
                **({"delivered_amount": amount} if amount else {}),
            }
        )
        for n, (promised, delivered, full, amount) in enumerate(rows)
    ]


def test_supply_of_the_handbook() -> None:
    """20 due, 18 on time, one of them short: 90 % on time, OTIF 85 %."""
    good = [("2026-07-10", "2026-07-10", "true", "")] * 17
    rows = [*good, ("2026-07-10", "2026-07-10", "false", "97.00"), *[("2026-07-10", "2026-07-11", "true", "")] * 2]
    found = supply("D-2025-0001", "2026Q3", orders(*rows), TODAY)
    assert (found.due, found.on_time, found.otif, found.fill) == (20, 18, D("0.85"), D("0.9985"))


def test_supply_counts_what_is_due() -> None:
    """Not due and not delivered is left out, undelivered past its day counts as nothing, no orders give no share."""
    rows = orders(
        ("2026-10-25", "", "false", ""), ("2026-10-19", "", "false", ""), ("2026-10-19", "2026-10-19", "false", "")
    )
    found = supply("D-2025-0001", "2026Q4", rows, TODAY)
    assert (found.due, found.on_time_in_full, found.fill, found.fill_unknown) == (2, 0, D(0), 1)
    assert supply("D-2025-0001", "2026Q4", [], TODAY).otif is None


MOMENTS = st.integers(0, 480_000).map(lambda n: at("2026-01-01 00:00") + timedelta(minutes=n))
BASES = st.sampled_from(["working", "workday_clock", "calendar"])
PAUSES = st.lists(st.tuples(MOMENTS, MOMENTS), max_size=4)


@given(MOMENTS, MOMENTS, MOMENTS, BASES, PAUSES)
def test_minutes_are_monotone_and_never_negative(
    a: datetime, b: datetime, c: datetime, basis: str, pauses: list[tuple[datetime, datetime]]
) -> None:
    """A later end never has fewer minutes, pauses never add any, and overlapping pauses are taken out once."""
    start, middle, end = sorted((a, b, c))
    clock = Clock(CALENDAR, basis)
    short, long = clock.minutes(start, middle, pauses), clock.minutes(start, end, pauses)
    assert 0 <= short <= long <= clock.minutes(start, end)
    assert long == clock.minutes(start, middle, pauses) + clock.minutes(middle, end, pauses)
    assert clock.minutes(start, end, [*pauses, *pauses]) == long


@given(MOMENTS, st.integers(1, 6000), BASES, PAUSES)
def test_a_term_ends_when_its_minutes_have_run(
    start: datetime, minutes: int, basis: str, pauses: list[tuple[datetime, datetime]]
) -> None:
    """The end found has exactly the minutes behind it, and the minute before it has fewer."""
    clock = Clock(CALENDAR, basis)
    end = clock.after(start, minutes, pauses)
    assert clock.minutes(start, end, pauses) == minutes
    assert clock.minutes(start, end - timedelta(minutes=1), pauses) == minutes - 1
    assert end >= clock.after(start, minutes)


@given(PAUSES)
def test_merged_pauses_lie_apart_and_forward(pauses: list[tuple[datetime, datetime]]) -> None:
    """What is merged is in order, without overlap and without a reversed stretch: no pause is negative."""
    rows = merged(pauses)
    assert all(a < b for a, b in rows)
    assert all(rows[n][1] < rows[n + 1][0] for n in range(len(rows) - 1))


@given(MOMENTS, st.integers(0, 10))
def test_more_days_are_never_due_earlier(start: datetime, days: int) -> None:
    """A limit of more working days ends later."""
    first, second = (term(Limit.model_validate({"days": str(n)}), start, CALENDAR) for n in (days, days + 1))
    assert first.due(start) < second.due(start)


AMOUNTS = st.integers(0, 10**9).map(lambda n: D(n).scaleb(-2))


@given(AMOUNTS, st.integers(0, 100), st.integers(1, 20), st.integers(0, 20), st.integers(0, 90))
def test_payable_is_bounded(base: Decimal, percent: int, total: int, passed: int, late: int) -> None:
    """Nothing is ever paid above our share of the base, nor below nothing; more evidence or less delay never pays less."""
    passed, share = min(passed, total), D(percent) / 100
    factor = late_factor(RULES, late)
    found = payable(base, share, passed, total, factor)
    assert 0 <= found <= base * share + D("0.005")
    assert found <= payable(base, share, total, total, factor)
    assert found <= payable(base, share, passed, total, late_factor(RULES, max(late - 1, 0)))


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_claims_never_exceed_their_approval(approved: Decimal, first: Decimal, second: Decimal) -> None:
    """Whatever two claims ask for, together they get at most our share of the approval."""
    two = fund(
        approval=approval(amount=f"{approved:.2f}"),
        claims=(claim("2026-07-06", f"{first:.2f}", 12), claim("2026-07-07", f"{second:.2f}", 12)),
    )
    found = standing(two)
    assert sum(line.base for line in found.claims) <= approved
    assert found.payable <= approved * D("0.5") + D("0.01")


@pytest.fixture(scope="module")
def sample() -> tuple[Network, Results]:
    kinds = {kind.name: kind for topic in TOPICS for kind in topic.kinds} | {kind.name: kind for kind in KINDS}
    network = load(WorkingTree(ROOT), Kinds(kinds.values())).network
    return network, Results(derive(network, Results(), TODAY))


def test_the_sample_shows_the_topic_at_work(sample: tuple[Network, Results]) -> None:
    """Test I-1 in a record, one claim paid in part, a balance, supply, duties, and a policy that says what changed."""
    _, results = sample
    first = results.find(FundStanding, "MF-2026-0001")
    part = results.find(FundStanding, "MF-2026-0002")
    assert first is not None
    assert part is not None
    assert (first.payable, first.state, part.state, part.payable - part.paid) == (
        D("8525.00"),
        "settled",
        "part_settled",
        D("4000.00"),
    )
    balance = results.find(FundBalance, "D-2023-0001/2026")
    assert balance is not None
    assert (balance.balance, balance.settled, balance.reserved) == (D("66475.00"), D("8525.00"), D("15000.00"))
    supplied = results.find(SupplyPerformance, "D-2024-0007/2026Q3")
    assert supplied is not None
    assert supplied.otif == D("0.85")
    changed = results.find(SalesPolicyStanding, "summer-tea@2026-1")
    assert changed is not None
    assert (changed.before, len(changed.changes)) == ("summer-tea@2025-1", 4)
    team = results.find(WhoOwnsWhat, "D-2025-0006")
    assert team is not None
    assert {row.what: row.staff for row in team.duties}["after_sales"] == "S-2024-0003"


def test_explained_names_lines_of_files(sample: tuple[Network, Results]) -> None:
    """A ticket and a fund rest on lines of files and of the policy, and nothing is explained for a stranger."""
    network, results = sample
    for name, subject, policy in (("ticket", "TK-2026-0004", "sla@2025-1"), ("fund", "MF-2026-0001", "fund@2025-1")):
        steps = steps_of(FIGURES, name, subject, network, results, TODAY)
        places = [step.origin for step in steps if step.origin is not None]
        assert len(places) > 5
        assert all(place.line > 0 for place in places)
        assert {step.policy for step in steps} == {"", policy}
    assert steps_of(FIGURES, "ticket", "TK-2026-9999", network, results, TODAY) == ()


def test_a_dealer_sees_its_own_support_without_our_costs(sample: tuple[Network, Results]) -> None:
    """The card of a dealer's view is there, holds no other dealer's record, and what a ticket costs us is not in the view."""
    network, results = sample
    now = Now(TODAY, lambda records: "0")
    own = View(network, results, Lens("dealer", "D-2023-0001"))
    assert [card.id for card in cards(own, now, "D-2023-0001")] == ["support"]
    standing = own.result(SupportStanding, "D-2023-0001")
    assert standing is not None
    with pytest.raises(AttributeError):
        _ = standing.tickets.cost
    assert own.result(FundStanding, "MF-2026-0002") is None


def test_the_card_says_what_is_open(sample: tuple[Network, Results]) -> None:
    """Open tickets, share in time, balance and OTIF stand in the finding."""
    network, results = sample
    found = next(iter(cards(View(network, results, INTERNAL), Now(TODAY, lambda records: "0"), "D-2024-0007")))
    standing = results.find(SupportStanding, "D-2024-0007")
    assert standing is not None
    assert [(row.id, row.side, row.due) for row in standing.open_items] == [
        ("MF-2026-0002", "brand", date(2026, 10, 29)),
        ("MS-2026-0004", "dealer", None),
        ("TK-2026-0037", "dealer", None),
    ]
    templates = Templates((WorkingTree(ROOT),))
    for locale in ("zh", "en"):
        html = templates.filled(found.template, {"c": found.context, "locale": locale})
        assert all(name in html for name in ("TK-2026-0037", "MF-2026-0002", "¥12,000.00"))
    assert found.finding.zh == "未结工单 1 张，按时解决 50.0%，费用余额 ¥48,000.00，2026Q3 到货及时齐套 85.0%"
