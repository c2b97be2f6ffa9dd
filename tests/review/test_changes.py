"""A report of changes is complete and says nothing more than what changed: reported changes, applied, give the new network."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sample import ROOT
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.review.applying import applied
from toolkit.review.change import Change, digest_of_changes, plain
from toolkit.review.changes import HIDDEN, changes, file_changes
from toolkit.review.reading import shared
from toolkit.review.renames import renames
from toolkit.sources.tree import MemoryTree
from toolkit.sources.yaml_text import read_yaml
from toolkit.topics.catalogue import KINDS

DEALER = "dealers/D-2024-0009"
YAML = (
    f"{DEALER}/profile.yaml",
    f"{DEALER}/contracts/QY-JX-2026-0005.yaml",
    f"{DEALER}/quarters/2026Q3.yaml",
    "content/price-lists/ambient/2026-1.yaml",
    "content/policies/evaluation/dealer-evaluation/2026-1.yaml",
    "content/staff.yaml",
)
POOL = ("1", "0.5", "120000.00", "2026-03-04", "2026Q1", "true", "x", "中文", "ambient", "exclusive", "FI")
DATA: Any = Any


@cache
def texts() -> dict[str, str]:
    """A few files of the sample, as they are written."""
    return {path: (ROOT / path).read_text("utf-8") for path in YAML}


def network(files: Mapping[str, str]) -> Network:
    """The network of some files, whatever is wrong with them."""
    return load(MemoryTree(files), KINDS, whole=False).network


def reported(old: Network, new: Network) -> tuple[Change, ...]:
    """The changes between two networks."""
    return tuple(changes(old, new, renames(old, new)))


def records(held: Network) -> dict[tuple[str, str], Record]:
    """All records by kind and id."""
    return {(entry.kind.name, entry.id): entry.record for entry in held.entries()}


def listed(value: DATA) -> DATA:
    """Data as JSON has them."""
    if isinstance(value, dict):
        return {key: listed(item) for key, item in value.items()}
    return [listed(item) for item in value] if isinstance(value, tuple | list) else value


def data_of(path: str) -> DATA:
    """What a file says, as JSON has it."""
    document, problems = read_yaml(path, texts()[path].encode())
    assert document is not None, problems
    return listed(document.data)


def shuffled(value: DATA, chance: random.Random) -> DATA:
    """The same data with the keys of every mapping in another order."""
    if isinstance(value, dict):
        keys = chance.sample(list(value), len(value))
        return {key: shuffled(value[key], chance) for key in keys}
    return [shuffled(item, chance) for item in value] if isinstance(value, list) else value


def edited(value: DATA, chance: random.Random) -> DATA:
    """The data with one random edit somewhere: another scalar, a key or an item less, an item twice, items in another order."""
    if isinstance(value, dict) and value:
        key = chance.choice(list(value))
        if chance.random() < 0.1:
            return {name: item for name, item in value.items() if name != key}
        return {**value, key: edited(value[key], chance)}
    if isinstance(value, list) and value:
        place, deed = chance.randrange(len(value)), chance.random()
        if deed < 0.15:
            return value[:place] + value[place + 1 :]
        if deed < 0.25:
            return [*value, value[place]]
        if deed < 0.4:
            return chance.sample(value, len(value))
        return [*value[:place], edited(value[place], chance), *value[place + 1 :]]
    return chance.choice(POOL)


@given(st.integers(0, 2**32), st.integers(1, 4))
@settings(max_examples=60, deadline=None)
def test_reported_changes_make_the_new_network(seed: int, edits: int) -> None:
    """Whatever is edited, the old records with the reported changes are the new ones, and an edit is never passed over."""
    chance = random.Random(seed)
    files = dict(texts())
    for _ in range(edits):
        path = chance.choice(YAML)
        document, _ = read_yaml(path, files[path].encode())
        assert document is not None
        files[path] = json.dumps(edited(listed(document.data), chance), ensure_ascii=False)
    old, new = network(texts()), network(files)
    found = reported(old, new)
    assert applied(records(old), found) == records(new)
    assert bool(found) == (records(old) != records(new))


@given(st.integers(0, 2**32))
@settings(max_examples=15, deadline=None)
def test_the_order_of_keys_comments_and_formatting_are_no_change(seed: int) -> None:
    """The same data written in another way, with comments and Windows line ends, bring no change and the same digest."""
    chance = random.Random(seed)
    files = {
        path: "# 备注\r\n"
        + json.dumps(shuffled(data_of(path), chance), indent=2, ensure_ascii=False).replace("\n", "\r\n")
        for path in YAML
    }
    assert reported(network(texts()), network(files)) == ()


def test_a_clause_moved_down_by_a_comment_is_no_change() -> None:
    """A body counts by its words, not by the line that it begins at; a word more is a change."""
    path = "content/clauses/payment/2026-1/zh.md"
    text = (ROOT / path).read_text("utf-8")
    head, _, rest = text.partition("\n")
    longer = f"{head}\n# 备注\n{rest}"
    assert reported(network({path: text}), network({path: longer})) == ()
    (change,) = reported(network({path: text}), network({path: text + "\n\n再加一句。\n"}))
    assert (change.field, change.op) == ("body", "changed")
    assert change.after.endswith("再加一句。")


def change_of(path: str, before: str, after: str) -> Change:
    """The one change that an edit of a file brings."""
    assert texts()[path].count(before) == 1, before
    files = {**texts(), path: texts()[path].replace(before, after)}
    (change,) = reported(network(texts()), network(files))
    return change


def test_a_change_has_both_values_and_both_places() -> None:
    """A field is named with its label, its unit, and where it stood and stands, as the files write it."""
    path = f"{DEALER}/contracts/QY-JX-2026-0005.yaml"
    change = change_of(path, '  limit: "800000.00"', '  # 调整\n  limit: "1200000.00"')
    assert (change.op, change.id, change.dealer, change.field) == (
        "changed",
        "QY-JX-2026-0005",
        "D-2024-0009",
        "credit.limit",
    )
    assert (change.before, change.after, change.unit) == ("800000.00", "1200000.00", "元")
    assert [text.zh for text in change.shown] == ["¥800,000.00", "¥1,200,000.00"]
    assert (change.label.zh, change.label.en) == ("信用 信用额度", "Credit · Limit")
    assert change.before_at is not None
    assert change.after_at is not None
    assert change.after_at.line == change.before_at.line + 1


def test_items_are_matched_by_their_keys() -> None:
    """An item in the middle that goes is one removal; those after it have not changed."""
    path = f"{DEALER}/contracts/QY-JX-2026-0005.yaml"
    row = next(line for line in texts()[path].splitlines(keepends=True) if '"2027Q2", line: ambient' in line)
    change = change_of(path, row, "")
    assert (change.op, change.field) == ("removed", "targets.quarters[2027Q2+ambient]")
    assert change.after_at is None


def test_an_item_that_stands_twice_is_not_passed_over() -> None:
    """Two items of one key cannot be told apart: the list is reported as a whole, so that the second is not hidden."""
    path = f"{DEALER}/contracts/QY-JX-2026-0005.yaml"
    row = next(line for line in texts()[path].splitlines(keepends=True) if '"2027Q2", line: ambient' in line)
    change = change_of(path, row, row + row.replace("2130000.00", "1.00"))
    assert (change.op, change.field) == ("changed", "targets.quarters")


def test_a_renamed_dealer_is_one_rename() -> None:
    """A folder under another id is told as a rename with what follows from it, not as a dealer lost and one gained."""
    files = {path: text for path, text in texts().items() if path.startswith(DEALER)}
    new_id = partial(re.sub, "D-2024-0009", "D-2024-0999")
    moved = {new_id(path): new_id(text) for path, text in files.items()}
    found = reported(network(files), network(moved))
    assert [(c.op, c.kind, c.before, c.after) for c in found if c.op in ("renamed", "added", "removed")] == [
        ("renamed", "dealer", "D-2024-0009", "D-2024-0999"),
        ("renamed", "quarter", "D-2024-0009/2026Q3", "D-2024-0999/2026Q3"),
    ]
    assert [(c.id, c.field, c.after) for c in found if c.kind == "contract"] == [("QY-JX-2026-0005", "dealer", "")]
    assert applied(records(network(files)), found) == records(network(moved))


def test_the_digest_is_of_what_changes() -> None:
    """Another place of the same change keeps the digest that approvals are bound to; another value gives another."""
    path = f"{DEALER}/contracts/QY-JX-2026-0005.yaml"
    one = change_of(path, '  limit: "800000.00"', '  limit: "1200000.00"')
    moved = change_of(path, '  limit: "800000.00"', '  # 调整\n  limit: "1200000.00"')
    more = change_of(path, '  limit: "800000.00"', '  limit: "1200000.01"')
    assert digest_of_changes([one]) == digest_of_changes([moved]) != digest_of_changes([more])


def test_people_are_not_told() -> None:
    """A report is read by more people than a record: what is a person's stands as dots, in both forms of the value."""
    path = "private.sample/contacts.yaml"
    text = "contacts:\n  - {id: C-2025-0001, name: 张三, purpose: 联系, legal_basis: contract}\n"
    (change,) = reported(network({path: text}), network({path: text.replace("张三", "李四")}))
    assert (change.before, change.after, change.shown[1].zh) == (HIDDEN, HIDDEN, HIDDEN)
    assert plain(change.old) == "张三", "the digest still tells the two apart"


def test_files_without_records_are_reported() -> None:
    """A template or a picture that changes is a change too."""
    found = tuple(file_changes({"templates/a.html": "1", "content/b.png": "1"}, {"templates/a.html": "2"}))
    assert [(c.op, c.kind, c.id) for c in found] == [
        ("removed", "file", "content/b.png"),
        ("changed", "template", "templates/a.html"),
    ]


@pytest.mark.parametrize("path", YAML[:2])
def test_equal_files_are_read_once(path: str) -> None:
    """Two trees with the same bytes share their records, so that what did not change costs nothing to compare."""
    reading = shared()
    old = load(MemoryTree(texts()), KINDS, whole=False, reading=reading).network
    new = load(MemoryTree({**texts(), path: texts()[path] + "# x\n"}), KINDS, whole=False, reading=reading).network
    same = [records(new).get((entry.kind.name, entry.id)) is entry.record for entry in old.entries()]
    assert sum(same) == len(same) - 1
    assert reported(old, new) == ()
