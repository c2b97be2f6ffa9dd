"""Ctrl-C, a polite kill, a closed terminal, and two runs at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.publish.publish_bench import Bench, leftovers, options, tree
from tests.publish.publish_child import plan
from tests.publish.publish_scene import Child, Trees, all_gone, assert_whole, wait_for
from toolkit.publish.run import publish


@pytest.fixture
def out(in_memory: Path) -> Path:
    """An output folder in memory."""
    return in_memory / "渠道 手册" / "out"


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)])
@pytest.mark.parametrize("whole_group", [False, True])
def test_a_signal_ends_everything(old: Path, number: signal.Signals, code: int, whole_group: bool) -> None:
    """At once: workers gone, stage removed, old output intact, the shell's exit code, no traceback."""
    before = tree(old)
    child = Child(old, "new", "--title", "hang")
    child.wait_until_hanging()
    (os.killpg if whole_group else os.kill)(child.pid, number)
    ended, words = child.ended()
    assert (ended, words) == (code, "")
    assert all_gone(child.pid)
    assert tree(old) == before
    assert leftovers(old) == []


def test_a_second_signal_does_not_cut_the_tidying_short(out: Path) -> None:
    """An impatient Ctrl-C, Ctrl-C, Ctrl-C ends as the first would have."""
    child = Child(out, "new", "--title", "hang")
    child.wait_until_hanging()
    for _ in range(3):
        os.killpg(child.pid, signal.SIGINT)
        time.sleep(0.01)
    assert child.ended() == (130, "")
    assert all_gone(child.pid)
    assert leftovers(out) == []


def signalled_at(out: Path, trees: Trees, number: signal.Signals, moment: float) -> int:
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
    assert all_gone(child.pid)
    assert leftovers(out) == []
    return code


@pytest.mark.parametrize("turn", range(6))
def test_a_signal_at_any_moment(old: Path, trees: Trees, turn: int) -> None:
    """Whenever the signal comes, the run ends with 130 or as if there had been none, and nothing is left."""
    signalled_at(old, trees, signal.SIGINT, turn * 0.04)


@pytest.mark.slow
def test_a_signal_at_sixty_random_moments(out: Path, trees: Trees) -> None:
    """As above, at random; most of the signals must have hit a run that was going on."""
    chance = random.Random(3)
    child = Child(out, "old")
    begun = time.monotonic()
    child.ended()
    length = time.monotonic() - begun
    codes = []
    for turn in range(60):
        shutil.rmtree(out, ignore_errors=True)
        publish(plan("old", 24, 6), Bench(), out, options())
        number = signal.SIGTERM if turn % 2 else signal.SIGINT
        codes.append(signalled_at(out, trees, number, chance.uniform(0, length)))
    assert sum(code != 0 for code in codes) > 20


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


def test_workers_do_not_outlive_a_killed_run(out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After kill -9 of the main process its workers end by themselves, in the middle of a paper, with their folders."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    child = Child(out, "new", "--title", "hang")
    child.wait_until_hanging()
    assert len(list(tmp_path.glob("papers-*"))) == 2
    child.kill()
    child.wait()
    assert all_gone(child.pid)
    assert list(tmp_path.glob("papers-*")) == []
    child.communicate()


def test_idle_workers_do_not_outlive_a_killed_run_either(
    out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whenever the main process is killed, also while its workers start or wait, they end and take their folders along."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    for turn in range(4):
        child = Child(out, "new", "--title", f"slow 0.01 {turn}")
        time.sleep(0.08 + 0.05 * turn)
        child.kill()
        child.wait()
        assert all_gone(child.pid)
        child.communicate()
    assert list(tmp_path.glob("papers-*")) == []


def test_two_runs_at_once(out: Path, trees: Trees) -> None:
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


@pytest.mark.slow
def test_twenty_rounds_of_two_runs(out: Path, trees: Trees) -> None:
    """Two runs begun at the same moment: one is told to wait or both succeed one after the other, and the output is
    whole.
    """
    for turn in range(20):
        runs = [Child(out, variant, *(["--wait"] if turn % 2 else [])) for variant in ("old", "new")]
        codes = sorted(child.ended()[0] for child in runs)
        assert codes in ([0, 0], [0, 11])
        assert codes == [0, 0] or turn % 2 == 0
        assert_whole(out, trees)
        assert leftovers(out) == []
