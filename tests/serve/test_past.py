"""Pages of a preview tell what git knows, as those of a build do, and follow a commit though no file has changed by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from tests.repositories import commit, repository, run
from tests.serve.serve_scene import FIRST, PAGE, SECOND, change
from toolkit.serve.past import Past
from toolkit.serve.preview import Preview
from toolkit.serve.watching import saves
from toolkit.sources.history import History, history

OTHER_PAGE = "site/zh/dealers/D-2025-0002.html"
LAST_CHANGE = "最近修改"


@pytest.fixture
def saved(root: Path) -> Path:
    """The workspace with a commit."""
    return repository(root, {}, "2026-09-01")


@pytest.fixture
def opened(saved: Path) -> Preview:
    """A preview of it that has looked once."""
    preview = Preview(saved, saved / "out", None, "zh")
    assert preview.look() is not None
    return preview


def head_of(root: Path) -> str:
    """The short id of HEAD, as pages print it."""
    return run(root, "rev-parse", "HEAD")[:8]


def text(preview: Preview, path: str) -> str:
    """A page that is there."""
    page = preview.page(path)
    assert page is not None
    return page.data.decode()


def test_a_page_tells_its_last_commit(opened: Preview, saved: Path) -> None:
    """The commit that changed what the page shows stands on it."""
    assert head_of(saved) in text(opened, PAGE)


def test_what_is_unsaved_is_of_no_commit_until_it_is_committed(opened: Preview, saved: Path) -> None:
    """A file that differs from its commit is of none; others keep theirs. A commit is shown though it changes no file."""
    first = head_of(saved)
    change(saved, FIRST, "\n", "\n# 改\n")
    assert opened.look() is not None
    assert (LAST_CHANGE in text(opened, PAGE), LAST_CHANGE in text(opened, OTHER_PAGE)) == (False, True)
    assert opened.look() is None
    commit(saved, {}, "2026-10-02")
    update = opened.look()
    assert update is not None
    assert update.changed == ()
    assert LAST_CHANGE in text(opened, PAGE)
    assert head_of(saved) in text(opened, PAGE)
    assert first in text(opened, OTHER_PAGE)
    assert opened.look() is None


def test_commits_are_gone_through_when_the_head_moves(saved: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every look asks what is unsaved; the walk over all commits is made once for each HEAD."""
    walks: list[str] = []

    def counted(*given: Any) -> History:
        walks.append(head_of(saved))
        return history(*given)

    monkeypatch.setattr("toolkit.serve.past.history", counted)
    known = Past(saved)
    one = known.now()
    change(saved, SECOND, "\n", "\n# 改\n")
    two = known.now()
    assert (one.head == two.head, len(walks)) == (False, 1)
    assert (one.history.of([SECOND]) is None, two.history.of([SECOND]) is None) == (False, True)
    commit(saved, {}, "2026-10-02")
    assert known.now().history.of([SECOND]) is not None
    assert len(walks) == 2


@pytest.mark.parametrize(
    "move",
    [
        lambda root: commit(root, {"notes.txt": "x"}),
        lambda root: run(root, "checkout", "-q", "--detach"),
        lambda root: run(root, "reset", "-q", "--soft", "HEAD~1"),
        lambda root: run(root, "add", "-A"),
        lambda root: (run(root, "config", "core.logAllRefUpdates", "false"), commit(root, {"notes.txt": "x"})),
    ],
    ids=["commit", "detach", "soft reset", "stage", "commit without a list of moves"],
)
def test_what_git_does_is_marked(saved: Path, move: Callable[[Path], object]) -> None:
    """Whatever may change what pages tell of git changes the mark; looking at it does not."""
    commit(saved, {"second.txt": "x"})
    (saved / "third.txt").write_text("x", "utf-8")
    known = Past(saved)
    before = known.mark()
    known.now()
    assert known.mark() == before
    move(saved)
    assert known.mark() != before


def test_a_linked_worktree_and_a_folder_below_the_top_are_followed(saved: Path, tmp_path: Path) -> None:
    """The branch of a linked worktree lies in another folder than its HEAD."""
    linked = tmp_path / "linked"
    run(saved, "worktree", "add", "-q", "-b", "other", str(linked))
    known = Past(linked / "dealers")
    before = known.mark()
    run(linked, "config", "core.logAllRefUpdates", "false")
    commit(linked, {"dealers/notes.txt": "x"})
    assert known.mark() != before
    assert known.now().head.commit == run(linked, "rev-parse", "HEAD")


def test_outside_git_nothing_is_told(root: Path) -> None:
    """Without a repository there is no history, and nothing to wait for."""
    known = Past(root)
    assert known.mark() == ()
    assert known.now().history.of([FIRST]) is None


def test_a_mark_that_moves_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watch tells of it within its interval though no file was saved, once for each move."""
    monkeypatch.setattr("toolkit.serve.watching.AGAIN", 50)
    marks: Iterator[int] = iter((0, 0, 0, 1, 1, 1, 1))
    stop = Event()

    def mark() -> int:
        value = next(marks, 1)
        asked.append(value)
        if len(asked) > 8:
            stop.set()
        return value

    asked: list[int] = []
    told = [asked[-1] for _ in saves(lambda: (root / "dealers",), stop, mark)]
    assert told[:2] == [0, 1]
    assert told.count(1) <= 2  # the move, and that the watch is over
