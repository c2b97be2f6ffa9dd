"""A mapping to begin with, written from the head of somebody's table: what is known is filled in, the rest is asked."""

from __future__ import annotations

import json

from toolkit.edit.incoming.columns import Target, head_row, near_to, target_of, targets
from toolkit.edit.incoming.grid import Grid
from toolkit.edit.incoming.mapping import TableMapping
from toolkit.edit.incoming.merged import spread
from toolkit.edit.shape import forms_of
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind

_FIRST = Text(
    "导入对照的草稿：每个“？”写上字段，不要的列写 -，再删去行首的 #",
    "a draft: give each ? its field, or - to leave the column out, and take the # away",
)


def drafted(kind: Kind, grids: tuple[Grid, ...], name: str) -> str | None:
    """Returns the text of a mapping for a table of this kind; None when no sheet of it has a head.

    The headings that nobody knows stand as comments with the nearest field, so that a check of the draft finds nothing wrong.
    """
    known = targets(kind, forms_of(kind)[0])
    for grid in (each for each in grids if not each.unseen):
        table = spread(grid)
        place = head_row(table.rows, known, TableMapping())
        if place is None:
            place = next(
                (n for n, row in enumerate(table.rows) if sum(cell not in ("", None) for cell in row) > 1), None
            )
        if place is None:
            continue
        headings = [str(cell).strip() for cell in table.rows[place] if cell not in ("", None)]
        lines = [f"# {_FIRST.zh} · {_FIRST.en}", f"name: {_quoted(name)}", f"kind: {kind.name}"]
        lines += [f"sheet: {_quoted(grid.name)}"] if grid.name else []
        lines += [f'head_row: "{place + 1}"', "columns:"]
        lines += [_line(heading, known) for heading in dict.fromkeys(headings)]
        return "\n".join(lines) + "\n"
    return None


def _line(heading: str, known: dict[str, Target]) -> str:
    found = target_of(heading, known, TableMapping())
    if isinstance(found, Target):
        return f"  - {{heading: {_quoted(heading)}, field: {_quoted(found.name.replace('[]', ''))}}}"
    near = near_to(heading, known)
    asked = f"  # {near.name.replace('[]', '')}?" if near is not None else ""
    return f'#  - {{heading: {_quoted(heading)}, field: "?"}}{asked}'


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
