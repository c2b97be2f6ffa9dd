"""Every way to end has its exit code, stable and documented; none of them shows a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import Build
from tests.workspace import lay, workspace
from toolkit import pipeline
from toolkit.cli import exits
from toolkit.cli.app import main
from toolkit.publish.lock import locked
from toolkit.sources.tree import SourceChanged, WorkingTree

PROFILE = "dealers/D-2025-0001/profile.yaml"
ROOT = Path(__file__).resolve().parents[2]


def spoil(root: Path, old: str, new: str) -> None:
    """Changes the dealer's file."""
    path = root / PROFILE
    assert old in path.read_text("utf-8")
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")


def test_the_codes_are_stable() -> None:
    """Scripts and CI rely on them: 0, 1, 2, 3, 4, 10, 11."""
    codes = (exits.OK, exits.PROBLEMS, exits.USAGE, exits.INTERNAL, exits.OUTPUT, exits.NO_WORKSPACE, exits.LOCKED)
    assert codes == (0, 1, 2, 3, 4, 10, 11)


def test_nothing_wrong(build: Build) -> None:
    """0: no error; the day that the run looked from is said, on stderr."""
    result = build("check")
    assert (result.exit_code, result.stdout) == (exits.OK, "no problems\n")
    assert "as of 2026-10-20, 1 dealers" in result.stderr


def test_an_error_in_the_data(build: Build, root: Path) -> None:
    """1: check tells it, and a build makes nothing; with --keep-going the rest is built, and the run still fails."""
    spoil(root, "short_name:", "short_nmae:")
    for command in ("check", "site", "contract", "all"):
        assert build(command).exit_code == exits.PROBLEMS, command
        assert not (root / "out").exists()
    result = build("site", "--keep-going")
    assert result.exit_code == exits.PROBLEMS
    assert (root / "out/site/zh/index.html").is_file()


def test_a_warning_fails_only_when_asked(build: Build, root: Path) -> None:
    """0 or 1: with --strict a warning fails too."""
    lay(root, {"content/nobody-reads.yaml": "a: 1\n"})
    assert build("check").exit_code == exits.OK
    assert build("check", "--strict").exit_code == exits.PROBLEMS


USAGE = {
    "an unknown option": ("check", "--nothing"),
    "an unknown command": ("chekc",),
    "an unknown form": ("check", "--format", "yaml"),
    "no day": ("check", "--as-of", "yesterday"),
    "a day in another form": ("check", "--as-of", "20261020"),
    "no such day": ("check", "--as-of", "2026-02-30"),
    "a day beyond the calendar": ("check", "--as-of", "0001-01-01"),
    "an unknown language": ("check", "--lang", "fr"),
    "no processes": ("site", "--jobs", "0"),
    "an unknown dealer": ("contract", "D-2025-0002"),
    "an unknown code": ("explain", "COM999"),
}


@pytest.mark.parametrize("arguments", USAGE.values(), ids=USAGE)
def test_a_wrong_call(build: Build, arguments: tuple[str, ...]) -> None:
    """2: what was asked for cannot be understood."""
    assert build(*arguments).exit_code == exits.USAGE


def test_a_fault_of_ours(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """3: what nobody foresaw is one line; -v shows the rest."""

    def fail(*_: object) -> None:
        raise ZeroDivisionError("planted")

    monkeypatch.setattr(pipeline, "judge", fail)
    brief, long = build("check"), build("check", "-v")
    assert (brief.exit_code, long.exit_code) == (exits.INTERNAL, exits.INTERNAL)
    assert "planted" in brief.stderr
    assert ("Traceback" in brief.stderr, "Traceback" in long.stderr) == (False, True)


@pytest.mark.parametrize("out", ["file", "file/inside", ".", "content", "content/out", "/", "link"])
def test_an_output_folder_that_cannot_be(build: Build, root: Path, out: str) -> None:
    """4: a file, the workspace, its sources, the root of the disk or a link is no output folder; nothing is touched."""
    (root / "file").write_text("x")
    (root / "link").symlink_to(root / "content")
    before = sorted(root.rglob("*"))
    result = build("site", "--out", str(root / out))
    assert result.exit_code == exits.OUTPUT, result.stderr
    assert "[PUB" in result.stderr
    assert sorted(root.rglob("*")) == before


def test_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """10: a folder without content/workspace.yaml, named or stood in, is told so, with what to do."""
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    for arguments in (["check"], ["--root", str(tmp_path / "empty"), "site"], ["check", "--root", "nothing"]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == exits.NO_WORKSPACE, arguments
        assert "--root" in result.stderr
        assert result.stdout == ""


def test_a_workspace_is_found_from_inside(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any folder of a workspace will do, as with git."""
    monkeypatch.chdir(root / "dealers/D-2025-0001")
    assert CliRunner().invoke(main, ["check"]).exit_code == exits.OK


def test_another_run_holds_the_output(build: Build, root: Path) -> None:
    """11: at once; when the other has ended the next run goes on."""
    (root / "out").mkdir()
    with locked(root / "out"):
        assert build("site").exit_code == exits.LOCKED
    assert build("site").exit_code == exits.OK


def test_a_file_that_changes_during_the_run(build: Build, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """1: what would mix two states is not published."""
    judge = pipeline.judge

    def edited_meanwhile(*arguments: object) -> object:
        spoil(root, "short_name:", "short_name: 别的 #")
        return judge(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "judge", edited_meanwhile)
    result = build("site")
    assert result.exit_code == exits.PROBLEMS
    assert f"{PROFILE}: error" in result.stderr
    assert "[RUN001]" in result.stderr
    assert not (root / "out/site").exists()


def test_a_file_that_changes_while_it_is_read(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """1: the same when it is noticed earlier."""

    def changed(self: WorkingTree, path: str) -> bytes:
        raise SourceChanged(path)

    monkeypatch.setattr(WorkingTree, "read", changed)
    result = build("check")
    assert (result.exit_code, "[RUN001]" in result.stderr) == (exits.PROBLEMS, True)


def test_a_broken_template_fails_its_pages(build: Build, root: Path) -> None:
    """1: the template is named once, not once for each page that it would have made; the old pages stay."""
    assert build("site").exit_code == exits.OK
    old = (root / "out/site/zh/index.html").read_bytes()
    lay(root, {"templates/base/layout.html": "<!DOCTYPE html>\n<html>{{ frame.tilte }}</html>\n"})
    result = build("site")
    assert result.exit_code == exits.PROBLEMS
    assert result.stderr.count("templates/base/layout.html:2:1: error") == 1
    assert (root / "out/site/zh/index.html").read_bytes() == old


def test_a_linked_asset_fails_the_run(build: Build, root: Path) -> None:
    """1: a style sheet that is a symbolic link is told, and is not read."""
    (root / "templates/base").mkdir(parents=True)
    (root / "templates/base/site.css").symlink_to("/etc/hostname")
    result = build("site")
    assert (result.exit_code, "[SRC001]" in result.stderr) == (exits.PROBLEMS, True)


def test_an_empty_workspace_is_built(tmp_path: Path) -> None:
    """0: a workspace without any dealer has a site too."""
    root = lay(
        tmp_path, {"content/workspace.yaml": (workspace(tmp_path / "x") / "content/workspace.yaml").read_bytes()}
    )
    for command in ("check", "all"):
        result = CliRunner().invoke(main, ["--root", str(root), command])
        assert result.exit_code == exits.OK, result.stderr
    assert (root / "out/site/zh/index.html").is_file()


def test_outputs_are_removed_only_where_they_are_ours(build: Build, root: Path) -> None:
    """0 after a build; 4 for a folder that this toolkit did not make, which is left alone."""
    assert build("clean").exit_code == exits.OK
    assert build("site").exit_code == exits.OK
    assert build("clean").exit_code == exits.OK
    assert not (root / "out").exists()
    lay(root, {"out/mine.txt": "x"})
    assert build("clean").exit_code == exits.OUTPUT
    assert (root / "out/mine.txt").is_file()


def test_a_reader_that_stops_reading(root: Path) -> None:
    """A pipe that is closed early ends the run without a word."""
    spoil(root, "short_name:", "".join(f"x{n}: 1\n" for n in range(3000)) + "short_name:")
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "toolkit.cli", "--root", root, "check", "--format", "json"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
    assert done.returncode in (exits.OK, exits.PROBLEMS)
