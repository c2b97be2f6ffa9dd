"""Every check of communication, each shown to find a planted fault at its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.topics import builders
from tests.topics.builders import TODAY, dealer, marked, staff
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.checks import CHECKS
from toolkit.topics.communication.records import KINDS as COMMUNICATION

HAVE = {kind.name for kind in builders.KINDS.all}
ALL = Kinds((*builders.KINDS.all, *(kind for kind in COMMUNICATION if kind.name not in HAVE)))
ROOT = Path(__file__).resolve().parents[2]
FOLDER = "content/policies/communication"
CADENCE, FEEDBACK, TRUST = (f"{FOLDER}/{name}/2024-1.yaml" for name in ("cadence", "feedback-sla", "trust"))
POLICIES = {path: (ROOT / path).read_text("utf-8") for path in (CADENCE, FEEDBACK, TRUST)}
PATH = "dealers/D-2025-0001/communication/2026.yaml"
PEOPLE = staff("""
    id: S-2025-0001, roles: [SA]
    id: S-2025-0002, roles: [SA], until: "2026-06-30"
    """)
GONE = 'transitions: [{date: "2025-01-01", to: active}, {date: "2025-12-31", to: closed}]'


def found(files: dict[str, str], as_of: date = TODAY) -> list[str]:
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    rows = [p for check in CHECKS for p in check.find(loaded.network, Results(), as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def workspace(text: str, profile: str = GONE, **more: str) -> dict[str, str]:
    """A ledger of a dealer that has left, so that nothing is said of its cadence."""
    return {**POLICIES, **PEOPLE, **dealer(profile), PATH: "year: 2026\n" + text.lstrip("\n"), **more}


def test_the_policies_of_the_product_pass() -> None:
    """The cadence, the feedback times and the trust policy that the product ships have nothing wrong."""
    assert found(dict(POLICIES)) == []


def test_faults_of_the_policies() -> None:
    """Bands that do not descend, factors reversed, a severity without a time, no days, another id, versions that overlap."""
    trust = (
        POLICIES[TRUST]
        .replace("id: trust", "id: trusts  # error[CMN101]")
        .replace('  - {days: 7, factor: "0.7"}', '  - {days: 7, factor: "1"}  # error[CMN102]')
    )
    cadence = (
        POLICIES[CADENCE]
        .replace('long_overdue_factor: "2.5"', 'long_overdue_factor: "1.5"  # error[CMN103]')
        .replace("manager_visit, every_days: 15}", "manager_visit, every_days: 0}  # error[CMN105]", 1)
    )
    feedback = POLICIES[FEEDBACK].replace(
        "answers:\n  - {severity: critical, days: 2}\n", "answers:  # error[CMN104]\n"
    )
    second = POLICIES[CADENCE].replace('"2024-1"', '"2025-1"').replace('"2024-01-01"', '"2025-01-01"  # error[POL001]')
    files = {TRUST: trust, CADENCE: cadence, FEEDBACK: feedback, CADENCE.replace("2024-1", "2025-1"): second}
    assert found(files) == marked(files)


def promise(number: int, **lines: str) -> str:
    """A promise of ours that is right in itself, a field a line, with the lines given instead."""
    rest = {
        "side": "brand",
        "kind": "support",
        "text": "陈列架",
        "importance": '"2"',
        "source": "minutes",
        "promised_on": '"2026-05-06"',
        "recorded_on": '"2026-05-07"',
        "owner": "S-2025-0001",
        "due": '"2026-12-01"',
        "status": "open",
    }
    body = "".join(f"    {key}: {value}\n" for key, value in {**rest, **lines}.items())
    return f"  - id: CM-2026-{number:04d}\n{body}"


def test_right_promises_pass() -> None:
    """Kept in time, kept late, withdrawn, and open before its day: nothing to tell."""
    files = workspace(
        "commitments:\n"
        + promise(1, status="kept", fulfilled='"2026-12-01"', importance='"3"', evidence="[{name: 签收单}]")
        + promise(2, status="late", fulfilled='"2026-12-02"')
        + promise(3, status="withdrawn_by_agreement")
        + promise(4, source="oral", recorded_on='"2026-05-08"')
        + promise(5, owner="C-2025-0001", side="dealer")
    )
    assert found(files) == []


def test_faults_of_entering_a_promise() -> None:
    """An unknown owner, one who left, importance out of range, an oral promise entered late, days reversed."""
    files = workspace(
        "commitments:\n"
        + promise(1, owner="物流部  # error[CMN111]")
        + promise(2, owner="S-2025-0002  # warning[CMN112]")
        + promise(3, importance='"4"  # error[CMN114]')
        + promise(4, source="oral", recorded_on='"2026-05-09"  # warning[CMN113]')
        + promise(5, due='"2026-05-05"  # error[CMN119]  # info[CMN117]')
    )
    assert found(files) == marked(files)


def test_a_status_that_the_days_contradict() -> None:
    """Kept without a day or after its day, late but in time, open though fulfilled, and no evidence for what matters most."""
    files = workspace(
        "commitments:\n"
        + promise(1, status="kept  # error[CMN115]")
        + promise(2, status="kept  # error[CMN115]", fulfilled='"2026-12-02"')
        + promise(3, status="late  # error[CMN115]", fulfilled='"2026-12-01"')
        + promise(4, status="open  # error[CMN115]", fulfilled='"2026-12-01"')
        + promise(5, status="kept  # warning[CMN116]", fulfilled='"2026-10-01"', importance='"3"')
        + promise(6, due='"2026-10-19"  # info[CMN117]')
        + promise(7, due='"2026-10-20"')
    )
    assert found(files) == marked(files)


def test_ids_are_used_once_in_the_network() -> None:
    """The same promise id at two dealers is told at the second."""
    other = "dealers/D-2025-0002/communication/2026.yaml"
    second = "year: 2026\ncommitments:\n" + promise(1).replace("CM-2026-0001", "CM-2026-0001  # error[CMN118]")
    files = workspace("commitments:\n" + promise(1), **dealer(GONE, 2), **{other: second})
    assert found(files) == marked(files)


def test_faults_of_feedback() -> None:
    """Answered before it came, closed without a word, not answered in time, satisfaction out of range, no change named."""
    files = workspace("""
feedback:
  - id: FB-2026-0001
    kind: policy
    severity: normal
    text: 核销慢
    received: "2026-05-08"
    answered: "2026-05-07"  # error[CMN121]
  - id: FB-2026-0002
    kind: policy
    severity: normal
    text: 核销慢
    received: "2026-05-08"
    answered: "2026-05-11"
    answer: 不做
    result: declined
    closed: "2026-05-12"  # error[CMN122]
    satisfaction: "6"  # error[CMN124]
  - id: FB-2026-0003
    kind: policy
    severity: critical
    text: 断货
    received: "2026-10-15"  # warning[CMN123]
    acknowledged: "2026-10-15"
  - {id: FB-2026-0004, kind: policy, severity: normal, text: 慢, received: "2026-10-15"}  # warning[CMN129]
  - {id: FB-2026-0006, kind: policy, severity: normal, text: 慢, received: "2026-10-19"}
  - id: FB-2026-0005
    kind: policy
    severity: normal
    text: 慢
    received: "2026-05-08"
    answered: "2026-05-11"
    answer: 已改
    result: adopted  # info[CMN125]
    closed: "2026-05-12"
""")
    assert found(files) == marked(files)


def test_faults_of_notices() -> None:
    """Not acknowledged by its day, correcting what is not there, acknowledged before it was issued."""
    files = workspace("""
notices:
  - {id: a, kind: price, subject: 价格, document_version: "1", issued: "2026-05-11", due: "2026-10-19"}  # warning[CMN131]
  - id: b
    kind: price
    subject: 更正
    document_version: "2"
    issued: "2026-05-12"
    due: "2026-05-20"
    acknowledged: "2026-05-11"  # error[CMN133]
    corrects: c  # error[CMN132]
  - {id: d, kind: price, subject: 价格, document_version: "1", issued: "2026-05-11", due: "2026-10-20", corrects: a}
""")
    assert found(files) == marked(files)


def test_faults_of_contacts() -> None:
    """Sentiment out of range, filed late, in another year, noted before it happened."""
    row = "staff: [S-2025-0001], topics: [订单], summary: 到货"
    files = workspace(f"""
touchpoints:
  - {{type: call, date: "2026-05-06", recorded_on: "2026-05-08", sentiment: "3", {row}}}  # error[CMN141]
  - {{type: call, date: "2026-05-07", recorded_on: "2026-05-12", sentiment: "-2", {row}}}  # info[CMN142]
  - {{type: call, date: "2025-12-30", recorded_on: "2025-12-31", {row}}}  # error[CMN143]
  - {{type: call, date: "2026-05-08", recorded_on: "2026-05-07", {row}}}  # error[CMN145]
""")
    assert found(files) == marked(files)


def test_overdue_contacts_are_told_once_a_ledger_is_kept() -> None:
    """A growing dealer not called for 22 days is overdue, on the 21st it is not; without a ledger nothing is said."""
    text = """
touchpoints:
  - {type: call, date: "2026-01-10", recorded_on: "2026-01-12", staff: [S-2025-0001], topics: [订单], summary: 到货}
"""
    files = workspace(text, 'transitions: [{date: "2025-01-01", to: active}]')
    without = {path: body for path, body in files.items() if path != PATH}
    assert found(files, date(2026, 1, 31)) == []
    assert found(files, date(2026, 2, 1)) == [f"{PATH}:1 info[CMN144]"]
    assert found(without, date(2026, 2, 1)) == []


REPAIRS = """
repairs:
  - id: late-claims
    cause: 核销拖期
    commitment: CM-2026-0001
    opened: "2026-06-01"  # warning[CMN153]
    owner: S-2025-0001
    admitted_on: "2026-06-02"
    remedy_on: "2026-06-09"  # warning[CMN152]  # warning[CMN154]
  - id: unknown
    cause: 不明
    commitment: CM-2026-0009  # error[CMN155]
    opened: "2026-10-19"
    owner: S-2025-0001
"""


def test_faults_of_repairs() -> None:
    """A grave promise broken without a repair; a remedy too late, no call, no exit check, an unknown promise."""
    files = workspace(
        "commitments:\n"
        + promise(1, status="broken", importance='"3"')
        + promise(2, status="broken  # warning[CMN151]", importance='"3"')
        + promise(3, status="broken")
        + REPAIRS.lstrip("\n")
    )
    assert found(files) == marked(files)


def test_faults_of_a_conference() -> None:
    """No antitrust notice, no notice on photographs, a minimum order, and every step a day late."""
    path = "content/conferences/2026-spring.yaml"
    files = {
        path: """\
name: 大会
date: "2026-03-31"
theme: 直签
theme_set: "2026-01-01"  # warning[CMN163]
invited: "2026-02-15"  # warning[CMN163]
agenda: [{topic: 提示, kind: antitrust, minutes: "5"}, {topic: 业绩, kind: results, minutes: "5"}, {topic: 承诺, kind: promises, minutes: "5"}, {topic: 表彰, kind: awards, minutes: "5"}, {topic: 圆桌, kind: round_table, minutes: "5"}, {topic: 政策, kind: policy, minutes: "5"}]  # warning[CMN165]
antitrust_notice: "false"  # error[CMN161]
photo_notice: "false"  # warning[CMN164]
order_fair:
  note: 订货
  minimum_order: "1000"  # error[CMN162]
survey_closed: "2026-04-08"  # warning[CMN163]
promises_published: "2026-04-11"  # warning[CMN163]
"""
    }
    right = (
        files[path]
        .replace("2026-01-01", "2025-12-31")
        .replace("2026-02-15", "2026-02-14")
        .replace('"false"', '"true"')
        .replace('  minimum_order: "1000"', "")
        .replace("2026-04-08", "2026-04-07")
        .replace("2026-04-11", "2026-04-10")
        .replace(', {topic: 政策, kind: policy, minutes: "5"}]', ', {topic: 政策, minutes: "5"}]')
    )
    assert found(files) == marked(files)
    assert [row for row in found({path: right}) if "CMN167" not in row] == []


def test_every_kind_of_problem_is_planted_somewhere() -> None:
    """No check of the chapter is without a test that makes it speak."""
    source = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_communication_*.py"))
    codes = {kind.code for check in CHECKS for kind in check.kinds if kind.code.startswith("CMN")}
    assert {code for code in codes - PLANTED_IN_SAMPLE if f"[{code}]" not in source} == set()
