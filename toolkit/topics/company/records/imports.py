"""How a table that somebody else keeps is read: its sheet, its columns and fields, its words, units and dates (C78)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Flag, Line, Name, OneOf
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value
from toolkit.network.record import field as entry

LEFT_OUT = "-"
"""What a mapping says of a column or a sheet that is not wanted."""
UNITS = Vocabulary(
    "import_unit",
    {
        "yuan": ("元", "CNY"),
        "thousand": ("千元", "CNY 1,000"),
        "ten_thousand": ("万元", "CNY 10,000"),
        "million": ("百万元", "CNY 1,000,000"),
        "hundred_million": ("亿元", "CNY 100,000,000"),
        "percent": ("百分数，5 即 5%", "percent, 5 is 5 %"),
    },
)
DATE_ORDERS = Vocabulary(
    "import_dates",
    {
        "year_first": ("年在前：2026-03-31", "year first: 2026-03-31"),
        "day_first": ("日在前：31/03/2026", "day first: 31/03/2026"),
        "month_first": ("月在前：03/31/2026", "month first: 03/31/2026"),
    },
)


class ImportWord(Value):
    """A word of the table and what the record says for it."""

    KEY = ("word",)
    word: Line = entry("表里写", "Word in the table")
    means: Line = entry("即", "Means")


class ImportColumn(Value):
    """A column by its heading, and the field that it fills."""

    KEY = ("heading",)
    heading: Line = entry("列名", "Heading")
    field: Line = entry(
        "字段",
        "Field",
        help_zh="字段路径，如 notice_address.address、bank_accounts.number；- 表示不要这一列",
        help_en="the field's path, such as notice_address.address or bank_accounts.number; - leaves the column out",
    )
    unit: Annotated[str, OneOf(UNITS)] | None = entry("单位", "Unit", default=None)
    dates: Annotated[str, OneOf(DATE_ORDERS)] | None = entry("日期写法", "Form of dates", default=None)
    words: tuple[ImportWord, ...] = entry("词语", "Words", default=())


class ImportValue(Value):
    """A value that every row shares because the table does not say it."""

    KEY = ("field",)
    field: Line = entry("字段", "Field")
    value: Line = entry("值", "Value")


class ImportSheet(Value):
    """A further sheet and the list whose items it holds."""

    KEY = ("sheet",)
    sheet: Line = entry("工作表", "Sheet")
    list: Line = entry(
        "列表",
        "List",
        help_zh="列表字段，如 licences；- 表示不要",
        help_en="the list, such as licences; - leaves it out",
    )


class ImportMapping(Record):
    """How one sort of table is read as records of one kind."""

    id: Name = entry("编号", "Id")
    name: Bilingual = entry("名称", "Name")
    kind: Line = entry("记录种类", "Kind of records", help_zh="如 dealer", help_en="such as dealer")
    notes: Bilingual | None = entry("说明", "Notes", default=None)
    sheet: Line | None = entry(
        "工作表",
        "Sheet",
        default=None,
        help_zh="不写即第一个可见的工作表",
        help_en="the first visible one when left out",
    )
    head_row: Count | None = entry(
        "表头行",
        "Row of the head",
        default=None,
        help_zh="从 1 数；不写则自动找",
        help_en="from 1; found when left out",
    )
    match: Line | None = entry(
        "按什么认出已有记录",
        "Field that tells records apart",
        default=None,
        help_zh="表里没有编号时用，如 uscc；再次导入就不会重复建立",
        help_en="for tables without ids, such as uscc: a second import changes records instead of doubling them",
    )
    columns: tuple[ImportColumn, ...] = entry("列", "Columns")
    values: tuple[ImportValue, ...] = entry("各行共有的值", "Values of all rows", default=())
    sheets: tuple[ImportSheet, ...] = entry("其他工作表", "Further sheets", default=())
    empty: tuple[Line, ...] = entry(
        "当作空白", "Read as empty", default=(), help_zh="如 /、无、待补", help_en="such as / or n/a"
    )
    draft: Flag = entry("新记录可以没填完", "New records may be unfinished", default=False)


IMPORT_KIND = Kind(
    "import-mapping", Text("导入对照", "the import mappings"), ImportMapping, "content/imports/{id}.yaml"
)
