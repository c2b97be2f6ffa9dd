"""The closed lists of the incentive chapter (reference E.1, E.2, E.5). Resale prices stand in none of them (reference 0.1)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.topics.company.records import TAX
from toolkit.topics.evaluation.records.vocabularies import BOUNDS, GRADES, NOT_RATED

__all__ = ["BOUNDS", "TAX"]  # used by the records here, defined where they belong

COMPONENTS = Vocabulary(
    "rebate_component",
    {
        "T1": ("目标达成阶梯", "steps by attainment"),
        "T2": ("销量阶梯", "steps by volume"),
        "T3": ("增长返利", "growth"),
        "T4": ("付款返利", "early payment"),
        "T5": ("回款速度系数", "speed of collection"),
        "T6": ("陈列返利", "display"),
        "T7": ("新品与重点品", "new and focus products"),
        "T8": ("守约区域奖", "keeping to the territory"),
        "T9": ("市场保证金返还", "return of the market bond"),
        "T10": ("长期合作", "long co-operation"),
        "T11": ("考核系数", "evaluation factor"),
        "T12": ("固定奖金", "fixed bonus"),
    },
)
BASES = Vocabulary(
    "rebate_base",
    {
        "sell_in_net_ex_tax": ("净进货额（不含税）", "net sell-in, excl. VAT"),
        "sell_in_net_incl_tax": ("净进货额（含税）", "net sell-in, incl. VAT"),
        "increment_ex_tax": ("净进货增量（不含税）", "increment of net sell-in, excl. VAT"),
        "focus_net_ex_tax": ("重点品净进货额（不含税）", "net sell-in of focus products, excl. VAT"),
        "received_incl_tax": ("回款额（含税）", "receipts, incl. VAT"),
        "received_on_time_incl_tax": ("按期回款额（含税）", "receipts on time, incl. VAT"),
        "sell_out": ("出货额", "sell-out"),
        "quantity": ("数量", "quantity"),
        "store_months": ("合格店月数", "store-months passed"),
        "bond_balance": ("保证金余额", "balance of the bond"),
        "none": ("无基数", "no base"),
    },
)
COUNTED_BASES = frozenset(("quantity", "store_months"))
"""Bases that are counted in pieces: an amount per unit applies to them, a rate does not."""
RECEIPT_BASES = frozenset(("received_incl_tax", "received_on_time_incl_tax"))
PURCHASE_BASES = frozenset(("sell_in_net_ex_tax", "sell_in_net_incl_tax", "increment_ex_tax", "focus_net_ex_tax"))
MEASURES = Vocabulary(
    "rebate_measure",
    {
        "attainment": ("目标完成率", "attainment"),
        "focus_attainment": ("重点品完成率", "attainment of focus products"),
        "net_sell_in": ("净进货额", "net sell-in"),
        "growth_rate": ("同比增长率", "growth on last year"),
        "on_time_rate": ("按期回款率", "share paid on time"),
        "collection_days": ("回款天数", "days to collection"),
        "late_payments": ("逾期付款次数", "late payments"),
        "pass_rate": ("合格率", "share passed"),
        "territory_cases": ("已定案的跨区案件数", "final cross-territory cases"),
        "years": ("连续合作年数", "years of co-operation"),
        "score": ("考核得分", "evaluation score"),
        "quantity": ("数量", "quantity"),
    },
)
METHODS = Vocabulary(
    "rebate_method",
    {
        "whole": ("全额累进", "whole amount at the rate of its step"),
        "marginal": ("超额累进", "each slice at its own rate"),
        "fixed": ("按档定额", "a fixed amount for each step"),
        "per_unit": ("按单位计", "an amount for each unit"),
        "by_invoice": ("逐笔计算", "invoice by invoice"),
    },
)
RATED = frozenset(("whole", "marginal", "by_invoice"))
"""Methods whose steps hold a rate; those of the others hold an amount."""
STANDING = Vocabulary(
    "rebate_standing",
    {"contractual": ("约定", "contractual"), "discretionary": ("酌定", "discretionary")},
)
TAX_NATURE = Vocabulary(
    "tax_nature", {"price_reduction": ("价格折让", "price reduction"), "service_fee": ("服务费", "service fee")}
)
PERIODS = Vocabulary("rebate_period", {"quarter": ("季度", "quarter"), "year": ("年度", "year")})
TRUE_UP = Vocabulary(
    "true_up",
    {
        "none": ("不清算", "none"),
        "upward": ("只补不追", "upward only"),
        "both": ("多退少补", "both ways"),
    },
)
GROWTH_BASE = Vocabulary(
    "growth_base",
    {
        "last_year": ("上年同期（区域变动的，同口径调整）", "last year's, restated when the territory changed"),
        "agreed": ("双方约定的基数", "a base that both sides agreed"),
    },
)
FACTOR_GRADES = Vocabulary(
    "factor_grade",
    {
        **{code: (GRADES.label(code).zh, GRADES.label(code).en) for code in GRADES},
        NOT_RATED: ("未评级", "not rated"),
    },
)
"""Grades for which a factor is stated; a quarter that is not rated has one too, so that nothing is guessed."""
PAYOUTS = Vocabulary(
    "payout",
    {
        "offset": ("抵减后续货款", "set off against later invoices"),
        "red_letter": ("红字发票折让", "red-letter invoice"),
        "goods": ("货物", "goods"),
        "transfer": ("转账至经销商公司账户", "transfer to the dealer company's account"),
    },
)
EXCLUSIONS = Vocabulary(
    "exclusion",
    {
        "returns": ("退货", "returns"),
        "price_protection": ("价格保护补差", "price-protection credits"),
        "samples": ("样品", "samples"),
        "special_price": ("特价订单", "special-price orders"),
        "off_territory": ("已定案的跨区数量", "confirmed off-territory quantity"),
        "over_stock": ("超过年末库存上限的部分", "stock over the year-end limit"),
        "related_parties": ("关联方交易", "related parties"),
        "unlisted": ("不计返利的产品", "products without rebate"),
    },
)
SETTLEMENT = Vocabulary(
    "settlement_status",
    {
        "draft": ("草稿", "draft"),
        "issued": ("已送达", "issued"),
        "disputed": ("有异议", "disputed"),
        "agreed": ("已确认", "agreed"),
        "paid": ("已兑付", "paid"),
        "void": ("作废", "void"),
    },
)
ISSUED = frozenset(("issued", "disputed", "agreed", "paid"))
"""States in which the dealer holds the statement: its figures stand still."""
ADJUSTMENTS = Vocabulary(
    "rebate_adjustment",
    {
        "correction": ("更正", "correction"),
        "make_up": ("补算以前季度", "make-up of an earlier quarter"),
        "offset": ("依约抵扣", "agreed set-off"),
    },
)
RED_LETTER = Vocabulary(
    "red_letter",
    {
        "none": ("未发起", "not begun"),
        "requested": ("确认单已发起，待对方确认", "confirmation form sent, to be confirmed"),
        "lapsed": ("确认单逾期未确认", "confirmation form lapsed"),
        "confirmed": ("确认单已确认，待开红字发票", "confirmation form confirmed, invoice to be issued"),
        "issued": ("红字发票已开具", "red-letter invoice issued"),
    },
)
BEGUN_BY = Vocabulary("begun_by", {"company": ("甲方（销售方）", "seller"), "dealer": ("乙方（购买方）", "buyer")})
LINE_STATES = Vocabulary(
    "rebate_line_state",
    {
        "earned": ("已取得", "earned"),
        "below": ("未达起点", "below the first step"),
        "gate": ("门槛未满足", "gate not met"),
        "missing": ("数据待补", "figures pending"),
        "not_applicable": ("不适用", "not applicable"),
        "forfeited": ("依约不予兑付", "forfeited"),
    },
)
INCENTIVES = Vocabulary(
    "incentive_kind",
    {"material": ("物质激励", "material"), "spiritual": ("精神激励", "recognition"), "growth": ("成长激励", "growth")},
)
FORMS = Vocabulary(
    "incentive_form",
    {
        "resource_tilt": ("资源倾斜", "resource tilt"),
        "equipment": ("设备投放", "equipment on loan"),
        "staff_support": ("驻点人员", "staff on site"),
        "certificate": ("证书", "certificate"),
        "plaque": ("牌匾", "plaque"),
        "conference_honour": ("大会表彰", "honour at the conference"),
        "story": ("案例刊登", "published story"),
        "council_seat": ("顾问委员会席位", "seat in the dealer council"),
        "new_product_priority": ("新品优先代理", "priority for new products"),
        "larger_rights": ("扩大市场权利", "larger market rights"),
        "management_class": ("管理课程", "management classes"),
        "next_generation": ("接班人培养", "training of the next generation"),
        "study_trip": ("有记录的考察", "documented study trip"),
        "system_support": ("系统支持", "system support"),
        "joint_plan": ("联合生意计划", "joint business plan"),
        "financing": ("融资对接", "introduction to financing"),
    },
)
FORMS_OF: dict[str, frozenset[str]] = {
    "material": frozenset(("resource_tilt", "equipment", "staff_support")),
    "spiritual": frozenset(("certificate", "plaque", "conference_honour", "story", "council_seat")),
    "growth": frozenset(
        (
            "new_product_priority",
            "larger_rights",
            "management_class",
            "next_generation",
            "study_trip",
            "system_support",
            "joint_plan",
            "financing",
        )
    ),
}
"""Which forms an incentive of each kind takes (reference E.5)."""
RIGHTS = frozenset(("new_product_priority", "larger_rights"))
"""Forms that change rights: they come from an amendment, not from a certificate."""
RECIPIENTS = Vocabulary(
    "incentive_recipient", {"company": ("经销商公司", "the dealer company"), "persons": ("个人", "persons")}
)
BOND = Vocabulary(
    "bond_entry",
    {
        "paid": ("交付", "paid in"),
        "deduction": ("扣除", "deduction"),
        "top_up": ("补足", "top-up"),
        "interest": ("利息", "interest"),
        "refund": ("退还", "refund"),
    },
)
CREDIT_CLASSES = Vocabulary(
    "credit_class",
    {"AAA": ("AAA 级", "AAA"), "AA": ("AA 级", "AA"), "A": ("A 级", "A"), "B": ("B 级", "B"), "C": ("C 级", "C")},
)
