"""The legal review on a dealer's page: which departures from the standard need whom. Only inside the company."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.shared import SIDES
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.contract.records import Contract, LegalReview
from toolkit.topics.contract.records import review_words as words
from toolkit.topics.contract.records.review import Deviation
from toolkit.topics.contract.rules.deviations import DraftDeviations
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.dealer.records import APPROVAL_ROLES
from toolkit.topics.topic import Now

MOODS = {"approve": "good", "approve_with_changes": "warn", "refuse": "bad"}
DECIDED = {"accepted": "good", "changed": "good", "refused": "past"}


def review_cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the review of the dealer's latest contract that has one; nothing for the dealer itself."""
    if view.lens.audience != "internal":
        return
    reviews = {review.contract_no: review for review in view.of_dealer(LegalReview, dealer)}
    contracts = sorted(view.of_dealer(Contract, dealer), key=lambda row: (row.term.start, row.contract_no))
    latest = next((row for row in reversed(contracts) if row.contract_no in reviews), None)
    if latest is None:
        return
    review, found = reviews[latest.contract_no], view.result(DraftDeviations, latest.contract_no)
    missing = found.missing if found else ()
    context = {
        "contract_no": latest.contract_no,
        "mood": MOODS.get(review.outcome or "", "going"),
        "outcome": words.OUTCOMES.label(review.outcome) if review.outcome else Text("审查中", "under review"),
        "rows": tuple(_rows(review)),
        "deviations": tuple(_deviation(row, missing) for row in review.deviations),
    }
    finding = Text(f"还缺 {len(missing)} 项批准", f"{len(missing)} approvals missing") if missing else NO_TEXT
    title = Text("法律审查", "Legal review")
    yield Card("legal-review", title, "contract/card-review.html", context, finding, folded=True, order=24)


def _rows(review: LegalReview) -> Iterator[tuple[Text, Text]]:
    version = f"第 {review.draft_version} 稿，{day_text(review.reviewed_on, 'zh')}"
    yield Text("所审", "Reviewed"), Text(version, f"draft {review.draft_version}, {day_text(review.reviewed_on, 'en')}")
    if review.explanation is not None:
        day, count = review.explanation.date, len(review.explanation.clauses)
        explained = Text(
            f"{day_text(day, 'zh')}，{count} 条加星条款", f"{day_text(day, 'en')}, {count} highlighted articles"
        )
        yield Text("提示说明", "Explained"), explained
    if review.esign is not None:
        yield (
            Text("电子签名证据", "Evidence of e-signature"),
            Text(f"{review.esign.provider} {review.esign.certificate}"),
        )
    if review.opinion is not None:
        yield Text("总体意见", "Opinion"), review.opinion


def _deviation(row: Deviation, missing: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    wanted = joined(APPROVAL_ROLES.label(role) for entry, role in missing if entry == row.id)
    given = joined(APPROVAL_ROLES.label(approval.role) for approval in row.approvals)
    state = words.DECISIONS.label(row.decision) if row.decision else Text("未处理", "not decided")
    return {
        "kind": words.DEVIATIONS.label(row.kind),
        "text": row.deviating,
        "risk": words.RISKS.label(row.risk),
        "asked_by": SIDES.label(row.asked_by),
        "mood": DECIDED.get(row.decision or "", "open"),
        "state": state,
        "given": given,
        "wanted": wanted,
    }
