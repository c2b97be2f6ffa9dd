"""Legal reviews for workspaces in memory: a policy that every base contract is under, who may approve, and a review without a fault."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tests.topics.builders import TODAY, filled, found, marked, network, staff
from tests.topics.contract_workspace import base, contract
from toolkit.topics.contract.checks.review import CHECKS as REVIEW
from toolkit.topics.contract.checks.review_approvals import CHECKS as APPROVALS
from toolkit.topics.contract.checks.signing import CHECKS as SIGNATURE
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.review_words import DEVIATIONS
from toolkit.topics.contract.rules.drafts import draft_digest

CHECKS = (*REVIEW, *APPROVALS, *SIGNATURE)
ROLES = {"discount": "[FI, GM]", "special_term": "[LG]", "optional_article": "[LG]"}
PEOPLE = staff("""
    id: S-2025-0001, roles: [SA, LG]
    id: S-2025-0002, roles: [SA]
    id: S-2025-0003, roles: [LG]
    id: S-2025-0004, roles: [FI]
    id: S-2025-0005, roles: [GM]
    id: S-2025-0006, roles: [LG], until: "2025-11-30"
    """)
"""S-2025-0001 is the dealer's account manager, 0003 counsel, 0004 finance, 0005 the general manager, 0006 counsel who left."""
BY_LG = '{role: LG, staff: S-2025-0003, date: "2025-12-11"}'
BY_FI = '{role: FI, staff: S-2025-0004, date: "2025-12-12"}'
BY_GM = '{role: GM, staff: S-2025-0005, date: "2025-12-13"}'
EXPLAINED = '{date: "2025-12-18", by: S-2025-0003, to: C-2025-0001, clauses: [price], confirmation: {name: 确认书}}'


def review_policy(text: str = "") -> dict[str, str]:
    """The review policy since 2025; it has a rule for every kind."""
    rules = ", ".join(f"{{kind: {kind}, roles: {ROLES.get(kind, '[LG]')}}}" for kind in DEVIATIONS)
    rest = {
        "id": "review",
        "name": "合同审查办法",
        "effective_from": '"2025-01-01"',
        "applies_by": "signed_at",
        "deviations": f"[{rules}]",
        "usual_options": "[first-order]",
        "renewal": '{window_days: "90", least_quarters: "3", offer: "70", negotiate: "60"}',
    }
    return {"content/policies/contract/review/2025-1.yaml": filled(text, rest)}


def review_path(number: int = 1, holder: int = 1) -> str:
    return f"dealers/D-2025-{holder:04d}/contracts/reviews/QY-JX-2025-{number:04d}.yaml"


def review(text: str = "", reviewed: Mapping[str, str] | None = None) -> dict[str, str]:
    """A review of the base contract, or of the one in `reviewed`, that ends in `approve`; with its explanation."""
    rest = {
        "draft_version": '"2"',
        "digest": f'"{digest(reviewed or {})}"',
        "reviewer": "S-2025-0003",
        "reviewed_on": '"2025-12-10"',
        "outcome": "approve",
        "explanation": EXPLAINED,
    }
    return {review_path(): filled(text, rest)}


def deviation(text: str = "") -> str:
    """One entry of a review as a flow mapping: a special term that legal accepted, unless the text says otherwise."""
    rest = {
        "id": "one",
        "kind": "special_term",
        "about": '"1"',
        "standard": "标准",
        "deviating": "偏离",
        "reason": "理由",
        "risk": "low",
        "asked_by": "dealer",
        "decision": "accepted",
        "approvals": f"[{BY_LG}]",
    }
    rows = [line for line in filled(text, rest).splitlines() if line]
    return "{" + ", ".join(rows) + "}"


def digest(files: Mapping[str, str]) -> str:
    """The digest of the first contract of the base under the changes of `files`."""
    records = network({**base(), **contract(), **files})
    return draft_digest(records.get(Contract, "QY-JX-2025-0001"))


def expect(*files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Compares what the checks of review and signing find with the marks in the files."""
    whole = {**base(), **PEOPLE, **review_policy()}
    for more in files:
        whole |= more
    assert found(CHECKS, whole, as_of) == marked(whole)
