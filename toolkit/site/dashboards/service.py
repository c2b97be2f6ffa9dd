"""Service: tickets against their times, supply, contacts that are overdue, answers to feedback, training (H, I, G.3)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import number_text
from toolkit.site.dashboards.board import Board, Cell, Column, Key, Listing, Pairs, Said, Section
from toolkit.site.dashboards.desk import Desk, count, share
from toolkit.site.dashboards.tickets import against, open_tickets, sla_target, supply, tickets
from toolkit.site.gathered.wording import number, percent
from toolkit.topics.communication.records import FeedbackPolicy
from toolkit.topics.communication.records.vocabularies import CADENCE_STATES, CONTACTS
from toolkit.topics.communication.rules import CommunicationStanding, NetworkTrust
from toolkit.topics.communication.rules.standing import FEEDBACK, OVERDUE
from toolkit.topics.onboarding.records.vocabularies import CERTIFICATE_STATES
from toolkit.topics.onboarding.rules import NetworkTraining, OnboardingProgress
from toolkit.topics.support.rules import NetworkSupply, TicketStatistics

CADENCE_MOODS = {"overdue": "warn", "long_overdue": "bad"}
CERTIFICATE_MOODS = {"valid": "good", "expiring": "warn", "expired": "bad", "open": "open"}


def service(desk: Desk) -> Board:
    """Returns the dashboard of service."""
    return Board(
        "service",
        Text("服务与沟通", "Service"),
        Text(
            "工单有没有按时，货有没有到齐，谁该见了没见，反馈答了没有，培训过了没有。",
            "Whether tickets are in time and goods arrive in full, who was to be seen, what is answered, who is trained.",
        ),
        tuple(_keys(desk)),
        (
            tickets(desk),
            open_tickets(desk),
            supply(desk),
            _contacts(desk),
            _feedback(desk),
            _training(desk),
        ),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    held, target = desk.latest(TicketStatistics), sla_target(desk)
    if held is not None:
        figures = held.figures
        note = Text(
            f"目标 {percent(target)}，{figures.opened} 张", f"target {percent(target)}, {figures.opened} tickets"
        )
        label = Text(f"{held.subject} 财年工单按时解决", f"Tickets resolved in time, fiscal {held.subject}")
        yield Key(label, Text(percent(figures.on_time)), note, against(figures.on_time, target), desk.path("service", "tickets"))  # fmt: skip
        late = Text(f"{figures.overdue} 张", str(figures.overdue))
        yield Key(Text("超时未结的工单", "Tickets overdue"), late, NO_TEXT, "bad" if figures.overdue else "good", desk.path("service", "open-tickets"))  # fmt: skip
    for quarter in desk.over(NetworkSupply)[-1:]:
        year = f"{int(quarter.subject[:4]) - 1}{quarter.subject[4:]}"
        earlier = desk.view.result(NetworkSupply, year)
        was = percent(earlier.otif if earlier else None)
        note = Text(f"{quarter.due} 张订单，上年同季 {was}", f"{quarter.due} orders; a year before {was}")
        label = Text(f"{quarter.subject} 到货及时齐套率", f"On time and in full, {quarter.subject}")
        yield Key(label, Text(percent(quarter.otif)), note, target=desk.path("service", "supply"))
    trust = desk.view.result(NetworkTrust, "network")
    if trust is not None:
        value = Text(f"{trust.overdue_contacts} 次", str(trust.overdue_contacts))
        note = Text(f"{trust.without_ledger} 家没有沟通台账", f"{trust.without_ledger} dealers without a ledger")
        yield Key(Text("逾期的接触", "Contacts overdue"), value, note, "warn" if trust.overdue_contacts else "good", desk.path("service", "contacts"))  # fmt: skip
        goal = feedback_target(desk)
        note = Text(f"目标 {percent(goal)}", f"target {percent(goal)}")
        yield Key(Text("反馈按时答复", "Feedback answered in time"), Text(percent(trust.feedback_on_time)), note, against(trust.feedback_on_time, goal), desk.path("service", "feedback"))  # fmt: skip
    training = desk.view.result(NetworkTraining, "network")
    if training is not None:
        note = Text(f"{training.passed} / {training.heads} 人次", f"{training.passed} of {training.heads}")
        yield Key(Text("培训通过率", "Trainings passed"), Text(percent(training.share)), note, target=desk.path("service", "training"))  # fmt: skip


def feedback_target(desk: Desk) -> Decimal | None:
    """Returns the target of feedback answered in time, by the policy in force."""
    policy = desk.the.policies.get(FEEDBACK)
    return policy.target if isinstance(policy, FeedbackPolicy) else None


def _contacts(desk: Desk) -> Section:
    title = desk.say("该见没见的", "Contacts overdue")
    late = [
        (row, line)
        for row in desk.view.results(CommunicationStanding)
        if desk.anchors.has(row.subject, "communication")
        for line in row.pace
        if line.state in OVERDUE
    ]
    late.sort(key=lambda pair: (pair[1].state != "long_overdue", pair[1].next, pair[0].subject))
    columns = tuple(
        Column(desk.say(*pair), numeric=n in (2, 3))
        for n, pair in enumerate(
            (("经销商", "Dealer"), ("方式", "Contact"), ("今年完成", "Made this year"), ("今年计划", "Planned"), ("最近一次", "Last"), ("应在", "Was due"), ("状态", "State"))
        )
    )  # fmt: skip
    rows = tuple(
        (
            desk.dealer(row.subject, "communication"),
            desk.label(CONTACTS, line.type),
            count(line.done),
            count(line.planned),
            desk.day(line.last),
            desk.day(line.next),
            desk.label(CADENCE_STATES, line.state, CADENCE_MOODS.get(line.state, "")),
        )
        for row, line in late
    )
    trust = desk.view.result(NetworkTrust, "network")
    finding = ""
    if trust is not None and trust.without_ledger:
        finding = desk.say(
            f"{trust.without_ledger} 家没有沟通台账，不知道见没见，不列在这里",
            f"{trust.without_ledger} dealers have no ledger: nobody knows, so they are not listed",
        )
    empty = desk.say("没有逾期的接触。", "No contact is overdue.")
    explain = ("cadence",) if rows else ()
    return Section("contacts", title, (Listing("contactlist", title, columns, rows, empty),), finding, bool(rows), explain, desk.policy("cadence"))  # fmt: skip


def _feedback(desk: Desk) -> Section:
    title = desk.say("反馈答了没有", "Answers to feedback")
    trust = desk.view.result(NetworkTrust, "network")
    pairs: tuple[tuple[str, Cell], ...] = ()
    if trust is not None:
        goal = feedback_target(desk)
        days = (
            f"{number(trust.days_to_change, 0)} {desk.say('天', 'days')}" if trust.days_to_change is not None else "–"
        )
        pairs = (
            (desk.say("按时答复率", "Answered in time"), share(trust.feedback_on_time, mood=against(trust.feedback_on_time, goal))),
            (desk.say("目标", "Target"), share(goal)),
            (desk.say("从反馈到改变，中位数", "From feedback to a change, median"), Cell(days)),
        )  # fmt: skip
    waiting = [row for row in desk.view.results(CommunicationStanding) if row.unanswered]
    columns = (
        Column(desk.say("经销商", "Dealer")),
        Column(desk.say("未答复", "Not answered"), numeric=True),
        Column(desk.say("编号", "Ids")),
        Column(desk.say("按时答复率", "In time"), numeric=True),
    )
    rows = tuple(
        (
            desk.dealer(row.subject, "communication"),
            count(len(row.unanswered)),
            Cell(desk.listed(row.unanswered)),
            share(row.feedback_on_time),
        )
        for row in sorted(waiting, key=lambda row: (-len(row.unanswered), row.subject))
    )
    empty = desk.say("所有反馈都已答复。", "All feedback is answered.")
    pieces = (*((Pairs(pairs),) if pairs else ()), Listing("unanswered", title, columns, rows, empty))
    return Section("feedback", title, pieces, explain=("network-trust network",), links=desk.policy(FEEDBACK))


def _training(desk: Desk) -> Section:
    title = desk.say("培训与证书", "Training and certificates")
    held = desk.view.result(NetworkTraining, "network")
    if held is None:
        why = desk.say("还没有培训记录。", "No training is on record.")
        return Section("training", title, (Said(why),))
    pairs = tuple(
        (desk.label(CERTIFICATE_STATES, row.state).text, _certificates(desk, row.state, row.certificates))
        for row in held.states
    )
    heads = ("经销商", "通过率", "未过的必修课", "证书有效", "将到期", "已过期", "启动")
    english = ("Dealer", "Passed", "Mandatory missing", "Valid", "Expiring", "Expired", "Onboarding")
    columns = tuple(Column(desk.say(*pair), numeric=0 < n < 6) for n, pair in enumerate(zip(heads, english, strict=True)))  # fmt: skip
    rows = tuple(_trained(desk, row) for row in desk.view.results(OnboardingProgress))
    finding = desk.say(
        f"{held.passed} / {held.heads} 人次通过，{held.running} 家启动进行中",
        f"{held.passed} of {held.heads} trainings passed, {held.running} onboardings under way",
    )
    pieces = (Pairs(pairs, desk.say("证书", "Certificates")), Listing("trained", title, columns, rows))
    return Section("training", title, pieces, finding, explain=("training network",), links=desk.policy("curriculum"))


def _certificates(desk: Desk, state: str, number: int) -> Cell:
    return Cell(desk.say(f"{number} 张", str(number)), mood=CERTIFICATE_MOODS.get(state, "") if number else "")


def _trained(desk: Desk, row: OnboardingProgress) -> tuple[Cell, ...]:
    states = [certificate.state for certificate in row.certificates]
    missing = len(row.mandatory_missing)
    going = Cell(desk.say("已验收", "accepted"), mood="good")
    if not row.accepted:
        going = Cell(desk.say(f"第 {number_text(row.day)} 天", f"day {number_text(row.day)}"), mood="going")
    return (
        desk.dealer(row.subject, "onboarding"),
        share(row.training),
        count(missing, "warn" if missing else ""),
        *(count(states.count(state), CERTIFICATE_MOODS[state] if states.count(state) and state != "valid" else "") for state in ("valid", "expiring", "expired")),
        going,
    )  # fmt: skip
