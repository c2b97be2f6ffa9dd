"""`new`: begin a record, with its id and its place, and a line for every field that says what it is."""

from __future__ import annotations

import sys

import click

from toolkit.cli import exits
from toolkit.cli.editing import begin, finish, kind_of, wishes_of, writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.desk import Put
from toolkit.edit.incoming.cells import meant
from toolkit.edit.setting import Wish, wished
from toolkit.edit.shape import Leaf
from toolkit.edit.skeleton import asked_for, begun, skeleton
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
    """新建一条记录：编号、路径自动，每个字段带说明；在终端里会问必填项 · begin a record; on a terminal it asks for what is needed."""

    def body(session: Session) -> int:
        kind, wanted = kind_of(session, kind_name), wishes_of(session, wishes)
        editing = begin(session)
        network, as_of = editing.judged.network, editing.judged.as_of
        data, problems = wished(kind.model, {}, wanted, kind.name)
        data = begun(kind, network, as_of, data)
        if not problems and not draft and not yes and sys.stdin.isatty():
            answers = tuple(_asked(session, leaf) for leaf in asked_for(kind, data))
            data, problems = wished(kind.model, data, answers, kind.name)
        if draft and "draft" in kind.model.model_fields:
            data["draft"] = "true"
        problems = problems or _wrong(kind, data)
        if has_errors(problems):
            session.tell(problems)
            return exits.PROBLEMS
        put = Put(kind, data)
        path = editing.desk.path_of(put)
        listed = bool(kind.items) or kind.form == "csv"
        if path in network.files and not listed:
            session.tell((EXISTS.at(Origin(path), path=path),))
            return exits.PROBLEMS
        edits, refused = (
            editing.desk.edits((put,)) if listed else ((skeleton(editing.desk, KINDS, put, settings.lang),), ())
        )
        if refused:
            session.tell(refused)
            return exits.PROBLEMS
        return finish(editing, edits, (), yes=yes, dry=dry_run)

    run(settings, body)


def _asked(session: Session, leaf: Leaf) -> Wish:
    """Asks for one field until there is an answer; a code may be given by its name."""
    lang, codes = session.settings.lang, leaf.meaning.vocabulary
    words = leaf.title.within(lang)
    if codes is not None:
        words += (
            Text("（", " (").within(lang)
            + "、".join(f"{code} {codes.label(code).within(lang)}" for code in codes)
            + Text("）", ")").within(lang)
        )
    answer = click.prompt(words, err=True)
    found = meant(leaf.meaning, str(answer))
    return Wish(".".join(leaf.keys), str(found.data) if isinstance(found.data, str) else str(answer))


def _wrong(kind: Kind, data: dict[str, Data]) -> tuple[Problem, ...]:
    """What the record still lacks, before it has a place."""
    where = Origin(kind.name)
    typed = dict(data)
    if kind.form == "markdown":
        typed["body"] = read_prose(kind.name, str(data.get("body", "")) or "…")[0]  # type: ignore[assignment]
    _, found = validated(
        kind.model, typed, lambda path: where, name=str(data.get("id", kind.name)), draft=data.get("draft") == "true"
    )
    lacking = {name for name in kind.path_fields if name not in data}
    return tuple(p for p in found if p.severity == "error" or p.field in lacking)
