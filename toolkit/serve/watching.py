"""Waiting for somebody to save: tells that files may have changed, never which, since every look reads them all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

from watchfiles import watch

from toolkit.serve.files import passing

QUIET = 25
"""Milliseconds without a change after which saving is taken to be over."""
LONGEST = 400
"""Milliseconds after which a stream of changes is told of all the same."""
AGAIN = 1000
"""Milliseconds after which a folder is looked at once more: a file put into a new folder may come before the watch on it."""


def saves(
    folders: Callable[[], tuple[Path, ...]], stop: Event, mark: Callable[[], object] = lambda: None
) -> Iterator[None]:
    """Yields when files below some folders may have changed, until `stop` is set. Folders may come and go.

    Yields too, within a second, when what `mark` returns is another than before.
    """
    while not stop.is_set():
        standing = _standing(folders())
        if not standing:
            stop.wait(AGAIN / 1000)
            continue
        try:
            yield from _until_moved(standing, folders, stop, mark)
        except FileNotFoundError:
            continue  # a folder went away between the look and the watch
        yield


def _until_moved(
    standing: dict[Path, int], folders: Callable[[], tuple[Path, ...]], stop: Event, mark: Callable[[], object]
) -> Iterator[None]:
    """Yields after each burst of changes, and once more when it has been quiet; ends when a folder came, went or is another."""
    unsure = True  # what was saved before the watch began was not told
    seen = mark()
    for changes in watch(
        *standing,
        watch_filter=lambda _, path: not passing(Path(path).name),
        debounce=LONGEST,
        step=QUIET,
        stop_event=stop,
        rust_timeout=AGAIN,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        before, seen = seen, mark()
        if changes or unsure or seen != before:
            yield
        unsure = bool(changes)
        if _standing(folders()) != standing:
            return


def _standing(folders: tuple[Path, ...]) -> dict[Path, int]:
    """The folders that are there, with what tells each from another of the same name."""
    found = {}
    for folder in folders:
        try:
            status = folder.stat(follow_symlinks=False)
        except OSError:
            continue
        found[folder] = status.st_ino
    return found
