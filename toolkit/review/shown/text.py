"""A review as text for a terminal: verdict first, then the counts, then what is missing, then the details."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Locale, Text
from toolkit.review.approvals import STANDINGS
from toolkit.review.change import Change
from toolkit.review.consequence import GROUPS
from toolkit.review.review import Review
from toolkit.review.shown import words
from toolkit.review.shown.words import OPERATIONS, clean

SHOWN = 40
"""How many rows of a sort are shown."""


def as_text(review: Review, locale: Locale) -> Iterator[str]:
    """Yields the lines. A line of data begins with blanks, so that none can pass for one of ours."""
    yield f"{words.TITLE.within(locale)} {words.which(review.base)} → {words.which(review.head)}"
    yield words.verdict(review, locale)
    yield from words.summary(review, locale)
    yield from (f"! {note.within(locale)}" for note in review.notes)
    yield from _errors(review, locale)
    yield from _approvals(review, locale)
    yield from _consequences(review, locale)
    yield from _changes(review, locale)


def _errors(review: Review, locale: Locale) -> Iterator[str]:
    errors = [problem for problem in review.problems if problem.severity == "error"]
    if errors:
        yield f"\n{words.ERRORS.within(locale)} ({len(errors)})"
        yield from (f"  {clean(row.line(locale), 2 * words.LONGEST)}" for row in errors[:SHOWN])
        yield from _rest(len(errors), locale)


def _approvals(review: Review, locale: Locale) -> Iterator[str]:
    yield f"\n{words.APPROVALS.within(locale)}"
    if not review.needs:
        yield f"  {(words.NONE_NEEDED if review.has_policy else words.NO_POLICY).within(locale)}"
    for need in review.needs:
        rules = Text("、", ", ").within(locale).join(rule.within(locale) for rule in need.rules)
        state = STANDINGS.label("given" if need.is_given else "missing").within(locale)
        yield f"  [{'x' if need.is_given else ' '}] {need.role} {need.title.within(locale)}: {state} {clean(need.given_by)}".rstrip()
        yield f"      {clean(rules)}"
        yield f"      {clean('; '.join(need.about))}"
    if review.missing:
        yield f"  {Text('批准这份改动：在自己签名的提交里写', 'to approve this change, say in a commit that you sign').within(locale)}"
        yield from (f"      {words.how_to_approve(review, need.role)}" for need in review.missing)
    for row in review.approvals:
        if row.standing != "given":
            yield f"  - {clean(row.role)} {clean(row.staff)} ({row.commit[:12]}): {STANDINGS.label(row.standing).within(locale)}"


def _consequences(review: Review, locale: Locale) -> Iterator[str]:
    for group in GROUPS:
        rows = review.of(group)
        if not rows:
            continue
        yield f"\n{GROUPS.label(group).within(locale)} ({len(rows)})"
        for row in rows[:SHOWN]:
            what, before, after = words.told(row, locale)
            arrow = f": {clean(before)} → {clean(after)}" if before else f": {clean(after)}" if after else ""
            more = f" ({words.signed(row.difference)})" if row.difference else ""
            yield f"  {clean(row.subject)} {clean(what)}{arrow}{more}"
            for line in row.lines[:SHOWN]:
                yield f"      {line.sign} {clean(line.text)}"
        yield from _rest(len(rows), locale)


def _changes(review: Review, locale: Locale) -> Iterator[str]:
    yield f"\n{words.CHANGES.within(locale)} ({len(review.changes)})"
    if not review.changes:
        yield f"  {words.NO_CHANGES.within(locale)}"
    for change in review.changes[:SHOWN]:
        yield f"  {_head(change, locale)}"
        before, after = words.sides(change, locale)
        if change.path:
            yield f"      {clean(before)} → {clean(after)}"
        elif change.op == "renamed":
            yield f"      {clean(change.before)} → {clean(change.after)}"
    yield from _rest(len(review.changes), locale)


def _head(change: Change, locale: Locale) -> str:
    op = OPERATIONS.label(change.op).within(locale)
    label = clean(change.label.within(locale))
    field = f" {label} ({clean(change.field)})" if change.path else ""
    return f"{op} {change.title.within(locale)} {clean(change.id)}{field}  {clean(words.place(change))}"


def _rest(count: int, locale: Locale) -> Iterator[str]:
    if count > SHOWN:
        more = count - SHOWN
        yield f"  … {Text(f'另有 {more} 条，见 --format json', f'{more} more, see --format json').within(locale)}"
