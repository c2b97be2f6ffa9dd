"""Search in Chromium, opened from a folder: what people type, by keyboard, by input method and by touch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, CDPSession, Locator, Page, expect

from tests.spellings import spellings
from toolkit.kernel.text import Locale
from toolkit.plan.artifact import BytesJob
from toolkit.site.search.entry import Entry, Passage
from toolkit.site.search.files import search_files
from toolkit.site.search.folding import folded

pytestmark = pytest.mark.e2e


def at(site: Path, path: str) -> str:
    return (site / path).as_uri()


def options(page: Page) -> Locator:
    return page.locator("#search-results [role=option]")


def status(page: Page) -> Locator:
    return page.locator(".search-state")


def ask(page: Page, query: str) -> None:
    """Types a query and waits until all of the index has been read."""
    page.keyboard.press("/")
    page.locator("#search").fill("")
    page.keyboard.type(query)
    expect(status(page)).not_to_be_empty()
    expect(status(page)).not_to_contain_text("……")
    expect(status(page)).not_to_contain_text("Reading")


def addresses(page: Page) -> list[str]:
    """Where the finds lead, in order, seen from the folder of the language."""
    found = options(page).evaluate_all("links => links.map(link => decodeURI(link.href))")
    return [str(url).split("/site/", 1)[1].split("/", 1)[1] for url in found]


TYPED: list[tuple[Locale, str, str]] = [
    ("zh", "窜货", "handbook/diversion.html"),
    ("zh", "返利怎么算", "handbook/rebates.html"),
    ("zh", "合同到期怎么办", "handbook/change-renew-terminate.html#合同到期怎么办"),
    ("zh", "信任指数 重要度", "handbook/commitments-trust.html#信任指数怎么算"),
    ("zh", "chsm", "dealers/D-2025-0007.html"),
    ("zh", "chenghu", "dealers/D-2025-0007.html"),
    ("zh", "chenghusm", "dealers/D-2025-0007.html"),
    ("zh", "堃", "dealers/D-2025-0012.html"),
    ("zh", "澄湖", "dealers/D-2025-0007.html"),
    ("zh", "szch", "dealers/D-2025-0007.html"),
    ("zh", "suzch", "dealers/D-2025-0007.html"),
    ("zh", "SuZhouCH", "dealers/D-2025-0007.html"),
    ("zh", "苏州ch", "dealers/D-2025-0007.html"),
    ("zh", "sz澄hu", "dealers/D-2025-0007.html"),
    ("zh", "ＣＴＲ２０１", "checks.html#CTR201"),
    ("zh", "qy-jx-2025-0001", "dealers/D-2023-0001.html#contract"),
    ("zh", "20250007", "dealers/D-2025-0007.html"),
    ("zh", "信任指数　重要度", "handbook/commitments-trust.html#信任指数怎么算"),
    ("en", "REBATE", "handbook/rebates.html"),
    ("zh", "hangzhou", "dealers/D-2025-0006.html"),
    ("zh", "chongqing", "dealers/D-2026-0012.html"),
    ("zh", "zls", "dealers/D-2025-0016.html"),
    ("zh", "cls", "dealers/D-2025-0016.html"),
    ("zh", "QY-JX-2025-0001", "dealers/D-2023-0001.html#contract"),
    ("zh", "D-2025-0007", "dealers/D-2025-0007.html"),
    ("zh", "ｄ２０２５０００７", "dealers/D-2025-0007.html"),
    ("zh", "91320506MA3L6AYT2U", "dealers/D-2025-0007.html#profile"),
    ("zh", "澄湖东路", "dealers/D-2025-0007.html#profile"),
    ("zh", "CTR201", "checks.html#CTR201"),
    ("zh", "ctr 201", "checks.html#CTR201"),
    ("en", "rebate", "handbook/rebates.html"),
    ("en", "trust index", "handbook/commitments-trust.html#how-the-trust-index-is-calculated"),
    ("en", "how are rebates paid", "handbook/rebates.html#how-and-when-it-is-paid"),
    ("en", "suzhou", "dealers/D-2025-0007.html"),
    ("en", "窜货", "handbook/diversion.html#three-kinds-to-tell-apart"),
    ("en", "CTR201", "checks.html#CTR201"),
]


@pytest.mark.parametrize(("locale", "query", "wanted"), TYPED)
def test_words_that_people_type(page: Page, site: Path, locale: Locale, query: str, wanted: str) -> None:
    """Chinese, questions, pinyin, initials, codes in any width, rare characters, English: what is meant is among the finds."""
    page.goto(at(site, f"{locale}/index.html"))
    ask(page, query)
    assert wanted in [url.partition("#")[0] if "#" not in wanted else url for url in addresses(page)]


@pytest.mark.parametrize(("locale", "query", "wanted"), [row for row in TYPED if row[1] in ("QY-JX-2025-0001", "D-2025-0007", "CTR201", "chsm")])  # fmt: skip
def test_what_is_called_by_its_name_comes_first(
    page: Page, site: Path, locale: Locale, query: str, wanted: str
) -> None:
    """A whole code, a name by its initials, a title by its beginning: nothing stands before it."""
    page.goto(at(site, f"{locale}/handbook/glossary.html"))
    ask(page, query)
    assert addresses(page)[0].partition("#")[0] == wanted.partition("#")[0]


def test_the_finds_show_where_they_hit(page: Page, site: Path) -> None:
    """What was asked for is marked as it stands in the text, a name that was heard too."""
    page.goto(at(site, "zh/index.html"))
    ask(page, "ｃｈｅｎｇｈｕ")
    assert options(page).first.locator("mark").all_text_contents() == ["澄湖", "澄湖"]
    ask(page, "2026年自查")
    assert "2026 年自查" in options(page).locator(".search-text mark").all_text_contents()


def test_by_keyboard_alone(page: Page, site: Path) -> None:
    """/ goes to the box, arrows move round, Enter opens, and the reader's program is told of each step."""
    page.goto(at(site, "zh/handbook/rebates.html"))
    field = page.locator("#search")
    expect(field).to_have_attribute("aria-expanded", "false")
    ask(page, "窜货")
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).to_have_attribute("aria-activedescendant", "search-0")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-1")
    expect(page.locator("#search-1")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    last = options(page).count() - 1
    expect(field).to_have_attribute("aria-activedescendant", f"search-{last}")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    wanted = page.locator("#search-1").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))
    expect(page.locator("h1")).to_have_text("窜货处理")


def test_escape_gives_the_focus_back(page: Page, site: Path) -> None:
    """Esc closes the finds, and one stands where one stood before."""
    page.goto(at(site, "zh/index.html"))
    page.locator(".menu a").nth(1).focus()
    ask(page, "返利")
    expect(options(page).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()
    expect(page.locator("#search")).to_have_attribute("aria-expanded", "false")
    expect(page.locator(".menu a").nth(1)).to_be_focused()


def test_the_shortcut_leaves_other_fields_alone(page: Page, site: Path) -> None:
    """In a field / is a letter, and so it is in the search itself."""
    page.goto(at(site, "zh/dealers/index.html"))
    page.locator(".filters input").click()
    page.keyboard.type("a/b")
    expect(page.locator(".filters input")).to_have_value("a/b")
    page.locator("#search").click()
    page.keyboard.type("c/d")
    expect(page.locator("#search")).to_have_value("c/d")


def test_an_input_method_is_waited_for(page: Page, site: Path) -> None:
    """While an input method composes, nothing is sought and Enter is its own; what it commits is sought."""
    page.goto(at(site, "zh/index.html"))
    ask(page, "返利")
    before = addresses(page)
    page.keyboard.press("End")
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("Input.imeSetComposition", {"text": "jie'suan", "selectionStart": 8, "selectionEnd": 8})
    expect(page.locator("#search")).to_have_value("返利jie'suan")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(300)
    assert addresses(page) == before
    expect(page.locator("#search")).to_have_attribute("aria-activedescendant", "search-0")
    session.send("Input.insertText", {"text": "结算"})
    expect(page.locator("#search")).to_have_value("返利结算")
    expect(options(page).first).to_contain_text("返利结算")
    assert page.url.endswith("/zh/index.html")


def test_nothing_is_read_before_it_is_needed(page: Page, site: Path) -> None:
    """Opening a page reads no index; the box reads the names, the first letter the texts, and nothing twice."""
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url.rsplit("/", 1)[1]) if "/search/" in request.url else None
    )
    page.goto(at(site, "zh/index.html"))
    expect(page.locator("#search")).to_be_visible()
    assert asked == []
    page.keyboard.press("/")
    expect(page.locator("script[src*='/search/']")).to_have_count(0)
    page.keyboard.type("返利")
    expect(status(page)).not_to_contain_text("……")
    ask(page, "合同")
    assert asked[0] == "keys.js"
    assert sorted(asked[1:]) == sorted(path.name for path in (site / "zh/search").glob("text-*.js"))


@pytest.mark.parametrize("blocks", ["main tbody tr:first-child td", "main .prose ol > li"])
def test_no_match_reaches_over_a_block(page: Page, site: Path, blocks: str) -> None:
    """Words of two cells or items that stand side by side are no find together, only near; apart they are one."""
    page.goto(at(site, "zh/handbook/rebates.html"))
    first, second, *_ = page.locator(blocks).all_text_contents()
    end, start = first.strip()[-3:], second.strip()[:3]
    ask(page, end + start)
    expect(status(page)).to_contain_text("没有")
    ask(page, f"{end} {start}")
    assert any(url.startswith("handbook/rebates.html") for url in addresses(page))


def test_finding_nothing_says_so(page: Page, site: Path) -> None:
    """An empty find says what was sought, as text, and what to try."""
    page.goto(at(site, "en/index.html"))
    ask(page, "zq<b>x</b>{n}$&")
    expect(status(page)).to_contain_text("zq<b>x</b>{n}$&")
    expect(page.locator("#search-results")).to_be_hidden()


def write(site: Path, folder: Path, found: tuple[Entry, ...]) -> Path:
    """A page of the site with an index of its own."""
    for path in ("assets", "zh/index.html"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).symlink_to(site / path) if path == "assets" else (folder / path).write_bytes(
            (site / path).read_bytes()
        )
    for artifact in search_files(found, "zh"):
        assert isinstance(artifact.job, BytesJob)
        target = folder.parent / artifact.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(artifact.job.data)
    return folder


HOSTILE = "<img src=x onerror=alert(1)>"


def test_hostile_names_are_only_text(page: Page, site: Path, tmp_path: Path) -> None:
    """X03: a name that is markup is shown as the letters that it is, in title, note and text, and nothing runs."""
    entry = Entry(
        "dealer",
        "dealers/x.html",
        (HOSTILE, f"甲{HOSTILE}"),
        ("</script>",),
        (Passage(f"{HOSTILE}\n乙"), Passage(HOSTILE, '"><b id="')),
    )
    page.goto(at(write(site, tmp_path / "site", (entry,)), "zh/index.html"))
    ask(page, "onerror")
    expect(options(page)).to_have_count(1)
    expect(options(page).locator(".search-title")).to_have_text(HOSTILE)
    expect(options(page).locator("mark")).to_have_count(3)
    expect(page.locator("#search-results img, #search-results b, #search-results script")).to_have_count(0)
    ask(page, HOSTILE)
    expect(options(page).locator(".search-note")).to_contain_text("</script>")


def test_ten_thousand_dealers_are_found(page: Page, site: Path, tmp_path: Path) -> None:
    """A large network is read in pieces, and its first and its last dealer are found by name, sound, code and text."""
    cores = "澄湖 临安 润泉 甬川 锦源 北原 堃和 长乐 重山 单记".split()
    found = tuple(
        Entry("dealer", f"dealers/D-2025-{n:05d}.html", (f"{cores[n % 10]}{n}商贸",), (f"D-2025-{n:05d}",), (Passage("合作 · 核心"), Passage(f"仓库在东路{n}号。" + "说明文字" * 40, "profile")))
        for n in range(10_000)
    )  # fmt: skip
    page.goto(at(write(site, tmp_path / "site", found), "zh/index.html"))
    for query, number in (
        ("澄湖0商贸", 0),
        ("shanji9999", 9999),
        ("danji9999sm", 9999),
        ("d-2025-09998", 9998),
        ("东路9997号", 9997),
    ):
        ask(page, query)
        assert addresses(page)[0].partition("#")[0] == f"dealers/D-2025-{number:05d}.html"


def test_the_browser_folds_as_the_build_does(page: Page, site: Path) -> None:
    """The script that the page has makes of every spelling what Python makes of it."""
    page.goto(at(site, "zh/index.html"))
    keys: Callable[..., Any] = page.evaluate
    keys("() => { const open = finder.open; finder.open = (keys) => (window.opened = open(keys)); }")
    ask(page, "返利")
    texts = spellings()
    assert page.evaluate("texts => texts.map(text => opened.fold(text))", list(texts)) == [
        folded(text) for text in texts
    ]


def test_narrow_and_by_touch(browser: Browser, site: Path) -> None:
    """On a telephone the search fills the screen, everything in it is 44 pixels high, and Cancel leads back."""
    context = browser.new_context(viewport={"width": 390, "height": 760}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(at(site, "zh/index.html"))
    expect(page.locator("#search")).to_be_hidden()
    page.locator(".search-open").tap()
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("hangzhou")
    expect(options(page).first).to_be_visible()
    boxes = page.locator(".search-box button, .search-box input, .search-box [role=option]")
    heights = boxes.evaluate_all("found => found.map(one => Math.min(one.offsetHeight, one.offsetWidth))")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.locator(".search-close").tap()
    expect(page.locator("#search")).to_be_hidden()
    expect(page.locator(".search-open")).to_be_focused()
    page.locator(".search-open").tap()
    options(page).first.tap()
    page.wait_for_url(lambda url: not url.endswith("zh/index.html"))
    context.close()


def test_without_scripts_there_is_no_box(browser: Browser, site: Path) -> None:
    """What would not work is not shown; the menu leads everywhere."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at(site, "zh/index.html"))
    expect(page.locator("[data-search]")).to_be_hidden()
    expect(page.locator(".menu")).to_be_visible()
    context.close()


def test_data_that_cannot_be_read_are_told(browser: Browser, site: Path, tmp_path: Path) -> None:
    """Where the files of the index are missing, the box says so and does not seem to search for ever."""
    folder = write(site, tmp_path / "site", ())
    (folder / "zh/search/keys.js").unlink()
    context = browser.new_context()
    page = context.new_page()
    page.goto(at(folder, "zh/index.html"))
    page.keyboard.press("/")
    page.keyboard.type("返利")
    expect(status(page)).to_contain_text("没有读到")
    context.close()
