"""`import`: a table of Excel or CSV becomes records of the workspace, all of them or none."""

from __future__ import annotations

from pathlib import Path

import click

from toolkit.cli import exits
from toolkit.cli.commands.word_import import SUFFIXES, import_word
from toolkit.cli.editing import Editing, begin, finish, kind_of, writing_options
from toolkit.cli.options import Settings, takes_settings
from toolkit.cli.session import Session, run
from toolkit.edit.incoming.columns import UNKNOWN_COLUMN
from toolkit.edit.incoming.drafting import drafted
from toolkit.edit.incoming.grid import Grid, grids_of
from toolkit.edit.incoming.importing import Wanted, imported, wrong_shared
from toolkit.edit.incoming.mapping import TableMapping
from toolkit.edit.write import EXISTS, FileEdit
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import has_errors
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind
from toolkit.network.validation import validated
from toolkit.sources.yaml_text import read_yaml
from toolkit.topics.catalogue import KINDS
from toolkit.topics.company.records.imports import ImportMapping


@click.command(name="import")
@click.argument("what", nargs=-1, required=True, metavar="[KIND] FILE")
@click.option(
    "--mapping",
    metavar="ID|FILE",
    help="导入对照：content/imports 里的编号，或一个 YAML 文件 · how the table is read: an id of content/imports, or a YAML file",
)
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
@click.option(
    "--new-mapping",
    metavar="ID",
    help="不导入，只按表头写一份导入对照的草稿 · imports nothing, but writes a mapping to begin with from the head",
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
    settings: Settings, what: tuple[str, ...], mapping: str | None, columns: tuple[str, ...], sheets: tuple[str, ...],
    values: tuple[str, ...], new_mapping: str | None, draft: bool, clear: bool, form: str, yes: bool, dry_run: bool,
) -> None:  # fmt: skip
    """从 Excel 或 CSV 导入任何种类的记录；有一处错就什么都不写 · records of any kind from Excel or CSV; nothing is written if anything is wrong.

    有 --mapping 时可以不写 KIND · with --mapping the KIND may be left out.
    """

    def body(session: Session) -> int:
        kind_name, file = _what(session, what, mapping)
        if kind_name == "contract" and file.suffix.lower() in SUFFIXES:
            kind_of(session, kind_name)
            return import_word(session, file, form)
        given = tuple(_pairs(session, each) for each in (columns, sheets, values))
        editing = begin(session)
        record = _mapping(session, editing, mapping) if mapping is not None else None
        kind = kind_of(session, kind_name or (record.kind if record is not None else ""))
        read_as = (TableMapping.of(record) if record is not None else TableMapping()).with_more(*given)
        if record is not None and record.kind != kind.name:
            words = Text(f"对照 {record.id} 是 {record.kind} 的", f"the mapping {record.id} is for {record.kind}")
            raise click.UsageError(words.within(settings.lang))
        grids, problems = grids_of(file.name, file.read_bytes())
        problems += tuple(wrong_shared(kind, read_as, "--value"))
        if problems:
            session.tell(problems)
            return exits.PROBLEMS
        if new_mapping is not None:
            return _begun(editing, kind, grids, new_mapping, yes=yes, dry=dry_run)
        wanted = Wanted(read_as, draft or (record is not None and record.draft), clear, editing.judged.as_of)
        found = imported(kind, editing.desk, grids, wanted)
        edits, refused = editing.desk.edits(found.puts) if not has_errors(found.problems) else ((), ())
        if has_errors((*found.problems, *refused)):
            session.tell((*found.problems, *refused))
            session.say("表格有错误，没有写入", "errors in the table: nothing was written")
            if any(problem.code == UNKNOWN_COLUMN.code for problem in found.problems):
                session.say(
                    "列很多时：加 --new-mapping 编号，先按表头写一份导入对照",
                    "with many such columns: --new-mapping ID writes a mapping to begin with",
                )
            return exits.PROBLEMS
        return finish(editing, edits, found.problems, yes=yes, dry=dry_run)

    run(settings, body)


def _begun(editing: Editing, kind: Kind, grids: tuple[Grid, ...], name: str, *, yes: bool, dry: bool) -> int:
    """Writes a mapping to begin with, and says how to go on."""
    session, path = editing.session, KINDS.named("import-mapping").path.format(id=name)
    text = drafted(kind, grids, name)
    if text is None:
        raise click.UsageError(Text("表里没有表头", "the table has no head").within(session.settings.lang))
    if path in editing.judged.network.files:
        session.tell((EXISTS.at(Origin(path), path=path),))
        return exits.PROBLEMS
    code = finish(editing, (FileEdit(path, None, text),), (), yes=yes, dry=dry)
    if code == exits.OK:
        session.say(f"补好后：import 文件 --mapping {name}", f"when it is filled in: import FILE --mapping {name}")
    return code


def _what(session: Session, what: tuple[str, ...], mapping: str | None) -> tuple[str, Path]:
    """The kind, empty where a mapping says it, and the file."""
    lang = session.settings.lang
    if len(what) > 2 or (len(what) == 1 and mapping is None):
        words = Text(
            "写成 import 种类 文件，或 import 文件 --mapping 对照",
            "write import KIND FILE, or import FILE --mapping ID",
        )
        raise click.UsageError(words.within(lang))
    file = Path(what[-1])
    if not file.is_file():
        raise click.UsageError(Text(f"没有文件 {file}", f"there is no file {file}").within(lang))
    return (what[0] if len(what) == 2 else ""), file


def _mapping(session: Session, editing: Editing, name: str) -> ImportMapping:
    """The mapping of that id, or the one that a file of the same form says."""
    network, path = editing.judged.network, Path(name)
    found = network.find(ImportMapping, name)
    if found is not None:
        return found
    if path.suffix in (".yaml", ".yml") and path.is_file():
        return _from_file(session, path)
    near = nearest(name, network.ids("import-mapping"))
    words = Text(
        f"没有导入对照 {name}" + (f"；是不是 {near}？" if near else ""),
        f"there is no mapping {name}" + (f"; did you mean {near}?" if near else ""),
    )
    raise click.UsageError(words.within(session.settings.lang))


def _from_file(session: Session, path: Path) -> ImportMapping:
    document, problems = read_yaml(path.name, path.read_bytes())
    record: ImportMapping | None = None
    if document is not None:
        data = document.data if isinstance(document.data, dict) else {}
        said = {"id": "file", "name": path.stem, **data}
        record, found = validated(ImportMapping, said, lambda _: Origin(path.name), name=path.name, draft=False)
        problems += found
    session.tell(problems)
    if record is None:
        raise SystemExit(exits.PROBLEMS)
    return record


def _pairs(session: Session, given: tuple[str, ...]) -> dict[str, str]:
    for each in given:
        if "=" not in each:
            words = Text(f"{each}：写成 名称=值", f"{each}: write NAME=VALUE")
            raise click.UsageError(words.within(session.settings.lang))
    return {name.strip(): held.strip() for name, _, held in (each.partition("=") for each in given)}
