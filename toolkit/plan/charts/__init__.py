"""Charts as values: what is drawn, in what unit, and what it says. How it is drawn is decided in `render/charts`.

Every chart has a title, and a description that says the finding in a sentence. Numbers are Decimal; a missing one is None
and stays a gap. Values that cannot be drawn (lists of different lengths, NaN) are our own mistakes and raise ValueError.
"""

from __future__ import annotations

from toolkit.plan.charts.days import Event, Phase, Timeline
from toolkit.plan.charts.grids import PROVINCES, Matrix, Province, Tile, TileGrid
from toolkit.plan.charts.series import Bars, Line, Radar, Series, Sparkline, Target
from toolkit.plan.charts.shares import Ageing, Band, Bucket, Funnel, Gauge, Stage
from toolkit.plan.charts.table import Chart, Table, table_of

__all__ = [
    "PROVINCES",
    "Ageing",
    "Band",
    "Bars",
    "Bucket",
    "Chart",
    "Event",
    "Funnel",
    "Gauge",
    "Line",
    "Matrix",
    "Phase",
    "Province",
    "Radar",
    "Series",
    "Sparkline",
    "Stage",
    "Table",
    "Target",
    "Tile",
    "TileGrid",
    "Timeline",
    "table_of",
]
