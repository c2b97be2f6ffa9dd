"""A rebate statement in words: what was earned and why not, what was cut, taken back and paid, the tax in it, and every step (M.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from toolkit.kernel.money import capitals
from toolkit.kernel.units import with_unit
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.results import Step
from toolkit.network.shared import MISSING
from toolkit.network.view import View
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import line_name
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.settlement import Payment
from toolkit.topics.incentive.rules import RebateLine, RebateStatement

Cells = tuple[tuple[str, ...], ...]
"""Rows of words."""
NONE = "–"
NO_BASIS = "无依据，不计入"
UNITS = {"quantity": "件", "store_months": "店月"}
"""Units of bases that are counted; all others are amounts."""
BLOCK = 36
"""Steps that fit a page in two columns, some of them on two lines."""
HIDDEN = frozenset(("accrued", "difference"))
"""Steps that end in what only our books know."""


@dataclass(frozen=True, slots=True)
class StatementRow:
    """A row of the statement, in words."""

    name: str
    sort: str
    base: str
    measured: str
    gives: str
    factor: str
    cut: str
    amount: str
    words: str


def rows_of(view: View, statement: RebateStatement) -> tuple[StatementRow, ...]:
    """Returns the rows in the order of the statement; a row that earned nothing says why."""
    policy = view.find(RebatePolicy, statement.policy)
    bases = {row.id: row.base for row in policy.components} if policy is not None else {}
    return tuple(_row(line, bases.get(line.id, ""), statement.policy) for line in statement.lines)


def _row(line: RebateLine, base: str, policy: str) -> StatementRow:
    sort = [words.STANDING.label(line.standing).zh] if line.standing else []
    sort.append(words.TAX_NATURE.label(line.tax_nature).zh)
    sort.append("含税" if line.tax == "incl" else "不含税")
    earned = line.state == "earned"
    return StatementRow(
        name=line.name.zh,
        sort="·".join(sort),
        base=_base(line.base, base),
        measured=line.measured or NONE,
        gives=line.gives or NONE,
        factor=number_text(line.factor) if earned and line.kind == "component" else NONE,
        cut=amount_text(-line.cut) if line.cut else NONE,
        amount=amount_text(line.amount) if earned or line.amount else NONE,
        words="；".join(_words(line, policy)),
    )


def _base(value: Decimal | None, base: str) -> str:
    if value is None:
        return NONE
    if base in words.COUNTED_BASES:
        return with_unit(number_text(value), UNITS[base], "zh")
    return amount_text(value)


def _words(line: RebateLine, policy: str) -> Iterator[str]:
    if line.state != "earned":
        state = words.LINE_STATES.label(line.state).zh
        yield f"{state}：{line.reason.zh}" if line.reason else state
    elif line.reason:
        yield line.reason.zh
    if line.paid_before:
        yield f"本年已按季支付 {amount_text(line.paid_before)}"
    if line.basis != policy:
        yield f"依据 {line.basis}" if line.basis else NO_BASIS
    if line.next_step:
        yield line.next_step.zh


def heading(row: RebateStatement) -> str:
    """Returns the answer that the first page gives."""
    amount = amount_text(row.payable)
    if not row.complete:
        return f"暂计 {amount}：有数据待补"
    if row.carried_out:
        return f"本期应付 ¥0.00，{amount_text(row.carried_out)} 结转下期待扣"
    if row.paid_on is not None and row.payable:
        return f"{amount} 已于{day_text(row.paid_on, 'zh')}付清"
    if row.due is not None and row.payable:
        return f"应付 {amount}，期限{day_text(row.due, 'zh')}"
    return f"应付 {amount}"


def sums_of(row: RebateStatement) -> tuple[tuple[str, str], ...]:
    """Returns the way from the sum of the rows to what is payable and paid; 应付 is also written in capitals."""
    found = [("净进货额（不含税）", amount_text(row.net_sell_in)), ("各项合计", amount_text(row.total))]
    if row.cap is not None:
        found.append(("总上限", amount_text(row.cap)))
    others = sum((line.payable for line in row.lines if line.kind != "component"), Decimal(0))
    if others:
        found.append(("追回与调整", amount_text(others)))
    if row.carried_in:
        found.append(("减：上期结转待扣", amount_text(-row.carried_in)))
    found.append(("应付", amount_text(row.payable)))
    if row.carried_out:
        found.append(("结转下期待扣", amount_text(row.carried_out)))
    if row.service_fee:
        found.append(("其中服务费（须贵司开具服务发票）", amount_text(row.service_fee)))
    found.append(("已付", amount_text(row.paid)))
    return tuple(found)


def in_capitals(row: RebateStatement) -> str:
    """Returns the payable amount in Chinese capitals."""
    return f"人民币{capitals(row.payable)}"


def taxes_of(row: RebateStatement) -> tuple[tuple[str, str, str], ...]:
    """Returns the price reductions by VAT rate: rate, amount excl. VAT, VAT."""
    return tuple((percent_text(part.rate), amount_text(part.net), amount_text(part.vat)) for part in row.tax_parts)


def by_line(view: View, row: RebateStatement) -> tuple[tuple[str, str, str], ...]:
    """Returns how each row is shared among the product lines; nothing where there is one line only."""
    shares = [(line, share) for line in row.lines for share in line.by_line]
    if len({share.line for _, share in shares}) < 2:
        return ()
    return tuple((line.name.zh, line_name(view, share.line).zh, amount_text(share.amount)) for line, share in shares)


def payout_of(row: RebateStatement, policy: RebatePolicy | None) -> tuple[tuple[str, str], ...]:
    """Returns how and by when it is paid, and how far the red-letter invoice is."""
    found: list[tuple[str, str]] = []
    if policy is not None:
        forms = "、".join(words.PAYOUTS.label(form).zh for form in policy.payout.forms)
        if policy.payout.offset_share is not None:
            forms += f"（每张发票最多抵减 {percent_text(policy.payout.offset_share)}）"
        found.append(("兑付方式", forms))
    if row.due is not None:
        found.append(("兑付期限", day_text(row.due, "zh")))
    found.append(("红字发票", words.RED_LETTER.label(row.red_letter).zh))
    if row.late_days:
        found.append(("我方逾期", f"{row.late_days} 天"))
    return tuple(found)


def payments_of(settlement: RebateSettlement | None) -> tuple[tuple[str, ...], ...]:
    """Returns the payments: day, form, voucher, payee, amount; of an account only its last digits."""
    return tuple(_payment(row) for row in settlement.payments) if settlement is not None else ()


def _payment(row: Payment) -> tuple[str, ...]:
    payee = row.payee + (f"（尾号 {row.account[-4:]}）" if row.account else "")
    return day_text(row.paid_at, "zh"), words.PAYOUTS.label(row.form).zh, row.reference, payee, amount_text(row.amount)


def trace_of(view: View, steps: tuple[Step, ...]) -> Cells:
    """Returns the steps as rows of words and value; numbers with separators, product lines by their names."""
    names = {line.id: line.name.zh for line in view.all(ProductLine)}
    return tuple((_said(step.what.zh, names), _value(step)) for step in steps if step.gives not in HIDDEN)


def side_by_side(rows: Cells) -> tuple[tuple[Cells, Cells], ...]:
    """Returns rows in blocks that fit a page, each in two columns that are read one after the other."""
    blocks: list[tuple[Cells, Cells]] = []
    for start in range(0, len(rows), BLOCK):
        part = rows[start : start + BLOCK]
        half = (len(part) + 1) // 2
        blocks.append((part[:half], part[half:]))
    return tuple(blocks)


def _said(what: str, names: Mapping[str, str]) -> str:
    return " ".join(names.get(part, part) for part in what.split(" "))


def _value(step: Step) -> str:
    shown = step.shown("zh")
    if shown in MISSING:
        return MISSING.label(shown).zh
    try:
        return number_text(Decimal(shown))
    except InvalidOperation:
        return shown
