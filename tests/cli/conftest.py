"""Tests of the command line run it in this process, or as a user would, in a workspace of one dealer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.signing import new_key
from tests.workspace import workspace
from toolkit.cli.app import main

Build = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace in which nothing is wrong."""
    return workspace(tmp_path / "workspace")


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """A key that signs commits, as one of the staff has it."""
    return new_key(tmp_path / "key")


@pytest.fixture
def build(root: Path) -> Build:
    """Runs a command on the workspace, with messages in English unless it says otherwise."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])

    return run
