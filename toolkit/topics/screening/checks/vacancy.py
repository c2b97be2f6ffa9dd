"""Gate G10: a territory that is said to be vacant is vacant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.rules import counties_of, in_force_span
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.records import GRANTS, Market
from toolkit.topics.market.rules.regions import regions
from toolkit.topics.market.rules.research import counties_of as counties_of_market
from toolkit.topics.screening.checks.place import recruited
from toolkit.topics.screening.records import Screening
from toolkit.topics.screening.rules.gates import PASS
from toolkit.topics.screening.rules.results import gates_policy
from toolkit.topics.topic import Check

VACANCY = "vacancy"
Ground = dict[tuple[str, str], list[tuple[Contract, int]]]
"""By county and line, contracts and the places of their scopes: so that time does not grow with their product."""

NOT_VACANT = ProblemKind(
    "SCR130",
    "error",
    Text(
        "区域并不空置：合同 {contract} 在 {count} 个县级单位为{grant}授权",
        "the territory is not vacant: the contract {contract} has a grant that is {grant} in {count} counties",
    ),
    Text(
        "缩小意向区域、产品线或渠道，或先与现有经销商商定",
        "narrow what is sought, or first settle it with the dealer there",
    ),
)


def vacancy(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A territory recorded as vacant is vacant: no contract of another dealer bears nobody beside it there.

    Compared county by county, for the lines and channels sought, with contracts in force or still to begin, as the
    overlap check does for contracts (reference G10, A.3, 0b number 17). A candidate that seeks exclusivity meets every
    contract; a second-level dealer works inside the territory of the one above it.

    中文：记为空置的区域确实空置：没有别家的合同排除他人在那里经营。按所求的产品线和渠道逐县比较，包括生效和将要生效的合
    同；求独家的与任何合同都比，二级经销商在上级的区域之内经营不算冲突。
    """
    ground: Ground | None = None
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        policy = gates_policy(network, screening, as_of)
        if profile is None or policy is None or not recruited(network, screening, as_of):
            continue
        tested = {rule.id for rule in policy.gates if rule.test == VACANCY}
        for place, gate in enumerate(screening.gates):
            if gate.gate in tested and gate.result == PASS:
                ground = ground if ground is not None else _ground(network, as_of)
                for contract, scope, count in _taken(network, screening, profile, ground):
                    yield told(
                        network,
                        NOT_VACANT,
                        screening,
                        *("gates", place, "result"),
                        contract=contract.contract_no,
                        count=count,
                        grant=GRANTS.label(scope.grant),
                    )


def _ground(network: Network, as_of: date) -> Ground:
    """By county and line, the scopes of contracts that bind on the as-of date or will do so."""
    tree = regions(network)
    found: Ground = {}
    for contract in network.all(Contract):
        span = in_force_span(contract)
        if span is None or span.end <= as_of:
            continue
        terms = terms_on(network, contract, max(span.first, as_of))
        for place, scope in enumerate(terms.scopes):
            for county in counties_of(scope, tree):
                for line in scope.lines:
                    found.setdefault((county, line), []).append((terms, place))
    return found


def _taken(
    network: Network, screening: Screening, profile: DealerProfile, ground: Ground
) -> Iterator[tuple[Contract, Scope, int]]:
    tree = regions(network)
    market = network.find(Market, screening.market) if screening.market else None
    sought = tree.expand(screening.regions)
    if not screening.regions and market is not None:
        sought = counties_of_market(market, tree)
    met: dict[tuple[str, int], tuple[Contract, set[str]]] = {}
    for county in sorted(sought):
        for line in screening.lines:
            for contract, place in ground.get((county, line), ()):
                met.setdefault((contract.contract_no, place), (contract, set()))[1].add(county)
    for (_, place), (contract, counties) in sorted(met.items()):
        scope = contract.scopes[place]
        alone = scope.grant != "non_exclusive" or screening.exclusive_sought
        if (
            contract.dealer not in (profile.id, profile.parent)
            and alone
            and set(scope.channels) & set(screening.channels)
        ):
            yield contract, scope, len(counties)


CHECKS: tuple[Check, ...] = (Check((NOT_VACANT,), vacancy),)
