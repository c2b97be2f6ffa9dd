"""What a Markdown text may not hold, checked before it is parsed: runs that parse slowly, lists that would be renumbered."""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.sources.markdown_code import without_code_blocks

TAB = 3
MAX_NESTING = 20
MAX_WORK = 40_000_000
"""Steps that the parser may need for what it does in quadratic time: about a second's."""
_RUN = re.compile(r"\[{50,}|`{100,}")
_FENCE_LINE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_RULE_LINE = re.compile(r"^(?:#.*|[ ]{0,3}[-=*_][-=*_ ]*)$", re.MULTILINE)
_MARK = re.compile(r"[\\*_`<&{!]")
_QUOTE = re.compile(r"(?:[ ]{0,3}>[ ]?)*")
_ITEM = re.compile(r"^[ ]*(?P<number>\d+)\.[ \t]+\S")
_BULLET = re.compile(r"^[ ]*[-*+][ \t]+\S")
_TABLE_RULE = re.compile(r"^[ ]*(?:\|[ ]*)?:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)*(?:\|[ ]*)?$")

TOO_SLOW = ProblemKind(
    "MDN001",
    "error",
    Text("这一段的 {what} 太多，排版要太久", "so many {what} in one paragraph take too long to read"),
    Text("用空行分段，或去掉多余的符号", "part it by empty lines, or remove what is not needed"),
    manual="Markdown parsers need quadratic time for brackets that are not closed and for long runs of backticks."
    "中文：Markdown 的解析遇到没有闭合的方括号和很长的反引号串，时间按平方增长。",
)
NESTING = ProblemKind(
    "MDN002",
    "error",
    Text("列表或引用嵌套超过 {limit} 层", "lists or quotations nested deeper than {limit} levels"),
    manual="Deeper lists cannot be laid out readably, and parsers need long for them."
    "中文：更深的列表排不出可读的样子，解析也很慢。",
)
NUMBERING = ProblemKind(
    "MDN003",
    "error",
    Text(
        "编号列表在这里写的是 {number}，按顺序应为 {shown}",
        "the numbered list has {number} here, where {shown} comes next",
    ),
    Text("按 1、2、3 顺序写；若不是列表，写成 {number}\\.", "number it 1, 2, 3; if it is no list, write {number}\\."),
    manual="Markdown renumbers lists by itself: “5.” after “2.” becomes 3, and a line that begins with “2024.” becomes a list. "
    "A list may be numbered 1, 2, 3 … or with 1 throughout."
    "中文：Markdown 会自行给列表编号：“2.”后面的“5.”会变成 3，以“2024.”开头的行会变成列表。列表"
    "可以写 1、2、3……，或全写 1。",
)
LIST_NEEDS_GAP = ProblemKind(
    "MDN004",
    "error",
    Text("列表前要空一行，否则会并入上一段", "a list needs an empty line before it, or it joins the paragraph above"),
    manual="Without an empty line the items run on in the paragraph above.中文：不空一行，各项就会接在上一段里。",
)
TABLE_CELLS = ProblemKind(
    "MDN005",
    "error",
    Text(
        "这一行有 {cells} 格，表头只有 {columns} 格，多出的会丢失",
        "this row has {cells} cells, the head {columns}: the rest would be lost",
    ),
    Text("单元格里的竖线写成 \\|", "write a bar inside a cell as \\|"),
    manual="Cells beyond the head of a table are dropped by Markdown without a word."
    "中文：超出表头的格子，Markdown 会不声不响地丢掉。",
)
OPEN_COMMENT = ProblemKind(
    "MDN006",
    "error",
    Text("注释 <!-- 没有闭合", "the comment <!-- is not closed"),
    manual="A comment that is not closed hides all that follows.中文：没有闭合的注释会藏掉后面的全部内容。",
)
TEXT_LOST = ProblemKind(
    "MDN007",
    "error",
    Text("排版后丢失了文字：{lost}", "text is lost when it is set: {lost}"),
    Text("检查这一行的星号、方括号和表格竖线", "look at the asterisks, brackets and bars of this line"),
    manual="Every letter and digit of the source must be in the result; this check compares them."
    "中文：原文的每个字母和数字都要出现在结果里，这项检查就是逐一对照。",
)
LIST_INDENT = ProblemKind(
    "MDN009",
    "error",
    Text(
        "下级列表要缩进三个空格，这里是 {indent} 个",
        "a list inside a list is indented by three spaces; here by {indent}",
    ),
    manual="With fewer spaces the item becomes one of the list above, and numbers change."
    "中文：缩进不够，这一项就成了上级列表的一项，编号随之改变。",
)
LINK_SCHEME = ProblemKind(
    "MDN010",
    "error",
    Text("链接只能是 https、http、mailto、tel 或相对路径", "a link is https, http, mailto, tel or a relative path"),
    Text("检查链接“{text}”", "see the link “{text}”"),
    manual="Other schemes could run or open something on the reader's machine."
    "中文：别的协议可能在读者的机器上运行或打开东西。",
)
TITLE = ProblemKind(
    "MDN011",
    "error",
    Text("正文的标题从二级（##）起", "headings of the text begin at the second level (##)"),
    Text("题目写在文件开头的 title 里", "the title stands in the front matter"),
    manual="The page's title is its only heading of the first level.中文：每页只有一个一级标题，就是题目。",
)
NO_FRONT_MATTER = ProblemKind(
    "MDN008",
    "error",
    Text("文件开头缺少 --- 之间的说明部分", "the file does not begin with front matter between --- lines"),
    manual="Title, owner and the like stand between two lines of --- at the top; without them the page "
    "cannot be listed."
    "中文：题目、负责人等写在开头两行 --- 之间，没有它们，页面进不了目录。",
)
PROBLEMS = (
    TOO_SLOW,
    NESTING,
    NUMBERING,
    LIST_NEEDS_GAP,
    TABLE_CELLS,
    OPEN_COMMENT,
    TEXT_LOST,
    NO_FRONT_MATTER,
    LIST_INDENT,
    LINK_SCHEME,
    TITLE,
)


def too_slow(path: str, text: str, first_line: int) -> tuple[Problem, ...]:
    """Returns the first place at which reading the text would take too long; to be asked before anything else is."""
    run = _RUN.search(text)
    if run:
        line = first_line + text.count("\n", 0, run.start())
        return (TOO_SLOW.at(Origin(path, line, 1), what=run.group()[0]),)
    work = len(_FENCE_LINE.findall(text)) * len(text)
    if work > MAX_WORK:
        return (TOO_SLOW.at(Origin(path, first_line, 1), what="```"),)
    for block in re.finditer(r"(?:.+\n?)+", text):
        content = block.group()
        marks = len(_MARK.findall(content)) // 20
        work += len(content) * (3 * content.count("[") + len(_RULE_LINE.findall(content)) + marks)
        if work > MAX_WORK:
            line = first_line + text.count("\n", 0, block.start())
            most = max("[#`*_\\<&{!", key=content.count)
            return (TOO_SLOW.at(Origin(path, line, 1), what=most),)
    return ()


def before_parsing(path: str, text: str, first_line: int) -> tuple[Problem, ...]:
    """Returns what must be mended before the text is parsed; fenced code is left alone."""
    lines = [line.expandtabs(TAB) for line in without_code_blocks(text).split("\n")]
    quoted = [_QUOTE.match(line).end() for line in lines]  # type: ignore[union-attr]  # it matches the empty text too
    bare = [" " * depth + line[depth:] for line, depth in zip(lines, quoted, strict=True)]
    return (
        *_nested(path, lines, first_line),
        *_renumbered(path, bare, first_line),
        *_unparted(path, lines, first_line),
        *_wide_rows(path, bare, first_line),
    )


def _nested(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    for row, line in enumerate(lines):
        head = re.match(r"[ \t>*+\-]*", line)
        indent = len(head.group()) if head else 0
        quotes = head.group().count(">") if head else 0
        if line.strip() and (indent > 4 * MAX_NESTING or quotes > MAX_NESTING) and not set(line.strip()) <= set("-*+ "):
            yield NESTING.at(Origin(path, first_line + row, 1), limit=MAX_NESTING)


def _renumbered(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    """Items out of order. By indentation: how many items a list has so far, and whether each of them says 1."""
    running: dict[int, tuple[int, bool]] = {}
    above = ""
    for row, line in enumerate(lines):
        match = _ITEM.match(line)
        depth = len(line) - len(line.lstrip(" "))
        if match:
            running = {known: seen for known, seen in running.items() if known <= depth}
            count, all_ones = running.get(depth, (0, True))
            number, all_ones = match["number"], all_ones and int(match["number"][:9]) == 1
            if len(number) > 9 or (int(number) != count + 1 and not all_ones):
                where = Origin(path, first_line + row, depth + 1)
                yield NUMBERING.at(where, number=number[:20], shown=count + 1)
            running[depth] = count + 1, all_ones
        elif line.strip() and not above.strip():
            running = {known: seen for known, seen in running.items() if known < depth}
        above = line


def _unparted(path: str, lines: list[str], first_line: int) -> Iterator[Problem]:
    for row, (above, line) in enumerate(zip(lines, lines[1:], strict=False), start=1):
        starts = _ITEM.match(line) or _BULLET.match(line)
        indent = len(line) - len(line.lstrip(" "))
        if starts and indent in (1, 2):
            yield LIST_INDENT.at(Origin(path, first_line + row, 1), indent=indent)
        joins = above.strip() and not above.startswith(" ") and not above.startswith("#")
        if starts and indent == 0 and joins and not (_ITEM.match(above) or _BULLET.match(above)):
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
