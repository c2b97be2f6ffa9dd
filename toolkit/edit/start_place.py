"""A new workspace is put in place whole: made beside its folder and given its name in one step."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from pathlib import Path

from toolkit.edit.write import NewFile, write_new
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

NOT_EMPTY = ProblemKind(
    "EDT181",
    "error",
    Text("{path} 里已经有文件，没有建立工作区", "{path} holds files already; no workspace was made"),
    Text("换一个空的或还没有的目录", "name a folder that is empty or not there yet"),
    manual="A new workspace is laid into an empty folder or one that is not there yet, so that nothing is mixed or overwritten."
    "中文：新工作区只建在空的或还没有的文件夹里，什么也不混在一起，什么也不覆盖。",
)
NOT_MADE = ProblemKind(
    "EDT182",
    "error",
    Text("{path} 建不了：{reason}；没有留下任何文件", "{path} cannot be made: {reason}; nothing was left behind"),
    Text("检查上一级目录的权限和磁盘空间", "see the permissions of the folder above and the room on the disk"),
    manual="A workspace is made beside its place and renamed when it is whole, so a failure leaves the place as it was."
    "中文：工作区先在旁边建好，完整之后再改名，失败时原处不变。",
)
KINDS = (NOT_EMPTY, NOT_MADE)


def taken(folder: Path) -> Problem | None:
    """Returns a problem when a workspace cannot be made at `folder`, because something is there."""
    shown = str(folder)
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        return NOT_EMPTY.at(Origin(shown), path=shown)
    return None


def place(folder: Path, files: tuple[NewFile, ...], empty: tuple[str, ...]) -> tuple[Problem, ...]:
    """Makes the workspace with its files and its `empty` folders, or leaves everything as it was and returns why.

    A run that was killed leaves `folder` as it was; what it had made beside it is swept by the next one.
    """
    refused = taken(folder)
    if refused is not None:
        return (refused,)
    shown = str(folder)
    stage = folder.with_name(f".{folder.name}.{os.getpid()}.init")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        stage.mkdir()
        problems = write_new(stage, files)
        if problems:
            return problems
        for name in empty:
            (stage / name).mkdir(parents=True, exist_ok=True)
        stage.rename(folder)  # an empty folder is replaced in the same step; one that filled meanwhile is an error
        _settle(folder.parent)
    except OSError as error:
        return (NOT_MADE.at(Origin(shown), path=shown, reason=error.strerror or type(error).__name__),)
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    return ()


def _sweep(folder: Path) -> None:
    """Removes what killed runs left beside the folder; a run that still goes on keeps its own."""
    name = re.compile(rf"\.{re.escape(folder.name)}\.(\d+)\.init\Z")
    for path in folder.parent.iterdir():
        found = name.match(path.name)
        if found and not _runs(int(found.group(1))):
            shutil.rmtree(path, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _settle(folder: Path) -> None:
    """The new name is on the disk too, where the system can say so."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
