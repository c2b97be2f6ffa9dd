"""Small workspaces for the tests of evaluation: the shipped policy, and the quarter of the worked example D-1."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from tests.topics.builders import KINDS as EARLIER
from tests.topics.builders import contract, dealer, filled
from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.conflict.rules import derive as conflicts
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.evaluation.rules import Evaluation, derive
from toolkit.topics.support.records import KINDS as SUPPORT
from toolkit.topics.support.rules import derive as supports
from toolkit.topics.topic import Check

KINDS = Kinds(dict.fromkeys((*EARLIER.all, *SUPPORT, *CONFLICT, *EVALUATION)))
SHIPPED = Path(__file__).resolve().parents[2] / "content/policies/evaluation/dealer-evaluation"
FOLDER = "content/policies/evaluation/dealer-evaluation"
POLICY = (SHIPPED / "2026-1.yaml").read_text("utf-8")
OLD = (SHIPPED / "2024-1.yaml").read_text("utf-8")
CALENDAR = {"content/calendar/2026.yaml": (SHIPPED.parents[2] / "calendar/2026.yaml").read_text("utf-8")}
TODAY = date(2026, 10, 20)
DEALER = "D-2025-0001"
FIRST = f"{DEALER}/2026Q1"
QUARTER_FILE = f"dealers/{DEALER}/quarters/2026Q1.yaml"
ISSUE_FILE = f"dealers/{DEALER}/evaluations/2026Q1.yaml"

CREDIT = 'payment: {method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "5"}'
LINE = """{line: ambient, tax: excl, source: erp, sell_in_gross: "3150000", returns: "0", last_year: "2800000", \
focus: "828000", focus_target: "900000", sell_out: "2980000", stock_opening: "1250000", stock_closing: "1400000", \
stock_aged: "98000"}"""
RECEIVABLES = """{tax: incl, source: erp, opening: "860000", closing: "900000", credit_sales: "3559500", due: "3000000", \
on_time: "2910000", received: "3519500", overdue_1_30: "54000", overdue_31_60: "0", overdue_61_90: "0", overdue_over_90: "0"}"""
CROSSING = '{kind: cross-territory, case: CF-2026-0003, points: "3", level: "2", final_on: "2026-03-30"}'
D1 = {
    "frozen_on": '"2026-04-08"',
    "verified_by": "S-2025-0009",
    "lines": f"[{LINE}]",
    "receivables": RECEIVABLES,
    "outlets": "{active: 265, target: 300, new: 26, lost: 8, net_target: 20, source: dms}",
    "counties": "{done: 2, of: 2, source: erp}",
    "activities": "{done: 11, of: 12, source: audit}",
    "stock_count": '{counted: "1400000", gap: "28000", tax: excl, source: audit}',
    "display_score": '"86"',
    "brand_points": '"10"',
    "complaints": "{done: 19, of: 20, source: erp}",
    "reports": "{done: 12, of: 13, source: dms}",
    "training": "{missing: brand_side}",
    "programmes": "{done: 5, of: 5, source: audit}",
    "actions": "{done: 7, of: 8, source: erp}",
    "deductions": f"[{CROSSING}]",
}
"""The figures of the reference's worked example D-1; credit sales with VAT, as 0b number 2 has it."""


def quarter(text: str = "", name: str = "2026Q1", number: int = 1) -> dict[str, str]:
    """A quarter of the dealer D-2025-000N: the figures of D-1, but for what `text` says."""
    return {f"dealers/D-2025-{number:04d}/quarters/{name}.yaml": filled(text, D1)}


def terms(text: str = CREDIT, number: int = 1, target: str = "3000000.00", line: str = "ambient") -> dict[str, str]:
    """A contract of the dealer with 30 days of credit and a target in every quarter of 2025 and 2026."""
    quarters = ", ".join(
        f'{{quarter: "{year}Q{n}", line: {line}, amount: "{target}"}}' for year in (2025, 2026) for n in (1, 2, 3, 4)
    )
    targets = f"targets: {{nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: [{quarters}]}}"
    limit = 'credit: {limit: "1200000.00", review_months: "6"}'
    rest = [row for row in (targets, limit) if f"\n{row.split(':')[0]}:" not in f"\n{text}"]
    return contract("\n".join([text, *rest]), number, number)


def version(text: str = POLICY, number: str = "2026-1") -> dict[str, str]:
    """A version of the evaluation policy."""
    return {f"{FOLDER}/{number}.yaml": text}


def world(text: str = "", policy: str = POLICY) -> dict[str, str]:
    """The dealer, its contract, the policy, the working days, and the quarter of D-1 with what `text` changes."""
    return {**CALENDAR, **version(policy), **dealer(), **terms(), **quarter(text)}


def plant(text: str, old: str, new: str, mark: str = "") -> str:
    """The text with the first `old` replaced, and a mark at the end of the line where it stood."""
    assert old in text, old
    start = text.index(old)
    changed = text[:start] + new + text[start + len(old) :]
    if not mark:
        return changed
    end = changed.index("\n", start + len(new)) if "\n" in changed[start + len(new) :] else len(changed)
    return f"{changed[:end]}  # {mark}{changed[end:]}"


def refused(files: Mapping[str, str]) -> list[str]:
    """The codes of what is wrong with the files themselves."""
    loaded = load(MemoryTree(dict(files)), KINDS, whole=False)
    return [problem.code for problem in loaded.problems if problem.code != "REF001"]


def network(files: Mapping[str, str]) -> Network:
    """The network of a few files, which may name records that are not there but must be right in themselves."""
    loaded = load(MemoryTree(dict(files)), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def derived(files: Mapping[str, str], as_of: date = TODAY) -> Results:
    """What the rules derive of the files."""
    return results_of(network(files), as_of)


def results_of(records: Network, as_of: date = TODAY) -> Results:
    """What support, conflict and evaluation derive, in their order."""
    results = Results()
    for rules in (supports, conflicts, derive):
        results = results.joined(rules(records, results, as_of))
    return results


def evaluation(files: Mapping[str, str], subject: str = FIRST, as_of: date = TODAY) -> Evaluation:
    """One evaluation of the files."""
    found = derived(files, as_of).find(Evaluation, subject)
    assert found is not None, subject
    return found


def problems(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    """Every problem that the checks find in the files."""
    records = network(files)
    results = results_of(records, as_of)
    return tuple(problem for check in checks for problem in check.find(records, results, as_of))


def found(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    """The problems as `path:line severity[CODE]`, sorted."""
    rows = problems(checks, files, as_of)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def marked(files: Mapping[str, str]) -> list[str]:
    """The problems that the comments in the files announce, in the form of `found`."""
    pattern = re.compile(r"\b(?:error|warning|info)\[[A-Z]{3}\d{3}\]")
    return sorted(
        f"{path}:{number} {mark}"
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        for mark in pattern.findall(line.rpartition("#")[2])
    )
