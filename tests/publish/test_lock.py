"""One run at a time, and a lock that dies with its holder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.publish.publish_bench import ROOT
from toolkit.publish.lock import LOCK_NAME, locked
from toolkit.publish.problems import Locked, OutputProblem

HOLD = """
import sys, time
from pathlib import Path
from toolkit.publish.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@contextmanager
def holder(out: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock."""
    command = [sys.executable, "-c", HOLD, str(out)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
    finally:
        process.kill()
        process.communicate()


def test_a_second_run_is_told_who_holds_the_lock(tmp_path: Path) -> None:
    """Locked names the folder and the process, at once."""
    with holder(tmp_path) as other:
        with pytest.raises(Locked) as raised, locked(tmp_path):
            pytest.fail("two runs at a time")
        assert str(other.pid) in raised.value.problem.message.zh
        assert raised.value.problem.code == "PUB006"


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    """After kill -9 the next run starts, although the file with the dead process's id is still there."""
    with holder(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait()
        assert (tmp_path / LOCK_NAME).read_text() == f"{other.pid}\n"
        with locked(tmp_path):
            assert (tmp_path / LOCK_NAME).read_text() == f"{os.getpid()}\n"


def test_a_stale_process_id_is_not_believed(tmp_path: Path) -> None:
    """A file that names a living process is no lock: the run starts, and writes its own id into it."""
    (tmp_path / LOCK_NAME).write_text(f"{os.getppid()}\n")
    with locked(tmp_path):
        assert (tmp_path / LOCK_NAME).read_text() == f"{os.getpid()}\n"


def test_waiting_gets_the_lock_afterwards(tmp_path: Path) -> None:
    """With wait the second run goes on when the first has ended."""
    with holder(tmp_path) as other:
        threading.Timer(0.3, other.kill).start()
        before = time.monotonic()
        with locked(tmp_path, wait=True):
            assert time.monotonic() - before > 0.2


def test_a_deleted_lock_file_does_not_let_two_in(tmp_path: Path) -> None:
    """Whoever waited for a file that was deleted meanwhile takes the lock anew on the one that is there."""
    with holder(tmp_path) as first:
        held: list[str] = []

        def second() -> None:
            with locked(tmp_path, wait=True):
                held.append("second")
                time.sleep(0.4)
                held.append("end of second")

        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        (tmp_path / LOCK_NAME).unlink()
        first.kill()
        time.sleep(0.2)
        with locked(tmp_path, wait=True):
            held.append("third")
        thread.join()
    assert held == ["second", "end of second", "third"]


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    """The lock never writes to a file that somebody linked there."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / LOCK_NAME).symlink_to(victim)
    with pytest.raises(OutputProblem), locked(tmp_path):
        pass
    assert victim.read_text() == "precious"
