"""The closed lists of the evaluation chapter (reference A.12, D)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

GRADES = Vocabulary("grade", {"A": ("A", "A"), "B": ("B", "B"), "C": ("C", "C"), "D": ("D", "D")})
"""Grades, the best first. A quarter that is not rated has none of them: NR."""
NOT_RATED = "NR"
MEASURES = Vocabulary(
    "measure",
    {
        "target_attainment": ("销售目标完成率", "Target attainment"),
        "growth": ("同比增长率", "Growth on last year"),
        "focus_attainment": ("重点产品完成率", "Focus products"),
        "outlet_growth": ("有效网点净增完成率", "Net outlet growth"),
        "outlet_coverage": ("网点覆盖率", "Outlet coverage"),
        "new_counties": ("空白区县或渠道开发完成率", "New counties or channels"),
        "activities": ("市场活动执行率", "Activities carried out"),
        "payment_on_time": ("按期回款率", "Paid on time"),
        "overdue_share": ("期末逾期率", "Overdue at the end"),
        "turnover_beyond_term": ("周转超账期", "Turnover beyond term"),
        "stock_days": ("库存周转天数", "Days of stock"),
        "sell_through": ("动销率", "Sell-through"),
        "aged_share": ("滞销临期占比", "Aged stock"),
        "count_accuracy": ("库存上报准确率", "Stock accuracy"),
        "display_score": ("陈列形象检查得分", "Display audit"),
        "complaints_in_time": ("投诉按时办结率", "Complaints closed on time"),
        "brand_use": ("品牌使用合规得分", "Use of the brand"),
        "reports_on_time": ("数据按时上报率", "Reports on time"),
        "training_passed": ("培训完成率", "Training passed"),
        "programmes": ("政策执行率", "Programmes carried out"),
        "actions_on_time": ("行动项按时完成率", "Actions on time"),
        "order_change_rate": ("订单改动率", "Order changes"),
        "forecast_deviation": ("销售预测偏差率", "Forecast deviation"),
        "market_information": ("市场信息反馈质量", "Market information"),
        "stock_coefficient": ("库存系数", "Stock coefficient"),
        "collection_rate": ("回款率", "Collection rate"),
    },
)
"""What an indicator may measure; each is computed in `rules/measures.py`, there is no formula text."""
SCALES = Vocabulary(
    "scale",
    {
        "attain": ("完成率尺", "Attainment"),
        "growth": ("增长率尺", "Growth"),
        "rate": ("比率尺", "Rate"),
        "overdue": ("逾期率尺", "Overdue share"),
        "beyond-term": ("超账期尺", "Beyond term"),
        "stock-days": ("库存天数尺", "Days of stock"),
        "sell-through": ("动销率尺", "Sell-through"),
        "aged": ("滞销临期尺", "Aged stock"),
        "linear": ("直线尺", "Straight line"),
        "order-changes": ("订单改动尺", "Order changes"),
        "forecast": ("预测偏差尺", "Forecast deviation"),
        "information": ("信息质量尺", "Quality of information"),
        "collection": ("回款率尺", "Collection rate"),
        "coefficient": ("库存系数尺", "Stock coefficient"),
    },
)
"""How usual scales are called; a policy may use other ids, whose scales are called after what they measure."""
CLASSES = Vocabulary(
    "class",
    {
        "leading": ("领先的", "leading"),
        "building": ("在建设的", "building up"),
        "watched": ("要留意的", "to be watched"),
    },
)
"""How the usual classes of segments are called, among which dealers are compared."""
TREATMENTS = Vocabulary(
    "treatment",
    {
        "exclude": ("剔除，权重重分", "left out, its weight shared among the others"),
        "provisional": ("剔除，结果暂定", "left out, the result is provisional"),
        "zero": ("记零分", "scored 0"),
        "block": ("不评级", "not rated"),
    },
)
"""What becomes of an indicator without a value (reference D.6)."""
BOUNDS = Vocabulary(
    "bound",
    {
        "lower_inclusive": ("含下限", "lower bound included"),
        "lower_exclusive": ("含上限", "upper bound included"),
    },
)
LEVELS = Vocabulary(
    "quality",
    {
        "excellent": ("优", "excellent"),
        "good": ("良", "good"),
        "fair": ("中", "fair"),
        "poor": ("差", "poor"),
    },
)
"""A rating by a department, where nothing can be counted (reference D.2, market information)."""
OUTCOMES = Vocabulary(
    "appeal_outcome",
    {
        "upheld": ("维持原结果", "result upheld"),
        "partly": ("部分支持", "appeal partly granted"),
        "changed": ("变更结果", "result changed"),
    },
)
STANDINGS = Vocabulary(
    "rating_status",
    {
        "rated": ("已评级", "rated"),
        "provisional": ("暂定", "provisional"),
        "not_rated": ("不评级", "not rated"),
    },
)
REASONS = Vocabulary(
    "rating_reason",
    {
        "new_first": ("新经销商首个完整季度，只给分不评级", "first full quarter of a new dealer: scored, not rated"),
        "new_second": ("新经销商，结果暂定", "a new dealer: the result is provisional"),
        "coverage_low": ("可用数据不足，不评级", "too few data to rate"),
        "coverage_partial": ("可用数据偏少，暂定，不升不降", "few data: provisional, no step up or down"),
        "pending": ("有待定数据，出来后发新版", "data are pending; a new version follows"),
        "blocked": ("缺少必备数据，不评级", "data that are required are missing"),
        "not_frozen": ("数据尚未冻结，暂定", "the data are not frozen yet: provisional"),
        "information": ("仅供参考，不评级", "for information only, not rated"),
    },
)
"""Why a quarter is provisional or not rated."""
FLAGS = Vocabulary(
    "evaluation_flag",
    {
        "drop": ("较上季大幅下降", "a steep fall since last quarter"),
        "two_falls": ("连续两季下降", "two falls in a row"),
        "weak_dimension": ("有维度低于界线", "a dimension below the line"),
        "two_d": ("连续两次 D，启动退出评审", "D twice running: exit review"),
    },
)
DEDUCTION_STATES = Vocabulary(
    "deduction_state",
    {
        "applied": ("已扣分", "deducted"),
        "capped": ("已到上限", "limited by the cap"),
        "not_final": ("尚未终局，不扣分", "not final yet: nothing deducted"),
        "below_level": ("未达扣分级别，只提醒", "below the level that costs points: a reminder only"),
        "counted_already": ("相关指标已低，不重复扣分", "its indicator is low already: not counted twice"),
        "unknown": ("政策没有这一项，不扣分", "no such item in the policy: nothing deducted"),
    },
)

WIDENINGS = Vocabulary(
    "widening",
    {
        "segment": ("分群不同的也比", "across segments"),
        "territory": ("地级与县级合并", "prefectures and counties together"),
    },
)
