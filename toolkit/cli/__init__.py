"""The command line: `build COMMAND`. It opens the workspace, runs the pipeline, shows what came of it, and sets the exit code."""

from __future__ import annotations

from toolkit.cli.app import main

__all__ = ["main"]
