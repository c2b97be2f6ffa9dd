"""What is wrong with the workspace, as values: collected, located, shown all together, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import NO_TEXT, Locale, Text

Severity = Literal["error", "warning", "info"]
_RANK = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that belongs to a problem, such as the first of two equal ids."""

    origin: Origin
    message: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what, and what to do. `field` is the path inside the record, such as `targets[2026Q1+tea]`."""

    code: str
    severity: Severity
    message: Text
    origin: Origin
    hint: Text = NO_TEXT
    record: str = ""
    field: str = ""
    related: tuple[Related, ...] = ()

    def line(self, locale: Locale) -> str:
        """Returns `path:line:column: message [CODE]`, the form that editors and terminals can follow."""
        return f"{self.origin}: {self.message.within(locale)} [{self.code}]"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """A sort of problem: its code (topic letters and a number), severity, wording, hint, and its page in the manual."""

    code: str
    severity: Severity
    message: Text
    hint: Text = NO_TEXT
    manual: str = ""

    def at(
        self,
        origin: Origin,
        *,
        record: str = "",
        field: str = "",
        related: tuple[Related, ...] = (),
        severity: Severity | None = None,
        hint: Text | None = None,
        **values: object,
    ) -> Problem:
        """Returns a problem of this kind at `origin`; `values` fill the wording of message and hint."""
        return Problem(
            code=self.code,
            severity=severity or self.severity,
            message=self.message.filled(values),
            origin=origin,
            hint=self.hint.filled(values) if hint is None else hint,
            record=record,
            field=field,
            related=related,
        )


def in_order(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Returns the problems once each, by path, place, severity and code, so that two runs print the same."""
    return tuple(
        sorted(
            dict.fromkeys(problems),
            key=lambda p: (
                p.origin.path,
                p.origin.line,
                p.origin.column,
                _RANK[p.severity],
                p.code,
                p.field,
                p.message.zh,
                p.record,
                p.hint.zh,
                p.origin,
                tuple(related.origin for related in p.related),
            ),
        )
    )


def has_errors(problems: tuple[Problem, ...], *, strict: bool = False) -> bool:
    """Returns whether a run must fail: any error, and with `strict` any warning too."""
    return any(p.severity == "error" or (strict and p.severity == "warning") for p in problems)
