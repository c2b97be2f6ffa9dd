"""Printed values as lines of text, and back: a sentence, a paragraph or a table a line, each as JSON.

A frozen text is one text value of its file, so that ten thousand contracts are read without making their tables: they are
made when a paper is printed. A plain sentence is a JSON text; everything else is an object that names its parts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from toolkit.kernel import characters
from toolkit.kernel.text import Text
from toolkit.network.pinned import content_digest
from toolkit.sources.document import Data
from toolkit.sources.prose import Node
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.articles import Article, Paragraph
from toolkit.topics.contract.rules.terms.item import Cell, Person, Section, Table, Term

_DOUBTFUL = re.compile(
    f"{characters.FORBIDDEN.pattern}|{characters.INVISIBLE.pattern}|{characters.COMPATIBILITY.pattern}"
)
T = TypeVar("T")
People = Callable[[str], str]
"""The name of a contact, empty when the person is not at hand."""


class Unreadable(LookupError):
    """A frozen text is not written as this module writes it: somebody has edited the file."""


def line(value: object) -> str:
    """Returns a value as one line of JSON; characters that a reader could not see stand as escapes."""
    text = json.dumps(value, ensure_ascii=False)
    return _DOUBTFUL.sub(lambda found: json.dumps(found.group())[1:-1], text)


def values_of(text: str | None) -> Iterator[Any]:
    """Yields the value of each line. Raises Unreadable."""
    for row in (text or "").splitlines():
        try:
            yield json.loads(row)
        except ValueError as error:
            raise Unreadable(row[:40]) from error


def table_lines(rows: Iterable[tuple[str, str]]) -> str:
    """Returns a table of names and values, `name: "value"` a line."""
    return "\n".join(f"{name}: {line(value)}" for name, value in rows)


def table_of(text: str) -> dict[str, str]:
    """Returns the table that such lines say. Raises Unreadable."""
    found: dict[str, str] = {}
    for row in text.splitlines():
        name, _, value = row.partition(": ")
        try:
            found[name] = str(json.loads(value))
        except ValueError as error:
            raise Unreadable(row[:40]) from error
    return found


def term_lines(terms: Iterable[Term], both: bool) -> str:
    """Returns the items of the particular terms; `both` keeps the English wording too."""
    return "\n".join(row for term in terms for row in _term(term, both))


def _term(term: Term, both: bool) -> Iterator[str]:
    yield line({"key": term.key, "number": term.number, "title": _words(term.title, both)})
    yield from _body(term.lines, term.tables, both)


def terms_of(text: str, people: People) -> tuple[Term, ...]:
    """Returns the items that such lines say. Raises Unreadable."""
    return tuple(Term(*_head(head, "key"), *_parts(rows, people)) for head, rows in _headed(text, "key"))


def annex_lines(annex: Annex, both: bool) -> str:
    """Returns one annex, section by section."""
    rows = [line({"annex": annex.key, "number": annex.number, "title": _words(annex.title, both)})]
    for section in annex.sections:
        rows.append(line({"heading": _words(section.heading, both)}))
        rows.extend(_body(section.lines, section.tables, both))
    return "\n".join(rows)


def annex_of(text: str, people: People) -> Annex:
    """Returns the annex that such lines say. Raises Unreadable."""
    first, _, rest = text.partition("\n")
    for head, _ in _headed(first, "annex"):
        sections = tuple(
            Section(_text(about["heading"]), *_parts(rows, people)) for about, rows in _headed(rest, "heading")
        )
        return Annex(*_head(head, "annex"), sections)
    raise Unreadable(first[:40])


def paragraph_lines(paragraphs: Iterable[Paragraph]) -> str:
    """Returns the paragraphs of an article or of the preamble."""
    return "\n".join(line(_paragraph(paragraph)) for paragraph in paragraphs)


def paragraphs_of(text: str | None) -> tuple[Paragraph, ...]:
    """Returns the paragraphs that such lines say. Raises Unreadable."""
    return tuple(_guarded(_paragraph_of, value) for value in values_of(text))


def article_data(article: Article) -> dict[str, Data]:
    """Returns an article as a frozen standard keeps it."""
    return {
        "clause": article.clause,
        "number": str(article.number),
        "heading": article.heading,
        "title": article.title,
        "starred": "true" if article.starred else "false",
        "optional": "true" if article.optional else "false",
        "body": paragraph_lines(article.paragraphs),
    }


def standard_digest(articles: Iterable[Article]) -> str:
    """Returns the digest of the standard terms, of which the particular terms print the first digits."""
    return content_digest(tuple(article_data(article) for article in articles))


def _body(lines: Iterable[Text], tables: Iterable[Table], both: bool) -> Iterator[str]:
    for words in lines:
        yield line(_words(words, both))
    for table in tables:
        held = {
            "head": [_words(cell, both) for cell in table.head],
            "rows": [[_cell(cell, both) for cell in row] for row in table.rows],
            "total": [_cell(cell, both) for cell in table.total],
            "numeric": list(table.numeric),
            "codes": list(table.codes),
        }
        yield line({key: value for key, value in held.items() if value or key in ("head", "rows")})


def _words(words: Text, both: bool) -> str | dict[str, str]:
    return {"zh": words.zh, "en": words.en} if both and words.en not in ("", words.zh) else words.zh


def _cell(cell: Cell, both: bool) -> object:
    if isinstance(cell, Person):
        return {"person": cell.contact}
    return cell if isinstance(cell, str) else _words(cell, both)


def _paragraph(held: Paragraph) -> dict[str, object]:
    found: dict[str, object] = {"level": held.level}
    if held.number:
        found["number"] = held.number
    if held.table is not None:
        found["table"] = _node(held.table)
    else:
        found["content"] = _content(held.content)
    return found


def _node(node: Node) -> dict[str, object]:
    attrs = {"attrs": [list(pair) for pair in node.attrs]} if node.attrs else {}
    return {"tag": node.tag, **attrs, "children": _content(node.children)}


def _content(parts: Iterable[Node | str]) -> list[object]:
    """Words and elements in a row; words that stand side by side, because a reference was put in between, become one."""
    found: list[object] = []
    for part in parts:
        if isinstance(part, str) and found and isinstance(found[-1], str):
            found[-1] += part
        else:
            found.append(part if isinstance(part, str) else _node(part))
    return found


def _headed(text: str, key: str) -> Iterator[tuple[dict[str, Any], list[Any]]]:
    """Runs of lines, each under the line that has `key`."""
    found: list[tuple[dict[str, Any], list[Any]]] = []
    for value in values_of(text):
        if isinstance(value, dict) and key in value:
            found.append((value, []))
        elif found:
            found[-1][1].append(value)
        else:
            raise Unreadable(line(value)[:40])
    yield from found


def _head(held: dict[str, Any], key: str) -> tuple[str, int, Text]:
    return _guarded(lambda head: (str(head[key]), int(head["number"]), _text(head["title"])), held)


def _parts(rows: list[Any], people: People) -> tuple[tuple[Text, ...], tuple[Table, ...]]:
    lines: list[Text] = []
    tables: list[Table] = []
    for row in rows:
        if isinstance(row, dict) and "head" in row:
            tables.append(_guarded(lambda held: _table_of(held, people), row))
        else:
            lines.append(_text(row))
    return tuple(lines), tuple(tables)


def _table_of(held: dict[str, Any], people: People) -> Table:
    return Table(
        tuple(_text(cell) for cell in held["head"]),
        tuple(tuple(_cell_of(cell, people) for cell in row) for row in held["rows"]),
        tuple(held.get("numeric", ())),
        tuple(_cell_of(cell, people) for cell in held.get("total", ())),
        tuple(held.get("codes", ())),
    )


def _text(held: Any) -> Text:
    if isinstance(held, str):
        return Text(held)
    if isinstance(held, dict) and isinstance(held.get("zh"), str):
        return Text(held["zh"], str(held.get("en", "")))
    raise Unreadable(line(held)[:40])


def _cell_of(held: Any, people: People) -> Cell:
    if isinstance(held, dict) and isinstance(held.get("person"), str):
        return Person(held["person"], people(held["person"]))
    return held if isinstance(held, str) else _text(held)


def _paragraph_of(held: Any) -> Paragraph:
    table = _node_of(held["table"]) if "table" in held else None
    content = tuple(part if isinstance(part, str) else _node_of(part) for part in held.get("content", ()))
    return Paragraph(held["level"], held.get("number", ""), content, table)


def _node_of(held: Any) -> Node:
    attrs = tuple((name, value) for name, value in held.get("attrs", ()))
    children = tuple(part if isinstance(part, str) else _node_of(part) for part in held["children"])
    return Node(held["tag"], attrs, children)


def _guarded(make: Callable[[Any], T], held: Any) -> T:
    try:
        return make(held)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable(line(held)[:40]) from error
