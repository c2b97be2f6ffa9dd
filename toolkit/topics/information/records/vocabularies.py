"""The closed lists of shared information and of new products (reference A.22, 0b)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

DIRECTIONS = Vocabulary(
    "direction",
    {
        "to_dealer": ("我方提供", "from us"),
        "from_dealer": ("经销商提供", "from the dealer"),
        "mutual": ("双方交换", "exchanged"),
    },
)
OURS = ("to_dealer", "mutual")
"""What the dealer is to read: its wording and its delivery are ours to answer for."""
THEIRS = ("from_dealer", "mutual")
"""What rests on the dealer's own data: it needs a purpose."""
SHARED_KINDS = Vocabulary(
    "information_kind",
    {
        "sales_data": ("销售数据", "sales data"),
        "forecast": ("销售预测", "forecast"),
        "stock": ("库存", "stock"),
        "roadmap": ("产品规划", "roadmap"),
        "trend": ("市场趋势", "market trend"),
        "market_data": ("市场数据", "market data"),
        "new_product": ("新品", "new product"),
    },
)
PLANS = ("forecast", "roadmap", "new_product")
"""Kinds that speak of a time to come; the others report what was."""
DEALERS_DATA = ("dms", "dealer_report")
"""Sources that hold what single dealers have and sell."""
OUR_SALES = ("sales_data", "trend")
"""Kinds whose figures from our own books are what single dealers bought."""
FORECAST_BASES = Vocabulary("forecast_basis", {"sell_in": ("净进货", "net sell-in"), "sell_out": ("出货", "sell-out")})
AXES = Vocabulary(
    "group_axis",
    {
        "nation": ("全国", "Country"),
        "territory_class": ("同类区域", "Territories of this class"),
        "segment": ("同类经销商", "Dealers of this kind"),
    },
)
"""By what dealers are grouped; `nation` holds all others."""
TREND_STATES = Vocabulary(
    "trend_state",
    {
        "shown": ("已给出", "shown"),
        "too_few": ("家数不足，不给出", "too few dealers, not shown"),
        "dominated": ("单家占比过高，不给出", "one share is too large, not shown"),
        "isolates": ("与其他汇总相减会露出少数几家，不给出", "the difference from another group would expose a few, not shown"),
    },
)  # fmt: skip
METHODS = Vocabulary(
    "understanding_method", {"quiz": ("问答", "quiz"), "retell": ("复述", "retelling"), "talk": ("面谈", "talk")}
)
UNDERSTANDING = Vocabulary(
    "understanding",
    {
        "yes": ("听懂了", "understood"),
        "partly": ("部分听懂", "partly understood"),
        "no": ("没有听懂", "not understood"),
    },
)
BRIEFING_STATES = Vocabulary(
    "briefing_state",
    {
        "not_told": ("未告知", "not told"),
        "told": ("已告知，未确认听懂", "told, understanding not checked"),
        "not_understood": ("没有完全听懂，待再讲", "not fully understood, to be told again"),
        "understood": ("已听懂", "understood"),
    },
)
PLAN_STATES = Vocabulary(
    "launch_plan_state",
    {
        "none": ("没有共同计划", "no joint plan"),
        "running": ("执行中", "under way"),
        "late": ("逾期", "late"),
        "settled": ("已有结果", "settled"),
    },
)
RECEIPTS = Vocabulary(
    "receipt",
    {
        "open": ("待确认", "to be acknowledged"),
        "late": ("逾期未确认", "not acknowledged in time"),
        "acknowledged": ("已确认", "acknowledged"),
    },
)
WISHES = Vocabulary(
    "user_wish",
    {
        "size": ("规格", "size"),
        "taste": ("口味", "taste"),
        "pack": ("包装", "packing"),
        "content": ("配料与健康", "ingredients"),
        "delivery": ("送货与购买", "delivery and buying"),
        "use": ("使用与维护", "use and care"),
        "gift": ("礼品与定制", "gifts and made to order"),
        "other": ("其他", "other"),
    },
)
"""What end users ask for: of the goods and the service, never of a shop's price."""
WISH_SOURCES = Vocabulary(
    "wish_source",
    {
        "shop_talk": ("店里聊天", "talks in shops"),
        "tasting": ("试饮活动", "tastings"),
        "complaint": ("投诉与建议", "complaints and suggestions"),
        "service": ("售后上门", "service visits"),
        "online": ("网上评价", "reviews online"),
        "survey": ("小问卷", "a short survey"),
    },
)
WISH_STATES = Vocabulary(
    "wish_state",
    {
        "open": ("待答复", "to be answered"),
        "testing": ("在试", "being tried"),
        "taken_up": ("已采纳", "taken up"),
        "declined": ("不做，已说明", "declined, and said why"),
    },
)
