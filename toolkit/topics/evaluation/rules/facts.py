"""The facts of one dealer's quarter, gathered from its data, its contract and the product lines, on one tax basis each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span, quarter_of
from toolkit.network.reader import Reader
from toolkit.network.record import Record
from toolkit.network.shared import Measured
from toolkit.sources.document import Step as PathStep
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import contracts_of, in_force_span
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import LineData

Place = tuple[Record, tuple[PathStep, ...]]
"""A value's record and its path there: where a figure stands, before anybody asks for the line."""
NOT_APPLICABLE, NOT_REPORTED, BRAND_SIDE, PENDING = "not_applicable", "not_reported", "brand_side", "pending"
_CAUSES = (NOT_APPLICABLE, BRAND_SIDE, NOT_REPORTED, PENDING)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as measures use it: its value, or the cause why it is missing, and where it stands."""

    value: Decimal | None
    missing: str
    place: Place

    @property
    def number(self) -> Decimal:
        """Returns the value. Raises ValueError for a missing one: ask `missing` first."""
        if self.value is None:
            raise ValueError(f"missing: {self.missing}")
        return self.value


@dataclass(frozen=True, slots=True)
class Target:
    """A line's target of the quarter, as the contract has it."""

    amount: Decimal
    tax: str
    basis: str
    place: Place


@dataclass(frozen=True, slots=True)
class Facts:
    """One dealer's quarter. `targets` and `vat` are by product line; `terms` is the contract that bound last in it.

    `frozen` says whether the data were frozen by the as-of date: before, what is not reported is pending (reference 0b
    number 11). `full_quarters` counts the dealer's full quarters up to this one; None when nobody knows since when.
    """

    data: QuarterData
    span: Span
    targets: Mapping[str, Target]
    vat: Mapping[str, Decimal]
    terms: Contract | None
    frozen: bool
    full_quarters: int | None

    @property
    def prepaid(self) -> bool:
        """Returns whether the dealer pays before delivery, so that nothing can be overdue."""
        return self.terms is not None and self.terms.payment.method == "prepaid"

    def cause(self, missing: str | None) -> str:
        """Returns why a value is missing on the as-of date; an empty text when it is there."""
        return PENDING if missing == NOT_REPORTED and not self.frozen else missing or ""

    def figure(self, measured: Measured, *path: PathStep) -> Figure:
        """Returns a measure of the quarter's data as a figure, as it is written."""
        return Figure(measured.value, self.cause(measured.missing), (self.data, path))

    def of_line(self, place: int, name: str) -> Figure:
        """Returns an amount of a product line, without VAT."""
        line = self.data.lines[place]
        figure = self.figure(getattr(line, name), "lines", place, name)
        return Figure(self._without_tax(figure.value, line.tax, line.line), figure.missing, figure.place)

    def net(self, place: int) -> tuple[Figure, Figure]:
        """Returns what a line sold in, and what came back; net sell-in is the difference."""
        return self.of_line(place, "sell_in_gross"), self.of_line(place, "returns")

    def target(self, place: int) -> Figure | None:
        """Returns a line's target without VAT: the adjusted one, else the contract's; None when there is neither."""
        line = self.data.lines[place]
        if line.target is not None:
            return self.of_line(place, "target")
        target = self.targets.get(line.line)
        if target is None:
            return None
        return Figure(self._without_tax(target.amount, target.tax, line.line), "", target.place)

    def basis(self, line: LineData) -> str:
        """Returns what the line's target counts: net sell-in, unless the contract says sell-out."""
        target = self.targets.get(line.line)
        return target.basis if target else "sell_in_net"

    def _without_tax(self, amount: Decimal | None, tax: str, line: str) -> Decimal | None:
        return amount / (1 + self.vat.get(line, Decimal(0))) if amount is not None and tax == "incl" else amount


def cause_of(figures: Iterable[Figure]) -> str:
    """Returns why figures that belong together have no value; an empty text when none is missing.

    What does not apply comes first, then our own fault: neither may harm the dealer (reference D.6).
    """
    causes = {figure.missing for figure in figures if figure.missing}
    return next((cause for cause in _CAUSES if cause in causes), "")


def full_quarters(since: date | None, quarter: FiscalQuarter, start: int = 1) -> int | None:
    """Returns how many full quarters a dealer has had, this one included; 0 in a quarter in which it began.

    None when `since` is not known.
    """
    if since is None:
        return None
    first = quarter_of(since, start)
    if first.span(start).first < since:
        first = first.next()
    return max((quarter.year - first.year) * 4 + quarter.number - first.number + 1, 0)


def facts_of(network: Reader, data: QuarterData, as_of: date) -> Facts:
    """Returns the facts of a quarter's data, with the terms of the contracts that bound in the quarter."""
    start = fiscal_start(network)
    quarter = FiscalQuarter.parse(data.quarter)
    span = quarter.span(start)
    contracts = contracts_of(network, data.dealer)
    binding = [c for c in contracts if (held := in_force_span(c)) is not None and held.meets(span)]
    # Terms as they stood when the quarter closed: what was amended within it, or signed by now with effect in it, counts.
    terms = [terms_on(network, contract, span.last, as_of) for contract in binding]
    profile = network.find(DealerProfile, data.dealer)
    since = profile.cooperation_since if profile else None
    if since is None:
        since = min((held.first for c in contracts if (held := in_force_span(c))), default=None)
    return Facts(
        data=data,
        span=span,
        targets=_targets(terms, data.quarter),
        vat={line.id: line.vat_rate for line in network.all(ProductLine)},
        terms=terms[-1] if terms else None,
        frozen=data.frozen_on is not None and data.frozen_on <= as_of,
        full_quarters=full_quarters(since, quarter, start),
    )


def _targets(contracts: Iterable[Contract], quarter: str) -> dict[str, Target]:
    """The targets of a quarter by line; a later contract's stand over an earlier one's."""
    found: dict[str, Target] = {}
    for contract in contracts:
        targets = contract.targets
        for n, row in enumerate(targets.quarters):
            if row.quarter == quarter:
                place = (contract, ("targets", "quarters", n, "amount"))
                found[row.line] = Target(row.amount, targets.tax, targets.basis, place)
    return found
