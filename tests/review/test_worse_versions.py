"""A version of shared terms that is worse for the dealers on it asks for the record that they were consulted (0b, the dealer's voice)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import pytest

from tests.sample import AS_OF, ROOT
from toolkit.network.load import Reading, load
from toolkit.network.network import Network
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.review.changes import changes
from toolkit.review.consequence import Consequence
from toolkit.review.reading import Public, shared
from toolkit.review.renames import renames
from toolkit.review.side import Side
from toolkit.review.worse_terms import worse_terms
from toolkit.review.worse_versions import worse_versions
from toolkit.sources.tree import Listing, WorkingTree
from toolkit.topics.catalogue import KINDS

PRICES = "content/price-lists/ambient/2026-1.yaml"
REBATE = "content/policies/incentive/beverage-rebate/2026-1.yaml"
EVALUATION = "content/policies/evaluation/dealer-evaluation/2026-1.yaml"
COUNCIL = "content/councils/2026.yaml"


class Edited:
    """The sample with some files that say something else, and some more."""

    label = "edited"

    def __init__(self, files: Mapping[str, str]) -> None:
        self._tree, self._files = Public(WorkingTree(ROOT)), files

    def list(self, under: str) -> Listing:
        held = self._tree.list(under).files
        return Listing(tuple(sorted({*held, *(path for path in self._files if path.startswith(f"{under}/"))})))

    def read(self, path: str) -> bytes:
        return self._files[path].encode() if path in self._files else self._tree.read(path)


@cache
def reading() -> Reading:
    """One memory for all sides."""
    return shared()


def network(files: Mapping[str, str]) -> Network:
    """The sample with these files."""
    return load(Edited(files), KINDS, reading=reading()).network


@cache
def base() -> Network:
    """The sample as it is."""
    return network({})


def text(path: str) -> str:
    """A file of the sample."""
    return (ROOT / path).read_text("utf-8")


def next_version(path: str, *edits: tuple[str, str]) -> dict[str, str]:
    """A version of 2027 made from this year's, with its edits; this year's gets its last day."""
    made = text(path)
    for before, after in (
        ('version: "2026-1"', 'version: "2027-1"'),
        ('effective_from: "2026-01-01"', 'effective_from: "2027-01-01"'),
        *edits,
    ):
        assert before in made, before
        made = made.replace(before, after, 1)
    closed = text(path).replace(
        'effective_from: "2026-01-01"', 'effective_from: "2026-01-01"\neffective_to: "2026-12-31"', 1
    )
    return {path: closed, path.replace("2026-1", "2027-1"): made}


def told(files: Mapping[str, str]) -> dict[str, Consequence]:
    """What the review says of notices, by version."""
    old, new = base(), network(files)
    moved = renames(old, new)
    changed = tuple(changes(old, new, moved, lambda kind, key, locale: key))
    before, after = Side("x", old, Results(), (), AS_OF), Side("y", new, Results(), (), AS_OF)
    return {row.subject: row for row in worse_versions(before, after, changed)}


DEARER = ('{sku: QY-A101, dealer_price: "43.50"', '{sku: QY-A101, dealer_price: "45.24"')
CHEAPER = ('{sku: QY-A101, dealer_price: "43.50"', '{sku: QY-A101, dealer_price: "42.00"')


def test_a_dearer_price_list_asks_for_the_record() -> None:
    """By how much and for how many products, and the dealers whose contracts stand on the version before it."""
    row = told(next_version(PRICES, DEARER))["ambient@2027-1"]
    assert row.fails
    assert row.what.zh.startswith("1 个货号供货价提高，最多 4.0%；涉及 ")
    assert "D-2024-0011" in row.what.zh
    assert "ambient@2027-1" in row.after.zh


def test_the_record_is_a_topic_of_the_council() -> None:
    """Once a meeting's topic names the version, the change may go in; it is told all the same."""
    topic = "      - id: prices-2027\n        kind: policy\n        text: 调价\n        policies: [ambient@2027-1]\n        opinion: 分两步调\n"
    council = text(COUNCIL).rstrip("\n") + "\n"
    assert "    topics:\n" in council
    heard = council.replace("    topics:\n", f"    topics:\n{topic}", 1)
    row = told({**next_version(PRICES, DEARER), COUNCIL: heard})["ambient@2027-1"]
    assert (row.fails, row.after.zh) == (False, "已征询经销商顾问委员会")


def test_what_is_no_worse_asks_for_nothing() -> None:
    """A cheaper list, the same rebates once more, and a version that nobody's contract stands on."""
    assert told(next_version(PRICES, CHEAPER)) == {}
    assert told(next_version(REBATE)) == {}
    assert told({"content/price-lists/new/2026-1.yaml": text(PRICES).replace("id: ambient", "id: new")}) == {}


def test_an_edit_in_place_is_told_too() -> None:
    """A version that contracts stand on does not get worse under its own name either."""
    assert told({PRICES: text(PRICES).replace(*DEARER)})["ambient@2026-1"].fails


@pytest.mark.parametrize(
    ("path", "edit", "words"),
    [
        (
            REBATE,
            ('{from_value: "1.00", rate: "0.015"}', '{from_value: "1.05", rate: "0.015"}'),
            "“季度目标达成”返得更少",
        ),
        (REBATE, ('rate: "0.030"', 'rate: "0.025"'), "“同比增长”返得更少"),
        (REBATE, ('cap: {share: "0.04"}', 'cap: {share: "0.03"}'), "返利总上限降低"),
        (REBATE, ('{grade: C, factor: "0.8"}', '{grade: C, factor: "0.7"}'), "返利系数降低"),
        (REBATE, ("within_days: 45", "within_days: 60"), "兑付期限延长"),
        (REBATE, ("clawback_months: 12", "clawback_months: 18"), "退货追回期限延长"),
        (REBATE, ("id: quarter-target", "id: quarter-goal"), "取消“季度目标达成”"),
        (REBATE, ('cap: {share: "0.04"}', 'cap: {share: "0.05"}'), ""),
        (REBATE, ('rate: "0.030"', 'rate: "0.035"'), ""),
        (REBATE, ("within_days: 45", "within_days: 30"), ""),
    ],
)
def test_in_what_a_version_is_worse(path: str, edit: tuple[str, str], words: str) -> None:
    """By arithmetic alone; what pays more, sooner or under a lower hurdle is not worse."""
    after = network(next_version(path, edit)).named("rebate-policy", "beverage-rebate@2027-1")
    before = base().named("rebate-policy", "beverage-rebate@2026-1")
    assert after is not None
    assert before is not None
    assert [row.zh for row in worse_terms(before.record, after.record)] == ([words] if words else [])


def changed(record: Record, change: Callable[[dict[str, object]], None]) -> Record:
    """A record with some of its values replaced."""
    held = dict(vars(record))
    change(held)
    return record.model_construct(**held)


def test_evaluations_and_clauses() -> None:
    """Higher lines of grades and heavier deductions are worse; of a clause only that its words changed is said."""
    entry = base().named("evaluation-policy", "dealer-evaluation@2026-1")
    assert entry is not None
    held = vars(entry.record)["grades"]
    raised = tuple(row.model_copy(update={"from_value": row.from_value + 1}) for row in held)
    later = changed(entry.record, lambda values: values.update(grades=raised))
    assert "等级分数线提高" in [row.zh for row in worse_terms(entry.record, later)]
    assert worse_terms(later, entry.record) == ()
    assert worse_terms(entry.record, entry.record) == ()
    key = base().ids("clause")[0]
    clause = base().named("clause", key)
    assert clause is not None
    assert worse_terms(clause.record, clause.record) == ()
