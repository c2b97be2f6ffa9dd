"""A reference names a record that is there, exactly; where it does not, the nearest one is offered."""

from __future__ import annotations

from tests.network.ledger import Dealer, dealer, loaded
from toolkit.network.references import MANY, references

PEOPLE: dict[str, str | bytes] = {"private/people.yaml": "people:\n  - {id: C-2025-0001, name: 张三}\n"}
RULE = "name: 甲\neffective_from: 2025-01-01\napplies_by: signed_at\nrate: '1'\n"


def found(files: dict[str, str | bytes]) -> list[tuple[str, str, int, str]]:
    """Code, severity, line and field of each problem."""
    return [(p.code, p.severity, p.origin.line, p.field) for p in loaded(files).problems]


def test_every_reference_is_looked_up_wherever_it_stands() -> None:
    """In a field, a list, a group, a list of groups, a table: each is told at its own line."""
    rest = """
    parent: D-2025-0009
    deputies: [C-2025-0001, C-2025-0008]
    seat: {city: 杭州, keeper: C-2025-0007}
    offices:
      north: {city: 北京, keeper: C-2025-0006}
    rule: rebate@2025-2
    """
    files = dealer(1, rest) | PEOPLE | {"content/policies/rebate/2025-1.yaml": RULE}
    assert found(files) == [
        ("REF001", "warning", 3, "deputies[C-2025-0008]"),
        ("REF001", "error", 2, "parent"),
        ("REF001", "warning", 6, "offices.north.keeper"),
        ("REF001", "warning", 4, "seat.keeper"),
        ("REF001", "error", 7, "rule"),
    ]


def test_references_that_hold_are_not_told() -> None:
    """A version is named as policy@version; an id is matched exactly."""
    files = dealer(1, "parent: D-2025-0002\nowner: C-2025-0001\nrule: rebate@2025-1\n") | dealer(2)
    assert found(files | PEOPLE | {"content/policies/rebate/2025-1.yaml": RULE}) == []
    record = loaded(files).network.get(Dealer, "D-2025-0001")
    assert {(kind, key) for _, kind, key in references(record)} == {
        ("dealer", "D-2025-0002"),
        ("person", "C-2025-0001"),
        ("rule", "rebate@2025-1"),
    }


def test_the_nearest_id_is_offered() -> None:
    """A slip of one digit is told what was meant."""
    (problem,) = loaded(dealer(1, "parent: D-2025-0021\n") | dealer(2)).problems
    assert "D-2025-0002" in problem.hint.zh


def test_people_may_be_gone() -> None:
    """Without any person at hand, as in a fresh clone, nothing is told; one missing among many is a warning."""
    files = dealer(1, "owner: C-2025-0002\n")
    assert found(files) == []
    assert found(files | PEOPLE) == [("REF001", "warning", 2, "owner")]


def test_a_refused_record_is_told_alone() -> None:
    """What refers to a record with errors is not told too: it would hide the one to mend."""
    files = dealer(1, "parent: D-2025-0002\n") | dealer(2, "score: x\n")
    assert {(code, line) for code, _, line, _ in found(files)} == {("REC003", 2)}


def test_of_many_unknown_references_the_first_get_a_hint() -> None:
    """Every one is told; to look for the nearest of ten thousand ids ten thousand times would take an hour."""
    files = {path: text for n in range(1, 61) for path, text in dealer(n, f"parent: D-2024-{n:04d}\n").items()}
    problems = loaded(files).problems
    assert len(problems) == 60
    assert sum(bool(p.hint.zh) for p in problems) == MANY
