"""A review as JSON for machines, and the schema that it keeps to."""

from __future__ import annotations

import json
from typing import Any

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Text
from toolkit.review.approvals import STANDINGS, Approval, ApprovalNeed
from toolkit.review.change import Change
from toolkit.review.consequence import GROUPS, Consequence
from toolkit.review.review import Review
from toolkit.review.shown.words import OPERATIONS

FORMAT = 1


def as_json(review: Review) -> str:
    """Returns the documented form: every value whole, both languages beside each other, nothing cut."""
    return json.dumps(data_of(review), ensure_ascii=False, indent=1)


def data_of(review: Review) -> dict[str, Any]:
    """Returns the review as plain data."""
    return {
        "format": FORMAT,
        "base": review.base,
        "head": review.head,
        "as_of": {"base": review.as_of[0], "head": review.as_of[1]},
        "digest": review.digest,
        "verdict": review.verdict,
        "counts": review.counts(),
        "money": {name: str(amount) for name, _, amount in review.money()},
        "changes": [change_data(row) for row in review.changes],
        "consequences": [_consequence(row) for row in review.consequences],
        "approvals": {
            "policy": review.has_policy,
            "needed": [_need(row) for row in review.needs],
            "given": [_approval(row) for row in review.approvals],
        },
        "problems": [_problem(row) for row in review.problems],
        "notes": [_words(note) for note in review.notes],
    }


def _words(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.within("en")}


def _place(origin: Origin | None) -> dict[str, Any] | None:
    return None if origin is None else {"path": origin.path, "line": origin.line, "column": origin.column}


def change_data(row: Change) -> dict[str, Any]:
    """Returns one change as plain data."""
    return {
        "op": row.op, "kind": row.kind, "id": row.id, "dealer": row.dealer, "field": row.field, "label": _words(row.label),
        "from": row.before, "to": row.after, "unit": row.unit, "shown_from": _words(row.shown[0]), "shown_to": _words(row.shown[1]),
        "before": _place(row.before_at), "after": _place(row.after_at),
    }  # fmt: skip


def _consequence(row: Consequence) -> dict[str, Any]:
    return {
        "group": row.group, "name": row.name, "subject": row.subject, "dealer": row.dealer, "what": _words(row.what),
        "from": _words(row.before), "to": _words(row.after), "fails": row.fails,
        "difference": None if row.difference is None else str(row.difference),
        "redline": [{"sign": line.sign, "text": line.text} for line in row.lines],
    }  # fmt: skip


def _need(row: ApprovalNeed) -> dict[str, Any]:
    return {
        "role": row.role,
        "rules": [_words(rule) for rule in row.rules],
        "about": list(row.about),
        "given_by": row.given_by,
    }


def _approval(row: Approval) -> dict[str, Any]:
    return {
        "role": row.role,
        "staff": row.staff,
        "digest": row.digest,
        "commit": row.commit,
        "standing": row.standing,
    }


def _problem(row: Problem) -> dict[str, Any]:
    return {
        "code": row.code, "severity": row.severity, "message": _words(row.message),
        "path": row.origin.path, "line": row.origin.line, "column": row.origin.column, "record": row.record, "field": row.field,
    }  # fmt: skip


def _object(**fields: Any) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(fields), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


TEXT, FLAG, WHOLE = {"type": "string"}, {"type": "boolean"}, {"type": "integer", "minimum": 0}
BOTH = _object(zh=TEXT, en=TEXT)
PLACE = {"anyOf": [{"type": "null"}, _object(path=TEXT, line=WHOLE, column=WHOLE)]}
CHANGE = _object(
    op={"enum": list(OPERATIONS)}, kind=TEXT, id=TEXT, dealer=TEXT, field=TEXT, label=BOTH,
    **{"from": TEXT}, to=TEXT, unit=TEXT, shown_from=BOTH, shown_to=BOTH, before=PLACE, after=PLACE,
)  # fmt: skip
CONSEQUENCE = _object(
    group={"enum": list(GROUPS)}, name=TEXT, subject=TEXT, dealer=TEXT, what=BOTH, **{"from": BOTH}, to=BOTH, fails=FLAG,
    difference={"type": ["string", "null"]}, redline=_list(_object(sign={"enum": ["-", "+", " "]}, text=TEXT)),
)  # fmt: skip
APPROVALS = _object(
    policy=FLAG,
    needed=_list(_object(role=TEXT, rules=_list(BOTH), about=_list(TEXT), given_by=TEXT)),
    given=_list(_object(role=TEXT, staff=TEXT, digest=TEXT, commit=TEXT, standing={"enum": list(STANDINGS)})),
)
PROBLEM = _object(
    code=TEXT, severity={"enum": ["error", "warning", "info"]}, message=BOTH, path=TEXT, line=WHOLE, column=WHOLE, record=TEXT,
    field=TEXT,
)  # fmt: skip


def schema() -> dict[str, Any]:
    """Returns the JSON Schema of the form."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "build review --format json",
        **_object(
            format={"const": FORMAT},
            base=TEXT,
            head=TEXT,
            as_of=_object(base=TEXT, head=TEXT),
            digest={"type": "string", "pattern": "^[0-9a-f]{64}$"},
            verdict={"enum": ["pass", "fail"]},
            counts={"type": "object", "additionalProperties": WHOLE},
            money={"type": "object", "additionalProperties": TEXT},
            changes=_list(CHANGE),
            consequences=_list(CONSEQUENCE),
            approvals=APPROVALS,
            problems=_list(PROBLEM),
            notes=_list(BOTH),
        ),
    }
