"""Without JavaScript everything is there but what only a script can do: search, sorting, filters, and the choice of a theme."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.kinds import pages

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
KINDS = (
    "index.html", "handbook/index.html", "handbook/rebates.html", "dealers/index.html", "dealers/D-2023-0001.html",
    "dashboards/index.html", "dashboards/money.html", "dashboards/performance.html", "markets/hangzhou.html",
    "policies/index.html", "policies/dealer-evaluation.html", "reference/contract.html", "checks.html",
)  # fmt: skip


@pytest.fixture
def plain(browser: Browser) -> Iterator[Page]:
    """A page in which no script of the site runs, on a dark screen."""
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1280, "height": 900}, color_scheme="dark"
    )
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def seen(page: Page, selector: str) -> int:
    """How many of what a selector names are in sight."""
    return int(page.locator(selector).evaluate_all("found => found.filter(each => each.checkVisibility()).length"))


@pytest.mark.parametrize("path", KINDS)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_page_is_whole_without_scripts(plain: Page, site: Path, locale: str, path: str) -> None:
    """The menu leads, what is folded opens, all rows stand there, no control that would do nothing is shown, and dark is dark."""
    address = (site / locale / path).as_uri()
    plain.goto(address)
    assert "js" not in (plain.locator("html").get_attribute("class") or "").split()
    assert seen(plain, ".needs-js, [data-filters], .search, [data-theme-switch], [data-uncut], .sort") == 0
    assert seen(plain, "nav.menu li a") > 5
    rows = "main table tbody tr:not(details:not([open]) tr)"
    assert plain.locator(rows).count() == seen(plain, rows)
    ground = plain.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert sum(int(part) for part in ground.removeprefix("rgb(").removesuffix(")").split(", ")) < 150
    folds = plain.locator("main details:visible > summary")
    for number in range(min(3, folds.count())):
        fold = folds.nth(number).locator("..")
        before = fold.get_attribute("open")
        folds.nth(number).click()
        assert (fold.get_attribute("open") is None) != (before is None)
    plain.locator(".tool.language").click()
    other = {"zh": "en", "en": "zh"}[locale]
    assert plain.url == (site / other / path).as_uri()
    plain.locator("nav.menu li a").first.click()
    assert plain.url == (site / other / "index.html").as_uri()


def test_a_link_into_a_folded_card_opens_it_by_itself(plain: Page, site: Path) -> None:
    """A browser unfolds what a link leads into, without our script."""
    plain.goto((site / "zh/dealers/D-2025-0007.html").as_uri())
    plain.locator(".figures a[href$='#rebates']").click()
    expect(plain.locator("section[aria-labelledby=rebates]")).to_be_in_viewport()


def test_the_menu_of_a_narrow_page_opens_and_closes(plain: Page, site: Path) -> None:
    """The link to the menu shows it, a link in it leads away, and the one that closes it hides it again."""
    plain.set_viewport_size({"width": 360, "height": 740})
    plain.goto((site / "zh/index.html").as_uri())
    menu = plain.locator("#menu")
    expect(menu).to_be_hidden()
    plain.locator("#menu-open").click()
    expect(menu).to_be_visible()
    plain.locator(".menu-close").click()
    expect(menu).to_be_hidden()
    plain.locator("#menu-open").click()
    menu.get_by_role("link", name="政策", exact=True).click()
    assert plain.url == (site / "zh/policies/index.html").as_uri()


def test_paper_shows_what_is_folded_without_a_script(plain: Page, site: Path) -> None:
    """In print the later cards of a dealer are open, though nothing opened them."""
    plain.goto((site / "zh/dealers/D-2023-0001.html").as_uri())
    body = plain.locator("main details:not([open]) > .card-body").first
    expect(body).to_be_hidden()
    plain.emulate_media(media="print")
    expect(body).to_be_visible()


def test_the_root_leads_to_both_languages(plain: Page, site: Path) -> None:
    """The first page and the page of a wrong address have links that need no script."""
    for path in pages():
        plain.goto((site / path).as_uri())
        assert seen(plain, "main a") >= 2, path
