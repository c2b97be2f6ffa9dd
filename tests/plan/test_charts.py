"""Charts as values: what they take, what they refuse, their figures as a table, and the places of the provinces."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal, localcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chart_strategies import charts, numbers
from tests.chart_values import AGEING, BARS, FUNNEL, GAUGE, LINE, MATRIX, RADAR, SAMPLES, TILES, TIMELINE
from toolkit.kernel.text import LOCALES, NO_TEXT, Locale, Text
from toolkit.plan.charts import (
    PROVINCES,
    Band,
    Chart,
    Phase,
    Series,
    Stage,
    Tile,
    table_of,
)
from toolkit.plan.charts.numbers import percent, short, shown


def zh(row: tuple[Text, ...]) -> list[str]:
    """A row of a table in Chinese."""
    return [cell.zh for cell in row]


def test_the_figures_of_series() -> None:
    """The unit stands in the head, a missing figure is a dash, a target has a column of its own."""
    table = table_of(LINE)
    assert zh(table.head) == ["期间", "临安禾木（分）", "同组中位数（分）", "A 级线（分）"]
    assert zh(table.rows[2]) == ["2025Q2", "–", "78.0", "90.0"]
    assert table.numeric == (1, 2, 3)
    assert zh(table_of(BARS).rows[5]) == ["协作与成长", "–", "75.0"]
    assert zh(table_of(RADAR).rows[0]) == ["销售业绩", "88.4", "80.0"]


def test_the_figures_of_parts() -> None:
    """Conversions are shares of the stage before, ages have their sum, gauges their bands."""
    assert zh(table_of(FUNNEL).rows[1]) == ["初筛通过", "74", "57.8%"]
    assert zh(table_of(AGEING).rows[-1]) == ["合计", "928,700", "100.0%"]
    assert [zh(row) for row in table_of(GAUGE).rows[:3]] == [["信任指数", "82.6"], ["目标", "85.0"], ["修复 起点", "0"]]
    assert zh(table_of(MATRIX).rows[2]) == ["成长", "0", "3", "5", "1", "1", "0"]


def test_the_figures_of_tiles_stand_in_the_order_of_codes() -> None:
    """Only provinces with a tile are listed, each with its class."""
    table = table_of(TILES)
    assert zh(table.head) == ["省级区划", "数值（家）", "档次"]
    assert [zh(row) for row in table.rows[:2]] == [["北京", "1", "1 家"], ["上海", "4", "4–6 家"]]
    assert len(table.rows) == len(TILES.tiles)


def test_the_figures_of_time_stand_in_the_order_of_days() -> None:
    """Phases and events are one list; what lasts says so."""
    rows = [zh(row) for row in table_of(TIMELINE).rows]
    assert rows[0] == ["寻找与筛选", "2023年11月22日", "2025年6月18日"]
    assert ["合作", "2025年12月17日", "至今"] in rows
    assert rows[-1] == ["续约谈判", "2026年9月28日", "–"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(charts())
def test_every_chart_has_its_table(chart: Chart) -> None:
    """Each row has as many cells as the head, and the columns of figures are among them."""
    table = table_of(chart)
    assert {len(row) for row in table.rows} <= {len(table.head)}
    assert all(0 < column < len(table.head) for column in table.numeric)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (None, None, "–"), ("0", None, "0"), ("-0", 1, "0.0"), ("1234.50", None, "1,234.5"), ("1E3", None, "1,000"), ("2.345", 2, "2.35"),
        ("-2.345", 2, "−2.35"), ("-0.004", 2, "0.00"), ("0.3333333333333333333", None, "0.3333333333"), ("1E+16", 2, "1.00E16"),
        ("-9.996E+300", None, "−1.00E301"), ("1E-12", None, "1.00E−12"), ("1E-12", 1, "0.0"),
    ],
)  # fmt: skip
def test_exact_numbers(value: str | None, decimals: int | None, text: str) -> None:
    """Separators, a true minus, half-up, no zero with a minus, and an exponent where nobody counts digits."""
    assert shown(None if value is None else Decimal(value), decimals) == text


@pytest.mark.parametrize(
    ("value", "chinese", "english"),
    [
        (None, "–", "–"), ("9999.5", "9,999.5", "9,999.5"), ("10000", "1万", "10k"), ("-125500", "−12.6万", "−126k"),
        ("4480000", "448万", "4.48M"), ("99999999", "1亿", "100M"), ("99994999", "9,999万", "100M"), ("999600", "100万", "1M"), ("45678000", "4,568万", "45.7M"), ("123456789", "1.23亿", "123M"),
        ("5000000000000", "5万亿", "5T"), ("1E+20", "1.00E20", "1.00E20"),
    ],
)  # fmt: skip
def test_short_numbers(value: str | None, chinese: str, english: str) -> None:
    """From ten thousand on in 万 and 亿, or k, M, B and T, with three digits."""
    number = None if value is None else Decimal(value)
    assert (short(number, "zh"), short(number, "en")) == (chinese, english)


@given(numbers(), st.sampled_from(LOCALES))
def test_a_short_number_is_short(number: Decimal, locale: Locale) -> None:
    """Whatever its size, it takes no more than sixteen characters, with two decimals asked for."""
    assert len(short(number, locale, 2)) <= 16


def test_shares() -> None:
    """Nothing of nothing has no share, and no precision of a caller changes one."""
    nobody = replace(FUNNEL, stages=(Stage(Text("a"), 0), Stage(Text("b"), 0), Stage(Text("c"), None)))
    assert nobody.conversions() == (None, None, None)
    empty = replace(AGEING, buckets=tuple(replace(bucket, amount=None) for bucket in AGEING.buckets))
    assert empty.total == 0
    assert set(empty.shares()) == {None}
    with localcontext() as context:
        context.prec = 3
        assert percent(AGEING.shares()[0]) == "73.4%"
        assert AGEING.total == 928700
    known = [share for share in AGEING.shares() if share is not None]
    assert abs(sum(known, Decimal(-1))) < Decimal("1E-20")


def test_the_provinces() -> None:
    """All 34 divisions of the first level, Taiwan, Hong Kong and Macao among them, each on a place of its own in the grid."""
    codes = [province.code for province in PROVINCES]
    assert len(set(codes)) == 34
    assert codes == sorted(codes)
    assert {"710000", "810000", "820000"} <= set(codes)
    places = {(province.column, province.row) for province in PROVINCES}
    assert len(places) == 34
    assert all(0 <= column < 8 and 0 <= row < 8 for column, row in places)
    assert len({province.sign.zh for province in PROVINCES}) == len({province.sign.en for province in PROVINCES}) == 34


def test_the_scheme_keeps_the_neighbours() -> None:
    """North is above and east is right, as far as whole tiles can say it."""
    at = {province.sign.zh: province for province in PROVINCES}
    for north, south in ("黑吉", "京豫", "苏浙", "浙闽", "闽台", "湘粤", "粤琼", "蒙晋", "陕渝", "冀鲁"):
        assert at[north].row < at[south].row, (north, south)
    for west, east in ("新甘", "藏川", "川鄂", "鄂皖", "皖浙", "浙沪", "桂粤", "澳港", "滇黔", "赣闽", "青陕", "闽台"):
        assert at[west].column < at[east].column, (west, east)


def test_what_is_no_chart_is_refused() -> None:
    """Lists of different lengths, numbers that are none, scales that do not rise: our own mistakes, so they raise."""
    one = (Series(Text("x"), (Decimal(1),)),)
    for broken in (
        lambda: replace(RADAR, axes=RADAR.axes[:2]),
        lambda: replace(RADAR, series=one),
        lambda: replace(RADAR, series=RADAR.series * 2),
        lambda: replace(RADAR, low=Decimal(100)),
        lambda: replace(LINE, series=()),
        lambda: replace(LINE, marked=8),
        lambda: replace(LINE, low=Decimal("NaN")),
        lambda: replace(LINE, series=(Series(Text("x"), (Decimal("Infinity"),) * 8),)),
        lambda: replace(BARS, targets=(Decimal(1),)),
        lambda: replace(FUNNEL, stages=(Stage(Text("x"), -1),)),
        lambda: replace(AGEING, buckets=(replace(AGEING.buckets[0], amount=Decimal(-1)),)),
        lambda: replace(GAUGE, bands=(Band(Text("x"), Decimal(1)), Band(Text("y"), Decimal(1)))),
        lambda: replace(TILES, tiles=(Tile("990000"),)),
        lambda: replace(TILES, tiles=(Tile("110000"), Tile("110000"))),
        lambda: replace(TILES, tiles=(Tile("110000", shade=5),)),
        lambda: replace(MATRIX, cells=MATRIX.cells[:-1]),
        lambda: replace(TIMELINE, phases=(), events=()),
        lambda: replace(TIMELINE, phases=(Phase(NO_TEXT, date(2026, 2, 1), date(2026, 1, 1)),)),
    ):
        with pytest.raises(ValueError, match=r"."):
            broken()
    with pytest.raises(TypeError, match="Decimal"):
        replace(LINE, series=(Series(Text("x"), (1.5,) * 8),))  # type: ignore[arg-type]  # what the guard is for


@pytest.mark.parametrize("name", SAMPLES)
def test_a_chart_is_a_value(name: str) -> None:
    """Charts are equal by what they say, can be hashed, and never change."""
    chart = SAMPLES[name]
    assert hash(chart) == hash(replace(chart))
    with pytest.raises(FrozenInstanceError):
        chart.title = NO_TEXT  # type: ignore[misc]  # what the guard is for
