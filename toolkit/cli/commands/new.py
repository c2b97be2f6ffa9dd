"""`new`: begin a record, with its id and its place, and a line for every field that says what it is."""

from __future__ import annotations

from dataclasses import replace

import click

from toolkit.cli import exits
from toolkit.cli.asking import Asking
from toolkit.cli.editing import Editing, begin, finish, kind_of, on_terminal, wishes_of, writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.desk import Put
from toolkit.edit.incoming.names import Names
from toolkit.edit.setting import wish_of, wished
from toolkit.edit.skeleton import begun, skeleton
from toolkit.edit.write import EXISTS
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, has_errors
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.network.validation import validated
from toolkit.sources.document import Data
from toolkit.sources.markdown_text import read_prose
from toolkit.topics.catalogue import KINDS


@click.command(name="new")
@click.argument("kind_name", metavar="KIND")
@click.argument("wishes", nargs=-1, metavar="[FIELD=VALUE]...")
@click.option("--draft", is_flag=True, help="没填完也先建立 · begin it unfinished")
@writing_options
@takes_settings
def new(
    settings: Settings, kind_name: str, wishes: tuple[str, ...], draft: bool, yes: bool, dry_run: bool
) -> None:  # fmt: skip
    """新建一条记录：编号、路径自动，每个字段带说明；在终端里逐项询问，列表问到回车为止 · begin a record; on a terminal it asks field by field, and lists until an empty answer."""

    def body(session: Session) -> int:
        kind, wanted = kind_of(session, kind_name), wishes_of(session, wishes)
        editing = begin(session)
        network, as_of = editing.judged.network, editing.judged.as_of
        data, problems = wished(kind.model, {}, wanted, kind.name)
        data = begun(kind, editing.desk, as_of, data)
        if problems:
            session.tell(problems)
            return exits.PROBLEMS
        if draft or yes or not on_terminal():
            return _written(editing, kind, _unfinished(data) if draft else data, yes=yes, dry=dry_run)
        data = Asking(kind, Names(network), as_of, session.settings.lang).record(data)
        while (code := _written(editing, kind, data, yes=yes, dry=dry_run)) == exits.PROBLEMS:
            mended = _mended(session, kind, data)
            if mended is None:
                return code
            data = mended
        return code

    run(settings, body)


def _unfinished(data: dict[str, Data]) -> dict[str, Data]:
    return {**data, "draft": "true"}


def _mended(session: Session, kind: Kind, data: dict[str, Data]) -> dict[str, Data] | None:
    """The answers with one of them changed, so that a refusal loses none; None when somebody gives up."""
    words = Text(
        "改一项：字段=值；draft=true 先存为未完成；直接回车放弃",
        "Mend one: FIELD=VALUE; draft=true keeps it unfinished; Enter gives up",
    )
    while answer := str(click.prompt(words.within(session.settings.lang), default="", show_default=False, err=True)):
        if answer.replace(" ", "") == "draft=true":
            return _unfinished(data)
        wish = wish_of(answer)
        made, problems = wished(kind.model, data, (wish,) if wish is not None else (), kind.name)
        if wish is not None and not problems:
            return made
        session.tell(problems)
    return None


def _written(editing: Editing, kind: Kind, data: dict[str, Data], *, yes: bool, dry: bool) -> int:
    """Checks the record, shows its file, and writes it; returns the exit code."""
    session, network = editing.session, editing.judged.network
    problems = _wrong(kind, data)
    if has_errors(problems):
        session.tell(problems)
        return exits.PROBLEMS
    put = Put(kind, data)
    path = editing.desk.path_of(put)
    listed = bool(kind.items) or kind.form == "csv"
    if path in network.files and not listed:
        session.tell((EXISTS.at(Origin(path), path=path),))
        return exits.PROBLEMS
    begun_file = (skeleton(editing.desk, KINDS, put, session.settings.lang),)
    edits, refused = editing.desk.edits((put,)) if listed else (begun_file, ())
    if refused:
        session.tell(refused)
        return exits.PROBLEMS
    return finish(editing, edits, (), yes=yes, dry=dry)


def _typed(kind: Kind, data: dict[str, Data]) -> dict[str, Data]:
    typed = dict(data)
    if kind.form == "markdown":
        typed["body"] = read_prose(kind.name, str(data.get("body", "")) or "…")[0]  # type: ignore[assignment]
    return typed


def _wrong(kind: Kind, data: dict[str, Data]) -> tuple[Problem, ...]:
    """What the record still lacks, before it has a place."""
    where = Origin(kind.name)
    aside = () if "draft" in kind.model.model_fields else ("draft",)
    typed = {name: held for name, held in _typed(kind, data).items() if name not in aside}
    _, found = validated(
        kind.model, typed, lambda path: where, name=str(data.get("id", kind.name)), draft=data.get("draft") == "true"
    )
    lacking = {name for name in kind.path_fields if name not in data}
    # Without the fields of its path a record has no place, however unfinished it may be.
    told = (replace(p, severity="error") if p.field in lacking else p for p in found)
    return tuple(problem for problem in told if problem.severity == "error")
