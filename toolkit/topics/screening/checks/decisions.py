"""The decision: no better than the score, by those who may, with conditions that can be kept, and told to the candidate."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import may_act, work_calendar
from toolkit.topics.dealer.records import APPROVAL_ROLES, DealerProfile
from toolkit.topics.screening.checks.place import entered
from toolkit.topics.screening.records import PipelinePolicy, Screening
from toolkit.topics.screening.records.scoring import Decision
from toolkit.topics.screening.records.vocabularies import DECISIONS
from toolkit.topics.screening.rules.results import ScreeningResult, pipeline_policy, scorecard_policy
from toolkit.topics.screening.rules.scoring import APPROVE, CONDITIONAL, POOL, REJECT
from toolkit.topics.topic import Check

APPROVERS = ("SA_head", "CO")
EXCLUSIVE_APPROVER = "GM"
GENEROSITY = {REJECT: 0, POOL: 0, CONDITIONAL: 1, APPROVE: 2}

GENEROUS = ProblemKind(
    "SCR151",
    "error",
    Text("决定为“{given}”，评分只支持“{proposed}”", "the decision is “{given}”, the score supports “{proposed}”"),
    Text("按评分改正；有新证据的先重新评分", "correct it; with new evidence, score again first"),
)
STRICTER = ProblemKind(
    "SCR152",
    "info",
    Text(
        "决定为“{given}”，比评分建议的“{proposed}”更严",
        "the decision is “{given}”, stricter than “{proposed}”, which the score proposes",
    ),
)
UNSCORED = ProblemKind(
    "SCR153",
    "error",
    Text("没有总分就决定为“{given}”", "“{given}” was decided without a total"),
    Text("先过门槛、评分，再决定", "gates and scoring come before the decision"),
)
APPROVALS = ProblemKind(
    "SCR154",
    "error",
    Text("决定还缺批准：{roles}", "the decision lacks the approval of: {roles}"),
    Text("登记批准人和日期，不晚于决定日", "record who approved and when, no later than the decision"),
)
AUTHORITY = ProblemKind(
    "SCR155",
    "error",
    Text("{staff} 不能代表“{role}”批准", "{staff} may not approve for “{role}”"),
    Text("核对员工名录的 roles 与任职日期", "compare roles and dates in the staff list"),
)
CONDITIONS = ProblemKind(
    "SCR156",
    "error",
    Text(
        "有条件通过应写 1 至 {limit} 条条件，现有 {count} 条",
        "1 to {limit} conditions are to be given; there are {count}",
    ),
    Text("每条可验证、有日期", "each can be verified and has a day"),
)
CONDITION_LATE = ProblemKind(
    "SCR157",
    "warning",
    Text("条件 {id} 已于 {day} 到期，没有完成", "the condition {id} was due on {day} and is not met"),
    Text("核实后登记 done 和证据，或重新决定", "verify it and record done with evidence, or decide anew"),
)
WENT_ON = ProblemKind(
    "SCR158",
    "error",
    Text("{day} 已进入谈判，决定却{what}", "negotiations opened on {day}, but the decision {what}"),
    Text("谈判须以通过或有条件通过的决定为前提", "negotiating takes a decision to approve, with or without conditions"),
)
NOT_TOLD = ProblemKind(
    "SCR159",
    "warning",
    Text(
        "决定后 {days} 个工作日仍未答复候选人", "{days} working days after the decision the candidate has not been told"
    ),
    Text("答复结论和能说的原因，登记 told_on", "tell the outcome and the reasons that can be told, and record told_on"),
)


def decisions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A decision is no more generous than the score, and is approved by sales and channel operations.

    75 and more approve, 65 to 74.99 with at most three dated conditions, less is rejected or pooled (reference C.2). A
    stricter decision is told as a note: people know more than a total. The head of sales and channel operations
    approve (A.5), for exclusivity the general manager too.

    中文：决定不比评分更宽，并经销售和渠道运营批准。75 分以上通过，65 分至 75 分以下附至多三条有期限的条件，更低的淘汰或
    储备；比评分更严的只作说明，人知道的可以比分数多。独家还要总经理批准。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for screening in network.all(Screening):
        decision = screening.decision
        result = results.find(ScreeningResult, screening.dealer)
        if decision is None or result is None or decision.date > as_of:
            continue
        yield from _against_score(network, screening, decision, result)
        yield from _approved(network, screening, decision)
        for number, approval in enumerate(decision.approvals):
            person = staff.get(approval.staff)
            if person is not None and not may_act(person, approval.role, approval.date):
                role = APPROVAL_ROLES.label(approval.role)
                at = ("decision", "approvals", number, "staff")
                yield told(network, AUTHORITY, screening, *at, staff=person.id, role=role)


def _against_score(
    network: Network, screening: Screening, decision: Decision, result: ScreeningResult
) -> Iterator[Problem]:
    given, at = DECISIONS.label(decision.decision), ("decision", "decision")
    if not result.proposed:
        if GENEROSITY[decision.decision]:
            yield told(network, UNSCORED, screening, *at, given=given)
        return
    step = GENEROSITY[decision.decision] - GENEROSITY[result.proposed]
    if step:
        kind = GENEROUS if step > 0 else STRICTER
        yield told(network, kind, screening, *at, given=given, proposed=DECISIONS.label(result.proposed))


def _approved(network: Network, screening: Screening, decision: Decision) -> Iterator[Problem]:
    wanted = list(APPROVERS)
    if screening.exclusive_sought and GENEROSITY[decision.decision]:
        wanted.append(EXCLUSIVE_APPROVER)
    given = {approval.role for approval in decision.approvals if approval.date <= decision.date}
    labels = [APPROVAL_ROLES.label(role) for role in wanted if role not in given]
    if labels:
        roles = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
        yield told_at_key(network, APPROVALS, screening, "decision", "approvals", roles=roles)


def conditions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Conditions are few, dated, and kept or spoken of.

    One to three where the decision is conditional (reference C.2); those of our own side count as much as theirs. A
    condition whose day has passed is verified or the decision is taken anew.

    中文：条件要少、有日期，到期要么做到、要么重新决定。有条件通过写一至三条，我方应做的同样算数。
    """
    for screening in network.all(Screening):
        decision, policy = screening.decision, scorecard_policy(network, screening, as_of)
        if decision is None or decision.date > as_of:
            continue
        count = len(decision.conditions)
        limit = policy.conditions_limit if policy else count
        if count > limit or (decision.decision == CONDITIONAL and not count):
            yield told(network, CONDITIONS, screening, "decision", "decision", limit=limit, count=count)
        for number, action in enumerate(decision.conditions):
            if action.done is None and action.due < as_of:
                at = ("decision", "conditions", number, "due")
                yield told(network, CONDITION_LATE, screening, *at, id=action.id, day=action.due)


def after_decisions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Nobody is negotiated with against the decision, and every candidate is told.

    Negotiating takes a decision to approve, with or without conditions, no later than its opening (reference B). How
    soon a candidate hears stands in the pipeline policy; who is declined today may be a neighbour's dealer tomorrow.

    中文：不违背决定去谈判，结论都告诉候选人。进入谈判要以通过或有条件通过的决定为前提；答复期限写在招商进度政策里，今天
    婉拒的人，明天可能是邻区的经销商。
    """
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    calendar = work_calendar(network)
    for screening in network.all(Screening):
        profile, decision = network.find(DealerProfile, screening.dealer), screening.decision
        opened = entered(profile, "negotiating", as_of) if profile else None
        if opened is not None and (decision is None or decision.date > opened or not GENEROSITY[decision.decision]):
            path = ("dealer",) if decision is None else ("decision", "decision")
            yield told(network, WENT_ON, screening, *path, day=opened, what=_what(decision, opened))
        if decision is not None and policy is not None and decision.date <= as_of:
            days = calendar.between(decision.date, min(decision.told_on or as_of, as_of))
            if days > policy.answer_days:
                yield told(network, NOT_TOLD, screening, "decision", "date", days=days)


def _what(decision: Decision | None, opened: date) -> Text:
    if decision is None:
        return Text("没有记录", "is not recorded")
    if decision.date > opened:
        return Text(f"作于 {decision.date}", f"is of {decision.date}")
    label = DECISIONS.label(decision.decision)
    return Text(f"为“{label.zh}”", f"is “{label.en}”")


CHECKS: tuple[Check, ...] = (
    Check((GENEROUS, STRICTER, UNSCORED, APPROVALS, AUTHORITY), decisions),
    Check((CONDITIONS, CONDITION_LATE), conditions),
    Check((WENT_ON, NOT_TOLD), after_decisions),
)
