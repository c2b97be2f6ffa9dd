"""One run at a time writes an output folder."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from toolkit.kernel.origin import Origin
from toolkit.publish.problems import LOCKED, Locked, write_failed

LOCK_NAME = ".lock"


@contextmanager
def locked(out: Path, *, wait: bool = False) -> Iterator[None]:
    """Holds the lock of `out` in the block. Raises Locked when another run has it and `wait` is False; OutputProblem.

    The kernel ends the lock with the process, however it dies. The file stays, with the holder's process id for the
    message; nothing is concluded from what it says.
    """
    handle = _held(out, wait)
    try:
        with suppress(OSError):  # a full disk must not keep a run from starting: the id only helps the message
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _held(out: Path, wait: bool) -> int:
    """The open, locked file. If it was deleted while we waited, the lock is on a file that no one else sees."""
    path = out / LOCK_NAME
    while True:
        try:
            handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        except OSError as error:
            raise write_failed(path, error) from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if os.path.lexists(path) and os.path.samestat(os.fstat(handle), os.lstat(path)):
                return handle
        except BlockingIOError as error:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace").strip() or "?"
            os.close(handle)
            raise Locked(LOCKED.at(Origin(str(path)), out=out, holder=holder)) from error
        except OSError as error:
            os.close(handle)
            raise write_failed(path, error) from error
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
