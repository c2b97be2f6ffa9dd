"""The handbook's pages: playbooks in order, and their index."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from itertools import islice

from toolkit.kernel.text import LOCALES
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.links import linked
from toolkit.site.navigation import Chapter, chapter_path, dealer_path, neighbours, policy_path
from toolkit.site.pages import Book, page
from toolkit.site.reference import reference_path
from toolkit.site.subjects import subject_path, tag_paths
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.handbook.records import SUBJECTS, Page
from toolkit.topics.handbook.rules import is_stale
from toolkit.topics.handbook.rules.binding import CHECK, RECORD, Known, bound
from toolkit.topics.topic import Topic

Parts = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


def handbook(the: Book, topics: tuple[Topic, ...]) -> Iterator[Artifact]:
    """Yields the index and every page of the handbook."""
    yield page(
        the,
        page_path(the.locale, "handbook/index"),
        "site/handbook-index.html",
        the.word("handbook"),
        {"parts": parts(the)},
        purpose=the.word("handbook_purpose"),
        kind="index",
    )
    shown, records = shown_files(the), _records(the, topics)
    for place, chapter in enumerate(the.chapters):
        yield _chapter(the, place, chapter, shown, records)


def handbook_at(the: Book, topics: tuple[Topic, ...], path: str) -> Artifact | None:
    """Returns the page at `path`, without making the others; None for no such page."""
    found = next(((place, chapter) for place, chapter in enumerate(the.chapters) if chapter.path == path), None)
    if found is not None:
        return _chapter(the, *found, shown_files(the), _records(the, topics))
    return next((page for page in islice(handbook(the, topics), 1) if page.path == path), None)


def _records(the: Book, topics: tuple[Topic, ...]) -> Mapping[str, str]:
    """The page that tells of each kind of record."""
    return {kind.name: reference_path(the, topic) for topic in topics for kind in topic.kinds}


def parts(the: Book) -> Parts:
    """Returns the parts of the handbook with links to their pages and each page's purpose."""
    rows: dict[str, list[tuple[Link, str]]] = {}
    for chapter in the.chapters:
        rows.setdefault(chapter.part_title, []).append((Link(chapter.page.title, chapter.path), chapter.page.purpose))
    return tuple((title, tuple(links)) for title, links in rows.items())


def shown_files(the: Book) -> Mapping[str, str]:
    """Returns which page of the site shows a file of the repository."""
    shown = {
        f"content/handbook/{p.locale}/{p.part}/{p.id}.md": chapter_path(the.locale, p.id) for p in the.view.all(Page)
    }
    shown |= {f"dealers/{d.id}/profile.yaml": dealer_path(the.locale, d.id) for d in the.view.all(DealerProfile)}
    return shown


def _chapter(the: Book, place: int, chapter: Chapter, shown: Mapping[str, str], records: Mapping[str, str]) -> Artifact:
    record = chapter.page
    source = f"content/handbook/{record.locale}/{record.part}/{record.id}.md"
    here = posixpath.dirname(chapter.path)
    blocks = linked(record.body.blocks, source, shown, lambda path: posixpath.relpath(path, here))

    def path_to(form: str, name: str) -> str:
        path, anchor = policy_path(the.locale, name), ""
        if form == RECORD:
            path, anchor = records[name], f"#kind-{name}"
        elif form == CHECK:
            path, anchor = page_path(the.locale, "checks"), f"#{name}"
        return posixpath.relpath(path, here) + anchor

    blocks = bound(blocks, Known(the.policies, the.view.kinds), the.locale, path_to, the.titles)
    return page(
        the,
        chapter.path,
        "site/handbook-page.html",
        record.title,
        {"blocks": blocks, "notice": _notice(the, chapter), "subjects": tuple(_subjects(the, record))},
        purpose=record.purpose,
        trail=(
            Link(the.word("handbook"), page_path(the.locale, "handbook/index")),
            Link(chapter.part_title, chapter.path),
        ),
        part=chapter.part,
        toc=record.body.headings(),
        around=neighbours(the.chapters, place),
        meta=_people(the, record),
        sources=(source,),
        kind="playbook",
        alike=_alike(the, chapter),
    )


def _alike(the: Book, chapter: Chapter) -> Mapping[str, str]:
    """The page's anchors with those of the other language, where both have the same headings in the same order."""
    other = next(locale for locale in LOCALES if locale != the.locale)
    twin = the.view.find(Page, f"{other}/{chapter.page.id}")
    if twin is None or not chapter.translated:
        return {}
    here, there = chapter.page.body.headings(), twin.body.headings()
    same = [heading.level for heading in here] == [heading.level for heading in there]
    return {one.anchor: two.anchor for one, two in zip(here, there, strict=True)} if same else {}


def _people(the: Book, record: Page) -> tuple[tuple[str, str], ...]:
    return (
        (the.word("owner"), DEPARTMENTS.label(record.owner).within(the.locale)),
        (the.word("approver"), DEPARTMENTS.label(record.approver).within(the.locale)),
    )


def _subjects(the: Book, record: Page) -> Iterator[Link]:
    """The subjects of a page, then its tags, each with where more of it stands."""
    for name in record.topics:
        yield Link(SUBJECTS.label(name).within(the.locale), subject_path(the, name))
    tags = tag_paths(the) if record.tags else {}
    for tag in record.tags:
        yield Link(tag, tags[tag])


def _notice(the: Book, chapter: Chapter) -> str:
    if not chapter.translated:
        return the.word("missing")
    original = the.view.find(Page, f"zh/{chapter.page.id}")
    return the.word("stale") if original is not None and is_stale(chapter.page, original) else ""
