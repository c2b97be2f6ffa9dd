"""Records are written so that what is read back is what was meant, by our reader and by any other."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from toolkit.edit.yaml_file import yaml_file
from toolkit.sources.document import Data
from toolkit.sources.yaml_text import read_yaml

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\ufffe\uffff\ufeff\u2028\u2029", exclude_categories=("Cc", "Cf", "Cs")), max_size=20
) | st.sampled_from(["", " ", "no", "true", "0755", "2026-01-15", "1e5", "- x", "# x", "a: b", "甲\n乙", "甲\n\n 乙 ", " 甲\n乙", "甲\n", "\n", "'", '"', "\\", "~", "=", "<<", "|", "{}", "[]", "…", "ＡＢ"])  # fmt: skip
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
DATA: st.SearchStrategy[Any] = st.dictionaries(
    KEYS,
    st.recursive(
        TEXTS, lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
    ),
    min_size=1,
    max_size=4,
)  # fmt: skip


def read(text: str) -> Data:
    document, problems = read_yaml("x.yaml", text.encode())
    assert document is not None, problems
    assert [p.code for p in problems if p.severity == "error"] == []
    return document.data


def as_strings(value: Any) -> Any:
    """What another reader of YAML sees, its lists as tuples; every value should be text to it already."""
    if isinstance(value, dict):
        return {key: as_strings(inner) for key, inner in value.items()}
    return tuple(map(as_strings, value)) if isinstance(value, list) else value


@given(DATA)
def test_what_is_written_is_read_back(data: dict[str, Data]) -> None:
    """Whatever the texts hold: signs of YAML, spaces at the ends, several lines, other scripts. For other readers too."""
    text = yaml_file(data, "一份 · one")
    assert read(text) == data
    assert as_strings(yaml.safe_load(text)) == data  # noqa: TID251  # another reader than ours


def test_the_form() -> None:
    """Names plain, all else in quotes, several lines as a block; the comment stands first."""
    data: dict[str, Data] = {
        "id": "AM-2026-0001",
        "day": "2026-01-15",
        "text": "甲方\n乙方",
        "list": ({"a": "x", "b": "甲"}, "z1", ("z",), "一\n二"),
        "nothing": (),
    }
    assert yaml_file(data, "说明") == (
        "# 说明\n"
        "id: AM-2026-0001\n"
        'day: "2026-01-15"\n'
        "text: |-\n  甲方\n  乙方\n"
        'list:\n  - a: x\n    b: "甲"\n  - z1\n  -\n    - z\n  - |-\n    一\n    二\n'
        "nothing: []\n"
    )


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\uf900", "\t", "\U0002f800"])
def test_what_cannot_be_seen_is_written_out(character: str) -> None:
    """A reader of the file sees that something is there, and the file is told of no second time for it."""
    text = yaml_file({"a": f"甲{character}乙"})
    assert character not in text
    assert as_strings(yaml.safe_load(text)) == {"a": f"甲{character}乙"}  # noqa: TID251  # another reader than ours
