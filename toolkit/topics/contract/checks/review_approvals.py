"""Who reviewed and who approved: people who may, not the contract's own manager, every one that the policy asks for, in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import may_act
from toolkit.topics.contract.checks.review import Reviewed, reviewed
from toolkit.topics.contract.rules.deviations import missing_roles
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.dealer.records import APPROVAL_ROLES, DealerProfile
from toolkit.topics.topic import Check

COUNSEL = "LG"

UNDECIDED = ProblemKind(
    "CTR741",
    "error",
    Text("审查已有结论，这项偏离还没有处理", "the review is closed, but this deviation is not decided"),
    Text("写明 decision", "give its decision"),
)
UNAPPROVED = ProblemKind(
    "CTR742",
    "error",
    Text("这项偏离缺少批准：{roles}", "this deviation lacks the approval of: {roles}"),
    Text("批准后登记在 approvals：{codes}", "record it under approvals: {codes}"),
)
MAY_NOT = ProblemKind(
    "CTR743",
    "error",
    Text("{staff} 在 {day} 不能代表“{role}”", "on {day} {staff} may not act for “{role}”"),
    Text("核对员工名录的 roles 与任职日期", "compare roles and dates in the staff list"),
)
OWN_CONTRACT = ProblemKind(
    "CTR744",
    "error",
    Text(
        "{staff} 是这家经销商的客户经理，不能审批自己的合同",
        "{staff} is the dealer's account manager and may not decide on the own contract",
    ),
    Text("由上级或其他有权人员批准", "let a superior or another who may decide"),
)
APPROVED_LATE = ProblemKind(
    "CTR745",
    "error",
    Text("批准日 {day} 晚于签署日 {signed}", "approved on {day}, after the signature of {signed}"),
    Text("签署前批准；事后批准的如实说明", "approval comes before signature; say so where it did not"),
)


def decided(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Once a review is closed, or the contract signed, every deviation is decided and has all approvals it needs.

    Which roles approve which deviation stands in the review policy, and counsel may ask for more (reference B: LG, FI, GM;
    A.10). What was refused needs none. Get the approvals, or take the deviation out.

    中文：审查有结论或合同已签署时，每项偏离都有决定和所需的批准。哪些职能批准哪种偏离写在审查政策里，法务可以要求更多；
    已拒绝的不需要批准。请补批准，或去掉偏离。
    """
    for row in reviewed(network, as_of):
        for n, entry in enumerate(row.review.deviations if row.settled else ()):
            if entry.decision is None:
                yield told(network, UNDECIDED, row.review, "deviations", n)
            missing = missing_roles(row.policy, entry) if row.policy else ()
            if missing:
                roles, codes = joined(APPROVAL_ROLES.label(role) for role in missing), ", ".join(missing)
                yield told(network, UNAPPROVED, row.review, "deviations", n, roles=roles, codes=codes)


def people(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The reviewer acts for legal, approvers for the roles they approve as, all in office on the day, none for the own contract.

    The account manager of the dealer's service team is whose contract it is: four eyes are two people. Approvals come
    before the signature (reference B).

    中文：审查人代表法务，批准人代表其所写的职能，当天都在任，谁也不批准自己的合同。合同是客户经理经手的，四只眼睛要是两
    个人。批准在签署之前。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for row in reviewed(network, as_of):
        for path, who, role, day in _acts(row):
            person = staff.get(who)
            if person is not None and not may_act(person, role, day):
                shown = APPROVAL_ROLES.label(role)
                yield told(network, MAY_NOT, row.review, *path, staff=who, role=shown, day=day)
            if who == _manager(network, row):
                yield told(network, OWN_CONTRACT, row.review, *path, staff=who)
        yield from _late(network, row)


def _acts(row: Reviewed) -> Iterator[tuple[tuple[Step, ...], str, str, date]]:
    """Each act of a review: where it stands, by whom, in which role, when."""
    review = row.review
    yield ("reviewer",), review.reviewer, COUNSEL, review.reviewed_on
    for n, entry in enumerate(review.deviations):
        for m, given in enumerate(entry.approvals):
            yield ("deviations", n, "approvals", m, "staff"), given.staff, given.role, given.date


def _manager(network: Network, row: Reviewed) -> str:
    profile = network.find(DealerProfile, row.contract.dealer)
    return profile.service_team.manager if profile and profile.service_team else ""


def _late(network: Network, row: Reviewed) -> Iterator[Problem]:
    signed = row.contract.signed_on
    for n, entry in enumerate(row.review.deviations if signed else ()):
        for m, given in enumerate(entry.approvals):
            if signed is not None and given.date > signed:
                path = ("deviations", n, "approvals", m, "date")
                yield told(network, APPROVED_LATE, row.review, *path, day=given.date, signed=signed)


CHECKS = (
    Check((UNDECIDED, UNAPPROVED), decided),
    Check((MAY_NOT, OWN_CONTRACT, APPROVED_LATE), people),
)
