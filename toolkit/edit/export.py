"""`export`: records of a kind as a workbook that can be edited and imported again, and an empty one to fill in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation

from toolkit.edit.desk import Desk
from toolkit.edit.incoming.cells import Meaning, meant
from toolkit.edit.shape import RECORD, VALUE, Form, Keys, Leaf, forms_of, headings
from toolkit.kernel.text import Locale, Text
from toolkit.network.kinds import Kind
from toolkit.network.network import Entry
from toolkit.plan.sheets import Column, ColumnKind, Line, Sheet, WorkbookJob
from toolkit.plan.sheets import Value as Cell
from toolkit.sources.document import Data

MARK = Text("数据", "Data")
GUIDE = Text("说明", "Guide")
BLANK_ROWS = 100
"""Empty rows below the data: what else is on a sheet is locked."""
_MOST_CHOICES = 120
_KINDS: dict[str, ColumnKind] = {
    "amount": "amount", "number": "decimal", "rate": "percent", "whole": "whole", "day": "day",
}  # fmt: skip
_EXACT = re.compile(r"-?\d{1,15}(\.\d+)?", re.ASCII)
Titled = tuple[str, tuple[str, ...], dict[str, Data]]
"""A row's record, the names of the items that it lies in, and its data."""


def workbook(kind: Kind, desk: Desk, entries: Iterable[Entry], locale: Locale, *, all_fields: bool) -> WorkbookJob:
    """Returns the workbook of the records; only columns and lists that some record uses, unless `all_fields`."""
    records = [(entry.id, desk.full(entry)) for entry in entries]
    sheets = []
    for form in forms_of(kind):
        rows = list(_rows(form, records))
        if rows or not form.lists or all_fields:
            sheets.append(_sheet(kind, form, rows, locale, all_fields=all_fields))
    return WorkbookJob((*sheets, _guide(kind)), locale, kind.title.within(locale), kind.name)


def template(kind: Kind, locale: Locale) -> WorkbookJob:
    """Returns an empty workbook with a column for every field, lists of what may be chosen, and a page that explains them."""
    sheets = tuple(_sheet(kind, form, [], locale, all_fields=True) for form in forms_of(kind))
    return WorkbookJob((*sheets, _guide(kind)), locale, kind.title.within(locale), kind.name)


def _rows(form: Form, records: Iterable[tuple[str, dict[str, Data]]]) -> Iterator[Titled]:
    for key, data in records:
        yield from ((key, names, held) for names, held in items_of(form, data))


def items_of(form: Form, data: dict[str, Data]) -> Iterator[tuple[tuple[str, ...], dict[str, Data]]]:
    """Yields the rows that a record has on a sheet: the numbers of the items that each lies in, and its data."""
    yield from ((names, _as_group(held, words=form.words)) for names, held in _items(form.lists, data, ()))


def _items(lists: tuple[Keys, ...], data: Data, names: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Data]]:
    if not lists:
        yield names, data
        return
    held = at(data, lists[0])
    for place, each in enumerate(held if isinstance(held, tuple) else ()):
        # Items are counted, not named by their key: a name could be changed in the same sheet.
        yield from _items(lists[1:], each, (*names, str(place + 1)) if len(lists) > 1 else names)


def at(data: Data, keys: Keys) -> Data | None:
    """Returns the value at keys; the Chinese words of a text that is written plainly are the text itself."""
    for place, key in enumerate(keys):
        if isinstance(data, str) and key in ("zh", "en", VALUE) and place == len(keys) - 1:
            return None if key == "en" else data
        if not isinstance(data, dict) or key not in data:
            return None
        data = data[key]
    return data


def _as_group(held: Data, *, words: bool) -> dict[str, Data]:
    if isinstance(held, dict):
        return held
    return {"zh": held} if words else {}


def _sheet(kind: Kind, form: Form, rows: list[Titled], locale: Locale, *, all_fields: bool) -> Sheet:
    titles = headings(form)
    shown = [
        (leaf, title)
        for leaf, title in zip(form.leaves, titles, strict=True)
        if all_fields or leaf.required or any(at(data, leaf.keys) is not None for _, _, data in rows)
    ]
    keyed = [Column(RECORD, entry=True)] if form.lists else []
    keyed += [Column(_numbered(holder), "whole", entry=True) for holder in form.holders]
    columns, cells = list(keyed), list[list[Cell]]()
    for leaf, title in shown:
        held = [at(data, leaf.keys) for _, _, data in rows]
        column, values = _column(leaf, title, held, locale)
        columns.append(column)
        cells.append(values)
    made = list[tuple[Cell, ...]]()
    for place, (key, names, _) in enumerate(rows):
        lead: tuple[Cell, ...] = (key, *(int(name) for name in names)) if form.lists else ()
        made.append((*lead, *(column[place] for column in cells)))
    mark = f"{kind.name} {form.path}".strip()
    return Sheet(
        form.title, tuple(columns), tuple(made), lines=(Line(MARK, mark),), blank=BLANK_ROWS, filtered=False, frozen=1
    )


def _numbered(title: Text) -> Text:
    return Text(f"{title.zh}序号", f"No. of {title.en}")


def _column(leaf: Leaf, title: Text, held: list[Data | None], locale: Locale) -> tuple[Column, list[Cell]]:
    """A column with its values; numbers and days as such where all of them can be, else as text."""
    meaning = leaf.meaning
    choices = _choices(meaning, locale)
    if not meaning.listed and meaning.form in _KINDS:
        try:
            values = [None if each is None else _TYPED[meaning.form](str(each)) for each in held]
        except (ValueError, InvalidOperation):
            values = None
        if values is not None:
            decimals = max((_decimals(each) for each in values if isinstance(each, Decimal)), default=None)
            if meaning.form == "rate" and decimals is not None:
                decimals = max(0, decimals - 2)
            unit = leaf.unit if meaning.form != "rate" else ""
            return Column(title, _KINDS[meaning.form], unit, decimals=decimals, entry=True), values
    texts: list[Cell] = [None if each is None else _text(meaning, each, locale) for each in held]
    return Column(title, "text", "" if meaning.is_text else leaf.unit, choices=choices, entry=True), texts


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _exact(text: str) -> Decimal:
    if not _EXACT.fullmatch(text) or len(text.strip("-0.").replace(".", "")) > 15:
        raise ValueError(text)
    return Decimal(text)


_TYPED: dict[str, Callable[[str], Cell]] = {
    "amount": _exact, "number": _exact, "rate": _exact, "whole": int, "day": date.fromisoformat,
}  # fmt: skip


def _choices(meaning: Meaning, locale: Locale) -> tuple[Text, ...]:
    if meaning.listed:
        return ()
    if meaning.form == "flag":
        return (Text("是", "yes"), Text("否", "no"))
    if meaning.vocabulary is None or len(meaning.vocabulary) > _MOST_CHOICES:
        return ()
    return tuple(Text(_name_of(meaning, code, "zh"), _name_of(meaning, code, "en")) for code in meaning.vocabulary)


def _text(meaning: Meaning, held: Data, locale: Locale) -> str:
    if isinstance(held, tuple):
        return ("\n" if meaning.is_text else "、").join(_text(meaning, each, locale) for each in held)
    if meaning.form == "flag":
        return {"true": Text("是", "yes"), "false": Text("否", "no")}.get(str(held), Text(str(held))).within(locale)
    return _name_of(meaning, str(held), locale) if meaning.form == "code" else str(held)


def _name_of(meaning: Meaning, code: str, locale: Locale) -> str:
    """The name of a code where it leads back to that code, else the code."""
    if meaning.vocabulary is None or code not in meaning.vocabulary:
        return code
    name = meaning.vocabulary.label(code).within(locale)
    back = meant(Meaning("code", meaning.listed, meaning.vocabulary), name).data
    return name if back in (code, (code,)) else code


def _guide(kind: Kind) -> Sheet:
    """The sheet that explains every column: path, need, form, choices, help."""
    rows = []
    for form in forms_of(kind):
        for leaf, title in zip(form.leaves, headings(form), strict=True):
            path = f"{form.path}.{leaf.path}" if form.path else leaf.path
            need = Text("必填", "required") if leaf.required else Text("", "")
            codes = leaf.meaning.vocabulary
            words = Text("、".join(codes.label(c).zh for c in codes), ", ".join(codes.label(c).en for c in codes)) if codes else Text("", "")  # fmt: skip
            rows.append((form.title, title, path, need, _said(leaf.meaning), words, leaf.help))
    titles = (
        Text("工作表", "Sheet"), Text("列", "Column"), Text("字段", "Field"), Text("必填", "Required"), Text("写法", "Form"),
        Text("可选", "Choices"), Text("说明", "Help"),
    )  # fmt: skip
    return Sheet(GUIDE, tuple(Column(title) for title in titles), tuple(rows), lines=(Line(MARK, "-"),))


_SAID = {
    "text": Text("文字", "text"), "bilingual": Text("文字", "text"), "day": Text("日期", "date"), "moment": Text("日期和时间", "date and time"),
    "amount": Text("金额", "amount"), "number": Text("数字", "number"), "rate": Text("百分比，或 0 到 1 的小数", "percent, or 0 to 1"),
    "whole": Text("整数", "whole number"), "flag": Text("是或否", "yes or no"), "code": Text("从可选中选", "one of the choices"),
    "quarter": Text("季度，如 2026Q1", "quarter, such as 2026Q1"), "name": Text("编号或代码", "id or code"),
}  # fmt: skip


def _said(meaning: Meaning) -> Text:
    word = _SAID[meaning.form]
    if not meaning.listed:
        return word
    if meaning.is_text:
        return Text("文字，每行一项", "text, one item a line")
    return Text(f"{word.zh}，用、隔开", f"{word.en}, separated by commas")
