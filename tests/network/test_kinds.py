"""Which kind a file is of: the pattern that says more of the path wins, whatever the order of the list."""

from __future__ import annotations

import pytest

from toolkit.kernel.text import Text
from toolkit.network.fields import Line
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.record import Record, field


class One(Record):
    number: Line = field("编号", "Number")


class Other(Record):
    number: Line = field("编号", "Number")


WIDE = Kind("wide", Text("甲"), One, "dealers/{dealer}/contracts/{number}.yaml", identity="{number}")
NARROW = Kind("narrow", Text("乙"), Other, "dealers/{dealer}/contracts/{number}.signed.yaml", identity="{number}")


@pytest.mark.parametrize("kinds", [(WIDE, NARROW), (NARROW, WIDE)])
def test_the_pattern_that_says_more_wins(kinds: tuple[Kind, Kind]) -> None:
    """A signed text is no contract of the number `X.signed`, though that pattern would fit it too."""
    listed = Kinds(kinds)
    for path, name, number in (
        ("dealers/D/contracts/X.yaml", "wide", "X"),
        ("dealers/D/contracts/X.signed.yaml", "narrow", "X"),
        ("dealers/D/contracts/X.draft.yaml", "wide", "X.draft"),
    ):
        found = listed.for_path(path)
        assert found is not None
        assert (found[0].name, found[1]["number"]) == (name, number)
    assert listed.for_path("dealers/D/contracts/sub/X.yaml") is None
