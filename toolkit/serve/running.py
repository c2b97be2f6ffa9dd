"""A preview from its first answer to its last: one thread listens, one looks whenever something is saved."""

from __future__ import annotations

import errno
import gc
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import NoReturn

from toolkit.serve.files import folders
from toolkit.serve.preview import Preview, Update
from toolkit.serve.server import Server
from toolkit.serve.watching import saves

PORTS = 20
"""How many ports are tried, from the wanted one on."""
Told = Callable[[Update, float], None]


def listening(preview: Preview, port: int) -> Server:
    """Returns a server at the wanted port, or at the next one that is free. Raises OSError when none is, or none is allowed."""
    for number in range(port, min(port + PORTS, 1 << 16)):
        try:
            return Server(preview, number)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, f"{port}-{number}")


def run(server: Server, root: Path, told: Told) -> NoReturn:
    """Answers and looks until an exception, such as Interrupted, is raised here or in the thread that looks; then ends both.

    `told` is called, in that thread, with each update and the seconds that it took.
    """
    stop = Event()
    failed: SimpleQueue[Exception] = SimpleQueue()

    def look() -> None:
        try:
            for _ in saves(lambda: folders(root), stop, server.preview.mark):
                began = monotonic()
                update = server.preview.look()
                if update is not None and not stop.is_set():
                    told(update, monotonic() - began)
        except Exception as error:  # noqa: BLE001  # it is raised again where the command can tell it
            failed.put(error)

    looking = Thread(target=look, name="look", daemon=True)
    answering = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="answer", daemon=True)
    # What was read at the start stays for long: it need not be searched for garbage again and again.
    gc.collect()
    gc.freeze()
    try:
        looking.start()
        answering.start()
        raise failed.get()
    finally:
        stop.set()
        if answering.ident is not None:
            server.end()
        if looking.ident is not None:
            looking.join(0.5)
        gc.unfreeze()
