"""Support over the whole network: how well we supplied in a quarter, and the marketing funds of a budget year in sum."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Result, Results, Step
from toolkit.topics.support.rules.results import FundBalance, SupplyPerformance

ZERO = Decimal(0)


class NetworkSupply(InternalResult):
    """Orders due in a quarter over all dealers, and those that came on time and in full; its subject is the quarter."""

    topic = "support"
    dealers: int = field("有到期订单的经销商", "Dealers with orders due", default=0)
    due: int = field("应到订单", "Orders due", default=0)
    on_time: int = field("按时", "On time", default=0)
    on_time_in_full: int = field("按时且齐套", "On time and in full", default=0)
    otif: Decimal | None = field("到货及时齐套率", "OTIF", default=None)


class FundTotals(InternalResult):
    """All marketing funds of a budget year on one tax basis; its subject is `2026/incl`."""

    topic = "support"
    year: int = field("预算年度", "Budget year")
    tax: str = field("含税", "Tax")
    dealers: int = field("有预算的经销商", "Dealers with a budget")
    budget: Decimal = field("预算", "Budget", unit="元")
    reserved: Decimal = field("已批未结", "Approved, open", unit="元")
    settled: Decimal = field("已定应付", "Payable", unit="元")
    paid: Decimal = field("已付", "Paid", unit="元")
    balance: Decimal = field("余额", "Balance", unit="元")


AMOUNTS = ("budget", "reserved", "settled", "paid", "balance")
COUNTS = ("due", "on_time", "on_time_in_full")


def totals(rows: Iterable[Result]) -> Iterator[Result]:
    """Yields supply by quarter and funds by budget year and tax basis."""
    found = tuple(rows)
    quarters: dict[str, list[SupplyPerformance]] = defaultdict(list)
    funds: dict[tuple[int, str], list[FundBalance]] = defaultdict(list)
    for row in found:
        if isinstance(row, SupplyPerformance):
            quarters[row.quarter].append(row)
        elif isinstance(row, FundBalance):
            funds[row.year, row.tax].append(row)
    for quarter in sorted(quarters):
        yield _supply(quarter, quarters[quarter])
    for year, tax in sorted(funds):
        held = funds[year, tax]
        sums: dict[str, Any] = {name: sum((getattr(row, name) for row in held), ZERO) for name in AMOUNTS}
        yield FundTotals(subject=f"{year}/{tax}", year=year, tax=tax, dealers=len(held), **sums)


def _supply(quarter: str, rows: Iterable[SupplyPerformance]) -> NetworkSupply:
    held = [row for row in rows if row.due]
    counts = {name: sum(getattr(row, name) for row in held) for name in COUNTS}
    kept = Decimal(counts["on_time_in_full"])
    otif = kept / counts["due"] if counts["due"] else None
    return NetworkSupply(subject=quarter, dealers=len(held), otif=otif, **counts)


def supply_steps(network: Network, results: Results, result: NetworkSupply, as_of: date) -> Iterator[Step]:
    """Yields each dealer's orders of the quarter, their sums and the share that came on time and in full."""
    rows = [row for row in results.all(SupplyPerformance) if row.quarter == result.subject and row.due]
    for row in rows:
        yield Step(what=Text(f"{row.dealer}（见 supply）", f"{row.dealer} (see supply)"), value=f"{row.on_time_in_full} / {row.due}")  # fmt: skip
    yield Step(what=Text("有到期订单的经销商", "dealers with orders due"), value=str(len(rows)), gives="dealers")
    for name, words in zip(COUNTS, (Text("应到订单", "orders due"), Text("按时", "on time"), Text("按时且齐套", "on time and in full")), strict=True):  # fmt: skip
        yield _sum(words, [Decimal(getattr(row, name)) for row in rows], name)
    if result.otif is not None:
        shown = f"{result.on_time_in_full} ÷ {result.due} = {number_text(result.otif, 4)}"
        yield Step(what=Text("到货及时齐套率", "OTIF"), value=shown, gives="otif")


def fund_steps(network: Network, results: Results, result: FundTotals, as_of: date) -> Iterator[Step]:
    """Yields each dealer's amounts of the budget year, summed."""
    rows = [row for row in results.all(FundBalance) if (row.year, row.tax) == (result.year, result.tax)]
    yield Step(what=Text("有预算的经销商", "dealers with a budget"), value=str(len(rows)), gives="dealers")
    words = (Text("预算", "budget"), Text("已批未结", "approved, open"), Text("已定应付", "payable"), Text("已付", "paid"), Text("余额", "balance"))  # fmt: skip
    for name, label in zip(AMOUNTS, words, strict=True):
        yield _sum(label, [getattr(row, name) for row in rows], name)


def _sum(words: Text, values: list[Decimal], gives: str) -> Step:
    total = sum(values, ZERO)
    sums = " + ".join(number_text(value) for value in values)
    return Step(what=words, value=f"{sums} = {number_text(total)}" if values else number_text(total), gives=gives)


NETWORK_FIGURES = (
    Figure(
        "network-supply",
        Text("全网供货", "Supply of the network"),
        NetworkSupply,
        ("dealers", *COUNTS, "otif"),
        supply_steps,
    ),
    Figure("fund-totals", Text("全网市场费用", "Funds of the network"), FundTotals, ("dealers", *AMOUNTS), fund_steps),
)
