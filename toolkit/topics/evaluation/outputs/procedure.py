"""Where an evaluation stands as a procedure: draft or issued, its version and what that changed, days and appeals (D.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.wording import day_text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy
from toolkit.topics.evaluation.records.evaluation import Appeal, Issue
from toolkit.topics.evaluation.records.vocabularies import OUTCOMES
from toolkit.topics.evaluation.rules.results import Evaluation

WHAT = {"total": "总分", "grade": "等级"}
"""Names of what a new version changes, where that is no indicator."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Draft or issued, in words for head, mark and title."""

    issued: bool
    state: str
    version: str
    issued_on: str
    served_on: str
    watermark: str


def standing_of(result: Evaluation, issue: Issue | None) -> Standing:
    """Returns how the paper calls itself: what is not issued is a trial run, what is provisional says so."""
    if issue is None:
        return Standing(False, "草稿·试算", "未签发", "", "", "草稿 试算")
    provisional = result.status == "provisional"
    version = f"第 {issue.version} 版" + ("（重发）" if issue.version > 1 else "")
    served = day_text(issue.served_on, "zh") if issue.served_on else "尚未送达"
    state = "正式·暂定结果" if provisional else "正式"
    return Standing(True, state, version, day_text(issue.issued_on, "zh"), served, "")


def latest_issue(file: EvaluationFile | None, as_of: date) -> Issue | None:
    """Returns the version that was issued last by a day, or None."""
    rows = [row for row in file.issues if row.issued_on <= as_of] if file is not None else []
    return rows[-1] if rows else None


def changes(result: Evaluation, issue: Issue | None) -> tuple[tuple[str, str, str], ...]:
    """Returns what a version changed against the one before: what, before, after."""
    if issue is None:
        return ()
    names = {row.id: f"{row.id} {row.name.zh}" for d in result.dimensions for row in d.indicators}
    return tuple((WHAT.get(row.what) or names.get(row.what, row.what), row.before, row.after) for row in issue.changes)


def days(
    file: EvaluationFile | None, issue: Issue | None, policy: EvaluationPolicy, calendar: WorkCalendar
) -> Iterator[tuple[str, str, str]]:
    """Yields the days of the procedure from the draft on: what, whose, by when; counted in working days by the policy."""
    limits = policy.procedure
    if file is not None and file.draft_sent_on is not None and issue is None:
        until = calendar.add(file.draft_sent_on, limits.comment_days)
        yield "对初稿提意见", "贵司", f"{day_text(until, 'zh')}（含）"
    served = issue.served_on if issue is not None else None
    talk, appeal = f"送达后 {limits.talk_days} 个工作日内", f"送达后 {limits.appeal_days} 个工作日内"
    if served is not None:
        talk = f"{day_text(calendar.add(served, limits.talk_days), 'zh')}（含）"
        appeal = f"{day_text(calendar.add(served, limits.appeal_days), 'zh')}（含）"
    held = file.result_talk.date if file is not None and file.result_talk is not None else None
    yield "结果面谈", "双方", f"已于{day_text(held, 'zh')}进行" if held else talk
    yield "申诉截止", "贵司", appeal


def appeal_rows(result: Evaluation, file: EvaluationFile | None, as_of: date) -> tuple[dict[str, str], ...]:
    """Returns each appeal by a day: what was claimed and why, and how it was decided."""
    names = {row.id: f"{row.id} {row.name.zh}" for d in result.dimensions for row in d.indicators}
    appeals = [a for a in file.appeals if a.received_on <= as_of] if file is not None else []
    return tuple(_appeal(names.get(a.indicator, a.indicator), a, as_of) for a in appeals)


def _appeal(what: str, appeal: Appeal, as_of: date) -> dict[str, str]:
    last = appeal.second_level or appeal.decision
    decision = "处理中"
    if last is not None and last.date <= as_of:
        level = "第二级" if appeal.second_level is not None else ""
        outcome = OUTCOMES.label(last.outcome).zh
        decision = f"{day_text(last.date, 'zh')}{level}决定：{outcome}。{last.reason.zh}"
    return {
        "what": what,
        "received": day_text(appeal.received_on, "zh"),
        "claimed": appeal.claimed_value,
        "text": appeal.text.zh,
        "decision": decision,
    }
