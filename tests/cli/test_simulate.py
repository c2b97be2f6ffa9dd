"""`simulate` as a user runs it: on the screen, as data, as a page that needs nothing beside itself."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.cli.conftest import Build
from tests.sample import ROOT
from toolkit.cli.app import main

REBATE = "content/policies/incentive/beverage-rebate/2026-1.yaml"


def simulate(out: Path, *arguments: str, lang: str = "en") -> Result:
    """Runs the command on the sample."""
    return CliRunner().invoke(main, ["--root", str(ROOT), "--out", str(out), "--lang", lang, "simulate", *arguments])


def test_text_and_page(tmp_path: Path) -> None:
    """The result stands first; the page holds the same figures, runs nothing and fetches nothing."""
    result = simulate(tmp_path / "out", "beverage-rebate@2025-1", "--periods", "2026Q1..2026Q3")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[1].startswith("costs ¥")
    assert lines[1].endswith(" less")
    page = (tmp_path / "out/simulations/beverage-rebate.html").read_text("utf-8")
    assert lines[1] in page
    assert not re.search(r"<script|\bsrc=|href=|url\(|style=", page)
    assert "Content-Security-Policy" in page


def test_a_page_beside_another(tmp_path: Path) -> None:
    """A second simulation leaves the page of the first in its place; no page comes when none is wanted."""
    assert simulate(tmp_path / "out", "beverage-rebate@2025-1", "--periods", "2026Q2").exit_code == 0
    assert simulate(tmp_path / "out", "dealer-evaluation@2024-1", "--periods", "2026Q2").exit_code == 0
    assert simulate(tmp_path / "out", "fund", "--no-page").exit_code == 0
    names = sorted(path.name for path in (tmp_path / "out/simulations").glob("*.html"))
    assert names == ["beverage-rebate.html", "dealer-evaluation.html"]


def test_the_same_version_says_that_nothing_changes(tmp_path: Path) -> None:
    """In data: cost 0.00 and nobody touched."""
    result = simulate(tmp_path, "dealer-evaluation", "--periods", "2026Q1..2026Q3", "--format", "json", "--no-page")
    found = json.loads(result.stdout)
    assert found["cost"] in ("0", "0.00")
    assert found["unaffected"] == found["dealers"] > 0
    assert "nothing changes" in simulate(tmp_path, "dealer-evaluation", "--periods", "2026Q1", "--no-page").stdout


def test_a_file_is_tried(tmp_path: Path) -> None:
    """A version that somebody has only written down; with a fault it is told and nothing is simulated."""
    text = (ROOT / REBATE).read_text("utf-8").replace('version: "2026-1"', 'version: "2027-1"')
    new = tmp_path / "new.yaml"
    new.write_text(text.replace('rate: "0.005"', 'rate: "0.004"'), "utf-8")
    result = simulate(tmp_path, "beverage-rebate", "--with", str(new), "--periods", "2026Q1", "--no-page")
    assert result.exit_code == 0, result.output
    assert "beverage-rebate@2027-1" in result.stdout
    new.write_text(text.replace('rate: "0.005"', 'rate: "five"'), "utf-8")
    result = simulate(tmp_path, "beverage-rebate", "--with", str(new), "--no-page")
    assert result.exit_code == 1
    assert str(new) in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("periods", ["2026Q5", "2031Q1", "x"])
def test_periods_that_are_none(tmp_path: Path, periods: str) -> None:
    """Quarters without data, or written otherwise, are a usage error."""
    assert simulate(tmp_path, "dealer-evaluation", "--periods", periods, "--no-page").exit_code == 2


def test_no_such_policy(build: Build) -> None:
    """It is told with the policies that there are; exit 1. A workspace without data has nothing to simulate."""
    result = build("simulate", "nothing", "--no-page")
    assert result.exit_code in (1, 2)
