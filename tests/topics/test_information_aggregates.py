"""When a sum over dealers may be shown: at least five, none above a quarter, and nothing to be found by subtraction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.information_files import D
from toolkit.topics.information.rules.aggregates import (
    Amounts,
    Bounds,
    growth,
    largest_share,
    released,
    rounded_to,
    weakness,
)

BOUNDS = Bounds(5, D("0.25"))
Release = Callable[[Sequence[frozenset[str]], Amounts, Bounds], tuple[str, ...]]


def even(count: int) -> dict[str, tuple[Decimal, ...]]:
    """Dealers a, b, c … of one size."""
    return {chr(ord("a") + n): (D(100),) for n in range(count)}


def of(names: str) -> frozenset[str]:
    return frozenset(names)


def test_0b_five_dealers_may_be_summed_up_and_four_may_not() -> None:
    """0b Law: at least 5 in a group."""
    assert weakness(of("abcde"), even(5), BOUNDS) == ""
    assert weakness(of("abcd"), even(5), BOUNDS) == "too_few"
    assert weakness(of(""), even(5), BOUNDS) == "too_few"


@pytest.mark.parametrize(("large", "state"), [("100", ""), ("100.01", "dominated"), ("300", "dominated")])
def test_0b_a_quarter_is_the_limit_itself_included(large: str, state: str) -> None:
    """0b Law: none above 25 %; 100 of 400 is a quarter. 0b stands over the 60 % of A.22."""
    amounts = {**even(5), "a": (D(large),), "b": (D(75),), "c": (D(75),), "d": (D(75),), "e": (D(75),)}
    assert weakness(of("abcde"), amounts, BOUNDS) == state


def test_every_column_counts() -> None:
    """A dealer that is small now but was large a year ago is worked out from the year before."""
    amounts = {name: (D(100), D(100)) for name in "abcdef"} | {"a": (D(100), D(900))}
    assert weakness(of("abcdef"), amounts, BOUNDS) == "dominated"


def test_nothing_sold_or_returns_above_sales_are_not_shown() -> None:
    """A sum of zero has no shares, and a negative part would make the others look smaller than they are."""
    nothing = dict.fromkeys("abcde", (D(0),))
    assert largest_share(of("abcde"), nothing) is None
    assert weakness(of("abcde"), nothing, BOUNDS) == "dominated"
    returned = {**even(8), "a": (D(-250),)}
    assert weakness(of("abcdefgh"), returned, BOUNDS) == "dominated"


def test_a_region_within_the_nation_is_refused_when_the_rest_is_small() -> None:
    """Nation minus region isolates what is left: five and four of nine, the finer one goes."""
    nation, region = of("abcdefghi"), of("abcde")
    assert released([nation, region], even(9), BOUNDS) == ("shown", "isolates")
    assert released([region], even(9), BOUNDS) == ("shown",)
    ten = of("abcdefghij")
    assert released([ten, region], even(10), BOUNDS) == ("shown", "shown")


def test_a_region_is_refused_when_one_dealer_dominates_the_rest() -> None:
    """Five are left, but one of them is most of it: the difference is that dealer."""
    amounts = {**even(20), "t": (D(400),)}
    nation, rest = of("abcdefghijklmnopqrst"), of("pqrst")
    assert weakness(nation, amounts, BOUNDS) == ""
    assert released([nation, nation - rest], amounts, BOUNDS) == ("shown", "isolates")


def test_two_classes_together_may_not_expose_the_third() -> None:
    """Each class alone leaves enough; nation minus both leaves two dealers."""
    nation, first, second = of("abcdefghijkl"), of("abcde"), of("fghij")
    assert released([nation, first, second], even(12), BOUNDS) == ("shown", "shown", "isolates")


def test_groups_that_cross_may_not_differ_by_a_few() -> None:
    """Two groups of six share five: their difference is one dealer."""
    assert released([of("abcdef"), of("abcdeg")], even(7), BOUNDS) == ("shown", "isolates")


def test_a_finer_group_stands_where_the_coarse_one_is_not_shown() -> None:
    """A giant spoils the nation; the class without it can be shown, since there is nothing to subtract it from."""
    amounts = {**even(6), "z": (D(5000),)}
    assert released([of("abcdefz"), of("abcdef")], amounts, BOUNDS) == ("dominated", "shown")


names = st.sampled_from("abcdefghijklmn")
worlds = st.dictionaries(names, st.tuples(st.integers(1, 40).map(Decimal)), min_size=5, max_size=14)


Case = tuple[list[frozenset[str]], Amounts]


@st.composite
def crossing(draw: st.DrawFn) -> Case:
    """A few groups among dealers of any size, the whole network often among them."""
    amounts = draw(worlds)
    everyone = frozenset(amounts)
    group = st.frozensets(st.sampled_from(sorted(everyone)), min_size=1)
    groups = draw(st.lists(st.one_of(st.just(everyone), group), min_size=1, max_size=4))
    return groups, amounts


@st.composite
def nested(draw: st.DrawFn) -> Case:
    """The whole network and its three classes, dealers of nearly one size, so that most groups pass by themselves."""
    sizes = draw(st.lists(st.tuples(st.integers(90, 110).map(Decimal)), min_size=10, max_size=18))
    amounts = {chr(ord("a") + n): size for n, size in enumerate(sizes)}
    classes = draw(st.lists(st.sampled_from("001122 12"), min_size=len(sizes), max_size=len(sizes)))
    held = [frozenset(name for name, own in zip(amounts, classes, strict=True) if own == one) for one in "012"]
    return [frozenset(amounts), *(group for group in held if group)], amounts


def cases() -> st.SearchStrategy[Case]:
    return st.one_of(crossing(), nested())


def exposed(groups: Sequence[frozenset[str]], amounts: Amounts) -> Iterable[frozenset[str]]:
    """Every set of dealers whose sum can be worked out from the groups' sums with small whole factors, and may not be shown."""
    for factors in product((-2, -1, 0, 1, 2), repeat=len(groups)):
        counts = {n: sum(f for f, g in zip(factors, groups, strict=True) if n in g) for n in amounts}
        if set(counts.values()) <= {0, 1}:
            held = frozenset(name for name, count in counts.items() if count)
            if held and weakness(held, amounts, BOUNDS):
                yield held


def breaches(release: Release, groups: Sequence[frozenset[str]], amounts: Amounts) -> list[frozenset[str]]:
    states = release(groups, amounts, BOUNDS)
    shown = list(dict.fromkeys(g for g, state in zip(groups, states, strict=True) if state == "shown"))
    return list(exposed(shown, amounts))


@given(cases())
def test_whatever_is_added_and_subtracted_no_weak_group_comes_out(case: Case) -> None:
    """Complementary disclosure: all sums of what is shown, with factors from −2 to 2, are groups that may be shown."""
    assert breaches(released, *case) == []


@given(cases())
def test_each_group_has_a_verdict_and_what_is_shown_passes_by_itself(
    case: Case,
) -> None:
    """No group is lost, and the verdict of the first is its own."""
    groups, amounts = case
    states = released(groups, amounts, BOUNDS)
    assert len(states) == len(groups)
    assert all(weakness(g, amounts, BOUNDS) == "" for g, s in zip(groups, states, strict=True) if s == "shown")
    assert states[0] == (weakness(groups[0], amounts, BOUNDS) or "shown")


def test_the_oracle_sees_a_rule_that_looks_at_each_group_alone() -> None:
    """The guard above can fail: five and six dealers each pass, and their difference is one dealer."""

    def careless(groups: Sequence[frozenset[str]], amounts: Amounts, bounds: Bounds) -> tuple[str, ...]:
        return tuple(weakness(group, amounts, bounds) or "shown" for group in groups)

    assert of("f") in breaches(careless, [of("abcdef"), of("abcde")], even(6))


@pytest.mark.parametrize(
    ("value", "step", "shown"),
    [("0.0849", "0.01", "0.08"), ("0.085", "0.01", "0.09"), ("-0.085", "0.01", "-0.09"), ("0.121", "0.05", "0.10")],
)
def test_aggregates_are_rounded_half_up_to_the_step(value: str, step: str, shown: str) -> None:
    """Rounded shares only: the exact figure of a group would help to work out a member."""
    assert rounded_to(D(value), D(step)) == D(shown)


def test_growth_needs_a_year_before() -> None:
    """0b number 9: a zero denominator is n/a."""
    assert growth(D(110), D(100)) == D("0.1")
    assert growth(D(110), D(0)) is None
