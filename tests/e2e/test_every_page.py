"""Every page of the site, opened from a folder on a narrow screen: nothing runs over, nothing is said in the console."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
NARROW = 360
REPORT = "document.addEventListener('securitypolicyviolation', e => console.error('policy: ' + e.violatedDirective))"
WIDTHS = """() => {
  const root = document.documentElement, folded = root.scrollWidth;
  document.querySelectorAll('main details').forEach(fold => { fold.open = true; });
  return [folded, root.scrollWidth];
}"""


def looked_at(browser: Browser, files: Iterable[Path]) -> list[str]:
    """What is wrong with pages: wider than the screen, folded or not; console, errors, policy, requests that fail or leave."""
    context = browser.new_context(viewport={"width": NARROW, "height": 740})
    context.add_init_script(REPORT)
    page = context.new_page()
    wrong: list[str] = []
    here = ""
    page.on("console", lambda message: wrong.append(f"{here}: {message.text}"))
    page.on("pageerror", lambda error: wrong.append(f"{here}: {error}"))
    # What the next page cuts short, such as the icon of a tab, has not failed.
    page.on(
        "requestfailed",
        lambda request: (
            None if request.failure == "net::ERR_ABORTED" else wrong.append(f"{here}: failed {request.url}")
        ),
    )
    page.on(
        "request", lambda request: None if request.url.startswith("file:") else wrong.append(f"{here}: {request.url}")
    )
    for file in files:
        here = f"{file.parent.name}/{file.name}"
        page.goto(file.as_uri())
        widths = page.evaluate(WIDTHS)
        if widths != [NARROW, NARROW]:
            wrong.append(f"{here}: {widths} px wide")
    context.close()
    return wrong


def test_every_page_keeps_to_the_screen_and_is_quiet(browser: Browser, site: Path) -> None:
    """No page of either language scrolls sideways at 360 px, folded or unfolded, reports anything, or loads from elsewhere."""
    files = sorted(site.rglob("*.html"))
    assert len(files) > 400
    assert looked_at(browser, files) == []


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("<p style='width: 400px'>wide</p>", "px wide"),
        ("<details><summary>x</summary><div style='width: 400px'>wide</div></details>", "[360, 400]"),
        ("<script>console.log('hello')</script>", "hello"),
        ("<script>missing()</script>", "not defined"),
        ("<img src='missing.png' alt=''>", "failed"),
        ("<link rel='stylesheet' href='site.css'>", "policy: style-src"),
    ],
)
def test_planted_faults_are_seen(browser: Browser, tmp_path: Path, fault: str, said: str) -> None:
    """The guard can fail, in each of its ways."""
    bad = tmp_path / "bad.html"
    policy = "<meta http-equiv='Content-Security-Policy' content=\"style-src 'unsafe-inline'\">"
    style = f"{policy}<style>body, div, p {{ margin: 0 }}</style>"
    bad.write_text(
        f"<!DOCTYPE html><html lang='en'><head><title>x</title><meta name='viewport' content='width=device-width'>{style}</head>"
        f"<body><main>{fault}</main></body></html>",
        "utf-8",
    )
    assert [line for line in looked_at(browser, [bad]) if said in line]
