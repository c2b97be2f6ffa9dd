"""Kinds of records as tables: one row a record, one sheet for each list inside it, a column for every single value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, get_args, get_origin

from toolkit.edit.incoming.cells import Meaning
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.kinds import Kind
from toolkit.network.record import Value, label, mark
from toolkit.network.shared import Measured
from toolkit.network.validation import inner_model

Keys = tuple[str, ...]
DEEPEST = 6
VALUE = "value"
"""The number of a measured figure, which may stand alone for all of it."""
FROZEN = ("signed-text", "standard-text")
"""Kinds that hold what two sides signed: they are made by freezing and never edited."""
RECORD = Text("所属记录", "Of record")
"""The column of a list's sheet that says to which record a row belongs."""
_ENGLISH = Text("英文", "English")
_WORDS = Text("文字", "Words")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column: the keys that lead to its value from the row's record or item, its name, and what its cells mean."""

    keys: Keys
    title: Text
    meaning: Meaning
    unit: str = ""
    required: bool = False
    measured: bool = False
    help: Text = NO_TEXT

    @property
    def path(self) -> str:
        """Returns the path as people write it; the Chinese words of a text go without `zh`."""
        plain = (self.meaning.bilingual and self.keys[-1] == "zh") or self.measured
        return ".".join(self.keys[:-1] if plain and len(self.keys) > 1 else self.keys)


@dataclass(frozen=True, slots=True)
class Form:
    """A sheet: the records themselves, or the items of one list, reached through `lists`, each by its keys in the one before.

    `holders` are the names of the enclosing lists, outermost first; `key` are the fields that tell items apart.
    """

    lists: tuple[Keys, ...]
    title: Text
    leaves: tuple[Leaf, ...]
    key: Keys = ()
    holders: tuple[Text, ...] = ()
    words: bool = False

    @property
    def path(self) -> str:
        """Returns the list's path, `lines[].months[]`; empty for the records themselves."""
        return ".".join(".".join(keys) + "[]" for keys in self.lists)


@cache
def forms_of(kind: Kind) -> tuple[Form, ...]:
    """Returns the sheets of a kind: its records first, then each list, outer ones before those inside."""
    return tuple(_forms(kind.model, kind.title, (), (), kind.model.KEY))


def _forms(
    model: type[Value], title: Text, lists: tuple[Keys, ...], holders: tuple[Text, ...], key: Keys
) -> Iterator[Form]:
    rows = tuple(_walked(model, (), NO_TEXT, 0, True))
    yield Form(lists, title, tuple(leaf for leaf, _, _ in rows if leaf is not None), key, holders)
    above = (*holders, title) if lists else ()
    for leaf, way, inner in rows:
        if leaf is not None or way is None or len(lists) >= 3:
            continue
        keys, name = way
        shown = Text(f"{title.zh}·{name.zh}", f"{title.en} · {name.en}") if lists else name
        if inner is None:
            words = tuple(
                Leaf((part,), text, Meaning("bilingual")) for part, text in (("zh", _WORDS), ("en", _ENGLISH))
            )
            yield Form((*lists, keys), shown, words, (), above, words=True)
        else:
            yield from _forms(inner, shown, (*lists, keys), above, inner.KEY)


Row = tuple[Leaf | None, tuple[Keys, Text] | None, type[Value] | None]


def _walked(model: type[Value], keys: Keys, above: Text, depth: int, must: bool) -> Iterator[Row]:
    """The leaves and the lists of a group, in the order of its fields; `must` says that the group has to be there."""
    for name, info in model.model_fields.items():
        here, own = (*keys, info.alias or name), label(model, name)
        title = Text(f"{above.zh}·{own.zh}", f"{above.en} · {own.en}") if above else own
        inner, listed = inner_model(info.annotation), _is_list(info.annotation)
        meaning = Meaning.of((info.annotation, *info.metadata))
        if listed and (inner is not None or meaning.bilingual):
            yield None, (here, title), inner
        elif inner is not None and depth < DEEPEST:
            for leaf, way, below in _walked(inner, here, title, depth + 1, must and info.is_required()):
                if leaf is not None and inner is Measured and leaf.keys == (*here, VALUE):
                    # A measured figure may be written as its number alone: its column has the field's own name.
                    unit = mark(model, name, "unit") or leaf.unit
                    leaf = replace(leaf, title=title, unit=unit, measured=True)
                yield leaf, way, below
        else:
            help_ = Text(mark(model, name, "help_zh"), mark(model, name, "help_en"))
            needed = info.is_required() and must
            unit = mark(model, name, "unit")
            if meaning.bilingual:
                yield Leaf((*here, "zh"), title, meaning, unit, needed, help=help_), None, None
                english = Text(f"{title.zh}·{_ENGLISH.zh}", f"{title.en} · {_ENGLISH.en}")
                yield Leaf((*here, "en"), english, meaning), None, None
            else:
                yield Leaf(here, title, meaning, unit, needed, help=help_), None, None


def _is_list(annotation: Any) -> bool:
    options = (annotation,) if get_origin(annotation) is tuple else get_args(annotation)
    return any(get_origin(option) is tuple for option in options)


def headings(form: Form) -> tuple[Text, ...]:
    """Returns the names of a sheet's columns, each once: where two leaves have one name, the path stands behind it."""
    zh, en = [leaf.title.zh for leaf in form.leaves], [leaf.title.en for leaf in form.leaves]
    return tuple(
        Text(
            leaf.title.zh + (f"（{leaf.path}）" if zh.count(leaf.title.zh) > 1 else ""),
            leaf.title.en + (f" ({leaf.path})" if en.count(leaf.title.en) > 1 else ""),
        )
        for leaf in form.leaves
    )
