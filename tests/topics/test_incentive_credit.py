"""Credit: what is receivable and ordered at a quarter's end stays within the contract's limit of that day (E-17)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.topics.builders import dealer, staff
from tests.topics.evaluation_files import (
    CREDIT,
    DEALER,
    KINDS,
    QUARTER_FILE,
    RECEIVABLES,
    found,
    marked,
    quarter,
    terms,
    version,
)
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.incentive.checks.credit import CHECKS, reviews
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.incentive.rules.reviews import limits

ROOT = Path(__file__).resolve().parents[2]
ALL = Kinds(dict.fromkeys((*KINDS.all, *INCENTIVE)))

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
    assert found(CHECKS[:1], files) == marked(files)


def test_the_limit_itself_is_within_the_limit() -> None:
    """900 000 of 900 000 is right, a fen less is not."""
    assert found(CHECKS[:1], world(text=limit("900000.00"))) == []
    files = world("  # warning[INC421]", limit("899999.99"))
    assert found(CHECKS[:1], files) == marked(files)


def test_credit_that_no_contract_grants() -> None:
    """A dealer that owes at a quarter's end has a limit in its contract; one that owes nothing needs none."""
    files = {
        key: text.replace('credit: {limit: "1200000.00", review_months: "6"}', "")
        for key, text in world("  # warning[INC422]").items()
    }
    assert found(CHECKS[:1], files) == marked(files)
    paid = {
        key: text.replace('closing: "900000"', 'closing: "0"').replace("  # warning[INC422]", "")
        for key, text in files.items()
    }
    assert found(CHECKS[:1], paid) == []


def test_only_the_latest_quarter_is_told() -> None:
    """An older quarter above the limit is past; what is told is the latest that is over."""
    later = quarter(f"receivables: {RECEIVABLES}".replace('closing: "900000"', 'closing: "100"'), "2026Q2")
    files = {**world(text=limit("800000.00")), **later}
    assert QUARTER_FILE in files
    assert found(CHECKS[:1], files) == []


POLICY_PATH = "content/policies/incentive/credit-limit/2026-1.yaml"
REVIEW_PATH = f"dealers/{DEALER}/credit/CR-2026-0001.yaml"
MONTHS = "".join(f'  - {{month: "2025-{month:02d}", net: "1050000.00"}}\n' for month in range(1, 13))
REVIEW = f"""\
requested_at: "2026-01-05"
requested_by: S-2025-0001
rating: A
grounds: 回款按时
lines: [ambient]
term_days: "30"
months:
{MONTHS}tax: excl
approved_by: S-2025-0002
approved_on: "2026-01-08"
"""
PEOPLE = "id: S-2025-0001, roles: [SA]\nid: S-2025-0002, roles: [FI]"


def reviewed(text: str = REVIEW, credit: str = "840000.00") -> dict[str, str]:
    """The worked example E-17 as a review, beside a contract with that limit and its shipped policy."""
    shipped = {POLICY_PATH: (ROOT / POLICY_PATH).read_text("utf-8")}
    return {**shipped, **staff(PEOPLE), **dealer(), **terms(limit(credit)), REVIEW_PATH: text}


def told(files: dict[str, str], as_of: date = date(2026, 3, 1)) -> list[str]:
    """What the check of reviews finds, by place."""
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    results = Results(tuple(limits(loaded.network, as_of)))
    return [f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in reviews(loaded.network, results, as_of)]


def test_e17_as_a_review() -> None:
    """1 050 000 a month, thirty days, class A: 840 000.00; a contract with just that much is right."""
    loaded = load(MemoryTree(reviewed()), ALL, whole=False)
    (row,) = limits(loaded.network, date(2026, 3, 1))
    assert (row.limit, row.granted, row.months, row.latest) == (Decimal("840000.00"), Decimal("840000.00"), 12, True)
    assert told(reviewed()) == []


@pytest.mark.parametrize(
    ("old", "new", "granted"),
    [
        ("rating: A", "rating: A  # warning[INC423]", "840000.01"),
        ("rating: A", 'rating: A\nfactor: "0.9"  # error[INC425]', "840000.00"),
        ("approved_by: S-2025-0002", "approved_by: S-2025-0001  # error[INC426]", "840000.00"),
        ('approved_on: "2026-01-08"', 'approved_on: "2025-08-08"', "840000.00"),
    ],
)
def test_a_review_that_does_not_hold_is_told(old: str, new: str, granted: str) -> None:
    """A limit above the policy's, a factor out of range, who asked approving, approval before it was asked for."""
    files = reviewed(REVIEW.replace(old, new), granted)
    expected = marked(files) if "#" in new else [f"{REVIEW_PATH}:21 error[INC426]", f"{REVIEW_PATH}:22 warning[INC424]"]
    assert told(files) == expected


def test_a_review_grows_old() -> None:
    """Reviewed every six months: told from the day after."""
    assert told(reviewed(), date(2026, 7, 8)) == []
    assert told(reviewed(), date(2026, 7, 9)) == [f"{REVIEW_PATH}:22 warning[INC424]"]
