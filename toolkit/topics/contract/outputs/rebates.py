"""The rebate policy of a contract as sections of its annex. This leaf reads the incentive chapter, which comes later."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table, joined, say, sentence
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import Cap, Gate, RebateComponent, RebateFactor, RebateStep
from toolkit.topics.incentive.rules.figures import figure

_FROM = {
    "lower_inclusive": Text("起点（含）", "From (inclusive)"),
    "lower_exclusive": Text("起点（不含）", "Above"),
}


def sections(reader: Reader, policy: RebatePolicy) -> tuple[Section, ...]:
    """Returns what a policy says in general, a section for each component and factor, and how it is paid out."""
    return (
        Section(Text("总则", "In general"), tuple(_general(policy)), ()),
        *(_component(reader, component, policy) for component in policy.components),
        *map(_factor, policy.factors),
        Section(Text("兑付", "Payout"), tuple(_payout(policy)), ()),
    )


def _general(policy: RebatePolicy) -> Iterable[Text]:
    left_out = joined(words.EXCLUSIONS.label(code) for code in policy.exclusions)
    if policy.exclusions:
        yield say("计算基数不包括：{what}。", "The bases leave out: {what}.", what=left_out)
    growth = words.GROWTH_BASE.label(policy.growth_base)
    yield say("同比以{base}为基数。", "Growth is counted from {base}.", base=growth)
    yield from _gates(policy.gates)
    if policy.cap is not None:
        yield say("各项合计不超过{cap}。", "All components together do not exceed {cap}.", cap=_cap(policy.cap))
    yield say(
        "已计返利的产品其后退货的，在{n}个月内按本版本重算。",
        "When goods are returned later, rebates on them are counted again under this version within {n} months.",
        n=policy.clawback_months,
    )


def _component(reader: Reader, held: RebateComponent, policy: RebatePolicy) -> Section:
    about = say(
        "类型：{type}；周期：{period}；基数：{base}；方法：{method}；性质：{standing}；金额：{tax}；税务性质：{nature}。",
        "Type: {type}; period: {period}; base: {base}; method: {method}; {standing}; amounts {tax}; for tax: {nature}.",
        type=words.COMPONENTS.label(held.type),
        period=words.PERIODS.label(held.period),
        base=words.BASES.label(held.base),
        method=words.METHODS.label(held.method),
        standing=words.STANDING.label(held.standing),
        tax=words.TAX.label(held.tax),
        nature=words.TAX_NATURE.label(held.tax_nature),
    )
    names = {factor.id: factor.name for factor in policy.factors}
    more = []
    if held.only is not None and held.only.lines:
        lines = joined(reader.get(ProductLine, line).name for line in held.only.lines)
        more.append(say("仅适用于{lines}。", "For {lines} only.", lines=lines))
    if held.factors:
        factors = joined(names.get(factor, Text(factor)) for factor in held.factors)
        more.append(say("再乘以{factors}。", "Multiplied by {factors}.", factors=factors))
    if held.true_up != "none":
        more.append(say("年度清算：{how}。", "Year-end: {how}.", how=words.TRUE_UP.label(held.true_up)))
    if held.cap is not None:
        more.append(say("本项不超过{cap}。", "At most {cap}.", cap=_cap(held.cap)))
    return Section(held.name, (about, *_gates(held.gates), *more, sentence(held.rule)), _steps(held))


def _steps(held: RebateComponent) -> tuple[Table, ...]:
    used = [(head, cell) for head, cell in _COLUMNS if any(cell(step) for step in held.steps)]
    rows = tuple((_start(held, step), *(cell(step) or "/" for _, cell in used)) for step in held.steps)
    head = (_FROM[held.bound], *(head for head, _ in used))
    return (Table(head, rows, tuple(range(len(head)))),) if rows else ()


def _rate(step: RebateStep) -> str:
    return "" if step.rate is None else percent_text(step.rate)


def _excess(step: RebateStep) -> str:
    return "" if step.excess_rate is None else percent_text(step.excess_rate)


def _amount(step: RebateStep) -> str:
    return "" if step.amount is None else number_text(step.amount, 2)


_COLUMNS: tuple[tuple[Text, Callable[[RebateStep], str]], ...] = (
    (Text("比率", "Rate"), _rate),
    (Text("超目标部分的比率", "Rate on what exceeds the target"), _excess),
    (Text("金额（元）", "Amount (CNY)"), _amount),
)


def _start(held: RebateComponent, step: RebateStep) -> Cell:
    return Text("不限", "any") if step.from_value is None else figure(held.measure or held.base, step.from_value)


def _factor(held: RebateFactor) -> Section:
    by_grade = tuple((words.FACTOR_GRADES.label(row.grade), number_text(row.factor)) for row in held.grades)
    if by_grade:
        return Section(held.name, (), (Table((Text("等级", "Grade"), Text("系数", "Factor")), by_grade, (1,)),))
    measure = words.MEASURES.label(held.measure) if held.measure else NO_TEXT
    rows = tuple(
        (
            Text("不限", "any") if step.from_value is None else figure(held.measure or "", step.from_value),
            number_text(step.factor),
        )
        for step in held.steps
    )
    about = (say("按{measure}分档。", "By {measure}.", measure=measure),) if measure else ()
    return Section(held.name, about, (Table((_FROM[held.bound], Text("系数", "Factor")), rows, (0, 1)),))


def _gates(gates: tuple[Gate, ...]) -> Iterable[Text]:
    for gate in gates:
        measure = words.MEASURES.label(gate.measure)
        if gate.at_least is not None:
            least = figure(gate.measure, gate.at_least)
            yield say("取得条件：{what}不低于{n}。", "Condition: {what} no less than {n}.", what=measure, n=least)
        if gate.at_most is not None:
            most = figure(gate.measure, gate.at_most)
            yield say("取得条件：{what}不高于{n}。", "Condition: {what} no more than {n}.", what=measure, n=most)


def _cap(cap: Cap) -> Text:
    share = None if cap.share is None else percent_text(cap.share)
    amount = None if cap.amount is None else amount_text(cap.amount)
    if share is None or amount is None:
        return Text(f"净进货额的{share}", f"{share} of net sell-in") if share else Text(str(amount))
    return Text(f"净进货额的{share}和{amount}中的较低者", f"the lower of {share} of net sell-in and {amount}")


def _payout(policy: RebatePolicy) -> Iterable[Text]:
    held = policy.payout
    yield say(
        "期末后{n}日内以{forms}的方式兑付，不付给任何个人。",
        "Within {n} days of the end of the period: {forms}; never to a person.",
        n=held.within_days,
        forms=joined((words.PAYOUTS.label(form) for form in held.forms), "或", " or "),
    )
    if held.offset_share is not None:
        yield say(
            "每张发票最多抵减{share}。",
            "At most {share} of each invoice is set off.",
            share=percent_text(held.offset_share),
        )
    yield sentence(held.note)
