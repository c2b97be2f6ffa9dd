"""Statements derived from a workspace: which policy governs, what each file adds, what one period leaves for the next."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import contract, dealer
from tests.topics.explained_steps import steps_of
from tests.topics.incentive_builders import (
    POLICY_HEAD,
    POLICY_PATH,
    TERMS,
    D,
    judged,
    policy_file,
    quarter,
    rated,
    rated_year,
    settlement,
    statements,
    workspace,
)
from toolkit.kernel.text import Text
from toolkit.network.record import NotVisible
from toolkit.network.view import Views
from toolkit.topics.incentive.rules import FIGURES, BondBalance, RebateStatement
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.statement import RebateLine

ROWS = """\
components:
  - {id: target, type: T1, name: 目标, base: sell_in_net_ex_tax, measure: attainment, method: whole, standing: contractual, true_up: upward,
     tax: incl, tax_nature: price_reduction, rule: 全额, steps: [{from_value: "0.80", rate: "0.005"}, {from_value: "1.00", rate: "0.015"}]}
  - {id: display, type: T6, name: 陈列, base: store_months, method: per_unit, standing: contractual,
     tax: incl, tax_nature: service_fee, rule: 店月, steps: [{from_value: "0", amount: "150.00"}]}
  - {id: reward, type: T11, name: 考核, base: sell_in_net_ex_tax, method: whole, standing: discretionary, factors: [grade],
     tax: incl, tax_nature: price_reduction, rule: 酌定, steps: [{from_value: "0", rate: "0.005"}]}
  - {id: territory, type: T8, name: 守约, period: year, base: sell_in_net_ex_tax, measure: attainment, method: whole, standing: contractual,
     gates: [{measure: territory_cases, at_most: "0"}], tax: incl, tax_nature: price_reduction, rule: 年, steps: [{from_value: "0.98", rate: "0.0025"}]}
factors:
  - {id: grade, type: T11, name: 等级, grades: [{grade: A, factor: "1.1"}, {grade: B, factor: "1"}, {grade: C, factor: "0.8"}, {grade: D, factor: "0"}, {grade: NR, factor: "1"}]}
"""
FULL = policy_file(ROWS)
DISPLAY = 'display: {stores: "26", months: "3", failed: "5"}\n'


def row(statement: RebateStatement, name: str) -> RebateLine:
    return next(line for line in statement.lines if line.id == name)


def test_a_statement_follows_from_data_contract_and_policy() -> None:
    """105 % of the contract's target on purchases without VAT: 47 250.00, due 45 days after the quarter."""
    found = statements(workspace(quarter()))["2026Q1"]
    assert (found.policy, found.contract, found.total) == ("rebate@2026-1", "QY-JX-2025-0001", D("47250.00"))
    assert (found.payable, found.due, found.status) == (D("47250.00"), date(2026, 5, 15), "draft")
    line = row(found, "target")
    assert (line.basis, line.measured, line.gives, line.base) == ("rebate@2026-1", "105%", "1.5%", D(3150000))


def test_amounts_with_vat_are_taken_without() -> None:
    """Purchases that the data state incl. VAT count excl. VAT."""
    data = quarter(gross="3559500")
    path = next(iter(data))
    data[path] = data[path].replace("tax: excl", "tax: incl")
    assert statements(workspace(data))["2026Q1"].net_sell_in == D(3150000)


def test_returns_of_the_quarter_leave_the_base() -> None:
    """Net sell-in is what was bought less what came back in the quarter."""
    data = {path: text.replace('returns: "0"', 'returns: "150000"') for path, text in quarter().items()}
    found = statements(workspace(data))["2026Q1"]
    assert (found.net_sell_in, found.total) == (D(3000000), D("45000.00"))


@pytest.mark.parametrize(("since", "amount"), [("2023-03-31", "5000.00"), ("2023-04-01", "0")])
def test_years_of_cooperation_are_full_years(since: str, amount: str) -> None:
    """T10: three years are full on the quarter's last day, not a day before."""
    long = (
        "components:\n"
        "  - {id: long, type: T10, name: 长期, base: none, measure: years, method: fixed, standing: contractual, tax: incl,\n"
        '     tax_nature: price_reduction, rule: 三年, steps: [{from_value: "3", amount: "5000.00"}]}\n'
    )
    files = workspace(policy_file(long), dealer(f'cooperation_since: "{since}"'), quarter())
    assert statements(files)["2026Q1"].total == D(amount)


def test_the_distance_in_focus_products() -> None:
    """From 92 % of 900 000 to 100 %."""
    focus = ROWS.splitlines()[0] + "\n" + (
        "  - {id: focus, type: T7, name: 重点品, base: focus_net_ex_tax, measure: focus_attainment, method: whole, standing: contractual,\n"
        '     tax: incl, tax_nature: price_reduction, rule: 重点, steps: [{from_value: "0.8", rate: "0.02"}, {from_value: "1", rate: "0.03"}]}\n'
    )  # fmt: skip
    line = row(statements(workspace(policy_file(focus), quarter()))["2026Q1"], "focus")
    assert (line.amount, line.missing_to_next) == (D("16560.00"), D("72000.00"))


def test_the_pinned_version_governs() -> None:
    """Neither the version in force nor what the statement's file says, but the one in the contract."""
    better = policy_file(ROWS.replace("0.015", "0.02"), POLICY_PATH.replace("2026-1", "2026-2"))
    files = workspace(quarter(), better, settlement("policy: rebate@2026-2"))
    assert statements(files)["2026Q1"].policy == "rebate@2026-1"
    pinned = workspace(quarter(), better, terms=TERMS + "rebate_policy: rebate@2026-2\n")
    assert statements(pinned)["2026Q1"].total == D("63000.00")


def test_the_contract_at_the_start_of_the_period_governs() -> None:
    """A contract signed in the middle of the quarter changes nothing for it; without an earlier one, it governs."""
    late = 'signed_on: "2026-02-15"\nterm: {start: "2026-02-15", end: "2027-12-31", renewal: none, renewal_notice_days: "60"}\n'
    new = contract(TERMS + late + "rebate_policy: rebate@2026-2\n", 2)
    both = workspace(quarter(), new)
    assert statements(both)["2026Q1"].contract == "QY-JX-2025-0001"
    alone = workspace(quarter(), policy_file(path=POLICY_PATH.replace("2026-1", "2026-2")), terms=TERMS + late + "rebate_policy: rebate@2026-2\n")  # fmt: skip
    assert statements(alone)["2026Q1"].policy == "rebate@2026-2"


@pytest.mark.parametrize(
    "files",
    [
        workspace(quarter(), terms=TERMS + "status: draft\nsigned_on: none\n"),
        workspace(quarter(), terms=TERMS + "rebate_policy: rebate@2030-1\n"),
        workspace(quarter(), policy_file(ROWS.replace('"1.00", rate', '"0.70", rate'))),
        workspace(quarter('draft: "true"')),
        workspace(quarter(period="2026Q4")),
    ],
)
def test_where_nothing_is_reckoned(files: dict[str, str]) -> None:
    """Without a contract, without its policy, by a faulty policy, on unfinished data, in a period that is not over."""
    assert statements(files) == {}


def test_the_last_day_of_a_quarter_is_not_after_it() -> None:
    """A statement comes from the first day after the quarter on."""
    files = workspace(quarter())
    assert statements(files, date(2026, 3, 31)) == {}
    assert list(statements(files, date(2026, 4, 1))) == ["2026Q1"]


def test_what_only_the_statements_file_can_say() -> None:
    """Display counts, exclusions and late payments come from it; until it is there, what needs them is missing."""
    before = statements(workspace(FULL, quarter()))["2026Q1"]
    assert (row(before, "display").state, before.complete) == ("missing", False)
    out = 'excluded: [{kind: special_price, line: ambient, amount: "150000", reason: 团购特价}, {kind: samples, line: ambient, amount: "9", reason: 样品}]\n'
    after = statements(workspace(FULL, quarter(), settlement(DISPLAY + out)))["2026Q1"]
    assert (row(after, "display").amount, after.net_sell_in) == (D("10950.00"), D(3000000))
    none = statements(workspace(FULL, quarter(), settlement()))["2026Q1"]
    assert row(none, "display").state == "not_applicable"


@pytest.mark.parametrize(
    ("grade", "amount"), [("A", "17325.00"), ("B", "15750.00"), ("C", "12600.00"), ("D", "0.00"), ("NR", "15750.00")]
)
def test_the_grade_comes_from_the_evaluation(grade: str, amount: str) -> None:
    """The discretionary part follows the evaluation of the quarter."""
    found = statements(workspace(FULL, quarter(), settlement(DISPLAY)), earlier=[rated(grade)])["2026Q1"]
    assert (row(found, "reward").amount, found.complete) == (D(amount), True)


@pytest.mark.parametrize("earlier", [(), (rated("B", appeal_open=True),), (rated("B", "2026Q2"),)])
def test_the_grade_is_awaited(earlier: tuple[object, ...]) -> None:
    """Without an evaluation of this quarter, and while an appeal is open, its consequence waits (reference D.9)."""
    found = statements(workspace(FULL, quarter(), settlement(DISPLAY)), earlier=earlier)["2026Q1"]  # type: ignore[arg-type]
    assert (row(found, "reward").state, row(found, "target").state) == ("missing", "earned")


def test_prepaid_purchases_count_as_on_time() -> None:
    """A dealer that pays before delivery is never late, whatever fell due."""
    on_time = ROWS.splitlines()[0] + "\n" + (
        "  - {id: pay, type: T4, name: 付款, base: received_on_time_incl_tax, measure: on_time_rate, method: whole, standing: contractual,\n"
        '     tax: incl, tax_nature: price_reduction, rule: 按期, steps: [{from_value: "1", rate: "0.01"}]}\n'
    )  # fmt: skip
    prepaid = TERMS.replace('credit, credit_days: "30"', "prepaid")
    assert statements(workspace(policy_file(on_time), quarter(), terms=prepaid))["2026Q1"].total == D("29500.00")
    credit = statements(workspace(policy_file(on_time), quarter()))["2026Q1"]
    assert (credit.total, row(credit, "pay").state) == (D(0), "below")


CASE = '{kind: cross-territory, case: CF-2026-0001, points: "3", level: "%s"%s}'


@pytest.mark.parametrize(
    ("level", "final", "gate"),
    [("2", ', final_on: "2026-03-30"', True), ("1", ', final_on: "2026-03-30"', False), ("2", "", False)],
)
def test_only_a_final_case_of_level_two_costs_the_territory_reward(level: str, final: str, gate: bool) -> None:
    """A reminder or an open case does not; no price is looked at."""
    held = f"deductions: [{CASE % (level, final)}]"
    files = workspace(FULL, quarter(held), *(quarter(period=f"2026Q{n}") for n in (2, 3, 4)))
    year = statements(files, date(2027, 2, 1))["2026"]
    assert (row(year, "territory").state == "gate") is gate


def year_files(settled: str = "") -> dict[str, str]:
    amounts = ("2700000", "3900000", "2400000", "3000000")
    return workspace(FULL, *(quarter(period=f"2026Q{n}", gross=a) for n, a in enumerate(amounts, 1)), settlement(settled) if settled else {})  # fmt: skip


def test_the_year_settles_what_the_quarters_paid() -> None:
    """The year at 100 %: 1.5 % of 12 000 000 less what the quarters gave; the year's own components beside it."""
    found = statements(year_files(), date(2027, 2, 1), [rated_year("A")])
    assert [row(found[f"2026Q{n}"], "target").amount for n in (1, 2, 3, 4)] == [D(13500), D(58500), D(12000), D(45000)]
    year = found["2026"]
    assert (row(year, "target").amount, row(year, "target").paid_before) == (D("51000.00"), D("129000.00"))
    assert (row(year, "territory").amount, year.payable, year.due) == (D("30000.00"), D("81000.00"), date(2027, 2, 14))
    assert [line.id for line in year.lines] == ["target", "territory"]


def test_the_year_takes_the_rows_as_they_were_issued() -> None:
    """What a dealer was paid counts, not what a recomputation would have paid."""
    issued = 'status: issued\nlines: [{component: target, amount: "10000.00"}]\npayable: "10000.00"\n'
    year = statements(year_files(issued), date(2027, 2, 1))["2026"]
    assert row(year, "target").paid_before == D("125500.00")


def test_three_quarters_are_no_year() -> None:
    """Until the fourth is there the year is only accrued for, unless its statement was begun."""
    files = workspace(FULL, *(quarter(period=f"2026Q{n}") for n in (1, 2, 3)))
    assert "2026" not in statements(files, date(2027, 2, 1))
    begun = files | settlement('period: "2026"')
    assert "2026" in statements(begun, date(2027, 2, 1))


def returned(amount: str, day: str = "2026-05-20") -> str:
    return f'period: 2026Q2\nlater_returns: [{{period: 2026Q1, line: ambient, amount: "{amount}", returned_on: "{day}"}}]\n'


def test_later_returns_are_deducted_under_the_old_version() -> None:
    """210 000 of the first quarter come back in the second: 98 % gives half a percent, 32 550 are deducted."""
    files = workspace(quarter(), quarter(period="2026Q2"), settlement(returned("210000")))
    second = statements(files)["2026Q2"]
    assert (second.total, second.payable) == (D("47250.00"), D("14700.00"))
    taken = row(second, "2026Q1-target")
    assert (taken.kind, taken.amount, taken.basis) == ("clawback", D("-32550.00"), "rebate@2026-1")
    assert taken.name == Text("2026Q1 退货追回：目标", "2026Q1 clawback: 目标")
    assert second.tax_parts[0].net + second.tax_parts[0].vat == D("14700.00")


def test_what_is_owed_back_beyond_the_statement_is_carried_on() -> None:
    """Nobody pays a negative rebate: the rest waits for the next statement."""
    small = quarter(period="2026Q2", gross="2400000")
    files = workspace(quarter(), small, quarter(period="2026Q3"), settlement(returned("210000")))
    found = statements(files)
    assert (found["2026Q2"].payable, found["2026Q2"].carried_out) == (D(0), D("20550.00"))
    assert (found["2026Q3"].carried_in, found["2026Q3"].payable) == (D("20550.00"), D("26700.00"))


def test_returns_after_the_time_limit_take_nothing() -> None:
    """Twelve months after the quarter the rebate is final."""
    files = workspace(quarter(), quarter(period="2026Q2"), settlement(returned("210000", "2027-04-01")))
    assert statements(files)["2026Q2"].payable == D("47250.00")


@pytest.mark.parametrize(
    ("lacking", "paid"),
    [
        ("", "0"),
        ("case", "47250.00"),
        ("clause", "47250.00"),
        ("final_on", "47250.00"),
        ("notice_served_on", "47250.00"),
    ],
)
def test_forfeiture_needs_clause_case_and_notice(lacking: str, paid: str) -> None:
    """With all three nothing of the component is paid; with one missing it is paid in full (E.2 10)."""
    ground = {
        "case": "CF-2026-0001",
        "clause": "第十八条",
        "final_on": '"2026-03-01"',
        "notice_served_on": '"2026-03-10"',
    }
    text = ", ".join(f"{key}: {value}" for key, value in ground.items() if key != lacking)
    held = f'forfeitures: [{{component: target, share: "1", {text}}}]'
    assert statements(workspace(quarter(), settlement(held)))["2026Q1"].payable == D(paid)


def test_an_adjustment_without_a_policy_is_shown_and_not_paid() -> None:
    """无依据: a promise that nobody wrote down stands in the statement, but not in the sum."""
    rows = (
        "adjustments:\n"
        '  - {id: oral, kind: correction, amount: "5000", reason: 口头承诺}\n'
        '  - {id: agreed, kind: correction, amount: "-250", reason: 更正, policy: rebate@2026-1}\n'
    )
    found = statements(workspace(quarter(), settlement(rows)))["2026Q1"]
    assert [line.id for line in found.ungrounded] == ["oral"]
    assert found.payable == D("47000.00")


def test_payments_and_lateness() -> None:
    """Paid in full it has a day; after the 45 days the days that we are late are counted."""
    pay = 'payments: [{reference: A1, form: transfer, paid_at: "2026-05-20", amount: "47250.00", payee: 杭州第1商贸有限公司}]\n'
    files = workspace(quarter(), settlement("status: issued\n" + pay))
    done = statements(files)["2026Q1"]
    assert (done.paid_on, done.paid, done.late_days) == (date(2026, 5, 20), D("47250.00"), 5)
    before = statements(files, date(2026, 5, 16))["2026Q1"]
    assert (before.paid_on, before.paid, before.late_days) == (None, D(0), 1)
    assert statements(files, date(2026, 5, 15))["2026Q1"].late_days == 0


def test_what_was_accrued_and_what_is_settled() -> None:
    """The difference is finance's, and no dealer sees it."""
    files = workspace(quarter(), settlement('accrued: "45000.00"'))
    records, results = judged(files)
    found = results.all(RebateStatement)[0]
    assert (found.accrued, found.difference) == (D("45000.00"), D("2250.00"))
    seen = Views(records, results).of_dealer("D-2025-0001").results(RebateStatement)[0]
    assert seen.payable == D("47250.00")
    with pytest.raises(NotVisible):
        seen.accrued  # noqa: B018


def test_a_dealer_sees_only_its_own_statements() -> None:
    """The other dealer's results are not in its view at all."""
    other = {**dealer(number=2), **contract(TERMS, 2, 2), **quarter(holder=2)}
    records, results = judged(workspace(quarter(), other))
    assert len(results.all(RebateStatement)) == 2
    seen = Views(records, results).of_dealer("D-2025-0002").results(RebateStatement)
    assert [row.dealer for row in seen] == ["D-2025-0002"]


def test_the_vat_of_price_reductions_only() -> None:
    """A display fee is a service that the dealer invoices; it stands apart from the red-letter amount."""
    found = statements(workspace(FULL, quarter(), settlement(DISPLAY)), earlier=[rated("B")])["2026Q1"]
    (part,) = found.tax_parts
    assert (found.service_fee, part.net + part.vat, part.rate) == (D("10950.00"), D("63000.00"), D("0.13"))


def test_amounts_without_vat_have_it_on_top() -> None:
    """Where the policy's amounts are excl. VAT the statement says how much comes on top."""
    excl = policy_file(
        ROWS.splitlines()[0] + "\n" + "\n".join(ROWS.splitlines()[1:3]).replace("tax: incl", "tax: excl") + "\n"
    )
    (part,) = statements(workspace(excl, quarter()))["2026Q1"].tax_parts
    assert (part.net, part.vat) == (D("47250.00"), D("6142.50"))


MONTHS = ', months: [{month: 2026-01, sell_in: "1000000"}, {month: 2026-02, sell_in: "900000"}, {month: 2026-03, sell_in: "1250000"}]}]'


def test_accrual_of_a_running_year() -> None:
    """A quarter at 105 %: the year is expected at 12 600 000, so 0.25 % of it accrue in the share of what was bought."""
    data = {path: text.replace('stock_aged: "0"}]', 'stock_aged: "0"' + MONTHS) for path, text in quarter().items()}
    records, results = judged(workspace(FULL, data))
    taxed = {path: text.replace("tax: excl", "tax: incl") for path, text in data.items()}
    incl = judged(workspace(FULL, taxed))[1].find(RebateAccrual, "D-2025-0001/2026")
    found = results.find(RebateAccrual, "D-2025-0001/2026")
    assert found is not None
    assert (found.expected_sell_in, found.expected, found.accrued) == (D("12600000.00"), D("31500.00"), D("7875.00"))
    assert incl is not None
    assert sum(month.amount for month in incl.months) == incl.accrued == (incl.expected / 4).quantize(D("0.01"))
    assert [month.amount for month in found.months] == [D("2500.00"), D("2250.00"), D("3125.00")]
    with pytest.raises(NotVisible):
        Views(records, results).of_dealer("D-2025-0001").results(RebateAccrual)[0].expected  # noqa: B018


def test_the_bond_of_a_dealer() -> None:
    """Agreed in the contract, kept in the ledger (E-13)."""
    deposit = 'deposit: {kind: performance_bond, amount: "50000", deductions: [货款], top_up_days: "15", refund_days: "30", interest: "false"}\n'
    ledger = """\
contract: QY-JX-2025-0001
entries:
  - {date: "2026-01-02", kind: paid, amount: "50000"}
  - {date: "2026-09-01", kind: deduction, amount: "3000", case: CF-2026-0001, clause: 第十八条, notice_served_on: "2026-08-20"}
  - {date: "2026-10-10", kind: deduction, amount: "5000", case: CF-2026-0002, clause: 第十八条, notice_served_on: "2026-09-20"}
"""
    files = workspace({"dealers/D-2025-0001/rebates/bond.yaml": ledger}, terms=TERMS + deposit)
    found = judged(files)[1].find(BondBalance, "D-2025-0001")
    assert found is not None
    assert (found.balance, found.missing, found.top_up_by) == (D(42000), D(8000), date(2026, 9, 16))


def test_explained_step_by_step() -> None:
    """From the pinned version over every figure to what is payable, each with its place."""
    files = workspace(FULL, quarter(), settlement(DISPLAY))
    records, results = judged(files, earlier=[rated("B")])
    steps = steps_of(FIGURES, "rebate", "D-2025-0001/2026Q1", records, results, date(2026, 10, 20))
    places = [str(step.origin).partition(":")[0] for step in steps if step.origin]
    assert {Path(place).parts[-2] for place in places} == {"contracts", "quarters", "rebate"}
    assert all(step.origin.line for step in steps if step.origin)
    given = {step.gives: step for step in steps if step.gives}
    assert (steps[0].value, given["payable"].value) == ("rebate@2026-1", D("73950.00"))
    assert (given["total"].policy, given["payable"].policy) == ("rebate@2026-1", "rebate@2026-1")
    assert steps_of(FIGURES, "rebate", "D-2025-0001/2026Q2", records, results, date(2026, 10, 20)) == ()


def test_explained_to_the_last_row() -> None:
    """Cap and cuts, what is withheld, clawback, adjustments without ground and what is carried on are steps of their own."""
    capped = policy_file('cap: {amount: "40000.00"}\n' + ROWS)
    second = returned("210000") + 'adjustments: [{id: oral, kind: correction, amount: "5", reason: 口头}]\n'
    held = 'forfeitures: [{component: target, share: "0.5", case: CF-2026-0001, clause: 第十八条, final_on: "2026-03-01", notice_served_on: "2026-03-10"}]'
    files = workspace(
        capped, quarter(), quarter(period="2026Q2", gross="2400000"), settlement(held), settlement(second, 2)
    )
    records, results = judged(files, earlier=[rated("B"), rated("D", "2026Q2")])
    first = steps_of(FIGURES, "rebate", "D-2025-0001/2026Q1", records, results, date(2026, 10, 20))
    said = {step.what.zh: step.value for step in first}
    assert said["目标：不予兑付 50%（CF-2026-0001，第十八条）"] == D("23625.00")
    assert (said["总上限"], said["各项合计"]) == (D("40000.00"), D("39375.00"))
    later = steps_of(FIGURES, "rebate", "D-2025-0001/2026Q2", records, results, date(2026, 10, 20))
    said = {step.what.zh: step.value for step in later}
    assert (said["陈列：不适用"], said["口头"]) == (
        Text("没有计算基数", "there is no base"),
        Text("5（无依据，不计入）", "5 (no basis, not counted)"),
    )
    assert said["2026Q1 退货追回：目标"] == D("-16275.00")
    assert (said["应付"], said["结转下期待扣"]) == (D(0), D("5325.00"))


def test_explained_year() -> None:
    """What was paid on account is taken off, and said."""
    records, results = judged(year_files(), date(2027, 2, 1), [rated_year("A")])
    steps = steps_of(FIGURES, "rebate", "D-2025-0001/2026", records, results, date(2027, 2, 1))
    said = {step.what.zh: step.value for step in steps}
    assert said["目标：年度应得减已付"] == D("51000.00")
    assert said["守约：门槛：已定案的跨区案件数不高于 0"] == "0 ✓"


def test_policies_that_are_not_there_are_not_needed() -> None:
    """A workspace without quarters derives nothing and fails nowhere."""
    assert statements({POLICY_PATH: POLICY_HEAD + "components: []\n"}) == {}
