"""What every dealer was given, has seen and was told of; its peers and forecasts; and the network over all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results
from toolkit.topics.communication.rules.information import information_quality
from toolkit.topics.communication.rules.results import InformationLine
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.information.records import Bulletin, DealerInformation, ProductLaunch, Share, SharingPolicy
from toolkit.topics.information.records.vocabularies import OURS, SHARED_KINDS
from toolkit.topics.information.rules.accuracy import accuracies, over_the_network
from toolkit.topics.information.rules.briefings import briefings_of, launches, line_of, products
from toolkit.topics.information.rules.delivery import (
    Delivery,
    acknowledged,
    acknowledged_by,
    deliveries,
    published,
    receipt,
)
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.results import (
    BriefingLine,
    InformationStanding,
    NetworkInformation,
    Received,
    SharedItem,
)
from toolkit.topics.information.rules.trends import peer_trends
from toolkit.topics.information.rules.wishes import user_wishes

SHARING = "sharing"
NETWORK = "network"
SHOWN_MONTHS = 12
"""A dealer's page shows what came in a year; what is older stays in the files."""


@dataclass(slots=True)
class Held:
    """What is gathered for one dealer."""

    received: list[Received] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)
    briefings: list[BriefingLine] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields every dealer's standing, its peers' trend and its forecasts, every launch, and the network."""
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    reach = Reach(network)
    held = gathered(network, reach, policy, as_of)
    yield from user_wishes(network, as_of)
    standings = list(launches(network, reach, as_of))
    for standing in standings:
        for dealer in set(standing.to_tell) - set(standing.told):
            held.setdefault(dealer, Held()).untold.append(standing.subject)
    start = fiscal_start(network)
    for dealer in sorted(held):
        yield _standing(dealer, held[dealer], policy, as_of, start)
    yield from standings
    accuracy = tuple(accuracies(network, policy, as_of)) if policy else ()
    yield from accuracy
    if policy is not None:
        yield from peer_trends(network, policy, reach, as_of)
    delivered = [row for rows in held.values() for row in rows.delivered]
    yield NetworkInformation(
        subject=NETWORK, quality=_quality(delivered, as_of, start), forecasts=over_the_network(accuracy)
    )


def gathered(network: Network, reach: Reach, policy: SharingPolicy | None, as_of: date) -> dict[str, Held]:
    """Returns by dealer what it was given, how that was delivered, and what it was told of."""
    held: dict[str, Held] = {}
    _bulletins(network, reach, policy, held, as_of)
    _shares(network, policy, held, as_of)
    _briefings(network, held, as_of)
    return held


def keep_until(last: date, policy: SharingPolicy | None) -> date | None:
    """Returns until when information on a period is kept; None without a policy."""
    return add_months(last, 12 * policy.keep_years) if policy else None


def _bulletins(
    network: Network, reach: Reach, policy: SharingPolicy | None, held: dict[str, Held], as_of: date
) -> None:
    """Who a bulletin is for is settled on the day of its first version: who joins later gets the next one."""
    answers = {
        (year.dealer, row.bulletin): row.text
        for year in network.all(DealerInformation)
        for row in year.answers
        if row.date <= as_of
    }
    since = add_months(as_of, -SHOWN_MONTHS)
    for bulletin in network.all(Bulletin):
        issues = published(bulletin.issues, as_of)
        if not issues or issues[-1].published_on <= since:
            continue
        item = _item(bulletin, "to_dealer", policy, as_of)
        seen = acknowledged_by(bulletin)
        for dealer in reach.dealers(bulletin.audience, issues[0].published_on):
            own = seen.get(dealer, {})
            state, day = receipt(issues[-1], own, as_of)
            answer = answers.get((dealer, bulletin.id))
            rows = held.setdefault(dealer, Held())
            rows.received.append(Received(item=item, state=state, acknowledged=day, answer=answer))
            rows.delivered += deliveries(f"{dealer}/{bulletin.id}", bulletin.kind, issues, own, as_of)


def _shares(network: Network, policy: SharingPolicy | None, held: dict[str, Held], as_of: date) -> None:
    since = add_months(as_of, -SHOWN_MONTHS)
    for year in network.all(DealerInformation):
        for share in year.shares:
            issues = published(share.issues, as_of)
            if not issues or issues[-1].published_on <= since:
                continue
            seen = acknowledged(share.acknowledgements)
            state, day = receipt(issues[-1], seen, as_of)
            rows = held.setdefault(year.dealer, Held())
            item = _item(share, share.direction, policy, as_of)
            rows.received.append(Received(item=item, state=state, acknowledged=day))
            if share.direction in OURS:
                rows.delivered += deliveries(f"{year.dealer}/{share.id}", share.kind, issues, seen, as_of)


def _item(about: Bulletin | Share, direction: str, policy: SharingPolicy | None, as_of: date) -> SharedItem:
    newest = published(about.issues, as_of)[-1]
    return SharedItem(
        id=about.id,
        direction=direction,
        kind=about.kind,
        subject=about.subject,
        first=about.period.first,
        last=about.period.last,
        version=newest.version,
        published_on=newest.published_on,
        due=newest.acknowledge_by,
        text=newest.text,
        figures=newest.figures,
        reason=newest.reason,
        keep_until=keep_until(about.period.last, policy),
    )


def _briefings(network: Network, held: dict[str, Held], as_of: date) -> None:
    catalogue = products(network)
    for (dealer, sku), briefing in briefings_of(network).items():
        launch = network.find(ProductLaunch, sku)
        if launch is None or sku not in catalogue:
            continue
        line = line_of(briefing, launch, catalogue[sku][1], as_of)
        if line is not None:
            held.setdefault(dealer, Held()).briefings.append(line)


def _standing(dealer: str, rows: Held, policy: SharingPolicy | None, as_of: date, start: int) -> InformationStanding:
    return InformationStanding(
        subject=dealer,
        dealer=dealer,
        governed_by=(policy.reference,) if policy else (),
        received=tuple(sorted(rows.received, key=lambda row: (row.item.published_on, row.item.id), reverse=True)),
        quality=_quality(rows.delivered, as_of, start),
        briefings=tuple(sorted(rows.briefings, key=lambda row: (row.launch_on, row.product), reverse=True)),
        untold=tuple(sorted(rows.untold)),
    )


def _quality(delivered: list[Delivery], as_of: date, start: int) -> tuple[InformationLine, ...]:
    """Timely is acknowledged by its day, accurate is not corrected, by kind and quarter (reference 0b, H)."""
    return tuple(
        InformationLine(quarter=q.quarter, kind=q.kind, issued=q.issued, timely=q.timely, accurate=q.accurate)
        for q in information_quality(delivered, as_of, start, SHARED_KINDS)
    )
