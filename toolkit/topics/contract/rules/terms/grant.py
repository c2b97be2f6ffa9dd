"""Items on who deals in what, where, and for how long."""

from __future__ import annotations

from datetime import timedelta

from toolkit.kernel.period import add_months
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.grant import ReservedAccount
from toolkit.topics.contract.rules.terms.item import Matter, Table, day, joined, opening, say, scope_name, sentence

Lines = tuple[Text, ...]

_TYPES = {
    "buy_resell": Text(
        "乙方以自己的名义和费用买入产品并转售，自担经营风险。",
        "Party B buys the Products in its own name and at its own cost, resells them, and bears the risk of its business.",
    ),
    "agency": Text(
        "乙方为甲方促成交易，或以甲方名义订立产品的销售合同；货款和销售风险归甲方，乙方按约定取得佣金。",
        "Party B brings about sales for Party A or concludes them in its name; price and risk are Party A’s, and Party B earns the agreed commission.",
    ),
    "consignment": Text(
        "产品售出前归甲方所有，乙方代为销售，按实际售出的数量与甲方结算。",
        "The Products remain Party A’s until sold; Party B sells them on its behalf and settles for the quantity sold.",
    ),
}
_RESTRICTIONS = {
    "none": Text(
        "乙方可向经销区域以外的客户销售。", "Party B may sell to customers outside the Territory."
    ),
    "active_sales_only": Text(
        "乙方不得在经销区域以外主动销售；被动销售不受限制。",
        "Party B does not sell actively outside the Territory; Passive Sales are not restricted.",
    ),
    "active_and_passive": Text(
        "乙方不得向经销区域以外的客户销售，以法律允许的范围为限。",
        "Party B does not sell to customers outside the Territory, so far as the law allows.",
    ),
}  # fmt: skip


def parties(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    """The accounts through which the parties pay each other; a payer or payee is a party, never a person (reference 0.4)."""
    company = m.company.bank_account
    own = [account for account in m.dealer.bank_accounts if account.account_name == m.dealer.name]
    rows = (
        (Text("甲方账户", "Account of Party A"), company.account_name, company.bank, company.number),
        *((Text("乙方账户", "Account of Party B"), a.account_name, a.bank, a.number) for a in own),
        *(() if own else ((Text("乙方账户", "Account of Party B"), "/", "/", "/"),)),
    )
    about = Text(
        "双方的名称、统一社会信用代码、住所和代表见本专用条款首部。货款和其他款项通过下列账户收付：",
        "Names, credit codes, addresses and representatives of the Parties stand at the head of these Particular Terms. Money is paid through these accounts:",
    )
    head = (Text("账户", "Account"), Text("户名", "Name"), Text("开户行", "Bank"), Text("账号", "Number"))
    return (about,), (Table(head, rows, codes=(3,)),)


def contract_type(m: Matter) -> Lines:
    kind = m.contract.contract_type
    return (
        say(
            "{type}。{meaning}",
            "{type}. {meaning}",
            type=opening(words.CONTRACT_TYPES.label(kind)),
            meaning=_TYPES[kind],
        ),
    )


def grant(m: Matter) -> Lines:
    return tuple(
        say(
            "{id}：{grant}经销，产品线为{lines}。",
            "{id}: {grant}, for {lines}.",
            id=scope_name(n),
            grant=words.GRANTS.label(s.grant),
            lines=m.line_names(s.lines),
        )
        for n, s in enumerate(m.contract.scopes, 1)
    )


def territory(m: Matter) -> Lines:
    lines = []
    for n, scope in enumerate(m.contract.scopes, 1):
        places = m.places(scope.regions)
        if scope.exclusions:
            places = say("{all}（{out}除外）", "{all}, except {out}", all=places, out=m.places(scope.exclusions))
        lines.append(say("{id}：{places}。", "{id}: {places}.", id=scope_name(n), places=places))
    return (*lines, Text("行政区划代码见附件一。", "The division codes stand in Annex 1."))


def channels(m: Matter) -> Lines:
    return tuple(
        say(
            "{id}：{channels}。",
            "{id}: {channels}.",
            id=scope_name(n),
            channels=joined(words.CHANNELS.label(c) for c in s.channels),
        )
        for n, s in enumerate(m.contract.scopes, 1)
    )


def online(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    shops = m.contract.online
    if not shops:
        none = Text(
            "未约定线上经营；乙方拟线上经营的，由双方书面约定。",
            "Online sales are not agreed; they need a written agreement of the Parties.",
        )
        return (none,), ()
    about = say(
        "乙方可通过下列平台和店铺线上经营；新增的，按{article}书面报备。",
        "Party B may sell online through the following platforms and shops; more are added by notice under {article}.",
        article=m.article("channels"),
    )
    rows = tuple((shop.platform, shop.shop) for shop in shops)
    return (about,), (Table((Text("平台", "Platform"), Text("店铺", "Shop")), rows),)


def reserved(m: Matter) -> Lines:
    return tuple(map(_reserved, m.contract.reserved)) or (
        Text("甲方未保留客户或渠道。", "Party A reserves no customer and no channel."),
    )


def _reserved(account: ReservedAccount) -> Text:
    whole = (
        say(
            "保留渠道：{channels}。",
            " Reserved as a whole: {channels}.",
            channels=joined(words.CHANNELS.label(channel) for channel in account.channels),
        )
        if account.channels
        else NO_TEXT
    )
    return say(
        "{name}：{reason}{all}", "{name}: {reason}{all}", name=account.name, reason=sentence(account.reason), all=whole
    )


def restriction(m: Matter) -> Lines:
    mode, reason = m.contract.restriction, m.contract.restriction_reason
    line = say(
        "{mode}。{meaning}",
        "{mode}. {meaning}",
        mode=opening(words.RESTRICTIONS.label(mode)),
        meaning=_RESTRICTIONS[mode],
    )
    if mode != "active_and_passive" or reason is None:
        return (line,)
    return (line, sentence(say("限制被动销售的理由：{why}", "Reason to limit Passive Sales: {why}", why=reason)))


def product_lines(m: Matter) -> Lines:
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    return (say("{lines}；产品目录见附件二。", "{lines}; Products in Annex 2.", lines=m.line_names(granted)),)


def term(m: Matter) -> Lines:
    held = m.contract.term
    trial = (
        say(
            "其中前{n}个月（至{last}止）为试销期。",
            "The first {n} months, until {last}, are a trial period.",
            n=held.trial_months,
            last=day(add_months(held.start, held.trial_months) - timedelta(days=1)),
        )
        if held.trial_months
        else Text("不设试销期。", "There is no trial period.")
    )
    dates = say("自{start}起至{end}止。", "From {start} to {end}. ", start=day(held.start), end=day(held.end))
    return (Text(dates.zh + trial.zh, dates.en + trial.en), *_contract_year(m))


def _contract_year(m: Matter) -> Lines:
    """Says what a contract year is; without a word of it the standard terms count twelve months from the first day."""
    kind = m.contract.term.contract_year
    if kind is None:
        return ()
    if kind == "anniversary":
        return (Text("合同年度：自起始日起每12个月。", "Contract Year: every 12 months from the first day."),)
    return (
        say(
            "合同年度：甲方财年，即每年{month}月1日起的12个月；首尾不足一年的，按实际期间计算。",
            "Contract Year: Party A’s fiscal year of 12 months, which begins with month {month}; a part of a year counts by its days.",
            month=m.company.fiscal_year_start,
        ),
    )


def renewal(m: Matter) -> Lines:
    held = m.contract.term
    return (
        {
            "by_agreement": say(
                "协商续签。拟续约的一方应在期限届满前不少于{n}日书面提出；双方未签订续约文件的，本合同期满终止。",
                "By agreement. A Party that wishes to renew proposes it in writing not less than {n} days before the term expires; without a signed renewal this Contract ends with its term.",
                n=held.renewal_notice_days,
            ),
            "none": Text(
                "不续约。本合同于期限届满时终止；双方拟继续合作的，另行订立合同。",
                "No renewal. This Contract ends with its term; to go on, the Parties conclude a new contract.",
            ),
            "automatic_once": say(
                "自动续期一次。双方均未在期限届满前{n}日书面表示不续期的，按原条件续期{months}，仅限一次，续期届满时终止。本项优先于{article}。",
                "Renewed once. Unless a Party declines in writing {n} days before the term expires, this Contract runs on for {months} on the same terms, once only, and then ends. This item prevails over {article}.",
                n=held.renewal_notice_days,
                article=m.article("term"),
                months=say("{n}个月", "{n} months", n=held.renewal_months)
                if held.renewal_months
                else Text("与原期限相同的期间", "a period as long as the term"),
            ),
        }[held.renewal],
    )
