"""Gates, certificates, first order, return: the figures of onboarding (reference G)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import KINDS, TODAY, company, contract, dealer, filled, product_line
from tests.topics.explained_steps import steps_of
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.onboarding.records import KINDS as ONBOARDING
from toolkit.topics.onboarding.records import CurriculumPolicy, Delay, LaunchPlan, Onboarding, RampUpPolicy, Training
from toolkit.topics.onboarding.records.vocabularies import GATE_MEASURES
from toolkit.topics.onboarding.rules import FIGURES, OnboardingProgress, derive
from toolkit.topics.onboarding.rules.gates import MEASURES
from toolkit.topics.onboarding.rules.launch import FirstOrder, budget, first_order, roi, target_outlets
from toolkit.topics.onboarding.rules.timing import gate_due
from toolkit.topics.onboarding.rules.training import certificate_state, course_of, passed_share, rounds, valid_until

ALL = Kinds((*KINDS.all, *(kind for kind in ONBOARDING if kind.name not in {k.name for k in KINDS.all})))
CONTENT = Path(__file__).resolve().parents[2] / "content" / "policies" / "onboarding"
POLICIES = {
    f"content/policies/onboarding/{name}/2024-1.yaml": (CONTENT / name / "2024-1.yaml").read_text("utf-8")
    for name in ("curriculum", "ramp-up")
}
LINES = {**product_line(), **product_line(name="chilled")}
SIGNED = 'transitions: [{date: "2026-01-01", to: signed}, {date: "2026-01-05", to: onboarding}]'
PATH = "dealers/D-2025-0001/onboarding.yaml"


def network(text: str, profile: str = SIGNED, **more: str) -> Network:
    files = {**POLICIES, **LINES, **company(), **dealer(profile), PATH: filled(text, {}), **more}
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    return loaded.network


def progress(text: str, as_of: date = TODAY, more: dict[str, str] | None = None) -> OnboardingProgress:
    (found,) = (
        row for row in derive(network(text, **(more or {})), Results(), as_of) if isinstance(row, OnboardingProgress)
    )
    return found


def record(text: str) -> Onboarding:
    return network(text).get(Onboarding, "D-2025-0001")


def ramp_up() -> RampUpPolicy:
    return network('go_live: "2026-01-03"').get(RampUpPolicy, "ramp-up@2024-1")


def plan(text: str) -> LaunchPlan:
    held = record(f"launch_plan:\n{text}").launch_plan
    assert held is not None
    return held


STOCKING = """
  stocking:
    - {outlet_class: ka, line: ambient, outlets: 10, skus: [A1, A2, A3], opening_cases: 4, week: 1, side: dealer}
    - {outlet_class: cvs, line: ambient, outlets: 60, skus: [A1, A2, A3], opening_cases: 2, week: 2, side: dealer}
    - {outlet_class: traditional, line: ambient, outlets: 200, skus: [A1, A2], opening_cases: 1, week: 3, side: dealer}
"""


def test_g4_first_order() -> None:
    """880 cases and a fifth more are 1,056; at 42 yuan a case 44,352.00, under two months' target of 120,000 (G.4)."""
    order = first_order(plan(STOCKING).stocking, ramp_up(), lambda *_: Decimal(42), Decimal(120000))
    assert order == FirstOrder(Decimal("1056.0"), Decimal("44352.00"), Decimal(120000))
    assert order.proposed == Decimal("44352.00")


def test_g4_first_order_is_cut_at_the_cap() -> None:
    """What is over two months' target is not proposed; without a price no amount is invented."""
    rows = plan(STOCKING).stocking
    assert first_order(rows, ramp_up(), lambda *_: Decimal(42), Decimal(40000)).proposed == Decimal(40000)
    assert first_order(rows, ramp_up(), lambda *_: None, Decimal(40000)).proposed is None


def test_short_lived_lines_have_no_reserve() -> None:
    """Yoghurt is replenished daily: its line's reserve is 0 in the policy shipped."""
    rows = plan(
        "  stocking: [{outlet_class: cvs, line: chilled, outlets: 10, skus: [C1], opening_cases: 1, week: 1, side: dealer}]"
    ).stocking
    assert first_order(rows, ramp_up(), lambda *_: Decimal(1), None).cases == 10


def test_an_outlet_class_with_two_lines_counts_once() -> None:
    """The same sixty shops take tea and yoghurt: sixty outlets, not ninety."""
    rows = plan("""
  stocking:
    - {outlet_class: cvs, line: ambient, outlets: 60, skus: [A1], opening_cases: 1, week: 1, side: dealer}
    - {outlet_class: cvs, line: chilled, outlets: 30, skus: [C1], opening_cases: 1, week: 1, side: dealer}
""").stocking
    assert target_outlets(rows) == 60


def promotion(review: str) -> str:
    return f"""
  promotions:
    - id: tasting
      name: 试饮
      outlet_classes: [ka]
      first: "2026-02-01"
      last: "2026-02-28"
      mechanic: 试饮
      expected_cases: "200"
      budget: "2000.01"
      brand_share: "0.5"
      dealer_share: "0.5"
      review: {review}
"""


def test_g4_return_on_a_promotion() -> None:
    """640 sold, 400 usual, 60 brought forward: 180 cases at 15 yuan over 2,000 yuan are 1.35; no spend, no ratio."""
    paid = plan(promotion('{sold: "640", baseline: "400", pulled_forward: "60", margin_per_case: "15", spend: "2000"}'))
    free = plan(promotion('{sold: "640", baseline: "400", pulled_forward: "60", margin_per_case: "15", spend: "0"}'))
    assert [roi(held.promotions[0].review) for held in (paid, free) if held.promotions[0].review] == [
        Decimal("1.35"),
        None,
    ]


def test_the_split_of_the_budget_leaves_no_fen_over() -> None:
    """An odd fen goes to one side; both sides make the whole."""
    money = budget(plan(promotion('{sold: "1", baseline: "1", pulled_forward: "0", margin_per_case: "1", spend: "1"}')))
    assert money == (Decimal("2000.01"), Decimal("1000.01"), Decimal("1000.00"))


GROUP = """
courses:
  - course: C2
    role: sales
    heads: "4"
    attempts: [{date: "2026-01-10", passed: "2"}, {date: "2026-01-20", passed: "4"}, {date: "2027-01-08", passed: "4"}]
"""


def trained() -> Training:
    return record(GROUP).courses[0]


def test_certificates_last_twelve_months_and_are_renewed() -> None:
    """Open until all have passed, then valid to the day before a year later; a second round renews it (G.3)."""
    course = course_of(network(GROUP).all(CurriculumPolicy)[0], "C2")
    assert course is not None
    days = ("2026-01-19", "2026-01-20", "2026-11-20", "2027-01-19", "2027-06-01", "2028-01-08")
    found = [certificate_state(trained(), course, 60, date.fromisoformat(day))[0] for day in days]
    assert found == ["open", "valid", "expiring", "valid", "valid", "expired"]
    assert valid_until(date(2026, 1, 20), 12) == date(2027, 1, 19)
    assert [len(tests) for tests in rounds(trained())] == [2, 1]


def test_the_training_rate_counts_people() -> None:
    """Two of four had passed on the tenth, all of them later; nobody entered gives no rate."""
    courses = record(GROUP).courses
    found = [passed_share(courses, date(2026, 1, day)) for day in (9, 10, 20)]
    assert [*found, passed_share((), TODAY)] == [Decimal(0), Decimal("0.5"), Decimal(1), None]


FULL = f"""
go_live: "2026-01-06"
{GROUP.strip()}
launch_plan:
  stocking: [{{outlet_class: ka, line: ambient, outlets: 100, skus: [A1], opening_cases: 1, week: 1, side: dealer}}]
first_order: {{ordered: "2026-01-10", cases: "200", amount: "8000", delivered: "2026-01-15"}}
checkpoints:
  - {{day: "30", date: "2026-01-31", outlets_stocked: "25"}}
  - {{day: "60", date: "2026-02-20", outlets_stocked: "66", first_order_sold: {{missing: brand_side}}}}
"""


def test_g2_gates_on_time_late_missed_and_without_data() -> None:
    """Day 30 had 25 % and came late; day 60 lacks a number for a reason of ours; day 90 is missed once it has passed."""
    found = progress(FULL)
    assert [(gate.day, gate.state) for gate in found.gates] == [
        (7, "passed"),
        (30, "late"),
        (60, "no_data"),
        (90, "missed"),
    ]
    assert [gate.state for gate in progress(FULL, date(2026, 2, 1)).gates] == ["passed", "missed", "open", "open"]
    assert [gate.due for gate in found.gates][:2] == [date(2026, 1, 8), date(2026, 1, 31)]


def test_a_threshold_that_is_just_reached_is_reached() -> None:
    """30 of 100 outlets are 30 %: met; 29 are not."""
    states = [progress(FULL.replace('"25"', f'"{n}"'), date(2026, 2, 1)).gates[1].state for n in (29, 30)]
    assert states == ["missed", "passed"]


def test_our_delays_move_gates_that_are_still_ahead() -> None:
    """Six days in the third week move day 30 and later ones, not day 7."""
    text = FULL + 'delays: [{date: "2026-01-20", days: "6", cause: 冷柜晚到}]\n'
    assert [gate.due for gate in progress(text).gates] == [
        date(2026, 1, 8),
        date(2026, 2, 6),
        date(2026, 3, 8),
        date(2026, 4, 7),
    ]


@given(
    st.integers(0, 120),
    st.lists(st.tuples(st.integers(0, 200), st.integers(0, 30)), max_size=4, unique_by=lambda row: row[0]),
)
def test_delays_never_bring_a_gate_forward(day: int, delays: list[tuple[int, int]]) -> None:
    """A gate is due on its day or later, at most by the sum of all delays; a longer list never makes it earlier."""
    start = date(2026, 1, 1)
    rows = [Delay.model_construct(date=start + timedelta(days=at), days=n) for at, n in delays]
    due = gate_due(start, day, rows)
    assert start + timedelta(days=day) <= due <= start + timedelta(days=day + sum(n for _, n in delays))
    assert all(gate_due(start, day, rows[:k]) <= due for k in range(len(rows)))


SCORES = {
    "training": 19,
    "team": 8,
    "distribution": 20,
    "sell_through": 15,
    "payment": 10,
    "reporting": 8,
    "service_drill": 4,
}


def sheet(**changed: int) -> str:
    items = ", ".join(f'{{item: {item}, score: "{score}"}}' for item, score in {**SCORES, **changed}.items())
    return f"""
courses: [{{course: C7, role: owner, attempts: [{{date: "2026-01-10", passed: "1"}}]}}]
first_order: {{ordered: "2026-01-10", cases: "200", amount: "8000", delivered: "2026-01-15"}}
acceptance: {{date: "2026-03-30", items: [{items}], signed_by: S-2025-0001, dealer_signed_by: C-2025-0001}}
"""


def test_g2_acceptance() -> None:
    """84 passes; with 12 instead of 20 for distribution it is 76 and does not (handbook's example of G.2)."""
    good, poor = progress(sheet()), progress(sheet(distribution=12))
    assert [(found.acceptance, found.accepted) for found in (good, poor)] == [(Decimal(84), True), (Decimal(76), False)]
    assert [found.gates[3].state for found in (good, poor)] == ["passed", "missed"]


def test_acceptance_needs_courses_order_and_both_signatures() -> None:
    """84 points alone do not accept a dealer (reference B): C7 passed, first order delivered, signed by both."""
    texts = (
        sheet().replace(", dealer_signed_by: C-2025-0001", ""),
        sheet().replace("C7", "C8"),
        sheet().replace(', delivered: "2026-01-15"', ""),
    )
    assert [progress(text).accepted for text in texts] == [False, False, False]


def test_the_cap_is_two_months_of_the_contract_s_target() -> None:
    """Two thirds of the first quarter's target, in the contract's tax basis and after its discount."""
    limits = (CONTENT.parent / "contract" / "contract-limits" / "2024-1.yaml").read_text("utf-8")
    prices = """
id: ambient
version: "2026-1"
line: ambient
effective_from: "2026-01-01"
tax: incl
prices: [{sku: A1, dealer_price: "113.00"}]
"""
    bound = contract("""
targets:
  nature: guideline
  basis: sell_in_net
  tax: excl
  years: [{year: "2026", line: ambient, amount: "30000"}]
  quarters: [{quarter: 2026Q1, line: ambient, amount: "30000"}]
prices: [{list: ambient@2026-1, discount: "0.10"}]
signed_on: "2026-01-01"
""")
    more = {
        **bound,
        "content/policies/contract/contract-limits/2024-1.yaml": limits,
        "content/price-lists/ambient/2026-1.yaml": prices,
    }
    found = progress(FULL, more=more)
    assert (found.order_cases, found.order_amount, found.order_cap) == (
        Decimal(120),
        Decimal("10800.00"),
        Decimal("20000.00"),
    )


def test_pulses_are_coloured_and_answered_within_five_working_days() -> None:
    """3 is red, 6 yellow, 7 good; the last day of an answer counts working days."""
    text = """
pulses:
  - {day: "30", date: "2026-02-02", score: "3", answered_on: "2026-02-09"}
  - {day: "60", date: "2026-03-02", score: "6", answered_on: "2026-03-10"}
  - {day: "90", date: "2026-10-19", score: "7"}
"""
    found = progress(text).pulses
    assert [(row.mood, row.answer_due, row.in_time) for row in found] == [
        ("bad", date(2026, 2, 9), True),
        ("warn", date(2026, 3, 9), False),
        ("good", date(2026, 10, 26), None),
    ]


def test_overdue_items_are_told_by_side() -> None:
    """A day late is overdue, on its day it is not; done later than the as-of date counts as not done."""
    text = """
tasks:
  - {id: t1, gate: "30", side: dealer, text: 建档, owner: C-2025-0001, due: "2026-10-19"}
  - {id: t2, gate: "30", side: dealer, text: 铺货, owner: C-2025-0001, due: "2026-10-20"}
  - {id: t3, gate: "30", side: brand, text: 培训, owner: S-2025-0001, due: "2026-10-01", done: "2026-10-21"}
support: [{id: s1, side: brand, text: 冷柜, owner: S-2025-0001, due: "2026-10-18", done: "2026-10-18"}]
"""
    found = progress(text)
    assert (found.overdue_brand, found.overdue_dealer) == (("t3",), ("t1",))


def test_every_step_names_its_place() -> None:
    """The explanation leads from day 0 to each condition, with file, line and version."""
    held = network(FULL)
    results = Results(derive(held, Results(), TODAY))
    steps = steps_of(FIGURES, "onboarding", "D-2025-0001", held, results, TODAY)
    assert {step.origin.path for step in steps if step.origin} == {
        PATH,
        "dealers/D-2025-0001/profile.yaml",
        "content/policies/onboarding/ramp-up/2024-1.yaml",
    }
    shown = [step.shown("zh") for step in steps if step.what.zh.endswith("：铺货率")]
    assert shown == ["66.00% ≥ 30.00%", "66.00% ≥ 60.00%"]


def test_before_a_signature_there_is_nothing_to_tell() -> None:
    """A dealer that never signed has no day 0."""
    assert list(derive(network(FULL, 'transitions: [{date: "2026-01-01", to: lead}]'), Results(), TODAY)) == []


def test_every_measure_is_computed() -> None:
    """A gate may ask for any measure of the vocabulary."""
    assert set(MEASURES) == set(GATE_MEASURES)
