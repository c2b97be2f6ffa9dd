"""Which paths may be written."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.publish.paths import refusal, resolve_inside, taken

GOOD = [
    "site/zh/index.html",
    "contracts/D-2025-0007/CT-2025-0007.pdf",
    "site/.nojekyll",
    "site/_headers",
    "site/经销商/乾.html",
    "s/" + "字" * 66,
    "s/console.html",
    "s/a..b",
]
BAD = [
    "",
    "index.html",
    "/etc/passwd",
    "//server/share",
    "../etc/passwd",
    "site/../../etc",
    "site/..",
    "site/./x",
    "site//x",
    "site/x/",
    ".stage-1/x",
    ".cache/x",
    "..",
    "manifest.json/x",
    "Report.JSON/x",
    "site\\..\\x",
    "site/a\\b",
    "C:/x",
    "site/a:stream",
    "site/a\0b",
    "site/a\nb",
    "site/\x7f",
    "site/\ud800",
    "site/a.",
    "site/a ",
    "site/CON",
    "site/nul.txt",
    "site/aux/x.html",
    "site/com1.tar.gz",
    "site/LPT³",
    "site/CONIN$",
    'site/"x"',
    "site/<x>",
    "site/x?",
    "site/*",
    "site/" + "字" * 67,
    "site/" + "x" * 201,
]


@pytest.mark.parametrize("path", GOOD)
def test_ordinary_names_are_fine(path: str, tmp_path: Path) -> None:
    """Ids, Chinese names and dot-names inside a section lead where they say."""
    assert not refusal(path)
    assert resolve_inside(tmp_path, path) == tmp_path.resolve() / path


@pytest.mark.parametrize("path", BAD)
def test_bad_names_are_refused_with_a_reason(path: str, tmp_path: Path) -> None:
    """What would leave the folder, or cannot exist on one of the three systems, has a reason in both languages."""
    why = refusal(path)
    assert why.zh
    assert why.en
    with pytest.raises(ValueError, match=r".+"):
        resolve_inside(tmp_path, path)


def test_a_link_on_the_way_is_refused(tmp_path: Path) -> None:
    """A folder that is a link out of the root is not followed, and neither is one that stays inside."""
    (tmp_path / "out/site").mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out/site/away").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "out/site/near").symlink_to(tmp_path / "out/site")
    for path in ("site/away/x", "site/near/x"):
        with pytest.raises(ValueError, match="link"):
            resolve_inside(tmp_path / "out", path)


def test_a_root_that_is_reached_by_a_link_is_fine(tmp_path: Path) -> None:
    """Only links below the root count: /tmp itself is one on some systems."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert resolve_inside(tmp_path / "link", "site/x") == (tmp_path / "real/site/x").resolve()


def test_the_earlier_of_two_claims_holds() -> None:
    """Equal paths, a file where a folder is needed, and a folder where a file is needed: the later one is told the
    earlier.
    """
    assert taken(["a/b", "a/c", "a/b"]) == {"a/b": "a/b"}
    assert taken(["a/b", "a/b/c"]) == {"a/b/c": "a/b"}
    assert taken(["a/b/c", "a/b"]) == {"a/b": "a/b/c"}
    assert taken(["a/b", "a/bc", "ab/c"]) == {}
