"""The shape that every chapter of the business has, so that the catalogue can list them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure
from toolkit.network.kinds import Kind
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.card import Card
from toolkit.sources.history import NO_HISTORY, History

Derive = Callable[[Network, Results, date], Iterable[Result]]
Find = Callable[[Network, Results, date], Iterable[Problem]]
Cards = Callable[[View, "Now", str], Iterable[Card]]
Make = Callable[[Views, "Now"], Iterable[Artifact]]


@dataclass(frozen=True, slots=True)
class Now:
    """What a run knows about itself: the as-of date, the digest of a record's sources for the data stamp, and what was read.

    `source` is a commit, or says that a working folder was read; only the page about the build shows it. `files` are the
    output paths that stand already or are planned before the site, so that a page links to papers that are there. `history`
    is what git knows of the files, for pages that say when they last changed.
    """

    as_of: date
    stamp: Callable[[Iterable[str]], str]
    source: str = ""
    files: frozenset[str] = frozenset()
    history: History = NO_HISTORY


@dataclass(frozen=True, slots=True)
class Check:
    """A check: the kinds of problem that it may report, and the function that finds them; its docstring is its manual page."""

    kinds: tuple[ProblemKind, ...]
    find: Find


@dataclass(frozen=True, slots=True)
class Topic:
    """A chapter: its name in code, templates, policies and pages; its kinds, rules, checks and outputs.

    `sections` are the first folders below the output folder that its outputs go to; `letters` are the parts of the
    reference that it carries, as its docstrings and tests cite them. `reports` are problems that its outputs tell, beside
    those of its checks; `figures` are what `build explain` can tell of its results.
    """

    name: str
    title: Text
    kinds: tuple[Kind, ...] = ()
    derive: Derive | None = None
    checks: tuple[Check, ...] = ()
    outputs: Make | None = None
    cards: Cards | None = None
    sections: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    reports: tuple[ProblemKind, ...] = ()
    figures: tuple[Figure[Any], ...] = ()
