"""From an older format of a workspace to today's: a chain of steps, each from one format to the next, as files that change.

A step changes places of files, not files: comments and order stay. The number in workspace.yaml is written last, so a run that
was cut off is simply run again.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.sources.tree import Listing, Tree

SETTINGS = "content/workspace.yaml"
FORMAT = 1
"""The format that this program reads."""
_NUMBER = re.compile(r"""^format:[ \t]*(?P<quote>["']?)(?P<number>\d{1,4})(?P=quote)(?=[ \t]*(?:#|$))""", re.MULTILINE)

NEWER = ProblemKind(
    "EDT191",
    "error",
    Text(
        "工作区是格式 {found}，这个程序只认识到格式 {known}",
        "the workspace has format {found}; this program knows formats up to {known}",
    ),
    Text("换用更新的程序", "use a newer program"),
    manual="A workspace of a later format may say things that this program would misread, so it does not touch it."
    "中文：更新格式的工作区里可能有这个程序会读错的内容，所以不动它。",
)
UNREADABLE_FORMAT = ProblemKind(
    "EDT192",
    "error",
    Text("{path} 里读不出格式版本", "the format cannot be read from {path}"),
    Text('写成 format: "1"', 'write format: "1"'),
    manual="An upgrade begins with the number of the format in content/workspace.yaml."
    "中文：升级从工作区设置里的格式号开始。",
)
IN_THE_WAY = ProblemKind(
    "EDT193",
    "error",
    Text(
        "{path} 应当搬到 {target}，那里已有不同的内容",
        "{path} should move to {target}, where something else is already",
    ),
    Text("先把两个文件合成一个", "make one file of the two first"),
    manual="An upgrade never writes over a file. Two files that both claim to be the same record are for a person to settle."
    "中文：升级绝不覆盖文件。两个文件都说自己是同一条记录，要由人来定。",
)
KINDS = (NEWER, UNREADABLE_FORMAT, IN_THE_WAY)


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one file: its path, the path it goes to, and its bytes; one that only changes stays at its path."""

    path: str
    target: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Upgrade:
    """What an upgrade changes, from which format, and why it cannot be done; with a problem nothing is to be changed."""

    found: int = FORMAT
    steps: tuple[Text, ...] = ()
    moves: tuple[Move, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass
class Draft:
    """The files as they are after the steps so far, laid over the tree: what a step reads and changes."""

    tree: Tree
    changed: dict[str, bytes | None] = field(default_factory=dict)
    moves: list[Move] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def files(self, folder: str) -> tuple[str, ...]:
        """Returns the files below a folder."""
        found: Listing = self.tree.list(folder)
        laid = {path for path, data in self.changed.items() if data is not None and path.startswith(f"{folder}/")}
        return tuple(sorted(laid | {path for path in found.files if self.changed.get(path, b"") is not None}))

    def read(self, path: str) -> bytes:
        """Returns a file's bytes. Raises FileNotFoundError for one that moved away or never was."""
        if path in self.changed:
            data = self.changed[path]
            if data is None:
                raise FileNotFoundError(path)
            return data
        return self.tree.read(path)

    def move(self, path: str, target: str, after: bytes | None = None) -> None:
        """Moves a file, or changes it where it is; a different file at the target is a problem, the same one is not."""
        before = self.read(path)
        data = before if after is None else after
        if target != path:
            try:
                there: bytes | None = self.read(target)
            except FileNotFoundError:
                there = None
            if there is not None and there != data:
                self.problems.append(IN_THE_WAY.at(Origin(path), path=path, target=target))
                return
            self.changed[path] = None
        self.changed[target] = data
        self.moves.append(Move(path, target, before, data))


@dataclass(frozen=True, slots=True)
class Step:
    """A step from format `start` to the next: what it does in words, and how."""

    start: int
    title: Text
    apply: Callable[[Draft], None]


_ORDERS = re.compile(r"(?P<folder>dealers/[^/]+)/quarters/(?P<quarter>\d{4}Q[1-4])-orders\.csv")


def _orders(draft: Draft) -> None:
    """Orders stood beside the quarter's data; they are a record of their own, from which several chapters read."""
    for path in draft.files("dealers"):
        found = _ORDERS.fullmatch(path)
        if found:
            draft.move(path, f"{found['folder']}/orders/{found['quarter']}.csv")


STEPS = (
    Step(
        0,
        Text(
            "订单从 quarters/<季度>-orders.csv 搬到 orders/<季度>.csv",
            "orders move from quarters/<quarter>-orders.csv to orders/<quarter>.csv",
        ),
        _orders,
    ),
)


def upgrade(tree: Tree, steps: tuple[Step, ...] = STEPS, newest: int = FORMAT) -> Upgrade:
    """Returns what brings a workspace to the newest format; nothing for one that has it. `steps` are in the order of formats."""
    try:
        text = tree.read(SETTINGS).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        text = ""
    number = _NUMBER.search(text)
    if number is None:
        return Upgrade(problems=(UNREADABLE_FORMAT.at(Origin(SETTINGS), path=SETTINGS),))
    found = int(number["number"])
    place = Origin(SETTINGS, text.count("\n", 0, number.start()) + 1, 1)
    if found > newest:
        return Upgrade(found, problems=(NEWER.at(place, found=found, known=newest),))
    draft, done = Draft(tree), list[Text]()
    for step in steps:
        if found <= step.start < newest:
            step.apply(draft)
            done.append(step.title)
    if found < newest:
        settings = draft.read(SETTINGS).decode("utf-8")
        draft.move(SETTINGS, SETTINGS, _NUMBER.sub(f'format: "{newest}"', settings, count=1).encode("utf-8"))
    if draft.problems:
        return Upgrade(found, tuple(done), problems=tuple(draft.problems))
    return Upgrade(found, tuple(done), tuple(_joined(draft.moves)))


def _joined(moves: list[Move]) -> Iterator[Move]:
    """One move for each file that the steps together change, the settings last."""
    first: dict[str, Move] = {}
    for move in moves:
        known = first.pop(move.path, None)
        first[move.target] = Move(known.path, move.target, known.before, move.after) if known else move
    for target in sorted(first, key=lambda path: (path == SETTINGS, path)):
        move = first[target]
        if move.path != move.target or move.before != move.after:
            yield move


def shown(moves: tuple[Move, ...], most: int = 40) -> Iterator[str]:
    """Yields the lines that show a change: a move by its two paths, a changed text as a diff of at most so many lines."""
    for move in moves:
        if move.path != move.target:
            yield f"{move.path} → {move.target}"
        if move.before == move.after:
            continue
        old, new = (data.decode("utf-8", "replace").splitlines() for data in (move.before, move.after))
        rows = list(difflib.unified_diff(old, new, move.path, move.target, lineterm="", n=1))
        yield from rows[:most]
        if len(rows) > most:
            yield f"… +{len(rows) - most}"
