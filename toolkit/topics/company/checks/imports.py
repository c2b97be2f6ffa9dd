"""The mappings by which tables are imported: they name kinds, fields and codes that there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network import fields
from toolkit.network.describe import is_of, vocabulary_of
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.network.validation import inner_model
from toolkit.topics.company.records.imports import LEFT_OUT, ImportColumn, ImportMapping
from toolkit.topics.topic import Check

UNKNOWN_KIND = ProblemKind(
    "COM171",
    "error",
    Text("没有名为 {kind} 的记录种类", "there is no kind of record {kind}"),
    Text("{advice}", "{advice}"),
)
UNKNOWN_FIELD = ProblemKind(
    "COM172",
    "error",
    Text("{kind} 没有字段 {name}", "{kind} has no field {name}"),
    Text("{advice}", "{advice}"),
)
UNKNOWN_CODE = ProblemKind(
    "COM173",
    "error",
    Text("{name} 没有取值 {code}", "{name} does not take the value {code}"),
    Text("可用：{choices}", "it takes: {choices}"),
)
NOT_OF_THIS = ProblemKind(
    "COM174",
    "error",
    Text("{name} 不是{wanted}，这里的{what}没有意义", "{name} is no {wanted}: a {what} says nothing of it"),
    Text("删掉这一项，或改正字段", "take it out, or name another field"),
)
Found = tuple[Any, ...]
"""A field's type, as its annotation and what stands beside it."""


def import_mappings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An import mapping names a kind, fields and codes that exist, units of numbers only and forms of dates only.

    A misspelt field would otherwise be found out by whoever imports a table, in the middle of the work (C78).

    中文：导入对照所写的记录种类、字段和取值都存在，数字字段才写单位，日期字段才写格式。写错的字段若不在这里查出，就要等
    别人导入表格、做到一半时才发现。
    """
    for mapping in network.all(ImportMapping):
        if mapping.kind not in network.kinds:
            near = nearest(mapping.kind, [kind.name for kind in network.kinds.all])
            yield told(network, UNKNOWN_KIND, mapping, "kind", kind=mapping.kind, advice=_meant(near))
            continue
        yield from _of_kind(network, mapping, network.kinds.named(mapping.kind).model)


def _of_kind(network: Network, mapping: ImportMapping, model: type[Value]) -> Iterator[Problem]:
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("columns", n, "field"), row.field) for n, row in enumerate(mapping.columns)
    ]
    named += [(("values", n, "field"), row.field) for n, row in enumerate(mapping.values)]
    named += [(("sheets", n, "list"), row.list) for n, row in enumerate(mapping.sheets)]
    named += [(("match",), mapping.match)] if mapping.match is not None else []
    known = [info.alias or key for key, info in model.model_fields.items()]
    for place, name in named:
        left_out = name == LEFT_OUT and place[0] in ("columns", "sheets")
        if not left_out and field_at(model, name) is None:
            advice = _meant(nearest(name, known))
            yield told(network, UNKNOWN_FIELD, mapping, *place, kind=mapping.kind, name=name, advice=advice)
    for n, row in enumerate(mapping.columns):
        found = field_at(model, row.field)
        if found is not None:
            yield from _column(network, mapping, n, row, found)


def _column(network: Network, mapping: ImportMapping, n: int, row: ImportColumn, found: Found) -> Iterator[Problem]:
    numeric = any(is_of(found, form) for form in (fields.Amount, fields.Number, fields.Rate))
    dated = is_of(found, fields.Day)
    for name, given, fits, wanted, what in (
        ("unit", row.unit, numeric, Text("金额或比例", "amount or share"), Text("单位", "unit")),
        ("dates", row.dates, dated, Text("日期", "date"), Text("日期写法", "form of dates")),
    ):
        if given is not None and not fits:
            yield told(network, NOT_OF_THIS, mapping, "columns", n, name, name=row.field, wanted=wanted, what=what)
    codes = vocabulary_of(found)
    for m, word in enumerate(row.words if codes is not None else ()):
        if codes is not None and word.means not in codes:
            place = ("columns", n, "words", m, "means")
            choices = ", ".join(codes)
            yield told(network, UNKNOWN_CODE, mapping, *place, name=row.field, code=word.means, choices=choices)


def field_at(model: type[Value], path: str) -> Found | None:
    """Returns the type of the field at a path, `bank_accounts.number`, through groups and lists; None when there is none."""
    first, _, rest = path.replace("[]", "").partition(".")
    info = next((info for name, info in model.model_fields.items() if (info.alias or name) == first), None)
    if info is None:
        return None
    found = (info.annotation, *info.metadata)
    inner = inner_model(info.annotation)
    if not rest:
        return found
    if inner is None:
        return found if rest in ("zh", "en") and is_of(found, fields.Bilingual) else None
    return field_at(inner, rest)


def _meant(near: str) -> Text:
    return Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT


CHECKS = (Check((UNKNOWN_KIND, UNKNOWN_FIELD, UNKNOWN_CODE, NOT_OF_THIS), import_mappings),)
