"""What a run is asked for, and what it tells afterwards."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from toolkit.kernel.problem import Problem, in_order
from toolkit.plan.artifact import Artifact
from toolkit.publish.manifest import FORMAT, json_lines
from toolkit.publish.worker import Engine

REPORT_NAME = "report.json"
PDF_ENGINE = Engine("toolkit.render.pdf:render_pdf", "toolkit.render.pdf:warm", "toolkit.render.limits:limit_job")

Why = Literal["new", "changed", "damaged", "same", "cache"]
State = Literal["published", "unchanged", "kept"]


def _unknown(paths: Collection[str]) -> Mapping[str, str]:
    """What is known of files when nobody says how they were read: nothing."""
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish.

    `timeout` is in seconds, for each paper. `cache` is `.cache` in the output folder unless given. `stamp` goes into
    the manifest. `root` and `sources` are folders that the output must not be or hold. `sections` are those that the
    run covers even if it has nothing for them, so that the last dealer's files go too. `partial` keeps the files of a
    section that the run does not name. `recipe` returns a digest of all that an artifact's bytes come from (templates,
    engine and fonts included), empty where unknown: equal recipes skip the finishing. `inputs` returns the digests of files
    that were read, by path, for the manifest. `confirm` is asked before
    anything is put in place, for instance whether the sources are still as they were read. `executor` lays out papers
    elsewhere than on this machine.
    """

    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    keep_going: bool = False
    wait: bool = False
    timeout: float = 120.0
    cache: Path | None = None
    progress: Callable[[int, int, str], None] | None = None
    stamp: Mapping[str, str] = field(default_factory=dict)
    root: Path | None = None
    sources: tuple[Path, ...] = ()
    sections: tuple[str, ...] = ()
    partial: bool = False
    recipe: Callable[[Artifact], str] | None = None
    inputs: Callable[[Collection[str]], Mapping[str, str]] = _unknown
    confirm: Callable[[], tuple[Problem, ...]] | None = None
    executor: Callable[[], Executor] | None = None
    engine: Engine = PDF_ENGINE
    retire_after: int = 200


@dataclass(frozen=True, slots=True)
class Done:
    """An output that was made (new, changed, damaged before) or reused (the same, from the cache) and why.

    Whether it is in place is said of its section.
    """

    path: str
    why: Why


@dataclass(frozen=True, slots=True)
class Failure:
    """An output that could not be made, and why."""

    path: str
    problems: tuple[Problem, ...]

    @property
    def problem(self) -> Problem:
        """Returns the first problem, for those who show only one."""
        return self.problems[0]


@dataclass(frozen=True, slots=True)
class SectionState:
    """What became of a section: swapped in, found unchanged, or kept as it was because of failures."""

    name: str
    state: State


@dataclass(frozen=True, slots=True)
class Report:
    """What a run did, in the order of the plan. `withheld` says why nothing was put in place although it was made."""

    built: tuple[Done, ...] = ()
    reused: tuple[Done, ...] = ()
    failed: tuple[Failure, ...] = ()
    sections: tuple[SectionState, ...] = ()
    warnings: tuple[Problem, ...] = ()
    withheld: tuple[Problem, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Returns all that should be shown, once each: one broken template is one problem, not one for every dealer."""
        return in_order(
            (*self.withheld, *(each for failure in self.failed for each in failure.problems), *self.warnings)
        )

    def encoded(self, stamp: Mapping[str, str]) -> bytes:
        """Returns `report.json`, whose failures are what `retry` makes again."""
        head = {
            "format": FORMAT,
            "stamp": dict(sorted(stamp.items())),
            "sections": {section.name: section.state for section in self.sections},
            "failed": [
                {"path": failure.path, "problems": [_row(each) for each in failure.problems]} for failure in self.failed
            ],
            "warnings": [_row(problem) for problem in self.warnings],
            "withheld": [_row(problem) for problem in self.withheld],
            "built": [[done.path, done.why] for done in self.built],
        }
        return json_lines(head, "reused", ([done.path, done.why] for done in self.reused))


def _row(problem: Problem) -> dict[str, object]:
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message_zh": problem.message.within("zh"),
        "message_en": problem.message.within("en"),
        "hint_zh": problem.hint.within("zh"),
        "hint_en": problem.hint.within("en"),
        "path": problem.origin.path,
        "line": problem.origin.line,
        "column": problem.origin.column,
        "record": problem.record,
        "field": problem.field,
    }
