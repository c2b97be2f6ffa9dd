"""What can be told of one output afterwards: from what it was made, when, and what the last run did with it."""

from __future__ import annotations

from pathlib import Path

from tests.publish.publish_bench import page, paper, run
from toolkit.publish.story import paths_in, story_of

PLAN = (
    page("site/zh/index.html", "a", because=("content/company.yaml",)),
    paper("contracts/D-2025-0001/CT-1.pdf", because=("dealers/D-2025-0001/profile.yaml",)),
)
PAPER = PLAN[1].path


def test_an_output_that_was_made_and_then_kept(out: Path) -> None:
    """New at first, then the same; its origins, its audience and the stamp of its section are told."""
    run(out, *PLAN, stamp={"commit": "abc", "as_of": "2026-10-20"})
    first = story_of(out, PAPER)
    run(out, *PLAN, stamp={"commit": "def", "as_of": "2026-10-21"})
    second = story_of(out, PAPER)
    assert first is not None
    assert second is not None
    assert (first.why, first.state, dict(first.stamp)) == ("new", "published", {"commit": "abc", "as_of": "2026-10-20"})
    assert first.entry is not None
    assert (first.entry.because, first.entry.audience) == (("dealers/D-2025-0001/profile.yaml",), "dealer")
    assert (second.why, second.state, second.run["commit"]) in (
        ("same", "unchanged", "def"),
        ("cache", "unchanged", "def"),
    )


def test_an_output_that_changed(out: Path) -> None:
    """Made again because its content changed."""
    run(out, *PLAN)
    run(out, PLAN[0], paper(PAPER, "another"))
    story = story_of(out, PAPER)
    assert story is not None
    assert story.why == "changed"


def test_an_output_that_failed(out: Path) -> None:
    """It is told although there is no file, with what went wrong."""
    run(out, PLAN[0], paper(PAPER, "refused"), keep_going=True)
    story = story_of(out, PAPER)
    assert story is not None
    assert (story.entry, story.why, [row["code"] for row in story.problems]) == (None, "failed", ["TST001"])
    assert PAPER in paths_in(out)


def test_an_output_that_the_last_run_left_alone(out: Path) -> None:
    """A run of another section says nothing of it; its own manifest still does."""
    run(out, *PLAN)
    run(out, PLAN[0])
    (out / "report.json").write_bytes(
        (out / "report.json").read_bytes().replace(PAPER.encode(), b"contracts/other.pdf")
    )
    story = story_of(out, PAPER)
    assert story is not None
    assert (story.why, story.entry is not None) == ("", True)


def test_what_is_not_known_has_no_story(out: Path) -> None:
    """Another path, an empty folder, a report that cannot be read: nothing is made up."""
    assert (story_of(out, PAPER), paths_in(out)) == (None, ())
    run(out, *PLAN)
    assert story_of(out, "contracts/D-2025-0001/CT-2.pdf") is None
    (out / "report.json").write_text("{")
    story = story_of(out, PAPER)
    assert story is not None
    assert (story.why, story.state) == ("", "")


def test_the_digests_of_the_inputs_are_kept(out: Path) -> None:
    """As they were read when the output was made or confirmed; one that nobody can tell is left out."""
    digests = {"content/company.yaml": "aaaa", "dealers/D-2025-0001/profile.yaml": "bbbb"}
    run(out, *PLAN, inputs=lambda paths: {path: digests[path] for path in paths})
    story = story_of(out, PAPER)
    assert story is not None
    assert story.inputs == {"dealers/D-2025-0001/profile.yaml": "bbbb"}
    run(out, *PLAN)
    story = story_of(out, PAPER)
    assert story is not None
    assert story.inputs == {}


def test_a_partial_run_does_not_speak_for_the_others(out: Path) -> None:
    """An input that has changed and that an output left as it was shares is told of neither; one of its own is."""
    two = paper("contracts/D-2025-0002/CT-2.pdf", because=("content/company.yaml", "dealers/D-2025-0002/profile.yaml"))
    one = paper(PAPER, because=("content/company.yaml", "dealers/D-2025-0001/profile.yaml"))
    run(out, one, two, inputs=lambda paths: dict.fromkeys(paths, "then"))
    run(out, one, partial=True, inputs=lambda paths: dict.fromkeys(paths, "then"))
    same = story_of(out, PAPER)
    run(out, one, partial=True, inputs=lambda paths: dict.fromkeys(paths, "now"))
    after = story_of(out, PAPER)
    assert same is not None
    assert after is not None
    assert same.inputs == dict.fromkeys((*one.because, *two.because), "then")
    assert after.inputs == {"dealers/D-2025-0001/profile.yaml": "now", "dealers/D-2025-0002/profile.yaml": "then"}
