"""The card of a dealer's credit: what the review comes to, what the contract grants, and how much of it is used. For us alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import LOCALES, Text
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX, Staff
from toolkit.topics.company.rules import line_name
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import CreditReview
from toolkit.topics.incentive.records.vocabularies import CREDIT_CLASSES
from toolkit.topics.incentive.rules.reviews import CreditLimit
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
NONE = Text("–")


def credit(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the credit of a dealer that has a review: the one that stands, and one that waits for approval above it."""
    if view.lens.audience != "internal":
        return
    found = [row for row in view.results(CreditLimit) if row.dealer == dealer]
    held = {row.id: row for row in view.of_dealer(CreditReview, dealer)}
    shown = sorted(
        (row for row in found if (row.latest or not row.approved) and row.subject in held),
        key=lambda row: held[row.subject].requested_at,
        reverse=True,
    )
    if not shown:
        return
    reviews = tuple(_review(view, row, held[row.subject]) for row in shown)
    context = {"reviews": reviews, "used": tuple(_used(view, dealer, shown[0].granted))}
    title = Text("信用与额度", "Credit and its limit")
    yield Card("credit", title, "incentive/card-credit.html", context, _finding(shown[0]), order=9)


def _finding(row: CreditLimit) -> Text:
    if row.limit is None:
        return Text("月份不足，不算额度", "too few months for a limit")
    limit = amount_text(row.limit)
    if row.granted is None:
        return Text(f"按政策可到 {limit}，合同没有授信", f"up to {limit} by the policy; the contract grants none")
    granted = amount_text(row.granted)
    return Text(f"合同 {granted}，按政策 {limit}", f"{granted} by the contract, {limit} by the policy")


def _review(view: View, row: CreditLimit, review: CreditReview) -> dict[str, object]:
    mood, state = _standing(row)
    return {
        "id": row.subject,
        "policy": row.policy,
        "mood": mood,
        "state": state,
        "rows": tuple(_rows(view, row, review)),
    }


def _standing(row: CreditLimit) -> tuple[str, Text]:
    """Where the review stands: a contract above the policy's limit wants security or a lower limit, never a harsher word."""
    if not row.approved:
        return "going", Text("待财务批准", "waits for finance")
    if row.limit is not None and row.granted is not None and row.granted > row.limit:
        more = amount_text(row.granted - row.limit)
        return "warn", Text(f"合同高出 {more}", f"the contract is {more} above")
    return "good", Text("在政策之内", "within the policy")


def _rows(view: View, row: CreditLimit, review: CreditReview) -> Iterator[Pair]:
    label = CREDIT_CLASSES.label(row.rating)
    yield Text("等级与系数", "Class and factor"), _both(label.zh, label.within("en"), f" × {number_text(row.factor)}")
    yield Text("定级依据", "Why this class"), review.grounds
    lines = [line_name(view, line) for line in review.lines]
    yield Text("授信产品线", "Lines"), Text("、".join(t.zh for t in lines), ", ".join(t.within("en") for t in lines))
    yield Text("账期", "Term"), Text(f"{review.term_days} 日", f"{review.term_days} days")
    if row.mean is not None and row.limit is not None:
        tax = TAX.label(review.tax)
        yield (
            Text(f"近 {row.months} 个月月均净进货", f"Monthly net sell-in, {row.months} months"),
            Text(f"{amount_text(row.mean)}（{tax.zh}）", f"{amount_text(row.mean)} ({tax.within('en')})"),
        )
        shown = (
            f"{amount_text(row.mean)} × {review.term_days} ÷ 30 × {number_text(row.factor)} = {amount_text(row.limit)}"
        )
        yield Text("按政策的额度", "Limit by the policy"), Text(shown)
    yield Text("合同额度", "Limit of the contract"), Text(amount_text(row.granted)) if row.granted is not None else NONE
    asked = _who(view, review.requested_by)
    yield Text("申请", "Asked for"), _dated(asked, review.requested_at)
    if review.approved_by is not None and review.approved_on is not None:
        yield Text("财务批准", "Approved by finance"), _dated(_who(view, review.approved_by), review.approved_on)


def _who(view: View, staff: str) -> Text:
    person = view.find(Staff, staff)
    return person.post if person is not None else Text(staff)


def _dated(who: Text, day: date) -> Text:
    return Text(*(f"{day_text(day, locale)} {who.within(locale)}" for locale in LOCALES))


def _both(zh: str, en: str, rest: str) -> Text:
    return Text(f"{zh}{rest}", f"{en}{rest}")


def _used(view: View, dealer: str, granted: Decimal | None) -> Iterator[Pair]:
    """What was receivable at the end of the latest quarters on record, and which share of today's limit that is."""
    quarters = sorted(view.of_dealer(QuarterData, dealer), key=lambda row: row.quarter, reverse=True)
    for data in quarters[:4]:
        owed = data.receivables.closing.value
        if owed is not None:
            share = f"{percent_text(owed / granted, 1)}" if granted else ""
            amount = amount_text(owed)
            words = Text(f"{amount}，占 {share}", f"{amount}, {share} of it") if share else Text(amount)
            yield Text(f"{data.quarter} 末应收", f"Receivable, end of {data.quarter}"), words
