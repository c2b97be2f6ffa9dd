"""Overlaps of territories: county × line × channel × day, held against an oracle that looks at every single point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, product
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.builders import network
from tests.topics.contract_workspace import DIVISIONS, contract
from toolkit.network.record import Record
from toolkit.topics.contract.records import Amendment, Contract, Scope
from toolkit.topics.contract.records.grant import Term
from toolkit.topics.contract.records.service import Ended
from toolkit.topics.contract.rules import territory
from toolkit.topics.contract.rules.territory import overlaps
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import Division

R = TypeVar("R", bound=Record)
RECORDS = network({**DIVISIONS, **contract()})
MODEL = RECORDS.all(Contract)[0]
DIVISION_ROWS = RECORDS.all(Division)
PARENT = {row.code: row.parent or "" for row in DIVISION_ROWS}
SMALLEST = frozenset(PARENT) - frozenset(PARENT.values())
NEW_YEAR = date(2026, 1, 1)
Point = tuple[str, str, str, date]


@dataclass(frozen=True, eq=False)
class Rows:
    """Records as rules read them, without files."""

    records: tuple[Record, ...]

    def all(self, model: type[R]) -> tuple[R, ...]:
        return tuple(record for record in self.records if isinstance(record, model))

    def find(self, model: type[R], key: str) -> R | None:
        raise AssertionError(f"nothing is looked up by id: {model.__name__} {key}")

    def get(self, model: type[R], key: str) -> R:
        raise AssertionError(f"nothing is looked up by id: {model.__name__} {key}")

    def only(self, model: type[R]) -> R | None:
        raise AssertionError(f"there is no single {model.__name__}")

    def of_dealer(self, model: type[R], dealer: str) -> tuple[R, ...]:
        if model is Amendment:
            return ()
        raise AssertionError(f"nothing is looked up by dealer: {model.__name__} {dealer}")


def day(number: int) -> date:
    """Day 1 is New Year 2026."""
    return NEW_YEAR + timedelta(days=number - 1)


def scope(
    grant: str = "exclusive",
    regions: Iterable[str] = ("330106",),
    exclusions: Iterable[str] = (),
    lines: Iterable[str] = ("ambient",),
    channels: Iterable[str] = ("traditional",),
) -> Scope:
    return Scope.model_construct(
        id="main",
        grant=grant,
        lines=tuple(lines),
        channels=tuple(channels),
        regions=tuple(regions),
        exclusions=tuple(exclusions),
    )


def agreed(
    number: int,
    dealer: int,
    *scopes: Scope,
    first: int = 1,
    last: int = 10,
    status: str = "signed",
    signed: int = 0,
    ended: int | None = None,
) -> Contract:
    """A contract over days counted from New Year; signed on the day before it unless told otherwise."""
    term = MODEL.term.model_copy(update={"start": day(first), "end": day(last)})
    assert isinstance(term, Term)
    return MODEL.model_copy(
        update={
            "contract_no": f"QY-JX-2025-{number:04d}",
            "dealer": f"D-2025-{dealer:04d}",
            "scopes": scopes,
            "term": term,
            "status": status,
            "signed_on": day(signed) if status in ("signed", "ended") else None,
            "ended": None if ended is None else Ended.model_construct(date=day(ended)),
        }
    )


def profile(dealer: int, parent: int | None = None) -> DealerProfile:
    above = None if parent is None else f"D-2025-{parent:04d}"
    return DealerProfile.model_construct(id=f"D-2025-{dealer:04d}", parent=above)


def found(*records: Record, divisions: tuple[Division, ...] = DIVISION_ROWS) -> list[tuple[int, int]]:
    """The pairs of contract numbers that overlap."""
    return [
        (_number(row.first.contract), _number(row.second.contract)) for row in overlaps(Rows((*divisions, *records)))
    ]


def _number(of: Contract) -> int:
    return int(of.contract_no[-4:])


GRANTS = ("exclusive", "sole", "non_exclusive")


@pytest.mark.parametrize(("one", "other"), list(product(GRANTS, GRANTS)))
def test_exclusive_and_sole_meet_any_grant(one: str, other: str) -> None:
    """Two of them on one ground are an overlap unless both are non-exclusive."""
    expected = [] if (one, other) == ("non_exclusive", "non_exclusive") else [(1, 2)]
    assert found(agreed(1, 1, scope(one)), agreed(2, 2, scope(other))) == expected


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (scope(), [(1, 2)]),
        (scope(regions=["330110"]), []),
        (scope(lines=["chilled"]), []),
        (scope(channels=["ka"]), []),
        (scope(lines=["chilled", "ambient"], channels=["ka", "traditional"]), [(1, 2)]),
    ],
)
def test_county_line_and_channel_must_all_meet(other: Scope, expected: list[tuple[int, int]]) -> None:
    """One of the three apart, and there is no overlap."""
    assert found(agreed(1, 1, scope()), agreed(2, 2, other)) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [(11, 20, []), (10, 20, [(1, 2)]), (-9, 0, []), (-9, 1, [(1, 2)])],
)
def test_first_and_last_days_count(first: int, last: int, expected: list[tuple[int, int]]) -> None:
    """A successor who begins the day after the last one ends is no overlap; on the same day it is."""
    assert found(agreed(1, 1, scope()), agreed(2, 2, scope(), first=first, last=last, signed=-30)) == expected


@pytest.mark.parametrize("wide", ["330100", "330000"])
def test_a_prefecture_covers_its_counties(wide: str) -> None:
    """A city or a province on one side, a county inside it on the other: what they share is the county."""
    records = (*DIVISION_ROWS, agreed(1, 1, scope(regions=[wide])), agreed(2, 2, scope("non_exclusive")))
    assert [row.counties for row in overlaps(Rows(records))] == [("330106",)]


def test_dongguan_has_no_counties() -> None:
    """The city itself is the smallest ground, by itself or within its province."""
    assert found(agreed(1, 1, scope(regions=["441900"])), agreed(2, 2, scope(regions=["440000"]))) == [(1, 2)]
    assert found(agreed(1, 1, scope(regions=["441900"])), agreed(2, 2, scope(regions=["330000"]))) == []


def test_exclusions_are_free_ground() -> None:
    """What one side takes out may be granted to the other, and is an overlap again when a wider code takes out less."""
    around = agreed(1, 1, scope(regions=["330100"], exclusions=["330106"]))
    assert found(around, agreed(2, 2, scope())) == []
    assert found(around, agreed(2, 2, scope(regions=["330106", "330110"]))) == [(1, 2)]
    assert found(agreed(1, 1, scope(regions=["330000"], exclusions=["330100"])), agreed(2, 2, scope())) == []


@pytest.mark.parametrize(
    ("status", "ended", "expected"),
    [
        ("draft", None, [(1, 2)]),
        ("legal_review", None, [(1, 2)]),
        ("signed", None, [(1, 2)]),
        ("ended", 5, []),
        ("signed", 5, []),
    ],
)
def test_drafts_count_and_ended_contracts_do_not(
    status: str, ended: int | None, expected: list[tuple[int, int]]
) -> None:
    """A draft claims its term. A contract under notice claims until its last day, here day 5; the other begins on day 6."""
    assert found(agreed(1, 1, scope(), status=status, ended=ended), agreed(2, 2, scope(), first=6)) == expected


def test_a_contract_binds_from_its_signature() -> None:
    """Signed late, it claims nothing for the days before."""
    late = agreed(1, 1, scope(), signed=8)
    assert found(late, agreed(2, 2, scope(), last=7)) == []
    assert found(late, agreed(2, 2, scope(), last=8)) == [(1, 2)]


def test_one_dealer_never_overlaps_itself() -> None:
    """A renewal, and two scopes of one contract, are not this check's business."""
    assert found(agreed(1, 1, scope(), scope("sole")), agreed(2, 1, scope(), first=5, last=20)) == []


def test_second_level_dealers_stand_inside() -> None:
    """Below a dealer at any depth there is no overlap; beside one there is, and a ring of parents is survived."""
    own, below, lowest = (
        agreed(1, 1, scope()),
        agreed(2, 2, scope("non_exclusive")),
        agreed(3, 3, scope("non_exclusive")),
    )
    assert found(own, below, lowest, profile(1), profile(2, 1), profile(3, 2)) == []
    assert found(own, below, lowest, profile(1), profile(2, 1), profile(3)) == [(1, 3)]
    siblings = (agreed(2, 2, scope()), agreed(3, 3, scope("non_exclusive")), profile(2, 1), profile(3, 1))
    assert found(*siblings) == [(2, 3)]
    assert found(own, below, profile(1, 2), profile(2, 1)) == []
    assert found(own, agreed(4, 4, scope()), profile(1, 2), profile(2, 1)) == [(1, 4)]


def test_an_overlap_says_what_is_shared() -> None:
    """Counties, lines, channels and days of both, and nothing else."""
    one = agreed(
        1, 1, scope("sole", ["330100"], ["330110"], ["ambient", "chilled"], ["ka", "cvs", "traditional"]), last=20
    )
    other = agreed(
        2,
        2,
        scope("non_exclusive", ["330106", "330112", "330302"], (), ["chilled"], ["traditional", "ka"]),
        first=15,
        last=30,
    )
    (row,) = overlaps(Rows((*DIVISION_ROWS, one, other)))
    assert (row.counties, row.lines, row.channels) == (("330106", "330112"), ("chilled",), ("ka", "traditional"))
    assert (row.days.first, row.days.last) == (day(15), day(20))


def climb(code: str) -> set[str]:
    """A code and all above it, by the table."""
    above = {code}
    while PARENT[code]:
        code = PARENT[code]
        above.add(code)
    return above


def points(of: Contract, held: Scope) -> set[Point]:
    """Every county, line, channel and day that a scope claims, found one by one."""
    counties = [c for c in SMALLEST if climb(c) & set(held.regions) and not climb(c) & set(held.exclusions)]
    days = []
    step = of.term.start
    while step <= of.term.end:
        begun = of.status != "signed" or (of.signed_on is not None and step >= of.signed_on)
        over = of.status == "signed" and of.ended is not None and step > of.ended.date
        if of.status != "ended" and begun and not over:
            days.append(step)
        step += timedelta(days=1)
    return set(product(counties, held.lines, held.channels, days))


def lineage(dealer: str, parents: Mapping[str, str | None]) -> set[str]:
    found_above: set[str] = set()
    step: str | None = dealer
    while step is not None and step not in found_above:
        found_above.add(step)
        step = parents.get(step)
    return found_above


def by_brute_force(
    contracts: tuple[Contract, ...], parents: Mapping[str, str | None]
) -> set[tuple[str, int, str, int, Point]]:
    """Every point that two dealers claim, compared pair by pair."""
    claims = [(c, place, held, points(c, held)) for c in contracts for place, held in enumerate(c.scopes)]
    rows = set()
    for (one, p, first, mine), (other, q, second, theirs) in combinations(claims, 2):
        related = one.dealer in lineage(other.dealer, parents) or other.dealer in lineage(one.dealer, parents)
        if not related and {first.grant, second.grant} != {"non_exclusive"}:
            rows |= {(one.contract_no, p, other.contract_no, q, point) for point in mine & theirs}
    return rows


CODES = st.lists(st.sampled_from(sorted(PARENT)), min_size=1, max_size=3, unique=True)
SCOPES = st.builds(
    scope,
    st.sampled_from(GRANTS),
    CODES,
    st.lists(st.sampled_from(sorted(PARENT)), max_size=2, unique=True),
    st.lists(st.sampled_from(["ambient", "chilled"]), min_size=1, max_size=2, unique=True),
    st.lists(st.sampled_from(["ka", "traditional"]), min_size=1, max_size=2, unique=True),
)
PARENTS = st.dictionaries(st.integers(1, 4), st.integers(1, 4), max_size=3)


@st.composite
def networks(draw: st.DrawFn) -> tuple[tuple[Contract, ...], dict[int, int]]:
    contracts = []
    for number in range(1, draw(st.integers(2, 5)) + 1):
        first = draw(st.integers(1, 6))
        contracts.append(
            agreed(
                number,
                draw(st.integers(1, 4)),
                *draw(st.lists(SCOPES, min_size=1, max_size=2)),
                first=first,
                last=first + draw(st.integers(0, 6)),
                status=draw(st.sampled_from(["signed", "signed", "draft", "legal_review", "ended"])),
                signed=draw(st.integers(-2, 8)),
                ended=draw(st.one_of(st.none(), st.integers(1, 12))),
            )
        )
    return tuple(contracts), draw(PARENTS)


@given(networks())
@settings(max_examples=150, deadline=None)
def test_the_same_points_as_by_brute_force(made: tuple[tuple[Contract, ...], dict[int, int]]) -> None:
    """On random networks the overlaps are the very points that comparing everything finds."""
    contracts, parents = made
    profiles = tuple(profile(dealer, parents.get(dealer)) for dealer in range(1, 5))
    rows = overlaps(Rows((*DIVISION_ROWS, *contracts, *profiles)))
    spread = {
        (a.contract.contract_no, a.place, b.contract.contract_no, b.place, point)
        for row in rows
        for a, b in [(row.first, row.second)]
        for point in product(row.counties, row.lines, row.channels, _days(row.days.first, row.days.last))
    }
    names = {p.id: p.parent for p in profiles}
    assert spread == by_brute_force(contracts, names)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def blind(first: territory.Claim, second: territory.Claim) -> territory.Overlap | None:
    """A comparison that forgets the channels."""
    days = first.span.meets(second.span)
    return None if days is None else territory.Overlap(first, second, ("330106",), ("ambient",), ("traditional",), days)


@pytest.mark.parametrize(
    ("broken", "one", "other"),
    [
        (("near", lambda claims: []), agreed(1, 1, scope("sole")), agreed(2, 2, scope("non_exclusive"))),
        (("overlap", blind), agreed(1, 1, scope()), agreed(2, 2, scope(channels=["ka"]))),
        (("overlap", lambda first, second: None), agreed(1, 1, scope()), agreed(2, 2, scope(), first=10)),
        (
            ("counties_of", lambda held, tree: tree.expand(held.regions)),
            agreed(1, 1, scope(regions=["330100"], exclusions=["330106"])),
            agreed(2, 2, scope()),
        ),
    ],
)
def test_the_oracle_sees_a_fault(
    broken: tuple[str, object], one: Contract, other: Contract, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a network made for it the rules and the oracle agree; with one rule broken they do not."""
    expected = bool(by_brute_force((one, other), {}))
    assert bool(found(one, other)) == expected
    monkeypatch.setattr(territory, *broken)
    assert bool(found(one, other)) != expected


def county(number: int) -> Division:
    code = f"{number:06d}"
    return Division.model_construct(
        revision="2025-12", code=code, parent=None, level="county", name=code, short=code, pinyin="x"
    )


def test_two_thousand_claims_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims are compared only where an exclusive or sole one meets another on its ground: 2,000 claims, 1,999 comparisons."""
    calls = 0
    compare = territory.overlap

    def counted(first: territory.Claim, second: territory.Claim) -> territory.Overlap | None:
        nonlocal calls
        calls += 1
        return compare(first, second)

    monkeypatch.setattr(territory, "overlap", counted)
    divisions = tuple(county(number) for number in range(100001, 101201))
    alone = [agreed(n, n, scope(regions=[f"{100000 + n}"])) for n in range(1, 1201)]
    crowd = [agreed(n, n, scope("non_exclusive", regions=["100001"])) for n in range(1201, 2000)]
    wide = agreed(2000, 2000, scope("non_exclusive", regions=[row.code for row in divisions]))
    rows = found(*alone, *crowd, wide, divisions=divisions)
    assert len(rows) == calls == 799 + 1200
