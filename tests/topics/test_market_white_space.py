"""White space: which counties nobody deals in, what they are worth, and what is covered in name or in part only."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal as D

import pytest

from tests.topics.builders import TODAY
from tests.topics.screening_workspace import (
    DEALER_1,
    DIVISIONS,
    MARKET_POLICIES,
    candidate,
    contract,
    dealer,
    market,
    network,
    results,
    screening,
)
from toolkit.network.view import PUBLIC, Lens, View
from toolkit.topics.contract.rules.white_space import WhiteSpace, white_space

LINES = """lines:
  - line: {line}
    tax: excl
    estimates: [{{method: bottomup, amount: "{size}", working: 算式, source: 走店, as_of: "2026-07-01"}}]
    growth: "0"
    own_sales: "0"
    attainable_share: "0.1"
    attainable_basis: 同类
    in_house_share: "0"
    channels: [{{channel: traditional, share: "0.7"}}, {{channel: school, share: "0.3"}}]
"""


def lines(line: str = "ambient", size: str = "10000") -> str:
    return LINES.format(line=line, size=size)


def granted(
    regions: str, line: str = "ambient", channels: str = "traditional", more: str = "", number: int = 1
) -> dict[str, str]:
    scope = (
        f"scopes: [{{id: main, grant: non_exclusive, lines: [{line}], channels: [{channels}], regions: [{regions}]}}]\n"
    )
    return contract(scope + more, number=number)


def space(*files: Mapping[str, str]) -> dict[str, WhiteSpace]:
    records = network(DIVISIONS, MARKET_POLICIES, *files)
    return {row.subject: row for row in white_space(records, results(records), TODAY)}


def one(*files: Mapping[str, str]) -> WhiteSpace:
    return space(market(lines()), dealer(), *files)["hangzhou+ambient"]


def test_a_region_without_contracts_is_open_and_worth_its_target() -> None:
    """Three counties, 10 % of 10 000 yuan, ranked first of one; counties count alike without people."""
    row = one()
    assert (row.open, row.counties, row.potential, row.rank) == (("330106", "330112", "330113"), 3, D("1000.00"), 1)
    assert (row.by_people, row.owner, [step.value for step in row.trace]) == (
        False,
        "S-2025-0001",
        [D("1000.00"), "100.00%", D("1000.00")],
    )


@pytest.mark.parametrize(
    ("text", "open_"),
    [
        (granted('"330106"'), ("330112", "330113")),
        (granted('"330100"'), ()),
        (granted('"330000"'), ()),
        (granted('"330203"'), ("330106", "330112", "330113")),
        (granted('"330106"', line="chilled"), ("330106", "330112", "330113")),
        (granted('"330106"', more='signed_on: none\nstatus: draft\n'), ("330106", "330112", "330113")),
        (granted('"330106"', more='ended: {date: "2026-10-19", reason: 协商}\n'), ("330106", "330112", "330113")),
    ],
)  # fmt: skip
def test_a_contract_in_force_for_the_line_covers_its_counties(text: dict[str, str], open_: tuple[str, ...]) -> None:
    """Wider codes cover what is below; other counties, other lines, drafts and contracts that have ended do not."""
    assert one(text).open == open_


def test_open_counties_are_worth_what_their_people_are() -> None:
    """With 600, 300 and 100 people the two smaller counties are worth 40 %; ranks are within a line, richest first."""
    people = 'people: [{region: "330106", population: 600}, {region: "330112", population: 300}, {region: "330113", population: 100}]\n'
    ningbo = market('regions: ["330200"]\n' + lines(size="5000"), "ningbo")
    rich = market('regions: ["330200"]\n' + lines("chilled", "900000"), "other")
    found = space(market(people + lines()), ningbo, rich, dealer(), granted('"330106"'))
    assert {name: (row.potential, row.rank) for name, row in found.items()} == {
        "hangzhou+ambient": (D("400.00"), 2),
        "ningbo+ambient": (D("500.00"), 1),
        "other+chilled": (D("90000.00"), 1),
    }
    assert found["hangzhou+ambient"].by_people is True


def test_counties_covered_in_name_only() -> None:
    """A county whose dealer keeps a list of outlets and has none that ordered in 90 days; without a list nobody can tell."""
    head = "id,name,type,region,opened,last_order\n"
    outlets = {
        f"dealers/{DEALER_1}/outlets.csv": head
        + "O1,甲店,cvs,330106,2025-02-01,2026-07-22\n"
        + "O2,乙店,cvs,330112,2025-02-01,2026-07-21\n"
    }
    assert one(granted('"330100"'), outlets).in_name == ("330112", "330113")
    assert one(granted('"330100"')).in_name == ()
    assert one(granted('"330100"'), granted('"330112"', number=2), dealer("", 2), outlets).in_name == (
        "330112",
        "330113",
    )


def test_channels_that_nobody_serves_in_counties_that_are_covered() -> None:
    """Schools in both covered counties, with their share of the market; open counties are not counted twice."""
    row = one(granted('"330106", "330112"'))
    assert [(gap.channel, gap.counties, gap.share) for gap in row.channels] == [
        ("school", ("330106", "330112"), D("0.3"))
    ]
    assert row.open == ("330113",)
    assert one(granted('"330106"', channels="traditional, school")).channels == ()


def test_owner_and_candidates() -> None:
    """The territory that holds the first open county answers for it; those still recruited for the line are named."""
    tree = {
        "content/markets/territories/2026.yaml": """
            territories:
              - {id: hangzhou, name: 杭州, regions: ["330100"], owner: S-2025-0001}
              - {id: linan, name: 临安, parent: hangzhou, regions: ["330112"], owner: S-2025-0002}
            """
    }
    seeking = "market: hangzhou\nlines: [ambient]\n"
    files = (
        candidate("2026-06-01 lead", number=2),
        screening(seeking, 2),
        candidate("2026-06-01 lead, 2026-07-01 rejected", number=3),
        screening(seeking, 3),
        candidate("2026-06-01 lead", number=4),
        screening(seeking.replace("ambient", "chilled"), 4),
    )
    row = one(granted('"330106"'), tree, *files)
    assert (row.owner, row.candidates) == ("S-2025-0002", ("D-2025-0002",))


def test_white_space_is_ours_alone() -> None:
    """Neither dealers nor the public see what is open, what it is worth, or who is being talked to."""
    records = network(DIVISIONS, MARKET_POLICIES, market(lines()))
    derived = results(records)
    derived = derived.joined(white_space(records, derived, TODAY))
    for lens in (PUBLIC, Lens("dealer", DEALER_1)):
        assert [set(vars(row)) for row in View(records, derived, lens).results(WhiteSpace)] == [{"subject", "dealer"}]
