"""Folders that are never built into, and that nothing is touched before this is known."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.publish.publish_bench import Bench, options, page
from toolkit.publish.grounds import open_out, unfit
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A workspace in a git repository."""
    for name in (".git", "content", "dealers"):
        (tmp_path / "home/work" / name).mkdir(parents=True)
    return tmp_path / "home/work"


def refused(out: Path, workspace: Path) -> bool:
    return unfit(out, workspace, (workspace / "content", workspace / "dealers")) is not None


@pytest.mark.parametrize(
    "place", ["", "..", "../..", "content", "content/x", "dealers/D-2025-0001/out", ".git", ".git/x"]
)
def test_sources_are_never_built_into(workspace: Path, place: str) -> None:
    """The workspace, what holds it, what it reads from, and its history."""
    assert refused(workspace / place, workspace)


@pytest.mark.parametrize("place", ["out", "build/out", "../elsewhere", "contents"])
def test_other_folders_are_fine(workspace: Path, place: str) -> None:
    """A folder in the workspace or beside it, whether it exists or not; nothing is made by asking."""
    assert not refused(workspace / place, workspace)
    assert not (workspace / place).exists()


def test_the_root_is_refused() -> None:
    """`--out /` is a mistake."""
    assert unfit(Path("/"))


def test_home_and_what_holds_it_are_refused(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder and its parents; a folder in it is fine, and so is a machine without a home."""
    monkeypatch.setenv("HOME", str(workspace.parent))
    assert unfit(workspace.parent)
    assert unfit(workspace.parent.parent)
    assert not unfit(workspace.parent / "out")


def test_another_repository_is_refused(tmp_path: Path) -> None:
    """A folder with a .git of its own is somebody's work, also when .git is a file as in a worktree."""
    (tmp_path / "clone").mkdir()
    (tmp_path / "clone/.git").write_text("gitdir: elsewhere")
    assert unfit(tmp_path / "clone")


def test_a_file_or_a_link_is_refused(tmp_path: Path) -> None:
    """Also a link to a good folder: a swap would not replace what it points to. A file on the way is refused as well."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    assert unfit(tmp_path / "file")
    assert unfit(tmp_path / "link")
    assert unfit(tmp_path / "dangling")
    assert unfit(tmp_path / "file/below")


@pytest.fixture
def read_only(tmp_path: Path) -> Path:
    """A folder that may not be written to: for root, who may write anywhere, a read-only file system."""
    folder = tmp_path / "sealed"
    folder.mkdir()
    if os.geteuid() == 0:
        mount = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "ro,size=1m", "none", folder], capture_output=True, check=False
        )
        if mount.returncode != 0:
            pytest.skip("root without the right to mount")
    else:
        folder.chmod(0o555)
    return folder


def test_a_read_only_folder_is_refused_before_anything_is_made(read_only: Path) -> None:
    """Permission or file system: known before the first page is finished, for a missing folder below it too."""
    try:
        for place in (read_only, read_only / "out"):
            bench = Bench()
            with pytest.raises(OutputProblem) as raised:
                publish([page("site/a.html", "x")], bench, place, options())
            assert raised.value.problem.code == "PUB001"
            assert bench.finished == 0
    finally:
        if os.geteuid() == 0:
            subprocess.run(["umount", read_only], check=True)


def test_an_unfit_folder_is_not_touched(workspace: Path) -> None:
    """Not even a lock file is left in a folder that was refused."""
    before = sorted(workspace.rglob("*"))
    with pytest.raises(OutputProblem) as raised:
        publish([page("site/a.html", "x")], Bench(), workspace, options(root=workspace))
    assert raised.value.problem.code == "PUB001"
    assert raised.value.problem.message.zh.endswith("是工作区本身或包含工作区")
    assert sorted(workspace.rglob("*")) == before


def test_missing_folders_are_made_readable(tmp_path: Path) -> None:
    """Folders on the way are made with 0755 whatever the umask."""
    before = os.umask(0o077)
    try:
        made = open_out(tmp_path / "a/b", None, ())
    finally:
        os.umask(before)
    assert made == (tmp_path / "a/b").resolve()
    assert {path.stat().st_mode & 0o777 for path in (made, made.parent)} == {0o755}
