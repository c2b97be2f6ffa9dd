"""What is on record, whole: every record of a dealer on one page, those of the company by kind, each with the file that says it.

A card chooses what matters today; here nothing is left out that its reader may see, so that a reason, a note or who agreed
to what can be read again after years, by whoever takes over the account.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Record
from toolkit.network.tables import Table, table_of
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.laid_out import Block, blocks
from toolkit.site.navigation import dealer_path
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading
from toolkit.topics.company.records import Contact
from toolkit.topics.contract.records.frozen import SignedText, StandardText
from toolkit.topics.dealer.records import DealerProfile

INDEX = "records/index"
ELSEWHERE: tuple[type[Record], ...] = (Contact, SignedText, StandardText)
"""People stay in the store of people; signed texts are papers, and are read there."""
MOST_ROWS = 200
"""Rows of a list of outlets, orders or codes that are shown; the file has the rest."""


@dataclass(frozen=True, slots=True)
class Held:
    """A record as its page shows it: its id, the file that says it, and its parts."""

    name: str
    path: str
    parts: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The records of one kind: each with its parts, or all in one table where the file is a table."""

    anchor: str
    title: str
    count: int
    held: tuple[Held, ...] = ()
    table: Table | None = None
    path: str = ""


def shown_kinds(kinds: Iterable[Kind]) -> tuple[Kind, ...]:
    """Returns the kinds whose records these pages show: all but policies, prose, people and signed texts, which have pages or
    papers of their own."""
    return tuple(
        kind
        for kind in kinds
        if kind.form != "markdown" and not issubclass(kind.model, (Policy, *ELSEWHERE)) and kind.name != "contents"
    )


def recorded_path(the: Book, name: str) -> str:
    """Returns the output path of what is on record of a dealer, by its id, or of a kind, by its name."""
    return page_path(the.locale, f"records/{name}")


def recorded(the: Book) -> Iterator[Artifact]:
    """Yields the index, a page for each kind of the company's own records, and one for each dealer."""
    own = tuple(kind for kind in shown_kinds(the.view.kinds.all) if not _of_dealer(kind) and the.view.count(kind.model))
    rows = tuple((_kind_link(the, kind), the.view.count(kind.model)) for kind in own)
    yield page(
        the,
        page_path(the.locale, INDEX),
        "site/recorded-index.html",
        the.word("on_record"),
        {"rows": rows, "dealers": Link(the.word("dealers"), page_path(the.locale, "dealers/index"))},
        purpose=the.word("on_record_purpose"),
        kind="reference",
    )
    for kind in own:
        yield _kind_page(the, kind)
    for profile in the.view.all(DealerProfile):
        yield _dealer_page(the, profile)


def recorded_at(the: Book, path: str) -> Artifact | None:
    """Returns the page at `path`, without making the dealers' others; None for no such page."""
    name = path.rpartition("/")[2].removesuffix(".html")
    profile = the.view.find(DealerProfile, name)
    if profile is not None:
        return _dealer_page(the, profile)
    return next((made for made in recorded(the) if made.path == path), None) if not name.startswith("D-") else None


def _of_dealer(kind: Kind) -> bool:
    return kind.model is DealerProfile or "dealer" in kind.path_fields


def _kind_link(the: Book, kind: Kind) -> Link:
    return Link(kind.title.within(the.locale), recorded_path(the, kind.name))


def _kind_page(the: Book, kind: Kind) -> Artifact:
    group, link = _group(the, kind, the.view.all(kind.model)), _kind_link(the, kind)
    return page(
        the,
        link.path,
        "site/recorded.html",
        link.title,
        {"groups": (group,)},
        trail=(Link(the.word("on_record"), page_path(the.locale, INDEX)), link),
        sources=_files(group),
        kind="reference",
    )


def _dealer_page(the: Book, profile: DealerProfile) -> Artifact:
    kinds = (kind for kind in shown_kinds(the.view.kinds.all) if kind.model is not DealerProfile and _of_dealer(kind))
    groups = [_group(the, the.view.kinds.of(DealerProfile), (profile,))]
    groups += [_group(the, kind, rows) for kind in kinds if (rows := the.view.of_dealer(kind.model, profile.id))]
    path = recorded_path(the, profile.id)
    trail = (
        Link(the.word("dealers"), page_path(the.locale, "dealers/index")),
        Link(profile.short_name, dealer_path(the.locale, profile.id)),
        Link(the.word("on_record"), path),
    )
    return page(
        the,
        path,
        "site/recorded.html",
        f"{profile.short_name} · {the.word('on_record')}",
        {"groups": tuple(groups)},
        purpose=the.word("on_record_dealer"),
        trail=trail,
        toc=tuple(Heading(2, group.anchor, group.title) for group in groups),
        sources=tuple(dict.fromkeys(path for group in groups for path in _files(group))),
        folder=f"dealers/{profile.id}",
        kind="recorded",
    )


def _files(group: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(held.path for held in group.held)) or (group.path,)


def _group(the: Book, kind: Kind, rows: tuple[Record, ...]) -> Group:
    title, anchor = kind.title.within(the.locale), f"kind-{kind.name}"
    if kind.form == "csv":
        table = table_of(kind.model, rows[:MOST_ROWS], the.locale, titles=the.titles)
        return Group(anchor, title, len(rows), table=table, path=_path(the, kind, rows[0]))
    return Group(anchor, title, len(rows), tuple(_held(the, kind, row) for row in rows))


def _held(the: Book, kind: Kind, record: Record) -> Held:
    known = frozenset((*kind.path_fields, *kind.identity_fields))
    return Held(kind.id_of(record), _path(the, kind, record), tuple(blocks(the, record, known)))


def _path(the: Book, kind: Kind, record: Record) -> str:
    return next(iter(the.view.paths(((kind.model, kind.id_of(record)),))), "")
