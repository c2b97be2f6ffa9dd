"""Departures from the standard, deadlines and duties of contracts, as pure functions of the records (reference A.10, B; C23, C26)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY, company, dealer, network, problems, product_line
from tests.topics.contract_workspace import FULL, SKUS, UNSIGNED, base, contract, limits, price_list, standard_workspace
from tests.topics.review_files import PEOPLE, deviation, review, review_policy
from toolkit.kernel.text import Text
from toolkit.network.dues import HORIZON, Due, by_day, in_sight
from toolkit.network.results import Results
from toolkit.network.view import Lens, View
from toolkit.topics.contract.checks import CHECKS
from toolkit.topics.contract.records import Contract, ReviewPolicy
from toolkit.topics.contract.rules.calendar import ContractCalendar, calendars
from toolkit.topics.contract.rules.deadlines import Deadline
from toolkit.topics.contract.rules.deviations import BOUNDS, Departure, DraftDeviations, departures, deviations
from toolkit.topics.contract.rules.limits import limits as limits_of
from toolkit.topics.contract.rules.obligations import Obligation, obligations
from toolkit.topics.contract.rules.terms import NUMBERS

NUMBER = "QY-JX-2025-0001"
MATTER = Text("事项", "matter")


def shown(*files: Mapping[str, str]) -> tuple[Departure, ...]:
    """The departures that the first contract of the base shows under the changes."""
    whole = {**base(), **review_policy(), **contract()}
    for more in files:
        whole |= more
    records = network(whole)
    held, (policy,) = records.get(Contract, NUMBER), records.all(ReviewPolicy)
    return tuple(departures(records, held, limits_of(records, held, TODAY), policy))


def kinds(*files: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(row.kind, row.about) for row in shown(*files)]


def test_a_standard_contract_departs_from_nothing() -> None:
    """The base contract keeps every limit and chooses nothing unusual; an option that the policy calls usual is none either."""
    assert kinds() == []
    assert kinds(contract("opted: [first-order]")) == []


BOND = 'deposit: {{kind: performance_bond, amount: "1.00", deductions: [欠款], top_up_days: "15", refund_days: "{}", interest: "true"}}'
CREDIT = 'payment: {{method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "10"}}\ncredit: {{limit: "{}", review_months: "6"{}}}'
PLEDGE = ", guarantees: [{kind: pledge, guarantor: 某人}]"
END = 'termination: {{notice_days: "{}", cure_days: "{}", settlement_days: "30", buy_back_rate: "0.9", sell_off_days: "90"}}'
QUARTERS = 'targets: {{nature: guideline, basis: sell_in_net, tax: excl, years: [{{year: "2026", line: ambient, amount: "1000.00"}}], quarters: [{{quarter: 2026Q1, line: ambient, amount: "{}"}}, {{quarter: 2026Q2, line: ambient, amount: "{}"}}, {{quarter: 2026Q3, line: ambient, amount: "250.00"}}, {{quarter: 2026Q4, line: ambient, amount: "250.00"}}]}}\nfirst_order: none'


@pytest.mark.parametrize(
    ("terms", "found", "code"),
    [
        ('price_change: {notice_days: "15", protection_days: "60"}', [], ""),
        ('price_change: {notice_days: "14", protection_days: "60"}', [("price_notice", "")], "CTR405"),
        ('price_change: {notice_days: "15", protection_days: "61"}', [("price_protection", "")], "CTR406"),
        ('prices: [{list: ambient@2025-1, discount: "0.05"}]', [], ""),
        ('prices: [{list: ambient@2025-1, discount: "0.0501"}]', [("discount", "ambient@2025-1")], "CTR404"),
        (END.format("60", "5"), [], ""),
        (END.format("59", "5"), [("termination_notice", "")], "CTR111"),
        (END.format("60", "4"), [("cure", "")], "CTR112"),
        (BOND.format("30"), [], ""),
        (BOND.format("31"), [("refund", "")], "CTR414"),
        (CREDIT.format("300000.00", ""), [], ""),
        (CREDIT.format("300000.01", ""), [("unsecured_credit", "")], "CTR419"),
        (CREDIT.format("300000.01", PLEDGE), [], ""),
        ('payment: {method: prepaid, late_interest_daily: "0.0005", reconciliation_day: "10"}', [], ""),
        ('payment: {method: prepaid, late_interest_daily: "0.000501", reconciliation_day: "10"}', [("late_interest", "")], "CTR418"),
        ('delivery: {place: 乙方仓库, freight: company, lead_days: "5", acceptance_days: "2"}', [("acceptance", "")], "CTR117"),
        ('term: {start: "2026-01-01", end: "2026-12-31", renewal: by_agreement, renewal_notice_days: "59"}', [("renewal_notice", "")], "CTR110"),
        ('term: {start: "2026-01-01", end: "2026-12-31", renewal: none, renewal_notice_days: "59"}', [], ""),
        ('first_order: {amount: "666666.68", minimum_order: "5000.00"}', [("first_order", "")], "CTR310"),
        (QUARTERS.format("150.00", "350.00"), [], ""),
        (QUARTERS.format("140.00", "360.00"), [("quarter_share", "2026Q1 ambient")], "CTR304"),
    ],
)  # fmt: skip
def test_a_departure_is_what_the_check_tells(terms: str, found: list[tuple[str, str]], code: str) -> None:
    """Whatever a check of the limits warns of is a departure that somebody approves, at the same edge, and nothing else is."""
    assert kinds(contract(terms)) == found
    told = {p.code for p in problems(CHECKS, {**base(), **contract(terms)})}
    limited = {"CTR110", "CTR111", "CTR112", "CTR117", "CTR304", "CTR310", "CTR404", "CTR405", "CTR406", "CTR414", "CTR418", "CTR419"}  # fmt: skip
    assert told & limited == ({code} if code else set())


def test_choices_and_special_terms_are_departures() -> None:
    """Special terms by their number, options by their clause, a ban on passive sales by itself."""
    terms = "special: [甲, 乙]\nopted: [title-retention]\nrestriction: active_and_passive\nrestriction_reason: 冷链\nrestriction_note: 备忘"
    assert kinds(contract(terms)) == [
        ("passive_sales", ""),
        ("optional_article", "title-retention"),
        ("special_term", "1"),
        ("special_term", "2"),
    ]


def test_a_departure_shows_the_usual_and_the_given() -> None:
    """The reviewer reads both beside each other, and where it is printed."""
    (row,) = shown(contract('prices: [{list: ambient@2025-1, discount: "0.06"}]'))
    assert (row.usual.zh, row.given.zh, row.item, row.article) == ("5%", "6%", "price-list", "price")
    assert {bound.item for bound in BOUNDS} <= set(NUMBERS)


def test_without_limits_only_choices_are_departures() -> None:
    """A limit that the policy does not set bounds nothing."""
    none = limits("late_interest_daily: none\nunsecured_credit: none\nacceptance_days: none")
    assert kinds(none, contract(CREDIT.format("9000000.00", ""))) == []


def test_what_still_lacks_whom() -> None:
    """The result of a draft says what the review does not list, and whose approval is missing; C23: which deviation needs whom."""
    draft = contract(UNSIGNED + "special: [甲, 乙]")
    entry = deviation("also: [GM]")
    held = review(f"outcome: none\nexplanation: none\ndeviations: [{entry}]", draft)
    records = network({**base(), **PEOPLE, **review_policy(), **draft, **held})
    (row,) = deviations(records, TODAY)
    assert isinstance(row, DraftDeviations)
    assert (row.policy, row.unlisted, row.missing) == ("review@2025-1", ("special_term 2",), (("one", "GM"),))
    seen = View(records, Results((row,)), Lens("dealer", "D-2025-0001")).result(DraftDeviations, NUMBER)
    assert seen is None or set(vars(seen)) <= {"subject", "dealer"}


def test_signed_contracts_without_a_review_are_not_listed() -> None:
    """Contracts from before the policy, and signed ones that were never reviewed, have no result."""
    assert list(deviations(network({**base(), **contract()}), TODAY)) == []
    assert list(deviations(network({**base(), **review_policy(), **contract()}), TODAY)) == []


LICENCE = 'licences: [{{type: food_operation, number: JY1, valid_to: "{}"}}]'
RICH = """
term: {start: "2026-01-01", end: "2026-12-31", trial_months: "3", renewal: by_agreement, renewal_notice_days: "75"}
payment: {method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "12"}
credit: {limit: "100000.00", review_months: "4", guarantees: [{kind: joint, guarantor: 某公司, period_months: "24", resolution: 决议}, {kind: mortgage, guarantor: 某人, period_months: "36"}]}
deposit: {kind: performance_bond, amount: "1.00", due_days: "9", deductions: [欠款], top_up_days: "15", refund_days: "30", interest: "true"}
"""


def calendar(as_of: str, *files: Mapping[str, str]) -> tuple[ContractCalendar, dict[str, Deadline], dict[str, Due]]:
    """The calendar of the rich contract on a day, its deadlines by key, and what is due."""
    whole = {**base(), **contract(RICH)}
    for more in files:
        whole |= more
    rows = list(calendars(network(whole), date.fromisoformat(as_of)))
    (held,) = (row for row in rows if isinstance(row, ContractCalendar) and row.subject == NUMBER)
    dues = {row.subject: row for row in rows if isinstance(row, Due)}
    return held, {row.key: row for row in held.deadlines}, dues


def test_the_dates_of_a_contract() -> None:
    """Each date by the calendar: trial, review, window, notice, end, the last refund and the last claim on a guarantee."""
    held, rows, _ = calendar("2026-06-15")
    assert (held.ends, held.window_opens, held.notice_by) == (date(2026, 12, 31), date(2026, 10, 2), date(2026, 10, 17))
    assert {key: row.on.isoformat() for key, row in rows.items()} == {
        "deposit": "2025-12-29",
        "trial-end": "2026-03-31",
        "reconciliation": "2026-07-12",
        "credit-review": "2026-09-01",
        "renewal-window": "2026-10-02",
        "renewal-notice": "2026-10-17",
        "end": "2026-12-31",
        "deposit-refund": "2027-03-01",
        "guarantee-1": "2029-01-30",
    }
    assert [row.on for row in held.deadlines] == sorted(row.on for row in held.deadlines)


@pytest.mark.parametrize(
    ("as_of", "on"),
    [("2026-01-01", "2026-05-01"), ("2026-05-01", "2026-05-01"), ("2026-05-02", "2026-09-01"), ("2026-09-02", "")],
)
def test_reviews_come_round(as_of: str, on: str) -> None:
    """Every four months from the first day, the day itself included, and none after the end."""
    _, rows, _ = calendar(as_of)
    assert (rows["credit-review"].on.isoformat() if "credit-review" in rows else "") == on


@pytest.mark.parametrize(
    ("as_of", "on"), [("2026-07-12", "2026-07-12"), ("2026-07-13", "2026-08-12"), ("2026-12-13", "")]
)
def test_reconciliation_is_monthly(as_of: str, on: str) -> None:
    """The next day of that number inside the term."""
    _, rows, _ = calendar(as_of)
    assert (rows["reconciliation"].on.isoformat() if "reconciliation" in rows else "") == on


def test_licences_that_end_in_the_term() -> None:
    """A licence that a granted line needs is a date of the dealer's when it ends before the contract; its successor takes it off."""
    line = product_line(f"required_licences: [food_operation]\nskus:{SKUS}")
    _, rows, dues = calendar("2026-10-20", line, dealer(LICENCE.format("2026-12-30")))
    assert (rows["licence-food_operation"].on.isoformat(), rows["licence-food_operation"].side) == (
        "2026-12-30",
        "dealer",
    )
    assert f"{NUMBER}/licence-food_operation" in dues
    assert "licence-food_operation" not in calendar("2026-10-20", line, dealer(LICENCE.format("2026-12-31")))[1]
    both = 'licences: [{type: food_operation, number: A, valid_to: "2026-11-01"}, {type: food_operation, number: B}]'
    assert "licence-food_operation" not in calendar("2026-10-20", line, dealer(both))[1]


def test_a_price_list_that_ends_in_the_term() -> None:
    """New prices are announced so many days before, and stock bought before them is compared on their first day."""
    ending = price_list('effective_to: "2026-06-30"')
    _, rows, _ = calendar("2026-03-01", ending)
    assert (rows["price-notice-ambient"].on.isoformat(), rows["price-notice-ambient"].done) == ("2026-06-11", False)
    assert rows["price-protection-ambient"].on.isoformat() == "2026-07-01"
    follows = price_list('effective_from: "2026-07-01"', version="2026-2")
    assert calendar("2026-03-01", ending, follows)[1]["price-notice-ambient"].done
    assert "price-notice-ambient" not in calendar("2026-03-01", price_list('effective_to: "2026-12-31"'))[1]


def test_what_is_done_is_not_due() -> None:
    """A bond that was received, talks that were begun and a refund that was made leave the list."""
    due = {f"{NUMBER}/{key}" for key in ("deposit", "renewal-window", "renewal-notice")}
    assert due <= set(calendar("2026-10-05")[2])
    steps = (
        "transitions: [{{date: '2025-01-01', to: active, documents: [bond_receipt]}}, {{date: '2026-10-04', to: {}}}]"
    )
    assert not due & set(calendar("2026-10-05", dealer(steps.format("renewing")))[2])
    assert calendar("2027-04-01")[2][f"{NUMBER}/deposit-refund"].is_late(date(2027, 4, 1))
    paid = "transitions: [{date: '2025-01-01', to: active}, {date: '2027-02-01', to: closed, documents: [bond_refund]}]"
    assert f"{NUMBER}/deposit-refund" not in calendar("2027-04-01", dealer(paid))[2]


def test_what_passes_is_not_late() -> None:
    """A trial that is over, a past review day and a lapsed guarantee are nobody's debt."""
    _, rows, dues = calendar("2026-10-20")
    assert rows["trial-end"].passes
    assert f"{NUMBER}/trial-end" not in dues
    assert f"{NUMBER}/trial-end" in calendar("2026-03-31")[2]


def test_an_early_ending_moves_the_dates() -> None:
    """A contract that ended early has no renewal, and its refund counts from the last day in force."""
    held, rows, _ = calendar("2026-06-15", contract(RICH + 'ended: {date: "2026-06-30", reason: 协商}'))
    assert (held.ends, held.window_opens, held.notice_by) == (date(2026, 6, 30), None, None)
    assert rows["deposit-refund"].on == date(2026, 6, 30) + timedelta(days=60)
    assert "renewal-notice" not in rows


def test_amendments_move_the_dates() -> None:
    """A signed amendment that has taken effect governs the notice; before its day, and unsigned, it does not."""
    text = (
        "contract: QY-JX-2025-0001\nseq: '1'\nreason: 延长通知期\n{}effective_on: '2026-07-01'\n"
        "changes: [{{path: term.renewal_notice_days, before: '75', after: '120'}}]\n"
    )
    path = "dealers/D-2025-0001/contracts/amendments/AM-2026-0001.yaml"
    signed = {path: text.format("signed_on: '2026-06-20'\n")}
    assert calendar("2026-06-30", signed)[0].notice_by == date(2026, 10, 17)
    assert calendar("2026-07-01", signed)[0].notice_by == date(2026, 9, 2)
    assert calendar("2026-07-01", {path: text.format("")})[0].notice_by == date(2026, 10, 17)


def test_drafts_and_settled_contracts_have_no_calendar() -> None:
    """What is not signed has no dates yet, and what ended long ago has none any more."""
    assert list(calendars(network({**base(), **contract(UNSIGNED)}), TODAY)) == []
    assert list(calendars(network({**base(), **contract()}), date(2028, 6, 1))) == []


def test_a_due_names_side_owner_and_source() -> None:
    """Money goes to finance of the service team where there is one, else to the manager; the source is the contract's file."""
    _, _, dues = calendar("2026-06-15")
    one = dues[f"{NUMBER}/credit-review"]
    assert (one.topic, one.side, one.owner, one.dealer) == ("contract", "brand", "S-2025-0001", "D-2025-0001")
    assert one.source is not None
    assert one.source.path == f"dealers/D-2025-0001/contracts/{NUMBER}.yaml"
    team = dealer("service_team: {manager: S-2025-0001, backup: S-2025-0002, finance: S-2025-0004}")
    assert calendar("2026-06-15", team)[2][f"{NUMBER}/credit-review"].owner == "S-2025-0004"


@given(st.integers(-400, 400), st.booleans())
def test_the_horizon(days: int, done: bool) -> None:
    """What is done is never in sight; what is late always is; what is far ahead is not."""
    on = TODAY + timedelta(days=days)
    assert in_sight(on, done, TODAY) == (not done and days <= HORIZON.days)
    due = Due(subject="a", topic="contract", on=on, what=MATTER, side="brand", done=done)
    assert due.is_late(TODAY) == (not done and days < 0)


@given(st.lists(st.integers(0, 30), max_size=8))
def test_dues_by_day(days: list[int]) -> None:
    """Sorting keeps every deadline and puts the earliest first."""
    rows = [
        Due(subject=str(n), topic="t", on=TODAY + timedelta(days=d), what=MATTER, side="dealer")
        for n, d in enumerate(days)
    ]
    ordered = by_day(rows)
    assert sorted(row.subject for row in ordered) == sorted(row.subject for row in rows)
    assert [row.on for row in ordered] == sorted(row.on for row in rows)


def owed(text: str = FULL) -> tuple[Obligation, ...]:
    records = network(standard_workspace(contract(text), company()))
    return obligations(records, records.get(Contract, NUMBER)).rows


def test_duties_of_both_sides_with_their_places() -> None:
    """Agreed duties carry their item, those of the standard their paragraph, all their article; none is without one."""
    rows = owed()
    by_key = {row.key: row for row in rows}
    assert len(by_key) == len(rows)
    price = by_key["price-notice"]
    assert (price.side, price.article, price.item, price.when.zh) == ("brand", 9, NUMBERS["price-change"], "提前18日")
    statement = by_key["payment/statement"]
    assert (statement.side, statement.article, statement.paragraph, statement.item) == ("brand", 13, 4, 0)
    assert by_key["report-1"].side == "dealer"
    assert by_key["minimum"].what.zh == "完成保底额¥3,000,000.00"
    assert by_key["support-2"].what.zh.startswith("每年24课时")
    assert all(row.article and (row.item or row.paragraph) for row in rows)
    assert [row.article for row in rows] == sorted(row.article for row in rows)


def test_only_articles_that_apply_oblige() -> None:
    """The credit and social articles put no duty on a prepaid dealer that did not opt for them."""
    keys = {row.key for row in owed()}
    assert "credit/notice-of-cut" in keys
    assert "social-responsibility/self-check" not in keys
    bare = owed("template: dist-zh-2026@2026-1\nopted: [social-responsibility]")
    assert "credit/notice-of-cut" not in {row.key for row in bare}
    assert "social-responsibility/self-check" in {row.key for row in bare}
    assert "deposit" not in {row.key for row in bare}


def test_both_sides_owe_about_as_much() -> None:
    """Rights and duties of both: the standard puts no fewer duties on us than on the dealer (MISSION M36)."""
    records = network(standard_workspace(contract(FULL), company()))
    held = obligations(records, records.get(Contract, NUMBER))
    assert len(held.of("brand")) >= len(held.of("dealer")) > 20
    assert {row.side for row in held.of("brand")} == {"brand", "both"}


@pytest.mark.parametrize(
    ("terms", "key", "zh"),
    [
        (BOND.format("30"), "refund", "退还余额及利息"),
        ('delivery: {mode: pickup, place: 甲方仓库, freight: dealer, lead_days: "5", acceptance_days: "5"}', "delivery", "在甲方仓库备妥产品"),
        ('first_order: {amount: "10.00", minimum_order: "5.00", minimum_month: "7.00"}', "minimum-month", "每月订货不少于¥7.00"),
        ("special: [甲方派员]", "special-1", "甲方派员"),
    ],
)  # fmt: skip
def test_what_the_record_says_is_owed(terms: str, key: str, zh: str) -> None:
    """Amounts, places and special terms stand in the list as the contract has them."""
    rows = {row.key: row for row in owed("template: dist-zh-2026@2026-1\n" + terms)}
    assert rows[key].what.zh == zh
