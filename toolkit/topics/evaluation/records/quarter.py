"""What a quarter's file says: the facts that an evaluation rests on, each with its source (reference A.12)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Count, Day, Flag, Line, Name, OneOf, Quarter
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Evidence, Measure
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.evaluation.records.amounts import LineData, Receivables
from toolkit.topics.evaluation.records.groups import MarketInformation, OrderChanges, Outlets, StockCount, Supply, Tally
from toolkit.topics.evaluation.records.vocabularies import GRADES


class Deduction(Value):
    """A confirmed event that costs points. Only what is final counts; cross-territory sales need a level of 2 or more."""

    KEY = ("kind", "case")
    kind: Name = field("扣分项", "Kind", audience="dealer")
    case: Line = field("案件编号", "Case", audience="dealer")
    points: Count = field("扣分", "Points", audience="dealer", unit="分")
    level: Count | None = field("案件级别", "Level of the case", audience="dealer", default=None)
    final_on: Day | None = field("终局日", "Final on", audience="dealer", default=None)
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class RedLineEvent(Value):
    """A red line that was crossed, confirmed and final, with its case."""

    KEY = ("red_line", "case")
    red_line: Line = field("红线", "Red line", audience="dealer")
    case: Line = field("案件编号", "Case", audience="dealer")
    final_on: Day | None = field("终局日", "Final on", audience="dealer", default=None)
    cap: Annotated[str, OneOf(GRADES)] | None = field(
        "等级上限",
        "Cap",
        audience="dealer",
        default=None,
        help_zh="政策留给委员会决定的才写",
        help_en="only where the policy leaves it to the committee",
    )
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class QuarterData(Record):
    """One dealer's quarter: figures with their source, events that cost points, and how well we supplied."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    quarter: Quarter = field("季度", "Quarter", audience="dealer")
    frozen_on: Day | None = field(
        "数据冻结日",
        "Data frozen on",
        audience="dealer",
        default=None,
        help_zh="冻结前未上报的算待定，冻结后算未上报",
        help_en="what is not reported is pending until then",
    )
    verified_by: StaffId | None = field("财务复核人", "Verified by finance", audience="dealer", default=None)
    information_only: Bilingual | None = field(
        "仅供参考的理由", "For information only, because", audience="dealer", default=None
    )
    lines: tuple[LineData, ...] = field("分产品线", "By product line", audience="dealer")
    receivables: Receivables = field("应收与回款", "Receivables", audience="dealer")
    outlets: Outlets = field("网点", "Outlets", audience="dealer")
    counties: Tally = field("空白区县或渠道开发", "New counties or channels", audience="dealer")
    activities: Tally = field("市场活动", "Market activities", audience="dealer")
    stock_count: StockCount = field("库存盘点", "Stock count", audience="dealer")
    display_score: Measure = field("陈列形象检查均分", "Display audit, mean score", audience="dealer", unit="分")
    brand_points: Measure = field("品牌使用违规计分", "Points for misuse of the brand", audience="dealer", unit="分")
    complaints: Tally = field("投诉按时办结", "Complaints closed on time", audience="dealer")
    reports: Tally = field("数据按时上报", "Reports on time", audience="dealer")
    training: Tally = field("培训通过", "Training passed", audience="dealer")
    programmes: Tally = field("方案执行", "Programmes carried out", audience="dealer")
    actions: Tally = field("行动项按时完成", "Actions done on time", audience="dealer")
    order_changes: OrderChanges | None = field("订单改动", "Order changes", audience="dealer", default=None)
    market_information: MarketInformation | None = field(
        "市场信息反馈", "Market information", audience="dealer", default=None
    )
    supply: Supply | None = field("我方供货", "Our supply", audience="dealer", default=None)
    deductions: tuple[Deduction, ...] = field("扣分事项", "Deductions", audience="dealer", default=())
    red_lines: tuple[RedLineEvent, ...] = field("红线", "Red lines", audience="dealer", default=())
    evidence: tuple[Evidence, ...] = field("数据文件", "Data files", audience="dealer", default=())
    draft: Flag = field("未完成", "Unfinished", default=False)
