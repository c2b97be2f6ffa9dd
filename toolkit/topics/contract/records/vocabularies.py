"""The closed lists of the contract chapter (reference A.10, F)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.topics.market.records.vocabularies import CHANNELS as CHANNELS
from toolkit.topics.market.records.vocabularies import GRANTS as GRANTS

CONTRACT_TYPES = Vocabulary(
    "contract_type",
    {
        "buy_resell": ("买断经销", "buy and resell"),
        "agency": ("代理", "agency"),
        "consignment": ("代销", "consignment"),
    },
)
RESTRICTIONS = Vocabulary(
    "restriction",
    {
        "none": ("不限制", "none"),
        "active_sales_only": ("仅限制主动销售", "active sales only"),
        "active_and_passive": ("限制主动与被动销售", "active and passive sales"),
    },
)
CONTRACT_YEARS = Vocabulary(
    "contract_year",
    {
        "fiscal": ("按甲方财年", "the fiscal year of Party A"),
        "anniversary": ("自起始日起每十二个月", "every twelve months from the first day"),
    },
)
TARGET_NATURE = Vocabulary(
    "target_nature",
    {"guideline": ("指导目标", "guideline"), "guaranteed_minimum": ("保底目标", "guaranteed minimum")},
)
TARGET_BASIS = Vocabulary(
    "target_basis", {"sell_in_net": ("净进货额", "net sell-in"), "sell_out": ("出货额", "sell-out")}
)
PAYMENT = Vocabulary(
    "payment",
    {
        "prepaid": ("款到发货", "prepaid"),
        "partial": ("部分预付", "part prepaid"),
        "credit": ("赊销", "credit"),
        "bank_acceptance": ("银行承兑汇票", "bank acceptance"),
    },
)
DEPOSITS = Vocabulary(
    "deposit",
    {
        "performance_bond": ("履约保证金", "performance bond"),
        "earnest_money": ("定金", "earnest money"),
        "none": ("不设", "none"),
    },
)
GUARANTEES = Vocabulary(
    "guarantee",
    {
        "joint": ("连带责任保证", "joint and several guarantee"),
        "general": ("一般保证", "general guarantee"),
        "mortgage": ("抵押", "mortgage"),
        "pledge": ("质押", "pledge"),
    },
)
RENEWALS = Vocabulary(
    "renewal",
    {
        "by_agreement": ("协商续签", "by agreement"),
        "none": ("不续约", "none"),
        "automatic_once": ("自动续期一次", "automatic, once"),
    },
)
DISPUTES = Vocabulary("dispute", {"court": ("诉讼", "court"), "arbitration": ("仲裁", "arbitration")})
SIGNING = Vocabulary("signing", {"wet": ("纸质盖章", "on paper"), "esign": ("电子签名", "electronic signature")})
STATUS = Vocabulary(
    "contract_status",
    {
        "draft": ("草案", "draft"),
        "legal_review": ("法审中", "in legal review"),
        "signed": ("已签署", "signed"),
        "ended": ("已终止", "ended"),
    },
)
PARTIES = Vocabulary("party", {"company": ("甲方", "Party A"), "dealer": ("乙方", "Party B")})
DELIVERY = Vocabulary(
    "delivery_mode",
    {
        "delivered": ("甲方送货", "delivered by Party A"),
        "pickup": ("乙方自提", "collected by Party B"),
        "carrier": ("乙方委托承运人", "by a carrier of Party B"),
    },
)
SHARES = Vocabulary(
    "cost_bearer",
    {
        "company": ("甲方承担", "borne by Party A"),
        "dealer": ("乙方承担", "borne by Party B"),
        "shared": ("双方分担", "shared"),
    },
)
LANGUAGES = Vocabulary("contract_language", {"zh": ("中文", "Chinese"), "zh_en": ("中英文对照", "Chinese and English")})
FLAGS = Vocabulary(
    "clause_flag", {"M": ("必备", "mandatory"), "O": ("可选", "optional"), "C": ("附条件", "conditional")}
)
