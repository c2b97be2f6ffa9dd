"""Apostrophes on English pages: set as print sets them, and left alone where something is to be typed."""

from __future__ import annotations

import pytest

from tests.sample import site_files
from toolkit.render.typography import APOSTROPHE, with_apostrophes


@pytest.mark.parametrize(
    ("written", "set_"),
    [
        ("<p>the dealer's own</p>", "<p>the dealer’s own</p>"),
        ("<p>the dealer&#39;s own</p>", "<p>the dealer’s own</p>"),
        ("<p>ten days' notice, dealers'</p>", "<p>ten days’ notice, dealers’</p>"),
        ("<p>they don't</p>", "<p>they don’t</p>"),
        ("<p>'quoted' words</p>", "<p>'quoted' words</p>"),
        ("<p><code>dealer's</code> and <kbd>it's</kbd></p>", "<p><code>dealer's</code> and <kbd>it's</kbd></p>"),
        ('<input value="dealer\'s">', '<input value="dealer\'s">'),
        ("<script>it's</script>", "<script>it's</script>"),
        ('<a title="both sides\'" href="it\'s">…&#39;s</a>', '<a title="both sides\'" href="it\'s">…’s</a>'),
        ('<div class="x" aria-label="the dealer&#39;s">a</div>', '<div class="x" aria-label="the dealer’s">a</div>'),
    ],
)
def test_apostrophes_are_set(written: str, set_: str) -> None:
    """Within words and behind a plural; not where it may be a quotation mark, code, a script or an attribute."""
    assert with_apostrophes(written) == set_


def test_every_english_page_is_set() -> None:
    """All pages of the site go through it, whoever wrote what they say; Chinese ones stay as they are."""
    pages = {
        path: data.decode()
        for path, data in site_files().items()
        if path.startswith("site/en/") and path.endswith(".html")
    }
    assert sum(page.count(APOSTROPHE) for page in pages.values()) > 100
    assert sorted(path for path, page in pages.items() if with_apostrophes(page) != page) == []
