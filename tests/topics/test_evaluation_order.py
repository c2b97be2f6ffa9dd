"""Rank among peers, and how quarters follow each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import judged
from tests.topics.builders import dealer
from tests.topics.evaluation_files import POLICY, TODAY, derived, evaluation, network, quarter, terms, version
from toolkit.kernel.period import FiscalQuarter
from toolkit.topics.contract.records import Contract
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules import Evaluation
from toolkit.topics.evaluation.rules.peers import award_order, channel_class, choose, median, ranks, territory_class
from toolkit.topics.evaluation.rules.trend import Standing, movement, year_score
from toolkit.topics.market.rules import regions

D = Decimal
THE_POLICY = network(version()).all(EvaluationPolicy)[0]
DIVISIONS = {
    "content/divisions/2025-12.csv": """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖区,xihu
330200,330000,prefecture,宁波市,宁波,ningbo
330203,330200,county,海曙区,海曙区,haishu
310000,,province,上海市,上海,shanghai
310112,310000,county,闵行区,闵行区,minhang
"""
}
SEGMENT = 'segments: [{date: "2025-01-01", segment: core, approved_by: S-2025-0009}]'


def crowd(attainments: tuple[str, ...], policy: str = POLICY) -> dict[str, str]:
    """So many dealers of one group, with equal quarters but for the display score."""
    files = {**version(policy), **DIVISIONS}
    for number, score in enumerate(attainments, 1):
        files |= dealer(SEGMENT, number) | terms(number=number) | quarter(f'display_score: "{score}"', number=number)
    return files


def test_competition_ranks() -> None:
    """Of equal totals both are second, and the next is fourth; everybody sees its own place only."""
    rows = derived(crowd(("90", "86", "86", "80", "75"))).all(Evaluation)
    assert [(row.rank, row.group_size) for row in rows] == [(1, 5), (2, 5), (2, 5), (4, 5), (5, 5)]
    assert {row.group for row in rows} == {"leading/capital/retail"}
    assert [row.quartile for row in rows] == [1, 1, 1, 3, 4]
    assert {row.peer_median for row in rows} == {D("82.5")}
    assert [str(score) for score in rows[0].peer_dimensions] == ["88.37", "76.33", "89.50", "90.56", "86.90", "81.04"]


def test_fewer_than_five_are_not_ranked() -> None:
    """Nor do those that are not rated count: with five of whom one is new there is no rank."""
    four = derived(crowd(("90", "86", "86", "80"))).all(Evaluation)
    assert {(row.rank, row.group_size, row.peer_median) for row in four} == {(None, 0, None)}
    files = crowd(("90", "86", "86", "80", "75")) | dealer(f'{SEGMENT}\ncooperation_since: "2026-01-01"', 5)
    assert {row.rank for row in derived(files).all(Evaluation)} == {None}


NARROW = POLICY.replace("  widen: [segment, territory]\n", "")


def test_other_segments_are_other_groups() -> None:
    """A dealer without a segment, or of another class, is nobody's peer here, unless the policy widens the group."""
    files = crowd(("90", "86", "86", "80", "75", "70"), NARROW)
    files |= dealer(SEGMENT.replace("core", "watch"), 6)
    rows = derived(files).all(Evaluation)
    assert [row.rank for row in rows] == [1, 2, 2, 4, 5, None]
    rows = derived(files | version(POLICY)).all(Evaluation)
    assert [(row.rank, row.group_size, row.group) for row in rows[4:]] == [
        (5, 5, "leading/capital/retail"),
        (6, 6, "all/capital/retail"),
    ]
    files |= dealer("", 6)
    assert derived(files).all(Evaluation)[-1].group == ""


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ((("a", "x"),) * 5, {("a", "x"): "a"}),
        ((("a", "x"),) * 4 + (("b", "x"),), {("a", "x"): "x", ("b", "x"): "x"}),
        ((("a", "x"),) * 5 + (("b", "x"),), {("a", "x"): "a", ("b", "x"): "x"}),
        ((("a", "x"),) * 3 + (("b", "x"),), {}),
        ((("a",),) * 4 + (("b", "x"),) * 5, {("b", "x"): "b"}),
        ((), {}),
    ],
)
def test_a_group_is_widened_until_there_are_enough(
    groups: tuple[tuple[str, ...], ...], expected: dict[tuple[str, ...], str]
) -> None:
    """The first of its groups that has five; who is enough in a narrow one stays there, and counts in the wide one too."""
    assert choose(groups, 5) == expected


def test_two_groups_are_ranked_in_the_sample() -> None:
    """In the first two quarters of 2026 dealers of at least two groups see their rank, each group of five or more."""
    rows = judged().results.all(Evaluation)
    for name in ("2026Q1", "2026Q2"):
        ranked = [row for row in rows if row.quarter == name and row.rank is not None]
        assert len({row.group for row in ranked}) >= 2
        assert min(row.group_size for row in ranked) >= 5


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ('["330106"]', "capital"), ('["330100"]', "capital"), ('["330000"]', "capital"), ('["310112"]', "capital"),
        ('["310000"]', "capital"), ('["330200"]', "prefecture"), ('["330203"]', "county"), ('["330203", "330200"]', "prefecture"),
        ('["999999"]', "county"),
    ],
)  # fmt: skip
def test_classes_of_territory(codes: str, expected: str) -> None:
    """A capital, any part of one, or the province around it; a whole prefecture; else counties. Told by the tree, not by digits."""
    scope = f"scopes: [{{id: a, grant: sole, lines: [ambient], channels: [ka], regions: {codes}}}]"
    records = network(
        {
            **DIVISIONS,
            **terms(f"{scope}\npayment: {{method: prepaid, late_interest_daily: '0', reconciliation_day: '5'}}"),
        }
    )
    assert territory_class(THE_POLICY.peers, records.all(Contract)[0], regions(records)) == expected


@pytest.mark.parametrize(
    ("channels", "expected"),
    [
        ("[ka, cvs, school]", "retail"),
        ("[office, project, school]", "office"),
        ("[ka, office]", "retail"),
        ("[o2o]", "online"),
    ],
)
def test_classes_of_channels(channels: str, expected: str) -> None:
    """The class of most channels; of equals, the policy's first."""
    scope = f'scopes: [{{id: a, grant: sole, lines: [ambient], channels: {channels}, regions: ["330106"]}}]'
    records = network(
        terms(f"{scope}\npayment: {{method: prepaid, late_interest_daily: '0', reconciliation_day: '5'}}")
    )
    assert channel_class(THE_POLICY.peers, records.all(Contract)[0]) == expected


def test_award_ties() -> None:
    """Equal totals go by target attainment, then by payment on time, then by id."""
    rows = [("D-4", "80", "90", "90"), ("D-3", "85", "80", "80"), ("D-2", "85", "80", "95"), ("D-1", "85", "80", "95")]
    order = award_order(rows, lambda row: (D(row[1]), D(row[2]), D(row[3]), row[0]))
    assert [row[0] for row in order] == ["D-1", "D-2", "D-3", "D-4"]


def test_median() -> None:
    """The middle of an odd number, the mean of the two in the middle of an even one, none of none."""
    assert [median(D(x) for x in row) for row in ((3, 1, 2), (1, 2, 4, 9), ())] == [2, 3, None]


@given(st.lists(st.decimals(0, 100, places=1), min_size=5, max_size=12))
def test_ranks_order_and_quartiles(totals: list[Decimal]) -> None:
    """A better total never has a worse rank, equal ones share theirs, and quartiles are 1 to 4."""
    found = ranks([(str(n), total) for n, total in enumerate(totals)], 5)
    for n, mine in enumerate(totals):
        assert found[str(n)].rank == 1 + sum(other > mine for other in totals)
        assert 1 <= found[str(n)].quartile <= 4


def standings(*totals: str | None, dims: tuple[str, ...] = ()) -> list[Standing]:
    """Quarters one after the other from 2025Q1 on; None is one that is not rated, `D…` one with grade D."""
    found, when = [], FiscalQuarter(2025, 1)
    for total in totals:
        grade = "NR" if total is None else "D" if total.startswith("D") else "B"
        number = D("50.0") if total is None else D(total.removeprefix("D"))
        found.append(Standing(when, number, grade, tuple(D(x) for x in dims)))
        when = when.next()
    return found


@pytest.mark.parametrize(
    ("totals", "delta", "arrow", "mean", "flags"),
    [
        (("80",), None, "", "80.0", ()),
        (("80", "83"), "3", "steady", "81.5", ()),
        (("80", "83.1"), "3.1", "up", "81.6", ()),
        (("80", "76.9"), "-3.1", "down", "78.5", ()),
        (("80", "70.1"), "-9.9", "down", "75.1", ()),
        (("80", "70"), "-10", "down", "75.0", ("drop",)),
        (("80", "76", "72"), "-4", "down", "76.0", ("two_falls",)),
        (("80", "76", "72.1"), "-3.9", "down", "76.0", ()),
        (("80", "81", "72"), "-9", "down", "77.7", ()),
        (("80", None, "72"), None, "", "76.0", ()),
        (("80", None), None, "", "80.0", ()),
        (("10", "20", "30", "40", "50"), "10", "up", "35.0", ()),
        (("D50", "D55"), "5", "up", "52.5", ("two_d",)),
        (("D50", None, "D55"), None, "", "52.5", ("two_d",)),
        (("D50", "80", "D75"), "-5", "down", "68.3", ()),
        (("D50", "D55", None), None, "", "52.5", ()),
    ],
)
def test_movement(
    totals: tuple[str | None, ...], delta: str | None, arrow: str, mean: str, flags: tuple[str, ...]
) -> None:
    """Within 3 is steady; 10 down at once, or 8 in two falls, is flagged; D twice among the rated ones means exit review (D.7)."""
    moved = movement(THE_POLICY.trend, standings(*totals))
    assert (moved.delta, moved.arrow, str(moved.mean), moved.flags) == (
        None if delta is None else D(delta), arrow, mean, flags,
    )  # fmt: skip


def test_a_gap_in_the_series_is_no_neighbour() -> None:
    """A change is only between neighbouring quarters."""
    first, second = standings("80", "60")
    later = Standing(FiscalQuarter(2025, 4), second.total, second.grade)
    assert movement(THE_POLICY.trend, [first, later]).delta is None


@pytest.mark.parametrize(("score", "flags"), [("60", ()), ("59.99", ("weak_dimension",))])
def test_a_weak_dimension(score: str, flags: tuple[str, ...]) -> None:
    """Below 60 it is flagged; 60 is not."""
    assert movement(THE_POLICY.trend, standings("80", dims=("90", score))).flags == flags


@pytest.mark.parametrize(
    ("totals", "score"),
    [
        (("84.9", "85.0", "84.9", "85.0"), "85.0"),
        (("84.9", "85.0", "84.9"), "84.9"),
        (("84.9", "84.9"), None),
        ((), None),
    ],
)
def test_0b8_the_year(totals: tuple[str, ...], score: str | None) -> None:
    """The mean of the printed totals, half-up: 84.95 is 85.0, an A; fewer than three rated quarters are no year."""
    year = year_score((D(total) for total in totals), 3)
    assert (None if year is None else str(year)) == score


@given(st.lists(st.decimals(0, 100, places=1), min_size=3, max_size=4))
def test_a_year_lies_between_its_quarters(totals: list[Decimal]) -> None:
    """The mean is never below the worst or above the best."""
    year = year_score(totals, 3)
    assert year is not None
    assert min(totals) <= year <= max(totals)


def test_the_change_of_a_dealer_s_quarter() -> None:
    """Two quarters of one dealer, the second without the deduction: 3.0 up, still steady."""
    files = {
        **version(),
        **dealer(),
        **terms(),
        **quarter(),
        **quarter('deductions: []\nfrozen_on: "2026-07-07"', "2026Q2"),
    }
    row = evaluation(files, "D-2025-0001/2026Q2", TODAY)
    assert (row.delta is not None, row.arrow, str(row.mean)) == (True, "steady", "84.0")
    assert evaluation(files, "D-2025-0001/2026Q2", date(2026, 7, 1)).status == "provisional"
