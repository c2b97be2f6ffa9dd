"""The items of the key-terms table: what each says for each choice, and that nothing agreed is left unprinted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.topics.builders import company, dealer, network
from tests.topics.contract_text import annex_text, paper, term_text
from tests.topics.contract_workspace import FULL, contract, outline_workspace, standard_workspace
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.kernel.wording import amount_text, day_text, percent_text
from toolkit.network.fields import OneOf
from toolkit.network.record import Value, mark
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.terms import NUMBERS

REAL = "template: dist-zh-2026@2026-1\n"


def item(key: str, terms: str, *files: dict[str, str]) -> str:
    """The Chinese text of one item, without its head."""
    records = network(outline_workspace(contract(REAL + terms), *files))
    return term_text(paper(records).terms[NUMBERS[key] - 1]).partition("\n")[2]


UNPRINTED = {
    "dealer": "the paper is the dealer's; the name stands at its head",
    "contract_no": "stands at the head and in every footer",
    "template": "stands beside the digest of the standard",
    "language": "chooses the form of the paper",
    "draft_version": "stands in the footer",
    "status": "shown by the watermark",
    "sign_method": "decides whether conditions hold",
    "scopes.id": "grants are called by their order",
    "opted": "printed as articles that apply",
    "targets.nature": "its item says what the nature means",
    "targets.basis": "its item says what the basis means",
    "marketing.bearer": "its item says in which shares",
    "delivery.freight": "its item says in which shares",
    "term.contract_year": "its item says what the year is",
    "term.renewal": "its item says how",
    "delivery.mode": "its item says how",
    "deposit.interest": "its item says whether",
    "dispute.kind": "its item names the route",
    "signing_place": "stands at the head",
}
"""Fields that no item prints as they are, and why."""


def leaves(value: Value, path: str = "") -> Iterator[tuple[str, Any, Vocabulary | None]]:
    """Every field of a contract that the dealer may see, down to its values."""
    for name, info in type(value).model_fields.items():
        held, where = getattr(value, name), f"{path}{name}"
        if held is None or mark(type(value), name, "audience") == "internal" or where in UNPRINTED:
            continue
        words = next((m.vocabulary for m in info.metadata if isinstance(m, OneOf)), _vocabulary(info.annotation))
        for part in held if isinstance(held, tuple) else (held,):
            if isinstance(part, Value):
                yield from leaves(part, f"{where}.")
            else:
                yield where, part, words


def _vocabulary(annotation: Any) -> Vocabulary | None:
    for option in (annotation, *getattr(annotation, "__args__", ())):
        for meta in getattr(option, "__metadata__", ()):
            if isinstance(meta, OneOf):
                return meta.vocabulary
    return None


def shown(part: Any, words: Vocabulary | None) -> str:
    """A value as a Chinese contract prints it."""
    if words is not None:
        return words.label(part).zh
    if isinstance(part, Text):
        return part.zh.rstrip("。")
    if isinstance(part, date):
        return day_text(part, "zh")
    if isinstance(part, Decimal):
        return percent_text(part) if part < 1 else amount_text(part).removeprefix("¥")
    return str(part)


def test_everything_that_is_agreed_is_printed() -> None:
    """Each value of a full contract that the dealer may see stands in its items or annexes."""
    records = network(standard_workspace(contract(FULL)))
    made = paper(records)
    text = "\n".join([*map(term_text, made.terms), *map(annex_text, made.annexes)])
    found = [(path, shown(part, words)) for path, part, words in leaves(records.all(Contract)[0])]
    assert len(found) > 120
    assert [(path, value) for path, value in found if value not in text] == []


def test_what_is_internal_is_not_printed() -> None:
    """Notes of the legal department stay inside."""
    made = paper(network(standard_workspace(contract(FULL))))
    text = "\n".join(map(term_text, made.terms))
    for words in ("法务备忘", "股东会决议"):
        assert words in FULL
        assert words not in text


def test_every_field_of_a_contract_is_set_in_the_full_one() -> None:
    """The test above sees all there is: each optional field is filled, or excludes another that is."""
    full = network(standard_workspace(contract(FULL))).all(Contract)[0]
    empty = set(_empty(full))
    assert empty == {
        "paper",
        "payment.prepaid_share",
        "deposit.base",
        "deposit.base_amount",
        "signed_on",
        "company_signatory",
        "dealer_signatory",
        "ended",
    }


def _empty(value: Value, path: str = "") -> Iterator[str]:
    for name in type(value).model_fields:
        held = getattr(value, name)
        parts = held if isinstance(held, tuple) else (held,)
        if mark(type(value), name, "audience") != "internal" and all(part is None for part in parts):
            yield f"{path}{name}"
        groups = [part for part in parts if isinstance(part, Value)]
        # A list is full when one of its items is.
        yield from groups and set.intersection(*(set(_empty(part, f"{path}{name}.")) for part in groups)) or ()


PAY = 'payment: {{late_interest_daily: "0.0001", reconciliation_day: "10", {}}}\n'


@pytest.mark.parametrize(
    ("pay", "sentence"),
    [
        ("method: prepaid", "款到发货。甲方收到订单的全部货款后发货。"),
        (
            'method: partial, prepaid_share: "0.3", credit_days: "30"',
            "部分预付。乙方在订单确认时预付货款的30%，余款自交付之日起30日内付清。",
        ),
        ('method: credit, credit_days: "45"', "赊销。货款自交付之日起45日内付清。"),
        (
            'method: bank_acceptance, acceptance_months: "6"',
            "银行承兑汇票。乙方在发货前以期限不超过6个月的银行承兑汇票支付。",
        ),
    ],
)
def test_payment(pay: str, sentence: str) -> None:
    """Each method says who pays when; late interest says that it prevails over the article, for both parties."""
    text = item("payment", PAY.format(pay))
    assert sentence in text
    assert (
        "任何一方逾期付款的，对未付金额自逾期之日起按每日0.01%支付利息，计至付清之日；本项优先于通用条款第三十一条约定的利率。"
        in text
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            'notice_days: "20", protection_days: "30"',
            "对乙方在生效日前30日内购入、生效日尚未售出的产品，甲方按新旧供货价的差额补偿。",
        ),
        ('notice_days: "20", protection_days: "0"', "不约定价格保护；本项优先于通用条款第九条。"),
    ],
)
def test_price_changes(change: str, sentence: str) -> None:
    """The period counts back from the effective date, as the article does; none at all is said."""
    assert sentence in item("price-change", f"price_change: {{{change}}}")


TERM = 'term: {{start: "2026-01-01", end: "2026-12-31", renewal_notice_days: "60", {}}}\n'


@pytest.mark.parametrize(
    ("renewal", "start"),
    [
        ("renewal: by_agreement", "协商续签。拟续约的一方应在期限届满前不少于60日书面提出"),
        ("renewal: none", "不续约。本合同于期限届满时终止"),
        (
            'renewal: automatic_once, renewal_months: "12"',
            "自动续期一次。双方均未在期限届满前60日书面表示不续期的，按原条件续期12个月，仅限一次",
        ),
        (
            "renewal: automatic_once",
            "自动续期一次。双方均未在期限届满前60日书面表示不续期的，按原条件续期与原期限相同的期间",
        ),
    ],
)
def test_renewal(renewal: str, start: str) -> None:
    """Only an automatic renewal goes on without a signature, and once."""
    assert item("renewal", TERM.format(renewal)).strip().startswith(start)


@pytest.mark.parametrize(
    ("more", "fiscal", "sentence"),
    [
        ("", "1", "自2026年1月1日起至2026年12月31日止。不设试销期。"),
        (', trial_months: "2"', "1", "其中前2个月（至2026年2月28日止）为试销期。"),
        (
            ", contract_year: fiscal",
            "4",
            "合同年度：甲方财年，即每年4月1日起的12个月；首尾不足一年的，按实际期间计算。",
        ),
        (", contract_year: anniversary", "4", "合同年度：自起始日起每12个月。"),
    ],
)
def test_term(more: str, fiscal: str, sentence: str) -> None:
    """First and last day, the last day of a trial by the calendar, and what a contract year is."""
    files = company(f'fiscal_year_start: "{fiscal}"')
    assert sentence in item("term", TERM.format("renewal: none" + more), files)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("buy_resell", "买断经销。乙方以自己的名义和费用买入产品并转售"),
        ("agency", "代理。乙方为甲方促成交易"),
        ("consignment", "代销。产品售出前归甲方所有"),
    ],
)
def test_contract_types(kind: str, words: str) -> None:
    """An agent or a consignee does not buy and resell."""
    assert words in item("contract-type", f"contract_type: {kind}")


@pytest.mark.parametrize(
    ("mode", "words"),
    [
        ("", "甲方送货至城北仓，自订单确认之日起5日内送达；运费由甲方承担。"),
        ("mode: pickup, ", "乙方在城北仓自提，甲方自订单确认之日起5日内备妥；运费由甲方承担。"),
        ("mode: carrier, ", "甲方自订单确认之日起5日内在城北仓将产品交给乙方委托的承运人；运费由甲方承担。"),
    ],
)
def test_delivery(mode: str, words: str) -> None:
    """Who brings the goods where, and who pays for it; risk is left to the article."""
    text = item(
        "delivery", f'delivery: {{{mode}place: 城北仓, freight: company, lead_days: "5", acceptance_days: "5"}}'
    )
    assert words in text
    assert "风险按通用条款第十一条转移。" in text


@pytest.mark.parametrize(
    ("share", "words"), [("", "运费由双方各承担一半。"), (', company_share: "0.7"', "运费由甲方承担70%、乙方承担30%。")]
)
def test_shared_freight(share: str, words: str) -> None:
    """Shared without a word means half each."""
    assert words in item(
        "delivery", f'delivery: {{place: 城北仓, freight: shared{share}, lead_days: "5", acceptance_days: "5"}}'
    )


@pytest.mark.parametrize(
    ("cost", "words"),
    [
        ("bearer: company", "费用由甲方承担。"),
        ("bearer: shared", "费用由双方分担，比例以甲方书面批复为准。"),
        ('bearer: shared, company_share: "0.5", rate: "0.02"', "费用预算为净销售额的2%，由甲方承担50%、乙方承担50%。"),
    ],
)
def test_marketing_costs(cost: str, words: str) -> None:
    """Shared without a share is as approved for each activity."""
    assert words in item("marketing", f"marketing: {{duty: 推广, {cost}}}")


BOND = 'deposit: {{kind: {}, amount: "50000.00", top_up_days: "15", refund_days: "30", interest: "{}"{}}}'


@pytest.mark.parametrize(
    ("kind", "interest", "more", "words"),
    [
        (
            "performance_bond",
            "true",
            "",
            "履约保证金¥50,000.00（大写：人民币伍万元整），在首次发货前交付，按同期银行活期存款利率计息。",
        ),
        ("performance_bond", "false", ', due_days: "10"', "自本合同生效之日起10日内交付，不计利息。"),
        ("performance_bond", "false", "", "甲方退还余额。本款项不具有定金性质。"),
        ("performance_bond", "true", ", deductions: [欠款, 赔偿]", "可扣除的情形以下列为限：欠款；赔偿。"),
        (
            "earnest_money",
            "false",
            ', base: 2026合同年度保底额, base_amount: "1000000.00"',
            "主合同标的额为2026合同年度保底额，计¥1,000,000.00（大写：人民币壹佰万元整）。本款项为定金，适用民法典关于定金的规定。",
        ),
        ("earnest_money", "false", "", "履行后抵作价款或者退还；应退还的，在本合同终止并结清后30日内退还。"),
        ("none", "false", "", "不设保证金。"),
    ],
)
def test_deposits(kind: str, interest: str, more: str, words: str) -> None:
    """A bond says when it is due, for what it is drawn on and that it is no earnest money; earnest money names its base."""
    assert words in item("deposit", BOND.format(kind, interest, more))


def test_earnest_money_is_not_topped_up() -> None:
    """It is no fund to draw on."""
    text = item("deposit", BOND.format("earnest_money", "false", ', base: 订单, base_amount: "1000000.00"'))
    assert "补足" not in text
    assert "履约保证金" not in text


CREDITED = """\
payment: {{method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "10"}}
credit: {{limit: "100000.00", review_months: "6", guarantees: [{{guarantor: 某人, {}}}]}}
"""


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (
            'kind: joint, period_months: "24"',
            "提供连带责任保证，保证期间为每笔债务履行期届满之日起24个月，以另行签订的担保合同为准。",
        ),
        ('kind: general, period_months: "6"', "提供一般保证，保证期间为每笔债务履行期届满之日起6个月"),
        ('kind: mortgage, limit: "200000.00"', "提供抵押，最高债权额¥200,000.00（大写：人民币贰拾万元整），以另行签订"),
        ('kind: pledge, period_months: "6"', "提供质押，以另行签订的担保合同为准。"),
    ],
)
def test_guarantees(kind: str, words: str) -> None:
    """Only personal guarantees have a period; the credit item says the days too, as the article promises."""
    text = item("credit", CREDITED.format(kind))
    assert words in text
    assert "信用额度¥100,000.00（大写：人民币壹拾万元整），账期30日；每6个月复核一次。" in text


def test_first_order_blanks() -> None:
    """What is not agreed is left out rather than struck through."""
    text = item("first-order", 'first_order: {amount: "1.00", minimum_order: "2.00"}')
    assert text.splitlines() == [
        "  首单金额¥1.00（大写：人民币壹元整）。",
        "  起订量：每单不少于¥2.00（大写：人民币贰元整）。",
    ]
    assert item("first-order", "first_order: none") == "  未约定首单和起订量。"


def test_notices() -> None:
    """There is always a channel for compliance, and it is said whether messages count as written."""
    text = item("notice", "")
    assert "合规联系和举报渠道：发送至甲方电子邮箱office@example.cn，标题注明“合规”。" in text
    assert "未列明即时通信账号，即时通信消息不构成书面形式。" in text
    listed = item("notice", "message_accounts: [{party: dealer, service: 企业微信, account: 订货号}]")
    assert "使用下列账号发出的即时通信消息构成书面形式。" in listed
    assert "| 乙方 | 企业微信 | 订货号" in listed


def test_notices_name_the_recipient() -> None:
    """With the private store at hand the person who receives letters is named, else struck out."""
    people = {
        "private/contacts.yaml": "contacts: [{id: C-2025-0005, dealer: D-2025-0001, name: 林堃, purpose: 收函, legal_basis: contract}]\n"
    }
    address = dealer(
        'notice_address: {address: 文一路2号, postcode: "310012", email: a@example.cn, phone: "1", recipient: C-2025-0005}'
    )
    assert "| 联系人 | / | 林堃\n" in item("notice", "", people, address)
    unknown = item("notice", "", address)
    assert "| 联系人 | / | /\n" in unknown
    assert "| 地址 | 杭州市余杭区某路1号 | 文一路2号\n" in unknown


def test_accounts_are_the_parties_own() -> None:
    """All accounts in the dealer's name; one of a third payer is not the dealer's, none is struck out."""
    name = "杭州第1商贸有限公司"
    rows = f'[{{account_name: {name}, bank: 甲银行, number: "1"}}, {{account_name: 丙公司, bank: 乙银行, number: "2"}}, {{account_name: {name}, bank: 丁银行, number: "3"}}]'
    text = item("parties", "", dealer(f"bank_accounts: {rows}"))
    assert re.findall(r"乙方账户 \| .* \| (\d)", text) == ["1", "3"]
    assert "| 乙方账户 | / | / | /" in item("parties", "", dealer("bank_accounts: none"))


@pytest.mark.parametrize(
    ("back", "days", "off", "words"),
    [
        (
            "0.9",
            "",
            "90",
            "在收到库存清单后30日内按乙方实际购入价格的90%回购。\n  乙方也可选择自终止之日起90日内继续销售。",
        ),
        ("0.9", ', buy_back_days: "15"', "0", "在收到库存清单后15日内按乙方实际购入价格的90%回购。\n  不设售罄期。"),
        ("0", "", "60", "甲方不回购库存。\n  乙方也可选择自终止之日起60日内继续销售。"),
    ],
)
def test_what_becomes_of_stock(back: str, days: str, off: str, words: str) -> None:
    """The share and the price that it is of, the days, and the other choice."""
    terms = f'termination: {{notice_days: "60", cure_days: "30", settlement_days: "30", buy_back_rate: "{back}", sell_off_days: "{off}"{days}}}'
    assert words in item("termination", terms)


@pytest.mark.parametrize(
    ("terms", "key", "words"),
    [
        ("evaluation_policy: six@2026-1", "evaluation", "按季考核，适用考核政策six@2026-1；指标不包含转售价格"),
        ("", "evaluation", "适用考核期开始之日有效的考核政策版本"),
        ("liability: []", "liability", "按通用条款第三十一条执行。"),
        ("support: []", "support", "按通用条款第二十条提供。"),
        ("returns: []", "returns", "未约定非质量原因的调换，由双方逐单书面商定。"),
        ("data: []", "data", "未约定数据报送。"),
        ("", "online", "未约定线上经营；乙方拟线上经营的，由双方书面约定。"),
        ("", "reserved", "甲方未保留客户或渠道。"),
        ("", "credit", "不约定信用额度。"),
        ("", "special", "无。"),
        ("dispute: {kind: court, body: 杭州市西湖区人民法院}", "dispute", "诉讼：由杭州市西湖区人民法院管辖。"),
        ('restriction: "none"', "restriction", "不限制。乙方可向经销区域以外的客户销售。"),
        ("", "target-nature", "指导目标，未完成不构成违约。"),
        (
            "targets: {nature: guideline, basis: sell_out, tax: incl, years: [], quarters: []}",
            "targets",
            "未约定销售目标。",
        ),
    ],
)
def test_nothing_agreed_is_said(terms: str, key: str, words: str) -> None:
    """An item without data says so, or where to look."""
    assert words in item(key, terms)


def test_an_article_that_the_template_lacks_is_not_named() -> None:
    """Items refer to the standard as a whole where their article is not in it."""
    files = standard_workspace(contract(REAL))
    path = "content/clauses/templates/dist-zh-2026.yaml"
    files[path] = files[path].replace("  - liability@2026-1\n", "").replace("  - termination@2026-1\n", "")
    terms = paper(network(files)).terms
    assert "本项优先于通用条款约定的利率" in term_text(terms[NUMBERS["payment"] - 1])
    assert "按通用条款第三十一条转移" not in term_text(terms[NUMBERS["delivery"] - 1])
