"""Pages in Chromium, opened from a folder: sorting, filters, languages, the drawer, the keyboard, paper, hostile words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.hostile import hostile_site

pytestmark = pytest.mark.e2e
MADE = "main script, main img[src='x'], main iframe, [onerror], [onload], a[href^='javascript:' i]"
"""What hostile words would become if a page took them for markup."""
LEAGUE = "zh/dashboards/performance.html"


def at(site: Path, path: str) -> str:
    return (site / path).as_uri()


def column(page: Page, table: str, number: int) -> list[str]:
    """What a column says, from its first row to its last, without the notes below."""
    cells = page.locator(f"{table} tbody tr > :nth-child({number})")
    return [
        str(text) for text in cells.evaluate_all("cells => cells.map(cell => cell.innerText.split('\\n')[0].trim())")
    ]


def test_a_click_on_a_head_sorts_and_a_third_one_restores(page: Page, site: Path) -> None:
    """Points go up, then down, then as they were; the head says which, and a click needs no mouse."""
    page.goto(at(site, LEAGUE))
    page.locator("[data-uncut=leaguetable]").click()
    given = column(page, "#leaguetable", 4)
    head = page.locator("#leaguetable thead th").nth(3)
    for order, reverse in (("ascending", False), ("descending", True)):
        head.locator("button").press("Enter")
        expect(head).to_have_attribute("aria-sort", order)
        shown = [float(text) for text in column(page, "#leaguetable", 4) if text != "–"]
        assert shown == sorted(shown, reverse=reverse)
    head.locator("button").click()
    assert column(page, "#leaguetable", 4) == given


def test_a_long_list_shows_its_first_rows_and_all_on_request(page: Page, site: Path) -> None:
    """Eight rows at first; all after a click; all that fit while something is sought; all on paper."""
    page.goto(at(site, LEAGUE))
    rows, more = page.locator("#leaguetable tbody tr:visible"), page.locator("[data-uncut=leaguetable]")
    expect(rows).to_have_count(8)
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    whole = page.locator("#leaguetable tbody tr").count()
    expect(rows).to_have_count(whole)
    more.click()
    page.locator("[name=leaguetable]").fill("级")
    expect(more).to_be_hidden()
    page.locator("[name=leaguetable]").fill("")
    expect(rows).to_have_count(8)
    page.emulate_media(media="print")
    expect(rows).to_have_count(whole)


def test_filters_of_the_list_of_dealers(page: Page, site: Path) -> None:
    """A state leaves its dealers, the address says so, a link with that address shows the same, clearing brings all back."""
    page.goto(at(site, "zh/dealers/index.html"))
    rows = page.locator("#dealers tbody tr:visible")
    whole = rows.count()
    page.locator("[data-filters=dealers] select[name=state]").select_option("active")
    expect(rows).to_have_count(page.locator("#dealers tr[data-state=active]").count())
    assert 0 < rows.count() < whole
    assert page.url.endswith("#state=active")
    page.goto(at(site, "en/dealers/index.html") + "#state=improvement")
    expect(rows).to_have_count(page.locator("#dealers tr[data-state=improvement]").count())
    page.locator("[data-clear]").click()
    expect(rows).to_have_count(whole)


def test_a_province_of_the_map_leads_to_its_dealers(page: Page, site: Path) -> None:
    """The link of a province filters the list of dealers in English as in Chinese."""
    page.goto(at(site, "en/dashboards/coverage.html"))
    page.locator("#provincetable tbody th a").first.click()
    rows = page.locator("#dealers tbody tr:visible")
    expect(page.locator("select[name=province]")).not_to_have_value("")
    assert 0 < rows.count() < page.locator("#dealers tbody tr").count()


@pytest.mark.parametrize("path", ["dealers/D-2025-0007.html", "dashboards/money.html", "policies/channel.html"])
def test_the_language_changes_and_the_page_stays(page: Page, site: Path, path: str) -> None:
    """The switch leads to the same page in the other language, and back."""
    page.goto(at(site, f"zh/{path}"))
    page.locator(".tool.language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url.partition("#")[0] == at(site, f"en/{path}")
    page.locator(".tool.language").click()
    assert page.url.partition("#")[0] == at(site, f"zh/{path}")


def test_a_link_into_a_folded_card_opens_it(page: Page, site: Path) -> None:
    """A figure of a dealer's head leads to its card and unfolds it."""
    page.goto(at(site, "zh/dealers/D-2025-0007.html"))
    card = page.locator("section[aria-labelledby=rebates] details").first
    expect(card).not_to_have_attribute("open", "")
    page.locator(".figures a[href$='#rebates']").click()
    expect(card).to_have_attribute("open", "")


def test_the_drawer_of_a_narrow_page(page: Page, site: Path) -> None:
    """Under 760 px the menu is a drawer: a key opens it, what lies behind rests, Escape closes it and gives the focus back."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(at(site, "zh/index.html"))
    menu, opener = page.locator("#menu"), page.locator("#menu-open")
    expect(menu).to_be_hidden()
    opener.press("Enter")
    expect(menu).to_be_visible()
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.querySelector('main').inert")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(opener).to_be_focused()
    opener.click()
    menu.get_by_role("link", name="政策", exact=True).click()
    assert page.url == at(site, "zh/policies/index.html")


@pytest.mark.parametrize(
    "path", ["index.html", "dealers/D-2025-0007.html", "dashboards/money.html", "handbook/rebates.html"]
)
def test_nothing_runs_over_a_narrow_page(page: Page, site: Path, path: str) -> None:
    """At 390 px no page scrolls sideways; wide tables scroll in frames of their own."""
    page.set_viewport_size({"width": 390, "height": 844})
    for locale in ("zh", "en"):
        page.goto(at(site, f"{locale}/{path}"))
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_everything_is_reached_by_keyboard(page: Page, site: Path) -> None:
    """The first stop skips to the text; every later one is in sight and marked, none is a trap, and cards unfold by key."""
    page.goto(at(site, "zh/dealers/D-2025-0007.html"))
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    seen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "(() => { const e = document.activeElement; if (e === document.body) return 'end';"
            " const r = e.getBoundingClientRect(), s = getComputedStyle(e);"
            " return [e.outerHTML.slice(0, 80), r.width > 0 && r.height > 0, s.outlineStyle !== 'none'].join('|'); })()"
        )
        if stop == "end" or 'class="skip"' in str(stop):
            break
        seen.append(str(stop))
    else:
        pytest.fail("the focus never leaves the page")
    assert len(seen) > 30
    assert [stop for stop in seen if not stop.endswith("|true|true")] == []
    fold = page.locator("section[aria-labelledby=contract] summary").first
    fold.press("Enter")
    expect(page.locator("section[aria-labelledby=contract] details").first).to_have_attribute("open", "")


def test_paper_shows_the_text_alone(page: Page, site: Path) -> None:
    """In print the menu, the search and the filters are gone, and paper is light though the screen is dark."""
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(at(site, "zh/dashboards/money.html"))
    for part in (".top", ".menu", ".filters", ".jump"):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator("main h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(29, 33, 38)"


def test_the_theme_is_kept_from_page_to_page(page: Page, site: Path) -> None:
    """A chosen theme holds after a reload, and choosing the system's own again forgets the choice."""
    page.goto(at(site, "zh/index.html"))
    page.locator("[data-theme-switch]").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.locator("[data-theme-switch]").click()
    page.reload()
    expect(page.locator("html")).not_to_have_attribute("data-theme", "dark")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a workspace in which every text that people write is hostile."""
    return hostile_site(tmp_path_factory.mktemp("hostile"))


def test_hostile_words_stay_words(browser: Browser, hostile: Path) -> None:
    """No page of a workspace full of hostile words runs a script, loads anything, opens a dialog or breaks the policy."""
    context = browser.new_context()
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error('CSP ' + e.violatedDirective))"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: None if request.url.startswith("file://") else wrong.append(request.url))
    shown = sorted(path for path in hostile.rglob("*.html") if "window.hurt" in path.read_text(encoding="utf-8"))
    kinds: dict[str, list[Path]] = {}
    for path in shown:
        kinds.setdefault(path.parent.as_posix(), []).append(path)
    for path in (path for found in kinds.values() for path in found[:3]):
        page.goto(path.as_uri())
        assert page.evaluate("window.hurt") is None, path
        assert page.locator(MADE).count() == 0, path
    context.close()
    assert (wrong, len(shown) > 100, len(kinds) > 8) == ([], True, True)


def test_the_hostile_page_check_can_fail(page: Page, tmp_path: Path) -> None:
    """A page that does run a script is seen by the same question."""
    bad = tmp_path / "bad.html"
    bad.write_text("<!DOCTYPE html><title>x</title><script>window.hurt = 1</script>", encoding="utf-8")
    page.goto(bad.as_uri())
    assert page.evaluate("window.hurt") == 1
