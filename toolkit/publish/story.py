"""What the manifests and the last report say of one output: what it was made from, and what became of it in the last run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from toolkit.publish.disk import read
from toolkit.publish.manifest import Entry, load_sections
from toolkit.publish.report import REPORT_NAME


@dataclass(frozen=True, slots=True)
class Story:
    """An output as it is known. `entry` is None for one that could not be made; `why` says what the last run did with it:
    new, changed, damaged, same or cache as in the report, failed, or empty when it was no part of that run.

    `stamp` is that of the section's manifest: the as-of date, the commit (with `+` for edited files) and the toolkit. `inputs`
    are the short digests of the section's inputs as they were read then.
    """

    path: str
    section: str
    entry: Entry | None
    stamp: Mapping[str, str]
    why: str = ""
    state: str = ""
    run: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Mapping[str, Any], ...] = ()
    inputs: Mapping[str, str] = field(default_factory=dict)


def paths_in(out: Path) -> tuple[str, ...]:
    """Returns every output that the manifests or the last report know. Raises OutputProblem for a damaged manifest."""
    known = {path for section in load_sections(out).values() for path in (*section.entries, *section.unavailable)}
    return tuple(sorted(known | set(_last_run(out)[1])))


def story_of(out: Path, path: str) -> Story | None:
    """Returns what is known of the output `path`, None for one of which nothing is. Raises OutputProblem."""
    sections = load_sections(out)
    name = path.partition("/")[0]
    section = sections.get(name)
    entry = section.entries.get(path) if section is not None else None
    report, done = _last_run(out)
    missing = section is not None and path in section.unavailable
    if entry is None and path not in done and not missing:
        return None
    failed = {row["path"]: tuple(row["problems"]) for row in report.get("failed", ())}
    return Story(
        path=path,
        section=name,
        entry=entry,
        stamp=dict(section.stamp) if section is not None else {},
        why=done.get(path, ""),
        state=report.get("sections", {}).get(name, ""),
        run=report.get("stamp", {}),
        problems=failed.get(path, ()),
        inputs=section.inputs if section is not None else {},
    )


def _last_run(out: Path) -> tuple[Mapping[str, Any], dict[str, str]]:
    """The report of the last run, and by output what it did; nothing where it is missing or cannot be read."""
    try:
        report = json.loads(read(out / REPORT_NAME))
        done = dict((*report["built"], *report["reused"]))
        return report, {**done, **{row["path"]: "failed" for row in report["failed"]}}
    except (OSError, ValueError, KeyError, TypeError):
        return {}, {}
