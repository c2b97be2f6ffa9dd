"""The closed lists of legal review: how a contract may depart from the standard, how risky that is, and what came of it."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

DEVIATIONS = Vocabulary(
    "deviation",
    {
        "discount": ("折扣超过上限", "a discount over the limit"),
        "price_notice": ("调价通知短于下限", "a price notice under the limit"),
        "price_protection": ("价格保护长于上限", "price protection over the limit"),
        "renewal_notice": ("续约通知短于下限", "a renewal notice under the limit"),
        "termination_notice": ("解除通知短于下限", "a termination notice under the limit"),
        "cure": ("改正期短于下限", "a cure under the limit"),
        "acceptance": ("外观异议期短于下限", "time to object to visible defects under the limit"),
        "refund": ("保证金退还晚于上限", "a deposit refunded later than the limit"),
        "late_interest": ("逾期利率高于上限", "late interest over the limit"),
        "unsecured_credit": ("无担保授信超过上限", "unsecured credit over the limit"),
        "first_order": ("首单超过上限", "a first order over the limit"),
        "quarter_share": ("单季占比超出范围", "a quarter's share outside the limits"),
        "passive_sales": ("限制被动销售", "passive sales limited"),
        "optional_article": ("选用非常规的可选条款", "an optional article chosen that is not usual"),
        "special_term": ("特别约定", "a special term"),
        "wording": ("要求改动标准文本", "a change of the standard text asked for"),
    },
)
"""All but the last are read off the contract itself; `wording` is what a side asked for without it standing there."""
OPTIONAL_ARTICLES = Vocabulary(
    "optional_article",
    {
        "title-retention": ("所有权保留", "Retention of Title"),
        "competing-products": ("竞品经营", "Competing Products"),
        "first-order": ("首单与安全库存", "First Order and Safety Stock"),
        "social-responsibility": ("社会责任", "Social Responsibility"),
    },
)
"""What the optional articles of the standard are called; a clause that a workspace adds is shown by its id."""
RISKS = Vocabulary("risk", {"low": ("低", "low"), "medium": ("中", "medium"), "high": ("高", "high")})
DECISIONS = Vocabulary(
    "deviation_decision",
    {
        "accepted": ("接受", "accepted"),
        "changed": ("改后接受", "accepted in another form"),
        "refused": ("不接受", "refused"),
    },
)
OUTCOMES = Vocabulary(
    "review_outcome",
    {
        "approve": ("同意签署", "to be signed"),
        "approve_with_changes": ("修改后签署", "to be signed once changed"),
        "refuse": ("不同意签署", "not to be signed"),
    },
)
REGISTERED = Vocabulary(
    "registered_right",
    {
        "title_retention": ("所有权保留", "retention of title"),
        "mortgage": ("抵押", "mortgage"),
        "pledge": ("质押", "pledge"),
    },
)
