"""What must hold in support: each fault is planted and found at its line; a right workspace has nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import dedent

import pytest

from tests.topics.builders import TODAY, contract, dealer, filled, marked, product_line, staff
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from tests.workspace import DIVISIONS
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.support.checks import CHECKS, deliveries, fund_terms, funds, handovers, policies, tickets
from toolkit.topics.support.records import KINDS as SUPPORT
from toolkit.topics.topic import Check

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *SUPPORT))
YEAR = "dealers/D-2025-0001/support/2026.yaml"
ORDERS = "dealers/D-2025-0001/orders/2026Q3.csv"
HEAD = "id,date,amount,tax,promised,moved_to,delivered,in_full,delivered_amount\n"
PEOPLE = staff("id: S-2025-0001, roles: [MK]\nid: S-2025-0002, roles: [FI]\nid: S-2025-0003, roles: [SA]")
CELLS = "".join(
    f"  - {{category: {category}, priority: {priority}, reply: {reply}, resolve: {resolve}}}\n"
    for category in ("logistics", "quality", "finance", "after_sales", "technical", "system", "marketing")
    for priority, reply, resolve in (
        ("P1", "{hours: 2, hours_basis: calendar}", "{hours: 24, hours_basis: calendar}"),
        ("P2", "{hours: 4, hours_basis: working}", "{hours: 48, hours_basis: workday_clock}"),
    )
)
ROUTES = "".join(
    f"  - {{category: {category}, team: manager}}\n"
    for category in ("logistics", "quality", "finance", "after_sales", "technical", "system", "marketing")
)
SLA = {
    "name": "时限",
    "applies_by": "opened_at",
    "effective_from": '"2025-01-01"',
    "cells": "\n" + CELLS.rstrip(),
    "escalation": '[{at: "0.5", to: owner}, {at: "0.8", to: head}, {at: "1", to: gm}]',
    "routes": "\n" + ROUTES.rstrip(),
    "reopen_days": "7",
    "on_time_target": '"0.95"',
    "cause_alert": "3",
    "dealer_alert": "4",
}
FUND = {
    "name": "费用",
    "applies_by": "requested_at",
    "effective_from": '"2025-01-01"',
    "request_days": "10",
    "approve_days": "5",
    "claim_days": "30",
    "told_days": "3",
    "settle_days": "30",
    "share": '"0.50"',
    "late": '[{up_to_days: 0, factor: "1"}, {up_to_days: 30, factor: "0.8"}]',
    "documents": "[invoice]",
    "audit_share": '"0.10"',
}
SALES = {
    "name": "陈列支持",
    "applies_by": "requested_at",
    "effective_from": '"2026-01-01"',
    "objective": "新店有排面",
    "lines": "[ambient]",
    "segments": "[core, growth]",
    "kind": "display",
    "mechanic": "每家支持一组陈列",
    "budget": '"1000.00"',
    "tax": "excl",
    "notice": '{date: "2025-12-01", means: 通知}',
    "review": '{due: "2027-01-10", measure: 增量毛利除以投入}',
}


def sla(text: str = "") -> dict[str, str]:
    return {"content/policies/support/sla/2025-1.yaml": 'id: sla\nversion: "2025-1"\n' + filled(text, SLA)}


def rules(text: str = "") -> dict[str, str]:
    return {"content/policies/support/fund/2025-1.yaml": 'id: fund\nversion: "2025-1"\n' + filled(text, FUND)}


def sales(text: str = "", version: str = "2026-1") -> dict[str, str]:
    return {f"content/policies/support/sales/display/{version}.yaml": filled(text, SALES)}


def problems(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    loaded = load(MemoryTree({path: dedent(text).lstrip("\n") for path, text in files.items()}), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return tuple(row for check in checks for row in check.find(loaded.network, Results(), as_of))


def found(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    rows = problems(checks, files, as_of)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def year(text: str, path: str = YEAR) -> dict[str, str]:
    return {path: dedent(text).lstrip("\n")}


def ticket(text: str = "", number: int = 1) -> str:
    """A resolved P2 ticket; what is given, a key a line, replaces what is there."""
    rest = {
        "category": "logistics",
        "priority": "P2",
        "channel": "chat",
        "subject": "少两箱",
        "opened_at": '"2026-03-09 16:00"',
        "first_reply_at": '"2026-03-09 16:30"',
        "resolved_at": '"2026-03-10 16:00"',
        "cause": "carrier",
        "solution": "补发",
    }
    body = filled(text, rest)
    lines = body.splitlines()
    return f"  - id: TK-2026-{number:04d}\n" + "".join(f"    {line}\n" for line in lines)


def with_tickets(*rows: str) -> dict[str, str]:
    return {**sla(), **rules(), **dealer(), YEAR: "tickets:\n" + "".join(rows)}


APPROVAL = '{date: "2026-04-24", amount: "20000.00", evidence: [照片, 小结], approved_by: S-2025-0001, budget_checked_by: S-2025-0002}'
CLAIM = 'documents: [invoice], invoices: [{number: "1", amount: "18600.00"}], items: [{name: 照片, passed: true}, {name: 小结, passed: true}]'
CLAIMS = f'[{{received_on: "2026-07-06", complete_on: "2026-07-06", {CLAIM}}}]'
PAYMENT = 'amount: "9300.00", form: transfer, document: x'


def fund(text: str = "", number: int = 1) -> str:
    """A settled fund of 9 300.00; what is given, a key a line, replaces what is there."""
    rest = {
        "name": "陈列",
        "start": '"2026-05-11"',
        "end": '"2026-06-10"',
        "request": '{date: "2026-04-20", budget: "22000.00", goal: 四十家}',
        "approval": APPROVAL,
        "claims": CLAIMS,
        "payments": f'[{{date: "2026-07-20", payee: 杭州第1商贸有限公司, {PAYMENT}}}]',
        "audit": '{date: "2026-08-01", by: S-2025-0003, passed: true}',
    }
    return f"  - id: MF-2026-{number:04d}\n" + "".join(f"    {line}\n" for line in filled(text, rest).splitlines())


def with_funds(*rows: str, head: str = "") -> dict[str, str]:
    return {**sla(), **rules(), **dealer(), **PEOPLE, YEAR: head + "funds:\n" + "".join(rows)}


def test_a_right_workspace_has_no_problem() -> None:
    """Tickets, funds, materials, a handover, orders and policies that are right are told of nothing."""
    files = {
        **with_funds(fund()),
        **sales(),
        **product_line(),
        ORDERS: HEAD + "A1,2026-07-01,100.00,excl,2026-07-05,,2026-07-05,true,\n",
        "dealers/D-2025-0001/support/2025.yaml": "handovers:\n" + handover(),
    }
    files[YEAR] += "tickets:\n" + ticket() + "materials:\n" + material()
    assert found(CHECKS, files) == []


@pytest.mark.parametrize(
    "text",
    [
        'resolved_at: "2026-03-09 15:59"  # error[SUP101]',
        'first_reply_at: "2026-03-09 15:00"  # error[SUP101]',
        'reopened:\n  - at: "2026-03-11 09:00"\n    resolved_at: "2026-03-11 08:00"  # error[SUP101]\n    reason: 又少',
        'reopened:\n  - at: "2026-03-10 15:00"  # error[SUP106]\n    reason: 又少',
        'resolved_at: none\nreopened:\n  - at: "2026-03-10 15:00"  # error[SUP106]\n    reason: 又少',
        'reopened:\n  - at: "2026-03-17 16:01"  # warning[SUP107]\n    reason: 又少',
        'reopened:\n  - at: "2026-03-17 16:00"\n    reason: 又少',
        'pauses:\n  - since: "2026-03-09 15:00"  # error[SUP104] warning[SUP110]\n    waiting_for: 照片',
        'pauses:\n  - since: "2026-03-10 09:00"  # error[SUP104]\n    until: "2026-03-10 08:00"\n    waiting_for: 照片',
        'pauses:\n  - since: "2026-03-10 09:00"  # error[SUP104]\n    until: "2026-03-11 08:00"\n    waiting_for: 照片',
        'pauses:\n  - since: "2026-03-09 16:10"  # warning[SUP110]\n    until: "2026-03-10 08:00"\n    waiting_for: 照片',
        'pauses:\n  - since: "2026-03-10 09:00"\n    until: "2026-03-10 11:00"\n    waiting_for: 照片\n'
        '  - since: "2026-03-10 10:00"  # error[SUP103]\n    until: "2026-03-10 12:00"\n    waiting_for: 单号',
        'pauses:\n  - since: "2026-03-10 09:00"\n    until: "2026-03-10 11:00"\n    waiting_for: 照片\n'
        '  - since: "2026-03-10 11:00"\n    until: "2026-03-10 12:00"\n    waiting_for: 单号',
    ],
)
def test_moments_of_a_ticket(text: str) -> None:
    """Before opening, reversed, overlapping, outside, before the reply, reopened too late: each at its own line."""
    files = with_tickets(ticket(text))
    assert found(tickets.CHECKS[:1], files) == marked(files)


def test_cells_and_overdue_tickets() -> None:
    """A pair without times is told; an open ticket past its time is a warning, one in time is not."""
    files = with_tickets(
        ticket("priority: P3  # error[SUP102]"),
        ticket('opened_at: "2026-10-15 10:00"  # warning[SUP105]\nresolved_at: none\nfirst_reply_at: none', 2),
        ticket(
            'opened_at: "2026-10-15 10:00"  # warning[SUP105]\nfirst_reply_at: "2026-10-15 11:00"\nresolved_at: none', 3
        ),
        ticket('opened_at: "2026-10-20 10:00"\nfirst_reply_at: "2026-10-20 11:00"\nresolved_at: none', 4),
    )
    assert found(tickets.CHECKS[1:2], files) == marked(files)
    assert found(tickets.CHECKS[1:2], files, date(2026, 10, 14)) == found(tickets.CHECKS[1:2], with_tickets(ticket("priority: P3")))  # fmt: skip


def test_a_ticket_before_any_times() -> None:
    """A ticket of a day without a policy is told."""
    files = {
        **with_tickets(ticket('opened_at: "2026-03-09 16:00"  # error[SUP113]')),
        **sla('effective_from: "2026-04-01"'),
    }
    assert found(tickets.CHECKS[1:2], files) == marked(files)


def test_contents_of_a_ticket() -> None:
    """Cause, solution, satisfaction and year."""
    files = with_tickets(
        ticket('cause: none\nresolved_at: "2026-03-10 16:00"  # warning[SUP108]'),
        ticket('solution: none\nresolved_at: "2026-03-10 16:00"  # warning[SUP108]', 2),
        ticket("satisfaction: 6  # error[SUP109]", 3),
        ticket("satisfaction: 0  # error[SUP109]", 4),
        ticket('opened_at: "2025-12-31 16:00"  # error[SUP112]', 5),
    )
    assert found(tickets.CHECKS[2:3], files) == marked(files)


def test_ids_are_never_used_twice() -> None:
    """Another dealer's file counts too."""
    other = "dealers/D-2025-0002/support/2026.yaml"
    files = {**with_tickets(ticket()), **dealer("", 2), other: "tickets:\n" + ticket().replace("0001\n", "0001  # error[SUP111]\n", 1)}  # fmt: skip
    assert found(tickets.CHECKS[3:4], files) == marked(files)


def test_many_tickets_of_a_cause_or_a_dealer() -> None:
    """The third of one cause and the fourth of one dealer in a month are told, once each; another month counts anew."""
    rows = [ticket("", n) for n in (1, 2)] + [ticket("", n) for n in (3, 4)]
    rows[2] = rows[2].replace("0003\n", "0003  # info[SUP114]\n")
    rows[3] = rows[3].replace("0004\n", "0004  # info[SUP114]\n")
    files = with_tickets(*rows, ticket('opened_at: "2026-04-09 16:00"', 5))
    assert found(tickets.CHECKS[4:], files) == marked(files)


@pytest.mark.parametrize(
    ("text", "checks"),
    [
        ('approval: none\nclaims:\n  - received_on: "2026-07-06"  # error[SUP121]\n    complete_on: "2026-07-06"\n    documents: [invoice]\n    invoices: []', 0),
        ('claims:\n  - received_on: "2026-07-06"\n    documents: [invoice]\n    invoices: [{number: "1", amount: "18000.00"}]\n  - received_on: "2026-07-08"  # warning[SUP124]\n    documents: [invoice]\n    invoices: [{number: "2", amount: "2000.01"}]', 0),
        ('claims:\n  - received_on: "2026-07-06"\n    documents: [invoice]\n    invoices: []\n    items:\n      - {name: 录像, passed: true}  # error[SUP129]', 0),
        ('claims:\n  - received_on: "2026-07-06"\n    documents: [invoice]\n    invoices: [{number: "1", amount: "1.00"}]\n  - received_on: "2026-07-07"\n    documents: [invoice]\n    invoices:\n      - {number: "1", amount: "1.00"}  # error[SUP130]', 0),
        ('payments:\n  - date: "2026-07-20"\n    payee: 张三  # error[SUP123]\n    amount: "9300.00"\n    form: transfer\n    document: x', 1),
        ('payments:\n  - date: "2026-07-20"\n    payee: 杭州第1商贸有限公司\n    amount: "9300.01"  # error[SUP122]\n    form: transfer\n    document: x', 1),
        ('start: "2024-05-11"  # error[SUP132]\nrequest: {date: "2024-04-20", budget: "1.00", goal: x}', 1),
        ('approval:\n  date: "2026-04-19"  # error[SUP125]\n  amount: "1.00"\n  evidence: [照片]\n  approved_by: S-2025-0001\n  budget_checked_by: S-2025-0002', 2),
        ('request: none\napproval:\n  date: "2026-04-24"  # error[SUP125]\n  amount: "1.00"\n  evidence: [照片]\n  approved_by: S-2025-0001\n  budget_checked_by: S-2025-0002', 2),
        ("declined: 余额不足  # error[SUP126]", 2),
        ('approval:\n  date: "2026-04-24"\n  amount: "1.00"\n  share: "0.51"  # error[SUP127]\n  evidence: [照片]\n  approved_by: S-2025-0001\n  budget_checked_by: S-2025-0002', 2),
        ('approval:\n  date: "2026-04-24"\n  amount: "1.00"\n  evidence: [照片]\n  approved_by: S-2025-0003  # error[SUP128]\n  budget_checked_by: S-2025-0001  # error[SUP128]', 2),
        ('end: "2026-05-10"  # error[SUP131]', 3),
        ('payments:\n  - date: "2026-07-05"  # error[SUP131]\n    payee: 杭州第1商贸有限公司\n    amount: "1.00"\n    form: credit\n    document: x', 3),
        ('start: "2025-12-31"  # error[SUP134]', 3),
        ("name: 统一零售价活动  # error[SUP133]", 3),
        ('request:\n  date: "2026-04-20"\n  budget: "1.00"\n  goal: 活动期不得低于公司指导价销售  # error[SUP133]', 3),
        ('request:\n  date: "2026-04-20"\n  budget: "1.00"\n  goal: 活动价仅供参考，经销商自主定价', 3),
    ],
)  # fmt: skip
def test_faults_of_a_fund(text: str, checks: int) -> None:
    """Claims, payments, approvals and order of days: each fault at its own line and nothing else."""
    files = with_funds(fund(text))
    assert found(funds.CHECKS[checks : checks + 1], files) == marked(files)


def test_an_invoice_of_another_dealer_counts_too() -> None:
    """The same invoice number in two funds is told at the second."""
    files = with_funds(fund(), fund('claims:\n  - received_on: "2026-07-06"\n    documents: [invoice]\n    invoices:\n      - {number: "1", amount: "1.00"}  # error[SUP130]', 2))  # fmt: skip
    assert found(funds.CHECKS[:1], files) == marked(files)


@pytest.mark.parametrize(
    "text",
    [
        'request:\n  date: "2026-04-28"  # warning[SUP141]\n  budget: "1.00"\n  goal: x',
        'approval: none\nclaims: none\npayments: none\nrequest:\n  date: "2026-04-20"  # warning[SUP142]\n  budget: "1.00"\n  goal: x',
        'claims: none\npayments: none\nstart: "2026-09-01"\nend: "2026-09-19"  # warning[SUP143]',
        'payments: none\nclaims:  # warning[SUP144]\n  - received_on: "2026-07-06"\n    complete_on: "2026-07-06"\n    documents: [invoice]\n    invoices: [{number: "1", amount: "18600.00"}]\n    items: [{name: 照片, passed: true}]',
        'payments: none\nclaims:\n  - received_on: "2026-10-12"  # warning[SUP145]\n    documents: [invoice]\n    invoices: []\nend: "2026-09-30"\nstart: "2026-09-01"',
    ],
)  # fmt: skip
def test_terms_of_a_fund(text: str) -> None:
    """Requests, our answer, the claim, our settlement, what is missing: late ones are told."""
    files = with_funds(fund(text))
    assert found(fund_terms.CHECKS[:1], files) == marked(files)


def test_the_budget_is_not_overdrawn() -> None:
    """Payable and approved shares above the budget are told at its amount."""
    files = with_funds(fund(), head='fund_budget:\n  amount: "9299.99"  # error[SUP146]\n  tax: excl\n')
    assert found(fund_terms.CHECKS[1:2], files) == marked(files)
    files = with_funds(fund(), head='fund_budget: {amount: "9300.00", tax: excl}\n')
    assert found(fund_terms.CHECKS[1:2], files) == []


def test_audits() -> None:
    """A failed audit is told at its result; settled funds without enough audits at the policy's share."""
    files = with_funds(fund('audit:\n  date: "2026-08-01"\n  by: S-2025-0003\n  passed: false  # warning[SUP147]'))
    assert found(fund_terms.CHECKS[2:], files) == marked(files)
    files = {**with_funds(fund("audit: none")), **rules('audit_share: "0.10"  # info[SUP148]')}
    assert found(fund_terms.CHECKS[2:], files) == marked(files)


TOPICS = "commitments oral_deals contacts tickets cases receivables contract relationship".split()


def handover(text: str = "") -> str:
    """A handover of 2025 that is signed by all."""
    rest = {
        "date": '"2025-08-28"',
        "outgoing": "S-2025-0003",
        "incoming": "S-2025-0001",
        "reason": "leaving",
        "items": "[" + ", ".join(f"{{topic: {topic}, text: 无}}" for topic in TOPICS) + "]",
        "outgoing_signed": '"2025-08-28"',
        "incoming_signed": '"2025-08-28"',
        "dealer_confirmed": '"2025-08-29"',
        "call_on": '"2025-09-27"',
        "joint_visit": '"2025-09-03"',
    }
    lines = filled(text, rest).splitlines()
    return "".join(("  - " if n == 0 else "    ") + f"{line}\n" for n, line in enumerate(lines))


@pytest.mark.parametrize(
    "text",
    [
        'date: "2025-08-28"  # error[SUP151]\nincoming_signed: none',
        'date: "2025-08-28"  # error[SUP151]\noutgoing_signed: none',
        'date: "2025-08-28"  # error[SUP151]\ndealer_confirmed: none',
        'date: "2025-08-28"\nincoming: S-2025-0002  # error[SUP152]',
        'date: "2025-08-28"\noutgoing: S-2025-0001  # error[SUP154]',
        'date: "2025-08-28"\noutgoing: S-2025-0003  # error[SUP154]\nsigned_for_outgoing: S-2025-0003',
        'date: "2025-08-28"  # warning[SUP155]\ncall_on: none',
        'date: "2025-08-28"  # warning[SUP156]\njoint_visit: none',
        'date: "2026-10-21"\nincoming_signed: none\ncall_on: none\njoint_visit: none',
    ],
)
def test_handovers(text: str) -> None:
    """Unsigned, to somebody else than the profile's manager, signed for oneself, no call: told; one to come is not."""
    files = {**dealer(), **PEOPLE, "dealers/D-2025-0001/support/2025.yaml": "handovers:\n" + handover(text)}
    assert found(handovers.CHECKS, files) == marked(files)


def test_a_handover_lists_every_topic() -> None:
    """A topic that is not listed is told: what does not exist is written as none."""
    rows = ", ".join(f"{{topic: {topic}, text: 无}}" for topic in TOPICS[1:])
    text = "handovers:\n" + handover(f'date: "2025-08-28"\nitems: [{rows}]  # warning[SUP153]')
    files = {**dealer(), **PEOPLE, "dealers/D-2025-0001/support/2025.yaml": text}
    assert found(handovers.CHECKS, files) == marked(files)


def test_the_last_handover_counts() -> None:
    """An earlier one may have gone to somebody who has handed over since."""
    text = "handovers:\n" + handover('date: "2025-03-01"\nincoming: S-2025-0002') + handover()
    files = {**dealer(), **PEOPLE, "dealers/D-2025-0001/support/2025.yaml": text}
    assert found(handovers.CHECKS, files) == []


def material(text: str = "") -> str:
    rest = {
        "item": "陈列架",
        "unit": "组",
        "requested_on": '"2026-04-22"',
        "requested": "40",
        "sent_on": '"2026-04-29"',
        "sent": "40",
        "received_on": '"2026-05-06"',
        "used": "40",
    }
    return "  - id: MS-2026-0001\n" + "".join(f"    {line}\n" for line in filled(text, rest).splitlines())


@pytest.mark.parametrize(
    "text",
    [
        "requested: 39  # error[SUP161]",
        "requested: 40  # error[SUP161]\nused: 41",
        "requested: 40  # error[SUP161]\nsent_on: none\nreceived_on: none\nused: 0",
        'requested: 40  # error[SUP161]\nreceived_on: "2026-04-28"',
        "requested: 40  # error[SUP161]\nreceived_on: none",
    ],
)
def test_quantities_of_material(text: str) -> None:
    """More sent than asked for, more used than sent, sent without a day, received before sent, used before receipt."""
    files = {**dealer(), YEAR: "materials:\n" + material(text)}
    assert found(deliveries.CHECKS[:1], files) == marked(files)


def test_material_that_lies_unused() -> None:
    """Three months after receipt what is left is told."""
    text = "materials:\n" + material("used: 39").replace("0001\n", "0001  # info[SUP162]\n")
    files = {**dealer(), YEAR: text}
    assert found(deliveries.CHECKS[:1], files) == marked(files)
    assert found(deliveries.CHECKS[:1], files, date(2026, 8, 4)) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("A1,2026-07-05,100.00,excl,2026-07-04,,2026-07-06,true,", "error[SUP171]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,2026-07-04,true,", "error[SUP171]"),
        ("A1,2026-10-01,100.00,excl,2026-10-06,,2026-10-06,true,", "error[SUP172]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,,true,", "error[SUP173]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,2026-07-06,false,100.00", "error[SUP173]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,2026-07-06,true,90.00", "error[SUP173]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,,,", "warning[SUP174]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,2026-11-01,,,", ""),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,2026-07-06,false,", "info[SUP175]"),
        ("A1,2026-07-05,100.00,excl,2026-07-06,,2026-07-06,false,90.00", ""),
    ],
)
def test_orders(row: str, expected: str) -> None:
    """Days, quarter and amounts fit; an order that is overdue is told, one that the dealer moved is not."""
    files = {**dealer(), ORDERS: HEAD + row + "\n"}
    assert found(deliveries.CHECKS[1:], files) == ([f"{ORDERS}:2 {expected}"] if expected else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("priority: P1, reply: {hours: 2, hours_basis: calendar}", "priority: P1, reply: {hours: 2, hours_basis: working}"),
        ("resolve: {hours: 24, hours_basis: calendar}", "resolve: {days: 1}"),
    ],
)  # fmt: skip
def test_urgent_tickets_run_around_the_clock(old: str, new: str) -> None:
    """P1 on another clock is told at the cell."""
    text = CELLS.replace(old, new, 1).replace("\n", "  # error[SUP181]\n", 1)
    files = sla("cells:\n" + text)
    assert found(policies.CHECKS[1:2], files) == marked(files)


def test_a_solution_has_at_least_the_time_of_a_reply() -> None:
    """On the same clock, fewer hours or days for the solution are told."""
    text = CELLS.replace("resolve: {hours: 24,", "resolve: {hours: 1,", 1).replace("\n", "  # error[SUP182]\n", 1)
    assert found(policies.CHECKS[1:2], sla("cells:\n" + text)) == marked(sla("cells:\n" + text))


@pytest.mark.parametrize(
    "steps",
    [
        '[{at: "0.5", to: owner}, {at: "1", to: gm}]',
        '[{at: "0.5", to: head}, {at: "0.8", to: owner}, {at: "1", to: gm}]',
        '[{at: "0.5", to: owner}, {at: "0.8", to: head}, {at: "0.9", to: gm}]',
    ],
)
def test_escalation_goes_up_to_the_top(steps: str) -> None:
    """A step left out, in the wrong turn, or an end before 100 % is told."""
    files = sla(f"escalation: {steps}  # error[SUP183]")
    assert found(policies.CHECKS[1:2], files) == marked(files)


def test_every_category_has_times_and_an_owner() -> None:
    """A category without a cell or a route is told at the list."""
    cells = "".join(line for line in CELLS.splitlines(keepends=True) if "system" not in line)
    routes = "".join(line for line in ROUTES.splitlines(keepends=True) if "finance" not in line)
    mark = "  # error[SUP184]\n"
    files = sla(f"cells:{mark}{cells}routes:{mark}{routes}")
    assert found(policies.CHECKS[1:2], files) == marked(files)


@pytest.mark.parametrize(
    "steps",
    [
        '[{up_to_days: 30, factor: "0.8"}]',
        '[{up_to_days: 0, factor: "0.9"}]',
        '[{up_to_days: 0, factor: "1"}, {up_to_days: 30, factor: "0.8"}, {up_to_days: 20, factor: "0.5"}]',
        '[{up_to_days: 0, factor: "1"}, {up_to_days: 10, factor: "0.8"}, {up_to_days: 20, factor: "0.9"}]',
    ],
)
def test_late_factors_fall(steps: str) -> None:
    """They begin with 1 at 0 days, days rise and factors never do."""
    files = rules(f"late: {steps}  # error[SUP185]")
    assert found(policies.CHECKS[2:3], files) == marked(files)


@pytest.mark.parametrize(
    "text",
    [
        "mechanic: 终端零售价不得低于 5 元的，每家支持一组陈列  # error[SUP191]",
        "objective: 维护市场价格  # error[SUP191]",
        "mechanic: {zh: 支持陈列, en: Dealers that maintain the market price get a display}  # error[SUP191]",
        "variants:\n  - segment: core\n    mechanic: 按统一零售价销售的，额度加倍  # error[SUP191]",
        "mechanic: 建议活动价仅供参考，经销商自主定价；支持一组陈列",
        "variants:\n  - segment: watch  # error[SUP192]\n    mechanic: 支持半组",
        'notice:\n  date: "2026-01-02"  # warning[SUP193]\n  means: 通知',
        'review:\n  due: "2026-10-19"  # warning[SUP194]\n  measure: 投入产出',
        'review: {due: "2026-10-19", measure: 投入产出, done_on: "2026-10-20", result: 一比一点二}',
        'review:\n  due: "2025-12-31"  # error[SUP195]\n  measure: 投入产出',
    ],
)
def test_sales_policies(text: str) -> None:
    """Price maintenance in any text is refused; segments, notice and review are held against the period."""
    files = {**product_line(), **sales(text)}
    assert found(policies.CHECKS[3:], files) == marked(files)


def test_versions_follow_each_other() -> None:
    """A gap and an overlap between versions of one sales policy are told."""
    files = {
        **sales('effective_from: "2026-01-01"\neffective_to: "2026-03-31"'),
        **sales('effective_from: "2026-03-31"  # error[POL001]\neffective_to: "2026-06-30"', "2026-2"),
        **sales('effective_from: "2026-07-02"  # error[POL002]', "2026-3"),
    }
    assert found(policies.CHECKS[:1], files) == marked(files)


def test_every_kind_of_problem_is_planted_here() -> None:
    """Each code that the chapter can tell of stands in this file."""
    with open(__file__, encoding="utf-8") as source:
        text = source.read()
    codes = {kind.code for check in CHECKS for kind in check.kinds}
    assert sorted(code for code in codes - PLANTED_IN_SAMPLE if f"[{code}]" not in text and code != "POL003") == []


GROUND = (
    DIVISIONS
    + "430000,,province,湖南省,湖南,hunan\n430100,430000,prefecture,长沙市,长沙,changsha\n430111,430100,county,雨花区,雨花,yuhua\n"
)


def test_a_warehouse_outside_the_territory_is_agreed_on_in_writing() -> None:
    """A store in another city than the contract's counties needs an approval; one in the same city does not."""
    place = '{id: W-2025-0001, address: 一号, region: "%s", area_m2: "100", storage: [ambient], tenure: owned%s}'

    def files(region: str, more: str = "", mark: str = "") -> dict[str, str]:
        profile = f"warehouses:\n  - {place % (region, more)}{mark}"
        return {**product_line(), "content/divisions/2025-12.csv": GROUND, **dealer(profile), **contract()}

    assert found(deliveries.CHECKS, files("330106")) == []
    planted = files("430111", "", "  # warning[SUP176]")
    assert found(deliveries.CHECKS, planted) == marked(planted)
    assert found(deliveries.CHECKS, files("430111", ", approved_outside: 书面同意")) == []
