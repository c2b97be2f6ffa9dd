"""Whole policies: the global cap, sums by product line, what is withheld, the year and its true-up."""

from __future__ import annotations

import pytest

from tests.topics.incentive_builders import D1, STAIR, D, bought, component, e9, four, policy
from toolkit.kernel.text import Text
from toolkit.topics.incentive.rules.calculation import Withheld, calculate, true_up
from toolkit.topics.incentive.rules.caps import cuts
from toolkit.topics.incentive.rules.components import work_out
from toolkit.topics.incentive.rules.distance import distance
from toolkit.topics.incentive.rules.facts import Excluded, LineSales, RebateFacts, year_of


def test_e9_total() -> None:
    """E-9: the four components come to 83 250.00, below the cap of 3 %."""
    found = e9(cap={"share": "0.03"})
    assert (found.total, found.cap, found.cut) == (D("83250.00"), D("94500.00"), D(0))


def test_e9_cut() -> None:
    """E-9 at 2.5 %: 4 500.00 are cut pro rata, largest remainder (0b number 5)."""
    found = e9(cap={"share": "0.025"})
    assert (found.total, found.cut) == (D("78750.00"), D("4500.00"))
    assert [row.cut for row in found.rows] == [D("2554.05"), D("567.57"), D("591.89"), D("786.49")]


def test_e9_discretionary_first() -> None:
    """What is discretionary is cut first; only the rest comes from what was agreed."""
    parts = (component(id="agreed"), component(id="free", standing="discretionary"))
    found = calculate(policy(*parts, cap={"amount": "1500"}), bought("100000"))
    assert (found.amount("agreed"), found.amount("free")) == (D(1000), D(500))
    found = calculate(policy(*parts, cap={"amount": "400"}), bought("100000"))
    assert (found.amount("agreed"), found.amount("free")) == (D(400), D(0))


def test_a_cap_of_nothing() -> None:
    """A negative room cuts everything and no more."""
    assert cuts((D(3), D(2)), (False, True), D(-5)) == (D(3), D(2))


def test_rows_by_product_line_sum_to_the_row() -> None:
    """A third of a fen is shared by largest remainder, so that three lines sum to the row."""
    lines = tuple(LineSales(name, D("3333.33")) for name in ("a", "b", "c"))
    row = calculate(
        policy(component(steps=({"from_value": "0", "rate": "0.0101"},))), RebateFacts("2026Q1", lines)
    ).rows[0]
    assert row.amount == D("101.00")
    assert row.by_line == (("a", D("33.67")), ("b", D("33.67")), ("c", D("33.66")))


def test_growth_is_shared_by_the_lines_that_grew() -> None:
    """A line that fell has no share of the increment."""
    lines = (LineSales("up", D(1500), last_year=D(1000)), LineSales("down", D(900), last_year=D(1000)))
    grown = component(base="increment_ex_tax", steps=({"from_value": "0", "rate": "0.10"},))
    row = calculate(policy(grown), RebateFacts("2026Q1", lines)).rows[0]
    assert (row.amount, row.by_line) == (D("40.00"), (("up", D("40.00")),))


@pytest.mark.parametrize(("share", "left"), [("1", "0"), ("0.5", "500.00"), ("0.333", "667.00")])
def test_what_is_withheld(share: str, left: str) -> None:
    """A share of one component, the others untouched."""
    parts = policy(component(id="a"), component(id="b"))
    held = Withheld("a", D(share), Text("CF-2026-0001"))
    found = calculate(parts, bought("100000"), withheld=(held,))
    assert (found.amount("a"), found.amount("b")) == (D(left), D(1000))


def test_withheld_twice_is_no_more_than_all() -> None:
    """Two cases do not take more than there is."""
    held = Withheld("x", D("0.8"), Text("CF-2026-0001"))
    assert calculate(policy(component()), bought("100000"), withheld=(held, held)).total == 0


YEAR = {"period": "year"}
TERRITORY = component(
    id="territory",
    type="T8",
    measure="attainment",
    gates=({"measure": "territory_cases", "at_most": "0"},),
    steps=({"from_value": "0.98", "rate": "0.0025"},),
    **YEAR,
)


def quarters(*amounts: str, cases: int = 0) -> tuple[RebateFacts, ...]:
    return tuple(
        bought(amount, period=f"2026Q{n}", target=D(1000000), last_year=D(900000), territory_cases=cases)
        for n, amount in enumerate(amounts, 1)
    )


def test_a_year_adds_its_quarters() -> None:
    """Amounts, targets and cases are added; attainment is the year's, not the mean of the quarters'."""
    year = year_of("2026", quarters("900000", "1300000", "800000", "1000000", cases=1))
    (line,) = year.sales
    assert (year.kind, line.gross, line.target, year.territory_cases) == ("year", D(4000000), D(4000000), 4)


def test_what_a_quarter_lacks_the_year_lacks() -> None:
    """Three quarters of last year say nothing of the year's growth."""
    first, *rest = quarters("1", "1", "1", "1")
    short = RebateFacts("2026Q1", (LineSales("ambient", D(1), target=D(1)),))
    year = year_of("2026", (short, *rest))
    assert (first.sales[0].last_year, year.sales[0].last_year) == (D(900000), None)


def test_t8_keeping_to_the_territory() -> None:
    """T8: 0.25 % of the year at 98 %, and nothing after one final case. No price is looked at."""
    clean = year_of("2026", quarters("980000", "980000", "980000", "980000"))
    assert calculate(policy(TERRITORY), clean).total == D("9800.00")
    broken = year_of("2026", quarters("980000", "980000", "980000", "980000", cases=1))
    assert calculate(policy(TERRITORY), broken).rows[0].worked.state == "gate"


def test_quarters_do_not_hold_what_is_of_the_year() -> None:
    """And the year does not pay a quarter's component twice."""
    parts = policy(TERRITORY, component(id="quarterly"))
    first = quarters("980000")[0]
    assert [row.worked.component.id for row in calculate(parts, first).rows] == ["quarterly"]
    assert [row.worked.component.id for row in calculate(parts, year_of("2026", (first,))).rows] == ["territory"]


def test_true_up_of_a_year() -> None:
    """Quarters at 90, 130, 80 and 100 % were paid on account; the year attained 100 % and is owed the difference."""
    parts = policy({**STAIR, "true_up": "upward"})
    rows = quarters("900000", "1300000", "800000", "1000000")
    paid = sum((calculate(parts, row).total for row in rows), D(0))
    assert paid == D("9000") + D("26000") + D("4000") + D("15000")
    year = calculate(parts, year_of("2026", rows), {"target": paid})
    assert (year.total, year.rows[0].paid_before) == (D("6000.00"), D("54000"))


@pytest.mark.parametrize(("mode", "due"), [("upward", "0"), ("both", "-6000.00")])
def test_true_up_below_what_was_paid(mode: str, due: str) -> None:
    """Paid too much in the quarters: nothing is taken back unless both sides agreed so (E.2 8)."""
    parts = policy({**STAIR, "true_up": mode})
    year = year_of("2026", quarters("1000000", "1000000", "1000000", "1000000"))
    assert calculate(parts, year, {"target": D(66000)}).total == D(due)


def test_true_up_of_amounts() -> None:
    """Entitlement less paid, floored at nothing or not."""
    assert (true_up(D(10), D(4)), true_up(D(4), D(10)), true_up(D(4), D(10), both_ways=True)) == (D(6), D(0), D(-6))


def test_the_cap_of_a_year_counts_what_was_paid() -> None:
    """Under a cap of 1 % of the year's 4 000 000, 35 000 were paid: 5 000 are left for the year's own components."""
    parts = policy(TERRITORY, component(id="quarterly"), cap={"share": "0.01"})
    year = year_of("2026", quarters("1000000", "1000000", "1000000", "1000000"))
    assert calculate(parts, year, {"quarterly": D(35000)}).total == D("5000.00")


@pytest.mark.parametrize(
    ("amount", "missing", "gives"),
    [("3150000", "150000.00", "2%"), ("799999.99", "1600000.01", "0.5%"), ("3300000", None, "")],
)
def test_distance_to_the_next_step(amount: str, missing: str | None, gives: str) -> None:
    """再完成 150 000 可升一档: from 105 % of 3 000 000 to 110 %; none on the highest step."""
    facts = bought(amount, target=D(3000000))
    found = distance(work_out(0, facts, four()), facts, four())
    assert (found.missing if found else None, found.gives if found else "") == (D(missing) if missing else None, gives)


def test_distance_reaches_the_step() -> None:
    """Buying just that lifts the step, also where the target is odd and the threshold stays below."""
    odd = bought("100000", target=D("333333.33"))
    tight = {**STAIR, "bound": "lower_exclusive"}
    for parts in (STAIR, tight):
        held = policy(parts)
        found = distance(work_out(0, odd, held), odd, held)
        assert found is not None
        more = bought(str(D(100000) + found.missing), target=D("333333.33"))
        less = bought(str(D(100000) + found.missing - D("0.01")), target=D("333333.33"))
        assert (work_out(0, more, held).step, work_out(0, less, held).step) == (0, None)


def test_distance_of_what_money_does_not_reach() -> None:
    """Display and payment on time have no price of a next step; without a target there is none either."""
    for place in (2, 3):
        assert distance(work_out(place, D1, four()), D1, four()) is None
    aimless = bought("100")
    assert distance(work_out(0, aimless, four()), aimless, four()) is None


def test_distance_says_it_in_words() -> None:
    """In both languages, with the amount."""
    found = distance(work_out(0, D1, four()), D1, four())
    assert found is not None
    assert found.words == Text("再完成 ¥150,000.00 可升一档（2%）", "¥150,000.00 more reaches the next step (2%)")


def test_exclusions_of_a_year_are_added_by_kind() -> None:
    """Two quarters' returns are one exclusion of the year."""
    rows = tuple(bought("100", period=f"2026Q{n}", excluded=(Excluded("returns", D(n)),)) for n in (1, 2))
    assert year_of("2026", rows).sales[0].excluded == (Excluded("returns", D(3)),)
