"""Every check of segments, each shown to find a planted fault at its line."""

from __future__ import annotations

from tests.topics.builders import TODAY, dealer, marked
from tests.topics.test_segment_rules import ALL, FOLDER, POLICIES
from toolkit.kernel.text import Text
from toolkit.network.load import load
from toolkit.network.results import Result, Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.segment.checks import CHECKS
from toolkit.topics.segment.rules import EarlyWarning, SegmentStanding

SEGMENTATION, WARNING = (f"{FOLDER}/{name}/2024-1.yaml" for name in ("segmentation", "warning"))
PATH = "dealers/D-2025-0001/strategy.yaml"
SEGMENT = 'segments: [{date: "2026-01-01", segment: core, approved_by: S-2025-0001}]'
CARD = """\
owner: S-2025-0001
reviewed_on: "2026-07-01"
aim: 稳住老店
needs:
  - {kind: people, text: 缺人}
offers: [{text: 派人带教, answers: people}]
plan:
  - {id: p1, side: brand, text: 派人, owner: S-2025-0001, due: "2026-12-01"}
"""
OVERRIDE = """\
override:
  segment: core
  reason: 新仓投产
  approved_by: S-2025-0001
  decided_on: "2026-07-01"
  review_by: "2026-12-31"
"""
PLAN = """\
save_plan:
  found_on: "2026-09-01"
  made_on: "2026-09-04"
  actions:
    - {id: s1, side: brand, text: 总经理登门, owner: S-2025-0001, due: "2026-09-20"}
"""
SURVEY = """\
year: 2026
opened: "2026-08-01"
closed: "2026-08-31"
invited: [D-2025-0001, D-2025-0002]
answers:
  - dealer: D-2025-0001
    date: "2026-08-05"
    overall: "8"
    themes:
      {product: "8", policy: "8", logistics: "8", response: "8", growth: "8", respect: "9"}
  - dealer: D-2025-0002
    date: "2026-08-06"
    overall: "8"
    themes:
      {product: "8", policy: "8", logistics: "8", response: "8", growth: "8", respect: "9"}
"""


def found(files: dict[str, str], *results: Result) -> list[str]:
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    rows = [p for check in CHECKS for p in check.find(loaded.network, Results(results), TODAY)]
    assert all(Text(p.message.zh, p.message.en) for p in rows)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def workspace(card: str = CARD + OVERRIDE + PLAN, profile: str = SEGMENT) -> dict[str, str]:
    return {**POLICIES, **dealer(profile), PATH: card}


def proposal(proposed: str, overridden: bool = False) -> SegmentStanding:
    return SegmentStanding(
        subject="D-2025-0001", dealer="D-2025-0001", policy="segmentation@2024-1", proposed=proposed, why="strategic",
        recorded="core", overridden=overridden,
    )  # fmt: skip


def test_what_is_right_passes() -> None:
    """The policies of the product, a full card and a right survey leave nothing to tell."""
    assert found({**workspace(), "content/surveys/2026.yaml": SURVEY}, proposal("core")) == []


def test_faults_of_segmentation() -> None:
    """Another id, weights that do not total 1, lines out of order, versions that overlap."""
    text = (
        POLICIES[SEGMENTATION]
        .replace("id: segmentation", "id: segments  # error[SEG101]")
        .replace(
            'weights:\n  - {axis: sales, weight: "0.5"}', 'weights:  # error[SEG102]\n  - {axis: sales, weight: "0.6"}'
        )
        .replace('core: {value: "50", health: "70"}', 'core: {value: "50", health: "69"}  # error[SEG103]')
        .replace('strategic: {value: "80"', 'strategic: {value: "50"')
        .replace('health: "75"}', 'health: "75"}  # error[SEG103]')
        .replace('growth_health: "70"', 'growth_health: "60"  # error[SEG103]')
        .replace('declining_below: "-0.05"', 'declining_below: "0.10"  # error[SEG103]')
    )
    second = text.replace('"2024-1"', '"2025-1"').replace('"2024-01-01"', '"2025-01-01"  # error[POL001]')
    files = {SEGMENTATION: text, SEGMENTATION.replace("2024-1", "2025-1"): second}
    assert found(files) == marked(files)


def test_faults_of_warnings() -> None:
    """Red that is not worse than yellow either way, lines too, a warning left out, bands out of order."""
    text = (
        POLICIES[WARNING]
        .replace('yellow: "60", red: "30"}', 'yellow: "30", red: "60"}  # error[SEG104]')
        .replace('yellow: "0.50", red: "0.70"}', 'yellow: "0.70", red: "0.70"}  # error[SEG104]')
        .replace('yellow: "10", red: "14"}', 'yellow: "14", red: "10"}  # error[SEG104]')
        .replace('  - {code: W2, test: above, yellow: "1.5", red: "2.5"}\n', "")
        .replace("warnings:\n", "warnings:  # error[SEG105]\n")
        .replace("high_from: 8", "high_from: 4  # error[SEG106]")
    )
    assert found({WARNING: text}) == marked({WARNING: text})


def test_another_segment_than_recorded() -> None:
    """The difference is told at the recorded segment, unless people decided otherwise."""
    files = {**POLICIES, **dealer('segments:\n  - {date: "2026-01-01", segment: core, approved_by: S-2025-0001}  # info[SEG111]\n')}  # fmt: skip
    assert found(files, proposal("strategic")) == marked(files)
    assert found(files, proposal("strategic", overridden=True)) == []
    assert found(files, proposal("")) == []


def test_faults_of_an_override() -> None:
    """No reason, another segment than the profile's, not looked at again in time, decided in the future."""
    text = OVERRIDE.replace("  reason: 新仓投产\n", "").replace("  segment: core", "  segment: watch  # error[SEG112] warning[SEG113]")  # fmt: skip
    text = text.replace('review_by: "2026-12-31"', 'review_by: "2026-09-30"  # warning[SEG114]')
    files = workspace(CARD + text)
    assert found(files) == marked(files)
    files = workspace(CARD + OVERRIDE.replace('"2026-07-01"', '"2026-12-01"  # error[SEG134]'))
    assert found(files) == marked(files)


def test_high_risk_without_a_plan() -> None:
    """High churn risk wants a save-plan; a late one and one without us are told."""
    high = EarlyWarning(subject="D-2025-0001", dealer="D-2025-0001", policy="warning@2024-1", lines=(), points=8, risk="high")  # fmt: skip
    bare = workspace(CARD.replace("owner: S-2025-0001\n", "owner: S-2025-0001  # warning[SEG121]\n", 1))
    assert found(bare, high) == marked(bare)
    assert found(workspace(), high) == []
    late = PLAN.replace('made_on: "2026-09-04"', 'made_on: "2026-09-09"  # info[SEG122]')
    late = late.replace("side: brand", "side: dealer").replace("actions:", "actions:  # warning[SEG123]")
    files = workspace(CARD + late)
    assert found(files, high) == marked(files)


def test_faults_of_a_card() -> None:
    """An old card, a need without an offer, a plan without us, a brand that the profile does not have."""
    text = (
        CARD.replace('reviewed_on: "2026-07-01"', 'reviewed_on: "2025-07-01"  # info[SEG131]')
        .replace("text: 缺人}", "text: 缺人}\n  - {kind: digital, text: 无系统}  # info[SEG132]")
        .replace("side: brand", "side: dealer")
        .replace("\nplan:", "\nplan:  # warning[SEG123]")
    )
    seen = (
        'observed:\n  date: "2026-09-01"\n  new_brands:\n    - {brand: 山里泉, since: "2026-05-01"}  # error[SEG133]\n'
    )
    files = workspace(text + seen)
    assert found(files) == marked(files)


def test_faults_of_a_survey() -> None:
    """A mark above ten, a dealer not invited, a day outside, too few answers."""
    text = (
        SURVEY.replace('overall: "8"', 'overall: "11"  # error[SEG141]', 1)
        .replace("  - dealer: D-2025-0002", "  - dealer: D-2025-0003  # error[SEG142]")
        .replace('date: "2026-08-06"', 'date: "2026-09-06"  # error[SEG143]')
    )
    files = {"content/surveys/2026.yaml": text}
    assert found(files) == marked(files)
    few = SURVEY.replace("D-2025-0002]", "D-2025-0002, D-2025-0003, D-2025-0004]")
    few = few.replace("answers:\n", "answers:  # info[SEG144]\n")
    assert found({"content/surveys/2026.yaml": few}) == marked({"content/surveys/2026.yaml": few})
