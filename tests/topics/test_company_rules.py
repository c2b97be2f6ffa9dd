"""Check digits, numbers of persons, and circles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.builders import card_number, id_number
from toolkit.topics.company.rules import barcode_check, circles, holds_bank_card, holds_id_number

TODAY = date(2026, 10, 20)
DIGITS = st.text("0123456789", min_size=12, max_size=12)


def gtin(twelve: str) -> str:
    """A GTIN-13, its check digit worked out as GS1 describes it: odd places once, even places thrice."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return twelve + str(-total % 10)


def test_a_printed_barcode_has_its_check_digit() -> None:
    """A barcode from a real package ends with the digit that the rule computes."""
    assert barcode_check("6901234567892") == "2"


@given(DIGITS, st.integers(0, 12), st.integers(1, 9))
@settings(max_examples=60)
def test_one_wrong_digit_is_always_seen(twelve: str, place: int, shift: int) -> None:
    """A GTIN-13 with one digit changed never passes."""
    right = gtin(twelve)
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1 :]
    assert barcode_check(right) == right[-1]
    assert barcode_check(wrong) != wrong[-1]


@pytest.mark.parametrize("given", ["", "690123456789", "69012345678922", "690123456789２", "69012345678 2"])
def test_only_thirteen_digits_are_a_barcode(given: str) -> None:
    """Anything but thirteen ASCII digits has no check digit to compare with."""
    assert barcode_check(given) == ""


@pytest.mark.parametrize("text", ["{}", "身份证{}", "id {} (seen)", "负责人（{}）"])
def test_an_identity_number_is_seen_within_a_text(text: str) -> None:
    """The number is found alone and among words, with an X in either case."""
    ends = {id_number(order=f"{order:03d}")[-1]: id_number(order=f"{order:03d}") for order in range(100, 130)}
    assert all(holds_id_number(text.format(number), TODAY) for number in (*ends.values(), ends["X"].lower()))


def test_an_identity_number_with_spaces_is_seen() -> None:
    """Spaces and hyphens between the groups do not hide it."""
    number = id_number()
    assert holds_id_number(f"{number[:6]} {number[6:14]}-{number[14:]}", TODAY)


@pytest.mark.parametrize("born", ["19000101", "20261020"])
def test_the_oldest_and_the_youngest_person_are_seen(born: str) -> None:
    """Days of birth from 1900 to the as-of date count, both included."""
    assert holds_id_number(id_number(born=born), TODAY)


@pytest.mark.parametrize(
    "text",
    [
        id_number()[:-1] + ("0" if id_number()[-1] != "0" else "1"),
        id_number(born="19801301"),
        id_number(born="20261021"),
        id_number(born="18991231"),
        f"A{id_number()}",
        f"{id_number()}7",
        "91330106MA2700001X",
        "2026-01-01 2026-12-31",
        "",
    ],
)
def test_other_long_numbers_are_no_identity_number(text: str) -> None:
    """A wrong check character, an impossible day of birth, a credit code and two dates are left alone."""
    assert not holds_id_number(text, TODAY)


@pytest.mark.parametrize(
    "body", ["621226120200000001", "62170000000000000", "622200000000000", "400000000000000", "550000000000001"]
)
def test_a_bank_card_is_seen(body: str) -> None:
    """Cards of 16 to 19 digits with their Luhn digit are found, also in groups of four."""
    number = card_number(body)
    groups = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    assert (holds_bank_card(number), holds_bank_card(f"卡号 {groups}")) == (True, True)


@pytest.mark.parametrize(
    "number",
    ["1202000000000000001", "33050161000000000001", card_number("12020000000000000"), card_number("40000000000000")],
)
def test_a_company_account_is_no_bank_card(number: str) -> None:
    """Accounts of companies begin otherwise, whatever their last digit."""
    assert not holds_bank_card(number)


def test_a_card_number_with_a_wrong_digit_is_left_alone() -> None:
    """A number that no bank issued is not taken for a card."""
    number = card_number("621226120200000001")
    assert not holds_bank_card(number[:-1] + str((int(number[-1]) + 1) % 10))


def test_each_circle_is_told_once_from_its_smallest_id() -> None:
    """Tails that lead into a circle are not part of it."""
    above = {"e": "c", "c": "b", "b": "a", "a": "c", "x": "x", "p": "q"}
    assert circles(above) == (("a", "c", "b"), ("x",))


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")))
@settings(max_examples=80)
def test_circles_hold_exactly_the_ids_that_return_to_themselves(above: dict[str, str]) -> None:
    """An id is in a circle when climbing from it comes back to it."""

    def returns(start: str) -> bool:
        step = start
        for _ in above:
            step = above.get(step, "")
            if step == start:
                return True
        return False

    assert sorted(step for ring in circles(above) for step in ring) == sorted(filter(returns, above))
