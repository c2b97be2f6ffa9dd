"""A dealer's history as text for a terminal, and as JSON. Who changed what is told here only: no page names a person."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from toolkit.kernel.text import Locale, Text
from toolkit.review.approvals import STANDINGS
from toolkit.review.change import Change
from toolkit.review.history import DealerHistory, Entry
from toolkit.review.shown.data import change_data
from toolkit.review.shown.words import OPERATIONS, clean, sides

FORMAT = 1
SHORT = 8
FEW = 3
"""So many records of a kind that come or go with one commit are named one by one."""
SHALLOW = Text(
    "这是浅克隆，更早的提交不在这里；先运行 git fetch --unshallow",
    "this clone is shallow and lacks older commits: run git fetch --unshallow",
)


def as_text(found: DealerHistory, name: str, locale: Locale) -> Iterator[str]:
    """Yields the lines. What comes from data stands behind blanks, so that none of it can pass for a line of ours."""
    count = len(found.entries)
    yield Text(
        f"{found.dealer} {clean(name)}：{count} 次提交", f"{found.dealer} {clean(name)}: {count} commits"
    ).within(locale)
    if found.cut:
        yield f"! {SHALLOW.within(locale)}"
    if len(found.names) > 1:
        before = ", ".join(found.names[1:])
        yield Text(f"  曾用编号：{before}", f"  earlier ids: {before}").within(locale)
    for row in found.entries:
        yield ""
        yield _head(row, locale)
        yield from (f"    {line}" for line in _changes(row.changes, locale))
        for approval in row.approvals:
            words = Text("批准", "approval").within(locale)
            state = STANDINGS.label(approval.standing).within(locale)
            yield f"    {words} {clean(approval.role)} {clean(approval.staff)} ({approval.commit[:SHORT]}): {state}"


def _head(row: Entry, locale: Locale) -> str:
    commit = row.commit
    parts = [f"{commit.committed} {commit.id[:SHORT]} {clean(commit.author)}"]
    if commit.authored != commit.committed:
        parts.append(Text(f"写于 {commit.authored}", f"written {commit.authored}").within(locale))
    if commit.committer != commit.author:
        parts.append(
            Text(f"提交人 {clean(commit.committer)}", f"committed by {clean(commit.committer)}").within(locale)
        )
    if row.is_merge:
        parts.append(Text("合并时改定", "settled in the merge").within(locale))
    if row.brought:
        parts.append(Text(f"随合并 {row.brought[:SHORT]}", f"by the merge {row.brought[:SHORT]}").within(locale))
    return " · ".join(parts)


def _changes(changes: tuple[Change, ...], locale: Locale) -> Iterator[str]:
    """A line for each change; many records of one kind that came or went together share one."""
    many = Counter((change.op, change.kind) for change in changes if not change.path)
    told: set[tuple[str, str]] = set()
    for change in changes:
        key = (change.op, change.kind)
        if change.path or change.op == "renamed" or many[key] <= FEW:
            yield _change(change, locale)
        elif key not in told:
            told.add(key)
            ids = [other.id for other in changes if not other.path and (other.op, other.kind) == key]
            op, kind = OPERATIONS.label(change.op).within(locale), change.title.within(locale)
            listed = f"{clean(ids[0])} … {clean(ids[-1])}"
            yield Text(f"{op} {kind} {many[key]} 条：{listed}", f"{op} {many[key]} {kind}: {listed}").within(locale)


def _change(change: Change, locale: Locale) -> str:
    op = OPERATIONS.label(change.op).within(locale)
    what = f"{change.title.within(locale)} {clean(change.id)}"
    if change.op == "renamed" and not change.path:
        return f"{op} {change.title.within(locale)} {clean(change.before)} → {clean(change.after)}"
    if not change.path:
        return f"{op} {what}"
    before, after = sides(change, locale)
    return f"{what} {clean(change.label.within(locale))} ({clean(change.field)}): {clean(before)} → {clean(after)}"


def as_json(found: DealerHistory) -> str:
    """Returns every change whole, in the form in which a review tells it."""
    data = {
        "format": FORMAT,
        "dealer": found.dealer,
        "names": list(found.names),
        "shallow": found.cut,
        "commits": [_entry(row) for row in found.entries],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def _entry(row: Entry) -> dict[str, Any]:
    commit = row.commit
    return {
        "commit": commit.id,
        "author": commit.author,
        "author_day": commit.authored.isoformat(),
        "committer": commit.committer,
        "commit_day": commit.committed.isoformat(),
        "merge": row.is_merge,
        "brought_by": row.brought,
        "changes": [change_data(change) for change in row.changes],
        "approvals": [
            {"role": one.role, "staff": one.staff, "digest": one.digest, "commit": one.commit, "standing": one.standing}
            for one in row.approvals
        ],
    }
