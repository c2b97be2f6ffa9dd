"""Puts finished sections in place: everything is written and synced first, then there are only renames."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.disk import prepare, read, settle, sync_folder
from toolkit.publish.interrupt import signals_held
from toolkit.publish.live import Standing
from toolkit.publish.making import Draft
from toolkit.publish.manifest import (
    PUBLIC_NAME,
    Section,
    announce,
    ensure_folders,
    manifest_path,
    next_path,
    public_manifest,
)
from toolkit.publish.problems import DAMAGED_DROPPED, write_failed
from toolkit.publish.report import REPORT_NAME, Options, Report, SectionState, State
from toolkit.publish.stage import Stage
from toolkit.publish.swap import put_in_place


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is to become of a section: its state after the run, and its manifest."""

    state: State
    section: Section


def verdict(draft: Draft, standing: Standing, options: Options) -> Verdict:
    """Returns whether a section is swapped, left as it is, or kept because something in it failed."""
    before = standing.section
    if draft.failed and not options.keep_going:
        return Verdict("kept", before)
    stamp = before.stamp if options.partial and before.stamp else options.stamp
    section = Section(before.name, draft.entries, stamp, tuple(draft.failed), _inputs(draft, before, options))
    same_files = not draft.new and draft.kept.keys() == before.entries.keys()
    return Verdict("unchanged" if standing.exists and same_files else "published", section)


def _inputs(draft: Draft, before: Section, options: Options) -> dict[str, str]:
    """The digests of what the section's outputs are made from.

    A partial run leaves outputs as they were, with the inputs of their own run: where an input has changed since, they do not have
    it in common with those that were made now, and one table cannot say both. Then it says neither.
    """
    old = {path for name in draft.left for path in draft.entries[name].because}
    new = {path for name, entry in draft.entries.items() if name not in draft.left for path in entry.because}
    now, then = options.inputs(new), before.inputs
    kept = {path: then[path] for path in old if path in then and now.get(path, then[path]) == then[path]}
    return kept | {path: now[path] for path in new if path in now and (path not in old or path in kept)}


def complete_partial(draft: Draft, standing: Standing) -> tuple[Problem, ...]:
    """Adds the files that a partial run does not name; returns a warning for each that is not as it was built."""
    named = {*draft.entries, *draft.failed}
    left = [path for path in standing.section.entries if path not in named]
    draft.left.extend(path for path in left if path in standing.intact)
    draft.kept.update((path, standing.intact[path]) for path in draft.left)
    return tuple(DAMAGED_DROPPED.at(Origin(path), path=path) for path in left if path not in standing.intact)


def states(verdicts: Mapping[str, Verdict]) -> tuple[SectionState, ...]:
    """Returns the states by section, for the report."""
    return tuple(SectionState(name, verdicts[name].state) for name in sorted(verdicts))


class Commit:
    """Puts sections in place: until the first swap nothing has happened, and from there on there are only renames."""

    def __init__(self, out: Path, stage: Stage, verdicts: Mapping[str, Verdict]) -> None:
        self._out = out
        self._stage = stage
        self._swaps = [verdicts[name].section for name in sorted(verdicts) if verdicts[name].state == "published"]
        self._notes = [verdicts[name].section for name in sorted(verdicts) if verdicts[name].state == "unchanged"]
        self._waiting: list[tuple[Path, Path]] = []

    def assemble(self, drafts: Mapping[str, Draft]) -> None:
        """Completes, checks and syncs the new sections in the stage. Raises OutputProblem."""
        self._swaps = [self._assembled(section, drafts[section.name]) for section in self._swaps]
        self._stage.sync()

    def carry_out(self, before: Mapping[str, Section], report: Report, stamp: Mapping[str, str]) -> None:
        """Writes every manifest beside the old one, swaps the sections in, and settles the manifests, the public one
        last.

        Raises OutputProblem. A signal waits until all of it is done.
        """
        with signals_held():
            try:
                self._write(before, report, stamp)
                while self._swaps:
                    self._swap(self._swaps[0])
                for waiting, path in self._waiting:
                    settle(waiting, path)
            except BaseException:
                self._withdraw()
                raise

    def _assembled(self, section: Section, draft: Draft) -> Section:
        self._stage.section(section.name)
        kept = {path: self._stage.keep(entry) for path, entry in draft.kept.items()}
        self._stage.check(section.name, section.entries)
        return Section(section.name, kept | draft.new, section.stamp, section.unavailable, section.inputs)

    def _write(self, before: Mapping[str, Section], report: Report, stamp: Mapping[str, str]) -> None:
        ensure_folders(self._out)
        for section in self._swaps:
            announce(self._out, section)
        for section in self._notes:
            if section != before.get(section.name):
                self._prepare(manifest_path(self._out, section.name), section.encoded())
        self._prepare(self._out / REPORT_NAME, report.encoded(stamp))
        if self._swaps or self._notes:
            after = dict(before) | {section.name: section for section in (*self._swaps, *self._notes)}
            self._prepare(self._out / PUBLIC_NAME, public_manifest(after, stamp))

    def _prepare(self, path: Path, data: bytes) -> None:
        if not _holds(path, data):
            self._waiting.append((prepare(path, data), path))

    def _withdraw(self) -> None:
        """Takes back what was announced and not swapped. What was swapped stays announced for the next run to
        understand.
        """
        announced = [next_path(self._out, section.name) for section in self._swaps]
        for path in (*announced, *(waiting for waiting, _ in self._waiting)):
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _swap(self, section: Section) -> None:
        live = self._out / section.name
        announced = next_path(self._out, section.name)
        try:
            put_in_place(self._stage.section(section.name), live, self._stage.aside(section.name))
            self._swaps.remove(section)
            sync_folder(self._out)
            os.replace(announced, manifest_path(self._out, section.name))
            sync_folder(announced.parent.parent)
        except OSError as error:
            raise write_failed(live, error) from error


def _holds(path: Path, data: bytes) -> bool:
    try:
        return read(path) == data
    except OSError:
        return False
