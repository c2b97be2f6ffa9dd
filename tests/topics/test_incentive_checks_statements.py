"""Faults planted in rebate statements: their ground, their figures, their progress, what they take, how they are paid."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import company, contract, dealer, marked
from tests.topics.incentive_builders import (
    TARGET,
    TERMS,
    found,
    policy_file,
    problems,
    quarter,
    rated,
    settlement,
    workspace,
)
from toolkit.topics.incentive.checks import CHECKS, money, statements, takings

AT = date(2026, 4, 15)
COMPANY = "杭州第1商贸有限公司"
ACCOUNT = "1202000000000000001"
ISSUED = """\
status: issued
lines: [{component: target, amount: "47250.00"}]
payable: "47250.00"
approved_by: S-2022-0004
issued_on: "2026-04-10"
"""
PAID = ISSUED.replace("status: issued", "status: paid") + 'agreed_on: "2026-04-12"\n'


def check(checks: object, files: dict[str, str], as_of: date = AT, earlier: tuple[object, ...] = ()) -> None:
    assert found(checks, files, as_of, earlier) == marked(files)  # type: ignore[arg-type]


def test_a_right_statement_passes() -> None:
    """Issued, agreed and paid to the company's account, under the version of its contract."""
    pay = f'payments: [{{reference: A1, form: transfer, paid_at: "2026-04-13", amount: "47250.00", payee: {COMPANY}, account: "{ACCOUNT}"}}]\n'
    check(CHECKS, workspace(quarter(), settlement(PAID + pay)), date(2026, 10, 1))


def test_the_governing_contract_and_version() -> None:
    """Another version than the pinned one, another contract than the governing one, at their own lines."""
    other = contract(TERMS, 2, 2)
    files = workspace(
        quarter(),
        dealer(number=2),
        other,
        policy_file(
            path="content/policies/incentive/rebate/2026-2.yaml", text='effective_from: "2026-07-01"\n' + TARGET
        ),
        settlement("policy: rebate@2026-2  # error[INC201]"),
        settlement("contract: QY-JX-2025-0001  # error[INC202]", 2, 2),
        settlement("period: 2024Q1\ncontract: QY-JX-2025-0002  # error[INC202]", 3, 2),
    )
    assert found(statements.CHECKS[:1], files, AT) == marked(files)


def test_one_statement_for_a_period() -> None:
    """The second of one period is told; a void one is none."""
    files = workspace(quarter(), settlement(), settlement("period: 2026Q1  # error[INC203]", 2), settlement("status: void", 3))  # fmt: skip
    check(statements.CHECKS, files)


def test_rows_without_a_basis() -> None:
    """无依据: a row that the policy does not know, an adjustment without a policy, a base that it does not take."""
    text = """\
lines:
  - {component: target, amount: "1.00"}
  - component: oral-promise  # error[INC204]
    amount: "5000.00"
adjustments:
  - {id: a, kind: correction, amount: "5", reason: 口头承诺}  # error[INC204]
  - {id: b, kind: correction, amount: "5", reason: 更正, policy: rebate@2026-1}
growth_bases:  # error[INC212]
  - {line: ambient, amount: "1.00", reason: 协议}
"""
    check(statements.CHECKS, workspace(quarter(), settlement(text)))


def test_an_agreed_base_where_the_policy_takes_one() -> None:
    """Then it stands for last year's figure."""
    grown = TARGET.replace("sell_in_net_ex_tax, measure: attainment", "increment_ex_tax").replace('"0.80"', '"0"')
    text = 'growth_bases: [{line: ambient, amount: "3000000", reason: 双方确认书}]'
    files = workspace(policy_file("growth_base: agreed\n" + grown), quarter(), settlement(text))
    check(statements.CHECKS, files)


def test_what_was_issued_can_be_worked_out_again() -> None:
    """Rows that differ or lack, and a payable that differs, each at its own line."""
    two = TARGET + (
        "  - {id: bonus, type: T12, name: 奖金, base: none, measure: attainment, method: fixed, standing: contractual, tax: incl,\n"
        '     tax_nature: price_reduction, rule: 达标, steps: [{from_value: "1", amount: "500.00"}]}\n'
    )
    text = """\
status: issued
lines:  # error[INC206]
  - component: target
    amount: "47250.01"  # error[INC205]
payable: "47250.01"  # error[INC207]
approved_by: S-2022-0004
issued_on: "2026-04-10"
"""
    check(statements.CHECKS, workspace(policy_file(two), quarter(), settlement(text)))


def test_a_changed_policy_is_found_by_its_issued_statements() -> None:
    """T5: whoever edits a version that was used is told at every figure that no longer holds."""
    changed = policy_file(TARGET.replace("0.015", "0.016"))
    told = found(statements.CHECKS, workspace(changed, quarter(), settlement(ISSUED)), AT)
    assert [row.rpartition(" ")[2] for row in told] == ["error[INC205]", "error[INC207]"]


def test_an_issued_statement_without_data_is_not_recomputed() -> None:
    """The quarter's data may be gone or another statement's: other checks tell of that."""
    check([statements.CHECKS[2]], workspace(settlement(ISSUED)))


def test_a_draft_may_still_change() -> None:
    """Only what the dealer holds stands still."""
    check(statements.CHECKS, workspace(quarter(), settlement('lines: [{component: target, amount: "1.00"}]')))


def test_issued_while_figures_are_pending() -> None:
    """A grade that is awaited cannot be paid; told at the status."""
    graded = (
        'factors: [{id: grade, type: T11, name: 等级, grades: [{grade: A, factor: "1.1"}, {grade: B, factor: "1"}, {grade: C, factor: "0.8"}, {grade: D, factor: "0"}, {grade: NR, factor: "1"}]}]\n'
        + TARGET.replace("standing: contractual", "standing: discretionary, factors: [grade]")
    )
    text = ISSUED.replace("status: issued", "status: issued  # error[INC213]")
    files = workspace(policy_file(graded), quarter(), settlement(text))
    check(statements.CHECKS, files)
    assert [p.message.zh for p in problems(statements.CHECKS, files, AT)] == ["数据未齐就出单：目标"]
    plain = workspace(policy_file(graded), quarter(), settlement(ISSUED))
    assert found(statements.CHECKS, plain, AT, [rated("B")]) == []


@pytest.mark.parametrize(("status", "rest", "count"), [
    ("issued", "", 4),
    ("issued", 'lines: [{component: target, amount: "47250.00"}]\npayable: "47250.00"\n', 2),
    ("agreed", ISSUED.partition("\n")[2], 1),
    ("paid", ISSUED.partition("\n")[2] + 'agreed_on: "2026-04-12"\n', 1),
    ("draft", "", 0),
    ("void", "", 0),
])  # fmt: skip
def test_what_each_state_needs(status: str, rest: str, count: int) -> None:
    """Rows, amount, approval and day; the dealer's agreement; a payment. Each lack is told at the status."""
    files = workspace(quarter(), settlement(f"status: {status}  # mark\n{rest}"))
    path = next(path for path in files if "/rebates/" in path)
    assert found([statements.CHECKS[3]], files, AT) == [f"{path}:1 error[INC208]"] * count


GROUND = 'case: CF-2026-0001, clause: 第十八条, final_on: "2026-03-01"'


@pytest.mark.parametrize(
    ("ground", "right"),
    [
        (GROUND + ', notice_served_on: "2026-03-10"', True),
        (GROUND, False),
        (GROUND.replace("case: CF-2026-0001, ", "") + ', notice_served_on: "2026-03-10"', False),
        (GROUND + ', notice_served_on: "2026-02-10"', False),
        (GROUND + ', notice_served_on: "2026-05-10"', False),
    ],
)
def test_forfeiture(ground: str, right: bool) -> None:
    """Clause, final case, then the notice, before the statement; else told at the component."""
    mark = "" if right else "  # error[INC209]"
    text = f'forfeitures:\n  - component: target{mark}\n    share: "1"\n' + "".join(f"    {part}\n" for part in ground.split(", "))  # fmt: skip
    check(takings.CHECKS, workspace(quarter(), settlement(text)))


def test_later_returns() -> None:
    """In time and of an earlier period that is known; else at the day or at the period."""
    text = """\
period: 2026Q2
later_returns:
  - {period: 2026Q1, line: ambient, amount: "1", returned_on: "2027-03-31"}
  - period: 2026Q1
    line: ambient
    amount: "1"
    returned_on: "2027-04-01"  # error[INC210]
  - {line: ambient, amount: "1", returned_on: "2026-05-01",
     period: 2026Q2}  # error[INC211]
  - {line: ambient, amount: "1", returned_on: "2026-05-01",
     period: 2025Q3}  # error[INC211]
"""
    check(takings.CHECKS, workspace(quarter(), quarter(period="2026Q2"), settlement(text)))


@pytest.mark.parametrize(("day", "late"), [(date(2026, 4, 20), False), (date(2026, 4, 21), True)])
def test_a_statement_that_nobody_made(day: date, late: bool) -> None:
    """Twenty days after the quarter, told at its data; one that would pay nothing is not missed."""
    files = workspace(quarter())
    path = next(path for path in files if "/quarters/" in path)
    assert found(statements.CHECKS, files, day) == ([f"{path}:1 warning[INC214]"] if late else [])
    assert found(statements.CHECKS, workspace(quarter(gross="1")), day) == []


def pay(given: str) -> str:
    return f'{PAID}payments:\n  - {{reference: A1, paid_at: "2026-04-13", {given}}}\n'


@pytest.mark.parametrize("text", [
    pay(f'form: transfer, amount: "47250.00", account: "{ACCOUNT}",\n     payee: 张三}}  # error[INC301]').replace("INC301]}", "INC301]"),
    pay(f'form: transfer, amount: "47250.00", payee: {COMPANY},\n     account: "62"}}  # error[INC302]').replace("INC302]}", "INC302]"),
    pay(f'form: transfer, amount: "47250.00", payee: {COMPANY}}}  # error[INC303]').replace("INC303]}", "INC303]"),
    pay(f'amount: "47250.00", payee: {COMPANY},\n     form: goods}}  # error[INC304]').replace("INC304]}", "INC304]"),
    pay(f'form: offset, payee: {COMPANY}, invoice_amount: "236249.99",\n     amount: "47250.00"}}  # error[INC305]').replace("INC305]}", "INC305]"),
    pay(f'form: offset, payee: {COMPANY}, invoice_amount: "236250.00", amount: "47250.00"'),
])  # fmt: skip
def test_payees(text: str) -> None:
    """Never a person or a third party, an account of the dealer's own, a form of the policy, the share of an invoice."""
    check(money.CHECKS, workspace(quarter(), settlement(text)))


def test_an_account_for_which_a_letter_speaks_takes_no_rebate() -> None:
    """A third party may pay for a dealer; it is not paid for it (reference 0.4)."""
    account = 'bank_accounts: [{account_name: 某物流公司, bank: 某行, number: "99", third_party_letter: 代付说明}]'
    text = pay(f'form: transfer, amount: "47250.00", payee: {COMPANY},\n     account: "99"}}  # error[INC302]').replace("INC302]}", "INC302]")  # fmt: skip
    check(money.CHECKS, workspace(dealer(account), quarter(), settlement(text)))


@pytest.mark.parametrize(("amount", "mark"), [("47250.01", "  # error[INC306]"), ("47249.99", "  # error[INC306]"), ("47250.00", "")])  # fmt: skip
def test_paid_is_what_is_payable(amount: str, mark: str) -> None:
    """Neither more nor less, told at the payments."""
    text = f'{PAID}payments:{mark}\n  - {{reference: A1, form: transfer, paid_at: "2026-04-13", amount: "{amount}", payee: {COMPANY}, account: "{ACCOUNT}"}}\n'
    check(money.CHECKS, workspace(quarter(), settlement(text)))


SERVICE = policy_file(
    TARGET
    + "  - {id: display, type: T6, name: 陈列, base: store_months, method: per_unit, standing: contractual, tax: incl,\n"
    '     tax_nature: service_fee, rule: 店月, steps: [{from_value: "0", amount: "150.00"}]}\n'
)
SHOWN = """\
status: issued
display: {stores: "26", months: "3", failed: "5"}
lines: [{component: target, amount: "47250.00"}, {component: display, amount: "10950.00"}]
payable: "58200.00"
approved_by: S-2022-0004
issued_on: "2026-04-10"
"""


def paid(amount: str, mark: str = "") -> str:
    return f'payments:{mark}\n  - {{reference: A1, form: transfer, paid_at: "2026-04-13", amount: "{amount}", payee: {COMPANY}, account: "{ACCOUNT}"}}\n'


@pytest.mark.parametrize(
    "text",
    [
        SHOWN + paid("47250.00"),
        SHOWN + paid("58200.00", "  # error[INC307]"),
        SHOWN + paid("58200.00") + 'service_invoice: {number: "1", received_on: "2026-04-11", amount: "10950.00"}\n',
        SHOWN + 'service_invoice:\n  number: "1"\n  received_on: "2026-04-11"\n  amount: "10950.01"  # error[INC308]\n',
    ],
)
def test_the_dealers_invoice_for_services(text: str) -> None:
    """The goods part may be paid before it; the service part may not, and the invoice is over its amount."""
    check(money.CHECKS, workspace(SERVICE, quarter(), settlement(text)))


FORM = 'number: "1", begun_by: company'


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f'red_letter: {{{FORM}, requested_on: "2026-04-12", confirmed_on: "2026-04-15"}}\n', AT),
        (f'red_letter:  # error[INC309]\n  {{{FORM}, requested_on: "2026-04-12", confirmed_on: "2026-04-11"}}\n', AT),
        (f'red_letter:  # error[INC309]\n  {{{FORM}, requested_on: "2026-04-12", issued_on: "2026-04-13"}}\n', AT),
        (f'red_letter:\n  {{{FORM}, requested_on: "2026-04-11"}}  # warning[INC310]\n', AT),
        (f'red_letter:\n  {{{FORM}, requested_on: "2026-04-12"}}\n', AT),
    ],
)
def test_red_letter_steps(text: str, day: date) -> None:
    """Form, confirmation, invoice in this order; not confirmed within 72 hours, the form lapses."""
    check(money.CHECKS, workspace(quarter(), settlement(ISSUED + text)), day)


def test_a_red_letter_payment_before_its_invoice() -> None:
    """The price reduction is booked when the invoice is there."""
    forms = policy_file("payout: {forms: [red_letter], within_days: '45', note: 红字发票}\n" + TARGET)
    text = f"""\
{PAID}red_letter: {{{FORM}, requested_on: "2026-04-12", confirmed_on: "2026-04-12", invoice: "8", issued_on: "2026-04-14"}}
payments:
  - {{reference: A1, form: red_letter, amount: "47250.00", payee: {COMPANY},
     paid_at: "2026-04-13"}}  # error[INC311]
"""
    check(money.CHECKS, workspace(forms, quarter(), settlement(text)))


@pytest.mark.parametrize(("day", "mark"), [(date(2026, 5, 15), ""), (date(2026, 5, 16), "  # warning[INC312]")])
def test_we_pay_in_time(day: date, mark: str) -> None:
    """Day 45 is in time, day 46 is late and told at the status; a draft promises nothing yet."""
    check(money.CHECKS, workspace(quarter(), settlement(ISSUED.replace("issued\n", f"issued{mark}\n", 1))), day)
    check(money.CHECKS, workspace(quarter(), settlement()), day)


@pytest.mark.parametrize(
    ("size", "sme", "day", "mark"),
    [
        ("large", "true", date(2026, 6, 11), "  # error[INC313]"),
        ("large", "true", date(2026, 6, 10), ""),
        ("large", "false", date(2026, 6, 11), ""),
        ("medium", "true", date(2026, 6, 11), ""),
    ],
)
def test_services_of_small_firms_within_sixty_days(size: str, sme: str, day: date, mark: str) -> None:
    """Counted from the day on which the invoice came; it binds large buyers."""
    text = (
        SHOWN.replace("issued\n", "issued  # warning[INC312]\n", 1)
        + f'service_invoice:\n  number: "1"\n  received_on: "2026-04-11"{mark}\n  amount: "10950.00"\n'
    )
    files = workspace(
        SERVICE, company(f"enterprise_size: {size}"), dealer(f'sme: "{sme}"'), quarter(), settlement(text)
    )
    check(money.CHECKS, files, day)
