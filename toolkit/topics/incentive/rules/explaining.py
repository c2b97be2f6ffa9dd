"""Every step of a statement, from the pinned version over the figures to what is payable, with the place of each (reference 0.5, E.2).

Made when somebody asks: the places cost a second reading of the files, and all steps of ten thousand dealers do not fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.money import FEN
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.record import Value, label
from toolkit.network.results import Results, Step
from toolkit.network.shared import Measured
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import vocabularies as words
from toolkit.topics.incentive.records.policy import RebateComponent, RebatePolicy
from toolkit.topics.incentive.rules.bases import measure
from toolkit.topics.incentive.rules.calculation import Row, withheld_share
from toolkit.topics.incentive.rules.components import ONE, Worked, factors_of, step_text
from toolkit.topics.incentive.rules.facts import RebateFacts, concerned
from toolkit.topics.incentive.rules.figures import figure
from toolkit.topics.incentive.rules.gates import gate_text, passes
from toolkit.topics.incentive.rules.settle import Case, Settled
from toolkit.topics.incentive.rules.standing import settled, sound_policies
from toolkit.topics.market.rules import regions

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A step of the calculation, with the path inside the policy that it follows."""

    what: Text
    value: str | Decimal
    path: Path = ()


def explained(network: Network, results: Results, dealer: str, period: str, as_of: date) -> tuple[Step, ...]:
    """Returns every step of a statement with its place; empty when there is no such statement."""
    for row in settled(network, results, dealer, as_of, regions(network), sound_policies(network)):
        if row.case.period == period:
            return tuple(_steps(network, row))
    return ()


def notes_of(row: Settled) -> Iterator[Note]:
    """Yields the steps in their order: each component from its base to its cap, the global cap, what is payable (E.2 1)."""
    policy, facts = row.case.policy, row.case.facts
    for each in row.calculation.rows:
        yield from _component(each.worked, facts, policy)
        yield from _after(each)
    if row.calculation.cap is not None:
        yield Note(Text("总上限", "global cap"), row.calculation.cap, ("cap",))
    for each in row.calculation.rows:
        if each.cut:
            yield Note(_named(each.worked.component, Text("总上限削减", "cut by the global cap")), -each.cut)
    yield Note(Text("各项合计", "sum of the components"), row.calculation.total)
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
        yield Note(_named(component, words.LINE_STATES.label(worked.state)), worked.reason.zh, path)
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
            yield Note(line.name, line.amount if line.basis else f"{line.amount}（无依据 no basis）")
    if statement.carried_in:
        yield Note(Text("上期结转待扣", "owed back from before"), -statement.carried_in)
    yield Note(Text("应付", "payable"), statement.payable)
    if statement.carried_out:
        yield Note(Text("结转下期待扣", "owed back, carried on"), statement.carried_out)


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
        yield Note(_named(component, Text(f"门槛：{wanted.zh}", f"gate: {wanted.en}")), shown, where)


def _step_note(component: RebateComponent, place: int, measured: Decimal, path: Path) -> Note:
    by = component.measure
    name = words.MEASURES.label(by) if by else words.BASES.label(component.base)
    shown = figure(by, measured) if by else number_text(measured)
    what = Text(f"{name.zh} {shown}，第 {place + 1} 档", f"{name.en} {shown}, step {place + 1}")
    return Note(_named(component, what), step_text(component.steps[place], component.method), (*path, "steps", place))


def _named(component: RebateComponent, what: Text) -> Text:
    """What a step is, with the name of its component before it."""
    return Text(f"{component.name.zh}：{what.zh}", f"{component.name.within('en')}: {what.within('en')}")


def _steps(network: Network, row: Settled) -> Iterator[Step]:
    case, reference = row.case, row.case.policy.reference
    pinned_at = network.origin(case.contract, "rebate_policy")
    yield Step(
        what=Text("政策版本，由合同钉住", "policy version, pinned by the contract"), value=reference, origin=pinned_at
    )
    yield from _figures(network, case)
    for note in notes_of(row):
        origin = network.origin(case.policy, *note.path) if note.path else None
        yield Step(what=note.what, value=note.value, origin=origin, policy=reference)


def _figures(network: Network, case: Case) -> Iterator[Step]:
    """The figures that went in, each at its place in the quarter's data."""
    quarters = network.of_dealer(QuarterData, case.dealer)
    for data in sorted((d for d in quarters if d.quarter.startswith(case.period)), key=lambda d: d.quarter):
        for n, line in enumerate(data.lines):
            for name in ("sell_in_gross", "returns", "last_year", "focus", "focus_target"):
                yield _figure(network, data, f"{data.quarter} {line.line}", line, name, ("lines", n))
        for name in ("due", "on_time", "received"):
            yield _figure(network, data, data.quarter, data.receivables, name, ("receivables",))


def _figure(network: Network, data: QuarterData, of: str, held: Value, name: str, path: tuple[str | int, ...]) -> Step:
    measured: Measured = getattr(held, name)
    named = label(type(held), name)
    value = measured.missing or "–" if measured.value is None else measured.value
    what = Text(f"{of} {named.zh}", f"{of} {named.en}")
    return Step(what=what, value=value, origin=network.origin(data, *path, name))
