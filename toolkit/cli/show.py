"""Problems shown: for people, for machines, for forges. One value, four forms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote

from toolkit import __version__
from toolkit.kernel.characters import made_visible
from toolkit.kernel.problem import Problem
from toolkit.kernel.text import Locale, Text

FORMAT = 1
SEVERITIES = {"error": Text("错误", "error"), "warning": Text("提醒", "warning"), "info": Text("说明", "note")}


def as_text(problems: tuple[Problem, ...], locale: Locale) -> Iterator[str]:
    """Yields `path:line:column: severity: message [CODE]`, a line each, with a hint and related places below.

    A value that a message quotes may hold line breaks; they are shown as `\\n`, so that no data can pass for a line of ours.
    """
    for problem in problems:
        severity, message = SEVERITIES[problem.severity].within(locale), made_visible(problem.message.within(locale))
        yield f"{problem.origin}: {severity}: {message} [{problem.code}]"
        if problem.hint:
            yield f"    {Text('提示：', 'hint: ').within(locale)}{made_visible(problem.hint.within(locale))}"
        for related in problem.related:
            yield f"    {related.origin}: {made_visible(related.message.within(locale))}"


def summary(problems: tuple[Problem, ...], locale: Locale) -> str:
    """Returns the line of counts."""
    counts = Counter(problem.severity for problem in problems)
    if not problems:
        return Text("没有问题", "no problems").within(locale)
    words = Text("{error} 个错误，{warning} 个提醒，{info} 条说明", "{error} errors, {warning} warnings, {info} notes")
    return words.filled({key: counts[key] for key in ("error", "warning", "info")}).within(locale)


def as_json(problems: tuple[Problem, ...], as_of: str, locale: Locale) -> str:
    """Returns the documented JSON form; message and hint follow the language, both languages stand beside them."""
    counts = Counter(problem.severity for problem in problems)
    rows = [_row(problem, locale) for problem in problems]
    head = {
        "format": FORMAT,
        "as_of": as_of,
        "counts": {key: counts[key] for key in ("error", "warning", "info")},
        "problems": rows,
    }
    return json.dumps(head, ensure_ascii=False, indent=1)


def _row(problem: Problem, locale: Locale) -> dict[str, object]:
    where = problem.origin
    return {
        "code": problem.code, "severity": problem.severity,
        "message": problem.message.within(locale), "hint": problem.hint.within(locale),
        "message_zh": problem.message.zh, "message_en": problem.message.within("en"),
        "hint_zh": problem.hint.zh, "hint_en": problem.hint.within("en"),
        "path": where.path, "line": where.line, "column": where.column, "end_line": where.end_line, "end_column": where.end_column,
        "record": problem.record, "field": problem.field,
        "related": [
            {"path": r.origin.path, "line": r.origin.line, "column": r.origin.column, "message": r.message.within(locale)}
            for r in problem.related
        ],
    }  # fmt: skip


def as_github(problems: tuple[Problem, ...], locale: Locale) -> Iterator[str]:
    """Yields workflow commands; every value is escaped so that data cannot forge a command."""
    names = {"error": "error", "warning": "warning", "info": "notice"}
    for p in problems:
        place = ",".join(
            f"{key}={_property(value)}"
            for key, value in (
                ("file", p.origin.path),
                ("line", p.origin.line or 1),
                ("col", p.origin.column or 1),
                ("title", p.code),
            )
        )
        yield f"::{names[p.severity]} {place}::{_message(p.message.within(locale))}"


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _message(str(value)).replace(":", "%3A").replace(",", "%2C")


def as_sarif(problems: tuple[Problem, ...], locale: Locale) -> str:
    """Returns SARIF 2.1.0."""
    levels = {"error": "error", "warning": "warning", "info": "note"}
    results = [
        {
            "ruleId": p.code,
            "level": levels[p.severity],
            "message": {"text": p.message.within(locale)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(p.origin.path)},
                        "region": {"startLine": max(p.origin.line, 1), "startColumn": max(p.origin.column, 1)},
                    }
                }
            ],
        }
        for p in problems
    ]
    driver = {
        "name": "channelbook",
        "version": __version__,
        "rules": [{"id": code} for code in sorted({p.code for p in problems})],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=1,
    )
