"""The limit that each review of credit comes to, beside what the dealer's contract grants (reference E-17, 0b number 6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force as binding
from toolkit.topics.incentive.records import CreditPolicy, CreditReview
from toolkit.topics.incentive.rules.credit import credit_limit

CREDIT = "credit-limit"
ZERO = Decimal(0)


class CreditLimit(InternalResult):
    """What a review comes to; its subject is the review. `limit` is None with fewer full months than the policy averages.

    `granted` is what the contracts in force on the as-of date grant together; `latest` marks the review that stands.
    """

    topic = "incentive"
    policy: str = field("政策版本", "Policy version")
    rating: str = field("信用等级", "Class")
    factor: Decimal = field("系数", "Factor")
    months: int = field("月数", "Months", unit="个月")
    mean: Decimal | None = field("月均净进货", "Monthly average", unit="元", default=None)
    limit: Decimal | None = field("按政策的额度", "Limit by the policy", unit="元", default=None)
    granted: Decimal | None = field("合同额度", "Limit of the contract", unit="元", default=None)
    approved: bool = field("已批准", "Approved")
    latest: bool = field("现行", "Stands")


def policy_of(network: Network, review: CreditReview) -> CreditPolicy | None:
    """Returns the policy that governs a review: the version in force when it was asked for."""
    return in_force(network.all(CreditPolicy), CREDIT, review.requested_at)


def limit_on(network: Network, dealer: str, day: date) -> Decimal | None:
    """Returns the credit that the contracts in force on `day` grant together, by their terms of that day; None where none grants any."""
    held = [row.credit.limit for row in contracts_on(network, dealer, day) if row.credit and binding(row, day)]
    return sum(held, ZERO) if held else None


def factor_of(policy: CreditPolicy, review: CreditReview) -> Decimal | None:
    """Returns the factor of a review: its own within the range of its class, else that of the class; None for an unknown class."""
    held = next((row for row in policy.classes if row.rating == review.rating), None)
    return None if held is None else review.factor if review.factor is not None else held.factor


def limits(network: Network, as_of: date) -> Iterator[CreditLimit]:
    """Yields every review asked for by the as-of date; the latest approved one of a dealer stands."""
    reviews = [row for row in network.all(CreditReview) if row.requested_at <= as_of]
    standing: dict[str, CreditReview] = {}
    for review in sorted(reviews, key=lambda row: row.requested_at):
        if _approved(review, as_of):
            standing[review.dealer] = review
    for review in reviews:
        policy = policy_of(network, review)
        factor = factor_of(policy, review) if policy is not None else None
        if policy is not None and factor is not None:
            yield _limit(network, policy, factor, review, standing.get(review.dealer) is review, as_of)


def _approved(review: CreditReview, as_of: date) -> bool:
    return review.approved_by is not None and review.approved_on is not None and review.approved_on <= as_of


def _limit(
    network: Network, policy: CreditPolicy, factor: Decimal, review: CreditReview, latest: bool, as_of: date
) -> CreditLimit:
    sales = [row.net for row in sorted(review.months, key=lambda row: row.month)]
    taken = sales[-policy.months :]
    limit = credit_limit(policy, review.rating, sales, review.term_days, factor)
    return CreditLimit(
        subject=review.id,
        dealer=review.dealer,
        policy=policy.reference,
        governed_by=(policy.reference,),
        rating=review.rating,
        factor=factor,
        months=len(taken),
        mean=sum(taken, ZERO) / len(taken) if taken and limit is not None else None,
        limit=limit,
        granted=limit_on(network, review.dealer, as_of),
        approved=_approved(review, as_of),
        latest=latest,
    )


def limit_steps(network: Network, results: Results, result: CreditLimit, as_of: date) -> Iterator[Step]:
    """Yields the months, their average, the term, the factor and the limit, with the line of each."""
    review = next(row for row in network.all(CreditReview) if row.id == result.subject)
    for n in range(len(review.months)):
        yield read(network, review, "months", n, "net", about=Text(review.months[n].month))
    yield read(network, review, "term_days")
    factor = Step(what=Text("系数", "factor"), value=str(result.factor), policy=result.policy, gives="factor")
    yield factor
    if result.limit is None or result.mean is None:
        yield Step(what=Text("月数不足，不算额度", "too few months: no limit"), value=str(result.months))
        return
    shown = f"{number_text(result.mean, 2)} × {review.term_days} ÷ 30 × {result.factor} = {result.limit}"
    yield Step(what=Text("额度", "limit"), value=shown, policy=result.policy, gives="limit")
