"""Tables are aligned whatever language stands in them, and no cell can pass for a line of ours."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from toolkit.cli.table import broken, table, width

TEXTS = st.text(st.sampled_from("ab 12、，：一二三（）×→"), max_size=60)


def test_columns_are_aligned() -> None:
    """A Chinese character takes two cells; a long cell goes on below itself, broken after a mark or a space."""
    rows = [("总分", "82.5"), ("四季平均、年度得分", "3"), ("a longer name", "1 + 2 = 3")]
    assert list(table(("步骤", "值"), rows, (14, 0))) == [
        "步骤           值",
        "-------------  ---------",
        "总分           82.5",
        "四季平均、     3",
        "年度得分",
        "a longer name  1 + 2 = 3",
    ]


def test_a_cell_cannot_forge_a_row() -> None:
    """A line break in a value is shown, not obeyed."""
    assert list(table(("a",), [("x\ny",)], (0,))) == ["a", "----", "x\\ny"]


@given(TEXTS, st.integers(2, 30))
def test_breaking_loses_nothing(text: str, cells: int) -> None:
    """Each line fits, and together they hold every character but the spaces at the breaks."""
    lines = broken(text, cells)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(width(line) <= cells for line in lines)
