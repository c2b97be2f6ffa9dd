"""The worked examples of the reference are tests by name, each of them: who looks for E-9 finds it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("D-1", *(f"E-{n}" for n in range(1, 19)), "H-1", "I-1", "J-1", "K-1", "C-1")
"""The ids of the reference: evaluation, incentives 1 to 18, trust, tickets, parity, segments, screening."""


def prefix(example: str) -> str:
    """How the name of an example's tests begins."""
    return f"test_{example.lower().replace('-', '')}_"


def named(sources: Iterable[str]) -> dict[str, list[str]]:
    """The tests of each example that assert something, by their names."""
    found: dict[str, list[str]] = {example: [] for example in EXAMPLES}
    for source in sources:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and any(isinstance(part, ast.Assert) for part in ast.walk(node)):
                for example in EXAMPLES:
                    if node.name.startswith(prefix(example)):
                        found[example].append(node.name)
    return found


def test_every_worked_example_is_a_test() -> None:
    """For each id at least one test bears it in its name and asserts."""
    found = named(path.read_text("utf-8") for path in sorted((ROOT / "tests").rglob("test_*.py")))
    assert [example for example in EXAMPLES if not found[example]] == []


def test_a_missing_example_is_seen() -> None:
    """The walk can fail: E-1 is not E-11, and a test that asserts nothing is none."""
    found = named(["def test_e11_one() -> None:\n    assert 1\n\n\ndef test_e2_two() -> None:\n    pass\n"])
    assert [example for example, tests in found.items() if tests] == ["E-11"]
