"""Writing to the disk: whole files or none, modes that do not depend on the umask, and errors that name the path."""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.publish.problems import reason, write_failed

FILE_MODE = 0o644
FOLDER_MODE = 0o755
FEW = 32
_NEW = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
_NO_LINKS = {errno.EXDEV, errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.EOPNOTSUPP, errno.EACCES}


def create(path: Path, data: bytes) -> os.stat_result:
    """Returns the state of a new file in the stage; there must be none yet. Raises OutputProblem."""
    try:
        return _fill(os.open(path, _NEW | os.O_EXCL, FILE_MODE), data, sync=False)
    except OSError as error:
        raise write_failed(path, error) from error


def replace(path: Path, data: bytes) -> None:
    """Writes a file beside and renames it into place, on the disk when this returns. Raises OutputProblem."""
    waiting = prepare(path, data)
    try:
        settle(waiting, path)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def prepare(path: Path, data: bytes) -> Path:
    """Returns a synced file waiting beside `path`, so that taking its place needs no disk. Raises OutputProblem.

    The name is fixed: the lock allows one writer, and what a killed run left is written over.
    """
    waiting = path.with_name(f".{path.name}.new")
    try:
        _fill(os.open(waiting, _NEW | os.O_TRUNC, FILE_MODE), data, sync=True)
    except OSError as error:
        waiting.unlink(missing_ok=True)
        raise write_failed(path, error) from error
    return waiting


def settle(waiting: Path, path: Path) -> None:
    """Renames a prepared file into place and puts the rename on the disk. Raises OutputProblem."""
    try:
        os.replace(waiting, path)
        sync_folder(path.parent)
    except OSError as error:
        raise write_failed(path, error) from error


def _fill(handle: int, data: bytes, *, sync: bool) -> os.stat_result:
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        os.fchmod(handle, FILE_MODE)
        if sync:
            os.fsync(handle)
        return os.fstat(handle)
    finally:
        os.close(handle)


def make_folder(path: Path, mode: int = FOLDER_MODE) -> None:
    """Makes a folder with the given mode whatever the umask; there must be none yet. Raises OutputProblem."""
    try:
        os.mkdir(path, mode)
        os.chmod(path, mode)
    except OSError as error:
        raise write_failed(path, error) from error


def link_or_copy(source: Path, target: Path) -> os.stat_result:
    """Returns the state of `target`, the same file as `source` or, where the file system has no hard links, a copy.

    Raises OutputProblem.
    """
    try:
        os.link(source, target, follow_symlinks=False)
        return os.stat(target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise write_failed(target, error) from error
    try:
        data = read(source)
    except OSError as error:
        raise write_failed(source, error) from error
    return create(target, data)


def read(path: Path) -> bytes:
    """Returns the bytes of a regular file that is not a link. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(handle, "rb") as stream:
        return stream.read()


def sync(root: Path, files: Iterable[Path], folders: Iterable[Path]) -> None:
    """Puts new files and folders on the disk before they are swapped in. Raises OutputProblem.

    A few are synced one by one; for many, one sync of the file system is far quicker than thousands.
    """
    paths = [*files, *folders]
    try:
        if len(paths) > FEW:
            _sync_file_system(root)
            return
        for path in paths:
            sync_folder(path)
    except OSError as error:
        raise write_failed(root, error) from error


def sync_folder(path: Path) -> None:
    """Puts a folder's names (or a file's bytes) on the disk. Raises OSError."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_file_system(root: Path) -> None:
    """Linux can sync one file system and then reports its errors; elsewhere all of them are asked to."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None) if sys.platform == "linux" else None
    if syncfs is None:
        os.sync()
        return
    handle = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if syncfs(handle) != 0:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(root))
    finally:
        os.close(handle)


def remove_tree(path: Path) -> Text:
    """Removes a folder with all in it, or a link; returns why it could not, or an empty text."""
    try:
        if path.is_symlink() or not path.is_dir():
            path.unlink(missing_ok=True)
        else:
            shutil.rmtree(path)
    except OSError as error:
        return reason(error)
    return NO_TEXT
