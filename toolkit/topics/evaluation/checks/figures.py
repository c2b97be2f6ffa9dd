"""A quarter's figures: complete, possible in themselves, and adding up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter, Span, add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.record import Value, label
from toolkit.network.results import Results
from toolkit.network.shared import Measured
from toolkit.network.telling import told
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.records.amounts import LineData
from toolkit.topics.evaluation.records.groups import Tally
from toolkit.topics.evaluation.rules.facts import Facts, facts_of
from toolkit.topics.topic import Check

AT_MOST_ALL = ("complaints", "reports", "training", "programmes", "actions")
MAY_BE_NEGATIVE = ("sell_in", "margin_contribution")
"""A month in which more came back than was bought, and goods sold below cost."""
AGED = ("life_low", "days_91_180", "days_over_180")

NO_TARGET = ProblemKind(
    "EVA201",
    "warning",
    Text("{line} 没有本季目标，完成率不计这条线", "{line} has no target: its attainment is left out"),
    Text("在合同目标里补上，或在这里写调整后的 target", "add it to the contract, or write the adjusted target here"),
)
TARGET_CHANGED = ProblemKind(
    "EVA202",
    "warning",
    Text(
        "目标 {given} 与合同的 {agreed} 不同，没有说明",
        "the target {given} differs from the contract’s {agreed}, without a note",
    ),
    Text("写明调整的理由（note）；与合同一致就删去", "say why in note, or remove it when the contract’s stands"),
)
LINE_LACKING = ProblemKind(
    "EVA203",
    "error",
    Text("{line} 有本季目标，但没有数据", "{line} has a target for the quarter, but no data"),
    Text("补上这条线的数据", "add the line’s data"),
)
TOO_MANY = ProblemKind(
    "EVA204", "error", Text("完成 {done}，多于应完成的 {of}", "{done} done is more than the {of} that were due")
)
NEGATIVE = ProblemKind("EVA205", "error", Text("{name}不能是负数", "{name} cannot be negative"))
OVER_100 = ProblemKind("EVA206", "error", Text("{name}不能超过 100", "{name} cannot be above 100"))
MONTH_OUTSIDE = ProblemKind("EVA207", "error", Text("{month} 不在 {quarter} 内", "{month} is not in {quarter}"))
MONTH_SUM = ProblemKind(
    "EVA208",
    "error",
    Text("{name}：三个月合计 {sum}，本季 {total}", "{name}: the months sum to {sum}, the quarter is {total}"),
    Text("改月份或季度的数，使两者相等", "make months and quarter agree"),
)
AGES = ProblemKind(
    "EVA209",
    "error",
    Text("{name}：库存结构合计 {sum}，写的是 {total}", "{name}: by age it is {sum}, it says {total}"),
    Text("改其一，使两者相等", "make the two agree"),
)
OVERDUE = ProblemKind(
    "EVA210",
    "error",
    Text("逾期合计 {late} 多于期末应收 {closing}", "overdue of {late} is more than the receivables of {closing}"),
)
PAID_MORE = ProblemKind(
    "EVA211",
    "error",
    Text("按期到账 {paid} 多于到期 {due}", "{paid} received on time is more than the {due} that was due"),
)
COUNT_TAX = ProblemKind(
    "EVA213",
    "error",
    Text("盘点与库存的含税口径不同", "the count and the stock it is held against are not on one tax basis"),
    Text("换算成一个口径再写", "convert one of them"),
)
NO_FOCUS = ProblemKind(
    "EVA214",
    "warning",
    Text("{line}有重点产品目标，到季末没有一个重点产品", "{line} has a target of focus products, and no focus product by the quarter's end"),
    Text("在产品里写 focus_from，或删去目标", "write focus_from at the product, or take the target away"),
)  # fmt: skip
LEDGER_TAX = ProblemKind(
    "EVA212",
    "warning",
    Text(
        "应收与赊销按不含税记，账上通常含税", "receivables are given without VAT; the ledger usually has them with VAT"
    ),
    Text("与账册核对；两者须同一口径", "compare with the ledger; both must stand on one basis"),
)


def targets(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every product line of a quarter has its target, and every line with a target has its data.

    Targets stand in the contract (A.10); a quarter's file has one only where it was adjusted, with the reason, such as
    goods that we could not supply. Without data of a line with a target, attainment would look low without reason.

    中文：季度里每条产品线都有目标，有目标的都有数据。目标写在合同里，季度文件只写经过调整的目标和理由，例如我方没能供货。
    缺了数据，完成率会无缘无故偏低。
    """
    for data in network.all(QuarterData):
        facts = facts_of(network, data, as_of)
        held = {line.line for line in data.lines}
        for line in facts.targets:
            if line not in held:
                yield told(network, LINE_LACKING, data, "lines", line=line)
        for n, row in enumerate(data.lines):
            yield from _target(network, facts, n, row)


def _target(network: Network, facts: Facts, n: int, row: LineData) -> Iterator[Problem]:
    data, agreed = facts.data, facts.targets.get(row.line)
    if row.target is None:
        if agreed is None:
            yield told(network, NO_TARGET, data, "lines", n, "line", line=row.line)
    elif agreed is not None and row.target.value is not None and row.target.note is None:
        given, amount = amount_text(row.target.value), amount_text(agreed.amount)
        yield told(network, TARGET_CHANGED, data, "lines", n, "target", given=given, agreed=amount)


def possible(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Figures are possible: nothing is done more often than it was due, no amount is negative, no score above 100.

    A rate above 100 % of what was due, or a negative stock, is a slip of the pen that would score (reference D.2).

    中文：数据要合理：完成数不多于应完成数，金额不为负，得分不超过 100。超过应完成数的比率、负的库存都是笔误，却会影响得
    分。
    """
    for data in network.all(QuarterData):
        for name in AT_MOST_ALL:
            tally: Tally = getattr(data, name)
            if tally.done is not None and tally.of is not None and tally.done > tally.of:
                yield told(network, TOO_MANY, data, name, "done", done=tally.done, of=tally.of)
        yield from _negative(network, data, data, ())
        for name in ("display_score", "brand_points"):
            value = getattr(data, name).value
            if value is not None and value > 100:
                yield told(network, OVER_100, data, name, name=label(QuarterData, name))


def _negative(network: Network, data: QuarterData, held: Value, path: tuple[str | int, ...]) -> Iterator[Problem]:
    """Measures below zero, wherever in the record they stand."""
    for name in type(held).model_fields:
        value = vars(held)[name]
        number = value.value if isinstance(value, Measured) else value
        if isinstance(number, Decimal) and number < 0 and name not in MAY_BE_NEGATIVE:
            yield told(network, NEGATIVE, data, *path, name, name=label(type(held), name))
        elif isinstance(value, Value) and not isinstance(value, Measured):
            yield from _negative(network, data, value, (*path, name))
        elif isinstance(value, tuple):
            for n, item in enumerate(value):
                if isinstance(item, Value):
                    yield from _negative(network, data, item, (*path, name, n))


def sums(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Months and stock by age add up to the quarter's figures, and months lie in the quarter.

    Two figures for one fact must agree (reference A.12): otherwise nobody knows which of them was scored. Months are
    compared when all three are there; figures that are missing are not compared.

    中文：月度数和库存结构与季度数相等，月份属于本季。同一事实有两个数，就说不清考核用的是哪个。三个月齐了才比较，缺的不
    比。
    """
    start = fiscal_start(network)
    for data in network.all(QuarterData):
        span = FiscalQuarter.parse(data.quarter).span(start)
        for n, line in enumerate(data.lines):
            yield from _months(network, data, n, line, span)
            yield from _ages(network, data, n, line)


def _months(network: Network, data: QuarterData, n: int, line: LineData, span: Span) -> Iterator[Problem]:
    inside = {f"{day.year}-{day.month:02d}" for day in (add_months(span.first, m) for m in range(3))}
    for m, month in enumerate(line.months):
        if month.month not in inside:
            yield told(
                network, MONTH_OUTSIDE, data, "lines", n, "months", m, "month", month=month.month, quarter=data.quarter
            )
    if {month.month for month in line.months} != inside:
        return
    gross, returns = line.sell_in_gross.value, line.returns.value
    net = gross - returns if gross is not None and returns is not None else None
    bought = sum((month.sell_in for month in line.months), Decimal(0))
    sold = [month.sell_out for month in line.months if month.sell_out is not None]
    pairs = (
        (Text("净进货", "net sell-in"), bought, net, "sell_in_gross"),
        (Text("出货", "sell-out"), sum(sold, Decimal(0)) if len(sold) == 3 else None, line.sell_out.value, "sell_out"),
    )
    for name, parts, whole, where in pairs:
        if parts is not None and whole is not None and parts != whole:
            yield told(
                network, MONTH_SUM, data, "lines", n, where, name=name, sum=amount_text(parts), total=amount_text(whole)
            )


def _ages(network: Network, data: QuarterData, n: int, line: LineData) -> Iterator[Problem]:
    if line.stock_ages is None:
        return
    buckets = {name: vars(line.stock_ages)[name] or Decimal(0) for name in type(line.stock_ages).model_fields}
    whole = sum(buckets.values(), Decimal(0))
    aged = sum((buckets[name] for name in AGED), Decimal(0))
    for name, parts in (("stock_closing", whole), ("stock_aged", aged)):
        said = getattr(line, name).value
        if said is not None and said != parts:
            yield told(
                network, AGES, data, "lines", n, name, name=label(LineData, name), sum=amount_text(parts), total=amount_text(said)
            )  # fmt: skip


def bases(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A count of stock stands on the tax basis of the stock it is held against, and a target of focus products has such products.

    The accuracy of stock is counted against reported; with VAT on one side only it would be wrong by the tax (reference 0b number
    2). Which products are focus products, and since when, stands at the product (A.2).

    中文：盘点与上报的库存用同一个含税口径，否则准确率差出一个税率。有重点产品目标的产品线，到季末要有重点产品；哪些是、从哪
    天起，写在产品里。
    """
    start = fiscal_start(network)
    for data in network.all(QuarterData):
        counted, last = data.stock_count.tax, FiscalQuarter.parse(data.quarter).span(start).last
        if counted is not None and any(line.tax != counted for line in data.lines):
            yield told(network, COUNT_TAX, data, "stock_count", "tax")
        for n, line in enumerate(data.lines):
            product = network.find(ProductLine, line.line)
            if product is None or not line.focus_target.value:
                continue
            if not any(sku.focus_from is not None and sku.focus_from <= last for sku in product.skus):
                yield told(network, NO_FOCUS, data, "lines", n, "focus_target", line=product.name)


def receivables(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is overdue is part of the receivables, and what came on time part of what was due.

    Days of turnover compare receivables with credit sales: both on one tax basis, usually with VAT (reference 0b number 2).

    中文：逾期额是应收的一部分，按期到账是到期额的一部分。周转天数用应收与赊销相比，两者同一口径，通常含税。
    """
    for data in network.all(QuarterData):
        held = data.receivables
        late = [getattr(held, f"overdue_{days}").value for days in ("1_30", "31_60", "61_90", "over_90")]
        whole = sum((amount for amount in late if amount is not None), Decimal(0))
        closing, due, paid = held.closing.value, held.due.value, held.on_time.value
        if closing is not None and whole > closing:
            late_text, all_text = amount_text(whole), amount_text(closing)
            yield told(network, OVERDUE, data, "receivables", "closing", late=late_text, closing=all_text)
        if due is not None and paid is not None and paid > due:
            yield told(network, PAID_MORE, data, "receivables", "on_time", paid=amount_text(paid), due=amount_text(due))
        if held.tax == "excl" and (closing or due):
            yield told(network, LEDGER_TAX, data, "receivables", "tax")


CHECKS: tuple[Check, ...] = (
    Check((NO_TARGET, TARGET_CHANGED, LINE_LACKING), targets),
    Check((TOO_MANY, NEGATIVE, OVER_100), possible),
    Check((MONTH_OUTSIDE, MONTH_SUM, AGES), sums),
    Check((OVERDUE, PAID_MORE, LEDGER_TAX), receivables),
    Check((COUNT_TAX, NO_FOCUS), bases),
)
