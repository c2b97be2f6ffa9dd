"""Policies on the site: all that are in force, and each with its versions, what it says, and what changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text
from toolkit.network.comparing import ABSENT, Difference, differences, key_of
from toolkit.network.policy import APPLIES_BY, Policy
from toolkit.network.record import Value, label
from toolkit.network.showing import NOTHING, field_text
from toolkit.network.tables import Table, table_of
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.navigation import policy_path
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading

HEAD = frozenset({"id", "version", "name", "effective_from", "effective_to", "applies_by", "notes"})
"""What every policy has; the page shows it above the rest."""


@dataclass(frozen=True, slots=True)
class Version:
    """A version as its page shows it: its days, where it stands today, and how it differs from the one before."""

    number: str
    days: str
    standing: str
    changes: tuple[tuple[str, str, str], ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands together under a heading: single values, or a list as a table."""

    title: str = ""
    caption: str = ""
    pairs: tuple[tuple[str, str], ...] = ()
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a policy under a heading of its own."""

    anchor: str
    title: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A policy in the catalogue."""

    link: Link
    topic: str
    version: str
    days: str
    changed: int


def policies(the: Book) -> Iterator[Artifact]:
    """Yields the catalogue of policies, and a page for each policy id."""
    found = dict(sorted(_versions(the).items()))
    index = page_path(the.locale, "policies/index")
    yield page(
        the,
        index,
        "site/policies.html",
        the.word("policies"),
        {"rows": tuple(_row(the, versions) for versions in found.values())},
        purpose=the.word("policies_purpose"),
        sources=tuple(path for versions in found.values() for path in _sources(the, versions)),
        kind="index",
    )
    for versions in found.values():
        yield _policy(the, versions, index)


def _versions(the: Book) -> dict[str, tuple[Policy, ...]]:
    """Every policy with its versions, the latest first."""
    found: dict[str, list[Policy]] = {}
    for kind in the.view.kinds.all:
        if issubclass(kind.model, Policy):
            for version in the.view.all(kind.model):
                found.setdefault(version.id, []).append(version)
    return {name: tuple(sorted(rows, key=lambda row: row.effective_from, reverse=True)) for name, rows in found.items()}


def _shown(the: Book, versions: tuple[Policy, ...]) -> Policy:
    """The version in force, else the latest."""
    return the.policies.get(versions[0].id, versions[0])


def _row(the: Book, versions: tuple[Policy, ...]) -> Row:
    shown = _shown(the, versions)
    earlier = _before(versions, shown)
    return Row(
        Link(shown.name.within(the.locale), policy_path(the.locale, shown.id)),
        shown.id,
        shown.version,
        _days(the, shown),
        len(tuple(differences(earlier, shown, without=HEAD))) if earlier is not None else 0,
    )


def _before(versions: tuple[Policy, ...], version: Policy) -> Policy | None:
    place = versions.index(version)
    return versions[place + 1] if place + 1 < len(versions) else None


def _policy(the: Book, versions: tuple[Policy, ...], index: str) -> Artifact:
    shown = _shown(the, versions)
    title, path = shown.name.within(the.locale), policy_path(the.locale, shown.id)
    blocks = tuple(_blocks(the, shown))
    listed = tuple(_version(the, version, _before(versions, version)) for version in versions)
    toc = [Heading(2, block.anchor, block.title) for block in blocks]
    notes = shown.notes.within(the.locale) if shown.notes is not None else ""
    return page(
        the,
        path,
        "site/policy.html",
        title,
        {"blocks": blocks, "versions": listed, "notes": notes},
        purpose=notes,
        meta=(
            (the.word("version"), shown.reference),
            (the.word("in_force_from"), _days(the, shown)),
            (the.word("applies_by"), APPLIES_BY.label(shown.applies_by).within(the.locale)),
        ),
        trail=(Link(the.word("policies"), index), Link(title, path)),
        toc=(*toc, Heading(2, "versions", the.word("what_changed"))),
        sources=_sources(the, versions),
        source=next(iter(_sources(the, (shown,))), ""),
        kind="policy",
    )


def _sources(the: Book, versions: tuple[Policy, ...]) -> tuple[str, ...]:
    return the.view.paths((type(version), version.reference) for version in versions)


def _days(the: Book, version: Policy) -> str:
    end = day_text(version.effective_to, the.locale) if version.effective_to else the.word("open_end")
    return f"{day_text(version.effective_from, the.locale)} {the.word('until')} {end}"


def _version(the: Book, version: Policy, earlier: Policy | None) -> Version:
    standing = "in_force" if version.covers(the.now.as_of) else "past_version"
    if version.effective_from > the.now.as_of:
        standing = "coming_version"
    found = (
        differences(earlier, version, without=HEAD) if earlier is not None and type(earlier) is type(version) else ()
    )
    changes = tuple(_change(the, version, difference) for difference in found)
    return Version(version.version, _days(the, version), the.word(standing), changes, earlier is None)


def _change(the: Book, version: Policy, difference: Difference) -> tuple[str, str, str]:
    return (
        _where(the, version, difference.path),
        _side(the, difference, difference.before),
        _side(the, difference, difference.after),
    )


def _where(the: Book, version: Policy, path: tuple[str, ...]) -> str:
    """A path in words: names of fields and of items in the reader's language; the key of an item that is gone as it is."""
    words: list[str] = []
    held: object = version
    for step in path:
        if isinstance(held, Value) and step in type(held).model_fields:
            words.append(label(type(held), step).within(the.locale))
            held = vars(held).get(step)
        else:
            held = _item(held, step)
            words.append(_key_words(the, held) if isinstance(held, Value) else step)
    return " · ".join(words)


def _item(held: object, step: str) -> object:
    if isinstance(held, dict):
        return held.get(step)
    rows = held if isinstance(held, tuple) else ()
    keyed = (item for item in rows if isinstance(item, Value))
    return next((item for item in keyed if key_of(item) == step), None)


def _key_words(the: Book, item: Value) -> str:
    keys = (field_text(type(item), k, vars(item).get(k), the.locale, the.titles) for k in item.KEY)
    return _name(the, item) or " ".join(keys)


def _side(the: Book, difference: Difference, held: object) -> str:
    if held is ABSENT or held is None:
        return NOTHING
    return field_text(difference.model, difference.name, held, the.locale, the.titles)


def _blocks(the: Book, policy: Policy) -> Iterator[Block]:
    """The single values of a policy first, then its groups and lists, each under its name."""
    model = type(policy)
    names = [name for name in model.model_fields if name not in HEAD and vars(policy).get(name) not in (None, (), {})]
    single = tuple(name for name in names if not _has_block(vars(policy)[name]))
    if single:
        yield Block("values", the.word("values"), (_piece(the, (policy,), single),))
    for name in names:
        if name not in single:
            held, title = vars(policy)[name], label(model, name).within(the.locale)
            yield Block(name, title, tuple(_pieces(the, held, policy)))


def _has_block(held: object) -> bool:
    """Whether a value gets a heading of its own: a group, or a list of groups that is no list of points."""
    return isinstance(held, Value) or (_is_list(held) and not _are_points(held))


def _is_list(held: object) -> bool:
    return isinstance(held, tuple) and bool(held) and all(isinstance(item, Value) for item in held)


def _are_points(held: object) -> bool:
    """Whether a list holds points of a curve or of a scale: two fields each, which read well in a row."""
    return isinstance(held, tuple) and all(
        isinstance(item, Value) and len(type(item).model_fields) <= 2 for item in held
    )


def _pieces(the: Book, held: object, policy: Policy) -> Iterator[Piece]:
    if isinstance(held, Value):
        yield from _group(the, (policy, held), "", frozenset())
    elif isinstance(held, tuple) and not any(_holds_lists(item) for item in held):
        yield Piece(table=table_of(type(held[0]), held, the.locale, titles=the.titles, holders=(policy,)))
    elif isinstance(held, tuple):
        for item in held:
            key = " ".join(_text(the, (policy, item), name) for name in item.KEY)
            name = _name(the, item)
            yield from _group(the, (policy, item), name or key, frozenset((*item.KEY, "name") if name else item.KEY))


def _text(the: Book, holders: tuple[Value, ...], name: str) -> str:
    """A field of the innermost of `holders`, which lie in each other, the outermost first."""
    group = holders[-1]
    return field_text(type(group), name, vars(group).get(name), the.locale, the.titles, holders)


def _group(the: Book, holders: tuple[Value, ...], title: str, without: frozenset[str]) -> Iterator[Piece]:
    """A group's single values, then a table for each list of it."""
    group = holders[-1]
    names = [n for n in type(group).model_fields if n not in without and vars(group).get(n) not in (None, (), {})]
    lists = [name for name in names if _is_list(vars(group)[name]) and not _are_points(vars(group)[name])]
    single = tuple(name for name in names if name not in lists)
    if single or title:
        yield _piece(the, holders, single, title)
    for name in lists:
        held = vars(group)[name]
        words = label(type(group), name).within(the.locale)
        table = table_of(type(held[0]), held, the.locale, titles=the.titles, holders=holders)
        yield Piece(caption=words, table=table)


def _piece(the: Book, holders: tuple[Value, ...], names: tuple[str, ...], title: str = "") -> Piece:
    model = type(holders[-1])
    rows = ((label(model, name).within(the.locale), _text(the, holders, name)) for name in names)
    return Piece(title=title, pairs=tuple(rows))


def _holds_lists(item: Value) -> bool:
    return any(_is_list(held) and not _are_points(held) for held in vars(item).values()) or any(
        _is_list(held) and len(held) > 3 for held in vars(item).values()
    )


def _name(the: Book, item: Value) -> str:
    held = vars(item).get("name")
    return held.within(the.locale) if isinstance(held, Text) else ""
