"""Puts a staged folder in the place of the live one, in one step where the system has one."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP, errno.ENOTSUP}


def exchange(first: Path, second: Path) -> bool:
    """Swaps two paths at one instant; returns False where the system or the file system cannot. Raises OSError.

    Linux: renameat2 with RENAME_EXCHANGE. macOS: renamex_np with RENAME_SWAP.
    """
    library = ctypes.CDLL(None, use_errno=True)
    one, two = os.fsencode(first), os.fsencode(second)
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        result = library.renameat2(_AT_FDCWD, one, _AT_FDCWD, two, _RENAME_EXCHANGE)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        result = library.renamex_np(one, two, _RENAME_SWAP)
    else:
        return False
    if result == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(second))


def put_in_place(staged: Path, live: Path, aside: Path) -> None:
    """Makes `staged` the live folder; the old one is then in `staged` or `aside`, to be removed. Raises OSError.

    Without an exchange it takes two renames. A kill between them leaves the old folder in `aside`, from where the next
    run takes it back; a refusal of the second rename takes it back at once.
    """
    if not os.path.lexists(live):
        os.rename(staged, live)
        return
    if exchange(staged, live):
        return
    os.rename(live, aside)
    try:
        os.rename(staged, live)
    except OSError:
        os.rename(aside, live)
        raise
