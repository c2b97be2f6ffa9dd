"""Items on liability, the end, choices, disputes and notices."""

from __future__ import annotations

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.company.records import Address, Contact
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.service import CompetingLimit
from toolkit.topics.contract.rules.terms.item import (
    Cell,
    Matter,
    Person,
    Table,
    article_name,
    money,
    percent,
    say,
    sentence,
)

Lines = tuple[Text, ...]


def liability(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    held, cap, article = m.contract.liability, m.contract.liability_cap, m.article("liability")
    limit = (
        (
            say(
                "除应付款项及其利息外，任何一方在一个合同年度内的赔偿总额不超过{cap}；人身损害以及故意或重大过失造成的损失除外。",
                "Sums due and interest apart, what either Party owes in damages in a Contract Year does not exceed {cap}; personal injury, intent and gross negligence are not limited.",
                cap=money(cap),
            ),
        )
        if cap is not None
        else ()
    )
    if not held:
        return (say("按{article}执行。", "As {article} says.", article=article), *limit), ()
    about = say(
        "下列情形的责任和限额优先于{article}；未列明的，按该条执行。",
        "For these cases liability and limits prevail over {article}, which governs all others.",
        article=article,
    )
    rows = tuple((words.PARTIES.label(x.party), x.trigger, x.remedy, x.cap) for x in held)
    head = (Text("违约方", "Party"), Text("情形", "Trigger"), Text("责任", "Remedy"), Text("限额", "Limit"))
    return (about, *limit), (Table(head, rows),)


def termination(m: Matter) -> Lines:
    held = m.contract.termination
    notice = say(
        "任何一方依{article}无理由终止本合同的，通知期为{n}日；一方重大违约的，改正期为收到书面通知后{cure}日。",
        "A Party that ends this Contract without reason under {article} gives {n} days’ notice; a material breach may be cured within {cure} days of written notice.",
        article=m.article("termination"),
        n=held.notice_days,
        cure=held.cure_days,
    )
    settlement = say(
        "双方自本合同终止之日起{n}日内完成清算。",
        "The Parties settle accounts within {n} days of the end of this Contract.",
        n=held.settlement_days,
    )
    back = (
        say(
            "对包装完好、可正常销售的库存，甲方在收到库存清单后{n}日内按乙方实际购入价格的{rate}回购。",
            "Stock in intact packaging that can be sold normally is bought back by Party A within {n} days of the stock list, at {rate} of what Party B paid.",
            n=held.settlement_days if held.buy_back_days is None else held.buy_back_days,
            rate=percent(held.buy_back_rate),
        )
        if held.buy_back_rate
        else Text("甲方不回购库存。", "Party A does not buy back stock.")
    )
    sell_off = (
        say(
            "乙方也可选择自终止之日起{n}日内继续销售。",
            "Party B may instead go on selling it for {n} days.",
            n=held.sell_off_days,
        )
        if held.sell_off_days
        else Text("不设售罄期。", "There is no sell-off period.")
    )
    return notice, settlement, back, sell_off


def optional(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    if not m.conditional:
        return (Text("没有选择适用的条款。", "There are no articles to choose from."),), ()
    states = {True: Text("适用", "applies"), False: Text("本条不适用", "does not apply")}
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (article_name(number), Text(clause.title, m.english_title(clause)), states[holds])
        for number, clause, holds in m.conditional
    )
    return (), (Table((Text("通用条款", "Standard Terms"), Text("标题", "Title"), Text("是否适用", "Applies")), rows),)


def dispute(m: Matter) -> Lines:
    held = m.contract.dispute
    if held.kind == "court":
        return (say("诉讼：由{body}管辖。", "Litigation: {body} has jurisdiction.", body=held.body),)
    return (
        say(
            "仲裁：提交双方选定的仲裁机构{body}，按申请仲裁时该机构有效的仲裁规则仲裁；裁决是终局的，对双方均有约束力。",
            "Arbitration: by {body}, chosen by the Parties, under its rules in force when arbitration is applied for; the award is final and binds both.",
            body=held.body,
        ),
    )


def notice(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    kinds = (
        Text("地址", "Address"),
        Text("邮编", "Postcode"),
        Text("联系人", "Contact"),
        Text("电话", "Telephone"),
        Text("电子邮箱", "E-mail"),
    )
    ours, theirs = _address(m, m.company.notice_address), _address(m, m.dealer.notice_address)
    rows = tuple(zip(kinds, ours, theirs, strict=True))
    head = (Text("事项", "Detail"), Text("甲方", "Party A"), Text("乙方", "Party B"))
    accounts = tuple((words.PARTIES.label(a.party), a.service, a.account) for a in m.contract.message_accounts)
    columns = (Text("当事人", "Party"), Text("即时通信服务", "Message service"), Text("账号", "Account"))
    return (_compliance(m), _messages(m)), (
        Table(head, rows, codes=(0,)),
        *((Table(columns, accounts),) if accounts else ()),
    )


def _compliance(m: Matter) -> Text:
    channel = m.contract.compliance_channel
    if channel is not None:
        return sentence(say("合规联系和举报渠道：{how}", "Compliance contact and reports: {how}", how=channel))
    return say(
        "合规联系和举报渠道：发送至甲方电子邮箱{email}，标题注明“合规”。",
        "Compliance contact and reports: to {email} at Party A, with the subject “compliance”.",
        email=m.company.notice_address.email,
    )


def _messages(m: Matter) -> Text:
    if m.contract.message_accounts:
        return Text(
            "使用下列账号发出的即时通信消息构成书面形式。", "Messages sent through the accounts below count as written."
        )
    return Text(
        "未列明即时通信账号，即时通信消息不构成书面形式。",
        "No message account is listed: messages do not count as written.",
    )


def _address(m: Matter, address: Address | None) -> tuple[Cell, Cell, Cell, Cell, Cell]:
    if address is None:
        return "/", "/", "/", "/", "/"
    person = m.reader.find(Contact, address.recipient) if address.recipient else None
    name: Cell = Person(address.recipient, person.name if person else "") if address.recipient else "/"
    return address.address, address.postcode, name, address.phone, address.email


def special(m: Matter) -> Lines:
    limit = m.contract.competing_limit
    lines = (*map(sentence, m.contract.special), *((_competing(limit),) if limit else ()))
    return lines or (Text("无。", "None."),)


def _competing(limit: CompetingLimit) -> Text:
    """A limit on competing products: what the article asks for, item by item, or it has no effect."""
    return say(
        "竞品经营的限制：受限品类为{products}；地域为{area}；期间为{period}；理由为{reason}；甲方相应给予的支持为{support}。",
        "Limit on competing products: products: {products}; area: {area}; period: {period}; reason: {reason}; support by Party A in return: {support}.",
        products=_bare(limit.products),
        area=_bare(limit.area),
        period=_bare(limit.period),
        reason=_bare(limit.reason),
        support=_bare(limit.support),
    )


def _bare(words: Text) -> Text:
    return Text(words.zh.rstrip("。"), words.within("en").rstrip(".")) if words else NO_TEXT
