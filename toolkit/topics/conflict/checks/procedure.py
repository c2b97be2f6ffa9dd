"""The way of a case: mediation first, notice and defence, two proofs, two inspectors, decided in time, open to appeal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.conflict.records import Case, ProcedurePolicy
from toolkit.topics.conflict.records.vocabularies import TYPES
from toolkit.topics.conflict.rules.deadlines import appeal_ends, date_of, deadlines, defence_ends, procedure_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

FIELDS = {
    "registered": ("opened_on",),
    "mediated": ("status",),
    "traced": ("status",),
    "decided": ("decision", "date"),
    "reviewed": ("appeal", "filed_on"),
}
WHAT = {
    "registered": Text("登记", "registered"),
    "mediated": Text("调解结束", "settled or given up"),
    "traced": Text("核对追溯码", "traced"),
    "decided": Text("作出决定", "decided"),
    "reviewed": Text("复核申诉", "reviewed"),
}

NOT_MEDIATED = ProblemKind(
    "CFL111",
    "error",
    Text("{type}先共同查明、调解；没有调解未成的记录就作了决定", "{type} begins with joint facts and mediation; it was decided without"),
    Text("补 joint_facts、mediated、mediation_failed，或改成和解", "add joint_facts, mediated and mediation_failed, or settle it"),
)  # fmt: skip
WRONG_LEAD = ProblemKind(
    "CFL112",
    "error",
    Text("{type}应由{due}主办", "{type} is to be led by {due}"),
    Text("市场督察只主办 CF1–CF3、CF6", "market supervision leads CF1 to CF3 and CF6 only"),
)
NO_DEFENCE = ProblemKind(
    "CFL113",
    "error",
    Text("决定前没有告知或申辩", "decided without notice or defence"),
    Text(
        "先告知，给足申辩期；对方没有申辩的也写明", "give notice and the full time for a defence; say so when none came"
    ),
)
DEFENCE_SHORT = ProblemKind(
    "CFL114",
    "error",
    Text("申辩期到 {due}，{decided} 就作了决定", "the defence had until {due}; it was decided on {decided}"),
    Text("申辩早到的，登记 defended", "when the defence came earlier, note defended"),
)
FEW_PROOFS = ProblemKind(
    "CFL115",
    "error",
    Text(
        "只有 {given} 种独立证据，至少要 {least} 种", "{given} independent kinds of proof, at least {least} are needed"
    ),
    Text("如追溯码加购买凭证；每件写摘要", "such as trace code and purchase receipt, each with its digest"),
)
NO_DIGEST = ProblemKind(
    "CFL116", "error", Text("证据“{name}”没有摘要", "the evidence “{name}” has no digest"),
    Text("写文件的 sha256", "write the file's sha256"),
)  # fmt: skip
INSPECTORS = ProblemKind(
    "CFL117",
    "error",
    Text("现场核查要 {least} 人，且不是任何一方的客户经理", "an inspection takes {least} people, none of them a manager of either side"),
)  # fmt: skip
LATE = ProblemKind(
    "CFL118",
    "warning",
    Text("应在 {due} 前{what}", "was to be {what} by {due}"),
    Text("迟了的告知双方原因和新的日期", "tell both sides why, and the new day"),
)
NO_APPEAL = ProblemKind(
    "CFL119",
    "error",
    Text("终局早于申诉期届满：{due} 之后才能终局", "it became final before the time for an appeal was over, {due}"),
    Text(
        "决定送达后给足申诉期；有申诉的，复核后才终局",
        "leave the full time after delivery; with an appeal, after its review",
    ),
)
NOT_DELIVERED = ProblemKind(
    "CFL120", "error", Text("没有送达决定书就终局", "final without the decision delivered"),
    Text("登记 delivered", "note delivered"),
)  # fmt: skip
COMMITTEE = ProblemKind(
    "CFL121",
    "error",
    Text("委员会缺{missing}", "the committee lacks {missing}"),
)
CAUSES_FIRST = ProblemKind(
    "CFL122",
    "warning",
    Text("没有写原因", "no cause is written"),
    Text(
        "先问市场、利益、政策、信息，最后才是个别行为",
        "ask for market, interests, policy and information before conduct",
    ),
)
OWN_REVIEW = ProblemKind(
    "CFL123", "error", Text("复核人参与过决定", "the reviewer of the appeal took part in the decision")
)
STATUS = ProblemKind(
    "CFL124",
    "error",
    Text("状态与记录不符：缺{missing}", "the status does not fit the record: {missing} is missing"),
)


def mediation(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """CF4, CF5, CF7 and CF8 begin with joint fact-finding and mediation, led by channel operations; causes are named first.

    A sanction before mediation turns a question of interests into one of guilt (reference 0b Partnership first).

    中文：利益类案件（CF4、CF5、CF7、CF8）先由渠道运营主持共同查明和调解，并先写原因。调解之前就处罚，会把利益问题变成谁
    有罪的问题。
    """
    for case, policy, _ in _cases(network):
        mediated = case.type in policy.mediated
        failed = date_of(case, "mediation_failed")
        if mediated and case.decision is not None and (failed is None or failed > case.decision.date):
            yield told(network, NOT_MEDIATED, case, "decision", "date", type=TYPES.label(case.type))
        due = policy.mediator if mediated else policy.auditor
        person = network.find(Staff, case.lead)
        if person is not None and due not in person.roles:
            yield told(network, WRONG_LEAD, case, "lead", type=TYPES.label(case.type), due=due)
        if not case.causes and case.status != "open":
            yield told(network, CAUSES_FIRST, case, "status")


def fair(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The respondent is told and heard before a decision, which rests on independent proofs that carry digests (J.3).

    中文：决定之前，被投诉方已被告知并有时间申辩；决定依据至少两种独立证据，每件有摘要。没有申辩的也要写明。
    """
    for case, policy, calendar in _cases(network):
        for n, proof in enumerate(case.evidence):
            if proof.sha256 is None:
                yield told(network, NO_DIGEST, case, "evidence", n, "name", name=proof.name)
        decision = case.decision
        if decision is None or not decision.consequences:
            continue
        until, heard = defence_ends(case, policy, calendar), date_of(case, "defended")
        if until is None or case.defence is None:
            yield told(network, NO_DEFENCE, case, "decision", "date")
        elif decision.date <= until and (heard is None or heard > decision.date):
            yield told(network, DEFENCE_SHORT, case, "decision", "date", due=until, decided=decision.date)
        kinds = {proof.kind for proof in case.evidence if proof.sha256 is not None}
        if len(kinds) < policy.proofs:
            yield told(network, FEW_PROOFS, case, "decision", "finding", given=len(kinds), least=policy.proofs)
        present = {row.role for row in decision.committee}
        missing = [role for role in policy.committee if role not in present]
        if case.type in policy.audited and missing:
            names = ", ".join(missing)
            yield told(network, COMMITTEE, case, "decision", "date", missing=names)


def inspections(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An on-site check is made by two people, neither of whom manages the dealer of either side (reference J.3).

    中文：现场核查由两人进行，都不是任何一方的客户经理。
    """
    for case, policy, _ in _cases(network):
        if case.on("inspected") is None:
            continue
        sides = (case.dealer, *(row.dealer for row in case.parties))
        teams = [profile.service_team for side in sides if (profile := network.find(DealerProfile, side)) is not None]
        managers = {person for team in teams if team is not None for person in (team.manager, team.backup)}
        few = len(set(case.inspectors)) < policy.inspectors
        if few or managers & set(case.inspectors):
            place = "inspectors" if case.inspectors else "status"
            yield told(network, INSPECTORS, case, place, least=policy.inspectors)


def in_time(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Each step is done by its day, in working days (reference J.3: 1, 3, 5, 20, 10; mediation 10).

    中文：案件每一步都在期限内完成，按工作日数，天数写在案件程序政策里。迟了的，告知双方原因和新的日期。
    """
    for case, policy, calendar in _cases(network):
        for row in deadlines(case, policy, calendar):
            if row.is_late(as_of):
                path = FIELDS[row.step]
                known = row.step != "decided" or case.decision is not None
                at = path if known else ("status",)
                yield told(network, LATE, case, *at, due=row.due, what=WHAT[row.step])


def endings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A case is final only after delivery and the whole time for an appeal, reviewed by somebody who did not decide.

    Only what is final touches evaluation and rebate (reference D.9, J.3).

    中文：决定送达、申诉期届满之后才终局，复核人没有参与过决定。只有终局的决定才影响考核和返利。
    """
    for case, policy, calendar in _cases(network):
        lacking = _lacking(case)
        if lacking is not None:
            yield told(network, STATUS, case, "status", missing=lacking)
        decided = {row.staff for row in case.decision.committee} if case.decision else set()
        if case.appeal is not None and case.appeal.reviewer in decided:
            yield told(network, OWN_REVIEW, case, "appeal", "reviewer")
        if case.final_on is None or case.decision is None:
            continue
        until = appeal_ends(case, policy, calendar)
        reviewed = case.appeal.reviewed_on if case.appeal else None
        if until is None:
            yield told(network, NOT_DELIVERED, case, "final_on")
        elif case.appeal is not None and (reviewed is None or case.final_on < reviewed):
            yield told(network, NO_APPEAL, case, "final_on", due=reviewed or until)
        elif case.appeal is None and case.final_on <= until:
            yield told(network, NO_APPEAL, case, "final_on", due=until)


def _lacking(case: Case) -> Text | None:
    """What a status needs and the record does not have."""
    needs = {
        "decided": (case.decision is not None, Text("决定", "the decision")),
        "appealed": (case.appeal is not None, Text("申诉", "the appeal")),
        "final": (
            case.decision is not None and case.final_on is not None,
            Text("决定或终局日", "decision or final day"),
        ),
        "settled": (case.settlement is not None, Text("和解书", "the settlement")),
    }
    there, what = needs.get(case.status, (True, Text("")))
    return None if there else what


def _cases(network: Network) -> Iterator[tuple[Case, ProcedurePolicy, WorkCalendar]]:
    calendar = work_calendar(network)
    for case in network.all(Case):
        policy = procedure_of(network, case)
        if policy is not None:
            yield case, policy, calendar


CHECKS: tuple[Check, ...] = (
    Check((NOT_MEDIATED, WRONG_LEAD, CAUSES_FIRST), mediation),
    Check((NO_DEFENCE, DEFENCE_SHORT, FEW_PROOFS, NO_DIGEST, COMMITTEE), fair),
    Check((INSPECTORS,), inspections),
    Check((LATE,), in_time),
    Check((NO_APPEAL, NOT_DELIVERED, OWN_REVIEW, STATUS), endings),
)
