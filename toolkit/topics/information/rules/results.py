"""What the chapter derives: what each dealer was given and told, how its peers move, how both sides forecast."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Result
from toolkit.topics.communication.rules.results import InformationLine
from toolkit.topics.information.records.sharing import Figure


class SharedItem(Value):
    """The newest version of a piece of information. The same value stands in the results of all dealers that it is for."""

    id: str = field("编号", "Id", audience="dealer")
    direction: str = field("方向", "Direction", audience="dealer")
    kind: str = field("种类", "Kind", audience="dealer")
    subject: Text = field("标题", "Subject", audience="dealer")
    first: date = field("自", "From", audience="dealer")
    last: date = field("至", "Until", audience="dealer")
    version: int = field("版次", "Version", audience="dealer")
    published_on: date = field("发出", "Published", audience="dealer")
    due: date = field("确认期限", "Acknowledge by", audience="dealer")
    text: Text | None = field("内容", "Content", audience="dealer", default=None)
    figures: tuple[Figure, ...] = field("数据", "Figures", audience="dealer", default=())
    reason: Text | None = field("更正原因", "Reason of the correction", audience="dealer", default=None)
    keep_until: date | None = field("保存至", "Kept until", audience="dealer", default=None)


class Received(Value):
    """A piece of information as one dealer has it."""

    item: SharedItem = field("信息", "Information", audience="dealer")
    state: str = field("确认情况", "Receipt", audience="dealer")
    acknowledged: date | None = field("确认日", "Acknowledged on", audience="dealer", default=None)
    answer: Text | None = field("打法", "Tactics", audience="dealer", default=None)


class BriefingLine(Value):
    """A new product as one dealer was told of it."""

    product: str = field("货号", "SKU", audience="dealer")
    name: Text = field("品名", "Name", audience="dealer")
    launch_on: date = field("上市日", "Launch", audience="dealer")
    told_on: date = field("首次告知", "First told on", audience="dealer")
    talks: int = field("告知次数", "Talks", audience="dealer")
    state: str = field("是否听懂", "Understood", audience="dealer")
    method: str = field("确认方式", "Method", audience="dealer", default="")
    score: int | None = field("得分", "Score", audience="dealer", unit="分", default=None)
    open_concerns: tuple[Text, ...] = field("未答复的担心", "Concerns not answered", audience="dealer", default=())
    plan_state: str = field("共同计划", "Joint plan", audience="dealer")
    plan_due: date | None = field("计划期限", "Plan due", audience="dealer", default=None)
    planned: tuple[int, int] | None = field(
        "计划：箱、网点", "Planned: cases, outlets", audience="dealer", default=None
    )
    reached: tuple[int, int] | None = field(
        "结果：箱、网点", "Reached: cases, outlets", audience="dealer", default=None
    )


class InformationStanding(Result):
    """What one dealer has of us and we of it; its subject is the dealer.

    `untold` are products that it is still to hear of: internal, since its own page must not be the way in which it learns of them.
    """

    topic = "information"
    received: tuple[Received, ...] = field("双方信息", "Shared", audience="dealer", default=())
    quality: tuple[InformationLine, ...] = field("信息质量", "Quality", audience="dealer", default=())
    briefings: tuple[BriefingLine, ...] = field("新品预沟通", "New products", audience="dealer", default=())
    untold: tuple[str, ...] = field("待告知的新品", "Still to be told of", default=())


class TrendLine(Value):
    """One group's quarter in a line, rounded; nothing of it is given where a few could be worked out from it."""

    line: str = field("产品线", "Line", audience="dealer")
    quarter: str = field("季度", "Quarter", audience="dealer")
    axis: str = field("分组", "Group by", audience="dealer")
    state: str = field("是否给出", "Shown", audience="dealer")
    growth: Decimal | None = field("净进货同比", "Net sell-in on a year before", audience="dealer", default=None)
    sell_through: Decimal | None = field("动销率", "Sell-through", audience="dealer", default=None)
    group: str = field("组别", "Group", default="")
    members: int = field("家数", "Dealers", default=0)
    largest: Decimal | None = field("最大一家占比", "Share of the largest", default=None)


class OwnLine(Value):
    """The dealer's own quarter in a line, in the same terms as its peers'."""

    line: str = field("产品线", "Line", audience="dealer")
    quarter: str = field("季度", "Quarter", audience="dealer")
    growth: Decimal | None = field("净进货同比", "Net sell-in on a year before", audience="dealer", default=None)
    sell_through: Decimal | None = field("动销率", "Sell-through", audience="dealer", default=None)


class PeerTrend(Result):
    """How a dealer's peers move, in shares and without names; its subject is the dealer."""

    topic = "information"
    across = True
    policy: str = field("政策版本", "Policy version", audience="dealer")
    rows: tuple[TrendLine, ...] = field("汇总", "Aggregates", audience="dealer", default=())
    own: tuple[OwnLine, ...] = field("本经销商", "Own", audience="dealer", default=())


class ForecastLine(Value):
    """One line's month. Amounts stand on the tax basis said."""

    month: str = field("月份", "Month", audience="dealer")
    line: str = field("产品线", "Line", audience="dealer")
    basis: str = field("口径", "Of", audience="dealer")
    tax: str = field("含税", "Tax", audience="dealer")
    ours: Decimal | None = field("我方预测", "Our forecast", audience="dealer", unit="元", default=None)
    theirs: Decimal | None = field("经销商预测", "The dealer's forecast", audience="dealer", unit="元", default=None)
    actual: Decimal | None = field("实际", "Actual", audience="dealer", unit="元", default=None)
    our_deviation: Decimal | None = field("我方偏差率", "Our deviation", audience="dealer", default=None)
    their_deviation: Decimal | None = field("经销商偏差率", "The dealer's deviation", audience="dealer", default=None)


class ForecastAccuracy(Result):
    """How well both sides saw one quarter coming, `D-2025-0007/2026Q2`; the quarter's figures are of one basis each."""

    topic = "information"
    quarter: str = field("季度", "Quarter", audience="dealer")
    rows: tuple[ForecastLine, ...] = field("各月", "Months", audience="dealer", default=())
    ours: Decimal | None = field("我方偏差率（净进货）", "Our deviation, sell-in", audience="dealer", default=None)
    theirs: Decimal | None = field(
        "经销商偏差率（净进货）", "The dealer's deviation, sell-in", audience="dealer", default=None
    )
    ours_out: Decimal | None = field("我方偏差率（出货）", "Our deviation, sell-out", audience="dealer", default=None)
    theirs_out: Decimal | None = field(
        "经销商偏差率（出货）", "The dealer's deviation, sell-out", audience="dealer", default=None
    )


class LaunchStanding(InternalResult):
    """A launch over all dealers; its subject is the SKU. No dealer sees who else was told."""

    topic = "information"
    launch_on: date = field("上市日", "Launch")
    to_tell: tuple[str, ...] = field("应告知", "To be told", default=())
    told: tuple[str, ...] = field("已告知", "Told", default=())
    understood: tuple[str, ...] = field("已听懂", "Understood", default=())
    open_concerns: tuple[str, ...] = field("有担心未答复", "With concerns not answered", default=())
    planned: tuple[str, ...] = field("有共同计划", "With a joint plan", default=())


class NetworkInformation(InternalResult):
    """Information over the whole network; its subject is `network`."""

    topic = "information"
    quality: tuple[InformationLine, ...] = field("信息质量", "Quality", default=())
    forecasts: tuple[tuple[str, Decimal | None, Decimal | None], ...] = field(
        "预测偏差：季度、我方、经销商", "Deviation: quarter, ours, the dealers'", default=()
    )
