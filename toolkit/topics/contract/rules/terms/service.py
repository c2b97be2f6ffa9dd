"""Items on delivery, service, information, liability and the end."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.kernel.wording import chinese_number, percent_text
from toolkit.topics.company.records import Address
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.terms.item import Matter, Table, percent, say

Lines = tuple[Text, ...]


def marketing(m: Matter) -> Lines:
    duty = m.contract.marketing
    share = (
        say(
            "费用按进货额的{rate}安排，{who}。",
            "Cost: {rate} of purchases, {who}.",
            rate=percent(duty.rate),
            who=words.SHARES.label(duty.bearer),
        )
        if duty.rate is not None
        else say("费用{who}。", "Cost {who}.", who=words.SHARES.label(duty.bearer))
    )
    return (duty.duty, share)


def support(m: Matter) -> Lines:
    return m.contract.support or (Text("按通用条款。", "As the standard terms say."),)


def delivery(m: Matter) -> Lines:
    d = m.contract.delivery
    return (
        say(
            "交货地点：{place}；运费{who}；订单确认后{n}日内送达。风险自交付时转移。",
            "Place: {place}; freight {who}; within {n} days of confirmation. Risk passes on delivery.",
            place=d.place,
            who=words.SHARES.label(d.freight),
            n=d.lead_days,
        ),
    )


def acceptance(m: Matter) -> Lines:
    return (
        say(
            "数量和外观异议在收货后{n}日内提出；隐蔽瑕疵在合理期限内提出，但不超过质量保证期。",
            "Quantity and visible defects within {n} days of receipt; hidden ones within a reasonable time inside the warranty.",
            n=m.contract.delivery.acceptance_days,
        ),
    )


def returns(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = tuple(
        (m.line_name(r.line), percent_text(r.swap_rate), percent_text(r.remaining_life) if r.remaining_life else "/")
        for r in m.contract.returns
    )
    if not rows:
        return (Text("按通用条款。", "As the standard terms say."),), ()
    head = (
        Text("产品线", "Line"),
        Text("临期调换比例（占年进货额）", "Swap, share of yearly purchases"),
        Text("收货时剩余保质期下限", "Least remaining life on receipt"),
    )
    return (), (Table(head, rows, (1, 2)),)


def after_sales(m: Matter) -> Lines:
    return (m.contract.after_sales,)


def data(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = tuple((d.item, d.frequency, d.purpose) for d in m.contract.data)
    if not rows:
        return (Text("无。", "None."),), ()
    return (), (Table((Text("数据", "Data"), Text("频率", "Frequency"), Text("用途", "Purpose")), rows),)


def evaluation(m: Matter) -> Lines:  # noqa: ARG001
    return (
        Text(
            "按甲方现行考核办法（附件六）按季考核；乙方有权申诉。",
            "Quarterly, by the evaluation rules in force (Annex 6); Party B may appeal.",
        ),
    )


def liability(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = tuple((words.PARTIES.label(x.party), x.trigger, x.remedy, x.cap) for x in m.contract.liability)
    head = (Text("违约方", "Party"), Text("情形", "Trigger"), Text("责任", "Remedy"), Text("限额", "Limit"))
    return (), (Table(head, rows),)


def termination(m: Matter) -> Lines:
    t = m.contract.termination
    return (
        say(
            "任何一方提前{n}日书面通知可解除合同；违约方在收到通知后{cure}日内补救的，合同继续履行。",
            "Either party may end the contract on {n} days' written notice; a breach mended within {cure} days of notice leaves it in force.",
            n=t.notice_days,
            cure=t.cure_days,
        ),
        say(
            "终止后{s}日内清算；甲方按供货价的{rate}回购完好库存，乙方亦可选择在{off}日内售罄。",
            "Settlement within {s} days; Party A buys sound stock back at {rate} of the supply price, or Party B sells it off within {off} days.",
            s=t.settlement_days,
            rate=percent(t.buy_back_rate),
            off=t.sell_off_days,
        ),
    )


def optional(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = tuple(
        (
            Text(f"第{chinese_number(number)}条", f"Article {number}"),
            Text(clause.title, m.english_title(clause)),
            Text("适用", "applies") if holds else Text("本条不适用", "does not apply"),
        )
        for number, clause, holds in m.conditional
    )
    return (), (Table((Text("通用条款", "Standard terms"), Text("标题", "Title"), Text("是否适用", "Applies")), rows),)


def dispute(m: Matter) -> Lines:
    d = m.contract.dispute
    if d.kind == "court":
        return (say("向{body}提起诉讼。", "Litigation before {body}.", body=d.body),)
    return (say("提交{body}仲裁，仲裁裁决是终局的。", "Arbitration by {body}, whose award is final.", body=d.body),)


def notice(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = (
        (Text("甲方", "Party A"), *_address(m.company.notice_address)),
        (Text("乙方", "Party B"), *_address(m.dealer.notice_address)),
    )
    head = (Text("当事人", "Party"), Text("地址", "Address"), Text("电话", "Telephone"), Text("电子邮箱", "E-mail"))
    return (), (Table(head, rows),)


def special(m: Matter) -> Lines:
    return m.contract.special or (Text("无。", "None."),)


def _address(address: Address | None) -> tuple[str, str, str]:
    return (address.address, address.phone, address.email) if address else ("/", "/", "/")
