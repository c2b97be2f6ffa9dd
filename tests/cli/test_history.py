"""`history` on real repositories: typed changes, renames, merges, approvals as a review counts them, filters, shallow clones."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Build
from tests.repositories import ENVIRONMENT, commit, run
from tests.signing import approve, signed_workspace
from tests.workspace import workspace
from toolkit.review.history_pages import teller
from toolkit.topics.catalogue import KINDS

DEALER = "D-2025-0001"
PROFILE = f"dealers/{DEALER}/profile.yaml"
RULES = "  - {name: {zh: 档案, en: Profiles}, kinds: [dealer], roles: [FI]}\n"


@pytest.fixture
def root(tmp_path: Path, key: Path) -> Path:
    """A repository with a workspace and its rules of approval, committed on a day."""
    return signed_workspace(tmp_path / "workspace", RULES, key, "2026-01-10")


def name(root: Path, words: str, day: str, folder: str = DEALER) -> None:
    """Commits another short name of the dealer."""
    path = root / f"dealers/{folder}/profile.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if not line.startswith("short_name:")]
    commit(root, {f"dealers/{folder}/profile.yaml": "\n".join([*lines, f"short_name: {words}", ""])}, day)


def told(build: Build, *arguments: str) -> dict[str, Any]:
    """The history as data."""
    result = build("history", *arguments, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def fields(found: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Day, field and new value of each change."""
    return [(row["commit_day"], change["field"], change["to"]) for row in found["commits"] for change in row["changes"]]


def test_each_commit_tells_its_fields(build: Build, root: Path) -> None:
    """The newest first: field, both values, day, and on the command line who."""
    name(root, "甲店", "2026-02-01")
    name(root, "乙店", "2026-03-01")
    found = told(build, DEALER)
    assert fields(found)[:2] == [("2026-03-01", "short_name", "乙店"), ("2026-02-01", "short_name", "甲店")]
    assert found["commits"][0]["changes"][0]["from"] == "甲店"
    assert found["commits"][-1]["changes"][0]["op"] == "added"
    assert [row["commit_day"] for row in told(build, DEALER, "--oldest-first")["commits"]][0] == "2026-01-10"
    text = build("history", DEALER).stdout
    assert "甲店 → 乙店" in text
    assert "2026-03-01" in text
    assert " a\n" in text


def test_other_dealers_and_other_files_are_not_told(build: Build, root: Path) -> None:
    """A commit that touches the dealer not at all is not among them."""
    commit(root, {"README.md": "x\n"}, "2026-02-01")
    assert len(told(build, DEALER)["commits"]) == 1


def test_days_and_fields_choose(build: Build, root: Path) -> None:
    """By the day, both ends included, and by the field's path or its name in either language."""
    name(root, "甲店", "2026-02-01")
    name(root, "乙店", "2026-03-01")
    assert len(told(build, DEALER, "--since", "2026-02-01", "--until", "2026-02-01")["commits"]) == 1
    assert len(told(build, DEALER, "--field", "short_name")["commits"]) == 2
    assert len(told(build, DEALER, "--field", "简称")["commits"]) == 2
    assert told(build, DEALER, "--field", "uscc")["commits"] == []


def test_a_renamed_folder_is_followed(build: Build, root: Path) -> None:
    """A dealer that got another id keeps its history; the change of the id is told as one rename."""
    name(root, "甲店", "2026-02-01")
    run(root, "mv", f"dealers/{DEALER}", "dealers/D-2026-0009")
    profile = root / "dealers/D-2026-0009/profile.yaml"
    profile.write_text(profile.read_text("utf-8").replace(DEALER, "D-2026-0009"), "utf-8")
    commit(root, {}, "2026-03-01")
    name(root, "乙店", "2026-04-01", "D-2026-0009")
    found = told(build, "D-2026-0009")
    assert found["names"] == ["D-2026-0009", DEALER]
    assert [row["commit_day"] for row in found["commits"]] == ["2026-04-01", "2026-03-01", "2026-02-01", "2026-01-10"]
    assert [change["op"] for change in found["commits"][1]["changes"]] == ["renamed"]
    steps = teller(root, KINDS)("D-2026-0009")
    assert [str(step.day) for step in steps] == ["2026-04-01", "2026-03-01", "2026-02-01", "2026-01-10"]


def test_branches_stand_once_and_a_settled_merge_says_so(build: Build, root: Path) -> None:
    """What a branch did is told where it was done, with the merge that brought it; a merge that settles a conflict is told itself."""
    run(root, "switch", "-q", "-c", "change")
    name(root, "甲店", "2026-02-01")
    run(root, "switch", "-q", "main")
    name(root, "乙店", "2026-02-02")
    subprocess.run(["git", "merge", "-q", "change"], cwd=root, env=ENVIRONMENT, check=False, capture_output=True)
    text = (root / PROFILE).read_text("utf-8")
    kept = "\n".join(line for line in text.splitlines() if line[:7] not in ("<<<<<<<", "=======", ">>>>>>>"))
    (root / PROFILE).write_text(kept.replace("short_name: 甲店", "").replace("乙店", "丙店") + "\n", "utf-8")
    commit(root, {}, "2026-02-03")
    found = told(build, DEALER)
    by_value = {change["to"]: row for row in found["commits"] for change in row["changes"] if change["field"]}
    assert set(by_value) == {"甲店", "乙店", "丙店"}
    assert by_value["丙店"]["merge"]
    assert by_value["甲店"]["brought_by"] == by_value["丙店"]["commit"]
    assert by_value["乙店"]["brought_by"] == ""


@pytest.mark.parametrize(
    ("signed", "fresh", "standing"), [(True, True, "given"), (False, True, "claimed"), (True, False, "stale")]
)
@pytest.mark.parametrize("merged", [True, False])
def test_approvals_are_worth_what_a_review_says(
    build: Build, root: Path, key: Path, signed: bool, fresh: bool, standing: str, merged: bool
) -> None:
    """Verified with the keys of the rules before the change and bound to the change: given; else claimed or void.

    The same whether the branch came in by a merge or in a straight line.
    """
    base = run(root, "rev-parse", "HEAD")
    run(root, "switch", "-q", "-c", "change")
    name(root, "甲店", "2026-02-01")
    digest = json.loads(build("review", base, "HEAD", "--format", "json").stdout)["digest"]
    approve(root, key if signed else None, digest if fresh else "0" * 64)
    run(root, "switch", "-q", "main")
    run(root, "merge", "-q", "--no-edit", "--no-ff" if merged else "--ff-only", "change")
    found = told(build, DEALER)["commits"][0]
    standings = [row["standing"] for row in found["approvals"]]
    # In a straight line a void approval may belong to any other commit: it is not told of this one.
    assert standings == ([standing] if merged or standing != "stale" else [])


def test_a_shallow_clone_says_so(build: Build, root: Path, tmp_path: Path) -> None:
    """What was cut off is not made up: the message says how to get it."""
    name(root, "甲店", "2026-02-01")
    run(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    result = build("--root", str(tmp_path / "shallow"), "history", DEALER)
    assert result.exit_code == 0
    assert "git fetch --unshallow" in result.stdout


def test_changes_that_are_not_committed_are_said(build: Build, root: Path) -> None:
    """They have no author yet: a line tells that they are there."""
    (root / PROFILE).write_text((root / PROFILE).read_text("utf-8") + "\n# x\n", "utf-8")
    assert "not committed" in build("history", DEALER).stderr


def test_a_record_that_is_read_no_more_is_a_file(build: Build, root: Path) -> None:
    """An old state that this version cannot read is told as a changed file and ends nothing."""
    good = (root / PROFILE).read_text("utf-8")
    commit(root, {PROFILE: "nothing: of: this"}, "2026-02-01")
    commit(root, {PROFILE: good}, "2026-03-01")
    found = told(build, DEALER)
    assert len(found["commits"]) == 3
    assert {change["kind"] for change in found["commits"][1]["changes"]} == {"dealer", "file"}


def test_unknown_dealers_and_folders_outside_git(build: Build, root: Path, tmp_path: Path) -> None:
    """An id that was never there is a usage error; so is a workspace without git."""
    result = build("history", "D-2025-0002")
    assert result.exit_code == 2
    assert DEALER in result.stderr
    bare = workspace(tmp_path / "bare")
    assert build("--root", str(bare), "history", DEALER).exit_code == 2


def test_pages_name_no_person(root: Path) -> None:
    """Of a commit a page shows day, id and fields: no author, no address, no value, no key of a list."""
    name(root, "甲店", "2026-02-01")
    first = teller(root, KINDS)(DEALER)[0]
    assert [what.zh for what in first.what] == ["经销商档案：简称"]
    assert "@" not in repr(first)
    assert "甲店" not in repr(first)


def test_nothing_of_the_repository_is_run(build: Build, root: Path, tmp_path: Path) -> None:
    """Programs that a repository names for differences and signatures are not started."""
    ran = tmp_path / "ran"
    program = tmp_path / "evil"
    program.write_text(f"#!/bin/sh\ntouch {ran}\nexit 0\n")
    program.chmod(0o755)
    name(root, "甲店", "2026-02-01")
    for setting in ("gpg.program", "gpg.ssh.program", "core.fsmonitor", "diff.external", "core.pager"):
        run(root, "config", setting, str(program))
    assert len(told(build, DEALER)["commits"]) == 2
    assert not ran.exists()
