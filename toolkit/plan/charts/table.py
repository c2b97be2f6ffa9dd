"""The same figures as a table: what a chart shows can be read without seeing it, one click away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.plan.charts.days import Timeline
from toolkit.plan.charts.grids import PROVINCES, Matrix, TileGrid
from toolkit.plan.charts.numbers import MISSING, percent, shown
from toolkit.plan.charts.series import Bars, Line, Radar, Series, Sparkline
from toolkit.plan.charts.shares import Ageing, Funnel, Gauge

Chart = Radar | Line | Bars | Sparkline | Funnel | Ageing | Gauge | TileGrid | Matrix | Timeline
Row = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A head, rows of as many cells, and the numbers of the columns that hold figures."""

    head: Row
    rows: tuple[Row, ...]
    numeric: tuple[int, ...]


def table_of(chart: Chart) -> Table:
    """Returns the figures of a chart; the unit stands in the head, a missing figure is `–`."""
    match chart:
        case Radar(axes=places) | Line(periods=places) | Bars(categories=places):
            return _of_series(chart, places)
        case Sparkline():
            rows = ((p, _number(v, chart.decimals)) for p, v in zip(chart.periods, chart.values, strict=True))
            return _table((_PERIOD, _with_unit(chart.title, chart.unit)), rows)
        case Funnel():
            return _of_funnel(chart)
        case Ageing():
            return _of_ageing(chart)
        case Gauge():
            return _of_gauge(chart)
        case TileGrid():
            return _of_tiles(chart)
        case Matrix():
            return _of_matrix(chart)
        case Timeline():
            return _of_timeline(chart)


_PERIOD, _ITEM = Text("期间", "Period"), Text("项目", "Item")


def _of_series(chart: Radar | Line | Bars, places: tuple[Text, ...]) -> Table:
    columns = list(chart.series)
    if isinstance(chart, Bars) and chart.targets:
        columns.append(Series(chart.target, chart.targets))
    if isinstance(chart, Line) and chart.target is not None:
        columns.append(Series(chart.target.name, (chart.target.value,) * len(places)))
    head = (_PERIOD if isinstance(chart, Line) else _ITEM, *(_with_unit(row.name, chart.unit) for row in columns))
    rows = ((place, *(_number(row.values[n], chart.decimals) for row in columns)) for n, place in enumerate(places))
    return _table(head, rows)


def _of_funnel(chart: Funnel) -> Table:
    head = (
        Text("阶段", "Stage"),
        _with_unit(Text("数量", "Count"), chart.unit),
        Text("较上一阶段", "Of the stage before"),
    )
    pairs = zip(chart.stages, chart.conversions(), strict=True)
    return _table(head, ((stage.name, _number(stage.count), _share(share)) for stage, share in pairs))


def _of_ageing(chart: Ageing) -> Table:
    head = (Text("账龄", "Age"), _with_unit(Text("金额", "Amount"), chart.unit), Text("占比", "Share"))
    pairs = zip(chart.buckets, chart.shares(), strict=True)
    rows = [(bucket.name, _number(bucket.amount, chart.decimals), _share(share)) for bucket, share in pairs]
    whole = Decimal(1) if chart.total else None
    rows.append((Text("合计", "Total"), _number(chart.total, chart.decimals), _share(whole)))
    return _table(head, rows)


def _of_gauge(chart: Gauge) -> Table:
    head = (_ITEM, _with_unit(Text("数值", "Value"), chart.unit))
    rows = [(chart.title, _number(chart.value, chart.decimals))]
    if chart.target is not None:
        rows.append((chart.target_name, _number(chart.target, chart.decimals)))
    for band in chart.bands:
        name = Text(f"{band.name.zh} 起点", f"{band.name.within('en')} from")
        rows.append((name, _number(band.start)))
    return _table(head, rows)


def _of_tiles(chart: TileGrid) -> Table:
    """The provinces that have a value, in the order of their codes."""
    tiles = {tile.code: tile for tile in chart.tiles}
    head: Row = (Text("省级区划", "Province"), _with_unit(Text("数值", "Value"), chart.unit))
    if chart.classes:
        head = (*head, Text("档次", "Class"))
    rows: list[Row] = []
    for province in PROVINCES:
        tile = tiles.get(province.code)
        if tile is None:
            continue
        cells = (province.name, _number(tile.value, chart.decimals))
        named = chart.classes[tile.shade] if tile.shade < len(chart.classes) else Text(MISSING)
        rows.append((*cells, named) if chart.classes else cells)
    return Table(head, tuple(rows), (1,))


def _of_matrix(chart: Matrix) -> Table:
    head = (Text("从 ＼ 至", "From \\ to"), *chart.columns)
    rows = zip(chart.rows, chart.cells, strict=True)
    return _table(head, ((name, *(_number(cell, chart.decimals) for cell in cells)) for name, cells in rows))


def _of_timeline(chart: Timeline) -> Table:
    head = (Text("事项", "What"), Text("起", "From"), Text("止", "To"))
    lasting = Text("至今", "to date")
    dated = [(p.start, (p.name, _day(p.start), _day(p.end) if p.end else lasting)) for p in chart.phases]
    dated += [(event.day, (event.name, _day(event.day), Text(MISSING))) for event in chart.events]
    return Table(head, tuple(row for _, row in sorted(dated, key=lambda entry: entry[0])), ())


def _table(head: Row, rows: Iterable[Row]) -> Table:
    return Table(head, tuple(rows), tuple(range(1, len(head))))


def _with_unit(name: Text, unit: Text) -> Text:
    if not unit:
        return name
    return Text(f"{name.zh}（{unit.zh}）", f"{name.within('en')} ({unit.within('en')})")


def _number(value: Decimal | int | None, decimals: int | None = None) -> Text:
    return Text(shown(value, decimals))


def _share(value: Decimal | None) -> Text:
    return Text(percent(value))


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
