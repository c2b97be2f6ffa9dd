"""YAML, strings first: every scalar stays the text that was written; what makes YAML surprising is refused with its place.

PyYAML's defaults turn `0755` into 493, `18:00` into 1080 and `NO` into False, keep the last of two equal keys, expand aliases
without bound, and crash on deep nesting in the C loader. So only its event stream is used, which is iterative, and budgets
are checked while the events come.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import Any

import yaml

from toolkit.kernel import characters
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.sources.decode import COMPATIBILITY, FORBIDDEN_CHARACTER, INVISIBLE, decode
from toolkit.sources.document import KEY, Data, Document, Places, Step, text_digest

MAX_BYTES = 1 << 20
MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_SCALAR = 64 << 10
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OFTEN = 12
"""Characters of a value that may stand in thousands of files: one text in memory serves them all."""
_UNWANTED = (
    (characters.FORBIDDEN, FORBIDDEN_CHARACTER),
    (characters.INVISIBLE, INVISIBLE),
    (characters.COMPATIBILITY, COMPATIBILITY),
)
_KEY_FORM = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.@+\-]*\Z")

SYNTAX = ProblemKind(
    "YML001",
    "error",
    Text("YAML 语法错误：{reason}", "YAML syntax error: {reason}"),
    Text("检查缩进、引号和冒号后的空格", "check indentation, quotes and the space after each colon"),
    manual="The file is not well-formed YAML, so nothing of it was read. The cause may stand a line above."
    "中文：文件不是合格的 YAML，整个没有读。提示的行是读不下去的地方，原因可能在上一行。",
)
DUPLICATE_KEY = ProblemKind(
    "YML002",
    "error",
    Text("键 {key} 写了两次（第一次在第 {line} 行）", "the key {key} stands twice (first in line {line})"),
    Text("保留一个", "keep one of them"),
    manual="Of two values of one key nobody could say which one counts, so neither is taken."
    "中文：同一个键有两个值，说不清哪个算数，所以都不采用。",
)
ALIAS = ProblemKind(
    "YML003",
    "error",
    Text("不接受锚点、别名和合并键（{what}）", "anchors, aliases and merge keys are not accepted ({what})"),
    Text("把内容直接写出来", "write the content out"),
    manual="Anchors, aliases and merges let one line change others far away; a reviewer would not see it."
    "中文：锚点、别名和合并使一行影响远处的行，审阅的人看不出来。",
)
TAG = ProblemKind(
    "YML004",
    "error",
    Text("不接受标签 {tag}", "the tag {tag} is not accepted"),
    Text("去掉标签：字段的类型由记录的格式决定", "remove it: a field's type is decided by the record's format"),
    manual="Tags would let a file choose types. Here all values are texts, and the record's format decides."
    "中文：标签让文件自己决定类型。这里所有值都按文字读，类型由记录的格式决定。",
)
TOO_DEEP = ProblemKind(
    "YML005", "error", Text("嵌套超过 {limit} 层", "nested deeper than {limit} levels"),
    manual="No record needs so many levels; deeper files could exhaust the reader."
    "中文：没有哪种记录需要这么多层，更深的文件会拖垮读取。",
)  # fmt: skip
TOO_MANY = ProblemKind(
    "YML006",
    "error",
    Text("超过 {limit} 个节点", "more than {limit} nodes"),
    Text("把明细移到 CSV", "move details into a CSV file"),
    manual="A file has a limit of values, so that reading stays quick. Many rows belong into a CSV file."
    "中文：一个文件里的值有上限，读取才快。行数很多的明细放进 CSV。",
)
TOO_LONG = ProblemKind(
    "YML007", "error", Text("一个值超过 {limit} 字节", "a value of more than {limit} bytes"),
    manual="A single value has a limit. Long texts are Markdown files of their own."
    "中文：单个值有大小上限。长文字另写成 Markdown 文件。",
)  # fmt: skip
SECOND_DOCUMENT = ProblemKind(
    "YML008",
    "error",
    Text("一个文件只能有一份文档，这里出现了第二个 ---", "a file holds one document; here a second one begins"),
    manual="One file, one document: what stands behind a second --- would be overlooked."
    "中文：一个文件一份文档：第二个 --- 之后的内容会被忽略。",
)
NOT_A_MAPPING = ProblemKind(
    "YML009",
    "error",
    Text("最外层必须是“键: 值”的映射", "the top level must be a mapping of keys to values"),
    Text("键后面要用半角冒号加空格“: ”", "each key is followed by a colon and a space"),
    manual="A record is a mapping of keys to values; a list or a bare text at the top is no record."
    "中文：记录是“键: 值”的映射，最外层写成列表或一段文字就不是记录。",
)
FULL_WIDTH_COLON = Text(
    "这里用了全角冒号“：”；键后面要用半角冒号加空格“: ”",
    "this is a full-width colon (：); write an ASCII colon and a space after each key",
)
BAD_KEY = ProblemKind(
    "YML010",
    "error",
    Text(
        "键 {key} 只能用 ASCII 字母、数字和 _ . @ + -",
        "the key {key} may hold ASCII letters, digits and _ . @ + - only",
    ),
    Text("检查键里是否有全角字符或不间断空格", "look for full-width characters or a no-break space in the key"),
    manual="Keys that look alike but hold other characters would be unknown fields nobody can find."
    "中文：看着一样、实际含别的字符的键，会成为谁也找不到的未知字段。",
)
EMPTY_VALUE = ProblemKind(
    "YML011",
    "error",
    Text("键 {key} 没有值", "the key {key} has no value"),
    Text('确实为空就写 ""，否则删掉这个键', 'write "" for an empty text, or remove the key'),
    manual="A key without a value may be unfinished or meant to be empty; the file has to say which."
    "中文：没有值的键，可能是没写完，也可能有意留空，文件要说清楚。",
)
CUT_BY_COMMENT = ProblemKind(
    "YML012",
    "warning",
    Text("值在 # 处被截断：{rest} 成了注释", "the value is cut at #: {rest} became a comment"),
    Text("给整个值加引号；确是注释就在 # 后加空格", "put the value in quotes, or a space after # if it is a comment"),
    manual="A # behind a space begins a comment in YAML, so the rest of the value would be lost."
    "中文：空格后面的 # 在 YAML 里是注释的开始，值的后半截会丢失。",
)
SIMILAR_KEY = ProblemKind(
    "YML013",
    "warning",
    Text("键 {key} 与 {other} 只差大小写", "the key {key} differs from {other} only in case"),
    manual="Keys that differ by case only are a slip of the pen: fields are written in small letters."
    "中文：只差大小写的键多半是笔误：字段都用小写。",
)
PROBLEMS = (
    SYNTAX,
    DUPLICATE_KEY,
    ALIAS,
    TAG,
    TOO_DEEP,
    TOO_MANY,
    TOO_LONG,
    SECOND_DOCUMENT,
    NOT_A_MAPPING,
    BAD_KEY,
    EMPTY_VALUE,
    CUT_BY_COMMENT,
    SIMILAR_KEY,
)


def read_yaml(path: str, data: bytes) -> tuple[Document | None, tuple[Problem, ...]]:
    """Returns the document of a YAML file, None when an error stands in it, and all problems found in it."""
    text, problems = decode(path, data, MAX_BYTES)
    if problems:
        return None, problems
    return read_yaml_text(path, text)


def read_yaml_text(path: str, text: str, first_line: int = 1) -> tuple[Document | None, tuple[Problem, ...]]:
    """Returns the document of YAML text that begins at line `first_line` of its file."""
    reader = _Reader(path, text, first_line, None)
    value = reader.read()
    if any(problem.severity == "error" for problem in reader.problems) or value is None:
        return None, tuple(reader.problems)
    return Document(path, value, text_digest(text)), tuple(reader.problems)


def yaml_places(path: str, text: str, first_line: int = 1) -> Places:
    """Returns the places of all keys and values of a text that reads without error."""
    places: Places = {}
    _Reader(path, text, first_line, places).read()
    return places


class _Stop(Exception):
    """Reading cannot go on: the budget is spent or the structure is not one we accept."""


@dataclass(slots=True)
class _Frame:
    """A mapping or a sequence that is being read."""

    value: dict[str, Data] | list[Data]
    path: tuple[Step, ...]
    key: str | None = None
    keys: dict[str, tuple[str, Any]] = field(default_factory=dict)


class _Reader:
    def __init__(self, path: str, text: str, first_line: int, places: Places | None) -> None:
        self.path = path
        self.text = text
        self.first_line = first_line
        self.places = places
        self.problems: list[Problem] = []
        self.frames: list[_Frame] = []
        self.nodes = 0
        self.root: Data | None = None
        # What a whole text does not hold, none of its values does, unless one is written with an escape.
        self.plain = "\\" not in text and not any(each.search(text) for each, _ in _UNWANTED)

    def read(self) -> Data | None:
        try:
            loader = _LOADER(self.text)
            while (event := loader.get_event()) is not None:
                self._take(event)
        except _Stop:
            return None
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            where = self._mark(mark, mark) if mark else Origin(self.path, self.first_line, 1)
            reason = Text(_in_chinese(error.problem or error.context or ""), error.problem or error.context or "")
            self.problems.append(
                SYNTAX.at(where, reason=reason, hint=FULL_WIDTH_COLON if self._colon_near(where) else None)
            )
            return None
        except yaml.reader.ReaderError as error:
            where = Origin(self.path, self.first_line, 1)
            self.problems.append(SYNTAX.at(where, reason=Text(str(error.reason), str(error.reason))))
            return None
        return self._finish()

    def _finish(self) -> Data | None:
        if self.root is None or not isinstance(self.root, dict):
            wide = isinstance(self.root, str) and "：" in self.root
            self.problems.append(
                NOT_A_MAPPING.at(Origin(self.path, self.first_line, 1), hint=FULL_WIDTH_COLON if wide else None)
            )
            return None
        return self.root

    def _take(self, event: yaml.Event) -> None:
        if type(event) is yaml.ScalarEvent:  # nine of ten, so it is asked first and in the quickest way
            self._count(event)
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._count(event)
            self._open(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._close()
        elif isinstance(event, yaml.AliasEvent):
            self._stop(ALIAS.at(self._place(event), what=_short(f"*{event.anchor}")))
        elif isinstance(event, yaml.DocumentStartEvent) and self.root is not None:
            self._stop(SECOND_DOCUMENT.at(self._place(event)))

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            self._stop(TOO_MANY.at(self._place(event), limit=MAX_NODES))
        if event.anchor is not None:
            self._stop(ALIAS.at(self._place(event), what=_short(f"&{event.anchor}")))
        if event.tag is not None:
            self._stop(TAG.at(self._place(event), tag=_short(event.tag)))

    def _open(self, event: yaml.CollectionStartEvent) -> None:
        if len(self.frames) >= MAX_DEPTH:
            self._stop(TOO_DEEP.at(self._place(event), limit=MAX_DEPTH))
        top = self.frames[-1] if self.frames else None
        if top is not None and isinstance(top.value, dict) and top.key is None:
            self._stop(BAD_KEY.at(self._place(event), key="[…]"))
        path: tuple[Step, ...] = ()
        if self.places is not None:
            path = self._next_path()
            self.places[path] = self._place(event)
        self.frames.append(_Frame({} if isinstance(event, yaml.MappingStartEvent) else [], path))

    def _close(self) -> None:
        frame = self.frames.pop()
        self._put(frame.value if isinstance(frame.value, dict) else tuple(frame.value))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
            return
        value: str = event.value
        if len(value) > MAX_SCALAR // 4 and len(value.encode("utf-8", "surrogatepass")) > MAX_SCALAR:
            self.problems.append(TOO_LONG.at(self._place(event), limit=MAX_SCALAR))
            value = ""
        if self.places is not None:
            self.places[self._next_path()] = self._place(event)
        if not event.style:
            self._plain(event)
        if not self.plain:
            self._characters(event)
        self._put(sys.intern(value) if len(value) <= _OFTEN else value)

    def _plain(self, event: Any) -> None:
        if event.value == "" and self.frames:
            self.problems.append(EMPTY_VALUE.at(self._place(event), key=self.frames[-1].key or "-"))
            return
        end = event.end_mark.index
        if self.text[end : end + 1] not in {" ", "\t"}:
            return
        stop = self.text.find("\n", end)
        rest = self.text[end : stop if stop >= 0 else len(self.text)]
        if re.match(r"[ \t]+#\S", rest):
            self.problems.append(CUT_BY_COMMENT.at(self._place(event), rest=_short(rest.strip())))

    def _characters(self, event: yaml.ScalarEvent) -> None:
        value = event.value
        if value.isascii() and value.isprintable():
            return
        for pattern, kind in _UNWANTED:
            match = pattern.search(value)
            if match:
                self.problems.append(kind.at(self._place(event), character=characters.name_of(match.group())))

    def _key(self, frame: _Frame, event: yaml.ScalarEvent) -> None:
        key = sys.intern(event.value)
        if not _KEY_FORM.match(key):
            self._bad_key(key, self._place(event))
        folded = key.casefold()
        if folded in frame.keys:
            self._repeated_key(key, self._place(event), *frame.keys[folded])
        frame.keys[folded] = (key, event)
        frame.key = key
        if self.places is not None:
            self.places[(*frame.path, key, KEY)] = self._place(event)

    def _bad_key(self, key: str, where: Origin) -> None:
        if key == "<<":
            self._stop(ALIAS.at(where, what="<<"))
        self.problems.append(BAD_KEY.at(where, key=repr(_short(key)), hint=FULL_WIDTH_COLON if "：" in key else None))

    def _repeated_key(self, key: str, where: Origin, other: str, event: Any) -> None:
        first = self._place(event)
        related = (Related(first, Text("第一次在这里", "first here")),)
        if other == key:
            self.problems.append(DUPLICATE_KEY.at(where, key=key, line=first.line, related=related))
        else:
            self.problems.append(SIMILAR_KEY.at(where, key=key, other=other, related=related))

    def _next_path(self) -> tuple[Step, ...]:
        if not self.frames:
            return ()
        frame = self.frames[-1]
        return (*frame.path, frame.key if isinstance(frame.value, dict) and frame.key is not None else len(frame.value))

    def _put(self, value: Data) -> None:
        if not self.frames:
            self.root = value
            return
        frame = self.frames[-1]
        if isinstance(frame.value, list):
            frame.value.append(value)
        elif frame.key is not None:
            frame.value[frame.key] = value
            frame.key = None

    def _stop(self, problem: Problem) -> None:
        self.problems.append(problem)
        raise _Stop

    def _place(self, event: Any) -> Origin:
        return self._mark(event.start_mark, event.end_mark)

    def _mark(self, start: Any, end: Any) -> Origin:
        shift = self.first_line
        return Origin(self.path, start.line + shift, start.column + 1, end.line + shift, end.column + 1)

    def _colon_near(self, where: Origin) -> bool:
        lines = self.text.split("\n")
        row = where.line - self.first_line
        return any("：" in line and ": " not in line for line in lines[max(0, row - 1) : row + 1])


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"


_CHINESE = (
    ("mapping values are not allowed", "此处不能再出现“键: 值”"),
    ("could not find expected ':'", "找不到应有的冒号"),
    ("did not find expected ',' or ']'", "列表缺少逗号或右方括号"),
    ("did not find expected ',' or '}'", "映射缺少逗号或右花括号"),
    ("did not find expected '-' indicator", "列表项缺少“- ”"),
    ("did not find expected key", "这里应当是一个键（多半是缩进不齐）"),
    ("found character that cannot start any token", "值不能以这个字符开头（多半是制表符，或要加引号的 @ ` %）"),
    ("found unexpected end of stream", "引号没有闭合"),
    ("found undefined alias", "未定义的别名"),
    ("found a tab character", "缩进里有制表符"),
    ("found unknown escape character", "双引号里有无效的转义"),
    ("block sequence entries are not allowed", "此处不能出现列表项“- ”"),
    ("control characters are not allowed", "有控制字符"),
)


def _in_chinese(reason: str) -> str:
    """The C parser speaks English only; what it says often has a Chinese wording here, the rest stays as it is."""
    return next((zh for en, zh in _CHINESE if en in reason), reason)
