"""Who looks after a dealer, who speaks for it, and who decided its segment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import BASES, Contact, Staff
from toolkit.topics.dealer.records import DealerProfile, ServiceTeam
from toolkit.topics.dealer.rules import RESTING, state
from toolkit.topics.topic import Check

SEGMENT_ROLES = ("SA", "GM")
"""Who may approve a segment: channel operations propose it, sales approve (reference A.8); the general manager may."""

ONE_PERSON = ProblemKind(
    "DLR131",
    "error",
    Text("客户经理和后备经理是同一个人 {staff}", "the account manager and the backup are one person, {staff}"),
    Text("后备另定一人", "name somebody else as backup"),
)
LEFT = ProblemKind(
    "DLR132",
    "error",
    Text("{staff} 已于 {day} 离任，仍在服务团队里", "{staff} left on {day} and is still in the service team"),
    Text("办理交接，登记接任的人", "hand over, and record the successor"),
)
NO_AUTHORITY = ProblemKind(
    "DLR133",
    "error",
    Text("{staff} 不能批准分群", "{staff} may not approve a segment"),
    Text(
        "批准人须能代表 {roles}；核对员工名录的 roles",
        "it takes a role of {roles}: compare the roles in the staff list",
    ),
)
FOREIGN_CONTACT = ProblemKind(
    "DLR134",
    "error",
    Text("联系人 {contact} 属于 {other}", "the contact {contact} belongs to {other}"),
    Text("一个人的资料只供其所属经销商使用", "a person's data serve the dealer that they belong to only"),
)


BASIS = ProblemKind(
    "DLR135",
    "warning",
    Text(
        "联系人 {contact} 的处理依据是“{basis}”，对{dealer}的人不成立",
        "the legal basis of the contact {contact}, “{basis}”, does not hold for a person of {dealer}",
    ),
    Text(
        "本人是合同当事人（个体工商户经营者）才能用 contract，我方员工才能用 employment；公司的签约人和员工用 consent",
        "contract is for a party in person, the operator of a sole trader, employment for our own staff; signatories and staff of a company give consent",
    ),
)
SOLE_TRADER = "92"
"""How the credit code of a sole trader (个体工商户) begins (GB 32100)."""


def service_team(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The service team is at work, and the backup is somebody else than the account manager.

    A dealer always has a person who knows it, also on days off (reference 0b: manager and backup differ). When
    somebody leaves, open promises are handed over and the team is changed on the same day. Correct `service_team`
    of the profile.

    中文：服务团队的人都在职，后备与客户经理不是同一人。经销商任何时候都要找得到熟悉它的人，休假日也一样；有人离任，未完
    的承诺当天交接、当天换人。请改档案里的服务团队。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for profile in network.all(DealerProfile):
        team = profile.service_team
        if team is None:
            continue
        if team.manager == team.backup:
            place = network.origin(profile, "service_team", "backup")
            yield ONE_PERSON.at(place, record=profile.id, field="service_team.backup", staff=team.backup)
        if state(profile, as_of) in RESTING:
            continue
        for name in ServiceTeam.model_fields:
            person = staff.get(getattr(team, name) or "")
            if person is not None and person.until is not None and person.until < as_of:
                place = network.origin(profile, "service_team", name)
                shown = f"service_team.{name}"
                yield LEFT.at(place, record=profile.id, field=shown, staff=person.id, day=person.until)


def segment_approvals(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every segment was approved by somebody who may.

    A segment decides how much attention a dealer gets, so rules only propose it; sales or the general manager
    approve (reference A.8, K.1). Have it approved by the right person, or complete that person's `roles` in
    `content/staff.yaml`.

    中文：分群由有权的人批准。分群决定我们投入多少精力，规则只提建议，由销售或总经理批准。请由有权的人批准，或在员工名录
    里补齐其职能。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for profile in network.all(DealerProfile):
        for place, entry in enumerate(profile.segments):
            person = staff.get(entry.approved_by)
            if person is not None and not set(SEGMENT_ROLES) & set(person.roles):
                path = ("segments", place, "approved_by")
                yield NO_AUTHORITY.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    staff=person.id,
                    roles="/".join(SEGMENT_ROLES),
                )


def own_contacts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer's contacts are its own people.

    Naming another dealer's person would print their data into this dealer's papers (reference A.7; Personal
    Information Protection Law art. 6). Correct the contact in the profile, or `dealer` in the contacts' store.

    中文：经销商档案里的联系人都是它自己的人。写成别家的人，别家的个人信息就会印到这家的文书里（个人信息保护法第六条）。
    请改档案里的联系人，或改联系人库里的所属经销商。
    """
    owners = {contact.id: contact.dealer for contact in network.all(Contact) if contact.dealer is not None}
    for profile in network.all(DealerProfile) if owners else ():
        for place, role in enumerate(profile.contacts):
            other = owners.get(role.contact, profile.id)
            if other != profile.id:
                path = ("contacts", place, "contact")
                yield FOREIGN_CONTACT.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    contact=role.contact,
                    other=other,
                )


def bases(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The legal basis on which we keep a dealer's person can be theirs.

    What the contract needs is a basis for the parties in person only: the operator of a sole trader, not a company's signatory
    or staff. Employment is one for our own people (Personal Information Protection Law art. 13; reference 0b, law).

    中文：处理联系人信息的法律依据对这个人成立。“履行合同所必需”只适用于本人是合同当事人的，如个体工商户经营者，公司的
    签约人和员工不适用；“人力资源管理”只适用于我方员工（个人信息保护法第十三条）。
    """
    for contact in network.all(Contact):
        profile = network.find(DealerProfile, contact.dealer) if contact.dealer is not None else None
        if profile is None:
            continue
        company = profile.uscc is not None and not profile.uscc.startswith(SOLE_TRADER)
        if contact.legal_basis == "employment" or (contact.legal_basis == "contract" and company):
            words = BASES.label(contact.legal_basis)
            yield told(
                network, BASIS, contact, "legal_basis", contact=contact.id, basis=words, dealer=profile.short_name
            )


CHECKS: tuple[Check, ...] = (
    Check((ONE_PERSON, LEFT), service_team),
    Check((NO_AUTHORITY,), segment_approvals),
    Check((FOREIGN_CONTACT,), own_contacts),
    Check((BASIS,), bases),
)
