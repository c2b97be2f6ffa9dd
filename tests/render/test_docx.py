"""Word files: equal bytes, numbers that Word counts, words that XML cannot hold told instead of lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.word_reading import paragraphs
from toolkit.kernel.characters import FORBIDDEN
from toolkit.plan.word import Cell, Paragraph, Run, Section, Table, WordJob
from toolkit.render.docx import word_bytes
from toolkit.render.docx_numbering import DASH, label
from toolkit.render.paper import PaperError


def job(*blocks: Paragraph | Table) -> WordJob:
    return WordJob((Section(blocks, "头", "脚"),), "zh", "测试", "T-1", creator="我方")


def numbered(level: int, number: str, text: str = "文") -> Paragraph:
    return Paragraph("article" if level == 0 else "flush", (Run(text),), level, number)


def test_lists_begin_again_where_the_text_does() -> None:
    """A second list in one article begins at 1, an item's own list at （1）, and the next article at 1 again."""
    rows = [
        (0, "第一条"), (1, "1."), (2, "（1）"), (2, "（2）"), (1, "2."), (1, "1."), (2, "（1）"), (1, "2."), (0, "第二条"),
        (1, "1."), (2, "（1）"), (1, DASH), (0, "第三条"), (1, "1."),
    ]  # fmt: skip
    told = paragraphs(word_bytes(job(*(numbered(*row) for row in rows))))
    assert told == [f"{number}文" for _, number in rows]


def test_a_number_that_word_would_not_show_is_written() -> None:
    """第二十一条 after 第一条, and 5. after 1.: they are words then, and no list claims otherwise."""
    rows = [(0, "第一条"), (0, "第二十一条"), (1, "1."), (1, "5.")]
    told = paragraphs(word_bytes(job(*(numbered(*row) for row in rows))))
    assert told == ["第一条文", "第二十一条 文", "1.文", "5. 文"]


def test_labels() -> None:
    """The forms of reference F.5, in both languages."""
    assert [label(level, 11, "zh") for level in range(4)] == ["第十一条", "11.", "（11）", "（11）"]
    assert [label(level, 11, "en") for level in range(3)] == ["Article 11", "11.", "(11)"]


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=20))
def test_words_come_back_as_they_are(text: str) -> None:
    """Whatever a text looks like; what XML has no place for is told, and nothing is written."""
    job_ = job(Paragraph("body", (Run(text),)), Table(((Cell((Paragraph("cell", (Run(text),)),)),),), (100,)))
    if FORBIDDEN.search(text):
        with pytest.raises(PaperError) as error:
            word_bytes(job_)
        assert error.value.problem.code == "DOC001"
        return
    want = text.replace("\t", "\n")
    assert paragraphs(word_bytes(job_)) == [want, want]


def test_a_character_is_told_wherever_it_stands() -> None:
    """In the head, in a comment, in the title."""
    whole = job(Paragraph("body", (Run("文", comment="注\x01"),)))
    for wrong in (whole, replace(job(), title="\x02"), replace(job(), sections=(Section((), "\x03", ""),))):
        with pytest.raises(PaperError):
            word_bytes(wrong)


def test_the_parts_are_sound_and_without_a_day() -> None:
    """Every part is XML, the zip bears fixed dates, and another library opens the file."""
    data = word_bytes(replace(job(numbered(0, "第一条")), watermark="草稿 DRAFT"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            etree.fromstring(archive.read(entry))
    assert docx.Document(io.BytesIO(data)).core_properties.created is not None
    assert data == word_bytes(replace(job(numbered(0, "第一条")), watermark="草稿 DRAFT"))
