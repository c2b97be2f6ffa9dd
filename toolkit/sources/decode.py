"""Bytes of a text file into text that is the same on every platform, or a located problem."""

from __future__ import annotations

from toolkit.kernel import characters
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

TOO_LARGE = ProblemKind(
    "SRC002",
    "error",
    Text("文件有 {size} 字节，超过上限 {limit} 字节", "the file has {size} bytes; the limit is {limit}"),
    Text("拆成几个文件，或把明细放进 CSV", "split it, or move the details into a CSV file"),
)
NOT_UTF8 = ProblemKind(
    "SRC003",
    "error",
    Text("不是 UTF-8 文本（第 {offset} 字节）", "not UTF-8 text (byte {offset})"),
    Text("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
)
FORBIDDEN_CHARACTER = ProblemKind(
    "SRC004",
    "error",
    Text("不允许的字符 {character}", "the character {character} is not allowed"),
    Text(
        "删掉它：控制字符和双向控制符会让读者看到的与数据不同",
        "remove it: control and bidirectional characters make readers see something else than the data",
    ),
)
NOT_CONTENT = ProblemKind(
    "SRC005",
    "error",
    Text("文件是空的或只是一个 Git LFS 指针", "the file is empty, or only a Git LFS pointer"),
    Text("补上内容，或执行 git lfs pull，或删掉这个文件", "fill it, run git lfs pull, or delete the file"),
)
PROBLEMS = (TOO_LARGE, NOT_UTF8, FORBIDDEN_CHARACTER, NOT_CONTENT)


def decode(path: str, data: bytes, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Returns the text of a file without byte-order mark and with line feeds only, and what is wrong with it.

    `limit` is in bytes. With a problem the text is empty: a file is read whole or not at all.
    """
    if len(data) > limit:
        return "", (TOO_LARGE.at(Origin(path), size=len(data), limit=limit),)
    if not data.strip() or data.startswith(b"version https://git-lfs"):
        return "", (NOT_CONTENT.at(Origin(path)),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return "", (NOT_UTF8.at(Origin(path, line, column), offset=error.start),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(
        FORBIDDEN_CHARACTER.at(place(path, text, match.start()), character=characters.name_of(match.group()))
        for match in characters.FORBIDDEN.finditer(text)
    )
    return ("", found[:20]) if found else (text, ())


def place(path: str, text: str, index: int) -> Origin:
    """Returns line and column of the character at `index` of `text`."""
    line_start = text.rfind("\n", 0, index) + 1
    return Origin(path, text.count("\n", 0, index) + 1, index - line_start + 1)
