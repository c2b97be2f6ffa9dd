"""One product line in one market: size, rivals, channels, positioning, the ideal dealer, the plan, and what is open."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.plan.charts import Bars, Series
from toolkit.site.dashboards.board import NONE, Cell, Column, Drawn, Listing, Note, Notes, Pairs, Piece, Said, Section
from toolkit.site.dashboards.desk import Desk, count, money, share
from toolkit.site.frame import Link
from toolkit.site.gathered.wording import percent, signed, yuan
from toolkit.topics.company.records import DEPARTMENTS, STORAGE, TAX
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import CHANNELS, GRANTS, IdealDealer, LineMarket, Market, Plan
from toolkit.topics.market.records.profile import Competitor, Positioning
from toolkit.topics.market.records.vocabularies import MEASURES, METHODS
from toolkit.topics.market.rules import MarketPotential, key
from toolkit.topics.screening.records import ScorecardPolicy
from toolkit.topics.screening.rules import Comparison
from toolkit.topics.screening.rules.results import SCORECARD

HUNDRED = Decimal(100)
Rows = list[tuple[str, Cell]]


def line_sections(desk: Desk, market: Market, line: LineMarket) -> Iterator[Section]:
    """Yields the sections of a line: what is there, what we mean to do, what is open."""
    name = desk.line(line.line).text
    yield _capacity(desk, market, line, name)
    yield _rivals(desk, line, name)
    yield _channels(desk, line, name)
    yield _position(desk, line, name)
    yield _ideal(desk, line, name)
    yield _plan(desk, line, name)
    yield _white(desk, market, line, name)


def _title(desk: Desk, name: str, zh: str, en: str) -> str:
    return desk.say(f"{name}：{zh}", f"{name}: {en}")


def _sourced(desk: Desk, source: str, day: str) -> str:
    return desk.say(f"{source}，{day}", f"{source}, {day}")


def _capacity(desk: Desk, market: Market, line: LineMarket, name: str) -> Section:
    held = desk.view.result(MarketPotential, key(market.id, line.line))
    columns = (
        Column(desk.say("方法", "Method")),
        Column(desk.say("市场容量", "Size") + desk.unit("元/年", "CNY a year"), numeric=True),
        Column(desk.say("算式", "Working")),
        Column(desk.say("来源与日期", "Source and date")),
    )
    rows = tuple(
        (
            desk.label(METHODS, row.method),
            money(row.amount),
            Cell(desk.words(row.working)),
            Cell(row.source, note=desk.day(row.as_of).text),
        )
        for row in line.estimates
    )
    pairs: Rows = [
        (desk.say("口径", "Tax"), desk.label(TAX, line.tax)),
        (desk.say("去年我方销售", "Own sales last year"), Cell(amount_text(line.own_sales))),
    ]
    explain: tuple[str, ...] = ()
    if held is not None:
        place = desk.say(f"第 {held.rank} 名，共 {held.candidates} 个", f"{held.rank} of {held.candidates}")
        pairs += [
            (desk.say("我方份额", "Our share"), share(held.share)),
            (desk.say("年增速", "Growth a year"), Cell(signed(held.growth))),
            (desk.say("可达份额", "Attainable share"), Cell(percent_text(line.attainable_share), note=desk.words(line.attainable_basis))),
            (desk.say("我方自营占比", "Sold by ourselves"), Cell(percent_text(line.in_house_share))),
            (desk.say("区域年目标", "Target of the region"), Cell(amount_text(held.target)) if held.target is not None else NONE),
            (desk.say("优先度", "Priority"), Cell(number_text(held.priority, 1), note=place) if held.priority is not None else Cell("–", note=desk.say("没有待启动的计划，或缺度量，不参与排序", "no plan to launch, or a measure is lacking: not ranked"))),
        ]  # fmt: skip
        pairs += [(desk.words(MEASURES.label(part.measure)), Cell(desk.say(f"{number_text(part.points, 1)} 分", f"{number_text(part.points, 1)} points"), note=desk.say(f"权重 {number_text(part.weight)}，换算值 {number_text(part.scaled, 1)}", f"weight {number_text(part.weight)}, scaled {number_text(part.scaled, 1)}"))) for part in held.parts]  # fmt: skip
        explain = (f"market {market.id} {line.line}",)
    if line.difference is not None:
        pairs.append((desk.say("两法为什么不同", "Why the estimates differ"), Cell(desk.words(line.difference))))
    pieces = (Listing(f"size{line.line}", name, columns, rows), Pairs(tuple(pairs)))
    finding = ""
    if held is not None and held.size is not None:
        size = desk.words(yuan(held.size))
        finding = desk.say(f"按较小的测算，每年 {size}，我方占 {percent(held.share)}", f"By the smaller estimate {size} a year, of which {percent(held.share)} is ours")  # fmt: skip
    return Section(f"line-{line.line}", _title(desk, name, "容量与优先度", "size and priority"), pieces, finding, True, explain, desk.policies(("priority", "research")), step=name)  # fmt: skip


def _rivals(desk: Desk, line: LineMarket, name: str) -> Section:
    columns = (
        Column(desk.say("竞品", "Rival")),
        Column(desk.say("份额", "Share"), numeric=True),
        Column(desk.say("由谁经销", "Sold by")),
        Column(desk.say("货架上看到的价格", "Prices seen on shelves")),
        Column(desk.say("来源", "Source")),
    )
    rows = tuple(_rival(desk, row) for row in sorted(line.competitors, key=lambda row: -row.share))
    empty = desk.say("没有记录竞品。", "No rival is on record.")
    pieces: list[Piece] = [Listing(f"rivals{line.line}", name, columns, rows, empty)]
    held = sum((row.share for row in line.competitors), Decimal(0))
    finding = desk.say(f"记录的 {len(rows)} 个竞品合占 {percent(held, 0)}", f"The {len(rows)} rivals on record hold {percent(held, 0)}") if rows else ""  # fmt: skip
    return Section(f"rivals-{line.line}", _title(desk, name, "竞争", "competition"), tuple(pieces), finding, step="")


def _rival(desk: Desk, row: Competitor) -> tuple[Cell, ...]:
    prices = NONE
    if row.shelf_prices is not None:
        band = row.shelf_prices
        seen = desk.say(
            f"{desk.words(band.pack)}，{desk.day(band.observed_on).text}，{band.shops} 家店",
            f"{desk.words(band.pack)}, {desk.day(band.observed_on).text}, {band.shops} shops",
        )
        prices = Cell(f"{amount_text(band.low)}–{amount_text(band.high)}", note=seen)
    return (Cell(row.brand, foreign=not desk.zh), share(row.share), Cell(row.dealer or "–"), prices, Cell(row.source))


def _channels(desk: Desk, line: LineMarket, name: str) -> Section:
    title = _title(desk, name, "渠道", "channels")
    if not line.channels:
        why = desk.say("没有记录渠道结构。", "The channels are not on record.")
        return Section(f"channels-{line.line}", title, (Said(why),), step="")
    order = sorted(line.channels, key=lambda row: -row.share)
    first = CHANNELS.label(order[0].channel)
    said = percent(order[0].share, 0)
    chart = Bars(
        Text("各渠道占比", "Share of each channel"),
        Text(f"{first.zh}最大，{said}", f"{first.within('en')} is largest, {said}"),
        tuple(CHANNELS.label(row.channel) for row in order),
        (Series(Text("占比", "Share"), tuple(row.share * HUNDRED for row in order)),),
        Text("%"),
        decimals=0,
    )
    columns = (
        Column(desk.say("渠道", "Channel")),
        Column(desk.say("占比", "Share"), numeric=True),
        Column(desk.say("终端数", "Outlets") + desk.unit("家", "outlets"), numeric=True),
    )
    rows = tuple((desk.label(CHANNELS, row.channel), share(row.share, 0), count(row.outlets)) for row in order)
    pieces = (Drawn(f"channels-{line.line}-chart", chart), Listing(f"channels{line.line}", name, columns, rows))
    return Section(f"channels-{line.line}", title, pieces, step="")


def _position(desk: Desk, line: LineMarket, name: str) -> Section:
    title = _title(desk, name, "定位", "positioning")
    held: Positioning | None = line.positioning
    if held is None:
        why = desk.say("还没有写定位。", "No positioning is written yet.")
        return Section(f"position-{line.line}", title, (Said(why),), step="")
    claims = []
    for row in held.advantages:
        proof = desk.words(row.evidence)
        if row.valid_until is not None:
            until = desk.day(row.valid_until).text
            proof = desk.say(f"{proof}，有效至 {until}", f"{proof}; valid until {until}")
        claims.append(Note(desk.words(row.claim), proof))
    columns = tuple(
        Column(desk.say(*pair)) for pair in (("客群", "Who"), ("需要", "What they need"), ("渠道", "Channel"))
    )
    rows = tuple(
        (Cell(desk.words(row.who)), Cell(desk.words(row.need)), desk.label(CHANNELS, row.channel))
        for row in held.target_segments
    )
    pieces = (
        Notes(tuple(claims), desk.say("优势和证据", "What we are better at, with proof")),
        Listing(f"segments{line.line}", name, columns, rows, title=desk.say("目标客群", "Target customers")),
    )
    return Section(f"position-{line.line}", title, pieces, desk.words(held.statement), step="")


def _ideal(desk: Desk, line: LineMarket, name: str) -> Section:
    title = _title(desk, name, "理想经销商", "the ideal dealer")
    held: IdealDealer | None = line.ideal_dealer
    if held is None:
        why = desk.say("还没有写理想经销商画像。", "The ideal dealer is not described yet.")
        return Section(f"ideal-{line.line}", title, (Said(why),), step="")
    pairs: Rows = [
        (desk.say("渠道强项", "Strong in"), Cell(desk.listed(desk.words(CHANNELS.label(code)) for code in held.channels))),
        (desk.say("专职人数", "Dedicated team"), Cell(desk.say(f"至少 {held.min_team} 人", f"at least {held.min_team} people"))),
        (desk.say("仓储", "Warehouse"), Cell(desk.say(f"至少 {number_text(held.min_warehouse_m2)} ㎡，{desk.words(STORAGE.label(held.storage))}", f"at least {number_text(held.min_warehouse_m2)} m², {desk.words(STORAGE.label(held.storage))}"))),
        (desk.say("资金", "Capital"), Cell(desk.say(f"首单外再加 {number_text(held.capital_multiple)} 个月目标", f"{number_text(held.capital_multiple)} months of target on top of the first order"))),
        (desk.say("态度", "Attitude"), Cell(desk.words(held.attitude))),
        (desk.say("推算", "Working"), Cell(desk.words(held.working))),
        (desk.say("批准", "Approved"), Cell(desk.day(held.approved_on).text, note=desk.staff(held.approved_by).text)),
    ]  # fmt: skip
    policy = desk.the.policies.get(SCORECARD)
    names = policy.names_inside() if isinstance(policy, ScorecardPolicy) else {}
    changes = tuple(
        Note(
            desk.say(
                f"{desk.words(names.get(row.item, Text(row.item)))} {_signed(row.change)} 分",
                f"{desk.words(names.get(row.item, Text(row.item)))} {_signed(row.change)} points",
            ),
            desk.words(row.reason),
        )
        for row in held.weight_overrides
    )
    pieces: list[Piece] = [Pairs(tuple(pairs))]
    if changes:
        pieces.append(Notes(changes, desk.say("评分权重调整", "Changes to the scorecard's weights")))
    return Section(f"ideal-{line.line}", title, tuple(pieces), links=desk.policy("scorecard"), step="")


def _signed(change: Decimal) -> str:
    return ("+" if change > 0 else "") + number_text(change)


def _plan(desk: Desk, line: LineMarket, name: str) -> Section:
    title = _title(desk, name, "布局计划", "the plan")
    held: Plan | None = line.plan
    if held is None:
        why = desk.say("没有列入布局计划。", "No plan is made for it.")
        return Section(f"plan-{line.line}", title, (Said(why),), step="")
    owner = desk.staff(held.owner)
    pairs: Rows = [
        (desk.say("经销商", "Dealers"), Cell(desk.say(f"{held.dealers} 家，{desk.words(GRANTS.label(held.grant))}", f"{held.dealers}, {desk.words(GRANTS.label(held.grant))}"), note=desk.words(held.grant_reason))),
        (desk.say("启动", "Launch"), Cell(held.launch)),
        (desk.say("每家首单", "First order of each"), Cell(amount_text(held.first_order))),
        (desk.say("全区目标终端", "Target outlets"), Cell(desk.say(f"{number_text(held.outlets)} 家", number_text(held.outlets)))),
        (desk.say("预算", "Budget"), Cell(amount_text(held.budget))),
        *((desk.say(f"第 {row.year} 年目标", f"Target, year {row.year}"), Cell(amount_text(row.amount))) for row in held.targets),
        (desk.say("负责人", "Owner"), Cell(owner.text)),
        (desk.say("为什么先做", "Why now"), Cell(desk.words(held.reason))),
        *((desk.words(DEPARTMENTS.label(row.role)), Cell(desk.say("已批准", "approved"), note=desk.day(row.date).text)) for row in held.approvals),
    ]  # fmt: skip
    return Section(f"plan-{line.line}", title, (Pairs(tuple(pairs)),), step="")


def _white(desk: Desk, market: Market, line: LineMarket, name: str) -> Section:
    title = _title(desk, name, "空白", "white space")
    held = desk.view.result(WhiteSpace, key(market.id, line.line))
    if held is None:
        why = desk.say("没有可比的授权和区划。", "There are no divisions to compare with.")
        return Section(f"white-{line.line}", title, (Said(why),), step="")
    pairs: Rows = [
        (desk.say("空白区县", "Open counties"), Cell(desk.listed(desk.region(code) for code in held.open) or desk.say("没有", "none"))),
        (desk.say("名义覆盖", "Covered in name only"), Cell(desk.listed(desk.region(code) for code in held.in_name) or desk.say("没有", "none"), mood="warn" if held.in_name else "")),
        (desk.say("空白潜力", "Potential still open"), Cell(amount_text(held.potential), note=_weighed(desk, held)) if held.potential is not None else NONE),
        *((desk.say(f"{desk.words(CHANNELS.label(gap.channel))}没有人做", f"Nobody in {desk.words(CHANNELS.label(gap.channel))}"), Cell(desk.listed(desk.region(code) for code in gap.counties), note=desk.say(f"该渠道占 {percent(gap.share, 0)}", f"{percent(gap.share, 0)} of the market"))) for gap in held.channels),
    ]  # fmt: skip
    pieces: list[Piece] = [Pairs(tuple(pairs))]
    candidates = [desk.dealer(dealer, "screening") for dealer in held.candidates]
    pieces.append(
        Notes(
            tuple(Note(cell.text, path=cell.path) for cell in candidates),
            desk.say("在谈的候选人", "Candidates under way"),
            desk.say("没有在谈的候选人。", "No candidate is under way."),
        )
    )
    links: tuple[Link, ...] = ()
    if desk.view.result(Comparison, held.subject) is not None:
        anchor = f"comparison-{market.id}-{line.line}"
        links = (Link(desk.say("候选人比较", "Candidates compared"), desk.path("recruitment", anchor)),)
    finding = desk.say(f"{held.counties} 个区县里 {len(held.open)} 个没有人做", f"{len(held.open)} of {held.counties} counties have nobody")  # fmt: skip
    return Section(f"white-{line.line}", title, tuple(pieces), finding, explain=(f"white-space {market.id} {line.line}",), links=links, step="")  # fmt: skip


def _weighed(desk: Desk, held: WhiteSpace) -> str:
    return (
        desk.say("按人口分摊", "shared out by people")
        if held.by_people
        else desk.say("各区县同样计", "counties count alike")
    )
