"""What a rebate policy says (reference E.1, E.2): components, factors, gates, caps and how it is paid. A closed vocabulary, no formulas."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.text import Text
from toolkit.network.fields import (
    Amount,
    Bilingual,
    Duration,
    Name,
    NamedInside,
    Number,
    OneOf,
    Rate,
    RefTo,
    RegionCode,
    problem,
)
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.network.showing import SHARE
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.incentive.records import vocabularies as words

_RESALE = re.compile(r"price|retail|resale|rrp|零售|售价|价格", re.IGNORECASE)


def _lawful(value: Any) -> Any:
    """Refuses a base or a measure that looks at resale prices, with the law's reason instead of a list of codes."""
    if isinstance(value, str) and _RESALE.search(value):
        raise problem(
            "rule",
            zh=f"“{value[:40]}”：返利不得以转售价格为基数或条件（反垄断法第十八条）",
            en=f"“{value[:40]}”: a rebate may not look at resale prices (Anti-Monopoly Law art. 18)",
        )
    return value


Base = Annotated[str, OneOf(words.BASES), BeforeValidator(_lawful)]
MeasureCode = Annotated[str, OneOf(words.MEASURES), BeforeValidator(_lawful)]
MEASURED_IN: Mapping[str, str] = {
    "attainment": SHARE, "focus_attainment": SHARE, "net_sell_in": "元", "growth_rate": SHARE, "on_time_rate": SHARE,
    "collection_days": "天", "late_payments": "次", "pass_rate": SHARE, "territory_cases": "起", "years": "年", "score": "分",
}  # fmt: skip
"""What each measure is counted in; a quantity in what the base is."""


def _bounds(measure: str, names: tuple[str, ...]) -> Mapping[str, str]:
    return dict.fromkeys(names, MEASURED_IN[measure]) if measure in MEASURED_IN else {}


class Gate(Value):
    """A condition without which nothing is paid: a measure that must reach, or may not pass, a value."""

    KEY = ("measure",)
    measure: MeasureCode = field("指标", "Measure", audience="dealer")
    at_least: Number | None = field("不低于", "At least", audience="dealer", default=None)
    at_most: Number | None = field("不高于", "At most", audience="dealer", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a gate without a limit."""
        if self.at_least is None and self.at_most is None:
            raise problem("rule", zh="写明 at_least 或 at_most", en="give at_least or at_most")

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the limits are counted in."""
        return _bounds(self.measure, ("at_least", "at_most"))


class Cap(Value):
    """The most that is paid: a share of the period's net sell-in excl. VAT, an amount, or the lower of both."""

    share: Rate | None = field("占净进货额", "Share of net sell-in", audience="dealer", default=None)
    amount: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a cap that caps nothing."""
        if self.share is None and self.amount is None:
            raise problem("rule", zh="写明 share 或 amount", en="give share or amount")


class RebateStep(Value):
    """From `from_value` on, up to the next step, the rate or the amount applies. The first step may leave the start open."""

    KEY = ("from_value",)
    from_value: Number | None = field("起点", "From", audience="dealer", default=None)
    to_value: Number | None = field(
        "止点",
        "To",
        audience="dealer",
        default=None,
        help_zh="可不写；写了须与下一档的起点相同",
        help_en="may be left out; if given it must be the start of the next step",
    )
    rate: Rate | None = field("比率", "Rate", audience="dealer", default=None)
    excess_rate: Rate | None = field(
        "超目标部分的比率", "Rate on what exceeds the target", audience="dealer", default=None
    )
    amount: Amount | None = field("金额", "Amount", audience="dealer", unit="元", default=None)

    @property
    def start(self) -> Decimal:
        """Returns where the step begins; minus infinity for an open start."""
        return Decimal("-Infinity") if self.from_value is None else self.from_value


class FactorStep(Value):
    KEY = ("from_value",)
    from_value: Number | None = field("起点", "From", audience="dealer", default=None)
    to_value: Number | None = field("止点", "To", audience="dealer", default=None)
    factor: Number = field("系数", "Factor", audience="dealer")

    @property
    def start(self) -> Decimal:
        """Returns where the step begins; minus infinity for an open start."""
        return Decimal("-Infinity") if self.from_value is None else self.from_value


class GradeFactor(Value):
    KEY = ("grade",)
    grade: Annotated[str, OneOf(words.FACTOR_GRADES)] = field("等级", "Grade", audience="dealer")
    factor: Number = field("系数", "Factor", audience="dealer")


class RebateFactor(Value):
    """What components are multiplied by: T5 by a measure, such as the days to collection, T11 by the grade (reference E.1)."""

    KEY = ("id",)
    id: Name = field("系数编号", "Factor id", audience="dealer")
    type: Annotated[str, OneOf(words.COMPONENTS)] = field("类型", "Type", audience="dealer")
    name: Bilingual = field("系数", "Factor", audience="dealer")
    measure: MeasureCode | None = field("指标", "Measure", audience="dealer", default=None)
    bound: Annotated[str, OneOf(words.BOUNDS)] = field("界限", "Bound", audience="dealer", default="lower_inclusive")
    steps: tuple[FactorStep, ...] = field("档", "Steps", audience="dealer", default=())
    grades: tuple[GradeFactor, ...] = field("等级系数", "By grade", audience="dealer", default=())

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the bounds of the steps are counted in."""
        return _bounds(self.measure or "", ("from_value", "to_value"))


class Only(Value):
    """For whom and for what a component is: product lines, segments, regions. An empty list means all."""

    lines: tuple[Annotated[Name, RefTo("product-line")], ...] = field("产品线", "Lines", audience="dealer", default=())
    segments: tuple[Annotated[str, OneOf(SEGMENTS)], ...] = field("分群", "Segments", audience="dealer", default=())
    regions: tuple[RegionCode, ...] = field("区域", "Regions", audience="dealer", default=())


class RebateComponent(Value):
    """One rebate: base → gates → step → amount → factors → cap (reference E.2)."""

    KEY = ("id",)
    id: Name = field("项目编号", "Component id", audience="dealer")
    type: Annotated[str, OneOf(words.COMPONENTS)] = field("类型", "Type", audience="dealer")
    name: Bilingual = field("项目", "Component", audience="dealer")
    period: Annotated[str, OneOf(words.PERIODS)] = field("计算周期", "Period", audience="dealer", default="quarter")
    base: Base = field("计算基数", "Base", audience="dealer")
    measure: MeasureCode | None = field(
        "分档指标",
        "Steps by",
        audience="dealer",
        default=None,
        help_zh="不写则按基数分档",
        help_en="the base itself when left out",
    )
    method: Annotated[str, OneOf(words.METHODS)] = field("计算方法", "Method", audience="dealer")
    bound: Annotated[str, OneOf(words.BOUNDS)] = field("界限", "Bound", audience="dealer", default="lower_inclusive")
    steps: tuple[RebateStep, ...] = field("档", "Steps", audience="dealer")
    standing: Annotated[str, OneOf(words.STANDING)] = field("性质", "Standing", audience="dealer")
    tax: Annotated[str, OneOf(words.TAX)] = field("金额含税", "Tax", audience="dealer")
    tax_nature: Annotated[str, OneOf(words.TAX_NATURE)] = field("税务性质", "Tax nature", audience="dealer")
    factors: tuple[Annotated[Name, NamedInside()], ...] = field("系数", "Factors", audience="dealer", default=())
    gates: tuple[Gate, ...] = field("门槛", "Gates", audience="dealer", default=())
    cap: Cap | None = field("单项上限", "Cap", audience="dealer", default=None)
    true_up: Annotated[str, OneOf(words.TRUE_UP)] = field("年度清算", "True-up", audience="dealer", default="none")
    only: Only | None = field("适用范围", "Only for", audience="dealer", default=None)
    rule: Bilingual = field("说明", "Rule", audience="dealer")

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the bounds of the steps are counted in: the measure's unit, or yuan where the base itself is the measure."""
        names = ("from_value", "to_value")
        return _bounds(self.measure, names) if self.measure else dict.fromkeys(names, "元")


class Payout(Value):
    """How and when it is paid: to the dealer company, never to a person (reference 0.4, E.2)."""

    forms: tuple[Annotated[str, OneOf(words.PAYOUTS)], ...] = field("兑付方式", "Forms", audience="dealer")
    within_days: Duration = field("兑付期限", "Within", audience="dealer", unit="日")
    offset_share: Rate | None = field("每张发票最多抵减", "At most of each invoice", audience="dealer", default=None)
    note: Bilingual = field("说明", "Note", audience="dealer")


class RebatePolicy(Policy):
    """A version of a rebate policy; contracts refer to it as `policy-id@version`."""

    growth_base: Annotated[str, OneOf(words.GROWTH_BASE)] = field(
        "同比基数", "Base of growth", audience="dealer", default="last_year"
    )
    exclusions: tuple[Annotated[str, OneOf(words.EXCLUSIONS)], ...] = field(
        "不计入基数", "Left out of the base", audience="dealer"
    )
    gates: tuple[Gate, ...] = field("总门槛", "Gates", audience="dealer", default=())
    components: tuple[RebateComponent, ...] = field("返利项目", "Components", audience="dealer")
    factors: tuple[RebateFactor, ...] = field("系数", "Factors", audience="dealer", default=())
    cap: Cap | None = field("总上限", "Cap", audience="dealer", default=None)
    clawback_months: Duration = field("退货追回期限", "Clawback", audience="dealer", unit="个月", default=12)
    payout: Payout = field("兑付", "Payout", audience="dealer")

    def names_inside(self) -> Mapping[str, Text]:
        """Returns the names of the factors, which components refer to."""
        return {factor.id: factor.name for factor in self.factors}


class CreditClass(Value):
    KEY = ("rating",)
    rating: Annotated[str, OneOf(words.CREDIT_CLASSES)] = field("信用等级", "Class")
    factor: Number = field("系数", "Factor")
    least: Number | None = field("下限", "Least", default=None)
    most: Number | None = field("上限", "Most", default=None)


class CreditPolicy(Policy):
    """How a credit limit comes about: monthly average × term × factor of the class (reference E-17)."""

    months: Duration = field("取数月数", "Months averaged", unit="个月")
    classes: tuple[CreditClass, ...] = field("等级", "Classes")
