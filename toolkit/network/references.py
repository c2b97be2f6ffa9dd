"""References from record to record: gathered from the fields' types, and checked against what the network holds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.fields import RefTo
from toolkit.network.network import Entry, Key, Network
from toolkit.network.record import Value
from toolkit.sources.document import Step

UNKNOWN_REFERENCE = ProblemKind(
    "REF001",
    "error",
    Text("{kind}里没有 {id}", "there is no {id} among {kind}"),
    Text("{advice}", "{advice}"),
    manual="A field names a record that the workspace does not have. Ids are matched exactly."
    "中文：字段写的是工作区里没有的记录。编号要完全相同。",
)
MANY = 20
"""How many unknown references get a hint: to look for the nearest of many ids thousands of times would take hours."""
Shape = Literal["reference", "references", "value", "values", "table"]


@cache
def _shapes(model: type[Value]) -> tuple[tuple[str, Shape, Any], ...]:
    """Which fields of a model hold references, or values that may hold some."""
    found: list[tuple[str, Shape, Any]] = []
    for name, info in model.model_fields.items():
        direct = next((m for m in info.metadata if isinstance(m, RefTo)), None) or _reference(info.annotation)
        if direct:
            found.append((name, "reference", direct.kind))
            continue
        for option in _options(info.annotation):
            inner = get_args(option)
            origin = getattr(option, "__origin__", None)
            if origin is tuple and inner:
                reference = _reference(inner[0])
                if reference:
                    found.append((name, "references", reference.kind))
                elif isinstance(inner[0], type) and issubclass(inner[0], Value):
                    found.append((name, "values", inner[0]))
            elif origin is dict and len(inner) == 2 and isinstance(inner[1], type) and issubclass(inner[1], Value):
                found.append((name, "table", inner[1]))
            elif isinstance(option, type) and issubclass(option, Value):
                found.append((name, "value", option))
    return tuple(found)


def _options(annotation: Any) -> tuple[Any, ...]:
    """The types of a union, or the one type that it is."""
    return get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)


def _reference(annotation: Any) -> RefTo | None:
    for option in _options(annotation):
        for meta in getattr(option, "__metadata__", ()):
            if isinstance(meta, RefTo):
                return meta
    return None


def owners(model: type[Value]) -> Iterator[tuple[str, str]]:
    """Yields (field, kind) for every field of a model that holds one reference."""
    for name, shape, about in _shapes(model):
        if shape == "reference":
            yield name, about


def references(value: Value, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], str, str]]:
    """Yields (path, kind, id) for every reference that a record holds."""
    for name, shape, about in _shapes(type(value)):
        held = getattr(value, name)
        if held is None:
            continue
        match shape:
            case "reference":
                yield (*path, name), about, held
            case "references":
                for place, item in enumerate(held):
                    yield (*path, name, place), about, item
            case "value":
                yield from references(held, (*path, name))
            case "values":
                for place, item in enumerate(held):
                    yield from references(item, (*path, name, place))
            case "table":
                for key, item in held.items():
                    yield from references(item, (*path, name, key))


def unknown_references(network: Network, elsewhere: frozenset[Key] = frozenset()) -> Iterator[Problem]:
    """Yields a problem for each reference whose record is neither there nor `elsewhere`, with the nearest id as a hint."""
    known = {kind.name: frozenset(network.ids(kind.name)) for kind in network.kinds.all}
    told = 0
    for entry in network.entries():
        for path, kind, wanted in references(entry.record):
            if kind not in known or wanted in known[kind]:
                continue
            if (kind, wanted) in network.left_out or (kind, wanted) in elsewhere:
                continue
            # Without any person at hand, as in a fresh clone, all papers print blanks; one missing among many is told.
            if known[kind] or not network.kinds.named(kind).erasable:
                beside = [key for about, key in elsewhere if about == kind] if told < MANY else []
                # Of a part of a workspace not all ids are known: the nearest of some would mislead.
                near = (
                    nearest(wanted, (*network.ids(kind), *beside)) if told < MANY and (beside or not elsewhere) else ""
                )
                told += 1
                yield _unknown(network, entry, path, kind, wanted, near)


def _unknown(network: Network, entry: Entry, path: tuple[Step, ...], kind: str, wanted: str, near: str) -> Problem:
    erasable = network.kinds.named(kind).erasable
    return UNKNOWN_REFERENCE.at(
        network.origin(entry.record, *path),
        severity="warning" if erasable else None,
        record=entry.id,
        field=network.field(entry.record, *path),
        kind=network.kinds.named(kind).title,
        id=wanted,
        advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT,
    )


def naming(network: Network, kind: str, key: str) -> Iterator[tuple[Entry, tuple[Step, ...]]]:
    """Yields every record that names the record `key` of a kind, with the path of the reference, by kind and id."""
    for entry in network.entries():
        for path, about, wanted in references(entry.record):
            if (about, wanted) == (kind, key):
                yield entry, path
