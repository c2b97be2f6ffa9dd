"""What the network bought in a quarter: net sell-in against its targets and against the year before, by product line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.network_wide.adding import added, divided, share, total


class SalesLine(Value):
    """One product line. What was bought is held against targets and last year of the same dealers only."""

    line: str = field("产品线", "Product line")
    dealers: int = field("家数", "Dealers")
    net: Decimal = field("净进货额", "Net sell-in", unit="元")
    target: Decimal = field("目标", "Target", unit="元")
    against_target: Decimal = field("有目标者的净进货额", "Net sell-in where there is a target", unit="元")
    attainment: Decimal | None = field("完成率", "Attainment", default=None)
    last_year: Decimal = field("上年同季", "A year before", unit="元")
    against_last_year: Decimal = field("可比者的净进货额", "Net sell-in where last year is known", unit="元")
    growth: Decimal | None = field("同比", "Growth", default=None)


class SalesGroup(Value):
    """The dealers of one province or segment, or one dealer alone, all lines together; `group` is its code."""

    group: str = field("组", "Group")
    dealers: int = field("家数", "Dealers")
    net: Decimal = field("净进货额", "Net sell-in", unit="元")
    target: Decimal = field("目标", "Target", unit="元")
    against_target: Decimal = field("有目标者的净进货额", "Net sell-in where there is a target", unit="元")
    attainment: Decimal | None = field("完成率", "Attainment", default=None)
    last_year: Decimal = field("上年同季", "A year before", unit="元")
    against_last_year: Decimal = field("可比者的净进货额", "Net sell-in where last year is known", unit="元")
    growth: Decimal | None = field("同比", "Growth", default=None)


class NetworkSales(InternalResult):
    """All dealers' net sell-in of a quarter, without VAT; its subject is the quarter. A dealer whose figure is missing is left out.

    Provinces are those of the dealers' seats, segments those on record on the as-of date; an empty code is of nobody known.
    """

    topic = "evaluation"
    dealers: int = field("有数据的经销商", "Dealers with data")
    net: Decimal = field("净进货额", "Net sell-in", unit="元")
    target: Decimal = field("目标", "Target", unit="元")
    against_target: Decimal = field("有目标者的净进货额", "Net sell-in where there is a target", unit="元")
    attainment: Decimal | None = field("完成率", "Attainment", default=None)
    last_year: Decimal = field("上年同季", "A year before", unit="元")
    against_last_year: Decimal = field("可比者的净进货额", "Net sell-in where last year is known", unit="元")
    growth: Decimal | None = field("同比", "Growth", default=None)
    lines: tuple[SalesLine, ...] = field("按产品线", "By line", default=())
    provinces: tuple[SalesGroup, ...] = field("按省级区划", "By province", default=())
    segments: tuple[SalesGroup, ...] = field("按分群", "By segment", default=())
    rows: tuple[SalesGroup, ...] = field("经销商", "Dealers", default=())


@dataclass(frozen=True, slots=True)
class Place:
    """Where a dealer belongs: the code of its seat's province, and its segment; empty where nobody says."""

    province: str = ""
    segment: str = ""


@dataclass(frozen=True, slots=True)
class Sale:
    """A dealer's product line in a quarter, without VAT; None where nobody says, or where the target counts something else."""

    dealer: str
    line: str
    net: Decimal
    target: Decimal | None
    last_year: Decimal | None


def sales(rows: Iterable[Facts]) -> Iterator[Sale]:
    """Yields the lines whose net sell-in is known."""
    for facts in rows:
        for place, line in enumerate(facts.data.lines):
            gross, returns = facts.net(place)
            if gross.value is None or returns.value is None:
                continue
            target = facts.target(place) if facts.basis(line) == "sell_in_net" else None
            yield Sale(
                facts.data.dealer,
                line.line,
                gross.value - returns.value,
                target.value if target is not None else None,
                facts.of_line(place, "last_year").value,
            )


def network_sales(quarter: str, rows: Iterable[Facts], places: Mapping[str, Place]) -> NetworkSales | None:
    """Returns the sales of a quarter, or None when no dealer has any that are known. `places` are the dealers' groups."""
    held = tuple(sales(rows))
    if not held:
        return None
    lines = dict.fromkeys(sale.line for sale in sorted(held, key=lambda sale: sale.line))
    by_line = tuple(SalesLine(line=line, **_sums([sale for sale in held if sale.line == line])) for line in lines)
    nowhere = Place()
    return NetworkSales(
        subject=quarter,
        lines=by_line,
        provinces=_groups(held, lambda sale: places.get(sale.dealer, nowhere).province),
        segments=_groups(held, lambda sale: places.get(sale.dealer, nowhere).segment),
        rows=_groups(held, lambda sale: sale.dealer),
        **_sums(held),
    )


def _groups(held: Sequence[Sale], group_of: Callable[[Sale], str]) -> tuple[SalesGroup, ...]:
    """The sums of each group, the largest first."""
    groups: dict[str, list[Sale]] = {}
    for sale in held:
        groups.setdefault(group_of(sale), []).append(sale)
    rows = (SalesGroup(group=name, **_sums(mine)) for name, mine in groups.items())
    return tuple(sorted(rows, key=lambda row: (-row.net, row.group)))


def _sums(held: Sequence[Sale]) -> dict[str, Any]:
    aimed = [sale for sale in held if sale.target is not None]
    before = [sale for sale in held if sale.last_year is not None]
    found: dict[str, Decimal] = {
        "net": total(sale.net for sale in held),
        "target": total(sale.target for sale in aimed if sale.target is not None),
        "against_target": total(sale.net for sale in aimed),
        "last_year": total(sale.last_year for sale in before if sale.last_year is not None),
        "against_last_year": total(sale.net for sale in before),
    }
    return {
        **found,
        "dealers": len({sale.dealer for sale in held}),
        "attainment": share(found["against_target"], found["target"]),
        "growth": share(found["against_last_year"] - found["last_year"], found["last_year"]),
    }


def sales_steps(result: NetworkSales, rows: Iterable[Facts]) -> Iterator[Step]:
    """Yields the sums by line, then those of the network and what they come to."""
    held = tuple(sales(rows))
    dealers = len({sale.dealer for sale in held})
    yield Step(what=Text("有数据的经销商", "dealers with data"), value=str(dealers), gives="dealers")
    for line in result.lines:
        words = Text(f"{line.line} 净进货额", f"{line.line} net sell-in")
        yield added(words, [sale.net for sale in held if sale.line == line.line])
    yield added(Text("净进货额", "net sell-in"), [line.net for line in result.lines], "net")
    targets = [sale.target for sale in held if sale.target is not None]
    yield added(Text("目标", "target"), targets, "target")
    aimed = [sale.net for sale in held if sale.target is not None]
    yield added(Text("有目标者的净进货额", "net sell-in where there is a target"), aimed, "against_target")
    if result.attainment is not None:
        yield divided(Text("完成率", "attainment"), result.against_target, result.target, "attainment")
    known = [sale for sale in held if sale.last_year is not None]
    before = [sale.last_year for sale in known if sale.last_year is not None]
    yield added(Text("上年同季", "a year before"), before, "last_year")
    words = Text("可比者的净进货额", "net sell-in where last year is known")
    yield added(words, [sale.net for sale in known], "against_last_year")
    if result.growth is not None:
        yield divided(Text("同比", "growth"), result.against_last_year - result.last_year, result.last_year, "growth")
