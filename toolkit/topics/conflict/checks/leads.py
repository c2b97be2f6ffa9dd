"""Goods found in the market: leads that nobody has looked at, and cases that count otherwise than the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.conflict.records import Case, Sighting
from toolkit.topics.conflict.rules.detection import candidates
from toolkit.topics.topic import Check

NOT_LOOKED_AT = ProblemKind(
    "CFL161",
    "info",
    Text(
        "{dealer} 有 {cases} 箱在区域、渠道或产品线以外，尚未立案",
        "{cases} cases of {dealer} lie outside its territory, channels or lines and stand in no case",
    ),
    Text(
        "先问原因：缺货、促销、线路、被动销售；再决定是否立案",
        "ask for the cause first: shortage, promotion, route, passive sale; then decide on a case",
    ),
)
OTHER_COUNT = ProblemKind(
    "CFL162",
    "error",
    Text(
        "码 {code} 在案件里是 {given} 箱，发现清单是 {listed} 箱",
        "the code {code} has {given} cases here and {listed} in the list of goods found",
    ),
)


def leads(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Goods found outside a territory beyond natural flow are looked at; a lead is a question, not a finding.

    中文：在区域、渠道或产品线之外发现的货，超过自然流动的要去了解。线索是问题，不是结论：先问缺货、促销、线路、被动销售，
    再决定是否立案。
    """
    rows = {(row.quarter, row.code): row for row in network.all(Sighting)}
    for lead in candidates(network):
        new = [row for row in lead.rows if not row.case]
        if new and not lead.natural:
            place = rows[lead.quarter, new[0].code]
            yield told(network, NOT_LOOKED_AT, place, "cases", dealer=lead.dealer, cases=lead.new_cases)


def counts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A case counts the 箱 of a code as the list of goods found does (reference 0b number 17).

    中文：案件里一个码算几箱，与发现清单相同。请改正其中一处。
    """
    listed = {row.code: row.cases for row in network.all(Sighting)}
    for case in network.all(Case):
        for n, row in enumerate(case.trace):
            if listed.get(row.code, row.cases) != row.cases:
                there = listed[row.code]
                yield told(
                    network, OTHER_COUNT, case, "trace", n, "cases", code=row.code, given=row.cases, listed=there
                )


CHECKS: tuple[Check, ...] = (Check((NOT_LOOKED_AT,), leads), Check((OTHER_COUNT,), counts))
