"""Grades of the quarter, who moved, and the dealers from the best to the last (M.2 4 and 5). Internal: no dealer sees the others."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.performance import best_first, grades_chart, median_chart, moves_chart
from toolkit.site.gathered.wording import QUARTERS, grade_name, number, percent
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import (
    DEALER,
    ID,
    MOST_NAMES,
    SHORT,
    Block,
    Page,
    amount,
    charts,
    excerpt,
    points,
    said,
    share,
    sheet,
    whole,
    words,
)
from toolkit.site.reports.sales import segment_name
from toolkit.topics.evaluation.records.vocabularies import FLAGS, NOT_RATED, STANDINGS
from toolkit.topics.evaluation.rules import NetworkGrades, NetworkSales
from toolkit.topics.evaluation.rules.network_wide.grades import before

LEAGUE = (
    ID, DEALER, words("省级区划", "Province"), words("分群", "Segment"), whole("全网位次", "Place in the network"),
    points("总分", "Total"), words("等级", "Grade"), points("较上季", "Change"), words("评级状态", "Status"),
    points("四季平均", "Four-quarter mean"), whole("同组名次", "Rank in group"), whole("同组家数", "Peers"),
    amount("净进货额", "Net sell-in"), share("完成率", "Attainment"), share("同比", "Growth"), words("提示", "Flags"),
)  # fmt: skip
MOVERS = 7
"""How many ways from grade to grade are listed on paper."""


def league(brief: Brief) -> Sheet:
    """Returns every dealer's score of the quarter, the best first. The place in the network orders this list only: ranks are
    within groups that can be compared (reference D.7)."""
    held = brief.held(NetworkSales)
    bought = {row.group: row for row in (held.rows if held else ())}
    rows = []
    for place, row in enumerate(best_first(brief.evaluations), start=1):
        sold, rated = bought.get(row.dealer), row.grade != NOT_RATED
        rows.append((
            row.dealer, brief.dealer(row.dealer), brief.province(row.dealer), segment_name(brief.segment(row.dealer)),
            place if rated else None, row.total, grade_name(row.grade), row.delta, _capital(STANDINGS.label(row.status)),
            row.mean, row.rank, row.group_size if row.rank is not None else None,
            sold.net if sold else None, sold.attainment if sold else None, sold.growth if sold else None,
            _joined(tuple(FLAGS.label(flag) for flag in row.flags)),
        ))  # fmt: skip
    notes = (Text("全网位次只用来排这张表；名次只在同组（分群、区域、渠道可比，至少五家）里算。", "The place in the network orders this list only; ranks are within groups alike in segment, territory and channel, of at least five."),)  # fmt: skip
    return sheet(brief, Text("考核", "League"), LEAGUE, rows, policies=brief.policies, notes=notes)


def _capital(name: Text) -> Text:
    return Text(name.zh, name.en[:1].upper() + name.en[1:])


def _joined(names: tuple[Text, ...]) -> Text:
    return Text("、".join(name.zh for name in names), ", ".join(name.within("en") for name in names))


def spread(brief: Brief) -> Sheet:
    """Returns how many dealers had each grade, quarter by quarter."""
    found = [row for row in brief.view.results(NetworkGrades) if row.subject <= brief.quarter]
    columns = (
        words("季度", "Quarter"), whole("已考核", "Evaluated", "家"), whole("已评级", "Rated", "家"),
        *(whole(grade_name(count.grade).zh, grade_name(count.grade).within("en"), "家") for count in (found[-1].grades if found else ())),
        share("A、B 占已评级", "A and B of the rated"), points("中位数", "Median"), whole("升级", "Moved up", "家"), whole("降级", "Moved down", "家"),
    )  # fmt: skip
    rows = tuple(
        (row.subject, row.evaluated, row.rated, *(count.dealers for count in row.grades), row.good_share, row.median, row.better, row.worse)
        for row in reversed(found)
    )  # fmt: skip
    return sheet(brief, Text("等级分布", "Grades"), columns, rows, policies=brief.policies)


def moves(brief: Brief, most: int = MOST_NAMES) -> Sheet:
    """Returns who moved from which grade to which; of many dealers `most` are named."""
    held = brief.held(NetworkGrades)
    columns = (words("上季", "Before"), words("本季", "Now"), whole("家数", "Dealers", "家", summed=True), words("经销商", "Which", 60))  # fmt: skip
    rows = tuple(
        (grade_name(row.before), grade_name(row.after), len(row.dealers), brief.names(row.dealers, most))
        for row in (held.moves if held else ())
    )
    return sheet(brief, Text("等级变动", "Moves"), columns, rows, policies=brief.policies)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on grades."""
    return league(brief), spread(brief), moves(brief)


def grades_page(brief: Brief) -> Page:
    """Returns the page on grades and who moved."""
    held = brief.held(NetworkGrades)
    question = Text("等级怎么分布，谁升谁降？", "How are grades spread, and who moved?")
    if held is None:
        return Page("grades", question, Text("本季还没有考核", "The quarter is not evaluated yet"), brief.basis, ())
    past = [row for row in brief.view.results(NetworkGrades) if row.subject <= brief.quarter]
    earlier = brief.view.result(NetworkGrades, before(held.subject))
    heading = Text(
        f"A、B 级占 {percent(held.good_share, 0)}，{held.better} 家升级、{held.worse} 家降级",
        f"{percent(held.good_share, 0)} are A or B; {held.better} moved up, {held.worse} down",
    )
    table = moves(brief, SHORT)
    changed = [n for n, row in enumerate(held.moves) if row.before != row.after]
    listed = excerpt(table, (0, 1, 2, 3), changed[:MOVERS], caption=Text("等级有变动的经销商", "Dealers whose grade changed"), narrow=(0, 1)) if changed else said("没有经销商的等级有变动。", "No dealer's grade changed.")  # fmt: skip
    blocks = (
        *charts(("grades-now", grades_chart(held, earlier)), ("grades-moves", moves_chart(held))),
        *listed,
        *charts(("grades-median", median_chart(past[-QUARTERS:]))),
        *excerpt(
            spread(brief),
            tuple(range(len(spread(brief).columns))),
            most=QUARTERS - 1,
            caption=Text("近几季", "The last quarters"),
        ),  # fmt: skip
        *_appeals(brief),
    )
    return Page("grades", question, heading, brief.basis, blocks)


def _appeals(brief: Brief) -> tuple[Block, ...]:
    """What of the quarter's grades may still change."""
    pending = sum(row.appeal_open for row in brief.evaluations)
    if pending:
        return said(f"{pending} 家的申诉未决，后果暂缓。", f"{pending} appeals are open: consequences wait.")
    return said("没有未决的申诉。", "No appeal is open.")


def league_page(brief: Brief) -> Page:
    """Returns the page of the best and the last dealers; internal only."""
    table = league(brief)
    rated = [n for n, row in enumerate(table.rows) if row[4] is not None]
    question = Text("谁最好，谁要帮？（仅限内部）", "Who does best, and who needs help? (internal)")
    if not rated:
        return Page("league", question, Text("本季没有已评级的经销商", "No dealer is rated in the quarter"), brief.basis, ())  # fmt: skip
    shown, best = (4, 1, 2, 5, 6, 7, 12, 13), table.rows[rated[0]]
    last = table.rows[rated[-1]]
    heading = Text(
        f"{best[1]} {number_of(best[5])} 分居首；最低 {last[1]} {number_of(last[5])} 分",
        f"{best[1]} leads with {number_of(best[5])}; {last[1]} is last with {number_of(last[5])}",
    )
    if len(rated) == 1:
        heading = Text(f"只有 {best[1]} 一家已评级，{number_of(best[5])} 分", f"{best[1]} alone is rated, with {number_of(best[5])}")  # fmt: skip
    if len(rated) <= 2 * SHORT:
        blocks = excerpt(table, shown, rated, caption=Text("全部已评级的经销商", "All rated dealers"))
    else:
        rest = Text(f"最低 {SHORT} 家；中间 {len(rated) - 2 * SHORT} 家见工作簿“考核”", f"The last {SHORT}; {len(rated) - 2 * SHORT} between them stand in the workbook, sheet League")  # fmt: skip
        blocks = (
            *excerpt(table, shown, rated[:SHORT], caption=Text(f"最高 {SHORT} 家", f"The best {SHORT}")),
            *excerpt(table, shown, rated[-SHORT:], caption=rest),
        )
    unrated = tuple(str(row[0]) for row in table.rows if row[4] is None)
    if unrated:
        names = brief.names(unrated)
        blocks = (*blocks, *said(f"不评级，不列入：{names.zh}。", f"Not rated and not listed: {names.within('en')}."))
    note = said("位次只作内部安排力量之用，不对经销商公布；先看完成率和走势，再定帮谁。", "Places serve to share out our own help and are shown to no dealer; look at attainment and trend before deciding whom to help.")  # fmt: skip
    return Page("league", question, heading, brief.basis, (*blocks, *note))


def number_of(value: object) -> str:
    """Returns a score of a cell as people read it."""
    return number(value) if isinstance(value, Decimal) else "–"
