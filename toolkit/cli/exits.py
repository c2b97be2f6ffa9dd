"""Exit codes, the same for every command and stable."""

from __future__ import annotations

OK = 0
PROBLEMS = 1
"""Problems in the data, or documents that could not be made."""
USAGE = 2
INTERNAL = 3
"""A fault of ours, or a native library that is missing."""
OUTPUT = 4
"""The output folder or the disk."""
NO_WORKSPACE = 10
LOCKED = 11
