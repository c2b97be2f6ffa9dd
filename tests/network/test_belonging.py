"""Records in the folder of a record that is missing or refused: left out together, and told once."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.network.ledger import Dealer, Order, dealer, loaded

ROWS = {"dealers/D-2025-0002/orders.csv": "id,amount\n" + "".join(f"O{n},1.00\n" for n in range(50))}


def codes(files: Mapping[str, str | bytes]) -> list[tuple[str, str]]:
    return [(problem.code, problem.severity) for problem in loaded(files).problems]


def test_a_folder_without_its_record_is_told_once() -> None:
    """Fifty rows of a dealer that is not there bring one error, and so do the references to it from elsewhere."""
    files = dealer(1, "parent: D-2025-0002\n") | ROWS
    (problem,) = loaded(files).problems
    assert (problem.code, problem.record) == ("NET007", "D-2025-0002")
    assert problem.origin.path == "dealers/D-2025-0002/profile.yaml"
    assert "50" in problem.message.zh


@pytest.mark.parametrize("text", ["score: x\n", "nonsense: 1\n"])
def test_a_folder_whose_record_is_refused_waits(text: str) -> None:
    """The error of the profile stands alone, and one line says what was not judged."""
    assert sorted(codes(dealer(2, text) | ROWS)) == sorted([codes(dealer(2, text))[0], ("NET008", "info")])


def test_an_unreadable_file_counts_as_refused() -> None:
    """A profile that is no YAML is known by its path."""
    broken = {"dealers/D-2025-0002/profile.yaml": "legal_name: [\n"}
    assert [severity for code, severity in codes(broken | ROWS) if code.startswith("NET")] == ["info"]


def test_what_cannot_be_judged_is_not_in_the_network() -> None:
    """The rows are gone, those of the other dealer stay."""
    other = {path.replace("0002", "0001"): text for path, text in ROWS.items()}
    network = loaded(dealer(1) | ROWS | other).network
    assert len(network.all(Dealer)) == 1
    assert {order.dealer for order in network.all(Order)} == {"D-2025-0001"}


def test_with_owners_nothing_is_left_out() -> None:
    """A sound workspace has no such problem."""
    assert codes(dealer(2) | ROWS) == []
