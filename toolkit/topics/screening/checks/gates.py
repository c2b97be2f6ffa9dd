"""The knock-out gates: known ones, borne out by the data, waived only by those who may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Severity
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import may_act
from toolkit.topics.dealer.records import APPROVAL_ROLES
from toolkit.topics.screening.checks.place import recruited
from toolkit.topics.screening.records import GatesPolicy, Screening
from toolkit.topics.screening.records.policy import GateRule
from toolkit.topics.screening.records.scoring import Gate
from toolkit.topics.screening.rules.gates import PASS, WAIVED, waived_rightly
from toolkit.topics.screening.rules.results import ScreeningResult, gates_policy
from toolkit.topics.topic import Check

UNKNOWN = ProblemKind(
    "SCR121",
    "error",
    Text("政策 {policy} 没有门槛 {given}", "the policy {policy} has no gate {given}"),
    Text("可用：{known}{near}", "there are: {known}{near}"),
)
CONTRADICTED = ProblemKind(
    "SCR122",
    "error",
    Text("门槛 {gate} 记为通过，资料却不支持：{why}", "the gate {gate} is recorded as passed, but the data say: {why}"),
    Text("补齐资料，或改为未通过、按规则豁免", "complete the data, or record it as failed or waived"),
)
NOT_WAIVABLE = ProblemKind(
    "SCR123",
    "error",
    Text("门槛 {gate} 不能豁免", "the gate {gate} cannot be waived"),
    Text("未通过即结束筛选", "a candidate that fails it is out"),
)
WAIVED_BY = ProblemKind(
    "SCR124",
    "error",
    Text("门槛 {gate} 的豁免还缺：{roles}", "the waiver of the gate {gate} lacks: {roles}"),
    Text("在 waived_by 里登记，日期不晚于 at", "record them in waived_by, no later than at"),
)
AUTHORITY = ProblemKind(
    "SCR125",
    "error",
    Text("{staff} 不能代表“{role}”豁免", "{staff} may not waive for “{role}”"),
    Text("核对员工名录的 roles 与任职日期", "compare roles and dates in the staff list"),
)
TERMS = ProblemKind(
    "SCR126",
    "error",
    Text("豁免没有写明理由和期限", "the waiver lacks a reason or a day by which it ends"),
    Text("写明 reason 和 until；豁免条件：{terms}", "give reason and until; terms of the waiver: {terms}"),
)
NO_TERMS = Text("政策没有另外规定", "the policy names no others")
EXPIRED = ProblemKind(
    "SCR127",
    "warning",
    Text("门槛 {gate} 的豁免已于 {day} 到期", "the waiver of the gate {gate} ended on {day}"),
    Text("核对是否已补齐：补齐的改为通过，未补齐的暂停", "made good? record it as passed; if not, stop"),
)
TOO_MANY = ProblemKind(
    "SCR128", "warning", Text("豁免 {count} 项，超过 {limit} 项", "{count} gates are waived, more than {limit}")
)
NO_EVIDENCE = ProblemKind(
    "SCR129",
    "warning",
    Text("门槛 {gate} 记为通过，没有证据", "the gate {gate} is recorded as passed without evidence"),
    Text("登记证据：{evidence}", "record the evidence: {evidence}"),
)


def gate_records(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every recorded gate is one of the policy, and what is passed has its evidence and is borne out by the data.

    The data are looked at as of scoring, else of the decision, else of the as-of date: a credit check that has grown
    old, a licence that ends too soon, funds or floor that a visit found short (reference C.1). Candidates whose
    screening ended without a contract, and dealers taken on long ago, are left alone.

    中文：记录的门槛都在政策里；记为通过的有证据，资料也支持。资料按评分日看，没有评分的按决定日、再按基准日：征信过旧、
    证照期限不足、考察发现资金或仓储不够的，都会指出。已结束筛选而没有签约的、早已合作的不再问。
    """
    for screening in network.all(Screening):
        policy = gates_policy(network, screening, as_of)
        if policy is None:
            continue
        rules = {rule.id: rule for rule in policy.gates}
        for place, gate in enumerate(screening.gates):
            rule = rules.get(gate.gate)
            if rule is None:
                near = nearest(gate.gate, list(rules))
                yield told(
                    network,
                    UNKNOWN,
                    screening,
                    *("gates", place, "gate"),
                    policy=policy.reference,
                    given=gate.gate,
                    known=", ".join(rules),
                    near=Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else NO_TEXT,
                )
            elif gate.result == PASS and not gate.evidence:
                at = ("gates", place, "gate")
                yield told(network, NO_EVIDENCE, screening, *at, gate=gate.gate, evidence=rule.evidence)
        yield from _contradicted(network, results, screening, as_of)


def _contradicted(network: Network, results: Results, screening: Screening, as_of: date) -> Iterator[Problem]:
    result = results.find(ScreeningResult, screening.dealer)
    if result is None or not recruited(network, screening, as_of):
        return
    places = {gate.gate: place for place, gate in enumerate(screening.gates)}
    for row in result.gates:
        if row.standing == PASS and row.holds is False:
            at = ("gates", places[row.gate], "result")
            severity: Severity | None = None if screening.scorecards else "warning"
            yield told(network, CONTRADICTED, screening, *at, severity=severity, gate=row.gate, why=row.why)


def waivers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A gate is waived by those who may, with a reason and an end, and few gates are.

    Who may waive stands with each gate of the policy; some cannot be waived at all (reference C.1). A waiver that the
    policy does not allow counts as a failed gate, and there is no total.

    中文：豁免门槛的人有权豁免，写明理由和期限，豁免的门槛也不能多。谁能豁免，写在政策的每道门槛里，有些不得豁免。不合政
    策的豁免按未通过处理，也就没有总分。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for screening in network.all(Screening):
        policy = gates_policy(network, screening, as_of)
        rules = {rule.id: rule for rule in policy.gates} if policy else {}
        held = [(place, gate) for place, gate in enumerate(screening.gates) if gate.result == WAIVED]
        for place, gate in held:
            if gate.gate in rules:
                yield from _waiver(network, screening, place, gate, rules[gate.gate], as_of)
            for number, approval in enumerate(gate.waived_by):
                person = staff.get(approval.staff)
                if person is not None and not may_act(person, approval.role, approval.date):
                    role = APPROVAL_ROLES.label(approval.role)
                    at = ("gates", place, "waived_by", number, "staff")
                    yield told(network, AUTHORITY, screening, *at, staff=person.id, role=role)
        if policy is not None and len(held) > policy.waivers_limit:
            yield _too_many(network, screening, len(held), policy)


def _waiver(
    network: Network, screening: Screening, place: int, gate: Gate, rule: GateRule, as_of: date
) -> Iterator[Problem]:
    at = ("gates", place, "result")
    if not rule.waivers:
        yield told(network, NOT_WAIVABLE, screening, *at, gate=gate.gate)
    elif not waived_rightly(gate, rule):
        given = {approval.role for approval in gate.waived_by if approval.date <= gate.at}
        labels = [APPROVAL_ROLES.label(role) for role in rule.waivers if role not in given]
        roles = Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
        yield told(network, WAIVED_BY, screening, *at, gate=gate.gate, roles=roles)
    if gate.reason is None or gate.until is None:
        yield told(network, TERMS, screening, *at, terms=rule.waiver_terms or NO_TERMS)
    elif gate.until < as_of:
        yield told(network, EXPIRED, screening, "gates", place, "until", gate=gate.gate, day=gate.until)


def _too_many(network: Network, screening: Screening, count: int, policy: GatesPolicy) -> Problem:
    return told_at_key(network, TOO_MANY, screening, "gates", count=count, limit=policy.waivers_limit)


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN, NO_EVIDENCE, CONTRADICTED), gate_records),
    Check((NOT_WAIVABLE, WAIVED_BY, AUTHORITY, TERMS, EXPIRED, TOO_MANY), waivers),
)
