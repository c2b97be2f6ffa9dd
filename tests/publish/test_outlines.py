"""What is kept of dealers is found by what they hold, moves with the branch, and is never in the way."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from toolkit.publish.outlines import GROUNDS, NAME, Kept, OutlinesLost
from toolkit.review.outline import CLAIMS, NAMES, SHARED, TELLS, Outline


def outline(dealer: str, *tokens: tuple[str, str], above: str = "", problems: str = "[]") -> Outline:
    return Outline(dealer, above, frozenset(tokens), (f'"{dealer} quarter"', ""), problems)


@pytest.fixture
def kept(tmp_path: Path) -> Kept:
    """Three dealers of one ground, and the shared files."""
    held = Kept(tmp_path / "cache" / NAME, "ground")
    held.keep(
        "c1",
        [
            outline("D-1", (TELLS, "same"), (CLAIMS, "330106")),
            outline("D-2", (TELLS, "same"), (NAMES, "D-1"), above="D-1", problems='["a"]'),
            outline("D-3", (TELLS, "other")),
            outline(SHARED, problems='["b"]'),
        ],
    )
    return held


def test_dealers_are_found_by_what_they_hold(kept: Kept) -> None:
    """By each sort of token alone; a value that more have than asked for finds nobody."""
    assert kept.having([(TELLS, "same")]) == {"D-1", "D-2"}
    assert kept.having([(NAMES, "D-1"), (CLAIMS, "330106")]) == {"D-1", "D-2"}
    assert kept.having([(TELLS, "same"), (TELLS, "other")], 1) == {"D-3"}
    assert (kept.above("D-2"), kept.above("D-1"), kept.above("D-9")) == ("D-1", "", "")


def test_peers_and_problems_are_those_of_the_others(kept: Kept) -> None:
    """The dealers that are read anew bring their own."""
    assert kept.peers({"D-1", SHARED}) == (('"D-2 quarter"', '"D-3 quarter"'), ("", ""))
    assert kept.peers({"D-1", "D-2", "D-3", SHARED}) == ((), ())
    assert kept.problems() == {"D-2": '["a"]', SHARED: '["b"]'}


def test_it_is_found_again_by_another_run(kept: Kept, tmp_path: Path) -> None:
    """With the commit of which it is; under another ground nothing is known."""
    kept.close()
    again = Kept(tmp_path / "cache" / NAME, "ground")
    assert (again.commit, again.having([(TELLS, "other")])) == ("c1", frozenset({"D-3"}))
    again.close()
    other = Kept(tmp_path / "cache" / NAME, "other ground")
    assert (other.commit, other.having([(TELLS, "other")]), other.problems()) == ("", frozenset(), {})


def test_the_branch_moves_on(kept: Kept) -> None:
    """Outlines take the place of older ones of the same dealer, whose tokens go; a dealer that went is forgotten."""
    kept.keep("c2", [outline("D-1", (TELLS, "new"))])
    kept.drop(["D-3"])
    kept.set_problems({"D-1": '["c"]'})
    assert kept.commit == "c2"
    assert kept.having([(TELLS, "same"), (TELLS, "new"), (TELLS, "other")]) == {"D-1", "D-2"}
    assert kept.having([(TELLS, "same")]) == {"D-2"}
    assert kept.problems() == {"D-1": '["c"]'}


def test_beginning_again_forgets_all(kept: Kept) -> None:
    """A whole reading leaves nothing of an earlier one."""
    kept.keep("c3", [outline("D-7")], again=True)
    assert kept.having([(TELLS, "same")]) == frozenset()
    assert len(kept.peers(())[0]) == 1


def test_grounds_that_nobody_uses_are_forgotten(tmp_path: Path) -> None:
    """The last few are kept, by use and not by the clock."""
    place = tmp_path / NAME
    for number in range(GROUNDS + 2):
        held = Kept(place, f"g{number}")
        held.keep(f"c{number}", [outline("D-1")])
        held.close()
    commits = []
    for number in range(GROUNDS + 2):
        held = Kept(place, f"g{number}")
        commits.append(held.commit)
        held.close()
    assert commits == ["", "", *(f"c{number}" for number in range(2, GROUNDS + 2))]


@pytest.mark.parametrize(
    "damage", [b"not a database at all, but long enough to be one" * 99, b"SQLite format 3\x00 cut"]
)
def test_a_damaged_file_is_removed(kept: Kept, tmp_path: Path, damage: bytes) -> None:
    """The next run begins anew."""
    kept.close()
    place = tmp_path / "cache" / NAME
    place.write_bytes(damage)
    with pytest.raises(OutlinesLost):
        Kept(place, "ground")
    assert not place.exists()
    assert Kept(place, "ground").commit == ""


def test_a_file_of_another_shape_is_removed(tmp_path: Path) -> None:
    """Tables that another program made are not ours."""
    place = tmp_path / NAME
    with sqlite3.connect(place) as opened:
        opened.execute("CREATE TABLE ground (id INTEGER PRIMARY KEY, colour TEXT)")
    opened.close()
    with pytest.raises(OutlinesLost):
        Kept(place, "ground")
    assert not place.exists()


def test_a_file_in_use_is_left_alone(kept: Kept, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another run that writes for long makes this one read everything; it does not lose its work."""
    monkeypatch.setattr("toolkit.publish.outlines.WAIT", 0.05)
    place = tmp_path / "cache" / NAME
    with sqlite3.connect(place) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutlinesLost):
            Kept(place, "ground")
        other.rollback()
    other.close()
    assert kept.having([(TELLS, "other")]) == {"D-3"}


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """What a link points to is never written."""
    target = tmp_path / "precious"
    target.write_bytes(b"precious")
    os.symlink(target, tmp_path / NAME)
    Kept(tmp_path / NAME, "ground").close()
    assert target.read_bytes() == b"precious"
