"""A file made to say something else keeps its comments, its order, and every line that says the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from toolkit.edit.yaml_change import Unchangeable, changed_yaml
from toolkit.sources.document import Data, Step
from toolkit.sources.yaml_text import read_yaml_text
from toolkit.topics.catalogue import KINDS
from toolkit.topics.dealer.records import DealerProfile as Dealer

ROOT = Path(__file__).resolve().parent.parent.parent
TEXT = """\
# the file
id: D-2026-0001   # never changes
name: 甲公司
region: "330106"
# where notices go
notice_address: {address: 某路1号, email: a@example.com}
bank_accounts:
  # the first
  - account_name: 甲公司
    bank: 杭州银行
    number: "1"
  # the second
  - {account_name: 甲公司, bank: 宁波银行, number: "2"}
# the end
"""


def data_of(text: str) -> dict[str, Data]:
    """What a text says."""
    document, problems = read_yaml_text("", text)
    assert document is not None, problems
    assert isinstance(document.data, dict)
    return document.data


def test_a_scalar_is_changed_in_its_place() -> None:
    """The comment behind it, its quotes and all other lines stay."""
    made = changed_yaml(TEXT, {**data_of(TEXT), "region": "330110", "id": "D-2026-0002"}, Dealer)
    expected = TEXT.replace('"330106"', '"330110"').replace("D-2026-0001 ", "D-2026-0002 ")
    assert made == expected


def test_a_new_field_stands_where_its_type_has_it() -> None:
    """Behind the field that comes before it, not at the end of the file."""
    made = changed_yaml(TEXT, {**data_of(TEXT), "short_name": "甲"}, Dealer)
    assert made == TEXT.replace("name: 甲公司\nregion", "name: 甲公司\nshort_name: 甲\nregion")


def test_a_field_that_goes_takes_its_line_with_it() -> None:
    """And no comment of its neighbours."""
    data = data_of(TEXT)
    made = changed_yaml(TEXT, {name: held for name, held in data.items() if name != "region"}, Dealer)
    assert made == TEXT.replace('region: "330106"\n', "")


def test_items_of_a_list_come_and_go() -> None:
    """One goes and one comes: comments and forms of those that stay are theirs."""
    data = data_of(TEXT)
    accounts = data["bank_accounts"]
    assert isinstance(accounts, tuple)
    new: dict[str, Data] = {"account_name": "甲公司", "bank": "绍兴银行", "number": "3"}
    made = changed_yaml(TEXT, {**data, "bank_accounts": (accounts[1], new)}, Dealer)
    assert '  - {account_name: 甲公司, bank: 宁波银行, number: "2"}\n' in made
    assert "杭州银行" not in made
    assert data_of(made)["bank_accounts"] == (accounts[1], new)
    assert made.endswith("# the end\n")


def test_comments_between_brackets_are_not_lost() -> None:
    """What would lose them is refused, not done."""
    text = "tags: [\n  a, # why\n  b,\n]\n"
    with pytest.raises(Unchangeable):
        changed_yaml(text, {"tags": ("a", "b", "c")}, Dealer)


def paths(data: Data, path: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The paths of all single values."""
    if isinstance(data, str):
        yield path
    else:
        rows = data.items() if isinstance(data, dict) else enumerate(data)
        for step, held in rows:
            yield from paths(held, (*path, step))


def put(data: Data, path: tuple[Step, ...], change: Callable[[Data], Data | None]) -> Data | None:
    """The data with the value at a path changed, or taken away where that is None."""
    if not path:
        return change(data)
    if isinstance(data, dict):
        inner = put(data[str(path[0])], path[1:], change)
        rest = {name: held for name, held in data.items() if name != path[0] or inner is not None}
        return rest if inner is None else {**rest, str(path[0]): inner}
    place = int(path[0])
    made = put(data[place], path[1:], change)
    return (*data[:place], *(() if made is None else (made,)), *data[place + 1 :])


def comments(text: str) -> list[str]:
    """The lines that are comments."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith("#")]


@pytest.mark.parametrize("seed", range(6))
def test_random_edits_leave_comments_and_order(seed: int) -> None:
    """Of sample files, any value changed: all comments stay in order, and all other lines that need no change."""
    dice = random.Random(seed)
    files = sorted(path for path in (ROOT / "dealers").rglob("*.yaml") if ".signed" not in path.name)
    for file in dice.sample(files, 25):
        text = file.read_text("utf-8")
        found = KINDS.for_path(file.relative_to(ROOT).as_posix())
        model = found[0].model if found is not None and not found[0].items else None
        data = data_of(text)
        path = dice.choice(list(paths(data)))
        value = dice.choice(["新值", "2026-01-01", "5", "true", "a: b", "no", "x #y", "甲，乙"])
        wanted = put(data, path, lambda held, value=value: value)  # type: ignore[misc]
        assert isinstance(wanted, dict)
        made = changed_yaml(text, wanted, model)
        assert data_of(made) == wanted
        assert comments(made) == comments(text)
        assert len(set(text.splitlines()) - set(made.splitlines())) <= 1
