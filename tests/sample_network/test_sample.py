"""An invented network: sound by the checks, the same by its seed, a beginning of the larger one, written whole or not at all."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.sample import AS_OF, ROOT, judged
from toolkit import pipeline
from toolkit.cli.app import main
from toolkit.edit.yaml_file import yaml_file
from toolkit.kernel.problem import Problem
from toolkit.network.network import Network
from toolkit.sample.ground import Ground, ground, taken
from toolkit.sample.invented import Dealer
from toolkit.sample.network import Made, most, network, page
from toolkit.sources.tree import MemoryTree, WorkingTree
from toolkit.topics.catalogue import KINDS
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile

DEALERS = 12


def stands_on() -> Ground:
    """The sample workspace as ground."""
    found = ground(judged().network, AS_OF)
    assert isinstance(found, Ground)
    return found


def files(count: int, seed: int = 1) -> dict[str, str]:
    """Returns the workspace of an invented network in memory, without the handbook, which takes long to read."""
    on, read, tree = stands_on(), judged().network, WorkingTree(ROOT)
    kept = {
        e.document.path for e in read.entries() if taken(read, e.kind.name) and e.kind.name not in ("page", "contents")
    }
    texts = {path: tree.read(path).decode() for path in kept}
    return texts | {made.path: text(made) for made in network(on, count, seed)}


def text(made: Made) -> str:
    return made.content if isinstance(made.content, str) else yaml_file(made.content)


def test_the_checks_find_no_error() -> None:
    """An invented network has no error: codes, sums, territories and references hold."""
    read, problems = pipeline.read(MemoryTree(files(DEALERS)))
    found = pipeline.judge(read, problems, AS_OF)
    assert [problem.line("en") for problem in found.problems if problem.severity == "error"] == []
    assert len(read.all(DealerProfile)) == DEALERS


def test_a_planted_fault_is_an_error() -> None:
    """The test above can fail: a wrong check character is found."""
    made = files(2)
    path = next(path for path in made if path.endswith("profile.yaml"))
    code = Dealer(stands_on(), 1, 0).uscc
    made[path] = made[path].replace(code, code[:-1] + ("1" if code[-1] != "1" else "2"))
    _, problems = pipeline.read(MemoryTree(made))
    assert any(problem.severity == "error" for problem in problems)


def test_the_same_seed_gives_the_same_files_and_a_larger_network_begins_with_them() -> None:
    """Figures of two sizes are of the same dealers; another seed invents others."""
    on = stands_on()
    few, many = (
        {m.path: m.content for m in network(on, count, 1) if m.path.startswith("dealers/")} for count in (3, 5)
    )
    assert few.items() <= many.items()
    assert few == {m.path: m.content for m in network(on, 3, 1) if m.path.startswith("dealers/")}
    assert few != {m.path: m.content for m in network(on, 3, 2) if m.path.startswith("dealers/")}


def test_no_two_dealers_share_a_name_a_code_or_a_territory() -> None:
    """Up to the most that there may be: county, line and channels are given once."""
    on = stands_on()
    dealers = [Dealer(on, 1, number) for number in range(most(on))]
    assert most(on) >= 10_000
    for what in ("id", "name", "uscc"):
        assert len({getattr(dealer, what) for dealer in dealers}) == len(dealers), what
    assert len({(dealer.county, dealer.offer.line.id, dealer.channels) for dealer in dealers}) == len(dealers)


def test_dealers_come_one_after_another() -> None:
    """Ten thousand are never held: the first files come before the last dealer is thought of."""
    first = list(islice(network(stands_on(), 10_000, 1), 3))
    assert [made.path for made in first][:2] == ["private.sample/contacts.yaml", "dealers/D-2025-0001/profile.yaml"]


def test_links_of_the_handbook_lead_to_invented_dealers() -> None:
    """A page that shows the file of one of the workspace's own dealers shows an invented one's instead."""
    on = stands_on()
    shown = page("[a](../../../../dealers/D-2024-0007/profile.yaml) D-2024-0007", on, 5, 1)
    assert shown == f"[a](../../../../dealers/{Dealer(on, 1, 2).id}/profile.yaml) D-2024-0007"


def test_a_workspace_without_prices_is_no_ground() -> None:
    """What lacks is said, not guessed."""
    assert isinstance(ground(Network(KINDS, (), judged().network._locator), AS_OF), Problem)


def test_nothing_is_written_into_a_folder_that_holds_something(tmp_path: Path) -> None:
    """The network is a new workspace: a folder with a file in it stays as it was, and nothing lies beside it."""
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / "mine.txt").write_text("mine")
    done = CliRunner().invoke(main, ["--root", str(ROOT), "sample", "--dealers", "1", str(tmp_path / "here")])
    assert done.exit_code == 4
    assert [path.name for path in tmp_path.rglob("*")] == ["here", "mine.txt"]


@pytest.mark.parametrize("command", ["sample"])
def test_the_command_makes_a_workspace(tmp_path: Path, command: str) -> None:
    """The folder is there whole, with the content it stands on and nothing of the workspace's own dealers or people."""
    done = CliRunner().invoke(main, ["--root", str(ROOT), command, "--dealers", "2", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    made = {path.relative_to(tmp_path / "new").as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert {"content/workspace.yaml", "dealers/D-2025-0002/profile.yaml", "private.sample/contacts/0001.yaml"} <= made
    people = (tmp_path / "new/private.sample/contacts.yaml").read_text(encoding="utf-8")
    assert "沈知远" not in people
    assert not any(path.startswith("dealers/D-2023-0001") for path in made)


def test_a_ground_that_lacks_something_is_told() -> None:
    """Without its company, a workspace offers no ground; what it lacks is said."""
    found = ground(judged().network.without(Company), AS_OF)
    assert isinstance(found, Problem)
    assert found.code == "SMP101"


def test_what_cannot_be_made_is_told(tmp_path: Path) -> None:
    """More dealers than counties, a folder that holds something, and one that cannot be made: each by its code, nothing written."""
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    (full / "kept").write_text("mine")
    file.write_text("mine")
    told = {}
    for count, folder in (("9999999", tmp_path / "new"), ("1", full), ("1", file / "below")):
        run = CliRunner().invoke(main, ["--root", str(ROOT), "sample", "--dealers", count, str(folder)])
        assert run.exit_code != 0
        told[folder.name] = run.output
    assert "SMP102" in told["new"]
    assert "SMP103" in told["full"]
    assert "SMP104" in told["below"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]
