"""Letters on accounts: the reconciliation letter (对账函) of the last frozen quarter, and the dunning letter (催款函) on what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_in_words, amount_text, day_text
from toolkit.network.shared import Measured
from toolkit.topics.company.records import TAX
from toolkit.topics.contract.outputs.letters.letter import Desk, Letter
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.letter_names import DUNNING, RECONCILIATION
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import Receivables
from toolkit.topics.incentive.records import BondLedger
from toolkit.topics.incentive.rules.bond import sign_of

GRACE_DAYS = 5
"""The shortest grace that the article on payment gives before deliveries may stop."""
AGES = (
    ("overdue_1_30", "逾期1至30天"),
    ("overdue_31_60", "逾期31至60天"),
    ("overdue_61_90", "逾期61至90天"),
    ("overdue_over_90", "逾期90天以上"),
)


def reconciliations(desk: Desk) -> Iterator[Letter]:
    """Yields the letter on the last frozen quarter in which there was anything to reconcile; none for a prepaid dealer."""
    quarter = last_quarter(desk)
    held = quarter.receivables if quarter else None
    if (
        quarter is not None
        and held is not None
        and any(_amount(held, name) for name in ("opening", "credit_sales", "received", "closing"))
    ):
        yield _reconciliation(desk, quarter, held)


def last_quarter(desk: Desk) -> QuarterData | None:
    """Returns the latest quarter whose data are frozen on the day."""
    rows = [
        row
        for row in desk.view.of_dealer(QuarterData, desk.dealer.id)
        if row.frozen_on is not None and row.frozen_on <= desk.as_of
    ]
    return max(rows, key=lambda row: row.quarter, default=None)


def overdue(quarter: QuarterData) -> Decimal:
    """Returns what was overdue at a quarter's end, in CNY."""
    held = quarter.receivables
    return sum((_amount(held, name) for name, _ in AGES), Decimal(0)) if held else Decimal(0)


def _amount(held: Receivables, name: str) -> Decimal:
    measure: Measured = getattr(held, name)
    return measure.value if measure.value is not None else Decimal(0)


def _reconciliation(desk: Desk, quarter: QuarterData, held: Receivables) -> Letter:
    contract = desk.standing(desk.as_of)
    where = desk.article(contract, "payment") if contract else "合同约定"
    name = _quarter(quarter.quarter)
    opening = (
        f"为核对双方往来，现将我公司账面记录的{name}往来款项列示如下（单位：元，{TAX.label(held.tax).zh}）。请贵方核对后，在收到本函之日起10个工作日内将回执盖章寄回或发送至下列邮箱。",
    )
    settled = _amount(held, "opening") + _amount(held, "credit_sales") - _amount(held, "closing")
    rows = (
        ("季初应收", _amount(held, "opening")),
        ("加：本季赊销", _amount(held, "credit_sales")),
        ("减：本季冲减应收的回款、退货和抵减", settled),
        ("季末应收", _amount(held, "closing")),
        ("另：本季到账总额（含款到发货的货款）", _amount(held, "received")),
    )
    table = Table((Text("项目"), Text("金额（元）")), tuple((Text(n), _plain(m)) for n, m in rows), (1,))
    sections = (Section(Text("往来余额"), (), (table,)), _late(quarter, held), *_bond(desk))
    closing = (
        f"本函仅为核对账目，不作为催款或结算的依据。未在上述期限内答复的，按{where}办理；回函后发现错误的，双方据实更正。",
    )
    return Letter(
        "reconciliation",
        RECONCILIATION.number(quarter.quarter, desk.dealer.id),
        Text("对账函", "Reconciliation letter"),
        opening,
        sections,
        closing,
        to=desk.dealer.name,
        reply=_reply(desk, name, held),
        period=Text(name),
        because=_named(quarter, contract),
    )


def _late(quarter: QuarterData, held: Receivables) -> Section:
    """What is overdue by age, a sentence where nothing is."""
    note = "逐笔明细可向我公司财务部索取。"
    if not overdue(quarter):
        return Section(Text("其中逾期"), (Text(f"季末没有逾期款项。{note}"),), ())
    ages = tuple((Text(text), _plain(_amount(held, key))) for key, text in AGES)
    total: tuple[Cell, ...] = (Text("逾期合计"), _plain(overdue(quarter)))
    return Section(Text("其中逾期"), (Text(note),), (Table((Text("账龄"), Text("金额（元）")), ages, (1,), total),))


def _named(
    quarter: QuarterData, contract: Contract | None
) -> tuple[tuple[type[QuarterData] | type[Contract], str], ...]:
    own = (QuarterData, f"{quarter.dealer}/{quarter.quarter}")
    return (own, (Contract, contract.contract_no)) if contract else (own,)


def _bond(desk: Desk) -> Iterator[Section]:
    for ledger in desk.view.of_dealer(BondLedger, desk.dealer.id):
        day, balance = day_text(desk.as_of, "zh"), amount_text(_balance(desk, ledger))
        line = Text(f"合同{ledger.contract}项下，截至{day}账面余额{balance}。")
        yield Section(Text("履约保证金"), (line,), ())


def bond_balance(desk: Desk, contract: Contract) -> Decimal | None:
    """Returns what is held as bond under a contract on the day, in CNY; None where no ledger names it."""
    ledgers = (row for row in desk.view.of_dealer(BondLedger, desk.dealer.id) if row.contract == contract.contract_no)
    return next((_balance(desk, ledger) for ledger in ledgers), None)


def _balance(desk: Desk, ledger: BondLedger) -> Decimal:
    return sum((row.amount * sign_of(row) for row in ledger.entries if row.date <= desk.as_of), Decimal(0))


def _reply(desk: Desk, name: str, held: Receivables) -> tuple[Section, ...]:
    closing = amount_text(_amount(held, "closing"))
    lines = (
        Text(f"致{desk.company.legal_name}：贵公司关于{name}往来款项的对账函（季末应收{closing}）收悉，经核对："),
        Text("□ 信息相符。"),
        Text("□ 信息不符，我方账面金额为　　　　　　　　元，差异及原因如下（可附明细）："),
        Text("　"),
    )
    return (Section(Text("回执"), lines, ()),)


def dunnings(desk: Desk) -> Iterator[Letter]:
    """Yields a letter when the last frozen quarter shows overdue receivables; none otherwise.

    It asks for what is undisputed and names the grace that the contract gives, and what the dealer may set against it.
    """
    quarter = last_quarter(desk)
    if quarter is None or quarter.receivables is None or not overdue(quarter):
        return
    contract = desk.standing(desk.as_of)
    total = overdue(quarter)
    payment = desk.article(contract, "payment") if contract else "合同约定"
    liability = desk.article(contract, "liability") if contract else "合同约定"
    number = contract.contract_no if contract else "/"
    opening = (
        f"根据双方编号为{number}的经销合同和{_quarter(quarter.quarter)}往来账目，截至{day_text(_end(desk, quarter.quarter), 'zh')}，贵方有下列到期货款尚未支付，合计{amount_in_words(total)}。该日之后的付款，请按实际到账扣除。",
    )
    held = quarter.receivables
    rows = tuple((Text(text), _plain(_amount(held, key))) for key, text in AGES if _amount(held, key))
    last: tuple[Cell, ...] = (Text("合计"), _plain(total))
    account = desk.company.bank_account
    demands = (
        Text(f"请在收到本函之日起{GRACE_DAYS}日内付清无争议的款项，付至我公司账户：户名{account.account_name}，开户行{account.bank}，账号{account.number}。我公司不以个人账户或现金收款；账户变更须以盖章的书面通知核实。"),
        Text("对部分款项有异议的，请在同一期限内书面说明并附依据，无异议的部分按期支付；确有困难的，可提出分期方案，双方协商。"),
        Text("贵方对我公司有到期且无争议的债权（返利、费用、保证金等）的，可依法书面主张抵销（民法典第五百六十八条）。"),
    )  # fmt: skip
    effects = (
        Text(f"逾期利息按{liability}计算至付清之日（民法典第五百七十九条、第五百八十五条）。"),
        Text(f"上述宽限期满仍未支付的，我公司可按{payment}暂停发货，付清后2个工作日内恢复；本函不改变已确认订单以外的其他约定，也不影响贵方的申诉权利。"),
        Text("本函构成我公司对上述债权的履行请求（民法典第一百九十五条）。"),
    )  # fmt: skip
    table = Table((Text("账龄"), Text("金额（元）")), rows, (1,), last)
    yield Letter(
        "dunning",
        DUNNING.number(quarter.quarter, desk.dealer.id),
        Text("催款函", "Dunning letter"),
        opening,
        (
            Section(Text("逾期款项"), (), (table,)),
            Section(Text("请求"), demands, ()),
            Section(Text("后果"), effects, ()),
        ),
        to=desk.dealer.name,
        draft="待发：发出前由财务核对最新到账并盖章",
        period=Text(_quarter(quarter.quarter)),
        because=_named(quarter, contract),
    )


def _plain(amount: Decimal) -> str:
    """An amount under a head that names the currency."""
    return amount_text(amount).replace("¥", "")


def _quarter(code: str) -> str:
    quarter = FiscalQuarter.parse(code)
    return f"{quarter.year}年第{quarter.number}季度"


def _end(desk: Desk, code: str) -> date:
    return FiscalQuarter.parse(code).span(desk.company.fiscal_year_start).last
