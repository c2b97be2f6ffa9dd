"""A publication as a whole: what is built, reused, kept and removed, and what the manifest says about it."""

from __future__ import annotations

import json
import os
import random
import shutil
from pathlib import Path
from typing import Any

import pytest
from publish_bench import BROKEN_TEMPLATE, Bench, data, leftovers, options, page, paper, tree

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.plan.artifact import Artifact
from toolkit.publish.problems import OutputProblem
from toolkit.publish.report import Report
from toolkit.publish.run import publish

PLAN = (
    page("site/zh/index.html", "首页"),
    page("site/zh/dealers/D-2025-0001.html", "经销商", because=("D-2025-0001",)),
    data("site/style.css", b"body{}"),
    paper("contracts/D-2025-0001/CT-2025-0001.pdf", "first terms", because=("D-2025-0001",)),
    paper("contracts/D-2025-0002/CT-2025-0002.pdf", "second terms", because=("D-2025-0002",)),
)


def run(out: Path, *artifacts: Artifact, **given: object) -> Report:
    return publish(artifacts, Bench(), out, options(**given))


def states(report: Report) -> dict[str, str]:
    return {section.name: section.state for section in report.sections}


def whys(report: Report) -> dict[str, str]:
    return {done.path: done.why for done in (*report.built, *report.reused)}


def stamps_of_files(out: Path) -> dict[str, tuple[int, int]]:
    return {name: ((out / name).stat().st_mtime_ns, (out / name).stat().st_ino) for name in tree(out)}


def test_a_first_run_puts_everything_in_place(out: Path) -> None:
    """Every planned output stands under its path, nothing else does, and the stage is gone."""
    report = run(out, *PLAN)
    assert set(tree(out)) == {artifact.path for artifact in PLAN} | {"manifest.json"}
    assert set(whys(report).values()) == {"new"}
    assert states(report) == {"site": "published", "contracts": "published"}
    assert (report.failed, report.warnings, report.withheld) == ((), (), ())
    assert leftovers(out) == []


def test_outcomes_follow_the_plan(out: Path) -> None:
    """The report lists outputs in the plan's order, whichever worker was done first."""
    plan = [paper(f"c/{n}.pdf", f"slow {0.1 if n % 3 == 0 else 0} {n}") for n in range(9)]
    assert [done.path for done in run(out, *plan).built] == [artifact.path for artifact in plan]


def test_nothing_changed_touches_nothing(out: Path) -> None:
    """A second run of the same plan swaps nothing: times and inodes of files and folders stay, the manifest's too."""
    run(out, *PLAN, stamp={"as_of": "2026-10-20"})
    before = stamps_of_files(out), (out / "site").stat().st_ino
    report = run(out, *PLAN, stamp={"as_of": "2026-10-20"})
    assert (stamps_of_files(out), (out / "site").stat().st_ino) == before
    assert states(report) == {"site": "unchanged", "contracts": "unchanged"}
    assert set(whys(report).values()) == {"same"}


def test_one_change_leaves_the_other_files_as_they_are(out: Path) -> None:
    """A changed page is written anew; its neighbours are the same files, hard-linked, and other sections are not
    swapped.
    """
    run(out, *PLAN)
    before = stamps_of_files(out)
    report = run(out, page("site/zh/index.html", "新首页"), *PLAN[1:])
    after = stamps_of_files(out)
    assert {name for name in after if after[name] != before[name]} == {"site/zh/index.html", "manifest.json"}
    assert states(report) == {"site": "published", "contracts": "unchanged"}
    assert [(done.path, done.why) for done in report.built] == [("site/zh/index.html", "changed")]


def test_deleted_outputs_vanish(out: Path) -> None:
    """What the plan no longer names is gone from the tree and from the manifest, empty folders too."""
    run(out, *PLAN)
    run(out, PLAN[0], PLAN[3])
    assert set(tree(out)) == {PLAN[0].path, PLAN[3].path, "manifest.json"}
    assert not (out / "contracts/D-2025-0002").exists()
    assert {row["path"] for row in manifest(out)["artifacts"]} == {PLAN[0].path, PLAN[3].path}


def test_the_last_output_of_a_section_vanishes_too(out: Path) -> None:
    """A section that the run covers but has nothing for ends up empty, exactly as in a clean build."""
    run(out, *PLAN)
    run(out, *PLAN[:3], sections=("site", "contracts"))
    assert list((out / "contracts").iterdir()) == []
    clean = out.with_name("clean")
    run(clean, *PLAN[:3], sections=("site", "contracts"))
    assert tree(out) == tree(clean)


def test_other_sections_stay_untouched(out: Path) -> None:
    """A run for one section neither changes nor forgets the others."""
    run(out, *PLAN)
    before = stamps_of_files(out)
    report = run(out, page("site/zh/index.html", "只有首页"))
    assert states(report) == {"site": "published"}
    after = stamps_of_files(out)
    assert {name: after[name] for name in after if name.startswith("contracts/")} == {
        name: before[name] for name in before if name.startswith("contracts/")
    }
    assert {row["path"] for row in manifest(out)["artifacts"]} == {"site/zh/index.html", PLAN[3].path, PLAN[4].path}


def test_a_section_deleted_by_hand_leaves_the_manifest(out: Path) -> None:
    """The manifest never lists a file of a section that is no longer there."""
    run(out, *PLAN)
    shutil.rmtree(out / "contracts")
    run(out, *PLAN[:3])
    assert {row["path"].split("/")[0] for row in manifest(out)["artifacts"]} == {"site"}


def test_a_failure_keeps_the_old_section_whole(out: Path) -> None:
    """One output that fails keeps its whole section as it was; sections without failures are published."""
    run(out, *PLAN)
    before = tree(out, "contracts")
    report = run(
        out, page("site/zh/index.html", "新"), *PLAN[1:3], paper(PLAN[3].path, "refused"), paper("contracts/x.pdf")
    )
    assert states(report) == {"site": "published", "contracts": "kept"}
    assert tree(out, "contracts") == before
    assert (out / "site/zh/index.html").read_text() == "<html>新</html>"
    assert [(failure.path, failure.problem.code) for failure in report.failed] == [(PLAN[3].path, "TST001")]
    assert leftovers(out) == []


def test_keep_going_publishes_the_rest(out: Path) -> None:
    """With keep_going the failed outputs are absent, the others stand, and the manifest says what is not available."""
    run(out, *PLAN)
    report = run(out, *PLAN[:3], paper(PLAN[3].path, "refused"), PLAN[4], keep_going=True)
    assert states(report)["contracts"] == "published"
    assert set(tree(out, "contracts")) == {PLAN[4].path}
    assert manifest(out)["sections"]["contracts"]["unavailable"] == [PLAN[3].path]
    assert [failure.path for failure in report.failed] == [PLAN[3].path]


def test_a_template_error_is_one_problem(out: Path) -> None:
    """A template that fails for a hundred pages is a hundred failures and one problem to show."""
    report = run(out, *(page(f"site/{n}.html", "broken") for n in range(100)))
    assert len(report.failed) == 100
    assert [problem.code for problem in report.problems] == [BROKEN_TEMPLATE.code]


def test_a_repaired_output_needs_only_itself(out: Path) -> None:
    """After a failure the papers that were good come from the cache."""
    run(out, paper("c/1.pdf", "one"), paper("c/2.pdf", "refused"))
    assert whys(run(out, paper("c/1.pdf", "one"), paper("c/2.pdf", "two"))) == {"c/1.pdf": "cache", "c/2.pdf": "new"}


def test_a_partial_run_keeps_the_other_dealers(out: Path) -> None:
    """A run for one dealer replaces that dealer's files and leaves those of the others in the section and the manifest."""
    run(out, *PLAN, stamp={"commit": "a"})
    run(out, paper(PLAN[3].path, "new terms"), partial=True, stamp={"commit": "b"})
    assert set(tree(out)) == {artifact.path for artifact in PLAN} | {"manifest.json"}
    assert {row["path"] for row in manifest(out)["artifacts"]} == {artifact.path for artifact in PLAN}
    assert manifest(out)["sections"]["contracts"]["stamp"] == {"commit": "a"}


def test_a_partial_run_drops_what_was_altered(out: Path) -> None:
    """A file that the partial run cannot make again is not passed off as built when somebody has changed it."""
    run(out, *PLAN)
    (out / PLAN[4].path).write_bytes(b"forged")
    report = run(out, PLAN[3], partial=True)
    assert [warning.code for warning in report.warnings] == ["PUB025"]
    assert set(tree(out, "contracts")) == {PLAN[3].path}


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
                os.truncate(path, 3)
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


@pytest.mark.parametrize("name", [".manifests/site.json", "manifest.json"])
@pytest.mark.parametrize(
    ("content", "code"), [(b"{", "PUB003"), (b"[]", "PUB003"), (b"\xff", "PUB003"), (b'{"format": 2}', "PUB004")]
)
def test_a_manifest_that_is_not_understood_stops_the_run(out: Path, name: str, content: bytes, code: str) -> None:
    """A damaged manifest, or one of a newer version: nothing is deleted, nothing is made."""
    run(out, *PLAN)
    (out / name).write_bytes(content)
    before = tree(out)
    with pytest.raises(OutputProblem) as raised:
        run(out, PLAN[0])
    assert raised.value.problem.code == code
    assert tree(out) == before


def test_a_manifest_that_reaches_outside_is_damaged(out: Path) -> None:
    """A row that names a file outside its section is not believed."""
    run(out, *PLAN)
    private = out / ".manifests/site.json"
    private.write_text(private.read_text().replace("site/style.css", "site/../contracts/x"))
    with pytest.raises(OutputProblem) as raised:
        run(out, *PLAN)
    assert raised.value.problem.code == "PUB003"


def manifest(out: Path) -> dict[str, Any]:
    found = json.loads((out / "manifest.json").read_bytes())
    assert found["format"] == 1
    return found  # type: ignore[no-any-return]


def test_the_manifest_says_what_stands(out: Path) -> None:
    """Path, digest, size, audience and origins of every output in order of path, and the stamp of the run."""
    run(out, *PLAN, stamp={"commit": "abc", "as_of": "2026-10-20"})
    found = json.loads((out / "manifest.json").read_bytes())
    assert found["stamp"] == {"as_of": "2026-10-20", "commit": "abc"}
    assert [row["path"] for row in found["artifacts"]] == sorted(artifact.path for artifact in PLAN)
    row = next(row for row in found["artifacts"] if row["path"] == PLAN[3].path)
    assert (row["audience"], row["because"], row["size"]) == ("dealer", ["D-2025-0001"], 1285)


def test_only_the_manifest_knows_the_commit(out: Path) -> None:
    """Another commit with the same contents changes the manifest and no output."""
    run(out, *PLAN, stamp={"commit": "a"})
    before = stamps_of_files(out)
    run(out, *PLAN, stamp={"commit": "b"})
    after = stamps_of_files(out)
    assert {name for name in after if after[name] != before[name]} == {"manifest.json"}
    assert manifest(out)["sections"]["site"]["stamp"] == {"commit": "b"}


def test_a_changed_audience_is_written_down(out: Path) -> None:
    """The manifest follows when an output with the same bytes gets another audience."""
    run(out, page("site/a.html", "x", audience="public"))
    run(out, page("site/a.html", "x", audience="internal"))
    assert json.loads((out / "manifest.json").read_bytes())["artifacts"][0]["audience"] == "internal"


def test_the_report_file_lists_what_happened(out: Path) -> None:
    """`report.json` holds what was built, reused and failed, with the problem in both languages."""
    run(out, *PLAN[:4])
    run(out, *PLAN[:3], paper(PLAN[3].path, "refused", because=("D-2025-0001",)), PLAN[4])
    found = json.loads((out / "report.json").read_bytes())
    assert found["sections"] == {"contracts": "kept", "site": "unchanged"}
    assert found["built"] == [[PLAN[4].path, "new"]]
    assert [row[1] for row in found["reused"]] == ["same", "same", "same"]
    assert found["failed"][0]["path"] == PLAN[3].path
    assert found["failed"][0]["problems"][0]["message_zh"] == "字体里没有这个字"


def test_progress_counts_every_output_once(out: Path) -> None:
    """Whoever shows progress hears of each output once, failures included."""
    seen: list[tuple[int, int]] = []
    run(out, *PLAN, paper("c/x.pdf", "refused"), progress=lambda done, total, _: seen.append((done, total)))
    assert seen == [(n + 1, 6) for n in range(6)]


def test_an_equal_recipe_skips_the_finishing(out: Path) -> None:
    """With a digest of all that goes in, an unchanged output is not even finished; without one it is."""
    bench = Bench()
    recipes = {artifact.path: f"r{n}" for n, artifact in enumerate(PLAN)}
    publish(PLAN, bench, out, options(recipe=lambda artifact: recipes[artifact.path]))
    assert bench.finished == 5
    recipes[PLAN[0].path] = "other"
    recipes[PLAN[3].path] = ""
    report = publish(PLAN, bench, out, options(recipe=lambda artifact: recipes[artifact.path]))
    assert bench.finished == 7
    assert set(whys(report).values()) == {"same"}


def test_nothing_is_put_in_place_without_confirmation(out: Path) -> None:
    """When the sources moved while the run was reading them, the old output stays and the report says why."""
    run(out, *PLAN)
    before = tree(out)
    moved = Problem("SRC900", "error", BROKEN_TEMPLATE.message, Origin("dealers"))
    report = run(out, page("site/zh/index.html", "x"), confirm=lambda: (moved,))
    assert tree(out) == before
    assert report.withheld == (moved,)
    assert states(report) == {"site": "kept"}


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


def test_the_cache_may_lie_elsewhere(out: Path, tmp_path: Path) -> None:
    """Two outputs share a cache; the second lays out nothing."""
    run(out, *PLAN, cache=tmp_path / "cache")
    assert not (out / ".cache").exists()
    report = run(out.with_name("other"), *PLAN, cache=tmp_path / "cache")
    assert {whys(report)[artifact.path] for artifact in PLAN[3:]} == {"cache"}


def test_a_paper_for_other_eyes_is_not_served(out: Path) -> None:
    """The same paper for another audience is laid out again: a cache entry is never shared across audiences."""
    run(out, paper("a/1.pdf", "x", audience="internal"))
    report = run(out, paper("b/1.pdf", "x", audience="dealer"))
    assert whys(report) == {"b/1.pdf": "new"}


def test_no_cache_is_a_warning(out: Path, tmp_path: Path) -> None:
    """A cache that cannot be used is told, and the outputs are the same."""
    (tmp_path / "cache").write_text("a file")
    report = run(out, *PLAN, cache=tmp_path / "cache")
    assert [warning.code for warning in report.warnings] == ["PUB021"]
    run(out.with_name("clean"), *PLAN)
    assert tree(out) == tree(out.with_name("clean"))


def test_incremental_equals_clean(out: Path) -> None:
    """After any number of added, changed, renamed and deleted outputs the tree is that of a clean build."""
    chance = random.Random(7)
    names = [f"{section}/{folder}/{n}" for section in ("site", "data") for folder in "ab" for n in range(4)]
    for turn in range(12):
        chosen = sorted(chance.sample(names, chance.randint(0, len(names))))
        plan = [page(f"{name}.html", str(chance.randint(0, 2))) for name in chosen]
        plan += [paper(f"papers/{n}.pdf", str(chance.randint(0, 1))) for n in chance.sample(range(4), 2)]
        given = {"sections": ("site", "data", "papers"), "cache": out.parent / "cache"}
        run(out, *plan, **given)
        clean = out.with_name(f"clean{turn}")
        run(clean, *reversed(plan), **given)
        assert tree(out) == tree(clean)
        assert folders(out) == folders(clean)


def folders(out: Path) -> set[str]:
    found = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_dir()}
    return {name for name in found if not name.startswith(".")}


def test_the_number_of_workers_changes_nothing(out: Path) -> None:
    """One worker or four, in any order of the plan: the same bytes."""
    plan = [*PLAN, *(paper(f"more/{n}.pdf", str(n)) for n in range(6))]
    run(out, *plan, workers=1)
    run(out.with_name("four"), *reversed(plan), workers=4)
    assert tree(out) == tree(out.with_name("four"))
