"""A folder of preparation that the machine does not let go is told, once, and is no error of the run."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.publish import stage


def test_a_stage_that_stays_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Removed, it says nothing; where removing fails, a warning names the folder and why."""
    (tmp_path / "one").mkdir()
    assert stage.stage_removed(tmp_path / "one") == ()
    assert not (tmp_path / "one").exists()
    monkeypatch.setattr(stage, "remove_tree", lambda folder: "Device or resource busy")
    told = stage.stage_removed(tmp_path / "two")
    assert [(row.code, row.severity) for row in told] == [("PUB023", "warning")]
    assert "Device or resource busy" in told[0].message.zh
