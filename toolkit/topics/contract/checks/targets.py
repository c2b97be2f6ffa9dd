"""Targets: quarters that sum to the year, inside the term, for the lines that are granted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start, line_name
from toolkit.topics.contract.checks.place import limits
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.limits import first_months, quarter_shares
from toolkit.topics.topic import Check

SUM = ProblemKind(
    "CTR301", "error",
    Text("{year} 年{line}：四个季度合计 {sum}，年度目标 {total}，差 {gap}", "{line} {year}: the quarters sum to {sum}, the year's target is {total}, a difference of {gap}"),
    Text("改季度或年度目标，使两者相等", "make quarters and year agree"),
)  # fmt: skip
NO_YEAR = ProblemKind(
    "CTR302",
    "error",
    Text("{quarter} 的{line}有季度目标，没有年度目标", "{line} has a target for {quarter}, but none for the year"),
)
NO_QUARTERS = ProblemKind(
    "CTR303", "error", Text("{year} 年{line}没有分解到季度", "{line} {year} is not broken down to quarters")
)
SHARE = ProblemKind(
    "CTR304",
    "warning",
    Text("{quarter} 占全年的 {share}，超出 {low}–{high}", "{quarter} is {share} of the year, outside {low} to {high}"),
    Text("旺季可以偏高，但要说得出理由", "a season may weigh more, with a reason"),
)
OUTSIDE_TERM = ProblemKind("CTR305", "error", Text("{quarter} 不在合同期限内", "{quarter} lies outside the term"))
LINE_UNGRANTED = ProblemKind(
    "CTR306", "error", Text("{line} 有目标，但没有授权", "{line} has a target, but is not granted")
)
LINE_WITHOUT = ProblemKind(
    "CTR307", "warning", Text("{line} 已授权，但没有目标", "{line} is granted, but has no target")
)
NO_MINIMUM = ProblemKind(
    "CTR308",
    "error",
    Text("目标性质是保底目标，但没有写金额", "the targets are a guaranteed minimum, but its amount is missing"),
    Text("补上 guaranteed_minimum", "add guaranteed_minimum"),
)
MINIMUM_UNUSED = ProblemKind(
    "CTR309",
    "error",
    Text("目标是指导目标，却写了保底额", "the targets are a guideline, yet a guaranteed minimum is given"),
)
FIRST_ORDER = ProblemKind(
    "CTR310",
    "warning",
    Text(
        "首单 {amount} 超过前 {months} 个月的目标（{most}），有压货之嫌",
        "the first order of {amount} is more than the target of the first {months} months ({most}): it looks like channel stuffing",
    ),
)
MINIMUM_ABOVE = ProblemKind(
    "CTR311",
    "warning",
    Text(
        "保底额 {minimum} 高于 {year} 年的目标合计 {total}",
        "the guaranteed minimum of {minimum} is above the targets of {year}, {total} in all",
    ),
)
EXCLUSIVE_WITHOUT = ProblemKind(
    "CTR312",
    "warning",
    Text(
        "授权 {scope} 是独家，目标却是指导性的：未完成也不能转为普通授权",
        "the scope {scope} is exclusive, but the targets are a guideline: missing them never ends the exclusivity",
    ),
    Text("约定保底目标，或改为排他、普通授权", "agree on a guaranteed minimum, or grant it as sole or non-exclusive"),
)


def sums(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The quarters of a year sum to the year for each line; no quarter stands without its year, no year without quarters.

    Source: reference A.10, F.4. A contract that begins within a year lists the quarters it covers, and the year's target is
    their sum.

    中文：每条产品线四个季度的目标合计等于年度目标，有季度就有年度，有年度就分解到季度。合同从年中开始的，只列所覆盖的季
    度，年度目标就是它们的合计。
    """
    for contract in network.all(Contract):
        targets = contract.targets
        years = {(row.year, row.line): (n, row.amount) for n, row in enumerate(targets.years)}
        found: dict[tuple[int, str], Decimal] = {}
        for n, row in enumerate(targets.quarters):
            key = (FiscalQuarter.parse(row.quarter).year, row.line)
            found[key] = found.get(key, Decimal(0)) + row.amount
            if key not in years:
                name = line_name(network, row.line)
                yield told(network, NO_YEAR, contract, "targets", "quarters", n, quarter=row.quarter, line=name)
        for (year, line), (n, total) in years.items():
            name = line_name(network, line)
            if (year, line) not in found:
                yield told(network, NO_QUARTERS, contract, "targets", "years", n, year=year, line=name)
            elif found[year, line] != total:
                gap = found[year, line] - total
                yield told(
                    network, SUM, contract, "targets", "years", n, "amount", year=year, line=name,
                    sum=amount_text(found[year, line]), total=amount_text(total), gap=amount_text(gap),
                )  # fmt: skip


def shares(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No quarter carries too little or too much of a year of four quarters: a warning, since seasons differ (reference A.10).

    中文：完整的一年里，没有哪个季度占得过少或过多。淡旺季各行不同，所以只是提醒；偏高的季度要说得出理由。
    """
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        for n, row, share in quarter_shares(contract) if policy else ():
            if policy is not None and not policy.quarter_share_min <= share <= policy.quarter_share_max:
                yield told(
                    network, SHARE, contract, "targets", "quarters", n, "amount", quarter=row.quarter, share=percent_text(share, 1),
                    low=percent_text(policy.quarter_share_min), high=percent_text(policy.quarter_share_max),
                )  # fmt: skip


def places(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Targets lie inside the term and concern granted lines; a granted line has targets (reference A.10).

    中文：目标都在合同期限之内，属于已授权的产品线；授权的产品线都有目标。请改目标或授权。
    """
    start = fiscal_start(network)
    for contract in network.all(Contract):
        term = Span.inclusive(contract.term.start, contract.term.end)
        granted = {line for scope in contract.scopes for line in scope.lines}
        for n, row in enumerate(contract.targets.quarters):
            if FiscalQuarter.parse(row.quarter).span(start).meets(term) is None:
                yield told(network, OUTSIDE_TERM, contract, "targets", "quarters", n, "quarter", quarter=row.quarter)
        for n, year in enumerate(contract.targets.years):
            if year.line not in granted:
                name = line_name(network, year.line)
                yield told(network, LINE_UNGRANTED, contract, "targets", "years", n, "line", line=name)
        for line in sorted(granted - {row.line for row in contract.targets.years}):
            yield told(network, LINE_WITHOUT, contract, "targets", "years", line=line_name(network, line))


def nature(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A guaranteed minimum has an amount no higher than the targets; a guideline has none, for missing it is no breach.

    An exclusive grant goes with a guaranteed minimum: only missing one lets the company turn it into a non-exclusive grant
    (reference A.10, F.2).

    中文：保底目标写明金额，且不高于目标；指导目标没有保底额，未完成也不算违约。独家授权要配保底目标：只有保底未完成，公
    司才能把独家转为普通授权。
    """
    for contract in network.all(Contract):
        targets = contract.targets
        minimum = targets.guaranteed_minimum
        if targets.nature == "guaranteed_minimum":
            if minimum is None:
                yield told(network, NO_MINIMUM, contract, "targets", "nature")
            for year in sorted({row.year for row in targets.years}) if minimum is not None else ():
                total = sum((row.amount for row in targets.years if row.year == year), Decimal(0))
                if minimum is not None and _is_whole(contract, year) and minimum > total:
                    yield told(
                        network, MINIMUM_ABOVE, contract, "targets", "guaranteed_minimum", minimum=amount_text(minimum), year=year,
                        total=amount_text(total),
                    )  # fmt: skip
            continue
        if minimum is not None:
            yield told(network, MINIMUM_UNUSED, contract, "targets", "guaranteed_minimum")
        for n, scope in enumerate(contract.scopes):
            if scope.grant == "exclusive":
                yield told(network, EXCLUSIVE_WITHOUT, contract, "scopes", n, "grant", scope=scope.id)


def _is_whole(contract: Contract, year: int) -> bool:
    """Whether the contract has targets for all four quarters of a year."""
    return len({row.quarter for row in contract.targets.quarters if FiscalQuarter.parse(row.quarter).year == year}) == 4


def first_order(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A first order above the target of the first months (the policy says how many) fills the warehouse, not the market.

    Counted from the first quarter that has a target, a third of it a month (reference A.10, F.4).

    中文：首单不超过头几个月的目标，几个月由政策规定。超出的首单装满的是仓库，不是市场。从第一个有目标的季度起，按每月三
    分之一计算。
    """
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        if policy is None or contract.first_order is None:
            continue
        most = first_months(contract, policy.first_order_months)
        if most is not None and contract.first_order.amount > most:
            yield told(
                network, FIRST_ORDER, contract, "first_order", "amount", amount=amount_text(contract.first_order.amount),
                months=policy.first_order_months, most=amount_text(most),
            )  # fmt: skip


CHECKS = (
    Check((SUM, NO_YEAR, NO_QUARTERS), sums),
    Check((SHARE,), shares),
    Check((OUTSIDE_TERM, LINE_UNGRANTED, LINE_WITHOUT), places),
    Check((NO_MINIMUM, MINIMUM_UNUSED, MINIMUM_ABOVE, EXCLUSIVE_WITHOUT), nature),
    Check((FIRST_ORDER,), first_order),
)
