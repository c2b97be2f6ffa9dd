"""How rebates are paid: to the dealer company, on the right papers, in time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.records.vocabularies import BEGUN_BY, PAYOUTS
from toolkit.topics.incentive.rules.red_letter import confirm_by, red_letter_state
from toolkit.topics.incentive.rules.statement import RebateStatement, statement_subject
from toolkit.topics.topic import Check

FOREIGN_PAYEE = ProblemKind(
    "INC301",
    "error",
    Text("收款方“{payee}”不是经销商“{name}”", "the payee “{payee}” is not the dealer “{name}”"),
    Text(
        "返利只付给经销商公司，不付给个人或第三方（反不正当竞争法第八条）",
        "rebates go to the dealer company, never to a person or a third party (Anti-Unfair Competition Law art. 8)",
    ),
)
UNKNOWN_ACCOUNT = ProblemKind(
    "INC302",
    "error",
    Text("账号不在经销商档案的公司账户里", "the account is not one of the dealer's own in its profile"),
    Text("核对账户并补入 bank_accounts；第三方账户不能收返利", "check it and add it to bank_accounts; a third party's account takes no rebate"),
)  # fmt: skip
NO_ACCOUNT = ProblemKind("INC303", "error", Text("转账没有写收款账号", "a transfer names no account"))
OTHER_FORM = ProblemKind(
    "INC304", "error", Text("{policy} 没有“{form}”这种兑付方式", "{policy} does not pay by “{form}”")
)
OFFSET_OVER = ProblemKind(
    "INC305",
    "error",
    Text("抵减 {amount} 超过该发票 {invoice} 的 {share}", "{amount} is set off; at most {share} of the invoice of {invoice} may be"),
)  # fmt: skip
PAID_DIFFERS = ProblemKind(
    "INC306",
    "error",
    Text("已付 {paid}，应付 {payable}", "{paid} was paid, {payable} is payable"),
)
SERVICE_INVOICE = ProblemKind(
    "INC307",
    "error",
    Text("含服务费 {amount}，兑付前须有经销商开具的服务发票", "it holds service fees of {amount}: the dealer's own invoice comes before payment"),
)  # fmt: skip
INVOICE_DIFFERS = ProblemKind(
    "INC308",
    "error",
    Text(
        "服务发票 {given} 与服务费 {amount} 不符", "the service invoice of {given} is not the service fee of {amount}"
    ),
)
RED_LETTER_ORDER = ProblemKind(
    "INC309",
    "error",
    Text("红字发票的次序不对：发起、确认、开具", "the red-letter steps are out of order: sent, confirmed, issued"),
)
RED_LETTER_LAPSED = ProblemKind(
    "INC310",
    "warning",
    Text("红字发票信息确认单由{begun}发起，对方 72 小时内（{day} 前）没有确认", "the confirmation form of {begun} was not confirmed by the other side within 72 hours, by {day}"),
    Text("重新发起确认单；由我方确认的当天办", "send a new form; where it is ours to confirm, do it the same day"),
)  # fmt: skip
RED_LETTER_UNPAID = ProblemKind(
    "INC311",
    "error",
    Text("红字发票尚未开具就已兑付：{state}", "it was paid before the red-letter invoice: {state}"),
)
LATE = ProblemKind(
    "INC312",
    "warning",
    Text("我方逾期：应于 {due} 前兑付 {left}，已过 {days} 日", "we are late: {left} was to be paid by {due}, {days} days ago"),
    Text("尽快兑付，并按合同计付利息", "pay now, with the contract's interest"),
)  # fmt: skip
LATE_SERVICE = ProblemKind(
    "INC313",
    "error",
    Text("向中小企业采购服务的款项须在 60 日内支付，已收发票 {days} 日", "services bought from a small or medium-sized firm are paid within 60 days; its invoice came {days} days ago"),
    Text("不得以“上游未付”为由延后（保障中小企业款项支付条例）", "no pay-when-paid (Regulation on payments to small and medium-sized enterprises)"),
)  # fmt: skip
SERVICE_DAYS = 60
ZERO = Decimal(0)


def payees(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Rebates are paid to the dealer company's own account, in a form that the policy has, within the share of an invoice.

    Money to a dealer's staff or owner is a risk of bribery (reference 0.4, Anti-Unfair Competition Law arts. 8 and 24); a
    letter that allows a third party to pay for the dealer does not allow it to be paid. Correct payee and account, or the
    form of payment.

    中文：返利付到经销商公司自己的账户，用政策里有的兑付方式，抵减不超过发票的规定比例。付给老板或员工个人有商业贿赂的风
    险（反不正当竞争法第八条、第二十四条）；允许第三方代付货款，不等于可以把返利付给它。
    """
    for row in network.all(RebateSettlement):
        profile, policy = network.find(DealerProfile, row.dealer), network.find(RebatePolicy, row.policy)
        own = {a.number for a in profile.bank_accounts if a.account_name == profile.name} if profile else set()
        for n, paid in enumerate(row.payments):
            path = ("payments", n)
            if profile is not None and paid.payee != profile.name:
                yield told(network, FOREIGN_PAYEE, row, *path, "payee", payee=paid.payee, name=profile.name)
            if paid.form == "transfer" and paid.account is None:
                yield told(network, NO_ACCOUNT, row, *path)
            elif profile is not None and paid.account is not None and paid.account not in own:
                yield told(network, UNKNOWN_ACCOUNT, row, *path, "account")
            if policy is None:
                continue
            if paid.form not in policy.payout.forms:
                form = PAYOUTS.label(paid.form)
                yield told(network, OTHER_FORM, row, *path, "form", policy=policy.reference, form=form)
            share = policy.payout.offset_share
            if paid.invoice_amount is not None and share is not None and paid.amount > share * paid.invoice_amount:
                yield told(
                    network, OFFSET_OVER, row, *path, "amount", amount=amount_text(paid.amount),
                    invoice=amount_text(paid.invoice_amount), share=percent_text(share),
                )  # fmt: skip


def sums_paid(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A statement that is paid was paid in full, and none is paid beyond what is payable.

    Correct the payments or the status; what is paid too much is recorded as an adjustment of the next statement.

    中文：已支付的结算单付足了，也没有多付。请改付款记录或状态；多付的在下一张结算单里调整。
    """
    for row in network.all(RebateSettlement):
        if row.payable is None:
            continue
        paid = sum((payment.amount for payment in row.payments), ZERO)
        if paid > row.payable or (row.status == "paid" and paid != row.payable and row.payments):
            values: dict[str, Any] = {"paid": amount_text(paid), "payable": amount_text(row.payable)}
            yield told_at_key(network, PAID_DIFFERS, row, "payments", **values)


def papers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Price reductions and services have their own papers before money moves (reference E.4, 0b Law).

    A service fee needs the dealer's own VAT invoice over its amount. A red-letter invoice needs a confirmation form, the
    other side's confirmation within 72 hours, then the invoice; a form that lapsed is sent anew. Tax treatment is to be
    confirmed with a tax adviser.

    中文：价格折让和服务费先有票据、后付款：服务费要经销商开具的等额发票；红字发票依次是确认单、72 小时内对方确认、开具，
    失效的重新发起。税务处理请与税务顾问确认。
    """
    for row in network.all(RebateSettlement):
        result = results.find(RebateStatement, statement_subject(row.dealer, row.period))
        fee = result.service_fee if result and result.statement == row.id else ZERO
        moved = sum((p.amount for p in row.payments), ZERO)
        if fee > 0 and row.service_invoice is None and result is not None and moved > result.payable - fee:
            yield told_at_key(network, SERVICE_INVOICE, row, "payments", amount=amount_text(fee))
        if row.service_invoice is not None and result is not None and row.service_invoice.amount != fee:
            values: dict[str, Any] = {"given": amount_text(row.service_invoice.amount), "amount": amount_text(fee)}
            yield told(network, INVOICE_DIFFERS, row, "service_invoice", "amount", **values)
        held = row.red_letter
        if held is None:
            continue
        days = [day for day in (held.requested_on, held.confirmed_on, held.issued_on) if day is not None]
        if days != sorted(days) or (held.issued_on is not None and held.confirmed_on is None):
            yield told_at_key(network, RED_LETTER_ORDER, row, "red_letter")
        elif red_letter_state(held, as_of) == "lapsed":
            begun = BEGUN_BY.label(held.begun_by)
            yield told(network, RED_LETTER_LAPSED, row, "red_letter", "requested_on", day=confirm_by(held), begun=begun)
        for n, payment in enumerate(row.payments):
            if payment.form == "red_letter" and (held.issued_on is None or payment.paid_at < held.issued_on):
                state = Text("确认单之后、付款之前须开具", "the invoice comes after the form and before the payment")
                yield told(network, RED_LETTER_UNPAID, row, "payments", n, "paid_at", state=state)


def in_time(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """We pay within the policy's days; services of small and medium-sized dealers within 60 days of their invoice.

    Late rebates cost more trust than they save interest, and count in our own promises (reference E.2 11, H.6). The 60 days
    bind large buyers (Regulation on ensuring payments to small and medium-sized enterprises).

    中文：我方在政策期限内兑付，向中小企业采购的服务在收到发票后 60 日内付款（保障中小企业款项支付条例）。晚付返利省下的
    利息，抵不上失去的信任。
    """
    company = network.only(Company)
    large = company is not None and company.enterprise_size == "large"
    for row in network.all(RebateSettlement):
        result = results.find(RebateStatement, statement_subject(row.dealer, row.period))
        if result is None or result.statement != row.id or row.status in ("draft", "void") or result.due is None:
            continue
        if result.paid < result.payable and result.late_days:
            left = amount_text(result.payable - result.paid)
            yield told(network, LATE, row, "status", due=result.due, left=left, days=result.late_days)
        profile, invoice = network.find(DealerProfile, row.dealer), row.service_invoice
        if large and profile is not None and profile.sme and invoice is not None and result.paid < result.payable:
            days = (as_of - invoice.received_on).days
            if days > SERVICE_DAYS:
                yield told(network, LATE_SERVICE, row, "service_invoice", "received_on", days=days)


CHECKS: tuple[Check, ...] = (
    Check((FOREIGN_PAYEE, UNKNOWN_ACCOUNT, NO_ACCOUNT, OTHER_FORM, OFFSET_OVER), payees),
    Check((PAID_DIFFERS,), sums_paid),
    Check((SERVICE_INVOICE, INVOICE_DIFFERS, RED_LETTER_ORDER, RED_LETTER_LAPSED, RED_LETTER_UNPAID), papers),
    Check((LATE, LATE_SERVICE), in_time),
)
