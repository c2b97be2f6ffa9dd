"""Policies of later chapters as sections of a contract's annexes: evaluation, marketing fund, service times (reference F.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.policy import Policy, in_force
from toolkit.network.reader import Reader
from toolkit.topics.contract.outputs.annex_evaluation import evaluation_sections
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table, joined, say
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules.standing import governing
from toolkit.topics.support.records import FundPolicy, SlaPolicy
from toolkit.topics.support.records import vocabularies as words
from toolkit.topics.support.records.policies import Limit

FUND, SLA = "fund", "sla"
AFTER_SALES = ("quality", "after_sales", "logistics")
"""The categories of ticket that the annex on after-sales service promises times for."""


def policies_of(reader: Reader, contract: Contract, day: date) -> Mapping[str, Policy]:
    """Returns the policies that a contract's annexes print, by annex: the version it pins, else the one in force on `day`."""
    pinned = contract.evaluation_policy
    evaluation = reader.find(EvaluationPolicy, pinned) if pinned else governing(reader.all(EvaluationPolicy), day)
    found: dict[str, Policy | None] = {
        "evaluation": evaluation,
        "marketing": in_force(reader.all(FundPolicy), FUND, day),
        "after-sales": in_force(reader.all(SlaPolicy), SLA, day),
    }
    return {annex: policy for annex, policy in found.items() if policy is not None}


def policy_sections(reader: Reader, policies: Mapping[str, Policy]) -> Mapping[str, tuple[Section, ...]]:
    """Returns what those policies say, by annex."""
    found: dict[str, tuple[Section, ...]] = {}
    for annex, policy in policies.items():
        if isinstance(policy, EvaluationPolicy):
            found[annex] = evaluation_sections(reader, policy)
        elif isinstance(policy, FundPolicy):
            found[annex] = _fund(policy)
        elif isinstance(policy, SlaPolicy):
            found[annex] = _times(policy)
    return found


def _fund(policy: FundPolicy) -> tuple[Section, ...]:
    steps = (
        say("乙方至少提前{n}个工作日申请，写明活动、预算和希望的分担。", "Party B applies at least {n} working days ahead, with activity, budget and the share it asks for.", n=policy.request_days),
        say("甲方在{n}个工作日内书面批复；未经批复的费用不由甲方承担。批复晚于时限的，核销期限顺延同样天数。", "Party A answers in writing within {n} working days; costs that were not approved are not borne by it. When it answers late, the time to claim is as many days longer.", n=policy.approve_days),
        say("活动结束后{n}天内提交核销材料：{papers}。", "Claims come within {n} days of the end, with: {papers}.", n=policy.claim_days, papers=joined(words.DOCUMENTS.label(code) for code in policy.documents)),
        say("材料不全的，甲方在{n}个工作日内一次告知补正；材料齐备后{days}天内付款。", "What is missing is told at once, within {n} working days; payment follows within {days} days of full papers.", n=policy.told_days, days=policy.settle_days),
    )  # fmt: skip
    pay = (
        say("应付＝批准额与有效票据额中的较低者 × 甲方分担比例 × 证据合格率 × 逾期系数；甲方分担比例以批复为准，不超过{share}。", "Payable = the lower of the approved and the validly invoiced amount × the share of Party A × the share of proof that passed × the factor for lateness; the share is as approved, at most {share}.", share=percent_text(policy.share)),
        Text("超出批准额的部分由乙方承担；核减的，甲方逐项说明理由，乙方可以要求复核。", "What exceeds the approval is borne by Party B; each cut is explained, and Party B may ask for a second look."),
    )  # fmt: skip
    head = (Text("逾期核销", "Claimed late by"), Text("系数", "Factor"))
    late = tuple(_late(step.up_to_days, number_text(step.factor)) for step in policy.late)
    after = policy.late[-1].up_to_days if policy.late else 0
    rows = (*late, (say("超过{n}天", "more than {n} days", n=after), "0"))
    about = say("适用政策{ref}。", "Policy {ref} applies.", ref=policy.reference)
    return (
        Section(Text("申请与核销", "From request to payment"), (about, *steps), ()),
        Section(Text("应付金额", "What is paid"), pay, (Table(head, rows, (1,)),)),
    )


def _late(days: int, factor: str) -> tuple[Cell, ...]:
    return (say("不超过{n}天", "up to {n} days", n=days) if days else Text("未逾期", "not late"), factor)


def _times(policy: SlaPolicy) -> tuple[Section, ...]:
    head = (
        Text("类别", "Category"),
        Text("优先级", "Priority"),
        Text("首次回复", "First reply"),
        Text("解决", "Solved"),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words.CATEGORIES.label(row.category), words.PRIORITIES.label(row.priority), _time(row.reply), _time(row.resolve))
        for row in policy.cells
        if row.category in AFTER_SALES
    )  # fmt: skip
    about = (
        say("甲方按{ref}受理乙方提交的工单；等待乙方补充材料的时间不计入解决时限。", "Party A handles tickets of Party B under {ref}; time spent waiting for papers of Party B does not count.", ref=policy.reference),
        say("用时达到时限的比例后逐级上报：{steps}。问题解决后{n}天内可以要求重开。", "Tickets go up as their time is used: {steps}. They may be reopened within {n} days.", steps=joined(_escalation(policy)), n=policy.reopen_days),
        Text("顾客投诉、召回和食品安全事件的处理，见通用条款“售后、投诉与召回”。", "Complaints of customers, recalls and food safety: see the article on after-sales service, complaints and recall."),
    )  # fmt: skip
    return (Section(Text("服务时限", "Times of service"), about, (Table(head, rows),)),)


def _escalation(policy: SlaPolicy) -> Iterator[Text]:
    for step in policy.escalation:
        who = words.ESCALATION.label(step.to)
        yield Text(f"{percent_text(step.at)}至{who.zh}", f"{percent_text(step.at)} to the {who.within('en')}")


def _time(limit: Limit) -> Cell:
    return limit.in_words()
