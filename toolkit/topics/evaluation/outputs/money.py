"""The rebates of the period in the evaluation: earned, factor, offset, payable and when, and what the next step still needs (M.1)."""

from __future__ import annotations

from dataclasses import dataclass

from toolkit.kernel.wording import amount_text, day_text, number_text
from toolkit.network.view import View
from toolkit.topics.incentive.records.vocabularies import LINE_STATES, SETTLEMENT
from toolkit.topics.incentive.rules import RebateLine, RebateStatement

NONE = "–"


@dataclass(frozen=True, slots=True)
class Money:
    """The rebate statement in short, in words."""

    heading: str
    statement: str
    policy: str
    status: str
    rows: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, str], ...]
    ahead: tuple[tuple[str, str], ...]


def money_of(view: View, dealer: str, period: str) -> Money | None:
    """Returns the rebates of a quarter or a year; None for a dealer whose contract gives none."""
    statement = view.result(RebateStatement, f"{dealer}/{period}")
    if statement is None:
        return None
    return Money(
        heading=_heading(statement),
        statement=statement.statement or "未编号",
        policy=statement.policy,
        status=SETTLEMENT.label(statement.status).zh,
        rows=tuple(_row(line) for line in statement.lines),
        sums=tuple(_sums(statement)),
        ahead=tuple((line.name.zh, line.next_step.zh) for line in statement.lines if line.next_step),
    )


def _heading(row: RebateStatement) -> str:
    amount = amount_text(row.payable)
    if not row.complete:
        return f"返利暂计 {amount}，有数据待补"
    if row.carried_out:
        return f"本期没有应付返利，{amount_text(row.carried_out)} 结转下期待扣"
    if row.paid_on is not None and row.payable:
        return f"返利 {amount}，已于{day_text(row.paid_on, 'zh')}付清"
    if row.due is not None and row.payable:
        return f"返利应付 {amount}，{day_text(row.due, 'zh')}前付清"
    return f"返利应付 {amount}"


def _row(line: RebateLine) -> tuple[str, ...]:
    state = LINE_STATES.label(line.state).zh
    why = f"{state}：{line.reason.zh}" if line.reason else state
    earned = line.state == "earned"
    amount = amount_text(line.payable) if earned or line.amount else NONE
    factor = number_text(line.factor) if earned else NONE
    return line.name.zh, line.measured or NONE, line.gives or NONE, factor, why if not earned else state, amount


def _sums(row: RebateStatement) -> tuple[tuple[str, str], ...]:
    found = [("净进货额（不含税）", amount_text(row.net_sell_in)), ("各项合计", amount_text(row.total))]
    if row.cap is not None:
        found.append(("总上限", amount_text(row.cap)))
    if row.carried_in:
        found.append(("减：上期结转待扣", amount_text(-row.carried_in)))
    found.append(("应付", amount_text(row.payable)))
    if row.carried_out:
        found.append(("结转下期待扣", amount_text(row.carried_out)))
    if row.paid:
        found.append(("已付", amount_text(row.paid)))
    if row.due is not None:
        found.append(("兑付期限", day_text(row.due, "zh")))
    if row.late_days:
        found.append(("我方逾期", f"{row.late_days} 天"))
    return tuple(found)
