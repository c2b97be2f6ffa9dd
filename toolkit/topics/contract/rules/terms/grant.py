"""Items on who deals in what, where, and for how long."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.terms.item import Matter, Table, day, joined, say

Lines = tuple[Text, ...]


def parties(m: Matter) -> tuple[Table, ...]:
    """The accounts through which the parties pay each other; a payer or payee is a party, never a person."""
    company, dealer = m.company.bank_account, next(iter(m.dealer.bank_accounts), None)
    rows = (
        (Text("甲方收款账户", "Account of Party A"), company.account_name, company.bank, company.number),
        (
            Text("乙方付款账户", "Account of Party B"),
            *((dealer.account_name, dealer.bank, dealer.number) if dealer else ("/", "/", "/")),
        ),
    )
    return (
        Table((Text("账户", "Account"), Text("户名", "Name"), Text("开户行", "Bank"), Text("账号", "Number")), rows),
    )


def contract_type(m: Matter) -> Lines:
    return (
        say(
            "{type}：乙方以自己的名义和账户买入产品后销售，自担经营风险。",
            "{type}: Party B buys the products and resells them in its own name, for its own account and at its own risk.",
            type=words.CONTRACT_TYPES.label(m.contract.contract_type),
        ),
    )


def grant(m: Matter) -> Lines:
    return tuple(
        say(
            "{id}：{grant}经销，产品线为{lines}。",
            "{id}: {grant}, for {lines}.",
            id=_scope_name(n),
            grant=words.GRANTS.label(s.grant),
            lines=m.line_names(s.lines),
        )
        for n, s in enumerate(m.contract.scopes, 1)
    )


def territory(m: Matter) -> Lines:
    lines = []
    for n, scope in enumerate(m.contract.scopes, 1):
        sentence = say("{id}：{places}", "{id}: {places}", id=_scope_name(n), places=m.places(scope.regions))
        if scope.exclusions:
            sentence = say("{all}（{out}除外）", "{all}, except {out}", all=sentence, out=m.places(scope.exclusions))
        lines.append(say("{all}；代码见附件一。", "{all}; codes in Annex 1.", all=sentence))
    return tuple(lines)


def channels(m: Matter) -> Lines:
    return tuple(
        say(
            "{id}：{channels}。",
            "{id}: {channels}.",
            id=_scope_name(n),
            channels=joined(words.CHANNELS.label(c) for c in s.channels),
        )
        for n, s in enumerate(m.contract.scopes, 1)
    )


def online(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    shops = m.contract.online
    if not shops:
        return (
            Text(
                "乙方未申请线上店铺；需要开设的，按通用条款办理。",
                "Party B has named no online shop; one may be added as the standard terms say.",
            ),
        ), ()
    rows = tuple((shop.platform, shop.shop) for shop in shops)
    return (), (Table((Text("平台", "Platform"), Text("店铺", "Shop")), rows),)


def reserved(m: Matter) -> Lines:
    return tuple(
        say("{name}：{reason}", "{name}: {reason}", name=r.name, reason=r.reason) for r in m.contract.reserved
    ) or (Text("无。", "None."),)


def restriction(m: Matter) -> Lines:
    meaning = {
        "none": Text("乙方可向区域外客户销售。", "Party B may sell to customers outside the territory."),
        "active_sales_only": Text(
            "乙方不得主动向区域外的客户销售；被动销售不受限制。",
            "Party B does not sell actively outside the territory; passive sales are free.",
        ),
        "active_and_passive": Text("乙方不得向区域外的客户销售。", "Party B does not sell outside the territory."),
    }[m.contract.restriction]
    return (
        say(
            "{mode}。{meaning}",
            "{mode}. {meaning}",
            mode=words.RESTRICTIONS.label(m.contract.restriction),
            meaning=meaning,
        ),
    )


def product_lines(m: Matter) -> Lines:
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    return (say("{lines}；产品目录见附件二。", "{lines}; products in Annex 2.", lines=m.line_names(granted)),)


def term(m: Matter) -> Lines:
    t = m.contract.term
    trial = (
        say("其中前{n}个月为试销期。", "The first {n} months are a trial period.", n=t.trial_months)
        if t.trial_months
        else Text("不设试销期。", "There is no trial period.")
    )
    return (
        say(
            "自{start}起至{end}止。{trial}",
            "From {start} to {end}. {trial}",
            start=day(t.start),
            end=day(t.end),
            trial=trial,
        ),
    )


def renewal(m: Matter) -> Lines:
    t = m.contract.term
    return (
        say(
            "{how}；拟续约或不续约的一方，应于期满前{n}日书面通知对方。",
            "{how}; a party that wishes to renew, or not to, tells the other in writing {n} days before the end.",
            how=words.RENEWALS.label(t.renewal),
            n=t.renewal_notice_days,
        ),
    )


def _scope_name(number: int) -> Text:
    return Text(f"授权{number}", f"Grant {number}")
