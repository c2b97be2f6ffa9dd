"""A changed policy on past quarters: the same rules change nothing, and what others change adds up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample import AS_OF, ROOT, judged
from toolkit.network.network import Network
from toolkit.network.policy import Policy
from toolkit.network.results import Results
from toolkit.review.simulation import Simulation, over, periods_of, simulate
from toolkit.review.simulation_candidate import Candidate, candidate, faults, versions_of
from toolkit.topics.catalogue import FIGURES, TOPICS
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.rules.statement import RebateStatement

REBATE = "content/policies/incentive/beverage-rebate/2026-1.yaml"
WINDOWS = [
    ("dealer-evaluation@2026-1", "2026Q1..2026Q3"),
    ("dealer-evaluation@2024-1", "2025Q2..2025Q4"),
    ("beverage-rebate@2025-1", "2025"),
    ("dispenser-rebate@2026-1", "2026Q1..2026Q3"),
    ("segmentation", "2026Q1..2026Q3"),
    ("warning", "2026Q3"),
    ("fund", "2026Q1..2026Q3"),
    ("sla", "2026Q1..2026Q3"),
    ("credit-limit", "2026Q1..2026Q3"),
]
"""Versions, and quarters which they governed."""


def derive(network: Network, as_of: date) -> Results:
    """What the rules derive, without the checks."""
    results = Results()
    for topic in TOPICS:
        if topic.derive is not None:
            results = results.joined(topic.derive(network, results, as_of))
    return results


def tried(name: str) -> Candidate:
    """A version of the sample."""
    found, problems = candidate(judged().network, name)
    assert found is not None
    assert problems == ()
    return found


@cache
def run(name: str, periods: str) -> Simulation:
    """A simulation on the sample."""
    return simulate(judged().network, tried(name), periods_of(periods), AS_OF, derive, FIGURES)


def changed(name: str, **fields: object) -> Candidate:
    """A version of the sample with other fields."""
    found = tried(name)
    return replace(found, entry=replace(found.entry, record=found.entry.record.model_copy(update=fields)))


def nothing(found: Simulation) -> None:
    """Nobody moves, nothing costs."""
    assert [effect.dealer for effect in found.touched] == []
    assert found.cost == Decimal("0.00")
    assert found.by_line() == ()
    assert found.others == ()
    assert all(one == other for one, other in found.matrix())


@pytest.mark.parametrize(("name", "periods"), WINDOWS)
def test_the_same_version_moves_nobody(name: str, periods: str) -> None:
    """A simulation with the rules that governed anyway is a simulation of nothing."""
    found = run(name, periods)
    nothing(found)
    assert found.effects or found.policy in ("sla", "credit-limit")


@settings(max_examples=12, deadline=None)
@given(st.data())
def test_the_same_versions_move_nobody_in_any_quarters(data: st.DataObject) -> None:
    """Whatever the quarters: where one version governed them all, trying it changes nothing."""
    network = judged().network
    name = data.draw(st.sampled_from(["dealer-evaluation", "beverage-rebate", "dispenser-rebate"]))
    version = data.draw(st.sampled_from(versions_of(network, name))).record
    assert isinstance(version, Policy)
    held = [quarter for quarter in over(network, AS_OF) if version.covers(quarter.span().first)]
    if not held:
        return
    first = data.draw(st.integers(0, len(held) - 1))
    last = data.draw(st.integers(first, len(held) - 1))
    found = simulate(network, tried(version.reference), tuple(held[first : last + 1]), AS_OF, derive, FIGURES)
    if found.replaced == (version.reference,) or name == "dealer-evaluation":
        nothing(found)
    for effect in found.touched:
        # A contract may pin an older version than the one in force: then the newer one is another rule for it.
        assert under(effect.dealer, found.periods) != {version.reference}


def under(dealer: str, periods: tuple[str, ...]) -> set[str]:
    """The versions of rebates that governed some quarters of a dealer."""
    rows = judged().results.all(RebateStatement)
    return {row.policy for row in rows if row.dealer == dealer and row.period in periods}


def test_a_planted_difference_is_seen() -> None:
    """The promise above can be broken: a cap cut to a tenth costs the dealers money, and only in these quarters."""
    policy = tried("beverage-rebate@2026-1").policy
    assert isinstance(policy, RebatePolicy)
    cut = changed(
        "beverage-rebate@2026-1", cap=policy.cap.model_copy(update={"share": Decimal("0.004")}) if policy.cap else None
    )
    found = simulate(judged().network, cut, periods_of("2026Q2"), AS_OF, derive, FIGURES)
    assert found.cost < 0
    assert {row.period for row in found.money if row.difference and row.sort == "rebate"} == {"2026Q2"}


@pytest.mark.parametrize("periods", ["2026Q1..2026Q3", "2026Q2", "2025Q3..2026Q3"])
def test_what_it_costs_adds_up(periods: str) -> None:
    """The lines make the rebates, the dealers make the sum, the rows make the dealers."""
    found = run("beverage-rebate@2025-1", periods)
    rebates = sum((effect.cost("rebate") for effect in found.effects), Decimal(0))
    assert sum((amount for _, amount in found.by_line()), Decimal(0)) == rebates
    assert sum((row.difference for row in found.money), Decimal(0)) == found.cost
    assert len(found.touched) <= len(found.effects)
    for row in found.money:
        if row.sort == "rebate":
            assert sum((amount for _, amount in row.lines), Decimal(0)) == row.difference


def test_an_older_evaluation_policy_moves_grades_and_their_rebates() -> None:
    """Grades that rise bring their factor: what follows of a policy is worked out too."""
    found = run("dealer-evaluation@2024-1", "2026Q1..2026Q3")
    moved = [row for row in found.grades if row.moves]
    assert moved
    assert all(row.quarter in found.periods for row in moved)
    risen = {row.dealer for row in moved if row.step > 0}
    assert any(effect.cost("rebate") > 0 for effect in found.effects if effect.dealer in risen)


def test_quarters_outside_are_left_alone() -> None:
    """Only the named quarters are told of, and years only where all their quarters are."""
    found = run("beverage-rebate@2025-1", "2026Q2")
    assert {row.quarter for row in found.grades} == {"2026Q2"}
    assert {row.period for row in found.money if row.sort == "rebate"} == {"2026Q2"}
    assert not any(row.sort == "accrual" for row in found.money)


def test_quarters_of_long_ago_say_nothing_of_today() -> None:
    """Segments, funds and accruals are of today: a note says that they are left out."""
    found = run("beverage-rebate@2026-1", "2025")
    assert not found.reaches
    assert {row.sort for row in found.money} == {"rebate"}
    assert all(effect.proposed is None for effect in found.effects)
    assert any("2026Q3" in note.zh for note in found.notes)


def test_what_could_not_be_simulated_is_named() -> None:
    """Quarters that are not rated, and rebates whose data are not there yet, are listed with the reason."""
    why = {(row.dealer, row.period): row.why.zh for row in run("beverage-rebate@2025-1", "2026Q1..2026Q3").missing}
    assert why
    assert all(words for words in why.values())


def file(changes: Iterable[tuple[str, str]]) -> bytes:
    """The sample's rebate policy as somebody has written it anew."""
    text = (ROOT / REBATE).read_text("utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    return text.encode()


def test_a_version_from_a_file_is_tried() -> None:
    """It need not lie in the workspace; the workspace stays as it is."""
    data = file((('version: "2026-1"', 'version: "2027-1"'), ('rate: "0.030"', 'rate: "0.060"')))
    found, problems = candidate(judged().network, "beverage-rebate", ("new.yaml", data))
    assert found is not None
    assert problems == ()
    result = simulate(judged().network, found, periods_of("2026Q1..2026Q3"), AS_OF, derive, FIGURES)
    assert (result.tried, result.source) == ("beverage-rebate@2027-1", "new.yaml")
    assert result.cost > 0
    assert [entry.id for entry in versions_of(judged().network, "beverage-rebate")][-1] == "beverage-rebate@2026-1"


def test_a_file_of_another_policy_is_refused() -> None:
    """Another id, no YAML, a wrong value: said with the file's own name."""
    network = judged().network
    for data in (file((("id: beverage-rebate", "id: something"),)), b"a: [", file((('rate: "0.030"', 'rate: "3 %"'),))):
        found, problems = candidate(network, "beverage-rebate", ("new.yaml", data))
        assert found is None
        assert problems
        assert {problem.origin.path for problem in problems} == {"new.yaml"}


def test_a_tried_version_is_checked() -> None:
    """What its topic's checks find wrong in it is told; the days that it would have in force are not looked at."""
    network = judged().network

    def checked(alone: Network) -> tuple[object, ...]:
        topics = (topic for topic in TOPICS if tried("dealer-evaluation").kind in topic.kinds)
        return tuple(p for t in topics for check in t.checks for p in check.find(alone, judged().results, AS_OF))

    assert faults(network, tried("dealer-evaluation@2026-1"), checked) == ()  # type: ignore[arg-type]
    grades = tried("dealer-evaluation@2026-1").policy
    broken = changed("dealer-evaluation@2026-1", dimensions=vars(grades)["dimensions"][1:])
    assert faults(network, broken, checked) != ()  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "count"), [("2026Q1", 1), ("2025", 4), ("2025Q3..2026Q2", 4), ("2025..2026", 8)])
def test_periods(text: str, count: int) -> None:
    """A quarter, a year, or from one to another."""
    assert len(periods_of(text)) == count


@pytest.mark.parametrize("text", ["", "2026Q5", "26Q1", "2026Q2..2026Q1", "2026Q", "２０２６Q1", "2000..2026"])
def test_no_periods(text: str) -> None:
    """Anything else is refused."""
    with pytest.raises(ValueError):  # noqa: PT011
        periods_of(text)


def test_an_unknown_policy_names_the_nearest() -> None:
    """A slip of the pen is told with what was probably meant."""
    found, (problem,) = candidate(judged().network, "dealer-evaluaton")
    assert found is None
    assert "dealer-evaluation" in problem.hint.zh
    assert candidate(judged().network, "dealer-evaluation@2031-9")[0] is None


def test_a_policy_that_is_not_there() -> None:
    """An id, a version and a file that are none of the policy's are told, with what is near; nothing is tried."""
    network = judged().network
    told = [
        candidate(network, "dealer-evaluatio"),
        candidate(network, "dealer-evaluation@1999-1"),
        candidate(network, "dealer-evaluation", ("new.yaml", b'id: fund\nversion: "2027-1"\n')),
    ]
    assert [found for found, _ in told] == [None, None, None]
    assert [[problem.code for problem in problems] for _, problems in told] == [["SIM001"], ["SIM001"], ["SIM002"]]
    assert "dealer-evaluation" in told[0][1][0].hint.zh
