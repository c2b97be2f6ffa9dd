"""The two sides of a review: read whole, or, of a large network of which a few dealers change, in that part that may feel it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial
from pathlib import Path

from toolkit import pipeline
from toolkit.cli.session import MARK, Session
from toolkit.kernel.digest import digest_bytes, digest_of
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.network.load import READING, Reading
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.pipeline import Judged
from toolkit.plan.artifact import Artifact
from toolkit.publish.outlines import NAME, Kept, OutlinesLost
from toolkit.review.outline import (
    SHARED,
    dealer_of,
    outlines,
    peers_from_json,
    problems_by_dealer,
    problems_from_json,
)
from toolkit.review.part import APPROVALS, Part, part_of, problems_of, touched
from toolkit.review.reading import Chosen, Public, loose_files, shared
from toolkit.review.side import Side
from toolkit.sources.commits import changed_paths
from toolkit.sources.git import GitFailed, GitTree, folders, is_tracked, unlike, unlike_beside
from toolkit.sources.tree import MemoryTree, Tree, WorkingTree

OWN = ("content/", "dealers/", "private/", "private.sample/", "templates/", "out/")
"""Folders whose files are looked at one by one; others are named as files that change."""
SHARED_FOLDERS = ("content", "private.sample")
READ = ("content", "dealers", "private.sample", "templates")
LARGE = 200
"""From how many dealers on a review reads a part where a part is enough: a smaller network is soon read whole."""
MOST = 0.2
"""Of how many of the dealers a part is worth its while."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sides with what a review says of how they were read, and the trees that hold their templates.

    `part` are the dealers that were read, where not all of them were.
    """

    old: Side
    new: Side
    trees: tuple[Tree, Tree]
    base: str
    tip: str
    notes: tuple[Text, ...] = ()
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class _Two:
    """What is compared: a commit, with another one or with the working folder, where `new` is empty."""

    session: Session
    base: str
    new: str
    tip: str
    paths: tuple[str, ...]

    def trees(self, under: Sequence[str] = ()) -> tuple[Tree, Tree]:
        old = GitTree(self.session.root, self.base, under)
        return old, GitTree(self.session.root, self.new, under) if self.new else self.session.tree

    @property
    def labels(self) -> tuple[str, str]:
        return self.base, self.new or Text("工作目录", "working folder").within(self.session.settings.lang)

    @property
    def beside(self) -> tuple[str, ...]:
        """The changed files outside the folders of the workspace: the program and its settings count as changes too."""
        return tuple(path for path in self.paths if not path.startswith(OWN) and not path.endswith("/"))


def compared(session: Session, base: str, revision: str | None, *, whole: bool) -> Compared:
    """Returns the two sides of a review. Raises GitFailed for a revision that cannot be read.

    Unless the `whole` is asked for, a change to few dealers of many is judged on a part of the network.
    """
    old = GitTree(session.root, base, ("content/workspace.yaml",)).commit
    new = GitTree(session.root, revision, ("content/workspace.yaml",)).commit if revision is not None else ""
    two = _two(session, old, new)
    dealers = None if whole else touched(path for path in two.paths if path.startswith(OWN))
    known = frozenset(folders(session.root, old, "dealers") if dealers is not None else ())
    if dealers is None or len(known) < LARGE or len(dealers) > MOST * len(known):
        return _whole(two)
    return _whole(two) if _is_brought(session) else _in_part(two, dealers, known, session.cache / NAME)


def _is_brought(session: Session) -> bool:
    """Whether a commit may have brought the file of outlines, or a link that leads to one."""
    links = (path for path in (session.cache, session.cache.parent) if path.is_symlink())
    return any(is_tracked(session.root, path) for path in (session.cache, *links))


def _two(session: Session, old: str, new: str) -> _Two:
    if new:
        return _Two(session, old, new, new, changed_paths(session.root, old, new))
    beside = unlike_beside(session.root, old, [folder.rstrip("/") for folder in OWN])
    try:
        tip = GitTree(session.root, "HEAD", (MARK,)).commit
    except GitFailed:
        tip = ""  # a branch that has no commit yet
    return _Two(session, old, new, tip, (*unlike(session.root, old, READ), *beside))


def _whole(two: _Two) -> Compared:
    reading, trees = shared(), two.trees()
    both = [_judged(two, tree, reading) for tree in trees]
    old, new = _sides(two, trees, both, [judged.network for judged in both])
    return Compared(old, new, trees, two.base, two.tip)


def _judged(two: _Two, tree: Tree, reading: Reading = READING) -> Judged:
    network, problems = pipeline.read(Public(tree), reading)
    return pipeline.judge(network, problems, pipeline.day_of(network, two.session.settings.as_of))


def _sides(two: _Two, trees: tuple[Tree, Tree], both: Sequence[Judged], planned: Sequence[Network]) -> Iterator[Side]:
    """Yields both sides; their papers are planned from the networks `planned`, which may hold fewer dealers."""
    files = loose_files(((tree, judged.network) for tree, judged in zip(trees, both, strict=True)), two.paths)
    for judged, network, label, held in zip(both, planned, two.labels, files, strict=True):
        yield _shown(judged, label, held, replace(judged, network=network))


def _shown(judged: Judged, label: str, files: dict[str, str], papers: Judged) -> Side:
    """A side of a judged network; its papers are planned from another judged one, which may hold fewer dealers."""
    templates = pipeline.templates_of(WorkingTree(pipeline.SHIPPED))

    @cache
    def planned(*sections: str) -> tuple[Artifact, ...]:
        return pipeline.make(papers, sections, label, lambda name: templates.text(name).encode())[0]

    return Side(
        label,
        judged.network,
        judged.results,
        judged.problems,
        judged.as_of,
        files,
        partial(planned, "contracts"),
        partial(planned, "contracts", "site"),
    )


def _in_part(two: _Two, dealers: frozenset[str], known: frozenset[str], place: Path) -> Compared:
    """The part on which the change is judged. Where too little is kept of the base, all of it is read once, and kept."""
    try:
        with closing(Kept(place, _ground(two))) as kept:
            if kept.commit != two.base and not _moved_on(two, known, kept):
                _keep(two, known, kept)
            parted = _parted(two, dealers, known, kept, shared())
    except (OutlinesLost, ValueError):
        return _whole(two)
    read = [
        judged.network.made_of(
            entry for entry in judged.network.entries() if dealer_of(entry.document.path) not in parted.part.ground
        )
        for judged in parted.both
    ]
    old, new = (replace(side, whole=False) for side in _sides(two, parted.trees, parted.both, read))
    notes = (_partly(len(parted.part.all), len(known)),)
    return Compared(old, new, parted.trees, two.base, two.tip, notes, parted.part)


def _ground(two: _Two) -> str:
    """The digest of all that outlines rest on besides the dealers' folders: the program, the shared files, the day."""
    tree = GitTree(two.session.root, two.base, SHARED_FOLDERS)
    files = {path: name for path, name in tree.objects().items() if not path.startswith(APPROVALS)}
    return digest_of((_program(), files, _day(two, tree)))


def _keep(two: _Two, known: frozenset[str], kept: Kept) -> None:
    """Reads and judges all of the base, and keeps the outlines of all dealers."""
    judged = _judged(two, GitTree(two.session.root, two.base))
    kept.keep(two.base, outlines(judged.network, judged.results, judged.problems, {*known, SHARED}), again=True)


def _moved_on(two: _Two, known: frozenset[str], kept: Kept) -> bool:
    """Brings what is kept of an earlier commit up to the base, as a review of what came between would tell it; returns whether
    that could be done."""
    if not kept.commit:
        return False
    try:
        between = replace(
            two, base=kept.commit, new=two.base, paths=changed_paths(two.session.root, kept.commit, two.base)
        )
        dealers = touched(path for path in between.paths if path.startswith(OWN))
        before = frozenset(folders(two.session.root, kept.commit, "dealers"))
    except GitFailed:
        return False
    if dealers is None or len(dealers) > MOST * len(known):
        return False
    parted = _parted(between, dealers, before, kept, shared())
    after = parted.both[1]
    wanted = {name for name in parted.part.read if name in known}
    kept.drop(before - known)
    kept.set_problems(problems_by_dealer(after.problems))
    kept.keep(two.base, outlines(after.network, after.results, after.problems, wanted))
    return True


@dataclass(frozen=True, slots=True)
class _Parted:
    """A part of a network on both sides, each with the problems of all of it."""

    part: Part
    trees: tuple[Tree, Tree]
    both: tuple[Judged, Judged]


def _parted(two: _Two, dealers: frozenset[str], known: frozenset[str], kept: Kept, reading: Reading) -> _Parted:
    """The part that some dealers need, judged beside what is kept of the others."""
    alone = Part(judged=dealers, read=dealers)
    networks = [_part_read(tree, alone, known, reading)[0] for tree in _trees(two, alone)]
    part = part_of(dealers, networks, kept.having, kept.above)
    wrong = kept.problems()
    part = replace(part, pages=_may_break_links(two, wrong.get(SHARED, "")))
    trees = _trees(two, part)
    beside = Results(peers_from_json(kept.peers(part.read)))
    old, new = [pipeline.judge(*_part_read(tree, part, known, reading), _day(two, tree), beside) for tree in trees]
    rest = (text for name, text in wrong.items() if name not in part.judged)
    stood = tuple(problem for text in rest for problem in problems_from_json(text))
    problems = problems_of(part, old.problems, new.problems, stood)
    return _Parted(part, trees, (replace(old, problems=problems[0]), replace(new, problems=problems[1])))


def _may_break_links(two: _Two, wrong: str) -> bool:
    """Whether pages have to be read: a file goes to which one may lead, or one comes that one lacked."""
    gone = GitTree(two.session.root, two.base, two.paths).objects() if two.paths else {}
    new = two.trees(two.paths)[1]
    return any(path in wrong for path in two.paths) or not all(_stands(new, path) for path in gone)


def _stands(tree: Tree, path: str) -> bool:
    try:
        tree.read(path)
    except OSError:
        return False
    return True


def _trees(two: _Two, part: Part) -> tuple[Tree, Tree]:
    return two.trees((*SHARED_FOLDERS, *(f"dealers/{dealer}" for dealer in sorted(part.all)), *two.beside))


def _part_read(tree: Tree, part: Part, known: frozenset[str], reading: Reading) -> tuple[Network, tuple[Problem, ...]]:
    elsewhere = frozenset(("dealer", name) for name in known - part.all)
    return pipeline.read(Chosen(tree, part), reading, elsewhere)


def _day(two: _Two, tree: Tree) -> date:
    return pipeline.day_of(pipeline.read(MemoryTree({MARK: tree.read(MARK)}))[0], two.session.settings.as_of)


def _program() -> str:
    own = Path(pipeline.__file__).parent
    return digest_of({path.relative_to(own).as_posix(): digest_bytes(path.read_bytes()) for path in own.rglob("*.py")})


def _partly(read: int, known: int) -> Text:
    return Text(
        f"共 {known} 家经销商，只读了可能受影响的 {read} 家：全网合计、其他经销商的名次等没有比较；要全部比较，加 --whole",
        f"of {known} dealers the {read} that may be touched were read: totals of the network and the others' ranks were not "
        "compared; --whole compares all",
    )
