"""New records come whole, all of them or none, and never over one that is there."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from toolkit.edit import write
from toolkit.edit.write import NewFile, write_new

TWO = (NewFile("dealers/D-1/a.yaml", "甲\n"), NewFile("content/new/b.yaml", "乙\n"))


def tree(root: Path) -> dict[str, str]:
    """Every file and folder below a root, files with their text."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") if path.is_file() else "/"
        for path in sorted(root.rglob("*"))
    }


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "dealers").mkdir()
    (tmp_path / "content").mkdir()
    return tmp_path


def test_files_and_folders_are_made(root: Path) -> None:
    """With their text in UTF-8, readable by others, and nothing left beside them."""
    assert write_new(root, TWO) == ()
    assert tree(root) == {
        "content": "/",
        "content/new": "/",
        "content/new/b.yaml": "乙\n",
        "dealers": "/",
        "dealers/D-1": "/",
        "dealers/D-1/a.yaml": "甲\n",
    }
    assert os.stat(root / "dealers/D-1/a.yaml").st_mode & 0o777 == 0o644 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


@pytest.mark.parametrize("which", [0, 1])
def test_nothing_is_written_over(root: Path, which: int) -> None:
    """One of them is there: that one stays as it is, and the other is not made."""
    there = root / TWO[which].path
    there.parent.mkdir(parents=True)
    there.write_text("原文")
    before = tree(root)
    problems = write_new(root, TWO)
    assert [(p.code, p.origin.path) for p in problems] == [("EDT101", TWO[which].path)]
    assert tree(root) == before


@pytest.mark.parametrize("failing", range(4))
def test_a_failing_disk_leaves_no_trace(root: Path, failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the first or the last step fails, everything is as it was; the reason is told with the path."""
    before, calls = tree(root), iter(range(99))
    real_fill, real_place = write._fill, write._place

    def counted() -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fill(path: Path, data: bytes) -> None:
        counted()
        real_fill(path, data)

    def place(beside: Path, target: Path) -> None:
        counted()
        real_place(beside, target)

    monkeypatch.setattr(write, "_fill", fill)
    monkeypatch.setattr(write, "_place", place)
    problems = write_new(root, TWO)
    assert [p.code for p in problems] == ["EDT102"]
    assert os.strerror(errno.ENOSPC) in problems[0].message.en
    assert tree(root) == before


def test_a_file_that_comes_meanwhile_is_left_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody made the second file after it was looked for: theirs stays, ours is taken back."""
    real = write._place

    def late(beside: Path, target: Path) -> None:
        if target.name == "b.yaml":
            target.write_text("别人的")
        real(beside, target)

    monkeypatch.setattr(write, "_place", late)
    assert [p.code for p in write_new(root, TWO)] == ["EDT101"]
    assert [text for text in tree(root).values() if text != "/"] == ["别人的"]


def test_without_hard_links_a_file_is_renamed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some file systems have none; the file still appears whole, and never over another."""

    def refuse(source: Path, target: Path) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    assert write_new(root, TWO) == ()
    assert (root / TWO[1].path).read_text("utf-8") == "乙\n"
    assert not [path for path in root.rglob("*") if path.name.endswith(".new")]


def test_nothing_is_written_through_a_link(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A folder that is a link may lead anywhere."""
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (root / "dealers/D-1").symlink_to(elsewhere)
    assert [p.code for p in write_new(root, TWO)] == ["EDT103"]
    assert list(elsewhere.iterdir()) == []
    assert not (root / "content/new").exists()


@pytest.mark.parametrize("path", ["../x.yaml", "dealers/../../x.yaml", "/tmp/never.yaml"])
def test_nothing_is_written_outside(root: Path, path: str) -> None:
    """Paths are made of ids and stay inside; one that does not is refused."""
    assert [p.code for p in write_new(root, (NewFile(path, "x"),))] == ["EDT103"]
    assert not (root.parent / "x.yaml").exists()
