"""What export writes, import reads as no change; what a person changes in between is the only change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache

import pytest

from tests.workspace import ROOT
from toolkit import pipeline
from toolkit.edit import export
from toolkit.edit.desk import Desk
from toolkit.edit.incoming.grid import grids_of
from toolkit.edit.incoming.importing import Import, Wanted, imported
from toolkit.edit.incoming.mapping import TableMapping
from toolkit.edit.shape import FROZEN, forms_of
from toolkit.kernel.text import Locale
from toolkit.render.xlsx import workbook_bytes
from toolkit.sources.document import Data
from toolkit.sources.tree import WorkingTree
from toolkit.topics.catalogue import KINDS

MOST = 150
"""Records of each kind: the point is the shapes, not the number."""
NAMES = [kind.name for kind in KINDS.all if kind.name not in FROZEN]


@cache
def sample() -> Desk:
    """The sample's records."""
    tree = WorkingTree(ROOT)
    network, _ = pipeline.read(tree)
    return Desk(tree, network)


def round_trip(name: str, locale: Locale, *, clear: bool = False) -> Import:
    """A kind's records written as a workbook and read again."""
    kind, desk = KINDS.named(name), sample()
    entries = [entry for key in desk.network.ids(name)[:MOST] if (entry := desk.network.named(name, key)) is not None]
    data = workbook_bytes(export.workbook(kind, desk, entries, locale, all_fields=False))
    grids, problems = grids_of(f"{name}.xlsx", data)
    assert problems == ()
    return imported(kind, desk, grids, Wanted(TableMapping(), False, clear, date(2026, 10, 20)))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("locale", ["zh", "en"])
def test_export_and_import_change_nothing(name: str, locale: Locale) -> None:
    """Every kind of the sample, in both languages: no record to write, nothing wrong, nothing read otherwise."""
    found = round_trip(name, locale)
    assert [put.data.get("id") for put in found.puts] == []
    assert [problem.line("en")[:200] for problem in found.problems] == []


@pytest.mark.parametrize("name", ["dealer", "quarter", "contract", "outlet", "price-list"])
def test_empty_cells_that_were_empty_take_nothing_away(name: str) -> None:
    """With `clear`, too, the tables say what the records say."""
    found = round_trip(name, "zh", clear=True)
    assert [put.data.get("id") for put in found.puts] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_kind_has_a_template(name: str) -> None:
    """An empty table of every kind can be written, and read as no record."""
    kind = KINDS.named(name)
    grids, problems = grids_of("t.xlsx", workbook_bytes(export.template(kind, "zh")))
    found = imported(kind, sample(), grids, Wanted(TableMapping(), False, False, date(2026, 10, 20)))
    assert (problems, found.puts, found.problems) == ((), (), ())


def leaves(data: Data) -> Iterator[str]:
    """The single values of a record."""
    if isinstance(data, str):
        yield data
    else:
        for held in data.values() if isinstance(data, dict) else data:
            yield from leaves(held)


@pytest.mark.parametrize("name", NAMES)
def test_every_value_of_the_sample_is_exported(name: str) -> None:
    """A round trip that leaves a value out would change nothing, too: each value stands in a cell of some sheet."""
    desk, kind = sample(), KINDS.named(name)
    for key in desk.network.ids(name)[:40]:
        entry = desk.network.named(name, key)
        assert entry is not None
        data = desk.full(entry)
        shown: Counter[str] = Counter()
        for form in forms_of(kind):
            for _, held in export.items_of(form, data):
                cells = (export.at(held, leaf.keys) for leaf in form.leaves)
                shown.update(text for cell in cells if cell is not None for text in leaves(cell))
        assert Counter(leaves(data)) - shown == Counter(), key
