"""A record put together from several files: every value still knows where it is written."""

from __future__ import annotations

from tests.network.ledger import Dealer, loaded
from toolkit.kernel.problem import ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.leaves import rewritten
from toolkit.network.network import Network
from toolkit.network.restated import restate, restated
from toolkit.network.telling import told

FILES = {
    "dealers/D-2025-0001/profile.yaml": """\
legal_name: 甲
targets:
  - {quarter: 2026Q1, line: tea, amount: "5000.00"}
  - {quarter: 2026Q2, line: tea, amount: "6000.00"}
""",
    "dealers/D-2025-0002/profile.yaml": "legal_name: 乙\n",
}
WRONG = ProblemKind("TST001", "error", Text("错", "wrong"))


def network() -> Network:
    return loaded(FILES).network


def changed(records: Network) -> Dealer:
    """The first dealer with a target that the second one's name stands for, and one more before it in the list."""
    base, other = records.get(Dealer, "D-2025-0001"), records.get(Dealer, "D-2025-0002")
    names = {"targets[2026Q2+tea].amount": "7000.00", "targets[2026Q3+tea].amount": "8000.00"}
    record = Dealer.model_validate(rewritten(base, names.items()))
    return restate(record, base, dict.fromkeys(names, (other, ("legal_name",))))


def lines(records: Network, record: Dealer, *path: str | int) -> tuple[str, int]:
    origin = records.origin(record, *path)
    return origin.path.split("/")[1], origin.line


def test_each_value_has_its_own_place() -> None:
    """A changed one where the change stands, another where it always stood, the record itself where its file begins."""
    records = network()
    record = changed(records)
    assert lines(records, record, "legal_name") == ("D-2025-0001", 1)
    assert lines(records, record, "targets", 0, "amount") == ("D-2025-0001", 3)
    assert lines(records, record, "targets", 1, "amount") == ("D-2025-0002", 1)
    assert lines(records, record, "targets", 2, "amount") == ("D-2025-0002", 1)
    assert lines(records, record, "targets", 2) == ("D-2025-0002", 1)
    assert lines(records, record, "targets", 1, "line") == ("D-2025-0001", 4)
    assert lines(records, record) == ("D-2025-0001", 1)


def test_a_problem_of_it_is_told_at_the_change() -> None:
    """Under the id of the record that it was made from, with the field's own path."""
    records = network()
    problem = told(records, WRONG, changed(records), "targets", 2, "amount")
    assert (problem.origin.path, problem.record, problem.field) == (
        "dealers/D-2025-0002/profile.yaml",
        "D-2025-0001",
        "targets[2026Q3+tea].amount",
    )


def test_it_is_a_record_like_any_other() -> None:
    """It compares by its values, and one that stands in a file is not marked."""
    records = network()
    record, base = changed(records), records.get(Dealer, "D-2025-0001")
    assert restated(base) is None
    assert record != base
    assert record.model_copy(update={"targets": base.targets}).targets == base.targets


def test_a_network_may_hold_it() -> None:
    """In the place of the record that it was made from, the others of the kind left out; the places stay known."""
    records = network()
    record = changed(records)
    held = records.holding(Dealer, {"D-2025-0001": record})
    assert held.all(Dealer) == (record,)
    assert held.get(Dealer, "D-2025-0001") is record
    assert lines(held, record, "targets", 1, "amount") == ("D-2025-0002", 1)
    assert lines(held, record, "targets", 0, "amount") == ("D-2025-0001", 3)
    assert [row.id for row in records.all(Dealer)] == ["D-2025-0001", "D-2025-0002"]


def test_a_network_without_a_type() -> None:
    """As if the files were not there; everything else is."""
    records = network()
    assert records.without(Dealer).all(Dealer) == ()
    assert len(records.all(Dealer)) == 2
