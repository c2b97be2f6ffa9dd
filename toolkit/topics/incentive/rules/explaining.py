"""Every step of a statement, from the pinned version over the figures to what is payable, with the place of each (reference 0.5, E.2).

Made when somebody asks: the places cost a second reading of the files, and all steps of ten thousand dealers do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.money import FEN
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import RebateComponent, RebatePolicy
from toolkit.topics.incentive.rules.accrual import RebateAccrual
from toolkit.topics.incentive.rules.bases import measure
from toolkit.topics.incentive.rules.calculation import Row, net_sell_in, withheld_share
from toolkit.topics.incentive.rules.components import ONE, Worked, factors_of, step_text
from toolkit.topics.incentive.rules.explaining_money import accrual_steps, bond_steps, payout_steps
from toolkit.topics.incentive.rules.facts import RebateFacts, concerned
from toolkit.topics.incentive.rules.figures import figure
from toolkit.topics.incentive.rules.gates import gate_text, passes
from toolkit.topics.incentive.rules.settle import Case, Settled
from toolkit.topics.incentive.rules.standing import BondBalance, settled, sound_policies
from toolkit.topics.incentive.rules.statement import RebateStatement
from toolkit.topics.market.rules import regions

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A step of the calculation, with the path inside the policy that it follows."""

    what: Text
    value: str | Decimal | Text
    path: Path = ()
    gives: str = ""


def explained(network: Network, results: Results, result: RebateStatement, as_of: date) -> tuple[Step, ...]:
    """Returns every step of a statement with its place."""
    for row in settled(network, results, result.dealer, as_of, regions(network), sound_policies(network)):
        if row.case.period == result.period:
            return (*_steps(network, row), *payout_steps(network, row, as_of))
    return ()


def notes_of(row: Settled) -> Iterator[Note]:
    """Yields the steps in their order: each component from its base to its cap, the global cap, what is payable (E.2 1)."""
    policy, facts = row.case.policy, row.case.facts
    for each in row.calculation.rows:
        yield from _component(each.worked, facts, policy)
        yield from _after(each)
    if row.calculation.cap is not None:
        yield Note(Text("总上限", "global cap"), row.calculation.cap, ("cap",), "cap")
    for each in row.calculation.rows:
        if each.cut:
            yield Note(_named(each.worked.component, Text("总上限削减", "cut by the global cap")), -each.cut)
    yield Note(Text("各项合计", "sum of the components"), row.calculation.total, gives="total")
    yield from _closing(row)


def component_notes(worked: Worked, facts: RebateFacts, policy: RebatePolicy) -> tuple[Note, ...]:
    """Returns the steps of one component: base, gates, step, amount, factors, own cap."""
    return tuple(_component(worked, facts, policy))


def _component(worked: Worked, facts: RebateFacts, policy: RebatePolicy) -> Iterator[Note]:
    component, path = worked.component, ("components", worked.place)
    mine = concerned(facts, component.only)
    if mine is not None:
        shown = "–" if worked.base is None else worked.base
        yield Note(_named(component, words.BASES.label(component.base)), shown, (*path, "base"))
        yield from _gates(component, mine, policy, path)
    if worked.state != "earned" or mine is None:
        # Below the first step the measure tells all.
        measured = "–" if worked.measured is None else exact(worked.measured)
        yield Note(_named(component, words.LINE_STATES.label(worked.state)), worked.reason or measured, path)
        return
    if worked.step is not None and worked.measured is not None and component.method != "by_invoice":
        yield _step_note(component, worked.step, worked.measured, path)
    yield Note(_named(component, words.METHODS.label(component.method)), exact(worked.raw), (*path, "method"))
    for place, value in factors_of(component, mine, policy):
        yield Note(_named(component, policy.factors[place].name), value, ("factors", place))
    if worked.factor != ONE:
        yield Note(_named(component, Text("乘系数后", "after factors")), worked.uncapped)
    if worked.amount != worked.uncapped:
        yield Note(_named(component, Text("单项上限", "component cap")), worked.amount, (*path, "cap"))


def exact(value: Decimal) -> Decimal:
    """Returns an amount as exact as it is, with at least two decimals and no zeros beyond them."""
    return value.quantize(FEN) if value == value.quantize(FEN) else value.normalize()


def _after(row: Row) -> Iterator[Note]:
    """What is withheld of a component, and what was paid on account."""
    component = row.worked.component
    if row.withheld and row.worked.amount:
        share, reason = percent_text(withheld_share(row.withheld)), row.withheld[0].reason
        what = Text(f"不予兑付 {share}（{reason.zh}）", f"forfeited {share} ({reason.within('en')})")
        yield Note(_named(component, what), row.entitled)
    if row.paid_before:
        what = Text("年度应得减已付", "entitled in the year less paid")
        yield Note(_named(component, what), row.amount + row.cut)


def _closing(row: Settled) -> Iterator[Note]:
    """Clawback and adjustments, what was owed back, what is payable."""
    statement = row.statement
    for line in statement.lines:
        if line.kind != "component":
            yield Note(line.name, line.amount if line.basis else _baseless(line.amount))
    if statement.carried_in:
        yield Note(Text("减：上期结转待扣", "less: owed back from before"), statement.carried_in, gives="carried_in")
    yield Note(Text("应付", "payable"), statement.payable, gives="payable")
    if statement.carried_out:
        yield Note(Text("结转下期待扣", "owed back, carried on"), statement.carried_out, gives="carried_out")


def _baseless(amount: Decimal) -> Text:
    return Text(f"{amount}（无依据，不计入）", f"{amount} (no basis, not counted)")


def _gates(component: RebateComponent, facts: RebateFacts, policy: RebatePolicy, path: Path) -> Iterator[Note]:
    """Each gate with the value it was held against."""
    rows = (
        *((("gates", n), gate) for n, gate in enumerate(policy.gates)),
        *(((*path, "gates", n), gate) for n, gate in enumerate(component.gates)),
    )
    for where, gate in rows:
        value = measure(gate.measure, facts, policy)
        wanted = gate_text(gate)
        shown = "–" if value is None else f"{figure(gate.measure, value)} {'✓' if passes(gate, value) else '✗'}"
        yield Note(_named(component, joined(Text("门槛", "gate"), "：", wanted)), shown, where)


def _step_note(component: RebateComponent, place: int, measured: Decimal, path: Path) -> Note:
    by = component.measure
    name = words.MEASURES.label(by) if by else words.BASES.label(component.base)
    shown = figure(by, measured) if by else number_text(measured)
    what = Text(f"{name.zh} {shown}，第 {place + 1} 档", f"{name.en} {shown}, step {place + 1}")
    return Note(_named(component, what), step_text(component.steps[place], component.method), (*path, "steps", place))


def _named(component: RebateComponent, what: Text) -> Text:
    """What a step is, with the name of its component before it."""
    return joined(component.name, "：", what)


def _steps(network: Network, row: Settled) -> Iterator[Step]:
    case, reference = row.case, row.case.policy.reference
    pinned = read(network, case.contract, "rebate_policy")
    yield pinned.model_copy(update={"what": Text("政策版本，由合同钉住", "policy version, pinned by the contract")})
    yield from _figures(network, case)
    words = Text("净进货额（不含税）", "net sell-in, excl. VAT")
    yield Step(what=words, value=net_sell_in(case.facts, case.policy), policy=reference, gives="net_sell_in")
    for note in notes_of(row):
        origin = network.origin(case.policy, *note.path) if note.path else None
        yield Step(what=note.what, value=note.value, origin=origin, policy=reference, gives=note.gives)


def _figures(network: Network, case: Case) -> Iterator[Step]:
    """The figures that went in, each at its place in the quarter's data and in the statement's own file."""
    quarters = network.of_dealer(QuarterData, case.dealer)
    for data in sorted((d for d in quarters if d.quarter.startswith(case.period)), key=lambda d: d.quarter):
        about = Text(data.quarter)
        for n in range(len(data.lines)):
            for name in ("sell_in_gross", "returns", "last_year", "focus", "focus_target"):
                yield read(network, data, "lines", n, name, about=about)
        for name in ("due", "on_time", "received"):
            yield read(network, data, "receivables", name, about=about)
    file = case.settlement
    for name in ("excluded", "later_returns", "adjustments"):
        for n in range(len(getattr(file, name)) if file is not None else 0):
            yield read(network, file, name, n, "amount")  # type: ignore[arg-type]


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "rebate",
        Text("返利结算单", "Rebate statement"),
        RebateStatement,
        (
            *("net_sell_in", "total", "cap", "carried_in", "payable", "carried_out", "service_fee", "paid"),
            *("late_days", "accrued", "difference"),
        ),
        explained,
        also=("statement",),
    ),
    Figure(
        "accrual",
        Text("返利计提", "Rebate accrual"),
        RebateAccrual,
        ("expected_sell_in", "expected", "accrued"),
        accrual_steps,
    ),
    Figure(
        "bond",
        Text("市场保证金", "Market bond"),
        BondBalance,
        ("agreed", "balance", "missing", "top_up_by"),
        bond_steps,
    ),
)
