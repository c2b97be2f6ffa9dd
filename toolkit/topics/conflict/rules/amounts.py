"""What a case may cost: the loss that is shown, what may be asked above it, and what reaches the harmed side (J.2)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.topics.conflict.records import Case, LadderPolicy, Loss
from toolkit.topics.conflict.rules.level import rung_of

PAID = ("compensation", "damages")
"""What the dealer pays for a loss; a bond deduction only collects it and is not counted twice."""


def loss_total(loss: Loss) -> Decimal:
    """Returns the loss in yuan: margin of a case × cases + audit cost, to the fen."""
    return to_fen(loss.margin * loss.cases + loss.audit_cost)


def most(ladder: LadderPolicy, level: int | None, loss: Loss) -> Decimal:
    """Returns the most that compensation and agreed damages may come to together at a level, to the fen."""
    rung = rung_of(ladder, level)
    above = ladder.excess if rung is not None and "damages" in rung.measures else Decimal(0)
    return to_fen(loss_total(loss) * (ladder.compensation_cap + above))


def asked(case: Case) -> Decimal:
    """Returns what a decision makes the respondent pay, compensation and agreed damages together."""
    rows = case.decision.consequences if case.decision else ()
    return sum((row.amount for row in rows if row.measure in PAID and row.amount is not None), Decimal(0))


def passed_on(case: Case) -> Decimal:
    """Returns what the harmed side receives: the compensation without the audit cost. We keep nothing else."""
    decision = case.decision
    if decision is None or decision.loss is None:
        return Decimal(0)
    paid = sum(
        (row.amount for row in decision.consequences if row.measure == "compensation" and row.amount is not None),
        Decimal(0),
    )
    return max(paid - decision.loss.audit_cost, Decimal(0))
