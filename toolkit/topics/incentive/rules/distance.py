"""How far the next step is, in money: what a dealer may still do to earn more (reference E.2; never a reason to overstock)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from toolkit.kernel.money import FEN
from toolkit.kernel.scale import Steps
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.topics.incentive.records.policy import RebateComponent, RebatePolicy
from toolkit.topics.incentive.rules.bases import base, net
from toolkit.topics.incentive.rules.components import Worked, scale, step_text
from toolkit.topics.incentive.rules.facts import ZERO, RebateFacts, concerned


@dataclass(frozen=True, slots=True)
class Distance:
    """The next step of a component: which, how much more must be bought (CNY, excl. VAT), and what the step gives."""

    component: str
    missing: Decimal
    gives: str

    @property
    def words(self) -> Text:
        """Returns it as a sentence."""
        return Text(
            f"再完成 {amount_text(self.missing)} 可升一档（{self.gives}）",
            f"{amount_text(self.missing)} more reaches the next step ({self.gives})",
        )


def distance(worked: Worked, facts: RebateFacts, policy: RebatePolicy) -> Distance | None:
    """Returns the distance to the next step of a component that money reaches; None on the highest step and for the rest.

    Rounded up to fen, so that buying it is enough; where the threshold itself still belongs to the lower step, a fen more.
    """
    component = worked.component
    mine = concerned(facts, component.only)
    if mine is None or worked.state not in ("earned", "below", "gate") or component.method == "by_invoice":
        return None
    held = _held(component, mine, policy)
    if held is None:
        return None
    done, whole = held
    by_money = Steps(
        tuple(step.start * whole for step in component.steps), scale(component.steps, component.bound).bound
    )
    threshold = by_money.next_start(done)
    if threshold is None:
        return None
    missing = (threshold - done).quantize(FEN, ROUND_CEILING)
    if component.bound == "lower_exclusive" and done + missing <= threshold:
        missing += FEN
    step = component.steps[by_money.starts.index(threshold)]
    return Distance(component.id, missing, step_text(step, component.method))


def _held(component: RebateComponent, facts: RebateFacts, policy: RebatePolicy) -> tuple[Decimal, Decimal] | None:
    """What is done, and what one of the steps' measure is in money; None where buying does not move it."""
    if component.measure == "attainment" and not facts.target_on_sell_out:
        aimed = tuple(row for row in facts.sales if row.target)
        whole = sum((row.target or ZERO for row in aimed), ZERO)
        return (sum((net(row, policy) for row in aimed), ZERO), whole) if whole else None
    if component.measure == "focus_attainment":
        aimed = tuple(row for row in facts.sales if row.focus_target)
        whole = sum((row.focus_target or ZERO for row in aimed), ZERO)
        return (sum((row.focus or ZERO for row in aimed), ZERO), whole) if whole else None
    if component.measure in (None, "net_sell_in") and component.base in ("sell_in_net_ex_tax", "focus_net_ex_tax"):
        on = base(component.base, facts, policy)
        return None if on is None else (on, Decimal(1))
    return None
