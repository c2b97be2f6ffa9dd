"""Files of others stay, files of ours are put right, and nothing is written where it does not belong."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.publish.publish_bench import (
    PLAN,
    Bench,
    leftovers,
    options,
    page,
    run,
    states,
    tree,
    whys,
)
from toolkit.kernel.problem import Problem
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish


@pytest.mark.parametrize("harm", ["change", "truncate", "remove", "mode"])
def test_damaged_files_are_made_again(out: Path, harm: str) -> None:
    """An output that was altered, cut or lost since the last run is put right, from the cache where there is one."""
    run(out, *PLAN)
    before = tree(out)
    for path in (out / PLAN[0].path, out / PLAN[3].path):
        match harm:
            case "change":
                path.write_bytes(bytes(reversed(path.read_bytes())))
            case "truncate":
                times = path.stat().st_atime_ns, path.stat().st_mtime_ns
                os.truncate(path, 3)
                os.utime(path, ns=times)
            case "remove":
                path.unlink()
            case "mode":
                path.chmod(0o600)
    report = run(out, *PLAN)
    assert tree(out) == before
    assert whys(report)[PLAN[0].path] == "damaged"
    assert whys(report)[PLAN[3].path] == "cache"
    assert {path.stat().st_mode & 0o777 for path in out.glob("[cs]*/**/*") if path.is_file()} == {0o644}


def test_a_copied_output_folder_is_recognised(out: Path) -> None:
    """After a backup is restored every inode and time differs: the files are hashed, found the same, and not swapped."""
    run(out, *PLAN)
    moved = out.with_name("restored")
    shutil.copytree(out, moved)
    folder = (moved / "site").stat().st_ino
    report = run(moved, *PLAN)
    assert set(whys(report).values()) == {"same"}
    assert (moved / "site").stat().st_ino == folder


def test_files_of_others_are_never_deleted(out: Path) -> None:
    """A file, link or folder that the manifest does not own stops the run before anything is made, and stays."""
    run(out, *PLAN)
    (out / "site/zh/notes.txt").write_text("mine")
    (out / "contracts/link").symlink_to("/etc/hostname")
    bench = Bench()
    with pytest.raises(OutputProblem) as raised:
        publish(PLAN, bench, out, options())
    assert [problem.code for problem in raised.value.problems] == ["PUB002", "PUB002"]
    assert bench.finished == 0
    assert (out / "site/zh/notes.txt").read_text() == "mine"


def test_a_folder_without_a_manifest_is_somebody_elses(out: Path) -> None:
    """A section that was not built by us is not taken over, even when it holds only files of the same names."""
    (out / "site/zh").mkdir(parents=True)
    (out / "site/zh/index.html").write_text("hand-made")
    with pytest.raises(OutputProblem) as raised:
        run(out, *PLAN)
    assert raised.value.problem.code == "PUB002"
    assert tree(out) == {"site/zh/index.html": b"hand-made"}


def test_litter_of_the_desktop_is_no_reason_to_stop(out: Path) -> None:
    """Finder and Explorer drop files of their own wherever somebody looks."""
    run(out, *PLAN)
    (out / "site/.DS_Store").write_bytes(b"\0")
    assert states(run(out, *PLAN))["site"] == "unchanged"


@pytest.mark.parametrize("harm", ["cut", "removed", "added", "linked"])
def test_a_stage_that_differs_from_its_manifest_is_not_swapped_in(out: Path, harm: str) -> None:
    """A file that was cut, lost, added or replaced by a link while the stage stood ends the run; the old section stays."""
    run(out, *PLAN)
    before = tree(out)

    def meddle() -> tuple[Problem, ...]:
        (staged,) = out.glob(".stage-*/new/site/zh/index.html")
        match harm:
            case "cut":
                os.truncate(staged, 3)
            case "removed":
                staged.unlink()
            case "added":
                staged.with_name("more.html").write_text("x")
            case "linked":
                staged.unlink()
                staged.symlink_to("/etc/hostname")
        return ()

    with pytest.raises(OutputProblem) as raised:
        run(out, page("site/zh/index.html", "新"), *PLAN[1:], confirm=meddle)
    assert raised.value.problem.code == "PUB009"
    assert tree(out) == before
    assert leftovers(out) == []


@pytest.mark.parametrize(
    "path",
    [
        "../x.html",
        "site/../../x",
        "/etc/x",
        "site\\x",
        "site/a\0b",
        "site/con.html",
        "index.html",
        ".x/y",
        "s/" + "字" * 67,
    ],
)
def test_a_bad_path_costs_only_its_own_output(out: Path, path: str) -> None:
    """A path that leaves the folder or cannot exist everywhere is a failure; nothing is written outside, the rest is."""
    beside = sorted(path.name for path in out.parent.parent.rglob("*"))
    report = run(out, page(path, "x"), page("good/a.html", "y"))
    assert [failure.problem.code for failure in report.failed] == ["PUB007"]
    assert set(tree(out)) == {"good/a.html", "manifest.json"}
    assert sorted(each.name for each in out.parent.parent.iterdir()) == sorted({*beside, out.parent.name})


def test_two_outputs_for_one_place_are_refused(out: Path) -> None:
    """The second of two equal paths fails, and a file where another needs a folder."""
    report = run(
        out,
        page("s/a", "1"),
        page("s/a", "2"),
        page("s/a/b", "3"),
        page("s/c/d", "4"),
        page("s/c", "5"),
        keep_going=True,
    )
    assert [(failure.path, failure.problem.code) for failure in report.failed] == [
        ("s/a", "PUB008"),
        ("s/a/b", "PUB008"),
        ("s/c", "PUB008"),
    ]
    assert tree(out, "s") == {"s/a": b"<html>1</html>", "s/c/d": b"<html>4</html>"}


def test_modes_do_not_follow_the_umask(out: Path) -> None:
    """Files are 0644 and folders 0755 whatever the user's umask, so that two machines build the same."""
    before = os.umask(0o077)
    try:
        run(out, *PLAN)
    finally:
        os.umask(before)
    public = [path for name in ("site", "contracts") for path in (out / name, *(out / name).rglob("*"))]
    assert {(path.is_dir(), path.stat().st_mode & 0o777) for path in public} == {(True, 0o755), (False, 0o644)}
    assert out.stat().st_mode & 0o777 == 0o755
    assert (out / ".cache").stat().st_mode & 0o777 == 0o700
