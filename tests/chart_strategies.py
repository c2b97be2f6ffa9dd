"""Charts of every kind made of anything that data may hold: hostile names, huge and tiny numbers, gaps, nothing at all."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.strategies import han, naughty, safe_text
from toolkit.kernel.text import Text
from toolkit.plan.charts import (
    PROVINCES,
    Ageing,
    Band,
    Bars,
    Bucket,
    Chart,
    Event,
    Funnel,
    Gauge,
    Line,
    Matrix,
    Phase,
    Radar,
    Series,
    Sparkline,
    Stage,
    Target,
    Tile,
    TileGrid,
    Timeline,
)

HOSTILE = ("<script>alert(1)</script>", "</svg><img src=x onerror=alert(1)>", "]]>", '" onload="x', "\x00\x1b", "&lt;", "W" * 300, "浙" * 300, "")  # fmt: skip


def names() -> st.SearchStrategy[Text]:
    """Names in two languages."""
    wording = st.one_of(st.sampled_from(HOSTILE), han(), han(10, 60), naughty(), safe_text(0, 60))
    return st.builds(Text, wording, wording)


def numbers() -> st.SearchStrategy[Decimal]:
    """Plain numbers for the most part, and some beyond all measure."""
    plain = st.builds(lambda n, places: Decimal(n).scaleb(-places), st.integers(-(10**9), 10**9), st.integers(0, 6))
    extreme = st.builds(lambda n, power: Decimal(n).scaleb(power), st.integers(-999, 999), st.integers(-400, 400))
    return st.one_of(plain, st.sampled_from((Decimal(0), Decimal("-0"), Decimal(100))), extreme)


def gappy(length: int) -> st.SearchStrategy[tuple[Decimal | None, ...]]:
    """Values with gaps: any, all equal, or none at all."""
    value = st.one_of(st.none(), numbers())
    return st.one_of(
        st.tuples(*([value] * length)), st.just((None,) * length), numbers().map(lambda number: (number,) * length)
    )


@st.composite
def rows(draw: st.DrawFn, length: int, most: int) -> tuple[Series, ...]:
    """One series or more of some length."""
    count = draw(st.integers(1, most))
    return tuple(Series(draw(names()), draw(gappy(length)), draw(st.booleans())) for _ in range(count))


def decimals() -> st.SearchStrategy[int | None]:
    """How many decimals are asked for."""
    return st.one_of(st.none(), st.integers(0, 4))


@st.composite
def radars(draw: st.DrawFn) -> Radar:
    """Radars of 3 to 8 axes."""
    count = draw(st.integers(3, 8))
    axes = draw(st.lists(names(), min_size=count, max_size=count))
    low, high = sorted(draw(st.lists(numbers(), min_size=2, max_size=2, unique=True)))
    series = draw(rows(count, 3))
    return Radar(draw(names()), draw(names()), tuple(axes), series, low, high, draw(names()), draw(decimals()))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    """Lines over 1 to 40 periods."""
    count = draw(st.one_of(st.integers(1, 9), st.integers(1, 40)))
    periods = tuple(draw(st.lists(names(), min_size=count, max_size=count)))
    ends = sorted(draw(st.lists(numbers(), min_size=2, max_size=2, unique=True)))
    low, high = ends if draw(st.booleans()) else (None, None)
    target = draw(st.one_of(st.none(), st.builds(Target, names(), numbers())))
    marked = draw(st.one_of(st.none(), st.integers(0, count - 1)))
    series = draw(rows(count, 6))
    head = (draw(names()), draw(names()))
    return Line(*head, periods, series, draw(names()), target, marked, low, high, draw(decimals()))


@st.composite
def bars(draw: st.DrawFn) -> Bars:
    """Bars in both directions, side by side and stacked."""
    count = draw(st.one_of(st.integers(1, 8), st.integers(1, 30)))
    categories = tuple(draw(st.lists(names(), min_size=count, max_size=count)))
    return Bars(
        draw(names()), draw(names()), categories, draw(rows(count, 6)), draw(names()),
        draw(st.sampled_from(("across", "up"))), draw(st.booleans()), draw(st.one_of(st.just(()), gappy(count))), draw(names()),
        draw(st.one_of(st.none(), numbers())), draw(decimals()),
    )  # fmt: skip


@st.composite
def sparklines(draw: st.DrawFn) -> Sparkline:
    """Sparklines of 1 to 30 points."""
    count = draw(st.integers(1, 30))
    return Sparkline(draw(names()), draw(names()), (draw(names()),) * count, draw(gappy(count)), draw(names()))


def funnels() -> st.SearchStrategy[Funnel]:
    """Funnels, also of nobody."""
    counts = st.one_of(st.none(), st.just(0), st.integers(0, 10**6), st.integers(0, 10**40))
    stages = st.lists(st.builds(Stage, names(), counts), min_size=1, max_size=12).map(tuple)
    return st.builds(Funnel, names(), names(), stages, names())


@st.composite
def ageings(draw: st.DrawFn) -> Ageing:
    """Ageing bars, also of nothing."""
    amounts = st.one_of(st.none(), st.just(Decimal(0)), numbers().map(abs))
    buckets = tuple(draw(st.lists(st.builds(Bucket, names(), amounts), min_size=1, max_size=6)))
    late = draw(st.one_of(st.none(), st.integers(0, len(buckets))))
    return Ageing(draw(names()), draw(names()), buckets, draw(names()), late, draw(decimals()))


@st.composite
def gauges(draw: st.DrawFn) -> Gauge:
    """Gauges whose value may lie anywhere."""
    low, high = sorted(draw(st.lists(numbers(), min_size=2, max_size=2, unique=True)))
    starts = sorted(draw(st.lists(numbers(), max_size=8, unique=True)))
    maybe = st.one_of(st.none(), numbers())
    return Gauge(
        draw(names()), draw(names()), draw(maybe), low, high, tuple(Band(draw(names()), start) for start in starts),
        draw(names()), draw(maybe), draw(names()), draw(names()), draw(decimals()),
    )  # fmt: skip


@st.composite
def tile_grids(draw: st.DrawFn) -> TileGrid:
    """Some of the provinces."""
    codes = draw(st.lists(st.sampled_from([p.code for p in PROVINCES]), unique=True))
    value = st.one_of(st.none(), numbers())
    tiles = tuple(Tile(code, draw(value), draw(st.integers(0, 4))) for code in codes)
    return TileGrid(draw(names()), draw(names()), tiles, tuple(draw(st.lists(names(), max_size=5))), draw(names()))


@st.composite
def matrices(draw: st.DrawFn) -> Matrix:
    """Matrices of up to 8 rows and 12 columns."""
    columns = tuple(draw(st.lists(names(), min_size=1, max_size=12)))
    lines = tuple(draw(st.lists(names(), min_size=1, max_size=8)))
    cells = tuple(draw(gappy(len(columns))) for _ in lines)
    return Matrix(draw(names()), draw(names()), lines, columns, cells, draw(names()), draw(decimals()))


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Timelines of a day or of all time."""
    near = st.dates(date(2025, 1, 1), date(2026, 12, 31))
    days = draw(st.sampled_from((near, st.dates(), st.just(date(2026, 10, 20)))))
    phases = tuple(
        Phase(draw(names()), start, None if draw(st.booleans()) else min(start + timedelta(draw(st.integers(0, 900))), date.max), draw(st.booleans()))
        for start in draw(st.lists(days.filter(lambda day: day.year < 9000), max_size=6))
    )  # fmt: skip
    events = tuple(draw(st.lists(st.builds(Event, names(), days), min_size=0 if phases else 1, max_size=12)))
    return Timeline(draw(names()), draw(names()), draw(days), phases, events)


def charts() -> st.SearchStrategy[Chart]:
    """A chart of any kind."""
    return st.one_of(
        radars(), lines(), bars(), sparklines(), funnels(), ageings(), gauges(), tile_grids(), matrices(), timelines()
    )
