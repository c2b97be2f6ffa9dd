"""`export`: records of a kind as a workbook, to edit there and import again."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import exits
from toolkit.cli.editing import begin, kind_of
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit import export as sheets
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Entry


@click.command(name="export")
@click.argument("kind_name", metavar="KIND")
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写到哪个文件，默认 <种类>.xlsx · the file to write, KIND.xlsx by default",
)
@click.option(
    "--template",
    is_flag=True,
    help="空表：每个字段一列，带选项和说明 · an empty table with a column for every field, choices and a guide",
)
@click.option(
    "--all-fields", is_flag=True, help="没有用到的字段也各占一列 · columns for fields that no record uses, too"
)
@click.option("--force", is_flag=True, help="覆盖已有的文件 · write over a file that is there")
@takes_settings
def export(
    settings: Settings,
    kind_name: str,
    ids: tuple[str, ...],
    target: Path | None,
    template: bool,
    all_fields: bool,
    force: bool,
) -> None:
    """把记录导出为 Excel，改好后用 import 导回 · records as a workbook, to be edited there and imported again."""

    def body(session: Session) -> int:
        kind = kind_of(session, kind_name)
        path = target or Path(f"{kind.name}.xlsx")
        if path.exists() and not force:
            words = Text(f"{path} 已存在；加 --force 覆盖", f"{path} is there already; --force writes over it")
            raise click.UsageError(words.within(settings.lang))
        if template:
            job = sheets.template(kind, settings.lang)
        else:
            desk = begin(session, judge=False).desk
            entries = [_entry(session, desk.network.named(kind.name, key), key, desk.network.ids(kind.name))
                       for key in ids or desk.network.ids(kind.name)]  # fmt: skip
            job = sheets.workbook(kind, desk, entries, settings.lang, all_fields=all_fields)
            session.say(f"{len(entries)} 条{kind.title.zh}", f"{len(entries)} records: {kind.title.within('en')}")
        from toolkit.render.xlsx import workbook_bytes  # loaded only where a workbook is wanted

        path.write_bytes(workbook_bytes(job))
        click.echo(str(path))
        return exits.OK

    run(settings, body)


def _entry(session: Session, entry: Entry | None, key: str, known: tuple[str, ...]) -> Entry:
    if entry is None:
        near = nearest(key, known)
        words = Text(
            f"没有 {key}" + (f"；是不是 {near}？" if near else ""),
            f"no {key}" + (f"; did you mean {near}?" if near else ""),
        )
        raise click.UsageError(words.within(session.settings.lang))
    return entry
