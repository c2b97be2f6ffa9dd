"""Makes pages: a frame around a template's own context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import day_text
from toolkit.network.view import View
from toolkit.plan.artifact import Artifact, PageJob
from toolkit.site.editing import edit_address
from toolkit.site.frame import UI, Frame, Link, NavGroup, page_path, twin_of
from toolkit.site.navigation import Chapter, board_groups, chapters, menu
from toolkit.sources.prose import Heading
from toolkit.topics.company.records import Workspace
from toolkit.topics.company.records.repository import Repository
from toolkit.topics.handbook.rules.binding import Policies, policies_in_force
from toolkit.topics.topic import Now


@dataclass(frozen=True, slots=True)
class Book:
    """What all pages of one language share."""

    view: View
    now: Now
    locale: Locale
    product: str
    chapters: tuple[Chapter, ...]
    words: Mapping[str, str]
    policies: Policies
    repository: Repository | None = None
    boards: tuple[NavGroup, ...] = ()

    def titles(self, kind: str, key: str, locale: Locale) -> str:
        """Returns the name of a record, for pages that show a reference to it; its id when it has no name."""
        record = self.view.find(self.view.kinds.named(kind).model, key) if kind in self.view.kinds else None
        name = next((vars(record)[n] for n in ("name", "title", "post") if n in vars(record)), None) if record else None
        return name.within(locale) if isinstance(name, Text) else name if isinstance(name, str) else key

    def word(self, key: str) -> str:
        """Returns a word of the frame in the book's language."""
        return self.words[key]


def book(view: View, now: Now, locale: Locale) -> Book:
    """Returns the book of one language."""
    settings = view.only(Workspace)
    product = settings.name.within(locale) if settings else "Channelbook"
    words = {key: text.within(locale) for key, text in UI.items()}
    policies = policies_in_force(view, view.kinds, now.as_of)
    repository = settings.repository if settings else None
    return Book(
        view, now, locale, product, chapters(view, locale), words, policies, repository, board_groups(view, locale)
    )


def page(
    the: Book,
    path: str,
    template: str,
    title: str,
    context: Mapping[str, object],
    *,
    purpose: str = "",
    trail: tuple[Link, ...] = (),
    part: str = "",
    toc: tuple[Heading, ...] = (),
    around: tuple[Link | None, Link | None] = (None, None),
    meta: tuple[tuple[str, str], ...] = (),
    sources: tuple[str, ...] = (),
    kind: str = "page",
    source: str = "",
    folder: str = "",
    alike: Mapping[str, str] | None = None,
) -> Artifact:
    """Returns the page at `path`. `sources` are the files that it is made from: their digest is its data stamp.

    `source` is the file that one edits to change it, the only one when it is left out; `folder` holds all that it shows,
    where that is more than `sources`.
    """
    changed = the.now.history.under(folder) if folder else the.now.history.of(sources)
    updated = ((the.word("updated"), day_text(changed.day, the.locale)),) if changed and meta else ()
    edited = source or (sources[0] if len(sources) == 1 else "")
    frame = Frame(
        path=path,
        locale=the.locale,
        title=title,
        product=the.product,
        purpose=purpose,
        nav=menu(the.chapters, the.locale, path, part, the.boards),
        trail=(Link(the.word("home"), page_path(the.locale, "index")), *trail),
        twin=twin_of(path),
        stamp=the.now.stamp(sources),
        as_of=day_text(the.now.as_of, the.locale),
        toc=toc,
        previous=around[0],
        following=around[1],
        meta=(*meta, *updated),
        kind=kind,
        source=edited,
        edit=edit_address(the.repository, edited),
        changed=changed,
        alike=alike or {},
    )
    values = {**context, "frame": frame, "ui": the.words, "path": path}
    return Artifact(path, PageJob(template, values, the.locale), "internal", sources)
