"""Contacts: noted soon and soberly, in the right year, and often enough."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import years
from toolkit.topics.communication.records import Communication
from toolkit.topics.communication.records.vocabularies import CONTACTS
from toolkit.topics.communication.rules.standing import ledger_of, paces
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

FILED_WITHIN = 2
LOWEST, HIGHEST = -2, 2

SENTIMENT = ProblemKind(
    "CMN141", "error", Text("情绪 {given} 不在 -2 到 2 之间", "the sentiment {given} is not between -2 and 2")
)
FILED_LATE = ProblemKind(
    "CMN142",
    "info",
    Text(
        "{day} 的沟通到 {recorded} 才登记，超过 2 个工作日",
        "the contact of {day} was entered on {recorded}, after more than two working days",
    ),
)
OTHER_YEAR = ProblemKind(
    "CMN143",
    "error",
    Text("{day} 不在 {year} 年", "{day} is not in {year}"),
    Text("移到那一年的文件", "move it to that year's file"),
)
OVERDUE = ProblemKind(
    "CMN144",
    "info",
    Text("{contact}逾期：应在 {due} 前，上次 {last}", "overdue: {contact}, due by {due}, last {last}"),
    Text("先问清是我们没去，还是对方不愿见", "find out whether we did not go or they would not see us"),
)
BEFORE = ProblemKind("CMN145", "error", Text("{recorded} 登记，早于 {day}", "entered on {recorded}, before {day}"))


def noted(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A contact is noted within two working days, in the file of its year, with a sentiment of −2 to +2 (reference A.15, H.2).

    中文：沟通在两个工作日内登记，放在当年的文件里，情绪分在 −2 到 +2 之间。
    """
    calendar = work_calendar(network)
    for year in years(network):
        for n, row in enumerate(year.touchpoints):
            path = ("touchpoints", n)
            if row.sentiment is not None and not LOWEST <= row.sentiment <= HIGHEST:
                yield told(network, SENTIMENT, year, *path, "sentiment", given=row.sentiment)
            if row.date.year != year.year:
                yield told(network, OTHER_YEAR, year, *path, "date", day=row.date, year=year.year)
            if row.recorded_on < row.date:
                yield told(network, BEFORE, year, *path, "recorded_on", recorded=row.recorded_on, day=row.date)
            elif row.recorded_on > calendar.add(row.date, FILED_WITHIN):
                yield told(network, FILED_LATE, year, *path, "recorded_on", recorded=row.recorded_on, day=row.date)


def overdue(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No dealer with a ledger is left alone for more than one and a half intervals of its segment's rhythm (reference H.1).

    中文：有沟通台账的经销商，不会超过其分群约定间隔的一倍半没有人联系。先问清是我们没去，还是对方不愿见。
    """
    for profile in network.all(DealerProfile):
        own = network.of_dealer(Communication, profile.id)
        if not own:
            continue
        for row in paces(network, profile, ledger_of(network, profile.id).contacts, as_of):
            if row.state in ("overdue", "long_overdue"):
                last = Text("没有", "none") if row.last is None else Text(str(row.last), str(row.last))
                yield told(network, OVERDUE, own[-1], contact=CONTACTS.label(row.type), due=row.next, last=last)


CHECKS: tuple[Check, ...] = (
    Check((SENTIMENT, FILED_LATE, OTHER_YEAR, BEFORE), noted),
    Check((OVERDUE,), overdue),
)
