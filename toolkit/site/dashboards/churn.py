"""Who may leave and whose contract runs out: churn risk with its warnings, renewals of the next quarters, satisfaction (K)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.site.dashboards.board import NONE, Cell, Column, Drawn, Key, Listing, Note, Notes, Said, Section
from toolkit.site.dashboards.desk import Desk, count
from toolkit.site.gathered.relations import by_risk, satisfaction_chart
from toolkit.site.gathered.wording import number, percent
from toolkit.topics.contract.rules.renewals import RenewalQuarter
from toolkit.topics.dealer.records import SEGMENTS, DealerProfile
from toolkit.topics.dealer.rules import DealerStanding, manager_of
from toolkit.topics.segment.records import Survey
from toolkit.topics.segment.records.vocabularies import RISKS, WARNINGS
from toolkit.topics.segment.rules import EarlyWarning, NetworkLoyalty, SurveyResult

RISK_MOODS = {"high": "bad", "medium": "warn", "low": "good"}
TEN = Decimal(10)


def high_risk_key(desk: Desk) -> Iterator[Key]:
    """Yields the key figure of dealers that may leave, with the loyalty of the network beside it."""
    held = desk.view.result(NetworkLoyalty, "network")
    if held is None:
        return
    risks = dict(held.risks)
    high, medium = risks.get("high", 0), risks.get("medium", 0)
    note = Text(
        f"中风险 {medium} 家，续约率 {percent(held.renewal, 0)}",
        f"{medium} medium; renewal rate {percent(held.renewal, 0)}",
    )
    label, value = Text("流失高风险", "High risk of leaving"), Text(f"{high} 家", str(high))
    yield Key(label, value, note, "bad" if high else "good", desk.path("trust-and-risk", "churn"))


def churn(desk: Desk) -> Section:
    """Returns the section of churn risk: every dealer that runs, the most points first."""
    title = desk.say("流失风险", "Risk of leaving")
    found = by_risk(desk.view)
    heads = ("经销商", "风险", "流失分", "红色预警", "黄色预警", "缺数据", "分群", "客户经理")
    english = ("Dealer", "Risk", "Points", "Red warnings", "Yellow warnings", "Without data", "Segment", "Manager")
    columns = tuple(
        Column(desk.say(*pair), numeric=n in (2, 5), filter={1: "risk", 6: "segment"}.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = tuple(_risk(desk, row) for row in found)
    red = [name for row in found for name in row.red]
    finding = ""
    if red:
        most = max(dict.fromkeys(red), key=red.count)
        finding = desk.say(
            f"红色预警里最多的是：{desk.words(WARNINGS.label(most))}", f"The most frequent red warning: {desk.words(WARNINGS.label(most))}"
        )  # fmt: skip
    empty = desk.say("没有合作中的经销商，谈不上流失。", "No dealer is in business, so none can leave.")
    return Section("churn", title, (Listing("churnlist", title, columns, rows, empty),), finding, True, ("warning",) if rows else (), desk.policy("warning"))  # fmt: skip


def _risk(desk: Desk, row: EarlyWarning) -> tuple[Cell, ...]:
    standing = desk.view.result(DealerStanding, row.subject)
    segment = standing.segment if standing is not None else None
    yellow = [line.code for line in row.lines if line.level == "yellow"]
    return (
        desk.dealer(row.subject, "segment", note=True),
        desk.label(RISKS, row.risk, RISK_MOODS.get(row.risk, "")),
        count(row.points),
        Cell(desk.listed(desk.words(WARNINGS.label(code)) for code in row.red) or "–"),
        Cell(desk.listed(desk.words(WARNINGS.label(code)) for code in yellow) or "–"),
        Cell(f"{len(row.lines) - row.known} / {len(row.lines)}", key=str(len(row.lines) - row.known)),
        desk.label(SEGMENTS, segment) if segment else NONE,
        desk.staff(manager_of(desk.view.find(DealerProfile, row.subject))),
    )


def renewal_section(desk: Desk) -> Section:
    """Returns the contracts that run out this quarter and in the next two, with what is decided."""
    title = desk.say("本季和后两季到期的合同", "Contracts ending this quarter and in the next two")
    quarters = desk.view.results(RenewalQuarter)
    heads = ("合同", "经销商", "季度", "最后有效日", "续约通知截止", "去向", "流失风险", "客户经理")
    english = ("Contract", "Dealer", "Quarter", "Last day", "Notice by", "Future", "Risk", "Manager")
    columns = tuple(
        Column(desk.say(*pair), filter={2: "quarter", 5: "future"}.get(n, ""))
        for n, pair in enumerate(zip(heads, english, strict=True))
    )
    rows = []
    for quarter in quarters:
        for row in quarter.rows:
            warning = desk.view.result(EarlyWarning, row.dealer)
            late = row.notice_by is not None and row.notice_by < desk.the.now.as_of and not row.decided
            said = Cell(desk.say("已定或在谈", "decided or in talks"), mood="good", facet="decided")
            if not row.decided:
                said = Cell(desk.say("未定", "open"), mood="bad" if late else "warn", facet="open")
            rows.append(
                (
                    Cell(row.contract, desk.dealer_link(row.dealer, "contract")),
                    desk.dealer(row.dealer, "contract"),
                    Cell(quarter.subject, facet=quarter.subject),
                    desk.day(row.ends),
                    desk.day(row.notice_by),
                    said,
                    desk.label(RISKS, warning.risk, RISK_MOODS.get(warning.risk, "")) if warning is not None else NONE,
                    desk.staff(manager_of(desk.view.find(DealerProfile, row.dealer))),
                )
            )
    finding = desk.say("；", "; ").join(
        desk.say(f"{row.subject} 到期 {row.ending} 份，已定 {row.decided} 份", f"{row.subject}: {row.ending} ending, {row.decided} decided")
        for row in quarters
    )  # fmt: skip
    empty = desk.say("这三个季度没有合同到期。", "No contract ends in these three quarters.")
    explain = tuple(f"renewals {row.subject}" for row in quarters)
    return Section("renewals", title, (Listing("renewallist", title, columns, tuple(rows), empty),), finding, True, explain, desk.policy("lifecycle"))  # fmt: skip


def satisfaction(desk: Desk) -> Section:
    """Returns the latest survey in sums; nothing is told of fewer than five answers."""
    title = desk.say("经销商满意度", "Satisfaction of dealers")
    held = desk.latest(SurveyResult)
    if held is None:
        why = desk.say("还没有满意度调查。", "No survey was held yet.")
        return Section("satisfaction", title, (Said(why),))
    asked = desk.say(
        f"{held.year} 年：{held.answered} / {held.invited} 家答卷，回收率 {percent(held.response, 0)}",
        f"{held.year}: {held.answered} of {held.invited} answered, {percent(held.response, 0)}",
    )
    chart = satisfaction_chart(held)
    if chart is None:
        why = desk.say(
            "答卷不足五份，不汇总，以免看出是谁答的。",
            "Fewer than five answers are not summed up: they would show who said what.",
        )
        return Section("satisfaction", title, (Said(asked), Said(why)), explain=(f"survey {held.subject}",))
    change = "–" if held.change is None else ("+" if held.change > 0 else "") + number(held.change)
    finding = desk.say(f"总体 {number(held.overall)}，较上年 {change}", f"Overall {number(held.overall)}, {change} on the year before")  # fmt: skip
    return Section("satisfaction", title, (Drawn("satisfaction-chart", chart), Said(asked), *_wishes(desk, held.year)), finding, explain=(f"survey {held.subject}",))  # fmt: skip


def _wishes(desk: Desk, year: int) -> Iterator[Notes]:
    """What dealers wish for most, in their words and without their names, in the order of the words."""
    said = sorted(
        desk.words(row.wish) for survey in desk.view.all(Survey) if survey.year == year for row in survey.answers if row.wish
    )  # fmt: skip
    if said:
        yield Notes(tuple(Note(text) for text in said), desk.say("最希望我们做的", "What they wish of us most"))
