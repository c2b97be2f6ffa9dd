"""`set` and `new`: a record is changed where it stands, and begun where it belongs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.workspace import workspace
from toolkit.cli import exits, main


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return workspace(tmp_path / "workspace")


def run(root: Path, *arguments: str) -> Result:
    """Runs a command on the workspace, in English."""
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])


@pytest.fixture
def profile(root: Path) -> Path:
    """A dealer's file, with comments."""
    path = next((root / "dealers").glob("*/profile.yaml"))
    path.write_text("# 上面\n" + path.read_text("utf-8") + "# 下面\n", "utf-8")
    return path


def test_a_field_is_changed_and_shown(root: Path, profile: Path) -> None:
    """The line as a difference, the comments as they were, the file's path on stdout."""
    done = run(root, "set", profile.parent.name, "short_name=新名", "cooperation_since=2026/3/1", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    text = profile.read_text("utf-8")
    assert "short_name: 新名\n" in text
    assert 'cooperation_since: "2026-03-01"\n' in text
    assert text.startswith("# 上面\n")
    assert text.endswith("# 下面\n")
    assert "+short_name: 新名" in done.stderr
    assert done.stdout.strip() == profile.relative_to(root).as_posix()


@pytest.mark.parametrize(
    ("wish", "says"),
    [
        ("region=999999", "nothing was written"),
        ("uscc=1", "nothing was written"),
        ("short_nam=x", "did you mean short_name"),
        ("transitions=x", "EDT132"),
        ("name=", "nothing was written"),
        ("tags[9].x=1", "EDT131"),
    ],
)
def test_what_would_be_wrong_is_not_written(root: Path, profile: Path, wish: str, says: str) -> None:
    """An error that the change would bring, or a field that is not there: told, and the file stays."""
    before = profile.read_bytes()
    done = run(root, "set", profile.parent.name, wish, "--yes")
    assert (done.exit_code, says in done.stderr) == (exits.PROBLEMS, True), done.stderr
    assert profile.read_bytes() == before


def test_without_a_terminal_nothing_is_written_unasked(root: Path, profile: Path) -> None:
    """It says what to give; --dry-run only shows."""
    before = profile.read_bytes()
    done = run(root, "set", profile.parent.name, "short_name=新名")
    assert (done.exit_code, "--yes" in done.stderr) == (exits.PROBLEMS, True)
    assert run(root, "set", profile.parent.name, "short_name=新名", "--dry-run").exit_code == exits.OK
    assert profile.read_bytes() == before


def test_an_unknown_record_is_usage(root: Path) -> None:
    """With the one that was meant."""
    done = run(root, "set", "staff:S-2025-0009", "roles=SA")
    assert (done.exit_code, "did you mean S-2025-000" in done.stderr) == (exits.USAGE, True)


def test_a_new_record_has_its_id_place_and_guide(root: Path) -> None:
    """The next free number, a file that check accepts, and a comment for each field in the reader's language."""
    before = set((root / "dealers").iterdir())
    wishes = ("name=丁商贸有限公司", "short_name=丁", "region=330106")
    done = run(root, "new", "dealer", *wishes, "--draft", "--yes")
    assert done.exit_code == exits.OK, done.stderr
    (folder,) = set((root / "dealers").iterdir()) - before
    text = (folder / "profile.yaml").read_text("utf-8")
    assert folder.name == "D-2026-0001"
    assert "name: 丁商贸有限公司\n" in text
    assert "draft: true" in text
    assert "company company, sole_trader" in text
    assert run(root, "check").exit_code == exits.OK
    again = run(root, "set", folder.name, "short_name=丁丁", "--yes")
    assert again.exit_code == exits.OK, again.stderr
    assert "short_name: 丁丁" in (folder / "profile.yaml").read_text("utf-8")


def test_a_new_record_that_lacks_something_is_not_begun(root: Path) -> None:
    """Each field that is needed is named, and nothing is made."""
    before = set((root / "dealers").iterdir())
    done = run(root, "new", "dealer", "name=丁商贸有限公司", "--yes")
    assert done.exit_code == exits.PROBLEMS
    assert "short_name" in done.stderr
    assert set((root / "dealers").iterdir()) == before


def test_a_record_of_a_list_is_added_to_its_file(root: Path) -> None:
    """Staff stand in one file: the new one comes last, the others stay."""
    path = root / "content/staff.yaml"
    before = path.read_text("utf-8")
    wishes = ("id=S-2026-0001", "contact=C-2026-0001", "post=文员", "department=SA", "since=2026-01-05")
    done = run(root, "new", "staff", *wishes, "--dry-run")
    assert path.read_text("utf-8") == before
    assert "+  - " in done.stderr, done.stderr
    assert "S-2026-0001" in done.stderr
