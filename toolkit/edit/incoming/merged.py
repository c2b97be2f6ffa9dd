"""Merged cells: what one range of cells says, for each of its rows; one that runs across columns is nobody's value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.edit.incoming.cells import Raw
from toolkit.edit.incoming.grid import Grid


@dataclass(frozen=True, slots=True)
class Spread:
    """The rows of a sheet with the value of a merged range in each of its rows, as they look to whoever reads the sheet.

    `filled` are the cells that got their value so; `across` are the ranges over several columns, by their first cell.
    """

    rows: tuple[tuple[Raw, ...], ...]
    filled: frozenset[tuple[int, int]] = frozenset()
    across: tuple[tuple[int, int, int, int], ...] = ()

    def crossing(self, head: int, columns: Iterable[int]) -> tuple[tuple[int, int], ...]:
        """Returns the first cells of the ranges below the head that cover several of the columns and hold a value."""
        read = frozenset(columns)
        return tuple(
            (top, left)
            for top, left, bottom, right in self.across
            if bottom > head
            and len(read.intersection(range(left, right + 1))) > 1
            and top < len(self.rows)
            and left < len(self.rows[top])
            and self.rows[top][left] not in ("", None)
        )


def spread(grid: Grid) -> Spread:
    """Returns the rows of a sheet with its merged ranges spread down their column."""
    if not grid.merged:
        return Spread(grid.rows)
    rows, filled, across = [list(row) for row in grid.rows], set[tuple[int, int]](), []
    for top, left, bottom, right in grid.merged:
        if left != right:
            across.append((top, left, bottom, right))
        elif top < len(rows) and left < len(rows[top]):
            for row in range(top + 1, min(bottom, len(rows) - 1) + 1):
                rows[row][left] = rows[top][left]
                filled.add((row, left))
    return Spread(tuple(tuple(row) for row in rows), frozenset(filled), tuple(across))
