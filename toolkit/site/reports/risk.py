"""Who may leave, and which contracts run out (M.2 11)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.relations import by_risk
from toolkit.site.gathered.wording import percent
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import DEALER, ID, Page, day, excerpt, said, sheet, whole, words
from toolkit.site.reports.sales import segment_name
from toolkit.topics.contract.rules.renewals import RenewalLine, RenewalQuarter
from toolkit.topics.improvement.records.vocabularies import CAUSES, PLAN_STATES
from toolkit.topics.improvement.rules import PlanStanding
from toolkit.topics.segment.records.vocabularies import RISKS, WARNINGS
from toolkit.topics.segment.rules import EarlyWarning, NetworkLoyalty


def _capital(name: Text) -> Text:
    return Text(name.zh, name.within("en")[:1].upper() + name.within("en")[1:])


def _joined(codes: tuple[str, ...]) -> Text | None:
    names = [WARNINGS.label(code) for code in codes]
    return Text("、".join(name.zh for name in names), ", ".join(name.within("en") for name in names)) if names else None


def churn(brief: Brief) -> Sheet:
    """Returns every dealer that runs, those that may leave first."""
    columns = (ID, DEALER, words("分群", "Segment"), words("流失风险", "Risk"), whole("流失分", "Points", "分"), words("红色预警", "Red warnings", 40), words("黄色预警", "Yellow warnings", 40), whole("缺数据", "Without data", "项"))  # fmt: skip
    found = by_risk(brief.view)
    rows = []
    for row in found:
        yellow = tuple(line.code for line in row.lines if line.level == "yellow")
        rows.append((
            row.subject, brief.dealer(row.subject), segment_name(brief.segment(row.subject)), _capital(RISKS.label(row.risk)), row.points,
            _joined(row.red), _joined(yellow), len(row.lines) - row.known,
        ))  # fmt: skip
    policies = sorted({row.policy for row in found})
    return sheet(brief, Text("流失风险", "Churn risk"), columns, rows, basis=brief.today, policies=policies)


def ending(brief: Brief) -> tuple[tuple[str, RenewalLine], ...]:
    """Returns the contracts that run out this quarter and in the next two, each with its quarter."""
    return tuple((quarter.subject, row) for quarter in brief.view.results(RenewalQuarter) for row in quarter.rows)


def renewals(brief: Brief) -> Sheet:
    """Returns the contracts that run out, the earliest first, and whether it is decided what becomes of them."""
    columns = (words("合同", "Contract"), ID, DEALER, words("季度", "Quarter"), day("最后有效日", "Last day"), day("续约通知截止", "Notice by"), words("去向", "Decided"), words("流失风险", "Risk"))  # fmt: skip
    rows = []
    for quarter, row in ending(brief):
        warned = brief.view.result(EarlyWarning, row.dealer)
        decided = Text("已定或在谈", "Decided or in talks") if row.decided else Text("未定", "Open")
        rows.append((row.contract, row.dealer, brief.dealer(row.dealer), quarter, row.ends, row.notice_by, decided, _capital(RISKS.label(warned.risk)) if warned else None))  # fmt: skip
    return sheet(brief, Text("续约", "Renewals"), columns, rows, basis=brief.today)


def plans(brief: Brief) -> Sheet:
    """Returns the improvement plans under way."""
    columns = (words("计划", "Plan"), ID, DEALER, words("根因", "Cause"), words("状态", "State"), whole("逾期行动", "Actions late", "项"), day("下次复盘", "Next review"), day("期限", "Ends"))  # fmt: skip
    found = sorted((row for row in brief.view.results(PlanStanding) if row.is_open), key=lambda row: (row.ends, row.subject))  # fmt: skip
    rows = tuple(
        (row.subject, row.dealer, brief.dealer(row.dealer), _capital(CAUSES.label(row.cause)), _capital(PLAN_STATES.label(row.state)), len(row.overdue), row.next_review, row.ends)
        for row in found
    )  # fmt: skip
    return sheet(brief, Text("改进计划", "Plans"), columns, rows, basis=brief.today)


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns every sheet on risk."""
    return churn(brief), renewals(brief), plans(brief)


def _most(listed: int, rest: int) -> Text:
    """Which dealers are listed, and where the others are."""
    head = Text(f"风险最高的 {listed} 家", f"The {listed} at most risk")
    if not rest:
        return head
    return Text(
        f"{head.zh}，其余 {rest} 家见工作簿“流失风险”", f"{head.en}; {rest} more in the workbook, sheet Churn risk"
    )


def page(brief: Brief) -> Page:
    """Returns the page on who may leave and whose contract runs out."""
    question = Text("谁可能离开，哪些合同要到期？", "Who may leave, and which contracts run out?")
    held, found, out = brief.now(NetworkLoyalty), by_risk(brief.view), ending(brief)
    if not found and not out:
        return Page("risk", question, Text("没有合作中的经销商，也没有到期的合同", "No dealer is in business, and no contract runs out"), brief.today, ())  # fmt: skip
    risky = [n for n, row in enumerate(found) if row.risk in ("high", "medium")]
    high, open_ones = sum(row.risk == "high" for row in found), sum(not row.decided for _, row in out)
    heading = Text(
        f"{high} 家流失高风险；到期合同 {len(out)} 份，{open_ones} 份未定去向",
        f"High risk of leaving: {high}; contracts running out: {len(out)}, undecided: {open_ones}",
    )
    table = churn(brief)
    listed = risky[:12] if risky else list(range(min(5, len(found))))
    quarters = brief.view.results(RenewalQuarter)
    counts = "；".join(f"{row.subject} {row.ending} 份" for row in quarters), "; ".join(f"{row.subject}: {row.ending}" for row in quarters)  # fmt: skip
    blocks = (
        *excerpt(table, (1, 2, 3, 4, 5, 6), listed, caption=_most(len(listed), len(found) - len(listed))),
        *(said(f"{held.active} 家合作中；一年内到期合同续签 {percent(held.renewal, 0)}，十二个月留存 {percent(held.retention, 0)}。", f"{held.active} dealers in business; {percent(held.renewal, 0)} of the contracts that ran out within a year were renewed, {percent(held.retention, 0)} of the dealers stayed for twelve months.") if held else ()),
        *(excerpt(renewals(brief), (0, 2, 4, 5, 6, 7), most=10, caption=Text("本季和后两季到期的合同", "Contracts that run out this quarter and in the next two")) if out else said("本季和后两季没有合同到期。", "No contract runs out this quarter or in the next two.")),
        *(said(f"各季到期：{counts[0]}。", f"By quarter: {counts[1]}.") if quarters else ()),
        *(excerpt(plans(brief), (0, 2, 3, 4, 5, 7), most=5, caption=Text("进行中的改进计划", "Improvement plans under way")) if plans(brief).rows else said("没有进行中的改进计划。", "No improvement plan is under way.")),
    )  # fmt: skip
    return Page("risk", question, heading, brief.today, blocks)
