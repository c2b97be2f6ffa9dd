"""Of each policy one version is in force on any day, and the files say which: no gap, no overlap, no guess."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from tests.network.ledger import Rule, loaded
from toolkit.network.policy import in_force, version_problems


def files(*spans: tuple[str, str]) -> dict[str, str | bytes]:
    """Versions 2020-1, 2020-2 … of one policy; an empty second day means open."""
    return {
        f"content/policies/rebate/2020-{number}.yaml": f"name: 甲\neffective_from: {first}\n"
        + (f"effective_to: {last}\n" if last else "")
        + "applies_by: period_start\nrate: '1'\n"
        for number, (first, last) in enumerate(spans, start=1)
    }


def found(*spans: tuple[str, str]) -> list[tuple[str, str, int]]:
    """Code, version and line of each problem."""
    result = loaded(files(*spans))
    assert result.problems == ()
    return [(p.code, p.record, p.origin.line) for p in version_problems(result.network, Rule)]


CASES = {
    "one, open": ([("2025-01-01", "")], []),
    "they follow": ([("2025-01-01", "2025-12-31"), ("2026-01-01", "")], []),
    "a day is missing": ([("2025-01-01", "2025-12-30"), ("2026-01-01", "")], [("POL002", "rebate@2020-2", 2)]),
    "a day is doubled": ([("2025-01-01", "2026-01-01"), ("2026-01-01", "")], [("POL001", "rebate@2020-2", 2)]),
    "the first has no end": ([("2025-01-01", ""), ("2026-01-01", "")], [("POL001", "rebate@2020-2", 2)]),
    "both begin on one day": ([("2025-01-01", ""), ("2025-01-01", "")], [("POL001", "rebate@2020-2", 2)]),
    "one lies inside another": (
        [("2024-01-01", "2030-12-31"), ("2025-01-01", "2025-12-31"), ("2031-01-01", "")],
        [("POL001", "rebate@2020-2", 2)],
    ),
    "an open one covers two": (
        [("2024-01-01", ""), ("2025-01-01", "2025-12-31"), ("2027-01-01", "")],
        [("POL001", "rebate@2020-2", 2), ("POL001", "rebate@2020-3", 2)],
    ),
    "it ends before it begins": ([("2026-01-01", "2025-12-31")], [("POL003", "rebate@2020-1", 3)]),
    "a reversed one leaves the others": (
        [("2025-01-01", "2025-12-31"), ("2026-01-01", "2024-01-01"), ("2026-01-01", "")],
        [("POL003", "rebate@2020-2", 3)],
    ),
    "one day": ([("2025-01-01", "2025-01-01"), ("2025-01-02", "")], []),
    "the end of the calendar": ([("2025-01-01", "2199-12-31")], []),
}


@pytest.mark.parametrize(("spans", "problems"), CASES.values(), ids=CASES)
def test_versions_of_a_policy_follow_each_other(
    spans: list[tuple[str, str]], problems: list[tuple[str, str, int]]
) -> None:
    """Gaps, overlaps and reversed days are told at the version that does not fit."""
    assert found(*spans) == problems


def rules(*spans: tuple[str, str]) -> tuple[Rule, ...]:
    """The versions as records."""
    return loaded(files(*spans)).network.all(Rule)


def test_the_version_in_force_on_a_day() -> None:
    """First and last day are included; before, between and after there is none; another policy's version never serves."""
    versions = rules(("2025-01-01", "2025-12-31"), ("2026-02-01", "2026-06-30"))
    asked = {
        "2024-12-31": None,
        "2025-01-01": "2020-1",
        "2025-12-31": "2020-1",
        "2026-01-01": None,
        "2026-02-01": "2020-2",
        "2026-06-30": "2020-2",
        "2026-07-01": None,
    }
    for day, version in asked.items():
        rule = in_force(versions, "rebate", date.fromisoformat(day))
        assert (rule.version if rule else None) == version
    assert in_force(versions, "other", date(2025, 6, 1)) is None


@given(st.lists(strategies.days(), min_size=2, max_size=5, unique=True))
def test_without_problems_each_day_has_exactly_one_version(days: list[date]) -> None:
    """Spans that follow each other are told nothing of, and every day from the first on is governed by one version."""
    starts = sorted(days)
    ends = [start - timedelta(days=1) for start in starts[1:]]
    spans = [(s.isoformat(), e.isoformat()) for s, e in zip(starts, ends, strict=False)] + [
        (starts[-1].isoformat(), "")
    ]
    assert found(*spans) == []
    versions = rules(*spans)
    for day in (starts[0], *ends, starts[-1], starts[-1] + timedelta(days=400)):
        assert sum(version.covers(day) for version in versions) == 1


@given(st.lists(st.tuples(strategies.days(), strategies.days()).map(sorted), min_size=2, max_size=4))
def test_any_day_that_two_versions_cover_is_told(pairs: list[list[date]]) -> None:
    """Wherever two versions are in force at once there is an overlap among the problems."""
    spans = [(first.isoformat(), last.isoformat()) for first, last in pairs]
    versions = rules(*spans)
    edges = {day for pair in pairs for day in pair}
    doubled = any(sum(version.covers(day) for version in versions) > 1 for day in edges)
    assert any(code == "POL001" for code, _, _ in found(*spans)) == doubled
