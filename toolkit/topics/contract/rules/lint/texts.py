"""The texts that are linted, each as one passage with its place: paragraphs of clauses, free texts of records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import get_args

from toolkit.kernel.digest import digest_of
from toolkit.kernel.once import once
from toolkit.kernel.text import Text
from toolkit.network.fields import Line
from toolkit.network.record import Value
from toolkit.sources.document import Step
from toolkit.sources.prose import FIELD, Node, Prose
from toolkit.topics.contract.records import Clause
from toolkit.topics.contract.rules.protection import FREE_PRICING

DIGITS = 16
PROTECTED = "price"
"""The clause whose protective sentence is exempt: by this id, not by its wording (reference F.4)."""
LIABILITY = "liability"
_LINE = get_args(Line)[1]
"""What marks a field of one line of free text, as against a code or an id."""
_NESTED = ("ol", "ul", "table")
_CONSEQUENCE = re.compile(
    r"停止|扣|取消|解除|终止|没收|罚|违约|处理|赔偿|不享|不予|suspen|deduct|terminat|fine|breach|los[es]"
)
_NOT = re.compile(r"不得|不应|不能|无权|不会|\bnot\b|\bnever\b")
Path = tuple[Step, ...]


@dataclass(frozen=True)
class Passage:
    """A paragraph or a field: its words, its place, and whether the place itself scores, pays or punishes.

    `lead` are the words that a list item completes. `path` leads to a field of a record; in a Markdown text the passage begins
    at `offset` of the source.
    """

    words: str
    path: Path = ()
    counted: bool = False
    lead: str = ""
    offset: int = -1

    @property
    def sense(self) -> str:
        """Returns the words as they are meant: an item of what somebody may not do is read together with its lead-in."""
        return self.lead + self.words if self.lead and _NOT.search(self.lead) else self.words

    @cached_property
    def digest(self) -> str:
        """Returns the digest that ties a waiver to these words; white space does not count."""
        return digest_of(" ".join(self.words.split()))[:DIGITS]


def field_texts(
    record: Value, fields: tuple[str, ...] = (), counted: tuple[str, ...] = ()
) -> Iterator[tuple[Path, str, bool]]:
    """Yields path, words, and whether the place counts, of the free texts of a record.

    Those below the named fields (`liability.trigger`), or all when none is named; `counted` are named alike.
    """
    heads = frozenset(name.partition(".")[0] for name in (*fields, *counted))
    for path, words in _texts(record, ()):
        if path[0] in heads:
            name = ".".join(step for step in path if isinstance(step, str))
            if not fields or _below(name, fields):
                yield path, words, _below(name, counted)
        elif not fields:
            yield path, words, False


def _below(name: str, fields: tuple[str, ...]) -> bool:
    return any(name == field or name.startswith(f"{field}.") for field in fields)


def _texts(held: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(held, Text):
        yield path, held.zh
        if held.en:
            yield path, held.en
    elif isinstance(held, str):
        yield path, held
    elif isinstance(held, Value):
        for name in _carriers(type(held)):
            yield from _texts(getattr(held, name), (*path, name))
    elif isinstance(held, tuple):
        for n, item in enumerate(held):
            yield from _texts(item, (*path, n))


@cache
def _carriers(model: type[Value]) -> tuple[str, ...]:
    """The fields of a model that hold free text, themselves or inside: not codes, ids, numbers and days."""
    return tuple(name for name, info in model.model_fields.items() if _carries(info.annotation, tuple(info.metadata)))


def _carries(annotation: object, marks: tuple[object, ...] = ()) -> bool:
    if isinstance(annotation, type) and issubclass(annotation, (Text, Value)):
        return True
    if annotation is str:
        return _LINE in marks
    inner = get_args(annotation)
    return any(_carries(part, inner[1:]) for part in inner)


@once(1 << 10)
def clause_passages(clause: Clause) -> tuple[Passage, ...]:
    """Returns the title and the paragraphs, items and table rows of a clause, in reading order."""
    found = [Passage(clause.title, ("title",))]
    offset = 0
    for words, counted, lead, anchor in _paragraphs(clause.body.blocks, "", clause.id == LIABILITY):
        if clause.id == PROTECTED:
            words = words.replace(FREE_PRICING, "")
        place = max(clause.body.source.find(anchor, offset) if anchor else -1, offset)
        found.append(Passage(words, counted=counted, lead=lead, offset=place))
        line_end = clause.body.source.find("\n", place)
        offset = line_end if line_end >= 0 else offset
    return tuple(found)


def line_of(body: Prose, passage: Passage, words: str) -> tuple[int, int]:
    """Returns line and column in the file of the words, or of the passage's beginning where they stand there otherwise."""
    source, begin = body.source, max(passage.offset, 0)
    inside = source.find(words, begin, begin + 2 * len(passage.words) + 40) if words else -1
    place = inside if inside >= 0 else begin
    return body.first_line + source.count("\n", 0, place), place - source.rfind("\n", 0, place)


def _paragraphs(nodes: tuple[Node | str, ...], lead: str, counted: bool) -> Iterator[tuple[str, bool, str, str]]:
    """Words, whether they count, the lead-in they complete, and the first words by which their line is found."""
    for node in nodes:
        if isinstance(node, str):
            continue
        if node.tag == "table":
            yield from _rows(node, counted)
        elif node.tag in ("ol", "ul"):
            for item in (child for child in node.children if isinstance(child, Node)):
                yield from _item(item, lead)
        else:
            yield node.text().replace("\n", " "), False, lead, _anchor(node)


def _item(item: Node, lead: str) -> Iterator[tuple[str, bool, str, str]]:
    own = tuple(child for child in item.children if not (isinstance(child, Node) and child.tag in _NESTED))
    words = Node("p", (), own).text().replace("\n", " ").strip()
    counted = bool(lead) and bool(_CONSEQUENCE.search(lead)) and not _NOT.search(lead)
    yield words, counted, lead, _anchor(Node("p", (), own))
    rest = tuple(child for child in item.children if isinstance(child, Node) and child.tag in _NESTED)
    opens = words.endswith(("：", ":"))
    yield from _paragraphs(rest, words.rstrip("：:") if opens else "", False)


def _rows(table: Node, counted: bool) -> Iterator[tuple[str, bool, str, str]]:
    for row in (node for node in table.walk() if node.tag == "tr"):
        cells = [node.text() for node in row.children if isinstance(node, Node) and node.tag in ("td", "th")]
        body = any(isinstance(node, Node) and node.tag == "td" for node in row.children)
        yield "，".join(cells), counted and body, "", _anchor(row)


def _anchor(node: Node) -> str:
    """The first words of a paragraph as its source has them, up to where markup or a placeholder may begin."""
    for part in node.walk():
        if part.tag == FIELD:
            return "{{" + part.get("name") + "}}"
        for child in part.children:
            if isinstance(child, str) and child.strip():
                return child.strip().split("\n")[0]
            if isinstance(child, Node):
                break
    return ""
