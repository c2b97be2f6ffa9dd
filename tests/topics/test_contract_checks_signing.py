"""Faults planted in what goes with a signature: explanation, powers of attorney, e-signature, registration (reference F.3)."""

from __future__ import annotations

import pytest

from tests.topics.builders import company, dealer
from tests.topics.contract_workspace import UNSIGNED, clause, contract, template
from tests.topics.review_files import EXPLAINED, deviation, expect, review
from toolkit.topics.contract.rules.protection import FREE_PRICING

STARRED = {
    **clause("price", f"1. {FREE_PRICING}", "flag: M\nstarred: true"),
    **clause("credit", "1. 信用额度。", 'flag: C\nstarred: true\nwhen: {credit: ["yes"]}'),
    **clause("exit", "1. 清算。", "flag: M"),
    **template("", ("price", "credit", "exit")),
}
DIGEST = "a" * 64


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        (EXPLAINED, ""),
        (EXPLAINED.replace("2025-12-18", "2025-12-20"), ""),
        (EXPLAINED.replace("2025-12-18", "2025-12-21"), "  # error[CTR753]"),
        (EXPLAINED.replace(", confirmation: {name: 确认书}", ""), "  # error[CTR751]"),
        (EXPLAINED.replace("[price]", "[exit]"), "  # error[CTR752]"),
        (EXPLAINED.replace("[price]", "[price, credit, exit]"), ""),
    ],
)
def test_highlighted_articles_are_explained(given: str, mark: str) -> None:
    """All that apply, by the day of signature, with the dealer's signature under it; the credit article does not apply here."""
    expect(STARRED, contract(), review(f"explanation: {given}{mark}", STARRED))


def test_no_explanation_at_all() -> None:
    """A signed contract without one is an error; a draft may still wait for it."""
    expect(contract(), review("draft_version: '2'  # error[CTR751]\nexplanation: none"))
    draft = contract(UNSIGNED)
    expect(draft, review("explanation: none", draft))


HEADS = {**company("legal_representative: C-2025-0009"), **dealer("legal_representative: C-2025-0001")}
POWER = "authorities: [{{side: {}, contact: C-2025-0005, issued_on: '{}', {}document: {{name: 授权委托书}}}}]\n"


def test_the_legal_representative_needs_no_power() -> None:
    """Whoever is on record as legal representative signs without a paper; so does a contract that names nobody."""
    own = contract("company_signatory: C-2025-0009\ndealer_signatory: C-2025-0001")
    expect(HEADS, own, review("", own))
    expect(HEADS, contract(), review())


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("", "  # error[CTR754]"),
        (POWER.format("dealer", "2025-12-20", ""), ""),
        (POWER.format("dealer", "2025-12-21", ""), "  # error[CTR754]"),
        (POWER.format("brand", "2025-12-01", ""), "  # error[CTR754]"),
        (POWER.format("dealer", "2025-01-01", "valid_to: '2025-12-20', "), ""),
        (POWER.format("dealer", "2025-01-01", "valid_to: '2025-12-19', "), "  # error[CTR754]"),
    ],
)
def test_anybody_else_needs_one(given: str, mark: str) -> None:
    """A power of attorney of the right side, valid on the day of signature."""
    signed = contract(f"dealer_signatory: C-2025-0005{mark}")
    expect(HEADS, signed, review(given, signed))
    swapped = (
        given.replace("side: dealer", "side: -")
        .replace("side: brand", "side: dealer")
        .replace("side: -", "side: brand")
    )
    ours = contract(f"company_signatory: C-2025-0005{mark}")
    expect(HEADS, ours, review(swapped, ours))


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        (
            f"esign: {{date: '2025-12-20', provider: 认证机构, certificate: SN-1, evidence: {{name: 证据报告, sha256: {DIGEST}}}}}",
            "",
        ),
        (
            "esign: {date: '2025-12-20', provider: 认证机构, certificate: SN-1, evidence: {name: 证据报告}}",
            "  # error[CTR755]",
        ),
    ],
)
def test_an_electronic_signature_is_proved(given: str, mark: str) -> None:
    """Certification service, certificate, and a report that its digest names."""
    signed = contract("sign_method: esign")
    expect(signed, review(given + mark, signed))


def test_no_proof_of_an_electronic_signature() -> None:
    """Without the report the review's file is told; on paper none is asked for."""
    signed = contract("sign_method: esign")
    expect(signed, review("draft_version: '2'  # error[CTR755]", signed))
    expect(contract(), review())


KEPT = "opted:\n  - title-retention{}\n"
ENTRY = deviation("kind: optional_article\nabout: title-retention")
ROW = "registrations:\n  - {{right: {}, number: '0001', date: '2026-01-05', valid_to: '{}'}}{}\n"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "  # info[CTR756]"),
        (ROW.format("title_retention", "2026-12-31", ""), ""),
        (ROW.format("mortgage", "2026-12-31", ""), "  # info[CTR756]"),
        (ROW.format("title_retention", "2026-12-30", "  # warning[CTR757]"), ""),
    ],
)
def test_retained_title_is_registered(rows: str, said: str) -> None:
    """A registration that lasts as long as the contract; a missing one is only said, since finance may find it not worth the fee."""
    bare = contract(KEPT.format(""))
    expect(contract(KEPT.format(said)), review(f"{rows}deviations: [{ENTRY}]", bare))
