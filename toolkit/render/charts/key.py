"""The key of a chart: a sample and a name for each series, in rows; only where nothing can be labelled directly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from toolkit.plan.charts import Series
from toolkit.render.charts.lettering import fitted, width
from toolkit.render.charts.marks import PX, area, mark
from toolkit.render.charts.pen import SIZES, Pen

_SAMPLE, _GAP, _ROW = 22 * PX, 6 * PX, 18 * PX
_SIZE = SIZES["c-t"]


@dataclass(frozen=True, slots=True)
class Sample:
    """An entry of a key: the form of its sample (`line`, `area`, `shade`, an upright `target` or a `level` one), its style and its name."""

    form: str
    style: str
    name: str


def styles(series: Sequence[Series]) -> tuple[str, ...]:
    """Returns the style of each series: 1 to 6 in their order, `q` for those that are there to compare with."""
    found: list[str] = []
    for row in series:
        found.append("q" if row.quiet else str(sum(style != "q" for style in found) + 1))
    return tuple(found)


def key(pen: Pen, samples: Sequence[Sample], top: int, left: int = 0) -> int:
    """Draws the key from `top` on, as many entries a row as have room. Returns where it ends."""
    x, y = left, top
    most = pen.width - left - _SAMPLE - _GAP - 2 * PX
    for sample in samples:
        name = fitted(sample.name, _SIZE, most)
        taken = _SAMPLE + _GAP + width(name, _SIZE)
        if x > left and x + taken > pen.width - 2 * PX:
            x, y = left, y + _ROW
        _sample(pen, sample, x, y + _ROW // 2)
        pen.lines("c-t", x + _SAMPLE + _GAP, y + _ROW // 2 + 4 * PX, (name,), sample.name)
        x += taken + 14 * PX
    return y + _ROW if samples else top


def _sample(pen: Pen, sample: Sample, x: int, y: int) -> None:
    if sample.form == "line":
        pen.line(f"c-l{sample.style}", x, y, x + _SAMPLE, y)
        mark(pen, sample.style, x + _SAMPLE // 2, y)
    elif sample.form == "target":
        pen.line("c-tick", x + _SAMPLE // 2, y - 7 * PX, x + _SAMPLE // 2, y + 7 * PX)
    elif sample.form == "level":
        pen.line("c-tick", x + 2 * PX, y, x + _SAMPLE - 2 * PX, y)
    elif sample.form == "shade":
        pen.box(f"c-h{sample.style}", x + 4 * PX, y - 6 * PX, 14 * PX, 12 * PX)
    else:
        area(pen, sample.style, x + 4 * PX, y - 5 * PX, 14 * PX, 10 * PX)
