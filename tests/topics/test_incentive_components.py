"""Single components: the worked examples of reference E.3, boundaries, gates, factors, and figures that are not there."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.topics.incentive_builders import (
    D1,
    DISPLAY,
    GROWTH,
    ON_TIME,
    STAIR,
    THREE,
    D,
    bought,
    component,
    policy,
    worth,
)
from toolkit.topics.incentive.rules.bases import mean_days
from toolkit.topics.incentive.rules.calculation import calculate
from toolkit.topics.incentive.rules.components import Worked, work_out
from toolkit.topics.incentive.rules.explaining import component_notes
from toolkit.topics.incentive.rules.facts import Excluded, LineSales, RebateFacts, Receipt

MARGINAL = component(method="marginal", steps=THREE)
WHOLE = component(steps=THREE)
DETERGENT = component(
    type="T1",
    measure="attainment",
    bound="lower_exclusive",
    steps=({"from_value": "0.60", "rate": "0.04"}, {"from_value": "1.00", "rate": "0.06", "excess_rate": "0.08"}),
)
BY_INVOICE = component(
    type="T4",
    base="received_incl_tax",
    method="by_invoice",
    bound="lower_exclusive",
    steps=({"rate": "0.02"}, {"from_value": "10", "rate": "0.01"}, {"from_value": "30", "rate": "0"}),
)
SPEED = {
    "id": "speed",
    "type": "T5",
    "name": "回款速度",
    "measure": "collection_days",
    "bound": "lower_exclusive",
    "steps": (
        {"factor": "1"},
        {"from_value": "15", "factor": "0.8"},
        {"from_value": "30", "factor": "0.5"},
        {"from_value": "45", "factor": "0"},
    ),
}
GRADES = {
    "id": "grade",
    "type": "T11",
    "name": "等级系数",
    "grades": tuple({"grade": g, "factor": f} for g, f in (("A", "1.1"), ("B", "1.0"), ("C", "0.8"), ("D", "0"), ("NR", "1.0"))),
}  # fmt: skip


def only(parts: dict[str, Any], facts: RebateFacts, **given: Any) -> Worked:
    return work_out(0, facts, policy(parts, **given))


def test_e1_marginal() -> None:
    """E-1: each slice at its own rate, 10 000 + 20 000 + 10 500."""
    assert worth(MARGINAL, bought("2350000")) == D("40500.00")


def test_e2_whole() -> None:
    """E-2: the whole amount at the rate of its step."""
    assert worth(WHOLE, bought("2350000")) == D("70500.00")


@pytest.mark.parametrize(
    ("amount", "marginal", "whole"),
    [
        ("999999.99", "10000.00", "10000.00"),
        ("1000000.00", "10000.00", "20000.00"),
        ("1000000.01", "10000.00", "20000.00"),
        ("2000000.00", "30000.00", "60000.00"),
    ],
)
def test_e3_boundary(amount: str, marginal: str, whole: str) -> None:
    """E-3: a threshold belongs to the step that begins with it."""
    assert (worth(MARGINAL, bought(amount)), worth(WHOLE, bought(amount))) == (D(marginal), D(whole))


def test_e4_rounding() -> None:
    """E-4: rounded once, half-up."""
    facts = bought("2345678.91")
    assert (worth(MARGINAL, facts), worth(WHOLE, facts)) == (D("40370.37"), D("70370.37"))


def test_e5_stairs() -> None:
    """E-5: 105 % of the target is the third step, 1.5 % of the whole."""
    assert worth(STAIR, D1) == D("47250.00")


def test_e6_growth() -> None:
    """E-6: 3 % of the increment."""
    assert worth(GROWTH, D1) == D("10500.00")


def test_e7_display() -> None:
    """E-7: 73 of 78 store-months passed, 150 each."""
    assert worth(DISPLAY, D1) == D("10950.00")


def test_e8_payment() -> None:
    """E-8: half a percent of what was received on time."""
    assert worth(ON_TIME, D1) == D("14550.00")


def test_e10_per_invoice() -> None:
    """E-10: each invoice by its own days; 15 days is the second step and 31 days earn nothing."""
    receipts = (Receipt(D(300000), 8), Receipt(D(250000), 15), Receipt(D(180000), 31))
    assert worth(BY_INVOICE, RebateFacts("2026Q1", receipts=receipts)) == D("8500.00")


@pytest.mark.parametrize(
    ("days", "rate"), [(-3, "0.02"), (0, "0.02"), (10, "0.02"), (11, "0.01"), (30, "0.01"), (31, "0")]
)
def test_e10_boundary_days(days: int, rate: str) -> None:
    """A table of “≤ days” holds its upper bound; money that came before the invoice is early, not outside."""
    assert worth(BY_INVOICE, RebateFacts("2026Q1", receipts=(Receipt(D(1000), days),))) == D(1000) * D(rate)


def test_e11_speed() -> None:
    """E-11: the amount of E-1, collected on day 22, is paid at 80 %."""
    facts = bought("2350000", receipts=(Receipt(D(1000), 22),))
    assert worth({**MARGINAL, "factors": ("speed",)}, facts, factors=(SPEED,)) == D("32400.00")


@pytest.mark.parametrize(("days", "share"), [(15, "1"), (16, "0.8"), (30, "0.8"), (31, "0.5"), (45, "0.5"), (46, "0")])
def test_e11_boundary_speed(days: int, share: str) -> None:
    """15, 30 and 45 days still belong to the better factor; after 45 days nothing is left (0b number 6)."""
    facts = bought("100000", receipts=(Receipt(D(1000), days),))
    assert worth(component(factors=("speed",)), facts, factors=(SPEED,)) == D(1000) * D(share)


def test_e11_several_invoices_count_by_amount() -> None:
    """The days are weighted by the amounts: 900 on day 10 and 100 on day 60 are day 15."""
    assert mean_days((Receipt(D(900), 10), Receipt(D(100), 60))) == 15


@pytest.mark.parametrize(
    ("amount", "gives"),
    [
        ("600000", "0.00"),
        ("600001", "24000.04"),
        ("1000000", "40000.00"),
        ("1000001", "60000.08"),
        ("1200000", "76000.00"),
    ],
)
def test_e16_detergent_policy(amount: str, gives: str) -> None:
    """E-16: upper bounds belong to the lower step; over the target the task earns 6 % and the excess 8 %."""
    assert worth(DETERGENT, bought(amount, target=D(1000000))) == D(gives)


def test_e18_factor_before_rounding() -> None:
    """E-18: E-4's marginal amount × 1.1 is rounded once, to 44 407.40; rounding twice would give 44 407.41."""
    graded = {**MARGINAL, "standing": "discretionary", "factors": ("grade",)}
    assert worth(graded, bought("2345678.91", grade="A"), factors=(GRADES,)) == D("44407.40")


@pytest.mark.parametrize(("grade", "gives"), [("A", "1100"), ("B", "1000"), ("C", "800"), ("D", "0"), ("NR", "1000")])
def test_the_factor_of_each_grade(grade: str, gives: str) -> None:
    """Only what is marked with the factor is multiplied by it."""
    facts = bought("100000", grade=grade)
    parts = (component(id="a", standing="discretionary", factors=("grade",)), component(id="b"))
    found = calculate(policy(*parts, factors=(GRADES,)), facts)
    assert (found.amount("a"), found.amount("b")) == (D(gives), D(1000))


def test_factors_multiply() -> None:
    """T5 and T11 together: 0.8 × 1.1."""
    facts = bought("100000", grade="A", receipts=(Receipt(D(1), 20),))
    parts = component(standing="discretionary", factors=("grade", "speed"))
    assert worth(parts, facts, factors=(GRADES, SPEED)) == D("880.00")


@pytest.mark.parametrize(
    ("kind", "policy_takes", "gives"),
    [("returns", True, "900.00"), ("special_price", True, "900.00"), ("special_price", False, "1000.00")],
)
def test_what_is_left_out_of_the_base(kind: str, policy_takes: bool, gives: str) -> None:
    """Only exclusions that the policy names reduce the base."""
    facts = bought("100000", excluded=(Excluded(kind, D(10000)),))
    named = ("returns", "special_price") if policy_takes else ("returns",)
    assert worth(component(), facts, exclusions=named) == D(gives)


def test_base_including_vat() -> None:
    """The incl. base carries each line's own VAT."""
    assert worth(component(base="sell_in_net_incl_tax"), bought("100000")) == D("1130.00")


@pytest.mark.parametrize(("measure", "limits", "fact", "state"), [
    ("attainment", {"at_least": "0.8"}, {"target": D(125000)}, "earned"),
    ("attainment", {"at_least": "0.8"}, {"target": D(125001)}, "gate"),
    ("late_payments", {"at_most": "3"}, {"late_payments": 3}, "earned"),
    ("late_payments", {"at_most": "3"}, {"late_payments": 4}, "gate"),
    ("territory_cases", {"at_most": "0"}, {"territory_cases": 1}, "gate"),
    ("years", {"at_least": "3"}, {"years": 2}, "gate"),
    ("attainment", {"at_least": "0.8"}, {}, "not_applicable"),
])  # fmt: skip
def test_gates(measure: str, limits: dict[str, str], fact: dict[str, Any], state: str) -> None:
    """A gate holds its limits; unmet, the component has no amount, at the component or for the whole policy."""
    gate = ({"measure": measure, **limits},)
    facts = bought("100000", **fact)
    own = only(component(gates=gate), facts)
    shared = only(component(), facts, gates=gate)
    expected = (state, D("1000.00") if state == "earned" else D(0))
    assert [(row.state, row.amount) for row in (own, shared)] == [expected, expected]


def test_a_gate_says_what_it_asks() -> None:
    """The reason is the gate in words."""
    found = only(component(gates=({"measure": "late_payments", "at_most": "3"},)), bought("1", late_payments=5))
    assert found.reason.zh == "门槛：逾期付款次数不高于 3"


def test_below_the_first_step() -> None:
    """79.99 % attains nothing, and says so."""
    found = only(STAIR, bought("799900", target=D(1000000)))
    assert (found.state, found.amount) == ("below", D(0))


def test_compared_unrounded() -> None:
    """99.99999 % is not 100 %, however it is printed."""
    facts = bought("2999999.99", target=D(3000000))
    assert only(STAIR, facts).step == 1


@pytest.mark.parametrize(
    ("parts", "pending"),
    [
        (STAIR, "target"),
        (GROWTH, "last_year"),
        (component(base="focus_net_ex_tax"), "focus"),
        (component(measure="focus_attainment"), "focus_target"),
    ],
)
def test_a_pending_figure_of_a_line_is_never_guessed(parts: dict[str, Any], pending: str) -> None:
    """While a figure is awaited the component is shown as missing and pays nothing."""
    line = LineSales("ambient", D(1000), target=D(1), last_year=D(1), focus=D(1), focus_target=D(1), pending=frozenset([pending]))  # fmt: skip
    found = only(parts, RebateFacts("2026Q1", (line,)))
    assert (found.state, found.amount) == ("missing", D(0))


def test_a_pending_grade_holds_back_only_what_it_touches() -> None:
    """The contractual part does not wait for the evaluation."""
    facts = bought("100000", pending=frozenset(["grade"]))
    parts = (component(id="a", standing="discretionary", factors=("grade",)), component(id="b"))
    states = [row.worked.state for row in calculate(policy(*parts, factors=(GRADES,)), facts).rows]
    assert states == ["missing", "earned"]


def test_growth_without_a_last_year() -> None:
    """A new line has no growth; beside a line that has a last year, it is left out of it."""
    assert only(GROWTH, bought("1000")).state == "not_applicable"
    lines = (LineSales("tea", D(1100), last_year=D(1000)), LineSales("new", D(5000)))
    assert worth(GROWTH, RebateFacts("2026Q1", lines)) == D("3.00")


def test_growth_counts_all_lines_together() -> None:
    """What one line loses another must make good, and a fall earns nothing."""
    rise, fall = LineSales("a", D(1200), last_year=D(1000)), LineSales("b", D(900), last_year=D(1000))
    assert worth(GROWTH, RebateFacts("2026Q1", (rise, fall))) == D("3.00")
    assert worth(GROWTH, RebateFacts("2026Q1", (fall,))) == D(0)


def test_growth_by_rate_on_the_whole() -> None:
    """The other form of T3: the whole × rate if growth reaches a threshold."""
    whole = component(type="T3", measure="growth_rate", steps=({"from_value": "0.10", "rate": "0.01"},))
    assert worth(whole, bought("1100", last_year=D(1000))) == D("11.00")
    assert worth(whole, bought("1099.99", last_year=D(1000))) == D(0)


def test_fixed_amounts_by_step() -> None:
    """定额: 50 000 earn 500, 300 000 earn 5 400, whatever lies between (reference E.2 4)."""
    steps = ({"from_value": "50000", "amount": "500"}, {"from_value": "300000", "amount": "5400"})
    fixed = component(type="T12", method="fixed", steps=steps)
    assert [worth(fixed, bought(amount)) for amount in ("49999.99", "299999", "300000")] == [D(0), D(500), D(5400)]


def test_a_fixed_bonus_without_base() -> None:
    """T12: a bonus for a condition, to the company; T10 is one of years."""
    bonus = component(type="T10", base="none", measure="years", method="fixed", steps=({"from_value": "3", "amount": "5000"},))  # fmt: skip
    assert [worth(bonus, bought("1", years=n)) for n in (2, 3)] == [D(0), D(5000)]


def test_the_market_bond_comes_back_outside_the_cap() -> None:
    """T9: it is the dealer's own money, so a cap on rebates does not touch it."""
    bond = component(id="bond", type="T9", base="bond_balance", steps=({"from_value": "0", "rate": "1"},))
    facts = bought("1000", bond_balance=D(42000))
    found = calculate(policy(bond, component(), cap={"amount": "5"}), facts)
    assert (found.amount("bond"), found.amount("x")) == (D(42000), D(5))


@pytest.mark.parametrize(
    ("cap", "gives"), [({"amount": "800"}, "800"), ({"share": "0.005"}, "500"), ({"share": "0.005", "amount": "800"}, "500"), ({"amount": "2000"}, "1000")]
)  # fmt: skip
def test_component_caps(cap: dict[str, str], gives: str) -> None:
    """The lower of share and amount holds; a cap that is not reached changes nothing."""
    assert worth(component(cap=cap), bought("100000")) == D(gives)


def test_a_cap_is_rounded_down() -> None:
    """A third of a fen more would pass the cap."""
    assert worth(component(cap={"share": "0.001"}), bought("1999.99")) == D("1.99")


@pytest.mark.parametrize(
    ("scope", "state", "gives"),
    [
        ({"lines": ("chilled",)}, "earned", "2.00"),
        ({"lines": ("frozen",)}, "not_applicable", "0"),
        ({"segments": ("core",)}, "earned", "12.00"),
        ({"segments": ("growth",)}, "not_applicable", "0"),
        ({"regions": ("320000",)}, "earned", "12.00"),
        ({"regions": ("330000",)}, "not_applicable", "0"),
    ],
)
def test_for_whom_a_component_is(scope: dict[str, Any], state: str, gives: str) -> None:
    """By product line, by segment and by region, so that no dealer is entered twice for two rates."""
    lines = (LineSales("ambient", D(1000)), LineSales("chilled", D(200)))
    facts = RebateFacts("2026Q1", lines, segment="core", regions=frozenset(["320506", "320500", "320000"]))
    found = only(component(only=scope), facts)
    assert (found.state, found.amount) == (state, D(gives))


def test_targets_on_sell_out() -> None:
    """Where the contract's targets count sell-out, attainment does too; the base stays what the policy says."""
    facts = bought("1000", target=D(1000), sell_out=D(900), target_on_sell_out=True)
    assert (only(STAIR, facts).measured, worth(STAIR, facts)) == (D("0.9"), D("10.00"))


def test_lines_without_a_target_do_not_lift_attainment() -> None:
    """Above and below the stroke stand the same lines."""
    lines = (LineSales("a", D(900), target=D(1000)), LineSales("b", D(5000)))
    found = only(STAIR, RebateFacts("2026Q1", lines))
    assert (found.measured, found.base) == (D("0.9"), D(5900))


def test_every_step_is_noted() -> None:
    """Base, gate, step, amount, factor and cap of a component appear in that order, each with its place in the policy."""
    parts = component(
        standing="discretionary",
        factors=("grade",),
        gates=({"measure": "attainment", "at_least": "0.5"},),
        cap={"amount": "1000"},
    )
    facts, held = bought("100000", target=D(100000), grade="A"), policy(parts, factors=(GRADES,))
    notes = component_notes(work_out(0, facts, held), facts, held)
    assert [note.path[2:] or note.path for note in notes] == [
        ("base",),
        ("gates", 0),
        ("steps", 0),
        ("method",),
        ("factors", 0),
        (),
        ("cap",),
    ]
    assert [note.value for note in notes][-4:] == [D("1000.00"), D("1.1"), D("1100.00"), D(1000)]
    assert all(isinstance(note.value, (str, Decimal)) for note in notes)
