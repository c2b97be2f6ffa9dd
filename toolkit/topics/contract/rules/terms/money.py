"""Items on targets, prices, payment and security."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.topics.company.records import TAX, PriceList
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.particular import Guarantee
from toolkit.topics.contract.rules.terms.item import Matter, Table, money, percent, say

Lines = tuple[Text, ...]


def targets(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    t = m.contract.targets
    rows = tuple(
        (say("{y}财年", "fiscal year {y}", y=row.year), m.line_name(row.line), amount_text(row.amount))
        for row in t.years
    )
    table = Table((Text("年度", "Year"), Text("产品线", "Line"), Text("目标（元）", "Target (CNY)")), rows, (2,))
    note = say(
        "按{basis}（{tax}）统计；季度分解见附件三。",
        "Measured as {basis} ({tax}); quarters in Annex 3.",
        basis=words.TARGET_BASIS.label(t.basis),
        tax=TAX.label(t.tax),
    )
    return (note,), (table,)


def target_nature(m: Matter) -> Lines:
    t = m.contract.targets
    nature = words.TARGET_NATURE.label(t.nature)
    if t.nature == "guideline":
        return (say("{nature}，未完成不构成违约。", "{nature}: missing it is no breach.", nature=nature),)
    return (
        say(
            "{nature}：每合同年度{amount}。",
            "{nature}: {amount} a contract year.",
            nature=nature,
            amount=money(t.guaranteed_minimum),
        ),
    )


def first_order(m: Matter) -> Lines:
    first = m.contract.first_order
    if first is None:
        return (Text("无首单和起订要求。", "No first order and no minimum."),)
    return (
        say(
            "首单金额{first}；单次起订{least}；月起订{month}。",
            "First order {first}; minimum an order {least}; minimum a month {month}.",
            first=money(first.amount),
            least=money(first.minimum_order),
            month=money(first.minimum_month),
        ),
    )


def prices(m: Matter) -> Lines:
    lines = []
    for use in m.contract.prices:
        listed = m.reader.get(PriceList, use.list)
        off = (
            say("在此基础上让价{rate}", "less {rate}", rate=percent(use.discount))
            if use.discount
            else Text("不另行折让", "without discount")
        )
        lines.append(
            say(
                "{line}按价格表{list}（{tax}）执行，{off}。",
                "{line}: price list {list} ({tax}), {off}.",
                line=m.line_name(listed.line),
                list=use.list,
                tax=TAX.label(listed.tax),
                off=off,
            )
        )
    lines.append(
        Text(
            "建议零售价仅供参考，乙方自主决定转售价格。",
            "Suggested retail prices are for reference; Party B sets its resale prices freely.",
        )
    )
    return tuple(lines)


def price_change(m: Matter) -> Lines:
    change = m.contract.price_change
    return (
        say(
            "甲方调价提前{n}日书面通知；降价时，对乙方通知日前{p}日内进货且尚未售出的库存给予差价补偿。",
            "Party A announces price changes {n} days ahead in writing; when prices fall it makes good the difference for unsold stock bought within {p} days before.",
            n=change.notice_days,
            p=change.protection_days,
        ),
    )


def payment(m: Matter) -> Lines:
    pay = m.contract.payment
    details = {
        "prepaid": Text("甲方收到全部货款后发货。", "Goods leave after payment in full."),
        "partial": say(
            "订货时预付{share}，余款自发货之日起{n}日内付清。",
            "{share} on order, the rest within {n} days of dispatch.",
            share=percent(pay.prepaid_share),
            n=pay.credit_days,
        ),
        "credit": say("自发货之日起{n}日内付清。", "Within {n} days of dispatch.", n=pay.credit_days),
        "bank_acceptance": say(
            "以{n}个月期银行承兑汇票支付。", "By bank acceptance of {n} months.", n=pay.acceptance_months or 0
        ),
    }[pay.method]
    return (
        say("{method}：{details}", "{method}: {details}", method=words.PAYMENT.label(pay.method), details=details),
        say(
            "逾期付款按每日{rate}计付违约金；双方于每月{day}日前完成上月对账。",
            "Late payment bears {rate} a day; accounts of a month are reconciled by day {day} of the next.",
            rate=percent(pay.late_interest_daily),
            day=pay.reconciliation_day,
        ),
    )


def credit(m: Matter) -> Lines:
    c = m.contract.credit
    if c is None:
        return (Text("不授信。", "No credit."),)
    first = say(
        "信用额度{limit}，每{n}个月复核一次。",
        "Limit {limit}, reviewed every {n} months.",
        limit=money(c.limit),
        n=c.review_months,
    )
    return (first, *(_guarantee(g) for g in c.guarantees))


def _guarantee(g: Guarantee) -> Text:
    kind = words.GUARANTEES.label(g.kind) if g.kind else Text("/")
    return say(
        "担保：{who}提供{kind}，保证期间为主债务履行期届满之日起{n}个月。",
        "Security: {kind} by {who}, for {n} months from the due date of the debt.",
        who=g.guarantor,
        kind=kind,
        n=g.period_months,
    )


def deposit(m: Matter) -> Lines:
    d = m.contract.deposit
    if d is None or d.kind == "none":
        return (Text("不设保证金。", "No deposit."),)
    kind = words.DEPOSITS.label(d.kind)
    interest = Text("计付同期存款利息", "with deposit interest") if d.interest else Text("不计利息", "without interest")
    first = say(
        "{kind}{amount}，{interest}。",
        "{kind} of {amount}, {interest}.",
        kind=kind,
        amount=money(d.amount),
        interest=interest,
    )
    base = (
        (say("计算基础：{base}，金额{amount}。", "Base: {base}, {amount}.", base=d.base, amount=money(d.base_amount)),)
        if d.base
        else ()
    )
    cases = (
        (
            say(
                "可扣除的情形：{list}。",
                "It may be drawn on for: {list}.",
                list=Text("；".join(x.zh for x in d.deductions), "; ".join(x.within("en") for x in d.deductions)),
            ),
        )
        if d.deductions
        else ()
    )
    days = say(
        "扣除后{up}日内补足；合同终止并结清后{back}日内退还。",
        "To be topped up within {up} days; refunded within {back} days of the final settlement.",
        up=d.top_up_days,
        back=d.refund_days,
    )
    return (first, *base, *cases, days)


def rebate(m: Matter) -> Lines:
    return (
        say(
            "执行{name}（{ref}），作为附件五；政策变更不溯及既往。",
            "{name} ({ref}), Annex 5; later changes do not reach back.",
            name=m.rebate,
            ref=m.contract.rebate_policy,
        ),
    )
