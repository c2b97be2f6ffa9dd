"""When a sum over dealers may be shown, so that nobody can work out a single one (reference 0b Law: at least 5, none above 25 %).

Pure sets and amounts. What is released is judged as a whole: two groups that each pass may expose, by subtraction, the
few dealers in which they differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

Amounts = Mapping[str, tuple[Decimal, ...]]
"""Dealer → its amounts, a column for each sum that is shown."""
SHOWN, TOO_FEW, DOMINATED, ISOLATES = "shown", "too_few", "dominated", "isolates"


@dataclass(frozen=True, slots=True)
class Bounds:
    """At least so many dealers, and none with more than this share of any column."""

    least: int
    most: Decimal


def largest_share(members: Iterable[str], amounts: Amounts) -> Decimal | None:
    """Returns the largest share that one dealer has of any column, 0 to 1; None where a column does not add up to more than 0.

    A negative amount counts by its size: it would hide how large the others are.
    """
    rows = [amounts[name] for name in members]
    shares = []
    for column in zip(*rows, strict=True):
        whole = sum(column, Decimal(0))
        if whole <= 0:
            return None
        shares.append(max(abs(amount) for amount in column) / whole)
    return max(shares, default=None)


def weakness(members: frozenset[str], amounts: Amounts, bounds: Bounds) -> str:
    """Returns why a group may not be shown by itself: `too_few`, `dominated`, or an empty text when it may."""
    if len(members) < bounds.least:
        return TOO_FEW
    share = largest_share(members, amounts)
    return DOMINATED if share is None or share > bounds.most else ""


def released(groups: Sequence[frozenset[str]], amounts: Amounts, bounds: Bounds) -> tuple[str, ...]:
    """Returns for each group, earlier ones first in right, whether it is shown or why not.

    A group is shown only if every part into which it and the groups shown before cut the dealers passes by itself.
    Whatever is added or subtracted, sums of such parts are all that can be found: no dealer and no small group. The
    same holds when dealers put together what each of them was shown.
    """
    parts: list[frozenset[str]] = []
    states = []
    for group in groups:
        state = weakness(group, amounts, bounds)
        if not state:
            cut = _cut(parts, group)
            if any(weakness(part, amounts, bounds) for part in cut):
                state = ISOLATES
            else:
                parts = cut
        states.append(state or SHOWN)
    return tuple(states)


def _cut(parts: Iterable[frozenset[str]], group: frozenset[str]) -> list[frozenset[str]]:
    """The parts when `group` is drawn through them, what of it lay in none included."""
    held = tuple(parts)
    pieces = [piece for part in held for piece in (part & group, part - group)]
    return [piece for piece in (*pieces, group - frozenset[str]().union(*held)) if piece]


def rounded_to(value: Decimal, step: Decimal) -> Decimal:
    """Returns `value` rounded half-up to a multiple of `step`, such as 0.01 for whole per cent. `step` is above 0."""
    return (value / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def growth(now: Decimal, before: Decimal) -> Decimal | None:
    """Returns the change against `before`, 0.05 for 5 %; None when there was nothing before."""
    return now / before - 1 if before > 0 else None
