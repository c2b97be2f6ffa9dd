"""What rules and outputs ask of a network or of a view of it: the same lookups, typed by record."""

from __future__ import annotations

from typing import Protocol, TypeVar

from toolkit.network.record import Record

R = TypeVar("R", bound=Record)


class Reader(Protocol):
    """Lookups by type and id; `Network` has them, and so has `View`, which finds only what its audience may see."""

    def all(self, model: type[R]) -> tuple[R, ...]: ...

    def find(self, model: type[R], key: str) -> R | None: ...

    def get(self, model: type[R], key: str) -> R: ...

    def only(self, model: type[R]) -> R | None: ...

    def of_dealer(self, model: type[R], dealer: str) -> tuple[R, ...]: ...
