"""`set`: change fields of a record in its file, where they stand."""

from __future__ import annotations

import click

from toolkit.cli import exits
from toolkit.cli.editing import begin, find_record, finish, wishes_of, writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.desk import Put
from toolkit.edit.setting import wished


@click.command(name="set")
@click.argument("record", metavar="RECORD")
@click.argument("wishes", nargs=-1, required=True, metavar="FIELD=VALUE...")
@writing_options
@takes_settings
def set_fields(settings: Settings, record: str, wishes: tuple[str, ...], yes: bool, dry_run: bool) -> None:
    """改一条记录的字段，注释和顺序不变；值留空就删掉 · change fields of a record; comments and order stay, no value takes a field away.

    RECORD 是编号、种类:编号或文件路径 · an id, kind:id, or a file's path.
    """

    def body(session: Session) -> int:
        wanted = wishes_of(session, wishes)
        editing = begin(session)
        kind, held, entry = find_record(editing, record)
        desk = editing.desk
        data, problems = wished(kind.model, held, wanted, record)
        edits, refused = desk.edits((Put(kind, data, entry),)) if not problems else ((), ())
        if problems or refused:
            session.tell((*problems, *refused))
            return exits.PROBLEMS
        return finish(editing, edits, (), yes=yes, dry=dry_run)

    run(settings, body)
