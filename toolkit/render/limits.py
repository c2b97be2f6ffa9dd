"""The limits of a worker process: what a document may use before the system ends that document, and that one only."""

from __future__ import annotations

import resource
from dataclasses import dataclass

GIB = 1024**3
MIB = 1024**2


@dataclass(frozen=True, slots=True)
class Budget:
    """What one job may use: bytes of address space, seconds of processor time, bytes of a single file."""

    memory: int = 2 * GIB
    cpu_seconds: int = 30
    file_bytes: int = 256 * MIB


def limit_job(budget: Budget | None = None) -> None:
    """Limits this process for the job that comes next: called in a worker before each job, never in the main process.

    Processor time counts from now, whatever earlier jobs used. Past it the system ends the process (SIGXCPU); past the
    memory a MemoryError is raised; past the file size an OSError. No core is dumped: it would hold a dealer's data.
    """
    budget = budget or Budget()
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    _lower(resource.RLIMIT_CPU, spent + budget.cpu_seconds)
    _lower(resource.RLIMIT_AS, budget.memory)
    _lower(resource.RLIMIT_FSIZE, budget.file_bytes)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _lower(kind: int, wanted: int) -> None:
    """Sets the soft limit alone, within the hard one, so that the next job can have a limit of its own."""
    _, hard = resource.getrlimit(kind)
    soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    try:
        resource.setrlimit(kind, (soft, hard))
    except (OSError, ValueError):
        # macOS refuses a limit of address space; the other limits and the job's time-out still hold there.
        if kind != resource.RLIMIT_AS:
            raise
