"""Words in two languages: Chinese stands in where English is missing, and data inside a wording stay data."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.kernel.text import NO_TEXT, Text


def test_english_falls_back_to_chinese() -> None:
    """What nobody translated is shown in Chinese rather than left out."""
    assert (Text("合同").within("en"), Text("合同", "contract").within("en"), Text("合同", "x").within("zh")) == (
        "合同",
        "contract",
        "合同",
    )


def test_places_are_filled_by_language() -> None:
    """A value that is a text itself goes in by language; others go in as they are."""
    filled = Text("{what}有 {n} 处", "{n} in {what}").filled({"what": Text("合同", "contract"), "n": 3})
    assert filled == Text("合同有 3 处", "3 in contract")


def test_only_no_text_counts_as_none() -> None:
    """A text in one language is a text."""
    assert (bool(NO_TEXT), bool(Text("", "x")), bool(Text("x"))) == (False, True, True)


@given(st.one_of(strategies.scalars(), st.text("{}0.abc[]!:", max_size=12)))
def test_a_value_is_put_in_once(value: str) -> None:
    """Braces inside a value are not filled again, whatever they name."""
    assert Text("“{given}”", "“{given}”").filled({"given": value, "a": "x"}) == Text(f"“{value}”", f"“{value}”")
