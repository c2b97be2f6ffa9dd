"""For whom information is: the dealers that a condition reaches on a day, and those that a product line is granted to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from toolkit.kernel.period import Span
from toolkit.network.network import Network
from toolkit.topics.contract.records import Contract, Scope
from toolkit.topics.contract.rules import counties_of, in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, STARTING, segment, state
from toolkit.topics.information.records import Audience, ProductLaunch
from toolkit.topics.market.rules import regions


class Reach:
    """Who is reached, by the contracts in force; a dealer that is leaving or gone is not."""

    def __init__(self, network: Network) -> None:
        self._tree = regions(network)
        self._profiles = {profile.id: profile for profile in network.all(DealerProfile)}
        self._bound: dict[str, list[tuple[Contract, Span]]] = {}
        for contract in network.all(Contract):
            span = in_force_span(contract)
            if span is not None:
                self._bound.setdefault(contract.dealer, []).append((contract, span))
        self._counties: dict[tuple[str, str], frozenset[str]] = {}

    def dealers(self, audience: Audience, day: date) -> tuple[str, ...]:
        """Returns the dealers of an audience on a day, by id: those named, and those that meet all other conditions."""
        named = [dealer for dealer in audience.dealers if dealer in self._profiles]
        if not (audience.lines or audience.regions or audience.segments):
            return tuple(sorted(set(named)))
        wanted = self._tree.expand(audience.regions)
        met = (dealer for dealer in self._bound if self._meets(dealer, audience, wanted, day))
        return tuple(sorted({*named, *met}))

    def granted(self, line: str, day: date) -> Mapping[str, date]:
        """Returns the dealers to whom a line is granted on a day, each with the first day of its grant."""
        found = {}
        for dealer, rows in self._bound.items():
            spans = [span for contract, span in rows if any(line in scope.lines for scope in contract.scopes)]
            if any(day in span for span in spans) and self._works(dealer, day):
                found[dealer] = min(span.first for span in spans)
        return found

    def to_tell(self, launch: ProductLaunch, line: str, as_of: date) -> Mapping[str, date]:
        """Returns the dealers that are to be told of a launch, each with the first day of its grant.

        Before the launch those to whom the line will be granted on its day; afterwards also who has joined since.
        """
        day = max(launch.launch_on, as_of)
        granted = self.granted(line, day)
        if launch.audience is None:
            return granted
        wave = self.dealers(launch.audience, day)
        return {dealer: first for dealer, first in granted.items() if dealer in wave}

    def served(self, span: Span) -> tuple[str, ...]:
        """Returns the dealers with one contract in force through all days of a span, by id."""
        return tuple(
            sorted(
                dealer
                for dealer, rows in self._bound.items()
                if any(held.first <= span.first and span.end <= held.end for _, held in rows)
                and self._works(dealer, span.last)
            )
        )

    def contracts(self, dealer: str, day: date) -> tuple[Contract, ...]:
        """Returns a dealer's contracts in force on a day."""
        return tuple(contract for contract, span in self._bound.get(dealer, ()) if day in span)

    def _works(self, dealer: str, day: date) -> bool:
        profile = self._profiles.get(dealer)
        return profile is not None and state(profile, day) in STARTING | RUNNING

    def _meets(self, dealer: str, audience: Audience, wanted: frozenset[str], day: date) -> bool:
        if not self._works(dealer, day):
            return False
        if audience.segments and segment(self._profiles[dealer], day) not in audience.segments:
            return False
        return any(
            (not audience.lines or set(scope.lines) & set(audience.lines))
            and (not audience.regions or self._ground(contract, scope) & wanted)
            for contract in self.contracts(dealer, day)
            for scope in contract.scopes
        )

    def _ground(self, contract: Contract, scope: Scope) -> frozenset[str]:
        key = (contract.contract_no, scope.id)
        if key not in self._counties:
            self._counties[key] = counties_of(scope, self._tree)
        return self._counties[key]
