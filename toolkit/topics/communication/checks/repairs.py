"""Trust is repaired as the policy says, and conferences are held as the law and fairness ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.checks.place import trust_policy, years
from toolkit.topics.communication.records import Conference
from toolkit.topics.communication.rules.standing import ledger_of
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.topic import Check

GRAVE = 3
THEME_DAYS, INVITE_DAYS, SURVEY_DAYS, PROMISE_DAYS = 90, 45, 7, 10

NO_REPAIR = ProblemKind(
    "CMN151",
    "warning",
    Text(
        "我方违背了重要度 3 的承诺 {id}，没有信任修复",
        "we broke {id}, a promise of importance 3, and there is no repair",
    ),
    Text(
        "在 repairs 立项：认账、书面补救、总经理电话、退出检验",
        "open one in repairs: admit, written remedy, the general manager's call, exit check",
    ),
)
REMEDY_LATE = ProblemKind(
    "CMN152",
    "warning",
    Text("书面补救应在 {due} 前给出", "the written remedy was due by {due}"),
)
NO_CALL = ProblemKind(
    "CMN153",
    "warning",
    Text("重要度 3 的失信，总经理还没有打电话", "importance 3, and the general manager has not called"),
)
NO_CHECK = ProblemKind(
    "CMN154",
    "warning",
    Text("退出检验应在 {due} 前做", "the exit check was due by {due}"),
    Text(
        "查补救是否做到、同类问题是否再犯，并问经销商",
        "check the remedy and whether it happened again, and ask the dealer",
    ),
)
UNKNOWN_PROMISE = ProblemKind("CMN155", "error", Text("没有承诺 {id}", "there is no promise {id}"))
NO_ANTITRUST = ProblemKind(
    "CMN161",
    "error",
    Text("大会没有反垄断提示", "the conference has no antitrust notice"),
    Text("开场宣读：经销商之间不谈转售价格", "read it out at the start: dealers do not talk about resale prices"),
)
FORCED_ORDER = ProblemKind(
    "CMN162",
    "error",
    Text("订货会设了最低订货额 {amount}", "the order fair asks for at least {amount}"),
    Text("订货自愿，不设最低订货额", "orders are free: set no minimum"),
)
CONFERENCE_LATE = ProblemKind(
    "CMN163",
    "warning",
    Text("{what}应在 {due} 前", "{what} was due by {due}"),
)
NO_PHOTO_NOTICE = ProblemKind(
    "CMN164",
    "warning",
    Text("没有拍照的个人信息告知", "there is no notice on photographs"),
    Text("邀请里附告知（个人信息保护法第十七条）", "send one with the invitation (PIPL art. 17)"),
)


def repair(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Broken trust is repaired: admit, a written remedy within five working days, a call, a check after 30 days (reference H.6).

    A promise of importance 3 that we broke has a repair of its own, and the general manager calls. The days stand in
    the trust policy.
    """
    calendar = work_calendar(network)
    for year in years(network):
        policy = trust_policy(network, as_of)
        if policy is None:
            return
        ledger = ledger_of(network, year.dealer)
        grave = {row.id: row.importance for row in ledger.commitments}
        mended = {row.commitment for row in ledger.repairs}
        for n, promise in enumerate(year.commitments):
            broken = promise.side == "brand" and promise.status == "broken" and promise.importance >= GRAVE
            if broken and promise.id not in mended:
                yield told(network, NO_REPAIR, year, "commitments", n, "status", id=promise.id)
        for n, row in enumerate(year.repairs):
            if row.commitment is not None and row.commitment not in grave:
                yield told(network, UNKNOWN_PROMISE, year, "repairs", n, "commitment", id=row.commitment)
            due = calendar.add(row.opened, policy.remedy_days)
            if (row.remedy_on or as_of) > due:
                yield told(
                    network, REMEDY_LATE, year, "repairs", n, "remedy_on" if row.remedy_on else "opened", due=due
                )
            if grave.get(row.commitment or "", 0) >= GRAVE and row.gm_call_on is None and as_of > due:
                yield told(network, NO_CALL, year, "repairs", n, "opened")
            if row.remedy_on is not None and row.checked_on is None:
                check = row.remedy_on + timedelta(days=policy.check_days)
                if as_of > check:
                    yield told(network, NO_CHECK, year, "repairs", n, "remedy_on", due=check)


def conference(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A conference is prepared in time, opens with the antitrust notice, forces no orders, and publishes what was promised.

    Dealers in one room who talk about resale prices make a cartel of us all (Anti-Monopoly Law arts 17-19, reference H.4).
    Theme 90 days before, invitations 45 days before, survey within 7 and promises within 10 days after.
    """
    for row in network.all(Conference):
        if not row.antitrust_notice:
            yield told(network, NO_ANTITRUST, row, "antitrust_notice")
        if not row.photo_notice:
            yield told(network, NO_PHOTO_NOTICE, row, "photo_notice")
        if row.order_fair is not None and row.order_fair.minimum_order:
            amount = row.order_fair.minimum_order
            yield told(network, FORCED_ORDER, row, "order_fair", "minimum_order", amount=amount)
        steps = (
            ("theme_set", Text("定主题", "the theme"), row.theme_set, row.date - timedelta(days=THEME_DAYS)),
            ("invited", Text("发邀请", "the invitation"), row.invited, row.date - timedelta(days=INVITE_DAYS)),
            ("survey_closed", Text("收回问卷", "the survey"), row.survey_closed, row.date + timedelta(days=SURVEY_DAYS)),
            ("promises_published", Text("公布承诺", "the list of promises"), row.promises_published, row.date + timedelta(days=PROMISE_DAYS)),
        )  # fmt: skip
        for name, what, day, due in steps:
            if (day or as_of) > due:
                yield told(network, CONFERENCE_LATE, row, name if day else "date", what=what, due=due)


CHECKS: tuple[Check, ...] = (
    Check((NO_REPAIR, REMEDY_LATE, NO_CALL, NO_CHECK, UNKNOWN_PROMISE), repair),
    Check((NO_ANTITRUST, FORCED_ORDER, CONFERENCE_LATE, NO_PHOTO_NOTICE), conference),
)
