"""The administrative divisions (GB/T 2260) and the codes that changed."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Day, Line, OneOf, RegionCode
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, field

LEVELS = Vocabulary(
    "level", {"province": ("省级", "province"), "prefecture": ("地级", "prefecture"), "county": ("县级", "county")}
)


class Division(Record):
    """An administrative division of one revision of GB/T 2260."""

    revision: Line = field("数据版本", "Revision", audience="public")
    code: Line = field("代码", "Code", audience="public")
    parent: Line | None = field("上级", "Parent", audience="public", default=None)
    level: Annotated[str, OneOf(LEVELS)] = field("级别", "Level", audience="public")
    name: Line = field("名称", "Name", audience="public")
    short: Line = field("简称", "Short name", audience="public")
    pinyin: Line = field("拼音", "Pinyin", audience="public")


class Successor(Record):
    """A code that is no longer in use, and the code that its area has now."""

    old: Line = field("旧代码", "Old code", audience="public")
    new: RegionCode = field("新代码", "New code", audience="public")
    date: Day = field("变更日期", "Date", audience="public")
    note: Line | None = field("说明", "Note", audience="public", default=None)


KINDS = (
    Kind(
        "successor",
        Text("行政区划沿革", "the changed division codes"),
        Successor,
        "content/divisions/successors.csv",
        identity="{old}>{new}",
        form="csv",
    ),
    Kind(
        "division",
        Text("行政区划代码", "the division codes"),
        Division,
        "content/divisions/{revision}.csv",
        identity="{code}",
        form="csv",
    ),
)
