"""Money: exact decimals, rounded half-up to fen, shared out without loss, written in capital characters."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

FEN = Decimal("0.01")
LARGEST = Decimal("9999999999999.99")
_UNITS = ("角", "分")


def to_fen(amount: Decimal) -> Decimal:
    """Returns `amount` rounded half-up to two decimals (reference 0.9)."""
    with localcontext() as context:
        context.prec = 40
        return amount.quantize(FEN, rounding=ROUND_HALF_UP)


def allocate(total: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """Returns `total` (in fen) shared by `weights` so that the parts sum to it exactly: largest remainder, first one first.

    Weights may not be negative; when all are zero the shares are equal. Raises ValueError for no weights.
    """
    if not weights or any(weight < 0 for weight in weights):
        raise ValueError("weights must be given and not negative")
    # Fractions, since a rounded quotient would decide between two equal remainders by chance.
    parts = [Fraction(weight) for weight in weights] if any(weights) else [Fraction(1)] * len(weights)
    whole, fen = sum(parts), int(to_fen(total).scaleb(2))
    exact = [fen * part / whole for part in parts]
    shares = [math.floor(share) for share in exact]
    by_remainder = sorted(range(len(parts)), key=lambda i: (shares[i] - exact[i], i))
    for place in by_remainder[: fen - sum(shares)]:
        shares[place] += 1
    return tuple(Decimal(share).scaleb(-2) for share in shares)


def capitals(amount: Decimal) -> str:
    """Returns an amount in capital characters, without 人民币: `壹万陆仟肆佰零玖元零贰分` (reference F.5, 0b number 18).

    整 stands after 元 only. Raises ValueError for more than two decimals or 10^13 and over.
    """
    if not amount.is_finite() or abs(amount) > LARGEST or amount != to_fen(amount):
        raise ValueError(f"no amount of money: {amount}")
    sign = "负" if amount < 0 else ""
    fen = int(abs(amount) * 100)
    yuan, jiao, rest = fen // 100, fen // 10 % 10, fen % 10
    words = f"{_upper(yuan)}元" if yuan else ""
    if not jiao and not rest:
        return f"{sign}{words or '零元'}整"
    if words and ((jiao == 0) or (rest and yuan % 10 == 0)):
        words += "零"
    for digit, unit in zip((jiao, rest), _UNITS, strict=True):
        words += f"{_upper(digit)}{unit}" if digit else ""
    return sign + words


def _upper(number: int) -> str:
    import cn2an  # loaded with the first amount: it takes longer than many a command

    words: str = cn2an.an2cn(str(number), "up")
    return words
