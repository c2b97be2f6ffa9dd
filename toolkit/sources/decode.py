"""Bytes of a text file into text that is the same on every platform, or a located problem."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from itertools import islice

from toolkit.kernel import characters
from toolkit.kernel.digest import digest_bytes, short
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

TOO_LARGE = ProblemKind(
    "SRC002",
    "error",
    Text("文件有 {size} 字节，超过上限 {limit} 字节", "the file has {size} bytes; the limit is {limit}"),
    Text("拆成几个文件，或把明细放进 CSV", "split it, or move the details into a CSV file"),
    manual="A file has a limit, so that no single one can fill the memory; rows in great number belong into "
    "a CSV file."
    "中文：单个文件有大小上限，免得一个文件占满内存；行数很多的明细放进 CSV。",
)
NOT_UTF8 = ProblemKind(
    "SRC003",
    "error",
    Text("不是 UTF-8 文本（第 {offset} 字节）", "not UTF-8 text (byte {offset})"),
    Text("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor"),
    manual="All files are UTF-8. Other encodings would be read as other characters without a word."
    "中文：所有文件都用 UTF-8。别的编码会不声不响地读成别的字。",
)
FORBIDDEN_CHARACTER = ProblemKind(
    "SRC004",
    "error",
    Text("不允许的字符 {character}", "the character {character} is not allowed"),
    Text(
        "删掉它：控制字符和双向控制符会让读者看到的与数据不同",
        "remove it: control and bidirectional characters make readers see something else than the data",
    ),
    manual="Control characters and marks of direction are refused: what a reader sees would differ from what "
    "the program reads."
    "中文：控制字符和方向标记一律不收：读者看到的会与程序读到的不同。",
)
NOT_CONTENT = ProblemKind(
    "SRC005",
    "error",
    Text("文件是空的或只是一个 Git LFS 指针", "the file is empty, or only a Git LFS pointer"),
    Text("补上内容，或执行 git lfs pull，或删掉这个文件", "fill it, run git lfs pull, or delete the file"),
    manual="Large files are kept elsewhere by Git LFS, and only a pointer may have come. An empty file says "
    "nothing."
    "中文：Git LFS 把大文件存在别处，这里可能只有一个指针。空文件则什么也没说。",
)
INVISIBLE = ProblemKind(
    "SRC006",
    "warning",
    Text("看不见的字符 {character}", "an invisible character: {character}"),
    Text("若不是有意为之，请删掉", "remove it unless it is meant"),
    manual="A character that nobody sees makes two texts different that look alike. Some scripts need them, "
    "so it is a warning only."
    "中文：看不见的字符使两段一样的文字其实不同。有些文字确实需要它，所以只是提醒。",
)
COMPATIBILITY = ProblemKind(
    "SRC007",
    "warning",
    Text(
        "兼容汉字 {character}：别的软件可能把它换成另一个字",
        "a compatibility ideograph, {character}: other software may turn it into another character",
    ),
    Text("核对执照上的用字；确是此字可保留", "check the licence; keep it if it is so written there"),
    manual="Compatibility ideographs look like a common character and are replaced by it in some software; a "
    "name would change."
    "中文：兼容汉字与常用字形相同，有的软件会把它换掉，名称就变了。",
)
UNREADABLE = ProblemKind(
    "SRC008",
    "error",
    Text("文件读不出来：{reason}", "the file cannot be read: {reason}"),
    Text("检查文件权限和磁盘", "see its permissions, and the disk"),
    manual="The file is there, but the system would not give its content.中文：文件在，但系统没有给出内容。",
)
PROBLEMS = (TOO_LARGE, NOT_UTF8, FORBIDDEN_CHARACTER, NOT_CONTENT, INVISIBLE, COMPATIBILITY, UNREADABLE)
SHOWN = 20
"""How many characters of a file are told of: a file that is no text has thousands."""


def input_digest(data: bytes) -> str:
    """Returns the short digest by which an input is known in a manifest: of its text, whatever its line ends and its mark.

    The same as the start of a Document's digest; of bytes that are no UTF-8 it is the digest of the bytes.
    """
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return short(digest_bytes(data))
    return short(digest_bytes(text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8")))


def decode(path: str, data: bytes, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Returns the text of a file without byte-order mark and with line feeds only, and what is wrong with it.

    `limit` is in bytes. With a problem the text is empty: a file is read whole or not at all.
    """
    if len(data) > limit:
        return "", (TOO_LARGE.at(Origin(path), size=len(data), limit=limit),)
    data = data.removeprefix(codecs.BOM_UTF8)
    if not data.strip() or data.startswith(b"version https://git-lfs"):
        return "", (NOT_CONTENT.at(Origin(path)),)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[: error.start].rsplit(b"\n", 1)[-1].decode("utf-8", "replace")) + 1
        return "", (NOT_UTF8.at(Origin(path, line, column), offset=error.start + 1),)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = tuple(
        FORBIDDEN_CHARACTER.at(place(path, text, match.start()), character=characters.name_of(match.group()))
        for match in islice(characters.FORBIDDEN.finditer(text), SHOWN)
    )
    return ("", found) if found else (text, ())


def doubtful(path: str, text: str) -> Iterator[Problem]:
    """Yields a warning for each invisible character and compatibility ideograph of a text that is read as it stands."""
    if text.isascii():
        return
    for pattern, kind in ((characters.INVISIBLE, INVISIBLE), (characters.COMPATIBILITY, COMPATIBILITY)):
        for match in islice(pattern.finditer(text), SHOWN):
            yield kind.at(place(path, text, match.start()), character=characters.name_of(match.group()))


def place(path: str, text: str, index: int) -> Origin:
    """Returns line and column of the character at `index` of `text`."""
    line_start = text.rfind("\n", 0, index) + 1
    return Origin(path, text.count("\n", 0, index) + 1, index - line_start + 1)
