"""Tests of publishing share one bench: a renderer and an engine that do what a test asks, also in worker processes."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.publish.publish_bench import Bench, options, tree
from tests.publish.publish_child import plan
from tests.publish.publish_scene import Child, Trees, descendants
from toolkit.publish.run import publish


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that does not exist yet, in a folder with a space and Chinese letters."""
    return tmp_path / "渠道 手册" / "out"


@pytest.fixture
def in_memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one, for tests that sync thousands of times; otherwise one on the disk."""
    memory = Path("/dev/shm")
    with TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


@pytest.fixture(autouse=True)
def no_orphans() -> Iterator[None]:
    """Ends what a failing test left running: only processes that this test began."""
    yield
    for child in Child.begun:
        for process in descendants(child.pid):
            os.kill(process, signal.SIGKILL)
    Child.begun.clear()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with clean builds of the two variants, `old` with the cache of a user who has built it."""
    folder = tmp_path_factory.mktemp("clean")
    for variant in ("old", "new"):
        publish(plan(variant, 24, 6), Bench(), folder / variant, options())
    return folder


@pytest.fixture
def trees(clean: Path) -> Trees:
    """The trees of the clean builds."""
    return {variant: tree(clean / variant) for variant in ("old", "new")}


@pytest.fixture
def old(clean: Path, out: Path) -> Path:
    """An output folder in which the old variant stands."""
    shutil.copytree(clean / "old", out)
    return out
