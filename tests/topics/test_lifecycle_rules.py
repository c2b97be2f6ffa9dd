"""Steps, versions, guards and the way that a dealer has gone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.topics.builders import TODAY, contract, dealer, network, product_line
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.rules import contracts_of
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.lifecycle.checks.transitions import ADVICE
from toolkit.topics.lifecycle.records import GUARDS, LifecyclePolicy
from toolkit.topics.lifecycle.rules import (
    HOLDS,
    TESTED_ELSEWHERE,
    Case,
    governing,
    lacking,
    least_lacking,
    moves,
    names,
    step,
    steps,
    targets,
    unreached,
)

FOLDER = "content/policies/lifecycle/lifecycle"
POLICY = """
    name: 生命周期
    effective_from: "2024-01-01"
    applies_by: requested_at
    onboarding_days: "120"
    steps:
      - {name: 初筛, origin: [lead], to: qualified, documents: [application_form, licence_seen], approvals: [SA], guards: [credit_code]}
      - {name: 淘汰, origin: [lead, qualified], to: rejected, guards: [reason]}
      - {name: 暂停（欠款）, origin: [active], to: suspended, documents: [notice], approvals: [FI]}
      - {name: 暂停（违规）, origin: [active], to: suspended, documents: [notice], approvals: [AU, LG]}
    """


def policies(*versions: str) -> tuple[LifecyclePolicy, ...]:
    return network({f"{FOLDER}/2024-{n}.yaml": text for n, text in enumerate(versions, 1)}).all(LifecyclePolicy)


(THE_POLICY,) = policies(POLICY)


def case(transition: str, more: Mapping[str, str] | None = None, head: str = "") -> Case:
    """The last transition of a dealer, with whatever else is on file about it."""
    files = {**dealer(f"{head}transitions:\n{transition}"), **(more or {})}
    records = network(files)
    profile = records.get(DealerProfile, "D-2025-0001")
    lines = {line.id: line for line in records.all(ProductLine)}
    return Case(profile, profile.transitions[-1], contracts_of(records, profile.id), lines)


def test_the_step_between_two_states() -> None:
    """The first step that fits, or none; alternatives are all of them."""
    first = step(THE_POLICY, "active", "suspended")
    assert first is not None
    assert (first.name.zh, len(steps(THE_POLICY, "active", "suspended"))) == ("暂停（欠款）", 2)
    assert (step(THE_POLICY, "qualified", "lead"), steps(THE_POLICY, "lead", "active")) == (None, ())


def test_where_a_state_may_lead() -> None:
    """Targets stand in the order of the lifecycle; the last state has none."""
    assert targets(THE_POLICY, "lead") == ("qualified", "rejected")
    assert targets(THE_POLICY, "closed") == ()


def test_states_that_no_step_reaches() -> None:
    """The first state needs no step; every other one that none leads to is named."""
    assert set(STATES) - set(unreached(THE_POLICY)) == {"lead", "qualified", "rejected", "suspended"}


def test_the_version_of_the_day_governs() -> None:
    """First and last day of a version are included; outside all of them there is none."""
    old = POLICY.replace('effective_from: "2024-01-01"', 'effective_from: "2024-01-01"\n    effective_to: "2025-06-30"')
    new = POLICY.replace("2024-01-01", "2025-07-01")
    both = policies(old, new)

    def version(day: date) -> str | None:
        found = governing(both, day)
        return found.version if found else None

    assert [
        version(date(2023, 12, 31)),
        version(date(2024, 1, 1)),
        version(date(2025, 6, 30)),
        version(date(2025, 7, 1)),
    ] == [None, "2024-1", "2024-1", "2024-2"]
    assert governing((), TODAY) is None


def test_the_way_of_a_dealer() -> None:
    """Each move knows the state before it; being entered as a lead is no move from anywhere; the future is left out."""
    profile = case("""\
  - {date: "2025-02-01", to: qualified}
  - {date: "2025-01-01", to: lead}
  - {date: "2026-10-21", to: visited}
""").profile
    assert [(move.place, move.origin, move.transition.to) for move in moves(profile, TODAY)] == [
        (1, "", "lead"),
        (0, "lead", "qualified"),
    ]


def test_a_first_entry_further_on_comes_from_the_first_state() -> None:
    """A history that begins with another state is held against the step from lead."""
    profile = case('  - {date: "2025-01-01", to: active}').profile
    assert [move.origin for move in moves(profile, TODAY)] == ["lead"]


def test_what_a_transition_lacks() -> None:
    """Documents, approvals and guards are compared one by one."""
    given = case(
        '  - {date: "2025-02-01", to: qualified, documents: [licence_seen]}', head="uscc: none\ninvoice: none\n"
    )
    lack = lacking(THE_POLICY.steps[0], given)
    assert (lack.documents, lack.approvals, lack.guards, lack.count) == (
        ("application_form",),
        ("SA",),
        ("credit_code",),
        3,
    )


def test_of_two_ways_the_nearer_one_counts() -> None:
    """A suspension that supervision and legal approved does not need finance too."""
    text = '  - {{date: "2025-02-01", to: suspended, documents: [notice], approvals: [{}]}}'
    audit, legal = (f'{{role: {role}, staff: S-2025-0001, date: "2025-02-01"}}' for role in ("AU", "LG"))
    ways = steps(THE_POLICY, "active", "suspended")
    assert least_lacking(ways, case(text.format(f"{audit}, {legal}"))).count == 0
    assert least_lacking(ways, case(text.format(audit))).approvals in (("FI",), ("LG",))


def test_names_in_both_languages() -> None:
    """Codes become names, separated as each language does it."""
    words = names(STATES, ("lead", "closed"))
    assert (words.zh, words.en, bool(names(STATES, ()))) == ("线索、终止", "lead, closed", False)


def test_every_guard_has_a_rule_and_an_advice() -> None:
    """A guard that nobody tests would wave everything through."""
    assert set(HOLDS) | TESTED_ELSEWHERE == set(GUARDS)
    assert not set(HOLDS) & TESTED_ELSEWHERE
    assert set(ADVICE) == set(HOLDS)


@pytest.mark.parametrize(
    ("transition", "holds"),
    [
        ('{date: "2025-02-01", to: negotiating, score: "75"}', True),
        ('{date: "2025-02-01", to: negotiating, score: "74"}', False),
        ('{date: "2025-02-01", to: negotiating, score: "65", reason: 三个月内补齐冷库}', True),
        ('{date: "2025-02-01", to: negotiating, score: "64", reason: 三个月内补齐冷库}', False),
        ('{date: "2025-02-01", to: negotiating}', False),
        ('{date: "2025-01-01", to: scored, score: "80"}\n  - {date: "2025-02-01", to: negotiating}', True),
        (
            '{date: "2025-01-01", to: scored, score: "80"}\n  - {date: "2025-02-01", to: negotiating, score: "60"}',
            False,
        ),
    ],
)
def test_the_score_for_an_offer(transition: str, holds: bool) -> None:
    """75, or 65 with conditions; the score of an earlier step serves where the step has none of its own."""
    assert HOLDS["score_75"](case(f"  - {transition}")) is holds


@pytest.mark.parametrize(("score", "holds"), [('score: "80"', True), ('score: "79"', False), ("reason: 已验收", False)])
def test_the_acceptance(score: str, holds: bool) -> None:
    """80 is enough, 79 is not, and no score is none."""
    assert HOLDS["acceptance_80"](case(f'  - {{date: "2025-02-01", to: active, {score}}}')) is holds


DRAFT = "status: draft\nsigned_on: none\n"


@pytest.mark.parametrize(
    ("contracts", "exists", "signed"),
    [
        ({}, False, False),
        (contract(DRAFT), True, False),
        (contract(), True, True),
        (contract('signed_on: "2025-02-01"'), True, True),
        (contract('signed_on: "2025-02-02"'), True, False),
        (contract(DRAFT, holder=2), False, False),
    ],
)
def test_contracts_on_file_and_signed(contracts: dict[str, str], exists: bool, signed: bool) -> None:
    """A draft is enough to exist; signed means by the day of the transition, and by this dealer."""
    given = case('  - {date: "2025-02-01", to: signed}', contracts)
    assert (HOLDS["contract_exists"](given), HOLDS["contract_signed"](given)) == (exists, signed)


@pytest.mark.parametrize(
    ("licences", "holds"),
    [
        ("[]", False),
        ('[{type: business, number: "1"}]', False),
        ('[{type: food_operation, number: "1"}]', True),
        ('[{type: food_operation, number: "1", valid_to: "2025-02-01"}]', True),
        ('[{type: food_operation, number: "1", valid_to: "2025-01-31"}]', False),
        ('[{type: food_operation, number: "2", valid_from: "2026-01-01", valid_to: "2031-01-01"}]', True),
    ],
)
def test_licences_for_the_lines_of_the_contract(licences: str, holds: bool) -> None:
    """Each licence that a granted line requires is held and was not expired on the day; one renewed since counts."""
    more = {**contract(), **product_line("required_licences: [food_operation]")}
    assert (
        HOLDS["licences_valid"](case('  - {date: "2025-02-01", to: signed}', more, f"licences: {licences}\n")) is holds
    )


def test_licences_follow_the_contract_of_the_time() -> None:
    """A later contract that adds a line does not undo an earlier step."""
    later = 'signed_on: "2026-12-01"\nscopes: [{id: a, grant: exclusive, lines: [chilled], channels: [ka], regions: ["330106"]}]'
    more = {
        **contract(),
        **contract(later, 2),
        **product_line(),
        **product_line("required_licences: [food_operation]", "chilled"),
    }
    assert HOLDS["licences_valid"](case('  - {date: "2025-02-01", to: signed}', more))
    assert not HOLDS["licences_valid"](case('  - {date: "2026-12-01", to: active}', more))


def renewed(start: str, signed: str = "2026-12-01", first: str = "") -> dict[str, str]:
    term = f'term: {{start: "{start}", end: "2028-12-31", renewal: none, renewal_notice_days: "60"}}'
    return {**contract(first), **contract(f'signed_on: "{signed}"\n{term}', 2)}


ENDED = 'ended: {date: "2026-12-01", reason: 提前换约}'


@pytest.mark.parametrize(
    ("contracts", "holds"),
    [
        (contract(), False),
        (renewed("2027-01-01"), True),
        (renewed("2026-12-15"), True),
        (renewed("2027-01-02"), False),
        (renewed("2027-01-01", "2027-01-03"), False),
        (renewed("2027-01-01", first=ENDED), False),
        (renewed("2026-12-01", first=ENDED), True),
        (renewed("2027-01-01", "2027-02-01"), False),
    ],
)
def test_no_day_without_a_contract(contracts: dict[str, str], holds: bool) -> None:
    """The new contract binds by the day after the old one ended: its first day, its signature and early ends count."""
    assert HOLDS["no_gap"](case('  - {date: "2027-01-05", to: active}', contracts)) is holds
