"""Numbers as charts print them: exact where there is room, in 万 and 亿 or k and M where there is not."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from toolkit.kernel.text import Locale
from toolkit.kernel.wording import number_text

EXACT = Context(prec=40, rounding=ROUND_HALF_UP)
"""The arithmetic of charts: whatever a caller has set for its own, the same values give the same bytes."""
_STEPS: dict[Locale, tuple[tuple[int, str], ...]] = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
    "en": ((12, "T"), (9, "B"), (6, "M"), (3, "k")),
}
_LONG, _LARGE, _SMALL = 4, 16, -9
"""Decimal places from which a number is shortened, and beyond which it is written with an exponent."""
MISSING = "–"


def shown(value: Decimal | int | None, decimals: int | None = None) -> str:
    """Returns a number with separators, half-up to `decimals` if given; `–` for none. Any size of number can be shown."""
    if value is None:
        return MISSING
    number = Decimal(value)
    if not number:
        return "0" if not decimals else "0." + "0" * decimals
    if number.adjusted() >= _LARGE or (number.adjusted() < _SMALL and decimals is None):
        return _with_exponent(number)
    if decimals is not None:
        return number_text(number, decimals)
    return number_text(_plain(number))


def short(value: Decimal | int | None, locale: Locale, decimals: int | None = None) -> str:
    """Returns a number of up to four digits as it is, a longer one as `126万` or `1.26M`: three digits, half-up."""
    if value is None:
        return MISSING
    number = Decimal(value)
    if not number or number.adjusted() < _LONG:
        return shown(number, decimals)
    if number.adjusted() >= _LARGE:
        return _with_exponent(number)
    steps = ((_rounded(number.scaleb(-power, EXACT), locale), sign) for power, sign in _STEPS[locale])
    scaled, sign = next(step for step in steps if abs(step[0]) >= 1)
    return number_text(_plain(scaled)) + sign


def _rounded(number: Decimal, locale: Locale) -> Decimal:
    """The number to three digits; below 1 so that what would print as 10,000万 or 1,000k rounds up to 1 of the next."""
    places = max(0, 2 - number.adjusted()) if abs(number) >= 1 else 4 if locale == "zh" else 3
    return number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, EXACT)


def percent(share: Decimal | None) -> str:
    """Returns a share as `62.5%`, one decimal; `–` for none."""
    return MISSING if share is None else shown(EXACT.multiply(share, 100), 1) + "%"


def _plain(number: Decimal) -> Decimal:
    """The number without zeros at its end, at most ten decimals."""
    if -number.as_tuple().exponent > 10:  # type: ignore[operator]  # finite, so an int
        number = number.quantize(Decimal("1E-10"), ROUND_HALF_UP, EXACT)
    number = number.normalize(EXACT)
    return number if number.as_tuple().exponent <= 0 else number.quantize(Decimal(1), None, EXACT)  # type: ignore[operator]


def _with_exponent(number: Decimal) -> str:
    rounded = Context(prec=3, rounding=ROUND_HALF_UP).plus(number)
    return f"{rounded:.2E}".replace("-", "−").replace("E+", "E")
