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
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.laid_out import blocks, name_of
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
    parts = tuple(blocks(the, shown, HEAD))
    listed = tuple(_version(the, version, _before(versions, version)) for version in versions)
    toc = [Heading(2, block.anchor, block.title) for block in parts]
    notes = shown.notes.within(the.locale) if shown.notes is not None else ""
    return page(
        the,
        path,
        "site/policy.html",
        title,
        {"blocks": parts, "versions": listed, "notes": notes},
        purpose=notes,
        meta=(
            (the.word("version"), shown.version),
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
    first = day_text(version.effective_from, the.locale)
    if version.effective_to is None:
        return f"{first}起" if the.locale == "zh" else f"from {first}"
    return f"{first} {the.word('until')} {day_text(version.effective_to, the.locale)}"


def _version(the: Book, version: Policy, earlier: Policy | None) -> Version:
    standing = "in_force" if version.covers(the.now.as_of) else "past_version"
    if version.effective_from > the.now.as_of:
        standing = "coming_version"
    changes: tuple[tuple[str, str, str], ...] = ()
    if earlier is not None and type(earlier) is type(version):
        changes = tuple(_change(the, earlier, version, held) for held in differences(earlier, version, without=HEAD))
    return Version(version.version, _days(the, version), the.word(standing), changes, earlier is None)


def _change(the: Book, earlier: Policy, version: Policy, difference: Difference) -> tuple[str, str, str]:
    return (
        _where(the, version, difference.path),
        _side(the, earlier, difference, difference.before),
        _side(the, version, difference, difference.after),
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
            words.append(_key_words(the, version, held) if isinstance(held, Value) else step)
    return " · ".join(words)


def _item(held: object, step: str) -> object:
    if isinstance(held, dict):
        return held.get(step)
    rows = held if isinstance(held, tuple) else ()
    keyed = (item for item in rows if isinstance(item, Value))
    return next((item for item in keyed if key_of(item) == step), None)


def _key_words(the: Book, version: Policy, item: Value) -> str:
    keys = (field_text(type(item), k, vars(item).get(k), the.locale, the.titles, (version,)) for k in item.KEY)
    return name_of(the, item) or " ".join(keys)


def _side(the: Book, side: Policy, difference: Difference, held: object) -> str:
    if held is ABSENT or held is None:
        return NOTHING
    shown = tuple(map(_without_code, held)) if isinstance(held, tuple) else _without_code(held)
    return field_text(difference.model, difference.name, shown, the.locale, the.titles, (side,))


def _without_code(held: object) -> object:
    """An item that bears a name, without its code beside it."""
    named = isinstance(held, Value) and isinstance(vars(held).get("name"), Text) and "id" in vars(held)
    return held.model_copy(update={"id": None}) if isinstance(held, Value) and named else held
