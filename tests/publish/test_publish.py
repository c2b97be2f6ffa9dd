"""A publication as a whole: what is built, reused, kept and removed."""

from __future__ import annotations

import random
from pathlib import Path

from tests.publish.publish_bench import (
    BROKEN_TEMPLATE,
    PLAN,
    Bench,
    leftovers,
    manifest,
    options,
    page,
    paper,
    run,
    stamps_of_files,
    states,
    tree,
    whys,
)
from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.publish.run import publish


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


def test_an_equal_recipe_for_other_eyes_is_not_enough(out: Path) -> None:
    """A recipe that forgot the audience does not keep what was made for another one."""
    bench = Bench()
    publish([page("site/a.html", "x", audience="internal")], bench, out, options(recipe=lambda _: "same"))
    publish([page("site/a.html", "y", audience="public")], bench, out, options(recipe=lambda _: "same"))
    assert tree(out, "site") == {"site/a.html": b"<html>y</html>"}


def test_nothing_is_put_in_place_without_confirmation(out: Path) -> None:
    """When the sources moved while the run was reading them, the old output stays and the report says why."""
    run(out, *PLAN)
    before = tree(out)
    moved = Problem("SRC900", "error", BROKEN_TEMPLATE.message, Origin("dealers"))
    report = run(out, page("site/zh/index.html", "x"), confirm=lambda: (moved,))
    assert tree(out) == before
    assert report.withheld == (moved,)
    assert states(report) == {"site": "kept"}


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
