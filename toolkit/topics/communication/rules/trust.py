"""The trust index: how far promises are kept, weighted by importance (reference H.6, 0b number 15)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext

from toolkit.kernel.period import Span, add_months
from toolkit.topics.communication.records import Commitment, TrustPolicy

PRINTED = Decimal("0.1")


def window(policy: TrustPolicy, as_of: date) -> Span:
    """Returns the days whose promises count on `as_of`: the last months of the policy, the as-of date being the last."""
    return Span(add_months(as_of, -policy.window_months) + timedelta(days=1), as_of + timedelta(days=1))


def days_late(promise: Commitment, as_of: date) -> int:
    """Returns how many days late a promise was kept, or is by `as_of` when it is not; 0 when it is in time."""
    done = promise.fulfilled if promise.fulfilled is not None and promise.fulfilled <= as_of else None
    return max(((done or as_of) - promise.due).days, 0)


def is_open(promise: Commitment, as_of: date) -> bool:
    """Returns whether a promise still waits for somebody on `as_of`."""
    gone = promise.status in ("broken", "withdrawn_by_agreement")
    return not gone and promise.promised_on <= as_of and (promise.fulfilled is None or promise.fulfilled > as_of)


def is_due(promise: Commitment, span: Span, as_of: date) -> bool:
    """Returns whether a promise counts: due in the span, not withdrawn; one that is open counts once its day has passed."""
    if promise.status == "withdrawn_by_agreement" or promise.due not in span or promise.due > as_of:
        return False
    return promise.due < as_of or not is_open(promise, as_of)


def factor(promise: Commitment, policy: TrustPolicy, as_of: date) -> Decimal:
    """Returns what a due promise counts for: 1 in time, less the later, 0 when broken or later than the last band."""
    if promise.status == "broken":
        return Decimal(0)
    late = days_late(promise, as_of)
    return next((band.factor for band in policy.lateness if late <= band.days), Decimal(0))


def weighed(promises: Iterable[Commitment], policy: TrustPolicy, span: Span, as_of: date) -> tuple[Decimal, Decimal]:
    """Returns Σ importance × factor and Σ importance over the promises that are due."""
    points = weights = Decimal(0)
    for promise in promises:
        if is_due(promise, span, as_of):
            points += promise.importance * factor(promise, policy, as_of)
            weights += promise.importance
    return points, weights


def index(points: Decimal, weights: Decimal) -> Decimal | None:
    """Returns 100 × points ÷ weights, not rounded; None when nothing was due, which is not the same as 100."""
    with localcontext() as context:
        context.prec = 40
        return 100 * points / weights if weights else None


def trust_index(promises: Iterable[Commitment], policy: TrustPolicy, span: Span, as_of: date) -> Decimal | None:
    """Returns the trust index of some promises, 0 to 100, not rounded; None when none was due."""
    return index(*weighed(promises, policy, span, as_of))


def printed(value: Decimal | None) -> Decimal | None:
    """Returns an index as it is printed: half-up to one decimal."""
    return None if value is None else value.quantize(PRINTED, rounding=ROUND_HALF_UP)
