"""What workbooks, calendars and bundles may report; apart from their modules, so that the manual loads no library."""

from __future__ import annotations

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text

CELL = ProblemKind(
    "XLS001",
    "error",
    Text("工作表“{sheet}”的 {cell} 写不进去：{why}", "cell {cell} of the sheet {sheet} cannot be written: {why}"),
    Text("改正这条数据；其他文件不受影响", "mend this value; no other file is affected"),
    manual="A cell takes 32,767 characters and numbers of 15 digits. What would be cut, rounded or hidden is an error instead.",
)
TOO_LARGE = ProblemKind(
    "XLS002",
    "error",
    Text("工作表“{sheet}”有 {rows} 行，超过 {most} 行", "the sheet {sheet} has {rows} rows, more than {most}"),
    Text("按季度或经销商分成几个文件", "make one file a quarter or a dealer"),
    manual="A sheet of Excel ends at row 1,048,576; rows beyond it would be lost without a word.",
)
BAD_EVENT = ProblemKind(
    "ICS001",
    "error",
    Text("日程 {uid} 不能用：{why}", "the event {uid} cannot be used: {why}"),
    Text("改正日期或编号；其他文件不受影响", "mend its dates or its id; no other file is affected"),
    manual="Ids of events are unique in a calendar and have no spaces; an event does not end before it begins.",
)
WORD_TEXT = ProblemKind(
    "DOC001",
    "error",
    Text("Word 文件写不进这段文字：“{text}”含有 {name}", "a Word file cannot hold this text: {text} has {name}"),
    Text("删去这个字符；其他文件不受影响", "take the character out; no other file is affected"),
    manual="The XML of a Word file has no place for control characters; Word would call the whole file damaged.",
)
KINDS = (CELL, TOO_LARGE, BAD_EVENT, WORD_TEXT)
