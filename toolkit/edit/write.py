"""The one place that writes records: all files of a change or none, each there whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text

FILE_MODE = 0o644
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP}

EXISTS = ProblemKind(
    "EDT101",
    "error",
    Text("{path} 已经存在，没有写入任何文件", "{path} is there already; nothing was written"),
    Text("已有的记录不会被覆盖；先看看它是什么", "records are never overwritten; see first what it is"),
    manual="A command that makes records never writes over one. Whatever else it would have made is taken back."
    "中文：新建记录的命令绝不覆盖已有文件，本次已经写入的也会撤回。",
)
NOT_WRITTEN = ProblemKind(
    "EDT102",
    "error",
    Text("{path} 写不进去：{reason}；没有写入任何文件", "{path} cannot be written: {reason}; nothing was written"),
    Text("检查目录权限和磁盘空间", "see the folder's permissions and the room on the disk"),
    manual="A command that makes several records makes all of them or none: what was made before the failure is taken back."
    "中文：一次建几条记录的命令，要么全建成，要么一条也不建：失败之前写入的都撤回。",
)
LINKED = ProblemKind(
    "EDT103",
    "error",
    Text(
        "{path} 的目录是链接，会写到工作区以外",
        "a folder of {path} is a link: it would be written outside the workspace",
    ),
    Text("换成真正的目录", "put a real folder in its place"),
    manual="A workspace holds plain files and folders only, and nothing is written through a link."
    "中文：工作区里只有普通文件和文件夹，不通过链接写入。",
)
MOVED_ON = ProblemKind(
    "EDT104",
    "error",
    Text("{path} 已不是刚才读到的内容，没有写入任何文件", "{path} is no longer what was read; nothing was written"),
    Text("再运行一次", "run again"),
    manual="A file that somebody saved after the command read it is never written over."
    "中文：命令读过之后有人存盘的文件，绝不覆盖。",
)
KINDS = (EXISTS, NOT_WRITTEN, LINKED, MOVED_ON)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be made: POSIX path from the workspace root, and its text."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class FileEdit:
    """What a file shall say: POSIX path from the workspace root, its bytes as they were read (None for a new one), its text."""

    path: str
    before: bytes | None
    text: str


def write_edits(root: Path, edits: tuple[FileEdit, ...]) -> tuple[Problem, ...]:
    """Writes all edits or none, and returns why it could not.

    A file that is no longer what was read is left alone. Each new text is written beside its file and takes its name in one
    step, so that nobody ever meets half a file; what was there is kept until all are in place, and put back if one fails.
    """
    real = Path(os.path.realpath(root))
    changed = tuple(edit for edit in edits if edit.before is not None)
    waiting, swapped = list[tuple[Path, Path, Path]](), list[tuple[Path, Path]]()
    target = real
    try:
        for edit in changed:
            target = real / edit.path
            if Path(os.path.realpath(target)) != target or real not in target.parents:
                return (LINKED.at(Origin(edit.path), path=edit.path),)
            if target.read_bytes() != edit.before:
                return (MOVED_ON.at(Origin(edit.path), path=edit.path),)
            beside, kept = (target.with_name(f".{target.name}.{os.getpid()}.{end}") for end in ("new", "old"))
            waiting.append((beside, target, kept))
            _fill(beside, edit.text.encode("utf-8"), target.stat().st_mode & 0o777)
            _fill(kept, edit.before or b"", target.stat().st_mode & 0o777)
        for beside, target, kept in waiting:
            swapped.append((kept, target))
            beside.replace(target)
        problems = write_new(real, tuple(NewFile(edit.path, edit.text) for edit in edits if edit.before is None))
        if not problems:
            swapped.clear()
        return problems
    except OSError as error:
        path = _shown(real, target)
        return (NOT_WRITTEN.at(Origin(path), path=path, reason=error.strerror or type(error).__name__),)
    finally:
        for kept, target in reversed(swapped):
            with contextlib.suppress(OSError):
                kept.replace(target)
        _clear(path for beside, _, kept in waiting for path in (beside, kept))


def remove_read(root: Path, files: tuple[tuple[str, bytes], ...]) -> tuple[Problem, ...]:
    """Removes files that still say what was read, in order, and their folders that this leaves empty; returns why it stopped."""
    real = Path(os.path.realpath(root))
    for path, before in files:
        target = real / path
        try:
            if Path(os.path.realpath(target)) != target or real not in target.parents:
                return (LINKED.at(Origin(path), path=path),)
            if target.read_bytes() != before:
                return (MOVED_ON.at(Origin(path), path=path),)
            target.unlink()
            with contextlib.suppress(OSError):  # a folder that holds something else stays
                target.parent.rmdir()
        except OSError as error:
            return (NOT_WRITTEN.at(Origin(path), path=path, reason=error.strerror or type(error).__name__),)
    return ()


def write_new(root: Path, files: tuple[NewFile, ...]) -> tuple[Problem, ...]:
    """Makes all files or none, in order, and returns why it could not.

    Each is written beside its place and linked into it, so that a reader, or a killed run, never meets half a file; a file
    that appeared meanwhile is left alone. Files are on the disk when this returns.
    """
    real = Path(os.path.realpath(root))
    made: list[Path] = []
    waiting: list[tuple[Path, Path]] = []
    try:
        for file in files:
            target = real / file.path
            refused = _refused(real, target, file.path)
            if refused is not None:
                return (refused,)
            made.extend(_folders(target.parent))
            beside = target.with_name(f".{target.name}.{os.getpid()}.new")
            waiting.append((beside, target))
            _fill(beside, file.text.encode("utf-8"))
        for beside, target in waiting:
            _place(beside, target)
            made.append(target)
        made.clear()
    except FileExistsError:
        return (EXISTS.at(Origin(_shown(real, target)), path=_shown(real, target)),)
    except OSError as error:
        path = _shown(real, target)
        return (NOT_WRITTEN.at(Origin(path), path=path, reason=error.strerror or type(error).__name__),)
    finally:
        _clear(beside for beside, _ in waiting)
        _clear(reversed(made))
    return ()


def _refused(root: Path, target: Path, path: str) -> Problem | None:
    if os.path.lexists(target):
        return EXISTS.at(Origin(path), path=path)
    if Path(os.path.realpath(target.parent)) != target.parent or root not in target.parents:
        return LINKED.at(Origin(path), path=path)
    return None


def _folders(folder: Path) -> Iterator[Path]:
    """Makes the folders that are not there, outermost first, and yields them."""
    if folder.is_dir():
        return
    yield from _folders(folder.parent)
    folder.mkdir()
    yield folder


def _fill(path: Path, data: bytes, mode: int = FILE_MODE) -> None:
    with contextlib.suppress(FileNotFoundError):
        path.unlink()
    with os.fdopen(os.open(path, _NEW, mode), "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _place(beside: Path, target: Path) -> None:
    """Gives a written file its name, unless that is taken meanwhile; where there are no hard links, by renaming it."""
    try:
        os.link(beside, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        if os.path.lexists(target):
            raise FileExistsError from None
        beside.rename(target)
    folder = os.open(target.parent, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _clear(paths: Iterable[Path]) -> None:
    for path in paths:
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()


def _shown(root: Path, path: Path) -> str:
    return path.relative_to(root).as_posix()
