"""The network report: a page to a question, the same figures on paper and in the workbook, and the network's results behind both."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache

import pikepdf
import pypdfium2
import pytest
from python_calamine import CalamineWorkbook

from tests.sample import artifacts, judged
from tests.site.report_files import pages_of, planned, sheet_of
from tests.topics.evaluation_files import TODAY
from tests.topics.paper_files import files, finished, text_of
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, PdfJob
from toolkit.render.pdf import render_pdf
from toolkit.render.xlsx import workbook_bytes
from toolkit.site.reports.papers import PAGES
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.rules import NetworkReceivables, NetworkSales

SETTLED, RUNNING = "2026Q2", "2026Q3"
LIMIT = 400 * 1024
Golden = Callable[[str, str], None]


@cache
def sample() -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in artifacts("reports")}


@cache
def pdf(path: str) -> bytes:
    return render_pdf(finished(sample()[path]))


def words_of(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_papers_and_workbook_of_each_quarter() -> None:
    """Every quarter with data has a paper and a workbook; the two latest are in English too; all are internal."""
    paths = set(sample())
    assert {f"reports/{q}{end}" for q in (SETTLED, RUNNING) for end in (".pdf", ".en.pdf", ".xlsx")} <= paths
    assert "reports/2026Q1.pdf" in paths
    assert "reports/2026Q1.en.pdf" not in paths
    assert {artifact.audience for artifact in sample().values()} == {"internal"}


@pytest.mark.parametrize("path", ["reports/2026Q2.pdf", "reports/2026Q3.pdf"])
def test_ten_to_twelve_pages_each_with_its_answer(path: str) -> None:
    """No question runs over its page; each page says which document, period, version, policy, data, and which page of how many."""
    data = pdf(path)
    texts = words_of(data)
    assert 10 <= len(texts) == 1 + len(PAGES) <= 12
    assert len(data) < LIMIT
    for number, text in enumerate(texts, start=1):
        flat = re.sub(r"\s", "", text)
        assert f"第{number}页共{len(texts)}页" in flat
        for word in ("经销商网络报告", path[8:14], "经销商季度考核办法2026-1", "数据", "内部机密", "版"):
            assert word in flat, (number, word)
    for heading, text in zip(pages_of(sample()[path]), texts[1:], strict=True):
        assert re.sub(r"\s", "", heading) in re.sub(r"\s", "", text)


def test_tagged_with_bookmarks_and_words_for_charts() -> None:
    """Readers that cannot see it read it: tags, a bookmark for each page, alternative text for each chart."""
    with pikepdf.open(io.BytesIO(pdf("reports/2026Q2.pdf"))) as document:
        assert document.Root.MarkInfo.Marked
        titles = [item.title for item in _flat(document.open_outline().root)]
        assert all(heading in titles for heading in pages_of(sample()["reports/2026Q2.pdf"]))
        figures = [held for held in document.objects if isinstance(held, pikepdf.Dictionary) and held.get("/S") == "/Figure"]  # fmt: skip
        assert len(figures) >= 12
        assert all(str(held.get("/Alt", "")) for held in figures)


def _flat(items: list[pikepdf.OutlineItem]) -> list[pikepdf.OutlineItem]:
    return [found for item in items for found in (item, *_flat(list(item.children)))]


def test_what_is_not_issued_is_provisional() -> None:
    """A quarter whose evaluations are not issued says so on its first page and in its foot; a settled one does not."""
    assert "暂定" in words_of(pdf("reports/2026Q3.pdf"))[0]
    assert "暂定" not in words_of(pdf("reports/2026Q2.pdf"))[0]


def test_the_workbook_shows_the_results() -> None:
    """Totals and rows are those of the network's results; on paper stand the same rows."""
    view = Views(judged().network, judged().results).internal
    sales, owed = view.result(NetworkSales, SETTLED), view.result(NetworkReceivables, SETTLED)
    assert sales is not None
    assert owed is not None
    book = sample()["reports/2026Q2.xlsx"]
    by_dealer = sheet_of(book, "销售-经销商")
    assert sum(Decimal(str(row[4])) for row in by_dealer.rows) == sales.net == by_dealer.totals[4]
    for name in ("销售-省份", "销售-分群", "销售-产品线"):
        assert sum(Decimal(str(row[2])) for row in sheet_of(book, name).rows) == sales.net
    assert [row[2] for row in sheet_of(book, "应收与授信").rows] == [row.closing for row in owed.rows]
    paper = text_of(finished(sample()["reports/2026Q2.pdf"]))
    assert f"合计 | {sales.dealers} | {sales.net:,.0f}" in paper


def test_the_workbook_opens_with_typed_cells() -> None:
    """Amounts and shares are numbers, days are days, and every sheet names its period."""
    job = sample()["reports/2026Q2.xlsx"].job
    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook_bytes(job)))  # type: ignore[arg-type]
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert len(sheets) > 25
    assert all(rows[1][:2] == ["期间", SETTLED] for rows in sheets.values())
    kinds = {type(cell).__name__ for row in sheets["续约"][6:] for cell in row}
    assert "date" in kinds
    assert all(isinstance(row[2], float) for row in sheets["应收与授信"][6:10])


def test_an_older_quarter_tells_no_standing_of_today() -> None:
    """What is true today is no part of a quarter that is long over."""
    headings = pages_of(sample()["reports/2026Q1.pdf"])
    assert len(headings) == sum(not today for _, today in PAGES)
    assert not any("流失" in heading for heading in headings)


def test_the_english_paper_has_no_chinese_but_names() -> None:
    """Every sentence and label of ours is English; short names of dealers are Chinese."""
    view = Views(judged().network, judged().results).internal
    text = text_of(finished(sample()["reports/2026Q2.en.pdf"]))
    for name in sorted((row.short_name for row in view.all(DealerProfile)), key=len, reverse=True):
        text = text.replace(name, "")
    assert re.findall(r"[一-鿿]+", text) == []


def test_one_dealer_as_it_reads(golden: Golden) -> None:
    """A network of one: the whole paper as its reader has it, without charts."""
    paper = planned(files(), TODAY)["reports/2026Q1.pdf"]
    assert isinstance(paper.job, PdfJob)
    golden("network-report.zh.txt", text_of(finished(paper)))
