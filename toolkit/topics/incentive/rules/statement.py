"""The rebate statement of a period: rows, clawback, adjustments, what is payable, and the tax in it (reference A.14, E.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.record import Value, field
from toolkit.network.results import Result, Step
from toolkit.topics.incentive.records.policy import RebatePolicy
from toolkit.topics.incentive.rules.calculation import Calculation, Row
from toolkit.topics.incentive.rules.components import step_text
from toolkit.topics.incentive.rules.distance import distance
from toolkit.topics.incentive.rules.facts import ZERO, RebateFacts
from toolkit.topics.incentive.rules.figures import figure
from toolkit.topics.incentive.rules.tax import vat_split


class LineShare(Value):
    line: str = field("产品线", "Product line", audience="dealer")
    amount: Decimal = field("金额", "Amount", audience="dealer", unit="元")


class RebateLine(Value):
    """A row of the statement. Without `basis` it stands on no policy: it is shown as 无依据 and not paid."""

    kind: str = field("种类", "Kind", audience="dealer")
    id: str = field("编号", "Id", audience="dealer")
    name: Text = field("项目", "Row", audience="dealer")
    basis: str = field("政策依据", "Policy", audience="dealer", default="")
    state: str = field("状态", "State", audience="dealer", default="earned")
    reason: Text = field("说明", "Why", audience="dealer", default=NO_TEXT)
    type: str = field("类型", "Type", audience="dealer", default="")
    standing: str = field("性质", "Standing", audience="dealer", default="")
    tax: str = field("含税", "Tax", audience="dealer", default="incl")
    tax_nature: str = field("税务性质", "Tax nature", audience="dealer", default="price_reduction")
    base: Decimal | None = field("基数", "Base", audience="dealer", default=None)
    measured: str = field("分档指标值", "Measured", audience="dealer", default="")
    gives: str = field("适用档", "Step", audience="dealer", default="")
    factor: Decimal = field("系数", "Factor", audience="dealer", default=Decimal(1))
    cut: Decimal = field("总上限削减", "Cut by the cap", audience="dealer", unit="元", default=ZERO)
    paid_before: Decimal = field("已付", "Paid on account", audience="dealer", unit="元", default=ZERO)
    amount: Decimal = field("金额", "Amount", audience="dealer", unit="元", default=ZERO)
    by_line: tuple[LineShare, ...] = field("分产品线", "By product line", audience="dealer", default=())
    missing_to_next: Decimal | None = field("距下一档", "To the next step", audience="dealer", unit="元", default=None)
    next_step: Text = field("下一档", "Next step", audience="dealer", default=NO_TEXT)

    @property
    def payable(self) -> Decimal:
        """Returns what the row adds to the payable amount: nothing without a basis."""
        return self.amount if self.basis else ZERO


class TaxPart(Value):
    """The price reductions of one VAT rate, split (reference E-14)."""

    rate: Decimal = field("税率", "VAT rate", audience="dealer")
    net: Decimal = field("不含税", "Excl. VAT", audience="dealer", unit="元")
    vat: Decimal = field("税额", "VAT", audience="dealer", unit="元")


class RebateStatement(Result):
    """What a dealer is owed in rebates for a quarter or a year, with every step that led to it."""

    topic = "incentive"
    statement: str = field("结算单编号", "Statement id", audience="dealer", default="")
    period: str = field("期间", "Period", audience="dealer")
    contract: str = field("合同", "Contract", audience="dealer")
    policy: str = field("政策版本", "Policy version", audience="dealer")
    status: str = field("状态", "Status", audience="dealer", default="draft")
    net_sell_in: Decimal = field("净进货额", "Net sell-in", audience="dealer", unit="元")
    lines: tuple[RebateLine, ...] = field("各项", "Rows", audience="dealer")
    total: Decimal = field("返利合计", "Sum of rebates", audience="dealer", unit="元")
    cap: Decimal | None = field("总上限", "Cap", audience="dealer", unit="元", default=None)
    carried_in: Decimal = field("上期结转待扣", "Owed back from before", audience="dealer", unit="元", default=ZERO)
    payable: Decimal = field("应付", "Payable", audience="dealer", unit="元")
    carried_out: Decimal = field("结转下期待扣", "Owed back, carried on", audience="dealer", unit="元", default=ZERO)
    service_fee: Decimal = field("其中服务费", "Of it service fees", audience="dealer", unit="元", default=ZERO)
    tax_parts: tuple[TaxPart, ...] = field("价格折让的税额", "VAT in price reductions", audience="dealer", default=())
    due: date | None = field("兑付期限", "To be paid by", audience="dealer", default=None)
    paid: Decimal = field("已付", "Paid", audience="dealer", unit="元", default=ZERO)
    paid_on: date | None = field("付清日", "Paid on", audience="dealer", default=None)
    late_days: int = field("我方逾期天数", "Days we are late", audience="dealer", unit="天", default=0)
    red_letter: str = field("红字发票", "Red-letter invoice", audience="dealer", default="none")
    accrued: Decimal | None = field("已计提", "Accrued", unit="元", default=None)
    difference: Decimal | None = field("计提与结算之差", "Settled less accrued", unit="元", default=None)

    @property
    def complete(self) -> bool:
        """Returns whether nothing that it rests on is still pending."""
        return all(line.state != "missing" for line in self.lines)

    @property
    def ungrounded(self) -> tuple[RebateLine, ...]:
        """Returns the rows that cite no policy."""
        return tuple(line for line in self.lines if not line.basis)


@dataclass(frozen=True, slots=True)
class Sums:
    """What is payable, what stays owed back, and the service fees in the payable amount."""

    payable: Decimal
    carried_out: Decimal
    service_fee: Decimal


def lines_of(calculation: Calculation, facts: RebateFacts, policy: RebatePolicy) -> tuple[RebateLine, ...]:
    """Returns a row for each component that is for this dealer."""
    return tuple(_line(row, facts, policy) for row in calculation.rows)


def sums(lines: Iterable[RebateLine], carried_in: Decimal = ZERO) -> Sums:
    """Returns what is payable: rows with a basis, less what is owed back from before; never below 0, the rest is carried on."""
    rows = tuple(lines)
    balance = sum((row.payable for row in rows), ZERO) - carried_in
    fees = sum((row.payable for row in rows if row.tax_nature == "service_fee"), ZERO)
    return Sums(max(balance, ZERO), max(-balance, ZERO), fees)


def tax_parts(lines: Iterable[RebateLine], facts: RebateFacts) -> tuple[TaxPart, ...]:
    """Returns the VAT in the price reductions by rate. Shares of a row by product line carry the line's rate.

    Amounts incl. VAT are split; on amounts excl. VAT the tax comes on top.
    """
    rates = {row.line: row.vat_rate for row in facts.sales}
    found: dict[tuple[Decimal, str], Decimal] = {}
    for line in lines:
        if line.tax_nature == "price_reduction" and line.basis:
            for share in line.by_line:
                key = (rates.get(share.line, ZERO), line.tax)
                found[key] = found.get(key, ZERO) + share.amount
    parts: dict[Decimal, tuple[Decimal, Decimal]] = {}
    for (rate, tax), amount in sorted(found.items()):
        net, vat = vat_split(amount, rate) if tax == "incl" else (amount, to_fen(amount * rate))
        before = parts.get(rate, (ZERO, ZERO))
        parts[rate] = (before[0] + net, before[1] + vat)
    return tuple(TaxPart(rate=rate, net=net, vat=vat) for rate, (net, vat) in parts.items())


def _line(row: Row, facts: RebateFacts, policy: RebatePolicy) -> RebateLine:
    worked, component = row.worked, row.worked.component
    ahead = distance(worked, facts, policy)
    measured = ""
    if worked.measured is not None and component.measure is not None:
        measured = figure(component.measure, worked.measured)
    gives = ""
    if worked.step is not None and component.method not in ("marginal", "by_invoice"):
        gives = step_text(component.steps[worked.step], component.method)
    return RebateLine(
        kind="component",
        id=component.id,
        name=component.name,
        basis=policy.reference,
        state=worked.state,
        reason=worked.reason,
        type=component.type,
        standing=component.standing,
        tax=component.tax,
        tax_nature=component.tax_nature,
        base=worked.base,
        measured=measured,
        gives=gives,
        factor=worked.factor,
        cut=row.cut,
        paid_before=row.paid_before,
        amount=row.amount,
        by_line=tuple(LineShare(line=line, amount=amount) for line, amount in row.by_line),
        missing_to_next=ahead.missing if ahead else None,
        next_step=ahead.words if ahead else NO_TEXT,
    )


def short_trace(policy: str, calculation: Calculation, found: Sums) -> tuple[Step, ...]:
    """Returns the last steps only: all of them, with their places, come from `explained` when somebody asks."""
    steps = [Step(what=Text("返利合计", "sum of rebates"), value=calculation.total, policy=policy)]
    if calculation.cap is not None:
        steps.append(Step(what=Text("总上限", "global cap"), value=calculation.cap, policy=policy))
    return (*steps, Step(what=Text("应付", "payable"), value=found.payable, policy=policy))


def statement_subject(dealer: str, period: str) -> str:
    """Returns the subject of a dealer's statement of a period."""
    return f"{dealer}/{period}"
