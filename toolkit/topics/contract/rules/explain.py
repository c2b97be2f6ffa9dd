"""Every step of how a contract stands and of what a market leaves open, with the place of each (reference A.10, C3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.explain_talks import TALKS
from toolkit.topics.contract.rules.standing import ContractStanding, in_force_span
from toolkit.topics.contract.rules.white_space import WhiteSpace
from toolkit.topics.market.records import Market
from toolkit.topics.market.rules import MarketPotential, regions
from toolkit.topics.market.rules.research import county_shares


def standing(network: Network, results: Results, result: ContractStanding, as_of: date) -> Iterator[Step]:
    """Yields the term of the contract, its signature and early end, the days left, and the last day for a notice."""
    contract = terms_on(network, network.get(Contract, result.contract_no), as_of)
    yield read(network, contract, "contract_no", gives="contract_no")
    yield read(network, contract, "status")
    yield read(network, contract, "term", "start")
    yield read(network, contract, "term", "end")
    if contract.signed_on is not None:
        yield read(network, contract, "signed_on")
    if contract.ended is not None:
        yield read(network, contract, "ended", "date")
    yield Step(what=Text("到基准日的状态", "state on the day"), value=result.state, gives="state")
    span = in_force_span(contract)
    if span is not None and result.days_left is not None:
        shown = f"{span.last} − {as_of} = {(span.last - as_of).days}"
        yield Step(what=Text("剩余天数", "days left"), value=shown, gives="days_left")
    if result.notice_by is not None:
        yield read(network, contract, "term", "renewal")
        yield read(network, contract, "term", "renewal_notice_days")
        days = contract.term.renewal_notice_days
        shown = f"{contract.term.end} − {days} = {contract.term.end - timedelta(days=days)}"
        yield Step(what=Text("续约通知截止日", "renewal notice by"), value=shown, gives="notice_by")


def white_space(network: Network, results: Results, result: WhiteSpace, as_of: date) -> Iterator[Step]:
    """Yields the counties that are open, their part of the market, and what of the region's target they stand for."""
    market = network.get(Market, result.market)
    yield read(network, market, "regions")
    yield Step(what=Text("县级单位", "counties"), value=str(result.counties), gives="counties")
    shares, by_people = county_shares(market, regions(network))
    places = {row.region: n for n, row in enumerate(market.people)}
    people = {row.region: row.population for row in market.people}
    for county in result.open:
        if by_people:
            yield read(network, market, "people", places[county], "population")
        else:
            yield Step(what=Text("空白区县", "open county"), value=county)
    if result.potential is None:
        return
    part = sum(people[c] for c in result.open) if by_people else len(result.open)
    whole = sum(people[c] for c in shares) if by_people else len(shares)
    target = getattr(results.find(MarketPotential, result.subject), "target", None) or Decimal(0)
    how = Text("按人口", "by population") if by_people else Text("各县相同", "counties count alike")
    yield Step(what=Text("区域年目标（见 market）", "target of the region (see market)"), value=amount_text(target))
    yield Step(
        what=Text(f"空白潜力，{how.zh}", f"potential of what is open, {how.en}"),
        value=f"{amount_text(target)} × {part} ÷ {whole} = {amount_text(result.potential)}",
        gives="potential",
    )
    beside = [row for row in results.all(WhiteSpace) if row.line == result.line and row.potential is not None]
    larger = sum(row.potential > result.potential for row in beside if row.potential is not None)
    words = Text(f"同产品线 {len(beside)} 个市场中的名次", f"its place among {len(beside)} markets of the line")
    yield Step(what=words, value=f"1 + {larger} = {1 + larger}", gives="rank")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "contract",
        Text("合同状态", "Contract standing"),
        ContractStanding,
        ("contract_no", "state", "days_left", "notice_by"),
        standing,
        also=("contract_no",),
    ),
    Figure("white-space", Text("市场空白", "White space"), WhiteSpace, ("counties", "potential", "rank"), white_space),
    *TALKS,
)
