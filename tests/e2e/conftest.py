"""A browser, and the sample's site in a folder, for all tests that drive pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.sample import site_files
from tests.workspace import lay

OF_PAPERS = ("FONTCONFIG_FILE", "FC_LANG", "PANGO_LANGUAGE")
"""What the layout engine sets for itself when a test lays out a paper in this process: with it a browser finds no font."""
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the machine: none is downloaded."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: Debian's package is `chromium`")
    with sync_playwright() as playwright:
        surroundings: dict[str, str | float | bool] = {
            name: value for name, value in os.environ.items() if name not in OF_PAPERS
        }
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, env=surroundings, args=["--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The finished site of the sample, to be opened from a folder."""
    return lay(tmp_path_factory.mktemp("out"), site_files()) / "site"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own that must end without an error, a blocked load, a dialog, or a request that leaves the folder."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.append(message.text))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("dialog", lambda dialog: wrong.append(f"dialog: {dialog.message}"))
    opened.on("request", lambda request: None if request.url.startswith("file://") else wrong.append(request.url))
    yield opened
    context.close()
    assert wrong == []
