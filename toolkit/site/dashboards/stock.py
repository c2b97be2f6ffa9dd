"""Stock: how long it lasts and how old it is, line by line, who has too much, and how forecasts came out (M.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from toolkit.kernel.text import Text
from toolkit.network.record import label
from toolkit.plan.charts import Ageing, Bucket
from toolkit.site.dashboards.board import (
    NONE,
    Board,
    Cell,
    Charts,
    Column,
    Drawn,
    Key,
    Listing,
    Piece,
    Said,
    Section,
    aged,
)
from toolkit.site.dashboards.desk import Desk, count, money, score, share
from toolkit.site.gathered.money import STOCK, forecast_chart, stock_level
from toolkit.site.gathered.wording import number, percent, yuan
from toolkit.topics.company.rules import line_name
from toolkit.topics.evaluation.records.amounts import StockAges
from toolkit.topics.evaluation.rules import NetworkStock
from toolkit.topics.evaluation.rules.network_wide.stock import StockLine
from toolkit.topics.information.rules import NetworkInformation
from toolkit.topics.segment.records.vocabularies import LEVELS
from toolkit.topics.segment.rules import EarlyWarning

LEVEL_MOODS = {"none": "good", "yellow": "warn", "red": "bad", "missing": "open"}
OLD = frozenset(("life_low", "days_91_180"))
"""The first age that is too old: less than a third of the life left, or more than 90 days."""


def stocks(desk: Desk) -> Board:
    """Returns the dashboard of stock."""
    held = desk.latest(NetworkStock)
    return Board(
        "stock",
        Text("库存", "Stock"),
        Text(
            "货在经销商那里能卖多少天、有多旧，谁压货了，预测准不准。",
            "How long the goods at the dealers will last, how old they are, who holds too much, and how forecasts came out.",
        ),
        tuple(_keys(desk, held)),
        (_ages(desk, held), _lines(desk, held), _warned(desk), _dealers(desk, held), _forecasts(desk)),
    )


def _keys(desk: Desk, held: NetworkStock | None) -> Iterator[Key]:
    if held is not None:
        note = Text(f"{held.dealers} 家，不含税", f"{held.dealers} dealers, excl. VAT")
        label_ = Text(f"{held.subject} 末库存", f"Stock at the end of {held.subject}")
        yield Key(label_, yuan(held.closing), note, target=desk.path("stock", "lines"))
        year = f"{int(held.subject[:4]) - 1}{held.subject[4:]}"
        earlier = desk.view.result(NetworkStock, year)
        was, old = percent(earlier.aged_share if earlier else None), yuan(held.aged)
        note = Text(f"{old.zh}，上年同季 {was}", f"{old.within('en')}; a year before {was}")
        yield Key(Text("滞销临期占比", "Aged or near expiry"), Text(percent(held.aged_share)), note, target=desk.path("stock", "ages"))  # fmt: skip
    warned = [row for row in desk.view.results(EarlyWarning) if stock_level(row) in ("yellow", "red")]
    red = sum(stock_level(row) == "red" for row in warned)
    value = Text(f"{len(warned)} 家", str(len(warned)))
    yield Key(Text("库存天数预警", "Warned of days of stock"), value, Text(f"其中红色 {red} 家", f"{red} of them red"), "bad" if red else "", desk.path("stock", "warned"))  # fmt: skip


def _ages(desk: Desk, held: NetworkStock | None) -> Section:
    title = desk.say("库存有多旧", "How old the stock is")
    lines = [line for line in held.lines if line.ages] if held is not None else []
    if not lines:
        why = desk.say("没有登记库龄的季度数据。", "No quarter has the stock by age on record.")
        return Section("ages", title, (Said(why),), wide=True)
    found = tuple(piece for line in lines for piece in _ageings(desk, line))
    drawn = tuple(piece for piece in found if isinstance(piece, Drawn))
    refused = tuple(piece for piece in found if not isinstance(piece, Drawn))
    said = desk.say(
        "只含登记了库龄的经销商。有保质期的看还剩多少，其余看放了多少天。",
        "Dealers whose stock by age is on record. Dated goods by what is left of their life, others by their days.",
    )
    return Section("ages", title, (*((Charts(drawn),) if drawn else ()), *refused, Said(said)), wide=True)


def _ageings(desk: Desk, line: StockLine) -> Iterator[Piece]:
    """A line's stock by what is left of its life, and by days where dealers report so: the two are no one scale."""
    name, said = line_name(desk.view, line.line), percent(line.aged_share)
    finding = Text(f"滞销与临期占全部库存 {said}", f"{said} of all stock is aged or near expiry")
    for sort in ("life", "days"):
        rows = [row for row in line.ages if row.age.startswith(sort)]
        late = next((n for n, row in enumerate(rows) if row.age in OLD), None)
        buckets = tuple(Bucket(label(StockAges, row.age), row.amount) for row in rows)
        why = desk.say(
            f"{name.zh}有的库龄合计是负数，画不成图。",
            f"{name.within('en')}: the sum of an age is below nothing: no chart.",
        )
        if buckets:
            yield aged(
                f"ages-{line.line}-{sort}",
                partial(_ageing, name, finding, late),
                buckets,
                why,
            )


def _ageing(name: Text, finding: Text, late: int | None, buckets: tuple[Bucket, ...]) -> Ageing:
    return Ageing(name, finding, buckets, Text("元", "CNY"), late=late, decimals=0)


def _lines(desk: Desk, held: NetworkStock | None) -> Section:
    title = desk.say("各产品线能卖多少天", "How long each line lasts")
    heads = ("产品线", "家数", "期末库存", "库存天数", "滞销与临期", "占比")
    english = ("Line", "Dealers", "Closing stock", "Days of stock", "Aged", "Share")
    units = {2: desk.yuan(), 3: desk.unit("天", "days"), 4: desk.yuan()}
    columns = tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=n > 0)
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(
        (
            desk.line(line.line),
            count(line.dealers),
            money(line.closing),
            score(line.days, 1),
            money(line.aged),
            share(line.aged_share),
        )
        for line in (held.lines if held is not None else ())
    )
    empty = desk.say("还没有季度库存数据。", "No quarter has stock on record.")
    finding = ""
    known = [line for line in held.lines if line.days is not None] if held is not None else []
    if known:
        most = max(known, key=lambda line: line.days or 0)
        finding = desk.say(
            f"{desk.line(most.line).text}最久，{number(most.days)} 天", f"{desk.line(most.line).text} lasts longest: {number(most.days)} days"
        )  # fmt: skip
    explain = (f"network-stock {held.subject}",) if held is not None else ()
    return Section(
        "lines", title, (Listing("stocklines", title, columns, rows, empty),), finding, wide=True, explain=explain
    )


def _warned(desk: Desk) -> Section:
    title = desk.say("库存天数预警的经销商", "Dealers warned of their stock")
    rows = []
    found = [row for row in desk.view.results(EarlyWarning) if stock_level(row) in ("yellow", "red")]
    for row in sorted(found, key=lambda row: (stock_level(row) != "red", row.subject)):
        line = row.line(STOCK)
        facts = desk.say("；", "; ").join(
            f"{desk.words(fact.what)} {fact.shown(desk.the.locale)}"
            for fact in (line.facts if line is not None else ())
        )
        level = stock_level(row)
        rows.append((desk.dealer(row.subject, "segment"), desk.label(LEVELS, level, LEVEL_MOODS[level]), Cell(facts or "–")))  # fmt: skip
    columns = (
        Column(desk.say("经销商", "Dealer")),
        Column(desk.say("预警", "Warning")),
        Column(desk.say("依据", "Facts")),
    )
    empty = desk.say("没有经销商的库存天数超过界线。", "No dealer's stock is beyond its limit.")
    return Section("warned", title, (Listing("warnedlist", title, columns, tuple(rows), empty),), wide=True, links=desk.policy("warning"))  # fmt: skip


def _dealers(desk: Desk, held: NetworkStock | None) -> Section:
    title = desk.say("各家库存", "Dealer by dealer")
    heads = ("经销商", "产品线", "期末库存", "库存天数", "滞销与临期", "占比", "库存预警")
    english = ("Dealer", "Line", "Closing stock", "Days of stock", "Aged", "Share", "Warning")
    units = {2: desk.yuan(), 3: desk.unit("天", "days"), 4: desk.yuan()}
    columns = tuple(
        Column(desk.say(*pair) + units.get(n, ""), numeric=1 < n < 6, filter={1: "line", 6: "level"}.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    levels = {row.subject: stock_level(row) for row in desk.view.results(EarlyWarning)}
    rows = tuple(
        (
            desk.dealer(row.dealer, "evaluation"),
            desk.line(row.line),
            money(row.closing),
            score(row.days, 1),
            money(row.aged),
            share(row.aged_share),
            desk.label(LEVELS, levels[row.dealer], LEVEL_MOODS[levels[row.dealer]]) if row.dealer in levels else NONE,
        )
        for row in (held.rows if held is not None else ())
    )
    empty = desk.say("还没有季度库存数据。", "No quarter has stock on record.")
    listing = Listing("dealerstock", title, columns, rows, empty)
    finding = desk.say(f"{held.subject} 季末，不含税进货价", f"At the end of {held.subject}, at purchase price excl. VAT") if held else ""  # fmt: skip
    explain = (f"network-stock {held.subject}",) if held is not None else ()
    return Section("dealers", title, (listing,), finding, True, explain, desk.policy("warning"))


def _forecasts(desk: Desk) -> Section:
    title = desk.say("预测准不准", "How forecasts came out")
    held = desk.view.result(NetworkInformation, "network")
    rows = [row for row in (held.forecasts if held is not None else ()) if row[1] is not None or row[2] is not None]
    if not rows:
        why = desk.say("还没有可以和实际比的预测。", "No forecast can be held against what happened yet.")
        return Section("forecasts", title, (Said(why),), wide=True)
    chart = forecast_chart(rows)
    columns = (
        Column(desk.say("季度", "Quarter")),
        Column(desk.say("我方偏差", "Ours"), numeric=True),
        Column(desk.say("经销商偏差", "The dealers'"), numeric=True),
    )
    table = tuple((Cell(quarter), share(ours), share(theirs)) for quarter, ours, theirs in reversed(rows))
    said = desk.say("各家偏差的平均；偏差是预测与实际之差占实际的比例，越小越准。", "The mean over dealers; a deviation is the difference from the actual as a share of it: the smaller, the better.")  # fmt: skip
    pieces = (Drawn("forecast-chart", chart), Listing("forecasttable", title, columns, table), Said(said))
    return Section(
        "forecasts", title, pieces, wide=True, beside=True, explain=("forecast",), links=desk.policy("sharing")
    )
