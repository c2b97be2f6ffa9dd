"""Repairs step by step, conferences that ask first, the council that is answered, and changes that are told."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import TODAY, marked
from tests.topics.test_communication_checks import ALL, POLICIES, found, promise, workspace
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.rules.repairs import RepairStanding, repairs
from toolkit.topics.communication.rules.said import SaidDone, said_done, told_state

COUNCIL = "content/councils/2026.yaml"
CONFERENCE = "content/conferences/2026-spring.yaml"


def network_of(files: dict[str, str]) -> Network:
    """The network of a dealer's ledger."""
    return load(MemoryTree(files), ALL, whole=False).network


STEPS = """
repairs:
  - id: late-step
    cause: 拖期
    opened: "2026-09-01"
    owner: S-2025-0001
    admitted_on: "2026-09-02"
    remedy_on: "2026-09-20"  # warning[CMN152]
    checked_on: "2026-10-16"
    passed: true  # error[CMN150]
    steps:
      - {id: a, side: brand, text: 付清, owner: S-2025-0001, due: "2026-10-19"}  # warning[CMN157]
      - {id: b, side: brand, text: 付清, owner: S-2025-0001, due: "2026-10-20"}
      - {id: c, side: brand, text: 付清, owner: S-2025-0001, due: "2026-10-01", done: "2026-10-19"}
  - id: failed
    cause: 拖期
    opened: "2026-08-03"
    owner: S-2025-0001
    admitted_on: "2026-08-12"  # warning[CMN156]
    remedy_on: "2026-08-07"
    exit_test: 问经销商
    checked_on: "2026-09-01"
    passed: false  # warning[CMN158]
  - id: not-admitted
    cause: 拖期
    opened: "2026-10-01"  # warning[CMN156]  # warning[CMN152]
    follows: nobody  # error[CMN149]
    owner: S-2025-0001
"""


def test_faults_of_steps() -> None:
    """A step not done by its day, admitted late or not at all, passed without a test, failed with nothing after it."""
    files = workspace(STEPS)
    assert found(files) == marked(files)


def test_a_failed_repair_that_is_followed_is_fine() -> None:
    """Where another repair follows the failed one nothing is said of the failure."""
    text = STEPS.replace("follows: nobody  # error[CMN149]", "follows: failed").replace("  # warning[CMN158]", "")
    files = workspace(text)
    assert found(files) == marked(files)


def test_many_broken_promises_start_a_repair() -> None:
    """Three broken promises within twelve months ask for a repair; two do not, and an open repair answers them."""
    broken = [promise(n, status="broken", due=f'"2026-0{n}-01"', importance='"1"') for n in (5, 6, 7)]
    marked_last = promise(7, status="broken  # warning[CMN159]", due='"2026-07-01"', importance='"1"')
    files = workspace("commitments:\n" + broken[0] + broken[1] + marked_last)
    assert [row for row in found(files) if "CMN159" in row] == [row for row in marked(files) if "CMN159" in row] != []
    assert not [row for row in found(workspace("commitments:\n" + broken[0] + broken[1])) if "CMN159" in row]
    mended = 'repairs:\n  - {id: r, cause: 拖, opened: "2026-07-02", owner: S-2025-0001, admitted_on: "2026-07-02"}\n'
    assert not [row for row in found(workspace("commitments:\n" + "".join(broken) + mended)) if "CMN159" in row]


def test_the_stages_of_a_repair() -> None:
    """Admitted, remedied, steps done, checked: the first stage that is open is told; a failed check is no success."""
    rows = Results(repairs(network_of(workspace(STEPS)), TODAY))
    stages = {row.repair: row.stage for row in rows.all(RepairStanding)}
    assert stages == {"late-step": "passed", "failed": "failed", "not-admitted": "admit"}
    late = rows.find(RepairStanding, "D-2025-0001/late-step")
    assert late is not None
    assert (late.steps, late.done, late.late) == (3, 1, ("a",))
    assert (late.remedy_due, late.check_due) == (date(2026, 9, 8), date(2026, 10, 20))


def feedback(more: str) -> str:
    """A feedback that led to a change in force from 1 September 2026."""
    return (
        "\nfeedback:\n  - id: FB-2026-0001\n    kind: policy\n    severity: normal\n    text: 太慢\n    cause: policy\n"
        '    received: "2026-07-01"\n    acknowledged: "2026-07-01"\n    answered: "2026-07-02"\n    answer: 改\n'
        f"    result: adopted\n    change: {more}\n"
    )


@pytest.mark.parametrize(
    "more",
    [
        '{ref: 流程, effective: "2026-09-01"}  # warning[CMN126]',
        '{ref: 流程, effective: "2026-09-01", told: "2026-10-02"}  # info[CMN127]',
        '{ref: 流程, effective: "2026-09-01", told: "2026-10-01"}',
        '{ref: 流程, effective: "2026-09-01", told: "2026-06-30"}  # error[CMN128]',
        '{ref: 流程, effective: "2026-09-01"}\n    closed: "2026-09-10"',
        '{ref: 流程, effective: "2026-10-01"}',
    ],
)
def test_changes_are_told(more: str) -> None:
    """Thirty days after the first day whoever asked has heard of the change; closing tells it too, and nothing is told early."""
    files = workspace(feedback(more))
    assert found(files) == marked(files)


def test_what_was_said_and_done() -> None:
    """62 days from the words to the change; to be told by 1 October."""
    row = next(said_done(network_of(workspace(feedback('{ref: 流程, effective: "2026-09-01"}'))), TODAY))
    assert isinstance(row, SaidDone)
    assert (row.days, row.tell_by, row.state, row.ref) == (62, date(2026, 10, 1), "untold", "流程")
    assert told_state(date(2026, 11, 1), None, None, TODAY) == "ahead"
    assert told_state(date(2026, 10, 1), None, None, TODAY) == "to_tell"


def council(text: str, ends: str = '"2027-05-31"') -> dict[str, str]:
    """A council of one member with the lines given."""
    head = f'name: 委员会\nbegins: "2026-06-01"\nends: {ends}\nmeets_every: "6"\nsecretary: S-2025-0001\n'
    return {COUNCIL: head + "members: [{dealer: D-2025-0001, stands_for: 城区}]\n" + text.lstrip("\n")}


MEETINGS = """
meetings:
  - date: "2026-07-01"
    attended:
      - D-2025-0002  # error[CMN172]
    antitrust_notice: "false"  # error[CMN171]
    topics:
      - id: a
        kind: policy
        text: 考核
        opinion: 太严  # warning[CMN173]
      - id: b
        kind: policy
        text: 考核
        opinion: 太严
        answer: 部分改
        answered_on: "2026-07-16"  # warning[CMN173]
        result: partly  # error[CMN174]
  - date: "2026-05-31"  # error[CMN177]
    attended: [D-2025-0001]
    antitrust_notice: "true"
    topics: []
"""


def test_faults_of_a_council() -> None:
    """A stranger at the table, no antitrust notice, no answer or a late one, no reason, a meeting outside the term."""
    files = workspace("", **council(MEETINGS))
    assert found(files) == marked(files)


def test_a_council_that_does_not_meet_or_ends() -> None:
    """Six months without a meeting, and a term that ends with nobody after it."""
    text = 'meetings:  # warning[CMN176]\n  - {date: "2026-06-02", attended: [D-2025-0001], antitrust_notice: "true", topics: []}\n'
    files = workspace("", **council(text))
    assert found(files, date(2026, 12, 3)) == marked(files)
    files = workspace("", **council(text.replace("  # warning[CMN176]", ""), '"2026-10-19"  # warning[CMN175]'))
    assert found(files) == marked(files)


def test_a_conference_asks_the_council() -> None:
    """A consultation without a meeting of the council, an agenda without awards, the antitrust notice not first."""
    agenda = "".join(
        f'  - {{topic: 题{kind}, kind: {kind}, minutes: "5"}}{mark}\n'
        for kind, mark in (
            ("results", ""), ("antitrust", "  # error[CMN168]"), ("policy", ""), ("promises", ""), ("round_table", "")
        )
    )  # fmt: skip
    conference = {
        CONFERENCE: 'name: 大会\ndate: "2026-03-31"\ntheme: 直签\ntheme_set: "2025-12-31"\ncouncil_consulted: "2026-01-15"  # warning[CMN166]\n'
        'invited: "2026-02-14"\nagenda:  # warning[CMN167]\n'
        + agenda
        + 'antitrust_notice: "true"\nphoto_notice: "true"\n'
        'survey_closed: "2026-04-07"\npromises_published: "2026-04-10"\n'
    }
    assert found({**POLICIES, **conference}) == marked(conference)
    met = council('meetings: [{date: "2026-01-15", attended: [], antitrust_notice: "true", topics: []}]')
    rows = found({**POLICIES, **conference, COUNCIL: met[COUNCIL].replace("2026-06-01", "2026-01-01")})
    assert not [row for row in rows if "CMN166" in row]
