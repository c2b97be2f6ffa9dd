"""What a program costs: processor seconds and memory of the process and all that it started."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds (user and system), wall seconds, and the most memory that one process held, in MiB."""

    cpu: float
    wall: float
    memory: float


def run(command: Sequence[str], folder: Path = ROOT, accepted: tuple[int, ...] = (0,)) -> Cost:
    """Returns what a command cost. Raises RuntimeError where it ends otherwise than accepted."""
    start = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise RuntimeError(f"{command[:4]}: {process.returncode}: {said[-800:].decode(errors='replace')}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024)


def toolkit(*arguments: str, accepted: tuple[int, ...] = (0,)) -> Cost:
    """Returns what a command of the toolkit cost."""
    return run([sys.executable, "-m", "toolkit.cli", *arguments], accepted=accepted)


def invented(scratch: Path, dealers: int) -> Path:
    """Returns a workspace of so many invented dealers, made when it is not there: the same for every benchmark."""
    folder = scratch / f"network-{dealers}"
    if not folder.is_dir():
        toolkit("sample", "--dealers", str(dealers), "--seed", "1", str(folder))
    return folder
