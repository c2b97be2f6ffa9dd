"""Where a dealer stands on a day, and what its profile lacks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.builders import TODAY, dealer, network
from toolkit.network.record import mark
from toolkit.network.results import Results
from toolkit.network.view import Lens, View
from toolkit.topics.dealer import rules
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import DealerStanding, derive, missing_master_data, segment, state

HISTORY = """
    transitions:
      - {date: "2024-03-01", to: lead}
      - {date: "2024-05-01", to: qualified}
      - {date: "2025-01-01", to: active}
    segments:
      - {date: "2025-02-01", segment: growth, approved_by: S-2025-0001}
      - {date: "2026-02-01", segment: core, approved_by: S-2025-0001}
    """


def profile(text: str) -> DealerProfile:
    return network(dealer(text)).get(DealerProfile, "D-2025-0001")


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2024-02-29", "lead"),
        ("2024-03-01", "lead"),
        ("2024-04-30", "lead"),
        ("2024-05-01", "qualified"),
        ("2024-12-31", "qualified"),
        ("2025-01-01", "active"),
        ("2030-01-01", "active"),
    ],
)
def test_the_state_on_a_day(day: str, expected: str) -> None:
    """A transition counts from its own day on; before the first one the dealer is a lead."""
    assert state(profile(HISTORY), date.fromisoformat(day)) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2025-01-31", None), ("2025-02-01", "growth"), ("2026-01-31", "growth"), ("2026-02-01", "core")],
)
def test_the_segment_on_a_day(day: str, expected: str | None) -> None:
    """A segment counts from the day on which it was decided; before that there is none."""
    assert segment(profile(HISTORY), date.fromisoformat(day)) == expected


@given(
    st.lists(st.tuples(st.integers(0, 40), st.sampled_from(tuple(STATES))), max_size=6, unique_by=lambda row: row[0]),
    st.integers(-1, 41),
)
@settings(max_examples=40, deadline=None)
def test_the_order_in_the_file_does_not_matter(rows: list[tuple[int, str]], day: int) -> None:
    """The state is that of the latest transition up to the day, in whatever order the file has them."""
    start = date(2026, 1, 1)
    items = ", ".join(f'{{date: "{start + timedelta(n)}", to: {to}}}' for n, to in rows)
    earlier = [row for row in rows if row[0] <= day]
    expected = max(earlier)[1] if earlier else "lead"
    assert state(profile(f"transitions: [{items}]"), start + timedelta(day)) == expected


def test_every_state_belongs_to_one_group() -> None:
    """Recruiting, starting, running, leaving and resting share out the states without rest or overlap."""
    groups = (rules.RECRUITING, rules.STARTING, rules.RUNNING, rules.LEAVING, rules.RESTING)
    assert sorted(name for group in groups for name in group) == sorted(STATES)
    assert (rules.EARLY < rules.RECRUITING, rules.PARTNERS) == (True, rules.STARTING | rules.RUNNING | rules.LEAVING)


def test_what_a_profile_lacks() -> None:
    """A full profile lacks nothing; what is left out is named, contacts by their role."""
    assert missing_master_data(profile("")) == ()
    bare = profile("""
        uscc: none
        invoice: none
        bank_accounts: []
        service_team: none
        contacts: [{role: owner, contact: C-2025-0001}]
        """)
    expected = ("uscc", "invoice", "bank_accounts", "service_team", "contacts.finance", "contacts.order")
    assert missing_master_data(bare) == expected


def test_the_standing_of_every_dealer() -> None:
    """The result says state, since when, for how many days, and the segment; before the first transition no day."""
    records = network({**dealer(HISTORY), **dealer("transitions: []", 2)})
    first, second = derive(records, Results(), TODAY)
    assert isinstance(first, DealerStanding)
    assert isinstance(second, DealerStanding)
    assert (first.subject, first.dealer, first.state, first.since, first.segment, first.days_in_state) == (
        "D-2025-0001",
        "D-2025-0001",
        "active",
        date(2025, 1, 1),
        "core",
        657,
    )
    assert (second.state, second.since, second.segment, second.days_in_state, second.trace) == (
        "lead",
        None,
        None,
        None,
        (),
    )
    assert [step.value for step in first.trace] == ["2025-01-01 active"]


def test_a_dealer_sees_its_own_state_but_not_how_it_is_classed() -> None:
    """Another dealer's standing is not in the view at all, and the segment is internal as in the profile."""
    records = network({**dealer(HISTORY), **dealer("", 2)})
    view = View(records, Results(derive(records, Results(), TODAY)), Lens("dealer", "D-2025-0001"))
    (own,) = view.results(DealerStanding)
    assert (own.dealer, own.state, "segment" in vars(own)) == ("D-2025-0001", "active", False)
    assert mark(DealerStanding, "segment", "audience") == "internal"
