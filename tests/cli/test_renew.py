"""`renew`: drafts of the next contract, shown first and written when asked; who does not get one is told why."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.sample import AS_OF, ROOT, judged
from toolkit.cli.app import main
from toolkit.edit.renewal import Numbers, newest, renewals
from toolkit.kernel.period import Span
from toolkit.network.file_records import file_records
from toolkit.network.network import Network
from toolkit.sources.document import Locator
from toolkit.sources.places import read_places
from toolkit.sources.tree import MemoryTree
from toolkit.sources.yaml_text import read_yaml
from toolkit.topics.catalogue import KINDS
from toolkit.topics.company.records import PriceList
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.incentive.records import RebatePolicy

QUARTER = Span(date(2026, 10, 1), date(2027, 1, 1))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of the sample's data."""
    for name in ("content", "dealers", "private.sample"):
        shutil.copytree(ROOT / name, tmp_path / name)
    return tmp_path


def renew(root: Path, *arguments: str) -> Result:
    """Runs the command, messages in English."""
    return CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "renew", *arguments])


def test_shown_first_and_written_when_asked(root: Path) -> None:
    """Without --yes nothing is written; with it the same files are, and the data stay without an error."""
    before = set(root.rglob("*.yaml"))
    shown = renew(root, "2026Q4")
    assert shown.exit_code == 0, shown.output
    assert set(root.rglob("*.yaml")) == before
    written = renew(root, "2026Q4", "--yes")
    assert written.exit_code == 0, written.output
    made = set(root.rglob("*.yaml")) - before
    assert len(made) == shown.stdout.count("+++ dealers/")
    assert made
    check = CliRunner().invoke(main, ["--root", str(root), "--lang", "en", "check"])
    assert check.exit_code == 0, check.output
    assert check.output.count("[REC001]") == len(made)
    again = renew(root, "2026Q4", "--yes")
    assert "unfinished draft" in again.stdout
    assert set(root.rglob("*.yaml")) == before | made


def test_a_draft_that_is_filled_in_is_a_contract() -> None:
    """With targets, and without `draft`, each draft is a sound record that follows the old one on the next day."""
    network, results = judged().network, judged().results
    found = renewals(network, results, QUARTER, AS_OF)
    assert found.drafts
    for draft in found.drafts:
        document, problems = read_yaml(draft.file.path, draft.file.text.encode())
        assert problems == ()
        assert document is not None
        assert isinstance(document.data, dict)
        assert document.data["draft"] == "true"
        assert "targets" not in document.data
        targets = "targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}\n"
        whole = draft.file.text.replace('draft: "true"\n', "") + targets
        tree = MemoryTree({draft.file.path: whole})
        (entry,) = read(tree, draft.file.path)
        old = network.get(Contract, draft.contract)
        assert (entry.term.start - old.term.end).days == 1
        assert (entry.status, entry.signed_on, entry.draft_version) == ("draft", None, 1)
        assert [row.id for row in entry.scopes] == [row.id for row in terms_on(network, old, old.term.end).scopes]


def read(tree: MemoryTree, path: str) -> tuple[Contract, ...]:
    """The contract of a file."""
    held = file_records(tree, KINDS, path, Locator(tree, read_places))
    assert held.problems == ()
    return tuple(entry.record for entry in held.entries if isinstance(entry.record, Contract))


def test_who_gets_none_is_told_why() -> None:
    """A next contract, an end, a notice, a red line: each contract that ends is either drafted or told."""
    network, results = judged().network, judged().results
    found = renewals(network, results, QUARTER, AS_OF)
    told = {row.contract: row.why.zh for row in found.skipped}
    assert "QY-JX-2026-0004" in told["QY-JX-2025-0003"]
    assert not {draft.contract for draft in found.drafts} & told.keys()
    numbers = [draft.number for draft in found.drafts]
    assert numbers == sorted(set(numbers))
    assert all(network.find(Contract, number) is None for number in numbers)


def test_a_dealer_that_leaves_gets_none() -> None:
    """A dealer whose cooperation is being ended is told by its state."""
    network, results = judged().network, judged().results
    draft = renewals(network, results, QUARTER, AS_OF).drafts[0]
    ended = network.get(Contract, draft.contract)
    none = ended.model_copy(update={"term": ended.term.model_copy(update={"renewal": "none"})})
    held = {row.contract_no: none if row is ended else row for row in network.all(Contract)}
    changed: Network = network.holding(Contract, held)
    found = renewals(changed, results, QUARTER, AS_OF)
    assert draft.contract in {row.contract for row in found.skipped}
    only = renewals(network, results, QUARTER, AS_OF, (draft.dealer,))
    assert [row.dealer for row in only.drafts] == [draft.dealer]


def test_numbers_go_on_after_the_highest() -> None:
    """Files that could not be read count too."""
    network = judged().network
    first = Numbers(network, AS_OF).next()
    more = Network(network.kinds, network.entries(), Locator(MemoryTree({}), read_places), files=network.files | {"dealers/D-2025-0007/contracts/QY-JX-2026-0450.yaml"})  # fmt: skip
    assert int(Numbers(more, AS_OF).next()[-4:]) == 451
    assert first.startswith("QY-JX-2026-")
    assert Numbers(network, replace_year(AS_OF)).next().endswith("-0001")


def replace_year(day: date) -> date:
    """A day of a year without contracts."""
    return day.replace(year=2039)


def test_the_newest_versions_are_taken() -> None:
    """That of the day the next contract begins, else the newest; a name that nobody knows stays."""
    network = judged().network
    assert newest(network, RebatePolicy, "beverage-rebate@2024-1", date(2027, 1, 1)) == "beverage-rebate@2026-1"
    assert newest(network, PriceList, "ambient@2024-1", date(2025, 6, 1)) == "ambient@2025-1"
    assert newest(network, PriceList, "nothing@2024-1", date(2025, 6, 1)) == "nothing@2024-1"


@pytest.mark.parametrize("arguments", [("2026Q9",), ("2026Q4", "D-2099-0001")])
def test_wrong_words(root: Path, arguments: tuple[str, ...]) -> None:
    """No such period, no such dealer: a usage error."""
    assert renew(root, *arguments).exit_code == 2


def test_nothing_ends() -> None:
    """A period in which no contract ends says so with empty lists."""
    found = renewals(judged().network, judged().results, Span(date(2035, 1, 1), date(2035, 4, 1)), AS_OF)
    assert (found.drafts, found.skipped) == ((), ())
