"""Conferences and the dealer council: prepared in time, lawful, asked before anything is decided, and answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.communication.records import Conference, Council, FeedbackPolicy
from toolkit.topics.communication.records.vocabularies import AGENDA_KINDS
from toolkit.topics.communication.rules.standing import FEEDBACK
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.topic import Check

THEME_DAYS, INVITE_DAYS, SURVEY_DAYS, PROMISE_DAYS = 90, 45, 7, 10
NEEDED = ("antitrust", "results", "policy", "promises", "awards", "round_table")
"""What no conference leaves out (reference H.4)."""

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
NOT_CONSULTED = ProblemKind(
    "CMN165",
    "warning",
    Text("大会谈政策，没有事先征询顾问委员会", "policies are on the agenda, and the council was not asked before"),
    Text("开会征询后写 council_consulted", "ask it in a meeting, then fill council_consulted"),
)
NO_MEETING = ProblemKind(
    "CMN166",
    "warning",
    Text("{day} 没有顾问委员会的会议记录", "there is no meeting of the council on {day}"),
    Text("在 content/councils 补会议、意见与答复", "write meeting, opinion and answer in content/councils"),
)
AGENDA = ProblemKind("CMN167", "warning", Text("议程缺{what}", "the agenda lacks {what}"))
FIRST = ProblemKind("CMN168", "error", Text("反垄断提示应为第一项", "the antitrust notice comes first"))
COUNCIL_ANTITRUST = ProblemKind(
    "CMN171", "error", Text("委员会会议没有反垄断提示", "the meeting of the council has no antitrust notice")
)
NO_MEMBER = ProblemKind("CMN172", "error", Text("{dealer} 当天不是委员", "{dealer} was no member on that day"))
NOT_ANSWERED = ProblemKind(
    "CMN173",
    "warning",
    Text("议题 {id} 应在 {due} 前书面答复", "the topic {id} was to be answered by {due}"),
    Text("不采纳也要答复，并写理由", "answer also where you do otherwise, with the reason"),
)
NO_REASON = ProblemKind(
    "CMN174", "error", Text("议题 {id} 没有全部采纳，也没有写理由", "the topic {id} was not wholly adopted, and no reason is given")
)  # fmt: skip
NO_COUNCIL = ProblemKind(
    "CMN175", "warning", Text("任期 {day} 已满，没有下一届", "the term ended on {day}, and no council follows")
)
NOT_MET = ProblemKind(
    "CMN176",
    "warning",
    Text("应在 {due} 前开会，没有会议记录", "the council was to meet by {due}; there is no meeting"),
)
TERM = ProblemKind("CMN177", "error", Text("{day} 不在任期内", "{day} is not within the term"))


def conference(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A conference is prepared in time, opens with the antitrust notice, forces no orders, and publishes what was promised.

    Dealers in one room who talk about resale prices make a cartel of us all (Anti-Monopoly Law arts 17-19, reference H.4).
    Theme 90 days before, invitations 45 days before, survey within 7 and promises within 10 days after.

    中文：大会提前准备，开场宣读反垄断提示，不设最低订货额，会后公布承诺。许多经销商在一起谈转售价格，就会变成垄断协议
    （反垄断法第十七条至第十九条）。主题提前 90 天、邀请提前 45 天，调查在会后 7 天、承诺在会后 10 天内。
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


def consulted(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A conference that speaks of policies asked the council first, in a meeting that is on record; its agenda is whole.

    The agenda begins with the antitrust notice and has results, policies, our promises, awards and round tables (reference H.4).

    中文：要谈政策的大会，先征询过顾问委员会并有会议记录，议程齐全：反垄断提示为第一项，还有业绩、政策、我方承诺、表彰和
    圆桌讨论。
    """
    met = {meeting.date for council in network.all(Council) for meeting in council.meetings}
    for row in network.all(Conference):
        held = [item.kind for item in row.agenda]
        if row.council_consulted is None:
            if "policy" in held:
                yield told(network, NOT_CONSULTED, row, "agenda", held.index("policy"), "topic")
        elif row.council_consulted not in met:
            yield told(network, NO_MEETING, row, "council_consulted", day=row.council_consulted)
        for kind in NEEDED:
            if kind not in held:
                yield told(network, AGENDA, row, "agenda", what=AGENDA_KINDS.label(kind))
        if "antitrust" in held and held[0] != "antitrust":
            yield told(network, FIRST, row, "agenda", held.index("antitrust"), "topic")


def councils(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A council has a term, members who come, meetings as often as agreed, each with the antitrust notice; its words are answered.

    The answer has the time of a suggestion in the feedback policy; what we do not take up has its reason (reference H.4, H.5).

    中文：顾问委员会有任期、有到会的委员、按约定开会，每次都有反垄断提示，议题都有书面答复。答复期限同反馈政策里的建议；
    没有采纳的写明理由。
    """
    rows = sorted(network.all(Council), key=lambda row: row.begins)
    for n, council in enumerate(rows):
        if council.ends < as_of and n == len(rows) - 1:
            yield told(network, NO_COUNCIL, council, "ends", day=council.ends)
        last = max((meeting.date for meeting in council.meetings if meeting.date <= as_of), default=council.begins)
        due = add_months(last, council.meets_every)
        if due < as_of <= council.ends:
            yield told(network, NOT_MET, council, "meetings" if council.meetings else "meets_every", due=due)
        yield from _meetings(network, council, as_of)


def _meetings(network: Network, council: Council, as_of: date) -> Iterator[Problem]:
    calendar = work_calendar(network)
    until = {seat.dealer: seat.left_on or council.ends for seat in council.members}
    for n, meeting in enumerate(council.meetings):
        path = ("meetings", n)
        if not council.begins <= meeting.date <= council.ends:
            yield told(network, TERM, council, *path, "date", day=meeting.date)
        if not meeting.antitrust_notice:
            yield told(network, COUNCIL_ANTITRUST, council, *path, "antitrust_notice")
        for k, dealer in enumerate(meeting.attended):
            if dealer not in until or until[dealer] < meeting.date:
                yield told(network, NO_MEMBER, council, *path, "attended", k, dealer=dealer)
        policy = in_force(network.all(FeedbackPolicy), FEEDBACK, meeting.date)
        days = next((row.days for row in policy.answers if row.severity == "suggestion"), None) if policy else None
        for k, topic in enumerate(meeting.topics):
            if days is not None and (topic.answered_on or as_of) > (due := calendar.add(meeting.date, days)):
                where = "answered_on" if topic.answered_on else "opinion"
                yield told(network, NOT_ANSWERED, council, *path, "topics", k, where, id=topic.id, due=due)
            if topic.result in ("partly", "declined") and topic.reason is None:
                yield told(network, NO_REASON, council, *path, "topics", k, "result", id=topic.id)


CHECKS: tuple[Check, ...] = (
    Check((NO_ANTITRUST, FORCED_ORDER, CONFERENCE_LATE, NO_PHOTO_NOTICE), conference),
    Check((NOT_CONSULTED, NO_MEETING, AGENDA, FIRST), consulted),
    Check((COUNCIL_ANTITRUST, NO_MEMBER, NOT_ANSWERED, NO_REASON, NO_COUNCIL, NOT_MET, TERM), councils),
)
