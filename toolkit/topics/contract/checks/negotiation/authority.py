"""What was agreed beyond our floor or outside the company's limits has the approval of those who may give it, before it was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import may_act
from toolkit.topics.contract.records import Negotiation
from toolkit.topics.contract.records.negotiation_policy import Limit, Roles
from toolkit.topics.contract.records.negotiation_words import NEGOTIATED_TERMS
from toolkit.topics.contract.rules.negotiation import governing
from toolkit.topics.contract.rules.negotiation.readiness import (
    Talked,
    beyond_floor,
    beyond_limits,
    missing_roles,
    talks,
)
from toolkit.topics.contract.rules.negotiation.terms import Row, shown
from toolkit.topics.dealer.records import APPROVAL_ROLES
from toolkit.topics.market.rules import Regions, regions
from toolkit.topics.topic import Check

FLOOR = ProblemKind(
    "CTR831",
    "error",
    Text(
        "谈定的{term} {agreed} 突破了底线 {floor}，没有{roles}的批准",
        "the agreed {term} of {agreed} is beyond our floor of {floor}, without the approval of: {roles}",
    ),
    Text(
        "批准后在 approvals 里登记；没有批准的，回到下一轮再谈",
        "record the approval, or take it back to the next round",
    ),
)
OUTSIDE = ProblemKind(
    "CTR832",
    "error",
    Text(
        "谈定的{term} {agreed} 超出权限（{limit}），没有{roles}的批准",
        "the agreed {term} of {agreed} is outside the limits ({limit}), without the approval of: {roles}",
    ),
    Text("批准后在 approvals 里登记（政策 {policy}）", "record the approval (policy {policy})"),
)
APPROVED_LATER = ProblemKind(
    "CTR833",
    "error",
    Text(
        "{role}的批准日 {day} 晚于谈定的那一轮（{agreed}）",
        "approved by {role} on {day}, after it was agreed on {agreed}",
    ),
    Text("先批准、后谈定：没有授权的话不能当场答应", "approval comes first: nobody agrees at the table without it"),
)
NO_AUTHORITY = ProblemKind(
    "CTR834",
    "error",
    Text("{staff} 不能代表“{role}”批准", "{staff} may not approve for “{role}”"),
    Text(
        "核对员工名录的 roles（应有 {code}）与任职日期", "compare roles (it takes {code}) and dates in the staff list"
    ),
)


def beyond(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Nothing is agreed beyond our floor or outside the limits of the policy without prior approval (reference A.9).

    The floor is ours, set before the talks; who may cross it, and what the account manager may agree alone, the negotiation
    policy says that was in force when the talks opened. The approval has to be dated no later than the round.

    中文：没有事先批准，不谈到底线之外，也不超出政策权限。底线在谈判前定好；谁能批准突破、客户经理自己能定多少，按启动谈
    判那天生效的谈判政策。批准日不晚于谈定的那一轮。
    """
    tree = regions(network)
    for row in network.all(Negotiation):
        policy = governing(network, row)
        if policy is None:
            continue
        for rounds in talks(row, as_of).values():
            yield from _below_floor(network, row, rounds, policy.floor_approvals, tree)
            for talked in rounds:
                for agreed, limit in beyond_limits(talked, policy, tree):
                    never = _never(talked, limit.approvals)
                    if never:
                        yield told(
                            network, OUTSIDE, row, *agreed.path,
                            term=NEGOTIATED_TERMS.label(agreed.term), agreed=shown(agreed),
                            limit=limit_text(agreed, limit), roles=never, policy=policy.reference,
                        )  # fmt: skip
                    yield from _later(network, row, talked, limit.approvals)


def _below_floor(
    network: Network, row: Negotiation, rounds: tuple[Talked, ...], roles: Roles, tree: Regions
) -> Iterator[Problem]:
    for talked, agreed, floor in beyond_floor(rounds, tree):
        never = _never(talked, roles)
        if never:
            there = Related(network.origin(row, *floor.path), Text("底线写在这里", "the floor is here"))
            yield told(
                network, FLOOR, row, *agreed.path, related=(there,),
                term=NEGOTIATED_TERMS.label(agreed.term), agreed=shown(agreed), floor=shown(floor), roles=never,
            )  # fmt: skip
        yield from _later(network, row, talked, roles)


def _never(talked: Talked, roles: Roles) -> Text:
    """The roles that never approved; an empty text when all did, be it late."""
    given = {approval.role for approval in talked.talk.approvals}
    labels = [APPROVAL_ROLES.label(role) for role in roles if role not in given]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _later(network: Network, row: Negotiation, talked: Talked, roles: Roles) -> Iterator[Problem]:
    """Approvals that came after the round in which the dealer had our word."""
    late = missing_roles(talked.talk.approvals, roles, talked.round.date)
    for n, approval in enumerate(talked.talk.approvals):
        if approval.role in late:
            path, role = (*talked.path, "approvals", n, "date"), APPROVAL_ROLES.label(approval.role)
            yield told(network, APPROVED_LATER, row, *path, role=role, day=approval.date, agreed=talked.round.date)


def limit_text(row: Row, limit: Limit) -> Text:
    """Returns what the limit allows, in words."""
    if limit.codes:
        return Text("须批准", "needs approval")
    bounds = ((Text("不低于", "at least"), limit.at_least), (Text("不高于", "at most"), limit.at_most))
    said = [(word, _figure(row, value)) for word, value in bounds if value is not None]
    return Text(
        "，".join(f"{word.zh} {value.zh}" for word, value in said),
        ", ".join(f"{word.en} {value.within('en')}" for word, value in said),
    )


def _figure(row: Row, value: Decimal) -> Text:
    return shown(Row(row.term, row.about, value, ()))


def authorities(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Approvals come from people who may give them: by the roles of the staff list (reference A.9, B).

    中文：批准来自有权的人，按员工名录里的职能和任职日期核对。请换有权的人批准，或补齐名录。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for row in network.all(Negotiation):
        for rounds in talks(row, as_of).values():
            for talked in rounds:
                for n, approval in enumerate(talked.talk.approvals):
                    person, code = staff.get(approval.staff), approval.role.removesuffix("_head")
                    if person is not None and not may_act(person, approval.role, approval.date):
                        path, role = (*talked.path, "approvals", n, "staff"), APPROVAL_ROLES.label(approval.role)
                        yield told(network, NO_AUTHORITY, row, *path, staff=person.id, role=role, code=code)


CHECKS: tuple[Check, ...] = (
    Check((FLOOR, OUTSIDE, APPROVED_LATER), beyond),
    Check((NO_AUTHORITY,), authorities),
)
