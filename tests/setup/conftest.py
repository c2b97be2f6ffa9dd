"""A machine and a project of one's own for build.py: nothing here is installed, and nothing is fetched."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest

BUILD_PY = Path(__file__).resolve().parents[2] / "build.py"


@pytest.fixture
def build() -> ModuleType:
    """build.py, loaded anew, so that a test may replace what it finds in it."""
    spec = importlib.util.spec_from_file_location("build_under_test", BUILD_PY)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project that asks for nothing, in a folder with a space and Chinese letters."""
    root = tmp_path / "渠道 手册"
    root.mkdir()
    (root / "requirements.lock").write_text("click==8.5.1\n", "utf-8")
    (root / "pyproject.toml").write_text("[project]\n", "utf-8")
    return root


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], Path]:
    """Puts a shell script on a PATH that holds nothing else, so that none can reach the real thing; gives its place."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def put(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)
        return path

    return put


@pytest.fixture
def person(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[int, str | None], None]]:
    """Makes the caller root (0) or somebody else, on a terminal where they type an answer, or without one (None)."""
    with ExitStack() as opened:

        def sit_down(user: int, answer: str | None) -> None:
            monkeypatch.setattr(os, "geteuid", lambda: user)
            if answer is None:
                monkeypatch.setattr(sys, "stdin", None)
                return
            keyboard, terminal = os.openpty()
            opened.callback(os.close, keyboard)
            os.write(keyboard, answer.encode())
            monkeypatch.setattr(sys, "stdin", opened.enter_context(open(terminal, encoding="utf-8")))
            monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

        yield sit_down
