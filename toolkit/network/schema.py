"""JSON Schema of a kind's files. Editors read YAML with its own types, so a number or a date may stand unquoted there."""

from __future__ import annotations

from typing import Any, Literal

from toolkit.kernel.text import Locale, Text
from toolkit.network.kinds import Kind

_AS_WRITTEN = {
    "string": ["string", "number"],
    "integer": ["string", "number"],
    "number": ["string", "number"],
    "boolean": ["boolean", "string"],
}

Words = Locale | Literal["both"]
"""In which language a schema speaks; `both` for a workspace whose editors are not all of one language."""


def json_schema(kind: Kind, locale: Words) -> dict[str, Any]:
    """Returns the schema of the files of a kind, its titles, descriptions and meanings of codes in `locale`.

    Where a file holds several records the schema is that of the list. Fields that the path gives may be left out.
    """
    schema = kind.model.model_json_schema(by_alias=True, mode="validation")
    definitions = schema.pop("$defs", {})
    path_fields = set(kind.pattern.groupindex)
    schema["required"] = [name for name in schema.get("required", []) if name not in path_fields]
    for part in (schema, *definitions.values()):
        _localise(part, locale)
        _loosen(part)
    top = _listed(kind, schema) if kind.items else schema
    top["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    top["title"] = _said(kind.title.zh, kind.title.en, locale)
    if definitions:
        top["$defs"] = definitions
    return top


def _listed(kind: Kind, item: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {kind.items: {"type": "array", "items": item}},
        "required": [kind.items],
        "additionalProperties": False,
    }


def _localise(part: dict[str, Any], locale: Words) -> None:
    """Titles and help in the wanted language; our own marks do not belong in a schema."""
    part.pop("description", None)
    for content in part.get("properties", {}).values():
        words = {key: content.pop(key, "") for key in ("label_zh", "label_en", "help_zh", "help_en", "unit")}
        for key in ("audience", "personal"):
            content.pop(key, None)
        unit = words["unit"]
        zh = f"{words['label_zh']}（{unit}）" if unit else words["label_zh"]
        content["title"] = _said(zh, words["label_en"], locale)
        about = _said(words["help_zh"], words["help_en"], locale, "\n")
        if about:
            content["description"] = about
        elif "description" in content:
            del content["description"]
    _name_codes(part, locale)


def _name_codes(part: Any, locale: Words) -> None:
    """What each code of a list means, which editors show beside it."""
    if isinstance(part, list):
        for item in part:
            _name_codes(item, locale)
    elif isinstance(part, dict):
        named = part.pop("enum_names", None)
        if named is not None:
            part["enumDescriptions"] = [_said(zh, en, locale) for zh, en in named]
        for item in part.values():
            _name_codes(item, locale)


def _said(zh: str, en: str, locale: Words, between: str = " · ") -> str:
    if locale == "both":
        return between.join(dict.fromkeys(word for word in (zh, en) if word))
    return Text(zh, en).within(locale)


def _loosen(part: Any) -> None:
    """A file's values are all text to us, while an editor sees numbers and truth values where no quotes stand."""
    if isinstance(part, list):
        for item in part:
            _loosen(item)
    elif isinstance(part, dict):
        written = _AS_WRITTEN.get(str(part.get("type")))
        if written and "enum" not in part:
            part["type"] = written
        for item in part.values():
            _loosen(item)
