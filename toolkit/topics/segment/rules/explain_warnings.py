"""Every warning of a dealer: what it rests on in the files, its thresholds, its points, and the risk they add up to (K.3)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.communication.records import Communication
from toolkit.topics.contract.records import Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.incentive.records import RebateSettlement
from toolkit.topics.segment.records import StrategyCard, Survey, WarningPolicy
from toolkit.topics.segment.records.vocabularies import WARNINGS
from toolkit.topics.segment.rules.early import Ground, ground_of
from toolkit.topics.segment.rules.results import EarlyWarning, WarningLine
from toolkit.topics.segment.rules.signals import BUCKETS
from toolkit.topics.support.records import SupplyOrder, SupportYear

Source = Callable[[Network, Ground], Iterator[Step]]


def warning_steps(network: Network, results: Results, result: EarlyWarning, as_of: date) -> Iterator[Step]:
    """Yields, for each warning, its sources, its facts, its thresholds and its points; then the sum and the risk."""
    policy = next(row for row in network.all(WarningPolicy) if row.reference == result.policy)
    ground = ground_of(network, results, network.get(DealerProfile, result.subject), policy, as_of)
    for line in result.lines:
        if line.level != "missing" and line.code in SOURCES:
            yield from SOURCES[line.code](network, ground)
        yield from line.facts
        yield from _judged(network, policy, line)
    yield read(network, policy, "yellow_points")
    yield read(network, policy, "red_points")
    sums = " + ".join(str(line.points) for line in result.lines)
    words = Text("流失分", "churn points")
    yield Step(what=words, value=f"{sums} = {result.points}", policy=policy.reference, gives="points")
    yield read(network, policy, "medium_from")
    yield read(network, policy, "high_from")
    yield Step(what=Text("流失风险", "churn risk"), value=result.risk, policy=policy.reference, gives="risk")


def _judged(network: Network, policy: WarningPolicy, line: WarningLine) -> Iterator[Step]:
    place = next(n for n, rule in enumerate(policy.warnings) if rule.code == line.code)
    rule = policy.warnings[place]
    name = joined(Text(line.code), "，", WARNINGS.label(line.code))
    measured = "–" if line.measured is None else number_text(line.measured, 4)
    bounds = f"{rule.test} {rule.yellow} / {rule.red}"
    origin = network.origin(policy, "warnings", place)
    words = joined(name, "：", Text("数值，黄与红的界线", "measured, yellow and red"))
    yield Step(what=words, value=f"{measured} · {bounds}", origin=origin, policy=policy.reference)
    double = " ×2" if rule.double else ""
    words = joined(name, "：", Text("级别与计分", "level and points"))
    yield Step(what=words, value=f"{line.level} {line.points}{double}", origin=origin, policy=policy.reference)


def _months(network: Network, ground: Ground) -> Iterator[Step]:
    for facts in ground.past[-1:]:
        for n, line in enumerate(facts.data.lines):
            for k in range(len(line.months)):
                yield read(network, facts.data, "lines", n, "months", k, "sell_in")


def _orders(network: Network, ground: Ground) -> Iterator[Step]:
    rows = [row for row in network.of_dealer(SupplyOrder, ground.profile.id) if row.date <= ground.as_of]
    for row in sorted(rows, key=lambda each: each.date)[-2:]:
        yield read(network, row, "date", about=Text(row.id))


def _stock(network: Network, ground: Ground) -> Iterator[Step]:
    facts = ground.facts
    for n in range(len(facts.data.lines) if facts is not None else 0):
        for name in ("stock_opening", "stock_closing", "sell_out"):
            yield read(network, facts.data, "lines", n, name)  # type: ignore[union-attr]


def _owed(network: Network, ground: Ground) -> Iterator[Step]:
    if ground.facts is not None:
        for name, _ in BUCKETS:
            yield read(network, ground.facts.data, "receivables", name)


def _card(*path: str) -> Source:
    def steps(network: Network, ground: Ground) -> Iterator[Step]:
        card = network.find(StrategyCard, ground.profile.id)
        if card is not None:
            yield read(network, card, "observed", "date")
            if path == ("turnover",):
                yield read(network, card, "observed", *path)

    return steps


def _brands(network: Network, ground: Ground) -> Iterator[Step]:
    yield from _card()(network, ground)
    for n in range(len(ground.profile.other_brands)):
        yield read(network, ground.profile, "other_brands", n, "share")


def _contacts(network: Network, ground: Ground) -> Iterator[Step]:
    rows = [
        (row.date, year, n)
        for year in network.of_dealer(Communication, ground.profile.id)
        for n, row in enumerate(year.touchpoints)
        if row.date <= ground.as_of
    ]
    for _, year, n in sorted(rows, key=lambda row: row[0])[-1:]:
        yield read(network, year, "touchpoints", n, "date")


def _ends(network: Network, ground: Ground) -> Iterator[Step]:
    for n, row in enumerate(ground.profile.licences):
        if row.valid_to is not None:
            yield read(network, ground.profile, "licences", n, "valid_to")
    for contract in network.of_dealer(Contract, ground.profile.id):
        yield read(network, contract, "term", "end", about=Text(contract.contract_no))


def _answers(network: Network, ground: Ground) -> Iterator[Step]:
    for survey in network.all(Survey):
        for n, row in enumerate(survey.answers):
            if row.dealer == ground.profile.id and row.date <= ground.as_of:
                yield read(network, survey, "answers", n, "overall")


def _waiting(network: Network, ground: Ground) -> Iterator[Step]:
    for row in network.of_dealer(RebateSettlement, ground.profile.id):
        if row.status == "disputed" and row.issued_on is not None:
            yield read(network, row, "issued_on", about=Text(row.id))
    for year in network.of_dealer(SupportYear, ground.profile.id):
        for n, fund in enumerate(year.funds):
            for k in range(len(fund.claims)):
                yield read(network, year, "funds", n, "claims", k, "received_on")


SOURCES: Mapping[str, Source] = {
    "W1": _months,
    "W2": _orders,
    "W3": _stock,
    "W4": _owed,
    "W6": _card("turnover"),
    "W7": _brands,
    "W8": _contacts,
    "W10": _ends,
    "W11": _card(),
    "W12": _answers,
    "W13": _waiting,
    "W14": _months,
}
"""Where in the files each warning looks; the others rest on figures that have addresses of their own."""
