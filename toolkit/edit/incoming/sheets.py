"""Which sheet of a workbook holds the records, which hold their lists, and which are not read, each of them told."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.edit.export import GUIDE, MARK
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.mapping import LEFT_OUT, TableMapping, normal
from toolkit.edit.shape import Form, forms_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind

_CHOICES = (Text("选项", "Choices"), GUIDE)
LEFT_SHEET = ProblemKind(
    "EDT153",
    "warning",
    Text("工作表“{sheet}”没有读取", "the sheet “{sheet}” was not read"),
    Text(
        "用 --sheet '{sheet}=列表字段' 指明，不要就写 '{sheet}=-'",
        "say what it holds with --sheet '{sheet}=LIST', or '{sheet}=-'",
    ),
    manual="The first sheet holds the records. Others are known by the name of a list, or by a mapping."
    "中文：第一个工作表放记录，其余的按列表名称或导入对照辨认。",
)
OTHER_KIND = ProblemKind(
    "EDT154",
    "error",
    Text("这个工作表是 {given} 的数据，不是 {kind}", "this sheet holds records of the kind {given}, not {kind}"),
    Text("用 build import {given}", "use build import {given}"),
    manual="A workbook that export made says which kind of records it holds."
    "中文：导出的工作簿里写明了它放的是哪种记录。",
)
NO_SHEET = ProblemKind(
    "EDT155",
    "error",
    Text("没有导入对照所说的工作表“{sheet}”", "there is no sheet “{sheet}”, which the mapping names"),
    Text("文件里有：{names}", "the file has: {names}"),
    manual="A mapping may name the sheet that holds the records. A file that lacks it is not the one that the mapping is for."
    "中文：导入对照可以指明放记录的工作表。没有那张表，就不是它要读的文件。",
)
HIDDEN_SHEET = ProblemKind(
    "EDT156",
    "warning",
    Text("隐藏的工作表“{sheet}”没有读取", "the hidden sheet “{sheet}” was not read"),
    Text(
        "要读就取消隐藏，或用 --sheet '{sheet}=列表字段' 指明",
        "to have it read, unhide it or say what it holds with --sheet '{sheet}=LIST'",
    ),
    manual="What nobody sees when the file is opened is no statement of whoever sent it: old copies and look-up tables are kept "
    "in hidden sheets. One is read only where the command line or the mapping names it."
    "中文：打开文件时看不到的，不算对方要说的话：隐藏表里常是旧数据和查找表。只有命令或对照指明了才读。",
)
NO_LIST = ProblemKind(
    "EDT157",
    "error",
    Text("工作表“{sheet}”指明的列表 {given} 不存在", "the sheet “{sheet}” is said to hold {given}, which is no list"),
    Text("可用：{choices}", "the lists are: {choices}"),
    manual="A further sheet holds the items of one list of the records, named by its path or its title."
    "中文：另外的工作表放记录里某个列表的各项，用列表的路径或名称指明。",
)
KINDS = (LEFT_SHEET, OTHER_KIND, NO_SHEET, HIDDEN_SHEET, NO_LIST)


def forms_in(
    kind: Kind, grids: tuple[Grid, ...], mapping: TableMapping, problems: list[Problem]
) -> Iterator[tuple[Form, Grid]]:
    """Yields the sheets that are read, each with what it holds, in order; the others go to `problems`."""
    named = [grid.name for grid in grids]
    if mapping.sheet and any(named) and mapping.sheet not in named:
        names = Text("、".join(named), ", ".join(named))
        problems.append(NO_SHEET.at(Origin(grids[0].file), sheet=mapping.sheet, names=names))
        return
    first = next((place for place, grid in enumerate(grids) if not grid.unseen), 0)
    if mapping.sheet in named:
        first = named.index(mapping.sheet)
    for place, grid in enumerate(grids):
        form = _form_of(kind, grid, place == first, mapping, problems)
        if form is not None:
            yield form, grid


def _form_of(kind: Kind, grid: Grid, is_first: bool, mapping: TableMapping, problems: list[Problem]) -> Form | None:
    forms = forms_of(kind)
    marked = next((str(row[1]) for row in grid.rows[:6] if len(row) > 1 and row[0] in (MARK.zh, MARK.en)), None)
    if marked is not None:
        name, _, path = marked.partition(" ")
        if name not in (kind.name, LEFT_OUT):
            problems.append(OTHER_KIND.at(grid.place(0), given=name, kind=kind.name))
        return next((form for form in forms if form.path == path), None) if name == kind.name else None
    given = mapping.sheets.get(grid.name)
    if given == LEFT_OUT or grid.name in [text.within(lang) for text in _CHOICES for lang in ("zh", "en")]:
        return None
    is_records = is_first and given is None
    if grid.unseen and given is None and grid.name != mapping.sheet:
        problems.append(HIDDEN_SHEET.at(Origin(f"{grid.file} › {grid.name}"), sheet=grid.name))
        return None
    if not (mapping.sheet and is_records):
        wanted = normal(given if given is not None else grid.name)
        for form in forms:
            names = (
                *((kind.name,) if not form.lists else ()),
                form.title.zh,
                form.title.en,
                form.path,
                form.path.removesuffix("[]"),
            )
            if wanted in {normal(each) for each in names if each}:
                return form
    if is_records:
        return forms[0]
    if given is not None:
        choices = ", ".join(form.path for form in forms if form.lists)
        problems.append(NO_LIST.at(Origin(f"{grid.file} › {grid.name}"), sheet=grid.name, given=given, choices=choices))
    elif any(any(cell not in ("", None) for cell in row) for row in grid.rows):
        problems.append(LEFT_SHEET.at(Origin(f"{grid.file} › {grid.name}"), sheet=grid.name))
    return None
