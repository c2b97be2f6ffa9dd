"""Where a contract departs from the standard, read off its data, and who has to approve each departure (reference B, C23).

The standard terms are the same for every dealer, so a contract departs in three ways: a value outside the limits policy, an
article chosen or a restriction made that is not usual, and what its special terms say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, percent_text
from toolkit.network.network import Network
from toolkit.network.reader import Reader
from toolkit.network.record import field
from toolkit.network.results import InternalResult, Result
from toolkit.sources.document import Step
from toolkit.topics.contract.records import Contract, ContractLimits, LegalReview, ReviewPolicy, Template
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.review import Deviation
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.limits import first_months, limits, quarter_shares, review_policy


@dataclass(frozen=True, slots=True)
class Departure:
    """One departure from the standard: its kind, what of that kind, where it stands, the usual and the given.

    `item` is the key of the item of the particular terms that prints it, `article` the clause from which it departs.
    """

    kind: str
    about: str
    path: tuple[Step, ...]
    item: str
    article: str
    usual: Text
    given: Text


@dataclass(frozen=True, slots=True)
class Bound:
    """A time, rate or amount of a contract that the limits policy bounds from below or, with `most`, from above."""

    kind: str
    item: str
    article: str
    path: tuple[str, str]
    limit: str
    most: bool = False


BOUNDS = (
    Bound("price_notice", "price-change", "price", ("price_change", "notice_days"), "price_notice_days"),
    Bound("price_protection", "price-change", "price", ("price_change", "protection_days"), "price_protection_days", True),
    Bound("renewal_notice", "renewal", "term", ("term", "renewal_notice_days"), "renewal_notice_days"),
    Bound("termination_notice", "termination", "termination", ("termination", "notice_days"), "termination_notice_days"),
    Bound("cure", "termination", "termination", ("termination", "cure_days"), "cure_days"),
    Bound("acceptance", "acceptance", "acceptance", ("delivery", "acceptance_days"), "acceptance_days"),
    Bound("refund", "deposit", "deposit", ("deposit", "refund_days"), "refund_days", True),
    Bound("late_interest", "payment", "liability", ("payment", "late_interest_daily"), "late_interest_daily", True),
    Bound("unsecured_credit", "credit", "credit", ("credit", "limit"), "unsecured_credit", True),
)  # fmt: skip


class DraftDeviations(InternalResult):
    """The departures of a contract that is under review, or was; its subject is the contract. All of it is internal."""

    topic = "contract"
    policy: str = field("审查政策版本", "Review policy")
    rows: tuple[Departure, ...] = field("偏离", "Departures", default=())
    unlisted: tuple[str, ...] = field("审查未列", "Not listed in the review", default=())
    missing: tuple[tuple[str, str], ...] = field("缺少的批准", "Approvals missing", default=())


def departures(
    reader: Reader, contract: Contract, limit: ContractLimits | None, policy: ReviewPolicy
) -> Iterator[Departure]:
    """Yields every departure of a contract from the standard that its data show, in the order of the contract."""
    if limit is not None:
        yield from _discounts(contract, limit)
        yield from _bounded(contract, limit)
        yield from _targets(contract, limit)
    yield from _choices(reader, contract, policy)
    for n, text in enumerate(contract.special):
        usual = Text("没有特别约定", "no special terms")
        yield Departure("special_term", str(n + 1), ("special", n), "special", "miscellaneous", usual, text)


def listed_as(found: Departure, review: LegalReview) -> Deviation | None:
    """Returns the entry of a review that is about a departure: of its kind, and about the same thing."""
    return next((row for row in review.deviations if (row.kind, row.about or "") == (found.kind, found.about)), None)


def roles_of(policy: ReviewPolicy, row: Deviation) -> tuple[str, ...]:
    """Returns who has to approve an entry of a review: those of the policy, then those that counsel added."""
    return tuple(dict.fromkeys((*(policy.roles_for(row.kind, row.about or "") or ()), *row.also)))


def missing_roles(policy: ReviewPolicy, row: Deviation) -> tuple[str, ...]:
    """Returns the roles whose approval an entry still lacks; what was refused needs none."""
    given = {approval.role for approval in row.approvals}
    return () if row.decision == "refused" else tuple(role for role in roles_of(policy, row) if role not in given)


def deviations(network: Network, as_of: date) -> Iterator[Result]:
    """Yields the departures of each contract that is not signed yet or has a review, under a review policy in force."""
    reviews = {review.contract_no: review for review in network.all(LegalReview)}
    for contract in network.all(Contract):
        policy, review = review_policy(network, contract, as_of), reviews.get(contract.contract_no)
        if policy is None or (review is None and contract.signed_on is not None):
            continue
        rows = tuple(departures(network, contract, limits(network, contract, as_of), policy))
        entries = review.deviations if review else ()
        yield DraftDeviations(
            subject=contract.contract_no,
            dealer=contract.dealer,
            policy=policy.reference,
            rows=rows,
            unlisted=tuple(
                f"{row.kind} {row.about}".strip() for row in rows if not review or not listed_as(row, review)
            ),
            missing=tuple((row.id, role) for row in entries for role in missing_roles(policy, row)),
        )


def _discounts(contract: Contract, limit: ContractLimits) -> Iterator[Departure]:
    for n, use in enumerate(contract.prices):
        if use.discount > limit.discount:
            path = ("prices", n, "discount")
            usual, given = Text(percent_text(limit.discount)), Text(percent_text(use.discount))
            yield Departure("discount", use.list, path, "price-list", "price", usual, given)


def _bounded(contract: Contract, limit: ContractLimits) -> Iterator[Departure]:
    for bound in BOUNDS:
        group, name = bound.path
        given, least = getattr(getattr(contract, group), name, None), getattr(limit, bound.limit)
        if given is None or least is None or _spared(contract, bound.kind):
            continue
        if given > least if bound.most else given < least:
            usual, shown = _shown(least), _shown(given)
            yield Departure(bound.kind, "", bound.path, bound.item, bound.article, usual, shown)


def _spared(contract: Contract, kind: str) -> bool:
    """Whether a limit has nothing to bound: no renewal to give notice of, no deposit, credit that is secured."""
    return (
        (kind == "renewal_notice" and contract.term.renewal == "none")
        or (kind == "refund" and contract.deposit is not None and contract.deposit.kind == "none")
        or (kind == "unsecured_credit" and contract.credit is not None and bool(contract.credit.guarantees))
    )


def _shown(value: int | Decimal) -> Text:
    if isinstance(value, int):
        return Text(f"{value} 日", f"{value} days")
    return Text(percent_text(value)) if value < 1 else Text(amount_text(value))


def _targets(contract: Contract, limit: ContractLimits) -> Iterator[Departure]:
    for n, row, share in quarter_shares(contract):
        low, high = limit.quarter_share_min, limit.quarter_share_max
        if not low <= share <= high:
            usual = Text(f"{percent_text(low)}–{percent_text(high)}")
            path = ("targets", "quarters", n, "amount")
            about = f"{row.quarter} {row.line}"
            yield Departure("quarter_share", about, path, "targets", "targets", usual, Text(percent_text(share, 1)))
    first, most = contract.first_order, first_months(contract, limit.first_order_months)
    if first is not None and most is not None and first.amount > most:
        usual, given = Text(amount_text(most)), Text(amount_text(first.amount))
        yield Departure("first_order", "", ("first_order", "amount"), "first-order", "first-order", usual, given)


def _choices(reader: Reader, contract: Contract, policy: ReviewPolicy) -> Iterator[Departure]:
    if contract.restriction == "active_and_passive":
        usual, given = words.RESTRICTIONS.label("active_sales_only"), words.RESTRICTIONS.label(contract.restriction)
        yield Departure("passive_sales", "", ("restriction",), "restriction", "cross-territory", usual, given)
    for n, name in enumerate(contract.opted):
        if name not in policy.usual_options:
            usual, given = Text("不适用", "does not apply"), _title(reader, contract, name)
            yield Departure("optional_article", name, ("opted", n), "optional", name, usual, given)


def _title(reader: Reader, contract: Contract, name: str) -> Text:
    """The title of an optional article in both languages; its id where the template does not list it."""
    template = reader.find(Template, contract.template)
    reference = next((ref for ref in template.articles if ref.split("@")[0] == name), "") if template else ""
    chinese, english = clause_of(reader, reference, "zh"), clause_of(reader, reference, "en")
    return Text(chinese.title, english.title if english else "") if chinese else Text(name)
