"""Who at the company owns what for a dealer, and above whom a matter goes (reference 0b, A.8)."""

from __future__ import annotations

from toolkit.network.network import Network
from toolkit.topics.company.records import Staff
from toolkit.topics.dealer.records import ServiceTeam
from toolkit.topics.support.records import SlaPolicy
from toolkit.topics.support.rules.results import Duty

OVERALL = "overall"
FUNDS, SUPPLY = "funds", "supply"
STANDING_DUTIES = ((OVERALL, "manager"), (SUPPLY, "logistics"), (FUNDS, "marketing"))
"""What is owned whether or not there is a ticket."""


def member(team: ServiceTeam, part: str) -> str:
    """Returns who of a service team has a part; the account manager where nobody is named."""
    held: str | None = getattr(team, part)
    return held or team.manager


def owner_of(team: ServiceTeam | None, policy: SlaPolicy | None, category: str) -> str:
    """Returns who owns a category of tickets for a dealer; an empty text without a service team."""
    if team is None:
        return ""
    routes = {row.category: row.team for row in policy.routes} if policy else {}
    return member(team, routes.get(category, "manager"))


def duties(network: Network, team: ServiceTeam, policy: SlaPolicy | None) -> tuple[Duty, ...]:
    """Returns the standing duties and one for each category of tickets: owner, who stands in, and the owner's head.

    The backup stands in for the account manager, the account manager for all others.
    """
    routed = tuple((row.category, row.team) for row in policy.routes) if policy else ()
    rows = []
    for what, part in (*STANDING_DUTIES, *routed):
        owner = member(team, part)
        person = network.find(Staff, owner)
        rows.append(
            Duty(
                what=what,
                team=part,
                staff=owner,
                stands_in=team.backup if owner == team.manager else team.manager,
                head=person.reports_to or "" if person else "",
            )
        )
    return tuple(rows)
