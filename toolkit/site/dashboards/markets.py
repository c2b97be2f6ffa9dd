"""The markets: a list of all that are researched, and for each what is known, with its sources and their age (A.3, C1-C4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import number_text
from toolkit.plan.artifact import Artifact
from toolkit.site.dashboards.board import Cell, Column, Listing, Note, Notes, Pairs, Piece, Said, Section
from toolkit.site.dashboards.desk import Desk, count, money, score, share
from toolkit.site.dashboards.market_line import line_sections
from toolkit.site.frame import Link
from toolkit.site.gathered.wording import signed, yuan
from toolkit.site.navigation import market_path
from toolkit.site.pages import page
from toolkit.sources.prose import Heading
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import Market
from toolkit.topics.market.records.profile import Finding
from toolkit.topics.market.records.vocabularies import STATISTICS
from toolkit.topics.market.rules import MarketPotential


def market_pages(desk: Desk) -> Iterator[Artifact]:
    """Yields the list of markets and the page of each."""
    yield _index(desk)
    for market in desk.view.all(Market):
        yield _market(desk, market)


def _index(desk: Desk) -> Artifact:
    found = desk.view.all(Market)
    sections = (_ranking(desk), _research(desk, found))
    return _page(
        desk,
        desk.markets,
        desk.the.word("markets"),
        desk.say("每个市场有多大、我们占多少、先做哪一个，依据多久以前的调研。", "How large each market is, what we have of it, which comes first, and how old the research is."),
        sections,
        (),
    )  # fmt: skip


def _ranking(desk: Desk) -> Section:
    title = desk.say("市场与产品线", "Markets by line")
    heads = (
        "市场",
        "产品线",
        "市场容量",
        "我方份额",
        "年增速",
        "区域年目标",
        "优先度",
        "空白潜力",
        "调研",
    )
    english = ("Market", "Line", "Size", "Our share", "Growth", "Target", "Priority", "Open potential", "Age")  # fmt: skip
    units = {2: desk.unit("元/年", "CNY a year"), 5: desk.yuan(), 6: desk.unit("分", "points"), 7: desk.unit("元/年", "CNY a year")}  # fmt: skip
    columns = tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=1 < n < 8, filter="line" if n == 1 else "")
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    found = sorted(desk.view.results(MarketPotential), key=lambda row: (row.line, row.rank is None, row.rank or 0, row.market))  # fmt: skip
    rows = tuple(_ranked(desk, row) for row in found)
    empty = desk.say(
        "还没有市场调研记录。建立 content/markets/<编号>.yaml 后，这里列出每个市场。",
        "No market is researched yet. Each content/markets/<id>.yaml is listed here.",
    )
    note = Said(desk.say(
        "名次只在同一产品线、计划要启动的市场里排，不在排序里的没有名次。金额的含税口径见各市场页。",
        "Ranks are among the markets of a line that are planned to be launched; others have none. Each market's page says whether its amounts include VAT.",
    ))  # fmt: skip
    pieces: tuple[Piece, ...] = (Listing("marketlist", title, columns, rows, empty), *((note,) if rows else ()))
    links = desk.policies(("priority", "research"))
    return Section("markets", title, pieces, wide=True, explain=("market",) if rows else (), links=links)


def _ranked(desk: Desk, row: MarketPotential) -> tuple[Cell, ...]:
    space = desk.view.result(WhiteSpace, row.subject)
    place = (
        desk.say(f"第 {row.rank}，共 {row.candidates}", f"no. {row.rank} of {row.candidates}")
        if row.rank is not None
        else ""
    )
    open_now = (
        desk.say(f"{len(space.open)} / {space.counties} 区县", f"{len(space.open)} of {space.counties} counties")
        if space is not None
        else ""
    )
    age = desk.say(f"{row.months_old} 个月前", "1 month" if row.months_old == 1 else f"{row.months_old} months")
    return (
        desk.market(row.market, f"line-{row.line}"),
        desk.line(row.line),
        money(row.size),
        share(row.share),
        Cell(signed(row.growth), key=str(row.growth)),
        money(row.target),
        replace(score(row.priority, 1), note=place),
        replace(money(space.potential if space is not None else None), note=open_now),
        Cell(age, mood="warn" if row.stale else "", key=str(row.months_old)),
    )


def _research(desk: Desk, found: tuple[Market, ...]) -> Section:
    title = desk.say("调研有多新", "How fresh the research is")
    rows = []
    for market in found:
        held = [row for row in desk.view.results(MarketPotential) if row.market == market.id]
        stale = any(row.stale for row in held)
        state = Cell(desk.say("过期，要重做", "out of date"), mood="warn") if stale else Cell(desk.say("有效", "current"), mood="good")  # fmt: skip
        rows.append((desk.market(market.id), desk.staff(market.owner), desk.day(market.as_of), state))
    columns = tuple(
        Column(desk.say(*pair)) for pair in (("市场", "Market"), ("负责人", "Owner"), ("调研截至", "Researched until"), ("状态", "State"))
    )  # fmt: skip
    empty = desk.say("还没有市场调研记录。", "No market is researched yet.")
    return Section("research", title, (Listing("researchlist", title, columns, tuple(rows), empty),), wide=True, links=desk.policy("research"))  # fmt: skip


def _market(desk: Desk, market: Market) -> Artifact:
    sections = (
        _overview(desk, market),
        _around(desk, market),
        *(section for line in market.lines for section in line_sections(desk, market, line)),
    )
    owner = desk.staff(market.owner)
    meta: tuple[tuple[str, str], ...] = (
        (desk.say("负责人", "Owner"), owner.text),
        (desk.say("调研截至", "Researched until"), desk.day(market.as_of).text),
    )
    if market.draft:
        meta = (*meta, (desk.say("状态", "State"), desk.say("未完成", "unfinished")))
    name = desk.words(market.name)
    purpose = desk.say(
        f"{name}的容量、习惯、对手、渠道、政策、定位、理想经销商、计划和空白，每一条都写明来源和日期。",
        f"{name}: size, habits, rivals, channels, rules, positioning, ideal dealer, plan and white space, each with source and date.",
    )
    trail = (Link(desk.the.word("markets"), desk.markets), Link(name, market_path(desk.the.locale, market.id)))
    return _page(
        desk, market_path(desk.the.locale, market.id), name, purpose, sections, desk.view.paths(((Market, market.id),)), trail, meta
    )  # fmt: skip


def _page(
    desk: Desk,
    path: str,
    title: str,
    purpose: str,
    sections: tuple[Section, ...],
    sources: tuple[str, ...],
    trail: tuple[Link, ...] = (),
    meta: tuple[tuple[str, str], ...] = (),
) -> Artifact:
    return page(
        desk.the,
        path,
        "site/dashboards/board.html",
        title,
        {"figures": (), "sections": sections},
        purpose=purpose,
        trail=trail or (Link(title, path),),
        toc=tuple(Heading(2, section.anchor, section.title) for section in sections),
        meta=meta,
        sources=sources,
        kind="market",
    )


def _overview(desk: Desk, market: Market) -> Section:
    title = desk.say("基本情况", "The region")
    tree = desk.tree
    pairs = [(desk.say("行政区划", "Divisions"), Cell(desk.listed(tree.label(code, desk.the.locale) for code in market.regions)))]  # fmt: skip
    if market.exclusions:
        pairs.append((desk.say("除外", "Except"), Cell(desk.listed(tree.label(code, desk.the.locale) for code in market.exclusions))))  # fmt: skip
    for row in market.statistics:
        people = row.what == "population"
        value = with_unit(number_text(row.value), "人", desk.the.locale) if people else desk.words(yuan(row.value))
        said = desk.say(f"{row.year} 年，{row.source}", f"{row.year}, {row.source}")
        pairs.append((desk.label(STATISTICS, row.what).text, Cell(value, note=said)))
    pieces: list[Piece] = [Pairs(tuple(pairs))]
    if market.people:
        pieces.append(_people(desk, market))
    return Section("region", title, tuple(pieces))


def _people(desk: Desk, market: Market) -> Listing:
    label = desk.say("分区县人口", "People by county")
    columns = (
        Column(desk.say("区县", "County")),
        Column(desk.say("常住人口", "Population") + desk.unit("人", "people"), numeric=True),
    )
    order = sorted(market.people, key=lambda row: (-row.population, row.region))
    rows = tuple((Cell(desk.region(row.region)), count(row.population)) for row in order)
    return Listing("peoplelist", label, columns, rows, title=label)


def _around(desk: Desk, market: Market) -> Section:
    """What was found of buyers and of the rules that apply."""
    habits = Notes(
        _findings(desk, market.habits),
        desk.say("消费习惯", "Habits of buyers"),
        desk.say("没有记录消费习惯。", "No habits of buyers are on record."),
    )
    rules = Notes(
        _findings(desk, market.environment),
        desk.say("政策环境", "Rules and policies"),
        desk.say("没有记录政策环境。", "No rules are on record."),
    )
    return Section("around", desk.say("习惯与政策环境", "Habits and rules"), (habits, rules))


def _findings(desk: Desk, found: tuple[Finding, ...]) -> tuple[Note, ...]:
    return tuple(
        Note(
            desk.words(row.text),
            desk.say(f"{row.source}，{desk.day(row.as_of).text}", f"{row.source}, {desk.day(row.as_of).text}"),
            outside=row.link or "",
        )
        for row in found
    )
