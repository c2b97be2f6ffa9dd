"""What must hold in improvement: each fault is planted and found at its line; a right workspace has nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

import pytest

from tests.topics.builders import TODAY, dealer, filled, marked, staff
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.records import KINDS as COMMUNICATION
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.improvement.checks import CHECKS
from toolkit.topics.improvement.records import KINDS as IMPROVEMENT
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.segment.records import KINDS as SEGMENT
from toolkit.topics.segment.rules.results import EarlyWarning, WarningLine
from toolkit.topics.support.records import KINDS as SUPPORT

KINDS = Kinds(
    (*COMPANY, *MARKET, *DEALER, *CONTRACT, *EVALUATION, *COMMUNICATION, *SUPPORT, *CONFLICT, *SEGMENT, *IMPROVEMENT)
)
PLAN = "dealers/D-2025-0001/improvement/IM-2026-0001.yaml"
LEAVE = "dealers/D-2025-0001/improvement/exits/EX-2026-0001.yaml"
CHANGE = "content/improvements/one.yaml"
PLAN_POLICY = "content/policies/improvement/plan/2024-1.yaml"
EXIT_POLICY = "content/policies/improvement/exit/2024-1.yaml"
RULES = {"id": "improvement-plan", "version": '"2024-1"', "name": "计划", "effective_from": '"2024-01-01"', "applies_by": "opened_at",
         "grades": "[C, D]", "red_alerts": "2", "plan_days": "15", "review_days": "14", "least_quarters": "1", "most_quarters": "2",
         "settle_days": "10", "same_cause": "3"}  # fmt: skip
STEPS = "[{id: list, name: 清单, side: dealer, after: end, days: 10}, {id: bond, name: 退款, side: brand, after: list, days: 30}]"
LEAVING = {"id": "exit", "version": '"2024-1"', "name": "退出", "effective_from": '"2024-01-01"', "applies_by": "opened_at",
           "grades": "2", "review_days": "15", "steps": STEPS, "call_days": "30"}  # fmt: skip
OURS = '{id: a, side: brand, text: 教, owner: S-2025-0001, due: "2026-12-01"}'
THEIRS = '{id: b, side: dealer, text: 跑, owner: C-2025-0001, due: "2026-12-01"}'
OUTCOME = "cause_side: dealer, consequence: none, text: 完"


def base(plan: str = "", leave: str = "") -> dict[str, str]:
    people = staff("id: S-2025-0001, roles: [SA]")
    return {**people, PLAN_POLICY: filled(plan, RULES), EXIT_POLICY: filled(leave, LEAVING)}


def planned(text: str = "", path: str = PLAN) -> dict[str, str]:
    """A running plan that is right on the as-of date."""
    rest = {
        "origin": '{kind: grade, day: "2026-07-24", quarter: 2026Q2}',
        "opened_on": '"2026-08-03"',
        "finding": "少",
        "cause": "training",
        "cause_side": "both",
        "root_cause": "没人教",
        "metric": '{name: 网点, unit: 家, from: "10", to: "20", by: "2026-12-31"}',
        "actions": f"[{OURS}, {THEIRS}]",
        "reviews": '[{date: "2026-10-12", value: "15", text: 好}]',
        "signature": '{brand: S-2025-0001, brand_on: "2026-08-03", dealer: C-2025-0001, dealer_on: "2026-08-03"}',
    }
    return {path: filled(text, rest)}


def leaving(text: str = "") -> dict[str, str]:
    rest = {
        "opened_on": '"2026-08-01"',
        "reason": "mutual",
        "cause": "market",
        "cause_side": "outside",
        "notice_on": '"2026-08-05"',
        "end_on": '"2026-10-30"',
    }
    return {LEAVE: filled(text, rest)}


def changed(text: str = "") -> dict[str, str]:
    rest = {
        "name": "改",
        "quarter": "2026Q1",
        "cause": "training",
        "evidence": "[]",
        "finding": "多",
        "conclusion": "change",
        "reason": "因",
        "owner": "S-2025-0001",
        "decided_on": '"2026-05-01"',
        "effective_on": '"2026-07-01"',
        "policies": "[exit@2024-1]",
        "effect": '{name: 数, unit: 起, before: "5", target: "1", after: "2", quarter: 2026Q3, measured_on: "2026-10-10"}',
    }
    return {CHANGE: filled(text, rest)}


def graded(
    grade: str, quarter: str = "2026Q2", served: str = "2026-07-24", number: int = 1, rest: str = ""
) -> dict[str, str]:
    text = f"""\
id: EV-2026-{number:04d}
{rest}
issues:
  - version: 1
    issued_on: "{served}"
    served_on: "{served}"
    approved_by: S-2025-0001
    policy: dealer-evaluation@2026-1
    total: "50"
    grade: {grade}
"""
    return {f"dealers/D-2025-0001/evaluations/{quarter}.yaml": text}


def found(files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    loaded = load(MemoryTree({path: dedent(text).lstrip("\n") for path, text in files.items()}), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    rows = [row for check in CHECKS for row in check.find(loaded.network, Results(), as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def planted(files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Holds when the problems are exactly those that the comments in the files announce, and there is one."""
    expected = marked(files)
    assert expected
    assert expected == found(files, as_of)


def test_a_right_workspace_has_nothing() -> None:
    """A plan in time, an exit in its notice, a measured change: no problem."""
    assert found({**base(), **dealer(), **planned(), **leaving(), **changed(), **graded("C")}) == []


def test_a_grade_asks_for_a_plan_within_fifteen_working_days() -> None:
    """IMP101 from the 16th working day on; not for B, not while an appeal is open, not for a dealer that has left."""
    files = {**base(), **dealer(), **graded("C  # error[IMP101]")}
    assert found(files, date(2026, 8, 14)) == []
    planted(files, date(2026, 8, 17))
    assert found({**base(), **dealer(), **graded("B")}) == []
    appeal = 'appeals: [{received_on: "2026-07-28", indicator: S1, claimed_value: "1", text: 错}]'
    assert found({**base(), **dealer(), **graded("C", rest=appeal)}) == []
    gone = dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-08-01", to: closed}]')
    assert found({**base(), **gone, **graded("C")}) == []


def test_two_grades_d_running_ask_for_an_exit_review() -> None:
    """IMP121: the second D asks for the review, not for another plan."""
    first = graded("D", "2026Q1", "2026-04-24", 1)
    plan = planned('origin: {kind: grade, day: "2026-04-24", quarter: 2026Q1}\nopened_on: "2026-04-30"\n'
                   'metric: {name: 网点, unit: 家, from: "10", to: "20", by: "2026-10-30"}')  # fmt: skip
    planted({**base(), **dealer(), **plan, **first, **graded("D  # error[IMP121]", number=2)})


def test_the_state_of_improvement_has_a_plan() -> None:
    """IMP114, at the transition."""
    text = """
        transitions:
          - {date: "2025-01-01", to: active}
          - date: "2026-08-03"
            to: improvement  # error[IMP114]
    """
    planted({**base(), **dealer(text)})
    assert found({**base(), **dealer(text.replace("# error[IMP114]", "")), **planned()}) == []


@pytest.mark.parametrize(
    "text",
    [
        'opened_on: "2026-08-17"  # warning[IMP102]\nmetric: {name: 网点, unit: 家, from: "10", to: "20", by: "2026-12-31"}',
        'opened_on: "2026-07-23"  # error[IMP116]',
        'signature: none\nopened_on: "2026-08-03"  # error[IMP109]',
        'reviews:\n  - {date: "2026-10-05", value: "1", text: 好}  # warning[IMP105]',
        'metric:  {name: 网点, unit: 家, from: "10", to: "20", by: "2027-02-28"}  # warning[IMP110]',
        'metric:  {name: 网点, unit: 家, from: "10", to: "10", by: "2026-12-31"}  # error[IMP111]',
        'metric:  {name: 网点, unit: 家, from: "10", to: "20", by: "2026-10-25"}  # warning[IMP110]',
        f"actions: [{THEIRS}]  # error[IMP104]",
        f"actions: [{OURS}]  # error[IMP104]",
        f"actions:\n  - {THEIRS}\n  - {OURS.replace('S-2025-0001', 'C-2025-0001')}  # error[IMP103]",
        f"actions:\n  - {OURS}\n  - {THEIRS.replace('C-2025-0001', 'S-2025-0001')}  # error[IMP103]",
        f"actions:\n  - {THEIRS}\n  - {OURS.replace('2026-12-01', '2026-10-19')}  # warning[IMP108]",
        f'actions:\n  - {THEIRS}\n  - {OURS[:-1]}, done: "2026-09-01"}}  # error[IMP106]',
        f'outcome: {{date: "2026-10-10", value: {{missing: pending}}, result: not_met, {OUTCOME}}}  # error[IMP107]',
        f'outcome: {{date: "2026-10-10", value: "19", result: met, {OUTCOME}}}  # error[IMP113]',
        f'outcome: {{date: "2026-10-10", value: "20", result: partly, {OUTCOME}}}  # error[IMP113]',
        'outcome: {date: "2026-10-10", value: "12", result: not_met, cause_side: both, consequence: exit_review, text: 完}  # error[IMP115]',
        'origin: {kind: grade, day: "2023-12-20"}  # error[IMP117]',
    ],
)  # fmt: skip
def test_a_plan_is_made_in_time_by_both_and_measured(text: str) -> None:
    """Each fault of a plan is found at its own line, and nothing else."""
    planted({**base(), **dealer(), **planned(text)})


def test_a_plan_that_is_over_is_settled() -> None:
    """IMP112 ten working days after its last day."""
    metric = 'metric: {name: 网点, unit: 家, from: "10", to: "20", by: "2026-12-31"}  # warning[IMP112]\n'
    files = {**base(), **planned(f'{metric}actions: [{OURS[:-1]}, done: "2026-09-01", evidence: [{{name: 表}}]}}, {THEIRS[:-1]}, done: "2026-09-01", evidence: [{{name: 表}}]}}]')}  # fmt: skip
    planted(files, date(2027, 1, 15))
    assert found(files, date(2027, 1, 14)) == []


@pytest.mark.parametrize(
    "text",
    [
        'end_on: "2026-10-09"  # warning[IMP122]',
        'done:\n  - {step: list, date: "2026-10-10"}  # error[IMP123]',
        'done:\n  - {step: lists, date: "2026-10-10"}  # error[IMP124]',
        'notice_on: none\nend_on: "2026-10-30"  # error[IMP127]',
        "reason: grades  # error[IMP128]",
        'opened_on: "2023-12-31"  # error[IMP129]',
    ],
)
def test_an_exit_is_noticed_reviewed_and_done_step_by_step(text: str) -> None:
    """Each fault of an exit is found at its own line, and nothing else."""
    planted({**base(), **dealer(), **leaving(text)})


def test_a_closed_dealer_has_no_open_step_and_is_called() -> None:
    """IMP125 and IMP126."""
    gone = dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-09-10", to: closed}]')
    text = """
        end_on: "2026-09-01"  # warning[IMP126]
        done: [{step: list, date: "2026-09-20", evidence: [{name: 表}]}]  # error[IMP125]
    """
    planted({**base(), **gone, **leaving(text)}, date(2026, 10, 5))


@pytest.mark.parametrize(
    "text",
    [
        "policies: [exit@2025-1]  # error[IMP131]",
        'effect: {name: 数, unit: 起, before: "5", target: "1", quarter: 2026Q3}  # warning[IMP132]',
        "policies: []\nconclusion: change  # error[IMP133]",
        "effect: none\nconclusion: trial  # error[IMP135]",
    ],
)
def test_a_change_names_its_version_and_is_measured(text: str) -> None:
    """Each fault of a change is found at its own line, and nothing else."""
    planted({**base(), **changed(text)})


def test_a_cause_that_comes_back_is_concluded_upon() -> None:
    """IMP134 at the third plan of one cause in a quarter; not with two, not once something was concluded."""
    rows = [planned(path=PLAN.replace("0001.yaml", f"000{n}.yaml")) for n in (1, 2)]
    third = planned("cause: training  # warning[IMP134]", PLAN.replace("0001.yaml", "0003.yaml"))
    assert found({**base(), **rows[0], **rows[1]}) == []
    planted({**base(), **rows[0], **rows[1], **third})
    concluded = changed("quarter: 2026Q3\nconclusion: no_change\neffect: none\npolicies: []")
    assert found({**base(), **rows[0], **rows[1], **third, **concluded}) == []


FEEDBACK = "content/policies/communication/feedback-sla/2024-1.yaml"
ANSWERS = (
    'id: feedback-sla\nversion: "2024-1"\nname: 反馈\neffective_from: "2024-01-01"\napplies_by: opened_at\nacknowledge_days: 1\n'
    'answers: []\ntarget: "0.95"\ntold_days: 30\n'
)
LEDGER = "dealers/D-2025-0001/communication/2026.yaml"


def said(result: str = "adopted", cause: str = "supply", count: int = 1) -> dict[str, str]:
    """A year in which a dealer said something, `count` times."""
    rows = "".join(
        f"  - {{id: FB-2026-{n:04d}, kind: policy, severity: normal, text: 慢, cause: {cause}{{mark}}, "
        f'received: "2026-08-{n:02d}", answered: "2026-08-{n:02d}", answer: 改, result: {result}}}\n'
        for n in range(1, count + 1)
    )
    return {LEDGER: "year: 2026\nfeedback:\n" + rows.replace("{mark}", ""), FEEDBACK: ANSWERS}


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("decided_on: 2026-09-19  # warning[IMP136]\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0001}]", "adopted"),
        ("decided_on: 2026-09-20\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0001}]", "adopted"),
        ("told_dealers_on: 2026-09-20  # info[IMP136]\ndecided_on: 2026-08-20\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0001}]", "adopted"),
        ("told_dealers_on: 2026-09-19\ndecided_on: 2026-08-20\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0001}]", "adopted"),
        ("told_dealers_on: 2026-05-10\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0009}]  # error[IMP137]", "adopted"),
        ("told_dealers_on: 2026-05-10\nfeedback: [{dealer: D-2025-0001, id: FB-2026-0001}]  # error[IMP138]", "declined"),
    ],
)  # fmt: skip
def test_a_change_that_dealers_asked_for_is_told_to_them(text: str, result: str) -> None:
    """Told within thirty days of its first day; it names feedback that is there and was not declined."""
    rest = "effective_on: none\npolicies: []\nconclusion: trial\n"
    files = {**base(), **dealer(), **said(result), **changed(rest + text)}
    assert found(files) == marked(files)


def test_many_voices_of_one_cause_are_concluded_upon() -> None:
    """Four remarks of one cause with a number of four are on the agenda, told at the last; three are not; without a number none."""
    four = said(count=4)
    four[LEDGER] = four[LEDGER].rstrip("\n") + "  # warning[IMP134]\n"
    planted({**base("same_voices: 4"), **dealer(), **four})
    assert found({**base("same_voices: 4"), **dealer(), **said(count=3)}) == []
    assert found({**base(), **dealer(), **said(count=4)}) == []


@pytest.mark.parametrize(
    ("levels", "files", "count"), [("RR", {}, 1), ("RY", {}, 0), ("RR", planned(), 0), ("RR", leaving(), 0)]
)
def test_red_warnings_ask_for_a_plan(levels: str, files: dict[str, str], count: int) -> None:
    """IMP118 at two red warnings of a running dealer; not at one, nor where a plan runs or the dealer leaves."""
    texts = {**base(), **dealer(), **files}
    loaded = load(MemoryTree({path: dedent(text).lstrip("\n") for path, text in texts.items()}), KINDS, whole=False)
    lines = tuple(
        WarningLine(code=f"W{n}", level="red" if one == "R" else "yellow", points=1) for n, one in enumerate(levels, 1)
    )
    warning = EarlyWarning(
        subject="D-2025-0001", dealer="D-2025-0001", policy="warning@2024-1", lines=lines, points=2, risk="low"
    )
    rows = [row for check in CHECKS for row in check.find(loaded.network, Results([warning]), TODAY)]
    assert [row.code for row in rows].count("IMP118") == count


def test_the_policies_have_their_ids_and_steps_in_order() -> None:
    """IMP141, IMP142, IMP143."""
    plan = "id: plans  # error[IMP141]\nleast_quarters: 3  # error[IMP142]"
    leave = "id: exits  # error[IMP141]\nsteps:\n  - {id: a, name: 甲, side: brand, after: b, days: 1}  # error[IMP143]"
    planted(base(plan, leave))
