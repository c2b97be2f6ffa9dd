"""Characters that hide, reorder or break what a reader sees are known, and nothing else is taken for one."""

from __future__ import annotations

import sys
import unicodedata

from hypothesis import given

from tests import strategies
from toolkit.kernel import characters

EVERY = tuple(map(chr, range(sys.maxunicode + 1)))


def test_forbidden_are_controls_surrogates_and_bidirectional_marks() -> None:
    """Exactly the controls but tab and line feed, separators, embeddings, overrides and isolates, surrogates, U+FFFE/F."""
    found = {c for c in EVERY if characters.FORBIDDEN.match(c)}
    controls = {c for c in EVERY if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")} - set("\t\n")
    turning = {
        c
        for c in EVERY
        if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    }
    assert found == controls | turning | {"\ufffe", "\uffff"}


def test_compatibility_ideographs_are_those_that_normalising_changes() -> None:
    """U+FA19 神 is one; U+FA0E 﨎, which stands in the same block but for itself, is not."""
    han = {c for c in EVERY if unicodedata.name(c, "").startswith("CJK COMPATIBILITY IDEOGRAPH")}
    changing = {c for c in han if unicodedata.normalize("NFC", c) != c}
    assert {c for c in EVERY if characters.COMPATIBILITY.match(c)} == changing
    assert len(changing) > 900


def test_invisible_characters_are_not_seen() -> None:
    """Each of them is of a category that draws nothing, or a filler; a space that is wide is not among them."""
    found = [c for c in EVERY if characters.INVISIBLE.match(c) and unicodedata.category(c) != "Cn"]
    assert {unicodedata.category(c) for c in found} <= {"Cf", "Mn", "Lo"}
    assert {c for c in found if unicodedata.category(c) == "Lo"} == set("\u115f\u1160\u3164\uffa0")
    assert not characters.INVISIBLE.search("\u3000 \u00a0青屿 Qingyu🙂")


@given(strategies.scalars())
def test_what_is_shown_holds_nothing_unseen(text: str) -> None:
    """A name in a message stands on one line, and plain text stands as it is."""
    shown = characters.made_visible(f"{text}\u202e\u200b\udcff")
    assert not characters.FORBIDDEN.search(shown)
    assert not characters.INVISIBLE.search(shown)
    assert "\n" not in shown
    assert shown.endswith("\\u202e\\u200b\\udcff")


def test_names_that_one_file_system_takes_for_one() -> None:
    """Case and the form of accents make no difference; other characters do."""
    assert characters.same_name("Acme/É") == characters.same_name("acme/e\u0301")
    assert characters.same_name("神") != characters.same_name("申")


def test_a_character_is_named_by_code_point() -> None:
    """A reader can look it up."""
    assert (characters.name_of("\u202e"), characters.name_of("\x07")) == ("U+202E RIGHT-TO-LEFT OVERRIDE", "U+0007")
