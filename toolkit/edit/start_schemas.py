"""What an editor is told: the JSON Schema of each kind, and for which files each holds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from toolkit.network.kinds import Kind
from toolkit.network.schema import Words, json_schema

FOLDER = "schemas"


def schema_name(kind: Kind) -> str:
    """Returns the name of a kind's schema file."""
    return f"{kind.name}.schema.json"


def schema_texts(kinds: Iterable[Kind], words: Words) -> dict[str, str]:
    """Returns the schemas of all kinds whose files are YAML, by file name."""
    return {
        schema_name(kind): json.dumps(json_schema(kind, words), ensure_ascii=False, indent=1) + "\n"
        for kind in kinds
        if kind.form == "yaml"
    }


def mapping(kinds: Iterable[Kind]) -> dict[str, list[str]]:
    """Returns for each schema file the patterns of its files; those of a closer kind are taken out with `!`.

    Editors put all schemas together that match a file, so each file must have one.
    """
    yaml = [kind for kind in kinds if kind.form == "yaml"]
    return {f"./{FOLDER}/{schema_name(kind)}": _patterns(kind, yaml) for kind in yaml}


def _patterns(kind: Kind, others: list[Kind]) -> list[str]:
    own = [_glob(kind.path), *([kind.fallback] if kind.fallback else ())]
    closer = (_glob(other.path) for other in others if other is not kind and _covers(kind, other))
    return [*own, *(f"!{glob}" for glob in dict.fromkeys(closer) if glob not in own)]


def _covers(kind: Kind, other: Kind) -> bool:
    """Whether a file of the other kind, which says more of its path, matches this one's pattern too."""
    if other.detail <= kind.detail:
        return False
    example = re.sub(r"\{\w+\}", "x", other.path)
    return kind.pattern.match(example) is not None


def _glob(path: str) -> str:
    return re.sub(r"\{\w+\}", "*", path)
