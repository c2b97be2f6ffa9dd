"""Reading a tree into a network: every file by its kind, every problem of every file collected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from toolkit.kernel.characters import made_visible, same_name
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.belonging import with_owners
from toolkit.network.file_records import (
    DUPLICATE_ITEM,
    PATH_DIFFERS,
    STILL_DRAFT,
    UNKNOWN_FILE,
    FileRecords,
    file_records,
)
from toolkit.network.kinds import Kinds
from toolkit.network.network import Entry, Key, Network
from toolkit.network.references import unknown_references
from toolkit.sources.document import Locator, Places
from toolkit.sources.places import read_places
from toolkit.sources.tree import Tree

FOLDERS = ("content", "dealers", "private", "private.sample")

DUPLICATE_ID = ProblemKind(
    "NET002",
    "error",
    Text("编号 {id} 已经用过（{other}）", "the id {id} is taken already ({other})"),
    Text("编号不重复使用", "ids are never used twice"),
    manual="Ids name one thing for ever, so that letters and contracts that cite them stay true."
    "中文：一个编号永远只指一件事，引用它的信函和合同才一直对。",
)
COLLIDING_PATHS = ProblemKind(
    "NET005",
    "error",
    Text("{path} 与 {other} 在某些系统上是同一个文件", "{path} and {other} are one file on some systems"),
    Text("改名，不要只差大小写或字符形式", "rename one; names may not differ in case or character form only"),
    manual="Some systems do not tell such names apart: one of the files would be lost there."
    "中文：有的系统分不清这样的名称，会丢掉其中一个文件。",
)
BAD_FILE_NAME = ProblemKind(
    "NET006",
    "error",
    Text("文件名里有看不见的或不允许的字符：{path}", "the file's name holds invisible or forbidden characters: {path}"),
    Text("改名", "rename it"),
    manual="A name with such characters looks like another one, and some systems cannot store it. The file is not read."
    "中文：含有这种字符的名称看着像另一个名称，有的系统也存不下。这个文件没有读。",
)
PROBLEMS = (UNKNOWN_FILE, DUPLICATE_ID, PATH_DIFFERS, DUPLICATE_ITEM, STILL_DRAFT, COLLIDING_PATHS, BAD_FILE_NAME)


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file becomes records, and where its values stand. Who reads a workspace again and again passes functions that
    remember what they made of the same bytes."""

    records: Callable[[Tree, Kinds, str, Locator], FileRecords] = file_records
    places: Callable[[str, bytes], tuple[str, Places]] = read_places


READING = Reading()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A network, and everything that was wrong on the way to it. A record with an error is not in the network."""

    network: Network
    problems: tuple[Problem, ...]


def load(
    tree: Tree, kinds: Kinds, *, whole: bool = True, reading: Reading = READING, elsewhere: frozenset[Key] = frozenset()
) -> Loaded:
    """Returns the network that a tree holds, and the problems found while reading it.

    Of a `whole` workspace, records in the folder of a record that is missing or refused are left out. A part of one, as
    somebody holds who edits a few files, may lack the owners of its folders. Records that are `elsewhere` may be named.
    """
    problems: list[Problem] = []
    entries: list[Entry] = []
    refused: set[Key] = set()
    locator = Locator(tree, reading.places)
    files = _files(tree, problems)
    for path in files:
        held = reading.records(tree, kinds, path, locator)
        entries.extend(held.entries)
        problems.extend(held.problems)
        refused.update(held.refused)
    sound, left_out = tuple(_unique(entries, locator, problems)), frozenset(refused)
    if whole:
        owned = with_owners(kinds, sound, left_out)
        problems.extend(owned.problems)
        sound, left_out = owned.entries, owned.left_out
    network = Network(kinds, sound, locator, left_out, frozenset(files))
    problems.extend(unknown_references(network, elsewhere))
    return Loaded(network, tuple(problems))


def _files(tree: Tree, problems: list[Problem]) -> list[str]:
    files: list[str] = []
    for folder in FOLDERS:
        # The invented people of the sample serve until a workspace has people of its own.
        if folder == "private.sample" and any(path.startswith("private/") for path in files):
            continue
        listing = tree.list(folder)
        files.extend(listing.files)
        problems.extend(listing.problems)
    seen: dict[str, str] = {}
    for path in files:
        shown = made_visible(path)
        if shown != path:
            problems.append(BAD_FILE_NAME.at(Origin(shown), path=shown))
        other = seen.setdefault(same_name(path), path)
        if other != path:
            problems.append(COLLIDING_PATHS.at(Origin(path), path=path, other=other))
    return [path for path in files if made_visible(path) == path]


def _unique(entries: list[Entry], locator: Locator, problems: list[Problem]) -> list[Entry]:
    seen: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        first = seen.setdefault((entry.kind.name, same_name(entry.id)), entry)
        if first is not entry:
            where = locator.origin(entry.document, entry.base)
            other = locator.origin(first.document, first.base)
            related = (Related(other, Text("先用的在这里", "used here first")),)
            problems.append(DUPLICATE_ID.at(where, record=entry.id, id=entry.id, other=other, related=related))
    return list(seen.values())
