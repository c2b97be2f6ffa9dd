"""The standard terms (通用条款): articles numbered once, here, and printed as text; references resolved to those numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import chinese_number
from toolkit.network.reader import Reader
from toolkit.sources.prose import FIELD, Node, replace_nodes
from toolkit.topics.contract.records import Clause, Template
from toolkit.topics.contract.rules.terms import NUMBERS

_BLOCKS = frozenset(("ol", "ul", "table", "p", "blockquote", "pre", "dl"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article: its depth, its printed number (`1.`, `（1）` or none), and its words; or a table."""

    level: int
    number: str
    content: tuple[Node | str, ...] = ()
    table: Node | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the standard terms, ready to be printed."""

    clause: str
    number: int
    heading: str
    title: str
    starred: bool
    optional: bool
    paragraphs: tuple[Paragraph, ...]


class MissingClause(LookupError):
    """A template names a clause that is not there; the contract checks have told of it."""


def clause_of(reader: Reader, reference: str, locale: Locale) -> Clause | None:
    """Returns the clause that `clause-id@version` names, in `locale`, or None."""
    return reader.find(Clause, f"{reference}/{locale}")


def articles(reader: Reader, template: Template, locale: Locale) -> tuple[Article, ...]:
    """Returns the articles of a template in one language. Raises MissingClause where a clause has no text."""
    resolve = resolver({reference.split("@")[0]: n for n, reference in enumerate(template.articles, 1)}, locale)
    found = []
    for number, reference in enumerate(template.articles, 1):
        clause = clause_of(reader, reference, locale)
        if clause is None:
            raise MissingClause(f"{reference}/{locale}")
        # A translation has a title and a text; what the article is stands in the Chinese original.
        original = clause_of(reader, reference, "zh") or clause
        found.append(
            Article(
                clause.id,
                number,
                heading(number, locale),
                clause.title,
                original.starred,
                original.flag in ("O", "C"),
                paragraphs(clause.body.blocks, resolve, locale),
            )
        )
    return tuple(found)


def heading(number: int, locale: Locale) -> str:
    """Returns `第十二条` or `Article 12`."""
    return f"第{chinese_number(number)}条" if locale == "zh" else f"Article {number}"


def resolver(numbers: Mapping[str, int], locale: Locale) -> Callable[[str], str | None]:
    """Returns what turns a placeholder of the standard terms into words: `ref:clause` or `term:item`; None for another."""

    def resolve(name: str) -> str | None:
        kind, _, about = name.partition(":")
        if kind == "ref" and about in numbers:
            return heading(numbers[about], locale)
        if kind == "term" and about in NUMBERS:
            return Text(f"专用条款第{NUMBERS[about]}项", f"item {NUMBERS[about]} of the Particular Terms").within(
                locale
            )
        return None

    return resolve


def paragraphs(blocks: tuple[Node, ...], resolve: Callable[[str], str | None], locale: Locale) -> tuple[Paragraph, ...]:
    """Returns the numbered paragraphs of a clause's body, placeholders resolved."""

    def fill(node: Node) -> Node | str:
        if node.tag != FIELD:
            return node
        words = resolve(node.get("name"))
        return "{{" + node.get("name") + "}}" if words is None else words

    return tuple(_flat(replace_nodes(blocks, fill), 0, locale))


def _flat(blocks: tuple[Node | str, ...], level: int, locale: Locale) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, str):
            continue
        if block.tag == "table":
            yield Paragraph(level, "", table=block)
        elif block.tag in ("ol", "ul"):
            items = [child for child in block.children if isinstance(child, Node)]
            for place, item in enumerate(items, 1):
                yield from _item(
                    item, level + 1, _label(place, level + 1, locale) if block.tag == "ol" else "—", locale
                )
        else:
            yield Paragraph(level, "", block.children)


def _item(item: Node, level: int, number: str, locale: Locale) -> Iterator[Paragraph]:
    """A list item: its first words carry the number, what follows stands below it."""
    words: list[Node | str] = []
    rest: list[Node | str] = []
    for child in item.children:
        block = isinstance(child, Node) and child.tag in _BLOCKS
        if isinstance(child, Node) and child.tag == "p" and not _trimmed(words) and not rest:
            words = list(child.children)
        elif block or rest:
            rest.append(child if block else Node("p", (), (child,)))
        else:
            words.append(child)
    yield Paragraph(level, number, _trimmed(words))
    yield from _flat(tuple(part for part in rest if not isinstance(part, Node) or part.text().strip()), level, locale)


def _trimmed(words: list[Node | str]) -> tuple[Node | str, ...]:
    """Words without the line breaks that stand between tags before and after them."""
    first, end = 0, len(words)
    while first < end and _is_space(words[first]):
        first += 1
    while end > first and _is_space(words[end - 1]):
        end -= 1
    return tuple(words[first:end])


def _is_space(word: Node | str) -> bool:
    return isinstance(word, str) and not word.strip()


def _label(place: int, level: int, locale: Locale) -> str:
    if level == 1:
        return f"{place}."
    return f"（{place}）" if locale == "zh" else f"({place})"
