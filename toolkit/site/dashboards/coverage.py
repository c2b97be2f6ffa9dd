"""Coverage: the provinces as tiles, who holds what in each, and which counties nobody works, the largest first (C3, M.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.site.dashboards.board import NONE, Board, Cell, Column, Drawn, Key, Listing, Said, Section
from toolkit.site.dashboards.desk import Desk, count, money, share
from toolkit.site.frame import page_path
from toolkit.site.gathered.coverage import covered_provinces, largest_spaces, spaces_chart, tiles_chart
from toolkit.site.gathered.wording import yuan
from toolkit.topics.contract.rules.coverage import NetworkCoverage, ProvinceCoverage
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import CHANNELS, Territory
from toolkit.topics.market.rules import TerritoryStanding

NAMED = 4
"""How many counties are named in a cell; the market's page has all."""


def coverage(desk: Desk) -> Board:
    """Returns the dashboard of coverage."""
    rows = desk.view.results(ProvinceCoverage)
    return Board(
        "coverage",
        Text("覆盖与空白", "Coverage and white space"),
        Text(
            "每个省有哪些经销商、覆盖多少区县，哪些区县还没有人做，先做哪一处。",
            "Who covers how much of each province, which counties nobody works, and which comes first.",
        ),
        tuple(_keys(desk)),
        (_tiles(desk, rows), _first(desk), _provinces(desk, rows), *_white_space(desk), _territories(desk)),
    )


def _keys(desk: Desk) -> Iterator[Key]:
    held = desk.view.result(NetworkCoverage, "network")
    if held is None:
        return
    target, white = desk.path("coverage", "provinces"), desk.path("coverage", "white-space")
    for zh, en, number, whole in (
        ("有经销商的省级区划", "Provinces with a dealer", held.provinces_covered, held.provinces),
        ("已覆盖的县级单位", "Counties covered", held.covered, held.counties),
    ):
        value, all_of = Text(f"{number_text(number)} 个", number_text(number)), number_text(whole)
        yield Key(Text(zh, en), value, Text(f"共 {all_of} 个", f"of {all_of}"), target=target)
    note = Text(
        f"每年，不含税，{held.researched} 个市场产品线合计",
        f"a year, excl. VAT, {held.researched} lines in markets together",
    )
    yield Key(Text("空白潜力", "Potential still open"), yuan(held.potential), note, target=white)
    yield Key(
        Text("名义覆盖", "Covered in name only"),
        Text(f"{held.in_name} 个区县", str(held.in_name)),
        Text("有合同，近 90 天没有网点订货", "a contract, but no outlet ordered in 90 days"),
        "warn" if held.in_name else "",
        white,
    )


def _tiles(desk: Desk, rows: Sequence[ProvinceCoverage]) -> Section:
    title = desk.say("各省经销商家数", "Dealers by province")
    chart = tiles_chart(desk.view, rows)
    if chart is None:
        why = desk.say("工作区里没有行政区划数据。", "The workspace holds no divisions.")
        return Section("tiles", title, (Said(why),))
    return Section("tiles", title, (Drawn("tiles-chart", chart, "column"),), explain=("coverage",))


def _provinces(desk: Desk, rows: Sequence[ProvinceCoverage]) -> Section:
    held = covered_provinces(rows)
    lines = [line.line for line in held[0].lines] if held else []
    columns = (
        Column(desk.say("省级区划", "Province")),
        Column(desk.say("经销商", "Dealers"), numeric=True),
        Column(desk.say("覆盖区县", "Counties covered"), numeric=True),
        Column(desk.say("共有区县", "Counties"), numeric=True),
        Column(desk.say("覆盖比例", "Covered"), numeric=True),
        *(Column(desk.line(line).text, numeric=True) for line in lines),
        Column(desk.say("哪些经销商，各多少区县", "Which dealers, and counties of each")),
    )
    table = tuple(_province(desk, row) for row in held)
    title = desk.say("各省明细", "Province by province")
    empty = desk.say("还没有生效的合同，没有覆盖可列。", "No contract is in force, so nothing is covered.")
    rest = len(rows) - len(held)
    finding = desk.say(f"另有 {rest} 个省级区划没有经销商", f"{rest} more provinces have no dealer") if held else ""
    return Section("provinces", title, (Listing("provincetable", title, columns, table, empty),), finding, True, ("coverage",))  # fmt: skip


def _province(desk: Desk, row: ProvinceCoverage) -> tuple[Cell, ...]:
    """A province with each of its dealers and the counties that it holds: the list behind its tile."""
    dealers = page_path(desk.the.locale, "dealers/index")
    seat = quote(desk.tree.province(row.subject).zh)  # the list's filter knows provinces by their Chinese names
    held = (replace(desk.dealer(one.dealer, "territory"), note=number_text(one.counties)) for one in row.dealers)
    return (
        Cell(desk.region(row.subject), f"{dealers}#province={seat}", key=row.subject),
        count(len(row.dealers)),
        count(row.covered),
        count(row.counties),
        share(row.share),
        *(count(line.covered) for line in row.lines),
        Cell("", inner=tuple(held), key=str(len(row.dealers))),
    )


def _first(desk: Desk) -> Section:
    """The largest open potentials as bars: what to look at before the whole list."""
    title = desk.say("先做哪里", "Where to begin")
    best = largest_spaces(desk.view)
    if not best:
        why = desk.say("没有算出空白潜力的市场。", "No market has an open potential that is known.")
        return Section("first", title, (Said(why),))
    chart = spaces_chart(desk.view, best)
    return Section("first", title, (Drawn("first-chart", chart),), explain=("white-space",))


def _white_space(desk: Desk) -> Iterator[Section]:
    spaces = desk.view.results(WhiteSpace)
    title = desk.say("空白市场，按潜力排", "White space, by potential")
    if not spaces:
        why = desk.say(
            "还没有市场调研记录。content/markets/ 里有了调研和人口，这里按潜力排出空白区县。",
            "No market is researched yet. With research in content/markets/ the open counties are ranked here.",
        )
        yield Section("white-space", title, (Said(why),), wide=True)
        return
    order = sorted(spaces, key=lambda row: (row.line, row.rank is None, row.rank or 0, row.market))
    heads = ("市场", "产品线", "名次", "空白潜力", "空白区县", "哪些", "名义覆盖", "渠道空白", "负责人", "在谈")
    english = ("Market", "Line", "Rank", "Potential", "Open", "Which", "In name only", "Channel gaps", "Owner", "Candidates")  # fmt: skip
    columns = tuple(
        Column(
            desk.say(*pair) + (desk.unit("元/年", "CNY a year") if n == 3 else ""),
            numeric=n in (2, 3, 4, 6),
            filter="line" if n == 1 else "",
        )
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(_space(desk, row) for row in order)
    note = Said(desk.say(
        "名次在同一产品线内排。名义覆盖：有合同、近 90 天没有网点订货的区县，先问持有的经销商。",
        "Ranks are within a line. In name only: counties with a contract but no outlet that ordered in 90 days; their dealer is asked first.",
    ))  # fmt: skip
    listing = Listing("whitespace", title, columns, rows)
    yield Section(
        "white-space", title, (listing, note), wide=True, explain=("white-space",),
        links=desk.policies(("research", "priority")),
    )  # fmt: skip


def _space(desk: Desk, row: WhiteSpace) -> tuple[Cell, ...]:
    names = [desk.region(code) for code in row.open[:NAMED]]
    more = len(row.open) - len(names)
    which = desk.listed(names) + (desk.say(f" 等 {len(row.open)} 个", f" and {more} more") if more > 0 else "")
    gaps = [
        f"{desk.words(CHANNELS.label(gap.channel))} {desk.say(f'{len(gap.counties)} 个', str(len(gap.counties)))}"
        for gap in row.channels
    ]
    candidates = tuple(desk.dealer(dealer, "screening") for dealer in row.candidates)
    return (
        desk.market(row.market, f"white-{row.line}"),
        desk.line(row.line),
        count(row.rank),
        money(row.potential),
        Cell(f"{len(row.open)} / {row.counties}", key=str(len(row.open))),
        Cell(which or "–"),
        count(len(row.in_name), "warn" if row.in_name else ""),
        Cell(desk.listed(gaps) or "–"),
        desk.staff(row.owner),
        Cell("", inner=candidates) if candidates else NONE,
    )


def _territories(desk: Desk) -> Section:
    """The year's territories: who answers for which part of the country, and what of its target is given down."""
    found = sorted(desk.view.results(TerritoryStanding), key=lambda row: (row.year, row.depth, row.subject))
    found = [row for row in found if row.year == max(r.year for r in found)]
    rows = tuple(
        (
            Cell(_territory_name(desk, row.subject)),
            desk.staff(row.owner),
            count(row.counties),
            desk.line(line.line),
            money(line.target),
            money(line.given_down),
        )
        for row in found
        for line in row.lines
    )
    heads = ("区域", "负责人", "区县", "产品线", "年度目标", "已分解")
    english = ("Territory", "Owner", "Counties", "Line", "Target", "Given down")
    columns = tuple(
        Column(desk.say(*pair) + (desk.yuan() if n in (4, 5) else ""), numeric=n in (2, 4, 5), filter="line" if n == 3 else "")
        for n, pair in enumerate(zip(heads, english, strict=True))
    )  # fmt: skip
    title = desk.say("区域、负责人与目标", "Territories, owners and targets")
    empty = desk.say("本年度还没有划分区域。", "No territory is set for the year.")
    return Section("territories", title, (Listing("territorytable", title, columns, rows, empty),), wide=True, explain=("territory",) if rows else ())  # fmt: skip


def _territory_name(desk: Desk, subject: str) -> str:
    year, _, name = subject.partition("/")
    held = next((row for row in desk.view.all(Territory) if (str(row.year), row.id) == (year, name)), None)
    return desk.words(held.name) if held is not None else name
