"""Targets of joint business plans: they sum up, they are those of the contract, and no season forecasts more than they say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start, line_name
from toolkit.topics.contract.records import JointPlan
from toolkit.topics.contract.records.grant import TargetRow
from toolkit.topics.contract.records.joint_plan import AgreedTargets
from toolkit.topics.contract.rules.joint_plan import ContractTarget, contract_targets, moved_since
from toolkit.topics.topic import Check

SUM = ProblemKind(
    "CTR861", "error",
    Text("{line}：四个季度合计 {sum}，年度目标 {total}，差 {gap}", "{line}: the quarters sum to {sum}, the year's target is {total}, a difference of {gap}"),
    Text("改季度或年度目标，使两者相等", "make quarters and year agree"),
)  # fmt: skip
NO_YEAR = ProblemKind(
    "CTR862",
    "error",
    Text("{line}有季度目标，没有年度目标", "{line} has targets for quarters, but none for the year"),
    Text("在 years 里补上", "add it to years"),
)
OTHER_YEAR = ProblemKind(
    "CTR863", "error", Text("{given} 不在 {year} 财年", "{given} is not in the fiscal year {year}")
)
DIFFERS = ProblemKind(
    "CTR864",
    "error",
    Text(
        "{quarter} {line}：计划 {planned}，合同 {contract} 写的是 {written}",
        "{line} {quarter}: the plan says {planned}, the contract {contract} says {written}",
    ),
    Text("改成一致；确有原因的写 difference", "make them agree, or say why in difference"),
)
OTHER_BASIS = ProblemKind(
    "CTR865",
    "warning",
    Text(
        "计划与合同 {contract} 的口径或含税不同，目标没有比较",
        "the plan and the contract {contract} are on another basis or tax: targets were not compared",
    ),
    Text("用合同的口径写", "write them on the contract's basis"),
)
MOVED = ProblemKind(
    "CTR876",
    "info",
    Text(
        "{quarter} {line}：签计划时合同为 {planned}，合同 {contract} 的补充协议已改为 {written}，以后者为准",
        "{line} {quarter}: {planned} as in the contract when the plan was signed; an amendment of {contract} has made it {written}, which holds",
    ),
    Text("下次季度回顾时向双方讲清楚", "say so to both sides at the next quarterly review"),
)
ABOVE_TARGET = ProblemKind(
    "CTR873",
    "warning",
    Text(
        "{quarter} {line}：各档期预测合计 {sum}，超过季度目标 {target}",
        "{line} {quarter}: the forecasts of the seasons sum to {sum}, more than the target of {target}",
    ),
    Text(
        "调低预测或商定目标，避免压货", "lower the forecast or agree on the target: stock that is not sold comes back"
    ),
)
SEASON_OUTSIDE = ProblemKind(
    "CTR874",
    "error",
    Text("档期 {first} 至 {last} 不在 {quarter} 内", "the season of {first} to {last} is not in {quarter}"),
)


def sums(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The agreed quarters of each line sum to the year, and all of them lie in the year of the plan (reference 0b).

    中文：联合生意计划里，每条产品线的季度目标合计等于年度目标，并且都在计划所写的财年之内。
    """
    for plan in network.all(JointPlan):
        targets = plan.agreed_targets
        for at, proposal in enumerate(plan.proposals):
            for n, row in enumerate(proposal.years):
                if row.year != plan.year:
                    yield told(
                        network, OTHER_YEAR, plan, "proposals", at, "years", n, "year", given=row.year, year=plan.year
                    )
        if targets is None:
            continue
        found: dict[str, Decimal] = {}
        for n, quarter in enumerate(targets.quarters):
            found[quarter.line] = found.get(quarter.line, Decimal(0)) + quarter.amount
            path = ("agreed_targets", "quarters", n, "quarter")
            if FiscalQuarter.parse(quarter.quarter).year != plan.year:
                yield told(network, OTHER_YEAR, plan, *path, given=quarter.quarter, year=plan.year)
            if quarter.line not in {row.line for row in targets.years}:
                yield told(network, NO_YEAR, plan, *path, line=line_name(network, quarter.line))
        yield from _years(network, plan, targets, found)


def _years(network: Network, plan: JointPlan, targets: AgreedTargets, found: dict[str, Decimal]) -> Iterator[Problem]:
    for n, row in enumerate(targets.years):
        if row.year != plan.year:
            yield told(network, OTHER_YEAR, plan, "agreed_targets", "years", n, "year", given=row.year, year=plan.year)
        total = found.get(row.line, Decimal(0))
        if total != row.amount:
            yield told(
                network, SUM, plan, "agreed_targets", "years", n, "amount", line=line_name(network, row.line),
                sum=amount_text(total), total=amount_text(row.amount), gap=amount_text(total - row.amount),
            )  # fmt: skip


def beside_the_contract(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The targets of the plan are those of the contract, or the plan says why not.

    Two sets of targets for one quarter leave the evaluation and the rebate without ground (reference 0b, A.10). Compared with
    the signed contracts of the year, the latest where several cover a quarter, each quarter by the terms of its last day. A
    target that an amendment moved after both had signed the plan is only told: the amendment holds.

    中文：计划的目标与合同一致，不一致的写明原因。同一季度有两套目标，考核和返利就没有依据。与当年已签署的合同比，每季按
    该季末日有效的条款；双方签了计划之后又由补充协议改动的，只作说明，以补充协议为准。
    """
    for plan in network.all(JointPlan):
        targets = plan.agreed_targets
        if targets is None or targets.difference is not None:
            continue
        written = contract_targets(network, plan.dealer, plan.year, as_of)
        moved = {(row.quarter, row.line) for row in moved_since(network, plan, as_of)}
        strange = {
            there.contract.contract_no: there.contract
            for there in written.values()
            if (there.contract.targets.basis, there.contract.targets.tax) != (targets.basis, targets.tax)
        }
        for number in sorted(strange):
            yield told(network, OTHER_BASIS, plan, "agreed_targets", "basis", contract=number)
        for n, row in enumerate(targets.quarters):
            there = written.get((row.quarter, row.line))
            if there is not None and there.amount != row.amount and there.contract.contract_no not in strange:
                yield _differs(network, MOVED if (row.quarter, row.line) in moved else DIFFERS, plan, n, row, there)


def _differs(
    network: Network, kind: ProblemKind, plan: JointPlan, n: int, row: TargetRow, there: ContractTarget
) -> Problem:
    place = network.origin(there.contract, "targets", "quarters", there.place, "amount")
    return told(
        network, kind, plan, "agreed_targets", "quarters", n, "amount",
        related=(Related(place, Text("合同写在这里", "the contract says it here")),),
        quarter=row.quarter, line=line_name(network, row.line), planned=amount_text(row.amount),
        contract=there.contract.contract_no, written=amount_text(there.amount),
    )  # fmt: skip


def seasons(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Seasons lie in their quarter, and their forecasts do not sum to more than its target.

    A forecast above the target is stock that the dealer is pushed to take (reference A.10 on stuffing).

    中文：各档期在所属季度之内，预测合计不超过季度目标。超过目标的预测，就是要对方压下的货。
    """
    start = fiscal_start(network)
    for plan in network.all(JointPlan):
        sums_of: dict[tuple[str, str], Decimal] = {}
        for n, row in enumerate(plan.seasonal_plan):
            span = FiscalQuarter.parse(row.quarter).span(start)
            if row.first not in span or row.last not in span or row.last < row.first:
                path = ("seasonal_plan", n, "first")
                yield told(network, SEASON_OUTSIDE, plan, *path, first=row.first, last=row.last, quarter=row.quarter)
            for forecast in row.forecast:
                key = (row.quarter, forecast.line)
                sums_of[key] = sums_of.get(key, Decimal(0)) + forecast.amount
        quarters = plan.agreed_targets.quarters if plan.agreed_targets is not None else ()
        for n, target in enumerate(quarters):
            total = sums_of.get((target.quarter, target.line), Decimal(0))
            if total > target.amount:
                yield told(
                    network, ABOVE_TARGET, plan, "agreed_targets", "quarters", n, "amount", quarter=target.quarter,
                    line=line_name(network, target.line), sum=amount_text(total), target=amount_text(target.amount),
                )  # fmt: skip


CHECKS: tuple[Check, ...] = (
    Check((SUM, NO_YEAR, OTHER_YEAR), sums),
    Check((DIFFERS, OTHER_BASIS, MOVED), beside_the_contract),
    Check((ABOVE_TARGET, SEASON_OUTSIDE), seasons),
)
