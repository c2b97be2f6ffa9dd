"""Full, failing and limited disks: an error that names the path, and the old output as it was."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import toolkit.publish.swap as swap_module
from tests.publish.publish_bench import Bench, leftovers, options, tree
from tests.publish.publish_child import plan
from tests.publish.publish_scene import Child, Trees, assert_whole
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish


@pytest.fixture
def out(in_memory: Path) -> Path:
    """An output folder in memory."""
    return in_memory / "渠道 手册" / "out"


def test_a_file_that_may_not_grow(old: Path) -> None:
    """A limit of file size stands for a disk quota: exit code 4, the path named, the old output intact, no cut file."""
    before = tree(old)
    code, words = Child(old, "new", "--largest", "300").ended()
    assert code == 4
    assert "PUB005" in words
    assert "超出文件大小限制" in words
    assert tree(old) == before
    assert leftovers(old) == []


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk(out: Path) -> None:
    """ENOSPC for real: exit code 4 with the path, the old output intact, and the next smaller run succeeds."""
    with small_disk(out, "2m"):
        publish(plan("old", 24, 6), Bench(), out, options())
        before = tree(out)
        code, words = Child(out, "new", "--pages", "2000").ended()
        assert code == 4
        assert f"写不进 {out}/.stage-" in words
        assert "磁盘已满" in words
        assert tree(out) == before
        assert leftovers(out) == []
        assert publish(plan("new", 24, 6), Bench(), out, options()).failed == ()


def test_a_full_cache_disk(old: Path, tmp_path: Path) -> None:
    """A cache on a disk of its own that is full: told as such, the old output intact."""
    before = tree(old)
    with small_disk(tmp_path / "cache", "64k"):
        with pytest.raises(OutputProblem) as raised:
            publish(plan("new", 24, 40), Bench(), old, options(cache=tmp_path / "cache"))
        assert str(tmp_path / "cache") in raised.value.problem.message.zh
    assert tree(old) == before
    assert leftovers(old) == []


def test_every_call_that_writes_fails_once(out: Path, trees: Trees, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nth call that changes the disk fails, for every n: an OutputProblem, whole sections, a next run that
    completes.
    """
    cache = options(cache=out.with_name("cache"))
    publish(plan("new", 24, 6), Bench(), out.with_name("warm"), cache)
    kept = out.with_name("kept")
    publish(plan("old", 24, 6), Bench(), kept, cache)
    for n in range(1, 1000):
        shutil.rmtree(out, ignore_errors=True)
        shutil.copytree(kept, out, symlinks=True)
        failing = FailingCalls(n, [errno.ENOSPC, errno.EIO, errno.EROFS][n % 3])
        with monkeypatch.context() as patched:
            failing.install(patched)
            with suppress(OutputProblem):
                publish(plan("new", 24, 6), Bench(), out, cache)
        assert_whole(out, trees)
        if tree(out) == trees["old"]:
            assert leftovers(out) == []
            assert list((out / ".manifests/next").iterdir()) == []
        publish(plan("new", 24, 6), Bench(), out, cache)
        assert tree(out) == trees["new"], f"after call {n}"
        assert leftovers(out) == []
        if failing.calls < n:
            break
    assert n > 60


class FailingCalls:
    """Counts the calls that change the disk, and has one of them fail."""

    NAMES = ("open", "write", "mkdir", "link", "rename", "replace", "fsync", "fchmod", "chmod", "unlink")

    def __init__(self, nth: int, number: int) -> None:
        self.calls = 0
        self._nth = nth
        self._number = number

    def install(self, patched: pytest.MonkeyPatch) -> None:
        for name in self.NAMES:
            patched.setattr(os, name, self._counted(getattr(os, name)))
        patched.setattr(swap_module, "exchange", self._counted(swap_module.exchange))

    def _counted(self, original: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            reading = original.__name__ == "open" and not (len(given) > 1 and given[1] & (os.O_WRONLY | os.O_RDWR))
            if not reading:
                self.calls += 1
                if self.calls == self._nth:
                    raise OSError(self._number, os.strerror(self._number), str(given[0]))
            return original(*given, **named)

        return call
