"""A review of a large network reads a part of it, and says of that part just what it would say after reading all."""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.repositories import commit, run
from toolkit import pipeline
from toolkit.cli import reviewing
from toolkit.cli.options import Settings
from toolkit.cli.reviewing import Compared, compared
from toolkit.cli.session import Session
from toolkit.pipeline import Judged
from toolkit.publish.outlines import NAME
from toolkit.review.consequence import Consequence
from toolkit.review.outline import dealer_of
from toolkit.review.review import Around, Review, reviewed
from toolkit.sources.git import GitTree
from toolkit.sources.tree import Tree
from toolkit.topics.catalogue import FIGURES

SAMPLE = pipeline.SHIPPED
FOLDERS = ("content", "dealers", "private.sample")
COMPARING = ("rank", "group", "group_size", "quartile", "peer_median", "peer_dimensions")
"""What an evaluation takes from the comparison with others."""
ACROSS = {figure.name for figure in FIGURES.all if figure.model.across}
NUMBER = re.compile(r"(?m)^(\s+[a-z_]+: \"?)(\d{2,})(?=[.\"\n])")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's records in a repository of their own."""
    root = tmp_path_factory.mktemp("part") / "workspace"
    for folder in FOLDERS:
        shutil.copytree(SAMPLE / folder, root / folder)
    run(root, "init", "-q", "-b", "main")
    return commit(root, {".gitignore": "out/\nprivate/\n"})


JUDGED: dict[str, Judged] = {}
judge = reviewing._judged


def once(two: reviewing._Two, tree: Tree, *about: Any) -> Judged:
    """What is judged of a commit, once for all tests; a working folder each time."""
    if not isinstance(tree, GitTree):
        return judge(two, tree, *about)
    if tree.commit not in JUDGED:
        JUDGED[tree.commit] = judge(two, tree, *about)
    return JUDGED[tree.commit]


@pytest.fixture
def root(repository: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The repository as it was committed, for which 35 dealers are many, however many of them change."""
    monkeypatch.setattr(reviewing, "LARGE", 1)
    monkeypatch.setattr(reviewing, "_judged", once)
    monkeypatch.setattr(reviewing, "MOST", 0.9)
    yield repository
    run(repository, "reset", "-q", "--hard", "main")
    run(repository, "clean", "-q", "-d", "-f")


def seen(root: Path, base: str = "main", *, whole: bool) -> tuple[Compared, Review]:
    """The two sides, and their review."""
    two = compared(Session(Settings(root=root)), base, None, whole=whole)
    return two, reviewed(two.old, two.new, Around(FIGURES))


def agree(root: Path) -> Review:
    """Asserts that the part says of its dealers what the whole says, and of problems all of it; returns the part's review."""
    two, found = seen(root, whole=False)
    _, whole = seen(root, whole=True)
    assert two.part is not None
    read = two.part.read
    assert found.digest == whole.digest
    assert [change.id for change in found.changes] == [change.id for change in whole.changes]
    told = set(map(_row, found.consequences))
    expected = {_row(row) for row in whole.consequences if _is_of(row, read)}
    assert told - {_row(row) for row in whole.consequences} == set()
    assert expected - told == set()
    assert {_problem(p) for p in found.problems} == {_problem(p) for p in whole.problems}
    others = [row for row in whole.consequences if row.dealer and row.dealer not in two.part.all]
    assert {row.name for row in others if not _compares(row)} == set()
    return found


def _is_of(row: Consequence, dealers: frozenset[str]) -> bool:
    """Whether a part of these dealers has to tell of a consequence."""
    if row.name.partition(".")[0] in ACROSS:
        return False
    return row.dealer in dealers if row.dealer else row.group == "problem"


def _compares(row: Consequence) -> bool:
    figure, _, path = row.name.partition(".")
    return figure in ACROSS or figure == "segment" or (figure == "evaluation" and path.split(".")[0] in COMPARING)


def _row(row: Consequence) -> tuple[object, ...]:
    return row.group, row.subject, row.what.zh, row.before.zh, row.after.zh, row.dealer, row.lines


def _problem(problem: object) -> tuple[object, ...]:
    return tuple(getattr(problem, name) for name in ("code", "severity", "origin", "record", "field", "message"))


def rewrite(root: Path, path: str, change: Callable[[str], str]) -> None:
    """Changes a file; what it says must not stay the same."""
    text = (root / path).read_text("utf-8")
    (root / path).write_text(change(text), "utf-8")
    assert (root / path).read_text("utf-8") != text


def test_a_figure_of_one_dealer(root: Path) -> None:
    """Score, rank and rebate of the dealer move as they do in the whole network."""
    path = "dealers/D-2025-0007/quarters/2026Q3.yaml"
    rewrite(root, path, lambda text: NUMBER.sub(lambda found: f"{found[1]}{int(found[2]) * 9 // 10}", text))
    found = agree(root)
    assert found.of("rebate")
    assert found.of("evaluation")


def test_a_number_that_another_dealer_has(root: Path) -> None:
    """Two profiles of one body are found though the other one did not change."""
    codes = {
        path.parent.name: re.search(r"(?m)^uscc: (\S+)", path.read_text("utf-8"))
        for path in root.glob("dealers/*/profile.yaml")
    }
    first, second = (name for name in ("D-2025-0007", "D-2025-0009"))
    one, other = codes[first], codes[second]
    assert one
    assert other
    rewrite(root, f"dealers/{second}/profile.yaml", lambda text: text.replace(other[1], one[1]))
    assert any(problem.code.startswith("DLR") and problem.severity == "error" for problem in agree(root).problems)


def test_a_dealer_that_goes(root: Path) -> None:
    """Whoever named it has a problem, and its figures are gone."""
    shutil.rmtree(root / "dealers/D-2025-0012")
    assert agree(root).of("problem")


def test_what_is_kept_follows_the_branch(root: Path) -> None:
    """When the base moves on, what changed since is read again, and what is kept says what a reading of all would."""
    seen(root, whole=False)
    rewrite(
        root, "dealers/D-2025-0007/profile.yaml", lambda text: re.sub(r"(?m)^short_name: .*$", "short_name: 改名", text)
    )
    commit(root, {})
    shutil.rmtree(root / "dealers/D-2025-0012")
    commit(root, {})
    try:
        rewrite(
            root,
            "dealers/D-2025-0009/profile.yaml",
            lambda text: re.sub(r"(?m)^short_name: .*$", "short_name: 又改", text),
        )
        agree(root)
    finally:
        run(root, "reset", "-q", "--hard", "HEAD~2")


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        pytest.param(b"SQLite format 3\x00 and no more", marks=pytest.mark.slow),
        pytest.param(b"\x00" * 40_000, marks=pytest.mark.slow),
    ],
)
def test_a_damaged_file_costs_time_only(root: Path, damage: bytes) -> None:
    """What is kept is made again when the file is not what it should be."""
    rewrite(
        root, "dealers/D-2025-0007/profile.yaml", lambda text: re.sub(r"(?m)^short_name: .*$", "short_name: 改名", text)
    )
    _, before = seen(root, whole=False)
    (root / "out/.cache" / NAME).write_bytes(damage)
    _, after = seen(root, whole=False)
    assert [_row(row) for row in after.consequences] == [_row(row) for row in before.consequences]


def test_what_a_commit_brings_is_not_believed(root: Path) -> None:
    """A repository that holds the file of outlines itself could say that nothing is wrong: it is read whole instead."""
    seen(root, whole=False)
    run(root, "add", "-f", f"out/.cache/{NAME}")
    two, _ = seen(root, whole=False)
    assert two.part is None


def test_a_link_that_a_commit_brings_is_not_followed(root: Path, tmp_path: Path) -> None:
    """An output folder that is a link of the repository's own leads wherever its author likes."""
    shutil.rmtree(root / "out", ignore_errors=True)
    (root / "out").symlink_to(tmp_path)
    try:
        run(root, "add", "-f", "out")
        two, _ = seen(root, whole=False)
        assert two.part is None
        assert list(tmp_path.iterdir()) == []
    finally:
        run(root, "rm", "-q", "-f", "--cached", "out")
        (root / "out").unlink()


def test_a_shared_file_needs_the_whole(root: Path) -> None:
    """A policy, a price list or a template may move every dealer."""
    rewrite(root, "content/company.yaml", lambda text: text + "\n# 备注\n")
    two, _ = seen(root, whole=False)
    assert two.part is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_any_edit(root: Path, seed: int) -> None:
    """Numbers changed, rows and files taken away, anywhere in the folders of one to three dealers: part and whole agree."""
    chance = random.Random(seed)
    listed = GitTree(root, "main").list("dealers").files
    dealers = chance.sample(sorted({dealer_of(path) for path in listed}), chance.randint(1, 3))
    for dealer in dealers:
        path = chance.choice([each for each in listed if dealer_of(each) == dealer])
        chance.choice((partial(_take_away, root, path), partial(_renumber, root, path, chance)))()
    if not run(root, "status", "--porcelain"):
        _take_away(root, path)
    agree(root)


def _take_away(root: Path, path: str) -> None:
    (root / path).unlink()


def _renumber(root: Path, path: str, chance: random.Random) -> None:
    text = (root / path).read_text("utf-8")
    places = list(NUMBER.finditer(text))
    if places:
        place = chance.choice(places)
        (root / path).write_text(f"{text[: place.start(2)]}{chance.randint(10, 99)}{text[place.end(2) :]}", "utf-8")
