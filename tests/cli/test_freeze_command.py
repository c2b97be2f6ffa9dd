"""`build freeze` as a user runs it: on a workspace on disk, with its exit codes, and nothing written on any error."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.topics.frozen_files import DRAFT, ONE, OTHER, files, frozen_workspace, signed_path
from tests.workspace import SETTINGS, lay
from toolkit.cli import exits
from toolkit.cli.app import main
from toolkit.cli.options import Settings
from toolkit.cli.session import Session
from toolkit.edit.freeze import to_freeze, without_frozen
from toolkit.network.network import Network
from toolkit.pipeline import Judged

STANDARD = next(path for path in frozen_workspace() if "/frozen/" in path)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace with two signed contracts and a draft.

    What other chapters would like to see beside a contract, such as a legal review, is not what this is about: errors of theirs
    are taken for mended.
    """
    real = Session.judged

    def judged(self: Session) -> Judged:
        found = real(self)
        own = tuple(p for p in found.problems if p.code.startswith(("CTR62", "TST")))
        return Judged(found.network, found.results, own, found.as_of)

    monkeypatch.setattr(Session, "judged", judged)
    return lay(tmp_path / "workspace", {**files(), "content/workspace.yaml": SETTINGS})


def freeze(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "freeze", *arguments])


def signed(root: Path) -> list[str]:
    found = (path.relative_to(root).as_posix() for path in root.rglob("*.yaml"))
    return sorted(path for path in found if path.endswith(".signed.yaml") or "/frozen/" in path)


def test_all_signed_contracts_are_frozen(root: Path) -> None:
    """The written files are named on stdout, the standard first; a second run finds nothing to do."""
    done = freeze(root, "--all-signed")
    assert done.exit_code == exits.OK, done.stderr
    assert done.stdout.splitlines() == [STANDARD, signed_path(), signed_path(2, 2)]
    assert signed(root) == sorted(done.stdout.splitlines())
    again = freeze(root, "--all-signed")
    assert (again.exit_code, again.stdout) == (exits.OK, "")
    assert "no contract to freeze" in again.stderr


def test_a_frozen_workspace_checks_clean(root: Path) -> None:
    """What was written is read back without a word, and the warning for its contract is gone."""
    assert freeze(root, ONE).exit_code == exits.OK
    shown = CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "check"])
    assert [line for line in shown.stdout.splitlines() if "CTR62" in line] == [
        line for line in shown.stdout.splitlines() if OTHER in line and "CTR621" in line
    ]
    assert "CTR621" in shown.stdout


def test_one_that_is_there_already(root: Path) -> None:
    """The same as it would be now: said, and all right. Something else: refused, and the file stays to the byte."""
    freeze(root, "--all-signed")
    same = freeze(root, ONE)
    assert (same.exit_code, same.stdout) == (exits.OK, "")
    assert "the same as now" in same.stderr
    clause = root / "content/clauses/price/2026-1/zh.md"
    before = (root / signed_path()).read_bytes()
    clause.write_text(clause.read_text("utf-8").replace("重新协商", "再次协商"), "utf-8")
    assert freeze(root, ONE).exit_code == exits.PROBLEMS
    assert (root / signed_path()).read_bytes() == before


def test_a_draft_is_refused(root: Path) -> None:
    """And with it every other contract of the same command."""
    done = freeze(root, ONE, DRAFT)
    assert (done.exit_code, signed(root)) == (exits.PROBLEMS, [])
    assert "EDT111" in done.stderr


def test_nothing_is_frozen_while_the_data_have_errors(root: Path) -> None:
    """A wrong figure would be kept for ever."""
    freeze(root, OTHER)
    path = root / signed_path(2, 2)
    path.write_text(path.read_text("utf-8").replace("第1", "第九", 1), "utf-8")
    done = freeze(root, ONE)
    assert (done.exit_code, "nothing was frozen" in done.stderr) == (exits.PROBLEMS, True)
    assert not (root / signed_path()).exists()


def test_a_file_that_cannot_be_read_as_a_text_is_not_overwritten(root: Path) -> None:
    """Something stands at the path that is no signed text: it is told, and stays."""
    path = root / signed_path()
    path.write_text("nothing: here\n", "utf-8")
    done = freeze(root, ONE)
    assert done.exit_code == exits.PROBLEMS
    assert "EDT101" in done.stderr
    assert path.read_text("utf-8") == "nothing: here\n"


def test_the_digest_of_the_pdf_and_the_scan(root: Path, tmp_path: Path) -> None:
    """Kept beside the text, the scan with its name; both files stay where they are."""
    pdf, scan = tmp_path / "signed.pdf", tmp_path / "盖章件.pdf"
    pdf.write_bytes(b"%PDF-1.7 one")
    scan.write_bytes(b"%PDF-1.7 two")
    done = freeze(root, ONE, "--pdf", str(pdf), "--scan", str(scan))
    assert done.exit_code == exits.OK, done.stderr
    text = (root / signed_path()).read_text("utf-8")
    assert hashlib.sha256(b"%PDF-1.7 one").hexdigest() in text
    assert hashlib.sha256(b"%PDF-1.7 two").hexdigest() in text
    assert "盖章件.pdf" in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "--all-signed"),
        (("QY-JX-2025-0009",), "did you mean QY-JX-2025-000"),
        ((ONE, OTHER, "--pdf", "{root}/content/company.yaml"), "one contract"),
        (("--all-signed", "--scan", "{root}/content/company.yaml"), "one contract"),
        ((ONE, "--pdf", "{root}/no.pdf"), "does not exist"),
    ],
)
def test_what_is_asked_for_must_make_sense(root: Path, arguments: tuple[str, ...], says: str) -> None:
    """No contract named, an unknown one, a proof for several, a file that is not there: usage, and nothing written."""
    done = freeze(root, *(argument.replace("{root}", str(root)) for argument in arguments))
    assert (done.exit_code, signed(root)) == (exits.USAGE, [])
    assert says in done.stderr


def test_the_network_is_not_changed_by_it(root: Path) -> None:
    """Freezing looks at a network without signed texts; the one that was read keeps them."""
    freeze(root, "--all-signed")
    session = Session(Settings(root=root))
    judged = session.judged()
    assert isinstance(judged.network, Network)
    assert len(to_freeze(without_frozen(judged.network))) == 2
    assert to_freeze(judged.network) == ()
