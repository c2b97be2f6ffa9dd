"""Every transition against the step of the policy that was in force on its day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypedDict

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind, Severity
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import ProductLine, Staff
from toolkit.topics.company.rules import may_act
from toolkit.topics.contract.rules import contracts_of
from toolkit.topics.contract.rules.amending import terms_on
from toolkit.topics.contract.rules.negotiation import lacking_for
from toolkit.topics.dealer.records import APPROVAL_ROLES, DOCUMENTS, STATES, DealerProfile
from toolkit.topics.lifecycle.records import GUARDS, LifecyclePolicy
from toolkit.topics.lifecycle.rules import (
    Case,
    Move,
    governing,
    least_lacking,
    moves,
    names,
    steps,
    targets,
)
from toolkit.topics.topic import Check

NOT_ALLOWED = ProblemKind(
    "LIF101",
    "error",
    Text("政策 {policy} 不允许从“{left}”转入“{to}”", "the policy {policy} leads from “{left}” not to “{to}”"),
    Text("可以转入：{targets}", "it may lead to: {targets}"),
)
NEGOTIATED = frozenset(("terms_agreed", "concerns_answered", "minutes_confirmed"))
"""The guards that look at the negotiation."""
NOWHERE = Text("没有后续状态", "no other state")
NO_VERSION = ProblemKind(
    "LIF102",
    "info",
    Text("{day} 没有生效的生命周期政策，这次变更未作核对", "no lifecycle policy was in force on {day}: not looked at"),
    Text("需要核对时，补上当时的政策版本", "add the version of that time if it should be"),
)
TAKEN_OVER = ProblemKind(
    "LIF103",
    "info",
    Text("以“{to}”状态补录，之前的步骤没有记录", "taken over as “{to}”; the steps before are not on record"),
)
NO_DOCUMENTS = ProblemKind(
    "LIF111",
    "error",
    Text("转入“{to}”缺少材料：{documents}", "the transition to “{to}” lacks documents: {documents}"),
    Text("材料齐全后在 documents 里登记：{codes}", "record them once they are there: {codes}"),
)
NOT_APPROVED = ProblemKind(
    "LIF112",
    "error",
    Text("转入“{to}”缺少批准：{roles}", "the transition to “{to}” lacks the approval of: {roles}"),
    Text("在 approvals 里登记批准人和日期：{codes}", "record who approved and when: {codes}"),
)
NO_AUTHORITY = ProblemKind(
    "LIF113",
    "error",
    Text("{staff} 不能代表“{role}”批准", "{staff} may not approve for “{role}”"),
    Text(
        "核对员工名录的 roles（应有 {code}）与任职日期", "compare roles (it takes {code}) and dates in the staff list"
    ),
)
APPROVED_LATER = ProblemKind(
    "LIF114",
    "error",
    Text("批准日 {approved} 晚于变更日 {day}", "approved on {approved}, after the transition of {day}"),
    Text("变更从批准之日起算；改正日期", "a transition counts from its approval on: correct the dates"),
)
GUARD = ProblemKind(
    "LIF121",
    "error",
    Text("转入“{to}”的前提不成立：{guard}", "a condition of the transition to “{to}” does not hold: {guard}"),
    Text("{advice}", "{advice}"),
)
ADVICE: Mapping[str, Text] = {
    "credit_code": Text("登记 uscc", "record the uscc"),
    "reason": Text("写明 reason", "give a reason"),
    "score_75": Text(
        "登记 score；65 至 74 分的，把附加条件写进 reason",
        "record the score; from 65 to 74, give the conditions as the reason",
    ),
    "terms_agreed": Text(
        "在 negotiations 下登记谈判，必谈事项逐项谈定，超权限的先批准",
        "record the negotiation, agree on every mandatory topic, and have approved what lies outside the limits",
    ),
    "concerns_answered": Text("逐条答复对方的关切；做不到的写明理由", "answer every concern; where it cannot be met, say why"),
    "minutes_confirmed": Text("请对方确认每一轮纪要", "have the minutes of every round confirmed"),
    "contract_exists": Text("在 contracts 下建立合同草案", "make a draft in the contracts folder"),
    "contract_signed": Text(
        "合同登记 status: signed 和不晚于变更日的 signed_on",
        "give the contract status: signed and a signed_on no later than the transition",
    ),
    "licences_valid": Text(
        "登记合同所列产品线要求的证照和有效期", "record the licences that the contract's lines require, with their dates"
    ),
    "master_complete": Text("补齐档案：地址、税务、账户、联系人、服务团队", "add addresses, tax data, account, contacts and team"),
    "acceptance_80": Text("登记验收得分；不足八十分的先整改再验收", "record the acceptance; below 80, improve and accept again"),
    "no_gap": Text("新合同应不晚于旧合同终止次日生效并签署", "the new contract is signed and begins by the day after the old one"),
}  # fmt: skip


def allowed_transitions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every transition follows a step of the policy, with its documents, approvals and conditions.

    The version in force on the day of the transition governs (reference 0.10, B). Where it has several steps between
    two states they are alternatives, and the transition is held against the one to which it comes nearest. A
    first entry with `recorded_late` takes over a dealer as it stands, without its way there. Conditions look at
    present data: licences, contracts and the profile. Overlaps of territories have a check of their own.

    中文：每次状态变更都是政策允许的步骤，材料、批准和前提齐备。按变更当天生效的版本；两个状态之间有几种走法的，与最接近
    的一种比。补录的首次状态不问来路。前提看现在的证照、合同和档案，区域重叠另有检查。
    """
    policies = network.all(LifecyclePolicy)
    lines = {line.id: line for line in network.all(ProductLine)}
    for profile in network.all(DealerProfile) if policies else ():
        for move in moves(profile, as_of):
            if not move.origin:
                continue
            if _first(profile, move) and move.transition.recorded_late is not None:
                yield TAKEN_OVER.at(**_at(network, profile, move, "to"), to=STATES.label(move.transition.to))
                continue
            policy = governing(policies, move.transition.date)
            if policy is None:
                yield NO_VERSION.at(**_at(network, profile, move, "date"), day=move.transition.date)
            elif not steps(policy, move.origin, move.transition.to):
                yield NOT_ALLOWED.at(
                    **_at(network, profile, move, "to"),
                    policy=policy.reference,
                    left=STATES.label(move.origin),
                    to=STATES.label(move.transition.to),
                    targets=names(STATES, targets(policy, move.origin)) or NOWHERE,
                )
            else:
                yield from _demands(network, profile, move, policy, lines)


def _demands(
    network: Network, profile: DealerProfile, move: Move, policy: LifecyclePolicy, lines: Mapping[str, ProductLine]
) -> Iterator[Problem]:
    to = STATES.label(move.transition.to)
    alternatives = steps(policy, move.origin, move.transition.to)
    untalked = _untalked(network, profile, move) if any(NEGOTIATED & {*step.guards} for step in alternatives) else None
    day = move.transition.date
    contracts = tuple(terms_on(network, row, day, day) for row in contracts_of(network, profile.id))
    lack = least_lacking(alternatives, Case(profile, move.transition, contracts, lines, untalked))
    if lack.documents:
        wanted, codes = names(DOCUMENTS, lack.documents), ", ".join(lack.documents)
        yield NO_DOCUMENTS.at(**_at(network, profile, move, "documents"), to=to, documents=wanted, codes=codes)
    if lack.approvals:
        wanted, codes = names(APPROVAL_ROLES, lack.approvals), ", ".join(lack.approvals)
        yield NOT_APPROVED.at(**_at(network, profile, move, "approvals"), to=to, roles=wanted, codes=codes)
    for guard in lack.guards:
        severity: Severity | None = "warning" if profile.draft and guard == "master_complete" else None
        place = _at(network, profile, move, "to")
        yield GUARD.at(**place, severity=severity, to=to, guard=GUARDS.label(guard), advice=ADVICE[guard])


def _untalked(network: Network, profile: DealerProfile, move: Move) -> frozenset[str] | None:
    """What the negotiation behind a transition lacked on its day: a renewal's, where the dealer comes from renewing."""
    purpose = "renewal" if move.origin == "renewing" else "new"
    return lacking_for(network, profile.id, purpose, move.transition.date)


def approvals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Approvals come from people who may give them, and no later than what they approve.

    A person acts for the departments in `roles` of the staff list while in office; for the head of sales it takes the role
    SA (reference B). Have the right person approve, complete their roles, or correct the date.

    中文：批准来自有权的人，不晚于所批准的变更。员工在任期间可以代表名录里登记的职能，销售负责人须有相应职能。请由有权的
    人批准、补齐职能或改正日期。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for profile in network.all(DealerProfile):
        for move in moves(profile, as_of):
            for number, approval in enumerate(move.transition.approvals):
                path = ("transitions", move.place, "approvals", number)
                person = staff.get(approval.staff)
                if person is not None and not may_act(person, approval.role, approval.date):
                    yield NO_AUTHORITY.at(
                        network.origin(profile, *path, "staff"),
                        record=profile.id,
                        field=network.field(profile, *path, "staff"),
                        staff=person.id,
                        role=APPROVAL_ROLES.label(approval.role),
                        code=approval.role.removesuffix("_head"),
                    )
                if approval.date > move.transition.date:
                    yield APPROVED_LATER.at(
                        network.origin(profile, *path, "date"),
                        record=profile.id,
                        field=network.field(profile, *path, "date"),
                        approved=approval.date,
                        day=move.transition.date,
                    )


def _first(profile: DealerProfile, move: Move) -> bool:
    return move.transition is min(profile.transitions, key=lambda transition: transition.date)


class _Place(TypedDict):
    origin: Origin
    record: str
    field: str


def _at(network: Network, profile: DealerProfile, move: Move, name: str) -> _Place:
    """Where a field of a transition stands; its key for a list, since a list begins below it."""
    path = ("transitions", move.place, name)
    find = network.key_origin if name in ("documents", "approvals") else network.origin
    return _Place(origin=find(profile, *path), record=profile.id, field=network.field(profile, *path))


CHECKS: tuple[Check, ...] = (
    Check((NOT_ALLOWED, NO_VERSION, TAKEN_OVER, NO_DOCUMENTS, NOT_APPROVED, GUARD), allowed_transitions),
    Check((NO_AUTHORITY, APPROVED_LATER), approvals),
)
