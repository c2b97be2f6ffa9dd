"""The closed lists of negotiations and joint plans (reference A.9, 0b). A resale price is no topic: it is not in the list."""

from __future__ import annotations

from collections.abc import Mapping

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.showing import SHARE
from toolkit.topics.contract.records.vocabularies import GRANTS, PAYMENT

PURPOSES = Vocabulary(
    "negotiation_purpose",
    {
        "new": ("新签", "new contract"),
        "renewal": ("续签", "renewal"),
        "amendment": ("变更", "amendment"),
    },
)
NEGOTIATION_TOPICS = Vocabulary(
    "negotiation_topic",
    {
        "territory": ("区域", "territory"),
        "exclusivity": ("授权性质", "exclusivity"),
        "channel": ("渠道", "channels"),
        "target": ("销售目标", "targets"),
        "dealer_price": ("供货价与调价", "supply price"),
        "payment": ("付款", "payment"),
        "credit": ("授信", "credit"),
        "deposit": ("保证金", "deposit"),
        "first_order": ("首单", "first order"),
        "moq": ("起订量", "minimum order"),
        "rebate": ("返利", "rebate"),
        "marketing_duty": ("推广责任", "marketing duty"),
        "support": ("甲方支持", "support"),
        "after_sales": ("售后与退换", "after-sales and swaps"),
        "ip": ("商标与形象", "trade marks"),
        "data": ("数据报送", "data"),
        "term": ("期限", "term"),
        "exit": ("退出与回购", "exit and buy-back"),
        "other": ("其他", "other"),
    },
)
MODES = Vocabulary(
    "negotiation_mode",
    {
        "at_dealer": ("在经销商处", "at the dealer's"),
        "at_brand": ("在我方", "at our office"),
        "elsewhere": ("第三地", "elsewhere"),
        "video": ("视频会议", "video"),
        "phone": ("电话", "telephone"),
        "writing": ("书面往来", "in writing"),
    },
)
TOPIC_STATES = Vocabulary(
    "topic_state",
    {
        "open": ("未谈定", "open"),
        "agreed": ("已谈定", "agreed"),
        "parked": ("搁置", "parked"),
    },
)
NOT_RAISED = "not_raised"
LINE_STATES = Vocabulary(
    "topic_standing",
    {
        "open": ("未谈定", "open"),
        "agreed": ("已谈定", "agreed"),
        "parked": ("搁置", "parked"),
        NOT_RAISED: ("还没谈到", "not raised yet"),
    },
)
"""How a topic stands in a negotiation as a whole: also a mandatory one that nobody has spoken of."""
CONCERN_OUTCOMES = Vocabulary(
    "concern_outcome",
    {
        "met": ("满足", "met"),
        "partly": ("部分满足", "partly met"),
        "declined": ("不能满足", "declined"),
    },
)
NEGOTIATION_RESULTS = Vocabulary(
    "negotiation_result",
    {"agreed": ("谈成", "agreed"), "broken_off": ("终止谈判", "broken off")},
)
LACKS = Vocabulary(
    "negotiation_lack",
    {
        "no_round": ("还没有谈判记录", "no round is on record"),
        "open": ("必谈事项未谈定", "a mandatory topic is open"),
        "unapproved": ("超出权限未批准", "outside the limits and not approved"),
        "unanswered": ("关切未答复", "a concern has no answer"),
        "unconfirmed": ("纪要未经对方确认", "minutes are not confirmed"),
    },
)
"""What a negotiation may lack before the contract is drafted (reference B: negotiating → drafted)."""
NEGOTIATED_TERMS = Vocabulary(
    "negotiated_term",
    {
        "regions": ("区域", "territory"),
        "grants": ("授权性质", "grant"),
        "channels": ("渠道", "channels"),
        "target": ("年度目标", "target of the year"),
        "discount": ("折扣", "discount"),
        "price_notice_days": ("调价通知", "price notice"),
        "protection_days": ("价格保护", "price protection"),
        "method": ("付款方式", "payment method"),
        "prepaid_share": ("预付比例", "prepaid share"),
        "credit_days": ("账期", "credit days"),
        "credit_limit": ("信用额度", "credit limit"),
        "deposit": ("保证金", "deposit"),
        "first_order": ("首单金额", "first order"),
        "minimum_order": ("单次起订", "minimum order"),
        "minimum_month": ("月起订", "minimum a month"),
        "rebate_policy": ("返利政策", "rebate policy"),
        "marketing_rate": ("推广费用比例", "marketing share"),
        "swap_rate": ("临期调换比例", "near-expiry swap"),
        "start": ("起始日", "from"),
        "end": ("终止日", "until"),
        "notice_days": ("解除通知", "notice of termination"),
        "buy_back_rate": ("回购比例", "buy-back rate"),
    },
)
"""The terms that an agreed text may state as data too, so that the contract can be compared with them."""
AGREED_IN: Mapping[str, str] = {
    "target": "元", "discount": SHARE, "price_notice_days": "日", "protection_days": "日", "prepaid_share": SHARE,
    "credit_days": "日", "credit_limit": "元", "deposit": "元", "first_order": "元", "minimum_order": "元",
    "minimum_month": "元", "marketing_rate": SHARE, "swap_rate": SHARE, "notice_days": "日", "buy_back_rate": SHARE,
}  # fmt: skip
"""What the figures among them are counted in."""
OPTIONS = Vocabulary(
    "negotiated_option",
    {code: (words.label(code).zh, words.label(code).en) for words in (GRANTS, PAYMENT) for code in words},
)
"""Codes that an agreed term may name: grants and ways of payment."""
RESOURCE_KINDS = Vocabulary(
    "resource_kind",
    {
        "money": ("费用", "money"),
        "people": ("人员", "people"),
        "equipment": ("设备", "equipment"),
        "goods": ("货品与物料", "goods and material"),
        "training": ("培训", "training"),
        "space": ("仓储与车辆", "storage and vehicles"),
    },
)
LIMITED_ELSEWHERE = {"discount": "discount"}
"""Terms whose highest figure stands in the contract limits, each with its field there."""
