"""What runs inside a worker process: one paper at a time, and whatever goes wrong with it told in plain values."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import parent_process
from multiprocessing.connection import Connection, wait
from pathlib import Path
from shutil import rmtree
from typing import Any, Literal

from toolkit.kernel.problem import Problem
from toolkit.publish.interrupt import FROM_TERMINAL
from toolkit.render.paper import Paper, PaperError

SHOWN = 400
Render = Callable[[Paper], bytes]
Limit = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Engine:
    """What a worker loads by itself, so that the main process never imports it: each a `module:function`.

    `render` takes a paper and returns the bytes of its PDF. `warm` is called once, with a folder for temporary files
    that is removed with the worker, or None. `limit` is called before each paper and bounds memory, processor time and
    file size of the process.
    """

    render: str
    warm: str = ""
    limit: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A worker's message. After `raised`, an error that is no PaperError, the process is given no further paper."""

    what: Literal["ready", "unready", "data", "refused", "raised"]
    value: bytes | tuple[Problem, ...] | str = ""


def work(connection: Connection, engine: Engine, scratch: Path) -> None:
    """Serves papers until the connection closes. The main process alone hears Ctrl-C, and ends its workers itself.

    `scratch` is made by the process that has to live with it, and removed by whichever of the two outlives the other.
    """
    signal.pthread_sigmask(signal.SIG_SETMASK, FROM_TERMINAL)
    os.dup2(2, 1)  # what an engine prints must not get into the output of a command
    try:
        scratch.mkdir(mode=0o700)
    except OSError as error:
        _send(connection, Said("unready", told(error)))
        return
    removing = (
        threading.Lock()
    )  # the end of the main process is noticed twice, and one must not stop the other half-way
    threading.Thread(target=_end_with_parent, args=(scratch, removing), daemon=True).start()
    try:
        _serve(connection, engine, scratch)
    finally:
        with removing:
            rmtree(scratch, ignore_errors=True)


def _serve(connection: Connection, engine: Engine, scratch: Path) -> None:
    try:
        render, limit = _loaded(engine, scratch)
    except BaseException as error:  # noqa: BLE001 - even an exit must reach the main process as a message
        _send(connection, Said("unready", told(error)))
        return
    _send(connection, Said("ready"))
    while True:
        try:
            paper: Paper = connection.recv()
        except (EOFError, ConnectionError):
            return  # the main process has no more papers, or is gone
        except Exception as error:  # noqa: BLE001 - unpickling runs code of other libraries
            _send(connection, Said("raised", told(error)))
        else:
            _send(connection, rendered(paper, render, limit))


def render_once(paper: Paper, engine: Engine) -> Said:
    """Returns what `rendered` does, with the engine loaded on the spot: the job for an executor on other machines."""
    return rendered(paper, *_loaded(engine, None))


@cache
def _loaded(engine: Engine, scratch: Path | None) -> tuple[Render, Limit | None]:
    """The engine's functions, once a process: an executor's may serve many papers."""
    render = _named(engine.render)
    limit = _named(engine.limit) if engine.limit else None
    if engine.warm:
        _named(engine.warm)(scratch)
    return render, limit


def rendered(paper: Paper, render: Render, limit: Limit | None) -> Said:
    """Returns the PDF of a paper, or what went wrong: exits, interrupts and failed allocations are caught as well."""
    try:
        if limit is not None:
            limit()
        data = render(paper)
    except PaperError as error:
        return Said("refused", error.problems)
    except BaseException as error:  # noqa: BLE001 - an engine may raise anything, also to exit
        return Said("raised", told(error))
    if type(data) is not bytes:
        return Said("raised", f"the engine returned {type(data).__name__} instead of bytes")
    return Said("data", data)


def told(error: BaseException) -> str:
    """Returns the type and the first line of an error; an error that cannot even be printed gives its type."""
    name = type(error).__name__
    try:
        words = str(error).strip().splitlines()
    except Exception:  # noqa: BLE001 - an error whose text cannot be had
        words = []
    return f"{name}: {words[0][:SHOWN]}" if words else name


def _send(connection: Connection, said: Said) -> None:
    try:
        connection.send(said)
    except ConnectionError:
        sys.exit(0)  # the main process is gone, or has no use for it any more
    except MemoryError as error:
        connection.send(Said("raised", told(error)))


def _named(place: str) -> Callable[..., Any]:
    module, _, name = place.partition(":")
    found = getattr(importlib.import_module(module), name)
    if not callable(found):
        raise TypeError(f"{place} cannot be called")
    return found  # type: ignore[no-any-return]


def _end_with_parent(scratch: Path, removing: threading.Lock) -> None:
    """Ends this process when the main one is gone, even in the middle of a paper: no orphan after a kill -9."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        removing.acquire()
        rmtree(scratch, ignore_errors=True)
        os._exit(1)
