"""How the measures of a rebate are read: shares as percentages, amounts as amounts, counts as they are."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.wording import amount_text, number_text, percent_text

_SHARES = frozenset(("attainment", "focus_attainment", "growth_rate", "on_time_rate", "pass_rate", "rate"))
_AMOUNTS = frozenset(("net_sell_in",))


def figure(code: str, value: Decimal) -> str:
    """Returns a measure as people read it; shares with at most four decimals of a percent, half-up."""
    if code in _SHARES:
        percent = value.scaleb(2)
        exact = percent == percent.quantize(Decimal("0.0001"))
        return percent_text(value) if exact else percent_text(value, 2)
    if code in _AMOUNTS:
        return amount_text(value)
    return number_text(value if value == value.to_integral_value() else value.quantize(Decimal("0.01")))
