"""What is due, on the command line: of everybody or of one, as lines, JSON and a calendar."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar

from tests.sample import judged
from toolkit.cli import exits
from toolkit.cli.app import main
from toolkit.cli.session import Session
from toolkit.pipeline import SHIPPED


def due(*arguments: str, lang: str = "zh") -> Result:
    """The sample network's deadlines."""
    return CliRunner().invoke(main, ["--root", str(SHIPPED), "--lang", lang, "due", *arguments])


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample is read and judged once for all tests."""
    monkeypatch.setattr(Session, "judged", lambda session: judged())


@pytest.fixture
def everybody(read_once: None) -> Result:
    """The lists of everybody, in Chinese."""
    return due()


def test_the_lists_of_the_week(everybody: Result) -> None:
    """Late first, then this week and whom to call; each with its day, dealer, side and the file that says so."""
    text = everybody.stdout
    assert everybody.exit_code == exits.OK
    assert text.index("逾期") < text.index("本周要办") < text.index("该打电话或上门的")
    assert "dealers/D-2024-0015/contracts/QY-JX-2025-0014.yaml" in text
    assert "三十天内的承诺" not in text


def test_nothing_is_hidden_without_being_said(everybody: Result) -> None:
    """What lies further ahead is counted, and --all lists it."""
    assert "另有" in everybody.stdout
    assert "--all" in everybody.stdout
    assert "三十天内的承诺" in due("--all").stdout


def test_of_one_person_and_of_one_dealer(read_once: None) -> None:
    """Only what that person sees to; only what concerns that dealer."""
    mine = json.loads(due("S-2024-0001", "--format", "json").stdout)
    rows = [row for listed in mine["lists"].values() for row in listed]
    assert rows
    assert {row["owner"] for row in rows} == {"S-2024-0001"}
    one = json.loads(due("--dealer", "D-2026-0008", "--format", "json").stdout)
    assert {row["dealer"] for listed in one["lists"].values() for row in listed} == {"D-2026-0008"}


def test_json_says_how_late(everybody: Result) -> None:
    """Days are counted from the as-of date, below nought for what is late; both languages stand beside each other."""
    told = json.loads(due("--format", "json", lang="en").stdout)
    assert (told["format"], told["as_of"], told["kind"]) == (1, "2026-10-20", "due")
    late = told["lists"]["late"]
    assert late
    assert all(row["days"] < 0 and row["what_zh"] and row["what_en"] for row in late)


def test_a_calendar_can_be_taken_over(read_once: None) -> None:
    """Every deadline is an event of the whole day with an id of its own that stays when the day moves."""
    calendar = Calendar.from_ical(due("S-2024-0001", "--format", "ics").stdout_bytes)
    events = calendar.walk("VEVENT")
    told = json.loads(due("S-2024-0001", "--format", "json").stdout)
    assert len(events) == sum(map(len, told["lists"].values())) + told["beyond"]
    assert len({str(event["UID"]) for event in events}) == len(events)


@pytest.mark.parametrize("arguments", [("S-2024-0009",), ("--dealer", "D-2026-008")])
def test_nobody_and_no_dealer_of_that_id(read_once: None, arguments: tuple[str, ...]) -> None:
    """An id that is not there is a mistake in the command, and the nearest one is offered."""
    result = due(*arguments, lang="en")
    assert result.exit_code == exits.USAGE
    assert "did you mean" in result.stderr


def test_a_workspace_without_deadlines_says_so(root: Path) -> None:
    """No list is better than an empty one."""
    result = CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "--as-of", "2020-01-01", "due"])
    assert result.exit_code == exits.OK
    assert "Nothing is due." in result.stdout
