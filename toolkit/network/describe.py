"""What a record may hold, told from its type: rows for the reference pages, and JSON Schema for editors."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BeforeValidator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network import fields
from toolkit.network.fields import IdOf, NamedInside, OneOf, RefTo, WordsOf
from toolkit.network.kinds import Kinds
from toolkit.network.record import Value, label, mark
from toolkit.network.validation import inner_model
from toolkit.sources.prose import Prose

_NAMED: tuple[tuple[Any, Text], ...] = (
    (fields.RegionCode, Text("行政区划代码", "division code")),
    (fields.Amount, Text("金额", "amount")),
    (fields.Rate, Text("比例（0 到 1）", "share, 0 to 1")),
    (fields.Number, Text("数字", "number")),
    (fields.Duration, Text("时长（非负整数）", "duration, a whole number")),
    (fields.Count, Text("非负整数", "whole number, not negative")),
    (fields.Integer, Text("整数", "whole number")),
    (fields.Day, Text("日期", "date")),
    (fields.Quarter, Text("季度", "quarter")),
    (fields.Flag, Text("true 或 false", "true or false")),
    (fields.Bilingual, Text("文字（中文，或 zh 与 en）", "text (Chinese, or zh and en)")),
    (fields.Name, Text("名称（小写字母、数字、连字符）", "name (lower-case letters, digits, hyphens)")),
    (fields.Url, Text("链接", "link")),
    (fields.WebAddress, Text("https 网址", "https address")),
    (fields.CreditCode, Text("统一社会信用代码", "credit code")),
    (fields.Version, Text("版本号", "version")),
    (fields.Line, Text("文字", "text")),
)


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field as the reference shows it. `depth` is how far inside the record it stands; `codes` are what it may say."""

    path: str
    depth: int
    label: Text
    form: Text
    required: bool
    audience: str
    personal: str
    unit: str
    help: Text
    codes: tuple[tuple[str, Text], ...] = ()


@cache
def fields_of(model: type[Value], kinds: Kinds) -> tuple[FieldRow, ...]:
    """Returns the rows of a model; they never change while a program runs, so they are found once."""
    return tuple(rows_of(model, kinds))


def rows_of(model: type[Value], kinds: Kinds, path: str = "", depth: int = 0) -> Iterator[FieldRow]:
    """Yields a row for every field of a model, groups inside it included, in the order of the type."""
    for name, info in model.model_fields.items():
        key = info.alias or name
        shown = f"{path}.{key}" if path else key
        annotation = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
        vocabulary = vocabulary_of(annotation)
        yield FieldRow(
            path=shown, depth=depth, label=label(model, name), form=_form(annotation, kinds), required=info.is_required(),
            audience=mark(model, name, "audience"), personal=mark(model, name, "personal"), unit=mark(model, name, "unit"),
            help=Text(mark(model, name, "help_zh"), mark(model, name, "help_en")),
            codes=tuple((code, vocabulary.label(code)) for code in vocabulary) if vocabulary else (),
        )  # fmt: skip
        inner = inner_model(info.annotation)
        if inner is not None and inner is not model and depth < 4:
            yield from rows_of(inner, kinds, shown + ("[]" if _is_list(info.annotation) else ""), depth + 1)


def _is_list(annotation: Any) -> bool:
    return any(get_origin(option) is tuple for option in _options(annotation))


def _options(annotation: Any) -> tuple[Any, ...]:
    """The types of a union, without None; the one type otherwise."""
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(option for option in get_args(annotation) if option is not type(None))
    return (annotation,)


def _metadata(annotation: Any) -> tuple[Any, ...]:
    """What stands beside a type, also inside an optional or a list."""
    found: list[Any] = []
    for option in _options(annotation):
        found.extend(getattr(option, "__metadata__", ()))
        base = option.__origin__ if hasattr(option, "__metadata__") else option
        if get_origin(base) is tuple:
            found.extend(_metadata(get_args(base)[0]))
        elif base is not option:
            found.extend(_metadata(base) if hasattr(base, "__metadata__") else ())
    return tuple(found)


def vocabulary_of(annotation: Any) -> Vocabulary | None:
    """Returns the vocabulary of a field's type, given as its annotation or as (annotation, *metadata); None without one."""
    return next((part.vocabulary for part in _parts(annotation) if isinstance(part, OneOf | WordsOf)), None)


def is_named_inside(annotation: Any) -> bool:
    """Returns whether a field holds codes that its own record names."""
    return any(isinstance(part, NamedInside) for part in _parts(annotation))


def reference_of(annotation: Any) -> str:
    """Returns the kind of record that a field's type names; an empty text when it names none."""
    return next((part.kind for part in _parts(annotation) if isinstance(part, RefTo)), "")


def is_of(annotation: Any, form: Any) -> bool:
    """Returns whether a field is of one of the types of `fields`, such as `fields.Rate`, alone, optional or in a list."""
    validators = {part.func for part in _parts(annotation) if isinstance(part, BeforeValidator)}
    return any(isinstance(part, BeforeValidator) and part.func in validators for part in form.__metadata__)


def _parts(annotation: Any) -> tuple[Any, ...]:
    if isinstance(annotation, tuple):
        return (*(part for one in annotation[:1] for part in _metadata(one)), *annotation[1:])
    return _metadata(annotation)


def _form(annotation: Any, kinds: Kinds) -> Text:
    word = _word(annotation, kinds)
    return Text(f"列表：{word.zh}", f"list: {word.en}") if _is_list(_bare(annotation)) else word


def _bare(annotation: Any) -> Any:
    return annotation.__origin__ if hasattr(annotation, "__metadata__") else annotation


def _word(annotation: Any, kinds: Kinds) -> Text:
    parts = _metadata(annotation)
    reference = next((part for part in parts if isinstance(part, RefTo)), None)
    if reference is not None and any(kind.name == reference.kind for kind in kinds.all):
        title = kinds.named(reference.kind).title
        return Text(f"引用：{title.zh}", f"reference: {title.en}")
    identity = next((part for part in parts if isinstance(part, IdOf)), None)
    if identity is not None:
        return Text(f"编号 {identity.prefix}-YYYY-NNNN", f"id {identity.prefix}-YYYY-NNNN")
    if any(isinstance(part, OneOf) for part in parts):
        return Text("代码", "code")
    validators = {part.func for part in parts if isinstance(part, BeforeValidator)}
    for form, name in _NAMED:
        if any(isinstance(part, BeforeValidator) and part.func in validators for part in form.__metadata__):
            return name
    if inner_model(_bare(annotation)) is not None:
        return Text("一组字段", "group of fields")
    if Prose in _options(_bare(annotation)):
        return Text("正文（Markdown）", "text (Markdown)")
    return Text("文字", "text") if validators else NO_TEXT
