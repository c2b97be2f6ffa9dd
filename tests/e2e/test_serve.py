"""The preview in Chromium: a page that loads itself again, and one that shows what is wrong, within its policy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.serve.serve_scene import FIRST, PAGE, Command, change
from tests.topics.builders import dealer
from tests.workspace import REFUSED, lay, workspace

pytestmark = pytest.mark.e2e
PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Live:
    """A workspace, its preview, and a browser's page of a dealer."""

    root: Path
    command: Command
    page: Page


@pytest.fixture
def live(browser: Browser, tmp_path: Path) -> Iterator[Live]:
    """A dealer's page of a running preview; it must end without an error, a blocked load, a dialog, or a foreign request."""
    root = workspace(tmp_path / "workspace")
    command = Command(root, tmp_path / "log")
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    wrong: list[str] = []
    own = f"http://127.0.0.1:{command.site.port}/"
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: None if request.url.startswith(own) else wrong.append(request.url))
    page.goto(own + PAGE)
    yield Live(root, command, page)
    context.close()
    command.kill()
    assert wrong == []


def test_a_saved_file_reloads_the_page(live: Live) -> None:
    """Nobody touches the browser: the new name is there, again and again, and the page's policy with it."""
    expect(live.page.locator("h1")).to_contain_text("第1商贸")
    for before, after in (("第1商贸", "澄湖商贸"), ("澄湖商贸", "临安商贸")):
        change(live.root, FIRST, f"short_name: {before}", f"short_name: {after}")
        expect(live.page).to_have_title(f"{after} · 样例手册", timeout=PATIENCE)
    policy = live.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert policy is not None
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_style_reloads_the_page(live: Live) -> None:
    """What pages load counts as the page."""
    style = live.root / "templates/base/site.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1 { color: rgb(1, 2, 3) }\n", "utf-8")
    expect(live.page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=PATIENCE)


def test_what_is_wrong_stands_on_top_until_it_is_mended(live: Live) -> None:
    """The page from before stays; place, message and hint are text, whatever they quote; nothing is reloaded."""
    live.page.evaluate("window.untouched = true")
    panel = live.page.locator(".live-panel")
    expect(panel).to_have_count(0)
    whole = (live.root / FIRST).read_text("utf-8")
    hostile = "<img src=x onerror=alert(1)>"
    (live.root / FIRST).write_text(f'{whole}"{hostile}": x\n', "utf-8")
    expect(panel).to_be_visible(timeout=PATIENCE)
    expect(panel).to_contain_text("1 个错误 · 显示的是出错以前的内容")
    expect(panel).to_contain_text(FIRST)
    expect(panel).to_contain_text(hostile)
    expect(panel.locator("img")).to_have_count(0)
    expect(live.page.locator("h1")).to_contain_text("第1商贸")
    box = panel.bounding_box()
    assert box is not None
    assert box["y"] == 0
    (live.root / FIRST).write_text(whole, "utf-8")
    expect(panel).to_have_count(0, timeout=PATIENCE)
    assert live.page.evaluate("window.untouched") is True


def test_an_english_page_tells_in_english(live: Live) -> None:
    """The words are those of the page, not of the command."""
    live.page.goto(live.page.url.replace("/zh/", "/en/"))
    (live.root / FIRST).write_text("id: [\n", "utf-8")
    panel = live.page.locator(".live-panel")
    expect(panel).to_contain_text("1 error · what you see is from before the error", timeout=PATIENCE)
    expect(panel).to_contain_text("YAML syntax error")


def test_a_page_that_comes_is_loaded(browser: Browser, live: Live) -> None:
    """One waits at an address that is not there yet; when the record is saved, so is the page."""
    page = browser.new_context().new_page()
    page.goto(live.page.url.replace("0001.html", "0004.html"))
    expect(page.locator("h1")).to_have_text("找不到这一页")
    lay(live.root, dealer(f"transitions: [{REFUSED}]", 4))
    expect(page.locator("h1")).to_contain_text("第4商贸", timeout=PATIENCE)
    page.context.close()


SEEN = "seen => { Object.defineProperty(document, 'visibilityState', {value: seen, configurable: true}); document.dispatchEvent(new Event('visibilitychange')); }"


def test_a_tab_that_nobody_sees_waits(live: Live) -> None:
    """It gives its connection back, of which a browser opens few to one server, and catches up when it is seen again."""
    live.page.evaluate(SEEN, "hidden")
    change(live.root, FIRST, "short_name: 第1商贸", "short_name: 澄湖商贸")
    live.command.says(f"{FIRST}: ")
    live.page.wait_for_timeout(500)
    expect(live.page).to_have_title("第1商贸 · 样例手册")
    live.page.evaluate(SEEN, "visible")
    expect(live.page).to_have_title("澄湖商贸 · 样例手册", timeout=PATIENCE)


def test_a_preview_that_ends_is_told(browser: Browser, live: Live) -> None:
    """The page stays readable and says that it is no longer followed."""
    page = browser.new_context().new_page()
    page.goto(live.page.url)
    live.page.close()
    live.command.kill()
    expect(page.locator(".live-panel")).to_contain_text("预览已停止", timeout=PATIENCE)
    expect(page.locator("h1")).to_contain_text("第1商贸")
    page.context.close()
