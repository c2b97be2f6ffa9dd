"""Tests of publishing share one bench: a renderer and an engine that do what a test asks, also in worker processes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = str(Path(__file__).resolve().parent)
if HERE not in sys.path:
    sys.path.insert(0, HERE)  # workers inherit the path, and import the engine of the bench by name


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder that does not exist yet, in a folder with a space and Chinese letters."""
    return tmp_path / "渠道 手册" / "out"
