"""What may carry a practice: a field, a value of a policy, a rule, a finding, a card, an output, a command, a playbook.

They are names only, so that the table reads as a table; a test holds every name against the program itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Text


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a kind of record, named as the reference names it; `code` is one of the words that it may say."""

    kind: str
    path: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A value of a policy in force, under the address by which playbooks quote it: `curriculum.courses.C2`."""

    address: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A public function or result of the rules, as `module:name`."""

    name: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The code of a problem that a check tells."""

    code: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A card of a topic on the dealers' pages."""

    topic: str
    card: str


@dataclass(frozen=True, slots=True)
class Made:
    """Something that a build makes: a section of the output, or one page of the site."""

    section: str
    title: Text
    page: str = ""


@dataclass(frozen=True, slots=True)
class Command:
    """A command of the toolkit."""

    name: str


@dataclass(frozen=True, slots=True)
class Playbook:
    """A page of the handbook."""

    page: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """What is still missing; a row that has one is never whole."""

    what: Text


Carrier = Field | Ruled | Rule | Finding | Shown | Made | Command | Playbook | NotYet
State = Literal["whole", "partly", "not_yet"]


@dataclass(frozen=True, slots=True)
class Row:
    """A practice: its id, its name in our words, the sections that ask for it, what carries it.

    `prose` is the reason why pages alone are enough; a row that only playbooks carry has to give one.
    """

    id: str
    name: Text
    sections: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    prose: Text = NO_TEXT

    @property
    def missing(self) -> tuple[Text, ...]:
        """Returns what is not there yet."""
        return tuple(carrier.what for carrier in self.carriers if isinstance(carrier, NotYet))

    @property
    def state(self) -> State:
        """Returns whether all of it is carried, some of it, or nothing."""
        if not self.missing:
            return "whole"
        return "partly" if len(self.missing) < len(self.carriers) else "not_yet"


@dataclass(frozen=True, slots=True)
class Group:
    """Practices that belong together, under a title; `note` says what a reader has to know of them."""

    id: str
    title: Text
    rows: tuple[Row, ...]
    note: Text = NO_TEXT


def row(name: str, sections: str, zh: str, en: str, *carriers: Carrier, prose: Text = NO_TEXT) -> Row:
    """Returns a row; `sections` are parted by a space."""
    return Row(name, Text(zh, en), tuple(sections.split()), carriers, prose)


def fields(kind: str, *paths: str) -> tuple[Field, ...]:
    """Returns several fields of one kind of record."""
    return tuple(Field(kind, path) for path in paths)


def findings(*codes: str) -> tuple[Finding, ...]:
    """Returns several findings."""
    return tuple(Finding(code) for code in codes)


def not_yet(zh: str, en: str) -> NotYet:
    """Returns what is missing, in both languages."""
    return NotYet(Text(zh, en))
