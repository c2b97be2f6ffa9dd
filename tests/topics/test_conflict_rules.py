"""The rules of conflicts: level, effects, amounts, deadlines, detection, profit split."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.conflict_files import CASE, LADDER, POLICIES, case, channel_policy, loaded, sightings
from toolkit.network.results import Results
from toolkit.topics.conflict.records import Case, ChannelPolicy, LadderPolicy, Loss
from toolkit.topics.conflict.rules import derive, simulate
from toolkit.topics.conflict.rules.amounts import loss_total, most, passed_on
from toolkit.topics.conflict.rules.level import Facts, effects, facts_of, natural_limit, proposed_level
from toolkit.topics.conflict.rules.results import Candidate, CaseStanding, ConflictStanding

TODAY = date(2026, 10, 20)


def the_ladder() -> LadderPolicy:
    ladder = loaded(POLICIES).only(LadderPolicy)
    assert ladder is not None
    return ladder


LEVELS = [
    (Facts(10), 0),
    (Facts(11), 1),
    (Facts(50), 1),
    (Facts(51), 2),
    (Facts(80), 2),
    (Facts(5000), 2),
    (Facts(11, times=2), 2),
    (Facts(5, knowing=True), 2),
    (Facts(200, knowing=True), 2),
    (Facts(201, knowing=True), 3),
    (Facts(11, times=3), 3),
    (Facts(1, tampered=True), 3),
    (Facts(11, times=2, before=3), 4),
    (Facts(1, fraud=True), 4),
    (Facts(40, month_cases=4100), 0),
    (Facts(41, month_cases=4100), 0),
    (Facts(42, month_cases=4100), 1),
    (Facts(8, times=3, before=3), 0),
]


@pytest.mark.parametrize(("facts", "level"), LEVELS)
def test_j2_ladder(facts: Facts, level: int) -> None:
    """Each side of each threshold of reference J.2 gives its level; natural flow is no breach whatever came before."""
    assert proposed_level(the_ladder(), facts) == level


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 4), st.booleans(), st.booleans())
def test_j2_more_cases_never_milder(few: int, more: int, times: int, knowing: bool, tampered: bool) -> None:
    """More goods, or one time more, never lead to a lower level; every level is one of the ladder."""
    low, high = sorted((few, more))
    one = proposed_level(LADDER, Facts(low, times=times, knowing=knowing, tampered=tampered))
    two = proposed_level(LADDER, Facts(high, times=times, knowing=knowing, tampered=tampered))
    three = proposed_level(LADDER, Facts(high, times=times + 1, knowing=knowing, tampered=tampered))
    assert 0 <= one <= two <= three <= 4


def test_natural_flow_is_the_higher_of_share_and_count() -> None:
    """1 % of the month or 10 cases, whichever is more."""
    assert [natural_limit(LADDER, month) for month in (None, 500, 4100)] == [10, 10, Decimal("41.00")]


def test_d1_level_two_costs_three_points() -> None:
    """The case of D-1: 80 cases, no intent, the first; final at level 2, three points, the territory bonus lost, no red line."""
    network = loaded({**POLICIES, **case()})
    record = network.get(Case, CASE)
    found = effects(record, LADDER, TODAY)
    assert (found.points, found.loses_bonus, found.red_line) == (3, True, "")
    assert proposed_level(LADDER, facts_of(network, record, LADDER)) == 2


def test_nothing_counts_before_it_is_final() -> None:
    """The day before the case is final it costs nothing, nor does a decision that may still be appealed."""
    record = loaded({**POLICIES, **case()}).get(Case, CASE)
    assert effects(record, LADDER, date(2026, 3, 29)).points == 0
    open_to_appeal = loaded({**POLICIES, **case("status: decided\nfinal_on: none")}).get(Case, CASE)
    assert effects(open_to_appeal, LADDER, TODAY).points == 0


def test_a_revoked_decision_has_no_effect() -> None:
    """An appeal that revokes the decision takes points and bonus loss back; one that changes it sets the new level."""
    gone = 'appeal: {filed_on: "2026-03-16", text: 不服, reviewed_on: "2026-03-26", result: revoked}'
    changed = 'appeal: {filed_on: "2026-03-16", text: 不服, reviewed_on: "2026-03-26", result: changed, level: "1"}'
    rows = [loaded({**POLICIES, **case(text)}).get(Case, CASE) for text in (gone, changed)]
    assert [effects(row, LADDER, TODAY).points for row in rows] == [0, 0]


def test_repeats_are_counted_from_final_cases_of_twelve_months() -> None:
    """A final case within 12 months makes the next the second; one that became final earlier does not."""
    later = 'received_on: "2027-03-29"\nopened_on: "{day}"'
    for day, times in (("2027-03-29", 2), ("2027-03-30", 1)):
        network = loaded({**POLICIES, **case(), **case(later.format(day=day), name="CF-2027-0001")})
        assert facts_of(network, network.get(Case, "CF-2027-0001"), LADDER).times == times


def test_j2_worked_compensation() -> None:
    """60 × 18.00 + 500.00 = 1 580.00; level 2 asks no more, level 3 at most 2 054.00 (130 %)."""
    loss = Loss(cases="60", margin="18.00", audit_cost="500.00", tax="excl", basis="单据")  # type: ignore[arg-type]
    assert loss_total(loss) == Decimal("1580.00")
    assert [most(LADDER, level, loss) for level in (2, 3)] == [Decimal("1580.00"), Decimal("2054.00")]


def test_the_harmed_side_gets_the_compensation_without_the_audit_cost() -> None:
    """Of 1 880.00 with 600.00 of audit cost, 1 280.00 are passed on."""
    assert passed_on(loaded({**POLICIES, **case()}).get(Case, CASE)) == Decimal("1280.00")


def test_standing_has_deadlines_and_a_trace() -> None:
    """A case says what was due when, in working days over the spring holidays, and how its level came about."""
    network = loaded({**POLICIES, **case()})
    rows = Results(derive(network, Results(), TODAY))
    found = rows.find(CaseStanding, CASE)
    assert found is not None
    assert [(row.step, row.due.isoformat(), row.late) for row in found.deadlines] == [
        ("registered", "2026-02-10", False),
        ("traced", "2026-02-13", False),
        ("decided", "2026-03-16", False),
    ]
    assert (found.proposed, found.level, found.asked, found.most) == (2, 2, Decimal("1880.00"), Decimal("1880.00"))
    assert [step.value for step in found.trace][-1] == "16.00 × 80 + 600.00 = 1880.00"
    assert {step.policy for step in found.trace} == {"", "ladder@2024-1"}
    dealer = rows.find(ConflictStanding, "D-2025-0001")
    assert dealer is not None
    assert (dealer.open, dealer.repeats, dealer.brand_causes) == ((), 1, 0)


def test_j1_profit_split() -> None:
    """Net 1 000.00 gives 80.00 + 30.00 = 110.00; beside a margin of 120.00 that is 91.67 %, a gap of 10.00."""
    policy = loaded(channel_policy()).only(ChannelPolicy)
    assert policy is not None
    found = simulate(policy, "online_local", Decimal("1000.00"), Decimal("120.00"))
    assert (found.total, found.parity, found.gap) == (Decimal("110.00"), Decimal("0.9167"), Decimal("10.00"))
    assert (found.parts, found.below_floor) == (
        (("fulfilment", Decimal("80.00")), ("territory", Decimal("30.00"))),
        False,
    )
    central = simulate(policy, "online_central", Decimal("1000.00"), Decimal("120.00"))
    assert (central.total, central.below_floor) == (Decimal("30.00"), True)
    assert simulate(policy, "own", Decimal("1000.00"), Decimal("120.00")).parity == 1
    assert simulate(policy, "online_local", Decimal("1000.00"), Decimal("0.00")).parity is None


@given(st.decimals("0", "1000000", places=2))
def test_a_split_never_exceeds_the_order(net: Decimal) -> None:
    """The parts sum to the total, which is never more than the net amount."""
    policy = loaded(channel_policy()).only(ChannelPolicy)
    assert policy is not None
    found = simulate(policy, "online_local", net, Decimal(100))
    assert sum(amount for _, amount in found.parts) == found.total <= net + Decimal("0.01")


def test_goods_outside_the_territory_are_leads() -> None:
    """Goods in the county of another dealer are counted, those at home are not; what stands in a case is marked."""
    rows = (
        "A1,330110,traditional,2026-02-05,45\nA2,330106,traditional,2026-02-05,60\nA3,330105,traditional,2026-02-05,7\n"
    )
    network = loaded({**POLICIES, **case(), **sightings(rows)})
    found = Results(derive(network, Results(), TODAY)).find(Candidate, "D-2025-0001/2026Q1")
    assert found is not None
    assert (found.cases, found.new_cases, found.open_ground, found.holders) == (52, 7, 7, ("D-2025-0002",))
    assert [(row.code, row.reason, row.case) for row in found.rows] == [("A1", "region", CASE), ("A3", "region", "")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("B1,330106,online,2026-02-05,20\n", "channel"),
        ("B1,330106,traditional,2026-02-05,20\n", ""),
        ("B1,330110,traditional,2027-02-05,20\n", ""),
        ("B1,330110,traditional,2026-12-31,20\n", "region"),
    ],
)
def test_reasons_of_leads(row: str, reason: str) -> None:
    """A channel that is not granted is told as such; without a contract in force on the day nothing is outside."""
    network = loaded({**POLICIES, **sightings(row)})
    found = Results(derive(network, Results(), TODAY)).find(Candidate, "D-2025-0001/2026Q1")
    assert (found.rows[0].reason if found else "") == reason


def test_natural_flow_is_said() -> None:
    """Up to ten cases are told as natural flow, eleven are not."""
    for cases, natural in ((10, True), (11, False)):
        network = loaded({**POLICIES, **sightings(f"C1,330110,traditional,2026-02-05,{cases}\n")})
        found = Results(derive(network, Results(), TODAY)).find(Candidate, "D-2025-0001/2026Q1")
        assert found is not None
        assert found.natural is natural
