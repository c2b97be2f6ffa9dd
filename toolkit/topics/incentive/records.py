"""What a rebate policy says (DOMAIN E.1, E.2)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Name, Number, OneOf, Rate
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field

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
        "received_incl_tax": ("回款额（含税）", "receipts, incl. VAT"),
        "sell_out": ("出货额", "sell-out"),
        "quantity": ("数量", "quantity"),
    },
)
TAX_NATURE = Vocabulary(
    "tax_nature", {"price_reduction": ("价格折让", "price reduction"), "service_fee": ("服务费", "service fee")}
)


class RebateStep(Value):
    """From `from_value` on (inclusive) the rate applies."""

    KEY = ("from_value",)
    from_value: Number = field("起点（含）", "From (inclusive)", audience="dealer")
    rate: Rate = field("比率", "Rate", audience="dealer")


class RebateComponent(Value):
    KEY = ("id",)
    id: Name = field("项目编号", "Component id", audience="dealer")
    type: Annotated[str, OneOf(COMPONENTS)] = field("类型", "Type", audience="dealer")
    name: Bilingual = field("项目", "Component", audience="dealer")
    base: Annotated[str, OneOf(BASES)] = field("计算基数", "Base", audience="dealer")
    tax_nature: Annotated[str, OneOf(TAX_NATURE)] = field("税务性质", "Tax nature", audience="dealer")
    steps: tuple[RebateStep, ...] = field("档", "Steps", audience="dealer")
    rule: Bilingual = field("说明", "Rule", audience="dealer")


class RebatePolicy(Policy):
    """A version of a rebate policy; contracts refer to it as `policy-id@version`."""

    payout: Bilingual = field("兑付方式", "Payout", audience="dealer")
    components: tuple[RebateComponent, ...] = field("返利项目", "Components", audience="dealer")


KINDS = (
    Kind(
        "rebate-policy",
        Text("返利政策", "the rebate policies"),
        RebatePolicy,
        "content/policies/incentive/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
)
