"""The Monday list of everybody who sees to something: what is late, promised, running out, and whom to call (M.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.network.dues import Due
from toolkit.network.shared import SIDES
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Key, Listing, Piece, Said, Section
from toolkit.site.dashboards.churn import RISK_MOODS
from toolkit.site.dashboards.desk import Desk, count
from toolkit.site.dashboards.dues import CARDS, Sorted, all_dues, sorted_dues, week_of
from toolkit.site.dashboards.grading import GRADE_MOODS
from toolkit.site.gathered.wording import grade_name
from toolkit.topics.company.records import Staff
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import PARTNERS, RECRUITING, DealerStanding, manager_of
from toolkit.topics.evaluation.rules import Evaluation, EvaluationStanding
from toolkit.topics.segment.records.vocabularies import RISKS, WARNINGS
from toolkit.topics.segment.rules import EarlyWarning

INDEX = "monday/index"


@dataclass(frozen=True, slots=True)
class Person:
    """One of us with the deadlines that it sees to, and the dealers and candidates that it manages."""

    staff: str
    dues: tuple[Due, ...]
    dealers: tuple[str, ...]


def people(desk: Desk) -> tuple[Person, ...]:
    """Returns everybody who manages a dealer or sees to a deadline: managers first, those with most dealers before others.

    An empty id holds what nobody sees to.
    """
    managed: dict[str, list[str]] = {}
    for profile in desk.view.all(DealerProfile):
        standing = desk.view.result(DealerStanding, profile.id)
        if standing is not None and standing.state in PARTNERS | RECRUITING:
            managed.setdefault(_known(desk, manager_of(profile)), []).append(profile.id)
    owned: dict[str, list[Due]] = {}
    for due in all_dues(desk.view):
        owned.setdefault(_known(desk, due.owner), []).append(due)
    # A dealer without a manager is nobody's; its candidates are no fault while they are only leads.
    names = sorted({*managed, *owned} - {""}, key=lambda name: (-len(managed.get(name, ())), name))
    nobody = ("",) if owned.get("") else ()
    return tuple(Person(name, tuple(owned.get(name, ())), tuple(managed.get(name, ()))) for name in (*names, *nobody))


def _known(desk: Desk, staff: str) -> str:
    return staff if staff and desk.view.find(Staff, staff) is not None else ""


def mondays(desk: Desk) -> Iterator[Board]:
    """Yields the index of the Monday lists and the list of each person."""
    found = people(desk)
    nearest: dict[str, Due] = {}
    for due in all_dues(desk.view):
        nearest.setdefault(due.dealer, due)
    lists = {person.staff: sorted_dues(person.dues, desk.the.now.as_of) for person in found}
    yield _index(desk, found, lists)
    for person in found:
        if person.staff:
            yield _person(desk, person, lists[person.staff], nearest)


def _week(desk: Desk) -> str:
    monday, sunday = (day_text(day, desk.the.locale) for day in week_of(desk.the.now.as_of))
    return desk.say(f"{monday}至{sunday}", f"{monday} to {sunday}")


def _index(desk: Desk, found: Sequence[Person], lists: Mapping[str, Sorted]) -> Board:
    heads = ("谁", "负责的经销商和候选人", "逾期", "本周", "承诺", "到期", "该联系")
    english = ("Who", "Dealers and candidates", "Late", "This week", "Promised", "Running out", "To call")
    columns = tuple(Column(desk.say(*pair), numeric=n > 0) for n, pair in enumerate(zip(heads, english, strict=True)))
    rows = tuple(_row(desk, person, lists[person.staff]) for person in found)
    empty = desk.say(
        "没有待办的期限。有了合同、承诺、工单或启动任务，这里按人列出。",
        "No deadline is open. Contracts, promises, tickets and tasks are listed here by person.",
    )
    title = desk.say("每个人这一周的事", "What each of us has this week")
    section = Section("people", title, (Listing("mondaypeople", title, columns, rows, empty),), _week(desk), wide=True)
    nobody = lists.get("")
    sections = [section]
    if nobody is not None:
        label = desk.say("没有人跟进的事", "What nobody sees to")
        why = desk.say(
            "档案里没有客户经理，或写的不是在册员工。", "The profile names no manager, or one who is not on the staff."
        )
        rest = (*nobody.late, *nobody.week, *nobody.promised, *nobody.expiring, *nobody.calls, *nobody.later)
        sections.append(Section("nobody", label, (_dues(desk, "nobodylist", label, rest),), why, wide=True))
    return Board(
        INDEX,
        Text("周一清单", "The Monday list"),
        Text(
            "每个人周一早上先看的一页：逾期的、答应过的、要到期的、该打电话的。",
            "The page to read first on a Monday: what is late, promised, running out, and whom to call.",
        ),
        sections=tuple(sections),
    )


def _row(desk: Desk, person: Person, held: Sorted) -> tuple[Cell, ...]:
    name = desk.person(person.staff) if person.staff else Cell(desk.say("没有人", "nobody"))
    path = desk.path(f"monday/{person.staff}") if person.staff else f"{desk.path(INDEX)}#nobody"
    return (
        Cell(name.text, path, note=name.note, foreign=name.foreign, key=name.note or name.text),
        count(len(person.dealers)),
        count(len(held.late), "bad" if held.late else ""),
        count(len(held.week)),
        count(len(held.promised)),
        count(len(held.expiring)),
        count(len(held.calls)),
    )


def _person(desk: Desk, person: Person, held: Sorted, nearest: Mapping[str, Due]) -> Board:
    staff = desk.view.find(Staff, person.staff)
    post = staff.post if staff is not None else Text(person.staff)
    name = f"monday/{person.staff}"
    calls = _calls(desk, person, held)
    keys = (
        _key("逾期", "Late", len(held.late), desk.path(name, "late"), "bad" if held.late else "good"),
        _key("本周要办", "This week", len(held.week), desk.path(name, "week")),
        _key("三十天内的承诺", "Promised within 30 days", len(held.promised), desk.path(name, "promised")),
        _key("六十天内到期", "Running out in 60 days", len(held.expiring), desk.path(name, "expiring")),
        _key("该联系", "To call or visit", len(calls.rows), desk.path(name, "calls")),
    )
    sections = (
        _section(desk, "late", ("逾期", "Late"), held.late, ("没有逾期的事。", "Nothing is late.")),
        _section(desk, "week", ("本周要办", "This week"), held.week, ("这一周没有到期的事。", "Nothing falls due this week.")),
        Section("calls", desk.say("该打电话或上门的", "Whom to call or visit"), (calls,), wide=True, links=desk.policies(("cadence", "warning"))),
        _section(desk, "promised", ("三十天内的承诺", "Promised within 30 days"), held.promised, ("三十天内没有到期的承诺。", "No promise falls due within 30 days.")),
        _section(desk, "expiring", ("六十天内到期", "Running out in 60 days"), held.expiring, ("六十天内没有合同、证照或证书到期。", "No contract, licence or certificate runs out in 60 days.")),
        _section(desk, "later", ("三十天内还要办", "Later, within 30 days"), held.later, ("三十天内没有别的事。", "Nothing else falls due within 30 days."), held.beyond),
        _portfolio(desk, person, nearest),
    )  # fmt: skip
    return Board(
        name,
        Text(f"周一清单：{post.zh}", f"Monday list: {post.within('en')}"),
        Text(f"{_week_text('zh', desk)}这一周，先做逾期的，再打电话。", f"The week of {_week_text('en', desk)}: first what is late, then the calls."),
        keys,
        sections,
    )  # fmt: skip


def _week_text(locale: str, desk: Desk) -> str:
    monday, sunday = week_of(desk.the.now.as_of)
    if locale == "zh":
        return f"{day_text(monday, 'zh')}至{day_text(sunday, 'zh')}"
    return f"{day_text(monday, 'en')} to {day_text(sunday, 'en')}"


def _key(zh: str, en: str, number: int, target: str, mood: str = "") -> Key:
    return Key(Text(zh, en), Text(f"{number} 项", str(number)), mood=mood, target=target)


def _section(
    desk: Desk, anchor: str, title: tuple[str, str], rows: Sequence[Due], empty: tuple[str, str], beyond: int = 0
) -> Section:
    label = desk.say(*title)
    pieces: list[Piece] = [_dues(desk, f"{anchor}list", label, rows, desk.say(*empty))]
    if beyond:
        pieces.append(Said(desk.say(f"更远的还有 {beyond} 项。", f"{beyond} more lie further ahead.")))
    return Section(anchor, label, tuple(pieces), wide=True)


def _dues(desk: Desk, name: str, label: str, rows: Sequence[Due], empty: str = "") -> Listing:
    as_of = desk.the.now.as_of
    columns = tuple(
        Column(desk.say(*pair), filter={3: "side"}.get(n, ""))
        for n, pair in enumerate((("事项", "What"), ("期限", "Due"), ("经销商", "Dealer"), ("该谁做", "On whom")))
    )
    table = []
    for row in rows:
        days = (row.on - as_of).days
        note = desk.say(f"已过 {-days} 天", "1 day ago" if days == -1 else f"{-days} days ago") if days < 0 else desk.say("今天", "today") if days == 0 else desk.say(f"还有 {days} 天", "in 1 day" if days == 1 else f"in {days} days")  # fmt: skip
        card = CARDS.get(row.topic, "")
        table.append(
            (
                Cell(desk.words(row.what), desk.dealer_link(row.dealer, card) if row.dealer else ""),
                Cell(
                    desk.day(row.on).text, mood="bad" if days < 0 else "", note=note, key=row.on.isoformat(), keep=True
                ),
                desk.dealer(row.dealer, card) if row.dealer else NONE,
                desk.label(SIDES, row.side),
            )
        )
    return Listing(name, label, columns, tuple(table), empty)


def _calls(desk: Desk, person: Person, held: Sorted) -> Listing:
    """One row for each dealer to speak to: the contacts that are due, and why else; those that may leave come first."""
    risky = {
        row.subject: row
        for row in desk.view.results(EarlyWarning)
        if row.subject in person.dealers and row.risk == "high"
    }
    by_dealer: dict[str, list[Due]] = {dealer: [] for dealer in risky}
    for row in held.calls:
        by_dealer.setdefault(row.dealer, []).append(row)
    columns = tuple(
        Column(desk.say(*pair))
        for pair in (("经销商", "Dealer"), ("怎么联系", "How"), ("流失风险", "Risk"), ("红色预警", "Red warnings"))
    )  # fmt: skip
    rows = tuple(_call(desk, dealer, due, risky.get(dealer)) for dealer, due in by_dealer.items())
    empty = desk.say("这两周没有该联系的，也没有流失高风险的经销商。", "Nobody is due within two weeks, and no dealer is at high risk.")  # fmt: skip
    return Listing("calllist", desk.say("该打电话或上门的", "Whom to call or visit"), columns, rows, empty)


def _call(desk: Desk, dealer: str, due: Sequence[Due], warning: EarlyWarning | None) -> tuple[Cell, ...]:
    as_of = desk.the.now.as_of
    ways = tuple(
        Cell(desk.words(row.what), mood="bad" if row.is_late(as_of) else "", note=desk.day(row.on).text) for row in due
    )
    how = Cell("", inner=ways, key=due[0].on.isoformat()) if due else Cell(desk.say("当面谈", "meet"))
    risk, why = NONE, NONE
    if warning is not None:
        risk = desk.label(RISKS, warning.risk, RISK_MOODS.get(warning.risk, ""))
        why = Cell(desk.listed(desk.words(WARNINGS.label(code)) for code in warning.red) or "–")
    return desk.dealer(dealer, "communication" if due else "segment"), how, risk, why


def _portfolio(desk: Desk, person: Person, nearest: Mapping[str, Due]) -> Section:
    """The dealers and candidates of a manager, each with how it stands."""
    title = desk.say("负责的经销商和候选人", "Dealers and candidates")
    heads = ("经销商", "状态", "等级", "流失风险", "合同剩余", "最近的期限")
    english = ("Dealer", "State", "Grade", "Risk", "Contract", "Nearest deadline")
    columns = tuple(
        Column(
            desk.say(*pair) + (desk.unit("天", "days") if n == 4 else ""),
            numeric=n == 4,
            filter={1: "state", 3: "risk"}.get(n, ""),
        )
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(_standing(desk, dealer, nearest.get(dealer)) for dealer in person.dealers)
    empty = desk.say("不是客户经理，没有负责的经销商。", "No account manager: no dealer is in its care.")
    return Section("dealers", title, (Listing("portfolio", title, columns, rows, empty),), wide=True)


def _standing(desk: Desk, dealer: str, due: Due | None) -> tuple[Cell, ...]:
    standing, contract = desk.view.result(DealerStanding, dealer), desk.view.result(ContractStanding, dealer)
    warning, evaluated = desk.view.result(EarlyWarning, dealer), desk.view.result(EvaluationStanding, dealer)
    last = desk.view.result(Evaluation, f"{dealer}/{evaluated.quarters[-1]}") if evaluated and evaluated.quarters else None  # fmt: skip
    grade = NONE if last is None else Cell(desk.words(grade_name(last.grade)), mood=GRADE_MOODS[last.grade], note=last.quarter, key=last.grade)  # fmt: skip
    return (
        desk.dealer(dealer, note=True),
        desk.label(STATES, standing.state) if standing is not None else NONE,
        grade,
        desk.label(RISKS, warning.risk, RISK_MOODS.get(warning.risk, "")) if warning is not None else NONE,
        count(contract.days_left if contract is not None else None),
        Cell(desk.words(due.what), note=desk.day(due.on).text, key=due.on.isoformat()) if due is not None else NONE,
    )
