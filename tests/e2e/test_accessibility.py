"""axe-core finds nothing on any kind of page: light and dark, wide and narrow, in both languages, with everything unfolded."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.checking import axe
from tests.e2e.kinds import kinds, pages

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
NARROW, WIDE = 360, 1440
UNFOLD = "document.querySelectorAll('main details').forEach(fold => { fold.open = true; })"


def violations(page: Page) -> list[str]:
    """What axe-core has against a page as it stands: rule, how often, the first place."""
    page.evaluate(axe())
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(said => said.violations)")
    return [f"{each['id']} ×{len(each['nodes'])}: {each['nodes'][0]['html'][:200]}" for each in found]


@pytest.mark.parametrize(
    ("locale", "scheme", "width"),
    [("zh", "light", WIDE), ("zh", "dark", NARROW), ("en", "light", NARROW), ("en", "dark", WIDE)],
)
def test_axe_finds_nothing(browser: Browser, site: Path, locale: str, scheme: str, width: int) -> None:
    """Each kind of page, in one language, on one ground, at one width: every two of the three meet."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for path in pages(locale):
        page.goto((site / path).as_uri())
        page.evaluate(UNFOLD)
        if wrong := violations(page):
            found[path] = wrong
    context.close()
    assert found == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_scripts_show_is_as_good(browser: Browser, site: Path, scheme: str) -> None:
    """The results of the search, filters in use and the drawer of a narrow page have nothing against them either."""
    context = browser.new_context(
        viewport={"width": NARROW, "height": 800}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto((site / "zh/index.html").as_uri())
    page.locator("#menu-open").click()
    assert violations(page) == []
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.goto((site / "en/index.html").as_uri())
    page.locator("#search").fill("rebate")
    page.locator("#search-results [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.goto((site / "zh/dealers/index.html").as_uri() + "#state=active")
    page.locator("#dealers thead button").first.click()
    assert violations(page) == []
    context.close()


def test_every_kind_of_page_is_looked_at() -> None:
    """A new template, folder or dashboard is looked at without being named; these are some that must be among them."""
    folders = {path.rpartition("/")[0] for path in kinds()}
    assert {"", "dashboards", "dashboards/monday", "dealers", "handbook", "markets", "policies", "reference"} <= folders
    assert {"dashboards/coverage.html", "dealers/index.html", "reference/carriers.html", "checks.html"} <= set(kinds())
    assert sum(path.startswith("dealers/D-") for path in kinds()) > 8


@pytest.mark.parametrize(
    ("fault", "rule"),
    [
        ('<p style="color: #999; background: #fff">Pale words</p>', "color-contrast"),
        ('<button type="button"></button>', "button-name"),
        ('<img src="data:," width="9" height="9">', "image-alt"),
        ('<input type="text">', "label"),
        ('<ul role="listbox"><li>no option</li></ul>', "aria-required-children"),
        ("<h4>Too deep</h4>", "heading-order"),
    ],
)
def test_planted_faults_are_seen(browser: Browser, tmp_path: Path, fault: str, rule: str) -> None:
    """The guard can fail."""
    bad = tmp_path / "bad.html"
    bad.write_text(f'<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1>{fault}</main></html>', "utf-8")
    page = browser.new_page()
    page.goto(bad.as_uri())
    assert rule in {line.partition(" ")[0] for line in violations(page)}
    page.close()
