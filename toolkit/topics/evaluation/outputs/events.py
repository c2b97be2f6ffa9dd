"""Deductions and red lines of a quarter with their cases, and the case's matter where the dealer has a case on file (M.1, J)."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.kernel.wording import day_text, number_text
from toolkit.network.view import View
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.conflict.records import Case
from toolkit.topics.evaluation.records import EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.records.vocabularies import DEDUCTION_STATES
from toolkit.topics.evaluation.rules.results import Evaluation


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event: what, its case and day, points it may cost and what it cost, and why."""

    name: str
    case: str
    final: str
    points: str
    applied: str
    words: str


def deduction_rows(
    view: View, result: Evaluation, data: QuarterData | None, policy: EvaluationPolicy
) -> tuple[EventRow, ...]:
    """Returns the deductions in the order of the file, those that cost nothing too: the dealer sees that they did not, and which
    department answers for what was reported."""
    reporters = {kind.id: DEPARTMENTS.label(kind.department).zh for kind in policy.deductions.kinds}
    held = {(row.kind, row.case): row for row in data.deductions} if data is not None else {}
    rows: list[EventRow] = []
    for line in result.deductions:
        event = held.get((line.kind, line.case))
        note = event.note.zh if event is not None and event.note is not None else _matter(view, line.case)
        state = DEDUCTION_STATES.label(line.state).zh
        if line.kind in reporters:
            state = f"{state}，{reporters[line.kind]}归口"
        final = day_text(event.final_on, "zh") if event is not None and event.final_on else "未终局"
        applied = number_text(-line.applied) if line.applied else "0"
        words = f"{state}。{note}" if note else state
        rows.append(EventRow(line.name.zh, line.case, final, number_text(line.points), applied, words))
    return tuple(rows)


def red_line_rows(view: View, result: Evaluation, data: QuarterData | None) -> tuple[EventRow, ...]:
    """Returns the red lines that hold, each with the grade that it allows at most."""
    held = {(row.red_line, row.case): row for row in data.red_lines} if data is not None else {}
    rows: list[EventRow] = []
    for hit in result.red_lines:
        event = held.get((hit.red_line, hit.case))
        note = event.note.zh if event is not None and event.note is not None else _matter(view, hit.case)
        final = day_text(event.final_on, "zh") if event is not None and event.final_on else "–"
        words = "。".join(part for part in (hit.effect.zh, note) if part)
        rows.append(EventRow(f"{hit.red_line} {hit.name.zh}", hit.case, final, "–", f"最高 {hit.cap} 级", words))
    return tuple(rows)


def _matter(view: View, case: str) -> str:
    found = view.find(Case, case)
    return found.subject.zh if found is not None else ""


def events_heading(result: Evaluation) -> str:
    """Returns what the quarter's events come to, as a heading."""
    caps = (
        f"；红线 {len(result.red_lines)} 条，等级最高 {max(h.cap for h in result.red_lines)}"
        if result.red_lines
        else ""
    )
    if not result.deductions:
        return f"没有扣分{caps or '，没有红线'}"
    return f"扣 {number_text(result.deducted)} 分（{len(result.deductions)} 件）{caps or '，没有红线'}"
