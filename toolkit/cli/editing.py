"""What commands that edit records share: judge the change before it is written, show it, ask, write all of it or nothing."""

from __future__ import annotations

import difflib
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.session import Session
from toolkit.edit.desk import Desk, overlaid
from toolkit.edit.overlay import OverlayTree, Remembered
from toolkit.edit.setting import Wish, wish_of
from toolkit.edit.shape import FROZEN
from toolkit.edit.write import FileEdit, write_edits
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind
from toolkit.network.load import Reading
from toolkit.network.network import Entry
from toolkit.network.results import Results
from toolkit.pipeline import Judged
from toolkit.sources.document import Data
from toolkit.topics.catalogue import KINDS

F = TypeVar("F", bound=Callable[..., Any])
SHOWN_FILES = 12
"""Of how many files the changes are shown line by line; the others are named."""


@dataclass(frozen=True)
class Editing:
    """A workspace that is about to be changed: as it was read, and what remembers its files for the second reading."""

    session: Session
    judged: Judged
    remembered: Remembered

    @property
    def desk(self) -> Desk:
        """Returns the records as data of their files."""
        return Desk(self.session.tree, self.judged.network)


def begin(session: Session, *, judge: bool = True) -> Editing:
    """Reads the workspace, and judges it unless only its records are wanted."""
    remembered = Remembered()
    network, problems = pipeline.read(session.tree, Reading(records=remembered.records))
    as_of = pipeline.day_of(network, session.settings.as_of)
    judged = pipeline.judge(network, problems, as_of) if judge else Judged(network, Results(), problems, as_of)
    return Editing(session, judged, remembered)


def kind_of(session: Session, name: str) -> Kind:
    """Returns the kind called `name`, or titled so in either language. Raises click.UsageError with what is near."""
    kinds = [kind for kind in KINDS.all if kind.name not in FROZEN]
    for kind in kinds:
        if name in (kind.name, kind.title.zh, kind.title.en):
            return kind
    names = tuple(kind.name for kind in kinds)
    near = nearest(name, names)
    advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else Text("、".join(names), ", ".join(names))
    words = Text(f"没有种类 {name}；{advice.zh}", f"no kind {name}; {advice.en}")
    raise click.UsageError(words.within(session.settings.lang))


def finish(editing: Editing, edits: tuple[FileEdit, ...], notes: tuple[Problem, ...], *, yes: bool, dry: bool) -> int:
    """Shows the edits, judges the workspace with them, asks, and writes all or nothing; returns the exit code."""
    session = editing.session
    session.tell(notes)
    if not edits:
        session.say("没有要改的", "nothing to change")
        return exits.OK
    _shown(session, edits)
    worse = _new_problems(editing, edits)
    refused = [p for p in worse if p.severity == "error" or (session.settings.strict and p.severity == "warning")]
    session.tell(worse)
    if refused:
        session.say(f"改后会多出 {len(refused)} 个问题，没有写入", f"{len(refused)} new problems: nothing was written")
        return exits.PROBLEMS
    if dry:
        session.say("只看不写", "nothing was written, as asked")
        return exits.OK
    if not yes and not _agreed(session, len(edits)):
        session.say("没有写入", "nothing was written")
        return exits.PROBLEMS
    # Only after the question: somebody may have saved a file while it was being answered.
    failed = session.changed() or write_edits(session.root, edits)
    if failed:
        session.tell(failed)
        return exits.PROBLEMS
    for edit in edits:
        click.echo(edit.path)
    return exits.OK


def on_terminal() -> bool:
    """Returns whether there is somebody to ask."""
    return sys.stdin.isatty()


def _agreed(session: Session, files: int) -> bool:
    words = Text(f"写入 {files} 个文件？", f"Write {files} files?").within(session.settings.lang)
    if not on_terminal():
        session.say("不在终端里：加 --yes 才写入", "no terminal to ask on: give --yes to write")
        return False
    return click.confirm(words, err=True)


def _shown(session: Session, edits: tuple[FileEdit, ...]) -> None:
    """Prints the changes line by line to stderr: removed lines red, added ones green where colours are."""
    limit = len(edits) if session.settings.verbose else SHOWN_FILES
    for edit in edits[:limit]:
        before = (edit.before or b"").decode("utf-8").splitlines()
        name = "/dev/null" if edit.before is None else edit.path
        for line in difflib.unified_diff(before, edit.text.splitlines(), name, edit.path, n=1, lineterm=""):
            colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1])
            click.echo(click.style(line, fg=colour) if colour else line, err=True)
    new = sum(edit.before is None for edit in edits)
    if len(edits) > limit:
        more = "、".join(edit.path for edit in edits[limit:])
        session.say(
            f"另有 {len(edits) - limit} 个文件（加 -v 逐行看）：{more}",
            f"{len(edits) - limit} more (with -v line by line): {more}",
        )
    session.say(f"新建 {new} 个文件，修改 {len(edits) - new} 个", f"{new} new files, {len(edits) - new} changed")


def _new_problems(editing: Editing, edits: tuple[FileEdit, ...]) -> tuple[Problem, ...]:
    """What would be wrong after the edits and is not wrong now, wherever it stands by then."""
    editing.remembered.changed = frozenset(edit.path for edit in edits)
    tree = OverlayTree(editing.session.tree, overlaid(edits))
    network, problems = pipeline.read(tree, Reading(records=editing.remembered.records))
    after = pipeline.judge(network, problems, editing.judged.as_of).problems
    known = Counter(map(_name, editing.judged.problems))
    worse = []
    for problem in after:
        if known[_name(problem)]:
            known[_name(problem)] -= 1
        else:
            worse.append(problem)
    return tuple(worse)


def _name(problem: Problem) -> tuple[str, ...]:
    return (problem.code, problem.severity, problem.origin.path, problem.record, problem.field, problem.message.zh)


def find_record(editing: Editing, name: str) -> tuple[Kind, dict[str, Data], Entry | None]:
    """Returns kind, data and entry of the record that `kind:id`, a file's path or an id names. Raises click.UsageError with what is near.

    An unfinished record has no entry.
    """
    network, lang = editing.judged.network, editing.session.settings.lang
    kind, _, key = name.partition(":")
    if key and kind in KINDS:
        found = [network.named(kind, key)]
    else:
        found = [network.named(each.name, name) for each in KINDS.all]
        found = found if any(found) else [entry for entry in network.entries() if entry.document.path == name]
    held = [entry for entry in found if entry is not None]
    own = [entry for entry in held if "id" in entry.kind.identity_fields]
    if len(held) == 1 or len(own) == 1:
        entry = (held if len(held) == 1 else own)[0]
        return entry.kind, editing.desk.full(entry), entry
    if held:
        names = "、".join(f"{entry.kind.name}:{entry.id}" for entry in held[:8])
        raise click.UsageError(Text(f"{name} 不止一个：{names}", f"{name} is more than one: {names}").within(lang))
    unread = editing.desk.unread(name)
    if unread is not None:
        return *unread, None
    known = network.ids(kind) if key and kind in KINDS else [k for each in KINDS.all for k in network.ids(each.name)]
    near = nearest(key or name, tuple(known)) if len(name) < 80 else ""
    words = Text(
        f"没有记录 {name}" + (f"；是不是 {near}？" if near else ""),
        f"no record {name}" + (f"; did you mean {near}?" if near else ""),
    )
    raise click.UsageError(words.within(lang))


def wishes_of(session: Session, arguments: tuple[str, ...]) -> tuple[Wish, ...]:
    """Returns what `FIELD=VALUE` arguments say. Raises click.UsageError for one without an equals sign."""
    wishes = []
    for argument in arguments:
        wish = wish_of(argument)
        if wish is None:
            words = Text(f"{argument}：写成 字段=值", f"{argument}: write FIELD=VALUE")
            raise click.UsageError(words.within(session.settings.lang))
        wishes.append(wish)
    return tuple(wishes)


def writing_options(command: F) -> F:
    """Adds the options of every command that writes records."""
    command = click.option("--dry-run", is_flag=True, help="只看改动，不写 · show the change and write nothing")(
        command
    )
    return click.option("--yes", "-y", is_flag=True, help="不问，直接写 · write without asking")(command)
