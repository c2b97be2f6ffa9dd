"""What must hold in conflicts: each fault is planted and found at its line; a right workspace has nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from tests.topics.builders import TODAY, marked
from tests.topics.conflict_files import (
    CHANNEL_PATH,
    DIGEST,
    LADDER_PATH,
    POLICIES,
    PROCEDURE_PATH,
    REST,
    case,
    channel_policy,
    loaded,
    sightings,
    workspace,
)
from tests.topics.evaluation_files import quarter as evaluation_quarter
from tests.topics.sample_faults import CODES as PLANTED_IN_SAMPLE
from toolkit.network.results import Results
from toolkit.topics.conflict.checks import CHECKS as ALL
from toolkit.topics.conflict.checks.proposals import CHECKS as PROPOSALS

DECISION = REST["decision"]
CHECKS = tuple(check for check in ALL if check not in PROPOSALS)
"""What proposals must hold is tested beside this."""


def found(files: Mapping[str, str]) -> list[str]:
    """The problems of a workspace as `path:line severity[CODE]`, sorted."""
    network = loaded(workspace(files))
    rows = [problem for check in CHECKS for problem in check.find(network, Results(), TODAY)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def decided(old: str, new: str) -> str:
    """The right decision with one thing changed."""
    assert old in DECISION, "the test's own change"
    return f"decision: {DECISION.replace(old, new)}"


MEDIATED = (
    'type: CF4\nlead: S-2025-0004\ntimeline: [{step: joint_facts, date: "2026-02-12"}, {step: mediation_failed, date: "2026-02-26"}, '
    '{step: notified, date: "2026-02-26"}, {step: defended, date: "2026-03-05"}, {step: delivered, date: "2026-03-09"}]\n'
)
FAULTS = [
    decided("finding: 超过50箱", "finding: 低价销售扰乱价格秩序") + "  # error[CFL101]",
    decided("text: 赔偿,", "text: 低于建议零售价销售的赔偿,") + "  # error[CFL101]",
    decided("text: 赔偿,", "text: {zh: 赔偿, en: fined for selling below the list price},") + "  # error[CFL101]",
    "improvements: [{id: one, side: dealer, text: 承诺不低于指导价销售, owner: C-2025-0001, due: \"2026-12-01\"}]  # error[CFL101]",
    decided("{measure: compensation, text: 赔偿, amount: \"1880.00\"}", "{measure: bond, text: 扣减}").replace("level: \"2\", ", "")
    + "  # error[CFL102], error[CFL102]\ntype: CF3",
    "law_check: none\n" + DECISION.join(("decision: ", "  # error[CFL103]")),
    'law_check: {date: "2026-03-10", by: S-2025-0005, result: cleared}\n' + DECISION.join(("decision: ", "  # error[CFL103]")),
    'law_check: {date: "2026-03-06", by: S-2025-0005, result: refused}  # error[CFL104]',
    "complainant: {kind: other_dealer, mask: 王某}  # error[CFL105]",
    "complainant: {kind: other_dealer, mask: D-2025-0002}  # error[CFL105]",
    "subject: 第2商贸举报  # error[CFL106]",
    "subject: {zh: 举报, en: brought by D-2025-0002}  # error[CFL106]",
    "type: CF7\nlead: S-2025-0004\nstatus: final  # warning[CFL118]\ndecision: " + DECISION + "  # error[CFL111]",
    "lead: S-2025-0004  # error[CFL112]",
    MEDIATED.replace("lead: S-2025-0004", "lead: S-2025-0003  # error[CFL112]"),
    "defence: none\ndecision: " + DECISION + "  # error[CFL113]",
    'timeline: [{step: traced, date: "2026-02-12"}, {step: delivered, date: "2026-03-09"}]\ndecision: ' + DECISION + "  # error[CFL113]",
    'timeline: [{step: traced, date: "2026-02-12"}, {step: notified, date: "2026-03-06"}, {step: delivered, date: "2026-03-09"}]\ndecision: '
    + DECISION + "  # error[CFL114]",
    f"evidence: [{{name: 甲, kind: trace_code, sha256: {DIGEST}}}, {{name: 乙, kind: trace_code, sha256: {DIGEST}}}]\n"
    "decision: " + DECISION + "  # error[CFL115]",
    f"evidence: [{{name: 甲, kind: trace_code, sha256: {DIGEST}}}, {{name: 乙, kind: purchase}}]  # error[CFL116]\n"
    "decision: " + DECISION + "  # error[CFL115]",
    "inspectors: [S-2025-0003]  # error[CFL117]",
    "inspectors: [S-2025-0003, S-2025-0001]  # error[CFL117]",
    'received_on: "2026-02-06"\nopened_on: "2026-02-10"  # warning[CFL118]',
    decided("2026-03-09", "2026-03-17") + "  # warning[CFL118]\n"
    'timeline: [{step: traced, date: "2026-02-12"}, {step: notified, date: "2026-02-12"}, {step: delivered, date: "2026-03-17"}]\nfinal_on: "2026-04-01"',
    'timeline: [{step: notified, date: "2026-02-12"}, {step: delivered, date: "2026-03-09"}]\nstatus: final  # warning[CFL118]',
    'final_on: "2026-03-23"  # error[CFL119]',
    'appeal: {filed_on: "2026-03-20", text: 不服, reviewed_on: "2026-03-31", result: upheld}\nfinal_on: "2026-03-30"  # error[CFL119]',
    'timeline: [{step: traced, date: "2026-02-12"}, {step: notified, date: "2026-02-12"}]\nfinal_on: "2026-03-30"  # error[CFL120]',
    decided(", {role: CO, staff: S-2025-0004}", "") + "  # error[CFL121]",
    "causes: none\nstatus: final  # warning[CFL122]",
    'appeal: {filed_on: "2026-03-16", text: 不服, reviewed_on: "2026-03-26", reviewer: S-2025-0005, result: upheld}  # error[CFL123]',
    "final_on: none\nstatus: final  # error[CFL124]",
    "status: settled  # error[CFL124]",
    decided('level: "2"', 'level: "3"') + "  # error[CFL131]",
    decided('level: "2"', 'level: "1"') + "  # info[CFL132], error[CFL133], error[CFL133]",
    decided("{measure: evaluation, text: 扣3分}", "{measure: terminate, text: 解除}") + "  # error[CFL133]",
    "decision: " + DECISION[: DECISION.index("loss:")] + DECISION[DECISION.index("committee:") :] + "  # error[CFL134]",
    decided("1880.00", "1880.01") + "  # error[CFL135]",
    decided('cases: "80"', 'cases: "81"') + "  # error[CFL136]",
    decided('level: "2", ', "") + "  # error[CFL137]",
    "respondent: brand\n" + decided("{measure: compensation, ", "{measure: advice, ") + "  # error[CFL138]",
]  # fmt: skip


@pytest.mark.parametrize("text", FAULTS)
def test_planted_faults_are_found(text: str) -> None:
    """A fault of a case is told with its code at the value's own line, and nothing else is."""
    files = case(text)
    assert found(files) == marked(files)


def test_a_right_case_has_no_problem() -> None:
    """The case of D-1, the shipped policies, and a dispute of territory that was mediated first, are right."""
    assert found({**case(), **channel_policy()}) == []
    assert found(case(MEDIATED)) == []


def test_a_late_mediation_is_told() -> None:
    """An open dispute has ten working days: on the last one nothing is told, a day later it is."""
    rest = (
        "type: CF5\nrespondent: brand\nlead: S-2025-0004\ndecision: none\nfinal_on: none\ntimeline: none\nstatus: open"
    )
    early = case(rest + '\nreceived_on: "2026-09-30"\nopened_on: "2026-09-30"')
    assert found(early) == []
    late = case(rest + '  # warning[CFL118]\nreceived_on: "2026-09-29"\nopened_on: "2026-09-29"')
    assert found(late) == marked(late)


NOT_FINAL = "CFL141"
QUARTER = "dealers/D-2025-0001/quarters/2026Q1.yaml"


DEDUCTIONS = [
    ('{kind: cross-territory, case: CF-2026-0003, points: "3", level: "2", final_on: "2026-03-30"}', "", ""),
    ('{kind: cross-territory, case: CF-2026-0003, points: "3", level: "3", final_on: "2026-03-30"}', "error", "CFL142"),
    ('{kind: cross-territory, case: CF-2026-0003, points: "6", level: "2", final_on: "2026-03-30"}', "error", "CFL142"),
    ('{kind: cross-territory, case: CF-2026-0009, points: "3", level: "2", final_on: "2026-03-30"}', "warning", "CFL143"),
]  # fmt: skip


@pytest.mark.parametrize(("row", "severity", "code"), DEDUCTIONS)
def test_deductions_agree_with_their_case(row: str, severity: str, code: str) -> None:
    """A quarter deducts what the case brings: same level, points and day; a case that is not there is told."""
    files = {**case(), QUARTER: quarter(row)}
    assert found(files) == ([f"{QUARTER}:{line_of(files)} {severity}[{code}]"] if code else [])


def test_a_case_that_is_not_final_costs_nothing() -> None:
    """A deduction for a decision that may still be appealed is an error."""
    row = '{kind: cross-territory, case: CF-2026-0003, points: "3", level: "2", final_on: "2026-03-30"}'
    files = {**case("status: decided\nfinal_on: none"), QUARTER: quarter(row)}
    assert found(files) == [f"{QUARTER}:{line_of(files)} error[{NOT_FINAL}]"]


def quarter(row: str) -> str:
    """The quarter of D-1 with one deduction."""
    return evaluation_quarter(f"deductions:\n  - {row}")[QUARTER]


def line_of(files: Mapping[str, str]) -> int:
    """The line of the deduction."""
    return next(n for n, line in enumerate(files[QUARTER].splitlines(), 1) if "cross-territory" in line)


POLICY_FAULTS = [
    (LADDER_PATH, "  - level: 4\n", "  - level: 5\n", "CFL151"),
    (LADDER_PATH, "    measures: [advice, brand_change]\n", "    measures: [advice, brand_change, terminate]\n", "CFL151"),
    (LADDER_PATH, "buy_back, delist, brand_change]\n  - level: 2", "buy_back, delist, brand_change]\n    points: 1\n  - level: 2", "CFL152"),
    (LADDER_PATH, 'excess: "0.30"', 'excess: "0.31"', "CFL153"),
    (LADDER_PATH, "首次、非故意，不超过50箱", "首次低价销售", "CFL101"),
    (PROCEDURE_PATH, "[CF1, CF2, CF3, CF6]", "[CF1, CF2, CF3, CF6, CF8]", "CFL154"),
    (PROCEDURE_PATH, "[CF1, CF2, CF3, CF6]", "[CF1, CF2, CF3]", "CFL154"),
    (PROCEDURE_PATH, "mediated: [CF4, CF5, CF7, CF8]\nmediator: CO\naudited: [", "mediated: [CF4, CF5, CF7]\nmediator: CO\naudited: [CF8, ", "CFL155"),
    (PROCEDURE_PATH, "proofs: 2", "proofs: 1", "CFL156"),
    (CHANNEL_PATH, 'rate: "0.08"', 'rate: "0.98"', "CFL157"),
    (CHANNEL_PATH, "  - order: own\n", "", "CFL158"),
    (CHANNEL_PATH, "[contract, registration,", "[registration, contract,", "CFL159"),
    (CHANNEL_PATH, "served_by: {zh: 门店所在地经销商,", "served_by: {zh: 遵守零售价的经销商,", "CFL101"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "old", "new", "code"), POLICY_FAULTS)
def test_faults_of_policies_are_found(path: str, old: str, new: str, code: str) -> None:
    """A shipped policy with one thing changed has exactly that problem, in its own file."""
    text = {**POLICIES, **channel_policy()}[path]
    assert text.count(old) >= 1, "the test's own change"
    rows = found({**channel_policy(), path: text.replace(old, new, 1)})
    assert [(row.rpartition(":")[0], row.rpartition(" ")[2]) for row in rows] == [(path, f"error[{code}]")]


def test_versions_must_not_overlap() -> None:
    """A second version in force at the same time is told by the engine's own check."""
    second = POLICIES[LADDER_PATH].replace('version: "2024-1"', 'version: "2025-1"').replace("2024-01-01", "2025-01-01")
    rows = found({LADDER_PATH.replace("2024", "2025"): second})
    assert [row.rpartition(" ")[2] for row in rows] == ["error[POL001]"]


LEADS = [
    ("A1,330110,traditional,2026-02-05,80\n", None),
    ("A1,330110,traditional,2026-02-05,70\n", "CFL162"),
    ("A1,330110,traditional,2026-02-05,80\nA2,330110,traditional,2026-02-06,3\n", "CFL161"),
    ("A2,330110,traditional,2026-02-06,10\n", None),
    ("A2,330110,traditional,2026-02-06,11\n", "CFL161"),
    ("A2,330106,traditional,2026-02-06,99\n", None),
]


@pytest.mark.parametrize(("rows", "code"), LEADS)
def test_leads_are_looked_at(rows: str, code: str | None) -> None:
    """Goods outside the territory beyond natural flow are told until they stand in a case, which counts them alike."""
    told = found({**case(), **sightings(rows)})
    places = {"CFL161": f"content/shipments/2026Q1.csv:{len(rows.splitlines()) + 1} info[CFL161]"}
    places["CFL162"] = f"dealers/D-2025-0001/cases/CF-2026-0003.yaml:{trace_line()} error[CFL162]"
    assert told == ([places[code]] if code else [])


def trace_line() -> int:
    """The line of the goods found in the right case."""
    (text,) = case().values()
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith("trace:"))


def test_every_kind_has_a_planted_fault() -> None:
    """No kind of problem of this chapter goes without a fault that shows that it is found."""
    expected = {kind.code for check in CHECKS for kind in check.kinds if kind.code.startswith("CFL")}
    planted = {code for text in FAULTS for code in re.findall(r"CFL\d{3}", text)}
    planted |= (
        {row[3] for row in POLICY_FAULTS}
        | {row[2] for row in DEDUCTIONS if row[2]}
        | {NOT_FINAL}
        | {row[1] for row in LEADS if row[1]}
    )
    assert expected - planted - PLANTED_IN_SAMPLE == set()
