"""Whole processes that publish, what they leave behind, and what must be true of it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from tests.publish.publish_bench import ROOT, Bench, leftovers, options, tree
from tests.publish.publish_child import plan
from toolkit.publish.run import publish

HERE = Path(__file__).parent
Trees = dict[str, dict[str, bytes]]


class Child(subprocess.Popen[str]):
    """A publishing process, set apart from the test's so that all its descendants can be found."""

    begun: ClassVar[list[Child]] = []

    def __init__(self, out: Path, variant: str, *given: str) -> None:
        command = [sys.executable, str(HERE / "publish_child.py"), str(out), variant, *given]
        self.marks = out.with_name("marks")
        self.marks.mkdir(parents=True, exist_ok=True)
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PUBLISH_BENCH_MARKS": str(self.marks)}
        super().__init__(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
        )
        Child.begun.append(self)
        assert self.stdout is not None
        assert self.stdout.readline() == "ready\n", self.communicate()[1]

    def ended(self) -> tuple[int, str]:
        """Returns exit code and error output, when the process has ended by itself."""
        return self.wait(30), self.communicate()[1]

    def wait_until_hanging(self) -> None:
        """Returns when both workers are in the middle of a paper."""
        wait_for(lambda: len(list(self.marks.iterdir())) == 2, "two hanging papers")


def descendants(child: int) -> list[int]:
    """Returns a child and its descendants, without those that are dead and wait to be buried."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == child and fields[0] not in "ZX":
            found.append(int(path.parent.name))
    return found


PATIENCE = 20
"""Seconds after which something that should happen is taken never to happen; what it takes is no matter of the tests."""


def all_gone(child: int) -> bool:
    end = time.monotonic() + PATIENCE
    while descendants(child):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def wait_for(happened: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < end, f"waited for {what} in vain"
        time.sleep(0.02)


def section(of: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {path: content for path, content in of.items() if path.startswith(f"{name}/")}


def assert_whole(out: Path, trees: Trees) -> None:
    """Each section is exactly the old or the new one."""
    for name in ("site", "papers"):
        assert tree(out, name) in (section(trees["old"], name), section(trees["new"], name))


def assert_next_run_completes(out: Path, trees: Trees) -> None:
    """The next run leaves the new output, byte for byte that of a clean build, and no rest of the killed one."""
    report = publish(plan("new", 24, 6), Bench(), out, options())
    assert (report.failed, report.warnings) == ((), ())
    assert tree(out) == trees["new"]
    assert leftovers(out) == []
