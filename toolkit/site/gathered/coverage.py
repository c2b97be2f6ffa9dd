"""Coverage: provinces as tiles, the provinces that somebody works in, and white space by potential (M.2 2)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.view import View
from toolkit.plan.charts import PROVINCES, Bars, Series, Tile, TileGrid
from toolkit.site.gathered.wording import yuan
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.rules.coverage import ProvinceCoverage
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import Market
from toolkit.topics.market.rules import regions

CLASSES = (
    Text("没有经销商", "none"),
    Text("1 家", "1"),
    Text("2 家", "2"),
    Text("3–4 家", "3–4"),
    Text("5 家及以上", "5 or more"),
)
BARS = 8
"""How many potentials are drawn; the list has all."""


def tiles_chart(view: View, rows: Sequence[ProvinceCoverage]) -> TileGrid | None:
    """Returns how many dealers each province has; None where there are no divisions."""
    known = {province.code for province in PROVINCES}
    tiles = tuple(
        Tile(row.subject, Decimal(len(row.dealers)), _shade(len(row.dealers))) for row in rows if row.subject in known
    )
    if not tiles:
        return None
    held = [row for row in rows if row.dealers]
    finding = Text("还没有生效的合同", "No contract is in force")
    if held:
        top = max(held, key=lambda row: len(row.dealers))
        name = regions(view).own_name(top.subject)
        finding = Text(f"{name.zh}最多，{len(top.dealers)} 家", f"{name.within('en')} has most: {len(top.dealers)}")
    title = Text("按省级区划的示意，不是地图", "A scheme by province, no map")
    return TileGrid(title, finding, tiles, CLASSES, Text("家", "dealers"))


def _shade(dealers: int) -> int:
    return 4 if dealers >= 5 else 3 if dealers >= 3 else dealers


def covered_provinces(rows: Sequence[ProvinceCoverage]) -> tuple[ProvinceCoverage, ...]:
    """Returns the provinces that have a dealer, those with most first."""
    return tuple(sorted((row for row in rows if row.covered), key=lambda row: (-len(row.dealers), -row.covered, row.subject)))  # fmt: skip


def market_name(view: View, market: str) -> Text:
    """Returns a market's name; the id where there is no such market."""
    record = view.find(Market, market)
    return record.name if record is not None else Text(market)


def largest_spaces(view: View) -> tuple[WhiteSpace, ...]:
    """Returns the white space with a known potential, the largest first."""
    known = [row for row in view.results(WhiteSpace) if row.potential]
    return tuple(sorted(known, key=lambda row: (-(row.potential or Decimal(0)), row.subject)))


def space_finding(view: View, best: WhiteSpace) -> Text:
    """Returns which open potential is largest, in a sentence."""
    market, line, amount = market_name(view, best.market), line_name(view, best.line), yuan(best.potential)
    return Text(
        f"{market.zh}的{line.zh}最大，每年 {amount.zh}",
        f"{line.within('en')} in {market.within('en')} is largest, {amount.within('en')} a year",
    )


def spaces_chart(view: View, spaces: Sequence[WhiteSpace]) -> Bars:
    """Returns the largest open potentials as bars; there must be one."""
    best = spaces[:BARS]
    names = ((market_name(view, row.market), line_name(view, row.line)) for row in best)
    return Bars(
        Text("空白潜力", "Potential still open"),
        space_finding(view, best[0]),
        tuple(Text(f"{m.zh} {line.zh}", f"{m.within('en')} {line.within('en')}") for m, line in names),
        (Series(Text("潜力", "Potential"), tuple(row.potential for row in best)),),
        Text("元/年", "CNY a year"),
        decimals=0,
    )
