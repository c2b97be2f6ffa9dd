"""Help between dealers: who meets whom, who is kept apart, what the data point to, how far the next segment is (reference K.2)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import contract, dealer, marked
from tests.topics.test_segment_rules import ALL, FOLDER, POLICIES, POLICY, ROOT
from tests.workspace import DIVISIONS
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.market.rules.regions import Regions
from toolkit.topics.segment.checks import helping as checks
from toolkit.topics.segment.records import HelpPolicy
from toolkit.topics.segment.rules.distance import distance, in_grace
from toolkit.topics.segment.rules.helping import HelpMatch, matches
from toolkit.topics.segment.rules.hints import holds

TODAY = date(2026, 10, 20)
HELP = f"{FOLDER}/mutual-help/2026-1.yaml"
ACTIVE = 'transitions: [{date: "2026-01-01", to: active, score: "90"}]'
CARD = """\
owner: S-2025-0001
reviewed_on: "2026-07-01"
aim: 稳住老店
needs: []
offers: []
plan: []
"""
WANTED = """\
wanted:
  - {id: van, kind: vehicle, count: "2", start: "2026-11-01", end: "2026-12-31", text: 夜送, asked_on: "2026-10-19"}
"""
SPARE = """\
spare:
  - {id: van, kind: vehicle, count: "1", start: "2026-12-01", end: "2027-01-31", text: 空车, offered_on: "2026-10-01", cost: receiver}
"""
HELD = """\
receiver: {dealer: D-2025-0001, entry: van, agreed_on: "2026-10-12"}
giver: {dealer: D-2025-0002, entry: van, agreed_on: "2026-10-10"}
owner: S-2025-0001
asked_on: "2026-10-08"
count: "1"
start: "2026-12-01"
end: "2026-12-31"
cost: receiver
amount: "100.00"
checked_by: S-2025-0001
checked_on: "2026-10-13"
signed_on: "2026-10-14"
"""


def files(
    wanted: str = WANTED, spare: str = SPARE, held: str = "", more: dict[str, str] | None = None
) -> dict[str, str]:
    """Two running dealers, a wish of the first, a spare of the second."""
    return {
        HELP: (ROOT / HELP).read_text("utf-8"),
        "content/divisions/2025-12.csv": DIVISIONS,
        **dealer(ACTIVE),
        **dealer(ACTIVE, 2),
        "dealers/D-2025-0001/strategy.yaml": CARD + wanted,
        "dealers/D-2025-0002/strategy.yaml": CARD + spare,
        **({"content/mutual-help/MH-2026-0001.yaml": held} if held else {}),
        **(more or {}),
    }


def network(given: dict[str, str]) -> Network:
    loaded = load(MemoryTree({**POLICIES, **given}), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    return loaded.network


def found(given: dict[str, str], as_of: date = TODAY) -> tuple[HelpMatch, ...]:
    return tuple(matches(network(given), as_of))


def told(given: dict[str, str], as_of: date = TODAY) -> list[str]:
    held = network(given)
    results = Results(tuple(matches(held, as_of)))
    rows = [row for check in checks.CHECKS for row in check.find(held, results, as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def test_a_wish_meets_what_both_days_and_amounts_allow() -> None:
    """What both come to is the smaller amount, on the days that both hold; who could help stands in no subject."""
    (row,) = found(files())
    assert (row.count, row.asked, row.start, row.end, row.state) == (
        1,
        2,
        date(2026, 12, 1),
        date(2026, 12, 31),
        "proposed",
    )
    assert row.subject == "D-2025-0001/van/1"
    assert row.giver not in row.subject


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: vehicle", "kind: driver"),
        ('start: "2026-12-01"', 'start: "2027-01-01"'),
        ("cost:", "line: chilled, cost:"),
    ],
)
def test_what_differs_in_sort_or_days_does_not_meet(old: str, new: str) -> None:
    """Another sort of help, or days that do not touch; a line that only one names still meets."""
    assert bool(found(files(spare=SPARE.replace(old, new)))) == ("line" in new)


def test_two_who_sell_the_same_on_the_same_ground_are_kept_apart() -> None:
    """Both contracts cover the same county, line and channel: no introduction, unless one stands above the other."""
    terms = {**contract(), **contract(number=2, holder=2)}
    (row,) = found(files(more=terms))
    assert (row.bar, row.state) == ("rivals", "barred")
    above = {**terms, **dealer(f"{ACTIVE}\nparent: D-2025-0001", 2)}
    assert [row.bar for row in found(files(more=above))] == [""]


def test_distance_counts_levels() -> None:
    """The same county, the same city, the same province, or farther."""
    from toolkit.topics.segment.rules.helping import distance as far

    class Tree(Regions):
        def __init__(self) -> None:
            super().__init__(())

        def path(self, code: str) -> tuple[str, str, str]:
            return code[:2], code[:4], code

    codes = ("330106", "330108", "330201", "430111")
    assert [far(Tree(), "330106", code) for code in codes] == ["county", "prefecture", "province", "country"]


def test_a_right_help_has_nothing() -> None:
    """Giver first, both, legal, agreement: nothing to tell."""
    assert told(files(held=HELD)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('entry: van, agreed_on: "2026-10-12"}', 'entry: bus, agreed_on: "2026-10-12"}  # error[SEG151]'),
        ('agreed_on: "2026-10-12"}', 'agreed_on: "2026-10-09"}  # error[SEG152]'),
        ('signed_on: "2026-10-14"', 'signed_on: "2026-10-12"  # error[SEG154]'),
        ('count: "1"', 'count: "2"  # error[SEG157]'),
        ('cost: receiver\namount: "100.00"', "cost: receiver  # warning[SEG158]"),
    ],
)
def test_a_help_that_went_wrong_is_told(old: str, new: str) -> None:
    """An entry that there is not, the receiver first, no legal look, more than there is, no amount."""
    given = files(held=HELD.replace(old, new))
    assert [row for row in told(given) if "mutual-help" in row] == marked(given)


def test_a_conflict_of_interest_on_record_is_told() -> None:
    """Two rivals were brought together."""
    given = files(held=HELD.replace("giver: {dealer: D-2025-0002, entry: van, agreed_on: \"2026-10-10\"}", 'giver:\n  dealer: D-2025-0002  # error[SEG153]\n  entry: van\n  agreed_on: "2026-10-10"'), more={**contract(), **contract(number=2, holder=2)})  # fmt: skip
    assert [row for row in told(given) if "mutual-help" in row] == marked(given)


def test_a_running_help_is_looked_at() -> None:
    """Thirty-one days after its start nobody has looked: told from the day after."""
    held = HELD + 'looks:\n  - {date: "2026-12-05", done: true, settled: true, note: 好}  # \n'
    assert any("SEG155" in row for row in told(files(held=held), date(2027, 1, 6))) is False  # ended and settled
    open_end = held.replace('end: "2026-12-31"', 'end: "2027-02-28"')
    assert any("SEG155" in row for row in told(files(held=open_end), date(2027, 1, 5))) is False
    assert any("SEG155" in row for row in told(files(held=open_end), date(2027, 1, 6)))


def test_a_wish_is_answered_in_two_working_days() -> None:
    """Somebody could help: told on the third working day; with a help on record, however it went, nothing is."""
    late = files(wanted=WANTED.replace('asked_on: "2026-10-19"', 'asked_on: "2026-10-15"'))
    assert any("SEG156" in row for row in told(late))
    assert not any("SEG156" in row for row in told(files()))
    assert not any("SEG156" in row for row in told({**late, "content/mutual-help/MH-2026-0001.yaml": HELD}))


def test_hints_ask_for_all_and_exclude() -> None:
    """A rule holds when the data say all that it asks for, and nothing that speaks against it."""
    (policy,) = network(files()).all(HelpPolicy)
    hint = next(row for row in policy.hints if row.id == "keep-people")
    assert holds(hint, ("people_leaving",))
    assert not holds(hint, ("people_leaving", "overdue"))
    assert not holds(hint, ("stock_high",))


def test_a_rule_that_never_holds_is_told() -> None:
    """SEG107: what it asks for it also excludes."""
    from toolkit.topics.segment.checks import policies

    given = files()
    given[HELP] = given[HELP].replace("    when: [succession]", "    when: [succession]\n    unless: [succession]")
    held = network(given)
    assert [p.code for p in policies.helping(held, Results(()), TODAY)] == ["SEG107"]


@given(st.decimals(0, 100, places=1), st.decimals(0, 100, places=1))
def test_no_distance_is_negative(value: Decimal, health: Decimal) -> None:
    """From core the way leads to strategic; what lacks is never less than nothing, and nothing where both are reached."""
    way = distance(POLICY, "core", value, health)
    assert way.segment == "strategic"
    assert way.value is not None
    assert way.health is not None
    assert (way.value == 0) == (value >= POLICY.strategic.value)
    assert (way.health == 0) == (health >= POLICY.strategic.health)
    assert distance(POLICY, "strategic", value, health).segment == ""


def test_grace_covers_one_bad_quarter_only() -> None:
    """Core by value, health 69 after 71: kept; 69 after 69: not; two D, a red warning or lost value: never."""
    d = Decimal
    assert in_grace(POLICY, "core", "steady", d(60), [d(71), d(69)])
    assert not in_grace(POLICY, "core", "steady", d(60), [d(71), d(69), d(69)])
    assert not in_grace(POLICY, "core", "watch", d(60), [d(71), d(69)])
    assert not in_grace(POLICY, "core", "steady", d(40), [d(71), d(69)])
    none = POLICY.model_copy(update={"grace_quarters": 0})
    assert not in_grace(none, "core", "steady", d(60), [d(71), d(69)])
