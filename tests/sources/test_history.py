"""The last change of each file is what git says; what git cannot know is not told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.repositories import commit, repository, run
from toolkit.sources.git import head
from toolkit.sources.history import NO_HISTORY, Change, History, history

FOLDERS = ("content", "dealers")


def read(root: Path) -> History:
    return history(root, FOLDERS, head(root).unsaved)


def told(root: Path, *paths: str) -> list[str | None]:
    """The day of the last change of each file."""
    found = read(root)
    changes = (found.of((path,)) for path in paths)
    return [change.day.isoformat() if change else None for change in changes]


def three_commits(root: Path) -> Path:
    """A file that stays, one that changes, and two of one dealer."""
    repository(root, {"content/a.yaml": "1", "content/b.yaml": "1", "README.md": "x"}, "2026-01-10")
    commit(root, {"content/b.yaml": "2", "dealers/D-2025-0001/profile.yaml": "1"}, "2026-02-11")
    return commit(root, {"dealers/D-2025-0001/visits/名字 x.yaml": "1", "dealers/D-2025-0002/profile.yaml": "1"}, "2026-03-12")  # fmt: skip


@pytest.mark.parametrize("below", ["", "workspaces/青屿 channel"])
def test_each_file_has_the_day_of_its_last_commit(tmp_path: Path, below: str) -> None:
    """Whether the workspace is the repository or a folder of it."""
    top = tmp_path / "repo"
    three_commits(top)
    if below:
        (top / below).parent.mkdir(parents=True)
        (top / below).mkdir()
        for folder in FOLDERS:
            (top / folder).rename(top / below / folder)
        commit(top, {}, "2026-04-13")
        assert told(top / below, "content/a.yaml", "content/b.yaml") == ["2026-04-13", "2026-04-13"]
    else:
        expected = ["2026-01-10", "2026-02-11", "2026-02-11", None]
        assert (
            told(top, "content/a.yaml", "content/b.yaml", "dealers/D-2025-0001/profile.yaml", "README.md") == expected
        )


def test_a_page_of_several_files_has_the_newest_day(tmp_path: Path) -> None:
    """Of some files, or of all in a dealer's folder, with the commit that made it."""
    found = read(three_commits(tmp_path))
    last = run(tmp_path, "rev-parse", "HEAD")[:8]
    assert found.of(("content/a.yaml", "content/b.yaml", "content/none.yaml")) == Change(
        date(2026, 2, 11), run(tmp_path, "rev-parse", "HEAD~1")[:8]
    )
    assert found.under("dealers/D-2025-0001") == Change(date(2026, 3, 12), last)
    assert found.under("dealers/D-2025-0009") is None


def test_a_file_with_changes_since_its_commit_has_no_day(tmp_path: Path) -> None:
    """What is shown is newer than any commit; a new file in a folder of a dealer counts for the folder."""
    three_commits(tmp_path)
    (tmp_path / "content/a.yaml").write_text("edited")
    (tmp_path / "dealers/D-2025-0001/cases").mkdir()
    (tmp_path / "dealers/D-2025-0001/cases/new.yaml").write_text("x")
    found = read(tmp_path)
    assert told(tmp_path, "content/a.yaml", "content/b.yaml") == [None, "2026-02-11"]
    assert found.of(("content/a.yaml", "content/b.yaml")) is None
    assert found.under("dealers/D-2025-0001") is None
    assert found.under("dealers/D-2025-0002") is not None


def test_a_clone_that_was_cut_off_says_nothing_wrong(tmp_path: Path) -> None:
    """Its oldest commit seems to have made every file; only what came after is told."""
    three_commits(tmp_path / "whole")
    run(tmp_path, "clone", "-q", "--depth", "1", (tmp_path / "whole").as_uri(), "one")
    assert told(tmp_path / "one", "content/a.yaml", "dealers/D-2025-0002/profile.yaml") == [None, None]
    run(tmp_path, "clone", "-q", "--depth", "2", (tmp_path / "whole").as_uri(), "two")
    assert told(tmp_path / "two", "content/a.yaml", "content/b.yaml", "dealers/D-2025-0002/profile.yaml") == [None, None, "2026-03-12"]  # fmt: skip


def test_without_git_nothing_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither outside a repository, nor in one without commits, nor where git is not installed, does a build fail."""
    assert read(tmp_path) is NO_HISTORY
    run(tmp_path, "init", "-q")
    assert read(tmp_path) is NO_HISTORY
    three_commits(tmp_path / "repo")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert read(tmp_path / "repo") is NO_HISTORY


def test_names_that_look_like_the_answer_do_no_harm(tmp_path: Path) -> None:
    """A name may hold a line feed, the mark of a commit, or bytes that are no text."""
    odd = {"content/a\n\x1eb.yaml": "1", "content/\x1e.yaml": "1", "content/\n": "1"}
    root = repository(tmp_path, dict(odd), "2026-01-10")
    assert told(root, *odd) == ["2026-01-10"] * 3
