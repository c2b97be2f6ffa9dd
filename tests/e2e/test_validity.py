"""Every page is valid HTML, and every style sheet valid CSS, in the eyes of two checkers that others made."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.checking import html_validate, nu, told
from tests.workspace import lay

pytestmark = [pytest.mark.e2e, pytest.mark.slow]
SOUND = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>A page</title>\n</head>\n<body>\n<main>\n'
    "<h1>A page</h1>\n{}\n</main>\n</body>\n</html>\n"
)
FAULTS = {
    "sound": "<p>Nothing is wrong here.</p>",
    "twice": '<p id="a">One.</p>\n<p id="a">Two.</p>',
    "nested": "<p>A list <ul><li>in a paragraph</li></ul></p>",
    "unclosed": "<div><p>A box that never ends.</p>",
    "stray": "<ul><p>No item.</p></ul>",
    "picture": '<p><img src="a.png"></p>',
    "interactive": '<p><a href="a.html"><button type="button">Both</button></a></p>',
    "unknown": "<p><blink>Gone</blink></p>",
    "nowhere": '<p><label for="b">Name</label></p>',
}
"""Faults that people make in templates, one a page."""


def test_html_validate_finds_nothing(site: Path, tmp_path: Path) -> None:
    """No page breaks a rule of the recommended set; where a rule holds in another way here, its reason stands beside it."""
    assert html_validate(site, tmp_path) == []


def test_the_nu_checker_finds_nothing(site: Path) -> None:
    """No page and no style sheet has an error or a warning."""
    assert nu(site, "html", "css", "svg") == []


def test_both_checkers_see_planted_faults(tmp_path: Path) -> None:
    """Each fault is seen by each checker, and the sound page by neither."""
    folder = lay(tmp_path / "planted", {f"{name}.html": SOUND.format(fault) for name, fault in FAULTS.items()})
    faulty = {f"{name}.html" for name in FAULTS} - {"sound.html"}
    assert told(html_validate(folder, tmp_path)) == faulty
    assert told(nu(folder, "html")) == faulty


@pytest.mark.parametrize("fault", ["p { colour: red }", "p { width: 3quux }", "p { color: red }}"])
def test_a_fault_in_a_style_sheet_is_seen(tmp_path: Path, fault: str) -> None:
    """Misspelt properties, units that do not exist and brackets that open nothing."""
    folder = lay(tmp_path / "planted", {"site.css": fault})
    assert told(nu(folder, "css")) == {"site.css"}


def test_a_list_names_each_term_once(tmp_path: Path) -> None:
    """A warning counts too: two equal terms in one list are seen."""
    terms = "<dl>\n<dt>Price</dt><dd>1</dd>\n<dt>Price</dt><dd>2</dd>\n</dl>"
    assert told(nu(lay(tmp_path / "planted", {"terms.html": SOUND.format(terms)}), "html")) == {"terms.html"}
