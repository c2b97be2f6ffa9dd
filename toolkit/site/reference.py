"""The reference: one page for each topic, generated from its types, policies and checks, so that it cannot be out of date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Locale, Text
from toolkit.network.describe import FieldRow, fields_of
from toolkit.network.kinds import Kind, Kinds
from toolkit.plan.artifact import Artifact
from toolkit.site.frame import Link, page_path
from toolkit.site.pages import Book, page
from toolkit.sources.prose import Heading
from toolkit.topics.manual import manual_of
from toolkit.topics.topic import Check, Topic

_COMMAND = r"\bbuild [a-z]+(?: (?:…|[A-Z]+-[A-Z0-9-]+))?"
_PATH = r"(?:content|dealers|private)/[\w./…{}-]*|\b[a-z][\w-]*(?:\.[\w-]+)*\.yaml"
_FIELD = r"\b[a-z][a-z0-9]*(?:_[a-z0-9]+)+(?:\.[a-z_]+)*"
_LATIN = r"(?<![A-Za-z0-9])[a-z][a-z0-9]*(?:[_./@-][a-z0-9…]+)*(?:(?: |: )[a-z][a-z0-9_-]*)*"
CODED: Mapping[Locale, re.Pattern[str]] = {
    "zh": re.compile(rf"({_COMMAND}|{_PATH}|{_LATIN})", re.ASCII),
    "en": re.compile(rf"({_COMMAND}|{_PATH}|{_FIELD})", re.ASCII),
}
"""What is typed as it stands, inside a sentence: commands, files, fields; in Chinese any small Latin word is one."""


@dataclass(frozen=True, slots=True)
class CheckRow:
    """A problem that a check may report, as the reference shows it."""

    code: str
    severity: str
    message: str
    hint: str
    manual: str
    locale: Locale = "en"

    @property
    def hint_parts(self) -> tuple[tuple[str, bool], ...]:
        """Returns the hint with what is typed set apart."""
        return parted(self.hint, self.locale)

    @property
    def manual_parts(self) -> tuple[tuple[str, bool], ...]:
        """Returns the manual page with what is typed set apart."""
        return parted(self.manual, self.locale)


@dataclass(frozen=True, slots=True)
class KindRows:
    """A kind of record: where its files are, and its fields."""

    anchor: str
    title: str
    path: str
    count: int
    fields: tuple[FieldRow, ...]


def reference_path(the: Book, topic: Topic) -> str:
    """Returns the output path of a topic's page."""
    return page_path(the.locale, f"reference/{topic.name}")


def reference(the: Book, topics: tuple[Topic, ...], kinds: Kinds) -> Iterator[Artifact]:
    """Yields the index of the reference and the page of every topic."""
    index = page_path(the.locale, "reference/index")
    listed = tuple(
        (Link(t.title.within(the.locale), reference_path(the, t)), tuple(k.title.within(the.locale) for k in t.kinds))
        for t in topics
    )
    yield page(
        the,
        index,
        "site/reference-index.html",
        the.word("records"),
        {"topics": listed},
        purpose=the.word("records_purpose"),
        kind="reference",
    )
    for topic in topics:
        yield _topic(the, topic, kinds, index)


def _topic(the: Book, topic: Topic, kinds: Kinds, index: str) -> Artifact:
    title = topic.title.within(the.locale)
    shown = tuple(_kind(the, kind, kinds) for kind in topic.kinds)
    checks = unique_rows(the, topic.checks)
    toc = [Heading(2, kind.anchor, kind.title) for kind in shown]
    if checks:
        toc.append(Heading(2, "checks", the.word("checks")))
    return page(
        the, reference_path(the, topic), "site/reference.html", title, {"kinds": shown, "checks": checks},
        meta=((the.word("letters"), "、".join(topic.letters) if the.locale == "zh" else ", ".join(topic.letters)),) if topic.letters else (),
        trail=(Link(the.word("records"), index), Link(title, reference_path(the, topic))), toc=tuple(toc), kind="reference",
    )  # fmt: skip


def _kind(the: Book, kind: Kind, kinds: Kinds) -> KindRows:
    return KindRows(
        f"kind-{kind.name}",
        kind.title.within(the.locale),
        kind.path,
        the.view.count(kind.model),
        fields_of(kind.model, kinds),
    )


def check_rows(the: Book, checks: tuple[Check, ...]) -> Iterator[CheckRow]:
    """Yields a row for each kind of problem that the checks report, places in the wording shown as an ellipsis."""
    for check in checks:
        for kind in check.kinds:
            yield check_row(the, kind, check)


def unique_rows(the: Book, checks: tuple[Check, ...]) -> tuple[CheckRow, ...]:
    """Returns the rows of some checks, one for each code: two checks may report the same kind of problem."""
    return tuple({row.code: row for row in check_rows(the, checks)}.values())


def check_row(the: Book, kind: ProblemKind, check: Check | None = None) -> CheckRow:
    """Returns how the reference shows a kind of problem."""
    said = manual_of(kind, check).within(the.locale)
    return CheckRow(kind.code, kind.severity, plain(kind.message, the), plain(kind.hint, the), said, the.locale)


def parted(words: str, locale: Locale) -> tuple[tuple[str, bool], ...]:
    """Returns a wording in parts, each with whether it is typed as it stands, so that pages set commands and fields apart."""
    marked = ((part, n % 2 == 1) for n, part in enumerate(words.split("`")))
    return tuple(found for part, typed in marked for found in (((part, True),) if typed else _found(part, locale)))


def _found(words: str, locale: Locale) -> Iterator[tuple[str, bool]]:
    return ((part, n % 2 == 1) for n, part in enumerate(CODED[locale].split(words)) if part)


def plain(wording: Text, the: Book) -> str:
    """Returns a wording with its places shown as an ellipsis."""
    kept, inside = "", False
    for character in wording.within(the.locale):
        if character in "{}":
            inside = character == "{"
            kept += "…" if inside else ""
        elif not inside:
            kept += character
    return kept
