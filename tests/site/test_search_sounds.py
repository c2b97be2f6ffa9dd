"""Pinyin: every reading that a name may have, surnames and places among them."""

from __future__ import annotations

import pytest

from toolkit.site.search.sounds import readings, sounds


@pytest.mark.parametrize(
    ("character", "reading"),
    [
        *(("长", reading) for reading in ("chang", "zhang")),
        *(("重", reading) for reading in ("chong", "zhong")),
        *(("单", reading) for reading in ("dan", "shan")),
        ("仇", "qiu"), ("解", "xie"), ("盖", "ge"), ("查", "zha"), ("曾", "zeng"), ("区", "ou"), ("朴", "piao"), ("翟", "zhai"),
        ("尉", "yu"), ("覃", "qin"), ("缪", "miao"), ("黑", "he"), ("员", "yun"), ("繁", "po"), ("种", "chong"), ("召", "shao"),
        ("厦", "xia"), ("六", "lu"), ("蚌", "beng"), ("亳", "bo"), ("台", "tai"), ("乐", "le"), ("乐", "yue"), ("行", "hang"),
        ("吕", "lv"), ("吕", "lu"), ("略", "lve"), ("略", "lue"), ("堃", "kun"), ("䶮", "yan"), ("𠮷", "ji"), ("〇", "ling"),
    ],
)  # fmt: skip
def test_readings(character: str, reading: str) -> None:
    """A character has the reading that it has in names, typed without tones; ü is typed v or u."""
    assert reading in readings(character)


@pytest.mark.parametrize("character", "aé1—，①😀")
def test_what_is_not_chinese_has_no_reading(character: str) -> None:
    """Letters, digits and signs are heard as themselves, or not at all."""
    assert readings(character) == ()


def test_sounds_hold_what_the_texts_need() -> None:
    """The table has the characters that occur, folded, each under all its readings, in one order whatever comes first."""
    assert sounds(["重庆", "⼭"]) == {"chong": "重", "qing": "庆", "shan": "山", "tong": "重", "zhong": "重"}
    assert sounds(["庆重", "山"]) == sounds(["重庆", "⼭"])
