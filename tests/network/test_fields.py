"""A field's type accepts what was meant and nothing that merely looks like it; the text decides, digit by digit."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from tests import strategies
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network import fields

GRADE = Annotated[
    str, fields.OneOf(Vocabulary("grade", {"strategic": ("战略", "strategic"), "core": ("核心", "core")}))
]
DEALER = Annotated[str, fields.IdOf("D")]


def outcome(kind: Any, text: object) -> object:
    """The value that a text becomes, or the code of what is wrong with it."""
    try:
        return TypeAdapter(kind).validate_python(text, strict=True)
    except ValidationError as error:
        return f"!{error.errors()[0]['type']}"


D = Decimal
FULL_WIDTH = "１２３"

TABLE: tuple[tuple[str, Any, object, object], ...] = (
    ("Y10 too long", fields.Amount, "12345678901234567.89", "!amount"),
    ("Y10 longest", fields.Amount, "9999999999999.99", D("9999999999999.99")),
    ("Y10 exact", fields.Amount, "0.1", D("0.1")),
    ("three decimals", fields.Amount, "1.005", "!amount"),
    ("negative", fields.Amount, "-12.30", D("-12.30")),
    ("plus", fields.Amount, "+1", "!amount"),
    ("separators", fields.Amount, "1,260,000.00", "!amount"),
    ("currency", fields.Amount, "¥12", "!amount"),
    ("space", fields.Amount, " 1", "!amount"),
    ("line feed", fields.Amount, "1\n", "!amount"),
    ("no digit before", fields.Amount, ".5", "!amount"),
    ("no digit after", fields.Amount, "5.", "!amount"),
    ("exponent", fields.Amount, "1e5", "!amount"),
    ("underscore", fields.Amount, "1_000", "!amount"),
    ("hexadecimal", fields.Amount, "0x1F", "!amount"),
    ("empty", fields.Amount, "", "!amount"),
    ("mapping", fields.Amount, {"a": "1"}, "!amount"),
    ("list", fields.Amount, ("1",), "!amount"),
    *((f"Y11 {text}", fields.Amount, text, "!amount") for text in (".nan", ".inf", "-.inf", "NaN", "sNaN", "Infinity", "-inf")),
    *((f"Y11 number {text}", fields.Number, text, "!number") for text in (".nan", "NaN", "sNaN", "Infinity")),
    ("Y12", fields.Amount, FULL_WIDTH, "!amount"),
    ("Y12 number", fields.Number, FULL_WIDTH, "!number"),
    ("Y12 rate", fields.Rate, "０.5", "!number"),
    ("Y12 integer", fields.Integer, FULL_WIDTH, "!integer"),
    ("Y12 count", fields.Count, FULL_WIDTH, "!integer"),
    ("Y12 date", fields.Day, "２０２４-01-01", "!date"),
    ("Y12 quarter", fields.Quarter, "2026Q１", "!quarter"),
    ("Y12 id", DEALER, "D-２０２５-0007", "!id"),
    ("Y12 Arabic-Indic", fields.Amount, "٣", "!amount"),
    ("Y13", fields.Day, "2024-02-30", "!no_such_date"),
    ("Y13 leap day", fields.Day, "2024-02-29", date(2024, 2, 29)),
    ("Y13 no leap day", fields.Day, "2023-02-29", "!no_such_date"),
    ("Y14 basic", fields.Day, "20240331", "!date"),
    ("Y14 week", fields.Day, "2024-W13-7", "!date"),
    ("Y14 short", fields.Day, "2024-3-31", "!date"),
    ("Y14 slashes", fields.Day, "2024/03/31", "!date"),
    ("Y15", fields.Day, "2024-03-31T23:30:00+08:00", "!date"),
    ("Y15 space", fields.Day, "2024-03-31 07:30", "!date"),
    ("year 0", fields.Day, "0000-01-01", "!no_such_date"),
    ("long ago", fields.Day, "1899-12-31", "!date_range"),
    ("for ever", fields.Day, "9999-12-31", "!date_range"),
    ("last day", fields.Day, "2199-12-31", date(2199, 12, 31)),
    ("number", fields.Number, "123456789012345.123456", D("123456789012345.123456")),
    ("number of seven decimals", fields.Number, "0.1234567", "!number"),
    ("rate", fields.Rate, "0.05", D("0.05")),
    ("rate 0", fields.Rate, "0", D(0)),
    ("rate 1", fields.Rate, "1.0", D("1.0")),
    ("rate of five per cent", fields.Rate, "5", "!rate"),
    ("rate with a sign", fields.Rate, "5%", "!number"),
    ("negative rate", fields.Rate, "-0.05", "!rate"),
    ("integer", fields.Integer, "-12", -12),
    ("integer with a zero", fields.Integer, "007", 7),
    ("integer of 5,000 digits", fields.Integer, "9" * 5000, "!integer"),
    ("decimal integer", fields.Integer, "1.0", "!integer"),
    ("count", fields.Count, "0", 0),
    ("negative count", fields.Count, "-1", "!count"),
    ("quarter", fields.Quarter, "2026Q4", "2026Q4"),
    ("fifth quarter", fields.Quarter, "2026Q5", "!quarter"),
    ("quarter of the year 0", fields.Quarter, "0000Q1", "!quarter"),
    ("quarter in words", fields.Quarter, "2026-Q1", "!quarter"),
    ("flag", fields.Flag, "true", True),
    ("other flag", fields.Flag, "false", False),
    ("Y01 flag", fields.Flag, "NO", "!flag"),
    ("Y02 flag", fields.Flag, "on", "!flag"),
    ("flag in capitals", fields.Flag, "True", "!flag"),
    ("flag that is a list", fields.Flag, ("true",), "!flag"),
    ("Y03", fields.Line, "0123", "0123"),
    ("Y04", fields.Line, "18:00", "18:00"),
    ("line kept", fields.Line, "  a  ", "  a  "),
    ("line of spaces", fields.Line, " \u3000", "!empty_text"),
    ("line that is a mapping", fields.Line, {"zh": "a"}, "!text"),
    ("U03 kept", fields.Line, "\ufa19", "\ufa19"),
    ("words", fields.Bilingual, "青屿", Text("青屿")),
    ("words in two languages", fields.Bilingual, {"zh": "青屿", "en": "Qingyu"}, Text("青屿", "Qingyu")),
    ("words in English only", fields.Bilingual, {"en": "Qingyu"}, "!words"),
    ("words in a third language", fields.Bilingual, {"zh": "a", "fr": "b"}, "!words"),
    ("words that are empty", fields.Bilingual, {"zh": "a", "en": " "}, "!empty_text"),
    ("words in a list", fields.Bilingual, ("a",), "!text"),
    ("name", fields.Name, "first-order-2", "first-order-2"),
    ("P01 climbing", fields.Name, "../../etc/cron.d/x", "!name"),
    ("P01 slash", fields.Name, "a/b", "!name"),
    ("P01 dot", fields.Name, "a.b", "!name"),
    ("P01 hyphen first", fields.Name, "-a", "!name"),
    ("P01 hyphen last", fields.Name, "a-", "!name"),
    ("P01 line feed", fields.Name, "a\n", "!name"),
    ("P02 device", fields.Name, "con", "!name"),
    ("P02 numbered device", fields.Name, "com1", "!name"),
    ("P02 suffix", fields.Name, "nul.txt", "!name"),
    ("P02 dot last", fields.Name, "a.", "!name"),
    ("P02 space last", fields.Name, "a ", "!name"),
    ("P02 longer than a device", fields.Name, "com10", "com10"),
    ("P03 capitals", fields.Name, "Acme", "!name"),
    ("P04 64", fields.Name, "a" * 64, "a" * 64),
    ("P04 65", fields.Name, "a" * 65, "!name"),
    ("P04 Chinese", fields.Name, "渠" * 86, "!name"),
    ("U02 zero width", fields.Name, "deal\u200ber", "!name"),
    ("id", DEALER, "D-2025-0007", "D-2025-0007"),
    ("id of another kind", DEALER, "C-2025-0007", "!id"),
    ("id in small letters", DEALER, "d-2025-0007", "!id"),
    ("id too short", DEALER, "D-2025-7", "!id"),
    ("id too long", DEALER, "D-2025-00077", "!id"),
    ("id with a line feed", DEALER, "D-2025-0007\n", "!id"),
    ("U02 id", DEALER, "D-2025-\u200b0007", "!id"),
    ("id that is a list", DEALER, ("D-2025-0007",), "!id"),
    ("version", fields.Version, "2026-1", "2026-1"),
    ("version in words", fields.Version, "v1", "!version"),
    ("region", fields.RegionCode, "330106", "330106"),
    ("region of five", fields.RegionCode, "33010", "!region_code"),
    ("code", GRADE, "core", "core"),
    ("code in capitals", GRADE, "Core", "!code"),
    ("code that is a mapping", GRADE, {"a": "b"}, "!code"),
    ("url", fields.Url, "https://example.cn/a?b=1#c", "https://example.cn/a?b=1#c"),
    ("mail", fields.Url, "mailto:a@example.cn", "mailto:a@example.cn"),
    ("telephone", fields.Url, "tel:+86-571-1000", "tel:+86-571-1000"),
    ("J08", fields.Url, "javascript:alert(1)", "!url"),
    ("J08 behind a line", fields.Url, "https://a\njavascript:alert(1)", "!url"),
    ("J08 data", fields.Url, "data:text/html,x", "!url"),
    ("url without a lock", fields.Url, "http://example.cn", "!url"),
    ("url with a quote", fields.Url, 'https://a"onclick="x', "!url"),
    ("web", fields.WebAddress, "https://git.example.cn/a/b-c", "https://git.example.cn/a/b-c"),
    ("web without a path", fields.WebAddress, "https://example.cn", "https://example.cn"),
    ("web with a question", fields.WebAddress, "https://example.cn/?a", "!web_address"),
    ("web with a script", fields.WebAddress, "javascript:alert(1)//https://a", "!web_address"),
    ("web without a lock", fields.WebAddress, "http://example.cn", "!web_address"),
    ("url of a file", fields.Url, "file:///etc/passwd", "!url"),
    ("A.0 valid", fields.CreditCode, "91350100M000100Y43", "91350100M000100Y43"),
    ("A.0 invalid", fields.CreditCode, "91350100M000100Y4Z", "!credit_code_form"),
    ("A.0 miscopied", fields.CreditCode, "91350100M000100Y44", "!credit_code_check"),
    ("A.0 two digits swapped", fields.CreditCode, "91350010M000100Y43", "!credit_code_check"),
    ("Y06", fields.CreditCode, "911100001234567890", "!credit_code_check"),
    ("credit code with I", fields.CreditCode, "9135010IM000100Y43", "!credit_code_form"),
    ("credit code in small letters", fields.CreditCode, "91350100m000100y43", "!credit_code_form"),
    ("credit code with spaces", fields.CreditCode, "9135 0100 M000 100", "!credit_code_form"),
    ("credit code of 17", fields.CreditCode, "91350100M000100Y4", "!credit_code_form"),
    ("credit code full width", fields.CreditCode, "９1350100M000100Y43", "!credit_code_form"),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "value"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_what_a_text_means(kind: Any, text: object, value: object) -> None:
    """Each text is the value that was meant, of the right type, or is refused by its code."""
    found = outcome(kind, text)
    assert (found, type(found)) == (value, type(value))


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def total(code: str) -> int:
    """The weighted sum of the first seventeen characters."""
    return sum(ALPHABET.index(c) * (3**n % 31) for n, c in enumerate(code))


def test_a_remainder_of_zero_gives_the_check_character_zero() -> None:
    """Where the weighted sum is a multiple of 31 the check value is 0, not 31, which is no character (reference A.0)."""
    bodies = (f"91350100M0001{n:03d}Y" for n in range(1000))
    body = next(code for code in bodies if total(code) % 31 == 0)
    assert outcome(fields.CreditCode, f"{body}0") == f"{body}0"
    assert [c for c in ALPHABET if not str(outcome(fields.CreditCode, f"{body}{c}")).startswith("!")] == ["0"]


@given(st.text(ALPHABET, min_size=2, max_size=2), st.integers(0, 999999), st.text(ALPHABET, min_size=9, max_size=9))
def test_the_check_character_is_that_of_the_standard(head: str, region: int, body: str) -> None:
    """Weights 3^(i-1) mod 31, check value (31 - sum mod 31) mod 31 (GB 32100-2015): one character of 31 is right."""
    code = f"{head}{region:06d}{body}"
    right = ALPHABET[(31 - total(code) % 31) % 31]
    assert [c for c in ALPHABET if outcome(fields.CreditCode, code + c) == code + c] == [right]


@given(strategies.fen())
def test_every_amount_of_thirteen_digits_is_accepted(amount: Decimal) -> None:
    """What the toolkit writes, it reads, exactly."""
    assert outcome(fields.Amount, str(amount)) == amount


@given(strategies.scalars())
def test_a_line_is_the_text_that_was_written(text: str) -> None:
    """No text is trimmed, normalised or converted; only an empty one is refused."""
    assert outcome(fields.Line, text) == (text if text.strip() else "!empty_text")


@given(
    st.sampled_from([row[1] for row in TABLE]),
    st.one_of(strategies.scalars(), st.text(max_size=30), st.none(), st.integers()),
)
def test_no_value_raises_anything_else(kind: Any, value: object) -> None:
    """Whatever a record holds, a type answers with a value or with the one error that is worded for people."""
    outcome(kind, value)


def test_days_of_a_record_include_the_last() -> None:
    """Files name the last day; inside, the end is the day after."""
    assert fields.Days(date(2028, 2, 28), date(2028, 2, 29)).end == date(2028, 3, 1)
