"""Faults planted in targets and first orders."""

from __future__ import annotations

import pytest

from tests.topics.builders import company, problems, product_line
from tests.topics.contract_workspace import base, contract, expect, limits, price_list
from toolkit.topics.contract.checks import CHECKS

HEAD = "targets:\n  nature: guideline\n  basis: sell_in_net\n  tax: excl\n"


def year(total: str, mark: str = "") -> str:
    return f'  years:\n    - year: "2026"\n      line: ambient\n      amount: "{total}"{mark}\n'


def quarters(*amounts: str, marks: tuple[str, ...] = ("", "", "", "")) -> str:
    rows = zip(amounts, marks, (1, 2, 3, 4), strict=False)
    return "  quarters:\n" + "".join(
        f'    - {{quarter: 2026Q{n}, line: ambient, amount: "{amount}"}}{mark}\n' for amount, mark, n in rows
    )


@pytest.mark.parametrize(
    ("total", "mark"), [("4000000.00", ""), ("4000000.01", "  # error[CTR301]"), ("3999999.99", "  # error[CTR301]")]
)
def test_quarters_sum_to_the_year(total: str, mark: str) -> None:
    """To the fen: one more or less is told at the year's amount."""
    expect(contract(HEAD + year(total, mark) + quarters(*["1000000.00"] * 4)))


def test_the_difference_is_told_with_its_sign() -> None:
    """The message names the line, both sums and the gap."""
    files = {**base(), **contract(HEAD + year("4000000.01") + quarters(*["1000000.00"] * 4))}
    told = [p.message.zh for p in problems(CHECKS, files) if p.code == "CTR301"]
    assert told == ["2026 年常温饮料：四个季度合计 ¥4,000,000.00，年度目标 ¥4,000,000.01，差 −¥0.01"]


def test_quarters_and_years_come_together() -> None:
    """A quarter without its year and a year without quarters are told, each at its own line."""
    rows = """\
  years:
    - {year: "2027", line: ambient, amount: "1.00"}  # error[CTR303]
  quarters:
    - {quarter: 2026Q1, line: ambient, amount: "1.00"}  # error[CTR302]
"""
    expect(contract(f"{HEAD}{rows}first_order: none"))


@pytest.mark.parametrize(
    ("amounts", "marks"),
    [
        (("15.00", "40.00", "30.00", "15.00"), ("", "", "", "")),
        (("14.99", "40.01", "30.00", "15.00"), ("  # warning[CTR304]", "  # warning[CTR304]", "", "")),
    ],
)
def test_no_quarter_is_out_of_proportion(amounts: tuple[str, ...], marks: tuple[str, ...]) -> None:
    """15 % and 40 % are within the limits of the policy, a hundredth beyond is not."""
    expect(contract(HEAD + year("100.00") + quarters(*amounts, marks=marks) + "first_order: none"))


def test_part_of_a_year_has_no_proportion() -> None:
    """A contract that covers three quarters of a year is not held against the shares of four."""
    expect(contract(HEAD + year("100.00") + quarters("10.00", "50.00", "40.00") + "first_order: none"))


@pytest.mark.parametrize(("start", "mark"), [("1", "  # error[CTR305]"), ("4", "")])
def test_quarters_lie_in_the_term(start: str, mark: str) -> None:
    """The fiscal year decides: 2026Q4 ends in March 2027 when the year starts in April."""
    term = 'term: {start: "2027-01-01", end: "2027-12-31", renewal: none, renewal_notice_days: "60"}\n'
    rows = f"""\
  years:
    - {{year: "2026", line: ambient, amount: "8.00"}}
  quarters:
    - quarter: 2026Q4{mark}
      line: ambient
      amount: "8.00"
first_order: none
"""
    expect(company(f'fiscal_year_start: "{start}"'), contract(HEAD + rows + term))


def test_targets_are_for_granted_lines() -> None:
    """A line without a grant is told at the line, a grant without targets at the years."""
    expect(
        product_line("", "chilled"),
        contract(
            HEAD
            + """\
  years:  # warning[CTR307]
    - {year: "2026", line: chilled, amount: "8.00"}  # error[CTR306]
  quarters: [{quarter: 2026Q1, line: chilled, amount: "8.00"}]
first_order: none
"""
        ),
    )


MINIMUM = "targets:\n  nature: {}\n  basis: sell_in_net\n  tax: excl\n{}{}{}"


def test_a_guaranteed_minimum_has_an_amount() -> None:
    """Without one it is told at the nature; a guideline has none."""
    rows = year("4000000.00") + quarters(*["1000000.00"] * 4)
    expect(contract(MINIMUM.format("guaranteed_minimum  # error[CTR308]", "", rows, "")))
    amount = '  guaranteed_minimum: "3000000.00"{}\n'
    expect(contract(MINIMUM.format("guideline", amount.format("  # error[CTR309]"), rows, "")))
    expect(contract(MINIMUM.format("guaranteed_minimum", amount.format(""), rows, "")))


def test_a_minimum_is_no_higher_than_the_targets() -> None:
    """Compared with the year's targets of all lines, for years of four quarters."""
    amount = '  guaranteed_minimum: "4000000.01"{}\n'
    whole = year("4000000.00") + quarters(*["1000000.00"] * 4)
    part = year("3000000.00") + quarters(*["1000000.00"] * 3)
    expect(contract(MINIMUM.format("guaranteed_minimum", amount.format("  # warning[CTR311]"), whole, "")))
    expect(contract(MINIMUM.format("guaranteed_minimum", amount.format(""), part, "")))


SCOPE = 'scopes:\n  - id: main\n    grant: {}{}\n    lines: [ambient]\n    channels: [traditional]\n    regions: ["330106"]\n'


@pytest.mark.parametrize(("grant", "mark"), [("exclusive", "  # warning[CTR312]"), ("sole", ""), ("non_exclusive", "")])
def test_exclusive_goes_with_a_minimum(grant: str, mark: str) -> None:
    """An exclusive grant under guideline targets can never be ended for missing them (reference F.2)."""
    expect(contract(SCOPE.format(grant, mark)))
    rows = year("4000000.00") + quarters(*["1000000.00"] * 4)
    minimum = MINIMUM.format("guaranteed_minimum", '  guaranteed_minimum: "1.00"\n', rows, "")
    expect(contract(SCOPE.format(grant, "") + minimum))


@pytest.mark.parametrize(("amount", "mark"), [("666666.67", ""), ("666666.68", "  # warning[CTR310]")])
def test_a_first_order_of_two_months(amount: str, mark: str) -> None:
    """Two thirds of the first quarter, rounded to fen; a fen more looks like stuffing."""
    expect(contract(f'first_order:\n  amount: "{amount}"{mark}\n  minimum_order: "1.00"\n'))


def test_months_run_into_the_next_quarter() -> None:
    """Four months are the first quarter and a third of the second; the lines of a quarter are added up."""
    chilled = product_line("", "chilled")
    terms = """
        scopes: [{id: main, grant: non_exclusive, lines: [ambient, chilled], channels: [traditional], regions: ["330106"]}]
        prices: [{list: ambient@2025-1, discount: "0"}, {list: chilled@2025-1, discount: "0"}]
        targets:
          nature: guideline
          basis: sell_in_net
          tax: excl
          years: [{year: "2026", line: ambient, amount: "120.00"}, {year: "2026", line: chilled, amount: "30.00"}]
          quarters:
            - {quarter: 2026Q2, line: ambient, amount: "90.00"}
            - {quarter: 2026Q1, line: ambient, amount: "30.00"}
            - {quarter: 2026Q1, line: chilled, amount: "30.00"}
        first_order:
          amount: "AMOUNT"
          minimum_order: "1.00"
        """
    policy = limits('first_order_months: "4"')
    files = (chilled, price_list(name="chilled"), policy)
    expect(*files, contract(terms.replace('"AMOUNT"', '"90.00"')))
    expect(*files, contract(terms.replace('"AMOUNT"', '"90.01"  # warning[CTR310]')))
