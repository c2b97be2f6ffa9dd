"""The arithmetic of contracts: which are in force, where territories overlap, and how a paper is put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.dues import once
from toolkit.network.network import Network
from toolkit.network.results import Result, Results
from toolkit.topics.contract.rules.calendar import ContractCalendar, calendars
from toolkit.topics.contract.rules.coverage import COVERAGE, coverage, network_coverage
from toolkit.topics.contract.rules.deviations import deviations
from toolkit.topics.contract.rules.explain import FIGURES as EXPLAINED
from toolkit.topics.contract.rules.governing import derive as standings
from toolkit.topics.contract.rules.joint_plan import derive as joint_plans
from toolkit.topics.contract.rules.licences import licence_dues
from toolkit.topics.contract.rules.lint.standing import derive as lint_standings
from toolkit.topics.contract.rules.negotiation import derive as negotiations
from toolkit.topics.contract.rules.renewals import RENEWALS, renewal_quarters
from toolkit.topics.contract.rules.standing import contracts_of, current, in_force, in_force_span
from toolkit.topics.contract.rules.territory import Overlap, counties_of, overlaps
from toolkit.topics.contract.rules.white_space import white_space

__all__ = ["FIGURES", "Overlap", "contracts_of", "counties_of", "current", "in_force", "in_force_span", "overlaps"]
FIGURES = (*EXPLAINED, RENEWALS, *COVERAGE)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields how each dealer stands contractually, its talks, reviews, plans and dates, and which ground nobody works."""
    yield from standings(network, results, as_of)
    yield from negotiations(network, results, as_of)
    yield from joint_plans(network, results, as_of)
    yield from deviations(network, as_of)
    dated = tuple(calendars(network, as_of))
    yield from dated
    yield from once(licence_dues(network, (row for row in dated if isinstance(row, ContractCalendar)), as_of))
    yield from renewal_quarters(network, as_of)
    yield from lint_standings(network, as_of)
    spaces, provinces = tuple(white_space(network, results, as_of)), tuple(coverage(network, as_of))
    yield from spaces
    yield from provinces
    yield from network_coverage(network, provinces, spaces)
