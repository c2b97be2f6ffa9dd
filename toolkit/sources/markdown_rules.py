"""What a Markdown text may not hold, checked before it is parsed: runs that parse slowly, lists that would be renumbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

MAX_NESTING = 20
_OPEN_BRACKETS = re.compile(r"\[{50,}")
_ITEM = re.compile(r"^(?P<indent>[ ]*)(?P<number>\d{1,9})\.[ \t]+\S")
_BULLET = re.compile(r"^[ ]*[-*+][ \t]+\S")
_TABLE_RULE = re.compile(r"^[ ]*\|?[ ]*:?-+:?[ ]*(\|[ ]*:?-+:?[ ]*)+\|?[ ]*$")
_FENCE = re.compile(r"^[ ]*(```|~~~)")

BRACKETS = ProblemKind(
    "MDN001",
    "error",
    Text("连续的方括号太多", "too many brackets in a row"),
    manual="Markdown parsers need quadratic time for long runs of opening brackets.",
)
NESTING = ProblemKind(
    "MDN002", "error", Text("列表或引用嵌套超过 {limit} 层", "lists or quotations nested deeper than {limit} levels")
)
NUMBERING = ProblemKind(
    "MDN003",
    "error",
    Text(
        "编号列表在这里写的是 {number}，显示出来会变成 {shown}",
        "the numbered list has {number} here; it would be shown as {shown}",
    ),
    Text("按 1、2、3 顺序写；若不是列表，写成 {number}\\.", "number it 1, 2, 3; if it is no list, write {number}\\."),
    manual="Markdown renumbers lists by itself: “5.” after “2.” becomes 3, and a line that begins with “2024.” becomes a list. "
    "A list may be numbered 1, 2, 3 … or with 1 throughout.",
)
LIST_NEEDS_GAP = ProblemKind(
    "MDN004",
    "error",
    Text("列表前要空一行，否则会并入上一段", "a list needs an empty line before it, or it joins the paragraph above"),
)
TABLE_CELLS = ProblemKind(
    "MDN005",
    "error",
    Text(
        "这一行有 {cells} 格，表头只有 {columns} 格，多出的会丢失",
        "this row has {cells} cells, the head {columns}: the rest would be lost",
    ),
    Text("单元格里的竖线写成 \\|", "write a bar inside a cell as \\|"),
)
OPEN_COMMENT = ProblemKind("MDN006", "error", Text("注释 <!-- 没有闭合", "the comment <!-- is not closed"))
TEXT_LOST = ProblemKind(
    "MDN007",
    "error",
    Text("排版后丢失了文字：{lost}", "text is lost when it is set: {lost}"),
    Text("检查这一行的星号、方括号和表格竖线", "look at the asterisks, brackets and bars of this line"),
    manual="Every letter and digit of the source must be in the result; this check compares them.",
)
LIST_INDENT = ProblemKind(
    "MDN009",
    "error",
    Text(
        "下级列表要缩进三个空格，这里是 {indent} 个",
        "a list inside a list is indented by three spaces; here by {indent}",
    ),
)
LINK_SCHEME = ProblemKind(
    "MDN010",
    "error",
    Text("链接只能是 https、http、mailto、tel 或相对路径", "a link is https, http, mailto, tel or a relative path"),
    Text("检查链接“{text}”", "see the link “{text}”"),
)
NO_FRONT_MATTER = ProblemKind(
    "MDN008",
    "error",
    Text("文件开头缺少 --- 之间的说明部分", "the file does not begin with front matter between --- lines"),
)
PROBLEMS = (
    BRACKETS,
    NESTING,
    NUMBERING,
    LIST_NEEDS_GAP,
    TABLE_CELLS,
    OPEN_COMMENT,
    TEXT_LOST,
    NO_FRONT_MATTER,
    LIST_INDENT,
    LINK_SCHEME,
)


def before_parsing(path: str, text: str, first_line: int) -> tuple[Problem, ...]:
    """Returns what must be mended before the text is parsed; fenced code is left alone."""
    lines = _outside_fences(text)
    return (
        *_slow(path, lines, first_line),
        *_renumbered(path, lines, first_line),
        *_unparted(path, lines, first_line),
        *_wide_rows(path, lines, first_line),
    )


def _outside_fences(text: str) -> list[str]:
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match and fence in ("", match.group(1)):
            fence = "" if fence else match.group(1)
            lines.append("")
        else:
            lines.append("" if fence else line)
    return lines


def _slow(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    for row, line in enumerate(lines):
        if _OPEN_BRACKETS.search(line) or line.count("[") > 400:
            yield BRACKETS.at(Origin(path, first_line + row, 1))
        head = re.match(r"[ \t>*+\-]*", line)
        indent = len(head.group().expandtabs(4)) if head else 0
        quotes = head.group().count(">") if head else 0
        if line.strip() and (indent > 4 * MAX_NESTING or quotes > MAX_NESTING) and not set(line.strip()) <= set("-*+ "):
            yield NESTING.at(Origin(path, first_line + row, 1), limit=MAX_NESTING)


def _renumbered(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    running: dict[int, list[int]] = {}
    for row, line in enumerate(lines):
        match = _ITEM.match(line)
        if not match:
            if line.strip():
                depth = len(line) - len(line.lstrip(" "))
                running = {
                    indent: seen
                    for indent, seen in running.items()
                    if indent < depth or (_BULLET.match(line) and indent < depth)
                }
            continue
        indent, number = len(match["indent"]), int(match["number"])
        running = {known: seen for known, seen in running.items() if known <= indent}
        seen = running.setdefault(indent, [])
        expected = len(seen) + 1
        if number != expected and not (number == 1 and all(n == 1 for n in seen)):
            yield NUMBERING.at(Origin(path, first_line + row, indent + 1), number=match["number"], shown=expected)
            number = expected
        seen.append(number)


def _unparted(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    for row, (above, line) in enumerate(zip(lines, lines[1:], strict=False), start=1):
        starts = _ITEM.match(line) or _BULLET.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if starts and indent in (1, 2):
            yield LIST_INDENT.at(Origin(path, first_line + row, 1), indent=indent)
        if starts and above.strip() and line[:1] not in " " and not above.startswith((" ", "\t")):
            if not (_ITEM.match(above) or _BULLET.match(above) or above.lstrip().startswith("#")):
                yield LIST_NEEDS_GAP.at(Origin(path, first_line + row, 1))


def _wide_rows(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    columns = 0
    for row, line in enumerate(lines):
        if row and _TABLE_RULE.match(line) and "|" in lines[row - 1]:
            columns = _cells(lines[row - 1])
        elif columns and "|" in line:
            cells = _cells(line)
            if cells > columns:
                yield TABLE_CELLS.at(Origin(path, first_line + row, 1), cells=cells, columns=columns)
        else:
            columns = 0


def _cells(line: str) -> int:
    bare = re.sub(r"`[^`]*`", "", line.strip()).replace("\\|", "")
    return bare.removeprefix("|").removesuffix("|").count("|") + 1
