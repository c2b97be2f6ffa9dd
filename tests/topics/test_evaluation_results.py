"""Product lines, targets, deductions, red lines, trials, versions, years, and the way back to every source row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.topics.builders import dealer
from tests.topics.evaluation_files import (
    CROSSING,
    DEALER,
    FIRST,
    LINE,
    OLD,
    POLICY,
    QUARTER_FILE,
    RECEIVABLES,
    TODAY,
    derived,
    evaluation,
    network,
    plant,
    quarter,
    terms,
    version,
    world,
)
from tests.topics.explained_steps import steps_of
from toolkit.kernel.scale import Curve
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules import (
    FIGURES,
    AnnualEvaluation,
    AppealRate,
    Evaluation,
    EvaluationStanding,
    derive,
)
from toolkit.topics.evaluation.rules.grading import total_of
from toolkit.topics.evaluation.rules.scales import Table, half_up
from toolkit.topics.evaluation.rules.scoring import sheet_of

D = Decimal


def policy(text: str = POLICY) -> EvaluationPolicy:
    return network(version(text)).all(EvaluationPolicy)[0]


def indicators(row: Evaluation) -> dict[str, tuple[Decimal | None, str, Decimal | None]]:
    return {i.id: (i.value, i.missing, i.score) for d in row.dimensions for i in d.indicators}


def dimensions(row: Evaluation) -> dict[str, Decimal | None]:
    return {d.id: d.score for d in row.dimensions}


TEA = LINE.replace('"3150000"', '"2000000"').replace('"2980000"', '"3000000"')
YOGHURT = """{line: chilled, tax: excl, source: erp, sell_in_gross: "1000000", returns: "0", last_year: {missing: not_applicable}, \
focus: {missing: not_applicable}, focus_target: {missing: not_applicable}, sell_out: "1000000", stock_opening: "100000", \
stock_closing: "100000", stock_aged: "3000"}"""


def test_product_lines_have_their_own_curves_and_count_by_sell_out() -> None:
    """9 days of yoghurt are 80 points, 39.75 days of tea 100; three quarters of the sell-out are tea: 95 (0b number 14)."""
    files = world(f"lines: [{TEA}, {YOGHURT}]")
    row = next(i for d in evaluation(files).dimensions for i in d.indicators if i.id == "I1")
    assert [(line.line, line.value, line.weight) for line in row.by_line] == [
        ("ambient", D("39.75"), D(3000000)),
        ("chilled", D(9), D(1000000)),
    ]
    assert row.score == half_up((D(100) * 3 + D(80)) / 4, 2)
    old = evaluation({**files, **version(OLD.replace('effective_to: "2025-12-31"\n', ""), "2024-1")} | version_gone())
    before = next(i for d in old.dimensions for i in d.indicators if i.id == "I1")
    assert before.score == half_up((D(100) * 3 + D(36)) / 4, 2)


def version_gone() -> dict[str, str]:
    """An old version only: the new one's file holds a version that begins later."""
    return version(POLICY.replace('"2026-01-01"', '"2027-01-01"'))


def test_growth_and_focus_look_at_the_lines_that_have_them() -> None:
    """A line without a last year or focus products is left out on both sides, so that like meets like."""
    rows = indicators(evaluation(world(f"lines: [{LINE}, {YOGHURT}]")))
    assert (rows["S2"][0], rows["S3"][0]) == (D("0.125"), D("0.92"))


def test_targets_come_from_the_contract_unless_adjusted() -> None:
    """An adjusted target of the quarter stands over the contract's; a contract in another tax basis is converted."""
    adjusted = f"lines: [{LINE.replace('tax: excl', 'target: {value: ' + chr(34) + '2500000' + chr(34) + ', note: 我方缺货}, tax: excl')}]"
    assert indicators(evaluation(world(adjusted)))["S1"][0] == D("1.26")
    incl = {
        path: text.replace("tax: excl, years", "tax: incl, years") for path, text in terms(target="3390000.00").items()
    }
    line = {
        "content/products/ambient.yaml": 'name: 常温\ncategory: 饮料\nstorage: ambient\nvat_rate: "0.13"\ntrace: case\nskus: []\n'
    }
    assert indicators(evaluation({**world(), **incl, **line}))["S1"][0] == D("1.05")


def test_a_line_with_a_target_but_no_data_leaves_attainment_open() -> None:
    """It is pending, not low; and without any target the cause is ours."""
    both = terms(line="chilled")
    assert indicators(evaluation({**world(), **both}))["S1"][1] == "pending"
    nothing = {path: text.replace('quarter: "2026Q1"', 'quarter: "2024Q1"') for path, text in terms().items()}
    assert indicators(evaluation({**world(), **nothing}))["S1"][1] == "brand_side"


def test_sell_out_is_what_counts_where_the_contract_says_so() -> None:
    """Attainment then compares sell-out with the target (A.10)."""
    files = {path: text.replace("basis: sell_in_net", "basis: sell_out") for path, text in terms().items()}
    assert half_up(indicators(evaluation({**world(), **files}))["S1"][0] or D(0), 4) == D("0.9933")


@pytest.mark.parametrize(
    ("events", "applied", "states"),
    [
        ([CROSSING, CROSSING.replace("0003", "0004"), CROSSING.replace("0003", "0005")], "6", ["applied", "applied", "capped"]),
        ([CROSSING.replace('level: "2"', 'level: "1"')], "0", ["below_level"]),
        ([CROSSING.replace(', final_on: "2026-03-30"', "")], "0", ["not_final"]),
        ([CROSSING.replace("2026-03-30", "2026-10-21")], "0", ["not_final"]),
        ([CROSSING.replace("cross-territory", "lateness")], "0", ["unknown"]),
        ([CROSSING.replace('points: "3"', 'points: "2"')], "2", ["applied"]),
        ([CROSSING.replace('points: "3"', 'points: "9"')], "3", ["applied"]),
        (
            [CROSSING, CROSSING.replace("0003", "0004"), *(
                f'{{kind: customer-complaint, case: TK-{n}, points: "3", final_on: "2026-03-30"}}' for n in (1, 2)
            )],
            "10",
            ["applied", "applied", "applied", "capped"],
        ),
        (['{kind: false-attendance, case: HR-1, points: "3", final_on: "2026-03-30"}'] * 1, "3", ["applied"]),
    ],
)  # fmt: skip
def test_deductions_and_their_caps(events: list[str], applied: str, states: list[str]) -> None:
    """6 for one kind, 10 together, only final cases of level 2 and above, never more than the policy's points (D.4, 0b)."""
    row = evaluation(world(f"deductions: [{', '.join(events)}]"))
    assert (str(row.deducted), [line.state for line in row.deductions]) == (applied, states)
    assert row.total == total_of(D("85.527"), D(applied))


@pytest.mark.parametrize(("on_time", "state"), [("2549000", "counted_already"), ("2550000", "applied")])
def test_late_payment_is_not_counted_twice(on_time: str, state: str) -> None:
    """It costs nothing more when the score of payment on time is under 60 already (D.4)."""
    late = '{kind: late-payment, case: AR-1, points: "2", final_on: "2026-03-30"}'
    text = f"receivables: {RECEIVABLES.replace('2910000', on_time)}\ndeductions: [{late}]"
    assert [line.state for line in evaluation(world(text)).deductions] == [state]


def red(*lines: str) -> str:
    rows = ", ".join(f'{{red_line: {line}, case: X-{n}, final_on: "2026-04-10"}}' for n, line in enumerate(lines))
    return f"red_lines: [{rows}]"


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        (red("R8"), "C"), (red("R1"), "D"), (red("R8", "R3"), "D"), (red("R4"), "C"), (red("R4", "R4"), "D"), (red("R7"), "C"),
        ('red_lines: [{red_line: R7, case: X, cap: D, final_on: "2026-04-10"}]', "D"),
        ("red_lines: [{red_line: R1, case: X}]", "B"),
        ('red_lines: [{red_line: R1, case: X, final_on: "2026-10-21"}]', "B"),
        (red("R99"), "B"),
    ],
)  # fmt: skip
def test_red_lines(text: str, grade: str) -> None:
    """The strictest cap holds; twice R4 is a D; a committee's choice stands, the milder one until then; only final ones count."""
    row = evaluation(world(text))
    assert (row.grade, str(row.total)) == (grade, "82.5")


def test_a_red_line_crossed_in_an_earlier_quarter_counts_as_the_first_time() -> None:
    """R4 in two quarters: C, then D."""
    files = {**world(red("R4")), **quarter(red("R4") + '\nfrozen_on: "2026-07-07"', "2026Q2")}
    assert [evaluation(files, f"{DEALER}/{name}").grade for name in ("2026Q1", "2026Q2")] == ["C", "D"]


@pytest.mark.parametrize(
    ("rate", "score"), [("0", 100), ("0.06", 100), ("0.060001", 80), ("0.18", 80), ("0.30", 60), ("0.300001", 0), ("9", 0)]
)  # fmt: skip
def test_published_table_of_order_changes(rate: str, score: int) -> None:
    """“≤ 6 %” holds 6 %: upper bounds are in, and every value has a band (0b number 3)."""
    sheet = sheet_of(policy())
    assert sheet is not None
    curve = next(gauge.ruler.curve for gauge in sheet.trial if gauge.indicator.id == "X1")
    assert curve is not None
    assert curve.at(D(rate)) == score


def test_lower_inclusive_tables_put_a_threshold_into_the_upper_band() -> None:
    """The same table read the other way gives 6 % the next band."""
    sheet = sheet_of(policy(POLICY.replace("bound: lower_exclusive", "bound: lower_inclusive")))
    assert sheet is not None
    curve = next(gauge.ruler.curve for gauge in sheet.trial if gauge.indicator.id == "X1")
    assert isinstance(curve, Table)
    assert [curve.at(D(rate)) for rate in ("0.0599", "0.06", "0.30")] == [100, 80, 0]


MONTHS = (
    'months: [{month: "2026-01", sell_in: "1000", forecast: "1200"}, {month: "2026-02", sell_in: "1000", forecast: "500"}, '
    '{month: "2026-03", sell_in: "0", forecast: "10"}], tax: excl'
)


def test_indicators_on_trial_are_shown_and_do_not_count() -> None:
    """(1×3 + 2×1.5 + 2×0.5) ÷ 40 = 17.5 % → 80; mean of 20 % and 50 % → 80; good → 80; the total stays (D.2)."""
    more = 'order_changes: {orders: "40", cancelled: "1", major: "2", minor: "2", source: erp}\n'
    more += f"market_information: {{level: good, rated_by: S-2025-0009}}\nlines: [{LINE.replace('tax: excl', MONTHS)}]"
    row = evaluation(world(more))
    assert [(i.id, i.value, i.level, i.score) for i in row.trial] == [
        ("X1", D("0.175"), "", D(80)), ("X2", D("0.35"), "", D(80)), ("X3", None, "good", D(80)),
    ]  # fmt: skip
    assert str(row.total) == "82.5"


@pytest.mark.parametrize(
    ("measure", "value"), [("collection_rate", "0.7964"), ("stock_coefficient", "1.4094")]
)  # fmt: skip
def test_other_published_measures_can_be_named(measure: str, value: str) -> None:
    """(860 000 + 3 559 500 − 900 000) ÷ 4 419 500; 1 400 000 ÷ (2 980 000 ÷ 3)."""
    named = POLICY.replace("measure: order_change_rate, scale: order-changes", f"measure: {measure}, scale: rate")
    row = next(i for i in evaluation(world("", named)).trial if i.id == "X1")
    assert str(half_up(row.value or D(0), 4)) == value


def test_published_linear_scores_are_curves() -> None:
    """2 × (rate − 0.5) and 4 × (level − 0.75) of a weight are straight lines from their zero to full marks (D.2)."""
    rate, level = Curve(((D("0.5"), D(0)), (D(1), D(100)))), Curve(((D("0.75"), D(0)), (D(1), D(100))))
    assert [rate.at(D(x)) for x in ("0.5", "0.8", "1")] == [0, 60, 100]
    assert [level.at(D(x)) for x in ("0.7", "0.8", "1")] == [0, 20, 100]


def two_versions() -> dict[str, str]:
    old = quarter('frozen_on: "2026-01-08"', "2025Q4")
    return {**world(), **version(OLD, "2024-1"), **old}


def test_the_version_of_the_period_s_first_day_governs() -> None:
    """The last quarter of 2025 by the old version, the first of 2026 by the new; each result says which."""
    rows = [evaluation(two_versions(), f"{DEALER}/{name}") for name in ("2025Q4", "2026Q1")]
    assert [row.policy for row in rows] == ["dealer-evaluation@2024-1", "dealer-evaluation@2026-1"]
    weights = [next(i.weight for d in row.dimensions for i in d.indicators if i.id == "S1") for row in rows]
    assert weights == [20, 15]


def test_an_old_quarter_is_computed_again_the_same() -> None:
    """A new version with other weights and curves leaves an old quarter's result as it was, to every field (trap T5)."""
    only = {path: text for path, text in two_versions().items() if not path.endswith("2026-1.yaml")}
    before = evaluation(only | {QUARTER_FILE: quarter()[QUARTER_FILE]}, f"{DEALER}/2025Q4")
    changed = two_versions() | version(POLICY.replace('at: "0.90", score: 75', 'at: "0.90", score: 70'))
    assert evaluation(changed, f"{DEALER}/2025Q4") == before
    assert evaluation(changed) != evaluation(two_versions())


def test_a_policy_with_a_fault_scores_nothing() -> None:
    """No number comes about by a policy whose weights do not total 100; the quarters of a sound version stand."""
    files = two_versions() | version(plant(POLICY, "weight: 15,", "weight: 14,"))
    results = derived(files)
    assert [row.quarter for row in results.all(Evaluation)] == ["2025Q4"]


def test_a_quarter_that_is_not_over_is_not_scored() -> None:
    """Nor is a draft, nor one before the first version."""
    assert derived(world(), date(2026, 3, 31)).all(Evaluation) == ()
    assert len(derived(world(), date(2026, 4, 1)).all(Evaluation)) == 1
    assert derived(world('draft: "true"')).all(Evaluation) == ()
    assert derived(world() | version(POLICY.replace('"2026-01-01"', '"2026-04-01"'))).all(Evaluation) == ()


def test_the_year_is_the_mean_of_its_rated_quarters() -> None:
    """Three rated quarters make a year; with two there is none; before it is over it is to date (D.5, 0b number 8)."""
    files = world()
    for n, frozen in ((2, "2026-07-07"), (3, "2026-10-13")):
        files |= quarter(f'frozen_on: "{frozen}"', f"2026Q{n}")
    year = derived(files).find(AnnualEvaluation, f"{DEALER}/2026")
    assert year is not None
    assert (str(year.score), year.grade, year.complete, len(year.quarters)) == ("82.5", "B", False, 3)
    two = derived(files, date(2026, 9, 30)).find(AnnualEvaluation, f"{DEALER}/2026")
    assert two is not None
    assert (two.score, two.grade, len(two.quarters)) == (None, "NR", 2)
    late = derived(files, date(2027, 1, 1)).find(AnnualEvaluation, f"{DEALER}/2026")
    assert late is not None
    assert late.complete


def test_where_a_dealer_s_evaluations_are() -> None:
    """The standing lists quarters and years in order, for pages to go by."""
    standing = derived(two_versions()).find(EvaluationStanding, DEALER)
    assert standing is not None
    assert (standing.quarters, standing.years) == (("2025Q4", "2026Q1"), (2025, 2026))


def test_every_step_from_the_source_row_to_the_grade() -> None:
    """The explanation names file and line of every figure, the contract's target, scale, weight and policy version."""
    records = network(world())
    results = Results(derive(records, Results(), TODAY))
    steps = steps_of(FIGURES, "evaluation", FIRST, records, results, TODAY)
    text = world()[QUARTER_FILE].splitlines()
    first = next(n for n, line in enumerate(text, 1) if line.startswith("lines:"))
    s1 = [step for step in steps if step.what.zh.startswith("S1 ")]
    assert [(step.value, step.origin.path.rpartition("/")[2] if step.origin else "") for step in s1] == [
        ("3000000.00", "QY-JX-2025-0001.yaml"),
        ("3150000", "2026Q1.yaml"),
        ("0", "2026Q1.yaml"),
        ("1.05", "2026-1.yaml"),
        ("1.00:90 … 1.10:100 → 95.00", "2026-1.yaml"),
        ("95.00 × 15", "2026-1.yaml"),
    ]
    assert s1[1].origin is not None
    assert s1[1].origin.line == first
    assert all(step.origin is not None and step.origin.line for step in steps)
    assert {step.policy for step in steps} == {"", "dealer-evaluation@2026-1"}
    by_name = {step.what.zh: step.value for step in steps}
    assert by_name["扣分前"] == "(88.37×30 + 76.33×20 + 89.50×20 + 90.56×10 + 86.90×10 + 81.04×10) ÷ 100 = 85.527"
    assert (by_name["覆盖率"], by_name["总分"], by_name["等级"]) == ("97%", "85.527 − 3 → 82.5", "B")
    assert by_name["C2 培训完成率：我方原因，剔除，权重重分"] == "–"
    assert steps_of(FIGURES, "evaluation", f"{DEALER}/2026Q2", records, results, TODAY) == ()


def test_what_a_dealer_sees() -> None:
    """Its own result with every score, nobody else's, and not the name of its group."""
    files = {**world(), **dealer(number=2), **terms(number=2), **quarter(number=2)}
    records = network(files)
    view = Views(records, Results(derive(records, Results(), TODAY))).of_dealer(DEALER)
    row = view.result(Evaluation, FIRST)
    assert row is not None
    assert (str(row.total), len(row.dimensions)) == ("82.5", 6)
    assert view.result(Evaluation, "D-2025-0002/2026Q1") is None
    assert not {"group"} & set(vars(row))


def test_appeals_by_year() -> None:
    """Appeals that changed the result, in part or whole, over those decided; open ones wait (D.9)."""

    def file(quarter_name: str, outcome: str) -> dict[str, str]:
        decision = f'{{date: "2026-06-01", by: [], outcome: {outcome}, reason: 依据}}' if outcome else ""
        appeal = '{received_on: "2026-05-20", indicator: B1, claimed_value: "90", text: 有误'
        rest = f", decision: {decision}}}" if outcome else "}"
        number = {"2026Q1": 1, "2026Q2": 2, "2026Q3": 3}[quarter_name]
        body = f"id: EV-2026-{number:04d}\nappeals: [{appeal}{rest}]\n"
        return {f"dealers/{DEALER}/evaluations/{quarter_name}.yaml": body}

    files = {**world(), **file("2026Q1", "changed"), **file("2026Q2", "upheld"), **file("2026Q3", "")}
    rate = derived(files).find(AppealRate, "2026")
    assert rate is not None
    assert (rate.decided, rate.overturned, rate.share) == (2, 1, D("0.5"))
    waiting = evaluation(
        {**world(), **{path.replace("2026Q3", "2026Q1"): text for path, text in file("2026Q3", "").items()}}
    )
    assert waiting.appeal_open


def test_orders_on_time_and_in_full() -> None:
    """An order late, short or still out is not kept; one promised for later is not due."""
    rows = [
        "id,date,amount,tax,promised,delivered,in_full",
        "O1,2026-01-05,100.00,excl,2026-01-09,2026-01-09,true",
        "O2,2026-01-12,100.00,excl,2026-01-16,2026-01-17,true",
        "O3,2026-01-19,100.00,excl,2026-01-23,2026-01-22,false",
        "O4,2026-01-26,100.00,excl,2026-01-30,,false",
        "O5,2026-03-26,100.00,excl,2026-12-01,,false",
    ]
    files = {**world(), f"dealers/{DEALER}/orders/2026Q1.csv": "\n".join(rows) + "\n"}
    row = evaluation(files)
    assert (row.orders_due, row.orders_kept) == (4, 1)
