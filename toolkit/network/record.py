"""Records: frozen, typed values with a name in both languages and an audience for every field."""

from __future__ import annotations

from functools import cache
from typing import Any, ClassVar, Literal, NoReturn

from pydantic import BaseModel, ConfigDict, JsonValue
from pydantic import Field as _pydantic_field
from pydantic_core import PydanticUndefined

from toolkit.kernel.text import Text

Audience = Literal["public", "dealer", "internal"]
Personal = Literal["none", "personal", "sensitive"]
AUDIENCES: tuple[Audience, ...] = ("public", "dealer", "internal")


class NotVisible(AttributeError):
    """A view was asked for a field that its audience may not see, or that the record does not have."""


class Value(BaseModel):
    """A frozen group of named fields; extra keys are refused, nothing is converted but by a field's own type."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        arbitrary_types_allowed=True,
        protected_namespaces=(),
        defer_build=True,
    )

    KEY: ClassVar[tuple[str, ...]] = ()
    """The fields by which items of a list of this type are told apart; two items of one key are an error."""

    def __getattr__(self, name: str) -> NoReturn:
        """A projected value lacks what its audience may not see; reading it is a fault of the reader, not an empty text."""
        raise NotVisible(f"{type(self).__name__}.{name}")

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {vars(self)!r}>"


class Record(Value):
    """What one file, or one item of a list in a file, says."""


def field(
    zh: str,
    en: str,
    *,
    audience: Audience = "internal",
    personal: Personal = "none",
    default: Any = PydanticUndefined,
    unit: str = "",
    alias: str | None = None,
    help_zh: str = "",
    help_en: str = "",
) -> Any:
    """Returns a field with its names, audience, personal-data mark, unit and one-line help in both languages.

    `alias` is the key in the file where it cannot be the name in code. A field without `audience` is internal: a new field is never shown by accident.
    """
    extra: dict[str, JsonValue] = {
        "label_zh": zh,
        "label_en": en,
        "audience": audience,
        "personal": personal,
        "unit": unit,
        "help_zh": help_zh,
        "help_en": help_en,
    }
    return _pydantic_field(default, alias=alias, title=en, description=help_en or None, json_schema_extra=extra)


@cache
def mark(model: type[Value], name: str, key: str) -> str:
    """Returns one of a field's marks: `audience`, `personal`, `unit`, `label_zh`, `label_en`; internal when unmarked."""
    extra = model.model_fields[name].json_schema_extra
    marks = extra if isinstance(extra, dict) else {}
    fallback = {"audience": "internal", "personal": "none"}.get(key, "")
    return str(marks.get(key, fallback))


@cache
def label(model: type[Value], name: str) -> Text:
    """Returns the name of a field in both languages."""
    return Text(mark(model, name, "label_zh") or name, mark(model, name, "label_en") or name)
