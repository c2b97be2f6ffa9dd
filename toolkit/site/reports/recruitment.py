"""The recruitment funnel: counts, conversion, days of each stage, sources, candidates under way (M.2 6)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.coverage import market_name
from toolkit.site.gathered.recruiting import candidates, funnel_chart, sources_chart, stage_days
from toolkit.site.gathered.wording import number
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import ID, Page, charts, excerpt, points, said, share, sheet, whole, words
from toolkit.topics.dealer.records import STATES
from toolkit.topics.screening.records import Screening
from toolkit.topics.screening.records.vocabularies import LEAD_SOURCES
from toolkit.topics.screening.rules import PipelineFunnel, SourceYield

NO_COST = Text(
    "招商费用没有登记，每家成本算不出来。", "The cost of recruiting is not on record, so no cost of a dealer is known."
)


def _capital(name: Text) -> Text:
    return Text(name.zh, name.en[:1].upper() + name.en[1:])


def funnel(brief: Brief) -> Sheet:
    """Returns the stages: how many reached each, the share of the stage before, the days that it takes."""
    held = brief.now(PipelineFunnel)
    days = {row.subject: row for row in stage_days(brief.view)}
    columns = (
        words("阶段", "Stage"), whole("到达", "Reached", "家"), share("较上一阶段", "Of the stage before"), whole("现在", "There now", "家", summed=True),
        points("停留中位数", "Median stay", "天"), whole("其中最久", "Longest now", "天"), whole("已离开", "Have left", "家"),
    )  # fmt: skip
    rows = []
    for row in held.stages if held else ():
        stay = days.get(row.stage)
        rows.append((
            _capital(STATES.label(row.stage)), row.reached, row.share, row.here,
            stay.median if stay else None, stay.longest if stay else None, stay.passed if stay else None,
        ))  # fmt: skip
    notes = (Text("补录的变更没有真实日期，不计入停留中位数。", "Changes that were recorded late have no true day and are left out of the median."), NO_COST)  # fmt: skip
    return sheet(brief, Text("招商漏斗", "Funnel"), columns, rows, basis=brief.today, notes=notes)


def sources(brief: Brief) -> Sheet:
    """Returns what each source of leads yields."""
    columns = (
        words("来源", "Source"), whole("线索", "Leads", "条", summed=True), whole("通过初筛", "Qualified", "家", summed=True), share("合格率", "Qualified rate"),
        whole("签约", "Signed", "家", summed=True), share("成交率", "Signing rate"), whole("签约已满留存口径", "Signed long enough ago", "家", summed=True), whole("其中仍在合作", "Of them retained", "家", summed=True), share("留存率", "Retention"),
    )  # fmt: skip
    rows = tuple(
        (_capital(LEAD_SOURCES.label(row.subject)), row.leads, row.qualified, row.qualified_rate, row.signed, row.signed_rate, row.due, row.retained, row.retained_rate)
        for row in brief.view.results(SourceYield)
    )  # fmt: skip
    return sheet(brief, Text("线索来源", "Sources"), columns, rows, basis=brief.today, notes=(NO_COST,))


def waiting(brief: Brief) -> Sheet:
    """Returns the candidates under way, the furthest first."""
    screenings = {row.dealer: row for row in brief.view.all(Screening)}
    columns = (ID, words("候选人", "Candidate"), words("阶段", "Stage"), whole("已停留", "Waiting for", "天"), words("意向市场", "Market"), words("产品线", "Lines"), words("来源", "Source"))  # fmt: skip
    rows = []
    for row in candidates(brief.view):
        held = screenings.get(row.subject)
        lines = [brief.line(line) for line in held.lines] if held else []
        names = Text("、".join(name.zh for name in lines), ", ".join(name.within("en") for name in lines))
        rows.append((
            row.subject, brief.dealer(row.subject), _capital(STATES.label(row.state)), row.days_in_state,
            market_name(brief.view, held.market) if held and held.market else None, names if lines else None,
            _capital(LEAD_SOURCES.label(held.source)) if held else None,
        ))  # fmt: skip
    return sheet(brief, Text("在谈候选人", "Candidates"), columns, rows, basis=brief.today)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on recruitment."""
    return funnel(brief), sources(brief), waiting(brief)


def page(brief: Brief) -> Page:
    """Returns the page on recruitment."""
    held, found = brief.now(PipelineFunnel), brief.view.results(SourceYield)
    question = Text("招商走到哪一步，卡在哪里？", "How far is recruitment, and where does it wait?")
    if held is None or not held.leads:
        return Page("recruitment", question, Text("还没有招商线索", "No lead is on record"), brief.today, ())
    heading = Text(
        f"{held.leads} 条线索签下 {held.active} 家，{len(candidates(brief.view))} 家在谈",
        f"{held.active} of {held.leads} leads became dealers, {len(candidates(brief.view))} are under way",
    )
    within = {row.stage for row in held.stages}
    slow = max((row for row in stage_days(brief.view) if row.median is not None and row.subject in within), key=lambda row: row.median or 0, default=None)  # fmt: skip
    if slow is not None:
        name = STATES.label(slow.subject)
        heading = Text(f"{heading.zh}；“{name.zh}”最慢，中位 {number(slow.median)} 天", f"{heading.en}; the slowest stage is {name.en}, {number(slow.median)} days")  # fmt: skip
    blocks = (
        *charts(("funnel", funnel_chart(held)), ("sources", sources_chart(found) if found else None)),
        *excerpt(funnel(brief), (0, 1, 2, 3, 4, 5), caption=Text("各阶段", "The stages")),
        *excerpt(waiting(brief), (1, 2, 3, 4, 5, 6), most=6, caption=Text("正在洽谈的候选人", "Candidates under way")),
        *said(NO_COST.zh, NO_COST.en),
    )
    return Page("recruitment", question, heading, brief.today, blocks)
