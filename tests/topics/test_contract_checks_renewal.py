"""Faults planted in renewals: nothing decided in time, days without a contract, results that do not carry it (reference B)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from tests.topics.builders import dealer, found, marked, network
from tests.topics.contract_workspace import UNSIGNED, base, contract
from tests.topics.review_files import review_policy
from toolkit.network.results import Results
from toolkit.topics.contract.checks.renewal import CHECKS, last_totals, results_of_four_quarters
from toolkit.topics.evaluation.rules.results import Evaluation, EvaluationStanding

YEAR = 'term: {{start: "{}"{}, end: "{}", renewal: by_agreement, renewal_notice_days: "60"}}\n'
NEXT = 'term: {start: "2027-01-01", end: "2027-12-31", renewal: none, renewal_notice_days: "60"}\n'
TALKS = {"dealers/D-2025-0001/negotiations/NG-2026-0001.yaml": "purpose: renewal\nopened: '2026-09-30'\nrenews: QY-JX-2025-0001\n"}  # fmt: skip


def expect(as_of: str, *files: Mapping[str, str]) -> None:
    """Compares what the renewal checks find with the marks in the files."""
    whole = base()
    for more in files:
        whole |= more
    assert found(CHECKS, whole, date.fromisoformat(as_of)) == marked(whole)


def term(mark: str = "", renewal: str = "by_agreement", notice: str = "60") -> dict[str, str]:
    """The base contract with its term over several lines, so that its last day can be marked."""
    return contract(
        f'term:\n  start: "2026-01-01"\n  end: "2026-12-31"{mark}\n  renewal: {renewal}\n  renewal_notice_days: "{notice}"'
    )


@pytest.mark.parametrize(
    ("as_of", "mark"),
    [
        ("2026-10-01", ""),
        ("2026-10-02", "  # warning[CTR761]"),
        ("2026-11-01", "  # warning[CTR761]"),
        ("2026-11-02", "  # error[CTR762]"),
        ("2026-12-31", "  # error[CTR762]"),
        ("2027-01-01", ""),
    ],
)
def test_a_renewal_is_decided_in_time(as_of: str, mark: str) -> None:
    """From ninety days before the end a decision is missed, and after the day of notice it is an error; both days count."""
    expect(as_of, term(mark))


def test_the_window_of_the_policy() -> None:
    """The review policy may open the window earlier."""
    wide = review_policy('renewal: {window_days: "120", least_quarters: "3", offer: "70", negotiate: "60"}')
    expect("2026-09-02", wide, term("  # warning[CTR761]"))
    expect("2026-09-01", wide, term())


def test_a_long_notice_is_over_before_the_window() -> None:
    """Where the notice of the contract is longer than the window, its day alone counts."""
    expect("2026-07-04", term("", notice="180"))
    expect("2026-07-05", term("  # error[CTR762]", notice="180"))


@pytest.mark.parametrize(
    "decision",
    [
        contract(UNSIGNED + NEXT + "targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}", 2),
        TALKS,
        dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-10-09", to: renewing}]'),
        dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-10-09", to: terminating}]'),
    ],
)  # fmt: skip
def test_what_counts_as_a_decision(decision: Mapping[str, str]) -> None:
    """A next contract, even as a draft, talks that renew it, or a dealer that renews or leaves."""
    expect("2026-12-01", term(), decision)


def test_what_is_no_decision() -> None:
    """Talks on another contract, or talks that begin only later, decide nothing."""
    path = next(iter(TALKS))
    expect("2026-12-01", term("  # error[CTR762]"), {path: TALKS[path].replace("renews: QY-JX-2025-0001\n", "")})
    expect("2026-10-10", term("  # warning[CTR761]"), {path: TALKS[path].replace("09-30", "10-11")})


def test_contracts_that_do_not_renew() -> None:
    """A contract without renewal, and one that has ended early, wait for nobody."""
    expect("2026-12-01", term(renewal="none"))
    expect("2026-12-01", contract('status: ended\nended: {date: "2026-11-30", reason: 协商}'))


@pytest.mark.parametrize(
    ("first", "mark"),
    [("2026-04-01", ""), ("2026-04-02", "  # error[CTR763]"), ("2026-06-30", "  # error[CTR763]")],
)
def test_no_day_without_a_contract(first: str, mark: str) -> None:
    """A running dealer's contracts follow from one day to the next; a single day between them is told."""
    later = f'term:\n  start: "{first}"{mark}\n  end: "2026-12-31"\n  renewal: none\n  renewal_notice_days: "60"'
    expect(
        "2026-10-20",
        contract('term: {start: "2026-01-01", end: "2026-03-31", renewal: none, renewal_notice_days: "60"}'),
        contract(later, 2),
    )


def test_a_late_signature_leaves_a_gap() -> None:
    """A contract binds from its signature: what was sold before that had no terms."""
    later = (
        'term:\n  start: "2026-04-01"  # error[CTR763]\n  end: "2026-12-31"\n  renewal: none\n  renewal_notice_days: "60"\n'
        'signed_on: "2026-04-03"'
    )
    expect(
        "2026-10-20",
        contract('term: {start: "2026-01-01", end: "2026-03-31", renewal: none, renewal_notice_days: "60"}'),
        contract(later, 2),
    )


def test_a_dealer_that_came_back() -> None:
    """Between two lives of a cooperation there is no gap."""
    left = dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-03-31", to: closed}]')
    expect(
        "2026-05-20",
        left,
        contract('term: {start: "2026-01-01", end: "2026-03-31", renewal: none, renewal_notice_days: "60"}'),
        contract('term: {start: "2026-06-01", end: "2026-12-31", renewal: none, renewal_notice_days: "60"}', 2),
    )


def evaluations(*totals: str) -> Results:
    """The last quarters of the base dealer with these totals; an empty one is not rated."""
    quarters = [f"2026Q{n}" for n in range(1, len(totals) + 1)]
    rows = [
        Evaluation(
            subject=f"D-2025-0001/{quarter}", dealer="D-2025-0001", quarter=quarter, policy="p@2026-1", status="rated",
            total=Decimal(total or "50"), grade="B" if total else "NR", band="B", deducted=Decimal(0), coverage=Decimal(1), dimensions=(),
        )
        for quarter, total in zip(quarters, totals, strict=True)
    ]  # fmt: skip
    standing = EvaluationStanding(
        subject="D-2025-0001", dealer="D-2025-0001", quarters=tuple(quarters), years=(2026,) if quarters else ()
    )
    return Results((*rows, standing))


def renewing(approvals: str = "") -> dict[str, str]:
    return dealer(
        f'transitions: [{{date: "2025-01-01", to: active}}, {{date: "2026-10-09", to: renewing, approvals: [{approvals}]}}]'
    )


GM = '{role: GM, staff: S-2025-0005, date: "2026-10-09"}'


@pytest.mark.parametrize(
    ("totals", "approvals", "told"),
    [
        (("70.0", "70.0", "70.0", "70.0"), "", []),
        (("70.0", "70.0", "70.0", "69.9"), "", ["CTR765"]),
        (("60.0", "60.0", "60.0", "60.0"), "", ["CTR765"]),
        (("60.0", "60.0", "60.0", "59.9"), "", ["CTR766"]),
        (("60.0", "60.0", "60.0", "59.9"), GM, []),
        (("70.0", "70.0", "70.0"), "", []),
        (("70.0", "70.0"), "", ["CTR764"]),
        (("70.0", "", "70.0", ""), "", ["CTR764"]),
        (("", "80.0", "80.0", "80.0"), "", []),
        (("10.0", "80.0", "80.0", "80.0", "80.0"), "", []),
        ((), "", ["CTR764"]),
    ],
)
def test_the_mean_of_four_quarters(totals: tuple[str, ...], approvals: str, told: list[str]) -> None:
    """Offered from 70, negotiated from 60, below it the general manager; three rated quarters of the last four make a mean."""
    records = network({**base(), **contract(), **review_policy(), **renewing(approvals)})
    problems = list(results_of_four_quarters(records, evaluations(*totals), date(2026, 10, 20)))
    assert [problem.code for problem in problems] == told
    assert {problem.severity for problem in problems if problem.code == "CTR765"} <= {"info"}


def test_only_a_renewal_looks_at_results() -> None:
    """A dealer that goes on, or a company without a review policy, is told nothing."""
    day = date(2026, 10, 20)
    running = network({**base(), **contract(), **review_policy()})
    assert list(results_of_four_quarters(running, evaluations("10.0"), day)) == []
    without = network({**base(), **contract(), **renewing()})
    assert list(results_of_four_quarters(without, evaluations("10.0"), day)) == []


def test_the_last_four_quarters_are_taken() -> None:
    """Older quarters and quarters that are not rated leave the mean alone."""
    assert last_totals(evaluations("1.0", "2.0", "3.0", "", "5.0"), "D-2025-0001") == tuple(
        map(Decimal, ("2.0", "3.0", "5.0"))
    )
    assert last_totals(Results(), "D-2025-0001") == ()
