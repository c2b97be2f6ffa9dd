"""Trust and risk: how both sides keep their word, conflicts, who may leave, and which contracts run out (H.6, J, K)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.dues import Due
from toolkit.network.shared import SIDES
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Drawn, Key, Listing, Said, Section
from toolkit.site.dashboards.churn import churn, high_risk_key, renewal_section, satisfaction
from toolkit.site.dashboards.desk import Desk, count, score
from toolkit.site.dashboards.dues import CARDS
from toolkit.site.gathered.relations import cases as in_order
from toolkit.site.gathered.relations import trust_chart
from toolkit.site.gathered.wording import number
from toolkit.topics.communication.records.vocabularies import PROMISES
from toolkit.topics.communication.rules import CommunicationStanding, NetworkTrust
from toolkit.topics.conflict.records import Case
from toolkit.topics.conflict.records.vocabularies import STATUSES, TYPES
from toolkit.topics.conflict.rules import NetworkConflicts
from toolkit.topics.conflict.rules.network_totals import is_late
from toolkit.topics.conflict.rules.results import CaseStanding
from toolkit.topics.conflict.rules.standing import ENDED
from toolkit.topics.contract.rules.renewals import RenewalQuarter
from toolkit.topics.improvement.records.vocabularies import CAUSES, PLAN_STATES
from toolkit.topics.improvement.rules import PlanStanding

FULL = Decimal(100)


def risks(desk: Desk) -> Board:
    """Returns the dashboard of trust and risk."""
    return Board(
        "trust-and-risk",
        Text("信任与风险", "Trust and risk"),
        Text(
            "我们说到做到了没有，哪些事有争议，谁可能离开，哪些合同要到期。",
            "Whether we kept our word, what is in dispute, who may leave, and which contracts run out.",
        ),
        tuple(_keys(desk)),
        (
            _trust(desk),
            _by_dealer(desk),
            _promises(desk),
            _conflicts(desk),
            churn(desk),
            renewal_section(desk),
            _plans(desk),
            satisfaction(desk),
        ),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    trust = desk.view.result(NetworkTrust, "network")
    if trust is not None:
        yield trust_key(desk, trust)
        late = trust.late_brand
        value = Text(f"{trust.open_brand} 项", str(trust.open_brand))
        note = Text(f"逾期 {late} 项；经销商 {trust.open_dealer} 项", f"{late} late; the dealers {trust.open_dealer}")
        yield Key(Text("我方未兑现的承诺", "Promises that we still owe"), value, note, "bad" if late else "", desk.path("trust-and-risk", "promises"))  # fmt: skip
    conflicts = desk.view.result(NetworkConflicts, "network")
    if conflicts is not None:
        value = Text(f"{conflicts.open} 件", str(conflicts.open))
        note = Text(f"逾期 {conflicts.late} 件，针对我方 {conflicts.against_brand} 件", f"{conflicts.late} late, {conflicts.against_brand} against us")  # fmt: skip
        yield Key(Text("办理中的案件", "Open cases"), value, note, "bad" if conflicts.late else "", desk.path("trust-and-risk", "conflicts"))  # fmt: skip
    yield from high_risk_key(desk)
    quarters = desk.view.results(RenewalQuarter)
    if quarters:
        ending, decided = sum(row.ending for row in quarters), sum(row.decided for row in quarters)
        value = Text(f"{ending} 份", str(ending))
        note = Text(f"已定去向 {decided} 份", f"{decided} decided or talked about")
        label = Text(f"{quarters[-1].subject} 末前到期的合同", f"Contracts ending by {quarters[-1].subject}")
        yield Key(label, value, note, "warn" if decided < ending else "", desk.path("trust-and-risk", "renewals"))


def trust_key(desk: Desk, trust: NetworkTrust) -> Key:
    """Returns the key figure of our own trust index, against a year before."""
    before = number(trust.trust_before)
    note = Text(
        f"一年前 {before}，{trust.dealers} 家有到期承诺",
        f"a year before {before}; {trust.dealers} dealers with promises due",
    )
    value = Text(f"{number(trust.trust)} 分", f"{number(trust.trust)} points") if trust.trust is not None else Text("–")
    return Key(Text("我方信任指数", "Our trust index"), value, note, target=desk.path("trust-and-risk", "trust"))


def _trust(desk: Desk) -> Section:
    title = desk.say("我方守信分项", "How we keep our word")
    trust = desk.view.result(NetworkTrust, "network")
    chart = trust_chart(trust) if trust is not None else None
    if trust is None or chart is None:
        why = desk.say(
            "还没有到期的承诺：没有到期，和一百分不是一回事。",
            "No promise has come due yet, which is not the same as a hundred points.",
        )
        return Section("trust", title, (Said(why),))
    columns = (
        Column(desk.say("种类", "Kind")),
        Column(desk.say("到期承诺", "Promises due"), numeric=True),
        Column(desk.say("指数", "Index") + desk.unit("分", "points"), numeric=True),
    )
    rows = tuple(
        (desk.label(PROMISES, part.kind), count(part.due), score(part.index)) for part in trust.parts if part.due
    )
    said = desk.say(
        f"经销商守信指数 {number(trust.dealer_index)}，只作对照。",
        f"The dealers' own index is {number(trust.dealer_index)}, for comparison only.",
    )
    pieces = (Drawn("trust-chart", chart), Listing("trustparts", title, columns, rows), Said(said))
    return Section(
        "trust", title, pieces, wide=True, beside=True, explain=("network-trust network",), links=desk.policy("trust")
    )


def _by_dealer(desk: Desk) -> Section:
    title = desk.say("对每一家守信得怎样", "Dealer by dealer")
    found = [row for row in desk.view.results(CommunicationStanding) if desk.anchors.has(row.subject, "communication")]
    found.sort(key=lambda row: (row.trust is None, row.trust or Decimal(0), row.subject))
    heads = ("经销商", "我方指数", "经销商指数", "我方未兑现", "经销商未兑现", "逾期", "我方违背")
    english = ("Dealer", "Our index", "Its index", "Open, ours", "Open, theirs", "Late", "Broken by us")
    columns = tuple(Column(desk.say(*pair), numeric=n > 0) for n, pair in enumerate(zip(heads, english, strict=True)))
    rows = tuple(
        (
            desk.dealer(row.subject, "communication"),
            score(row.trust),
            score(row.dealer_index),
            count(len(row.open_brand)),
            count(len(row.open_dealer)),
            count(len(row.late), "warn" if row.late else ""),
            count(row.broken, "bad" if row.broken else ""),
        )
        for row in found
    )
    empty = desk.say("还没有沟通台账。", "No dealer has a ledger yet.")
    return Section("dealers", title, (Listing("trustdealers", title, columns, rows, empty),), wide=True, explain=("trust",) if rows else ())  # fmt: skip


def _promises(desk: Desk) -> Section:
    """What both sides have promised anywhere: in ledgers, reviews, settlements, plans, talks."""
    title = desk.say("双方还没兑现的承诺", "What both sides still owe")
    found = sorted(
        (row for row in desk.view.results(Due) if row.kind == "promise"), key=lambda row: (row.on, row.subject)
    )
    columns = tuple(
        Column(desk.say(*pair), filter={2: "side"}.get(n, ""))
        for n, pair in enumerate(
            (("承诺", "Promise"), ("经销商", "Dealer"), ("谁的", "Whose"), ("期限", "Due"), ("跟进人", "Seen to by"))
        )
    )
    as_of = desk.the.now.as_of
    rows = tuple(
        (
            Cell(desk.words(row.what), desk.dealer_link(row.dealer, CARDS.get(row.topic, ""))),
            desk.dealer(row.dealer, CARDS.get(row.topic, "")),
            desk.label(SIDES, row.side),
            Cell(desk.day(row.on).text, mood="bad" if row.is_late(as_of) else "", key=row.on.isoformat(), keep=True),
            desk.staff(row.owner),
        )
        for row in found
    )
    late = sum(row.is_late(as_of) for row in found)
    ours = sum(row.side == "brand" for row in found)
    finding = desk.say(f"我方 {ours} 项，经销商 {len(found) - ours} 项，已逾期 {late} 项", f"{ours} ours, {len(found) - ours} theirs, {late} late") if found else ""  # fmt: skip
    empty = desk.say("没有未兑现的承诺。", "Nothing is owed.")
    return Section("promises", title, (Listing("promiselist", title, columns, rows, empty),), finding, wide=True)


def _conflicts(desk: Desk) -> Section:
    title = desk.say("冲突案件", "Conflicts")
    cases = {row.id: row for row in desk.view.all(Case)}
    found = in_order(desk.view)
    heads = ("案件", "经销商", "类型", "事由", "状态", "登记", "下一期限", "级别")
    english = ("Case", "Dealer", "Type", "Matter", "Status", "Registered", "Next day", "Level")
    columns = tuple(
        Column(desk.say(*pair), numeric=n == 7, filter={2: "type", 4: "status"}.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(_case(desk, row, cases.get(row.subject)) for row in found)
    held = desk.view.result(NetworkConflicts, "network")
    finding = ""
    if held is not None and held.causes:
        finding = desk.say(
            f"{held.causes} 个原因里 {held.brand_causes} 个在我方", f"{held.brand_causes} of {held.causes} causes are on our side"
        )  # fmt: skip
    empty = desk.say("没有登记的案件。", "No case is registered.")
    links = desk.policies(("procedure", "ladder", "channel"))
    return Section("conflicts", title, (Listing("caselist", title, columns, rows, empty),), finding, True, ("conflicts network",), links)  # fmt: skip


def _case(desk: Desk, row: CaseStanding, case: Case | None) -> tuple[Cell, ...]:
    waiting = sorted(line.due for line in row.deadlines if line.done is None) if row.status not in ENDED else []
    mood = "bad" if is_late(row) else "good" if row.status in ENDED else "going"
    return (
        Cell(row.subject, desk.dealer_link(row.dealer, "conflict")),
        desk.dealer(row.dealer, "conflict"),
        desk.label(TYPES, row.type),
        Cell(desk.words(case.subject)) if case is not None else NONE,
        desk.label(STATUSES, row.status, mood),
        desk.day(row.opened),
        desk.day(waiting[0]) if waiting else NONE,
        count(row.level),
    )


def _plans(desk: Desk) -> Section:
    title = desk.say("进行中的改进计划", "Improvement plans under way")
    found = [row for row in desk.view.results(PlanStanding) if row.is_open]
    columns = tuple(
        Column(desk.say(*pair), numeric=n == 4)
        for n, pair in enumerate(
            (("计划", "Plan"), ("经销商", "Dealer"), ("根因", "Cause"), ("状态", "State"), ("逾期行动", "Actions late"), ("下次复盘", "Next review"), ("期限", "Ends"))
        )
    )  # fmt: skip
    rows = tuple(
        (
            Cell(row.subject, desk.dealer_link(row.dealer, "improvement")),
            desk.dealer(row.dealer, "improvement"),
            desk.label(CAUSES, row.cause),
            desk.label(PLAN_STATES, row.state, "going"),
            count(len(row.overdue), "bad" if row.overdue else ""),
            desk.day(row.next_review),
            desk.day(row.ends),
        )
        for row in sorted(found, key=lambda row: (row.ends, row.subject))
    )
    empty = desk.say("没有进行中的改进计划。", "No improvement plan is under way.")
    return Section("plans", title, (Listing("planlist", title, columns, rows, empty),), wide=True, explain=("plan",) if rows else (), links=desk.policy("improvement-plan"))  # fmt: skip
