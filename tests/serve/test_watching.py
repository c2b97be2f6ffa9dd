"""A save is noticed, wherever it is and however it is made; what editors leave is not."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.serve.serve_scene import FIRST, PATIENCE
from toolkit.serve import watching
from toolkit.serve.files import folders
from toolkit.serve.watching import saves

AGAIN = 150
"""Milliseconds until the second look, here: nobody waits a second for each test."""
QUIET = 0.8
"""Seconds without a word after which nothing more is told, the second look included."""


class Watch:
    """A watch in a thread of its own, and what it tells."""

    def __init__(self, root: Path) -> None:
        self.stop = threading.Event()
        self.told: Queue[None] = Queue()
        self._thread = threading.Thread(target=self._run, args=(root,))
        self._thread.start()
        self.settle()

    def _run(self, root: Path) -> None:
        for _ in saves(lambda: folders(root), self.stop):
            self.told.put(None)

    def settle(self) -> None:
        """Waits until nothing more is told."""
        while self.hears(QUIET):
            pass

    def hears(self, seconds: float = PATIENCE) -> bool:
        """Whether a save is told of in time."""
        try:
            self.told.get(timeout=seconds)
        except Empty:
            return False
        return True

    def end(self) -> None:
        """Ends the watch and its thread."""
        self.stop.set()
        self._thread.join(PATIENCE)
        assert not self._thread.is_alive()


@pytest.fixture
def watch(root: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    """A watch over the workspace that has nothing more to tell."""
    monkeypatch.setattr(watching, "AGAIN", AGAIN)
    opened = Watch(root)
    yield opened
    opened.end()


def in_place(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n", "utf-8")


def by_renaming(path: Path) -> None:
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(path.read_text("utf-8") + "\n", "utf-8")
    os.replace(beside, path)


def as_vim_does(path: Path) -> None:
    words = path.read_text("utf-8")
    path.rename(f"{path}~")
    path.write_text(words + "\n", "utf-8")
    Path(f"{path}~").unlink()


def away(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize("save", [in_place, by_renaming, as_vim_does, away])
def test_a_save_is_told(root: Path, watch: Watch, save: Callable[[Path], None]) -> None:
    """In place, by renaming a file over it, by moving the old one aside, and by deleting."""
    save(root / FIRST)
    assert watch.hears()


def test_new_folders_are_watched(root: Path, watch: Watch) -> None:
    """A dealer's folder, and one of the first level that was not there at the start."""
    (root / "dealers/D-2026-0001/contracts").mkdir(parents=True)
    watch.settle()
    (root / "dealers/D-2026-0001/contracts/a.yaml").write_text("a: b\n")
    assert watch.hears()
    watch.settle()
    (root / "private").mkdir()
    assert watch.hears()
    watch.settle()
    (root / "private/contacts.yaml").write_text("contacts: []\n")
    assert watch.hears()


def test_a_folder_that_is_replaced_is_watched(root: Path, watch: Watch) -> None:
    """Another folder of the same name, as a change of branches makes it."""
    (root / "dealers").rename(root / "aside")
    (root / "dealers/D-2026-0002").mkdir(parents=True)
    assert watch.hears()
    watch.settle()
    (root / "dealers/D-2026-0002/profile.yaml").write_text("a: b\n")
    assert watch.hears()


def test_what_editors_leave_is_not_told(root: Path, watch: Watch) -> None:
    """Swap files, backups and locks come and go without a look; nor is what a build writes watched."""
    (root / f"{FIRST}~").write_text("x")
    (root / FIRST).with_name(".profile.yaml.swp").write_text("x")
    (root / "out").mkdir()
    (root / "out/a.txt").write_text("x")
    assert not watch.hears(QUIET)
