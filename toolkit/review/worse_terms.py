"""In what a later version of shared terms is worse for dealers than an earlier one: prices, rebates, evaluation, clauses.

Only what arithmetic can say is said. Whether new words of a clause harm anybody is for people to judge, so a clause whose words
change is told as changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.record import Record
from toolkit.topics.company.records import PriceList
from toolkit.topics.contract.records import Clause
from toolkit.topics.evaluation.records.policy import EvaluationPolicy
from toolkit.topics.incentive.records.policy import Cap, Gate, RebateComponent, RebatePolicy

ZERO = Decimal(0)
_PERCENT = Decimal("0.1")


def worse_terms(before: Record, after: Record) -> tuple[Text, ...]:
    """Returns in what the later of two versions is worse for the dealers; nothing for kinds that are no shared terms."""
    for model, reasons in _KINDS.items():
        if isinstance(before, model) and isinstance(after, model):
            return tuple(reasons(before, after))
    return ()


def _prices(before: PriceList, after: PriceList) -> Iterator[Text]:
    if before.tax != after.tax:
        yield Text("含税口径改变", "prices change between incl. and excl. VAT")
        return
    old, new = ({row.sku: row.dealer_price for row in version.prices} for version in (before, after))
    higher = {sku: new[sku] / old[sku] - 1 for sku in old.keys() & new.keys() if new[sku] > old[sku] > 0}
    if higher:
        most = (max(higher.values()) * 100).quantize(_PERCENT)
        yield Text(
            f"{len(higher)} 个货号供货价提高，最多 {most}%",
            f"higher supply prices of {len(higher)} products, up to {most} %",
        )
    gone = len(old.keys() - new.keys())
    if gone:
        yield Text(f"{gone} 个货号不再供货", f"{gone} products no longer supplied")


def _rebates(before: RebatePolicy, after: RebatePolicy) -> Iterator[Text]:
    new = {row.id: row for row in after.components}
    for old in before.components:
        row = new.get(old.id)
        if row is None:
            yield Text(f"取消“{old.name.zh}”", f"without “{old.name.within('en')}”")
        elif _pays_less(old, row):
            yield Text(f"“{old.name.zh}”返得更少", f"“{old.name.within('en')}” pays less")
        elif _stricter(old.gates, row.gates):
            yield Text(f"“{old.name.zh}”门槛提高", f"a higher hurdle for “{old.name.within('en')}”")
    if _lower(before.cap, after.cap):
        yield Text("返利总上限降低", "a lower cap of all rebates")
    if _stricter(before.gates, after.gates):
        yield Text("返利总门槛提高", "a higher hurdle for all rebates")
    if any(_less_factor(before, after)):
        yield Text("返利系数降低", "lower factors of rebates")
    if after.clawback_months > before.clawback_months:
        yield Text("退货追回期限延长", "a longer clawback")
    if after.payout.within_days > before.payout.within_days:
        yield Text("兑付期限延长", "paid later")
    if set(after.exclusions) - set(before.exclusions):
        yield Text("更多销售不计返利", "more sales earn no rebate")


def _pays_less(before: RebateComponent, after: RebateComponent) -> bool:
    """Whether at the start of any step of either the later version pays a lower rate or amount."""
    starts = {step.start for version in (before, after) for step in version.steps}
    steps = any(
        late < early for start in starts for early, late in zip(_paid(before, start), _paid(after, start), strict=True)
    )
    return steps or _lower(before.cap, after.cap)


def _paid(component: RebateComponent, at: Decimal) -> tuple[Decimal, Decimal, Decimal]:
    reached = [step for step in component.steps if step.start <= at]
    if not reached:
        return ZERO, ZERO, ZERO
    step = max(reached, key=lambda each: each.start)
    return step.rate or ZERO, step.excess_rate or ZERO, step.amount or ZERO


def _lower(before: Cap | None, after: Cap | None) -> bool:
    """Whether a cap is new, or lower than it was."""
    if after is None:
        return False
    if before is None:
        return True
    pairs = ((before.share, after.share), (before.amount, after.amount))
    return any(late is not None and (early is None or late < early) for early, late in pairs)


def _stricter(before: Iterable[Gate], after: Iterable[Gate]) -> bool:
    old = {gate.measure: gate for gate in before}
    for gate in after:
        early = old.get(gate.measure)
        if early is None:
            return True
        if gate.at_least is not None and (early.at_least is None or gate.at_least > early.at_least):
            return True
        if gate.at_most is not None and (early.at_most is None or gate.at_most < early.at_most):
            return True
    return False


def _less_factor(before: RebatePolicy, after: RebatePolicy) -> Iterator[bool]:
    new = {factor.id: {row.grade: row.factor for row in factor.grades} for factor in after.factors}
    for factor in before.factors:
        held = new.get(factor.id, {})
        yield from (held.get(row.grade, row.factor) < row.factor for row in factor.grades)


def _evaluation(before: EvaluationPolicy, after: EvaluationPolicy) -> Iterator[Text]:
    old = {row.grade: row.from_value for row in before.grades}
    if any(row.from_value > old.get(row.grade, row.from_value) for row in after.grades):
        yield Text("等级分数线提高", "higher scores for the grades")
    points = {row.id: row.points for row in before.deductions.kinds}
    if after.deductions.cap > before.deductions.cap or any(
        row.points > points.get(row.id, 0) for row in after.deductions.kinds
    ):
        yield Text("扣分加重", "heavier deductions")
    if {row.id for row in after.red_lines} - {row.id for row in before.red_lines}:
        yield Text("红线增加", "more red lines")
    if {row.grade: row.factor for row in before.grades} != {row.grade: row.factor for row in after.grades}:
        yield Text("等级的返利系数改变", "other rebate factors of the grades")
    if _weights(before) != _weights(after):
        yield Text("指标或权重改变", "other indicators or weights")


def _weights(policy: EvaluationPolicy) -> dict[str, Decimal]:
    return {row.measure: row.weight for dimension in policy.dimensions for row in dimension.indicators}


def _words(before: Clause, after: Clause) -> Iterator[Text]:
    if before.body.source.strip() != after.body.source.strip():
        yield Text("条款文字改变，是否不利由法务判断", "other words, whose weight counsel has to judge")


_KINDS: dict[type[Record], Callable[..., Iterator[Text]]] = {
    PriceList: _prices, RebatePolicy: _rebates, EvaluationPolicy: _evaluation, Clause: _words,
}  # fmt: skip
