"""Sums and shares over dealers, and the steps that tell them: every figure of the network is added up in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.results import Step

ZERO = Decimal(0)
PRECISION = 40


def total(amounts: Iterable[Decimal]) -> Decimal:
    """Returns a sum, rounded once to fen at its end."""
    with localcontext() as context:
        context.prec = PRECISION
        return to_fen(sum(amounts, ZERO))


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """Returns part ÷ whole, not rounded; None where there is nothing to divide by."""
    with localcontext() as context:
        context.prec = PRECISION
        return part / whole if whole else None


def added(words: Text, amounts: Sequence[Decimal], gives: str = "") -> Step:
    """Returns the step of a sum of amounts in yuan."""
    sums = " + ".join(amount_text(amount) for amount in amounts)
    shown = amount_text(total(amounts))
    return Step(what=words, value=f"{sums} = {shown}" if amounts else shown, gives=gives)


def divided(words: Text, part: Decimal, whole: Decimal, gives: str) -> Step:
    """Returns the step of a share of two amounts in yuan. Raises ValueError where there is nothing to divide by."""
    found = share(part, whole)
    if found is None:
        raise ValueError(f"nothing to divide by: {gives}")
    return Step(what=words, value=f"{amount_text(part)} ÷ {amount_text(whole)} = {number_text(found, 4)}", gives=gives)
