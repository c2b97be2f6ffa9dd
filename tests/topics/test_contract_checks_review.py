"""Faults planted in legal reviews, and right ones that pass (reference B, drafted to signed; C23)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import found, network
from tests.topics.contract_workspace import UNSIGNED, base, contract, limits
from tests.topics.review_files import (
    BY_FI,
    BY_GM,
    BY_LG,
    CHECKS,
    PEOPLE,
    deviation,
    digest,
    expect,
    review,
    review_path,
    review_policy,
)
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.records.review_words import DEVIATIONS
from toolkit.topics.contract.rules.drafts import draft_digest

SPECIAL = contract("special: [甲方每月派一名业务员]")


def test_a_reviewed_contract_passes() -> None:
    """The review that other tests spoil has no fault: without a deviation, and with one that is listed and approved."""
    expect(contract(), review())
    expect(SPECIAL, review(f"deviations: [{deviation()}]", SPECIAL))


def test_no_contract_is_signed_without_review() -> None:
    """Signed under the policy without a review is an error at the day of signature; a draft may wait for it."""
    expect(contract('signed_on: "2025-12-20"  # error[CTR731]'))
    expect(contract(UNSIGNED))


def test_contracts_older_than_the_policy_are_left_alone() -> None:
    """What was signed before the first review policy needs none; its review, if there is one, still fits its contract."""
    late = review_policy('effective_from: "2026-01-01"')
    expect(contract(), late)
    expect(contract(), late, review('digest: "000000000000"  # error[CTR732]\nexplanation: none'))


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ("outcome: approve", ""),
        ("outcome: approve_with_changes", "  # error[CTR734]"),
        ("outcome: refuse", "  # error[CTR734]"),
    ],
)
def test_only_an_approved_contract_is_signed(given: str, mark: str) -> None:
    """A contract that counsel would sign once changed, or not at all, is not signed as it is."""
    expect(contract(), review(given + mark))


def test_an_open_review_is_no_approval() -> None:
    """A review without an outcome is told at the review itself."""
    whole = {**base(), **PEOPLE, **review_policy(), **contract(), **review("outcome: none")}
    assert found(CHECKS, whole) == [f"{review_path()}:1 error[CTR734]"]


def test_review_comes_before_signature() -> None:
    """A review of the day of signature is in time; a later one is not."""
    expect(contract(), review('reviewed_on: "2025-12-20"'))
    expect(contract(), review('reviewed_on: "2025-12-21"  # error[CTR738]'))


@pytest.mark.parametrize(
    "change",
    [
        'termination: {notice_days: "61", cure_days: "30", settlement_days: "30", buy_back_rate: "0.90", sell_off_days: "90"}',
        "signing_place: 浙江省杭州市余杭区",
        "support: [每季度培训两次]",
    ],
)
def test_a_change_after_the_review_is_seen(change: str) -> None:
    """A changed term, place or support is an error once signed, and a warning in a draft."""
    old = f'digest: "{digest(contract())}"'
    expect(contract(change), review(f"{old}  # error[CTR732]"))
    expect(contract(UNSIGNED + change), review(f"{old}  # warning[CTR732]"))


def test_what_is_not_printed_changes_no_digest() -> None:
    """Status, draft number, signatories and internal notes leave the digest; so does a field that is written as its default."""
    same = digest(contract())
    for change in (
        UNSIGNED,
        'draft_version: "9"',
        "dealer_signatory: C-2025-0001",
        "restriction_note: 法务备忘",
        "language: zh",
        "opted: []",
        'prices: [{list: ambient@2025-1, discount: "0.02", approved_by: S-2025-0005}]',
    ):
        assert digest(contract(change)) == same, change
    assert digest(contract("language: zh_en")) != same


def test_the_digest_is_of_this_contract() -> None:
    """Two contracts that differ in their number alone have two digests."""
    records = network({**base(), **contract(), **contract("", 2)})
    assert len({draft_digest(row) for row in records.all(Contract)}) == 2


@pytest.mark.parametrize(
    ("terms", "about"),
    [
        ("special:\n  - 甲方每月派一名业务员{}", "special_term 1"),
        ('price_change:\n  notice_days: "14"{}\n  protection_days: "30"', "price_notice"),
        ('price_change:\n  notice_days: "20"\n  protection_days: "61"{}', "price_protection"),
        ("opted:\n  - social-responsibility{}", "optional_article social-responsibility"),
        ("restriction_reason: 冷链\nrestriction: active_and_passive{}", "passive_sales"),
    ],
)
def test_every_departure_is_listed(terms: str, about: str) -> None:
    """A departure that the review does not list is told where it stands; listed and approved, it passes (C23)."""
    bare = contract(terms.format(""))
    expect(contract(terms.format("  # error[CTR733]")), review("", bare))
    kind, _, what = about.partition(" ")
    entry = deviation(f"kind: {kind}\nabout: {what or 'none'}".replace("about: 1", 'about: "1"'))
    expect(bare, review(f"deviations: [{entry}]", bare))


def test_a_departure_of_a_draft_may_wait() -> None:
    """While the review is open an unlisted departure only warns."""
    bare = contract(UNSIGNED + "special: [甲方每月派一名业务员]")
    marked = contract(UNSIGNED + "special:\n  - 甲方每月派一名业务员  # warning[CTR733]")
    expect(marked, review("outcome: none\nexplanation: none", bare))


def test_a_refused_departure_is_taken_out() -> None:
    """What counsel refused may not stand in the contract that is signed; refused and gone is right."""
    refused = deviation("decision: refused\napprovals: []")
    expect(SPECIAL, review(f"deviations:\n  - {refused}  # error[CTR735]", SPECIAL))
    asked = deviation("kind: wording\nabout: none\ndecision: refused\napprovals: []")
    expect(contract(), review(f"deviations: [{asked}]"))


def test_an_entry_fits_the_contract() -> None:
    """An entry that the contract does not show is told, so that the list is no copy of another's."""
    expect(contract(), review(f"deviations:\n  - {deviation()}  # warning[CTR736]"))
    second = deviation('about: "2"')
    marks = f"deviations:\n  - {second}  # warning[CTR736]"
    expect(contract("special:\n  - 甲方每月派一名业务员  # error[CTR733]"), review(marks, SPECIAL))


def test_articles_and_items_that_are_there() -> None:
    """An entry names an article of the template and an item of the particular terms."""
    named = "article: price\nitem: special"
    expect(SPECIAL, review(f"deviations: [{deviation(named)}]", SPECIAL))
    expect(SPECIAL, review(f"deviations:\n  - {deviation('article: delivery')}  # error[CTR737]", SPECIAL))
    expect(SPECIAL, review(f"deviations:\n  - {deviation('item: specials')}  # error[CTR737]", SPECIAL))


def test_the_policy_has_a_rule_for_every_kind() -> None:
    """A kind without a general rule would need nobody; a rule on one thing alone is no general one."""
    expect(review_policy("deviations:  # error[CTR739]" + "".join(
        f"\n  - {{kind: {kind}, roles: [LG]{', about: x' if kind == 'cure' else ''}}}" for kind in DEVIATIONS
    )), contract(UNSIGNED))  # fmt: skip


DISCOUNT = contract('prices: [{list: ambient@2025-1, discount: "0.06", approved_by: S-2025-0005}]')
ENTRY = "kind: discount\nabout: ambient@2025-1\n"


@pytest.mark.parametrize(
    ("entry", "mark"),
    [
        (f"approvals: [{BY_FI}, {BY_GM}]", ""),
        (f"approvals: [{BY_GM}]", "  # error[CTR742]"),
        ("approvals: []", "  # error[CTR742]"),
        (f"approvals: [{BY_FI}, {BY_GM}]\nalso: [LG]", "  # error[CTR742]"),
        (f"approvals: [{BY_FI}, {BY_GM}, {BY_LG}]\nalso: [LG]", ""),
        (f"approvals: [{BY_FI}, {BY_GM}]\ndecision: none", "  # error[CTR741]"),
    ],
)
def test_every_role_approves(entry: str, mark: str) -> None:
    """A discount over the limit takes finance and the general manager, and whom counsel asks for beside them."""
    expect(DISCOUNT, review(f"deviations:\n  - {deviation(ENTRY + entry)}{mark}", DISCOUNT))


def test_a_rule_on_one_thing_goes_first() -> None:
    """The policy may ask for others where it names the very thing."""
    rules = "".join(f"\n  - {{kind: {kind}, roles: [LG]}}" for kind in DEVIATIONS)
    strict = review_policy(
        f"deviations:{rules}\n  - {{kind: optional_article, about: competing-products, roles: [LG, GM]}}"
    )
    for name, mark in (("competing-products", "  # error[CTR742]"), ("title-retention", "")):
        chosen = contract(UNSIGNED + f"opted: [{name}]")
        entry = deviation(f"kind: optional_article\nabout: {name}")
        expect(strict, chosen, review(f"deviations:\n  - {entry}{mark}", chosen))


def test_an_open_review_waits_for_approvals() -> None:
    """Before there is an outcome nothing is missing yet."""
    draft = contract(UNSIGNED + "special: [甲方每月派一名业务员]")
    waiting = deviation("approvals: []\ndecision: none")
    expect(draft, review(f"outcome: none\nexplanation: none\ndeviations: [{waiting}]", draft))


@pytest.mark.parametrize(
    ("given", "mark"),
    [
        ('{role: LG, staff: S-2025-0003, date: "2025-12-11"}', ""),
        ('{role: LG, staff: S-2025-0004, date: "2025-12-11"}', "  # error[CTR743]"),
        ('{role: LG, staff: S-2025-0006, date: "2025-12-11"}', "  # error[CTR743]"),
        ('{role: LG, staff: S-2025-0006, date: "2025-11-30"}', ""),
        ('{role: LG, staff: S-2025-0001, date: "2025-12-11"}', "  # error[CTR744]"),
        ('{role: LG, staff: S-2025-0003, date: "2025-12-20"}', ""),
        ('{role: LG, staff: S-2025-0003, date: "2025-12-21"}', "  # error[CTR745]"),
    ],
)
def test_who_approves_and_when(given: str, mark: str) -> None:
    """Approvers hold the role on the day, are not the dealer's account manager, and come no later than the signature."""
    entry = deviation(f"approvals: [{given}]")
    expect(SPECIAL, review(f"deviations:\n  - {entry}{mark}", SPECIAL))


def test_counsel_reviews() -> None:
    """The reviewer acts for legal, and is not the account manager even where both roles are in one hand."""
    expect(contract(), review("reviewer: S-2025-0004  # error[CTR743]"))
    expect(contract(), review("reviewer: S-2025-0001  # error[CTR744]"))


def test_ended_contracts_keep_their_reviews() -> None:
    """A review is judged by the day of signature, whatever day it is now."""
    expect(SPECIAL, review(f"deviations: [{deviation()}]", SPECIAL), as_of=date(2029, 1, 1))


def test_without_limits_the_other_departures_are_still_found() -> None:
    """A contract without a limits policy in force is still held against its review."""
    none = limits('effective_from: "2027-01-01"')
    expect(none, contract("special:\n  - 甲方每月派一名业务员  # error[CTR733]"), review("", {**SPECIAL, **none}))
