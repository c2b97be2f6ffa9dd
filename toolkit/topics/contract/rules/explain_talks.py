"""Every step of how talks, joint plans, a contract's dates and its words stand, with the place of each (reference 0b, A.10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.network.shared import SIDES
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.joint_plan import JointPlan
from toolkit.topics.contract.records.negotiation import Negotiation
from toolkit.topics.contract.records.negotiation_words import NEGOTIATION_TOPICS
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.calendar import ContractCalendar
from toolkit.topics.contract.rules.joint_plan import JointPlanStanding, agreed_total, by_date, sum_of
from toolkit.topics.contract.rules.limits import renewal_window
from toolkit.topics.contract.rules.lint.findings import contract_findings, holding, template_findings, unwaived
from toolkit.topics.contract.rules.lint.standing import LintStanding
from toolkit.topics.contract.rules.negotiation.readiness import rounds_until
from toolkit.topics.contract.rules.negotiation.standing import NegotiationStanding


def negotiation_steps(network: Network, results: Results, result: NegotiationStanding, as_of: date) -> Iterator[Step]:
    """Yields the rounds held, the topics of the policy with their state, and the days since the last round."""
    talks = network.get(Negotiation, result.subject)
    held = rounds_until(talks, as_of)
    for n, row in held:
        last = row.date == result.last_round and n == held[-1][0]
        yield read(network, talks, "rounds", n, "date", gives="last_round" if last else "")
    yield Step(what=Text("轮数", "rounds"), value=str(len(held)), gives="rounds")
    if result.days_since is not None and result.last_round is not None:
        shown = f"{as_of} − {result.last_round} = {result.days_since}"
        yield Step(what=Text("距最近一轮天数", "days since the last round"), value=shown, gives="days_since")
    if talks.ended is not None:
        yield read(network, talks, "ended", "date")
        yield read(network, talks, "ended", "result")
    for line in result.topics:
        must = Text("必谈", "mandatory") if line.mandatory else Text("可谈", "may be talked about")
        what = joined(NEGOTIATION_TOPICS.label(line.topic), "，", must)
        yield Step(what=what, value=line.status, policy=result.policy)
    lacking = Text("拟约所缺", "missing for the draft")
    yield Step(what=lacking, value=str(len(result.lacking)), policy=result.policy)


def plan_steps(network: Network, results: Results, result: JointPlanStanding, as_of: date) -> Iterator[Step]:
    """Yields the proposals of both sides, the targets agreed on, how far they moved, and the signatures."""
    plan = next(row for row in network.of_dealer(JointPlan, result.dealer) if row.year == result.year)
    for row in by_date(plan):
        n, side = plan.proposals.index(row), SIDES.label(row.side)
        sums = " + ".join(str(target.amount) for target in row.years)
        origin = network.origin(plan, "proposals", n, "years")
        words = Text(f"{row.date} {side.zh}提案", f"{row.date} proposed by the {side.en}")
        yield Step(what=words, value=f"{sums} = {sum_of(row.years)}", origin=origin)
    agreed, total = plan.agreed_targets, agreed_total(plan)
    if agreed is not None and total is not None:
        for n in range(len(agreed.years)):
            yield read(network, plan, "agreed_targets", "years", n, "amount")
        sums = " + ".join(str(target.amount) for target in agreed.years)
        yield Step(what=Text("商定年度目标", "agreed for the year"), value=f"{sums} = {total}", gives="total")
        if result.moved is not None:
            shown = f"{total} − {total - result.moved} = {result.moved}"
            yield Step(what=Text("较我方首次提案", "against our first proposal"), value=shown, gives="moved")
        yield from _moved_steps(network, result)
    for n, signature in enumerate(plan.signatures):
        if signature.date <= as_of:
            later = signature.date == result.signed_on
            yield read(network, plan, "signatures", n, "date", gives="signed_on" if later else "")


def _moved_steps(network: Network, result: JointPlanStanding) -> Iterator[Step]:
    """Each target that an amendment replaced, and the year's target with them."""
    for row in result.amended:
        line = line_name(network, row.line)
        what = Text(f"{row.quarter} {line.zh}，补充协议后", f"{line.en} {row.quarter}, after the amendment")
        yield Step(what=what, value=f"{row.agreed} → {row.amount}")
    moves = "".join(
        f" {'+' if row.amount > row.agreed else '−'} {abs(row.amount - row.agreed)}" for row in result.amended
    )
    shown = f"{result.total}{moves} = {result.in_force}"
    yield Step(what=Text("现行年度目标", "target in force for the year"), value=shown, gives="in_force")


def calendar_steps(network: Network, results: Results, result: ContractCalendar, as_of: date) -> Iterator[Step]:
    """Yields the last day in force, the days of the renewal, and every date with the item of the contract that says it."""
    contract = terms_on(network, network.get(Contract, result.subject), as_of)
    yield read(network, contract, "term", "end")
    if contract.ended is not None:
        yield read(network, contract, "ended", "date")
    yield Step(what=Text("最后有效日", "last day in force"), value=str(result.ends), gives="ends")
    end = contract.term.end
    if result.window_opens is not None:
        shown = f"{end} − {renewal_window(network, as_of)} = {result.window_opens}"
        yield Step(what=Text("续约窗口开始", "renewal window opens"), value=shown, gives="window_opens")
    if result.notice_by is not None:
        yield read(network, contract, "term", "renewal_notice_days")
        shown = f"{end} − {contract.term.renewal_notice_days} = {result.notice_by}"
        yield Step(what=Text("续约通知截止日", "renewal notice by"), value=shown, gives="notice_by")
    for row in result.deadlines:
        yield Step(what=joined(row.what, "，", Text(row.item)), value=f"{row.on}{' ✓' if row.done else ''}")


def lint_steps(network: Network, results: Results, result: LintStanding, as_of: date) -> Iterator[Step]:
    """Yields each error of the linter that nobody has waived, with the record that holds the words, and their number."""
    contract, waivers = network.get(Contract, result.subject), holding(network, as_of)
    found = (*unwaived(contract_findings(contract), waivers), *unwaived(template_findings(network, contract), waivers))
    for row in found:
        words = joined(Text(row.target), "：", row.rule.title)
        yield Step(what=words, value=row.words, origin=network.origin(row.record))
    yield Step(what=Text("未豁免的错误", "errors not waived"), value=str(len(found)), gives="errors")


TALKS: tuple[Figure[Any], ...] = (
    Figure(
        "negotiation", Text("谈判", "Negotiation"), NegotiationStanding, ("rounds", "last_round", "days_since"), negotiation_steps
    ),
    Figure(
        "joint-plan", Text("联合计划", "Joint plan"), JointPlanStanding, ("total", "moved", "in_force", "signed_on"), plan_steps
    ),
    Figure(
        "calendar",
        Text("合同日程", "Contract calendar"),
        ContractCalendar,
        ("ends", "window_opens", "notice_by"),
        calendar_steps,
    ),
    Figure("lint", Text("合同文本检查", "Linter"), LintStanding, ("errors",), lint_steps),
)  # fmt: skip
