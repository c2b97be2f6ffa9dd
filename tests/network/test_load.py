"""Every file is read by its kind, every problem is told, and a bad record never stops the others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.network.ledger import KINDS, Dealer, Note, Order, Person, dealer, loaded, told
from toolkit.network.kinds import Kind, Kinds
from toolkit.network.load import load
from toolkit.sources.tree import MemoryTree, WorkingTree

NOTE = "---\ntitle: 题目\n---\n\n## 甲\n"


def test_a_workspace() -> None:
    """Records come from files of every form, with the ids that their paths give."""
    result = loaded(
        {
            **dealer(1),
            "dealers/D-2025-0001/orders.csv": "id,amount\nA1,12.50\nA2,3.00\n",
            "private/people.yaml": "people:\n  - {id: C-2025-0001, name: 张三}\n",
            "content/notes/zh/first.md": NOTE,
        }
    )
    network = result.network
    assert told(result.problems) == []
    assert [(o.dealer, o.id, str(o.amount)) for o in network.all(Order)] == [
        ("D-2025-0001", "A1", "12.50"),
        ("D-2025-0001", "A2", "3.00"),
    ]
    assert (network.get(Person, "C-2025-0001").name, network.get(Note, "zh/first").body.text()) == ("张三", "甲")
    assert network.of_dealer(Order, "D-2025-0001") == network.all(Order)
    assert network.find(Dealer, "D-2025-0002") is None


def test_records_know_where_they_stand() -> None:
    """Each record, field and key has a place, in each form of file."""
    network = loaded(
        {
            **dealer(1, 'targets:\n  - {quarter: 2026Q1, line: tea, amount: "1.00"}\n'),
            "dealers/D-2025-0001/orders.csv": "id,amount\nA1,12.50\nA2,3.00\n",
            "private/people.yaml": "people:\n  - {id: C-2025-0001, name: 张三}\n",
            "content/notes/zh/first.md": NOTE,
        }
    ).network
    profile, person = network.get(Dealer, "D-2025-0001"), network.get(Person, "C-2025-0001")
    assert network.origin(profile, "targets", 0, "amount")[:3] == ("dealers/D-2025-0001/profile.yaml", 3, 42)
    assert network.key_origin(profile, "targets", 0, "amount")[:3] == ("dealers/D-2025-0001/profile.yaml", 3, 34)
    assert network.field(profile, "targets", 0, "amount") == "targets[2026Q1+tea].amount"
    assert network.origin(person, "name")[:3] == ("private/people.yaml", 2, 29)
    assert network.field(person, "name") == "name"
    assert network.origin(network.all(Order)[1], "amount")[:3] == ("dealers/D-2025-0001/orders.csv", 3, 4)
    assert network.origin(network.all(Note)[0], "title")[:3] == ("content/notes/zh/first.md", 2, 8)
    assert set(network.stamps([profile, person])) == {"dealers/D-2025-0001/profile.yaml", "private/people.yaml"}


BAD: dict[str, str | bytes] = {
    "broken": "legal_name: [",
    "empty": "",
    "no mapping": "- a",
    "two documents": "a: 1\n---\nb: 2",
    "wrong field": "legal_name: 甲\nscore: x",
    "latin": b"legal_name: \xff",
    "bidirectional": "legal_name: 甲\u202e",
}


def test_a_bad_record_does_not_stop_the_others() -> None:
    """Of twenty dealers with seven bad ones of seven kinds, thirteen are there and each of the seven is told."""
    files: dict[str, str | bytes] = {}
    for number in range(1, 21):
        files |= dealer(number)
    for number, text in enumerate(BAD.values(), start=5):
        files[f"dealers/D-2025-{number:04d}/profile.yaml"] = text
    result = loaded(files)
    assert len(result.network.ids("dealer")) == 13
    assert {p.origin.path for p in result.problems} == {f"dealers/D-2025-{n:04d}/profile.yaml" for n in range(5, 12)}


def test_a_file_that_cannot_be_read_does_not_stop_the_others() -> None:
    """A failing disk or missing permission is a problem of that file."""

    class Failing(MemoryTree):
        def read(self, path: str) -> bytes:
            if "0002" in path:
                raise PermissionError(13, "Permission denied")
            return super().read(path)

    files = {path: text for number in (1, 2, 3) for path, text in dealer(number).items()}
    result = load(Failing(files), KINDS)
    assert told(result.problems) == [("SRC008", "dealers/D-2025-0002/profile.yaml", 0)]
    assert result.network.ids("dealer") == ("D-2025-0001", "D-2025-0003")


UNREAD = {
    "misspelt": ("dealers/D-2025-0001/profil.yaml", ["NET001"]),
    "in the wrong place": ("dealers/profile.yaml", ["NET001"]),
    "another ending": ("dealers/D-2025-0001/profile.yml", ["NET001"]),
    "deeper": ("dealers/D-2025-0001/x/profile.yaml", ["NET001"]),
    "a backup": ("dealers/D-2025-0001/profile.yaml~", ["NET001"]),
    "an explanation": ("dealers/README.md", []),
    "hidden": ("dealers/.DS_Store", []),
    "elsewhere": ("docs/profil.yaml", []),
}


@pytest.mark.parametrize(("path", "codes"), UNREAD.values(), ids=UNREAD)
def test_a_file_that_nobody_reads_is_told(path: str, codes: list[str]) -> None:
    """A misspelt name loses a record only with a warning; what is plainly no record is passed over."""
    result = loaded({**dealer(2), path: "legal_name: 甲\n"})
    assert [p.code for p in result.problems] == codes
    assert all(p.severity == "warning" and p.origin.path == path for p in result.problems)


def test_a_misspelt_file_is_told_what_was_meant() -> None:
    """The nearest name of a file is offered."""
    (problem,) = loaded({"dealers/D-2025-0001/profil.yaml": "a: 1\n"}).problems
    assert "profile.yaml" in problem.hint.zh


def test_an_id_is_used_once() -> None:
    """The second use is told with the place of the first, and only the first is in the network."""
    result = loaded(
        {
            "private/people.yaml": """
            people:
              - {id: C-2025-0001, name: 张三}
              - {id: C-2025-0002, name: 李四}
              - {id: C-2025-0001, name: 王五}
            """
        }
    )
    (problem,) = result.problems
    assert (problem.code, problem.origin.line, [r.origin.line for r in problem.related]) == ("NET002", 4, [2])
    assert result.network.get(Person, "C-2025-0001").name == "张三"


def test_path_and_file_agree() -> None:
    """An id that is written differs from that of its folder: the record is not guessed."""
    result = loaded({"dealers/D-2025-0001/profile.yaml": "legal_name: 甲\nid: D-2025-0002\n"})
    assert told(result.problems) == [("NET003", "dealers/D-2025-0001/profile.yaml", 2)]
    assert result.network.ids("dealer") == ()


@pytest.mark.parametrize("folder", ["d-2025-0001", "D-2025-1", "CON", "x..", "渠" * 86, "D-2025-0001 "])
def test_a_folder_that_is_no_id_is_refused(folder: str) -> None:
    """The name of a folder is an id by the same pattern as anywhere (P01, P02, P04)."""
    result = loaded({f"dealers/{folder}/profile.yaml": "legal_name: 甲\n"})
    assert ([p.code for p in result.problems], [p.field for p in result.problems]) == (["REC003"], ["id"])


def test_an_item_of_a_list_stands_once() -> None:
    """Items are told apart by their keys; the second of two is told with the place of the first."""
    result = loaded(
        dealer(
            1,
            """
            targets:
              - {quarter: 2026Q1, line: tea, amount: "1.00"}
              - {quarter: 2026Q1, line: milk, amount: "1.00"}
              - {quarter: 2026Q1, line: tea, amount: "2.00"}
            """,
        )
    )
    (problem,) = result.problems
    assert (problem.code, problem.origin.line, problem.field) == ("NET004", 5, "targets[2026Q1+tea]")
    assert [r.origin.line for r in problem.related] == [3]


def test_items_without_a_key_may_be_alike() -> None:
    """Where a list has no key its items are told apart by their place alone."""
    assert told(loaded(dealer(1, "branches: [{city: 杭州}, {city: 杭州}]\n")).problems) == []


def test_ids_that_are_one_on_some_systems_collide() -> None:
    """Two ids that differ in case or character form only name one record (P03, U04)."""
    rows = "id,amount\nAcme,1\nacme,2\n\u00e9,3\ne\u0301,4\n"
    result = loaded({**dealer(1), "dealers/D-2025-0001/orders.csv": rows})
    assert [(code, line) for code, _, line in told(result.problems)] == [("NET002", 3), ("NET002", 5)]
    assert [o.id for o in result.network.all(Order)] == ["Acme", "\u00e9"]


def test_names_that_are_one_on_some_systems_collide() -> None:
    """Paths that differ in case or character form only are errors where they could be lost (P03, U04)."""
    result = loaded(
        {
            "content/notes/zh/a.md": NOTE,
            "content/notes/ZH/a.md": NOTE,
            "content/notes/zh/\u00e9.md": NOTE,
            "content/notes/zh/e\u0301.md": NOTE,
        }
    )
    collided = [(p.code, p.origin.path) for p in result.problems if p.code == "NET005"]
    assert collided == [("NET005", "content/notes/zh/a.md"), ("NET005", "content/notes/zh/\u00e9.md")]


@pytest.mark.parametrize("name", ["a\u200bb", "a\u202eb", "a\nb", "a\x07b", "\udcff", "\ufeffa"])
def test_a_file_name_that_cannot_be_seen_is_refused(name: str) -> None:
    """The file is not read, and the message that tells of it can be printed anywhere (U01, U02)."""
    result = loaded({f"content/notes/zh/{name}.md": NOTE, **dealer(1)})
    (problem,) = result.problems
    assert problem.code == "NET006"
    assert problem.line("zh").isprintable()
    assert (result.network.ids("note"), result.network.ids("dealer")) == ((), ("D-2025-0001",))


def test_a_file_name_of_other_bytes_on_disk(tmp_path: Path) -> None:
    """The same from a real folder whose file system takes any bytes."""
    folder = tmp_path / "content/notes/zh"
    folder.mkdir(parents=True)
    (folder / "\udcff.md").write_text(NOTE)
    (problem,) = load(WorkingTree(tmp_path), KINDS).problems
    assert (problem.code, problem.origin.path) == ("NET006", "content/notes/zh/\\udcff.md")


def test_invented_people_serve_until_there_are_real_ones() -> None:
    """The second place of a kind counts only while the first is empty."""
    sample = {"private.sample/people.yaml": "people:\n  - {id: C-2025-0001, name: 样例}\n"}
    own = {"private/people.yaml": "people:\n  - {id: C-2025-0002, name: 真人}\n"}
    assert loaded(sample).network.ids("person") == ("C-2025-0001",)
    assert loaded(sample | own).network.ids("person") == ("C-2025-0002",)


LISTS = {
    "another key": ("people: []\nextra: 1\n", [("REC002", "private/people.yaml", 2)]),
    "no list": ("people: 张三\n", [("REC003", "private/people.yaml", 1)]),
    "no mapping in the list": ("people:\n  - 张三\n", [("REC003", "private/people.yaml", 2)]),
}


@pytest.mark.parametrize(("text", "problems"), LISTS.values(), ids=LISTS)
def test_a_file_of_several_records_holds_one_list(text: str, problems: list[tuple[str, str, int]]) -> None:
    """What else stands there is told, and a list is a list of mappings."""
    assert told(loaded({"private/people.yaml": text}).problems) == problems


def test_the_body_of_a_page_stands_below_its_front_matter() -> None:
    """A key that would hide the body, or be hidden by it, is refused rather than dropped."""
    result = loaded({"content/notes/zh/a.md": "---\ntitle: 甲\nbody: 乙\n---\n\n丙\n"})
    assert told(result.problems) == [("REC002", "content/notes/zh/a.md", 3)]


def test_a_row_with_a_wrong_cell_is_told_at_its_line() -> None:
    """Tables have types too; the other rows stay."""
    result = loaded({**dealer(1), "dealers/D-2025-0001/orders.csv": 'id,amount\nA1,1\n"A\n2",x\nA3,2\n'})
    assert told(result.problems) == [("REC003", "dealers/D-2025-0001/orders.csv", 3)]
    assert [o.id for o in result.network.all(Order)] == ["A1", "A3"]


def test_two_kinds_of_one_name_are_refused() -> None:
    """A registry with a double name would read half of the files into nothing."""
    kind = KINDS.named("dealer")
    with pytest.raises(ValueError, match="two kinds"):
        Kinds((kind, Kind("dealer", kind.title, Person, "x/{id}.yaml")))
    with pytest.raises(ValueError, match="two kinds"):
        Kinds((kind, Kind("other", kind.title, Dealer, "x/{id}.yaml")))


def test_the_order_of_files_is_irrelevant() -> None:
    """A network is the same however its files are listed."""
    files = {path: text for number in (3, 1, 2) for path, text in dealer(number).items()}
    assert loaded(files).network.ids("dealer") == loaded(dict(reversed(files.items()))).network.ids("dealer")
