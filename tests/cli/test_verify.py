"""Whether a PDF is one that we issued: the one that was signed, one that was built, one that was changed, one of somebody else."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.conftest import Build
from toolkit.cli import exits
from toolkit.cli.commands import verify as command
from toolkit.network.network import Network
from toolkit.render.seal import sealed

PDF = sealed(b"%PDF-1.7\ntrailer\n<< >>\nstartxref\n9\n%%EOF\n")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A sealed PDF that no manifest knows."""
    path = tmp_path / "paper.pdf"
    path.write_bytes(PDF)
    return path


def test_a_sealed_paper_that_nobody_knows(build: Build, file: Path) -> None:
    """It is as it was made, but whether we issued it cannot be said: exit 1."""
    result = build("verify", str(file))
    assert result.exit_code == exits.PROBLEMS
    assert "made by this toolkit and unchanged since" in result.stdout


@pytest.mark.parametrize(
    ("data", "verdict"),
    [
        (PDF.replace(b"<< >>", b"<<  >>"), "changed"),
        (PDF + b"more", "added"),
        (b"%PDF-1.7\nby another\n%%EOF\n", "foreign"),
        (b"", "foreign"),
    ],
)
def test_what_is_not_genuine(build: Build, file: Path, data: bytes, verdict: str) -> None:
    """Changed, added to, or never ours: each is told by its own word, and none is let pass."""
    file.write_bytes(data)
    result = build("verify", str(file), "--format", "json")
    told = json.loads(result.stdout)
    assert (told["verdict"], told["genuine"], result.exit_code) == (verdict, False, exits.PROBLEMS)


def test_a_file_that_was_built(build: Build, root: Path, tmp_path: Path) -> None:
    """A file whose digest stands in the manifest is known by its path, wherever the copy lies; one byte more and it is not."""
    assert build("site").exit_code == exits.OK
    copy = tmp_path / "copy.html"
    copy.write_bytes((root / "out/site/zh/index.html").read_bytes())
    told = json.loads(build("verify", str(copy), "--format", "json").stdout)
    assert (told["verdict"], told["genuine"], told["known"]) == ("issued", True, ["site/zh/index.html"])
    copy.write_bytes(copy.read_bytes() + b" ")
    assert json.loads(build("verify", str(copy), "--format", "json").stdout)["genuine"] is False


def test_the_signed_paper_stands_over_the_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest that a signed text holds, and that of its sealed scan, are asked first."""

    class Signed:
        contract_no, pdf, scan = "QY-JX-2026-0004", hashlib.sha256(PDF).hexdigest(), None

    monkeypatch.setattr(Network, "all", lambda network, kind: (Signed(),), raising=True)
    found = command.finding(PDF, Network.__new__(Network), tmp_path)
    assert (found.verdict, found.known) == ("signed", ("QY-JX-2026-0004",))


def test_a_file_that_is_not_there(build: Build, tmp_path: Path) -> None:
    """A missing file and a folder are mistakes in the command."""
    result = build("verify", str(tmp_path / "none.pdf"))
    assert result.exit_code == exits.USAGE
    assert "cannot be read" in result.stderr
    assert build("verify", str(tmp_path)).exit_code == exits.USAGE
