"""Results: what the rules derive from the network, computed once a run and read by everything after."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar, TypeVar

from pydantic import ConfigDict

from toolkit.kernel.origin import Origin
from toolkit.kernel.text import Locale, Text
from toolkit.network.lean import lean
from toolkit.network.record import Value, field


class Step(Value):
    """One step of how a figure came about: what it is, its value as people read it, and where it stands.

    `raw` says that the value stands so, letter by letter, at its source; else the source is the rule or the group of values
    that the step rests on. `gives` names the field of the result that the step ends in.
    """

    what: Text = field("步骤", "Step", audience="dealer")
    value: str | Decimal | Text = field("值", "Value", audience="dealer")
    origin: Origin | None = field("出处", "Source", default=None)
    policy: str = field("政策版本", "Policy version", audience="dealer", default="")
    raw: bool = field("原文", "As written", audience="dealer", default=False)
    gives: str = field("得出", "Gives", audience="dealer", default="")

    def shown(self, locale: Locale) -> str:
        """Returns the value as readers of a language see it."""
        return self.value.within(locale) if isinstance(self.value, Text) else str(self.value)


class Result(Value):
    """A derived value about one subject, usually a dealer, with the steps that led to it.

    A dealer may see the steps of what it may see; a result that is all internal is an InternalResult. `governed_by` names the
    versions of policies that neither a field nor a step names. One that is `across` rests on what other dealers' records say:
    it is not to be had from a part of the network.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    topic: ClassVar[str]
    across: ClassVar[bool] = False

    subject: str = field("对象", "Subject", audience="public")
    dealer: str = field("经销商", "Dealer", audience="public", default="")
    trace: tuple[Step, ...] = field("计算过程", "How it came about", audience="dealer", default=())
    governed_by: tuple[str, ...] = field("适用的政策版本", "Governed by", default=())


class InternalResult(Result):
    """A result of which a dealer sees nothing but that there is one: its steps are as internal as its fields."""

    trace: tuple[Step, ...] = field("计算过程", "How it came about", default=())


T = TypeVar("T", bound=Result)


class Results:
    """All results of a run, found by type and subject."""

    def __init__(self, results: Iterable[Result] = ()) -> None:
        self._rows: dict[type[Result], dict[str, Result]] = {}
        self._sorted: dict[type[Result], tuple[Result, ...]] = {}
        for result in results:
            rows = self._rows.setdefault(type(result), {})
            if result.subject in rows:
                raise ValueError(f"two results of {type(result).__name__} for {result.subject}")
            rows[result.subject] = lean(result)

    def all(self, model: type[T]) -> tuple[T, ...]:
        """Returns every result of a type, by subject."""
        found = self._sorted.get(model)
        if found is None:
            rows = self._rows.get(model, {})
            found = self._sorted[model] = tuple(rows[subject] for subject in sorted(rows))
        return found  # type: ignore[return-value]

    def find(self, model: type[T], subject: str) -> T | None:
        """Returns the result of a type about `subject`, or None."""
        return self._rows.get(model, {}).get(subject)  # type: ignore[return-value]

    def joined(self, more: Iterable[Result]) -> Results:
        """Returns these results and `more`. Only what is new is gone through: a run joins once for each topic."""
        joined = Results(more)
        for model, rows in self._rows.items():
            added = joined._rows.get(model, {})
            if twice := sorted(rows.keys() & added.keys()):
                raise ValueError(f"two results of {model.__name__} for {twice[0]}")
            # Rows are never changed once they are made, so that those of a type without news are shared.
            joined._rows[model] = {**rows, **added} if added else rows
        return joined

    def everything(self) -> tuple[Result, ...]:
        """Returns all results, by type and subject."""
        return tuple(row for model in sorted(self._rows, key=lambda m: m.__qualname__) for row in self.all(model))
