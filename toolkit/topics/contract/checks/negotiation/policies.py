"""The negotiation policy itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.records import Negotiation, NegotiationPolicy
from toolkit.topics.contract.records.negotiation_words import NEGOTIATED_TERMS, NEGOTIATION_TOPICS
from toolkit.topics.contract.rules.negotiation import governing
from toolkit.topics.contract.rules.negotiation.terms import TRAITS
from toolkit.topics.topic import Check

LIMIT_MISPLACED = ProblemKind(
    "CTR851",
    "error",
    Text("“{term}”的权限应写在“{right}”下", "the limit of “{term}” belongs under “{right}”"),
    Text("移到那个事项下", "move it there"),
)
NO_LIMIT = ProblemKind(
    "CTR852",
    "error",
    Text("“{term}”不能用{how}限定", "“{term}” cannot be limited by {how}"),
    Text("数值用 at_least、at_most，选项用 codes", "figures take at_least and at_most, options take codes"),
)
NO_POLICY = ProblemKind(
    "CTR853",
    "warning",
    Text("{day} 没有生效的谈判政策，必谈事项和权限未作核对", "no negotiation policy was in force on {day}: topics and limits were not looked at"),
    Text("在 content/policies/contract/negotiation 下补上版本", "add the version to content/policies/contract/negotiation"),
)  # fmt: skip
FIGURES = frozenset(("amount", "rate", "days"))
OPTIONS = frozenset(("codes", "text"))


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of the negotiation policy is in force (reference 0.10).

    中文：谈判政策任何一天都有且只有一版生效，版本之间不重叠、不留空档。请改各版的生效日或失效日。
    """
    yield from version_problems(network, NegotiationPolicy)


def limits(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Each limit stands under the topic of its term and limits it by what the term is: a figure, or options (A.9).

    中文：每条权限写在它的条件所属的事项下，限定方式与条件相符：数值写上下限，选项写可选项。
    """
    for policy in network.all(NegotiationPolicy):
        for n, rule in enumerate(policy.topics):
            for m, limit in enumerate(rule.limits):
                trait, term = TRAITS[limit.term], NEGOTIATED_TERMS.label(limit.term)
                path = ("topics", n, "limits", m, "term")
                if trait.topic != rule.topic:
                    right = NEGOTIATION_TOPICS.label(trait.topic)
                    yield told(network, LIMIT_MISPLACED, policy, *path, term=term, right=right)
                bounded = limit.at_least is not None or limit.at_most is not None or limit.as_contract
                if bounded and trait.form not in FIGURES:
                    yield told(network, NO_LIMIT, policy, *path, term=term, how=Text("数值", "figures"))
                if limit.codes and trait.form not in OPTIONS:
                    yield told(network, NO_LIMIT, policy, *path, term=term, how=Text("选项", "options"))


def governed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A policy was in force on the day when a negotiation opened; without one nothing is mandatory and nothing limited.

    中文：启动谈判那天有谈判政策生效。没有政策，就没有必谈事项，也没有权限可查。请补上覆盖那一天的版本。
    """
    for row in network.all(Negotiation):
        if governing(network, row) is None:
            yield told(network, NO_POLICY, row, "opened", day=row.opened)


CHECKS: tuple[Check, ...] = (
    Check(PROBLEMS, versions),
    Check((LIMIT_MISPLACED, NO_LIMIT), limits),
    Check((NO_POLICY,), governed),
)
