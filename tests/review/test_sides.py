"""A redline side by side: what differs is marked, what repeats is told once, and nothing of either side is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.review.consequence import Line
from toolkit.review.papers import redline
from toolkit.review.shown.sides import LONG, Span, marked, pairs
from toolkit.review.shown.words import clean

WORDS = st.text("宽限期五日三,0.5 ¥ab\u202e\x00", max_size=30)


def text(spans: tuple[Span, ...]) -> str:
    """A side as it is read."""
    return "".join(span.text for span in spans)


def differing(spans: tuple[Span, ...]) -> list[str]:
    """The marked pieces of a side."""
    return [span.text for span in spans if span.differs]


def test_the_words_that_differ_are_marked() -> None:
    """A number as a whole, not its digits; Chinese by the character."""
    pair = marked("宽限期不少于5日，额度¥800,000.00", "宽限期不少于3日，额度¥1,200,000.00")
    assert differing(pair.before) == ["5", "800,000.00"]
    assert differing(pair.after) == ["3", "1,200,000.00"]


def test_lines_without_likeness_stand_whole() -> None:
    """Scattered letters that happen to be the same say nothing."""
    pair = marked("甲方每月对账", "0571-88880000 西湖区")
    assert (differing(pair.before), differing(pair.after)) == ([text(pair.before)], [text(pair.after)])


def test_a_difference_far_into_a_long_line_is_seen() -> None:
    """The piece around it is shown."""
    pair = marked("同" * 5000 + "五日", "同" * 5000 + "三日")
    assert (differing(pair.before), differing(pair.after)) == (["五"], ["三"])
    assert len(text(pair.before)) < LONG + 20


def test_what_comes_again_is_told_once() -> None:
    """With how often; a line that only says where one is carries no mark."""
    again = (Line(" ", "6."), Line("-", "不少于5日"), Line("+", "不少于3日"))
    found = pairs((*again, *again, Line("+", "新的一句")))
    assert [(text(row.before), text(row.after), row.same, row.times) for row in found] == [
        ("6.", "6.", True, 2),
        ("不少于5日", "不少于3日", False, 2),
        ("", "新的一句", False, 1),
    ]


@given(WORDS, WORDS)
@settings(max_examples=200, deadline=None)
def test_nothing_of_a_line_is_lost(before: str, after: str) -> None:
    """Both sides read as their line does, and differ where they differ."""
    pair = marked(before, after)
    assert (text(pair.before), text(pair.after)) == (clean(before), clean(after))
    assert (not differing(pair.before) and not differing(pair.after)) == (
        before == after or clean(before) == clean(after)
    )


@given(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=6))
@settings(max_examples=100, deadline=None)
def test_every_line_of_a_redline_is_on_its_side(before: list[str], after: list[str]) -> None:
    """Taken out on the left, put in on the right."""
    lines = redline(before, after)
    found = pairs(lines)
    for sign, side in (("-", "before"), ("+", "after")):
        wanted = {clean(line.text) for line in lines if line.sign == sign}
        assert wanted <= {text(getattr(row, side)) for row in found} | {""}
