"""Where in the workspace a value was written."""

from __future__ import annotations

from typing import NamedTuple


class Origin(NamedTuple):
    """A place in a source file: POSIX path from the workspace root; lines and columns from 1, columns in code points.

    Line 0 means the file as a whole. The end is exclusive; 0 where it is not known.
    """

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path
