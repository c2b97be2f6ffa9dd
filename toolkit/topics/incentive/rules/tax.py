"""Value-added tax in a rebate (reference E.4; rates and routes are to be confirmed with a tax adviser)."""

from __future__ import annotations

from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.topics.incentive.rules.facts import PRECISION


def vat_split(amount: Decimal, rate: Decimal) -> tuple[Decimal, Decimal]:
    """Returns amount excl. VAT and VAT of an amount incl. VAT; together they are the amount (reference E-14)."""
    with localcontext() as context:
        context.prec = PRECISION
        net = to_fen(amount / (1 + rate))
    return net, amount - net


def input_vat(rebate: Decimal, rate: Decimal) -> Decimal:
    """Returns by how much a rebate tied to volume reduces the dealer's input VAT (reference E-15, 国税发〔2004〕136号)."""
    with localcontext() as context:
        context.prec = PRECISION
        return to_fen(rebate / (1 + rate) * rate)
