"""Writing an upgrade: what is new first, then what changes, then what goes, and the number of the format last of all.

So a run that is cut off leaves nothing lost and nothing half, and the next one goes on where it stopped.
"""

from __future__ import annotations

from pathlib import Path

from toolkit.edit.upgrade import SETTINGS, Move
from toolkit.edit.write import FileEdit, remove_read, write_edits
from toolkit.kernel.problem import Problem


def write_upgrade(root: Path, moves: tuple[Move, ...]) -> tuple[Problem, ...]:
    """Writes the moves of an upgrade into a workspace and returns why it could not, or could not end."""
    gone = tuple(move for move in moves if move.path != move.target)
    own = tuple(move for move in moves if move.path == move.target)
    new = tuple(
        FileEdit(move.target, None, move.after.decode("utf-8")) for move in gone if not (root / move.target).exists()
    )
    changed = tuple(_edit(move) for move in own if move.path != SETTINGS)
    last = tuple(_edit(move) for move in own if move.path == SETTINGS)
    return (
        write_edits(root, (*new, *changed))
        or remove_read(root, tuple((move.path, move.before) for move in gone))
        or write_edits(root, last)
    )


def _edit(move: Move) -> FileEdit:
    return FileEdit(move.path, move.before, move.after.decode("utf-8"))
