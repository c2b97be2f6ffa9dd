"""Kill -9 at every step and at random: the old or the new output stands, whole, and the next run completes."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from tests.publish.publish_bench import Bench, leftovers, options, tree
from tests.publish.publish_child import POINTS, plan
from tests.publish.publish_scene import Child, Trees, all_gone, assert_next_run_completes, assert_whole, section
from toolkit.kernel.digest import digest_bytes
from toolkit.publish.run import publish


@pytest.fixture
def out(in_memory: Path) -> Path:
    """An output folder in memory."""
    return in_memory / "渠道 手册" / "out"


@pytest.mark.parametrize("point", [point for point in POINTS if point != "recovering"])
def test_killed_at_every_step_of_publishing(old: Path, trees: Trees, point: str) -> None:
    """Kill -9 between any two steps: old or new sections, whole; the next run completes."""
    assert Child(old, "new", "--die", point).ended()[0] == -signal.SIGKILL
    if point != "between renames":
        assert_whole(old, trees)
    assert_next_run_completes(old, trees)


def test_killed_while_recovering(old: Path, trees: Trees) -> None:
    """A run that is killed while it puts right what a killed run left behind does no harm either."""
    for point in ("first swapped", "recovering", "between renames", "recovering", "recovered"):
        assert Child(old, "new", "--die", point).ended()[0] == -signal.SIGKILL
    assert_next_run_completes(old, trees)


def test_a_section_that_stepped_aside_comes_back(old: Path, trees: Trees) -> None:
    """Killed between the two renames of a system without exchange: the next run, of another section, brings it back."""
    assert Child(old, "new", "--die", "between renames").ended()[0] == -signal.SIGKILL
    assert not (old / "papers").exists()
    publish(plan("new", 24, 0), Bench(), old, options())
    assert tree(old, "papers") == section(trees["old"], "papers")
    assert tree(old, "site") == section(trees["new"], "site")


def test_files_that_waited_for_their_place_are_swept(out: Path) -> None:
    """What a run had written beside the manifests when it was killed goes at the next start."""
    publish(plan("old", 4, 0), Bench(), out, options())
    for name in (".manifest.json.new", ".manifests/.site.json.new", ".manifests/next/.gone.json.new"):
        (out / name).write_text("half")
    publish(plan("old", 4, 0), Bench(), out, options())
    assert leftovers(out) == []


def test_killed_in_the_first_run_of_all(out: Path, trees: Trees) -> None:
    """Where nothing stood before, a killed run leaves nothing that the next one takes for somebody else's."""
    for point in ("first swapped", "first announced", "first settled", "carried out"):
        shutil.rmtree(out, ignore_errors=True)
        assert Child(out, "new", "--die", point).ended()[0] == -signal.SIGKILL
        assert_next_run_completes(out, trees)


@pytest.mark.parametrize("point", ["first swapped", "carried out"])
def test_writes_that_a_power_failure_lost_are_found(old: Path, trees: Trees, point: str) -> None:
    """Files cut to nothing or to half after the swap are noticed and made again, and are not taken for somebody else's."""
    assert Child(old, "new", "--die", point).ended()[0] == -signal.SIGKILL
    for name in ("papers/1.pdf", "site/1/1.html"):
        os.truncate(old / name, 0)
    os.truncate(old / "papers/3.pdf", 100)
    (old / "papers/5.pdf").unlink()
    assert_next_run_completes(old, trees)


def killed_at_random(out: Path, trees: Trees, rounds: int, chance: random.Random) -> int:
    """Kills runs at random moments; returns how many were killed before they had ended."""
    publish(plan("old", 24, 6), Bench(), out, options())
    child = Child(out, "new", "--title", "slow 0.03")
    begun = time.monotonic()
    assert child.ended()[0] == 0
    length = time.monotonic() - begun
    killed = 0
    for turn in range(rounds):
        child = Child(out, "old" if turn % 2 else "new", "--title", f"slow 0.0{chance.randint(0, 3)} {turn}")
        time.sleep(chance.uniform(0, length))
        child.kill()
        killed += child.wait() == -signal.SIGKILL
        child.communicate()
        assert_made_by_some_run(out)
        assert all_gone(child.pid)
    assert_next_run_completes(out, trees)
    return killed


def assert_made_by_some_run(out: Path) -> None:
    """Every section that stands is one that a run made: its files and their digests are those of a manifest."""
    places = [*(out / ".manifests").glob("*.json"), *(out / ".manifests/next").glob("*.json")]
    manifests = [json.loads(place.read_bytes()) for place in places]
    for name in ("site", "papers"):
        listed = [{row[0]: row[1] for row in each["entries"]} for each in manifests if each["section"] == name]
        assert {path: digest_bytes(content) for path, content in tree(out, name).items()} in listed


def test_killed_at_a_few_random_moments(out: Path, trees: Trees) -> None:
    """Six kills at random: a whole section each time, no process left, and the last run completes."""
    killed_at_random(out, trees, 6, random.Random(1))


@pytest.mark.slow
def test_killed_at_two_hundred_random_moments(out: Path, trees: Trees) -> None:
    """As above, two hundred times; most of the kills must have hit a run that was going on."""
    assert killed_at_random(out, trees, 200, random.Random(2)) > 100
