"""What all tests share: golden files, with one switch that updates them and one that deletes the unused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is no fault of the code under test: what may take how long is said by the tests that are about time.
settings.register_profile("here", deadline=None)
settings.load_profile("here")

GOLDEN = Path(__file__).parent / "golden"
_ASKED = pytest.StashKey[set[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("golden files")
    group.addoption("--update-golden", action="store_true", help="write what the tests make into tests/golden/")
    group.addoption(
        "--prune-golden", action="store_true", help="delete golden files that no test of this run asked for"
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_ASKED] = set()


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if session.config.getoption("--prune-golden") and exitstatus == pytest.ExitCode.OK:
        for path in GOLDEN.glob("*.txt"):
            if path.name not in session.config.stash[_ASKED]:
                path.unlink()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the golden file of that name, or writes it when the run updates golden files."""

    def compare(name: str, text: str) -> None:
        request.config.stash[_ASKED].add(name)
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        expected = path.read_text("utf-8") if path.is_file() else ""
        assert text == expected, f"{name} differs; if the change is meant, run pytest with --update-golden"

    return compare
