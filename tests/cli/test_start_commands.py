"""`init`, `upgrade` and `forge` as a user runs them."""

from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.workspace import lay, workspace
from toolkit.cli import exits
from toolkit.cli.app import main


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["--lang", "en", *arguments])


def test_init_makes_a_workspace_that_checks(tmp_path: Path) -> None:
    """The folder is named on stdout; `check` finds no error; people are ignored by git; a second init is refused."""
    folder = tmp_path / "own"
    made = run("--as-of", "2026-10-20", "init", str(folder), "--name", "江南好鞋有限公司", "--forge", "github")
    assert (made.exit_code, made.stdout) == (exits.OK, f"{folder}\n"), made.stderr
    checked = run("--root", str(folder), "--as-of", "2026-10-20", "check", "--format", "json")
    counts = json.loads(checked.stdout)["counts"]
    assert (checked.exit_code, counts["error"]) == (exits.OK, 0)
    assert counts["warning"] > 0
    assert "/private/" in (folder / ".gitignore").read_text("utf-8").splitlines()
    workflow = (folder / ".github/workflows/check.yml").read_text("utf-8")
    assert "python3 .toolkit/build.py check" in workflow
    assert "python3 build.py" not in workflow
    again = run("init", str(folder))
    assert again.exit_code == exits.PROBLEMS
    assert "EDT181" in again.stderr


def test_init_refuses_a_code_that_is_none(tmp_path: Path) -> None:
    """A brand code is capital letters: said before anything is made."""
    refused = run("init", str(tmp_path / "own"), "--brand-code", "q1")
    assert refused.exit_code == exits.USAGE
    assert list(tmp_path.iterdir()) == []


def test_init_where_nothing_may_be_written(tmp_path: Path) -> None:
    """A folder that cannot be made is exit 4, told with its path."""
    if os.geteuid() == 0:
        (tmp_path / "file").write_text("x", "utf-8")
        target = tmp_path / "file" / "own"
    else:
        tmp_path.chmod(stat.S_IRUSR | stat.S_IXUSR)
        target = tmp_path / "own"
    refused = run("init", str(target))
    tmp_path.chmod(stat.S_IRWXU)
    assert refused.exit_code == exits.OUTPUT
    assert str(target) in refused.stderr


def old(tmp_path: Path) -> Path:
    """A workspace of format 0."""
    root = workspace(tmp_path / "workspace")
    settings = root / "content/workspace.yaml"
    settings.write_text(settings.read_text("utf-8").replace('format: "1"', 'format: "0"'), "utf-8")
    return lay(root, {"dealers/D-2025-0001/quarters/2026Q1-orders.csv": "id,date\n"})


@pytest.mark.parametrize(("option", "code"), [("--dry-run", exits.OK), ("-v", exits.PROBLEMS)])
def test_upgrade_asks_first(tmp_path: Path, option: str, code: int) -> None:
    """Without a yes nothing is written, and the change is shown all the same."""
    root = old(tmp_path)
    shown = run("--root", str(root), "upgrade", option)
    assert (shown.exit_code, shown.stdout) == (code, "")
    assert "orders/2026Q1.csv" in shown.stderr
    assert (root / "dealers/D-2025-0001/quarters/2026Q1-orders.csv").exists()


def test_upgrade_writes_after_a_yes(tmp_path: Path) -> None:
    """The files that changed are named on stdout; a second run has nothing to do."""
    root = old(tmp_path)
    done = run("--root", str(root), "upgrade", "--yes")
    assert (done.exit_code, done.stdout.splitlines()) == (
        exits.OK,
        ["dealers/D-2025-0001/orders/2026Q1.csv", "content/workspace.yaml"],
    )
    again = run("--root", str(root), "upgrade")
    assert (again.exit_code, again.stdout) == (exits.OK, "")
    assert "nothing to upgrade" in again.stderr


def test_forge_writes_workflows_once(tmp_path: Path) -> None:
    """What is there already is left as it is; one that somebody changed is refused."""
    root = workspace(tmp_path / "workspace")
    done = run("--root", str(root), "forge", "gitlab")
    assert done.stdout.splitlines() == [".ci/comment.py", ".gitlab-ci.yml", ".pre-commit-config.yaml"]
    assert run("--root", str(root), "forge", "gitee").stdout.splitlines() == [
        ".workflow/check.yml",
        ".workflow/comment.yml",
        ".workflow/publish.yml",
    ]
    (root / ".gitlab-ci.yml").write_text("own: true\n", "utf-8")
    refused = run("--root", str(root), "forge", "gitlab")
    assert refused.exit_code == exits.PROBLEMS
    assert (root / ".gitlab-ci.yml").read_text("utf-8") == "own: true\n"
