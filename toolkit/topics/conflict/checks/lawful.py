"""No measure for a low resale price, no named complainant, law checks where they are due."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.conflict.records import Case, ChannelPolicy, LadderPolicy
from toolkit.topics.conflict.records.vocabularies import MEASURES
from toolkit.topics.conflict.rules.deadlines import procedure_of
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

MASK = re.compile(r"P-\d{4}-\d{2,4}", re.ASCII)
PRICE = "CF3"
Texts = Iterator[tuple[tuple[Step, ...], Text]]

RESALE_PRICE = ProblemKind(
    "CFL101",
    "error",
    Text("这里因转售价格而作决定、约定或处理：“{words}”", "a resale price is decided, agreed on or punished here: {words}"),
    Text(
        "经销商自定价格；只写区域、渠道、来源、费用等事由（《反垄断法》第18条）",
        "dealers set their own prices; state territory, channel, origin of goods or funds only (Anti-Monopoly Law art. 18)",
    ),
)  # fmt: skip
PRICE_MEASURE = ProblemKind(
    "CFL102",
    "error",
    Text("价格投诉案件不能有“{measure}”", "a case about a price complaint cannot have “{measure}”"),
    Text(
        "只可建议、追回挪用的费用、报告主管部门或改我方做法；有窜货、假货的另立 CF1、CF6",
        "only advice, recovery of diverted funds, a report to the authorities or a change of our own; open CF1 or CF6 for other facts",
    ),
)  # fmt: skip
NO_LAW_CHECK = ProblemKind(
    "CFL103",
    "error",
    Text("决定前没有法务审查", "decided without a law check before"),
    Text("补 law_check，日期不晚于决定日", "add law_check, not later than the decision"),
)
LAW_REFUSED = ProblemKind(
    "CFL104", "error", Text("法务不同意，仍作了决定", "decided although the law check refused it")
)
NAMED = ProblemKind(
    "CFL105",
    "error",
    Text("提出方没有掩码，写了“{given}”", "the complainant is not masked: {given}"),
    Text("写掩码编号，如 P-2026-03；名单由市场督察另存", "write a mask such as P-2026-03; the list is kept by market supervision"),
)  # fmt: skip
OTHER_NAMED = ProblemKind(
    "CFL106",
    "error",
    Text("经销商可见的文字里写了另一家：{name}", "a text that the dealer sees names another dealer: {name}"),
    Text("写“另一家经销商”；它只列在 parties", "write “another dealer”; it stands in parties only"),
)


def resale_prices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No finding, measure, loss, settlement or policy of this chapter orders, scores or punishes a resale price.

    Fixing a resale price or a lowest one is banned (Anti-Monopoly Law art. 18); punishing dealers who sold low was part of a
    fined practice (reference 0.1, J.1 CF3). The matter of a price complaint may be described, nothing may follow from the price.

    中文：冲突处理里的认定、措施、损失、和解和政策，都不命令、评价或惩罚转售价格。固定转售价或限定最低价被禁止，因低价卖
    货处罚经销商曾是被罚款的做法（反垄断法第十八条）。价格投诉的事由可以写，但不能因价格作任何处理。
    """
    for case in network.all(Case):
        for path, text in _decided(case):
            words = resale_price_words(text.zh, counted=True) or resale_price_words(text.en, counted=True)
            if words:
                yield told(network, RESALE_PRICE, case, *path, words=words)
    policies: tuple[LadderPolicy | ChannelPolicy, ...] = (*network.all(LadderPolicy), *network.all(ChannelPolicy))
    for policy in policies:
        for path, text in _policy_texts(policy):
            words = resale_price_words(text.zh, counted=True) or resale_price_words(text.en, counted=True)
            if words:
                yield told(network, RESALE_PRICE, policy, *path, words=words)


def _decided(case: Case) -> Texts:
    decision, settlement = case.decision, case.settlement
    if decision is not None:
        yield ("decision", "finding"), decision.finding
        yield ("decision", "clause"), decision.clause
        for n, row in enumerate(decision.consequences):
            yield ("decision", "consequences", n, "text"), row.text
        if decision.loss is not None:
            yield ("decision", "loss", "basis"), decision.loss.basis
    if settlement is not None:
        yield ("settlement", "terms"), settlement.terms
        for n, action in enumerate(settlement.actions):
            yield ("settlement", "actions", n, "text"), action.text
    for n, action in enumerate(case.improvements):
        yield ("improvements", n, "text"), action.text


def _policy_texts(policy: LadderPolicy | ChannelPolicy) -> Texts:
    if isinstance(policy, LadderPolicy):
        for n, rung in enumerate(policy.rungs):
            yield ("rungs", n, "name"), rung.name
        return
    yield ("reserved",), policy.reserved
    yield ("passive_sales",), policy.passive_sales
    for n, rule in enumerate(policy.channels):
        yield ("channels", n, "served_by"), rule.served_by


def price_complaints(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A price complaint ends with what the procedure allows it, and a decision is law-checked where that is asked for.

    Whatever else a complaint brings to light is a case of its own type, with its own proof (reference J.1).

    中文：价格投诉只能以程序允许的方式结束，要求法务审查的先审查再决定。查出窜货、假货的另行立案，各有各的证据。
    """
    for case in network.all(Case):
        policy = procedure_of(network, case)
        if case.decision is None or policy is None:
            continue
        if case.type == PRICE:
            for n, row in enumerate(case.decision.consequences):
                if row.measure not in policy.price_measures:
                    name = MEASURES.label(row.measure)
                    yield told(network, PRICE_MEASURE, case, "decision", "consequences", n, "measure", measure=name)
        checked = case.law_check
        costs = any(row.amount for row in case.decision.consequences)
        due = case.type in policy.law_checked or costs or (case.decision.level or 0) >= 2
        if due and (checked is None or checked.date > case.decision.date):
            yield told(network, NO_LAW_CHECK, case, "decision", "date")
        if checked is not None and checked.result == "refused":
            yield told(network, LAW_REFUSED, case, "law_check", "result")


def protected(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Who complained stands in no file: a kind and a mask do. The dealer reads no other dealer's name (reference A.20, J.3).

    中文：谁投诉的不写进任何文件，只写身份类别和掩码；经销商看不到别家的名称。名单由市场督察另存，别家只写“另一家经销商”。
    """
    names = {row.id: (row.id, row.name, row.short_name) for row in network.all(DealerProfile)}
    for case in network.all(Case):
        mask = case.complainant.mask
        if mask is not None and not MASK.fullmatch(mask):
            yield told(network, NAMED, case, "complainant", "mask", given=mask)
        others = {name for dealer, row in names.items() if dealer != case.dealer for name in row}
        for path, text in _shown(case):
            for name in sorted(others):
                if name and (name in text.zh or name in text.en):
                    yield told(network, OTHER_NAMED, case, *path, name=name)
                    break


def _shown(case: Case) -> Texts:
    yield ("subject",), case.subject
    if case.defence is not None:
        yield ("defence",), case.defence
    for n, cause in enumerate(case.causes):
        yield ("causes", n, "text"), cause.text
    for n, event in enumerate(case.timeline):
        if event.note is not None:
            yield ("timeline", n, "note"), event.note
    for n, proof in enumerate(case.evidence):
        yield ("evidence", n, "name"), Text(proof.name)
    yield from _decided(case)


CHECKS: tuple[Check, ...] = (
    Check((RESALE_PRICE,), resale_prices),
    Check((PRICE_MEASURE, NO_LAW_CHECK, LAW_REFUSED), price_complaints),
    Check((NAMED, OTHER_NAMED), protected),
)
