"""A redline loses nothing: accepted it is the new text, rejected the old one, as value and as Word file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.word_reading import paragraphs
from toolkit.plan.redline import Difference, Line, changes_of_words, compared
from toolkit.plan.word import Mark
from toolkit.render.docx import word_bytes
from toolkit.topics.contract.outputs.redline import Version, redline, redline_pdf, redline_word

AFTER: tuple[Mark, ...] = ("kept", "inserted", "moved_to")
BEFORE: tuple[Mark, ...] = ("kept", "deleted", "moved_from")
TEXTS = st.text(st.sampled_from("甲乙方应在日内付款，。；3015%AB cd-e'f ¥1,0.00\U0002cb38"), min_size=1, max_size=30)
WORDS = (
    "甲方应在30日内付款",
    "乙方应在15日内验收并书面通知甲方",
    "双方按专用条款第3项办理",
    "Party A pays CNY 1,000.00 a year",
)


@st.composite
def texts(draw: st.DrawFn) -> tuple[Line, ...]:
    """A small contract: a few articles with numbered paragraphs, some of them well known so that they meet again elsewhere."""
    lines: list[Line] = []
    for block in draw(st.permutations(["price", "payment", "term"]))[: draw(st.integers(1, 3))]:
        number = sum(line.style == "article" for line in lines) + 1
        lines.append(Line(f"article:{block}", block, "article", 0, f"第{'〇一二三'[number]}条"))
        strange = draw(st.booleans())  # numbers that Word would not count to
        for n, text in enumerate(draw(st.lists(st.one_of(st.sampled_from(WORDS), TEXTS), max_size=5)), 1):
            lines.append(Line(f"article:{block}", text, "flush", 1, f"{n * 2 if strange else n}."))
    return tuple(lines)


def bare(texts: Iterable[str]) -> list[str]:
    """Texts without the spaces that part a number from its words."""
    return [text.replace(" ", "") for text in texts]


def side(rows: tuple[Difference, ...], marks: tuple[Mark, ...]) -> list[str]:
    held = (row for row in rows if row.mark in marks)
    return ["".join(text for mark, text in row.pieces if mark in marks) for row in held]


@given(texts(), texts())
def test_accepting_gives_the_new_text_and_rejecting_the_old(old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
    """Whatever differs, nothing is lost on either side, and the order of the new text is kept."""
    rows = compared(old, new)
    assert side(rows, AFTER) == [line.text for line in new]
    assert side(rows, BEFORE) == [line.text for line in old]


@given(texts(), texts())
def test_the_word_file_can_be_accepted_and_rejected(old: tuple[Line, ...], new: tuple[Line, ...]) -> None:
    """The same holds in Word, with the numbers that Word counts after all changes are accepted or rejected."""
    found = redline(Version("旧", old), Version("新", new), None)
    data = word_bytes(redline_word(found, "R-1", "法务", date(2026, 10, 20)))
    assert bare(paragraphs(data, "after")) == bare(line.number + line.text for line in new)
    assert bare(paragraphs(data, "before")) == bare(line.number + line.text for line in old)


@given(TEXTS, TEXTS)
def test_words_of_a_paragraph(old: str, new: str) -> None:
    """Pieces join to both texts; equal texts have no change."""
    pieces = changes_of_words(old, new)
    assert "".join(text for mark, text in pieces if mark != "inserted") == old
    assert "".join(text for mark, text in pieces if mark != "deleted") == new
    assert (old == new) == all(mark == "kept" for mark, _ in pieces)


def test_amounts_and_words_change_as_a_whole() -> None:
    """¥1,000.00 does not become ¥1,200.00 by one digit, nor does Party become Parties by its end."""
    assert changes_of_words("付¥1,000.00元", "付¥1,200.00元") == (
        ("kept", "付"),
        ("deleted", "¥1,000.00"),
        ("inserted", "¥1,200.00"),
        ("kept", "元"),
    )
    assert ("deleted", "Party") in changes_of_words("the Party shall pay", "the Parties shall pay")


def test_what_moves_is_not_new() -> None:
    """A paragraph that stands in another article is moved, under one name at both ends."""
    one = Line("article:a", "甲方应在收到货款后发货", "flush", 1, "1.")
    a, b = Line("article:a", "甲", "article", 0, "第一条"), Line("article:b", "乙", "article", 0, "第二条")
    rows = compared((a, one, b), (a, b, replace(one, block="article:b")))
    assert [(row.mark, row.move) for row in rows] == [
        ("kept", ""),
        ("moved_from", "move1"),
        ("kept", ""),
        ("moved_to", "move1"),
    ]


def test_a_small_change_leaves_the_rest() -> None:
    """One number in a long paragraph: the paragraph is changed, not replaced."""
    old = Line("article:a", "甲方应在每季度结束后30日内向乙方结清返利", "flush", 1, "1.")
    (row,) = compared((old,), (replace(old, text=old.text.replace("30", "20")),))
    assert row.mark == "kept"
    assert [piece for piece in row.pieces if piece[0] != "kept"] == [("deleted", "30"), ("inserted", "20")]


def test_tracked_changes_bear_author_and_day() -> None:
    """Word shows who changed it and when; both are given, so that the same redline gives the same bytes."""
    old, new = (Line("article:a", text) for text in ("甲方付款", "乙方付款"))
    job = redline_word(redline(Version("旧", (old,)), Version("新", (new,)), None), "R-1", "法务", date(2026, 10, 20))
    assert word_bytes(job) == word_bytes(job)
    found = redline(Version("旧", (old,)), Version("新", (new,)), None)
    assert redline_pdf(found, "R-1", "0").title == "修订对照 旧 → 新"
