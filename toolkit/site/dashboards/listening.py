"""Listening and improving: what dealers said and we did, causes and what they changed, council, conferences, splits (H, J.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import number_text
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Key, Listing, Section
from toolkit.site.dashboards.desk import Desk, count, money, share
from toolkit.site.dashboards.wishes import wishes
from toolkit.topics.communication.records import Conference, Council
from toolkit.topics.communication.records.vocabularies import (
    ANSWERS,
    COUNCIL_TOPICS,
    FEEDBACK_KINDS,
    REPAIR_STAGES,
    TOLD_STATES,
)
from toolkit.topics.communication.rules import (
    ConferenceStanding,
    CouncilStanding,
    NetworkTrust,
    RepairStanding,
    SaidDone,
)
from toolkit.topics.conflict.records import SplitProposal
from toolkit.topics.conflict.records.proposals import PROPOSAL_STATES
from toolkit.topics.conflict.records.vocabularies import ORDER_KINDS
from toolkit.topics.conflict.rules import SplitTrial
from toolkit.topics.conflict.rules.results import SplitSimulation
from toolkit.topics.improvement.records import PolicyChange
from toolkit.topics.improvement.records.vocabularies import CAUSES, CONCLUSIONS
from toolkit.topics.improvement.rules import CauseStatistics, ChangeEffect
from toolkit.topics.improvement.rules.causes import COUNTED

TOLD_MOODS = {"told": "good", "told_late": "warn", "to_tell": "going", "untold": "bad", "ahead": "open"}
QUARTERS = 4
"""How many quarters of causes stand side by side."""

Row = tuple[Cell, ...]


def listening(desk: Desk) -> Board:
    """Returns the dashboard of listening and improving."""
    return Board(
        "listening",
        Text("共商与改进", "Listening and improving"),
        Text(
            "大家说了什么，我们改了什么，告诉了没有；问题的原因在哪，改了以后有没有用。",
            "What dealers said, what we changed and whether they heard of it; where troubles come from, and whether a change helped.",
        ),
        tuple(_keys(desk)),
        (
            _said(desk),
            wishes(desk),
            _causes(desk),
            _changes(desk),
            _repairs(desk),
            _council(desk),
            _conferences(desk),
            _splits(desk),
        ),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    said = desk.view.results(SaidDone)
    untold = sum(row.state == "untold" for row in said)
    note = Text(f"未按时告知 {untold} 项", f"{untold} not told in time")
    yield Key(Text("您说了，我们做了", "You said, we did"), Text(f"{len(said)} 项", str(len(said))), note, "bad" if untold else "good", desk.path("listening", "said"))  # fmt: skip
    trust = desk.view.result(NetworkTrust, "network")
    if trust is not None and trust.days_to_change is not None:
        days = number_text(trust.days_to_change, 0)
        yield Key(Text("从反馈到改变，中位数", "From feedback to a change, median"), Text(f"{days} 天", f"{days} days"), target=desk.path("listening", "said"))  # fmt: skip
    for held in desk.over(CauseStatistics)[-1:]:
        ours = sum(row.ours for row in held.rows)
        note = Text(f"其中 {ours} 起原因在我方", f"{ours} of them caused by us")
        yield Key(Text(f"{held.subject} 登记的问题", f"Troubles on record, {held.subject}"), Text(f"{held.total} 起", str(held.total)), note, target=desk.path("listening", "causes"))  # fmt: skip
    effects = [row for row in desk.view.results(ChangeEffect) if row.progress is not None]
    better = sum(bool(row.improved) for row in effects)
    yield Key(Text("量过的改动里有用的", "Changes that helped, of those measured"), Text(f"{better} / {len(effects)}"), NO_TEXT, target=desk.path("listening", "changes"))  # fmt: skip
    going = [row for row in desk.view.results(RepairStanding) if row.is_open]
    late = sum(bool(row.late) or row.stage == "failed" for row in going)
    yield Key(Text("进行中的信任修复", "Repairs of trust under way"), Text(f"{len(going)} 项", str(len(going))), NO_TEXT, "warn" if late else "", desk.path("listening", "repairs"))  # fmt: skip


def _columns(desk: Desk, *heads: tuple[str, str], numeric: Iterable[int] = ()) -> tuple[Column, ...]:
    right = frozenset(numeric)
    return tuple(Column(desk.say(*pair), numeric=n in right) for n, pair in enumerate(heads))


def _said(desk: Desk) -> Section:
    title = desk.say("您说了，我们做了", "You said, we did")
    heads = (("经销商", "Dealer"), ("种类", "Kind"), ("说了什么", "Said"), ("做了什么", "Done"), ("生效", "In force"), ("用了", "Took"), ("告知", "Told"))  # fmt: skip
    found = sorted(desk.view.results(SaidDone), key=lambda row: (row.effective, row.subject), reverse=True)
    rows = tuple(
        (
            desk.dealer(row.dealer, "communication"),
            desk.label(FEEDBACK_KINDS, row.kind),
            Cell(desk.words(row.said)),
            Cell(desk.words(row.did)),
            desk.day(row.effective),
            Cell(desk.say(f"{row.days} 天", f"{row.days} days"), key=str(row.days), keep=True),
            desk.label(TOLD_STATES, row.state, TOLD_MOODS[row.state]),
        )
        for row in found
    )
    empty = desk.say("还没有反馈带来改变。", "No feedback has changed anything yet.")
    listing = Listing("saidtable", title, _columns(desk, *heads, numeric=(5,)), rows, empty)
    return Section("said", title, (listing,), "", True, ("said-done",) if rows else (), desk.policy("feedback-sla"))


def _causes(desk: Desk) -> Section:
    title = desk.say("问题从哪里来", "Where troubles come from")
    held = desk.view.results(CauseStatistics)[-QUARTERS:]
    heads = (("季度", "Quarter"), ("原因", "Cause"), ("合计", "In all"), ("改进计划", "Plans"), ("退出", "Exits"), ("案件", "Cases"), ("申诉", "Appeals"), ("反馈", "Feedback"), ("工单", "Tickets"), ("经销商", "Dealers"), ("原因在我方", "Ours"))  # fmt: skip
    rows: tuple[Row, ...] = tuple(
        (
            Cell(quarter.subject, keep=True),
            desk.label(CAUSES, row.cause),
            count(row.total),
            *(count(row.of(register)) if row.of(register) else NONE for register in COUNTED),
            count(row.dealers),
            count(row.ours),
        )
        for quarter in reversed(held)
        for row in quarter.rows
    )
    finding = desk.say("案件只计主因；申诉看决定；工单结了才有原因。", "A case counts with its main cause, an appeal by its decision, a ticket once it is closed.")  # fmt: skip
    listing = Listing("causestable", title, _columns(desk, *heads, numeric=range(2, 11)), rows)
    explain = (f"causes {held[-1].subject}",) if held else ()
    return Section("causes", title, (listing,), finding, True, explain, desk.policy("improvement-plan"))


def _changes(desk: Desk) -> Section:
    title = desk.say("原因改了什么，有没有用", "What causes changed, and whether it helped")
    heads = (("改动", "Change"), ("原因", "Cause"), ("结论", "Conclusion"), ("看哪个数", "Figure"), ("改前", "Before"), ("改后", "After"), ("达成", "Reached"), ("同因：当季", "Cause then"), ("同因：后来", "Cause after"), ("告知", "Told"))  # fmt: skip
    rows = []
    for change in sorted(desk.view.all(PolicyChange), key=lambda row: row.decided_on, reverse=True):
        found = desk.view.result(ChangeEffect, change.id)
        if found is None:
            continue
        looked = change.effect
        unit = desk.words(looked.unit) if looked else ""
        mood = "" if found.improved is None else "good" if found.improved else "bad"
        rows.append(
            (
                Cell(desk.words(change.name), note=change.quarter),
                desk.label(CAUSES, found.cause),
                desk.label(CONCLUSIONS, found.conclusion),
                Cell(desk.words(looked.name), note=unit) if looked else NONE,
                NONE if found.before is None else Cell(number_text(found.before)),
                NONE if found.after is None else Cell(number_text(found.after)),
                share(found.progress, 0, mood),
                count(found.same_cause_before),
                count(found.same_cause_after),
                desk.day(change.told_dealers_on),
            )
        )
    listing = Listing("changestable", title, _columns(desk, *heads, numeric=range(4, 9)), tuple(rows))
    return Section("changes", title, (listing,), "", True, ("change",) if rows else (), desk.policy("improvement-plan"))


def _repairs(desk: Desk) -> Section:
    title = desk.say("失了信怎么补", "How broken trust is mended")
    heads = (("经销商", "Dealer"), ("起因", "Cause"), ("立项", "Opened"), ("步骤", "Steps"), ("怎样算好了", "Mended when"), ("到哪一步", "Stage"))  # fmt: skip
    found = sorted(desk.view.results(RepairStanding), key=lambda row: (row.is_open, row.opened), reverse=True)
    rows = tuple(
        (
            desk.dealer(row.dealer, "communication"),
            Cell(desk.words(row.cause)),
            desk.day(row.opened),
            Cell(f"{row.done} / {row.steps}", mood="bad" if row.late else "") if row.steps else NONE,
            Cell(desk.words(row.exit_test) or "–"),
            desk.label(REPAIR_STAGES, row.stage, "good" if row.stage == "passed" else "bad" if row.stage == "failed" else "going"),
        )
        for row in found
    )  # fmt: skip
    listing = Listing(
        "repairstable", title, _columns(desk, *heads), rows, desk.say("没有信任修复。", "Nothing to repair.")
    )
    return Section("repairs", title, (listing,), "", True, ("repair",) if rows else (), desk.policy("trust"))


def _council(desk: Desk) -> Section:
    title = desk.say("经销商顾问委员会", "The dealer council")
    heads = (("日期", "Date"), ("种类", "Kind"), ("议题", "Topic"), ("委员会意见", "Opinion of the council"), ("我方答复", "Our answer"), ("结论", "Result"))  # fmt: skip
    rows = []
    for council in desk.view.all(Council):
        for meeting in council.meetings:
            for topic in meeting.topics:
                waiting = Cell(desk.say("待答复", "to be answered"), mood="open")
                result = desk.label(ANSWERS, topic.result) if topic.result else waiting
                reason = desk.words(topic.reason) if topic.reason else ""
                rows.append(
                    (
                        desk.day(meeting.date),
                        desk.label(COUNCIL_TOPICS, topic.kind),
                        Cell(desk.words(topic.text)),
                        Cell(desk.words(topic.opinion)),
                        Cell(desk.words(topic.answer), note=reason) if topic.answer else NONE,
                        result,
                    )
                )
    rows.sort(key=lambda row: row[0].key, reverse=True)
    held = desk.latest(CouncilStanding)
    finding = "" if held is None else desk.say(
        f"本届委员 {held.members} 位，开会 {held.meetings} 次，议题 {held.topics} 项，已答复 {held.answered} 项，采纳 {held.adopted} 项",
        f"This term: {held.members} members, {held.meetings} meetings, {held.topics} topics, {held.answered} answered, {held.adopted} taken up",
    )  # fmt: skip
    explain = (f"council {held.subject}",) if held else ()
    return Section("council", title, (Listing("counciltable", title, _columns(desk, *heads), tuple(rows)),), finding, True, explain)  # fmt: skip


def _conferences(desk: Desk) -> Section:
    title = desk.say("经销商大会", "Dealer conferences")
    heads = (("大会", "Conference"), ("日期", "Date"), ("主题", "Theme"), ("议程", "Agenda"), ("到会", "Came"), ("我方承诺", "Promised"), ("按期兑现", "Kept in time"), ("征询委员会", "Council asked"))  # fmt: skip
    rows = []
    for row in sorted(desk.view.all(Conference), key=lambda one: one.date, reverse=True):
        held = desk.view.result(ConferenceStanding, row.id)
        agenda = desk.listed(desk.words(item.topic) for item in row.agenda)
        minutes = desk.say(f"{held.minutes} 分钟", f"{held.minutes} minutes") if held else ""
        rows.append(
            (
                Cell(desk.words(row.name)),
                desk.day(row.date),
                Cell(desk.words(row.theme)),
                Cell(agenda, note=minutes),
                count(held.attended) if held else NONE,
                count(held.promises) if held else NONE,
                count(held.kept, "bad" if held.late else "good") if held else NONE,
                desk.day(row.council_consulted),
            )
        )
    listing = Listing("conferencestable", title, _columns(desk, *heads, numeric=(4, 5, 6)), tuple(rows))
    return Section("conferences", title, (listing,), "", True, ("conference",) if rows else ())


def _splits(desk: Desk) -> Section:
    title = desk.say("线上线下怎么分：先算再定", "Sharing online orders: worked out first")
    heads = (("方案", "Proposal"), ("订单", "Order"), ("产品线", "Line"), ("一年单数", "Orders a year"), ("每单净额", "Net"), ("现行所得", "Now"), ("现行对等率", "Parity now"), ("方案所得", "Proposed"), ("对等率", "Parity"), ("一年差额", "A year"))  # fmt: skip
    names = {row.id: row for row in desk.view.all(SplitProposal)}
    rows = tuple(
        (
            Cell(desk.words(names[row.proposal].name), note=desk.words(PROPOSAL_STATES.label(names[row.proposal].status))),
            desk.label(ORDER_KINDS, row.order),
            desk.line(row.line),
            count(row.orders),
            money(row.net, 2),
            money(row.now, 2),
            share(row.parity_now, 2, "bad" if row.below_now else ""),
            money(row.total, 2),
            share(row.parity, 2, "bad" if row.below_floor else ""),
            money(row.year_difference),
        )
        for row in reversed(desk.view.results(SplitSimulation))
    )  # fmt: skip
    held = desk.latest(SplitTrial)
    finding = "" if held is None else desk.say(
        f"{desk.words(names[held.subject].name)}：一年 ¥{number_text(held.now, 0)} → ¥{number_text(held.proposed, 0)}；低于下限的 {held.below_now} → {held.below} 项",
        f"{desk.words(names[held.subject].name)}: ¥{number_text(held.now, 0)} → ¥{number_text(held.proposed, 0)} a year; below the floor {held.below_now} → {held.below}",
    )  # fmt: skip
    listing = Listing("splitstable", title + desk.yuan(), _columns(desk, *heads, numeric=range(3, 10)), rows)
    explain = (f"split-trial {held.subject}",) if held else ()
    return Section("splits", title, (listing,), finding, True, explain, desk.policy("channel"))
