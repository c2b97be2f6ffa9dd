"""Faults planted in the files of the sample, each found at its own line: what a field says is weighed, not only kept."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.topics.sample_faults import FAULTS, Edit
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.catalogue import KINDS
from toolkit.topics.topic import Check

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 10, 20)
HELD = ("content", "private.sample", "dealers/D-2023-0001", "dealers/D-2024-0013", "dealers/D-2025-0007", "dealers/D-2026-0026", "dealers/D-2024-0018", "dealers/D-2025-0026")  # fmt: skip
"""What is read of the sample: enough for every fault."""


@cache
def sample() -> dict[str, str]:
    """The files of a part of the sample by their paths."""
    files = (path for held in HELD for path in sorted((ROOT / held).rglob("*")) if path.suffix in (".yaml", ".csv"))
    return {path.relative_to(ROOT).as_posix(): path.read_text("utf-8") for path in files}


def applied(files: dict[str, str], edits: tuple[Edit, ...]) -> dict[str, str] | None:
    """The files with texts changed; None where one does not stand there just once, because another fault took its place."""
    changed = dict(files)
    for path, old, new in edits:
        if changed[path].count(old) != 1:
            return None
        changed[path] = changed[path].replace(old, new)
    return changed


@cache
def planted() -> tuple[dict[str, str], ...]:
    """The part of the sample with the faults, in as few versions as hold all of them."""
    versions: list[dict[str, str]] = []
    for _, _, edits, *_ in FAULTS:
        for n, files in enumerate(versions):
            changed = applied(files, edits)
            if changed is not None:
                versions[n] = changed
                break
        else:
            fresh = applied(sample(), edits)
            assert fresh is not None, edits
            versions.append(fresh)
    return tuple(versions)


@cache
def network_of(version: int) -> Network:
    """The network of a version with faults; of the sample as it stands for -1."""
    files = sample() if version < 0 else planted()[version]
    return load(MemoryTree({path: text.encode() for path, text in files.items()}), KINDS).network


def places(check: Check, version: int) -> set[tuple[str, str, int]]:
    """Code, path and line of what a check tells."""
    rows = check.find(network_of(version), Results(), TODAY)
    return {(row.code, row.origin.path, row.origin.line) for row in rows}


def held(version: int, edits: tuple[Edit, ...]) -> bool:
    """Whether a version has all the texts of a fault."""
    return all(new in planted()[version][path] for path, _, new in edits)


@pytest.mark.parametrize(
    ("code", "edits", "check", "path", "at"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS]
)
def test_a_planted_fault_is_found(code: str, edits: tuple[Edit, ...], check: Check, path: str, at: str) -> None:
    """Each fault is told by its code at the line that says it, and the sample as it stands has none of it."""
    version = next(n for n in range(len(planted())) if held(n, edits))
    line = next(n for n, text in enumerate(planted()[version][path].splitlines(), 1) if at in text)
    assert (code, path, line) in places(check, version)
    assert code not in {row[0] for row in places(check, -1)}
