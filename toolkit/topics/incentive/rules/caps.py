"""The global cap: what is over it is cut, the discretionary class first, pro rata within the class, to the fen (reference 0b number 5)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.money import allocate

ZERO = Decimal(0)


def cuts(amounts: Sequence[Decimal], discretionary: Sequence[bool], limit: Decimal) -> tuple[Decimal, ...]:
    """Returns how much of each amount is cut so that together they do not pass `limit`.

    Discretionary amounts are cut first, contractual ones only for what is still over. Within a class the cut is shared by
    the amounts, largest remainder, and no amount is cut below 0. Amounts are in fen and not negative.
    """
    over = max(sum(amounts, ZERO) - max(limit, ZERO), ZERO)
    taken = [ZERO] * len(amounts)
    for group in (True, False):
        places = [n for n, flag in enumerate(discretionary) if flag is group]
        total = sum((amounts[n] for n in places), ZERO)
        cut = min(over, total)
        if cut > 0:
            for n, part in zip(places, allocate(cut, [amounts[n] for n in places]), strict=True):
                taken[n] = part
        over -= cut
    return tuple(taken)
