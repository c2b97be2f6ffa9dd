"""Kill -9, signals, full and failing disks, two runs at once: the old output or the new one stands, whole, and nothing
is left.
"""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from publish_bench import ROOT, Bench, leftovers, options, tree
from publish_child import POINTS, plan

import toolkit.publish.swap as swap_module
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish

HERE = Path(__file__).parent


class Child(subprocess.Popen[str]):
    """A publishing process, in a session of its own so that all its descendants can be found."""

    def __init__(self, out: Path, variant: str, *given: str) -> None:
        command = [sys.executable, str(HERE / "publish_child.py"), str(out), variant, *given]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        super().__init__(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True, env=environment
        )
        assert self.stdout is not None
        assert self.stdout.readline() == "ready\n", self.communicate()[1]

    def ended(self) -> tuple[int, str]:
        """Returns exit code and error output, when the process has ended by itself."""
        return self.wait(30), self.communicate()[1]


def descendants(session: int) -> list[int]:
    """Returns the processes of a session that are neither dead nor waiting to be buried."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[3]) == session and fields[0] not in "ZX":
            found.append(int(path.parent.name))
    return found


def gone_within(session: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while descendants(session):
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


@pytest.fixture
def trees(tmp_path: Path) -> dict[str, dict[str, bytes]]:
    """The trees of clean builds of the two variants."""
    found = {}
    for variant in ("old", "new"):
        publish(plan(variant, 24, 6), Bench(), tmp_path / variant, options(cache=tmp_path / "clean-cache"))
        found[variant] = tree(tmp_path / variant)
    return found


def section(of: dict[str, bytes], name: str) -> dict[str, bytes]:
    return {path: content for path, content in of.items() if path.startswith(f"{name}/")}


def assert_whole(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """Each section is exactly the old or the new one."""
    for name in ("site", "papers"):
        assert tree(out, name) in (section(trees["old"], name), section(trees["new"], name))


def assert_next_run_completes(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """The next run leaves the new output, byte for byte that of a clean build, and no rest of the killed one."""
    report = publish(plan("new", 24, 6), Bench(), out, options())
    assert (report.failed, report.warnings) == ((), ())
    assert tree(out) == trees["new"]
    assert leftovers(out) == []


@pytest.mark.parametrize("point", [point for point in POINTS if point != "recovering"])
def test_killed_at_every_step_of_publishing(out: Path, trees: dict[str, dict[str, bytes]], point: str) -> None:
    """Kill -9 between any two steps: old or new sections, whole; the next run completes."""
    publish(plan("old", 24, 6), Bench(), out, options())
    assert Child(out, "new", "--die", point).ended()[0] == -signal.SIGKILL
    if point != "between renames":
        assert_whole(out, trees)
    assert_next_run_completes(out, trees)


def test_killed_while_recovering(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """A run that is killed while it puts right what a killed run left behind does no harm either."""
    publish(plan("old", 24, 6), Bench(), out, options())
    for point in ("first swapped", "recovering", "between renames", "recovering", "recovered"):
        assert Child(out, "new", "--die", point).ended()[0] == -signal.SIGKILL
    assert_next_run_completes(out, trees)


def test_killed_in_the_first_run_of_all(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """Where nothing stood before, a killed run leaves nothing that the next one takes for somebody else's."""
    for point in ("first swapped", "first announced", "first settled", "carried out"):
        shutil.rmtree(out, ignore_errors=True)
        assert Child(out, "new", "--die", point).ended()[0] == -signal.SIGKILL
        assert_next_run_completes(out, trees)


@pytest.mark.parametrize("point", ["first swapped", "carried out"])
def test_writes_that_a_power_failure_lost_are_found(out: Path, trees: dict[str, dict[str, bytes]], point: str) -> None:
    """Files cut to nothing or to half after the swap are noticed and made again, and are not taken for somebody else's."""
    publish(plan("old", 24, 6), Bench(), out, options())
    assert Child(out, "new", "--die", point).ended()[0] == -signal.SIGKILL
    for name in ("papers/1.pdf", "site/1/1.html"):
        os.truncate(out / name, 0)
    os.truncate(out / "papers/3.pdf", 100)
    (out / "papers/5.pdf").unlink()
    assert_next_run_completes(out, trees)


def killed_at_random(out: Path, trees: dict[str, dict[str, bytes]], rounds: int, chance: random.Random) -> int:
    """Kills runs at random moments; returns how many were killed before they had ended."""
    publish(plan("old", 24, 6), Bench(), out, options())
    begun = time.monotonic()
    assert Child(out, "new").ended()[0] == 0
    length = time.monotonic() - begun
    killed = 0
    for turn in range(rounds):
        child = Child(out, "old" if turn % 2 else "new", "--title", f"slow 0.0{chance.randint(0, 3)} {turn}")
        time.sleep(chance.uniform(0, length))
        child.kill()
        killed += child.wait() == -signal.SIGKILL
        child.communicate()
        assert_whole_of_any(out, turn)
        assert gone_within(child.pid, 2)
    assert_next_run_completes(out, trees)
    return killed


def assert_whole_of_any(out: Path, turn: int) -> None:
    """Every section that stands is one that a run made: each file is one whose digest some manifest of it lists."""
    places = [*(out / ".manifests").glob("*.json"), *(out / ".manifests/next").glob("*.json")]
    manifests = [json.loads(place.read_bytes()) for place in places]
    for name in ("site", "papers"):
        digests = [{row[0]: row[2] for row in each["entries"]} for each in manifests if each["section"] == name]
        found = {path: len(content) for path, content in tree(out, name).items()}
        assert found in digests, f"round {turn}: {name} is no section that was made"


def test_killed_at_a_few_random_moments(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """Ten kills at random: a whole section each time, no process left, and the last run completes."""
    killed_at_random(out, trees, 10, random.Random(1))


@pytest.mark.slow
def test_killed_at_two_hundred_random_moments(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """As above, two hundred times; most of the kills must have hit a run that was going on."""
    assert killed_at_random(out, trees, 200, random.Random(2)) > 100


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("whole_group", [False, True])
def test_a_signal_ends_everything(out: Path, number: signal.Signals, code: int, whole_group: bool) -> None:
    """Within two seconds: workers gone, stage removed, old output intact, the shell's exit code, no traceback."""
    publish(plan("old", 24, 6), Bench(), out, options())
    before = tree(out)
    child = Child(out, "new", "--title", "hang")
    wait_for(lambda: len(descendants(child.pid)) >= 4, "two workers")  # with the fork server and its resource tracker
    begun = time.monotonic()
    (os.killpg if whole_group else os.kill)(child.pid, number)
    ended, words = child.ended()
    assert (ended, words) == (code, "")
    assert gone_within(child.pid, 2 - (time.monotonic() - begun))
    assert tree(out) == before
    assert leftovers(out) == []


def wait_for(happened: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < end, f"waited for {what} in vain"
        time.sleep(0.02)


def test_a_second_signal_does_not_cut_the_tidying_short(out: Path) -> None:
    """An impatient Ctrl-C, Ctrl-C, Ctrl-C ends as the first would have."""
    child = Child(out, "new", "--title", "hang")
    wait_for(lambda: len(descendants(child.pid)) >= 4, "two workers")
    for _ in range(3):
        os.killpg(child.pid, signal.SIGINT)
        time.sleep(0.01)
    assert child.ended() == (130, "")
    assert gone_within(child.pid, 2)
    assert leftovers(out) == []


def signalled_at(out: Path, trees: dict[str, dict[str, bytes]], number: signal.Signals, moment: float) -> int:
    """Sends a signal to a run at a moment; whatever was going on then, nothing is left and the sections are whole."""
    child = Child(out, "new")
    time.sleep(moment)
    child.send_signal(number)
    code, words = child.ended()
    if code == -number:  # the run was over, and with it the part of the process that listens
        assert tree(out) == trees["new"]
    else:
        assert (code, words) in ((128 + number, ""), (0, ""))
    assert_whole(out, trees)
    assert gone_within(child.pid, 2)
    assert leftovers(out) == []
    return code


@pytest.mark.parametrize("turn", range(6))
def test_a_signal_at_any_moment(out: Path, trees: dict[str, dict[str, bytes]], turn: int) -> None:
    """Whenever the signal comes, the run ends with 130 or as if there had been none, and nothing is left."""
    publish(plan("old", 24, 6), Bench(), out, options())
    signalled_at(out, trees, signal.SIGINT, turn * 0.04)


@pytest.mark.slow
def test_a_signal_at_sixty_random_moments(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """As above, at random; most of the signals must have hit a run that was going on."""
    chance = random.Random(3)
    codes = []
    for turn in range(60):
        shutil.rmtree(out, ignore_errors=True)
        publish(plan("old", 24, 6), Bench(), out, options())
        number = signal.SIGTERM if turn % 2 else signal.SIGINT
        codes.append(signalled_at(out, trees, number, chance.uniform(0, 0.35)))
    assert sum(code != 0 for code in codes) > 30


def test_papers_finished_before_a_signal_are_not_made_again(out: Path) -> None:
    """The next run takes from the cache what an interrupted one had finished."""
    child = Child(out, "new", "--papers", "12", "--pages", "0", "--title", "slow 0.15")
    papers = out / ".cache/papers"
    wait_for(
        lambda: papers.exists() and sum(path.is_file() for path in papers.rglob("*")) >= 2, "two papers in the cache"
    )
    child.send_signal(signal.SIGTERM)
    assert child.ended() == (143, "")
    report = publish(plan("new", 0, 12, "slow 0.15"), Bench(), out, options())
    assert sum(done.why == "cache" for done in report.reused) >= 2


def test_workers_do_not_outlive_a_killed_run(out: Path) -> None:
    """After kill -9 of the main process its workers end by themselves, in the middle of a paper, within two seconds."""
    child = Child(out, "new", "--title", "hang")
    wait_for(lambda: len(descendants(child.pid)) >= 4, "two workers")
    child.kill()
    child.communicate()
    assert gone_within(child.pid, 2)


def test_two_runs_at_once(out: Path, trees: dict[str, dict[str, bytes]]) -> None:
    """The second one ends with 11 and says so; with wait it comes after the first; the output is whole."""
    first = Child(out, "old", "--title", "slow 1")
    wait_for(lambda: (out / ".lock").exists() and bool((out / ".lock").read_text()), "the lock")
    code, words = Child(out, "new").ended()
    assert code == 11
    assert "PUB006" in words
    waiting = Child(out, "new", "--wait")
    assert first.ended()[0] == 0
    assert waiting.ended() == (0, "")
    assert tree(out) == trees["new"]


def test_a_file_that_may_not_grow(out: Path) -> None:
    """A limit of file size stands for a disk quota: exit code 4, the path named, the old output intact, no cut file."""
    publish(plan("old", 24, 6), Bench(), out, options())
    before = tree(out)
    code, words = Child(out, "new", "--largest", "300").ended()
    assert code == 4
    assert "PUB005" in words
    assert "超出文件大小限制" in words
    assert tree(out) == before
    assert leftovers(out) == []


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


def test_a_full_cache_disk(out: Path, tmp_path: Path) -> None:
    """A cache on a disk of its own that is full: told as such, the old output intact."""
    publish(plan("old", 24, 6), Bench(), out, options())
    before = tree(out)
    with small_disk(tmp_path / "cache", "64k"):
        with pytest.raises(OutputProblem) as raised:
            publish(plan("new", 24, 40), Bench(), out, options(cache=tmp_path / "cache"))
        assert str(tmp_path / "cache") in raised.value.problem.message.zh
    assert tree(out) == before
    assert leftovers(out) == []


def test_every_call_that_writes_fails_once(
    out: Path, trees: dict[str, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The nth call that changes the disk fails, for every n: always an OutputProblem, whole sections, and a next run
    that completes.
    """
    cache = options(cache=out.parent / "cache")
    publish(plan("new", 24, 6), Bench(), out.parent / "warm", cache)
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
