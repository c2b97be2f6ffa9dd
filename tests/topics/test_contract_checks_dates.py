"""Faults planted in the dates and times of contracts, and right ones that pass."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import company, dealer, problems
from tests.topics.contract_workspace import UNSIGNED, base, contract, contract_path, expect, limits
from toolkit.topics.contract.checks import CHECKS

ENDED = 'ended: {{date: "{}", reason: 协商}}'


def test_a_right_contract_passes() -> None:
    """The contract that the other tests spoil has no fault of its own, signed or as a draft."""
    expect(contract())
    expect(contract(UNSIGNED))


def test_the_term_runs_forward() -> None:
    """A term that ends before or on the day it begins is told at its end."""
    for end in ("2025-12-31", "2026-01-01"):
        expect(
            contract(f"""
                term:
                  start: "2026-01-01"
                  end: "{end}"  # error[CTR101]
                  renewal: none
                  renewal_notice_days: "60"
                targets: {{nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}}  # warning[CTR307]
                signed_on: "2025-12-20"
                first_order: none
                """)
        )


@pytest.mark.parametrize(("months", "mark"), [("1", ""), ("3", ""), ("4", "  # error[CTR102]")])
def test_a_trial_fits_into_the_term(months: str, mark: str) -> None:
    """A trial may last as long as the term, by the calendar and not by thirty days, and no longer."""
    expect(
        contract(f"""
            term:
              start: "2026-02-01"
              end: "2026-05-01"
              trial_months: "{months}"{mark}
              renewal: none
              renewal_notice_days: "60"
            targets: {{nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}}  # warning[CTR307]
            first_order: none
            """)
    )


@pytest.mark.parametrize(
    "terms",
    [
        "status: signed  # error[CTR103]\nsigned_on: none",
        'status: draft\nsigned_on: "2025-12-20"  # error[CTR104]',
        'status: legal_review\nsigned_on: "2025-12-20"  # error[CTR104]',
        'signed_on: "2026-10-21"  # error[CTR105]',
        'signed_on: "2026-01-02"  # warning[CTR106]',
        'signed_on: "2026-01-01"',
        "status: legal_review\nsigned_on: none",
    ],
)
def test_status_and_signature(terms: str) -> None:
    """A signed contract has a day of signature that has come; a draft has none; the day of signature may be the first day."""
    expect(contract(terms))


@pytest.mark.parametrize(
    ("terms", "as_of"),
    [
        ('status: ended\nended:\n  date: "2025-12-31"  # error[CTR107]\n  reason: 协商', "2026-10-20"),
        ('status: ended\nended:\n  date: "2027-01-01"  # error[CTR107]\n  reason: 协商', "2026-10-20"),
        ("status: ended  # error[CTR108]", "2026-12-31"),
        ("status: ended", "2027-01-01"),
        ("status: ended\n" + ENDED.format("2026-10-19"), "2026-10-20"),
        ("status: ended  # error[CTR115]\n" + ENDED.format("2026-10-20"), "2026-10-20"),
        (ENDED.format("2026-12-31"), "2026-10-20"),
    ],
)
def test_early_ending(terms: str, as_of: str) -> None:
    """An early ending lies in the term, whose first and last day count; a contract under notice is still signed."""
    expect(contract(terms), as_of=date.fromisoformat(as_of))


def test_one_contract_at_a_time() -> None:
    """Any two contracts in force at once are told at the later one, also when a third stands between them."""
    year = 'term:\n  start: "{}"{}\n  end: "{}"\n  renewal: none\n  renewal_notice_days: "60"\n'
    bare = "targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}  # warning[CTR307]\nfirst_order: none\n"
    expect(
        contract(bare + year.format("2026-01-01", "", "2026-12-31"), 1),
        contract(bare + year.format("2026-03-01", "  # error[CTR109]", "2026-04-30"), 2),
        contract(bare + year.format("2026-12-31", "  # error[CTR109]", "2027-06-30"), 3),
        contract(bare + year.format("2027-07-01", "", "2027-12-31"), 4),
    )


def test_what_does_not_count_as_a_second_contract() -> None:
    """Drafts, another dealer's contract, and one that takes over the day after an early ending do not."""
    expect(
        contract("status: ended\n" + ENDED.format("2026-05-31")),
        contract(
            'term: {start: "2026-06-01", end: "2026-12-31", renewal: none, renewal_notice_days: "60"}\n' + LATER, 2
        ),
        contract(UNSIGNED, 3),
        dealer("", 2),
        contract("", 4, 2),
    )


LATER = """\
targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [{year: "2026", line: ambient, amount: "2000000.00"}], quarters: [{quarter: 2026Q3, line: ambient, amount: "1000000.00"}, {quarter: 2026Q4, line: ambient, amount: "1000000.00"}]}
signed_on: "2026-05-20"
"""


def test_the_other_contract_is_linked() -> None:
    """The problem of two at once leads to the term of the other one."""
    files = {**base(), **contract(), **contract("", 2)}
    related = [row.origin.path for p in problems(CHECKS, files) if p.code == "CTR109" for row in p.related]
    assert related == [contract_path(1)]


@pytest.mark.parametrize("renewal", ["by_agreement", "none"])
def test_notices_are_long_enough(renewal: str) -> None:
    """Each time at its own line; without a renewal its notice does not matter."""
    mark = "" if renewal == "none" else "  # warning[CTR110]"
    expect(
        contract(f"""
            term:
              start: "2026-01-01"
              end: "2026-12-31"
              renewal: {renewal}
              renewal_notice_days: "59"{mark}
            termination:
              notice_days: "59"  # warning[CTR111]
              cure_days: "4"  # warning[CTR112]
              settlement_days: "30"
              buy_back_rate: "0.90"
              sell_off_days: "90"
            delivery:
              place: 乙方仓库
              freight: company
              lead_days: "5"
              acceptance_days: "2"  # warning[CTR117]
            """)
    )
    expect(contract(), limits("acceptance_days: none"))


def test_automatic_renewal_has_a_length() -> None:
    """Without one the contract would have no definite term."""
    term = (
        'term:\n  start: "2026-01-01"\n  end: "2026-12-31"\n  renewal: automatic_once{}\n  renewal_notice_days: "60"\n'
    )
    expect(contract(term.format("  # error[CTR116]")))
    expect(contract(term.format("") + '  renewal_months: "12"\n'))


def test_limits_in_force() -> None:
    """The limits at signature count, for a draft those of the as-of date; without any this is told once."""
    old = limits('effective_to: "2025-12-31"')
    strict = limits('effective_from: "2026-01-01"\nrenewal_notice_days: "90"', "2026-1")
    warned = '  renewal_notice_days: "60"  # warning[CTR110]\n'
    term = 'term:\n  start: "2026-01-01"\n  end: "2026-12-31"\n  renewal: by_agreement\n'
    expect(old, strict, contract(), contract(UNSIGNED + term + warned, 2))
    expect(limits('effective_from: "2026-01-01"'), contract('signed_on: "2025-12-20"  # warning[CTR118]'))


def test_limit_versions_follow_each_other() -> None:
    """A gap between two versions is told at the later one."""
    expect(
        limits('effective_to: "2024-06-30"'),
        limits('effective_from: "2024-08-01"  # error[POL002]', "2024-2"),
        contract(),
    )


MARK = "trade_marks: [{{registration: '1', name: 青屿, nice_class: '32', owner: 杭州青屿饮品有限公司, valid_to: '{}'}}]"


def test_trade_marks_outlive_the_contract() -> None:
    """A mark that ends before the contract does is told, while the contract is not over."""
    term = 'term:\n  start: "2026-01-01"\n  end: "2026-12-31"{}\n  renewal: none\n  renewal_notice_days: "60"\n'
    expect(company(MARK.format("2026-12-30")), contract(term.format("  # warning[CTR113]")))
    expect(company(MARK.format("2026-12-31")), contract())
    expect(company(MARK.format("2026-12-30")), contract("status: ended\n" + ENDED.format("2026-05-31")))


def test_contracts_need_a_company() -> None:
    """Without a record of the company there is no Party A: CTR119, told once; without contracts nobody misses it."""
    files = {path: text for path, text in {**base(), **contract()}.items() if path != "content/company.yaml"}
    assert [p.origin.path for p in problems(CHECKS, files) if p.code == "CTR119"] == ["content/company.yaml"]
    alone = {path: text for path, text in files.items() if "/contracts/" not in path}
    assert [p for p in problems(CHECKS, alone) if p.code == "CTR119"] == []


def test_the_contract_number_names_the_brand() -> None:
    """Told at the number where it is written, else at the top of the file."""
    expect(company("brand_code: AB"), contract("contract_no: QY-JX-2025-0001  # error[CTR114]"))
    rows = [p for p in problems(CHECKS, {**base(), **company("brand_code: AB"), **contract()}) if p.code == "CTR114"]
    assert [(row.origin.path, row.origin.line, row.record) for row in rows] == [(contract_path(), 1, "QY-JX-2025-0001")]
