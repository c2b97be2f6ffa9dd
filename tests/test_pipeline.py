"""The run on one screen: the day it looks from, the stamp of what it read, and the same outcome wherever it runs."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.workspace import SETTINGS, files, workspace
from toolkit import pipeline
from toolkit.network.network import Network
from toolkit.sources.tree import MemoryTree

ROOT = Path(__file__).resolve().parent.parent
OPEN = SETTINGS.replace('as_of: "2026-10-20"\n', "")


def network(settings: str) -> Network:
    """The small workspace with other settings."""
    return pipeline.read(MemoryTree({**files(), "content/workspace.yaml": settings}))[0]


def at(moment: str) -> datetime:
    """A moment in UTC."""
    return datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("zone", "moment", "day"),
    [
        ("Asia/Shanghai", "2026-03-31T15:59:59", "2026-03-31"),
        ("Asia/Shanghai", "2026-03-31T16:00:00", "2026-04-01"),
        ("Pacific/Kiritimati", "2026-12-31T10:00:00", "2027-01-01"),
        ("Etc/GMT+12", "2027-01-01T11:59:00", "2026-12-31"),
        ("Asia/Shanghai", "2028-02-28T16:00:00", "2028-02-29"),
    ],
)
def test_today_is_that_of_the_workspaces_zone(zone: str, moment: str, day: str) -> None:
    """R12: around midnight the zone of the workspace decides, not that of the machine."""
    settings = OPEN.replace("Asia/Shanghai", zone)
    found = pipeline.day_of(network(settings), None, lambda where: at(moment).astimezone(where))
    assert found == date.fromisoformat(day)


def test_a_day_that_is_given_stands_over_the_workspaces() -> None:
    """--as-of, else the workspace's, else today."""

    def never(zone: ZoneInfo) -> datetime:
        raise AssertionError("the clock was asked")

    settled = network(SETTINGS)
    assert pipeline.day_of(settled, date(2025, 1, 1), never) == date(2025, 1, 1)
    assert pipeline.day_of(settled, None, never) == date(2026, 10, 20)
    assert pipeline.day_of(network(OPEN), date(2025, 1, 1), never) == date(2025, 1, 1)


@pytest.mark.parametrize("zone", ["Mars/Phobos", "../../etc/passwd", "/etc/passwd", "Asia", "x" * 300])
def test_an_unknown_zone_does_not_stop_the_check(zone: str) -> None:
    """It is told by a check, and needs a day to be told on."""
    texts = {**files(), "content/workspace.yaml": OPEN.replace("Asia/Shanghai", zone)}
    read, problems = pipeline.read(MemoryTree(texts))
    day = pipeline.day_of(read, None, lambda where: at("2026-01-01T12:00:00").astimezone(where))
    judged = pipeline.judge(read, problems, day)
    assert ("content/workspace.yaml", "time_zone") in {(p.origin.path, p.field) for p in judged.problems}


def test_without_settings_a_day_is_found_all_the_same() -> None:
    """A workspace whose settings are broken is still checked."""
    broken, problems = pipeline.read(MemoryTree({"content/workspace.yaml": "format: [\n"}))
    assert [p.code for p in problems] == ["YML001"]
    assert pipeline.day_of(broken, None, lambda zone: at("2026-01-01T12:00:00").astimezone(zone)) == date(2026, 1, 1)


def test_the_machines_zone_and_language_change_nothing(tmp_path: Path) -> None:
    """R12: the same workspace gives the same report at both ends of the world."""
    root = workspace(tmp_path / "workspace", **{"dealers/D-2025-0001/profil.yaml": "a: 1\n"})
    reports = set()
    for zone, language in (
        ("Pacific/Kiritimati", "zh_CN.UTF-8"),
        ("Etc/GMT+12", "C"),
        ("Asia/Shanghai", "tr_TR.UTF-8"),
    ):
        environment = {"PATH": os.environ["PATH"], "TZ": zone, "LC_ALL": language, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            [sys.executable, "-m", "toolkit.cli", "--root", root, "check", "--format", "json"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            check=False,
        )
        reports.add((done.returncode, done.stdout))
    assert len(reports) == 1
    assert next(iter(reports))[1].startswith(b"{")


def test_problems_of_reading_and_judging_come_in_one_order() -> None:
    """What the files say wrong and what the checks find stand together, by place."""
    texts = {**files(), "content/zzz.yaml": "a: 1\n", "content/aaa.yaml": "a: 1\n"}
    read, problems = pipeline.read(MemoryTree(texts))
    judged = pipeline.judge(read, tuple(reversed(problems)), date(2026, 10, 20))
    assert [p.origin.path for p in judged.problems] == sorted(p.origin.path for p in judged.problems)
    assert {p.origin.path for p in judged.problems} >= {"content/aaa.yaml", "content/zzz.yaml"}


def test_the_stamp_says_day_commit_and_version() -> None:
    """What the manifest tells of a run."""
    read, problems = pipeline.read(MemoryTree(files()))
    judged = pipeline.judge(read, problems, date(2026, 10, 20))
    assert pipeline.stamp(judged, "abc+") | {"toolkit": ""} == {"as_of": "2026-10-20", "commit": "abc+", "toolkit": ""}
