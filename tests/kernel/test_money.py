"""Money is exact: rounded once, shared out without loss, written in capitals that read back as the same amount."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import strategies
from toolkit.kernel.money import allocate, capitals, to_fen

D = Decimal


@pytest.mark.parametrize(
    ("exact", "fen"),
    [
        ("1.005", "1.01"),
        ("2.675", "2.68"),
        ("0.125", "0.13"),
        ("33333.335", "33333.34"),
        ("-0.125", "-0.13"),
        ("-1.005", "-1.01"),
        ("0.004999999999999999999999999999", "0.00"),
        ("9999999999999.994", "9999999999999.99"),
        ("7", "7.00"),
    ],
)
def test_half_a_fen_is_rounded_away_from_zero(exact: str, fen: str) -> None:
    """Rounding is half-up to the fen (reference 0.9), where binary fractions and banker's rounding would go down."""
    assert str(to_fen(D(exact))) == fen


def test_the_usual_ways_of_rounding_would_fail() -> None:
    """The cases above tell: what Python offers first gives other amounts."""
    assert (round(0.125, 2), f"{1.005:.2f}", str(round(D("0.125"), 2))) == (0.12, "1.00", "0.12")


@given(strategies.fen(), strategies.weights())
def test_shares_sum_to_the_total(total: Decimal, weights: list[Decimal]) -> None:
    """No fen is lost or made, each share is an amount in fen, and there is one for each weight."""
    shares = allocate(total, weights)
    assert sum(shares) == total
    assert len(shares) == len(weights)
    assert all(share == to_fen(share) and share.as_tuple().exponent == -2 for share in shares)


@given(strategies.fen(), strategies.weights())
def test_each_share_is_within_a_fen_of_its_exact_part(total: Decimal, weights: list[Decimal]) -> None:
    """A share is its exact part rounded down or up to the next fen, and a larger weight never gets less."""
    shares = allocate(total, weights)
    parts = [Fraction(w) for w in weights] if any(weights) else [Fraction(1)] * len(weights)
    exact = [Fraction(total) * part / sum(parts) for part in parts]
    assert all(abs(Fraction(share) - part) < Fraction(1, 100) for share, part in zip(shares, exact, strict=True))
    by_weight = sorted(zip(parts, shares, strict=True))
    assert total < 0 or [share for _, share in by_weight] == sorted(shares)


@pytest.mark.parametrize(
    ("total", "weights", "shares"),
    [
        ("0.01", "1 1 1", "0.01 0.00 0.00"),
        ("0.02", "1 1 1", "0.01 0.01 0.00"),
        ("100.00", "1 1 1", "33.34 33.33 33.33"),
        ("0.02", "1 4 1", "0.01 0.01 0.00"),
        ("10.00", "0 1", "0.00 10.00"),
        ("0.05", "0 0", "0.03 0.02"),
        ("-0.01", "1 1", "0.00 -0.01"),
        ("4500.00", "47250.00 10500.00 10950.00 14550.00", "2554.05 567.57 591.89 786.49"),  # reference 0b number 5
    ],
)
def test_the_largest_remainder_gets_the_fen_that_is_left(total: str, weights: str, shares: str) -> None:
    """What is left after rounding down goes to the largest remainders, and among equal ones to the first."""
    assert " ".join(map(str, allocate(D(total), [D(w) for w in weights.split()]))) == shares


def test_equal_remainders_are_equal_exactly() -> None:
    """1/6 and 4/6 of two fen have the same remainder; a rounded quotient would call the second one larger or smaller."""
    assert allocate(D("0.02"), [D(1), D(4), D(1)]) == (D("0.01"), D("0.01"), D("0.00"))
    assert allocate(D("0.02"), [D(4), D(1), D(1)]) == (D("0.02"), D("0.00"), D("0.00"))


@pytest.mark.parametrize("weights", [[], [D(1), D(-1)]])
def test_weights_that_mean_nothing_are_refused(weights: list[Decimal]) -> None:
    """Nothing can be shared by no weight or a negative one."""
    with pytest.raises(ValueError, match="weights"):
        allocate(D("1.00"), weights)


CAPITALS = (
    ("1409.50", "壹仟肆佰零玖元伍角"),
    ("6007.14", "陆仟零柒元壹角肆分"),
    ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
    ("325.04", "叁佰贰拾伍元零肆分"),
    ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
    ("107000.53", "壹拾万柒仟元零伍角叁分"),
    ("0.05", "伍分"),
    ("100000000", "壹亿元整"),
    ("10.00", "壹拾元整"),
    ("10.50", "壹拾元伍角"),
    ("0.50", "伍角"),
    ("0.00", "零元整"),
    ("-1409.50", "负壹仟肆佰零玖元伍角"),
    ("1000000000000", "壹万亿元整"),
    ("1260000.00", "壹佰贰拾陆万元整"),
    ("100500", "壹拾万零伍佰元整"),
    ("10001", "壹万零壹元整"),
    ("0.55", "伍角伍分"),
    ("9999999999999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
)


@pytest.mark.parametrize(("amount", "words"), CAPITALS)
def test_amounts_in_capitals(amount: str, words: str) -> None:
    """Amounts are written as reference F.5 and 0b number 18 list them."""
    assert capitals(D(amount)) == words


DIGITS = {character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")}
PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def read(words: str) -> Decimal:
    """The amount that capitals say, read by nothing but their meaning; 万亿 counts as 亿 times 万."""
    sign = -1 if words.startswith("负") else 1
    yuan, _, rest = words.removeprefix("负").removesuffix("整").rpartition("元")
    fen = sum(
        DIGITS[digit] * (10 if unit == "角" else 1)
        for digit, unit in zip(rest.replace("零", "")[::2], rest.replace("零", "")[1::2], strict=True)
    )
    return sign * (D(whole(yuan)) + D(fen) / 100)


def whole(words: str) -> int:
    """The number of yuan."""
    for unit, size in (("亿", 10**8), ("万", 10**4)):
        if unit in words:
            high, _, low = words.rpartition(unit)
            return whole(high) * size + whole(low)
    total = digit = 0
    for character in words:
        if character in PLACES:
            total, digit = total + digit * PLACES[character], 0
        else:
            digit = DIGITS[character]
    return total + digit


@given(st.one_of(strategies.fen(), strategies.fen(10**7), strategies.fen(2000)))
def test_capitals_read_back(amount: Decimal) -> None:
    """Whoever reads the capitals gets the amount of the digits; 零 never stands twice, and 整 only after 元."""
    words = capitals(amount)
    assert read(words) == amount
    assert "零零" not in words
    assert words.endswith("元整") == (amount == amount.to_integral_value())


def test_the_reader_notices_a_wrong_character() -> None:
    """The round trip above can fail: one changed character is another amount."""
    assert read("壹仟肆佰零玖元伍角") == D("1409.50")
    assert read("壹仟肆佰零捌元伍角") != D("1409.50")
    assert read("壹仟肆佰玖拾元伍角") != D("1409.50")


@pytest.mark.parametrize(
    "amount", ["1.005", "10000000000000.00", "-10000000000000", "1E+50", "NaN", "Infinity", "-Infinity"]
)
def test_what_is_no_amount_has_no_capitals(amount: str) -> None:
    """More than two decimals, fourteen digits, and what is no number are refused, never rounded."""
    with pytest.raises(ValueError, match="no amount"):
        capitals(D(amount))
