"""The standard behind the contracts: clauses, the templates that put them in order, and the limits policy (reference F)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import LANGUAGE, Amount, Bilingual, Duration, Flag, Line, Name, OneOf, Rate, Version
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field
from toolkit.sources.prose import Prose
from toolkit.topics.contract.records import vocabularies as words


class When(Value):
    """When a conditional clause applies: keys are AND-ed, values of a key OR-ed."""

    grant: tuple[Annotated[str, OneOf(words.GRANTS)], ...] = field("授权性质", "Grant", audience="public", default=())
    contract_type: tuple[Annotated[str, OneOf(words.CONTRACT_TYPES)], ...] = field(
        "合同类型", "Type", audience="public", default=()
    )
    payment: tuple[Annotated[str, OneOf(words.PAYMENT)], ...] = field(
        "付款方式", "Payment", audience="public", default=()
    )
    credit: tuple[Line, ...] = field("授信", "Credit", audience="public", default=())
    deposit: tuple[Annotated[str, OneOf(words.DEPOSITS)], ...] = field(
        "保证金", "Deposit", audience="public", default=()
    )
    online: tuple[Line, ...] = field("线上", "Online", audience="public", default=())
    storage: tuple[Line, ...] = field("储存", "Storage", audience="public", default=())
    restriction: tuple[Annotated[str, OneOf(words.RESTRICTIONS)], ...] = field(
        "区域限制", "Restriction", audience="public", default=()
    )
    esign: tuple[Line, ...] = field("电子签名", "E-signature", audience="public", default=())
    opted: tuple[Name, ...] = field("选用", "Opted", audience="public", default=())


class Conditions(When):
    """Conditions of a clause: those that must all hold, and under `not` those that must not all hold."""

    negated: When | None = field("排除", "Not", audience="public", default=None, alias="not")


class Clause(Record):
    """A clause of the standard in one language. Versions never change once a signed contract holds them."""

    id: Name = field("条款", "Clause", audience="public")
    version: Version = field("版本", "Version", audience="public")
    locale: Annotated[str, OneOf(LANGUAGE)] = field("语言", "Language", audience="public")
    title: Line = field("标题", "Title", audience="public")
    flag: Annotated[str, OneOf(words.FLAGS)] | None = field("性质", "Flag", audience="public", default=None)
    starred: Flag = field("需提示说明", "To be highlighted", audience="public", default=False)
    numbered: Flag = field("编号", "Numbered", audience="public", default=True)
    topics: tuple[Line, ...] = field("主题", "Topics", audience="public", default=())
    when: Conditions | None = field("适用条件", "Applies when", audience="public", default=None)
    source: Line | None = field("依据", "Source", audience="public", default=None)
    translation_of: Line | None = field("译自", "Translation of", default=None)
    body: Prose = field("正文", "Text", audience="public")


class Template(Record):
    """The order of a standard contract: its clauses with their versions, and its annexes."""

    id: Name = field("模板", "Template", audience="dealer")
    version: Version = field("版本", "Version", audience="dealer")
    title: Bilingual = field("标题", "Title", audience="dealer")
    contract_types: tuple[Annotated[str, OneOf(words.CONTRACT_TYPES)], ...] = field(
        "适用类型", "For types", audience="dealer"
    )
    preamble: Line = field("鉴于", "Preamble", audience="dealer")
    articles: tuple[Line, ...] = field("条款", "Articles", audience="dealer")
    annexes: tuple[Name, ...] = field("附件", "Annexes", audience="dealer")
    annex_texts: tuple[Line, ...] = field(
        "附件文字",
        "Words of annexes",
        audience="dealer",
        default=(),
        help_zh="文字在条款库里的附件，写条款@版本，条款名以 annex- 开头",
        help_en="annexes whose words lie in the clause library: clause@version, the name beginning with annex-",
    )


class ContractLimits(Policy):
    """The limits that the checks hold contracts against; legal ones cite their article (reference F.3, F.4)."""

    earnest_money_share: Rate = field(
        "定金上限（占主合同标的额）",
        "Earnest money, share of the contract amount",
        help_zh="民法典第五百八十六条",
        help_en="Civil Code art. 586",
    )
    quarter_share_min: Rate = field("单季占全年下限", "A quarter's share of the year, lowest")
    quarter_share_max: Rate = field("单季占全年上限", "A quarter's share of the year, highest")
    first_order_months: Duration = field("首单上限（月目标倍数）", "First order in months of target", unit="个月")
    renewal_notice_days: Duration = field("续约通知下限", "Renewal notice, shortest", unit="日")
    price_notice_days: Duration = field("调价通知下限", "Price notice, shortest", unit="日")
    price_protection_days: Duration = field("价格保护上限", "Price protection, longest", unit="日")
    termination_notice_days: Duration = field("解除通知下限", "Termination notice, shortest", unit="日")
    cure_days: Duration = field("改正期下限", "Cure, shortest", unit="日")
    refund_days: Duration = field("保证金退还上限", "Bond refund, longest", unit="日")
    discount: Rate = field("折扣上限", "Discount, highest")
    licence_days: Duration = field("签约时证照剩余有效期下限", "Licence validity left at signature", unit="日")
    late_interest_daily: Rate | None = field("逾期利率上限（每日）", "Late interest a day, highest", default=None)
    unsecured_credit: Amount | None = field(
        "无担保授信上限", "Credit without security, highest", unit="元", default=None
    )
    market_share: Rate | None = field(
        "须有法务说明的市场份额",
        "Market share that needs a legal note",
        default=None,
        help_zh="反垄断法第十八条第三款的安全港",
        help_en="the safe harbour of the Anti-Monopoly Law, art. 18 para 3",
    )
    acceptance_days: Duration | None = field("外观异议期下限", "Visible defects, shortest", unit="日", default=None)


STANDARD_KINDS = (
    Kind(
        "contract-template",
        Text("合同模板", "the contract templates"),
        Template,
        "content/clauses/templates/{id}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "clause",
        Text("条款库", "the clauses"),
        Clause,
        "content/clauses/{id}/{version}/{locale}.md",
        identity="{id}@{version}/{locale}",
        form="markdown",
    ),
    Kind(
        "contract-limits",
        Text("合同限额政策", "the contract limits"),
        ContractLimits,
        "content/policies/contract/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
)
