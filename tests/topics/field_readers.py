"""Which fields of records nobody reads: mypy says which attributes the program asks of which class, so that `days` is not `days`.

A field is read when code asks for it, when its topic names it as a text (`getattr(line, name)` over a list of names), or when a
template of its topic does. Names given to `told` and `origin` point at a place and read nothing. What only people read (texts,
references, evidence) is read when the pages of what is on record show its kind; a policy's texts stand on its own page. What a
machine could weigh (amounts, days, dates, codes, flags) needs a reader of its own.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

import jinja2

from toolkit.network import fields
from toolkit.network.describe import is_of, vocabulary_of
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Value
from toolkit.site.recorded import shown_kinds

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = Path(__file__).with_name("reading_plugin.py")
POINTING = frozenset(("told", "told_at_key", "origin", "key_origin", "field"))
"""Calls whose texts say where a value stands; they do not read it."""
WEIGHED = (Decimal, int, bool, date, datetime)
SHARED = ("site", "reports", "base")
"""Folders of templates and rooms of the program that serve every topic."""


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field where it is declared: its class, and its name."""

    model: type[Value]
    name: str

    def __str__(self) -> str:
        return f"{self.model.__module__}.{self.model.__name__}.{self.name}"


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads: attributes by class, names that a topic's code holds as texts, names that templates ask for."""

    attributes: frozenset[str]
    texts: Mapping[str, frozenset[str]]
    templates: Mapping[str, frozenset[str]]


def attributes_read(package: str, root: Path, notes: Path, cache_dir: Path) -> frozenset[str]:
    """Returns `module.Class.attribute` for each that the modules of a package read, other than where it is declared."""
    setup = notes.with_suffix(".ini")
    setup.write_text(
        f"[mypy]\nplugins = {PLUGIN}, pydantic.mypy\nexplicit_package_bases = True\nignore_missing_imports = True\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", setup, "--cache-dir", cache_dir, "-p", package],
        cwd=root,
        env={**os.environ, "ATTRIBUTES": str(notes), "READ_FROM": f"{package}.", "MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return frozenset(_read(notes.read_text("utf-8").splitlines()))


def _read(lines: Iterable[str]) -> Iterator[str]:
    for line in dict.fromkeys(lines):
        full, written, path, number = line.split("\t")
        if written == "1" or "/sample/" in path:
            continue
        if re.match(rf"\s+{full.rpartition('.')[2]}\s*:", _lines(path)[int(number) - 1]):
            continue
        yield full


@cache
def _lines(path: str) -> tuple[str, ...]:
    return tuple(Path(path).read_text("utf-8").splitlines())


def texts_of(toolkit: Path) -> Mapping[str, frozenset[str]]:
    """Returns the texts that look like names in the code of each topic, where they do not point at a place."""
    found: dict[str, set[str]] = {}
    for path in sorted(toolkit.glob("topics/*/**/*.py")):
        inside = path.relative_to(toolkit / "topics").parts
        if "records" in inside[1]:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        aside = {id(node) for call in _calls(tree) for part in call for node in ast.walk(part)}
        held = found.setdefault(inside[0], set())
        held |= {
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside
        }
    return {topic: frozenset(texts) for topic, texts in found.items()}


def _calls(tree: ast.Module) -> Iterator[list[ast.expr]]:
    """The arguments of every call that points at a place."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            if name in POINTING:
                yield [*node.args, *(keyword.value for keyword in node.keywords)]


def templates_of(templates: Path) -> Mapping[str, frozenset[str]]:
    """Returns the attributes that the templates of each folder ask for."""
    found: dict[str, set[str]] = {}
    parse = jinja2.Environment(autoescape=True).parse
    for path in sorted(templates.rglob("*.html")):
        held = found.setdefault(path.relative_to(templates).parts[0], set())
        held |= {node.attr for node in parse(path.read_text("utf-8")).find_all(jinja2.nodes.Getattr)}
    return {folder: frozenset(names) for folder, names in found.items()}


def unread(kinds: Iterable[Kind], readers: Readers) -> tuple[str, ...]:
    """Returns the fields of all records of these kinds that nobody reads."""
    kinds = tuple(kinds)
    shown = _reached(kind.model for kind in shown_kinds(kinds))
    found = {
        str(field)
        for kind in kinds
        for model in _reached((kind.model,))
        for field in _fields(model)
        if field.name not in (*model.KEY, *kind.path_fields, *kind.identity_fields)
        and not _is_read(field, model, readers)
        and not (_is_prose(field) and (model in shown or issubclass(kind.model, Policy)))
    }
    return tuple(sorted(found))


def _is_read(field: FieldOf, model: type[Value], readers: Readers) -> bool:
    if str(field) in readers.attributes or f"{model.__module__}.{model.__name__}.{field.name}" in readers.attributes:
        return True
    topic = topic_of(field.model)
    named = {name for folder in (topic, *SHARED) for name in readers.templates.get(folder, ())}
    return field.name in readers.texts.get(topic, ()) or field.name in named


def topic_of(model: type[Value]) -> str:
    """Returns the topic whose room a class stands in; empty for the engine's own."""
    parts = model.__module__.split(".")
    return parts[2] if parts[1:2] == ["topics"] else ""


def _fields(model: type[Value]) -> Iterator[FieldOf]:
    for name in model.model_fields:
        yield FieldOf(next(base for base in model.__mro__ if name in base.__dict__.get("__annotations__", ())), name)


def _is_prose(field: FieldOf) -> bool:
    """Whether a field holds what only people weigh: texts, references, and groups, whose own fields are asked for themselves."""
    info = field.model.model_fields[field.name]
    kind: Any = (info.annotation, *info.metadata)
    coded = vocabulary_of(kind) is not None or any(is_of(kind, form) for form in (fields.Quarter, fields.Version))
    return not coded and not any(part in WEIGHED for part in _parts(info.annotation))


def _parts(annotation: Any) -> Iterator[Any]:
    yield annotation
    for part in get_args(annotation):
        yield from _parts(part)


def _reached(models: Iterable[type[Value]]) -> frozenset[type[Value]]:
    """The models, and all groups inside them."""
    found: list[type[Value]] = list(dict.fromkeys(models))
    for model in found:
        inside = (part for info in model.model_fields.values() for part in _parts(info.annotation))
        found.extend(
            part for part in dict.fromkeys(inside)
            if isinstance(part, type) and issubclass(part, Value) and part not in found
        )  # fmt: skip
    return frozenset(found)
