"""What check finds is one value in four forms; none of them can be forged by what a record says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.cli.conftest import Build
from tests.workspace import lay
from toolkit.cli import show
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, Related
from toolkit.kernel.text import Text

FORGED = "1\n::error file=x::forged\r\n::set-output name=a::b%0A\u2028x"
PROFILE = "dealers/D-2025-0001/profile.yaml"


@pytest.fixture
def spoilt(root: Path) -> Path:
    """The workspace with an error whose message quotes a value of several lines, and a warning in a Chinese file name."""
    path = root / PROFILE
    lay(
        root,
        {
            PROFILE: path.read_text("utf-8") + 'sme: "1\\n::error file=x::forged\\n%25"\n',
            "content/未知,a:b%.yaml": "a: 1\n",
        },
    )
    return root


@pytest.mark.usefixtures("spoilt")
def test_text(build: Build) -> None:
    """A line for each problem, path:line:column first, a hint below, and the counts at the end; on stdout alone."""
    result = build("check")
    lines = result.stdout.splitlines()
    heads = [line for line in lines if not line.startswith("    ")]
    assert [re.sub(r": .*\[", " … [", line) for line in heads[:-1]] == [
        "content/未知,a:b%.yaml … [NET001]",
        f"{PROFILE}:13:6 … [REC003]",
    ]
    assert heads[-1] == "1 errors, 1 warnings, 0 notes"
    assert "1\\n::error" in result.stdout
    assert result.exit_code == 1


@pytest.mark.usefixtures("spoilt")
def test_json(build: Build) -> None:
    """The documented fields, both languages beside the chosen one; nothing but JSON on stdout."""
    result = build("check", "--format", "json")
    report = json.loads(result.stdout)
    assert {key: report[key] for key in ("format", "as_of", "counts")} == {
        "format": 1,
        "as_of": "2026-10-20",
        "counts": {"error": 1, "warning": 1, "info": 0},
    }
    problem = next(row for row in report["problems"] if row["severity"] == "error")
    assert set(problem) == set(
        "code severity message hint message_zh message_en hint_zh hint_en path line column end_line end_column record field related".split()
    )
    place = {key: problem[key] for key in ("code", "path", "line", "column", "record", "field")}
    assert place == {
        "code": "REC003",
        "path": PROFILE,
        "line": 13,
        "column": 6,
        "record": "D-2025-0001",
        "field": "sme",
    }
    assert problem["message"] == problem["message_en"] != problem["message_zh"]
    chinese = json.loads(build("check", "--format", "json", "--lang", "zh").stdout)["problems"]
    assert [row["message"] for row in chinese] == [row["message_zh"] for row in report["problems"]]


@pytest.mark.usefixtures("spoilt")
def test_github(build: Build) -> None:
    """One workflow command for each problem; a value can neither begin another nor end its own."""
    lines = build("check", "--format", "github").stdout.split("\n")[:-1]
    assert [line.split(" ")[0] for line in lines] == ["::warning", "::error"]
    assert lines[0].startswith("::warning file=content/未知%2Ca%3Ab%25.yaml,line=1,col=1,title=NET001::")
    assert lines[1].startswith(f"::error file={PROFILE},line=13,col=6,title=REC003::")
    assert "%0A::error file=x::forged%0A%2525" in lines[1]


@pytest.mark.usefixtures("spoilt")
def test_sarif(build: Build) -> None:
    """SARIF 2.1.0 as code scanning takes it: places from 1, rules named, addresses that are URIs."""
    log = json.loads(build("check", "--format", "sarif").stdout)
    (run,) = log["runs"]
    assert (log["version"], run["columnKind"], run["tool"]["driver"]["name"]) == (
        "2.1.0",
        "unicodeCodePoints",
        "channelbook",
    )
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["NET001", "REC003"]
    assert [(row["ruleId"], row["level"]) for row in run["results"]] == [("NET001", "warning"), ("REC003", "error")]
    places = [row["locations"][0]["physicalLocation"] for row in run["results"]]
    assert [place["region"] for place in places] == [
        {"startLine": 1, "startColumn": 1},
        {"startLine": 13, "startColumn": 6},
    ]
    uris = [place["artifactLocation"]["uri"] for place in places]
    assert [unquote(uri) for uri in uris] == ["content/未知,a:b%.yaml", PROFILE]
    assert all(re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri) for uri in uris)


def test_no_form_can_be_forged() -> None:
    """Whatever a message, hint, path or related place quotes, each form stays what it is."""
    text = Text(FORGED, FORGED)
    problem = Problem(
        "ABC101", "error", text, Origin("a.yaml", 1, 1), text, "D-1", "x", (Related(Origin("b.yaml", 2, 2), text),)
    )
    lines = list(show.as_text((problem,), "en"))
    assert [line[:8] for line in lines] == ["a.yaml:1", "    hint", "    b.ya"]
    assert all(len(line.splitlines()) == 1 for line in lines)
    (command,) = show.as_github((problem,), "en")
    assert "\n" not in command
    assert "\r" not in command
    assert json.loads(show.as_json((problem,), "2026-01-01", "en"))["problems"][0]["message"] == FORGED
    assert json.loads(show.as_sarif((problem,), "en"))["runs"][0]["results"][0]["message"]["text"] == FORGED


def test_options_stand_before_or_after_the_command(build: Build) -> None:
    """What is given after the name stands over what was given before it."""
    assert build("check").stdout == "no problems\n"
    assert build("check", "--lang", "zh").stdout == "没有问题\n"
    assert "as of 2026-01-31" in build("--as-of", "2026-01-31", "check").stderr
    assert "as of 2026-02-28" in build("--as-of", "2026-01-31", "check", "--as-of", "2026-02-28").stderr


def test_the_day_is_the_one_given_else_the_workspaces_else_today(build: Build, root: Path) -> None:
    """Each command says which day it looks from."""
    assert "as of 2026-10-20" in build("check").stderr
    settings = root / "content/workspace.yaml"
    settings.write_text("".join(line for line in settings.read_text().splitlines(True) if not line.startswith("as_of")))
    assert re.search(r"as of 20\d\d-\d\d-\d\d", build("check").stderr)
    assert "as of 2026-10-20" not in build("check").stderr
