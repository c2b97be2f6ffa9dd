"""What somebody typed into a cell, as the text that a record's field takes: told where it is read otherwise than it stands.

A spreadsheet keeps numbers as binary fractions and days as numbers; people type full-width digits, separators, and names
instead of codes. Each is turned into the one form of records, and what might not be meant is said.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, get_args, get_origin

from toolkit.edit.incoming.days import UNCLEAR, day_in, day_of, is_unclear
from toolkit.edit.incoming.units import PLAIN, SCALES, Reading
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network import fields
from toolkit.network.describe import is_of, reference_of, vocabulary_of
from toolkit.sources.document import Data
from toolkit.sources.prose import Prose

Form = Literal[
    "text", "bilingual", "day", "moment", "amount", "number", "rate", "whole", "flag", "code", "quarter", "name"
]
Raw = str | bool | int | Decimal | date | datetime | time | timedelta | float | None  # fmt: skip
_GROUPED = re.compile(
    r"[¥￥]?\s*(-?\d{1,3}(?:,\d{3})+(?:\.\d+)?|-?\d+(?:\.\d+)?)\s*(?P<scale>千万|百万|千|万|亿)?\s*元?", re.ASCII
)
_PERCENT = re.compile(r"(-?\d+(?:\.\d+)?)\s*%", re.ASCII)
_QUARTER = re.compile(r"(\d{4})\s*年?\s*(?:Q|第)?\s*([1-4一二三四])\s*(?:季度)?", re.IGNORECASE)
_SEPARATORS = re.compile(r"[、，,;；\n]")
_YES, _NO = ("true", "是", "有", "y", "yes", "1", "✓", "√"), ("false", "否", "无", "没有", "n", "no", "0", "×", "✗")
_LONGEST_NUMBER = 15
_SCALED = ("amount", "number", "rate")
_TWO_UNITS = (
    Text("列里说了一次单位，这一格又说了一次", "the column says a unit, and the cell says one more"),
    Text("只留一处", "leave it in one of the two places"),
)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a field takes: its form, whether it is a list, its codes, and the kind of record that it names."""

    form: Form
    listed: bool = False
    vocabulary: Vocabulary | None = None
    reference: str = ""

    @property
    def bilingual(self) -> bool:
        """Returns whether the field holds words in two languages."""
        return self.form == "bilingual"

    @property
    def is_text(self) -> bool:
        """Returns whether the field holds free text, which may have any separator in it."""
        return self.form in ("text", "bilingual")

    @classmethod
    def of(cls, annotation: Any) -> Meaning:
        """Returns the meaning of a field's type, given as (annotation, *metadata)."""
        vocabulary, reference = vocabulary_of(annotation), reference_of(annotation)
        return cls(_form(annotation, vocabulary, reference), _listed(annotation[0]), vocabulary, reference)


@dataclass(frozen=True, slots=True)
class Meant:
    """The data of a cell (None for an empty one), what was read otherwise than written, and what is wrong."""

    data: Data | None = None
    notes: tuple[Text, ...] = ()
    wrong: Text | None = None
    hint: Text = NO_TEXT


_FORMS: tuple[tuple[Any, Form], ...] = (
    (fields.Rate, "rate"), (fields.Amount, "amount"), (fields.Number, "number"), (fields.Day, "day"), (fields.Flag, "flag"),
    (fields.Quarter, "quarter"), (fields.Duration, "whole"), (fields.Count, "whole"), (fields.Integer, "whole"),
    (fields.Bilingual, "bilingual"), (fields.RegionCode, "name"), (fields.Name, "name"), (fields.CreditCode, "name"),
    (fields.Version, "name"),
)  # fmt: skip


def _form(annotation: Any, vocabulary: Vocabulary | None, reference: str) -> Form:
    if vocabulary is not None:
        return "code"
    found = next((form for type_, form in _FORMS if is_of(annotation, type_)), None)
    if found is not None:
        return found
    types = set(_types(annotation[0]))
    if datetime in types:
        return "moment"
    by_type: tuple[tuple[type, Form], ...] = (
        (Prose, "text"), (bool, "flag"), (date, "day"), (Decimal, "number"), (int, "whole"), (Text, "bilingual"),
    )  # fmt: skip
    named: Form = "text" if not reference and _is_line(annotation) else "name"
    return next((form for type_, form in by_type if type_ in types), named)


def _is_line(annotation: Any) -> bool:
    return is_of(annotation, fields.Line)


def _types(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) is None:
        return (annotation,)
    return tuple(found for part in get_args(annotation) for found in _types(part))


def _listed(annotation: Any) -> bool:
    options = get_args(annotation) if get_origin(annotation) not in (tuple, None) else (annotation,)
    return any(get_origin(option) is tuple for option in options)


def meant(meaning: Meaning, raw: Raw, reading: Reading = PLAIN) -> Meant:
    """Returns what a cell means for a field. Whether the value is right is for the record's type to say."""
    if raw is None or (isinstance(raw, str) and not raw.strip("\u3000\xa0 \t\r\n")):
        return Meant()
    if meaning.listed:
        return _several(meaning, raw, reading)
    if isinstance(raw, str):
        return _typed(meaning, raw, reading)
    return _native(meaning, raw, reading)


def _several(meaning: Meaning, raw: Raw, reading: Reading) -> Meant:
    if not isinstance(raw, str):
        one = _native(meaning, raw, reading)
        return replace(one, data=None if one.data is None else (one.data,))
    parts = raw.split("\n") if meaning.is_text else _SEPARATORS.split(raw)
    found = [_typed(meaning, part, reading) for part in parts if part.strip()]
    notes = tuple(dict.fromkeys(note for each in found for note in each.notes))
    data = tuple(each.data for each in found if each.data is not None)
    return Meant(data, notes, next((each.wrong for each in found if each.wrong), None))


def _typed(meaning: Meaning, raw: str, reading: Reading) -> Meant:
    text = raw.replace("\r\n", "\n").strip("\u3000\xa0 \t\r\n")
    if meaning.is_text:
        return Meant(text)
    plain = unicodedata.normalize("NFKC", text).strip()
    notes = () if plain == text or meaning.form == "code" else (_read_as(text, plain),)
    made = day_in(plain, reading.dates) if meaning.form == "day" else _READ[meaning.form](meaning, plain)
    if made is None:
        unclear = Text(f"“{plain}”看不出年月日", f"“{plain}” does not tell day, month and year apart")
        return (
            Meant(plain, notes, unclear, UNCLEAR)
            if meaning.form == "day" and is_unclear(plain)
            else Meant(plain, notes)
        )
    if meaning.form in _SCALED and not plain.endswith("%"):
        if reading.scale != 1 and (said := _GROUPED.fullmatch(plain)) is not None and said["scale"]:
            return Meant(plain, notes, *_TWO_UNITS)
        made = scaled(made, reading.scale)
    shown = (
        (_read_as(plain, made),)
        if made != plain and meaning.form in ("day", "amount", "number", "rate", "whole")
        else ()
    )
    return Meant(made, notes + shown)


def _native(meaning: Meaning, raw: Raw, reading: Reading) -> Meant:
    """A value that the spreadsheet keeps as something else than text."""
    if isinstance(raw, bool):
        return Meant("true" if raw else "false")
    if isinstance(raw, datetime):
        return _moment(meaning, raw)
    if isinstance(raw, date):
        return Meant(raw.isoformat())
    if isinstance(raw, time | timedelta):
        return Meant(str(raw), wrong=Text("这一格是时间，不是日期或文字", "this cell holds a time, no day and no text"))
    number = number_of(raw)
    shown = format(number, "f")
    if meaning.form == "day" and number == int(number):
        day = day_of(int(number))
        return Meant(shown) if day is None else Meant(day, (_read_as(shown, day),))
    if meaning.form == "flag" and shown in ("0", "1"):
        return Meant("true" if shown == "1" else "false")
    digits = len(shown.replace("-", "").replace(".", "").strip("0"))
    if meaning.form in ("text", "bilingual", "name", "code") and len(shown) > _LONGEST_NUMBER:
        return Meant(shown, wrong=Text(
            f"这一格存成了数字 {shown}，超过 15 位的数字在表格里已不准确；把单元格设为文本后重新填写",
            f"this cell holds the number {shown}: a spreadsheet keeps 15 digits only; make the cell a text and type it again",
        ))  # fmt: skip
    if digits > _LONGEST_NUMBER:
        return Meant(shown, wrong=Text(f"{shown} 超过 15 位有效数字", f"{shown} has more than 15 digits"))
    if meaning.form in ("text", "bilingual", "name") and meaning.reference != "division":
        note = Text(
            f"文字栏里是数字 {shown}：若编号以 0 开头，0 已经丢失",
            f"a number, {shown}, in a column of text: leading zeros are lost",
        )
        return Meant(shown, (note,))
    made = scaled(shown, reading.scale) if meaning.form in _SCALED else shown
    return Meant(made, (_read_as(shown, made),) if made != shown else ())


def scaled(text: str, scale: Decimal) -> str:
    """Returns a number multiplied, without an exponent and without zeros that say nothing; unchanged where nothing is to be done."""
    if scale == 1:
        return text
    made = Decimal(text) * scale
    return format(made.quantize(Decimal(1)) if made == made.to_integral_value() else made.normalize(), "f")


def number_of(raw: object) -> Decimal:
    """Returns a spreadsheet's number as the decimal that it shows: 15 digits, no binary tail, no exponent."""
    if isinstance(raw, int):
        return Decimal(raw)
    made = Decimal(f"{raw:.15g}")
    return made.quantize(Decimal(1)) if made == made.to_integral_value() else made.normalize()


def _moment(meaning: Meaning, raw: datetime) -> Meant:
    if meaning.form == "moment":
        return Meant(raw.strftime("%Y-%m-%d %H:%M"))
    if raw.time() == time():
        return Meant(raw.date().isoformat())
    note = Text(f"去掉了时间 {raw:%H:%M}", f"the time {raw:%H:%M} was left out")
    return Meant(raw.date().isoformat(), (note,) if meaning.form == "day" else ())


def _read_as(text: str, made: str) -> Text:
    return Text(f"“{text}”读作 {made}", f"“{text}” is read as {made}")


def _number(meaning: Meaning, text: str) -> str | None:
    percent = _PERCENT.fullmatch(text)
    if percent:
        try:
            return format((Decimal(percent[1]) / 100).normalize(), "f") if meaning.form == "rate" else None
        except InvalidOperation:
            return None
    match = _GROUPED.fullmatch(text)
    if match is None:
        return None
    plain = match[1].replace(",", "")
    if match["scale"] is None:
        return plain
    return scaled(plain, Decimal(SCALES[match["scale"]])) if meaning.form in ("amount", "number") else None


def _whole(meaning: Meaning, text: str) -> str | None:
    found = _number(meaning, text)
    return found[:-2] if found is not None and found.endswith(".0") else found


def _flag(meaning: Meaning, text: str) -> str | None:
    low = text.lower()
    return "true" if low in _YES else "false" if low in _NO else None


def _code(meaning: Meaning, text: str) -> str | None:
    """The code of a word: itself, its Chinese or its English name; a code in brackets after its name also does."""
    vocabulary = meaning.vocabulary
    if vocabulary is None or text in vocabulary:
        return text
    low = text.casefold()
    for code in vocabulary:
        names = vocabulary.label(code)
        if low in (code.casefold(), unicodedata.normalize("NFKC", names.zh).casefold(), names.en.casefold()):
            return code
    return None


def _quarter(meaning: Meaning, text: str) -> str | None:
    match = _QUARTER.fullmatch(text)
    return f"{match[1]}Q{'一二三四'.find(match[2]) + 1 or match[2]}" if match else None


def _as_it_is(meaning: Meaning, text: str) -> str | None:
    return text


_READ = {
    "moment": _as_it_is, "amount": _number, "number": _number, "rate": _number, "whole": _whole, "flag": _flag,
    "code": _code, "quarter": _quarter, "name": _as_it_is, "text": _as_it_is, "bilingual": _as_it_is,
}  # fmt: skip
