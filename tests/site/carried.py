"""Holds the names in the table of carriers against the program: whatever is not there, or is used by nobody, is told."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from inspect import isclass, isfunction, unwrap
from pathlib import Path

from tests.sample import AS_OF, artifacts, judged
from toolkit.cli import main
from toolkit.cli.manual import every_kind
from toolkit.network.describe import FieldRow, fields_of
from toolkit.network.policy import Policy
from toolkit.network.results import Result
from toolkit.network.showing import NoSuchPart, part_of
from toolkit.plan.artifact import PageJob
from toolkit.site.carriers.carrier import (
    Carrier,
    Command,
    Field,
    Finding,
    Made,
    NotYet,
    Playbook,
    Row,
    Rule,
    Ruled,
    Shown,
)
from toolkit.topics.catalogue import KINDS, TOPICS
from toolkit.topics.handbook.records import Page
from toolkit.topics.handbook.rules.binding import policies_in_force

TOOLKIT = Path(__file__).resolve().parents[2] / "toolkit"


@dataclass(frozen=True)
class Used:
    """The words that the program uses, beside imports: anywhere, and outside the types of the records."""

    anywhere: frozenset[str]
    outside_records: frozenset[str]


@cache
def used() -> Used:
    """Names and attributes of every module but those of the table itself, and texts that may be names."""
    anywhere: set[str] = set()
    outside: set[str] = set()
    for path in TOOLKIT.rglob("*.py"):
        parts = path.relative_to(TOOLKIT).parts
        if "carriers" in parts:
            continue
        words = _words(ast.parse(path.read_text("utf-8")))
        anywhere |= words
        if not {"records", "records.py"} & set(parts):
            outside |= words
    return Used(frozenset(anywhere), frozenset(outside))


def _words(tree: ast.AST) -> set[str]:
    words: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            words.add(node.id)
        elif isinstance(node, ast.Attribute):
            words.add(node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            words.add(node.value)
    return words - _exported(tree)


def _exported(tree: ast.AST) -> set[str]:
    """What stands in `__all__`: to pass a name on is not to use it."""
    lists = (
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
    )
    return {str(item.value) for held in lists for item in ast.walk(held) if isinstance(item, ast.Constant)}


@cache
def cards() -> frozenset[tuple[str, str]]:
    """Topic and id of every card that a dealer of the sample has."""
    pages = (a.job for a in artifacts("site") if isinstance(a.job, PageJob) and a.job.template == "site/dealer.html")
    shown = (card for job in pages for card in job.context["cards"])  # type: ignore[attr-defined]
    return frozenset((card.template.split("/")[0], card.id) for card in shown)


@cache
def paths(section: str) -> frozenset[str]:
    """What a build of a section plans."""
    return frozenset(artifact.path for artifact in artifacts(section))


@cache
def _fields(kind: str) -> Mapping[str, FieldRow]:
    return {row.path: row for row in fields_of(KINDS.named(kind).model, KINDS)}


def faults(row: Row) -> list[str]:
    """What is wrong with a row: names that lead nowhere, carriers that nobody uses, prose that is not marked."""
    told = [f"{row.id}: {fault}" for carrier in row.carriers for fault in _faults(carrier, bool(row.missing))]
    held = [carrier for carrier in row.carriers if not isinstance(carrier, NotYet)]
    if not row.carriers:
        told.append(f"{row.id}: nothing carries it")
    only_words = bool(held) and all(isinstance(carrier, Playbook) for carrier in held)
    if only_words and not row.prose:
        told.append(f"{row.id}: carried by pages alone, and not marked")
    if row.prose and not only_words:
        told.append(f"{row.id}: marked as prose, and carried by more")
    for text in (row.name, *row.missing, *((row.prose,) if row.prose else ())):
        if not text.zh or not text.en:
            told.append(f"{row.id}: a language is missing: {text}")
    return told


def _faults(carrier: Carrier, unfinished: bool) -> Iterator[str]:
    match carrier:
        case Field(kind, path, code):
            yield from _field_faults(kind, path, code, unfinished)
        case Ruled(address):
            yield from _policy_faults(address)
        case Rule(name):
            yield from _rule_faults(name, unfinished)
        case Finding(code):
            if code not in every_kind():
                yield f"no code {code}"
        case Shown(topic, card):
            if (topic, card) not in cards():
                yield f"no card {card} of {topic}"
        case Made(section, _, page):
            yield from _made_faults(section, page)
        case Command(name):
            if name not in main.commands:
                yield f"no command {name}"
        case Playbook(page):
            if judged().network.find(Page, f"zh/{page}") is None:
                yield f"no page {page}"
        case NotYet():
            pass


def _field_faults(kind: str, path: str, code: str, unfinished: bool) -> Iterator[str]:
    if kind not in KINDS:
        yield f"no kind {kind}"
        return
    found = _fields(kind).get(path)
    if found is None:
        yield f"no field {path} of {kind}"
        return
    if code and code not in dict(found.codes):
        yield f"{path} of {kind} never says {code}"
    # Every value of a policy is shown on its page; a field of another record that no rule, check or page reads carries nothing.
    name = path.rsplit(".", 1)[-1].removesuffix("[]")
    if not unfinished and not issubclass(KINDS.named(kind).model, Policy) and name not in used().outside_records:
        yield f"nobody reads {path} of {kind}"


def _policy_faults(address: str) -> Iterator[str]:
    name, *path = address.split(".")
    policy = policies_in_force(judged().network, KINDS, AS_OF).get(name)
    if policy is None:
        yield f"no policy {name} in force"
        return
    try:
        part_of(policy, path)
    except NoSuchPart as lost:
        yield f"no part {lost.step} in {address}"


def _rule_faults(name: str, unfinished: bool) -> Iterator[str]:
    module, _, attribute = name.partition(":")
    try:
        held = getattr(importlib.import_module(module), attribute, None)
    except ImportError:
        held = None
    if not _is_rule(held) or getattr(held, "__module__", "") != module or attribute.startswith("_"):
        yield f"no rule {name}"
    elif isclass(held) and issubclass(held, Result):
        if not judged().results.all(held):
            yield f"no run derives {attribute}"
    elif not unfinished and attribute not in used().anywhere:
        yield f"nobody calls {attribute}"


def _is_rule(held: object) -> bool:
    return isclass(held) or (callable(held) and isfunction(unwrap(held)))


def _made_faults(section: str, page: str) -> Iterator[str]:
    if section not in {"site", *(name for topic in TOPICS for name in topic.sections)} or not paths(section):
        yield f"no output {section}"
    elif page and not {f"{section}/{locale}/{page}.html" for locale in ("zh", "en")} <= paths(section):
        yield f"no page {page} of {section}"
