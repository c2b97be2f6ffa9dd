"""A day with its time, as tickets need it: `2026-10-13 16:00`, in the workspace's own time zone."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema

from toolkit.network.fields import problem

_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
FIRST_YEAR, LAST_YEAR = 1900, 2199


def _moment(value: Any) -> datetime:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            moment = None
        if moment is not None and FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment
    raise problem("rule", zh="应写成 2026-10-13 16:00", en="write it as 2026-10-13 16:00")


Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$"}),
]
"""A day and a time to the minute, without a zone: everybody in one workspace reads one clock."""
