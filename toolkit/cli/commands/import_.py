"""`import`: a table of Excel or CSV becomes records of the workspace, all of them or none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from toolkit.cli import exits
from toolkit.cli.commands.word_import import SUFFIXES, import_word
from toolkit.cli.editing import begin, finish, kind_of, writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.incoming.columns import Mapping_, normal
from toolkit.edit.incoming.grid import grids_of
from toolkit.edit.incoming.importing import Wanted, imported, wrong_shared
from toolkit.kernel.problem import has_errors
from toolkit.kernel.text import Text
from toolkit.sources.yaml_text import read_yaml

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False, readable=True)


@click.command(name="import")
@click.argument("kind_name", metavar="KIND")
@click.argument("file", type=_FILE)
@click.option("--mapping", type=_FILE, help="列的对照表（YAML） · how the columns are read, a YAML file")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="HEADING=FIELD",
    help="某一列是哪个字段，- 表示不要 · which field a column is; - leaves it out",
)
@click.option(
    "--sheet",
    "sheets",
    multiple=True,
    metavar="NAME=LIST",
    help="某个工作表是哪个列表，- 表示不要 · which list a sheet holds; - leaves it out",
)
@click.option(
    "--value", "values", multiple=True, metavar="FIELD=VALUE", help="所有行共有的值 · a value that all rows share"
)
@click.option("--draft", is_flag=True, help="新记录可以没填完 · new records may be unfinished")
@click.option(
    "--clear",
    is_flag=True,
    help="空格表示删掉，列表里没有的项也删 · an empty cell takes a value away, and items that a list lacks go",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    help="合同的 Word 文件：怎样列出改动 · a contract's Word file: how its changes are shown",
)
@writing_options
@takes_settings
def import_records(
    settings: Settings, kind_name: str, file: Path, mapping: Path | None, columns: tuple[str, ...], sheets: tuple[str, ...],
    values: tuple[str, ...], draft: bool, clear: bool, form: str, yes: bool, dry_run: bool,
) -> None:  # fmt: skip
    """从 Excel 或 CSV 导入任何种类的记录；有一处错就什么都不写 · records of any kind from Excel or CSV; nothing is written if anything is wrong."""

    def body(session: Session) -> int:
        kind = kind_of(session, kind_name)
        if kind_name == "contract" and file.suffix.lower() in SUFFIXES:
            return import_word(session, file, form)
        read_as = _mapping(session, mapping, columns, sheets, values)
        grids, problems = grids_of(file.name, file.read_bytes())
        problems += tuple(wrong_shared(kind, read_as, "--value"))
        if problems:
            session.tell(problems)
            return exits.PROBLEMS
        editing = begin(session)
        wanted = Wanted(read_as, draft, clear, editing.judged.as_of)
        found = imported(kind, editing.desk, grids, wanted)
        edits, refused = editing.desk.edits(found.puts) if not has_errors(found.problems) else ((), ())
        if has_errors((*found.problems, *refused)):
            session.tell((*found.problems, *refused))
            session.say("表格有错误，没有写入", "errors in the table: nothing was written")
            return exits.PROBLEMS
        return finish(editing, edits, found.problems, yes=yes, dry=dry_run)

    run(settings, body)


def _mapping(
    session: Session, path: Path | None, columns: tuple[str, ...], sheets: tuple[str, ...], values: tuple[str, ...]
) -> Mapping_:
    made = Mapping_()
    if path is not None:
        document, problems = read_yaml(path.name, path.read_bytes())
        session.tell(problems)
        if document is None:
            raise SystemExit(exits.PROBLEMS)
        try:
            made = Mapping_.of(document.data)
        except ValueError as error:
            words = Text(f"{path.name}：不认识 {error}", f"{path.name}: {error} is not known")
            raise click.UsageError(words.within(session.settings.lang)) from None
    given = {normal(name): held for name, held in _pairs(session, columns).items()}
    return replace(
        made,
        columns={**made.columns, **given},
        sheets={**made.sheets, **_pairs(session, sheets)},
        values={**made.values, **_pairs(session, values)},
    )


def _pairs(session: Session, given: tuple[str, ...]) -> dict[str, str]:
    for each in given:
        if "=" not in each:
            words = Text(f"{each}：写成 名称=值", f"{each}: write NAME=VALUE")
            raise click.UsageError(words.within(session.settings.lang))
    return {name.strip(): held.strip() for name, _, held in (each.partition("=") for each in given)}
