"""The provinces as tiles of one size, with their signs and values. A scheme, no map, and the chart says so."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.plan.charts import PROVINCES, Province, Tile, TileGrid
from toolkit.plan.charts.numbers import short
from toolkit.render.charts.key import Sample, key
from toolkit.render.charts.lettering import fitted
from toolkit.render.charts.marks import PX
from toolkit.render.charts.pen import PITCH, SIZES, Pen

COLUMNS, ROWS = 8, 8
_GAP = 3 * PX
_DARK = 3
"""From which shade on the lettering is light."""
_NOTE = Text("示意方格，不是地图，不表示边界与面积", "Schematic tiles, no map: no borders, no areas")


def draw(chart: TileGrid, pen: Pen) -> int:
    """Draws the tiles. Returns the height."""
    side = min((pen.width - (COLUMNS - 1) * _GAP) // COLUMNS, 56 * PX)
    left = (pen.width - COLUMNS * side - (COLUMNS - 1) * _GAP) // 2
    tiles = {tile.code: tile for tile in chart.tiles}
    for province in PROVINCES:
        x, y = left + province.column * (side + _GAP), province.row * (side + _GAP)
        _tile(chart, pen, province, tiles.get(province.code), (x, y, side))
    bottom = ROWS * (side + _GAP) + 4 * PX
    samples = [Sample("shade", str(shade), pen.words(name)) for shade, name in enumerate(chart.classes)]
    bottom = key(pen, samples, bottom)
    unit = (
        ""
        if not chart.unit
        else f"单位：{pen.words(chart.unit)}。"
        if pen.locale == "zh"
        else f"Unit: {pen.words(chart.unit)}. "
    )
    lines = pen.label("c-s", 0, bottom + 14 * PX, unit + pen.words(_NOTE), pen.width, most=2)
    return bottom + 6 * PX + lines * PITCH["c-s"]


def _tile(chart: TileGrid, pen: Pen, province: Province, tile: Tile | None, at: tuple[int, int, int]) -> None:
    x, y, side = at
    shade = tile.shade if tile is not None else None
    middle = x + side // 2
    value = short(tile.value, pen.locale, chart.decimals) if tile is not None and tile.value is not None else ""
    pen.open_tip(f"{pen.words(province.name)} {value}".strip())
    pen.box("c-blank" if shade is None else f"c-h{shade}", x, y, side, side)
    dark = shade is not None and shade >= _DARK
    sign = "c-s" if shade is None else "c-w" if dark else "c-t"
    base = y + side // 2 + (-2 * PX if value else 4 * PX)
    pen.text(sign, middle, base, pen.words(province.sign), "middle")
    pen.text("c-y" if dark else "c-v", middle, y + side - 7 * PX, fitted(value, SIZES["c-v"], side - 2 * PX), "middle")
    pen.close_tip()
