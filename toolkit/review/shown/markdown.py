"""A review as Markdown for a pull request's comment.

Every value stands in a `code` element with each sign of punctuation as a character reference: no Markdown, no HTML, no link, no
mention and no table cell can begin in it, whatever it says. The verdict is our own words and stands first.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Locale, Text
from toolkit.review.approvals import STANDINGS
from toolkit.review.change import Change
from toolkit.review.consequence import GROUPS, Consequence
from toolkit.review.review import Review
from toolkit.review.shown import words
from toolkit.review.shown.words import OPERATIONS, clean

SHOWN = 60
LARGEST = 60_000
"""How many characters the comment has at most: forges refuse longer ones."""
CUT = Text("后面的内容太长，见 HTML 或 JSON 格式", "the rest is too long: see the HTML or JSON form")


def as_markdown(review: Review, locale: Locale) -> str:
    """Returns the comment: verdict, counts and approvals; everything else folded."""
    lines: list[str] = []
    size = 0
    for block in _blocks(review, locale):
        size += len(block)
        if size > LARGEST:
            lines.append(CUT.within(locale))
            break
        lines.append(block)
    return "\n\n".join(lines) + "\n"


def value(text: str) -> str:
    """Returns a value as nothing but a value; `–` for an empty one."""
    return f"<code>{escaped(text)}</code>" if text else "–"


def escaped(text: str) -> str:
    """Returns a value with everything but letters, digits and blanks as character references."""
    shown = clean(text)
    return "".join(c if c.isalnum() or c == " " else f"&#{ord(c)};" for c in shown)


def _blocks(review: Review, locale: Locale) -> Iterator[str]:
    mark = "✅" if review.passes else "❌"
    yield f"## {mark} {words.TITLE.within(locale)}: {words.verdict(review, locale)}"
    yield f"{value(words.which(review.base))} → {value(words.which(review.head))}"
    yield "\n".join(f"- {line}" for line in words.summary(review, locale))
    yield from (f"> {note.within(locale)}" for note in review.notes)
    yield f"### {words.APPROVALS.within(locale)}"
    yield "\n".join(_approvals(review, locale))
    errors = [problem for problem in review.problems if problem.severity == "error"]
    if errors:
        yield f"### {words.ERRORS.within(locale)} ({len(errors)})"
        yield "\n".join(f"- {value(row.line(locale))}" for row in errors[:SHOWN])
    for group in GROUPS:
        rows = review.of(group)
        if rows:
            yield _folded(GROUPS.label(group).within(locale), len(rows), list(_rows(rows, locale)), locale)
    if review.changes:
        rows_ = list(_changes(review.changes, locale))
        yield _folded(words.CHANGES.within(locale), len(review.changes), rows_, locale)


def _approvals(review: Review, locale: Locale) -> Iterator[str]:
    if not review.needs:
        yield (words.NONE_NEEDED if review.has_policy else words.NO_POLICY).within(locale)
    for need in review.needs:
        state = STANDINGS.label("given" if need.is_given else "missing").within(locale)
        rules = ", ".join(value(rule.within(locale)) for rule in need.rules)
        by = f" {value(need.given_by)}" if need.given_by else ""
        yield f"- [{'x' if need.is_given else ' '}] **{need.title.within(locale)}** ({need.role}): {state}{by} · {rules}"
    for row in review.approvals:
        if row.standing != "given":
            state = STANDINGS.label(row.standing).within(locale)
            yield f"- {value(row.role)} {value(row.staff)} ({value(row.commit[:12])}): {state}"
    if review.missing:
        first = review.missing[0]
        yield f"- {Text('批准时写', 'to approve').within(locale)} {value(words.how_to_approve(review, first.role))}"


def _rows(rows: tuple[Consequence, ...], locale: Locale) -> Iterator[str]:
    for row in rows[:SHOWN]:
        what, before, after = words.told(row, locale)
        more = f" ({words.signed(row.difference)})" if row.difference else ""
        yield f"| {value(row.subject)} | {value(what)} | {value(before)} | {value(after)}{more} |"
        for line in row.lines[:SHOWN]:
            sides = ("–", value(line.text)) if line.sign == "+" else (value(line.text), "–")
            if line.sign != " ":
                yield f"| | {'＋' if line.sign == '+' else '－'} | {sides[0]} | {sides[1]} |"


def _changes(changes: tuple[Change, ...], locale: Locale) -> Iterator[str]:
    for change in changes[:SHOWN]:
        op = OPERATIONS.label(change.op).within(locale)
        before, after = words.sides(change, locale)
        sides = (value(before), value(after)) if change.path or change.op == "renamed" else ("–", "–")
        label = value(change.label.within(locale))
        yield f"| {change.title.within(locale)} {value(change.id)} | {op} {label} | {sides[0]} | {sides[1]} |"


def _folded(title: str, count: int, rows: list[str], locale: Locale) -> str:
    head = Text("| 对象 | 事项 | 之前 | 之后 |", "| Subject | What | Before | After |").within(locale)
    table = "\n".join((head, "|---|---|---|---|", *rows))
    more = f"\n\n{Text(f'只列 {SHOWN} 条', f'{SHOWN} are listed').within(locale)}" if count > SHOWN else ""
    return f"<details><summary>{title} ({count})</summary>\n\n{table}{more}\n\n</details>"
