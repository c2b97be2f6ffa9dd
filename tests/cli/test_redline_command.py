"""`build redline` and `build import contract FILE.docx` as a user runs them: files put in place, words shown, nothing written into records."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.topics.frozen_files import ONE, OTHER, files
from tests.word_editing import edited, ran, tracked
from tests.word_reading import paragraphs
from tests.workspace import SETTINGS, lay
from toolkit.cli import exits
from toolkit.cli.app import main
from toolkit.cli.session import Session
from toolkit.pipeline import Judged


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with contracts; what other chapters would like to see beside them is not what this is about."""
    real = Session.judged

    def judged(self: Session) -> Judged:
        found = real(self)
        return Judged(found.network, found.results, (), found.as_of)

    monkeypatch.setattr(Session, "judged", judged)
    return lay(tmp_path / "workspace", {**files(), "content/workspace.yaml": SETTINGS})


def build(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", *arguments])


def test_two_contracts_are_compared(root: Path) -> None:
    """PDF and Word, in a section of their own; accepted, the Word file is the second contract."""
    done = build(root, "redline", ONE, OTHER, "--author", "法务部")
    assert done.exit_code == exits.OK, done.output
    assert "differ" in done.output
    folder = root / "out/redlines"
    assert (folder / f"{ONE}--{OTHER}.pdf").read_bytes().startswith(b"%PDF")
    word = (folder / f"{ONE}--{OTHER}.docx").read_bytes()
    assert any(OTHER in text for text in paragraphs(word, "after"))
    assert any(ONE in text for text in paragraphs(word, "before"))
    again = build(root, "redline", OTHER, ONE)
    assert again.exit_code == exits.OK
    assert len(list(folder.glob("*.docx"))) == 2


def test_what_is_not_there_is_told(root: Path) -> None:
    """A reference that names nothing is a mistake of the one who typed it; nothing is made."""
    assert build(root, "redline", "QY-JX-2099-0001", ONE).exit_code == exits.USAGE
    assert not (root / "out/redlines").exists()


def test_a_word_file_comes_back(root: Path, tmp_path: Path) -> None:
    """The change of a lawyer is shown at its place, as text and as JSON, and no record is touched."""
    assert build(root, "contract").exit_code == exits.OK
    source = next((root / "out/contracts").rglob(f"{ONE}.docx"))
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    text = next(text for text in paragraphs(source.read_bytes(), numbered=False) if text.startswith("双方本着平等"))
    data = edited(source.read_bytes(), (ran(text), tracked("双方本着", text[4:6], "互利", text[6:])))
    back = tmp_path / "back.docx"
    back.write_bytes(data)
    shown = build(root, "import", "contract", str(back))
    assert shown.exit_code == exits.OK, shown.output
    assert "王律师" in shown.output
    found = json.loads(build(root, "import", "contract", str(back), "--format", "json").stdout)
    assert found["counts"]["changes"] == 1
    assert found["changes"][0]["authors"] == ["王律师"]
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_a_broken_word_file_is_refused(root: Path, tmp_path: Path) -> None:
    """It is told why, and the exit code says that something is wrong with the data."""
    back = tmp_path / "back.docx"
    back.write_bytes(b"no zip")
    done = build(root, "import", "contract", str(back))
    assert (done.exit_code, "DOC101" in done.output) == (exits.PROBLEMS, True)
