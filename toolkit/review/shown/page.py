"""A review as one page that needs nothing beside itself: verdict and counts first, everything else folded."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.kernel.text import Locale, Text
from toolkit.plan.artifact import PageJob
from toolkit.review.approvals import STANDINGS
from toolkit.review.change import Change
from toolkit.review.consequence import GROUPS, Consequence
from toolkit.review.papers import redline
from toolkit.review.review import Review
from toolkit.review.shown import words
from toolkit.review.shown.sides import LONG, Pair, pairs
from toolkit.review.shown.words import OPERATIONS, clean

JOINT: dict[Locale, str] = {"zh": "、", "en": ", "}
MANY = 100
"""How many errors are listed."""
CARDS = Text("经销商页面上的卡片", "Cards of dealers' pages")
WORDS = {
    "subject": Text("对象", "Subject"),
    "what": Text("事项", "What"),
    "before": Text("之前", "Before"),
    "after": Text("之后", "After"),
    "place": Text("位置", "Place"),
    "approvals": words.APPROVALS,
    "changes": words.CHANGES,
    "errors": words.ERRORS,
    "trailer": Text("批准时在自己签名的提交里写", "To approve, say in a commit that you sign"),
    "claimed": Text("没有计入的批准", "Approvals that do not count"),
    "as_of": Text("基准日", "As of"),
    "none": words.NO_CHANGES,
    "beside": Text("逐处对照", "Side by side"),
    "places": Text("处", "places"),
    "digest": Text("改动摘要", "Digest of the changes"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table on the page, with the redline below it."""

    subject: str
    what: str
    before: str
    after: str
    more: str = ""
    pairs: tuple[Pair, ...] = ()
    opened: bool = False

    @property
    def places(self) -> int:
        """Returns at how many places the two sides differ."""
        return sum(pair.times for pair in self.pairs if not pair.same)


@dataclass(frozen=True, slots=True)
class Group:
    """What is folded under one heading; `sided` when something is told of the time before."""

    title: str
    rows: tuple[Row, ...]
    sided: bool = True


def page_of(review: Review, locale: Locale, cards: tuple[Consequence, ...] = ()) -> PageJob:
    """Returns the page; `cards` are the cards of dealers' pages that say something else."""
    needs = tuple(
        (
            need.role,
            need.title.within(locale),
            need.is_given,
            STANDINGS.label("given" if need.is_given else "missing").within(locale),
            clean(need.given_by),
            JOINT[locale].join(clean(rule.within(locale)) for rule in need.rules),
            "; ".join(clean(about) for about in need.about[:12]),
        )
        for need in review.needs
    )
    refused = tuple(
        (clean(row.role), clean(row.staff), row.commit[:12], STANDINGS.label(row.standing).within(locale))
        for row in review.approvals
        if row.standing != "given"
    )
    nothing = "" if review.needs else (words.NONE_NEEDED if review.has_policy else words.NO_POLICY).within(locale)
    return PageJob(
        "review/review.html",
        {
            "title": words.TITLE.within(locale),
            "word": {name: word.within(locale) for name, word in WORDS.items()},
            "passes": review.passes,
            "verdict": words.verdict(review, locale),
            "base": words.which(review.base),
            "head": words.which(review.head),
            "as_of": review.as_of,
            "digest": review.digest,
            "summary": words.summary(review, locale),
            "notes": tuple(note.within(locale) for note in review.notes),
            "needs": needs,
            "nothing": nothing,
            "refused": refused,
            "trailers": tuple(words.how_to_approve(review, need.role) for need in review.missing),
            "errors": tuple(clean(row.line(locale), LONG) for row in review.problems if row.severity == "error")[:MANY],
            "groups": tuple(_groups(review, locale, cards)),
        },
        locale,
    )


def _groups(review: Review, locale: Locale, cards: tuple[Consequence, ...]) -> list[Group]:
    found = [
        Group(
            GROUPS.label(group).within(locale),
            tuple(_consequence(row, locale) for row in rows),
            any(row.before for row in rows),
        )
        for group in GROUPS
        if (rows := review.of(group))
    ]
    if cards:
        found.append(Group(CARDS.within(locale), tuple(_consequence(row, locale) for row in cards), sided=False))
    return [*found, Group(words.CHANGES.within(locale), tuple(_change(row, locale) for row in review.changes))]


def _consequence(row: Consequence, locale: Locale) -> Row:
    what, before, after = (clean(text, LONG) for text in words.told(row, locale))
    more = words.signed(row.difference) if row.difference else ""
    return Row(clean(row.subject), what, before, after, more, pairs(row.lines))


def _change(change: Change, locale: Locale) -> Row:
    op = OPERATIONS.label(change.op).within(locale)
    before, after = words.sides(change, locale)
    what = f"{op} {clean(change.label.within(locale), LONG)}".strip()
    beside: tuple[Pair, ...] = ()
    if "\n" in before or "\n" in after:
        # A page or a clause: the lines that differ say more than two walls of text.
        beside = pairs(redline(before.splitlines(), after.splitlines()))
        before, after = "", ""
    subject = f"{change.title.within(locale)} {clean(change.id)}"
    place = clean(words.place(change))
    if not change.path and change.op != "renamed":
        before, after = "", ""
    return Row(subject, what, clean(before, LONG), clean(after, LONG), place, beside, opened=True)
