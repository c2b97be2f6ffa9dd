"""What several checks of this chapter ask: a dealer's years, and the trust policy of a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.topics.communication.records import Communication, TrustPolicy
from toolkit.topics.communication.rules.standing import TRUST


def years(network: Network) -> Iterator[Communication]:
    """Yields every dealer's years."""
    yield from network.all(Communication)


def trust_policy(network: Network, as_of: date) -> TrustPolicy | None:
    """Returns the trust policy in force on the as-of date, or None."""
    return in_force(network.all(TrustPolicy), TRUST, as_of)
