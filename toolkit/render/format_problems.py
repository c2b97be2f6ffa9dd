"""What workbooks, calendars and bundles may report; apart from their modules, so that the manual loads no library."""

from __future__ import annotations

from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text

CELL = ProblemKind(
    "XLS001",
    "error",
    Text("工作表“{sheet}”的 {cell} 写不进去：{why}", "cell {cell} of the sheet {sheet} cannot be written: {why}"),
    Text("改正这条数据；其他文件不受影响", "mend this value; no other file is affected"),
    manual="A cell takes 32,767 characters and numbers of 15 digits. What would be cut, rounded or hidden is an error instead."
    "中文：一个单元格最多 32,767 个字符、15 位数字。会被截断、取整或隐藏的，都作为错误。",
)
TOO_LARGE = ProblemKind(
    "XLS002",
    "error",
    Text("工作表“{sheet}”有 {rows} 行，超过 {most} 行", "the sheet {sheet} has {rows} rows, more than {most}"),
    Text("按季度或经销商分成几个文件", "make one file a quarter or a dealer"),
    manual="A sheet of Excel ends at row 1,048,576; rows beyond it would be lost without a word."
    "中文：工作表最多 1,048,576 行，超出的行会不声不响地丢失。",
)
BAD_EVENT = ProblemKind(
    "ICS001",
    "error",
    Text("日程 {uid} 不能用：{why}", "the event {uid} cannot be used: {why}"),
    Text("改正日期或编号；其他文件不受影响", "mend its dates or its id; no other file is affected"),
    manual="Ids of events are unique in a calendar and have no spaces; an event does not end before it begins."
    "中文：日历里事项的编号不重复、没有空格，结束不早于开始。",
)
WORD_TEXT = ProblemKind(
    "DOC001",
    "error",
    Text("Word 文件写不进这段文字：“{text}”含有 {name}", "a Word file cannot hold this text: {text} has {name}"),
    Text("删去这个字符；其他文件不受影响", "take the character out; no other file is affected"),
    manual="The XML of a Word file has no place for control characters; Word would call the whole file damaged."
    "中文：Word 文件的 XML 放不下控制字符，Word 会说整个文件已损坏。",
)
KINDS = (CELL, TOO_LARGE, BAD_EVENT, WORD_TEXT)
