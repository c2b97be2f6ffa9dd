"""Forecasts of both sides against what was sold (reference D.2, optional indicators)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics import evaluation_files
from tests.topics.builders import TODAY
from tests.topics.explained_steps import steps_of
from tests.topics.information_files import D, derived, ground, network, year
from toolkit.network.results import Results
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import facts_of
from toolkit.topics.evaluation.rules.trial import forecast_deviation
from toolkit.topics.information.records import Forecast
from toolkit.topics.information.rules import FIGURES, ForecastAccuracy, NetworkInformation, derive
from toolkit.topics.information.rules.forecasts import deviation, in_time

KEY = "D-2025-0001/2026Q2"


def months(tax: str = "excl") -> str:
    """A quarter of two lines: April to June, each with what was sold in, sold out, and what the dealer forecast."""
    rows = (
        ("ambient", ((100, 90, 80), (200, 190, None), (300, 310, 330))),
        ("chilled", ((50, 50, 60), (50, 40, 50), (50, 60, None))),
    )
    lines = []
    for line, held in rows:
        figures = [
            f'{{month: "2026-0{n}", sell_in: "{bought}", sell_out: "{sold}"'
            + (f', forecast: "{said}"}}' if said is not None else "}")
            for n, (bought, sold, said) in enumerate(held, 4)
        ]
        bought, sold = sum(row[0] for row in held), sum(row[1] for row in held)
        lines.append(
            f'{{line: {line}, tax: {tax}, source: erp, sell_in_gross: "{bought}", returns: "0", last_year: "0", '
            f'focus: "0", focus_target: "0", sell_out: "{sold}", stock_opening: "0", stock_closing: "0", '
            f'stock_aged: "0", months: [{", ".join(figures)}]}}'
        )
    return f"lines: [{', '.join(lines)}]\ndeductions: []"


def said(side: str, amount: str, month: str = "2026-04", **more: str) -> str:
    rest = {"line": "ambient", "tax": "excl", "made_on": '"2026-03-20"', **more}
    return f'  - {{month: "{month}", side: {side}, amount: "{amount}", ' + ", ".join(f"{k}: {v}" for k, v in rest.items()) + "}\n"  # fmt: skip


def accuracy(rows: str, tax: str = "excl", as_of: date = TODAY) -> ForecastAccuracy:
    files = {**ground(), **evaluation_files.quarter(months(tax), "2026Q2"), **year("forecasts:\n" + rows)}
    found = derived(files, as_of).find(ForecastAccuracy, KEY)
    assert found is not None
    return found


def test_d2_forecast_deviation_by_product_month_and_quarter() -> None:
    """D.2: per product |F − A| ÷ A, a month the mean over products, the quarter the mean of months.

    Ours: April 0.1 and 0.2 → 0.15, May 0.05, June none → 0.10.
    """
    rows = said("brand", "110") + said("brand", "60", line="chilled") + said("brand", "210", "2026-05")
    found = accuracy(rows)
    assert found.ours == D("0.10")
    first = next(row for row in found.rows if (row.month, row.line) == ("2026-04", "ambient"))
    assert (first.ours, first.theirs, first.actual) == (D(110), D(80), D(100))
    assert (first.our_deviation, first.their_deviation) == (D("0.1"), D("0.2"))


def test_the_dealers_side_is_what_the_evaluation_reads() -> None:
    """Without a list of its own the dealer's forecast is that of the quarter's data: one figure in both chapters."""
    files = {**ground(), **evaluation_files.quarter(months(), "2026Q2")}
    held = network(files)
    found = Results(derive(held, Results(), TODAY)).find(ForecastAccuracy, KEY)
    assert found is not None
    reading = forecast_deviation(facts_of(held, held.all(QuarterData)[0], TODAY))
    assert found.theirs == reading.value == (D("0.2") + D("0") + D("0.1")) / 3
    assert found.ours is None


def test_both_bases_are_measured_apart() -> None:
    """Sell-out has its own actual: 99 against 90 is 10 %, and net sell-in is not touched by it."""
    found = accuracy(said("brand", "99", basis="sell_out") + said("dealer", "81", basis="sell_out"))
    assert (found.ours, found.ours_out, found.theirs_out) == (None, D("0.1"), D("0.1"))


def test_the_last_forecast_before_the_month_counts() -> None:
    """A later one replaces an earlier one; what is said on the first day of the month is no forecast."""
    rows = said("brand", "150", made_on='"2026-02-01"') + said("brand", "120", made_on='"2026-03-31"')
    assert accuracy(rows).ours == D("0.2")
    late = rows + said("brand", "100", made_on='"2026-04-01"')
    assert accuracy(late).ours == D("0.2")


def test_forecast_and_sales_on_one_tax_basis() -> None:
    """113 with VAT is 100 without: no deviation (0b number 2)."""
    assert accuracy(said("brand", "113", tax="incl")).ours == 0
    assert accuracy(said("brand", "100"), tax="incl").ours == D("0.13")


@pytest.mark.parametrize(("actual", "off"), [("0", None), ("-5", None), ("80", "0.25"), ("100", "0")])
def test_d2_nothing_sold_is_not_applicable(actual: str, off: str | None) -> None:
    """0b number 9: a zero denominator is n/a, neither 0 nor infinite."""
    assert deviation(D(100), D(actual)) == (None if off is None else D(off))


amounts = st.decimals("0.01", "1000000", places=2)


@given(amounts, amounts, amounts)
def test_further_off_is_never_better(actual: Decimal, near: Decimal, far: Decimal) -> None:
    """The deviation grows with the distance, is 0 when the forecast came true, and never negative."""
    low, high = sorted((near, far))
    above, further = deviation(actual + low, actual), deviation(actual + high, actual)
    assert deviation(actual, actual) == 0
    assert above is not None
    assert further is not None
    assert 0 <= above <= further


def test_what_is_ahead_has_forecasts_and_no_deviation() -> None:
    """The running quarter is shown before anything was sold in it."""
    files = {**ground(), **year("forecasts:\n" + said("brand", "100", "2026-11", made_on='"2026-09-20"'))}
    found = derived(files).find(ForecastAccuracy, "D-2025-0001/2026Q4")
    assert found is not None
    assert [(row.month, row.ours, row.actual) for row in found.rows] == [("2026-11", D(100), None)]
    assert (found.ours, found.theirs) == (None, None)


def test_a_forecast_is_known_from_the_day_it_was_made() -> None:
    """Time comes in as an argument."""
    row = Forecast.model_validate(
        {"month": "2026-11", "line": "ambient", "side": "brand", "amount": "1", "tax": "excl", "made_on": "2026-10-20"}
    )
    place = (network(ground()).all(DealerProfile)[0], ())
    assert in_time([(row, place)], date(2026, 10, 19)) == {}
    assert len(in_time([(row, place)], date(2026, 10, 20))) == 1


def test_the_network_has_the_mean_of_both_sides() -> None:
    """M.2: forecast accuracy over the network, by quarter."""
    files = {**ground(2), **evaluation_files.quarter(months(), "2026Q2")}
    files |= evaluation_files.quarter(months(), "2026Q2", 2)
    files |= {**year("forecasts:\n" + said("brand", "110")), **year("forecasts:\n" + said("brand", "130"), 2)}
    whole = derived(files).find(NetworkInformation, "network")
    assert whole is not None
    assert whole.forecasts == (("2026Q2", D("0.2"), D("0.1")),)


def test_every_step_of_a_deviation_names_its_place() -> None:
    """The explanation reads each figure at its line, in the list or in the quarter's data, and ends with the means."""
    files = {**ground(), **evaluation_files.quarter(months(), "2026Q2"), **year("forecasts:\n" + said("brand", "110"))}
    held = network(files)
    results = Results(derive(held, Results(), TODAY))
    steps = steps_of(FIGURES, "forecast", KEY, held, results, TODAY)
    read = [(step.value, step.origin.path.rsplit("/", 2)[1]) for step in steps[:3] if step.origin]
    assert read == [("110", "information"), ("80", "quarters"), ("100", "quarters")]
    assert steps[3].value == "(¥110.00 − ¥100.00) ÷ ¥100.00 = 10.00%"
    assert {step.gives: step.value for step in steps if step.gives} == {
        "ours": "(10.00%) ÷ 1 = 10.00%",
        "theirs": "(20.00% + 0.00% + 10.00%) ÷ 3 = 10.00%",
    }
