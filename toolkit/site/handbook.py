"""The handbook's pages: playbooks in order, and their index."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.links import linked
from toolkit.site.navigation import Chapter, chapter_path, dealer_path, neighbours, policy_path
from toolkit.site.pages import Book, page
from toolkit.topics.company.records import DEPARTMENTS
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.handbook.records import Page
from toolkit.topics.handbook.rules import is_stale
from toolkit.topics.handbook.rules.binding import bound

Parts = tuple[tuple[str, tuple[tuple[Link, str], ...]], ...]


def handbook(the: Book) -> Iterator[Artifact]:
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
    shown = shown_files(the)
    for place, chapter in enumerate(the.chapters):
        yield _chapter(the, place, chapter, shown)


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


def _chapter(the: Book, place: int, chapter: Chapter, shown: Mapping[str, str]) -> Artifact:
    record = chapter.page
    source = f"content/handbook/{record.locale}/{record.part}/{record.id}.md"
    here = posixpath.dirname(chapter.path)
    blocks = linked(record.body.blocks, source, shown, lambda path: posixpath.relpath(path, here))
    blocks = bound(
        blocks,
        the.policies,
        the.locale,
        lambda name: posixpath.relpath(policy_path(the.locale, name), here),
        the.titles,
    )
    return page(
        the,
        chapter.path,
        "site/handbook-page.html",
        record.title,
        {"blocks": blocks, "notice": _notice(the, chapter)},
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
    )


def _people(the: Book, record: Page) -> tuple[tuple[str, str], ...]:
    return (
        (the.word("owner"), DEPARTMENTS.label(record.owner).within(the.locale)),
        (the.word("approver"), DEPARTMENTS.label(record.approver).within(the.locale)),
    )


def _notice(the: Book, chapter: Chapter) -> str:
    if not chapter.translated:
        return the.word("missing")
    original = the.view.find(Page, f"zh/{chapter.page.id}")
    return the.word("stale") if original is not None and is_stale(chapter.page, original) else ""
