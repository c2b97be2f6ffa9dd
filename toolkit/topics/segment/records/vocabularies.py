"""The closed lists of the segment chapter (reference K)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.showing import SHARE

AXES = Vocabulary(
    "axis",
    {
        "sales": ("年净销售额", "annual net sales"),
        "margin": ("边际贡献", "margin contribution"),
        "growth": ("同比增长", "growth on last year"),
    },
)
STAGES = Vocabulary(
    "life_stage",
    {
        "new": ("新合作", "new"),
        "growing": ("成长期", "growing"),
        "mature": ("成熟期", "mature"),
        "declining": ("衰退期", "declining"),
        "succession": ("传承期", "succession"),
    },
)
WARNINGS = Vocabulary(
    "warning",
    {
        "W1": ("连续两月进货低于上年同月", "sell-in below the same month last year, two months running"),
        "W2": ("下单间隔拉长", "a longer gap between orders"),
        "W3": ("库存天数", "days of stock"),
        "W4": ("逾期账款", "overdue payments"),
        "W5": ("考核下滑", "falling evaluation"),
        "W6": ("专职人员流失", "turnover of dedicated staff"),
        "W7": ("新代理品牌", "a new other brand"),
        "W8": ("久未会面", "no meeting"),
        "W9": ("我方未答复或违背承诺", "feedback unanswered or promises broken by us"),
        "W10": ("证照或合同到期", "licence or contract runs out"),
        "W11": ("涉诉、失信、异常", "lawsuit, dishonesty, abnormal operation"),
        "W12": ("满意度", "satisfaction"),
        "W13": ("返利异议或核销积压", "rebate dispute or claim waiting"),
        "W14": ("季末突击进货", "sell-in spike at the quarter's end"),
    },
)
WARNED_IN = {
    "W1": SHARE, "W2": "倍", "W3": "天", "W4": "天", "W5": "分", "W6": SHARE, "W7": "个", "W8": "倍", "W9": "项", "W10": "天",
    "W11": "项", "W12": "分", "W13": "天", "W14": SHARE,
}  # fmt: skip
"""What the thresholds of each warning are counted in."""
LEVELS = Vocabulary(
    "warning_level",
    {
        "none": ("正常", "fine"),
        "yellow": ("黄色", "yellow"),
        "red": ("红色", "red"),
        "missing": ("数据缺失，不计分", "data missing, not counted"),
    },
)
TESTS = Vocabulary(
    "threshold_test",
    {
        "above": ("大于", "above"),
        "at_least": ("不小于", "at least"),
        "at_most": ("不大于", "at most"),
    },
)
RISKS = Vocabulary("churn_risk", {"low": ("低", "low"), "medium": ("中", "medium"), "high": ("高", "high")})
NEEDS = Vocabulary(
    "need",
    {
        "capital": ("资金", "capital"),
        "people": ("人员", "people"),
        "products": ("产品", "products"),
        "digital": ("数字化", "digital tools"),
        "succession": ("传承", "succession"),
    },
)
LEGAL = Vocabulary(
    "legal_fact",
    {
        "lawsuit": ("涉诉", "lawsuit"),
        "executed": ("被执行", "enforcement"),
        "dishonest": ("失信被执行人", "dishonest judgment debtor"),
        "abnormal": ("经营异常", "abnormal operation"),
    },
)
GRAVE = frozenset(("dishonest", "abnormal"))
"""Entries in public registers that are red at once (W11)."""
THEMES = Vocabulary(
    "satisfaction_theme",
    {
        "product": ("产品", "product"),
        "policy": ("政策公平", "fairness of policies"),
        "logistics": ("物流", "logistics"),
        "response": ("响应", "response"),
        "growth": ("成长支持", "growth"),
        "respect": ("尊重与信任", "respect and trust"),
    },
)
WHY = Vocabulary(
    "proposal_ground",
    {
        "new": ("合作不满期限，分群不变", "too new: the segment does not change"),
        "two_d": ("连续两次 D", "D twice running"),
        "health_low": ("健康度低于界线", "health below the line"),
        "red": ("有红色预警", "a red warning"),
        "strategic": ("价值与健康度达到战略线", "value and health reach the strategic line"),
        "core": ("价值与健康度达到核心线", "value and health reach the core line"),
        "faster": ("健康且增长快于同组", "healthy and growing faster than its peers"),
        "otherwise": ("其余条件都不满足", "none of the other tests is met"),
        "no_health": ("没有有效考核，无法建议", "no rated evaluation: nothing can be proposed"),
        "no_value": ("没有销售数据，无法建议", "no sales data: nothing can be proposed"),
        "not_active": ("不在合作中", "the cooperation does not run"),
    },
)
HELPS = Vocabulary(
    "help",
    {
        "cold_store": ("冷库", "cold store"),
        "store": ("常温仓位", "storage space"),
        "vehicle": ("车辆与搭载", "vehicles and lifts"),
        "driver": ("司机", "drivers"),
        "people": ("人手", "hands"),
        "coaching": ("带教跟岗", "coaching on the job"),
        "equipment": ("设备", "equipment"),
        "know_how": ("做法交流", "exchange of practice"),
    },
)
"""What one dealer may lend another. Goods, prices and customers are not on the list, and never will be."""
HELPED_IN = {
    "cold_store": "㎡", "store": "㎡", "vehicle": "辆", "driver": "人", "people": "人", "coaching": "天", "equipment": "个", "know_how": "次",
}  # fmt: skip
"""What each sort of help is counted in."""
REACHES = Vocabulary(
    "reach",
    {
        "county": ("同区县", "same county"),
        "prefecture": ("同城", "same city"),
        "province": ("同省", "same province"),
        "country": ("跨省", "other province"),
    },
)
"""How far apart two dealers are, the nearest first; a policy says how far each sort of help may go."""
BARS = Vocabulary(
    "help_bar",
    {
        "case": ("双方有未结案件", "an open case between the two"),
        "rivals": ("同一地盘卖同一产品线", "both sell the same line on the same ground"),
        "leaving": ("一方在退出", "one of them is leaving"),
    },
)
"""Conflicts of interest for which two dealers are not brought together."""
HELP_STATES = Vocabulary(
    "help_state",
    {
        "proposed": ("可牵线", "may be asked"),
        "asking": ("征询中", "being asked"),
        "agreed": ("双方同意", "both agree"),
        "running": ("进行中", "running"),
        "ended": ("已结束", "ended"),
        "refused": ("未成", "came to nothing"),
        "barred": ("不牵线", "not brought together"),
    },
)
COSTS = Vocabulary(
    "help_cost",
    {
        "receiver": ("受益方付", "paid by who is helped"),
        "brand": ("我方付", "paid by us"),
        "none": ("无偿", "free"),
    },
)
SIGNALS = Vocabulary(
    "signal",
    {
        "stock_high": ("库存偏高", "stock is high"),
        "sell_in_falling": ("进货下滑", "sell-in falls"),
        "sell_out_weak": ("动销偏弱", "sell-out is weak"),
        "overdue": ("货款逾期", "payment is overdue"),
        "cash_strong": ("回款良好", "payment is good"),
        "growing": ("增长快于同组", "grows faster than its peers"),
        "outlets_weak": ("网点覆盖偏弱", "few outlets are covered"),
        "people_leaving": ("专职人员流失", "dedicated people leave"),
        "training_weak": ("培训通过偏低", "few pass the courses"),
        "succession": ("无接班人", "no successor"),
    },
)
"""What the data say of a dealer; rules of the policy turn them into a need and an offer (reference K.2)."""
