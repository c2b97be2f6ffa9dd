"""Rounds in their order, between the opening and the signature, beside the dealer's way through the lifecycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.contract.records import Contract, Negotiation
from toolkit.topics.contract.rules.negotiation import negotiations_of
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import EARLY, last_transition, state
from toolkit.topics.topic import Check

NEEDS = {"negotiating": "new", "renewing": "renewal"}
"""The states in which a dealer is talked with, and the purpose of the talks."""

ROUND_ORDER = ProblemKind(
    "CTR811",
    "error",
    Text(
        "第 {no} 轮（{day}）早于第 {before} 轮（{earlier}）",
        "round {no} of {day} lies before round {before} of {earlier}",
    ),
    Text("改正日期或轮次", "correct the day or the number"),
)
ROUND_OUTSIDE = ProblemKind(
    "CTR812",
    "error",
    Text("第 {no} 轮（{day}）不在 {first} 至 {last} 之间", "round {no} of {day} lies outside {first} to {last}"),
    Text("轮次在启动之后、结束之前，且已经谈过", "rounds lie between the opening and the end, and have been held"),
)
AFTER_SIGNING = ProblemKind(
    "CTR813",
    "error",
    Text(
        "第 {no} 轮（{day}）在合同 {contract} 签署（{signed}）之后",
        "round {no} of {day} lies after the contract {contract} was signed on {signed}",
    ),
    Text(
        "签署后的变更另立一份谈判，目的写 amendment",
        "what is talked about later is a negotiation of its own: purpose amendment",
    ),
)
TOO_EARLY = ProblemKind(
    "CTR814",
    "warning",
    Text(
        "第 {no} 轮（{day}）时经销商还在“{state}”：保密协议和利益冲突申报还没有",
        "in round {no} of {day} the dealer was still “{state}”: no confidentiality agreement and no declaration yet",
    ),
    Text("先签保密协议再谈条款和价格", "terms and prices are talked about once it is signed"),
)
NO_TALKS = ProblemKind(
    "CTR815",
    "warning",
    Text("状态为“{state}”，但没有相应的谈判记录", "the state is “{state}”, but no such negotiation is on record"),
    Text("在 negotiations 下登记谈判（目的：{purpose}）", "record it in the negotiations folder (purpose: {purpose})"),
)
NO_STATEMENT = ProblemKind(
    "CTR816",
    "warning",
    Text(
        "起草合同前没有交付市场策略与支持说明",
        "no statement of market strategy and support was handed over before the draft",
    ),
    Text("交付后登记 strategy_statement", "hand it over and record strategy_statement"),
)
OTHERS_CONTRACT = ProblemKind(
    "CTR817",
    "error",
    Text("合同 {contract} 是 {other} 的", "the contract {contract} is one of {other}"),
    Text("写本经销商的合同", "name a contract of this dealer"),
)


def rounds(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Rounds follow one another, between the opening and the end, and none is dated after the contract was signed.

    A round after the signature changes a contract that binds: it belongs into an amendment with approvals of its own
    (reference A.9, A.10).

    中文：各轮按先后排列，在启动与结束之间，都不晚于合同签署。签署之后再谈，就是变更已有约束力的合同，要另立一份谈判、走
    补充协议的批准。
    """
    for row in network.all(Negotiation):
        numbered = sorted(enumerate(row.rounds), key=lambda one: one[1].no)
        for (_, before), (place, one) in pairwise(numbered):
            if one.date < before.date:
                path = ("rounds", place, "date")
                yield told(
                    network, ROUND_ORDER, row, *path, no=one.no, day=one.date, before=before.no, earlier=before.date
                )
        last = min(row.ended.date, as_of) if row.ended is not None else as_of
        contract = network.find(Contract, row.contract) if row.contract and row.purpose != "amendment" else None
        signed = contract.signed_on if contract is not None and contract.dealer == row.dealer else None
        for place, one in enumerate(row.rounds):
            path = ("rounds", place, "date")
            if contract is not None and signed is not None and one.date > signed:
                there = Related(network.origin(contract, "signed_on"), Text("签署日期在这里", "it was signed here"))
                yield told(
                    network, AFTER_SIGNING, row, *path, related=(there,),
                    no=one.no, day=one.date, contract=row.contract, signed=signed,
                )  # fmt: skip
            elif not row.opened <= one.date <= last:
                yield told(network, ROUND_OUTSIDE, row, *path, no=one.no, day=one.date, first=row.opened, last=last)


def lifecycle(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Talks and the dealer's state agree: no round before the confidentiality agreement, no such state without talks.

    Scored → negotiating asks for the confidentiality agreement and the declaration of interests (reference B), so terms are
    not talked about before. Talks that broke off do not count.

    中文：谈判与经销商状态相符：签了保密协议和利益冲突申报才谈条款，处于谈判状态的要有谈判记录。中断的谈判不算。
    """
    for profile in network.all(DealerProfile):
        held = negotiations_of(network, profile.id)
        last = last_transition(profile, as_of)
        purpose = NEEDS.get(last.to) if last is not None else None
        alive = {row.purpose for row in held if row.ended is None or row.ended.result == "agreed"}
        if last is not None and purpose is not None and purpose not in alive:
            place = next(n for n, row in enumerate(profile.transitions) if row is last)
            label = STATES.label(last.to)
            yield told(network, NO_TALKS, profile, "transitions", place, "to", state=label, purpose=purpose)
        for row in held:
            for n, one in enumerate(row.rounds if row.purpose == "new" else ()):
                then = state(profile, one.date)
                if then in EARLY:
                    path = ("rounds", n, "date")
                    yield told(network, TOO_EARLY, row, *path, no=one.no, day=one.date, state=STATES.label(then))


def papers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A negotiation names contracts of its own dealer, and the brand has said in writing what it will do in the market.

    The statement of market strategy and support (M37) is given before the draft, so that the dealer decides on what the
    brand stands for and not on a salesman's word.

    中文：谈判只写本经销商的合同；起草之前，品牌已书面说明市场策略和支持。这样对方依据的是公司的承诺，不是销售人员的口头
    话。
    """
    for row in network.all(Negotiation):
        for name in ("contract", "renews"):
            contract = network.find(Contract, getattr(row, name) or "")
            if contract is not None and contract.dealer != row.dealer:
                yield told(network, OTHERS_CONTRACT, row, name, contract=contract.contract_no, other=contract.dealer)
        if row.contract is not None and row.purpose != "amendment" and row.strategy_statement is None:
            yield told_at_key(network, NO_STATEMENT, row, "contract")


CHECKS: tuple[Check, ...] = (
    Check((ROUND_ORDER, ROUND_OUTSIDE, AFTER_SIGNING), rounds),
    Check((TOO_EARLY, NO_TALKS), lifecycle),
    Check((NO_STATEMENT, OTHERS_CONTRACT), papers),
)
