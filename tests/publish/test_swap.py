"""The swap of two folders, with and without help from the system."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import toolkit.publish.swap as swap
from tests.publish.publish_bench import Bench, leftovers, options, page, tree
from toolkit.publish.problems import OutputProblem
from toolkit.publish.run import publish
from toolkit.publish.swap import exchange, put_in_place


def folder(path: Path, text: str) -> Path:
    path.mkdir()
    (path / "file").write_text(text)
    return path


def test_an_exchange_swaps_both(tmp_path: Path) -> None:
    """After an exchange each folder is where the other was; here the system can do it."""
    one, two = folder(tmp_path / "一", "1"), folder(tmp_path / "two", "2")
    assert exchange(one, two)
    assert ((one / "file").read_text(), (two / "file").read_text()) == ("2", "1")


def test_an_exchange_with_nothing_raises(tmp_path: Path) -> None:
    """A missing folder is an error, not a system that cannot."""
    with pytest.raises(FileNotFoundError):
        exchange(folder(tmp_path / "one", "1"), tmp_path / "missing")


def test_the_first_time_there_is_nothing_to_swap(tmp_path: Path) -> None:
    """A section that does not exist yet is just moved there."""
    put_in_place(folder(tmp_path / "staged", "new"), tmp_path / "live", tmp_path / "aside")
    assert [path.name for path in tmp_path.iterdir()] == ["live"]


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system or file system that cannot exchange."""
    monkeypatch.setattr(swap, "exchange", lambda *_: False)


@pytest.mark.usefixtures("no_exchange")
def test_without_an_exchange_the_old_folder_steps_aside(tmp_path: Path) -> None:
    """Two renames lead to the same end."""
    staged, live = folder(tmp_path / "staged", "new"), folder(tmp_path / "live", "old")
    put_in_place(staged, live, tmp_path / "aside")
    assert (live / "file").read_text() == "new"
    assert (tmp_path / "aside/file").read_text() == "old"


@pytest.mark.usefixtures("no_exchange")
def test_a_second_rename_that_fails_brings_the_old_folder_back(tmp_path: Path) -> None:
    """When the new folder cannot be moved in, the old one is live again."""
    live = folder(tmp_path / "live", "old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "missing", live, tmp_path / "aside")
    assert (live / "file").read_text() == "old"


@pytest.mark.usefixtures("no_exchange")
def test_publishing_works_without_an_exchange(out: Path) -> None:
    """A whole run on such a system leaves the same tree and no rest."""
    publish([page("site/a.html", "1"), page("site/b.html", "1")], Bench(), out, options())
    publish([page("site/a.html", "2")], Bench(), out, options())
    assert tree(out, "site") == {"site/a.html": b"<html>2</html>"}
    assert leftovers(out) == []


def test_copies_where_there_are_no_hard_links(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Unchanged files are copied into the stage when the file system has no links; the next run finds them intact."""
    plan = [page("site/a.html", "1"), page("site/b.html", "1")]
    publish(plan, Bench(), out, options())

    def no_link(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)
    report = publish([page("site/a.html", "2"), plan[1]], Bench(), out, options())
    assert [done.why for done in (*report.built, *report.reused)] == ["changed", "same"]
    assert tree(out, "site") == {"site/a.html": b"<html>2</html>", "site/b.html": b"<html>1</html>"}
    assert not publish([page("site/a.html", "2"), plan[1]], Bench(), out, options()).built


def test_a_section_that_is_a_mount_point_is_refused(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mount point cannot be renamed: told before anything is made."""
    publish([page("site/a.html", "1")], Bench(), out, options())
    monkeypatch.setattr(Path, "is_mount", lambda self: self.name == "site")
    bench = Bench()
    with pytest.raises(OutputProblem) as raised:
        publish([page("site/a.html", "2")], bench, out, options())
    assert (raised.value.problem.code, bench.finished) == ("PUB001", 0)
