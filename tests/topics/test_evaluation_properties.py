"""What holds of every score, whatever the figures: bounds, order, parts of a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.evaluation_files import OLD, network, version
from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.quarter import Deduction
from toolkit.topics.evaluation.records.vocabularies import GRADES
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.grading import deduction_lines, total_of
from toolkit.topics.evaluation.rules.reading import LineReading, Reading
from toolkit.topics.evaluation.rules.scales import grade_of, half_up, ruler
from toolkit.topics.evaluation.rules.scoring import (
    DimensionScore,
    IndicatorScore,
    Scores,
    base_of,
    coverage_of,
    scored,
    sheet_of,
)

D = Decimal
POLICIES = {row.version: row for row in network({**version(), **version(OLD, "2024-1")}).all(EvaluationPolicy)}
NEW = POLICIES["2026-1"]
SCALES = {f"{name}:{scale.id}": ruler(scale) for name, policy in POLICIES.items() for scale in policy.scales}
RISING = ("attain", "growth", "rate", "sell-through", "linear")
FALLING = ("overdue", "beyond-term", "aged", "order-changes", "forecast")
values = st.decimals(-1000, 1000, places=6)
scores = st.decimals(0, 100, places=2)
weights = st.decimals(D("0.1"), 30, places=1)


@given(st.sampled_from(sorted(SCALES)), values)
def test_every_score_is_between_0_and_100(name: str, value: Decimal) -> None:
    """Whatever is measured, also far outside the corners."""
    score = SCALES[name].score(Reading(value))
    assert score is None or 0 <= score <= 100
    assert (score is None) == (name == "2026-1:information")


@pytest.mark.parametrize("name", [f"2026-1:{scale}" for scale in (*RISING, *FALLING)])
@given(st.tuples(values, values))
def test_more_is_never_worse_where_more_is_better(name: str, pair: tuple[Decimal, Decimal]) -> None:
    """Curves for what should be high never fall, those for what should be low never rise."""
    low, high = (SCALES[name].score(Reading(value)) for value in sorted(pair))
    assert low is not None
    assert high is not None
    assert low <= high if name.split(":")[1] in RISING else low >= high


@given(
    st.lists(
        st.tuples(st.sampled_from(["ambient", "chilled"]), values, st.decimals(1, 10**6, places=2)),
        min_size=1,
        max_size=4,
    )
)
def test_a_combined_score_lies_between_those_of_its_lines(rows: list[tuple[str, Decimal, Decimal]]) -> None:
    """No mean of product lines is outside what the lines score by themselves."""
    scale = SCALES["2026-1:stock-days"]
    reading = Reading(D(0), by_line=tuple(LineReading(*row) for row in rows))
    score = scale.score(reading)
    alone = [scale.of_line(line, value) for line, value, _ in rows]
    assert score is not None
    assert half_up(min(alone), 2) <= score <= half_up(max(alone), 2)


@given(st.decimals(0, 100, places=1))
def test_every_total_has_exactly_one_grade(total: Decimal) -> None:
    """The bands are a partition of 0 to 100, the top closed."""
    inside = [g for g in NEW.grades if g.from_value <= total and (total < g.to_value or total == g.to_value == 100)]
    assert [grade_of(NEW.grades, total)] == inside


@given(st.tuples(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1)))
def test_a_higher_total_never_has_a_worse_grade(pair: tuple[Decimal, Decimal]) -> None:
    """A to D go with the number."""
    low, high = sorted(pair)
    assert GRADES.rank(grade_of(NEW.grades, high).grade) <= GRADES.rank(grade_of(NEW.grades, low).grade)


def dimension(rows: list[tuple[Decimal | None, Decimal, str]], n: int = 0) -> DimensionScore:
    found = tuple(
        IndicatorScore(f"{n}-{m}", "growth", Text("x"), weight, missing=missing, score=score)
        for m, (score, weight, missing) in enumerate(rows)
    )
    counted = [(row.score, row.weight) for row in found if row.score is not None]
    whole = sum((w for _, w in counted), D(0))
    mean = half_up(sum((s * w for s, w in counted), D(0)) / whole, 2) if whole else None
    return DimensionScore(str(n), Text("x"), sum((row.weight for row in found), D(0)), mean, found)


present = st.tuples(scores, weights, st.just(""))
absent = st.tuples(st.none(), weights, st.sampled_from(["not_applicable", "brand_side", "pending"]))


@given(st.lists(st.lists(present | absent, min_size=1, max_size=4), min_size=1, max_size=6))
def test_the_base_lies_between_the_dimensions(groups: list[list[tuple[Decimal | None, Decimal, str]]]) -> None:
    """And the coverage between 0 and 1; with nothing to count there is no base at all, never a silent 0 or 100."""
    dims = tuple(dimension(rows, n) for n, rows in enumerate(groups))
    held = [row.score for row in dims if row.score is not None]
    base = base_of(dims)
    assert (base is None) == (not held)
    if base is not None:
        assert half_up(min(held, default=D(0)), 10) <= half_up(base, 10) <= half_up(max(held, default=D(0)), 10)
    assert 0 <= coverage_of(dims) <= 1


events = st.lists(
    st.builds(
        lambda kind, points, level, case: Deduction.model_validate(
            {"kind": kind, "case": str(case), "points": str(points), "level": str(level), "final_on": "2026-03-30"}
        ),
        st.sampled_from(["cross-territory", "customer-complaint", "late-payment", "customer-file", "false-attendance"]),
        st.integers(0, 9),
        st.integers(0, 4),
        st.integers(),
    ),
    max_size=12,
)  # fmt: skip
NOTHING = Scores((), (), None, D(0))


@given(events, events)
def test_deductions_are_capped_and_never_shrink(first: list[Deduction], more: list[Deduction]) -> None:
    """10 together, the kind's cap each, never more than an event's points; another event never takes less in all."""
    lines = deduction_lines(NEW, first, NOTHING, date(2026, 10, 20))
    assert sum(line.applied for line in lines) <= NEW.deductions.cap
    for kind in NEW.deductions.kinds:
        assert sum(line.applied for line in lines if line.kind == kind.id) <= kind.cap
    assert all(0 <= line.applied <= min(line.points, D(3)) for line in lines)
    after = deduction_lines(NEW, [*first, *more], NOTHING, date(2026, 10, 20))
    assert sum(line.applied for line in after) >= sum(line.applied for line in lines)
    assert after[: len(lines)] == lines


@given(st.decimals(0, 100, places=8), st.integers(0, 10))
def test_totals_stay_in_bounds(base: Decimal, deducted: int) -> None:
    """0.0 to 100.0 with one decimal, within half a tenth of base − deductions."""
    total = total_of(base, D(deducted))
    assert 0 <= total <= 100
    assert total.as_tuple().exponent == -1
    assert abs(total - max(base - deducted, D(0))) <= D("0.05")


amounts = st.integers(-(10**6), 10**6) | st.just(0)
measures = amounts.map(str) | st.sampled_from(["not_applicable", "not_reported", "brand_side", "pending"]).map(
    lambda cause: {"missing": cause}
)
LINE_FIELDS = (
    "sell_in_gross", "returns", "last_year", "focus", "focus_target", "sell_out", "stock_opening", "stock_closing", "stock_aged",
)  # fmt: skip
LEDGER = (
    "opening", "closing", "credit_sales", "due", "on_time", "received", "overdue_1_30", "overdue_31_60", "overdue_61_90",
    "overdue_over_90",
)  # fmt: skip
TALLIES = ("counties", "activities", "complaints", "reports", "training", "programmes", "actions")
tallies = st.builds(
    lambda done, of: {"done": str(done), "of": str(of), "source": "erp"}, st.integers(0, 9), st.integers(0, 9)
) | st.builds(lambda cause: {"missing": cause}, st.sampled_from(["not_applicable", "not_reported", "brand_side"]))


@st.composite
def quarters(draw: st.DrawFn) -> QuarterData:
    """Any quarter that can be written, sensible or not."""
    lines = tuple(
        {
            "line": line,
            "tax": draw(st.sampled_from(["incl", "excl"])),
            "source": "erp",
            **{n: draw(measures) for n in LINE_FIELDS},
        }
        for line in draw(st.lists(st.sampled_from(["ambient", "chilled", "dispenser"]), unique=True))
    )
    outlets = {n: str(draw(st.integers(0, 9))) for n in ("active", "target", "new", "lost", "net_target")}
    return QuarterData.model_validate(
        {
            "dealer": "D-2025-0001",
            "quarter": "2026Q1",
            "lines": lines,
            "receivables": {"tax": "incl", "source": "erp", **{n: draw(measures) for n in LEDGER}},
            "outlets": {**outlets, "source": "dms"},
            "stock_count": {
                "counted": draw(amounts.map(str)),
                "gap": draw(amounts.map(str)),
                "tax": "excl",
                "source": "audit",
            },
            "display_score": draw(measures),
            "brand_points": draw(measures),
            **{n: draw(tallies) for n in TALLIES},
        }
    )


@given(quarters(), st.booleans(), st.none() | st.integers(0, 9))
def test_any_figures_give_scores_or_causes(data: QuarterData, frozen: bool, had: int | None) -> None:
    """Nothing raises; each indicator has either a score from 0 to 100, or a cause; only what was not reported has both."""
    span = FiscalQuarter.parse("2026Q1").span()
    sheet = sheet_of(NEW)
    assert sheet is not None
    result = scored(sheet, Facts(data, span, {}, {"ambient": D("0.13")}, None, frozen, had))
    for row in result.indicators:
        assert row.score is None or 0 <= row.score <= 100
        assert (row.score is None) == (bool(row.missing) and row.missing != "not_reported")
        assert frozen or row.missing != "not_reported"
    assert (result.base is None) == all(row.score is None for row in result.indicators)
