"""A record as a table of leaves, and back: what is put under a name is read under it, and nothing else moves."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.network.ledger import Dealer, loaded
from toolkit.kernel.text import Text
from toolkit.network.leaves import Unfitting, dealers_own, differences, leaf_text, leaves, located, named, rewritten

FILE = """\
legal_name: 甲
state: active
since: "2025-01-15"
deputies: [C-2025-0001, C-2025-0002]
targets:
  - {quarter: 2026Q1, line: tea, amount: "5000.00", margin: "10.50"}
  - {quarter: 2026Q2, line: tea, amount: "0.00"}
branches:
  - {city: {zh: 杭州, en: Hangzhou}}
  - {city: 温州}
"""
TABLE = {
    "id": "D-2025-0001",
    "legal_name": "甲",
    "state": "active",
    "since": "2025-01-15",
    "deputies[C-2025-0001]": "C-2025-0001",
    "deputies[C-2025-0002]": "C-2025-0002",
    "targets[2026Q1+tea].quarter": "2026Q1",
    "targets[2026Q1+tea].line": "tea",
    "targets[2026Q1+tea].amount": "5000",
    "targets[2026Q1+tea].margin": "10.5",
    "targets[2026Q2+tea].quarter": "2026Q2",
    "targets[2026Q2+tea].line": "tea",
    "targets[2026Q2+tea].amount": "0",
    "branches[1].city.zh": "杭州",
    "branches[1].city.en": "Hangzhou",
    "branches[2].city.zh": "温州",
    "draft": "false",
}


def dealer() -> Dealer:
    people = {"private/people.yaml": "people: [{id: C-2025-0001, name: 甲}, {id: C-2025-0002, name: 乙}]"}
    network = loaded({"dealers/D-2025-0001/profile.yaml": FILE, **people}).network
    return network.get(Dealer, "D-2025-0001")


def table(record: Dealer) -> dict[str, str]:
    return {name: text for name, _, text in leaves(record)}


def changed(*changes: tuple[str, str | None]) -> Dealer:
    return Dealer.model_validate(rewritten(dealer(), changes))


def test_every_value_has_one_name() -> None:
    """Items by their key, codes by themselves, others by number; an amount in one form; what is absent is not there."""
    assert table(dealer()) == TABLE


def test_what_goes_unsaid_may_be_left_out() -> None:
    """A field that has its default is no leaf then: one that a later version adds changes no table that was kept."""
    kept = {name for name, _, _ in leaves(dealer(), defaults=False)}
    assert set(TABLE) - kept == {"state", "draft"}


def test_a_name_leads_to_its_path_and_back() -> None:
    """For every leaf, and for the groups around them; a name of nothing leads nowhere."""
    record = dealer()
    for name, path, _ in leaves(record):
        assert located(record, name) == path
        assert named(record, path) == name
    assert located(record, "targets[2026Q2+tea]") == ("targets", 1)
    assert named(record, ("targets", 1)) == "targets[2026Q2+tea]"
    for nothing in ("targets[2026Q3+tea]", "margin", "legal_name.zh", "branches[3]", "targets[2026Q1+tea].sum"):
        assert located(record, nothing) is None


def test_only_what_the_two_sides_share() -> None:
    """An internal field, such as a margin, is left out where the other side may look."""
    shared = {name for name, _, _ in leaves(dealer(), dealers_own)}
    assert set(TABLE) - shared == {"targets[2026Q1+tea].margin", "draft"}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (("legal_name", "乙"), {"legal_name": "乙"}),
        (("since", None), {"since": None}),
        (("targets[2026Q1+tea].amount", "6000.50"), {"targets[2026Q1+tea].amount": "6000.5"}),
        (("targets[2026Q1+tea].margin", None), {"targets[2026Q1+tea].margin": None}),
        (("deputies[C-2025-0001]", None), {"deputies[C-2025-0001]": None}),
        (("deputies[C-2025-0003]", "C-2025-0003"), {"deputies[C-2025-0003]": "C-2025-0003"}),
        (("branches[2].city.en", "Wenzhou"), {"branches[2].city.en": "Wenzhou"}),
        (("branches[3].city.zh", "宁波"), {"branches[3].city.zh": "宁波"}),
        (("seat.city.zh", "杭州"), {"seat.city.zh": "杭州"}),
        (
            ("targets[2026Q3+milk].amount", "1.00"),
            {
                "targets[2026Q3+milk].quarter": "2026Q3",
                "targets[2026Q3+milk].line": "milk",
                "targets[2026Q3+milk].amount": "1",
            },
        ),
        (
            ("targets[2026Q2+tea].amount", None),
            {
                "targets[2026Q2+tea].quarter": None,
                "targets[2026Q2+tea].line": None,
                "targets[2026Q2+tea].amount": None,
            },
        ),
    ],
)
def test_a_change_moves_what_it_names(change: tuple[str, str | None], expected: dict[str, str | None]) -> None:
    """A leaf is put, changed or taken away; an item comes with its key and goes with its last leaf."""
    after = table(changed(change))
    assert {name: new for name, _, new in differences(TABLE, after)} == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "x"),
        ("name", "x"),
        ("legal_name.zh", "x"),
        ("legal_name[1]", "x"),
        ("targets", "x"),
        ("targets[2026Q1]", "x"),
        ("targets[2026Q1].amount", "x"),
        ("targets[2026Q1+tea].sum", "x"),
        ("targets.amount", "x"),
        ("branches[9].city.zh", "x"),
        ("branches[1].city.fr", "x"),
        ("deputies[C-2025-0001]", "C-2025-0001"),
        ("deputies[C-2025-0009]", None),
        ("deputies[C-2025-0009]", "C-2025-0008"),
        ("parent", None),
        ("seat.city.zh", None),
        ("legal name", "x"),
        ("targets[2026Q1+tea", "x"),
    ],
)
def test_a_name_of_nothing_is_refused(name: str, text: str | None) -> None:
    """An unknown field, an item without its whole key, a gap in a list, a value twice or one that is not there."""
    with pytest.raises(Unfitting):
        rewritten(dealer(), ((name, text),))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**12), max_value=10**12))
def test_an_amount_has_one_form(amount: Decimal) -> None:
    """However many zeros were written, and never with an exponent; the value stays."""
    text = leaf_text(amount)
    assert Decimal(text) == amount
    assert "E" not in text.upper()
    assert leaf_text(amount * Decimal("1.000")) == text


@given(
    st.lists(
        st.sampled_from(
            [("legal_name", "丙"), ("state", "closed"), ("since", None), ("targets[2026Q1+tea].amount", "7.00"),
             ("targets[2026Q4+milk].amount", "8.00"), ("branches[1].city.zh", "丽水"), ("deputies[C-2025-0002]", None)]
        ),
        unique_by=lambda change: change[0],
    )
)  # fmt: skip
def test_changes_do_not_disturb_each_other(changes: list[tuple[str, str | None]]) -> None:
    """In whatever order they come, the same record comes out, and only the named leaves differ."""
    once, turned = changed(*changes), changed(*reversed(changes))
    assert table(once) == table(turned)
    touched = {name.split("]")[0] for name, _, _ in differences(TABLE, table(once))}
    assert touched == {name.split("]")[0] for name, _ in changes}


def test_a_text_keeps_both_languages() -> None:
    """Taking one language away leaves the other; taking both away leaves nothing."""
    after = changed(("branches[1].city.en", None))
    assert after.branches[0].city == Text("杭州")
