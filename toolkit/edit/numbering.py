"""The next free number of a kind: ids are never used twice, and follow on the highest of their year."""

from __future__ import annotations

import re
from datetime import date

from toolkit.network.fields import IdOf
from toolkit.network.kinds import Kind
from toolkit.network.network import Network


class Numbers:
    """Gives ids of one kind, each once."""

    def __init__(self, kind: Kind, network: Network, as_of: date) -> None:
        self._prefix = prefix_of(kind)
        self._year = as_of.year
        form = re.compile(rf"(?:.*/)?{self._prefix}-{self._year}-(\d{{4}})", re.ASCII)
        known = (form.fullmatch(key) for key in (*network.ids(kind.name), *_refused(network, kind)))
        self._last = max((int(found[1]) for found in known if found), default=0)

    def next(self) -> str | None:
        """Returns the next id, `D-2026-0036`; None for a kind whose ids are not numbered."""
        if not self._prefix:
            return None
        self._last += 1
        return f"{self._prefix}-{self._year}-{self._last:04}"


def _refused(network: Network, kind: Kind) -> tuple[str, ...]:
    return tuple(key for name, key in network.left_out if name == kind.name)


def prefix_of(kind: Kind) -> str:
    """Returns the letters that ids of a kind begin with; empty for ids of another form."""
    info = kind.model.model_fields.get("id")
    return next((part.prefix for part in info.metadata if isinstance(part, IdOf)), "") if info is not None else ""
