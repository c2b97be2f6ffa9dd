"""The import rules speak of every room that stands."""

from __future__ import annotations

import configparser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ABOVE = {"render", "publish", "pipeline", "serve", "cli"}


def rules() -> configparser.ConfigParser:
    """The import-linter configuration."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", "utf-8")
    return parser


def rooms(toolkit: Path) -> set[str]:
    """The packages and modules directly in the toolkit that hold any code."""
    folders = {path.name for path in toolkit.iterdir() if path.is_dir() and any(path.glob("*.py"))}
    return folders | {path.stem for path in toolkit.glob("*.py") if path.stem != "__init__"}


def test_no_engine_below_render_is_checked_for_every_room() -> None:
    """A room added below render is kept free of weasyprint, jinja2, click and workers from its first day."""
    listed = rules()["importlinter:contract:engines"]["source_modules"].split()
    below = {f"toolkit.{room}" for room in rooms(ROOT / "toolkit") - ABOVE}
    assert below - set(listed) == set()


def test_an_unlisted_room_is_seen(tmp_path: Path) -> None:
    """The guard above can fail: a folder counts as a room as soon as it holds a module."""
    (tmp_path / "attic").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "attic" / "dust.py").touch()
    (tmp_path / "pipeline.py").touch()
    assert rooms(tmp_path) == {"attic", "pipeline"}
