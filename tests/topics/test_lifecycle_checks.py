"""Faults planted in transitions, standing and policy, and right ones that pass."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import contract, dealer, found, marked, problems, staff
from toolkit.topics.dealer.records import STATES
from toolkit.topics.lifecycle.checks import CHECKS, policy, standing, transitions

FOLDER = "content/policies/lifecycle"
HEAD = 'name: 生命周期\napplies_by: requested_at\nonboarding_days: "120"\n'
STEPS = """\
steps:
  - {name: 初筛, origin: [lead], to: qualified, documents: [application_form, licence_seen], approvals: [SA], guards: [credit_code]}
  - {name: 谈判, origin: [qualified], to: negotiating, approvals: [SA_head], guards: [score_75]}
  - {name: 淘汰, origin: [lead, qualified], to: rejected, guards: [reason]}
  - {name: 开户, origin: [signed], to: onboarding, guards: [master_complete]}
  - {name: 启动, origin: [onboarding], to: active, guards: [acceptance_80, no_overlap]}
"""


def version(text: str, number: str = "2024-1", name: str = "lifecycle") -> dict[str, str]:
    return {f"{FOLDER}/{name}/{number}.yaml": HEAD + text}


POLICY = version('effective_from: "2024-01-01"\n' + STEPS)
PEOPLE = staff("""
    id: S-2025-0001, roles: [SA, CO]
    id: S-2025-0002, department: FI, roles: [FI]
    """)


def test_a_right_way_passes() -> None:
    """Documents, approvals by people who may and conditions that hold leave nothing to tell."""
    files = {
        **POLICY,
        **PEOPLE,
        **dealer("""
            transitions:
              - {date: "2025-01-01", to: lead}
              - date: "2025-02-01"
                to: qualified
                documents: [licence_seen, application_form]
                approvals: [{role: SA, staff: S-2025-0001, date: "2025-02-01"}]
              - date: "2025-03-01"
                to: negotiating
                score: "82"
                approvals: [{role: SA_head, staff: S-2025-0001, date: "2025-02-20"}]
            """),
        **dealer(
            'transitions: [{date: "2025-01-01", to: lead}, {date: "2025-01-09", to: rejected, reason: 无仓库}]', 2
        ),
    }
    assert found(transitions.CHECKS, files) == []


def test_a_transition_that_the_policy_does_not_know() -> None:
    """It is told at the state, and the hint lists where the way may lead."""
    files = {
        **POLICY,
        **dealer("""
            transitions:
              - date: "2025-01-01"
                to: lead
              - date: "2025-02-01"
                to: active  # error[LIF101]
              - date: "2025-03-01"
                to: closed  # error[LIF101]
            """),
    }
    assert found(transitions.CHECKS, files) == marked(files)
    hints = [problem.hint.en for problem in problems(transitions.CHECKS, files)]
    assert [("qualified, rejected" in hint, "no other state" in hint) for hint in hints] == [
        (True, False),
        (False, True),
    ]


def test_what_a_step_demands() -> None:
    """Missing documents and approvals are told at their lists or at the transition, failed conditions at the state."""
    files = {
        **POLICY,
        **dealer("""
            uscc: none
            invoice: none
            transitions:
              - date: "2025-02-01"
                to: qualified  # error[LIF121]
                documents:  # error[LIF111]
                  - licence_seen
                approvals: []  # error[LIF112]
              - date: "2025-03-01"  # error[LIF112]
                to: negotiating  # error[LIF121]
                score: "74"
            """),
        **dealer("""
            transitions:
              - date: "2025-02-01"
                to: rejected  # error[LIF121]
            """, 2),
    }  # fmt: skip
    assert found(transitions.CHECKS, files) == marked(files)


def test_a_draft_s_gaps_are_warnings() -> None:
    """An unfinished profile is warned of incomplete master data; other conditions stay errors."""
    way = 'transitions:\n  - {date: "2025-01-01", to: signed, recorded_late: 迁入}  # info[LIF103]\n  - {date: "2025-02-01", to: onboarding}'
    files = {
        **POLICY,
        **dealer(f"invoice: none\n{way}  # error[LIF121]"),
        **dealer(f'invoice: none\ndraft: "true"\n{way}  # warning[LIF121]', 2),
        **dealer(way, 3),
    }
    assert found(transitions.CHECKS, files) == marked(files)


def test_a_dealer_taken_over_as_it_stands() -> None:
    """Only the first entry may say that it was recorded late; the steps after it are held against the policy."""
    files = {
        **POLICY,
        **dealer("""
            transitions:
              - date: "2025-01-01"
                to: active  # info[LIF103]
                recorded_late: 启用本系统前已合作
              - date: "2025-02-01"
                to: pooled  # error[LIF101]
                recorded_late: 补录
            """),
    }
    assert found(transitions.CHECKS, files) == marked(files)


def test_the_policy_of_the_day_is_the_measure() -> None:
    """A step that a later version dropped is right in its time; before the first version nothing is held against it."""
    later = STEPS.replace("[lead, qualified], to: rejected", "[lead], to: rejected")
    files = {
        **version(f'effective_from: "2024-01-01"\neffective_to: "2025-06-30"\n{STEPS}'),
        **version(f'effective_from: "2025-07-01"\n{later}', "2025-1"),
        **dealer(
            'transitions:\n  - {date: "2023-05-01", to: qualified}  # info[LIF102]\n  - {date: "2025-06-30", to: rejected, reason: 无}'
        ),
        **dealer(
            'transitions:\n  - {date: "2023-05-01", to: qualified}  # info[LIF102]\n  - {date: "2025-07-01", to: rejected, reason: 无}  # error[LIF101]',
            2,
        ),
    }
    assert found(transitions.CHECKS, files) == marked(files)


def test_a_transition_to_come_is_not_yet_looked_at() -> None:
    """What lies after the as-of date may still get its papers."""
    files = {**POLICY, **dealer('transitions: [{date: "2026-10-21", to: closed}]')}
    assert found(transitions.CHECKS, files) == []
    assert len(found(transitions.CHECKS, files, date(2026, 10, 21))) == 1


def test_who_may_approve_and_when() -> None:
    """The role must be among the person's roles, and the approval no later than the transition; strangers are told elsewhere."""
    files = {
        **POLICY,
        **PEOPLE,
        **dealer("""
            transitions:
              - date: "2025-02-01"
                to: qualified
                documents: [licence_seen, application_form]
                approvals:
                  - {role: SA, staff: S-2025-0002, date: "2025-01-20"}  # error[LIF113]
                  - {role: SA_head, staff: S-2025-0002, date: "2025-01-20"}  # error[LIF113]
                  - {role: FI, staff: S-2025-0002, date: "2025-02-02"}  # error[LIF114]
                  - {role: CO, staff: S-2025-0001, date: "2025-02-01"}
                  - {role: GM, staff: S-2025-0099, date: "2025-02-01"}
            """),
    }
    assert found(transitions.CHECKS, files) == marked(files)


def test_onboarding_that_drags_on() -> None:
    """Day 120 is still in time, day 121 is told at the transition's date."""
    files = {
        **POLICY,
        **dealer('transitions:\n  - {date: "2026-06-21", to: onboarding}  # warning[LIF131]'),
        **dealer('transitions:\n  - {date: "2026-06-22", to: onboarding}', 2),
        **dealer('transitions:\n  - {date: "2025-01-01", to: onboarding}\n  - {date: "2026-10-01", to: suspended}', 3),
    }
    assert found(standing.CHECKS, files) == marked(files)


@pytest.mark.parametrize("state", list(STATES))
def test_states_and_contracts(state: str) -> None:
    """Supplied dealers have a contract in force; before signature and at rest there is none."""
    unsupplied = "  # error[LIF132]" if state in ("active", "improvement", "renewing") else ""
    early = "lead qualified visited scored negotiating drafted legal_review rejected pooled blacklisted closed".split()
    behind = "  # error[LIF133]" if state in early else ""
    files = {
        **dealer(f'transitions:\n  - {{date: "2025-01-01", to: {state}}}{unsupplied}'),
        **contract("status: draft\nsigned_on: none"),
        **dealer(f'transitions:\n  - {{date: "2025-01-01", to: {state}}}', 2),
        **contract(f"status: signed{behind}", 2, 2),
    }
    assert found(standing.CHECKS, files) == marked(files)


def test_the_last_transition_is_the_one_told() -> None:
    """Where the state came about is where the problem stands, wherever that is in the file."""
    files = {
        **POLICY,
        **dealer("""
            transitions:
              - date: "2025-01-01"
                to: signed
              - date: "2025-02-01"
                to: active  # error[LIF132]
              - date: "2026-12-01"
                to: suspended
            """),
        **dealer("""
            transitions:
              - date: "2025-06-01"
                to: signed
              - date: "2025-07-01"  # warning[LIF131]
                to: onboarding
              - date: "2026-12-01"
                to: active
            """, 2),
    }  # fmt: skip
    assert found(standing.CHECKS, files) == marked(files)


@pytest.mark.parametrize(
    ("terms", "bound"),
    [
        ("", True),
        ('signed_on: "2026-10-21"', False),
        ('term: {start: "2026-10-21", end: "2027-12-31", renewal: none, renewal_notice_days: "60"}', False),
        ('term: {start: "2025-01-01", end: "2026-10-20", renewal: none, renewal_notice_days: "60"}', True),
        ('term: {start: "2025-01-01", end: "2026-10-19", renewal: none, renewal_notice_days: "60"}', False),
        ('status: ended\nended: {date: "2026-06-01", reason: 协商}', False),
    ],
)
def test_a_contract_in_force_is_signed_begun_and_not_ended(terms: str, bound: bool) -> None:
    """First and last day count; a draft, a future start and an early end do not bind."""
    mark = "" if bound else "  # error[LIF132]"
    files = {**dealer(f'transitions:\n  - {{date: "2025-01-01", to: active}}{mark}'), **contract(terms)}
    assert found(standing.CHECKS, files) == marked(files)


def test_a_profile_without_transitions_and_a_contract_in_force() -> None:
    """A dealer of whom nothing is recorded is a lead, so its contract in force is told."""
    files = {**dealer("transitions: []"), **contract("status: signed  # error[LIF133]")}
    assert found(standing.CHECKS, files) == marked(files)


FULL = "steps:\n" + "".join(
    f"  - {{name: 转入{state}, origin: [lead], to: {state}}}\n" for state in STATES if state != "lead"
)


def test_versions_of_the_policy() -> None:
    """Overlap, gap and an end before the start are told at the version's dates."""
    files = {
        **version(f'effective_from: "2024-01-01"\neffective_to: "2024-12-31"\n{FULL}'),
        **version(f'effective_from: "2024-12-31"  # error[POL001]\neffective_to: "2025-12-31"\n{FULL}', "2025-1"),
        **version(f'effective_from: "2026-01-02"  # error[POL002]\n{FULL}', "2026-1"),
    }
    assert found(policy.CHECKS, files) == marked(files)
    backwards = version(f'effective_from: "2026-01-01"\neffective_to: "2025-12-31"  # error[POL003]\n{FULL}')
    assert found(policy.CHECKS, backwards) == marked(backwards)


def test_states_that_no_step_reaches() -> None:
    """They are told at the steps of a version that is or will be in force, and not for one that is over."""
    short = FULL.replace("to: pooled", "to: rejected")
    files = {
        **version(f'effective_from: "2024-01-01"\neffective_to: "2024-12-31"\n{short}'),
        **version('effective_from: "2025-01-01"\n' + short.replace("steps:", "steps:  # warning[LIF141]"), "2025-1"),
    }
    assert found(policy.CHECKS, files) == marked(files)
    assert len(found(policy.CHECKS, files, date(2024, 12, 31))) == 2
    assert [STATES.label("pooled").en in problem.message.en for problem in problems(policy.CHECKS, files)] == [True]


def test_one_policy_rules() -> None:
    """A second policy of another name is told; versions of one name are not."""
    files = {
        **version(f'effective_from: "2024-01-01"\n{FULL}'),
        f"{FOLDER}/other/2024-1.yaml": 'name: 另一份  # error[LIF142]\napplies_by: requested_at\nonboarding_days: "1"\neffective_from: "2024-01-01"\n'
        + FULL,
    }
    assert found(policy.CHECKS, files) == marked(files)


def test_dealers_without_a_policy() -> None:
    """No policy is told once, and only where there are dealers to hold against it."""
    assert found(policy.CHECKS, {**dealer(), **dealer("", 2)}) == [f"{FOLDER}:0 warning[LIF143]"]
    assert found(policy.CHECKS, staff("id: S-2025-0001")) == []


def test_the_whole_topic_on_a_right_workspace() -> None:
    """A dealer taken over, with its contract, under a full policy, has nothing but the note that it was."""
    files = {
        **version(f'effective_from: "2024-01-01"\n{FULL}'),
        **contract(),
        **dealer('transitions:\n  - {date: "2025-01-01", to: active, recorded_late: 迁入}  # info[LIF103]'),
    }
    assert found(CHECKS, files) == marked(files)
