"""What is remembered of files is never older than the files."""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.serve.serve_scene import FIRST, SECOND, change
from tests.topics.builders import dealer
from tests.workspace import REFUSED, files, lay
from toolkit import pipeline
from toolkit.network.file_records import FileRecords, file_records
from toolkit.network.kinds import Kinds
from toolkit.serve.files import files_now, passing
from toolkit.serve.remembered import Remembered
from toolkit.sources.document import Locator
from toolkit.sources.snapshot import Snapshot
from toolkit.sources.tree import Tree, WorkingTree

DAY = date(2026, 10, 20)


class Reading:
    """Reads a workspace again and again, as a preview does."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.remembered = Remembered()
        self.files = files_now(root)

    def outcome(self) -> list[object]:
        """What a reading comes to now: records, places and problems, as far as they can be compared."""
        self.files = files_now(self.root, self.files)
        outcome = told(self.files.records, self.remembered)
        self.remembered.settle()
        return outcome


def told(tree: Snapshot | WorkingTree, remembered: Remembered | None = None) -> list[object]:
    """Every record with its data, its place and its file's digest, and every problem, judged too."""
    network, found = pipeline.read(tree, remembered.reading) if remembered else pipeline.read(tree)
    rows = [
        (e.kind.name, e.id, e.record.model_dump_json(), network.origin(e.record), e.document.digest)
        for e in network.entries()
    ]
    return [rows, sorted(network.files), list(pipeline.judge(network, found, DAY).problems)]


def test_an_edit_of_the_same_size_and_time_is_seen(root: Path) -> None:
    """A file whose length and time of change are as before is read by its bytes all the same."""
    reading = Reading(root)
    before, state = reading.outcome(), (root / FIRST).stat()
    change(root, FIRST, "第1商贸", "第九商贸".replace("九", "9"))
    os.utime(root / FIRST, ns=(state.st_atime_ns, state.st_mtime_ns))
    after = (root / FIRST).stat()
    assert (after.st_size, after.st_mtime_ns) == (state.st_size, state.st_mtime_ns)
    assert reading.outcome() == told(WorkingTree(root)) != before


def test_a_file_that_goes_and_comes_back(root: Path) -> None:
    """What was deleted is gone, with what stood on it; what is added is there; what comes back is as it was."""
    reading = Reading(root)
    whole, text = reading.outcome(), (root / SECOND).read_bytes()
    (root / SECOND).unlink()
    assert reading.outcome() == told(WorkingTree(root)) != whole
    (root / SECOND).write_bytes(text)
    assert reading.outcome() == whole
    lay(root, dealer(f"transitions: [{REFUSED}]", 3))
    assert reading.outcome() == told(WorkingTree(root)) != whole


def test_a_renamed_dealer(root: Path) -> None:
    """The same bytes at another path are another record: nothing of the old path is taken for the new one."""
    reading = Reading(root)
    reading.outcome()
    (root / "dealers/D-2025-0002").rename(root / "dealers/D-2025-0007")
    after = reading.outcome()
    assert after == told(WorkingTree(root))
    assert "D-2025-0007" in str(after)
    assert "D-2025-0002" not in str(after)


def test_bytes_that_swap_places(root: Path) -> None:
    """Two files that exchange their bytes are both read anew."""
    reading = Reading(root)
    reading.outcome()
    one, two = (root / FIRST).read_bytes(), (root / SECOND).read_bytes()
    (root / FIRST).write_bytes(two)
    (root / SECOND).write_bytes(one)
    assert reading.outcome() == told(WorkingTree(root))


def test_what_is_no_longer_there_is_forgotten(root: Path) -> None:
    """A day of editing does not fill the memory: of each file only what the last look needed is kept."""
    reading = Reading(root)
    reading.outcome()
    held = len(reading.remembered._records)
    for number in range(5):
        change(root, FIRST, "short_name: ", f"short_name: {number}")
        reading.outcome()
    assert len(reading.remembered._records) == held


def test_only_what_changed_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One saved file costs the reading of one file."""
    reading, read = Reading(root), list[str]()
    reading.outcome()

    def counted(tree: Tree, kinds: Kinds, path: str, locator: Locator) -> FileRecords:
        read.append(path)
        return file_records(tree, kinds, path, locator)

    monkeypatch.setattr("toolkit.serve.remembered.file_records", counted)
    change(root, FIRST, "第1商贸", "第8商贸")
    reading.outcome()
    assert read == [FIRST]


EDITS = st.lists(
    st.tuples(
        st.sampled_from((FIRST, SECOND, "content/company.yaml", "content/workspace.yaml", "dealers/D-2025-0004/profile.yaml")),
        st.sampled_from(("delete", "break", "mend", "rename field", "empty", "copy", "link")),
    ),
    max_size=6,
)  # fmt: skip


@given(edits=EDITS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_row_of_edits_comes_to_what_a_fresh_reading_finds(tmp_path: Path, edits: list[tuple[str, str]]) -> None:
    """Whatever is broken, deleted, mended, copied or replaced by a link in between."""
    root = tmp_path / "any"
    shutil.rmtree(root, ignore_errors=True)
    right = {**files(), **dealer(f"transitions: [{REFUSED}]", 2)}
    lay(root, right)
    reading = Reading(root)
    for path, edit in edits:
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        words = right.get(path, right[FIRST])
        if edit == "link":
            target.symlink_to(root / "content/staff.yaml")
        elif edit != "delete":
            lay(
                root,
                {
                    path: {"break": "a: [", "rename field": words.replace("name:", "nmae:", 1), "empty": ""}.get(
                        edit, words
                    )
                },
            )
        assert reading.outcome() == told(WorkingTree(root))


@pytest.mark.parametrize(
    "name",
    "profile.yaml~ .#profile.yaml #profile.yaml# .profile.yaml.swp .profile.yaml.swx 4913 ~$list.csv .DS_Store sedAb3x9Z "
    "profile.yaml___jb_tmp___ .goutputstream-ABC123 .~lock.outlets.csv#".split(),
)
def test_what_editors_leave_beside_a_file_is_not_read(root: Path, name: str) -> None:
    """A file that an editor makes while it saves brings no problem and no page."""
    reading = Reading(root)
    before = reading.outcome()
    lay(root, {f"dealers/D-2025-0001/{name}": "a: ["})
    assert passing(name)
    assert reading.outcome() == before


@pytest.mark.parametrize("name", "profile.yaml 2026Q1.csv README.md .gitkeep sedan.yaml swp.md".split())
def test_what_people_mean_is_read(name: str) -> None:
    """The guard above does not close its eyes to data."""
    assert not passing(name)
