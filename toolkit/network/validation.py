"""A record's data against its type: the type's errors become located problems in both languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from pydantic import ValidationError

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.lean import lean
from toolkit.network.record import Record, Value, label
from toolkit.sources.document import KEY, Data, Step

MISSING = ProblemKind(
    "REC001",
    "error",
    Text("缺少必填字段 {name}（{label}）", "the required field {name} ({label}) is missing"),
    manual="A field that the format asks for is not there, so the record is not used. The reference lists "
    "all fields of each kind."
    "中文：缺少格式要求的字段，这条记录没有采用。各种记录有哪些字段，见“记录与字段”。",
)
UNKNOWN = ProblemKind(
    "REC002",
    "error",
    Text("没有名为 {name} 的字段", "there is no field named {name}"),
    Text("{advice}", "{advice}"),
    manual="A key that the format does not know is most often misspelt; its value would be lost."
    "中文：格式里没有的键多半是拼错了，它的值会丢失。",
)
NOT_VALID = ProblemKind(
    "REC003",
    "error",
    Text("{label}：{reason}", "{label}: {reason}"),
    Text("{advice}", "{advice}"),
    manual="A value does not fit its field: another type, out of range, or against a rule of the record. "
    "Nothing is guessed."
    "中文：值与字段不合：类型不对、超出范围，或违背记录的规则。程序不作猜测。",
)
PROBLEMS = (MISSING, UNKNOWN, NOT_VALID)

_REASONS: dict[str, tuple[Text, Text]] = {
    "amount": (
        Text("“{given}”不是金额", "“{given}” is no amount of money"),
        Text(
            '写成 "1260000.00"：半角数字，最多 13 位整数、2 位小数，不带千分位',
            'write "1260000.00": ASCII digits, at most 13 before and 2 after the point, no separators',
        ),
    ),
    "number": (
        Text("“{given}”不是数字", "“{given}” is no number"),
        Text("只用半角数字和小数点，最多 6 位小数", "ASCII digits and a point only, at most 6 decimals"),
    ),
    "rate": (
        Text("“{given}”不在 0 到 1 之间", "“{given}” is not between 0 and 1"),
        Text("比例写成小数：5 % 是 0.05", "write a share as a decimal: 5 % is 0.05"),
    ),
    "integer": (Text("“{given}”不是整数", "“{given}” is no whole number"), NO_TEXT),
    "duration": (Text("“{given}”太长，最多 {most}", "“{given}” is too long; {most} at most"), NO_TEXT),
    "count": (Text("“{given}”是负数", "“{given}” is negative"), NO_TEXT),
    "date": (Text("“{given}”不是日期", "“{given}” is no date"), Text("写成 2026-01-15", "write 2026-01-15")),
    "no_such_date": (Text("日历上没有 {given} 这一天", "there is no such day as {given}"), NO_TEXT),
    "date_range": (
        Text("{given} 不在 {first} 年到 {last} 年之间", "{given} is not between {first} and {last}"),
        NO_TEXT,
    ),
    "quarter": (Text("“{given}”不是季度", "“{given}” is no quarter"), Text("写成 2026Q1", "write 2026Q1")),
    "flag": (Text("“{given}”不是 true 或 false", "“{given}” is neither true nor false"), NO_TEXT),
    "text": (Text("这里应当是一段文字", "this should be a text"), NO_TEXT),
    "empty_text": (Text("不能为空", "may not be empty"), NO_TEXT),
    "words": (Text("应当是一段文字，或 zh 和 en 两项", "should be a text, or zh and en"), NO_TEXT),
    "name": (
        Text("“{given}”不能作名称", "“{given}” is no valid name"),
        Text(
            "用小写字母、数字和连字符，最长 64 位，不能是 con、nul 等系统保留名",
            "lower-case letters, digits and hyphens, at most 64; not a name that a system reserves, such as con or nul",
        ),
    ),
    "id": (Text("“{given}”不是 {form} 形式的编号", "“{given}” is no id of the form {form}"), NO_TEXT),
    "version": (Text("“{given}”不是版本号", "“{given}” is no version"), Text("写成 2026-1", "write 2026-1")),
    "url": (Text("“{given}”不是 https、mailto 或 tel 地址", "“{given}” is no https, mailto or tel address"), NO_TEXT),
    "web_address": (
        Text("“{given}”不是 https 网址", "“{given}” is no https address"),
        Text("写成 https://…，不带 ? 和 #", "write https://… without ? and #"),
    ),
    "region_code": (Text("“{given}”不是六位行政区划代码", "“{given}” is no six-digit division code"), NO_TEXT),
    "credit_code_form": (
        Text("“{given}”不是 18 位统一社会信用代码", "“{given}” is no unified social credit code of 18 characters"),
        Text(
            "照营业执照抄写；代码里没有字母 I、O、S、V、Z",
            "copy it from the licence; the code holds no letter I, O, S, V or Z",
        ),
    ),
    "credit_code_check": (
        Text(
            "统一社会信用代码的校验位是 {given}，应为 {expected}",
            "the check character of the credit code is {given}, it should be {expected}",
        ),
        Text("有一位抄错了，请对照营业执照", "one character is miscopied; compare with the licence"),
    ),
    "code": (
        Text("“{given}”不是可选的代码", "“{given}” is none of the codes"),
        Text("可选：{choices}{meant_zh}", "choose from: {choices}{meant_en}"),
    ),
    "sha256": (
        Text("“{given}”不是 SHA-256 摘要", "“{given}” is no SHA-256 digest"),
        Text("64 位小写十六进制", "64 lower-case hexadecimal digits"),
    ),
    "contract_no": (
        Text("“{given}”不是合同编号", "“{given}” is no contract number"),
        Text(
            "写成 品牌代码-JX-年份-四位序号，如 QY-JX-2026-0007",
            "write brand code-JX-year-four digits, such as QY-JX-2026-0007",
        ),
    ),
    "reference": (Text("“{given}”不是 {form} 形式的引用", "“{given}” is no reference of the form {form}"), NO_TEXT),
    "mapping": (Text("这里应当是“键: 值”的映射", "this should be a mapping of keys to values"), NO_TEXT),
    "list": (Text("这里应当是列表（每项以“- ”开头）", "this should be a list (each item begins with “- ”)"), NO_TEXT),
    "rule": (Text("{zh}", "{en}"), NO_TEXT),
}
_BUILT_IN = {
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "tuple_type": "list",
    "string_type": "text",
    "literal_error": "code",
}

R = TypeVar("R", bound=Record)
Locate = Callable[[tuple[Step, ...]], Origin]


def validated(
    model: type[R], data: dict[str, Data], locate: Locate, *, name: str, draft: bool = False
) -> tuple[R | None, tuple[Problem, ...]]:
    """Returns the record that `data` says, or None and every problem in it.

    `locate` gives the place of a path inside the data; with `draft` a missing field is told as a warning.
    """
    try:
        return lean(model.model_validate(data)), ()
    except ValidationError as error:
        return None, tuple(_problems(model, error, data, locate, name, draft))


def _problems(
    model: type[Record], error: ValidationError, data: dict[str, Data], locate: Locate, name: str, draft: bool
) -> Iterator[Problem]:
    for row in error.errors(include_url=False, include_input=False):
        path = tuple(step for step in row["loc"] if isinstance(step, (str, int)))
        owner = _owner(
            model, path[: len(path) - next((n for n, s in enumerate(reversed(path)) if isinstance(s, str)), 0)]
        )
        last = next((step for step in reversed(path) if isinstance(step, str)), "")
        where = {"record": name, "field": field_path(model, data, path)}
        words = label(owner, last) if owner and last in owner.model_fields else Text(last, last)
        if row["type"] == "missing":
            yield MISSING.at(
                locate(path[:-1]), name=last, label=words, severity="warning" if draft else None, **_named(where)
            )
        elif row["type"] == "extra_forbidden":
            near = nearest(last, list(owner.model_fields)) if owner else ""
            advice = Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT
            yield UNKNOWN.at(locate((*path, KEY)), name=last, advice=advice, **_named(where))
        else:
            reason, advice = _reason(row["type"], dict(row.get("ctx") or {}), row["msg"])
            yield NOT_VALID.at(locate(path), label=words, reason=reason, advice=advice, **_named(where))


def _named(where: dict[str, str]) -> dict[str, Any]:
    return dict(where)


def _reason(code: str, values: dict[str, Any], message: str) -> tuple[Text, Text]:
    wording = _REASONS.get(_BUILT_IN.get(code, code))
    if wording is None:
        return Text(message, message), NO_TEXT
    near = values.get("near")
    filled = {"given": "", "choices": values.pop("expected", ""), **values} if code == "literal_error" else values
    filled = {
        **filled,
        "meant_zh": f"；是不是 {near}？" if near else "",
        "meant_en": f"; did you mean {near}?" if near else "",
    }
    return wording[0].filled(filled), wording[1].filled(filled)


def _owner(model: type[Value], path: tuple[Step, ...]) -> type[Value] | None:
    """The model in which the last step of `path` is a field."""
    owner: type[Value] | None = model
    for step in path[:-1]:
        if owner is None:
            return None
        if isinstance(step, str) and step in owner.model_fields:
            owner = inner_model(owner.model_fields[step].annotation)
        elif isinstance(step, str):
            # A union adds a step of its own to the path.
            continue
    return owner


def inner_model(annotation: Any) -> type[Value] | None:
    """Returns the group of fields that a field's type holds, also inside a tuple, a mapping or an optional; else None."""
    if isinstance(annotation, type) and issubclass(annotation, Value):
        return annotation
    for part in getattr(annotation, "__args__", ()):
        found = inner_model(part)
        if found is not None:
            return found
    return None


def field_path(model: type[Value], data: Data, path: tuple[Step, ...]) -> str:
    """Returns the path of a field as people read it; a list item is named by its key: `targets[2026Q1+tea].amount`."""
    shown = ""
    owner: type[Value] | None = model
    for step in path:
        if isinstance(step, int):
            data = data[step] if isinstance(data, tuple) and step < len(data) else {}
            shown += f"[{_item_name(owner, data, step)}]"
            continue
        if owner is not None and step in owner.model_fields:
            owner = inner_model(owner.model_fields[step].annotation)
        data = data.get(step, {}) if isinstance(data, dict) else {}
        shown += f".{step}" if shown else step
    return shown


def _item_name(model: type[Value] | None, item: Data, place: int) -> str:
    keys = getattr(model, "KEY", ()) if model else ()
    if isinstance(item, dict) and keys and all(isinstance(item.get(key), str) for key in keys):
        return "+".join(str(item[key]) for key in keys)
    return item if isinstance(item, str) else str(place + 1)
