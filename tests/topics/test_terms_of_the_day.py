"""Whatever looks at a contract on a day looks at its terms of that day: with the amendments that have taken effect (A.10)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

import pytest

from tests.topics.amendment_files import PEOPLE, POLICY, amendment, change
from tests.topics.builders import contract as plain_contract
from tests.topics.builders import dealer, found, network, product_line
from tests.topics.contract_workspace import base, contract
from toolkit.network.results import Result, Results
from toolkit.topics.contract.checks.amendment_effects import amended_terms
from toolkit.topics.contract.checks.notices import SHORT_NOTICE
from toolkit.topics.contract.rules import FIGURES, derive
from toolkit.topics.contract.rules.calendar import ContractCalendar
from toolkit.topics.contract.rules.governing import derive as standings
from toolkit.topics.contract.rules.renewals import RenewalQuarter
from toolkit.topics.contract.rules.standing import ContractStanding
from toolkit.topics.lifecycle.checks import CHECKS as LIFECYCLE

NOTICE = change("term.renewal_notice_days", "60", "90")
"""Ninety days instead of sixty, from July on: the notice of a contract that ends with the year is due on 2 October."""
T = TypeVar("T", bound=Result)


def results(kind: type[T], day: date, *files: Mapping[str, str]) -> tuple[T, ...]:
    whole = base() | contract()
    for more in files:
        whole |= more
    return tuple(row for row in derive(network(whole), Results(), day) if isinstance(row, kind))


@pytest.mark.parametrize(("day", "expected"), [("2026-06-30", "2026-11-01"), ("2026-07-01", "2026-10-02")])
def test_the_day_of_a_renewal_notice(day: str, expected: str) -> None:
    """The dealer's standing, the contract's calendar and the list of renewals all give the day that holds."""
    on, by = date.fromisoformat(day), date.fromisoformat(expected)
    files = (amendment(NOTICE),)
    (standing,) = results(ContractStanding, on, *files)
    (calendar,) = results(ContractCalendar, on, *files)
    quarters = results(RenewalQuarter, on, *files)
    assert standing.notice_by == calendar.notice_by == by
    assert [row.notice_by for quarter in quarters for row in quarter.rows] == [by]


def test_its_steps_name_the_amendment() -> None:
    """What `explain` shows of the notice stands in the amendment, and ends in the same day."""
    records = network({**base(), **contract(), **amendment(NOTICE)})
    on = date(2026, 7, 1)
    (row,) = standings(records, Results(), on)
    figure = next(figure for figure in FIGURES if figure.model is ContractStanding)
    steps = tuple(figure.steps(records, Results([row]), row, on))
    places = {step.origin.path for step in steps if step.origin is not None}
    assert any("/amendments/" in path for path in places)
    assert str(next(step for step in steps if step.gives == "notice_by").value).endswith("2026-10-02")


def test_an_amendment_keeps_to_the_limits_on_notices() -> None:
    """A notice made shorter than the limits policy allows is told, as in a contract."""
    files = {**base(), **contract(), **amendment(change("term.renewal_notice_days", "60", "5"))}
    records = network(files)
    told = tuple(amended_terms(records, Results(), date(2026, 10, 20)))
    assert SHORT_NOTICE.code in {problem.code for problem in told}
    lengthened = network({**base(), **contract(), **amendment(NOTICE)})
    assert not tuple(amended_terms(lengthened, Results(), date(2026, 10, 20)))


LIFE = {
    "content/policies/lifecycle/lifecycle/2024-1.yaml": """\
name: 生命周期
applies_by: requested_at
onboarding_days: "120"
effective_from: "2024-01-01"
steps:
  - {name: 签约, origin: [lead], to: signed, guards: [licences_valid]}
"""
}
CHILLED = {
    **product_line(),
    **product_line("required_licences: [food_operation]\nstorage: chilled\nname: 低温酸奶", "chilled"),
}
ADDED = change("scopes[main].lines[chilled]", None, "chilled")


@pytest.mark.parametrize(("signed", "fault"), [("2026-08-01", True), ("2026-06-30", False)])
def test_licences_are_those_of_the_lines_granted_by_then(signed: str, fault: bool) -> None:
    """A line that joined by an amendment needs its licence at a transition after that, not at one before."""
    files = {
        **LIFE, **CHILLED, **POLICY, **PEOPLE, **plain_contract(), **amendment(ADDED),
        **dealer(f'transitions: [{{date: "2026-01-01", to: lead}}, {{date: "{signed}", to: signed}}]'),
    }  # fmt: skip
    codes = {row.rpartition("[")[2].rstrip("]") for row in found(LIFECYCLE, files)}
    assert ("LIF121" in codes) is fault
