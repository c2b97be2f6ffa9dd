"""What a browser prints of a page: all of it on the sheet at its own size, unfolded, without what only a screen needs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kinds import kinds
from tests.workspace import lay

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SHEET = 680
"""A4 between margins of 15 mm, in the pixels of a browser. What is wider makes it shrink the whole paper."""


def too_wide(browser: Browser, folder: Path, paths: Iterable[str]) -> dict[str, int]:
    """The pages that need more than the sheet's width, with all their folds open, and how wide they are."""
    context = browser.new_context(viewport={"width": SHEET, "height": 900})
    page = context.new_page()
    page.emulate_media(media="print")
    found: dict[str, int] = {}
    for path in paths:
        page.goto((folder / path).as_uri())
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        width = int(page.evaluate("document.documentElement.scrollWidth"))
        if width > SHEET:
            found[path] = width
    context.close()
    return found


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_kind_of_page_fits_the_sheet(browser: Browser, site: Path, locale: str) -> None:
    """No table and no chart runs over the edge of the paper."""
    assert too_wide(browser, site, (f"{locale}/{path}" for path in kinds())) == {}


def test_a_wide_table_is_seen(browser: Browser, tmp_path: Path) -> None:
    """The guard can fail, for what is in sight and for what is unfolded for paper."""
    wide = "<p style='white-space: nowrap'>" + "many words in one line " * 30 + "</p>"
    folded = f"<details><summary>x</summary>{wide}</details><script>addEventListener('beforeprint', () => {{ document.querySelector('details').open = true }})</script>"
    lay(
        tmp_path,
        {"a.html": f"<!DOCTYPE html><title>x</title>{wide}", "b.html": f"<!DOCTYPE html><title>x</title>{folded}"},
    )
    assert set(too_wide(browser, tmp_path, ["a.html", "b.html"])) == {"a.html", "b.html"}


def test_figures_of_a_chart_are_printed_only_where_a_reader_opened_them(page: Page, site: Path) -> None:
    """Cards are unfolded for paper; the table behind a chart says the same twice and stays folded."""
    page.goto((site / "zh/dealers/D-2023-0001.html").as_uri())
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("main .folded > details:not([open])").count() == 0
    page.emulate_media(media="print")
    tables = page.locator("main details.chart-data")
    assert tables.count() > 1
    expect(tables.first).to_be_hidden()
    page.emulate_media(media="screen")
    tables.first.locator("summary").click()
    page.emulate_media(media="print")
    expect(tables.first.locator("table")).to_be_visible()
