"""Tests of the command line run it in this process, or as a user would, in a workspace of one dealer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.workspace import workspace
from toolkit.cli.app import main

Build = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which nothing is wrong."""
    return workspace(tmp_path / "workspace")


@pytest.fixture
def build(root: Path) -> Build:
    """Runs a command on the workspace, with messages in English unless it says otherwise."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])

    return run
