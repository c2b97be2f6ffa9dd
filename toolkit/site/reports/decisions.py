"""What the general manager is asked to decide: each question with its ground, drawn from the same results (M.2 12)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Text
from toolkit.plan.sheets import Sheet
from toolkit.site.gathered.coverage import largest_spaces, market_name
from toolkit.site.gathered.relations import by_risk, cases
from toolkit.site.gathered.wording import percent, yuan
from toolkit.site.reports.brief import Brief
from toolkit.site.reports.pieces import Block, Page, day, excerpt, said, sheet, whole, words
from toolkit.site.reports.risk import ending
from toolkit.topics.communication.rules import NetworkTrust
from toolkit.topics.conflict.records import SplitProposal
from toolkit.topics.conflict.rules import SplitTrial
from toolkit.topics.conflict.rules.network_totals import is_late
from toolkit.topics.evaluation.rules import NetworkReceivables
from toolkit.topics.market.rules import MarketPotential
from toolkit.topics.segment.records.vocabularies import WARNINGS

SINGLY = 3
"""Up to so many dealers or contracts are asked about one by one; more of them in one question."""


@dataclass(frozen=True, slots=True)
class Request:
    """A question to decide: what it rests on, what is proposed, and until when; None where no day is set."""

    what: Text
    ground: Text
    proposal: Text
    by: date | None = None


def requests(brief: Brief) -> tuple[Request, ...]:
    """Returns what is asked for, those with a day first."""
    found = (*_leaving(brief), *_renewals(brief), *_credit(brief), *_cases(brief), *_proposals(brief), *_spaces(brief), *_promises(brief), *_grades(brief))  # fmt: skip
    return tuple(sorted(found, key=lambda row: (row.by is None, row.by or date.max)))


def _leaving(brief: Brief) -> Iterator[Request]:
    high = [row for row in by_risk(brief.view) if row.risk == "high"]
    plan = Text(
        "先定挽留计划和可用资源，谈不拢再启动退出",
        "Set a plan to keep it and what it may cost; part only if talks fail",
    )
    if len(high) > SINGLY:
        names = brief.names(tuple(row.subject for row in high))
        yield Request(Text(f"挽留还是退出：{len(high)} 家流失高风险", f"Keep or part: {len(high)} at high risk"), names, plan)  # fmt: skip
        return
    for row in high:
        red, name = [WARNINGS.label(code) for code in row.red], brief.dealer(row.subject)
        ground = Text(f"流失分 {row.points}；" + "、".join(w.zh for w in red), f"{row.points} points; " + ", ".join(w.within("en") for w in red))  # fmt: skip
        yield Request(Text(f"挽留还是退出：{name}", f"Keep {name}, or part?"), ground, plan)


def _renewals(brief: Brief) -> Iterator[Request]:
    waiting = [row for _, row in ending(brief) if not row.decided]
    plan = Text("按考核和流失风险定续约、缩区或不续，并按约通知", "Renew, reduce or end by its grades and risk, with notice as agreed")  # fmt: skip
    if len(waiting) > SINGLY:
        names = brief.names(tuple(row.dealer for row in waiting))
        first = min(row.notice_by or row.ends for row in waiting)
        yield Request(Text(f"是否续约：{len(waiting)} 份合同去向未定", f"Renew? {len(waiting)} contracts are undecided"), names, plan, first)  # fmt: skip
        return
    for row in waiting:
        ground = Text(f"合同 {row.contract} {row.ends} 到期，去向未定", f"contract {row.contract} ends {row.ends}, undecided")  # fmt: skip
        name = brief.dealer(row.dealer)
        yield Request(Text(f"是否续约：{name}", f"Renew with {name}?"), ground, plan, row.notice_by or row.ends)


def _credit(brief: Brief) -> Iterator[Request]:
    held = brief.held(NetworkReceivables)
    over = tuple(row for row in (held.rows if held else ()) if row.use is not None and row.use > 1)
    if over:
        most = max(row.use for row in over if row.use is not None)
        names = brief.names(tuple(row.dealer for row in over))
        yield Request(
            Text(f"超过授信额度的 {len(over)} 家", f"Over their credit limit: {len(over)}"),
            Text(f"{names.zh}；最高用到 {percent(most)}", f"{names.within('en')}; up to {percent(most)}"),
            Text("定增额（加担保）或限发", "Raise limits against security, or hold deliveries"),
        )  # fmt: skip


def _cases(brief: Brief) -> Iterator[Request]:
    late = [row for row in cases(brief.view) if is_late(row)]
    if late:
        ids = "、".join(row.subject for row in late[:5])
        yield Request(
            Text(f"{len(late)} 件案件过了期限", f"Cases past a deadline: {len(late)}"),
            Text(ids, ids.replace("、", ", ")),
            Text("定负责人和新的完成日", "Name who sees to it, and a new day"),
        )


def _proposals(brief: Brief) -> Iterator[Request]:
    trials = {row.subject: row for row in brief.view.results(SplitTrial)}
    for row in brief.view.all(SplitProposal):
        trial = trials.get(row.id)
        if row.status in ("draft", "consulting") and trial is not None:
            now, then = yuan(trial.now), yuan(trial.proposed)
            yield Request(
                Text(f"是否采用“{row.name.zh}”", f"Adopt this: {row.name.within('en')}?"),
                Text(f"一年 {now.zh} → {then.zh}；低于下限 {trial.below_now} → {trial.below} 项", f"{now.within('en')} → {then.within('en')} a year; below the floor {trial.below_now} → {trial.below}"),
                Text("采用则写进下一版渠道政策", "If adopted, it goes into the next channel policy"),
            )  # fmt: skip


def _spaces(brief: Brief) -> Iterator[Request]:
    """The largest white space that nobody is a candidate for; the priority of the market stands beside it."""
    free = [row for row in largest_spaces(brief.view) if not row.candidates][:1]
    for row in free:
        market, line, potential = market_name(brief.view, row.market), brief.line(row.line), yuan(row.potential)
        held = brief.view.result(MarketPotential, row.subject)
        rank = f"；优先度第 {held.rank}" if held is not None and held.rank is not None else ""
        rank_en = f"; priority {held.rank}" if held is not None and held.rank is not None else ""
        yield Request(
            Text(f"是否在{market.zh}招商：{line.zh}", f"Recruit in {market.within('en')} for {line.within('en')}?"),
            Text(f"空白潜力每年 {potential.zh}，没有在谈候选人{rank}", f"{potential.within('en')} a year open, nobody under way{rank_en}"),
            Text("定预算和负责人，或写明今年不做", "Set budget and owner, or say that it waits"),
        )  # fmt: skip


def _promises(brief: Brief) -> Iterator[Request]:
    held = brief.now(NetworkTrust)
    if held is not None and held.late_brand:
        yield Request(
            Text(f"我方 {held.late_brand} 项承诺逾期", f"Promises of ours that are late: {held.late_brand}"),
            Text(f"我方未兑现 {held.open_brand} 项", f"{held.open_brand} of ours are open"),
            Text("指定部门在十个工作日内兑现并告知经销商", "Have them kept and told to the dealers within ten working days"),
        )  # fmt: skip


def _grades(brief: Brief) -> Iterator[Request]:
    low = tuple(row.dealer for row in brief.evaluations if row.grade == "D")
    if low:
        names = brief.names(low)
        yield Request(
            Text(f"D 级 {len(low)} 家怎么办", f"Grade D, {len(low)}: what next?"),
            Text(f"{names.zh}（{brief.quarter}）", f"{names.within('en')} ({brief.quarter})"),
            Text("改进计划继续，或按退出流程", "Go on with the improvement plan, or part by the procedure"),
        )


COLUMNS = (whole("序", "No."), words("请决定", "To decide", 30), words("依据", "Ground", 40), words("建议", "Proposed", 40), day("最迟", "By"), words("决定", "Decision", 16))  # fmt: skip


def sheets(brief: Brief) -> tuple[Sheet, ...]:
    """Returns the list of what is to be decided, with room for the decision."""
    box = Text("□同意 □否决 □再议", "□ yes □ no □ later")
    rows = tuple((n, row.what, row.ground, row.proposal, row.by, box) for n, row in enumerate(requests(brief), start=1))
    return (sheet(brief, Text("待决事项", "Decisions"), COLUMNS, rows, basis=brief.today),)


def page(brief: Brief) -> Page:
    """Returns the page of what is to be decided."""
    question = Text("请总经理决定什么？", "What is the general manager asked to decide?")
    (table,) = sheets(brief)
    if not table.rows:
        return Page("decisions", question, Text("没有需要总经理决定的事", "Nothing is to be decided"), brief.today, ())
    first = requests(brief)[0].what
    heading = Text(
        f"{len(table.rows)} 项请决定，第一项：{first.zh}", f"To decide: {len(table.rows)}; first: {first.within('en')}"
    )
    sign = said("决定人签字：　　　　　　　　　　日期：　　　　年　　月　　日", "Decided by: ______________________ Date: ______________________")  # fmt: skip
    blocks: tuple[Block, ...] = (*excerpt(table, (0, 1, 2, 3, 4, 5), most=12, narrow=(5,)), *sign)
    return Page("decisions", question, heading, brief.today, blocks)
