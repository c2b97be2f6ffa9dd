"""Times of notice, cure and protest, held against the limits policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.checks.place import limits
from toolkit.topics.contract.records import Contract, ContractLimits
from toolkit.topics.topic import Check

SHORT_NOTICE = ProblemKind(
    "CTR110",
    "warning",
    Text("续约通知 {days} 日，少于政策要求的 {least} 日", "renewal notice of {days} days; the policy asks for {least}"),
)
SHORT_TERMINATION = ProblemKind(
    "CTR111",
    "warning",
    Text(
        "解除通知 {days} 日，少于政策要求的 {least} 日",
        "termination notice of {days} days; the policy asks for {least}",
    ),
)
SHORT_CURE = ProblemKind(
    "CTR112",
    "warning",
    Text("改正期 {days} 日，少于政策要求的 {least} 日", "a cure of {days} days; the policy asks for {least}"),
)
RENEWAL_LENGTH = ProblemKind(
    "CTR116",
    "error",
    Text("自动续期没有写明续期多久", "the automatic renewal does not say for how long"),
    Text(
        "补上 renewal_months；期限不明的合同可随时解除（民法典第五百六十三条）",
        "add renewal_months; a contract of no definite term may be ended at any time (Civil Code art. 563)",
    ),
)
SHORT_PROTEST = ProblemKind(
    "CTR117",
    "warning",
    Text(
        "外观异议期 {days} 日，少于政策要求的 {least} 日",
        "{days} days to object to visible defects; the policy asks for {least}",
    ),
)
NO_LIMITS = ProblemKind(
    "CTR118",
    "warning",
    Text(
        "{day} 没有生效的合同限额政策，限额未检查",
        "no contract limits are in force on {day}: its limits were not checked",
    ),
    Text(
        "在 content/policies/contract/contract-limits/ 里补上覆盖这一天的版本",
        "add a version that covers the day to content/policies/contract/contract-limits/",
    ),
)


def notices(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Notice, cure and the time to object are as long as the limits policy asks: a dealer needs time to plan.

    The policy in force when the contract was signed counts, before that the one of the as-of date (reference A.10, F.4).

    中文：续约通知、解除通知、改正期和外观异议期不短于合同限额政策的要求：经销商需要时间安排。已签署的按签署日生效的政策，
    未签署的按基准日的政策。
    """
    for contract in network.all(Contract):
        policy = limits(network, contract, as_of)
        if policy is None:
            yield told(network, NO_LIMITS, contract, "signed_on", day=contract.signed_on or as_of)
            continue
        for kind, path, days, least in _times(contract, policy):
            if least is not None and days < least:
                yield told(network, kind, contract, *path, days=days, least=least)


def _times(
    contract: Contract, policy: ContractLimits
) -> Iterator[tuple[ProblemKind, tuple[str, str], int, int | None]]:
    """Each time that a contract gives: what to tell when it is short, where it stands, its days, and the least."""
    term, end = contract.term, contract.termination
    if term.renewal != "none":
        yield SHORT_NOTICE, ("term", "renewal_notice_days"), term.renewal_notice_days, policy.renewal_notice_days
    yield SHORT_TERMINATION, ("termination", "notice_days"), end.notice_days, policy.termination_notice_days
    yield SHORT_CURE, ("termination", "cure_days"), end.cure_days, policy.cure_days
    protest = contract.delivery.acceptance_days
    yield SHORT_PROTEST, ("delivery", "acceptance_days"), protest, policy.acceptance_days


def renewals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contract that renews itself says for how long, so that no term becomes indefinite unseen (reference F.1, F.3).

    中文：自动续期的合同写明续多久，免得不知不觉变成期限不明。期限不明的合同任何一方可以随时解除（民法典第五百六十三条）。
    """
    for contract in network.all(Contract):
        if contract.term.renewal == "automatic_once" and not contract.term.renewal_months:
            yield told(network, RENEWAL_LENGTH, contract, "term", "renewal")


def limit_versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The versions of the contract limits follow each other without gap or overlap.

    中文：合同限额政策的各版本前后相接，不重叠，也不留空档。否则某一天的合同没有限额可依，或有两套限额。请改各版的生效日
    或失效日。
    """
    yield from version_problems(network, ContractLimits)


CHECKS = (
    Check((SHORT_NOTICE, SHORT_TERMINATION, SHORT_CURE, SHORT_PROTEST, NO_LIMITS), notices),
    Check((RENEWAL_LENGTH,), renewals),
    Check((), limit_versions),
)
