"""What the incentive chapter shows on a dealer's page: the latest rebate statement, what is owed, what may still be earned."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text
from toolkit.network.record import label
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.incentive.records import Award, IncentivePlan
from toolkit.topics.incentive.records.vocabularies import FORMS, INCENTIVES, LINE_STATES, SETTLEMENT
from toolkit.topics.incentive.rules import BondBalance, RebateLine, RebateStatement
from toolkit.topics.topic import Now

NO_BASIS = Text("无依据", "no basis")
Row = tuple[Text, ...]


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the rebates of a dealer that has statements, a bond or incentives; the latest quarter in full."""
    statements = sorted((s for s in view.results(RebateStatement) if s.dealer == dealer), key=lambda s: s.period)
    bond = view.result(BondBalance, dealer)
    awards = tuple(_awards(view, now, dealer))
    if not statements and bond is None and not awards:
        return
    latest = statements[-1] if statements else None
    context = {
        "latest": _head(latest) if latest else None,
        "lines": _lines(latest) if latest else ((), ()),
        "ahead": tuple((line.name, line.next_step) for line in latest.lines if line.next_step) if latest else (),
        "earlier": _earlier(statements[:-1]),
        "bond": tuple(_bond(bond)) if bond else (),
        "awards": awards,
    }
    yield Card(
        "rebates",
        Text("返利与激励", "Rebates and incentives"),
        "incentive/card-rebates.html",
        context,
        finding=_finding(latest) if latest else NO_TEXT,
        wide=latest is not None,
        order=8,
    )


def _finding(statement: RebateStatement) -> Text:
    """What the latest statement says, in a line."""
    amount = amount_text(statement.payable)
    if not statement.complete:
        return Text(
            f"{statement.period} 暂计 {amount}，有数据待补", f"{statement.period}: {amount} so far, figures pending"
        )
    if statement.paid_on is not None:
        day = statement.paid_on
        return Text(
            f"{statement.period} 返利 {amount}，已于{day_text(day, 'zh')}付清",
            f"{statement.period}: {amount}, paid on {day_text(day, 'en')}",
        )
    return Text(f"{statement.period} 应付 {amount}", f"{statement.period}: {amount} payable")


def _head(statement: RebateStatement) -> dict[str, object]:
    mood, words = _progress(statement)
    return {
        "period": statement.period,
        "statement": statement.statement,
        "policy": statement.policy,
        "mood": mood,
        "status": words,
        "rows": tuple(_sums(statement)),
    }


def _progress(statement: RebateStatement) -> tuple[str, Text]:
    """How the payment stands: paid, late by our fault, or in its stage. A draft is nobody's promise yet."""
    if statement.paid_on is not None and statement.payable:
        return "good", SETTLEMENT.label("paid")
    if statement.late_days:
        days = statement.late_days
        return "bad", Text(f"我方逾期 {days} 天", f"we are {days} days late")
    return "going", SETTLEMENT.label(statement.status)


def _sums(statement: RebateStatement) -> Iterator[tuple[Text, Text]]:
    for name in ("net_sell_in", "total", "cap", "carried_in", "payable", "carried_out", "service_fee", "paid"):
        value = getattr(statement, name)
        if value is not None and (value or name in ("total", "payable")):
            yield label(RebateStatement, name), Text(amount_text(value))
    for part in statement.tax_parts:
        rate = f"{number_text((part.rate * 100).normalize())}%"
        named = Text(f"价格折让的税额（{rate}）", f"VAT in price reductions ({rate})")
        yield named, Text(amount_text(part.vat))
    if statement.due is not None and statement.payable and statement.paid_on is None:
        yield label(RebateStatement, "due"), Text(day_text(statement.due, "zh"), day_text(statement.due, "en"))


def _lines(statement: RebateStatement) -> tuple[Row, tuple[Row, ...]]:
    head = (
        Text("项目", "Row"),
        Text("基数", "Base"),
        Text("达成", "Attained"),
        Text("适用档", "Step"),
        Text("系数", "Factor"),
        Text("上限削减", "Cut by the cap"),
        Text("金额", "Amount"),
        Text("依据", "Basis"),
    )
    return head, tuple(_line(line) for line in statement.lines)


def _line(line: RebateLine) -> Row:
    blank = Text("–")
    amount = Text(amount_text(line.amount)) if line.state == "earned" else _state(line)
    base = blank
    if line.base is not None:
        base = Text(number_text(line.base, 2 if line.type not in ("T6",) else None))
    return (
        line.name,
        base,
        Text(line.measured) if line.measured else blank,
        Text(line.gives) if line.gives else blank,
        Text(number_text(line.factor)) if line.factor != 1 else blank,
        Text(amount_text(line.cut)) if line.cut else blank,
        amount,
        Text(line.basis) if line.basis else NO_BASIS,
    )


def _state(line: RebateLine) -> Text:
    state = LINE_STATES.label(line.state)
    if not line.reason:
        return state
    return Text(f"{state.zh}：{line.reason.zh}", f"{state.en}: {line.reason.within('en')}")


def _earlier(statements: Sequence[RebateStatement]) -> tuple[Row, tuple[Row, ...]]:
    head = (Text("期间", "Period"), Text("净进货额", "Net sell-in"), Text("应付", "Payable"), Text("状态", "Status"))
    rows = tuple(
        (
            Text(s.period),
            Text(amount_text(s.net_sell_in)),
            Text(amount_text(s.payable)),
            _progress(s)[1],
        )
        for s in reversed(statements)
    )
    return head, rows


def _bond(bond: BondBalance) -> Iterator[tuple[Text, Text]]:
    for name in ("agreed", "balance", "missing"):
        value = getattr(bond, name)
        if value or name == "balance":
            yield label(BondBalance, name), Text(amount_text(value))
    if bond.top_up_by is not None:
        yield label(BondBalance, "top_up_by"), Text(day_text(bond.top_up_by, "zh"), day_text(bond.top_up_by, "en"))


def _awards(view: View, now: Now, dealer: str) -> Iterator[tuple[Text, Text, Text, Text, Text]]:
    """Name, kind and form, until when, whether it still holds, and for what it is given; the latest first."""
    held = sorted(view.of_dealer(Award, dealer), key=lambda award: (award.granted_on, award.id), reverse=True)
    for award in held:
        plan = view.find(IncentivePlan, award.plan)
        offer = next((o for o in plan.offers if o.id == award.offer), None) if plan else None
        if offer is None:
            continue
        kind, form = INCENTIVES.label(offer.kind), FORMS.label(offer.form)
        until = Text(f"至{day_text(award.valid_to, 'zh')}", f"until {day_text(award.valid_to, 'en')}")
        over = award.valid_to < now.as_of
        yield (
            offer.name,
            Text(f"{kind.zh} · {form.zh}", f"{kind.en} · {form.en}"),
            until,
            Text("已到期", "ended") if over else Text("有效", "in force"),
            offer.criteria,
        )
