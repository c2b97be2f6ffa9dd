"""The closed lists of the onboarding chapter (reference G)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.showing import SHARE, YES

TRAINEES = Vocabulary(
    "trainee",
    {
        "owner": ("负责人", "owner"),
        "sales": ("销售", "sales"),
        "warehouse": ("仓管", "warehouse"),
        "shop": ("店员", "shop staff"),
        "service": ("售后", "after-sales"),
        "order": ("订货", "orders"),
        "finance": ("财务", "finance"),
    },
)
"""Whom a course is for; people themselves stand in the private store."""
GATE_MEASURES = Vocabulary(
    "gate_measure",
    {
        "account_live": ("账户开通", "account live"),
        "training_pass": ("培训通过率", "training passed"),
        "first_order_delivered": ("首单已交付", "first order delivered"),
        "outlet_database": ("网点数据库完成率", "outlet database"),
        "distribution": ("铺货率", "distribution"),
        "sell_through": ("首单动销率", "sell-through of the first order"),
        "acceptance": ("验收得分", "acceptance score"),
    },
)
"""What a gate may ask for. Shares lie between 0 and 1; a yes is 1; the acceptance score goes to 100."""
REACHED_IN = {
    "account_live": YES,
    "training_pass": SHARE,
    "first_order_delivered": YES,
    "outlet_database": SHARE,
    "distribution": SHARE,
    "sell_through": SHARE,
    "acceptance": "分",
}
"""What each is counted in."""
ACCEPTANCE_ITEMS = Vocabulary(
    "acceptance_item",
    {
        "training": ("培训", "training"),
        "team": ("团队", "team"),
        "distribution": ("铺货", "distribution"),
        "sell_through": ("动销", "sell-through"),
        "payment": ("按时付款", "payment on time"),
        "reporting": ("信息上报", "reporting"),
        "service_drill": ("售后演练", "service drill"),
    },
)
"""The seven items of the acceptance sheet (reference G.2)."""
GATE_STATES = Vocabulary(
    "gate_state",
    {
        "passed": ("已通过", "passed"),
        "late": ("逾期通过", "passed late"),
        "missed": ("未达到", "not reached"),
        "no_data": ("缺数据", "no data"),
        "open": ("未到期", "not due"),
    },
)
CERTIFICATE_STATES = Vocabulary(
    "certificate_state",
    {
        "valid": ("有效", "valid"),
        "expiring": ("将到期", "expiring"),
        "expired": ("已过期", "expired"),
        "open": ("未通过", "not passed"),
    },
)
