"""Items on promotion, delivery, service and information."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.service import Returns
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Table, percent, say, sentence

Lines = tuple[Text, ...]


def marketing(m: Matter) -> Lines:
    held = m.contract.marketing
    who = _bearers(
        held.bearer,
        held.company_share,
        Text("双方分担，比例以甲方书面批复为准", "shared as Party A approves in writing for each activity"),
    )
    cost = (
        say(
            "费用预算为净销售额的{rate}，由{who}。",
            "Budget: {rate} of Net Sales, {who}.",
            rate=percent(held.rate),
            who=who,
        )
        if held.rate is not None
        else say("费用由{who}。", "Costs are {who}.", who=who)
    )
    return sentence(held.duty), cost


def support(m: Matter) -> Lines:
    standard = say("按{article}提供。", "As {article} says.", article=m.article("support"))
    return tuple(map(sentence, m.contract.support)) or (standard,)


def delivery(m: Matter) -> Lines:
    held = m.contract.delivery
    how = {
        "delivered": say(
            "甲方送货至{place}，自订单确认之日起{n}日内送达；",
            "Party A delivers to {place} within {n} days of confirmation of the order; ",
            place=held.place,
            n=held.lead_days,
        ),
        "pickup": say(
            "乙方在{place}自提，甲方自订单确认之日起{n}日内备妥；",
            "Party B collects at {place}; Party A has the goods ready within {n} days of confirmation of the order; ",
            place=held.place,
            n=held.lead_days,
        ),
        "carrier": say(
            "甲方自订单确认之日起{n}日内在{place}将产品交给乙方委托的承运人；",
            "Party A hands the goods to Party B’s carrier at {place} within {n} days of confirmation of the order; ",
            place=held.place,
            n=held.lead_days,
        ),
    }[held.mode]
    who = _bearers(held.freight, held.company_share, Text("双方各承担一半", "shared equally"))
    freight = say("运费由{who}。", "freight is {who}.", who=who)
    risk = say("风险按{article}转移。", "Risk passes as {article} says.", article=m.article("delivery"))
    return Text(how.zh + freight.zh, how.en + freight.en), risk


def acceptance(m: Matter) -> Lines:
    return (
        say(
            "数量短缺和外观瑕疵，乙方在收货后{n}日内书面提出；隐蔽瑕疵在合理期限内提出，最迟不超过保质期或质量保证期。",
            "Shortages and visible defects are notified in writing within {n} days of receipt; hidden ones within a reasonable time, at the latest before the end of shelf life or warranty.",
            n=m.contract.delivery.acceptance_days,
        ),
    )


def returns(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    held = m.contract.returns
    if not held:
        return (
            Text("未约定非质量原因的调换，由双方逐单书面商定。", "Swaps for other reasons than quality are agreed in writing each time."),
        ), ()  # fmt: skip
    about = Text(
        "质量问题全部退换，不受下表限制；非质量原因的调换按下表：",
        "Faulty goods are all taken back, whatever the table says; swaps for other reasons:",
    )
    columns = [column for column in _COLUMNS if column[2] or any(column[1](m, row) != "/" for row in held)]
    rows = tuple(tuple(cell(m, row) for _, cell, _ in columns) for row in held)
    numeric = tuple(n for n, (head, _, _) in enumerate(columns) if head in _NUMERIC)
    return (about,), (Table(tuple(head for head, _, _ in columns), rows, numeric),)


def _share(rate: Decimal | None) -> Cell:
    return "/" if rate is None else percent_text(rate)


def _line(m: Matter, row: Returns) -> Cell:
    return m.line_name(row.line)


def _swap(m: Matter, row: Returns) -> Cell:
    return _share(row.swap_rate)


def _on_receipt(m: Matter, row: Returns) -> Cell:
    return _share(row.remaining_life)


def _when_asked(m: Matter, row: Returns) -> Cell:
    return _share(row.life_left)


def _freight(m: Matter, row: Returns) -> Cell:
    return words.SHARES.label(row.freight) if row.freight else "/"


_LIMIT = Text("调换上限（占合同年度净销售额）", "Limit (share of Net Sales of the Contract Year)")
_RECEIPT = Text("收货时剩余保质期不少于", "Least life left on receipt")
_ASKED = Text("申请调换时剩余保质期不少于", "Least life left when a swap is asked for")
_NUMERIC = (_LIMIT, _RECEIPT, _ASKED)
_COLUMNS = (
    (Text("产品线", "Line"), _line, True),
    (_LIMIT, _swap, True),
    (_RECEIPT, _on_receipt, False),
    (_ASKED, _when_asked, False),
    (Text("调换运费", "Freight"), _freight, False),
)
"""Head, cell, and whether the column stands there even when no row fills it."""


def after_sales(m: Matter) -> Lines:
    return (sentence(m.contract.after_sales),)


def data(m: Matter) -> tuple[Lines, tuple[Table, ...]]:
    rows = tuple((d.item, d.frequency, d.purpose) for d in m.contract.data)
    if not rows:
        return (Text("未约定数据报送。", "No reports are agreed."),), ()
    about = Text(
        "乙方报送下列数据，不包括其转售价格：", "Party B reports the following, its resale prices not among them:"
    )
    return (about,), (Table((Text("数据", "Data"), Text("频率", "Frequency"), Text("用途", "Purpose")), rows),)


def evaluation(m: Matter) -> Lines:
    pinned = m.contract.evaluation_policy
    version = (
        say("适用考核政策{ref}", "by evaluation policy {ref}", ref=pinned)
        if pinned
        else Text(
            "适用考核期开始之日有效的考核政策版本",
            "by the version of the evaluation policy in force when the quarter begins",
        )
    )
    return (
        say(
            "按季考核，{version}；指标不包含转售价格，乙方有权申诉。",
            "Quarterly, {version}; no indicator looks at resale prices, and Party B may appeal.",
            version=version,
        ),
    )


def _bearers(bearer: str, company: Decimal | None, shared: Text) -> Text:
    """Who bears a cost; where both do, in which shares."""
    if bearer != "shared":
        return words.SHARES.label(bearer)
    if company is None:
        return shared
    return say(
        "甲方承担{a}、乙方承担{b}",
        "borne {a} by Party A and {b} by Party B",
        a=percent(company),
        b=percent(1 - company),
    )
