"""Papers that are put together from parts: a heading that answers, then facts, tables, points and fields to fill in.

Whoever makes such a paper writes values only; one template sets them all (`templates/base/composed.html`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.policy import Policy
from toolkit.plan.artifact import PdfJob, PdfPart
from toolkit.plan.frame import STYLES, Frame, Grid

State = Literal["draft", "final"]
STATES = {"draft": Text("草案", "Draft"), "final": Text("定稿", "Final")}
INTERNAL = Text("内部资料，不得外传", "Internal: not to be passed on")
BOTH_SIDES = Text("仅供双方使用", "For both sides only")
Row = tuple[Text, Text | str]
Figure = tuple[Text, Text | str, Text | str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field to fill in: its name in the form, its label, a list to choose from, or a box of several lines."""

    name: str
    label: Text
    choices: tuple[str, ...] = ()
    wide: bool = False


@dataclass(frozen=True, slots=True)
class EntryTable:
    """A table to fill in. `rows` are the cells that are known already; the cells behind them are fields, one for each further head.

    `choices` are lists by column, where there is one; `name` begins the names of all its fields. `widths` are the columns' shares
    in percent, multiples of five.
    """

    name: str
    head: tuple[Text, ...]
    rows: tuple[tuple[Text | str, ...], ...]
    choices: tuple[tuple[str, ...], ...] = ()
    caption: Text = NO_TEXT
    widths: tuple[int, ...] = ()

    def options(self, column: int) -> tuple[str, ...]:
        """Returns the list of a column, empty where anything may be written."""
        return self.choices[column] if column < len(self.choices) else ()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper; what it lacks is not printed, and `empty` says why there is nothing at all. `page` begins a new page."""

    heading: Text = NO_TEXT
    paragraphs: tuple[Text, ...] = ()
    figures: tuple[Figure, ...] = ()
    facts: tuple[Row, ...] = ()
    grids: tuple[Grid, ...] = ()
    points: tuple[Text, ...] = ()
    checks: tuple[Text, ...] = ()
    entries: tuple[Entry, ...] = ()
    tables: tuple[EntryTable, ...] = ()
    notice: Text = NO_TEXT
    notes: tuple[Text, ...] = ()
    empty: Text = NO_TEXT
    page: bool = False

    @property
    def is_empty(self) -> bool:
        """Returns whether the part has nothing but its heading."""
        rows = any(grid.rows for grid in self.grids)
        return not (
            rows or self.paragraphs or self.figures or self.facts or self.points or self.checks or self.entries
        ) and not (self.tables or self.notice)


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of parts: what it is called, what it finds, of whom and when, how it stands, who signs.

    `dense` sets it smaller, for papers of one or two pages; `wide` lays it across the page.
    """

    document: Text
    finding: Text
    party: str
    parts: tuple[Part, ...]
    state: State
    identifier: str
    period: Text = NO_TEXT
    version: Text = NO_TEXT
    confidentiality: Text = BOTH_SIDES
    lead: Text = NO_TEXT
    signed: tuple[tuple[Text, str], ...] = ()
    fillable: bool = False
    dense: bool = False
    wide: bool = False
    fields: tuple[tuple[str, str], ...] = ()

    def frame(self, stamp: str) -> Frame:
        """Returns head and foot of its pages: state before version, so that nobody takes a draft for the final one."""
        state = STATES[self.state]
        version = Text(state.zh + (f" · {self.version.zh}" if self.version else ""))
        return Frame(self.document, self.party, stamp, self.period, version, self.confidentiality)


def composed(paper: Paper, stamp: str) -> PdfJob:
    """Returns the job of a paper; `stamp` is the digest of the records that it prints."""
    context = {"frame": paper.frame(stamp), "locale": "zh", "paper": paper}
    return PdfJob(
        parts=(PdfPart("base/composed.html", context),),
        stylesheets=(*STYLES, "base/composed.css", *(("base/composed-wide.css",) if paper.wide else ())),
        locale="zh",
        title=f"{paper.document.zh} {paper.party}",
        identifier=paper.identifier,
        subject=paper.finding.zh,
        fields=paper.fields,
        fillable=paper.fillable,
    )


def titled(*policies: Policy | None) -> Text:
    """Returns the names and versions of policies for the foot of a page; nothing for those that are not there."""
    return Text("、".join(f"{policy.name.zh} {policy.version}" for policy in policies if policy is not None))


def day_words(day: date | None) -> Text:
    """Returns a day; `–` where there is none."""
    return Text(day_text(day, "zh")) if day is not None else Text("–")
