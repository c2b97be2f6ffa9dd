"""What a record may hold, told from its type alone: rows for the reference, JSON Schema for editors."""

from __future__ import annotations

import re
from pathlib import Path

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from tests.network.ledger import KINDS as SMALL
from tests.network.ledger import Dealer
from toolkit.network.describe import rows_of
from toolkit.network.kinds import Kind
from toolkit.network.schema import json_schema
from toolkit.topics.catalogue import KINDS

ROOT = Path(__file__).resolve().parents[2]
IN_YAML = [kind for kind in KINDS.all if kind.form == "yaml"]


def test_each_field_has_a_row() -> None:
    """Path, form, whether it is required and who sees it, the fields of groups behind the group's own."""
    rows = {row.path: row for row in rows_of(Dealer, SMALL)}
    forms = {path: row.form.en for path, row in rows.items() if row.depth == 0}
    assert forms == {
        "id": "id D-YYYY-NNNN",
        "legal_name": "text",
        "state": "code",
        "since": "date",
        "owner": "reference: the people",
        "deputies": "list: reference: the people",
        "parent": "reference: the dealers",
        "targets": "list: group of fields",
        "offices": "group of fields",
        "branches": "list: group of fields",
        "seat": "group of fields",
        "rule": "reference: the policies",
        "score": "whole number, not negative",
        "draft": "true or false",
    }
    assert [code for code, _ in rows["state"].codes] == ["active", "closed"]
    assert (rows["legal_name"].required, rows["score"].required) == (True, False)
    assert (rows["legal_name"].audience, rows["score"].audience) == ("public", "internal")
    assert (rows["targets[].amount"].form.en, rows["targets[].amount"].depth) == ("amount", 1)


def test_every_field_of_the_product_can_be_described() -> None:
    """No field stands in the reference without a form and a name in both languages."""
    poor = [
        (kind.name, row.path)
        for kind in KINDS.all
        for row in rows_of(kind.model, KINDS)
        if not (row.form.zh and row.form.en and row.label.zh and row.label.en)
    ]
    assert poor == []


def files(kind: Kind) -> list[Path]:
    """The sample's files of a kind."""
    below = [path for folder in ("content", "dealers", "private.sample") for path in (ROOT / folder).rglob("*.yaml")]
    found = ((path, KINDS.for_path(path.relative_to(ROOT).as_posix())) for path in below)
    return [path for path, match in found if match is not None and match[0] is kind]


@pytest.mark.parametrize("kind", IN_YAML, ids=lambda kind: kind.name)
def test_the_sample_satisfies_its_schemas(kind: Kind) -> None:
    """An editor that checks a sound file by our schema tells nothing, and one with a misspelt key does."""
    schema = json_schema(kind, "zh")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for path in files(kind):
        data = yaml.load(path.read_text("utf-8"), Loader=Editor)  # noqa: TID251
        assert [error.message for error in validator.iter_errors(data)] == [], path
        assert list(validator.iter_errors({**data, "misspelt": "x"})), path


class Editor(yaml.CBaseLoader):
    """YAML as editors read it (1.2, core): plain true, false and numbers have types, days are text."""


Editor.yaml_implicit_resolvers = {}
Editor.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"(?:true|false)\Z"), list("tf"))
Editor.add_implicit_resolver("tag:yaml.org,2002:float", re.compile(r"-?\d+(?:\.\d+)?\Z"), list("-0123456789"))
Editor.add_constructor("tag:yaml.org,2002:bool", lambda loader, node: node.value == "true")
Editor.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def test_a_schema_speaks_the_language_that_was_asked_for() -> None:
    """Titles and help follow the language; none of our own marks stand in it."""
    zh, en = json_schema(SMALL.named("dealer"), "zh"), json_schema(SMALL.named("dealer"), "en")
    assert (zh["properties"]["legal_name"]["title"], en["properties"]["legal_name"]["title"]) == ("名称", "Legal name")
    assert zh["properties"]["id"]["pattern"] == r"^D-\d{4}-\d{4}$"
    assert "id" not in zh["required"]
    assert zh["additionalProperties"] is False
    assert "audience" not in str(zh)
