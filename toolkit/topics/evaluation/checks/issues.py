"""Issued results: versions in order and explained, by the right policy, and what is computed again today."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.pinned import CHANGED, changed_versions
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.evaluation.records import EvaluationFile, EvaluationPolicy, QuarterData
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.standing import governing
from toolkit.topics.topic import Check

DECIDERS = ("CO", "SA", "FI")
APPROVERS = ("SA", "GM")

VERSIONS = ProblemKind(
    "EVA401",
    "error",
    Text("版次是 {version}，应为 {expected}", "this is version {version}, it should be {expected}"),
    Text("版次从 1 起连续，按签发先后排列", "versions count from 1, in the order in which they were issued"),
)
UNEXPLAINED = ProblemKind(
    "EVA402",
    "error",
    Text("第 {version} 版没有写明理由或改动", "version {version} does not say why it was issued, or what changed"),
    Text(
        "写 reason 和 changes，让经销商看得懂改了哪里", "write reason and changes, for the dealer to see what changed"
    ),
)
DIFFERS = ProblemKind(
    "EVA403",
    "error",
    Text("签发的是 {issued}，重算为 {computed}", "issued as {issued}, computed again it is {computed}"),
    Text(
        "数据或政策在签发后改过：改回，或发新的一版",
        "data or policy changed after the issue: change them back, or issue a new version",
    ),
)
WRONG_POLICY = ProblemKind(
    "EVA404",
    "error",
    Text("按 {given} 签发，该季应适用 {expected}", "issued by {given}; the quarter is governed by {expected}"),
)
NO_RESULT = ProblemKind(
    "EVA405",
    "error",
    Text("{quarter} 没有考核结果，却有签发记录", "{quarter} was issued, but there is no result"),
    Text("补上该季数据，或先改正政策里的错误", "add the quarter’s data, or put the policy’s errors right first"),
)
COMMITTEE = ProblemKind(
    "EVA406",
    "error",
    Text("委员会缺少 {lacking}", "the committee lacks {lacking}"),
    Text("渠道运营、销售、财务都要参加", "operations, sales and finance all belong to it"),
)
AUDIT_DECIDES = ProblemKind(
    "EVA407",
    "error",
    Text("内审只列席，不能作委员", "audit observes only, it cannot be a member"),
    Text("移到 observers", "move it to observers"),
)
TOO_SOON = ProblemKind(
    "EVA408",
    "warning",
    Text("初稿送达后 {days} 个工作日内（至 {limit}）供提意见，{day} 就签发了", "issued on {day}; comments on the draft were open for {days} working days, until {limit}"),
)  # fmt: skip
NO_DRAFT = ProblemKind("EVA409", "warning", Text("签发前没有送初稿", "it was issued without a draft for comments"))
NOT_VERIFIED = ProblemKind(
    "EVA410",
    "warning",
    Text("签发前财务没有复核数据", "it was issued before finance verified the data"),
    Text("在季度数据写明 verified_by", "write verified_by in the quarter’s data"),
)
APPROVER = ProblemKind(
    "EVA411",
    "error",
    Text(
        "{staff} 不能签发：没有销售负责人或总经理职能", "{staff} cannot approve: neither sales nor the general manager"
    ),
)


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Versions count from 1 in the order of issue, and every later one says why and what changed.

    A corrected result is a new version with a log of its changes (reference D.9); the dealer sees what moved.

    中文：考核书的版次从 1 起按签发先后编号，以后各版写明理由和改动。经销商要看得懂改了哪里。
    """
    for file in network.all(EvaluationFile):
        for n, issue in enumerate(file.issues):
            earlier = file.issues[n - 1] if n else None
            if issue.version != n + 1 or (earlier is not None and issue.issued_on < earlier.issued_on):
                yield told(network, VERSIONS, file, "issues", n, "version", version=issue.version, expected=n + 1)
            if n and (issue.reason is None or not issue.changes):
                yield told(network, UNEXPLAINED, file, "issues", n, version=issue.version)


def reproduced(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The latest issued result is what its policy still computes from the data.

    An evaluation must be reproducible from raw numbers, sources and policy version (reference 0.5, trap T5): otherwise
    somebody changed a figure or a rule after the dealer got the paper. It is told at the issued number.

    中文：最近签发的结果，用当时的政策和数据仍能算出来。算不出来，说明发出之后有人改了数据或规则：请改回，或发新的一版。
    """
    policies, start = network.all(EvaluationPolicy), fiscal_start(network)
    for file in network.all(EvaluationFile):
        issued = [(n, issue) for n, issue in enumerate(file.issues) if issue.issued_on <= as_of]
        if not issued:
            continue
        n, issue = issued[-1]
        governs = governing(policies, FiscalQuarter.parse(file.quarter).span(start).first)
        if governs is not None and issue.policy != governs.reference:
            yield told(
                network, WRONG_POLICY, file, "issues", n, "policy", given=issue.policy, expected=governs.reference
            )
        result = results.find(Evaluation, f"{file.dealer}/{file.quarter}")
        if result is None:
            yield told(network, NO_RESULT, file, "issues", n, quarter=file.quarter)
            continue
        if issue.total != result.total:
            shown = ["–" if total is None else number_text(total) for total in (issue.total, result.total)]
            path = ("issues", n, "total") if issue.total is not None else ("issues", n)
            yield told(network, DIFFERS, file, *path, issued=shown[0], computed=shown[1])
        if issue.grade != result.grade:
            yield told(network, DIFFERS, file, "issues", n, "grade", issued=issue.grade, computed=result.grade)


def deciding(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Results are settled by operations, sales and finance, with audit as observer, and approved by the head of sales.

    Who counts does not decide alone, and who audits later has not decided before (reference A.13, D.9).

    中文：结果由渠道运营、销售和财务共同核定，内审列席，销售负责人批准。算数的人不独自决定，日后审计的人事先不参与决定。
    """
    for file in network.all(EvaluationFile):
        if file.issues or file.committee is not None:
            members = {member.department for member in file.committee.members} if file.committee else set()
            lacking = ", ".join(department for department in DECIDERS if department not in members)
            if lacking:
                yield told(network, COMMITTEE, file, "committee" if file.committee else "issues", lacking=lacking)
        for n, member in enumerate(file.committee.members if file.committee else ()):
            if member.department == "AU":
                yield told(network, AUDIT_DECIDES, file, "committee", "members", n)
        for n, issue in enumerate(file.issues):
            staff = network.find(Staff, issue.approved_by)
            if staff is not None and not set(staff.roles) & set(APPROVERS):
                yield told(network, APPROVER, file, "issues", n, "approved_by", staff=issue.approved_by)


def hearing(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The dealer sees a draft and may comment before the result is issued, and finance has verified the data.

    The policy says how many working days comments are open (reference D.9: freeze, finance check, draft, comments,
    committee, issue).

    中文：签发之前，财务复核过数据，经销商看过初稿并有时间提意见。开放几个工作日由政策规定，次序是冻结、复核、初稿、意见、
    委员会、签发。
    """
    calendar, start = work_calendar(network), fiscal_start(network)
    policies = network.all(EvaluationPolicy)
    for file in network.all(EvaluationFile):
        if not file.issues:
            continue
        first = file.issues[0]
        policy = governing(policies, FiscalQuarter.parse(file.quarter).span(start).first)
        if file.draft_sent_on is None:
            yield told(network, NO_DRAFT, file, "issues", 0)
        elif policy is not None:
            days = policy.procedure.comment_days
            limit = calendar.add(file.draft_sent_on, days)
            if first.issued_on < limit:
                yield told(
                    network, TOO_SOON, file, "issues", 0, "issued_on", day=first.issued_on, days=days, limit=limit
                )
        data = network.find(QuarterData, f"{file.dealer}/{file.quarter}")
        if data is not None and data.verified_by is None:
            yield told(network, NOT_VERIFIED, file, "issues", 0)


def policy_as_issued(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A policy version says what it said when a result was issued by it, where the issue keeps its digest, `policy_digest`.

    A rule that changes under an issued result takes the ground from it, even where the total happens to stay (trap T5).

    中文：签发结果时记下摘要的，那一版政策至今内容未变。规则在结果发出后变动，就抽掉了结果的依据，哪怕总分碰巧没变。
    """
    files = network.all(EvaluationFile)
    yield from changed_versions(
        network,
        (
            (file, ("issues", n, "policy"), "evaluation-policy", issue.policy, issue.policy_digest)
            for file in files
            for n, issue in enumerate(file.issues)
        ),
    )


CHECKS: tuple[Check, ...] = (
    Check((VERSIONS, UNEXPLAINED), versions),
    Check((DIFFERS, WRONG_POLICY, NO_RESULT), reproduced),
    Check((COMMITTEE, AUDIT_DECIDES, APPROVER), deciding),
    Check((TOO_SOON, NO_DRAFT, NOT_VERIFIED), hearing),
    Check((CHANGED,), policy_as_issued),
)
