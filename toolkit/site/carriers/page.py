"""The page that says what carries each practice, with links to where it is described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from toolkit.network.manual import READING
from toolkit.plan.artifact import Artifact
from toolkit.site.carriers.capabilities import CAPABILITIES
from toolkit.site.carriers.carrier import (
    Carrier,
    Command,
    Field,
    Finding,
    Group,
    Made,
    NotYet,
    Playbook,
    Row,
    Rule,
    Ruled,
    Shown,
)
from toolkit.site.carriers.mechanisms import MECHANISMS
from toolkit.site.carriers.wording import ENDS, WORDS, field_words, policy_words
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import chapter_path, policy_path
from toolkit.site.pages import Book, page
from toolkit.site.reference import reference_path
from toolkit.sources.prose import Heading
from toolkit.topics.topic import Topic

NAME = "reference/carriers"


@dataclass(frozen=True, slots=True)
class Item:
    """One carrier as the page shows it: words, or a name of the program (`code`), with the page that describes it."""

    text: str
    href: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Carriers of one sort, under what they are called."""

    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A practice as the page shows it."""

    id: str
    name: str
    sections: str
    state: str
    lines: tuple[Line, ...]
    missing: tuple[str, ...]
    prose: str


@dataclass(frozen=True, slots=True)
class Part:
    """A group of practices under a heading; `word` says what it is called in short."""

    anchor: str
    word: str
    title: str
    note: str
    rows: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where names lead: topics by kind and by code, and the handbook's pages by practice."""

    the: Book
    topics: Mapping[str, Topic]
    kinds: Mapping[str, Topic]
    codes: Mapping[str, str]
    playbooks: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]


def carriers(the: Book, topics: tuple[Topic, ...]) -> Artifact:
    """Returns the page of all practices in one language."""
    places = _places(the, topics)
    parts = tuple(_part(places, group) for group in (*MECHANISMS, *CAPABILITIES))
    path = page_path(the.locale, NAME)
    title = WORDS["title"].within(the.locale)
    return page(
        the,
        path,
        "site/carriers.html",
        title,
        {"parts": parts, "counts": _counts(the), "open": _open(the), "words": WORDS},
        purpose=WORDS["purpose"].within(the.locale),
        trail=(Link(the.word("records"), page_path(the.locale, "reference/index")), Link(title, path)),
        toc=tuple(Heading(2, part.anchor, f"{part.word} {part.title}") for part in parts),
        kind="reference",
    )


def _places(the: Book, topics: tuple[Topic, ...]) -> Places:
    checks = page_path(the.locale, "checks")
    codes = {kind.code: f"{checks}#{kind.code}" for kind in READING}
    for topic in topics:
        for check in topic.checks:
            for kind in check.kinds:
                codes.setdefault(kind.code, f"{reference_path(the, topic)}#{kind.code}")
    named: dict[str, tuple[str, ...]] = {}
    for chapter in the.chapters:
        for practice in chapter.page.mission:
            named[practice] = (*named.get(practice, ()), chapter.page.id)
    titles = {chapter.page.id: chapter.page.title for chapter in the.chapters}
    by_kind = {kind.name: topic for topic in topics for kind in topic.kinds}
    return Places(the, {topic.name: topic for topic in topics}, by_kind, codes, named, titles)


def _part(places: Places, group: Group) -> Part:
    locale = places.the.locale
    first, last = group.rows[0].id, group.rows[-1].id
    word = group.id if group.id[0].isupper() else f"{first}–{last}"
    rows = tuple(_entry(places, row, group.id) for row in group.rows)
    return Part(f"part-{group.id.replace('.', '-')}", word, group.title.within(locale), group.note.within(locale), rows)


def _entry(places: Places, row: Row, group: str) -> Entry:
    locale = places.the.locale
    pages = tuple(dict.fromkeys((*places.playbooks.get(row.id, ()), *_named(row))))
    held = tuple(carrier for carrier in row.carriers if not isinstance(carrier, NotYet | Playbook))
    lines = [_line(places, sort, tuple(rows)) for sort, rows in groupby(_in_order(held), key=type)]
    if pages:
        lines.append(Line(WORDS["Playbook"].within(locale), tuple(_playbook(places, name) for name in pages)))
    return Entry(
        row.id,
        row.name.within(locale),
        " ".join(section for section in row.sections if section != group),
        row.state,
        tuple(lines),
        tuple(what.within(locale) for what in row.missing),
        row.prose.within(locale),
    )


ORDER: tuple[type[Carrier], ...] = (Field, Ruled, Rule, Finding, Shown, Made, Command)


def _in_order(held: tuple[Carrier, ...]) -> list[Carrier]:
    return sorted(held, key=lambda carrier: ORDER.index(type(carrier)))


def _named(row: Row) -> Iterator[str]:
    return (carrier.page for carrier in row.carriers if isinstance(carrier, Playbook))


def _line(places: Places, sort: type[Carrier], held: tuple[Carrier, ...]) -> Line:
    items = tuple(_fields(places, held)) if sort is Field else tuple(_item(places, carrier) for carrier in held)
    return Line(WORDS[sort.__name__].within(places.the.locale), items)


def _fields(places: Places, held: tuple[Carrier, ...]) -> Iterator[Item]:
    """An item for each kind of record: its name leads to the reference, its fields follow."""
    wanted = [carrier for carrier in held if isinstance(carrier, Field)]
    for name in dict.fromkeys(field.kind for field in wanted):
        the, kind = places.the, places.the.view.kinds.named(name)
        joined = field_words(the, kind, (field for field in wanted if field.kind == name))
        href = f"{reference_path(the, places.kinds[name])}#kind-{name}"
        yield Item(kind.title.within(the.locale), href, ENDS[the.locale] + joined)


def _item(places: Places, carrier: Carrier) -> Item:
    the = places.the
    match carrier:
        case Ruled(address):
            policy = address.split(".", 1)[0]
            words = policy_words(the, address)
            return Item(words, policy_path(the.locale, policy)) if words else Item("", code=address)
        case Rule(name):
            return Item("", code=name.removeprefix("toolkit.").removeprefix("topics."))
        case Finding(code):
            return Item("", places.codes.get(code, ""), code)
        case Shown(topic, card):
            return Item(places.topics[topic].title.within(the.locale), "", card)
        case Made(_, title, name):
            return Item(title.within(the.locale), page_path(the.locale, name) if _is_there(the, name) else "")
        case Command(name):
            return Item("", code=f"build {name}")
    raise TypeError(f"{type(carrier).__name__} is shown elsewhere")


def _is_there(the: Book, name: str) -> bool:
    """Pages that every site has, and those of policies that are in force here."""
    head, _, policy = name.partition("/")
    return bool(name) and (head != "policies" or policy == "index" or policy in the.policies)


def _playbook(places: Places, name: str) -> Item:
    title = places.titles.get(name)
    return Item(title, chapter_path(places.the.locale, name)) if title else Item("", code=name)


def _counts(the: Book) -> tuple[tuple[str, str, dict[str, int]], ...]:
    """How many practices are whole, partly there, not there, of each of the two lists."""
    return tuple(
        (letter, WORDS[letter].within(the.locale), {state: states.count(state) for state in ("whole", "partly", "not_yet")})
        for letter, groups in (("M", MECHANISMS), ("C", CAPABILITIES))
        for states in [[row.state for group in groups for row in group.rows]]
    )  # fmt: skip


def _open(the: Book) -> tuple[tuple[str, str, str], ...]:
    """Id, name and state of every practice that is not whole."""
    rows = (row for group in (*MECHANISMS, *CAPABILITIES) for row in group.rows)
    unfinished = sorted(
        (row for row in rows if row.state != "whole"), key=lambda row: (row.id[0] != "M", int(row.id[1:]))
    )
    return tuple((row.id, row.name.within(the.locale), row.state) for row in unfinished)
