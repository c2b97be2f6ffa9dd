"""Results: what the rules derive from the network, computed once a run and read by everything after."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, TypeVar

from pydantic import ConfigDict

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Text
from toolkit.network.record import Value, field


class Step(Value):
    """One step of how a figure came about: what it is, its value as people read it, and where it stands."""

    what: Text = field("步骤", "Step", audience="dealer")
    value: str | Decimal = field("值", "Value", audience="dealer")
    origin: Origin | None = field("出处", "Source", default=None)
    policy: str = field("政策版本", "Policy version", audience="dealer", default="")


class Result(Value):
    """A derived value about one subject, usually a dealer, with the steps that led to it."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    topic: ClassVar[str]

    subject: str = field("对象", "Subject", audience="public")
    dealer: str = field("经销商", "Dealer", audience="public", default="")
    trace: tuple[Step, ...] = field("计算过程", "How it came about", audience="dealer", default=())


T = TypeVar("T", bound=Result)


class Results:
    """All results of a run, found by type and subject."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self._rows: dict[type[Result], dict[str, Result]] = {}
        for result in results:
            rows = self._rows.setdefault(type(result), {})
            if result.subject in rows:
                raise ValueError(f"two results of {type(result).__name__} for {result.subject}")
            rows[result.subject] = result

    def all(self, model: type[T]) -> tuple[T, ...]:
        """Returns every result of a type, by subject."""
        rows = self._rows.get(model, {})
        return tuple(rows[subject] for subject in sorted(rows))  # type: ignore[misc]

    def find(self, model: type[T], subject: str) -> T | None:
        """Returns the result of a type about `subject`, or None."""
        return self._rows.get(model, {}).get(subject)  # type: ignore[return-value]

    def joined(self, more: Iterable[Result]) -> Results:
        """Returns these results and `more`."""
        return Results((*(row for rows in self._rows.values() for row in rows.values()), *more))

    def everything(self) -> tuple[Result, ...]:
        """Returns all results, by type and subject."""
        return tuple(row for model in sorted(self._rows, key=lambda m: m.__qualname__) for row in self.all(model))
