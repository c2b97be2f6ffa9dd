"""Edits come all of them or none: what was there is back when one of them fails."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from toolkit.edit import write
from toolkit.edit.write import FileEdit, write_edits


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "dealers").mkdir()
    for name in ("a", "b"):
        (tmp_path / f"dealers/{name}.yaml").write_text(f"old {name}\n", "utf-8")
    (tmp_path / "dealers/a.yaml").chmod(0o640)
    return tmp_path


EDITS = (
    FileEdit("dealers/a.yaml", b"old a\n", "new a\n"),
    FileEdit("dealers/b.yaml", b"old b\n", "new b\n"),
    FileEdit("dealers/c/d.yaml", None, "new d\n"),
)


def tree(root: Path) -> dict[str, str]:
    """Every file and folder below a root."""
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8") if path.is_file() else "/"
        for path in sorted(root.rglob("*"))
    }


def test_changed_and_new_files(root: Path) -> None:
    """Both are there, modes stay, nothing is left beside them."""
    assert write_edits(root, EDITS) == ()
    assert tree(root) == {
        "dealers": "/",
        "dealers/a.yaml": "new a\n",
        "dealers/b.yaml": "new b\n",
        "dealers/c": "/",
        "dealers/c/d.yaml": "new d\n",
    }
    assert os.stat(root / "dealers/a.yaml").st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", range(8))
def test_a_failing_disk_leaves_everything_as_it_was(root: Path, failing: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever step fails: the old texts are back and nothing new is there."""
    before, calls = tree(root), iter(range(99))
    real_fill, real_place, real_replace = write._fill, write._place, Path.replace

    def counted() -> None:
        if next(calls) == failing:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def fill(path: Path, data: bytes, mode: int = 0o644) -> None:
        counted()
        real_fill(path, data, mode)

    def place(beside: Path, target: Path) -> None:
        counted()
        real_place(beside, target)

    def replaced(self: Path, target: Path) -> Path:
        if self.suffix == ".new":
            counted()
        return real_replace(self, target)

    monkeypatch.setattr(write, "_fill", fill)
    monkeypatch.setattr(write, "_place", place)
    monkeypatch.setattr(Path, "replace", replaced)
    assert [problem.code for problem in write_edits(root, EDITS)] == ["EDT102"]
    assert tree(root) == before


def test_a_file_that_somebody_saved_meanwhile_is_left_alone(root: Path) -> None:
    """And the others with it."""
    (root / "dealers/b.yaml").write_text("mine\n", "utf-8")
    before = tree(root)
    assert [problem.code for problem in write_edits(root, EDITS)] == ["EDT104"]
    assert tree(root) == before


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path) -> None:
    """A file that is a link may lead anywhere."""
    (root / "dealers/a.yaml").unlink()
    (root / "dealers/a.yaml").symlink_to(root / "dealers/b.yaml")
    assert [problem.code for problem in write_edits(root, EDITS)] == ["EDT103"]
