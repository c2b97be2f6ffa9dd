"""Every check of onboarding, each shown to find a planted fault at its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.topics import builders
from tests.topics.builders import TODAY, dealer, marked, product_line, staff
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.onboarding.checks import CHECKS
from toolkit.topics.onboarding.records import KINDS as ONBOARDING

ALL = Kinds((*builders.KINDS.all, *(k for k in ONBOARDING if k.name not in {b.name for b in builders.KINDS.all})))
ROOT = Path(__file__).resolve().parents[2]
CURRICULUM = "content/policies/onboarding/curriculum/2024-1.yaml"
RAMP_UP = "content/policies/onboarding/ramp-up/2024-1.yaml"
POLICIES = {path: (ROOT / path).read_text("utf-8") for path in (CURRICULUM, RAMP_UP)}
PATH = "dealers/D-2025-0001/onboarding.yaml"
WAY = 'transitions: [{date: "2026-01-01", to: signed}, {date: "2026-01-05", to: onboarding}]'
ACTIVE = WAY[:-1] + ', {date: "2026-04-01", to: active, score: "90"}]'
CLEAN_LAUNCH = 'go_live: "2026-01-06"\n'


def found(files: dict[str, str], as_of: date = TODAY) -> list[str]:
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    rows = [p for check in CHECKS for p in check.find(loaded.network, Results(), as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def workspace(text: str, profile: str = WAY, **more: str) -> dict[str, str]:
    return {**POLICIES, **product_line(), **dealer(profile), PATH: text.lstrip("\n"), **more}


def test_the_policies_of_the_product_pass() -> None:
    """The curriculum and the ramp-up that the product ships have nothing wrong."""
    assert found(dict(POLICIES)) == []


def test_faults_of_the_policies() -> None:
    """Points that do not make 100, gates out of order, thresholds out of reach, another id, versions that overlap."""
    ramp_up = (
        POLICIES[RAMP_UP]
        .replace(
            "weights:\n  - {item: training, points: 20}", "weights:  # error[OBD102]\n  - {item: training, points: 21}"
        )
        .replace("day: 30\n", "day: 60  \n", 1)
        .replace("day: 60\n", "day: 30  # error[OBD103]\n", 1)
        .replace(
            '{measure: distribution, at_least: "0.60"}', '{measure: distribution, at_least: "60"}  # error[OBD104]'
        )
        .replace("id: ramp-up", "id: rampup  # error[OBD101]")
    )
    curriculum = POLICIES[CURRICULUM].replace("pass_mark: 85", "pass_mark: 185  # error[OBD104]")
    second = curriculum.replace('"2024-1"', '"2025-1"').replace('"2024-01-01"', '"2025-01-01"  # error[POL001]')
    files = {RAMP_UP: ramp_up, CURRICULUM: curriculum, CURRICULUM.replace("2024-1", "2025-1"): second}
    assert found(files) == marked(files)


def test_faults_of_training() -> None:
    """Unknown courses, other people's courses, scores that contradict, too many passed, too many tests."""
    files = workspace("""
go_live: "2026-01-06"
courses:
  - course: C9  # error[OBD111]
    role: owner
  - course: C2
    role: finance  # warning[OBD112]
  - course: C7
    role: owner
    attempts:
      - {date: "2026-01-10", passed: "0", score: "89"}
      - date: "2026-01-11"
        passed: "1"
        score: "89"  # error[OBD114]
      - date: "2026-01-12"
        passed: "1"
        score: "101"  # error[OBD113]
  - course: C4
    role: sales
    heads: "3"
    attempts:
      - {date: "2026-01-10", passed: "2"}
      - date: "2026-01-11"
        passed: "1"  # error[OBD115]
      - {date: "2026-01-12", passed: "2"}
      - date: "2026-01-13"  # error[OBD116]
        passed: "4"  # error[OBD115]
""")
    assert found(files, date(2026, 1, 14)) == marked(files)


def test_expired_certificates_are_told_while_the_cooperation_runs() -> None:
    """On the last day a certificate is good, on the next it is told; of a dealer that left it is not."""
    text = """
courses:
  - course: C1  # warning[OBD117]
    role: sales
    attempts: [{date: "2026-01-10", passed: "1"}]
"""
    profile = WAY[:-1] + ', {date: "2026-04-01", to: improvement}]'
    files = workspace(text, profile)
    gone = workspace(text, profile[:-1] + ', {date: "2026-06-01", to: closed}]')
    assert found(files, date(2027, 1, 9)) == []
    assert found(files, date(2027, 1, 10)) == marked(files)
    assert found(gone, date(2027, 1, 10)) == []


GOOD = """
courses: [{course: C7, role: owner, attempts: [{date: "2026-01-10", passed: "1"}]}]
first_order: {ordered: "2026-01-10", cases: "200", amount: "8000", delivered: "2026-01-15"}
acceptance:
  date: "2026-03-30"
  items:
    - {item: training, score: "20"}
    - {item: team, score: "10"}
    - {item: distribution, score: "20"}
    - {item: sell_through, score: "15"}
    - {item: payment, score: "10"}
    - {item: reporting, score: "10"}
    - {item: service_drill, score: "5"}
  signed_by: S-2025-0002
  dealer_signed_by: C-2025-0001
"""


def test_an_accepted_dealer_passes() -> None:
    """90 points, signed by both, C7 passed, first order delivered: nothing to tell."""
    assert found(workspace(GOOD, ACTIVE), date(2026, 5, 1)) == []


def test_faults_of_the_acceptance() -> None:
    """Points above an item's, a missing item, too few points, no signature, another score in the lifecycle."""
    text = (
        GOOD.replace('{item: training, score: "20"}', '{item: training, score: "21"}  # error[OBD121]')
        .replace('    - {item: distribution, score: "20"}\n', "")
        .replace("  items:\n", "  items:\n", 1)
        .replace("  dealer_signed_by: C-2025-0001\n", "")
        .replace('date: "2026-03-30"', 'date: "2026-03-30"  # error[OBD124]')
    )
    files = workspace(text, ACTIVE)
    line = files[PATH].splitlines().index("  items:") + 1
    here = [f"{PATH}:{line} error[OBD122]", f"{PATH}:{line} error[OBD123]", f"{PATH}:{line} warning[OBD125]"]
    assert found(files, date(2026, 5, 1)) == sorted((*marked(files), *here))


def test_active_without_what_acceptance_asks_for() -> None:
    """No sheet; no mandatory course; no delivery: each is told of a dealer that is active."""
    bare = workspace(CLEAN_LAUNCH, ACTIVE)
    untrained = workspace(GOOD.replace("C7, role: owner", "C8, role: owner"), ACTIVE)
    undelivered = workspace(GOOD.replace(', delivered: "2026-01-15"', ""), ACTIVE)
    assert found(bare, date(2026, 5, 1)) == [f"{PATH}:1 error[OBD128]"]
    assert found(untrained, date(2026, 5, 1)) == [f"{PATH}:1 error[OBD126]"]
    assert found(undelivered, date(2026, 5, 1)) == [f"{PATH}:2 error[OBD127]"]


PLAN = """
launch_plan:
  promotions:
    - id: tasting
      name: 试饮
      outlet_classes: [ka]
      first: "2026-02-01"  # warning[OBD137]
      last: "2026-01-31"  # error[OBD132]
      mechanic: 试饮
      expected_cases: "200"
      budget: "2000"
      brand_share: "0.5"
      dealer_share: "0.4"  # error[OBD133]
  advertising:
    - id: bus
      media: 灯箱
      regions: []
      first: "2026-02-01"
      last: "2026-02-28"
      material: MK-2026-001  # error[OBD134]
      approvals:
        - department: MK
          staff: S-2025-0002  # error[OBD135]
          date: "2026-01-20"
        - department: LG
          staff: S-2025-0001
          date: "2026-02-02"
      cost: "100"
      brand_share: "1"
      dealer_share: "0"
      measurement: 扫码
"""


def test_faults_of_the_launch_plan() -> None:
    """Dates reversed, shares that leave a rest, an unsigned plan that began, material approved late or by others."""
    people = staff("""
        id: S-2025-0001, department: LG, roles: [LG]
        id: S-2025-0002, department: SA, roles: [SA]
        """)
    files = workspace(PLAN, **people)
    assert found(files, date(2026, 2, 3)) == sorted(
        (*marked(files), f"{PATH}:1 info[OBD142]", f"{PATH}:1 info[OBD142]")
    )


def test_faults_of_the_stocking() -> None:
    """An unknown SKU is told with the nearest one; a first order over the cap looks like stuffing."""
    limits = (ROOT / "content/policies/contract/contract-limits/2024-1.yaml").read_text("utf-8")
    line = product_line("""
        skus:
          - {code: QY-A101, barcode: "6970000011013", name: 茶, unit: 瓶, case_pack: "15", specification: 500 ml}
        """)
    prices = 'id: ambient\nversion: "2026-1"\nline: ambient\neffective_from: "2026-01-01"\ntax: excl\nprices: [{sku: QY-A101, dealer_price: "43.50"}]\n'
    bound = builders.contract("""
targets:
  nature: guideline
  basis: sell_in_net
  tax: excl
  years: [{year: "2026", line: ambient, amount: "3000"}]
  quarters: [{quarter: 2026Q1, line: ambient, amount: "3000"}]
prices: [{list: ambient@2026-1, discount: "0"}]
signed_on: "2026-01-01"
""")
    text = """
go_live: "2026-01-06"
launch_plan:
  stocking:  # warning[OBD136]
    - {outlet_class: ka, line: ambient, outlets: "10", skus: [QY-A101], opening_cases: "4", week: "1", side: dealer}
    - {outlet_class: cvs, line: ambient, outlets: "10", skus: [QY-A110], opening_cases: "0", week: "1", side: dealer}  # error[OBD131]
"""
    more = {
        "content/policies/contract/contract-limits/2024-1.yaml": limits,
        "content/price-lists/ambient/2026-1.yaml": prices,
    }
    wrong = workspace(text.replace("  # warning[OBD136]", ""), **line, **more, **bound)
    assert found(wrong, date(2026, 1, 6)) == marked(wrong)
    stuffed = workspace("\n".join(text.splitlines()[:-1]) + "\n", **line, **more, **bound)
    assert found(stuffed, date(2026, 1, 6)) == marked(stuffed)


def test_what_is_late_on_the_way() -> None:
    """Overdue items of both sides, unknown gates, a gate missed, while the dealer is in onboarding."""
    files = workspace("""
dealer: D-2025-0001  # info[OBD142]
tasks:
  - id: t1
    gate: "7"
    side: dealer
    text: 建档
    owner: C-2025-0001
    due: "2026-01-08"  # warning[OBD141]
  - {id: t2, gate: "7", side: brand, text: 开户, owner: S-2025-0001, due: "2026-01-08", done: "2026-01-09"}
  - id: t3
    gate: "8"  # error[OBD149]
    side: brand
    text: 培训
    owner: S-2025-0001
    due: "2026-02-08"
checkpoints:
  - day: "31"  # error[OBD149]
    date: "2026-01-09"
support:
  - id: s1
    side: brand
    text: 冷柜
    owner: S-2025-0001
    due: "2026-01-08"  # warning[OBD141]
""")
    assert found(files, date(2026, 1, 9)) == marked(files)


def test_faults_of_the_pulse() -> None:
    """Out of range, answered late, by the account manager, before it was asked, or not at all in time."""
    files = workspace("""
go_live: "2026-01-06"
pulses:
  - day: "30"
    date: "2026-01-12"
    score: "11"  # error[OBD143]
    answered_on: "2026-01-20"  # warning[OBD144]
    answered_by: S-2025-0001  # warning[OBD145]
  - day: "60"
    date: "2026-01-13"
    score: "10"
    answered_on: "2026-01-12"  # error[OBD146]
  - day: "90"
    date: "2026-01-14"  # warning[OBD144]
    score: "0"
""")
    assert found(files, date(2026, 1, 22)) == marked(files)


def test_records_and_states_agree() -> None:
    """A dealer in onboarding has a record; a dealer that never signed has none."""
    missing = {**POLICIES, **dealer('transitions:\n  - {date: "2026-01-05", to: onboarding}\n')}
    early = workspace(CLEAN_LAUNCH, 'transitions: [{date: "2026-01-01", to: lead}]')
    line = missing["dealers/D-2025-0001/profile.yaml"].splitlines().index("transitions:") + 1
    assert found(missing) == [f"dealers/D-2025-0001/profile.yaml:{line} warning[OBD148]"]
    assert found(early) == [f"{PATH}:1 error[OBD147]"]


def test_confidence_is_asked_on_its_days() -> None:
    """While a dealer is in onboarding each pulse of the policy is asked within a week of its day."""
    asked = 'pulses:  # warning[OBD150]\n  - {day: "30", date: "2026-02-01", score: "8", answered_on: "2026-02-03"}\n'
    files = workspace(asked)
    assert [row for row in found(files, date(2026, 3, 10)) if "OBD150" in row] == marked(files)
    assert [row for row in found(files, date(2026, 3, 9)) if "OBD150" in row] == []


def test_training_after_the_opening() -> None:
    """A session that is overdue, one without its result, more passed than came, and a course that there is not."""
    text = """\
sessions:
  - id: late
    reason: technical
    topic: 冷柜
    due: "2026-09-01"  # warning[OBD151]
    owner: S-2025-0001
    groups: [{role: sales, heads: "2"}]
  - id: held
    reason: refresher
    course: C99  # error[OBD154]
    topic: 续证
    due: "2026-09-01"
    held_on: "2026-08-20"
    owner: S-2025-0001
    groups:
      - role: sales  # warning[OBD153]
        heads: "2"
      - role: owner
        heads: "1"
        passed: "2"  # error[OBD152]
"""
    path = "dealers/D-2025-0001/training/2026.yaml"
    files = {**POLICIES, **product_line(), **dealer(ACTIVE), path: text}
    assert [row for row in found(files) if "training" in row] == marked({path: text})


def test_every_kind_of_problem_is_planted_somewhere() -> None:
    """No check of the chapter is without a test that makes it speak."""
    source = Path(__file__).read_text("utf-8")
    codes = {kind.code for check in CHECKS for kind in check.kinds if kind.code.startswith("OBD")}
    assert {code for code in codes - PLANTED_IN_SAMPLE if f"[{code}]" not in source} == set()
