"""Resources and mutual help: what each dealer is given and gives side by side, and who could help whom (M101, K.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import number_text
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Key, Listing, Section
from toolkit.site.dashboards.desk import Desk, money, share
from toolkit.site.gathered.wording import yuan
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.segment.records.vocabularies import (
    BARS,
    COSTS,
    HELP_STATES,
    HELPED_IN,
    HELPS,
    NEEDS,
    REACHES,
    SIGNALS,
)
from toolkit.topics.segment.rules import DealerInvestment, HelpMatch, NeedHints

MOODS = {"proposed": "open", "asking": "going", "agreed": "good", "running": "good", "ended": "past", "refused": "past", "barred": "warn"}  # fmt: skip


def resources(desk: Desk) -> Board:
    """Returns the dashboard of resources and mutual help."""
    return Board(
        "resources",
        Text("资源与互助", "Resources and mutual help"),
        Text(
            "人和钱投给了谁，各家出了什么；数据看谁缺什么，谁可以帮谁。",
            "To whom people and money go and what each puts in; who lacks what by the data, and who could help whom.",
        ),
        tuple(_keys(desk)),
        (_money(desk), _help(desk), _needs(desk)),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    rows, helps = desk.view.results(DealerInvestment), desk.view.results(HelpMatch)
    without = sum(not row.ours for row in rows)
    note = Text(f"没有投入的 {without} 家", f"{without} dealers get none")
    yield Key(Text("今年我方投入", "We put in this year"), yuan(sum((row.ours for row in rows), start=rows[0].ours * 0) if rows else None), note, target=desk.path("resources", "investments"))  # fmt: skip
    running = sum(row.state == "running" for row in helps)
    waiting = sum(row.state == "proposed" for row in helps)
    label, value = Text("进行中的互助", "Helps under way"), Text(f"{running} 项", str(running))
    yield Key(label, value, Text(f"可牵线 {waiting} 对", f"{waiting} more could be asked"), target=desk.path("resources", "mutual-help"))  # fmt: skip
    open_hints = sum(not line.answered for row in desk.view.results(NeedHints) for line in row.hints)
    yield Key(Text("数据提示而策略卡未写", "Seen in the data, not on the card"), Text(f"{open_hints} 条", str(open_hints)), NO_TEXT, "warn" if open_hints else "good", desk.path("resources", "needs"))  # fmt: skip


MONEY = (2, 3, 4, 5, 7, 8)
"""The columns of amounts: their heads bear the unit."""


def _columns(desk: Desk, *heads: tuple[str, str], numeric: tuple[int, ...] = (), yuan: tuple[int, ...] = (), filters: dict[int, str] | None = None) -> tuple[Column, ...]:  # fmt: skip
    named = filters or {}
    units = {n: desk.yuan() for n in yuan}
    return tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=n in numeric, filter=named.get(n, ""))
        for n, pair in enumerate(heads)
    )


def _money(desk: Desk) -> Section:
    title = desk.say("各家得到和付出的", "What each dealer gets and gives")
    heads = (("经销商", "Dealer"), ("分群", "Segment"), ("年净进货", "Sell-in of a year"), ("市场费用预算", "Marketing budget"), ("策略卡投入", "Investments of the card"), ("我方投入", "We put in"), ("占净进货", "Of sell-in"), ("计划：我方", "Plan: ours"), ("计划：对方", "Plan: theirs"))  # fmt: skip
    found = sorted(desk.view.results(DealerInvestment), key=lambda row: (-row.ours, row.subject))
    rows = tuple(
        (
            desk.dealer(row.dealer, "segment"),
            desk.label(SEGMENTS, row.segment) if row.segment else NONE,
            money(row.sales),
            money(row.fund),
            money(row.card),
            money(row.ours),
            share(row.rate, 2),
            money(row.plan_brand),
            money(row.plan_dealer),
        )
        for row in found
    )
    finding = desk.say("联合计划的资源可能就是前两项的钱，不重复相加。", "The plan may name the same money as the two before it, so it is not added.")  # fmt: skip
    listing = Listing("investmenttable", title, _columns(desk, *heads, numeric=tuple(range(2, 9)), yuan=MONEY, filters={1: "segment"}), rows)  # fmt: skip
    return Section("investments", title, (listing,), finding, True, ("investment",) if rows else ())


def _help(desk: Desk) -> Section:
    title = desk.say("谁可以帮谁", "Who could help whom")
    heads = (("受助方", "Helped"), ("要什么", "What"), ("帮助方", "Helper"), ("数量", "How much"), ("时间", "Days"), ("远近", "How far"), ("费用", "Cost"), ("状态", "State"))  # fmt: skip
    found = sorted(desk.view.results(HelpMatch), key=lambda row: (tuple(HELP_STATES).index(row.state), row.subject))
    rows = tuple(
        (
            desk.dealer(row.dealer, "help"),
            replace(desk.label(HELPS, row.kind), note=desk.line(row.line).text if row.line else ""),
            desk.dealer(row.giver, "help"),
            Cell(with_unit(number_text(row.count), HELPED_IN[row.kind], desk.the.locale), key=str(row.count)),
            Cell(f"{row.start} – {row.end}", key=row.start.isoformat()),
            desk.label(REACHES, row.reach),
            desk.label(COSTS, row.cost),
            replace(desk.label(HELP_STATES, row.state, MOODS[row.state]), note=_note(desk, row)),
        )
        for row in found
    )
    empty = desk.say("没有对得上的需求与余力。", "No wish meets anything to spare.")
    finding = desk.say("先问有余的一方，不说出缺方是谁；双方同意才介绍。", "Who has to spare is asked first, without naming who lacks; both agree before they meet.")  # fmt: skip
    listing = Listing("helptable", title, _columns(desk, *heads, numeric=(3,), filters={1: "kind", 7: "state"}), rows, empty)  # fmt: skip
    return Section("mutual-help", title, (listing,), finding, True, ("help",) if rows else (), desk.policy("mutual-help"))  # fmt: skip


def _note(desk: Desk, row: HelpMatch) -> str:
    if row.bar:
        return desk.words(BARS.label(row.bar))
    first = desk.say("先由法务看", "legal first") if row.legal_first and not row.help else ""
    return row.help or first


def _needs(desk: Desk) -> Section:
    title = desk.say("数据提示的需求", "Needs seen from the data")
    heads = (("经销商", "Dealer"), ("数据显示", "The data say"), ("可能的需求", "Likely need"), ("可以提供", "May be offered"), ("策略卡", "Card"))  # fmt: skip
    rows = tuple(
        (
            desk.dealer(row.dealer, "segment"),
            Cell(desk.listed(desk.words(SIGNALS.label(code)) for code in line.signals)),
            desk.label(NEEDS, line.need),
            Cell(desk.words(line.offer)),
            Cell(desk.say("已有支持", "something is offered"), mood="good", facet="yes")
            if line.answered
            else Cell(desk.say("未写", "nothing yet"), mood="open", facet="no"),
        )
        for row in desk.view.results(NeedHints)
        for line in row.hints
    )
    empty = desk.say("数据没有提示新的需求。", "The data point to nothing.")
    listing = Listing("needstable", title, _columns(desk, *heads, filters={2: "need", 4: "card"}), rows, empty)
    return Section("needs", title, (listing,), "", True, ("needs",) if rows else (), desk.policy("mutual-help"))
