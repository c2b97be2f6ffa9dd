"""Network reports of networks that are none, or too large, or full of gaps."""

from __future__ import annotations

import pypdfium2
import pytest

from tests.site.report_files import MANY, many_files, pages_of, planned, sheet_of
from tests.topics.builders import company, dealer
from tests.topics.paper_files import files, finished, text_of
from toolkit.render.pdf import render_pdf
from toolkit.render.xlsx import workbook_bytes
from toolkit.site.reports.papers import PAGES


def pages(texts: dict[str, str], path: str) -> int:
    return len(pypdfium2.PdfDocument(render_pdf(finished(planned(texts)[path]))))


def test_nobody_gets_a_report_without_a_company() -> None:
    """A workspace without a company has no network to report on."""
    assert planned({}) == {}


def test_a_company_without_dealers() -> None:
    """A network that has not begun has a paper of the last quarter, which says what is not there yet."""
    found = planned(company())
    assert sorted(path.rpartition(".")[2] for path in found) == ["pdf", "pdf", "xlsx"]
    path = next(path for path in found if path.endswith(".pdf") and ".en." not in path)
    assert len(pages_of(found[path])) == len(PAGES)
    text = text_of(finished(found[path]))
    assert "本季还没有销售数据" in text
    assert "没有需要总经理决定的事" in text
    assert workbook_bytes(next(a.job for p, a in found.items() if p.endswith(".xlsx")))  # type: ignore[arg-type]
    assert pages(company(), path) == 1 + len(PAGES)


@pytest.mark.parametrize("line", ["sell_in_gross", "last_year", "stock_closing", "stock_aged"])
def test_what_is_missing_is_a_gap(line: str) -> None:
    """A figure that nobody reported is an empty cell and a dash, never a nought."""
    texts = files()
    path = next(path for path in texts if "/quarters/" in path)
    start = texts[path].index(f"{line}:")
    end = min(n for n in (texts[path].find(", ", start), texts[path].find("}", start), texts[path].find("\n", start)) if n > 0)  # fmt: skip
    texts[path] = texts[path][:start] + f"{line}: {{missing: not_reported}}" + texts[path][end:]
    book = planned(texts)["reports/2026Q1.xlsx"]
    rows = {"sell_in_gross": "销售-经销商", "last_year": "销售-经销商"}.get(line, "库存-经销商")
    held = sheet_of(book, rows).rows
    if line == "last_year":
        assert held[0][8] is None
    else:
        assert held == ()


@pytest.mark.slow
def test_four_hundred_dealers() -> None:
    """Paper keeps to its twelve pages, the best and last ten; the workbook has a row for each dealer."""
    texts = many_files()
    found = planned(texts)
    text = text_of(finished(found["reports/2026Q1.pdf"]))
    assert "最高 10 家" in text
    assert f"中间 {MANY - 20} 家" in text
    assert len(sheet_of(found["reports/2026Q1.xlsx"], "考核").rows) == MANY
    assert workbook_bytes(found["reports/2026Q1.xlsx"].job)  # type: ignore[arg-type]
    assert len(pypdfium2.PdfDocument(render_pdf(finished(found["reports/2026Q1.pdf"])))) <= 12


def test_a_second_dealer_without_data() -> None:
    """A dealer without a quarter is in no sum, and the others' report is made all the same."""
    book = planned({**files(), **dealer(number=2)})["reports/2026Q1.xlsx"]
    assert [row[0] for row in sheet_of(book, "销售-经销商").rows] == ["D-2025-0001"]
    assert len(sheet_of(book, "考核").rows) == 1
