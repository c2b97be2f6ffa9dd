"""Conflicts, appeals, tickets, trust and satisfaction: how well both sides work together (M.2 10)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.relations import cases, satisfaction_chart, tickets_chart, trust_chart
from toolkit.site.gathered.wording import number, percent
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import DEALER, ID, Page, charts, day, excerpt, points, said, share, sheet, whole, words
from toolkit.topics.communication.records.vocabularies import PROMISES
from toolkit.topics.communication.rules import CommunicationStanding, NetworkTrust
from toolkit.topics.conflict.records import Case
from toolkit.topics.conflict.records.vocabularies import STATUSES, TYPES
from toolkit.topics.conflict.rules import NetworkConflicts
from toolkit.topics.conflict.rules.network_totals import is_late
from toolkit.topics.conflict.rules.standing import ENDED
from toolkit.topics.evaluation.rules import AppealRate
from toolkit.topics.handbook.rules.binding import policies_in_force
from toolkit.topics.improvement.records.vocabularies import CAUSES
from toolkit.topics.improvement.rules import CauseStatistics
from toolkit.topics.segment.records.vocabularies import THEMES
from toolkit.topics.segment.rules import SurveyResult
from toolkit.topics.support.records import SlaPolicy
from toolkit.topics.support.records.vocabularies import CATEGORIES
from toolkit.topics.support.rules import NetworkSupply, TicketSla, TicketStatistics
from toolkit.topics.support.rules.standing import SLA


def _capital(name: Text) -> Text:
    return Text(name.zh, name.within("en")[:1].upper() + name.within("en")[1:])


def goal_of(brief: Brief) -> Decimal | None:
    """Returns the target of tickets in time, by the policy in force."""
    policy = policies_in_force(brief.view, brief.view.kinds, brief.as_of).get(SLA)
    return policy.on_time_target if isinstance(policy, SlaPolicy) else None


def conflicts(brief: Brief) -> Sheet:
    """Returns the conflict cases, open ones first."""
    records = {row.id: row for row in brief.view.all(Case)}
    columns = (words("案件", "Case"), words("编号", "Id"), DEALER, words("类型", "Type"), words("事由", "Matter", 40), words("状态", "Status"), day("登记", "Registered"), day("下一期限", "Next day"), words("逾期", "Late"), whole("级别", "Level"))  # fmt: skip
    rows = []
    for row in cases(brief.view):
        case, over = records.get(row.subject), row.status in ENDED
        due = sorted(line.due for line in row.deadlines if line.done is None) if not over else []
        rows.append((
            row.subject, row.dealer, brief.dealer(row.dealer), _capital(TYPES.label(row.type)), case.subject if case else None,
            _capital(STATUSES.label(row.status)), row.opened, due[0] if due else None, Text("是", "yes") if is_late(row) else Text("否", "no"), row.level,
        ))  # fmt: skip
    return sheet(brief, Text("冲突案件", "Conflicts"), columns, rows, basis=brief.today)


def tickets(brief: Brief) -> Sheet:
    """Returns the tickets of the fiscal year by category."""
    held, goal = brief.fiscal(TicketStatistics), goal_of(brief)
    columns = (words("类别", "Category"), whole("工单", "Tickets", "张"), whole("已解决", "Resolved", "张"), whole("超时未结", "Overdue", "张"), share("按时回复", "Replied in time"), share("按时解决", "Resolved in time"), share("目标", "Target"), share("复开", "Reopened"), points("满意度", "Satisfaction"))  # fmt: skip
    named = [(_capital(CATEGORIES.label(name)), f) for name, f in held.categories] if held else []
    whole_year = [(Text("合计", "In all"), held.figures)] if held else []
    rows = tuple((name, f.opened, f.closed, f.overdue, f.reply_on_time, f.on_time, goal, f.reopened, f.satisfaction) for name, f in named)  # fmt: skip
    totals = next(((name, f.opened, f.closed, f.overdue, f.reply_on_time, f.on_time, goal, f.reopened, f.satisfaction) for name, f in whole_year), ())  # fmt: skip
    basis = Text(f"{brief.quarter[:4]} 财年，截至 {brief.as_of}", f"Fiscal {brief.quarter[:4]}, as of {brief.as_of}")
    return sheet(brief, Text("工单-类别", "Tickets"), columns, rows, basis=basis, totals=totals)


def open_tickets(brief: Brief) -> Sheet:
    """Returns the tickets that are not resolved, the oldest first."""
    columns = (words("工单", "Ticket"), words("编号", "Id"), DEALER, words("类别", "Category"), words("事由", "Subject", 40), day("登记", "Opened"))  # fmt: skip
    found = sorted((row for row in brief.view.results(TicketSla) if not row.closed), key=lambda row: (row.opened, row.subject))  # fmt: skip
    rows = ((row.subject, row.dealer, brief.dealer(row.dealer), _capital(CATEGORIES.label(row.category)), row.title, row.opened.date()) for row in found)  # fmt: skip
    return sheet(brief, Text("未结工单", "Open tickets"), columns, rows, basis=brief.today)


def trust(brief: Brief) -> Sheet:
    """Returns how each side keeps its word to the other, the weakest of ours first."""
    columns = (ID, DEALER, points("我方信任指数", "Our trust index"), points("经销商守信指数", "The dealer's index"), whole("我方未兑现", "Open, ours", "项", summed=True), whole("经销商未兑现", "Open, theirs", "项", summed=True), whole("其中逾期", "Late", "项", summed=True), whole("我方违背", "Broken by us", "项", summed=True), share("按时答复", "Answered in time"))  # fmt: skip
    found = sorted(brief.view.results(CommunicationStanding), key=lambda row: (row.trust is None, row.trust or 0, row.subject))  # fmt: skip
    rows = tuple(
        (row.subject, brief.dealer(row.subject), row.trust, row.dealer_index, len(row.open_brand), len(row.open_dealer), len(row.late), row.broken, row.feedback_on_time)
        for row in found
    )  # fmt: skip
    notes = (
        Text(
            "没有到期承诺的没有指数，留空：不等于满分。",
            "Without a promise due there is no index: that is no full score.",
        ),
    )
    return sheet(brief, Text("信任指数", "Trust"), columns, rows, basis=brief.today, notes=notes)


def promises(brief: Brief) -> Sheet:
    """Returns our trust index by kind of promise."""
    held = brief.now(NetworkTrust)
    columns = (words("承诺种类", "Kind of promise"), whole("到期", "Due", "项", summed=True), points("指数", "Index"))
    rows = tuple((_capital(PROMISES.label(part.kind)), part.due, part.index) for part in (held.parts if held else ()))
    return sheet(brief, Text("信任-种类", "Trust by kind"), columns, rows, basis=brief.today)


def satisfaction(brief: Brief) -> Sheet:
    """Returns the survey of the year by theme; nothing of fewer than five answers."""
    held = brief.fiscal(SurveyResult)
    columns = (
        words("主题", "Theme"),
        whole("答卷", "Answers", "家"),
        points("均分（满分 10）", "Mean out of 10", ""),
    )
    rows = tuple((_capital(THEMES.label(row.group)), row.answers, row.mean) for row in (held.themes if held else ()))
    basis = Text(f"{brief.quarter[:4]} 年调查", f"Survey of {brief.quarter[:4]}")
    return sheet(brief, Text("满意度", "Satisfaction"), columns, rows, basis=basis)


def causes(brief: Brief) -> Sheet:
    """Returns the causes of the quarter's troubles, the most frequent first."""
    held = brief.held(CauseStatistics)
    columns = (words("原因", "Cause"), *(whole(zh, en, "起", summed=True) for zh, en in (("合计", "In all"), ("改进计划", "Plans"), ("退出", "Exits"), ("案件", "Cases"), ("申诉", "Appeals"), ("反馈", "Feedback"), ("工单", "Tickets"))), whole("经销商", "Dealers", "家"), whole("原因在我方", "Ours", "起", summed=True))  # fmt: skip
    rows = tuple(
        (_capital(CAUSES.label(row.cause)), row.total, row.plans, row.exits, row.cases, row.appeals, row.feedback, row.tickets, row.dealers, row.ours)
        for row in (held.rows if held else ())
    )  # fmt: skip
    notes = (Text("案件只计主因；申诉看决定；工单结了才有原因。", "A case counts with its main cause, an appeal by its decision, a ticket once it is closed."),)  # fmt: skip
    return sheet(brief, Text("原因", "Causes"), columns, rows, notes=notes)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on how both sides work together."""
    found = (conflicts, tickets, open_tickets, trust, promises, satisfaction, causes)
    return tuple(make(brief) for make in found)


def _words(brief: Brief) -> tuple[str, str]:
    """Appeals, tickets and supply of the year in a line each."""
    appeals, survey = brief.fiscal(AppealRate), brief.fiscal(SurveyResult)
    supply = brief.held(NetworkSupply)
    zh, en = [], []
    if appeals is not None:
        zh.append(f"申诉：{appeals.subject} 财年已决 {appeals.decided} 件，改判 {appeals.overturned} 件")
        en.append(f"appeals of fiscal {appeals.subject}: {appeals.decided} decided, {appeals.overturned} changed the result")  # fmt: skip
    if supply is not None:
        zh.append(f"到货及时齐套率 {percent(supply.otif)}（{supply.subject}，应到 {supply.due} 单）")
        en.append(f"on time and in full {percent(supply.otif)} of {supply.due} orders due in {supply.subject}")
    if survey is not None and survey.overall is not None:
        zh.append(f"满意度总体 {number(survey.overall)}，较上年 {_change(survey)}，{survey.answered} / {survey.invited} 家答卷")  # fmt: skip
        en.append(f"satisfaction {number(survey.overall)}, {_change(survey)} on the year before, {survey.answered} of {survey.invited} answered")  # fmt: skip
    return "；".join(zh), "; ".join(en)


def _change(survey: SurveyResult) -> str:
    """How satisfaction changed, with its sign."""
    return ("+" if survey.change is not None and survey.change > 0 else "") + number(survey.change)


def page(brief: Brief) -> Page:
    """Returns the page on conflicts, tickets, trust and satisfaction."""
    question = Text("双方合作得怎样，我们说到做到了吗？", "How do both sides work together, and do we keep our word?")
    held, kept = brief.now(NetworkConflicts), brief.now(NetworkTrust)
    served, survey = brief.fiscal(TicketStatistics), brief.fiscal(SurveyResult)
    opened, late = (held.open, held.late) if held else (0, 0)
    index = number(kept.trust if kept else None)
    on_time = percent(served.figures.on_time if served else None)
    heading = Text(
        f"信任指数 {index}；工单按时解决 {on_time}；{opened} 件案件在办，{late} 件逾期",
        f"Trust index {index}; {on_time} of tickets in time; open cases: {opened}, late: {late}",
    )
    if held is None and kept is None and served is None:
        heading = Text("还没有沟通、工单和案件的记录", "No contact, ticket or case is on record")
    going = sum(row.status not in ENDED for row in cases(brief.view))
    listed = conflicts(brief)
    zh, en = _words(brief)
    blocks = (
        *charts(
            ("trust", trust_chart(kept) if kept else None),
            ("tickets", tickets_chart(served, goal_of(brief)) if served else None),
        ),
        *charts(("satisfaction", satisfaction_chart(survey) if survey else None)),
        *(excerpt(listed, (0, 2, 3, 5, 7), range(min(going, 6)), caption=Text("在办案件", "Open cases")) if going else said("没有在办的案件。", "No case is open.")),
        *excerpt(causes(brief), (0, 1, 4, 6, 7, 8, 9), most=5, caption=Text(f"{brief.quarter} 问题的原因", f"Causes of troubles in {brief.quarter}")),
        *(said(f"{zh}。", f"{en[:1].upper()}{en[1:]}.") if zh else ()),
    )  # fmt: skip
    return Page("relations", question, heading, brief.today, blocks)
