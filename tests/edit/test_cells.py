"""What people and spreadsheets put into cells becomes the one form of records, told where it is read otherwise."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from toolkit.edit.incoming.cells import Meaning, Raw, meant, number_of
from toolkit.kernel.vocabulary import Vocabulary

WORDS = Vocabulary("type", {"company": ("公司", "company"), "sole_trader": ("个体工商户", "sole trader")})


@pytest.mark.parametrize(
    ("meaning", "raw", "data", "notes"),
    [
        (Meaning("day"), date(2026, 3, 1), "2026-03-01", 0),
        (Meaning("day"), datetime(2026, 3, 1), "2026-03-01", 0),  # noqa: DTZ001
        (Meaning("day"), 46082, "2026-03-01", 1),
        (Meaning("day"), "2026/3/1", "2026-03-01", 1),
        (Meaning("day"), "2026年3月1日", "2026-03-01", 1),
        (Meaning("day"), "２０２６-03-01", "2026-03-01", 1),
        (Meaning("day"), "soon", "soon", 0),
        (Meaning("amount"), 0.1, "0.1", 0),
        (Meaning("amount"), 1e15, "1000000000000000", 0),
        (Meaning("amount"), 0.1 + 0.2, "0.3", 0),
        (Meaning("amount"), "1,260,000.00", "1260000.00", 1),
        (Meaning("amount"), "¥5000元", "5000", 1),
        (Meaning("rate"), 0.05, "0.05", 0),
        (Meaning("rate"), "5%", "0.05", 1),
        (Meaning("whole"), 12.0, "12", 0),
        (Meaning("flag"), "是", "true", 0),
        (Meaning("flag"), True, "true", 0),
        (Meaning("code", vocabulary=WORDS), "个体工商户", "sole_trader", 0),
        (Meaning("code", vocabulary=WORDS), "Company", "company", 0),
        (Meaning("quarter"), "2026年第一季度", "2026Q1", 0),
        (Meaning("name"), 7, "7", 1),
        (Meaning("name", reference="division"), 330106.0, "330106", 0),
        (Meaning("text"), "  路１号\u3000", "路１号", 0),
        (Meaning("code", True, WORDS), "公司、sole trader", ("company", "sole_trader"), 0),
        (Meaning("text", True), "一，二\n三", ("一，二", "三"), 0),
        (Meaning("text"), "\xa0 ", None, 0),
        (Meaning("day"), None, None, 0),
    ],
)
def test_a_cell_is_read_as_its_field_takes_it(meaning: Meaning, raw: Raw, data: object, notes: int) -> None:
    """And what was read otherwise than it stands is told."""
    found = meant(meaning, raw)
    assert (found.data, found.wrong) == (data, None)
    assert len(found.notes) == notes


@pytest.mark.parametrize("raw", [913301060000000123, 6.222e15, 1e18])
def test_a_long_number_in_a_column_of_codes_is_lost(raw: Raw) -> None:
    """A spreadsheet keeps fifteen digits: an account number typed as a number is no longer what was typed."""
    assert meant(Meaning("name"), raw).wrong is not None


def test_numbers_lose_their_binary_tail() -> None:
    """No exponent and no digit that nobody typed."""
    assert [str(number_of(raw)) for raw in (0.1, 1e15, 2.5e-5, 3, 1234567.89)] == [
        "0.1",
        "1000000000000000",
        "0.000025",
        "3",
        "1234567.89",
    ]
    assert number_of(5.0) == Decimal(5)
