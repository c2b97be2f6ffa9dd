"""Spellings that people take for one are one, in Python and in the browser's own script alike."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import given

from tests.sample import ROOT
from tests.spellings import FOLDED, spellings
from tests.strategies import safe_text
from toolkit.site.search.folding import browser_table, folded, folding_table

NODE = shutil.which("node")
PROGRAM = """
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
require("vm").runInThisContext(given.script);
const keys = { folding: given.table, sounds: {}, kinds: [], pieces: 0, rows: [] };
const index = finder.open(keys);
console.log(JSON.stringify(given.texts.map((text) => {
  const places = [];
  const folded = index.fold(text, places);
  const sound = places.length === folded.length && places.every((place, at) => place < text.length && (!at || place >= places[at - 1]));
  return [index.fold(text), folded, sound];
})));
"""


@pytest.mark.parametrize("written", FOLDED)
def test_spellings_are_one(written: str) -> None:
    """Width, case, accents, forms and white space beside Chinese make no difference; boundaries stay."""
    assert folded(written) == FOLDED[written]


@given(safe_text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is folded is its own form: it does not matter which side folds first."""
    assert folded(folded(text)) == folded(text)


def test_traditional_characters_stay() -> None:
    """No character of the main Chinese blocks is taken for another one."""
    assert not [c for c in folding_table() if "\u3400" <= c <= "\u9fff" or "\U00020000" <= c < "\U0002f800"]


def in_node(texts: Sequence[str], table: object) -> list[tuple[str, str, bool]]:
    """What the browser's script makes of some texts: folded, folded with places, and whether the places are right."""
    if NODE is None:
        pytest.skip("node is not installed; tests/e2e asks the same of a browser")
    script = (ROOT / "templates/base/find.js").read_text("utf-8")
    given = json.dumps({"script": script, "table": table, "texts": texts})
    done = subprocess.run([NODE, "-e", PROGRAM], input=given, capture_output=True, text=True, check=True)
    return [tuple(row) for row in json.loads(done.stdout)]


def test_the_browser_folds_the_same() -> None:
    """Every character of the table and every awkward text folds alike on both sides, and each unit knows where it comes from."""
    texts = spellings()
    assert in_node(texts, browser_table()) == [(folded(text), folded(text), True) for text in texts]


def test_a_different_table_is_seen() -> None:
    """The comparison above can fail: a table without full-width letters folds differently."""
    table = {**browser_table(), "one": ""}
    assert in_node(["ＱＹ"], table) != [("qy", "qy", True)]
