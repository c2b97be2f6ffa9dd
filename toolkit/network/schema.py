"""JSON Schema of a kind's files. Editors read YAML with its own types, so a number or a date may stand unquoted there."""

from __future__ import annotations

from typing import Any

from toolkit.kernel.text import Locale
from toolkit.network.kinds import Kind

_AS_WRITTEN = {
    "string": ["string", "number"],
    "integer": ["string", "number"],
    "number": ["string", "number"],
    "boolean": ["boolean", "string"],
}


def json_schema(kind: Kind, locale: Locale) -> dict[str, Any]:
    """Returns the schema of the files of a kind, its titles and descriptions in `locale`.

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
    top["title"] = kind.title.within(locale)
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


def _localise(part: dict[str, Any], locale: Locale) -> None:
    """Titles and help in one language; our own marks do not belong in a schema."""
    part.pop("description", None)
    for content in part.get("properties", {}).values():
        title, about, unit = (
            content.pop(f"label_{locale}", ""),
            content.pop(f"help_{locale}", ""),
            content.pop("unit", ""),
        )
        for key in ("label_zh", "label_en", "help_zh", "help_en", "audience", "personal"):
            content.pop(key, None)
        content["title"] = f"{title}（{unit}）" if unit and locale == "zh" else title
        if about:
            content["description"] = about
        elif "description" in content:
            del content["description"]


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
