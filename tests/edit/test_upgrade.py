"""An upgrade moves and changes what its steps say and nothing else, and is simply run again when it was cut off."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import lay
from toolkit.edit.upgrade import FORMAT, SETTINGS, STEPS, Draft, Step, shown, upgrade
from toolkit.edit.upgrade_write import write_upgrade
from toolkit.kernel.text import Text
from toolkit.sources.tree import MemoryTree, WorkingTree

OLD = "dealers/D-2025-0001/quarters/2026Q1-orders.csv"
NEW = "dealers/D-2025-0001/orders/2026Q1.csv"
ORDERS = "id,date\nO-1,2026-01-05\n"
SETTINGS_0 = '# 设置 · settings\nformat: "0"   # 版本 · version\nlanguages: [zh, en]\n'
SETTINGS_1 = '# 设置 · settings\nformat: "1"   # 版本 · version\nlanguages: [zh, en]\n'
WORKSPACE = {SETTINGS: SETTINGS_0, OLD: ORDERS, "dealers/D-2025-0001/quarters/2026Q1.yaml": "period: 2026Q1\n"}


def texts(root: Path) -> dict[str, str]:
    """All files of a folder."""
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in root.rglob("*") if p.is_file()}


def test_format_0_becomes_today_s(tmp_path: Path) -> None:
    """Orders stand in a folder of their own, the number is new, comments are where they were, and nothing else changes."""
    root = lay(tmp_path, WORKSPACE)
    plan = upgrade(WorkingTree(root))
    assert (plan.found, len(plan.steps), plan.problems) == (0, 1, ())
    assert write_upgrade(root, plan.moves) == ()
    kept = "dealers/D-2025-0001/quarters/2026Q1.yaml"
    assert texts(root) == {SETTINGS: SETTINGS_1, NEW: ORDERS, kept: "period: 2026Q1\n"}
    assert upgrade(WorkingTree(root)).moves == ()


def test_the_change_is_shown() -> None:
    """A move by its two paths, a change line by line."""
    assert list(shown(upgrade(MemoryTree(WORKSPACE)).moves)) == [
        f"{OLD} → {NEW}",
        f"--- {SETTINGS}",
        f"+++ {SETTINGS}",
        "@@ -1,3 +1,3 @@",
        " # 设置 · settings",
        '-format: "0"   # 版本 · version',
        '+format: "1"   # 版本 · version',
        " languages: [zh, en]",
    ]


def test_a_run_that_was_cut_off_goes_on(tmp_path: Path) -> None:
    """The new file is there and the old one too: the same content, so the next run takes the old one away."""
    root = lay(tmp_path, {**WORKSPACE, NEW: ORDERS})
    assert write_upgrade(root, upgrade(WorkingTree(root)).moves) == ()
    assert OLD not in texts(root)
    assert texts(root)[SETTINGS] == SETTINGS_1


def test_a_file_in_the_way_stops_all() -> None:
    """Two files that differ and claim one place are for a person to settle: nothing is planned."""
    plan = upgrade(MemoryTree({**WORKSPACE, NEW: "id,date\nO-2,2026-01-06\n"}))
    assert [(p.code, p.origin.path) for p in plan.problems] == [("EDT193", OLD)]
    assert plan.moves == ()


def test_a_file_saved_meanwhile_is_left_alone(tmp_path: Path) -> None:
    """What is no longer as it was read is neither moved nor written over, and the number stays old."""
    root = lay(tmp_path, WORKSPACE)
    plan = upgrade(WorkingTree(root))
    (root / OLD).write_text("id,date\n", "utf-8")
    assert [p.code for p in write_upgrade(root, plan.moves)] == ["EDT104"]
    assert texts(root)[OLD] == "id,date\n"
    assert texts(root)[SETTINGS] == SETTINGS_0


def test_a_newer_format_is_refused_at_its_line() -> None:
    """A program that is too old changes nothing and says where the number stands."""
    plan = upgrade(MemoryTree({SETTINGS: f"# x\nformat: {FORMAT + 1}\n"}))
    assert [(p.code, p.origin.line) for p in plan.problems] == [("EDT191", 2)]


@pytest.mark.parametrize("text", ["", "format:\n", "format: one\n", "name: x\n", 'format: "1\n', "format: 1.0\n"])
def test_a_format_that_cannot_be_read(text: str) -> None:
    """Nothing is guessed."""
    assert [p.code for p in upgrade(MemoryTree({SETTINGS: text})).problems] == ["EDT192"]


def test_steps_are_a_chain() -> None:
    """Each step sees what the one before it made; a file that two steps touch moves once, from its old place to its last."""

    def rename(draft: Draft) -> None:
        draft.move(NEW, NEW, draft.read(NEW).replace(b"id,date", b"id,ordered_on"))

    steps = (*STEPS, Step(1, Text("改名", "rename"), rename))
    plan = upgrade(MemoryTree(WORKSPACE), steps, newest=2)
    assert [(m.path, m.target) for m in plan.moves] == [(OLD, NEW), (SETTINGS, SETTINGS)]
    assert plan.moves[0].after == b"id,ordered_on\nO-1,2026-01-05\n"
    assert b'format: "2"' in plan.moves[1].after


def test_there_is_a_step_for_each_format() -> None:
    """From any earlier format the chain leads to today's."""
    assert [step.start for step in STEPS] == list(range(FORMAT))
