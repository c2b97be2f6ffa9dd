"""Credit: what is receivable and ordered at a quarter's end stays within the contract's limit of that day (E-17)."""

from __future__ import annotations

import pytest

from tests.topics.builders import dealer
from tests.topics.evaluation_files import CREDIT, QUARTER_FILE, RECEIVABLES, found, marked, quarter, terms, version
from toolkit.topics.incentive.checks.credit import CHECKS

ORDERS = "dealers/D-2025-0001/orders/2026Q1.csv"
HEAD = "id,date,amount,tax,promised,moved_to,delivered,in_full,delivered_amount\n"


def world(mark: str = "", text: str = CREDIT, orders: str = "") -> dict[str, str]:
    """The quarter of D-1, with 900 000 receivable at its end, and the orders given."""
    more = {ORDERS: HEAD + orders} if orders else {}
    return {**version(), **dealer(), **terms(text), **quarter(f"receivables: {RECEIVABLES}{mark}"), **more}


def limit(amount: str) -> str:
    """The terms with a credit limit."""
    return f'{CREDIT}\ncredit: {{limit: "{amount}", review_months: "6"}}'


@pytest.mark.parametrize(
    ("orders", "mark"),
    [
        ("A,2026-03-30,300000.00,excl,2026-04-03,,2026-04-03,true,\n", ""),
        ("A,2026-03-30,300000.01,excl,2026-04-03,,2026-04-03,true,\n", "  # warning[INC421]"),
        ("A,2026-03-30,300000.01,excl,2026-03-31,,2026-03-31,true,\n", ""),
        ("A,2026-03-30,300000.01,excl,2026-04-03,,,false,\n", "  # warning[INC421]"),
        ("A,2026-04-01,300000.01,excl,2026-04-03,,,false,\n", ""),
    ],
)
def test_what_waits_counts_with_what_is_owed(orders: str, mark: str) -> None:
    """900 000 owed leave 300 000 of a limit of 1 200 000 for orders that were made and have not come by the last day."""
    files = world(mark, orders=orders)
    assert found(CHECKS, files) == marked(files)


def test_the_limit_itself_is_within_the_limit() -> None:
    """900 000 of 900 000 is right, a fen less is not."""
    assert found(CHECKS, world(text=limit("900000.00"))) == []
    files = world("  # warning[INC421]", limit("899999.99"))
    assert found(CHECKS, files) == marked(files)


def test_credit_that_no_contract_grants() -> None:
    """A dealer that owes at a quarter's end has a limit in its contract; one that owes nothing needs none."""
    files = {
        key: text.replace('credit: {limit: "1200000.00", review_months: "6"}', "")
        for key, text in world("  # warning[INC422]").items()
    }
    assert found(CHECKS, files) == marked(files)
    paid = {
        key: text.replace('closing: "900000"', 'closing: "0"').replace("  # warning[INC422]", "")
        for key, text in files.items()
    }
    assert found(CHECKS, paid) == []


def test_only_the_latest_quarter_is_told() -> None:
    """An older quarter above the limit is past; what is told is the latest that is over."""
    later = quarter(f"receivables: {RECEIVABLES}".replace('closing: "900000"', 'closing: "100"'), "2026Q2")
    files = {**world(text=limit("800000.00")), **later}
    assert QUARTER_FILE in files
    assert found(CHECKS, files) == []
