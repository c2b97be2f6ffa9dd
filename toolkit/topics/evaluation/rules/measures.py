"""The closed list of measures that a policy may name. Each is computed in code; there is no formula text (traps T3, T4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.topics.evaluation.records.vocabularies import LEVELS
from toolkit.topics.evaluation.records.vocabularies import MEASURES as NAMES
from toolkit.topics.evaluation.rules import readings, trial
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.reading import Reading
from toolkit.topics.evaluation.rules.scales import half_up

Unit = Literal["share", "days", "points", "times", "rating"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure: its name, its formula in words, its unit, and how it is read. `better` says which way is good."""

    name: Text
    formula: Text
    unit: Unit
    better: Literal["more", "less", "middle"]
    read: Callable[[Facts], Reading]

    def shown(self, value: Decimal | None, level: str = "") -> Text:
        """Returns a value as people read it: 105.00%, 40.02 days, 86.00 points, a rating; `–` for none."""
        if level:
            return LEVELS.label(level)
        if value is None:
            return Text("–")
        if self.unit == "share":
            return Text(percent_text(half_up(value, 4), 2))
        words = {"days": ("天", " days"), "points": ("分", " points")}.get(self.unit, ("", ""))
        number = number_text(half_up(value, 2), 2)
        return Text(number + words[0], number + words[1])


def _m(
    code: str,
    formula_zh: str,
    formula_en: str,
    unit: Unit,
    better: Literal["more", "less", "middle"],
    read: Callable[[Facts], Reading],
) -> Measure:
    return Measure(NAMES.label(code), Text(formula_zh, formula_en), unit, better, read)


MEASURES: Mapping[str, Measure] = {
    "target_attainment": _m("target_attainment", "净进货 ÷ 目标", "net sell-in ÷ target", "share", "more", readings.target_attainment),
    "growth": _m("growth", "（净进货 − 上年同季）÷ 上年同季", "(net sell-in − last year) ÷ last year", "share", "more", readings.growth),
    "focus_attainment": _m("focus_attainment", "重点产品净进货 ÷ 重点产品目标", "focus products' net sell-in ÷ their target", "share", "more", readings.focus_attainment),
    "outlet_growth": _m("outlet_growth", "（新开 − 流失）÷ 净增目标", "(new − lost) ÷ target of net growth", "share", "more", readings.outlet_growth),
    "outlet_coverage": _m("outlet_coverage", "有效网点 ÷ 目标网点", "active outlets ÷ target outlets", "share", "more", readings.outlet_coverage),
    "new_counties": _m("new_counties", "已开发 ÷ 计划", "opened ÷ planned", "share", "more", readings.tally("counties")),
    "activities": _m("activities", "有证据的执行 ÷ 计划", "carried out with evidence ÷ planned", "share", "more", readings.tally("activities")),
    "payment_on_time": _m("payment_on_time", "到期且按期到账 ÷ 本季到期", "due and received by its day ÷ due", "share", "more", readings.payment_on_time),
    "overdue_share": _m("overdue_share", "逾期 ÷ 期末应收", "overdue ÷ receivables at the end", "share", "less", readings.overdue_share),
    "turnover_beyond_term": _m("turnover_beyond_term", "平均应收 ÷ 赊销 × 天数 − 账期", "mean receivables ÷ credit sales × days − credit days", "days", "less", readings.turnover_beyond_term),
    "stock_days": _m("stock_days", "平均库存 ÷ 出货 × 天数，分产品线按出货占比合并", "mean stock ÷ sell-out × days, product lines combined by sell-out", "days", "middle", readings.stock_days),
    "sell_through": _m("sell_through", "出货 ÷ 净进货", "sell-out ÷ net sell-in", "share", "more", readings.sell_through),
    "aged_share": _m("aged_share", "滞销与临期 ÷ 期末库存，分产品线按出货占比合并", "aged or near-expiry ÷ closing stock, product lines combined by sell-out", "share", "less", readings.aged_share),
    "count_accuracy": _m("count_accuracy", "1 − 差异合计 ÷ 盘点金额", "1 − sum of differences ÷ counted", "share", "more", readings.count_accuracy),
    "display_score": _m("display_score", "检查得分的平均", "mean of the audits", "points", "more", readings.display_score),
    "complaints_in_time": _m("complaints_in_time", "时限内办结 ÷ 受理", "closed in time ÷ received", "share", "more", readings.tally("complaints")),
    "brand_use": _m("brand_use", "100 − 违规计分", "100 − points for misuse", "points", "more", readings.brand_score),
    "reports_on_time": _m("reports_on_time", "按时 ÷ 应报", "on time ÷ due", "share", "more", readings.tally("reports")),
    "training_passed": _m("training_passed", "通过 ÷ 应完成", "passed ÷ due", "share", "more", readings.tally("training")),
    "programmes": _m("programmes", "已执行 ÷ 已接受", "carried out ÷ accepted", "share", "more", readings.tally("programmes")),
    "actions_on_time": _m("actions_on_time", "按时完成 ÷ 应完成", "done on time ÷ due", "share", "more", readings.tally("actions")),
    "order_change_rate": _m("order_change_rate", "（撤单 × 3 + 重大 × 1.5 + 轻微 × 0.5）÷ 订单数", "(cancelled × 3 + major × 1.5 + minor × 0.5) ÷ orders", "share", "less", trial.order_change_rate),
    "forecast_deviation": _m("forecast_deviation", "｜预测 − 实际｜÷ 实际，先按产品线再按月平均", "|forecast − actual| ÷ actual, mean over lines, then over months", "share", "less", trial.forecast_deviation),
    "market_information": _m("market_information", "市场部评定", "rated by marketing", "rating", "more", trial.market_information),
    "stock_coefficient": _m("stock_coefficient", "期末库存 ÷ 月均出货", "closing stock ÷ mean monthly sell-out", "times", "less", trial.stock_coefficient),
    "collection_rate": _m("collection_rate", "（期初应收 + 赊销 − 期末应收）÷（期初应收 + 赊销）", "(opening + credit sales − closing) ÷ (opening + credit sales)", "share", "more", trial.collection_rate),
}  # fmt: skip
"""By the name that policies use. None of them looks at resale prices, and none may (Anti-Monopoly Law art. 18; D.1)."""
