"""Types of fields: each turns the text that was written into a value, or says what is wrong with it.

Every rule matches the whole text with ASCII digits only: `Decimal("１２３")`, `int("1_000")` and `date("20240331")` would pass
where a person meant something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema
from stdnum.cn import uscc as _uscc

from toolkit.kernel.text import Text as Words
from toolkit.kernel.vocabulary import Vocabulary, nearest

_AMOUNT = re.compile(r"-?\d{1,13}(\.\d{1,2})?", re.ASCII)
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,6})?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,12}", re.ASCII)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_QUARTER = re.compile(r"(?:19|20|21)\d{2}Q[1-4]", re.ASCII)
_CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?", re.ASCII)
_WEB = re.compile(r"https://[^\s\"<>\\?#/]+(?:/[^\s\"<>\\?#]*)?", re.ASCII)
_URL = re.compile(r"(?:https://[^\s\"<>\\]+|mailto:[^\s\"<>\\]+|tel:\+?[0-9-]+)", re.ASCII)
LONGEST = 36_500
"""The longest span that a record may state, in its own unit: a hundred years of days."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""A day outside is a slip of the pen, and periods around it could leave the calendar."""
_WINDOWS = frozenset(["con", "prn", "aux", "nul", *(f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10))])


def problem(code: str, **values: Any) -> PydanticCustomError:
    """Returns the error that a field's type raises; `validation.py` words it in both languages by its code."""
    return PydanticCustomError(code, code, values or None)


def _matched(pattern: re.Pattern[str], code: str) -> Callable[[Any], str]:
    def match(value: Any) -> str:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise problem(code, given=_shown(value))
        return value

    return match


def _shown(value: Any) -> str:
    return value[:60] if isinstance(value, str) else "{…}" if isinstance(value, dict) else "[…]"


_amount_text = _matched(_AMOUNT, "amount")
_number_text = _matched(_NUMBER, "number")
_integer_text = _matched(_INTEGER, "integer")
_date_text = _matched(_DATE, "date")


def _amount(value: Any) -> Decimal:
    return Decimal(_amount_text(value))


def _number(value: Any) -> Decimal:
    return Decimal(_number_text(value))


def _rate(value: Any) -> Decimal:
    rate = Decimal(_number_text(value))
    if not 0 <= rate <= 1:
        raise problem("rate", given=_shown(value))
    return rate


def _integer(value: Any) -> int:
    return int(_integer_text(value))


def _duration(value: Any) -> int:
    number = _count(value)
    if number > LONGEST:
        raise problem("duration", given=_shown(value), most=LONGEST)
    return number


def _count(value: Any) -> int:
    number = _integer(value)
    if number < 0:
        raise problem("count", given=_shown(value))
    return number


def _date(value: Any) -> date:
    text = _date_text(value)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise problem("no_such_date", given=text) from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise problem("date_range", given=text, first=FIRST_DAY.year, last=LAST_DAY.year)
    return day


def _flag(value: Any) -> bool:
    if value not in ("true", "false"):
        raise problem("flag", given=_shown(value))
    return bool(value == "true")


def _line(value: Any) -> str:
    if not isinstance(value, str):
        raise problem("text", given=_shown(value))
    if not value.strip():
        raise problem("empty_text")
    return value


def _words(value: Any) -> Words:
    if isinstance(value, dict):
        if set(value) <= {"zh", "en"} and "zh" in value:
            return Words(_line(value["zh"]), _line(value["en"]) if "en" in value else "")
        raise problem("words")
    return Words(_line(value))


def _name(value: Any) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value) or value in _WINDOWS:
        raise problem("name", given=_shown(value))
    return value


def _credit_code(value: Any) -> str:
    """Source: GB 32100-2015; 18 characters, the last is a check character over weights 3^(i-1) mod 31 (reference A.0)."""
    if not isinstance(value, str) or not _CREDIT_CODE.fullmatch(value):
        raise problem("credit_code_form", given=_shown(value))
    expected = _uscc.calc_check_digit(value[:17])
    if value[17] != expected:
        raise problem("credit_code_check", given=value[17], expected=expected)
    return value


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Puts a pattern into the JSON Schema of a text field."""

    pattern: str

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class IdOf:
    """A record id `PREFIX-YYYY-NNNN` (reference A.0), matched exactly: `Annotated[str, IdOf("D")]`."""

    prefix: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "pattern": rf"^{self.prefix}-\d{{4}}-\d{{4}}$"}

    def _check(self, value: Any) -> str:
        if not isinstance(value, str) or not re.fullmatch(rf"{self.prefix}-\d{{4}}-\d{{4}}", value, re.ASCII):
            raise problem("id", given=_shown(value), form=f"{self.prefix}-YYYY-NNNN")
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    """A code of a vocabulary."""

    vocabulary: Vocabulary

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        names = [(label.zh, label.en) for label in map(self.vocabulary.label, self.vocabulary)]
        return {"type": "string", "enum": list(self.vocabulary), "enum_names": names}

    def _check(self, value: Any) -> str:
        if not isinstance(value, str) or value not in self.vocabulary:
            near = nearest(value, list(self.vocabulary)) if isinstance(value, str) else ""
            raise problem("code", given=_shown(value), choices=", ".join(self.vocabulary), near=near)
        return value


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a text field as the id of a record of another kind; `policy-id@version` where the kind has versions."""

    kind: str


@dataclass(frozen=True, slots=True)
class WordsOf:
    """Marks a text field whose codes a vocabulary names; a check of the topic tells of one that is not in it."""

    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class NamedInside:
    """Marks a text field that holds codes of its own record, whose names the record tells (`names_inside`)."""


LANGUAGE = Vocabulary("language", {"zh": ("中文", "Chinese"), "en": ("英文", "English")})
"""The languages of the product."""
Amount = Annotated[Decimal, BeforeValidator(_amount), _Pattern(_AMOUNT.pattern)]
"""An amount of money in the record's currency: at most 13 digits before and 2 after the point."""
Number = Annotated[Decimal, BeforeValidator(_number), _Pattern(_NUMBER.pattern)]
"""A measured number: at most 15 digits before and 6 after the point."""
Rate = Annotated[Decimal, BeforeValidator(_rate), _Pattern(_NUMBER.pattern)]
"""A share between 0 and 1, written as a decimal: `0.05` is 5 %."""
Integer = Annotated[int, BeforeValidator(_integer), _Pattern(_INTEGER.pattern)]
Count = Annotated[int, BeforeValidator(_count), _Pattern(r"\d{1,12}")]
Duration = Annotated[int, BeforeValidator(_duration), _Pattern(r"\d{1,5}")]
"""A number of days, months, years or hours, bounded so that no calendar runs out."""
Day = Annotated[date, BeforeValidator(_date), _Pattern(_DATE.pattern)]
"""A calendar day, `YYYY-MM-DD`."""
Quarter = Annotated[str, BeforeValidator(_matched(_QUARTER, "quarter")), _Pattern(_QUARTER.pattern)]
"""A fiscal quarter, `2026Q1`, named by the year in which the fiscal year starts."""
Flag = Annotated[bool, BeforeValidator(_flag)]
Line = Annotated[str, BeforeValidator(_line)]
"""A text that is not empty."""
Bilingual = Annotated[Words, BeforeValidator(_words, json_schema_input_type=Words | str)]
"""A plain text (Chinese) or `{zh, en}`."""
Name = Annotated[str, BeforeValidator(_name), _Pattern(_NAME.pattern)]
"""A page, policy or clause name: lower-case letters, digits and hyphens, at most 64."""
Url = Annotated[str, BeforeValidator(_matched(_URL, "url")), _Pattern(_URL.pattern)]
WebAddress = Annotated[str, BeforeValidator(_matched(_WEB, "web_address")), _Pattern(_WEB.pattern)]
"""An https address without question or anchor, to which paths can be joined."""
CreditCode = Annotated[str, BeforeValidator(_credit_code)]
"""A 统一社会信用代码 with a right check character (GB 32100-2015)."""
Version = Annotated[
    str, BeforeValidator(_matched(re.compile(r"\d{4}-\d{1,3}", re.ASCII), "version")), _Pattern(r"\d{4}-\d{1,3}")
]
"""A version of a policy, clause or price list: `2026-1`."""
RegionCode = Annotated[
    str, BeforeValidator(_matched(re.compile(r"\d{6}", re.ASCII), "region_code")), _Pattern(r"\d{6}"), RefTo("division")
]
"""A GB/T 2260 code of a province, prefecture or county, six digits."""


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, first and last included, as files say it."""

    first: date
    last: date

    @property
    def end(self) -> date:
        """Returns the first day after the span, as rules use it."""
        return self.last + timedelta(days=1)
