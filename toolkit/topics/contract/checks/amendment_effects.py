"""What amendments do: backward effect, harm to the dealer, who approved them, and whether the terms still hold together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import may_act
from toolkit.topics.contract.checks.grant import CHECKS as GRANT
from toolkit.topics.contract.checks.notices import CHECKS as NOTICES
from toolkit.topics.contract.checks.payment import CHECKS as PAYMENT
from toolkit.topics.contract.checks.prices import CHECKS as PRICES
from toolkit.topics.contract.checks.service import CHECKS as SERVICE
from toolkit.topics.contract.checks.targets import CHECKS as TARGETS
from toolkit.topics.contract.checks.territory import CHECKS as TERRITORY
from toolkit.topics.contract.checks.territory import OVERLAP
from toolkit.topics.contract.records import Amendment, AmendmentPolicy, Contract
from toolkit.topics.contract.rules.amending import amended, amendments_of, with_changes
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.contract.rules.worsening import worsened
from toolkit.topics.dealer.records import APPROVAL_ROLES
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Check

POLICY = "amendment"
OF_THE_TERMS = tuple(
    check
    for check in (*TARGETS, *TERRITORY, *GRANT, *PRICES, *PAYMENT, *SERVICE, *NOTICES)
    if OVERLAP not in check.kinds
)
"""The checks that look at the terms of one contract, so that amended terms are held to them too."""

BACKWARD = ProblemKind(
    "CTR711",
    "error",
    Text(
        "{signed} 签署，自 {day} 起生效：追溯没有标明",
        "signed on {signed}, in effect from {day}: the backward effect is not flagged",
    ),
    Text(
        "写 backward: true 和 backward_reason，或改生效日",
        "write backward: true and backward_reason, or change the day",
    ),
)
BACKWARD_REASON = ProblemKind(
    "CTR712",
    "error",
    Text("追溯没有写理由", "no reason is given for the backward effect"),
    Text("写 backward_reason", "write backward_reason"),
)
NOT_BACKWARD = ProblemKind(
    "CTR713",
    "warning",
    Text("标了追溯，但 {day} 并不早于签署日", "it is flagged as backward, but {day} is not before the signature"),
)
UNHEARD = ProblemKind(
    "CTR714",
    "error",
    Text("对经销商不利（{how}），没有签署前的通知或征询记录", "it is worse for the dealer ({how}), without a notice or a consultation before the signature"),
    Text("在 hearings 登记通知、面谈或委员会征询，以及经销商的意见", "record the notice, the talk or the council under hearings, with what the dealer said"),
)  # fmt: skip
HARM_BACKWARD = ProblemKind(
    "CTR715",
    "warning",
    Text("追溯而且对经销商不利（{how}）", "backward, and worse for the dealer ({how})"),
    Text("改为从以后的期间起", "let it begin with a later period"),
)
UNAPPROVED = ProblemKind(
    "CTR716",
    "error",
    Text("变更 {name} 缺少批准：{roles}", "the change of {name} lacks the approval of: {roles}"),
    Text("批准后登记在 approvals：{codes}", "record it under approvals: {codes}"),
)
APPROVED_LATE = ProblemKind(
    "CTR717",
    "error",
    Text("批准日 {day} 晚于签署日 {signed}", "approved on {day}, after the signature of {signed}"),
)
MAY_NOT = ProblemKind(
    "CTR718",
    "error",
    Text("{staff} 在 {day} 不能代表“{role}”", "on {day} {staff} may not act for “{role}”"),
    Text("核对员工名录的 roles 与任职日期", "compare roles and dates in the staff list"),
)
NOT_SIGNED_YET = ProblemKind(
    "CTR719",
    "warning",
    Text("约定 {day} 起生效，还没有签署：目前什么也没有变", "it was to take effect on {day} and is not signed: so far nothing has changed"),
    Text("签署，或改生效日", "sign it, or change the day"),
)  # fmt: skip
POLICY_ID = ProblemKind("CTR720", "error", Text("政策编号应为 {id}", "the policy's id should be {id}"))
POLICY_FIELD = ProblemKind("CTR721", "error", Text("合同没有字段 {name}", "a contract has no field {name}"))


def backward(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An amendment that reaches back before its signature says so, and why; one that is due is signed.

    Backward changes are the classic grievance (reference 0.10, A.10): who signs must see at a glance that the past is meant.

    中文：追溯到签署之前的补充协议写明追溯和理由，到了生效日的已经签署。签的人一眼就要看出涉及过去。
    """
    for row in network.all(Amendment):
        signed = row.signed_on
        if signed is None:
            if row.effective_on <= as_of:
                yield told(network, NOT_SIGNED_YET, row, "effective_on", day=row.effective_on)
        elif row.effective_on < signed and not row.backward:
            yield told(network, BACKWARD, row, "effective_on", signed=signed, day=row.effective_on)
        elif row.effective_on >= signed and row.backward:
            yield told(network, NOT_BACKWARD, row, "backward", day=row.effective_on)
        if row.backward and row.backward_reason is None:
            yield told(network, BACKWARD_REASON, row, "backward")


def voice(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A change to the dealer's disadvantage stands on a notice or a consultation that came before the signature.

    Targets, territory and policies are meant (reference 0b, the dealer's voice). To sign is not to have been asked: the
    record says how the dealer was told and what it answered.

    中文：对经销商不利的变更，签署之前有通知或征询的记录，指目标、区域和政策。签了字不等于征询过：记录里写明怎么告知、对
    方怎么说。
    """
    tree = regions(network)
    for contract in network.all(Contract):
        rows = amendments_of(network, contract)
        for n, row in enumerate(rows):
            before = amended(contract, rows[:n], row.effective_on)
            after = with_changes(before, row)
            harm = worsened(before, after, tree) if after is not None else ()
            if not harm:
                continue
            how = joined(harm)
            if not any(row.signed_on is not None and heard.date <= row.signed_on for heard in row.hearings):
                yield told(network, UNHEARD, row, "hearings" if row.hearings else "changes", how=how)
            if row.backward:
                yield told(network, HARM_BACKWARD, row, "effective_on", how=how)


def approvals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A signed amendment has the approvals that its fields ask for, given before it was signed, by people who may.

    The amendment policy in force on the day of signature says which roles a field needs (reference A.10, owner → approver).

    中文：已签署的补充协议，所改字段需要的批准都在签署之前由有权的人作出。哪个字段要哪些职能，按签署日生效的补充协议政策。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for row in network.all(Amendment):
        policy = in_force(network.all(AmendmentPolicy), POLICY, row.signed_on) if row.signed_on else None
        given = {approval.role for approval in row.approvals}
        for n, change in enumerate(row.changes if policy is not None else ()):
            top = change.path.replace("[", ".").split(".")[0]
            missing = [role for role in policy.roles_for(top) if role not in given] if policy else []
            if missing:
                roles = joined(APPROVAL_ROLES.label(role) for role in missing)
                path = ("changes", n, "path")
                yield told(network, UNAPPROVED, row, *path, name=change.path, roles=roles, codes=", ".join(missing))
        for n, approval in enumerate(row.approvals):
            person = staff.get(approval.staff)
            if person is not None and not may_act(person, approval.role, approval.date):
                label = APPROVAL_ROLES.label(approval.role)
                yield told(
                    network, MAY_NOT, row, "approvals", n, "staff", staff=approval.staff, day=approval.date, role=label
                )
            if row.signed_on is not None and approval.date > row.signed_on:
                day, signed = approval.date, row.signed_on
                yield told(network, APPROVED_LATE, row, "approvals", n, "date", day=day, signed=signed)


def amended_terms(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The terms that amendments lead to, drafts too, are held to the same checks as a contract: sums, ground, prices, limits.

    What is told so was not wrong in the contract as it was signed; the amendment that reached into it last stands beside it.

    中文：补充协议改出来的条件，包括草案，与合同受同样的检查：合计、区域、价格、限额。这里指出的问题原合同没有，旁边列出
    最后改到它的那份补充协议。
    """
    rows = dict(_amended(network))
    if not rows:
        return
    before = {number: network.get(Contract, number) for number in rows}
    after = {number: amended(contract, rows[number], date.max) for number, contract in before.items()}
    known = {_key(problem) for problem in _of_the_terms(network.holding(Contract, before), results, as_of)}
    for problem in _of_the_terms(network.holding(Contract, after), results, as_of):
        if problem.record in rows and _key(problem) not in known:
            there = Related(network.origin(rows[problem.record][-1]), Text("补充协议在这里", "the amendment is here"))
            yield replace(problem, related=(*problem.related, there))


def _amended(network: Network) -> Iterator[tuple[str, tuple[Amendment, ...]]]:
    """The amended contracts by number, each with its amendments, drafts too."""
    for number in dict.fromkeys(row.contract for row in network.all(Amendment)):
        contract = network.find(Contract, number)
        found = amendments_of(network, contract, drafts=True) if contract is not None else ()
        if found:
            yield number, found


def _of_the_terms(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    return chain.from_iterable(check.find(network, results, as_of) for check in OF_THE_TERMS)


def _key(problem: Problem) -> tuple[str, str, str, str]:
    return problem.code, problem.record, problem.field, problem.message.zh


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Of the amendment policy one version is in force on any day, and its rules name fields that a contract has.

    中文：补充协议政策任何一天有且只有一版生效，规则所写的字段都是合同里有的。
    """
    yield from version_problems(network, AmendmentPolicy)
    for policy in network.all(AmendmentPolicy):
        if policy.id != POLICY:
            yield told(network, POLICY_ID, policy, "id", id=POLICY)
        for n, rule in enumerate(policy.rules):
            if rule.path not in Contract.model_fields:
                yield told(network, POLICY_FIELD, policy, "rules", n, "path", name=rule.path)


CHECKS = (
    Check((BACKWARD, BACKWARD_REASON, NOT_BACKWARD, NOT_SIGNED_YET), backward),
    Check((UNHEARD, HARM_BACKWARD), voice),
    Check((UNAPPROVED, APPROVED_LATE, MAY_NOT), approvals),
    Check((), amended_terms),
    Check((POLICY_ID, POLICY_FIELD), policies),
)
