"""What each side owes under the particular terms of a contract: the duties whose amounts and times are the dealer's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.reader import Reader
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.terms.item import say


@dataclass(frozen=True, slots=True)
class Agreed:
    """A duty of the particular terms: its item, the article behind it, whose it is, what, and when."""

    key: str
    item: str
    article: str
    side: str
    what: Text
    when: Text = NO_TEXT


def agreed(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    """Yields the duties of a contract's particular terms, in the order of its items."""
    for part in PARTS:
        yield from part(reader, contract)


def _days(number: int, zh: str, en: str) -> Text:
    return say(zh, en, n=number)


def _term(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    if contract.term.renewal != "none":
        notice = _days(contract.term.renewal_notice_days, "期满前{n}日", "{n} days before the end")
        what = Text("书面提出续约，或告知不续约", "Propose the renewal in writing, or say that there is none")
        yield Agreed("renewal", "renewal", "term", "both", what, notice)
    targets = contract.targets
    if targets.nature == "guaranteed_minimum" and targets.guaranteed_minimum is not None:
        what = say(
            "完成保底额{sum}", "Reach the guaranteed minimum of {sum}", sum=amount_text(targets.guaranteed_minimum)
        )
        yield Agreed("minimum", "target-nature", "targets", "dealer", what, Text("每合同年度", "each contract year"))


def _orders(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    first = contract.first_order
    if first is None:
        return
    what = say("首单{sum}", "First order of {sum}", sum=amount_text(first.amount))
    yield Agreed("first-order", "first-order", "first-order", "dealer", what, first.delivery or NO_TEXT)
    least = say("每单不少于{sum}", "At least {sum} an order", sum=amount_text(first.minimum_order))
    yield Agreed("minimum-order", "first-order", "ordering", "dealer", least, Text("每单", "each order"))
    if first.minimum_month is not None:
        month = say("每月订货不少于{sum}", "At least {sum} a month", sum=amount_text(first.minimum_month))
        yield Agreed("minimum-month", "first-order", "ordering", "dealer", month, Text("每月", "monthly"))


def _prices(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    change = contract.price_change
    notice = _days(change.notice_days, "提前{n}日", "{n} days before")
    what = Text("书面通知供货价调整", "Written notice of a change of supply prices")
    yield Agreed("price-notice", "price-change", "price", "brand", what, notice)
    if change.protection_days:
        what = say(
            "降价时补偿生效日前{n}日内购入未售库存的差额",
            "When prices fall, make good the difference on unsold stock of the {n} days before",
            n=change.protection_days,
        )
        yield Agreed(
            "price-protection",
            "price-change",
            "price",
            "brand",
            what,
            Text("核对后30日内", "within 30 days of the count"),
        )


def _payment(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    pay, method = contract.payment, words.PAYMENT.label(contract.payment.method)
    when = (
        _days(pay.credit_days, "交付后{n}日内", "within {n} days of delivery")
        if pay.credit_days
        else Text("发货前", "before dispatch")
    )
    paid = say("支付货款：{how}", "Pay the price: {how}", how=method)
    yield Agreed("price", "payment", "payment", "dealer", paid, when)
    day = _days(pay.reconciliation_day, "每月{n}日", "on day {n} of each month")
    what = Text("核对货款、返利、费用和保证金", "Reconcile goods, rebates, expenses and deposit")
    yield Agreed("reconciliation", "payment", "payment", "both", what, day)
    if contract.credit is not None:
        every = _days(contract.credit.review_months, "每{n}个月", "every {n} months")
        what = say("复核信用额度{sum}", "Review the credit limit of {sum}", sum=amount_text(contract.credit.limit))
        yield Agreed("credit-review", "credit", "credit", "brand", what, every)


def _deposit(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    held = contract.deposit
    if held is None or held.kind == "none":
        return
    due = Text("首次发货前", "before the first dispatch")
    if held.due_days is not None:
        due = _days(held.due_days, "生效后{n}日内", "within {n} days of taking effect")
    kind = words.DEPOSITS.label(held.kind)
    paid = say("交付{kind}{sum}", "Pay the {kind} of {sum}", kind=kind, sum=amount_text(held.amount))
    yield Agreed("deposit", "deposit", "deposit", "dealer", paid, due)
    up = _days(held.top_up_days, "通知后{n}日内", "within {n} days of the notice")
    yield Agreed("top-up", "deposit", "deposit", "dealer", Text("扣款后补足", "Top it up after a deduction"), up)
    back = _days(held.refund_days, "结清后{n}日内", "within {n} days of the settlement")
    interest = Text("退还余额及利息", "Refund the balance with interest")
    plain = Text("退还余额", "Refund the balance")
    yield Agreed("refund", "deposit", "deposit", "brand", interest if held.interest else plain, back)


def _promotion(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    held = contract.marketing
    yield Agreed("marketing", "marketing", "marketing", "both" if held.bearer == "shared" else "dealer", held.duty)
    for n, row in enumerate(contract.support, 1):
        yield Agreed(f"support-{n}", "support", "support", "brand", row)


def _goods(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    held = contract.delivery
    delivered = say("送货至{place}", "Deliver to {place}", place=held.place)
    ready = say("在{place}备妥产品", "Have the goods ready at {place}", place=held.place)
    when = _days(held.lead_days, "订单确认后{n}日内", "within {n} days of confirmation")
    yield Agreed("delivery", "delivery", "delivery", "brand", delivered if held.mode == "delivered" else ready, when)
    protest = Text("提出数量和外观异议", "Object to number and visible defects")
    within = _days(held.acceptance_days, "收货后{n}日内", "within {n} days of receipt")
    yield Agreed("protest", "acceptance", "acceptance", "dealer", protest, within)
    for row in contract.returns:
        what = say(
            "调换临期{line}，最多为净销售额的{rate}",
            "Swap near-expiry {line}, up to {rate} of net sales",
            line=line_name(reader, row.line),
            rate=percent_text(row.swap_rate),
        )
        yield Agreed(f"swap-{row.line}", "returns", "returns", "brand", what, Text("每合同年度", "each contract year"))
    yield Agreed("after-sales", "after-sales", "after-sales", "both", contract.after_sales)


def _reports(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    for n, row in enumerate(contract.data, 1):
        what = say("报送{item}", "Report: {item}", item=row.item)
        yield Agreed(f"report-{n}", "data", "data", "dealer", what, row.frequency)


def _end(reader: Reader, contract: Contract) -> Iterator[Agreed]:
    held = contract.termination
    notice = _days(held.notice_days, "提前{n}日", "{n} days before")
    what = Text("无理由终止的书面通知", "Written notice of an end without reason")
    yield Agreed("termination", "termination", "termination", "both", what, notice)
    cure = _days(held.cure_days, "通知后{n}日内", "within {n} days of the notice")
    yield Agreed("cure", "termination", "termination", "both", Text("改正违约", "Cure a breach"), cure)
    if held.buy_back_rate:
        share = percent_text(held.buy_back_rate)
        back = say("按购入价{rate}回购可销库存", "Buy back sound stock at {rate} of what it cost", rate=share)
        days = held.settlement_days if held.buy_back_days is None else held.buy_back_days
        yield Agreed(
            "buy-back",
            "termination",
            "exit",
            "brand",
            back,
            _days(days, "收到清单后{n}日内", "within {n} days of the list"),
        )
    for n, row in enumerate(contract.special, 1):
        yield Agreed(f"special-{n}", "special", "miscellaneous", "both", row)


PARTS: tuple[Callable[[Reader, Contract], Iterator[Agreed]], ...] = (
    _term, _orders, _prices, _payment, _deposit, _promotion, _goods, _reports, _end,
)  # fmt: skip
