"""What the manifest and the report say, and that a manifest which is not understood stops everything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.publish.publish_bench import (
    PLAN,
    manifest,
    page,
    paper,
    run,
    stamps_of_files,
    states,
    tree,
)
from toolkit.publish.manifest import published
from toolkit.publish.problems import OutputProblem


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


def test_keep_going_publishes_the_rest(out: Path) -> None:
    """With keep_going the failed outputs are absent, the others stand, and the manifest says what is not available."""
    run(out, *PLAN)
    report = run(out, *PLAN[:3], paper(PLAN[3].path, "refused"), PLAN[4], keep_going=True)
    assert states(report)["contracts"] == "published"
    assert set(tree(out, "contracts")) == {PLAN[4].path}
    assert manifest(out)["sections"]["contracts"]["unavailable"] == [PLAN[3].path]
    assert [failure.path for failure in report.failed] == [PLAN[3].path]


def test_a_section_deleted_by_hand_leaves_the_manifest(out: Path) -> None:
    """The manifest never lists a file of a section that is no longer there."""
    run(out, *PLAN)
    shutil.rmtree(out / "contracts")
    run(out, *PLAN[:3])
    assert {row["path"].split("/")[0] for row in manifest(out)["artifacts"]} == {"site"}


def test_what_is_published_can_be_asked(out: Path) -> None:
    """The paths that stand, without those of a section that was deleted by hand; none where the manifest is damaged."""
    assert published(out) == frozenset()
    run(out, *PLAN)
    assert published(out) == {artifact.path for artifact in PLAN}
    shutil.rmtree(out / "contracts")
    assert published(out) == {artifact.path for artifact in PLAN[:3]}
    (out / ".manifests/site.json").write_text("{")
    assert published(out) == frozenset()
