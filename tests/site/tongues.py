"""Words of the other language on a page: what the company's data do not explain came from a template or a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from html.parser import HTMLParser

from tests.sample import judged
from toolkit.cli import main
from toolkit.kernel.text import Text
from toolkit.network.record import Value
from toolkit.sources.prose import Prose
from toolkit.topics.catalogue import KINDS
from toolkit.topics.company.records import Contact

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’]*[A-Za-z]")
CODE = re.compile(r"[a-z0-9_.+-]+")
PLAIN = {"code", "kbd", "script", "style", "pre"}
"""Elements that hold names of the program: no language."""
VOID = {"meta", "link", "img", "br", "input", "hr", "path", "circle", "rect", "line", "polyline", "polygon", "col", "source", "use", "wbr"}  # fmt: skip
SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-copy", "data-copied", "data-count")
"""Attributes that are shown or read aloud."""


class Said(HTMLParser):
    """What a page says in its own language: texts and spoken attributes outside of elements that name another one."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lang = ""
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(page)
        self.close()

    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.lang = self.lang or given.get("lang", "")
        other = bool(given.get("lang")) and given["lang"][:2] != self.lang[:2]
        named = tag in PLAIN or "code" in given.get("class", "").split() or "place" in given.get("class", "").split()
        # A run that the build marked as Chinese is still asked after: the mark says that it is there, not that it may be.
        silent = self._silent() or named or (other and not (tag == "span" and len(given) == 1))
        if not silent:
            self.texts += [value for name, value in given.items() if name in SPOKEN]
        if tag not in VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            name, _ = self._open.pop()
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent():
            self.texts.append(" ".join(data.split()))


def chinese_words(page: str) -> Iterator[str]:
    """Chinese words on an English page that no record says; a term between brackets explains the English one before it."""
    known, surnames = chinese_data()
    text = " ".join(Said(page).texts)
    for run in HAN.finditer(re.sub(r"[(（“][^()（）“”]*[)）”]", " ", text)):
        if run[0] not in known and run[0] not in surnames:
            yield run[0]


def english_words(page: str) -> Iterator[str]:
    """English words on a Chinese page that no record says; abbreviations, paths and codes are no words."""
    known = english_data()
    for text in Said(page).texts:
        for word in WORD.findall(
            re.sub(r"\S*@\S*|\S*[/_.=][A-Za-z]\S*|[a-z0-9]+(?:-[a-z0-9]+)+|[0-9a-f]{12,}", " ", text)
        ):
            if not word.isupper() and word not in known:
                yield word


@cache
def chinese_data() -> tuple[frozenset[str], frozenset[str]]:
    """All runs of Chinese that records say without saying them in English too (of the handbook its English edition), and
    the first characters of people's names, whose rest is masked."""
    runs = frozenset(run for text in _only_chinese(_values("en")) for run in HAN.findall(text))
    return runs, frozenset(person.name[0] for person in judged().network.all(Contact))


@cache
def english_data() -> frozenset[str]:
    """All English words inside what people wrote in records, such as a dealer's English name; a code alone is no text."""
    return frozenset(word for text in _chinese(_values("zh")) for word in WORD.findall(text))


def _values(locale: str) -> Iterator[object]:
    """Values of all records; of those that are written in one language, only of those in this one."""
    for entry in judged().network.entries():
        if vars(entry.record).get("locale", locale) == locale:
            yield from _inside(entry.record)


def _inside(held: object) -> Iterator[object]:
    if isinstance(held, Value):
        held = tuple(vars(held).values())
    if isinstance(held, dict):
        held = (*held, *held.values())
    if isinstance(held, tuple):
        for item in held:
            yield from _inside(item)
    else:
        yield held


def _only_chinese(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Text) and not value.en:
            yield value.zh
        elif isinstance(value, Prose):
            yield value.text()


def _chinese(values: Iterable[object]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str) and not CODE.fullmatch(value):
            yield value
        elif isinstance(value, Text):
            yield value.zh


@cache
def program_words() -> frozenset[str]:
    """Names that files are written with: fields, kinds, folders, codes and commands, and the keys that policies give their items.
    Pages about the files and about policies say them; no other page does."""
    values = {
        part
        for value in _values("zh")
        if isinstance(value, str) and CODE.fullmatch(value)
        for part in WORD.findall(value)
    }
    fields = {part for model in _models() for name in model.model_fields for part in WORD.findall(name)}
    return frozenset(
        {
            *values,
            *fields,
            *(part for kind in KINDS.all for part in WORD.findall(f"{kind.name} {kind.path}")),
            *main.commands,
        }
    )


def _models() -> Iterator[type[Value]]:
    waiting: list[type[Value]] = [Value]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        yield from below
