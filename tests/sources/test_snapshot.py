"""A snapshot is the folder as it stood: what happens to the folder later changes nothing, and what was wrong stays wrong."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.workspace import lay
from toolkit.sources.snapshot import Snapshot, taken
from toolkit.sources.tree import NotAFile, WorkingTree

FILES = {"content/a.yaml": "a: 1\n", "content/deep/b.yaml": "b: 2\n", "dealers/c.yaml": "c: 3\n", "out/d.html": "d"}


def every(path: str) -> bool | None:
    """All files, with their bytes."""
    return True


def snap(root: Path, before: Snapshot | None = None) -> Snapshot:
    """A snapshot of two folders."""
    return taken(WorkingTree(root), ("content", "dealers", "private"), every, before)


def test_it_is_the_tree_that_it_was(tmp_path: Path) -> None:
    """The same files and bytes as the folder has, of the folders that were asked for; later changes do not reach it."""
    root = lay(tmp_path, FILES)
    tree, snapshot = WorkingTree(root), snap(root)
    for folder in ("content", "dealers", "private"):
        assert snapshot.list(folder) == tree.list(folder)
    assert [snapshot.read(path) for path in snapshot.readable()] == [b"a: 1\n", b"b: 2\n", b"c: 3\n"]
    lay(root, {"content/a.yaml": "a: 9\n"})
    (root / "dealers/c.yaml").unlink()
    assert snapshot.read("content/a.yaml") == b"a: 1\n"
    assert snapshot.list("dealers").files == ("dealers/c.yaml",)
    assert snapshot.list("out").files == ()
    with pytest.raises(FileNotFoundError):
        snapshot.read("out/d.html")


def test_what_differs_is_told_by_bytes(tmp_path: Path) -> None:
    """Changed, added and deleted files; not one that was written again as it was. What is the same is shared."""
    root = lay(tmp_path, FILES)
    before = snap(root)
    lay(root, {"content/a.yaml": "a: 2\n", "content/new.yaml": "n: 1\n", "content/deep/b.yaml": "b: 2\n"})
    (root / "dealers/c.yaml").unlink()
    after = snap(root, before)
    assert after.differing(before) == {"content/a.yaml", "content/new.yaml", "dealers/c.yaml"}
    assert before.differing(before) == frozenset()
    assert after.read("content/deep/b.yaml") is before.read("content/deep/b.yaml")


def test_what_is_no_file_stays_refused(tmp_path: Path) -> None:
    """A link, and a file that may not be read, are told as the folder tells them."""
    root = lay(tmp_path, FILES)
    (root / "content/link.yaml").symlink_to(root / "out/d.html")
    snapshot = snap(root)
    assert snapshot.list("content") == WorkingTree(root).list("content")
    with pytest.raises(NotAFile):
        snapshot.read("content/link.yaml")
    assert "content/link.yaml" in snapshot
    if os.geteuid() != 0:
        (root / "content/a.yaml").chmod(0)
        with pytest.raises(PermissionError):
            snap(root).read("content/a.yaml")


def test_files_of_another_moment(tmp_path: Path) -> None:
    """Some files as they stood before: changed back, brought back, or away; the rest as it is."""
    root = lay(tmp_path, FILES)
    before = snap(root)
    lay(root, {"content/a.yaml": "a: 2\n", "content/new.yaml": "n: 1\n"})
    (root / "content/deep/b.yaml").unlink()
    (root / "dealers/c.yaml").unlink()
    (root / "dealers/c.yaml").symlink_to(root / "out/d.html")
    after = snap(root, before)
    mixed = after.with_files_of(before, ("content/new.yaml", "content/deep/b.yaml", "dealers/c.yaml"))
    assert mixed.list("content").files == ("content/a.yaml", "content/deep/b.yaml")
    assert mixed.list("dealers") == before.list("dealers")
    assert [mixed.read(path) for path in mixed.readable()] == [b"a: 2\n", b"b: 2\n", b"c: 3\n"]
    assert mixed.differing(before) == {"content/a.yaml"}


def test_what_is_not_wanted(tmp_path: Path) -> None:
    """A file that is left out is not there; one whose bytes are not needed has its name only."""
    root = lay(tmp_path, FILES)
    wanted = {"content/a.yaml": None, "content/deep/b.yaml": False}
    snapshot = taken(WorkingTree(root), ("content",), wanted.get)
    assert snapshot.list("content").files == ("content/deep/b.yaml",)
    assert snapshot.read("content/deep/b.yaml") == b""
