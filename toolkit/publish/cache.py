"""Finished papers by the digest of all that they are made from; every entry is hashed again when it is read."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path

from toolkit.kernel.digest import digest_of
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.disk import read, remove_tree
from toolkit.publish.problems import CACHE_DAMAGED, CACHE_UNUSABLE, reason, write_failed

SLACK = 10_000
_HEAD = b"paper 1 "
_HEAD_SIZE = len(_HEAD) + 64 + 1
_DISK_FAULTS = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG}


def cache_key(paper_key: str, audience: str) -> str:
    """Returns the name of an entry; with the audience in it, no bundle is served a paper made for other eyes."""
    return digest_of(("paper", audience, paper_key))


class Cache:
    """Papers in a folder that any number of runs may share, also on another disk. Names are digests, without dealers'
    data.

    An entry holds the digest of its own name and bytes: one that was altered, cut or swapped with another is a miss and
    counted. A folder that cannot be used is a warning; a full or failing disk is not (OutputProblem).
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._usable = True
        self._stored = 0
        self._damaged = 0
        self._warnings: list[Problem] = []
        try:
            for each in (folder, folder / "papers", folder / "uses", folder / "tmp"):
                each.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not os.access(folder / "tmp", os.W_OK | os.X_OK):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))
            self._sweep_unfinished()
        except OSError as error:
            self._give_up(error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Returns what the user should know about the cache after the run."""
        origin = Origin(str(self._folder))
        damaged = (CACHE_DAMAGED.at(origin, count=self._damaged),) if self._damaged else ()
        return (*self._warnings, *damaged)

    def get(self, key: str) -> bytes | None:
        """Returns the paper stored under `key`; None when there is none or it does not agree with its digest."""
        if not self._usable:
            return None
        try:
            entry = read(self._place(key))
        except FileNotFoundError:
            return None
        except OSError:
            entry = b""
        data = entry[_HEAD_SIZE:]
        if entry[:_HEAD_SIZE] == _head(key, data):
            return data
        self._damaged += 1
        return None

    def put(self, key: str, data: bytes) -> None:
        """Stores a paper: written beside, then renamed, so that writers never meet and readers see all or nothing."""
        if not self._usable:
            return
        place = self._place(key)
        unfinished = self._folder / "tmp" / f"{os.getpid()}-{uuid.uuid4().hex}"
        try:
            place.parent.mkdir(mode=0o700, exist_ok=True)
            with open(unfinished, "xb") as stream:
                stream.write(_head(key, data) + data)
            os.replace(unfinished, place)
        except OSError as error:
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
            if error.errno in _DISK_FAULTS:
                raise write_failed(unfinished, error) from error
            self._give_up(error)
            return
        self._stored += 1

    def retain(self, user: str, keys: Iterable[str]) -> None:
        """Notes that `user` (an output folder and section) needs `keys`, beside those that it needed last time."""
        place = self._folder / "uses" / digest_of(("use", user))
        now = sorted(set(keys))
        before = self._use(place)[0]
        if not self._usable or before == now:
            return
        unfinished = self._folder / "tmp" / f"{os.getpid()}-{uuid.uuid4().hex}"
        with contextlib.suppress(OSError):  # a lost note costs a rendering some day, never a wrong paper
            unfinished.write_text(json.dumps([now, before]))
            os.replace(unfinished, place)

    def sweep(self) -> None:
        """Removes the entries that nobody's last two runs needed, once they outnumber the others by more than SLACK.

        Counted, never aged: clocks go backwards. Papers of a run that was cut short are thereby kept for the next one.
        """
        if not self._usable or not self._stored:
            return
        with contextlib.suppress(OSError):
            used = {key for place in (self._folder / "uses").iterdir() for run in self._use(place) for key in run}
            idle = [entry for entry in self._entries() if entry.name not in used]
            if len(idle) > SLACK + len(used):
                for entry in idle:
                    entry.unlink(missing_ok=True)

    def _entries(self) -> Iterator[Path]:
        for shard in (self._folder / "papers").iterdir():
            yield from shard.iterdir()

    def _use(self, place: Path) -> tuple[list[str], list[str]]:
        try:
            now, before = json.loads(read(place))
            return [str(key) for key in now], [str(key) for key in before]
        except (OSError, ValueError, TypeError, RecursionError):
            return [], []

    def _sweep_unfinished(self) -> None:
        for path in (self._folder / "tmp").iterdir():
            writer = path.name.partition("-")[0]
            if not (writer.isdecimal() and _alive(int(writer))):
                remove_tree(path)

    def _place(self, key: str) -> Path:
        return self._folder / "papers" / key[:2] / key

    def _give_up(self, error: OSError) -> None:
        self._usable = False
        self._warnings.append(CACHE_UNUSABLE.at(Origin(str(self._folder)), folder=self._folder, why=reason(error)))


def _head(key: str, data: bytes) -> bytes:
    return _HEAD + hashlib.sha256(key.encode() + data).hexdigest().encode() + b"\n"


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
