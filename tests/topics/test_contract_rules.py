"""Which contract governs a dealer on a day."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import network
from tests.topics.contract_workspace import UNSIGNED, base, contract
from toolkit.network.results import Results
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.governing import derive
from toolkit.topics.contract.rules.standing import (
    ContractStanding,
    contracts_of,
    current,
    in_force,
    in_force_span,
)

TERM = 'term: {{start: "{}", end: "{}", renewal: {}, renewal_notice_days: "60"}}\n'


def the(text: str) -> Contract:
    return network({**base(), **contract(text)}).all(Contract)[0]


@pytest.mark.parametrize(
    ("terms", "span"),
    [
        ("", ("2026-01-01", "2026-12-31")),
        ('signed_on: "2026-03-05"', ("2026-03-05", "2026-12-31")),
        ('ended: {date: "2026-05-31", reason: 协商}', ("2026-01-01", "2026-05-31")),
        ('status: ended\nended: {date: "2026-05-31", reason: 协商}', ("2026-01-01", "2026-05-31")),
        ('ended: {date: "2027-05-31", reason: 协商}', ("2026-01-01", "2026-12-31")),
        (UNSIGNED, None),
        ("signed_on: none", None),
        ("status: draft", None),
    ],
)
def test_the_days_on_which_a_contract_binds(terms: str, span: tuple[str, str] | None) -> None:
    """From the later of beginning and signature to the earlier of end and early ending, first and last day included."""
    found = in_force_span(the(terms))
    assert (None if found is None else (str(found.first), str(found.last))) == span


@pytest.mark.parametrize(
    ("day", "bound"), [("2025-12-31", False), ("2026-01-01", True), ("2026-12-31", True), ("2027-01-01", False)]
)
def test_in_force_on_a_day(day: str, bound: bool) -> None:
    """Both ends belong to the term."""
    assert in_force(the(""), date.fromisoformat(day)) is bound


def three() -> tuple[Contract, ...]:
    files = {
        **base(),
        **contract(TERM.format("2027-01-01", "2027-12-31", "none") + 'signed_on: "2026-10-01"', 3),
        **contract("", 2),
        **contract(TERM.format("2025-01-01", "2025-12-31", "none") + 'signed_on: "2024-12-01"', 1),
    }
    return contracts_of(network(files), "D-2025-0001")


def test_contracts_by_their_beginning() -> None:
    """Whatever their numbers, the earliest first; another dealer's are not among them."""
    assert [c.contract_no[-1] for c in three()] == ["1", "2", "3"]
    assert contracts_of(network({**base(), **contract()}), "D-2025-0002") == ()


@pytest.mark.parametrize(
    ("day", "number"),
    [("2024-06-01", "1"), ("2025-06-01", "1"), ("2026-06-01", "2"), ("2027-12-31", "3"), ("2028-06-01", "3")],
)
def test_the_contract_that_a_reader_means(day: str, number: str) -> None:
    """The one in force, before all the next to come, after all the latest."""
    found = current(three(), date.fromisoformat(day))
    assert found is not None
    assert found.contract_no[-1] == number


def test_a_draft_is_meant_where_nothing_is_in_force() -> None:
    """A draft for a term that has begun is still to come; without any contract there is none."""
    old = contract('status: ended\nended: {date: "2026-05-31", reason: 协商}')
    records = network({**base(), **old, **contract(UNSIGNED, 2)})
    found = current(contracts_of(records, "D-2025-0001"), date(2026, 10, 20))
    assert found is not None
    assert found.status == "draft"
    assert current((), date(2026, 10, 20)) is None


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("", ("in_force", 72, date(2026, 11, 1))),
        (TERM.format("2026-01-01", "2026-12-31", "none"), ("in_force", 72, None)),
        (UNSIGNED, ("draft", None, None)),
        ('status: ended\nended: {date: "2026-05-31", reason: 协商}', ("ended", None, None)),
        ('ended: {date: "2026-10-31", reason: 协商}', ("in_force", 11, None)),
    ],
)
def test_how_a_dealer_stands(terms: str, expected: tuple[str, int | None, date | None]) -> None:
    """State, days left and the last day for a notice of renewal, on 20 October 2026; none under notice of ending."""
    records = network({**base(), **contract(terms)})
    (row,) = derive(records, Results(), date(2026, 10, 20))
    assert isinstance(row, ContractStanding)
    assert (row.state, row.days_left, row.notice_by) == expected
