"""What one file of a workspace holds: its records, what is wrong with it, and which records it should have given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.network import Entry, Key
from toolkit.network.record import Value
from toolkit.network.validation import NOT_VALID, UNKNOWN, validated
from toolkit.sources.csv_text import ROWS, read_csv
from toolkit.sources.decode import UNREADABLE
from toolkit.sources.document import KEY, Data, Document, Locator, Step
from toolkit.sources.markdown_text import read_markdown
from toolkit.sources.prose import Prose
from toolkit.sources.tree import Tree
from toolkit.sources.yaml_text import read_yaml

_NO_RECORDS = ("README.md", "README.zh-CN.md", ".gitkeep")

UNKNOWN_FILE = ProblemKind(
    "NET001",
    "warning",
    Text("没有哪种记录放在 {path}，这个文件没有被读取", "no kind of record lives at {path}: the file was not read"),
    Text("{advice}", "{advice}"),
    manual="A misspelt file name would otherwise lose a record without a word."
    "中文：文件名写错，就会不声不响地少一条记录。",
)
PATH_DIFFERS = ProblemKind(
    "NET003",
    "error",
    Text("{name} 写的是 {given}，按路径应为 {expected}", "{name} says {given}; its path says {expected}"),
    Text("改正其一，使两者一致", "make the two agree"),
    manual="What the path says and what the file says must agree, or references lead to the wrong record."
    "中文：路径与文件里写的要一致，否则引用会指到错的记录。",
)
STILL_DRAFT = ProblemKind(
    "NET009",
    "warning",
    Text("{name} 还是草稿，没有被使用", "{name} is still a draft and is not used"),
    Text("核对后删去 draft", "take draft out when it is right"),
    manual="A record that says draft: true is begun and not finished. What it lacks is a warning, nothing is made from it, and "
    "what names it is not judged."
    "中文：写着 draft: true 的记录还没有完成：缺的内容只作提醒，不据以生成任何文件，提到它的记录也不"
    "作判断。",
)
DUPLICATE_ITEM = ProblemKind(
    "NET004",
    "error",
    Text("列表里 {key} 出现了两次", "{key} stands twice in this list"),
    manual="Items of a list are told apart by their key; two of one key cannot be compared or amended."
    "中文：列表里的各项靠键区分，两项同键，就无法比较和变更。",
)


@dataclass(frozen=True, slots=True)
class FileRecords:
    """The records of one file, its problems, and the keys of records that it names but could not give."""

    entries: tuple[Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    refused: frozenset[Key] = frozenset()


def file_records(tree: Tree, kinds: Kinds, path: str, locator: Locator) -> FileRecords:
    """Returns what the file at `path` holds. It depends on the path, the file's bytes and the kinds, and on nothing else."""
    found = kinds.for_path(path)
    if found is None:
        return FileRecords(problems=tuple(_unread(path, kinds)))
    kind, match = found
    document, prose, read_problems = _read(tree, kind, path)
    if document is None:
        return FileRecords((), read_problems, frozenset(_refused(kind, match.groupdict(), {})))
    problems, refused = list(read_problems), set[Key]()
    entries = tuple(_records(kind, document, prose, match.groupdict(), locator, problems, refused))
    return FileRecords(entries, tuple(problems), frozenset(refused))


def _unread(path: str, kinds: Kinds) -> Iterator[Problem]:
    name = path.rsplit("/", 1)[-1]
    if name in _NO_RECORDS or name.startswith(".") or path.startswith("content/handbook/assets/"):
        return
    known = [kind.path.rsplit("/", 1)[-1] for kind in kinds.all if "{" not in kind.path.rsplit("/", 1)[-1]]
    near = nearest(name, known)
    yield UNKNOWN_FILE.at(
        Origin(path), path=path, advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
    )


def _read(tree: Tree, kind: Kind, path: str) -> tuple[Document | None, Prose | None, tuple[Problem, ...]]:
    try:
        data = tree.read(path)
    except OSError as error:
        return None, None, (UNREADABLE.at(Origin(path), reason=error.strerror or type(error).__name__),)
    if kind.form == "markdown":
        document, prose, problems = read_markdown(path, data)
        return (document if prose is not None else None), prose, problems
    document, problems = read_csv(path, data) if kind.form == "csv" else read_yaml(path, data)
    return document, None, problems


def _records(
    kind: Kind,
    document: Document,
    prose: Prose | None,
    from_path: dict[str, str],
    locator: Locator,
    problems: list[Problem],
    refused: set[Key],
) -> Iterator[Entry]:
    for base, item in _items(kind, document, locator, problems):
        data = _with_path_fields(kind, item, from_path, document, base, locator, problems)
        if data is None:
            refused.update(_refused(kind, from_path, {}))
            continue
        shown = str(data.get("id", document.path))
        if prose is not None:
            if "body" in data:
                where = locator.origin(document, (*base, "body", KEY))
                advice = Text("正文写在 --- 之后", "the body stands below the --- line")
                problems.append(UNKNOWN.at(where, record=shown, field="body", name="body", advice=advice))
                continue
            data["body"] = prose  # type: ignore[assignment]
        # Some kinds know drafts themselves and show them; a draft of any other kind is set aside.
        draft = data.get("draft") == "true"
        aside = draft and "draft" not in kind.model.model_fields
        record, found = validated(
            kind.model,
            {name: value for name, value in data.items() if not (aside and name == "draft")},
            lambda path, base=base: locator.origin(document, (*base, *path)),  # type: ignore[misc]
            name=shown,
            draft=draft,
        )
        problems.extend(found)
        if aside and record is not None:
            problems.append(STILL_DRAFT.at(locator.origin(document, (*base, "draft")), record=shown, name=shown))
            record = None
        if record is None:
            refused.update(_refused(kind, from_path, data))
        else:
            problems.extend(_repeated(record, document, base, locator, shown))
            yield Entry(kind, kind.id_of(record), record, document, base)


def _refused(kind: Kind, from_path: dict[str, str], data: dict[str, Data]) -> Iterator[Key]:
    """The key of a record that had errors, where its path and its plain fields still tell it."""
    fields = {**{name: value for name, value in data.items() if isinstance(value, str)}, **from_path}
    if all(name in fields for name in kind.identity_fields):
        yield kind.name, kind.identity.format(**fields)


def _items(
    kind: Kind, document: Document, locator: Locator, problems: list[Problem]
) -> Iterator[tuple[tuple[Step, ...], Data]]:
    data = document.data
    key = ROWS if kind.form == "csv" else kind.items
    if not key or not isinstance(data, dict):
        yield (), data
        return
    for other in data:
        if other != key:
            problems.append(
                UNKNOWN.at(
                    locator.origin(document, (other,)),
                    field=other,
                    name=other,
                    advice=Text(f"这里只放 {key}", f"only {key} stands here"),
                )
            )
    rows = data.get(key, ())
    if not isinstance(rows, tuple):
        reason = Text("这里应当是列表", "this should be a list")
        problems.append(
            NOT_VALID.at(locator.origin(document, (key,)), label=Text(key, key), reason=reason, advice=NO_TEXT)
        )
        return
    for place, item in enumerate(rows):
        yield (key, place), item


def _with_path_fields(
    kind: Kind,
    item: Data,
    from_path: dict[str, str],
    document: Document,
    base: tuple[Step, ...],
    locator: Locator,
    problems: list[Problem],
) -> dict[str, Data] | None:
    """The item's data with the fields that its path gives; None when the two disagree or the item is no mapping."""
    if not isinstance(item, dict):
        reason = Text("这里应当是“键: 值”的映射", "this should be a mapping of keys to values")
        problems.append(NOT_VALID.at(locator.origin(document, base), label=kind.title, reason=reason, advice=NO_TEXT))
        return None
    data = dict(item)
    for name, expected in from_path.items():
        given = data.setdefault(name, expected)
        if given != expected:
            where = locator.origin(document, (*base, name))
            problems.append(
                PATH_DIFFERS.at(where, record=expected, field=name, name=name, given=given, expected=expected)
            )
            return None
    return data


def _repeated(
    value: Value, document: Document, base: tuple[Step, ...], locator: Locator, record: str
) -> Iterator[Problem]:
    """Items of one key in any list of the record."""
    for name in type(value).model_fields:
        held = vars(value).get(name)
        if isinstance(held, Value):
            yield from _repeated(held, document, (*base, name), locator, record)
        elif isinstance(held, tuple) and held and isinstance(held[0], Value):
            seen: dict[tuple[object, ...], int] = {}
            for place, item in enumerate(held):
                path = (*base, name, place)
                key = tuple(getattr(item, part) for part in item.KEY)
                if item.KEY and seen.setdefault(key, place) != place:
                    first = Related(
                        locator.origin(document, (*base, name, seen[key])), Text("第一次在这里", "first here")
                    )
                    shown = "+".join(map(str, key))
                    yield DUPLICATE_ITEM.at(
                        locator.origin(document, path),
                        record=record,
                        field=f"{name}[{shown}]",
                        key=shown,
                        related=(first,),
                    )
                yield from _repeated(item, document, path, locator, record)
