"""The credit limit: monthly average × term × factor of the class (reference E-17, 0b number 6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from toolkit.kernel.money import to_fen
from toolkit.topics.incentive.records.policy import CreditPolicy
from toolkit.topics.incentive.rules.facts import PRECISION

ZERO = Decimal(0)


def credit_limit(
    policy: CreditPolicy, rating: str, months: Sequence[Decimal], term_days: int, taken: Decimal | None = None
) -> Decimal | None:
    """Returns the limit for a class: the mean of the last full months × term in months of 30 days × the class's factor.

    `months` are the sales of full months, the latest last; None when there are fewer than the policy averages, or when
    the policy does not know the class. `taken` is the factor within the range of a class that has one.
    """
    factor = next((row.factor for row in policy.classes if row.rating == rating), None)
    factor = taken if factor is not None and taken is not None else factor
    if factor is None or len(months) < policy.months or policy.months == 0:
        return None
    with localcontext() as context:
        context.prec = PRECISION
        mean = sum(months[-policy.months :], ZERO) / policy.months
        return to_fen(mean * term_days / 30 * factor)
