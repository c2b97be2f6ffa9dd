"""The worked example D-1 to the last digit, and the rules around it at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.topics.builders import dealer
from tests.topics.evaluation_files import (
    LINE,
    POLICY,
    RECEIVABLES,
    TODAY,
    evaluation,
    network,
    plant,
    terms,
    version,
    world,
)
from toolkit.kernel.period import FiscalQuarter
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules import (
    Evaluation,
)
from toolkit.topics.evaluation.rules.facts import facts_of, full_quarters
from toolkit.topics.evaluation.rules.grading import total_of
from toolkit.topics.evaluation.rules.scales import grade_of, half_up
from toolkit.topics.evaluation.rules.scoring import base_of, reading_of, scored, sheet_of

D = Decimal
SCORES = {
    "S1": "95.00", "S2": "85.00", "S3": "78.00", "M1": "75.00", "M2": "68.33", "M3": "90.00", "M4": "76.67",
    "P1": "91.00", "P2": "76.00", "P3": "100.00", "I1": "100.00", "I2": "89.21", "I3": "72.00", "I4": "94.00",
    "B1": "86.00", "B2": "85.00", "B3": "90.00", "C1": "78.27", "C2": None, "C3": "100.00", "C4": "66.25",
}  # fmt: skip
RAW = {
    "S1": "1.0500", "S2": "0.1250", "S3": "0.9200", "M1": "0.9000", "M2": "0.8833", "M3": "1.0000", "M4": "0.9167",
    "P1": "0.9700", "P2": "0.0600", "I1": "40.0168", "I2": "0.9460", "I3": "0.0700", "I4": "0.9800", "B2": "0.9500",
    "C1": "0.9231", "C3": "1.0000", "C4": "0.8750",
}  # fmt: skip


def policy(text: str = POLICY) -> EvaluationPolicy:
    return network(version(text)).all(EvaluationPolicy)[0]


def indicators(row: Evaluation) -> dict[str, tuple[Decimal | None, str, Decimal | None]]:
    return {i.id: (i.value, i.missing, i.score) for d in row.dimensions for i in d.indicators}


def dimensions(row: Evaluation) -> dict[str, Decimal | None]:
    return {d.id: d.score for d in row.dimensions}


def test_d1_every_indicator() -> None:
    """Raw values and scores of the worked example come out to the last printed digit."""
    rows = indicators(evaluation(world()))
    assert {name: None if row[2] is None else str(row[2]) for name, row in rows.items()} == SCORES
    shown = {name: str(half_up(row[0], 4)) for name, row in rows.items() if row[0] is not None and name in RAW}
    assert shown == RAW
    assert rows["C2"] == (None, "brand_side", None)


def test_d1_from_dimensions_to_grade() -> None:
    """Base 85.527, three points off, 82.527, printed 82.5: B, with 97 % of the weight covered."""
    row = evaluation(world())
    assert [str(score) for score in dimensions(row).values()] == ["88.37", "76.33", "89.50", "90.56", "86.90", "81.04"]
    assert (row.base, row.deducted, row.base - row.deducted if row.base else None) == (D("85.527"), D(3), D("82.527"))
    assert (str(row.total), row.grade, row.status, row.coverage) == ("82.5", "B", "rated", D("0.97"))
    assert (row.next_grade, row.to_next, row.factor) == ("A", D("2.5"), D("1.0"))


def test_d1_without_the_deduction_is_an_a() -> None:
    """85.527 prints as 85.5, which is an A: three points decide between two grades."""
    row = evaluation(world("deductions: []"))
    assert (str(row.total), row.grade, row.next_grade, row.to_next) == ("85.5", "A", "", None)


def test_d1_with_r5_is_a_c_and_the_number_stays() -> None:
    """A red line limits the grade, not the number; its factor follows the grade."""
    row = evaluation(world('red_lines: [{red_line: R5, case: FI-2026-0007, final_on: "2026-04-10"}]'))
    assert (str(row.total), row.band, row.grade, row.factor) == ("82.5", "B", "C", D("0.8"))


def test_d1_raw_values_are_never_rounded() -> None:
    """Rounding the raw values to the four printed decimals first would give 85.530 (0b number 1)."""
    records = network(world())
    sheet = sheet_of(records.all(EvaluationPolicy)[0])
    assert sheet is not None
    facts = facts_of(records, records.all(QuarterData)[0], TODAY)
    dims = scored(sheet, facts).dimensions
    rounded = []
    for gauges, dimension in zip(sheet.dimensions, dims, strict=True):
        pairs = []
        for gauge, row in zip(gauges, dimension.indicators, strict=True):
            value = reading_of(gauge, facts).value
            if value is not None and gauge.ruler.curve is not None:
                pairs.append((half_up(gauge.ruler.curve.at(half_up(value, 4)), 2), row.weight))
        mean = sum((s * w for s, w in pairs), D(0)) / sum((w for _, w in pairs), D(0))
        rounded.append((half_up(mean, 2), dimension.weight))
    assert base_of(dims) == D("85.527")
    assert sum((s * w for s, w in rounded), D(0)) / 100 == D("85.530")


@pytest.mark.parametrize(("sales", "raw"), [("3150000", "-4.8571"), ("3559500", "-7.7497")])
def test_d1_receivables_on_either_basis(sales: str, raw: str) -> None:
    """P3 is full marks with the example's own credit sales and with those that include VAT (0b number 2)."""
    row = indicators(evaluation(world(f"receivables: {RECEIVABLES.replace('3559500', sales)}")))["P3"]
    assert (str(half_up(row[0] or D(0), 4)), str(row[2])) == (raw, "100.00")


@pytest.mark.parametrize(
    ("total", "grade"),
    [
        ("0", "D"), ("59.9", "D"), ("60.0", "C"), ("69.9", "C"), ("70.0", "B"), ("84.9", "B"), ("85.0", "A"),
        ("99.9", "A"), ("100.0", "A"),
    ],
)  # fmt: skip
def test_totals_in_the_right_band(total: str, grade: str) -> None:
    """0, 60, 70, 85 and a perfect 100 each have their grade: lower bounds are in, and so is the top (trap T2)."""
    assert grade_of(policy().grades, D(total)).grade == grade


@pytest.mark.parametrize(
    ("base", "off", "total"),
    [
        ("84.95", "0", "85.0"),
        ("84.949", "0", "84.9"),
        ("2", "3", "0.0"),
        ("100", "0", "100.0"),
        ("85.527", "3", "82.5"),
    ],
)
def test_the_total_is_rounded_once_and_kept_in_bounds(base: str, off: str, total: str) -> None:
    """Half-up to one decimal at the very end; never below 0."""
    assert str(total_of(D(base), D(off))) == total


@pytest.mark.parametrize(
    ("text", "indicator", "missing", "score"),
    [
        (f"lines: [{LINE.replace('2800000', '0')}]", "S2", "not_applicable", None),
        (f"lines: [{LINE.replace('3150000', '0')}]", "I2", "not_applicable", None),
        (f"lines: [{LINE.replace('1400000', '0')}]", "I3", "not_applicable", None),
        ('stock_count: {counted: "0", gap: "0", tax: excl, source: audit}', "I4", "not_applicable", None),
        ("complaints: {done: 0, of: 0, source: erp}", "B2", "not_applicable", None),
        ("reports: {done: 0, of: 0, source: erp}", "C1", "not_applicable", None),
        ("actions: {done: 0, of: 0, source: erp}", "C4", "not_applicable", None),
        ("training: {done: 0, of: 0, source: erp}", "C2", "not_applicable", None),
        ("programmes: {done: 0, of: 0, source: erp}", "C3", "not_applicable", None),
        ("counties: {done: 0, of: 0, source: erp}", "M3", "not_applicable", None),
        ("outlets: {active: 1, target: 0, new: 0, lost: 0, net_target: 0, source: dms}", "M1", "not_applicable", None),
        ("outlets: {active: 1, target: 0, new: 0, lost: 0, net_target: 0, source: dms}", "M2", "not_applicable", None),
        (f"receivables: {RECEIVABLES.replace('3000000', '0').replace('2910000', '0')}", "P1", "not_applicable", None),
        (f"receivables: {RECEIVABLES.replace('900000', '0').replace('54000', '0')}", "P2", "", "100.00"),
        (f"receivables: {RECEIVABLES.replace('3559500', '0')}", "P3", "not_applicable", None),
        (f"lines: [{LINE.replace('2980000', '0')}]", "I1", "", "0.00"),
        (
            f"lines: [{LINE.replace('2980000', '0').replace('1250000', '0').replace('1400000', '0')}]",
            "I1",
            "not_applicable",
            None,
        ),
    ],
)
def test_zero_denominators(text: str, indicator: str, missing: str, score: str | None) -> None:
    """A zero below makes a measure not applicable; no receivables are no arrears; stock without sell-out is 999 days (0b 9)."""
    _, cause, points = indicators(evaluation(world(text)))[indicator]
    assert (cause, None if points is None else str(points)) == (missing, score)


def test_stock_that_nobody_buys_is_999_days() -> None:
    """The raw value is said, not only its zero points (D.6)."""
    assert indicators(evaluation(world(f"lines: [{LINE.replace('2980000', '0')}]")))["I1"][0] == 999


def test_a_prepaid_dealer_is_fully_covered() -> None:
    """What does not apply is in neither side of the coverage (0b number 10)."""
    prepaid = terms('payment: {method: prepaid, late_interest_daily: "0.0001", reconciliation_day: "5"}')
    row = evaluation({**world("training: {done: 9, of: 9, source: survey}"), **prepaid})
    assert [indicators(row)[name][1] for name in ("P1", "P2", "P3")] == ["", "not_applicable", "not_applicable"]
    assert (row.coverage, dimensions(row)["payment"]) == (D(1), D("91.00"))


def test_what_was_not_reported_is_scored_zero_only_after_the_freeze() -> None:
    """Until the freeze it is pending and the result provisional; afterwards it counts as available with 0 (0b 10, 11)."""
    files = world("training: {missing: not_reported}")
    early = evaluation(files, as_of=date(2026, 4, 7))
    assert (indicators(early)["C2"][1:], early.status) == (("pending", None), "provisional")
    assert (early.reasons, early.coverage) == (("pending", "not_frozen"), D("0.97"))
    late = evaluation(files)
    assert (indicators(late)["C2"][1:], late.status, late.coverage) == (("not_reported", D("0.00")), "rated", D(1))
    assert late.total is not None
    assert early.total is not None
    assert late.total < early.total


@pytest.mark.parametrize("cause", ["brand_side", "not_applicable", "pending"])
def test_no_missing_value_scores_silently(cause: str) -> None:
    """Neither 0 nor 100: the indicator has no score, and the others share its weight (trap T1)."""
    row = evaluation(world(f"complaints: {{missing: {cause}}}"))
    assert indicators(row)["B2"] == (None, cause, None)
    assert dimensions(row)["brand"] == half_up((D(86) * 4 + D(90) * 3) / 7, 2)


def test_pending_makes_the_result_provisional() -> None:
    """An audit that still runs leaves the result open (D.6)."""
    row = evaluation(world("display_score: {missing: pending}"))
    assert (row.status, row.reasons, row.grade) == ("provisional", ("pending",), "B")


def test_an_empty_dimension_s_weight_goes_to_the_others() -> None:
    """Without any figure of cooperation, the base is the mean of the other five by their weights."""
    none = "".join(
        f"{name}: {{missing: not_applicable}}\n" for name in ("reports", "training", "programmes", "actions")
    )
    row = evaluation(world(none))
    rest = [(D("88.37"), 30), (D("76.33"), 20), (D("89.50"), 20), (D("90.56"), 10), (D("86.90"), 10)]
    assert dimensions(row)["cooperation"] is None
    assert row.base is not None
    assert half_up(row.base, 20) == half_up(sum((s * w for s, w in rest), D(0)) / 90, 20)


MARKET = ("outlets", "counties", "activities")


@pytest.mark.parametrize(
    ("lost", "coverage", "status"),
    [
        ((*MARKET, ), "0.80", "rated"),
        ((*MARKET, "programmes"), "0.78", "provisional"),
        ((*MARKET, "stock", "complaints", "display_score", "brand_points"), "0.60", "provisional"),
        ((*MARKET, "stock", "complaints", "display_score", "brand_points", "programmes"), "0.58", "not_rated"),
    ],
)  # fmt: skip
def test_coverage_decides_whether_it_is_rated(lost: tuple[str, ...], coverage: str, status: str) -> None:
    """80 % is rated, less is provisional, under 60 % there is no grade, though the number is shown (D.6)."""
    text = "training: {done: 9, of: 9, source: survey}\ndeductions: []\n"
    if "stock" in lost:
        gone = "{missing: brand_side}"
        stock = LINE.replace('"1250000"', gone).replace('"1400000"', gone).replace('"98000"', gone)
        text += f"lines: [{stock.replace(chr(34) + '2980000' + chr(34), gone)}]\nstock_count: {{missing: brand_side}}\n"
    text += "".join(f"{name}: {{missing: brand_side}}\n" for name in lost if name != "stock")
    row = evaluation(world(text))
    assert (str(half_up(row.coverage, 2)), row.status) == (coverage, status)
    assert ((row.grade == "NR"), row.total is None) == (status == "not_rated", False)


def test_a_measure_may_block_the_rating() -> None:
    """A policy may say for one indicator that nothing is rated without it (mission C49)."""
    strict = plant(
        POLICY,
        "{id: P1, measure: payment_on_time, weight: 10, scale: rate}",
        "{id: P1, measure: payment_on_time, weight: 10, scale: rate, missing: [{cause: pending, treatment: block}]}",
    )
    data = f"receivables: {RECEIVABLES.replace('due: ' + chr(34) + '3000000' + chr(34), 'due: {missing: pending}')}"
    row = evaluation(world(data, strict))
    assert (row.status, row.grade, row.reasons) == ("not_rated", "NR", ("blocked",))


@pytest.mark.parametrize(
    ("since", "status", "growth"),
    [
        ("2026-01-01", "not_rated", "not_applicable"),
        ("2026-02-01", "not_rated", "not_applicable"),
        ("2025-10-01", "provisional", "not_applicable"),
        ("2025-09-30", "provisional", "not_applicable"),
        ("2025-07-01", "rated", "not_applicable"),
        ("2025-04-01", "rated", "not_applicable"),
        ("2025-01-01", "rated", ""),
    ],
)
def test_new_dealers(since: str, status: str, growth: str) -> None:
    """The first full quarter is scored but not rated, the second provisional; no growth before four quarters (D.6)."""
    row = evaluation({**world(), **dealer(f'cooperation_since: "{since}"')})
    assert (row.status, indicators(row)["S2"][1], row.total is None) == (status, growth, False)
    assert (row.grade == "NR") == (status == "not_rated")


def test_full_quarters() -> None:
    """A quarter that began before the dealer did is none of its full ones; fiscal years may start in any month."""
    first = FiscalQuarter(2026, 1)
    assert [full_quarters(day, first) for day in (date(2026, 1, 1), date(2026, 1, 2), date(2025, 12, 31))] == [1, 0, 1]
    assert full_quarters(date(2026, 4, 1), first, 4) == 1
    assert full_quarters(None, first) is None


def test_a_quarter_for_information_only() -> None:
    """It is scored, shown and not rated."""
    row = evaluation(world("information_only: 转签过渡期"))
    assert (row.status, row.grade, row.reasons, str(row.total)) == ("not_rated", "NR", ("information",), "82.5")
