"""Each code that the program can tell is told somewhere in the tests: a check that nobody has seen fail may never fail."""

from __future__ import annotations

from pathlib import Path

from tests.proved_codes import declared, proved

ROOT = Path(__file__).resolve().parent.parent
UNPROVED: dict[str, str] = {}
"""Codes that no test can bring about, each with the reason."""


def test_every_code_is_told_by_a_planted_fault() -> None:
    """For every code of the catalogue there is a test that plants its fault and asks for the code."""
    kinds = declared(ROOT / "toolkit")
    sources = [path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("*.py"))]
    assert len(kinds) > 1000
    assert kinds.keys() - proved(sources, kinds) == UNPROVED.keys()


def test_a_code_nobody_asks_for_is_seen(tmp_path: Path) -> None:
    """The guard can fail: a docstring, a comment and a denial ask for nothing; a text and a kind's own name do."""
    (tmp_path / "toolkit").mkdir()
    (tmp_path / "toolkit/checks.py").write_text(
        "".join(f'K{n} = ProblemKind("ABC10{n}", "error")\n' for n in range(1, 6)), "utf-8"
    )
    kinds = declared(tmp_path / "toolkit")
    source = '''
from toolkit.checks import K4
from toolkit import checks
def test_one():
    """ABC101 is told."""
    assert "ABC102" not in found()  # ABC101
    assert "a.yaml:3 error[ABC103]" in found()
    assert K4.code in found()
    assert checks.K5.code in found()
'''
    assert sorted(kinds) == ["ABC101", "ABC102", "ABC103", "ABC104", "ABC105"]
    assert kinds.keys() - proved([source], kinds) == {"ABC101", "ABC102"}
