"""The terms in force on a day are the contract with the amendments that have taken effect by then (A.10), wherever terms are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics import evaluation_files, incentive_builders
from tests.topics.amendment_files import amendment, amendment_path, change
from tests.topics.builders import TODAY, dealer, network
from tests.topics.builders import contract as plain_contract
from tests.topics.conflict_files import loaded as conflicts
from tests.topics.conflict_files import sightings
from tests.topics.contract_workspace import base, contract
from toolkit.kernel.period import Span
from toolkit.network.leaves import leaves
from toolkit.network.network import Network
from toolkit.network.record import NotVisible
from toolkit.network.restated import restated
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.conflict.rules.detection import candidates
from toolkit.topics.contract.outputs.cards import cards
from toolkit.topics.contract.records import Amendment, Contract
from toolkit.topics.contract.rules.amending import (
    amended,
    amendments_of,
    binding_grounds,
    contracts_on,
    grounds,
    signed_terms,
    terms_on,
    with_changes,
)
from toolkit.topics.contract.rules.governing import derive as standings
from toolkit.topics.contract.rules.territory import overlaps
from toolkit.topics.contract.rules.worsening import worsened
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import facts_of
from toolkit.topics.incentive.rules.gathering import bond_balance, governing_contract
from toolkit.topics.market.rules import regions
from toolkit.topics.topic import Now

SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
NUMBER = "QY-JX-2025-0001"
FIRST = date(2026, 7, 1)
EVE = FIRST - timedelta(days=1)
CREDIT = """\
payment: {method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "10"}
credit: {limit: "200000.00", review_months: "6"}
"""
LIMIT = change("credit.limit", "200000.00", "300000.00")


def records(*files: Mapping[str, str]) -> Network:
    whole = base() | contract(CREDIT)
    for more in files:
        whole |= more
    return network(whole)


def on(found: Network, day: date, known: date | None = None) -> Contract:
    return terms_on(found, found.get(Contract, NUMBER), day, known)


def limit(found: Network, day: date, known: date | None = None) -> str:
    held = on(found, day, known).credit
    return str(held.limit) if held else "–"


def test_from_its_day_on() -> None:
    """The eve still has the old terms, the day the new ones, and so has every day after, also past the end."""
    found = records(amendment(LIMIT))
    assert [limit(found, day) for day in (date(2026, 1, 1), EVE, FIRST, date(2030, 1, 1))] == [
        "200000.00",
        "200000.00",
        "300000.00",
        "300000.00",
    ]
    assert found.get(Contract, NUMBER).credit is not None
    assert str(found.get(Contract, NUMBER).credit.limit) == "200000.00"  # type: ignore[union-attr]


def test_a_draft_changes_nothing() -> None:
    """Until it is signed; a search for conflicts may look at it all the same."""
    found = records(amendment(LIMIT + "signed_on: none"))
    assert limit(found, FIRST) == "200000.00"
    rows = amendments_of(found, found.get(Contract, NUMBER), drafts=True)
    assert [row.id for row in rows] == ["AM-2026-0001"]
    assert amended(found.get(Contract, NUMBER), rows, FIRST).credit.limit == 300000  # type: ignore[union-attr]


def test_what_was_not_known_yet() -> None:
    """Looking from a day before the signature, a backward effect is not there yet."""
    found = records(amendment(LIMIT + "signed_on: '2026-08-20'\nbackward: 'true'\nbackward_reason: 纪要"))
    assert limit(found, FIRST, date(2026, 8, 19)) == "200000.00"
    assert limit(found, FIRST, date(2026, 8, 20)) == "300000.00"


def test_one_after_the_other() -> None:
    """In the order in which they take effect, whatever their numbers; on one day by number."""
    second = change("credit.limit", "300000.00", "250000.00") + "effective_on: '2026-09-01'"
    third = change("credit.limit", "250000.00", "240000.00") + "effective_on: '2026-09-01'"
    found = records(amendment(third, 3), amendment(second, 2), amendment(LIMIT, 1))
    assert [limit(found, day) for day in (EVE, FIRST, date(2026, 8, 31), date(2026, 9, 1))] == [
        "200000.00",
        "300000.00",
        "300000.00",
        "240000.00",
    ]


def test_one_that_does_not_fit_is_left_out_whole() -> None:
    """A field that is not there, a value that its type refuses: none of its changes counts, the others do."""
    bad = 'changes: [{path: credit.limit, after: "1.00"}, {path: credit.limits, after: "1"}]'
    worse = 'changes: [{path: credit.limit, after: viel}]\neffective_on: "2026-08-01"'
    found = records(amendment(bad, 1), amendment(worse, 2), amendment(LIMIT + "effective_on: '2026-09-01'", 3))
    assert [limit(found, day) for day in (FIRST, date(2026, 8, 1), date(2026, 9, 1))] == [
        "200000.00",
        "200000.00",
        "300000.00",
    ]
    assert with_changes(found.get(Contract, NUMBER), found.get(Amendment, "AM-2026-0001")) is None


def test_lists_grow_and_shrink() -> None:
    """A county comes and goes, a target is added, a sentence of a list is changed."""
    found = records(
        amendment(
            'changes: [{path: "scopes[main].regions[330110]", after: "330110"}, {path: "scopes[main].regions[330106]", before: "330106"}, '
            '{path: "targets.quarters[2026Q4+chilled].amount", after: "5.00"}, {path: "support[2].zh", after: 每年一次}]'
        )
    )
    terms = on(found, FIRST)
    assert terms.scopes[0].regions == ("330110",)
    assert terms.targets.quarters[-1].line == "chilled"
    assert [text.zh for text in terms.support] == ["每季度培训一次", "每年一次"]


def test_every_value_knows_where_it_is_written() -> None:
    """What was amended in the amendment, the rest in the contract; an item that moved up in its list is found where it was."""
    found = records(
        amendment(
            'changes:\n  - {path: credit.limit, before: "200000.00", after: "300000.00"}\n'
            '  - {path: "targets.quarters[2026Q2+ambient].amount", before: "1000000.00", after: "900000.00"}\n'
            '  - {path: "scopes[main].regions[330110]", after: "330110"}\n'
        )
    )
    terms = on(found, FIRST)
    places = {
        ("credit", "limit"): (amendment_path(), 2),
        ("targets", "quarters", 1, "amount"): (amendment_path(), 3),
        ("scopes", 0, "regions"): (amendment_path(), 4),
        ("scopes", 0, "regions", 1): (amendment_path(), 4),
    }
    for path, (file, line) in places.items():
        origin = found.origin(terms, *path)
        assert (origin.path, origin.line) == (file, line)
    own = found.get(Contract, NUMBER)
    for path in (
        ("payment", "credit_days"),
        ("targets", "quarters", 0, "amount"),
        ("scopes", 0, "regions", 0),
        ("term",),
    ):
        assert found.origin(terms, *path) == found.origin(own, *path)
    assert found.entry(terms).id == NUMBER
    assert signed_terms(terms) is own
    assert signed_terms(own) is own


def test_without_amendments_it_is_the_contract_itself() -> None:
    """No copy is made, so nothing costs anything."""
    found = records()
    assert on(found, FIRST) is found.get(Contract, NUMBER)
    assert restated(found.get(Contract, NUMBER)) is None
    assert contracts_on(found, "D-2025-0001", FIRST) == found.of_dealer(Contract, "D-2025-0001")


DAYS = st.integers(0, 20).map(lambda n: date(2026, 6, 20) + timedelta(days=n))
VALUES = {"credit.limit": ("1", "2", "3"), "credit.review_months": ("4", "5"), "targets.quarters[2026Q3+ambient].amount": ("6", "7")}  # fmt: skip
CHANGES = st.sampled_from(sorted(VALUES)).flatmap(lambda path: st.tuples(st.just(path), st.sampled_from(VALUES[path])))


@given(st.lists(st.tuples(DAYS, CHANGES), max_size=5), DAYS)
def test_it_is_the_table_with_the_last_change_of_each_field(
    rows: list[tuple[date, tuple[str, str]]], day: date
) -> None:
    """Against an oracle that keeps a table of fields: the last change by the day stands, and no other field moves."""
    own = ORACLE.get(Contract, NUMBER)
    made = [
        Amendment.model_validate(
            {"dealer": "D-2025-0001", "id": f"AM-2026-{n:04d}", "contract": NUMBER, "seq": str(n), "reason": "x",
             "changes": ({"path": path, "after": text},), "effective_on": first.isoformat(), "signed_on": "2026-06-01"}
        )
        for n, (first, (path, text)) in enumerate(rows, 1)
    ]  # fmt: skip
    expected = {name: text for name, _, text in leaves(own)}
    for first, (path, text) in sorted(rows, key=lambda row: row[0]):
        if first <= day:
            expected[path] = text
    assert {name: text for name, _, text in leaves(amended(own, made, day))} == expected


ORACLE = records()
COUNTIES = ("330106", "330110", "330112")


@given(st.lists(st.tuples(DAYS, st.sampled_from(COUNTIES), st.booleans()), max_size=4))
def test_grounds_say_for_each_day_what_is_granted(rows: list[tuple[date, str, bool]]) -> None:
    """Day by day the same as asking for the terms of the day; the spans of a scope follow each other without gap or overlap."""
    files, held = [], {"330106"}
    for n, (first, county, comes) in enumerate(sorted(rows, key=lambda row: row[0]), 1):
        if (county in held) == comes or (not comes and len(held) == 1):
            continue
        held = held | {county} if comes else held - {county}
        path = f"scopes[main].regions[{county}]"
        files.append(
            amendment(change(path, *((None, county) if comes else (county, None))) + f"effective_on: '{first}'", n)
        )
    found = records(*files)
    own = found.get(Contract, NUMBER)
    span = Span(date(2026, 6, 15), date(2026, 7, 20))
    rows_found = list(grounds(found, own, span))
    assert sorted(row.span.first for row in rows_found)[0] == span.first
    assert sum(row.span.days for row in rows_found) == span.days
    for row in rows_found:
        for day in (row.span.first, row.span.last):
            assert row.scope.regions == terms_on(found, own, day).scopes[0].regions
    assert len({row.scope.regions for row in rows_found}) <= len(rows_found) <= len(files) + 1


def test_grounds_end_with_the_contract() -> None:
    """A contract that was never signed binds nobody; an early end cuts the last span."""
    ended = 'status: ended\nended: {date: "2026-08-31", reason: 协商}\n'
    more = amendment(change("scopes[main].regions[330110]", None, "330110"))
    found = records(more, contract(CREDIT + ended))
    own = found.get(Contract, NUMBER)
    assert [(row.span.first, row.span.last, len(row.scope.regions)) for row in binding_grounds(found, own)] == [
        (date(2026, 1, 1), EVE, 1),
        (FIRST, date(2026, 8, 31), 2),
    ]
    draft = records(contract("status: draft\nsigned_on: none"))
    assert list(binding_grounds(draft, draft.get(Contract, NUMBER))) == []


def test_a_county_that_another_holds() -> None:
    """An amendment, its draft too, conflicts from its day on, and is told where it stands (A.3, J.4)."""
    alone = 'scopes: [{id: own, grant: exclusive, lines: [ambient], channels: [traditional], regions: ["330110"]}]'
    more = change("scopes[main].regions[330110]", None, "330110")
    for text in (more, more + "signed_on: none"):
        found = records(dealer("", 2), contract(alone, 2, 2), amendment(text))
        (row,) = overlaps(found)
        assert (row.counties, row.days.first) == (("330110",), FIRST)
        mine = row.first if row.first.contract.dealer == "D-2025-0001" else row.second
        assert found.origin(mine.contract, "scopes", mine.place, "regions").path == amendment_path()
    assert overlaps(records(dealer("", 2), contract(alone, 2, 2))) == ()


def test_the_evaluation_sees_the_amended_target_and_credit() -> None:
    """A quarter is held against its target as it stood when the quarter closed, with the amendment as the source (D.4)."""
    lower = 'changes: [{path: "targets.quarters[2026Q1+ambient].amount", after: "2500000.00"}, {path: payment.credit_days, after: "45"}]\n'
    day = "effective_on: '2026-03-31'\nsigned_on: '2026-03-20'"
    files = {**evaluation_files.terms(), **dealer(), **evaluation_files.quarter()}

    def target(*more: Mapping[str, str], as_of: date = date(2026, 10, 20)) -> tuple[str, str, int]:
        found = evaluation_files.network({**files, **{path: text for part in more for path, text in part.items()}})
        facts = facts_of(found, found.all(QuarterData)[0], as_of)
        figure = facts.target(0)
        assert figure is not None
        assert facts.terms is not None
        record, path = figure.place
        return str(figure.value), found.origin(record, *path).path, facts.terms.payment.credit_days

    own = "dealers/D-2025-0001/contracts/QY-JX-2025-0001.yaml"
    assert target() == ("3000000.00", own, 30)
    assert target(amendment(lower + day)) == ("2500000.00", amendment_path(), 45)
    assert target(amendment(lower + "effective_on: '2026-04-01'\nsigned_on: '2026-03-20'")) == ("3000000.00", own, 30)
    backward = lower + "effective_on: '2026-01-01'\nsigned_on: '2026-05-20'"
    assert target(amendment(backward), as_of=date(2026, 5, 19)) == ("3000000.00", own, 30)
    assert target(amendment(backward), as_of=date(2026, 5, 20)) == ("2500000.00", amendment_path(), 45)


def test_a_rebate_policy_governs_the_periods_that_begin_with_it() -> None:
    """Changed within a quarter it governs the next one (reference 0.10); the bond follows its day."""
    text = 'changes: [{path: rebate_policy, before: rebate@2026-1, after: rebate@2026-2}]\neffective_on: "2026-05-01"\nsigned_on: "2026-04-20"'
    found = incentive_builders.network(incentive_builders.workspace(amendment(text)))

    def policy(first: date, end: date) -> str:
        terms = governing_contract(found, "D-2025-0001", Span(first, end))
        return terms.rebate_policy if terms else "–"

    assert policy(date(2026, 4, 1), date(2026, 7, 1)) == "rebate@2026-1"
    assert policy(date(2026, 7, 1), date(2026, 10, 1)) == "rebate@2026-2"
    assert bond_balance(found, "D-2025-0001", date(2026, 7, 1)) is None


def test_goods_are_outside_only_of_what_was_granted_then() -> None:
    """The same goods in the same county, found before and after it was added (J.2, J.4)."""
    more = (
        change("scopes[main].regions[330105]", None, "330105") + "effective_on: '2026-02-10'\nsigned_on: '2026-02-01'"
    )
    goods = sightings("A1,330105,traditional,2026-02-09,80\nA2,330105,traditional,2026-02-10,80")

    def outside(*files: Mapping[str, str]) -> list[str]:
        merged = dict(goods)
        for part in files:
            merged |= part
        return [row.code for found in candidates(conflicts(merged)) for row in found.rows]

    assert outside() == ["A1", "A2"]
    assert outside(amendment(more)) == ["A1"]


def test_the_contract_of_the_builders_is_what_is_amended() -> None:
    """The cases above rest on it: signed before 2026, in force over all of it."""
    found = network({**dealer(), **plain_contract()})
    own = found.get(Contract, NUMBER)
    assert own.signed_on is not None
    assert own.signed_on < date(2026, 1, 1) < own.term.end


@pytest.mark.parametrize(
    ("path", "before", "after", "expected"),
    [
        ("targets.quarters[2026Q3+ambient].amount", "1000000.00", "1000000.01", "higher targets"),
        ("targets.quarters[2026Q3+ambient].amount", "1000000.00", "999999.99", ""),
        ("targets.years[2026+ambient].amount", "4000000.00", "4000000.01", "higher targets"),
        ("targets.quarters[2027Q1+ambient].amount", None, "1.00", "higher targets"),
        ("targets.guaranteed_minimum", None, "1.00", "a higher guaranteed minimum"),
        ("scopes[main].regions[330110]", None, "330110", ""),
        ("scopes[main].exclusions[330106]", None, "330106", "less territory, channels or lines"),
        ("scopes[main].grant", "non_exclusive", "sole", ""),
        ("rebate_policy", "rebate@2026-1", "rebate@2026-2", "another rebate policy"),
        ("evaluation_policy", None, "dealer-evaluation@2026-1", "another evaluation policy"),
        ("credit.limit", "200000.00", "100000.00", ""),
        ("payment.credit_days", "30", "15", ""),
    ],
)
def test_what_takes_from_the_dealer(path: str, before: str | None, after: str, expected: str) -> None:
    """Targets, territory and policies, as 0b has it; each way round."""
    found = records(amendment(change(path, before, after)))
    own = found.get(Contract, NUMBER)
    assert [text.en for text in worsened(own, on(found, FIRST), regions(found))] == ([expected] if expected else [])


def test_a_weaker_grant_is_less() -> None:
    """Exclusive to sole, sole to any."""
    strong = contract(
        CREDIT
        + 'scopes: [{id: main, grant: exclusive, lines: [ambient], channels: [traditional], regions: ["330106"]}]'
    )
    for weaker in ("sole", "non_exclusive"):
        found = records(strong, amendment(change("scopes[main].grant", "exclusive", weaker)))
        harm = worsened(found.get(Contract, NUMBER), on(found, FIRST), regions(found))
        assert [text.en for text in harm] == ["a weaker grant"]


def test_amounts_are_compared_by_value() -> None:
    """The same target with other zeros is not higher."""
    found = records(amendment(change("targets.years[2026+ambient].amount", "4000000.00", "4000000")))
    assert on(found, FIRST).targets.years[0].amount == Decimal(4000000)
    assert worsened(found.get(Contract, NUMBER), on(found, FIRST), regions(found)) == ()
    assert Results().everything() == ()


def test_the_dealers_page_shows_the_terms_of_the_day() -> None:
    """The card has the amended limit and lists each amendment with its state; who approved stays with us."""
    later = change("credit.limit", "300000.00", "400000.00") + "effective_on: '2026-12-01'"
    found = records(amendment(LIMIT), amendment(later, 2), amendment(LIMIT + "signed_on: none\nseq: '3'", 3))
    views = Views(found, Results(standings(found, Results(), TODAY)))
    for view in (views.internal, views.of_dealer("D-2025-0001")):
        contract_card, territory = cards(view, Now(TODAY, lambda _: "stamp"), "D-2025-0001")
        html = SHIPPED.filled(
            contract_card.template, {"c": contract_card.context, "locale": "zh", "url": str, "ui": {}}
        )
        assert "¥300,000.00" in html
        assert "¥200,000.00" not in html
        assert [row[1].zh for row in contract_card.context["amendments"]] == [  # type: ignore[attr-defined]
            "2026年7月1日起生效",
            "草案",
            "自2026年12月1日起",
        ]
        assert territory.id == "territory"
    with pytest.raises(NotVisible):
        assert views.of_dealer("D-2025-0001").all(Amendment)[0].approvals
