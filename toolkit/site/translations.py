"""How far the English edition is: each page of the handbook, and names in the company's own files that have no English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.network.record import Value
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import Chapter
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.handbook.records import Page
from toolkit.topics.handbook.rules import is_stale

NAME = "translations"
COMPANY = "content/"
"""Files of the company are bilingual; what is written of one dealer stays in the language in which it was written."""


STATES = ("current", "stale", "missing")


@dataclass(frozen=True, slots=True)
class Row:
    """A page of the handbook: whether its English edition is there and says what the Chinese text says."""

    link: Link
    part: str
    owner: str
    state: str
    file: str


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A kind of record, how many texts of it are bilingual, and how many of these have no English."""

    title: str
    texts: int
    missing: int


def translations(the: Book) -> Artifact:
    """Returns the page about the state of the translations."""
    rows = tuple(_row(the, chapter) for chapter in the.chapters)
    counts = Counter(row.state for row in rows)
    kinds = tuple(_kinds(the))
    return page(
        the,
        page_path(the.locale, NAME),
        "site/translations.html",
        the.word("translations"),
        {
            "rows": rows,
            "choices": tuple((state, the.word(f"translation_{state}")) for state in STATES if counts[state]),
            "kinds": kinds,
        },
        purpose=the.word("translations_purpose"),
        toc=(Heading(2, "pages", the.word("handbook")), Heading(2, "texts", the.word("translation_texts"))),
        kind="reference",
    )  # fmt: skip


def _row(the: Book, chapter: Chapter) -> Row:
    original, name = chapter.page, chapter.page.id
    english = the.view.find(Page, f"en/{name}")
    chinese = the.view.find(Page, f"zh/{name}")
    state = (
        "missing" if english is None else "stale" if chinese is not None and is_stale(english, chinese) else "current"
    )
    return Row(
        Link(original.title, chapter.path),
        chapter.part_title,
        DEPARTMENTS.label(original.owner).within(the.locale),
        state,
        f"content/handbook/en/{original.part}/{name}.md",
    )


def _kinds(the: Book) -> Iterator[Untranslated]:
    """Kinds with texts that have no English, those with most of them first."""
    found = [_counted(the, kind) for kind in the.view.kinds.all if kind.path.startswith(COMPANY)]
    yield from sorted((row for row in found if row.missing), key=lambda row: -row.missing)


def _counted(the: Book, kind: Kind) -> Untranslated:
    texts = [text for record in the.view.all(kind.model) for text in _texts(record)]
    return Untranslated(kind.title.within(the.locale), len(texts), sum(not text.en for text in texts))


def _texts(held: object) -> Iterator[Text]:
    if isinstance(held, Text):
        yield held
    elif isinstance(held, Value):
        for inside in vars(held).values():
            yield from _texts(inside)
    elif isinstance(held, tuple):
        for inside in held:
            yield from _texts(inside)
    elif isinstance(held, dict):
        for inside in held.values():
            yield from _texts(inside)
