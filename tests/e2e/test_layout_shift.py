"""Nothing moves under a reader's eyes while a page comes in, however slowly, nor when its scripts begin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.kinds import kinds
from tests.e2e.trickle import trickling
from tests.workspace import lay

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
WATCH = """
window.moved = [];
new PerformanceObserver(list => list.getEntries().forEach(entry => window.moved.push([
  entry.value, entry.sources.slice(0, 2).map(source => (source.node && (source.node.outerHTML || source.node.textContent) || '').slice(0, 100)),
]))).observe({type: 'layout-shift', buffered: true});
"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))"
LEAST = 0.01
"""A tenth of what counts as good: the columns of a table that follow its rows give way by a few pixels as more rows come in."""


def shifts(browser: Browser, folder: Path, paths: Iterable[str], width: int) -> dict[str, object]:
    """The pages that moved more than is seen, with how much and what."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    found: dict[str, object] = {}
    with trickling(folder) as address:
        for path in paths:
            page.goto(f"{address}/{path}")
            page.evaluate(PAINTED)
            moved = page.evaluate("window.moved")
            if sum(value for value, _ in moved) > LEAST:
                found[path] = moved
    context.close()
    return found


@pytest.mark.parametrize("width", [1440, 360])
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_nothing_moves(browser: Browser, site: Path, locale: str, width: int) -> None:
    """Each kind of page stays where it was painted first."""
    assert shifts(browser, site, (f"{locale}/{path}" for path in kinds()), width) == {}


def test_what_moves_is_seen(browser: Browser, tmp_path: Path) -> None:
    """A line that a script puts above the text moves all of it."""
    script = "requestAnimationFrame(() => setTimeout(() => document.body.prepend(Object.assign(document.createElement('div'), {style: 'height: 9em'})), 30))"
    text = "<p>Words that stand here.</p>" * 20
    lay(tmp_path, {"a.html": f"<!DOCTYPE html><title>x</title><body>{text}<script>{script}</script></body>"})
    assert list(shifts(browser, tmp_path, ["a.html"], 800)) == ["a.html"]
