"""Credit: what a dealer owes at a quarter's end, with what it has ordered, stays within the limit of its contract (E-17, F)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from toolkit.kernel.period import FiscalQuarter, add_months, quarter_of
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import fiscal_start, may_act
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import CreditReview
from toolkit.topics.incentive.rules.reviews import CreditLimit, limit_on, policy_of
from toolkit.topics.support.records import SupplyOrder
from toolkit.topics.topic import Check

ZERO = Decimal(0)

OVER_LIMIT = ProblemKind(
    "INC421",
    "warning",
    Text(
        "{day} 应收 {owed} 加未到货订单 {ordered}，超过合同信用额度 {limit}",
        "on {day} {owed} receivable and {ordered} ordered exceed the contract's credit limit of {limit}",
    ),
    Text(
        "先查是不是我方开票或入账晚；确要提高，用补充协议",
        "see first whether we invoiced or booked late; a higher limit takes an amendment",
    ),
)
NO_LIMIT = ProblemKind(
    "INC422",
    "warning",
    Text("{day} 应收 {owed}，合同没有信用额度", "{owed} is receivable on {day}, and no contract grants credit"),
    Text("款到发货的不应有应收；给账期的要写额度", "who pays beforehand owes nothing; who has a term has a limit"),
)

ABOVE = ProblemKind(
    "INC423",
    "warning",
    Text("合同信用额度 {granted}，按政策只有 {limit}（评审 {review}）", "the contract grants {granted}, the policy {limit} (review {review})"),
    Text("下次续约或补充协议时调回；要高出的写担保并单独批准", "bring it back with the next amendment, or state the security and have it approved"),
)  # fmt: skip
STALE = ProblemKind(
    "INC424",
    "warning",
    Text("信用额度每 {months} 个月复核一次，上次批准是 {day}", "credit is reviewed every {months} months; the last was approved on {day}"),
)  # fmt: skip
RANGE = ProblemKind(
    "INC425",
    "error",
    Text("{rating} 的系数 {given} 不在 {least} 到 {most} 之间", "the factor {given} of {rating} is not between {least} and {most}"),
    Text("没有幅度的等级不写系数", "a class without a range takes no factor of its own"),
)  # fmt: skip
SAME_PERSON = ProblemKind(
    "INC426",
    "error",
    Text(
        "批准要由财务作出，不能是申请人，也不能早于申请",
        "finance approves: not who asked for it, nor before it was asked for",
    ),
)


def waiting(network: Network, dealer: str, day: date) -> Decimal:
    """Returns what a dealer had ordered by `day` and not received: amounts as the orders state them, so never more than it is."""
    orders = network.of_dealer(SupplyOrder, dealer)
    return sum(
        (row.amount for row in orders if row.date <= day and (row.delivered is None or row.delivered > day)), ZERO
    )


def exposure(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """At the end of the latest quarter on record what is receivable and ordered stays within the limit of the contract's terms on that day.

    The limit is what both sides agreed, so that a dealer does not carry more stock than it can pay for; amendments count from their day.

    中文：最近一季末，应收加未到货订单不超过当天有效条款的信用额度，补充协议从生效日起算。额度是双方约定的，免得经销商压
    下付不起的货。先查是不是我方开票或入账晚。
    """
    start = fiscal_start(network)
    now = str(quarter_of(as_of, start))
    latest = {
        row.dealer: row for row in sorted(network.all(QuarterData), key=lambda one: one.quarter) if row.quarter < now
    }
    for quarter in latest.values():
        day = FiscalQuarter.parse(quarter.quarter).span(start).end - timedelta(days=1)
        owed = quarter.receivables.closing.value
        if not owed or not any(in_force(row, day) for row in contracts_on(network, quarter.dealer, day)):
            continue
        limit, ordered = limit_on(network, quarter.dealer, day), waiting(network, quarter.dealer, day)
        path = ("receivables", "closing")
        if limit is None:
            yield told(network, NO_LIMIT, quarter, *path, day=day, owed=amount_text(owed))
        elif owed + ordered > limit:
            amounts = (amount_text(owed), amount_text(ordered), amount_text(limit))
            yield told(network, OVER_LIMIT, quarter, *path, day=day, owed=amounts[0], ordered=amounts[1], limit=amounts[2])  # fmt: skip


def reviews(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A review keeps to the range of its class and is approved by finance; the contract grants no more than it comes to, and it is fresh.

    中文：信用评审的系数在其等级的幅度之内，由财务批准，合同给的额度不超过评审结果，评审按期复核。要给得更高，写明担保并
    单独批准。
    """
    found = {row.subject: row for row in results.all(CreditLimit)}
    for review in network.all(CreditReview):
        yield from _review(network, review)
        standing = found.get(review.id)
        if standing is None or not standing.latest or standing.granted is None:
            continue
        if standing.limit is not None and standing.granted > standing.limit:
            amounts: dict[str, Any] = {"granted": amount_text(standing.granted), "limit": amount_text(standing.limit)}
            yield told(network, ABOVE, review, "rating", review=review.id, **amounts)
        every = [row.credit.review_months for row in contracts_on(network, review.dealer, as_of) if row.credit and in_force(row, as_of)]  # fmt: skip
        if review.approved_on is not None and every and add_months(review.approved_on, int(min(every))) < as_of:
            yield told(network, STALE, review, "approved_on", months=min(every), day=review.approved_on)


def _review(network: Network, review: CreditReview) -> Iterator[Problem]:
    policy = policy_of(network, review)
    held = next((row for row in policy.classes if row.rating == review.rating), None) if policy is not None else None
    if held is not None and review.factor is not None:
        least, most = (held.factor if part is None else part for part in (held.least, held.most))
        if not least <= review.factor <= most:
            about: dict[str, Any] = {"rating": review.rating, "given": review.factor, "least": least, "most": most}
            yield told(network, RANGE, review, "factor", **about)
    if review.approved_by is None or review.approved_on is None:
        return
    person = network.find(Staff, review.approved_by)
    finance = person is not None and may_act(person, "FI", review.approved_on)
    if review.approved_by == review.requested_by or review.approved_on < review.requested_at or not finance:
        yield told(network, SAME_PERSON, review, "approved_by")


CHECKS: tuple[Check, ...] = (
    Check((OVER_LIMIT, NO_LIMIT), exposure),
    Check((ABOVE, STALE, RANGE, SAME_PERSON), reviews),
)
