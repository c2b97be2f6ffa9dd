"""How far each province is covered: the counties that some contract in force grants, by product line and by dealer (M.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.explaining import Figure
from toolkit.network.network import Network
from toolkit.network.record import Value
from toolkit.network.record import field as told
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import Market
from toolkit.topics.market.rules import Regions, key, regions

NETWORK = "network"


class LineCover(Value):
    line: str = told("产品线", "Product line")
    covered: int = told("已覆盖", "Covered")


class DealerCover(Value):
    dealer: str = told("经销商", "Dealer")
    counties: int = told("区县", "Counties")


class ProvinceCoverage(InternalResult):
    """How many counties of a province have a dealer on the as-of date, for any line; its subject is the province's code."""

    topic = "contract"
    counties: int = told("县级单位数", "Counties")
    covered: int = told("已覆盖", "Covered")
    share: Decimal = told("覆盖比例", "Share covered")
    lines: tuple[LineCover, ...] = told("按产品线", "By line", default=())
    dealers: tuple[DealerCover, ...] = told("经销商", "Dealers", default=())


class NetworkCoverage(InternalResult):
    """All provinces together, and what the researched markets leave open; its subject is `network`.

    `potential` adds up the markets that were researched without VAT; `researched` says of how many lines in markets.
    """

    topic = "contract"
    provinces: int = told("省级区划", "Provinces")
    provinces_covered: int = told("其中有经销商", "Of them with a dealer")
    counties: int = told("县级单位数", "Counties")
    covered: int = told("已覆盖", "Covered")
    researched: int = told("计入的市场与产品线", "Lines in markets counted", default=0)
    potential: Decimal | None = told("空白潜力合计", "Potential still open", unit="元/年", default=None)
    in_name: int = told("名义覆盖区县", "Counties covered in name only", default=0)


@dataclass(slots=True)
class Held:
    """The counties that are held in a province, by line and by dealer."""

    lines: dict[str, set[str]] = field(default_factory=dict)
    dealers: dict[str, set[str]] = field(default_factory=dict)

    @property
    def counties(self) -> set[str]:
        """Returns the counties that anybody holds."""
        return set().union(*self.dealers.values())


def held_by_province(network: Network, tree: Regions, as_of: date) -> Mapping[str, Held]:
    """Returns by province what the contracts in force grant, amendments considered; a province without any is not there."""
    provinces = {county: top for top in tree.children("") for county in tree.counties(top)}
    found: dict[str, Held] = {}
    for signed in network.all(Contract):
        contract = terms_on(network, signed, as_of) if in_force(signed, as_of) else None
        for scope in contract.scopes if contract is not None else ():
            for county in counties_of(scope, tree):
                held = found.setdefault(provinces.get(county, county), Held())
                held.dealers.setdefault(signed.dealer, set()).add(county)
                for line in scope.lines:
                    held.lines.setdefault(line, set()).add(county)
    return found


def coverage(network: Network, as_of: date) -> Iterator[ProvinceCoverage]:
    """Yields the coverage of every province of the tree, whether somebody is there or not."""
    tree = regions(network)
    found, names = held_by_province(network, tree, as_of), [line.id for line in network.all(ProductLine)]
    for province in tree.children(""):
        held, whole = found.get(province, Held()), len(tree.counties(province))
        covered = len(held.counties)
        rows = sorted(held.dealers.items(), key=lambda row: (-len(row[1]), row[0]))
        yield ProvinceCoverage(
            subject=province,
            counties=whole,
            covered=covered,
            share=Decimal(covered) / whole,
            lines=tuple(LineCover(line=line, covered=len(held.lines.get(line, ()))) for line in names),
            dealers=tuple(DealerCover(dealer=dealer, counties=len(counties)) for dealer, counties in rows),
        )


def open_potentials(network: Network, spaces: Iterable[WhiteSpace]) -> list[Decimal]:
    """Returns the potential of each line in a market that was researched without VAT, as far as it is known."""
    bases = {key(market.id, line.line): line.tax for market in network.all(Market) for line in market.lines}
    known = ((row, row.potential) for row in spaces if bases.get(row.subject) == "excl")
    return [potential for _, potential in known if potential is not None]


def network_coverage(
    network: Network, provinces: Iterable[ProvinceCoverage], spaces: Iterable[WhiteSpace]
) -> Iterator[NetworkCoverage]:
    """Yields the coverage of the whole; nothing in a workspace without divisions."""
    rows, empty = tuple(provinces), tuple(spaces)
    worth = open_potentials(network, empty)
    if rows:
        yield NetworkCoverage(
            subject=NETWORK,
            provinces=len(rows),
            provinces_covered=sum(row.covered > 0 for row in rows),
            counties=sum(row.counties for row in rows),
            covered=sum(row.covered for row in rows),
            researched=len(worth),
            potential=sum(worth, Decimal(0)) if worth else None,
            in_name=sum(len(row.in_name) for row in empty),
        )


def network_steps(network: Network, results: Results, result: NetworkCoverage, as_of: date) -> Iterator[Step]:
    """Yields what is counted over the provinces, and the open potential of each researched line."""
    rows, spaces = results.all(ProvinceCoverage), results.all(WhiteSpace)
    worth = open_potentials(network, spaces)
    yield Step(what=Text("省级区划", "provinces"), value=str(len(rows)), gives="provinces")
    held = [row for row in rows if row.covered]
    for row in held:
        words = Text(f"{row.subject}（见 coverage）", f"{row.subject} (see coverage)")
        yield Step(what=words, value=f"{row.covered} / {row.counties}")
    yield Step(what=Text("其中有经销商", "of them with a dealer"), value=str(len(held)), gives="provinces_covered")
    counties = Text("县级单位数", "counties")
    yield Step(what=counties, value=str(sum(row.counties for row in rows)), gives="counties")
    yield Step(what=Text("已覆盖", "covered"), value=str(sum(row.covered for row in rows)), gives="covered")
    lines = Text(
        "不含税调研的市场与产品线（见 white-space）", "lines in markets researched without VAT (see white-space)"
    )
    yield Step(what=lines, value=str(len(worth)), gives="researched")
    if worth:
        sums = " + ".join(amount_text(amount) for amount in worth)
        shown = f"{sums} = {amount_text(sum(worth, Decimal(0)))}"
        yield Step(what=Text("空白潜力合计", "potential still open"), value=shown, gives="potential")
    nominal = str(sum(len(row.in_name) for row in spaces))
    yield Step(what=Text("名义覆盖区县", "counties covered in name only"), value=nominal, gives="in_name")


def coverage_steps(network: Network, results: Results, result: ProvinceCoverage, as_of: date) -> Iterator[Step]:
    """Yields the counties of the province, those of each dealer and of each line, and how many are covered together."""
    tree = regions(network)
    held = held_by_province(network, tree, as_of).get(result.subject, Held())
    yield Step(what=Text("县级单位数", "counties"), value=str(len(tree.counties(result.subject))), gives="counties")
    for dealer, counties in sorted(held.dealers.items()):
        yield Step(what=Text(f"{dealer} 的区县", f"counties of {dealer}"), value=str(len(counties)))
    for line, counties in sorted(held.lines.items()):
        yield Step(what=Text(f"{line} 的区县", f"counties with {line}"), value=str(len(counties)))
    together = Text("合计，同一区县只算一次", "together, each county once")
    yield Step(what=together, value=str(len(held.counties)), gives="covered")
    shown = f"{result.covered} ÷ {result.counties} = {number_text(result.share, 4)}"
    yield Step(what=Text("覆盖比例", "share covered"), value=shown, gives="share")


COVERAGE = (
    Figure(
        "coverage", Text("省级覆盖", "Coverage"), ProvinceCoverage, ("counties", "covered", "share"), coverage_steps
    ),
    Figure(
        "network-coverage",
        Text("全网覆盖", "Coverage of the network"),
        NetworkCoverage,
        ("provinces", "provinces_covered", "counties", "covered", "researched", "potential", "in_name"),
        network_steps,
    ),
)
