"""Numbers, amounts and days read as people of each language write them, rounded as money is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.kernel.money import capitals, to_fen
from toolkit.kernel.wording import (
    amount_in_words,
    amount_text,
    chinese_number,
    day_text,
    number_text,
    percent_text,
    yes_no,
)

D = Decimal


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        ("1260000", "¥1,260,000.00"),
        ("-1409.5", "−¥1,409.50"),
        ("0", "¥0.00"),
        ("0.125", "¥0.13"),
        ("1.005", "¥1.01"),
        ("-0.001", "¥0.00"),
        ("9999999999999.99", "¥9,999,999,999,999.99"),
    ],
)
def test_amounts(amount: str, shown: str) -> None:
    """An amount has two decimals, half-up, and its sign before the currency; nothing is minus zero."""
    assert amount_text(D(amount)) == shown


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        ("1234567", None, "1,234,567"),
        ("1234.5", None, "1,234.5"),
        ("1E+3", None, "1,000"),
        ("-5", None, "−5"),
        ("0.125", 2, "0.13"),
        ("2.675", 2, "2.68"),
        ("-0.004", 2, "0.00"),
        ("85.45", 1, "85.5"),
        ("12", 1, "12.0"),
    ],
)
def test_numbers(number: str, decimals: int | None, shown: str) -> None:
    """A number keeps the decimals that it has, or gets those asked for, half-up; never an exponent."""
    assert number_text(D(number), decimals) == shown


def test_whole_numbers() -> None:
    """Counts are numbers too."""
    assert (number_text(1234567), number_text(-3), number_text(7, 1)) == ("1,234,567", "−3", "7.0")


@pytest.mark.parametrize(
    ("rate", "decimals", "shown"),
    [
        ("0.05", None, "5%"),
        ("0.0253", None, "2.53%"),
        ("1", None, "100%"),
        ("0.10", None, "10%"),
        ("0", None, "0%"),
        ("-0.05", None, "−5%"),
        ("0.00125", 2, "0.13%"),
        ("0.6667", 1, "66.7%"),
    ],
)
def test_percentages(rate: str, decimals: int | None, shown: str) -> None:
    """A share is shown times a hundred, without the zeros that it does not need."""
    assert percent_text(D(rate), decimals) == shown


def test_days() -> None:
    """A day is written out in each language; no day is a stroke, as blanks in papers are."""
    day = date(2026, 1, 5)
    assert (day_text(day, "zh"), day_text(day, "en"), day_text(None, "zh")) == ("2026年1月5日", "5 January 2026", "/")


@given(strategies.fen())
def test_words_and_digits_of_an_amount_agree(amount: Decimal) -> None:
    """The form of contracts holds the same amount twice, once in digits and once in capitals."""
    digits, _, words = amount_in_words(amount).partition("（大写：人民币")
    assert D(digits.replace(",", "").replace("¥", "").replace("−", "-")) == amount
    assert words == f"{capitals(amount)}）"


@given(st.decimals(-(10**9), 10**9, places=5))
def test_an_amount_is_shown_as_it_is_rounded(amount: Decimal) -> None:
    """What is printed is what the books hold."""
    shown = amount_text(amount).replace(",", "").replace("¥", "").replace("−", "-")
    assert D(shown) == to_fen(amount)


def test_chinese_numbers() -> None:
    """Articles count from 一 to 九十九, each its own word, as F.1 numbers them."""
    words = [chinese_number(n) for n in range(1, 100)]
    assert [words[n - 1] for n in (1, 10, 11, 20, 21, 38, 99)] == "一 十 十一 二十 二十一 三十八 九十九".split()
    assert len(set(words)) == 99


@pytest.mark.parametrize("number", [0, 100, -1])
def test_no_article_has_such_a_number(number: int) -> None:
    """Beyond 99 there is no wording."""
    with pytest.raises(ValueError, match="no article"):
        chinese_number(number)


def test_yes_and_no() -> None:
    """A flag is a word."""
    assert (yes_no(True).zh, yes_no(False).en) == ("是", "no")
