"""The closed lists of the screening chapter (reference A.4-A.6, C)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

LEAD_SOURCES = Vocabulary(
    "lead_source",
    {
        "exhibition": ("展会", "trade show"),
        "association": ("商协会", "chamber or association"),
        "online": ("网络平台", "online platform"),
        "referral": ("客户推荐", "referral"),
        "cold_visit": ("主动寻访", "field prospecting"),
        "inbound": ("主动来访", "came to us"),
    },
)
CLAIMS = Vocabulary(
    "claim",
    {
        "annual_sales": ("年销售额", "annual sales"),
        "staff": ("员工人数", "staff"),
        "dedicated_staff": ("可专职人数", "dedicated staff"),
        "vehicles": ("车辆", "vehicles"),
        "warehouse_m2": ("仓储面积", "warehouse area"),
        "chilled_m2": ("其中冷库", "cold store"),
        "outlets_covered": ("覆盖网点", "outlets covered"),
        "working_capital": ("流动资金", "working capital"),
        "delivery_hours": ("全区配送时间", "delivery to the whole area"),
    },
)
"""What a candidate says of its size, and a visit finds (A.4)."""
UNITS = {
    "annual_sales": ("元", "yuan"),
    "staff": ("人", ""),
    "dedicated_staff": ("人", ""),
    "vehicles": ("辆", ""),
    "warehouse_m2": ("㎡", "m²"),
    "chilled_m2": ("㎡", "m²"),
    "outlets_covered": ("家", ""),
    "working_capital": ("元", "yuan"),
    "delivery_hours": ("小时", "hours"),
}
REGISTERS = Vocabulary(
    "register",
    {
        "status": ("存续状态", "in existence"),
        "dishonest": ("失信被执行人", "dishonest judgment debtors"),
        "enforced": ("被执行人", "judgment debtors"),
        "abnormal": ("经营异常", "abnormal operations"),
        "serious": ("严重违法失信", "serious violations"),
        "tax": ("税务违法", "tax offences"),
        "lawsuits": ("涉诉", "lawsuits"),
        "bribery": ("商业贿赂", "bribery"),
        "counterfeit": ("制售假货", "counterfeits"),
    },
)
REGISTER_RESULTS = Vocabulary(
    "register_result",
    {"clear": ("正常", "clear"), "found": ("有记录", "on record"), "removed": ("已移出", "removed")},
)
GATE_RESULTS = Vocabulary(
    "gate_result", {"pass": ("通过", "passed"), "fail": ("未通过", "failed"), "waived": ("豁免", "waived")}
)
GATE_TESTS = Vocabulary(
    "gate_test",
    {
        "identity": ("主体存续", "exists and trades"),
        "licences": ("资质有效期", "licences long enough"),
        "dishonest": ("失信被执行人", "no dishonest judgment debtor"),
        "registers": ("严重违法与经营异常", "not on the lists of violations"),
        "integrity": ("贿赂与假货", "no bribery, no counterfeits"),
        "interest": ("利益关系已申报", "interests declared"),
        "funds": ("资金门槛", "funds"),
        "warehouse": ("仓储门槛", "warehouse"),
        "rival": ("竞品独家", "not exclusive for a rival"),
        "vacancy": ("区域空置", "territory vacant"),
    },
)
"""What a gate may test; each is looked at in `rules/gates.py`, the last one by a check that sees the contracts."""
GUIDES = Vocabulary(
    "guide",
    {
        "funds": ("资金 ÷（首单 + 一个月目标）", "funds ÷ (first order + a month's target)"),
        "warehouse": ("仓储 ÷ 所需", "warehouse ÷ needed"),
        "team": ("专职人数", "dedicated staff"),
        "years": ("同品类年数", "years in the category"),
        "outlets": ("覆盖网点 ÷ 目标终端", "outlets ÷ target outlets"),
        "delivery": ("配送小时", "delivery hours"),
        "competing": ("直接竞品占销售额", "share of direct rivals"),
    },
)
"""Facts by which a score can be guessed, and so compared; each is computed in `rules/facts.py`."""
DECISIONS = Vocabulary(
    "decision",
    {
        "approve": ("通过", "approved"),
        "conditional": ("有条件通过", "approved with conditions"),
        "pool": ("储备", "pooled"),
        "reject": ("淘汰", "rejected"),
    },
)
PURPOSES = Vocabulary(
    "visit_purpose",
    {
        "screen": ("选商考察", "screening"),
        "routine": ("例行走访", "routine"),
        "audit": ("核查", "audit"),
        "dispute": ("争议核实", "dispute"),
    },
)
LOOKED_AT = Vocabulary(
    "looked_at",
    {
        "office": ("办公室", "office"),
        "warehouse": ("仓库", "warehouse"),
        "competitor_stock": ("竞品库存", "rivals' stock"),
        "system": ("系统", "system"),
        "vehicles": ("车辆", "vehicles"),
        "team": ("团队", "team"),
        "outlets": ("终端", "outlets"),
    },
)
TRUTH = Vocabulary(
    "truthfulness",
    {
        "unchecked": ("尚未核实", "not looked at yet"),
        "consistent": ("与申报相符", "as claimed"),
        "explained": ("有差异，已解释", "differences explained"),
        "doubtful": ("有差异，未解释", "differences not explained"),
    },
)
STAGES = Vocabulary(
    "screening_stage",
    {
        "unscored": ("未评分", "not scored"),
        "gates_open": ("门槛未核完", "gates open"),
        "gate_failed": ("门槛未通过", "a gate failed"),
        "one_assessor": ("缺第二名评分人", "second assessor missing"),
        "third_needed": ("需第三名评分人", "third assessor needed"),
        "scored": ("已评分", "scored"),
    },
)
