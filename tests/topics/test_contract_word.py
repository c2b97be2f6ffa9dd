"""The Word file of a contract says what its PDF says, number for number, with the numbers that Word itself counts."""

from __future__ import annotations

import io
import re
import subprocess
from functools import cache
from pathlib import Path

import docx
import pytest

from tests.sample import ROOT, artifacts
from tests.word_reading import paragraphs
from toolkit import pipeline
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.plan.word import Paragraph, Table, WordJob
from toolkit.render.docx import word_bytes
from toolkit.render.html import Finisher
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf
from toolkit.sources.tree import WorkingTree
from toolkit.topics.contract.rules.articles import Article
from toolkit.topics.contract.rules.paper import ContractPaper

FOOT = re.compile(r"(?m)^\s*\S.*第\s*\d+\s*页\s*共\s*\d+\s*页\s*$|^\s*第\s*\d+\s*页\s*共\s*\d+\s*页\s*$")


@cache
def contracts() -> dict[str, tuple[ContractPaper, Artifact, WordJob]]:
    found = {a.path: a for a in artifacts("contracts")}
    rows = {}
    for path, artifact in found.items():
        if isinstance(artifact.job, WordJob):
            pdf = found[path.replace(".docx", ".pdf")]
            assert isinstance(pdf.job, PdfJob)
            paper = pdf.job.parts[0].context["paper"]
            assert isinstance(paper, ContractPaper)
            rows[paper.contract_no] = (paper, pdf, artifact.job)
    return rows


def bare(text: str) -> str:
    return re.sub(r"[\s★]", "", text)


def article_lines(article: Article) -> list[str]:
    """What the articles print, from the values that the PDF is made from."""
    lines = [article.heading + article.title]
    for each in article.paragraphs:
        words = each.table.text() if each.table is not None else _text(each.content)
        lines.append(bare(each.number + words))
    return lines


def _text(content: object) -> str:
    assert isinstance(content, tuple)
    return "".join(part if isinstance(part, str) else part.text() for part in content)


def test_every_printed_contract_has_a_word_file() -> None:
    """Beside each PDF of a contract, draft and signed, for the same eyes and from the same records."""
    found = {a.path: a for a in artifacts("contracts")}
    pdfs = {
        path
        for path, a in found.items()
        if isinstance(a.job, PdfJob) and isinstance(a.job.parts[0].context.get("paper"), ContractPaper)
    }
    assert len(pdfs) > 20
    for path in pdfs:
        beside = found[path.replace(".pdf", ".docx")]
        assert isinstance(beside.job, WordJob)
        assert (beside.audience, beside.because) == (found[path].audience, found[path].because)


def test_word_counts_the_numbers_that_are_printed() -> None:
    """In every contract of the sample the numbers that Word counts, and the words after them, are those of the articles."""
    for number, (paper, _, job) in contracts().items():
        if paper.both:
            continue
        told = [bare(text) for text in paragraphs(word_bytes(job))]
        at = 0
        for article in paper.standard.articles:
            for wanted in article_lines(article):
                if wanted in told[at:]:
                    at = told.index(wanted, at) + 1
                else:  # a table, whose cells are paragraphs of their own
                    assert wanted in "".join(told[at:]), (number, wanted)
        choices = sum(text.startswith("（本条是否适用，") for text in told)
        assert choices == sum(article.optional for article in paper.standard.articles)


@pytest.mark.parametrize("number", ["QY-JX-2025-0005", "QY-JX-2026-0006"])
def test_word_and_pdf_say_the_same(number: str, tmp_path: Path) -> None:
    """Every paragraph of the Word file, its number before it, stands in the PDF: a signed contract, and a draft in two languages."""
    _, pdf, job = contracts()[number]
    finished = Finisher(pipeline.templates_of(WorkingTree(ROOT))).finish(pdf.job)
    assert isinstance(finished, Paper)
    path = tmp_path / "contract.pdf"
    path.write_bytes(render_pdf(finished))
    said = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, text=True, check=True).stdout
    printed = bare(FOOT.sub("", said.replace("\f", "\n")))
    told = [bare(text) for text in paragraphs(word_bytes(job))]
    assert len(told) > 400
    assert [text for text in told if not stands_in(text, printed)] == []
    assert sum(text not in printed for text in told) < len(told) // 10
    assert not stands_in(told[200][:9] + "二〇九九" + told[200][9:], printed)
    assert not stands_in("9" + told[200], printed)


def stands_in(text: str, printed: str) -> bool:
    """Whether a text is printed; one that a page breaks in two is found by its pieces, of which the break takes one."""
    if len(text) < 40:
        return text in printed
    pieces = [text[n : n + 6] for n in range(0, len(text) - 6, 6)]
    return text in printed or (text[:4] in printed and sum(piece not in printed for piece in pieces) <= 1)


def test_the_same_contract_gives_the_same_bytes() -> None:
    """No clock, no random id, no date of a zip in the file."""
    job = contracts()["QY-JX-2025-0005"][2]
    assert word_bytes(job) == word_bytes(job)


def test_drafts_bear_a_watermark_and_signed_ones_do_not() -> None:
    """Reference F.5: 草稿 DRAFT until signed."""
    for paper, _, job in contracts().values():
        assert (job.watermark == "") == paper.signed


def test_another_reader_opens_it() -> None:
    """python-docx, which shares nothing with our writer, finds sections, styles, tables and properties."""
    read = docx.Document(io.BytesIO(word_bytes(contracts()["QY-JX-2025-0005"][2])))
    assert len(read.sections) == 3
    assert read.core_properties.identifier == "QY-JX-2025-0005"
    assert read.core_properties.language == "zh-CN"
    headings = [p for p in read.paragraphs if p.style is not None and p.style.style_id == "Article"]
    assert len(headings) == 38
    assert "第 1 页" in read.sections[0].footer.paragraphs[0].text
    assert len(read.tables) > 5


def test_starred_articles_are_underlined() -> None:
    """Civil Code 496: what concerns the other side materially is drawn to its attention in the Word file too."""
    paper, _, job = contracts()["QY-JX-2025-0005"]
    star = {run.text for block in _blocks(job) for run in block.runs if run.look == "starred"}
    for article in paper.starred:
        for each in article.paragraphs:
            assert each.table is not None or set(_pieces(each.content)) <= star


def _pieces(content: object) -> list[str]:
    assert isinstance(content, tuple)
    return [part.replace("\n", "") if isinstance(part, str) else part.text() for part in content]


def _blocks(job: WordJob) -> list[Paragraph]:
    return [b for section in job.sections for b in section.blocks if not isinstance(b, Table)]
