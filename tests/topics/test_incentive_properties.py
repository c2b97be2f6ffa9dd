"""What holds for all amounts: more never earns less, slices never more than the whole, caps bound, rows sum."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.incentive_builders import GROWTH, STAIR, D, bought, component, policy, worth
from toolkit.kernel.money import FEN
from toolkit.topics.incentive.rules.calculation import calculate
from toolkit.topics.incentive.rules.caps import cuts
from toolkit.topics.incentive.rules.components import work_out
from toolkit.topics.incentive.rules.distance import distance
from toolkit.topics.incentive.rules.facts import LineSales, RebateFacts
from toolkit.topics.incentive.rules.settling import Returned, accruals, clawback, offsets
from toolkit.topics.incentive.rules.tax import vat_split

fen = st.integers(0, 10**11).map(lambda n: Decimal(n).scaleb(-2))
rates = st.lists(st.integers(0, 2000), min_size=1, max_size=5).map(sorted)
starts = st.lists(st.integers(1, 10**8), max_size=4, unique=True).map(sorted)
quick = settings(max_examples=60, deadline=None)


@st.composite
def steps(draw: st.DrawFn) -> tuple[dict[str, str], ...]:
    """Ascending steps from 0 with rates that do not fall."""
    above = draw(starts)
    held = sorted(draw(st.lists(st.integers(0, 2000), min_size=len(above) + 1, max_size=len(above) + 1)))
    return tuple(
        {"from_value": str(start), "rate": str(Decimal(rate).scaleb(-4))}
        for start, rate in zip((0, *above), held, strict=True)
    )


@quick
@given(steps(), fen, fen)
def test_more_never_earns_less(held: tuple[dict[str, str], ...], one: Decimal, other: Decimal) -> None:
    """Whole and marginal amounts rise with the base while rates do not fall."""
    low, high = sorted((one, other))
    for method in ("whole", "marginal"):
        parts = component(method=method, steps=held)
        assert worth(parts, bought(str(low))) <= worth(parts, bought(str(high)))


@quick
@given(steps(), fen)
def test_slices_never_give_more_than_the_whole(held: tuple[dict[str, str], ...], amount: Decimal) -> None:
    """At the same rates 超额累进 is at most 全额累进."""
    facts = bought(str(amount))
    assert worth(component(method="marginal", steps=held), facts) <= worth(component(steps=held), facts)


@quick
@given(st.lists(st.tuples(fen, st.booleans()), min_size=1, max_size=6), fen)
def test_cuts_bound_and_keep_the_order(parts: list[tuple[Decimal, bool]], limit: Decimal) -> None:
    """What is left is the limit or all; nothing falls below 0; agreed amounts are cut only when no free one is left."""
    amounts, free = [amount for amount, _ in parts], [flag for _, flag in parts]
    taken = cuts(amounts, free, limit)
    assert sum(amounts, D(0)) - sum(taken, D(0)) == min(sum(amounts, D(0)), limit)
    assert all(0 <= cut <= amount for cut, amount in zip(taken, amounts, strict=True))
    if any(cut for cut, flag in zip(taken, free, strict=True) if not flag):
        assert all(cut == amount for cut, amount, flag in zip(taken, amounts, free, strict=True) if flag)


@quick
@given(st.lists(st.tuples(fen, fen), min_size=1, max_size=4), st.integers(0, 500))
def test_rows_sum_to_the_total(lines: list[tuple[Decimal, Decimal]], share: int) -> None:
    """The total is the sum of the rows, each row the sum of its product lines, and the cap holds to the fen."""
    facts = RebateFacts(
        "2026Q1", tuple(LineSales(f"l{n}", now, last_year=before) for n, (now, before) in enumerate(lines))
    )
    cap = Decimal(share).scaleb(-4)
    found = calculate(policy(component(), GROWTH, cap={"share": str(cap)}), facts)
    assert found.total == sum((row.amount for row in found.rows), D(0))
    assert found.total <= cap * sum((now for now, _ in lines), D(0))
    for row in found.rows:
        assert row.amount == sum((amount for _, amount in row.by_line), D(0))
        assert row.amount == row.amount.quantize(FEN) >= 0


@quick
@given(fen, st.integers(1, 10**9).map(D))
def test_the_next_step_is_reached_by_its_distance(amount: Decimal, target: Decimal) -> None:
    """Buying what is missing lifts the step, a fen less does not."""
    held = policy(STAIR)
    facts = bought(str(amount), target=target)
    now, found = work_out(0, facts, held), distance(work_out(0, facts, held), facts, held)
    if found is None:
        assert now.step == 3
        return
    reach = work_out(0, bought(str(amount + found.missing), target=target), held)
    short = work_out(0, bought(str(amount + found.missing - FEN), target=target), held)
    assert (found.missing > 0, reach.step != now.step, short.step) == (True, True, now.step)


@quick
@given(fen, fen, fen)
def test_returns_in_parts_cost_what_they_cost_together(amount: Decimal, one: Decimal, two: Decimal) -> None:
    """However returns are split over statements, together they take back the same."""
    held, facts, day = policy(component()), bought(str(amount)), date(2026, 5, 1)
    first, second = Returned("ambient", one, day), Returned("ambient", two, day)
    together = clawback(held, facts, (first, second)).amount
    assert clawback(held, facts, (first,)).amount + clawback(held, facts, (second,), (first,)).amount == together
    assert 0 <= together <= calculate(held, facts).total


@quick
@given(st.lists(fen, min_size=1, max_size=12), fen)
def test_a_year_of_accruals_is_the_rebate(months: list[Decimal], expected: Decimal) -> None:
    """Whatever the months were, at the year's end what is booked is what is expected."""
    base = sum(months, D(0))
    booked = accruals([(expected, base)] * len(months), months)
    assert sum(booked, D(0)) == (expected if base else 0)


@quick
@given(fen, st.lists(fen, max_size=5), st.integers(0, 100))
def test_offsets_stay_within_share_and_amount(payable: Decimal, invoices: list[Decimal], percent: int) -> None:
    """No invoice bears more than its share, and no more is set off than is payable."""
    share = Decimal(percent).scaleb(-2)
    rows = offsets(payable, invoices, share)
    assert all(part <= invoice * share for part, invoice in zip(rows, invoices, strict=True))
    assert sum(rows, D(0)) <= payable


@quick
@given(fen, st.sampled_from(("0.13", "0.09", "0.06")))
def test_net_and_vat_are_the_amount(amount: Decimal, rate: str) -> None:
    """The two parts sum to it, and the VAT is the rate on the net to half a fen."""
    net, vat = vat_split(amount, D(rate))
    assert net + vat == amount
    assert abs(net * D(rate) - vat) <= FEN
