"""The quarterly evaluation as a paper: six to seven pages for the dealer, one page where a quarter is not rated (M.1, 0b)."""

from __future__ import annotations

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text, number_text
from toolkit.plan.charts import Ageing
from toolkit.plan.charts.numbers import percent
from toolkit.plan.composed import titled
from toolkit.plan.frame import Frame
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.outputs.charts import dimension_bars, owed_by_age, radar, trend
from toolkit.topics.evaluation.outputs.events import deduction_rows, events_heading, red_line_rows
from toolkit.topics.evaluation.outputs.first_page import dimension_rows, first_page
from toolkit.topics.evaluation.outputs.indicators import blocks, missing_notes, trial_rows
from toolkit.topics.evaluation.outputs.joint_work import Rows, plans_of, talk_actions
from toolkit.topics.evaluation.outputs.money import money_of
from toolkit.topics.evaluation.outputs.procedure import Standing, appeal_rows, changes, standing_of
from toolkit.topics.evaluation.outputs.promises import kept_promises, trust_parts
from toolkit.topics.evaluation.outputs.sheet import Sheet, past_of, period_name
from toolkit.topics.evaluation.outputs.stock import SALES_HEAD, STOCK_HEAD, line_tables, stock_charts
from toolkit.topics.evaluation.outputs.wording import grade_text, points, signed
from toolkit.topics.evaluation.records.vocabularies import REASONS
from toolkit.topics.evaluation.rules.facts import facts_of

TITLE = "季度考核书"


def context_of(sheet: Sheet, stamp: str) -> dict[str, object]:
    """Returns all that the template prints, in Chinese words."""
    standing = standing_of(sheet.result, sheet.issue)
    money = money_of(sheet.view, sheet.result.dealer, sheet.result.quarter)
    context = {**_head(sheet, standing, stamp), **first_page(sheet, money), "money": money}
    if sheet.result.status == "not_rated":
        return context
    return {**context, **_scores(sheet), **_money_and_goods(sheet), **_afterwards(sheet)}


def _head(sheet: Sheet, standing: Standing, stamp: str) -> dict[str, object]:
    result, data = sheet.result, sheet.data
    return {
        "locale": "zh",
        "frame": _frame(sheet, standing, stamp),
        "title": TITLE,
        "period": period_name(result.quarter),
        "quarter": result.quarter,
        "dealer": sheet.profile,
        "company": sheet.company,
        "standing": standing,
        "number": sheet.file.id if sheet.file is not None else "未编号",
        "frozen": day_text(data.frozen_on, "zh") if data is not None and data.frozen_on else "尚未冻结",
        "rated": result.status != "not_rated",
        "reasons": tuple(REASONS.label(reason).zh for reason in result.reasons),
        "changes": changes(result, sheet.issue),
        "change_reason": sheet.issue.reason.zh if sheet.issue is not None and sheet.issue.reason else "",
        "appeal_open": result.appeal_open,
    }


def _scores(sheet: Sheet) -> dict[str, object]:
    result, past = sheet.result, past_of(sheet)
    before = past[-2] if len(past) > 1 else None
    facts = facts_of(sheet.view, sheet.data, sheet.as_of) if sheet.data is not None else None
    return {
        "radar": radar(result, before),
        "bars": dimension_bars(result),
        "trend": trend(past),
        "dimensions": dimension_rows(result, before),
        "before": before.quarter if before is not None else "",
        "history": tuple(
            (row.quarter, points(row.total).zh, grade_text(row.grade).zh, signed(row.delta)) for row in reversed(past)
        ),
        "base": points(result.base, 3).zh,
        "deducted": number_text(-result.deducted) if result.deducted else "0",
        "total": points(result.total).zh,
        "count": sum(len(d.indicators) for d in result.dimensions),
        "blocks": blocks(result, sheet.policy, sheet.data),
        "trial": trial_rows(result, sheet.policy, sheet.data),
        "missing": tuple(missing_notes(result, sheet.data)),
        "lines": line_tables(sheet.view, facts) if facts is not None else None,
        "sales_head": SALES_HEAD,
        "stock_head": STOCK_HEAD,
        "stock": tuple(stock_charts(sheet.view, facts)) if facts is not None else (),
    }


def _money_and_goods(sheet: Sheet) -> dict[str, object]:
    result, data = sheet.result, sheet.data
    owed = owed_by_age(data.receivables) if data is not None else None
    return {
        "events_heading": events_heading(result),
        "deductions": deduction_rows(sheet.view, result, data, sheet.policy),
        "red_lines": red_line_rows(sheet.view, result, data),
        "deduction_cap": number_text(sheet.policy.deductions.cap),
        "owed": owed,
        "owed_words": _ages(owed),
        "goods_heading": f"库存与应收：期末应收 {owed.description.zh}" if owed else "库存与应收",
    }


def _afterwards(sheet: Sheet) -> dict[str, object]:
    result, dealer = sheet.result, sheet.result.dealer
    span = FiscalQuarter.parse(result.quarter).span(fiscal_start(sheet.view))
    actions = talk_actions(sheet.file, sheet.as_of)
    plans = plans_of(sheet.view, dealer, result.quarter, span, sheet.as_of)
    kept = kept_promises(sheet.view, dealer, span.first, span.last)
    return {
        "actions": actions,
        "plans": plans,
        "joint_heading": _joint(actions, len(plans)),
        "kept": kept,
        "kept_heading": _kept(kept),
        "trust": trust_parts(sheet.view, dealer),
        "appeals": appeal_rows(result, sheet.file, sheet.as_of),
    }


def _joint(actions: Rows, plans: int) -> str:
    ours = sum(row[0] != "贵司" for row in actions)
    more = f"，改进计划 {plans} 份" if plans else ""
    if not actions:
        return f"共同改进：面谈后约定行动{more}"
    return f"共同改进：我方 {ours} 项，贵司 {len(actions) - ours} 项{more}"


def _kept(rows: Rows) -> str:
    if not rows:
        return "我方承诺：本季没有到期的"
    good = sum(row[3].endswith("按期") for row in rows)
    return f"我方承诺：本季到期 {len(rows)} 项，按期兑现 {good} 项"


def _ages(owed: Ageing | None) -> str:
    """The amounts behind the bar, to the fen."""
    if owed is None:
        return ""
    pairs = zip(owed.buckets, owed.shares(), strict=True)
    parts = [f"{b.name.zh} {amount_text(b.amount)}（{percent(share)}）" for b, share in pairs if b.amount]
    return f"期末应收 {amount_text(owed.total)}：{'，'.join(parts)}。"


def _frame(sheet: Sheet, standing: Standing, stamp: str) -> Frame:
    return Frame(
        document=Text(f"{TITLE}·{standing.state}"),
        party=f"{sheet.profile.short_name} {sheet.profile.id}",
        period=Text(period_name(sheet.result.quarter)),
        version=Text(f"{standing.version} · {titled(sheet.policy).zh}"),
        stamp=stamp,
        confidentiality=Text("保密：仅供双方使用"),
    )
