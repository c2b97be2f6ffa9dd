"""Items on targets, orders, prices, payment and rebates."""

from __future__ import annotations

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.company.records import TAX, PriceList
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.money import Payment
from toolkit.topics.contract.rules.terms.item import Matter, Table, figure, money, opening, percent, say, sentence

Lines = tuple[Text, ...]

_BASES = {
    ("sell_in_net", "excl"): Text(
        "按通用条款定义的净销售额（不含税）统计", "Measured as Net Sales (excl. VAT) in the sense of the Standard Terms"
    ),
    ("sell_in_net", "incl"): Text(
        "按通用条款定义的净销售额加计增值税（含税）统计", "Measured as Net Sales plus VAT (incl. VAT)"
    ),
    ("sell_out", "excl"): Text(
        "按乙方的出货额统计，以乙方进货价（不含税）计价", "Measured as sales of Party B, valued at its purchase price (excl. VAT)"
    ),
    ("sell_out", "incl"): Text(
        "按乙方的出货额统计，以乙方进货价（含税）计价", "Measured as sales of Party B, valued at its purchase price (incl. VAT)"
    ),
}  # fmt: skip


def targets(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    held = m.contract.targets
    if not held.years:
        return (Text("未约定销售目标。", "No targets are agreed."),), ()
    rows = tuple(
        (say("{y}财年", "fiscal year {y}", y=row.year), m.line_name(row.line), figure(row.amount)) for row in held.years
    )
    table = Table((Text("年度", "Year"), Text("产品线", "Line"), Text("目标（元）", "Target (CNY)")), rows, (2,))
    note = say("{basis}；季度分解见附件三。", "{basis}; quarters in Annex 3.", basis=_BASES[held.basis, held.tax])
    return (note,), (table,)


def target_nature(m: Matter) -> Lines:
    held = m.contract.targets
    if held.nature == "guideline":
        return (
            Text("指导目标，未完成不构成违约。", "Guideline targets: missing them is no breach."),
        )  # fmt: skip
    return (
        say(
            "保底目标：每合同年度的净销售额不少于{amount}。未达到的后果，以{articles}所列为限。",
            "Guaranteed minimum: Net Sales of at least {amount} a Contract Year. The consequences of missing it are those of {articles}, and no others.",
            amount=money(held.guaranteed_minimum),
            articles=m.article("exclusivity", "termination"),
        ),
    )


def first_order(m: Matter) -> Lines:
    first = m.contract.first_order
    if first is None:
        return (Text("未约定首单和起订量。", "No first order and no minimum are agreed."),)
    lines = [say("首单金额{amount}。", "First order: {amount}.", amount=money(first.amount))]
    if first.items is not None:
        lines.append(sentence(say("首单品项：{items}", "Items: {items}", items=first.items)))
    if first.delivery is not None:
        lines.append(sentence(say("首单交付安排：{how}", "Delivery: {how}", how=first.delivery)))
    month = (
        say("，每月不少于{month}", ", {month} a month", month=money(first.minimum_month))
        if first.minimum_month is not None
        else NO_TEXT
    )
    lines.append(
        say(
            "起订量：每单不少于{least}{month}。",
            "Minimum: {least} an order{month}.",
            least=money(first.minimum_order),
            month=month,
        )
    )
    if first.safety_stock_days is not None:
        lines.append(
            say(
                "建议安全库存{n}天，仅供参考。",
                "Suggested safety stock: {n} days, for reference only.",
                n=first.safety_stock_days,
            )
        )
    if first.exchange_rate is not None:
        lines.append(
            say(
                "首单产品滞销的，调换比例不超过首单金额的{rate}。",
                "Unsold goods of the first order may be exchanged up to {rate} of its amount.",
                rate=percent(first.exchange_rate),
            )
        )
    return tuple(lines)


def prices(m: Matter) -> Lines:
    lines = []
    for use in m.contract.prices:
        listed = m.reader.get(PriceList, use.list)
        off = (
            say("在价目价基础上折让{rate}", "{rate} off the list price", rate=percent(use.discount))
            if use.discount
            else Text("不另行折让", "without discount")
        )
        lines.append(
            say(
                "{line}：执行价格表{list}（{tax}），{off}；供货价见附件四。",
                "{line}: price list {list} ({tax}), {off}; supply prices in Annex 4.",
                line=m.line_name(listed.line),
                list=use.list,
                tax=TAX.label(listed.tax),
                off=off,
            )
        )
    free = Text(
        "零售价仅为建议价，不具约束力；乙方自主决定转售价格。",
        "Retail prices are recommendations and do not bind; Party B decides its resale prices independently.",
    )
    return (*lines, free)


def price_change(m: Matter) -> Lines:
    change = m.contract.price_change
    notice = say(
        "甲方调整供货价格，应提前{n}日书面通知。",
        "Party A gives {n} days’ written notice of a change of supply prices.",
        n=change.notice_days,
    )
    if not change.protection_days:
        return (
            notice,
            say(
                "不约定价格保护；本项优先于{article}。",
                "There is no price protection; this item prevails over {article}.",
                article=m.article("price"),
            ),
        )
    return (
        notice,
        say(
            "供货价格下调的，对乙方在生效日前{p}日内购入、生效日尚未售出的产品，甲方按新旧供货价的差额补偿。",
            "When a supply price falls, Party A makes good the difference for Products bought within {p} days before the effective date and unsold on it.",
            p=change.protection_days,
        ),
    )


def payment(m: Matter) -> Lines:
    pay = m.contract.payment
    return (
        say("{method}。{how}", "{method}. {how}", method=opening(words.PAYMENT.label(pay.method)), how=_how(pay)),
        say(
            "任何一方逾期付款的，对未付金额自逾期之日起按每日{rate}支付利息，计至付清之日；本项优先于{article}约定的利率。",
            "A Party that pays late owes {rate} a day on the unpaid amount from the day of default until payment in full; this item prevails over the rate in {article}.",
            rate=percent(pay.late_interest_daily),
            article=m.article("liability"),
        ),
        say(
            "每月{day}日为对账日，双方核对上月的货款、返利、费用和保证金。",
            "On day {day} of each month the Parties reconcile goods, rebates, expenses and deposits of the month before.",
            day=pay.reconciliation_day,
        ),
    )


def _how(pay: Payment) -> Text:
    if pay.method == "prepaid":
        return Text("甲方收到订单的全部货款后发货。", "Party A dispatches an order once it is paid in full.")
    if pay.method == "partial":
        return say(
            "乙方在订单确认时预付货款的{share}，余款自交付之日起{n}日内付清。",
            "{share} of the price on confirmation of the order, the rest within {n} days of delivery.",
            share=percent(pay.prepaid_share),
            n=pay.credit_days,
        )
    if pay.method == "credit":
        return say("货款自交付之日起{n}日内付清。", "The price is paid within {n} days of delivery.", n=pay.credit_days)
    return _by_bill(pay)


def _by_bill(pay: Payment) -> Text:
    when = (
        say("自交付之日起{n}日内", "within {n} days of delivery", n=pay.credit_days)
        if pay.credit_days
        else Text("在发货前", "before dispatch")
    )
    banks = (
        say("，承兑银行为{banks}", ", accepted by {banks}", banks=pay.accepting_banks)
        if pay.accepting_banks
        else NO_TEXT
    )
    cost = (
        say("；贴现费用由{who}", "; the cost of discounting is {who}", who=words.SHARES.label(pay.discount_bearer))
        if pay.discount_bearer
        else NO_TEXT
    )
    return say(
        "乙方{when}以期限不超过{n}个月的银行承兑汇票支付{banks}{cost}。",
        "Party B pays {when} by bank acceptance bills of at most {n} months{banks}{cost}.",
        when=when,
        n=pay.acceptance_months or 0,
        banks=banks,
        cost=cost,
    )


def rebate(m: Matter) -> Lines:
    return (
        say(
            "执行{name}（{ref}）{annex}；政策变更按{article}办理，不溯及以往。",
            "{name} ({ref}){annex}; changes follow {article} and never reach back.",
            name=m.rebate,
            ref=m.contract.rebate_policy,
            annex=Text("，见附件五", ", Annex 5") if "rebates" in m.annexed else NO_TEXT,
            article=m.article("rebate"),
        ),
    )
