"""Staff and contacts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Contact, Staff
from toolkit.topics.company.rules import circles
from toolkit.topics.topic import Check

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)

REPORTS_IN_CIRCLE = ProblemKind(
    "COM111",
    "error",
    Text("上级关系成环：{ring}", "the line of reporting runs in a circle: {ring}"),
    Text("改正其中一个 reports_to", "correct one of the reports_to"),
)
LEFT_BEFORE_START = ProblemKind(
    "COM112",
    "error",
    Text("离任日 {until} 早于任职日 {since}", "left on {until}, before starting on {since}"),
)
MOBILE = ProblemKind(
    "COM113",
    "error",
    Text("手机号不是十一位大陆手机号", "this is no mobile number of eleven digits"),
    Text("写成 13800001234，不带空格、连字符和 +86", "write 13800001234, without spaces, hyphens or +86"),
)
RETENTION_PASSED = ProblemKind(
    "COM114",
    "warning",
    Text("保存期限已于 {day} 届满", "the time for which this person may be kept ended on {day}"),
    Text("删除这位联系人，或登记继续保存的依据和期限", "erase the person, or record why and until when to keep them"),
)


NOT_TOLD = ProblemKind(
    "COM115",
    "warning",
    Text(
        "没有登记已向本人告知如何处理其个人信息", "there is no record that the person was told how their data are used"
    ),
    Text(
        "告知处理目的、方式、种类和保存期限后登记 notice_given_at；经销商的人可由经销商转告",
        "tell purpose, manner, kinds and time of keeping, then record notice_given_at; a dealer's people may be told through it",
    ),
)


def staff_posts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The staff's lines of reporting end somewhere, and nobody leaves before starting.

    Approvals climb the line of reporting (reference B); in a circle they would never reach a decision. Each circle
    is told once, at its smallest staff id. Correct `reports_to`, `since` or `until` in `content/staff.yaml`.

    中文：员工的上下级关系要有尽头，离任日不早于任职日。审批沿上级逐层上报，成环就永远到不了能决定的人。每个环只报一次，
    报在编号最小的员工处；请改上级、任职日或离任日。
    """
    staff = {person.id: person for person in network.all(Staff)}
    for ring in circles({person.id: above for person in staff.values() if (above := person.reports_to)}):
        first = staff[ring[0]]
        shown = " → ".join((*ring, ring[0]))
        place = network.origin(first, "reports_to")
        yield REPORTS_IN_CIRCLE.at(place, record=first.id, field="reports_to", ring=shown)
    for person in staff.values():
        if person.until is not None and person.until < person.since:
            place = network.origin(person, "until")
            yield LEFT_BEFORE_START.at(place, record=person.id, field="until", until=person.until, since=person.since)


def told_persons(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Everybody in the contacts' store has been told, before today, that we keep and use their data, and what for.

    The notice comes before the data are used (Personal Information Protection Law art. 17; reference A.7, 0b).

    中文：联系人库里的每个人，都已在今天之前被告知我们保存和使用其个人信息以及用途。先告知、后使用（个人信息保护法第十七
    条）。补作告知后登记日期，经销商的人可以由经销商转告。
    """
    for contact in network.all(Contact):
        if contact.notice_given_at is None:
            yield told(network, NOT_TOLD, contact, "legal_basis")
        elif contact.notice_given_at > as_of:
            yield told(network, NOT_TOLD, contact, "notice_given_at")


def contact_data(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contact's mobile number is one, and nobody is kept longer than announced.

    Mobile numbers have eleven digits, `1[3-9]` first (reference A.7). Personal data are kept no longer than their
    purpose needs (Personal Information Protection Law arts 19 and 47; reference A.24): after `retention_until` the
    person is erased from the private store. The message does not repeat the number.

    中文：联系人的手机号是真实的格式，保存时间不超过告知的期限。手机号为十一位，以 1 加 3 至 9 开头；个人信息的保存期限
    应为实现目的所必要的最短时间（个人信息保护法第十九条、第四十七条），届满即从私有资料中删除。提示里不重复号码。
    """
    for contact in network.all(Contact):
        if contact.mobile is not None and not _MOBILE.fullmatch(contact.mobile):
            yield MOBILE.at(network.origin(contact, "mobile"), record=contact.id, field="mobile")
        if contact.retention_until is not None and contact.retention_until < as_of:
            yield RETENTION_PASSED.at(
                network.origin(contact, "retention_until"),
                record=contact.id,
                field="retention_until",
                day=contact.retention_until,
            )


CHECKS: tuple[Check, ...] = (
    Check((REPORTS_IN_CIRCLE, LEFT_BEFORE_START), staff_posts),
    Check((MOBILE, RETENTION_PASSED), contact_data),
    Check((NOT_TOLD,), told_persons),
)
