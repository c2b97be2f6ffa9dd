"""Sizes, targets, priority, territories, gaps: the arithmetic of the market chapter."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY, company
from tests.topics.screening_workspace import DIVISIONS, MARKET_POLICIES, market, network, results
from toolkit.network.view import INTERNAL, PUBLIC, Lens, View
from toolkit.topics.contract.records.vocabularies import CHANNELS as CONTRACT_CHANNELS
from toolkit.topics.contract.records.vocabularies import GRANTS as CONTRACT_GRANTS
from toolkit.topics.market.records import CHANNELS, GRANTS, MEASURES, LineMarket, Market, PriorityPolicy, Territory
from toolkit.topics.market.rules import MarketPotential, TerritoryStanding
from toolkit.topics.market.rules.ideal import Offer, gaps, requirements
from toolkit.topics.market.rules.priority import READ, priorities, scaled
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.research import (
    coming,
    county_shares,
    difference,
    funds_needed,
    month_target,
    months_old,
    outlets_wanted,
    share,
    territory_target,
)
from toolkit.topics.market.rules.territories import territories_of

LINE = """
      - line: ambient
        tax: excl
        estimates:
          - {method: topdown, amount: "95000000", working: 全省 × 38%, source: 年报, as_of: "2026-07-01"}
          - {method: bottomup, amount: "86400000", working: 6000 × 1200 × 12, source: 走店, as_of: "2026-07-01"}
        growth: "0.08"
        own_sales: "1728000"
        attainable_share: "0.05"
        attainable_basis: 同类城市
        in_house_share: "0.20"
        competitors:
          - {brand: 甲, share: "0.2", source: 走店}
          - {brand: 乙, share: "0.1", source: 走店}
          - {brand: 丙, share: "0.05", source: 走店}
          - {brand: 丁, share: "0.04", source: 走店}
        channels: [{channel: cvs, share: "0.4"}, {channel: ka, share: "0.35"}, {channel: school, share: "0.25"}]
        positioning:
          statement: 好茶
          advantages: []
          target_segments: [{who: 上班族, need: 无糖, channel: cvs}, {who: 学生, need: 解渴, channel: school}, {who: 白领, need: 无糖, channel: cvs}]
        plan:
          dealers: 2
          grant: non_exclusive
          launch: 2027Q1
          first_order: "200000"
          outlets: 1800
          targets: [{year: 1, amount: "2400000"}, {year: 2, amount: "3600000"}]
          budget: "100000"
          owner: S-2025-0001
          reason: 空白
        ideal_dealer:
          channels: [cvs, school]
          min_team: 6
          min_warehouse_m2: 800
          storage: ambient
          capital_multiple: "1.5"
          attitude: 愿意
          working: 算式
          approved_on: "2026-07-10"
          approved_by: S-2025-0004
"""


def lines(text: str = LINE) -> str:
    return "lines:\n" + text


def line(*changes: tuple[str, str]) -> LineMarket:
    text = LINE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return network(market(lines(text))).all(Market)[0].lines[0]


HANDBOOK = line()


def test_the_territory_target_is_size_times_attainable_share_times_what_we_leave() -> None:
    """The handbook's example: 86.4 m × 5 % × (1 − 20 %) = 3.456 m; the smaller estimate is the size."""
    assert (territory_target(HANDBOOK), share(HANDBOOK)) == (D("3456000.00"), D("0.02"))
    apart = difference(HANDBOOK)
    assert apart is not None
    assert apart.quantize(D("0.0001")) == D("0.0995")


def test_without_an_estimate_there_is_no_target() -> None:
    """Nothing is guessed: no size, no share, no target, no difference."""
    start, end = LINE.index("        estimates:"), LINE.index("        growth")
    bare = line((LINE[start:end], ""), ("        growth", "        estimates: []\n        growth"))
    assert (territory_target(bare), share(bare), difference(bare)) == (None, None, None)


def test_what_one_dealer_needs() -> None:
    """The region's target and outlets are shared by the dealers planned; the first order is each one's own."""
    plan = HANDBOOK.plan
    assert plan is not None
    assert (month_target(plan), funds_needed(plan, D("1.5")), outlets_wanted(plan)) == (D(100000), D(350000), D(900))


@pytest.mark.parametrize(
    ("first", "then", "months"),
    [("2025-10-20", "2026-10-20", 12), ("2025-10-21", "2026-10-20", 11), ("2026-10-20", "2026-10-19", 0), ("2025-08-31", "2026-02-28", 6)],
)  # fmt: skip
def test_full_months_between_two_days(first: str, then: str, months: int) -> None:
    """A month is full on the same day of the month, or on its last."""
    assert months_old(date.fromisoformat(first), date.fromisoformat(then)) == months


def test_a_plan_is_to_come_until_its_quarter_is_over() -> None:
    """On the last day of the launch quarter the region is still ranked, on the next not."""
    plan = HANDBOOK.plan
    assert [coming(plan, day, 1) for day in (date(2027, 3, 31), date(2027, 4, 1))] == [True, False]
    assert (coming(None, TODAY, 1), coming(plan, date(2027, 6, 30), 4)) == (False, True)


# --- priority ---------------------------------------------------------------------------------------------------------

POLICY = network(MARKET_POLICIES).all(PriorityPolicy)[0]


def test_the_priority_of_the_handbooks_three_regions() -> None:
    """0.35·size + 0.25·growth + 0.20·(100 − competition) + 0.20·fit gives 61.0, 65.0 and 17.5 (reference A.3)."""
    rows = {"甲": (100, 40, 80, 60), "乙": (0, 100, 0, 100), "丙": (50, 0, 100, 0)}
    given = {name: dict(zip(MEASURES, map(D, values), strict=True)) for name, values in rows.items()}
    found = priorities(given, POLICY)
    assert {name: (row.score, row.rank, row.of) for name, row in found.items()} == {
        "甲": (D("61.0"), 2, 3),
        "乙": (D("65.0"), 1, 3),
        "丙": (D("17.5"), 3, 3),
    }


def test_a_measure_in_which_all_are_alike_is_said_and_decides_nothing() -> None:
    """Equal values, and a single candidate, count the plain value 50; the others decide as before."""
    one = {"size": D(5), "growth": D(0), "competition": D(1), "fit": D(1)}
    two = {**one, "growth": D("0.1")}
    found = priorities({"a": one, "b": two}, POLICY)
    assert {part.measure: part.alike for part in found["a"].parts} == {
        "size": True,
        "growth": False,
        "competition": True,
        "fit": True,
    }
    assert (found["b"].score - found["a"].score, found["b"].rank) == (D(25), 1)
    alone = priorities({"a": one}, POLICY)["a"]
    assert (alone.score, alone.rank, alone.of, all(part.alike for part in alone.parts)) == (D(50), 1, 1, True)


VALUES = st.decimals(min_value=-1000, max_value=1000, places=3)


@given(st.lists(VALUES, min_size=1, max_size=8))
def test_scaling_keeps_the_order_and_stays_within_0_and_100(values: list[D]) -> None:
    """The lowest is 0, the highest 100, and nothing changes places; alike values have no scale."""
    found = scaled(values)
    if found is None:
        assert len(set(values)) == 1
        return
    assert (min(found), max(found)) == (D(0), D(100))
    assert sorted(range(len(values)), key=lambda n: (values[n], n)) == sorted(
        range(len(values)), key=lambda n: (found[n], n)
    )


@given(st.lists(st.tuples(VALUES, VALUES, VALUES, VALUES), min_size=1, max_size=6), st.integers(0, 5))
def test_priorities_are_bounded_and_more_competition_never_helps(rows: list[tuple[D, D, D, D]], which: int) -> None:
    """Scores lie between 0 and 100; raising one candidate's competition does not raise its own rank."""
    given_ = {str(n): dict(zip(MEASURES, row, strict=True)) for n, row in enumerate(rows)}
    before = priorities(given_, POLICY)
    assert all(0 <= row.score <= 100 and 1 <= row.rank <= len(rows) for row in before.values())
    name = str(which % len(rows))
    harder = {**given_, name: {**given_[name], "competition": given_[name]["competition"] + 1}}
    assert priorities(harder, POLICY)[name].score <= before[name].score


def test_measures_are_computed_from_the_research() -> None:
    """Competition is the share of the three largest rivals, fit the channels of the target customers, each once."""
    read = {name: READ[name](HANDBOOK, POLICY) for name in MEASURES}
    assert read == {"size": D(86400000), "growth": D("0.08"), "competition": D("0.35"), "fit": D("0.65")}
    assert set(READ) == set(MEASURES)


# --- results ----------------------------------------------------------------------------------------------------------


def test_potentials_rank_the_regions_that_are_to_come() -> None:
    """A region whose launch is over, and one without rivals on record, are not ranked; the latter says what it lacks."""
    over = LINE.replace("launch: 2027Q1", "launch: 2026Q1")
    blind = LINE[: LINE.index("        competitors:")] + LINE[LINE.index("        channels: [{channel: cvs") :]
    records = network(
        MARKET_POLICIES,
        company(),
        market(lines(), "a"),
        market(lines(LINE.replace('growth: "0.08"', 'growth: "0.09"')), "b"),
        market(lines(over), "c"),
        market(lines(blind), "d"),
    )
    found = {row.market: row for row in results(records).all(MarketPotential)}
    assert [(found[n].rank, found[n].candidates, found[n].lacking) for n in "abcd"] == [
        (2, 2, ()),
        (1, 2, ()),
        (None, 0, ()),
        (None, 0, ("competition",)),
    ]
    assert (found["a"].target, found["a"].stale, found["a"].months_old) == (D("3456000.00"), False, 2)
    assert [step.origin is not None for step in found["a"].trace][:3] == [True, True, True]
    assert found["a"].trace[-1].policy == "priority@2024-1"


@pytest.mark.parametrize(("day", "stale"), [("2025-10-20", False), ("2025-10-19", True)])
def test_research_is_stale_after_the_months_of_the_policy(day: str, stale: bool) -> None:
    """Twelve months to the day still hold; a day more does not."""
    records = network(MARKET_POLICIES, market(f'as_of: "{day}"\n' + lines()))
    assert [row.stale for row in results(records).all(MarketPotential)] == [stale]


def test_only_we_see_what_a_region_is_worth() -> None:
    """A dealer's and the public view of a potential hold nothing but its subject; planted, size and trace are ours."""
    records = network(MARKET_POLICIES, market(lines()))
    derived = results(records)
    for lens in (PUBLIC, Lens("dealer", "D-2025-0001")):
        seen = View(records, derived, lens)
        assert [set(vars(row)) for row in seen.results(MarketPotential)] == [{"subject", "dealer"}]
        assert [set(vars(row)) for row in seen.all(Market)] == [{"id", "name", "regions", "exclusions"}]
    ours = View(records, derived, INTERNAL).results(MarketPotential)[0]
    assert (ours.size, len(ours.trace) > 0) == (D(86400000), True)


# --- counties and territories -----------------------------------------------------------------------------------------


def test_counties_share_a_market_by_their_people_or_alike() -> None:
    """With everybody counted, by people; with one county missing, each counts the same. Shares total 1 either way."""
    people = 'people: [{region: "330106", population: 600}, {region: "330112", population: 300}, {region: "330113", population: 100}]\n'
    records = network(DIVISIONS, market(people))
    counted, known = county_shares(records.all(Market)[0], regions(records))
    assert (known, counted) == (True, {"330106": D("0.6"), "330112": D("0.3"), "330113": D("0.1")})
    records = network(DIVISIONS, market(people.replace(', {region: "330113", population: 100}', "")))
    alike, known = county_shares(records.all(Market)[0], regions(records))
    total = sum(alike.values(), D(0)).quantize(D("1E-20"))
    assert (known, len(set(alike.values())), total) == (False, 1, D(1))


TREE = {
    "content/markets/territories/2026.yaml": """
        territories:
          - {id: east, name: 华东, regions: ["330000"], owner: S-2025-0001, targets: [{line: ambient, amount: "100"}]}
          - {id: hangzhou, name: 杭州, parent: east, regions: ["330100"], owner: S-2025-0002, targets: [{line: ambient, amount: "60"}]}
          - {id: ningbo, name: 宁波, parent: east, regions: ["330200"], owner: S-2025-0001, targets: [{line: ambient, amount: "40"}]}
          - {id: linan, name: 临安, parent: hangzhou, regions: ["330112"], owner: S-2025-0003}
        """
}


def test_a_county_belongs_to_the_lowest_territory_that_holds_it() -> None:
    """Owner, way up and what is given down follow the tree."""
    records = network(DIVISIONS, TREE)
    held = territories_of(records.all(Territory), 2026, regions(records))
    lowest = [row.id if (row := held.at(code)) else None for code in ("330112", "330106", "330203", "110101")]
    assert lowest == ["linan", "hangzhou", "ningbo", None]
    assert (held.above("linan"), held.given_down("east")) == (("hangzhou", "east"), {"ambient": D(100)})
    assert territories_of(records.all(Territory), 2025, regions(records)).at("330112") is None
    found = {row.subject: (row.depth, row.counties) for row in results(records).all(TerritoryStanding)}
    assert found == {"2026/east": (0, 4), "2026/hangzhou": (1, 3), "2026/ningbo": (1, 1), "2026/linan": (2, 1)}


def test_a_ring_of_territories_ends_the_climb() -> None:
    """Two territories above each other do not hang the way up."""
    ring = {
        "content/markets/territories/2026.yaml": """
            territories:
              - {id: a, name: 甲, parent: b, regions: ["330100"], owner: S-2025-0001}
              - {id: b, name: 乙, parent: a, regions: ["330100"], owner: S-2025-0001}
            """
    }
    records = network(DIVISIONS, ring)
    assert territories_of(records.all(Territory), 2026, regions(records)).above("a") == ("b",)


# --- the ideal dealer -------------------------------------------------------------------------------------------------


def offer(team: str | None, m2: str | None, storage: str, funds: str | None, channels: str) -> Offer:
    figure = [None if text is None else D(text) for text in (team, m2, funds)]
    return Offer(figure[0], figure[1], storage.split(), figure[2], channels.split())


def test_every_gap_to_the_ideal_dealer_is_named() -> None:
    """What is met is no gap, what is short says by how much, what lacks says what; funds follow from the plan."""
    assert HANDBOOK.ideal_dealer is not None
    short = offer("5", "800", "chilled", "349999.99", "cvs ka")
    found = gaps(HANDBOOK.ideal_dealer, HANDBOOK.plan, short)
    assert [(row.name, row.lacks, row.missing) for row in found] == [
        ("team", D(1), ()),
        ("storage", D(0), ("ambient",)),
        ("funds", D("0.01"), ()),
        ("channels", D(0), ("school",)),
    ]
    enough = offer("6", "800", "ambient", "350000", "school cvs")
    assert gaps(HANDBOOK.ideal_dealer, HANDBOOK.plan, enough) == ()


def test_what_nobody_knows_is_no_gap() -> None:
    """An offer that is not known is neither met nor a gap; without a plan funds are not asked."""
    assert HANDBOOK.ideal_dealer is not None
    rows = tuple(requirements(HANDBOOK.ideal_dealer, None, offer(None, None, "", None, "")))
    assert {row.name: row.met for row in rows} == dict.fromkeys(("team", "warehouse", "storage", "channels"))


def test_channels_and_grants_are_those_of_contracts() -> None:
    """Markets and contracts speak of the same channels and grants, code by code and word by word."""
    for here, there in ((CHANNELS, CONTRACT_CHANNELS), (GRANTS, CONTRACT_GRANTS)):
        assert [(code, here.label(code)) for code in here] == [(code, there.label(code)) for code in there]
