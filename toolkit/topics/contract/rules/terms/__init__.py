"""The particular terms (专用条款): the numbered items that hold every variable of a contract, always in one order.

The standard terms refer to items by number, so an item is printed even where it has nothing to say, and none is ever moved.
"""

from __future__ import annotations

from collections.abc import Callable

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.terms import closing, grant, money, security, service
from toolkit.topics.contract.rules.terms.item import Matter, Table, Term

Written = tuple[Text, ...] | tuple[tuple[Text, ...], tuple[Table, ...]]

ITEMS: tuple[tuple[str, Text, Callable[[Matter], Written]], ...] = (
    ("parties", Text("双方及账户", "Parties and accounts"), grant.parties),
    ("contract-type", Text("合同类型", "Type of contract"), grant.contract_type),
    ("grant", Text("授权性质", "Grant"), grant.grant),
    ("territory", Text("经销区域", "Territory"), grant.territory),
    ("channels", Text("渠道", "Channels"), grant.channels),
    ("online", Text("线上经营", "Online sales"), grant.online),
    ("reserved", Text("甲方保留客户与渠道", "Reserved by Party A"), grant.reserved),
    ("restriction", Text("区域限制方式", "Limits of territory"), grant.restriction),
    ("lines", Text("产品线", "Product lines"), grant.product_lines),
    ("term", Text("合同期限", "Term"), grant.term),
    ("renewal", Text("续约", "Renewal"), grant.renewal),
    ("targets", Text("销售目标", "Sales targets"), money.targets),
    ("target-nature", Text("目标性质", "Nature of the targets"), money.target_nature),
    ("first-order", Text("首单、起订与安全库存", "First order, minimum and safety stock"), money.first_order),
    ("price-list", Text("供货价格", "Supply prices"), money.prices),
    ("price-change", Text("调价", "Price changes"), money.price_change),
    ("payment", Text("付款与对账", "Payment"), money.payment),
    ("credit", Text("信用额度与担保", "Credit and security"), security.credit),
    ("deposit", Text("保证金或定金", "Deposit"), security.deposit),
    ("rebate", Text("返利政策", "Rebates"), money.rebate),
    ("marketing", Text("市场推广", "Marketing"), service.marketing),
    ("delivery", Text("交付与风险", "Delivery and risk"), service.delivery),
    ("acceptance", Text("验收", "Acceptance"), service.acceptance),
    ("returns", Text("退换与临期", "Returns and near-expiry"), service.returns),
    ("after-sales", Text("售后", "After-sales"), service.after_sales),
    ("data", Text("数据报送", "Data"), service.data),
    ("evaluation", Text("考核办法", "Evaluation"), service.evaluation),
    ("support", Text("甲方支持", "Support by Party A"), service.support),
    ("liability", Text("违约责任", "Liability"), closing.liability),
    ("termination", Text("解除与终止后处理", "Termination and exit"), closing.termination),
    ("optional", Text("选择适用的条款", "Optional articles"), closing.optional),
    ("dispute", Text("争议解决", "Disputes"), closing.dispute),
    ("notice", Text("通知与送达", "Notices"), closing.notice),
    ("special", Text("特别约定", "Special terms"), closing.special),
)
NUMBERS = {key: number for number, (key, _, _) in enumerate(ITEMS, 1)}
"""The number of each item, as the standard terms refer to it."""


def particular_terms(matter: Matter) -> tuple[Term, ...]:
    """Returns all items of a contract's particular terms, in order."""
    return tuple(Term(key, NUMBERS[key], title, *_parted(write(matter))) for key, title, write in ITEMS)


def _parted(written: Written) -> tuple[tuple[Text, ...], tuple[Table, ...]]:
    """Items of sentences, or of sentences and tables, brought into one form."""
    lines = tuple(part for part in written if isinstance(part, Text))
    return (lines, ()) if len(lines) == len(written) else written  # type: ignore[return-value]
