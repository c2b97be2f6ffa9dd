"""The linter over everything that is addressed to dealers: clauses, contracts, policies, letters (reference F.4, 0.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import Policy
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Clause, Contract, LintWaiver
from toolkit.topics.contract.rules.lint.findings import (
    Finding,
    clause_findings,
    contract_findings,
    holding,
    record_findings,
    waiver_of,
)
from toolkit.topics.contract.rules.lint.rule import LintRule
from toolkit.topics.contract.rules.lint.table import RULES
from toolkit.topics.contract.rules.lint.texts import line_of
from toolkit.topics.topic import Check

KINDS: Mapping[str, ProblemKind] = {
    rule.id: ProblemKind(
        rule.code,
        rule.severity,
        Text(f"{rule.title.zh}：“{{words}}”", f"{rule.title.within('en')}: “{{words}}”"),
        Text(f"{rule.advice.zh}（{rule.law.zh}）", f"{rule.advice.within('en')} ({rule.law.within('en')})"),
    )
    for rule in RULES
}  # fmt: skip
WAIVED = ProblemKind(
    "CTR688",
    "info",
    Text("法务已豁免（{rule}）：“{words}”", "waived by legal ({rule}): “{words}”"),
    Text("{date} {by}：{reason}", "{date} {by}: {reason}"),
)
SHOWN = 60
"""How many characters of the words a message shows."""
_RESALE = frozenset(("resale-price",))


@dataclass(frozen=True, slots=True)
class Linted:
    """A kind of record that is linted: which of its texts speak for the company, and which stand where money is taken or given.

    `told` are rules that the kind's own checks carry.
    """

    kind: str
    fields: tuple[str, ...]
    counted: tuple[str, ...] = ()
    told: frozenset[str] = frozenset()


LETTERS: tuple[Linted, ...] = (
    Linted("amendment", ("changes.after", "reason")),
    Linted("negotiation", ("rounds.topics.agreed_text", "concerns.answer", "commitments.text", "strategy_statement.points")),
    Linted("joint-plan", ("brand_goals", "dealer_goals", "resources.text", "seasonal_plan", "reviews.changes")),
    Linted("onboarding", ("tasks.text", "launch_plan", "support.text")),
    Linted(
        "communication",
        (
            "touchpoints.follow_ups.text",
            "commitments.text",
            "feedback.answer",
            "notices.subject",
            "repairs.remedy",
            "reviews.minutes",
            "reviews.actions.text",
        ),
    ),
    Linted("conference", ("theme", "order_fair.note", "promises.text")),
    Linted("support-year", ("tickets.solution", "funds.declined")),
    Linted("conflict-case", ("decision", "settlement", "improvements.text"), told=_RESALE),
    Linted("evaluation", ("result_talk.gaps", "result_talk.joint_actions.text", "appeals.decision.reason", "appeals.second_level.reason")),
    Linted("bond", ("entries.note",), ("entries.note",)),
    Linted("rebate", ("excluded.reason", "adjustments.reason"), ("excluded.reason", "adjustments.reason")),
    Linted("award", ("facts",), ("facts",)),
    Linted("incentive-plan", ("offers",), told=_RESALE),
    Linted("improvement-plan", ("finding", "metric.name", "actions.text", "support"), ("metric.name",)),
    Linted("exit", ("review.reason",), ("review.reason",)),
    Linted("information", ("shares.subject", "answers.text", "briefings.concerns.answer")),
)  # fmt: skip
"""Texts in which the company speaks to a dealer. What dealers said themselves is theirs to say and is not linted."""
PRICED_POLICIES = frozenset(("evaluation-policy", "rebate-policy", "sales-policy", "ladder-policy", "channel-policy"))
"""Policies whose own checks look at resale prices, more strictly than a text alone allows."""


def texts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No text addressed to dealers controls resale prices, pays persons, exempts from injury, or holds an unfair or doubtful term.

    The linter works on meaning, not on single words: who, which price, and a duty or a consequence; supply prices, denials and
    the protective sentence of the article on supply prices (exempt by its clause id) are told apart. Each finding names the law
    and what to write instead. Source: Anti-Monopoly Law arts. 18, 19, 22; Anti-Unfair Competition Law art. 8; Civil Code arts.
    496-498, 506, 563, 585-588; reference 0.1 to 0.4, 0b Law, F.3, F.4. Only legal waives a finding, for one paragraph, in
    content/clauses/waivers.yaml; while an error stands, the contract is not made.

    中文：给经销商看的文字里，没有控制转售价格、付款给个人、免除人身损害责任，也没有不公平或含糊的约定。检查看的是意思而
    不是字眼：谁、哪个价格、什么义务或后果；供货价、否定句和自主定价的保护条款不算。每条都写明法律依据和替代写法。只有法
    务可以在条款豁免清单里逐段豁免；有错误时不生成合同。
    """
    waivers = holding(network, as_of)
    for clause in network.all(Clause):
        for finding in clause_findings(network, clause):
            yield _told(network, finding, waivers)
    for contract in network.all(Contract):
        for finding in contract_findings(contract):
            yield _told(network, finding, waivers)
    known = {kind.name for kind in network.kinds.all}
    for linted in (*LETTERS, *_policies(network)):
        if linted.kind in known:
            for record in network.all(network.kinds.named(linted.kind).model):
                yield from _letter(network, record, linted)


def _policies(network: Network) -> Iterator[Linted]:
    for kind in network.kinds.all:
        if issubclass(kind.model, Policy):
            yield Linted(kind.name, (), told=_RESALE if kind.name in PRICED_POLICIES else frozenset())


def _letter(network: Network, record: Record, linted: Linted) -> Iterator[Problem]:
    for finding in record_findings(record, "", linted.fields, linted.counted):
        if finding.rule.id not in linted.told:
            kind, path = KINDS[finding.rule.id], finding.passage.path
            yield told(network, kind, record, *path, words=finding.words[:SHOWN])


def _told(network: Network, finding: Finding, waivers: Mapping[tuple[str, str, str], LintWaiver]) -> Problem:
    waiver, passage, record = waiver_of(finding, waivers), finding.passage, finding.record
    values: dict[str, object] = {"words": finding.words[:SHOWN]}
    if waiver is None:
        kind = KINDS[finding.rule.id]
        hint = _with_waiver(kind.hint, finding.rule, passage.digest)
    else:
        kind, hint = WAIVED, None
        values |= {"rule": waiver.rule, "date": waiver.date, "by": waiver.by, "reason": waiver.reason}
    if passage.path or not isinstance(record, Clause):
        return told(
            network, kind, record, *passage.path, about=finding.target, related=(), severity=None, hint=hint, **values
        )
    line, column = line_of(record.body, passage, finding.words)
    place = Origin(record.body.path, line, column)
    return kind.at(place, record=finding.target, field="body", related=(), severity=None, hint=hint, **values)


def _with_waiver(hint: Text, rule: LintRule, digest: str) -> Text:
    """What to write instead, and by what legal would name these words in a waiver."""
    return Text(
        f"{hint.zh}；法务豁免：rule {rule.id}，text {digest}",
        f"{hint.within('en')}; waiver by legal: rule {rule.id}, text {digest}",
    )


CHECKS = (Check((*KINDS.values(), WAIVED), texts),)
