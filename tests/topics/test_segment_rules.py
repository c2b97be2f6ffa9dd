"""Percentiles, value, the order of the tests, warnings, churn risk, loyalty, surveys (reference K, 0b)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import KINDS, TODAY, company, contract, dealer
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.records import KINDS as COMMUNICATION
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import facts_of
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.segment.records import KINDS as SEGMENT
from toolkit.topics.segment.records import SegmentationPolicy, WarningPolicy
from toolkit.topics.segment.records.vocabularies import WARNINGS
from toolkit.topics.segment.rules import EarlyWarning, NetworkLoyalty, SegmentStanding, SurveyResult, derive
from toolkit.topics.segment.rules.peers import percentile
from toolkit.topics.segment.rules.scoring import churn, level, risk
from toolkit.topics.segment.rules.signals import order_gap, overdue, sell_in, spike, stock
from toolkit.topics.segment.rules.value import Case, life_stage, proposed, value_of
from toolkit.topics.support.records import KINDS as SUPPORT

NEEDED = (*KINDS.all, *COMMUNICATION, *SUPPORT, *CONFLICT, *EVALUATION, *INCENTIVE, *SEGMENT)
ALL = Kinds({kind.name: kind for kind in NEEDED}.values())
ROOT = Path(__file__).resolve().parents[2]
FOLDER = "content/policies/segment"
POLICIES = {
    path: (ROOT / path).read_text("utf-8")
    for path in (f"{FOLDER}/{name}/2024-1.yaml" for name in ("segmentation", "warning"))
}


def network(files: dict[str, str]) -> Network:
    loaded = load(MemoryTree({**POLICIES, **company(), **files}), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    return loaded.network


SHIPPED = network({})
POLICY = SHIPPED.all(SegmentationPolicy)[0]
WARNING = SHIPPED.all(WarningPolicy)[0]
RULES = {rule.code: rule for rule in WARNING.warnings}
amounts = st.decimals(0, 10**9, places=2)


def test_k1_churn_risk() -> None:
    """W1 red counts 6, W3 yellow 1, W8 yellow 1: eight points are high."""
    assert churn(WARNING, {"W1": "red", "W3": "yellow", "W8": "yellow"}) == (8, "high")


@pytest.mark.parametrize(("points", "band"), [(0, "low"), (3, "low"), (4, "medium"), (7, "medium"), (8, "high")])
def test_churn_bands(points: int, band: str) -> None:
    """0–3 low, 4–7 medium, 8 and more high."""
    assert risk(WARNING, points) == band


@pytest.mark.parametrize(
    ("code", "value", "share", "found"),
    [
        ("W1", "-0.1499", None, "none"),
        ("W1", "-0.15", None, "yellow"),
        ("W1", "-0.30", None, "red"),
        ("W4", "0", None, "none"),
        ("W4", "1", None, "yellow"),
        ("W4", "30", "0.20", "yellow"),
        ("W4", "31", None, "red"),
        ("W4", "1", "0.2001", "red"),
        ("W12", "6.1", None, "none"),
        ("W12", "6", None, "yellow"),
        ("W12", "3", None, "red"),
        ("W10", "61", None, "none"),
        ("W10", "60", None, "yellow"),
        ("W10", "-5", None, "red"),
        ("W8", "1.5", None, "none"),
        ("W8", "1.51", None, "yellow"),
    ],
)
def test_boundaries_of_warnings(code: str, value: str, share: str | None, found: str) -> None:
    """Each threshold belongs to the side that reference gives it (K.3, 0b number 12)."""
    assert level(RULES[code], Decimal(value), None if share is None else Decimal(share)) == found


def test_missing_data_score_nothing() -> None:
    """A warning without data is missing, not fine, and adds nothing."""
    assert level(RULES["W1"], None) == "missing"
    assert churn(WARNING, dict.fromkeys(WARNINGS, "missing")) == (0, "low")


@given(st.dictionaries(st.sampled_from(list(WARNINGS)), st.sampled_from(["none", "yellow", "red"])))
def test_churn_never_falls_when_a_warning_turns_red(levels: dict[str, str]) -> None:
    """A worse level never lowers the points."""
    for code in WARNINGS:
        assert churn(WARNING, {**levels, code: "red"}).points >= churn(WARNING, levels).points


@given(st.lists(amounts, min_size=1, max_size=30))
def test_percentiles_are_bounded_and_ties_share_the_lower(values: list[Decimal]) -> None:
    """From 0 to below 100, the lowest is 0, equals rank alike, more never ranks lower."""
    ranks = [percentile(value, sorted(values)) for value in sorted(values)]
    assert ranks[0] == 0
    assert all(0 <= rank < 100 for rank in ranks)
    assert ranks == sorted(ranks)
    assert percentile(Decimal(5), [Decimal(n) for n in (3, 5, 5, 9)]) == 25


@given(st.lists(st.decimals(0, 100, places=3), min_size=3, max_size=3), st.decimals(0, 100, places=3))
def test_value_is_bounded_and_monotone(ranks: list[Decimal], better: Decimal) -> None:
    """The value lies between 0 and 100 and does not fall when a rank rises."""
    weights = {row.axis: row.weight for row in POLICY.weights}
    held = dict(zip(weights, ranks, strict=True))
    value = value_of(held, weights)
    assert value is not None
    assert 0 <= value <= 100
    for axis in weights:
        higher = value_of({**held, axis: max(held[axis], better)}, weights)
        assert higher is not None
        assert higher >= value


def test_value_without_an_axis() -> None:
    """80 × 0.5, 60 × 0.3 and 40 × 0.2 are 66; without growth 58 ÷ 0.8 = 72.5; without sales there is none."""
    weights = {row.axis: row.weight for row in POLICY.weights}
    held = {"sales": Decimal(80), "margin": Decimal(60), "growth": Decimal(40)}
    assert value_of(held, weights) == 66
    assert value_of({k: v for k, v in held.items() if k != "growth"}, weights) == Decimal("72.5")
    assert value_of({"margin": Decimal(60)}, weights) is None


@pytest.mark.parametrize(
    ("value", "health", "more", "expected"),
    [
        ("90", "90", {"two_d": True, "red": True}, "exit"),
        ("90", "90", {"red": True}, "watch"),
        ("90", "69.9", {}, "watch"),
        ("80", "75", {}, "strategic"),
        ("80", "74.9", {}, "core"),
        ("50", "70", {}, "core"),
        ("49.9", "70", {"growth": Decimal("0.11"), "peers": Decimal("0.1")}, "growth"),
        ("49.9", "70", {"growth": Decimal("0.1"), "peers": Decimal("0.1")}, "steady"),
        ("49.9", "70", {"new": True, "recorded": "core", "two_d": True}, "core"),
        (None, "90", {}, ""),
        ("90", None, {}, ""),
    ],
)
def test_k1_order_of_the_tests(value: str | None, health: str | None, more: dict[str, object], expected: str) -> None:
    """Exit, watch, strategic, core, growth, else steady; a new dealer keeps its segment; nothing is guessed."""
    case = Case(
        value=Decimal(value) if value else None,
        health=Decimal(health) if health else None,
        **more,  # type: ignore[arg-type]
    )
    assert proposed(POLICY, case).segment == expected


def test_stages_of_life() -> None:
    """Succession comes before new, new before growth; without growth nothing is said."""
    rows = [
        (5, None, True),
        (11, None, False),
        (12, Decimal("0.2"), False),
        (12, Decimal(0), False),
        (12, Decimal("-0.06"), False),
        (12, None, False),
    ]
    found = [life_stage(POLICY, *row) for row in rows]
    assert found == ["succession", "new", "growing", "mature", "declining", ""]


def test_sell_in_needs_both_months() -> None:
    """Two months are compared with the same months a year before; the better change counts; one alone says nothing."""
    months = {"2025-05": Decimal(100), "2025-06": Decimal(100), "2026-05": Decimal(60), "2026-06": Decimal(80)}
    assert sell_in(months).value == Decimal("-0.2")
    assert sell_in({k: v for k, v in months.items() if k != "2025-05"}).value is None


def test_order_gap() -> None:
    """Every ten days, then 29 days to the quarter's end are 2.9 times the mean; old or few orders say nothing."""
    days = [date(2026, 8, 12), date(2026, 8, 22), date(2026, 9, 1)]
    assert order_gap(days, date(2026, 4, 1), date(2026, 10, 1)).value == Decimal("2.9")
    assert order_gap(days, date(2026, 9, 2), date(2026, 9, 30)).value is None
    assert order_gap(days[:2], date(2026, 4, 1), date(2026, 10, 1)).value is None
    assert order_gap([], date(2026, 4, 1), date(2026, 10, 1)).value is None


def survey(answers: int) -> dict[str, str]:
    themes = '{product: "8", policy: "7", logistics: "8", response: "8", growth: "8", respect: "9"}'
    rows = "".join(
        f'  - {{dealer: D-2025-{n:04d}, date: "2026-08-05", overall: "{4 + n}", themes: {themes}}}\n'
        for n in range(1, answers + 1)
    )
    people = ", ".join(f"D-2025-{n:04d}" for n in range(1, 9))
    head = f'year: 2026\nopened: "2026-08-01"\nclosed: "2026-08-31"\ninvited: [{people}]\nanswers:\n'
    return {"content/surveys/2026.yaml": head + rows}


def test_a_survey_tells_no_group_below_five() -> None:
    """Five answers have a mean, four have none, and a segment of fewer is not told at all."""
    (five,) = (row for row in derive(network(survey(5)), Results(), TODAY) if isinstance(row, SurveyResult))
    (four,) = (row for row in derive(network(survey(4)), Results(), TODAY) if isinstance(row, SurveyResult))
    assert (five.overall, four.overall, five.segments) == (Decimal("7.0"), None, ())
    assert (five.answered, five.invited, five.response) == (5, 8, Decimal("0.625"))


def test_renewal_retention_and_tenure() -> None:
    """Of two contracts that ran out one was followed; of two dealers a year ago one still runs."""
    term = '{start: "2025-01-01", end: "2026-06-30", renewal: by_agreement, renewal_notice_days: "60"}'
    next_term = '{start: "2026-07-01", end: "2027-06-30", renewal: by_agreement, renewal_notice_days: "60"}'
    files = {
        **dealer('cooperation_since: "2025-01-01"', 1),
        **dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-07-01", to: closed}]', 2),
        **contract(f"contract_no: QY-JX-2025-0001\nterm: {term}", 1, 1),
        **contract(f'contract_no: QY-JX-2025-0002\nterm: {next_term}\nsigned_on: "2026-06-01"', 2, 1),
        **contract(f"contract_no: QY-JX-2025-0003\nterm: {term}", 3, 2),
    }
    (found,) = (row for row in derive(network(files), Results(), TODAY) if isinstance(row, NetworkLoyalty))
    assert (found.ended, found.renewed, found.renewal) == (2, 1, Decimal("0.5"))
    assert (found.held, found.retention, found.tenure) == (2, Decimal("0.5"), Decimal(21))


def test_warnings_stay_inside() -> None:
    """A dealer's own view has its results, but neither level nor risk nor segment can be read in them."""
    files = dealer('cooperation_since: "2024-01-01"')
    records = network(files)
    results = Results(derive(records, Results(), TODAY))
    view = Views(records, results).of_dealer("D-2025-0001")
    for model, name in ((EarlyWarning, "risk"), (SegmentStanding, "proposed")):
        assert results.find(model, "D-2025-0001") is not None
        shown = view.result(model, "D-2025-0001")
        assert shown is None or name not in vars(shown)


def test_a_dealer_without_data_has_missing_warnings_with_their_facts() -> None:
    """Every warning is there, each missing one names what it lacks, and the licence's days are known where given."""
    text = 'licences: [{type: business, number: "1", valid_to: "2026-11-10"}]'
    results = Results(derive(network(dealer(text)), Results(), TODAY))
    found = results.find(EarlyWarning, "D-2025-0001")
    assert found is not None
    assert [row.code for row in found.lines] == list(WARNINGS)
    assert all(row.facts for row in found.lines if row.level == "missing")
    expiry = found.line("W10")
    assert expiry is not None
    assert (expiry.level, expiry.measured) == ("red", Decimal(21))


def test_signals_of_a_quarter() -> None:
    """The shipped quarter of Suzhou: 40 days of stock are under 60, 54,000 overdue of at most 30 days, a third at the month's end."""
    path = "dealers/D-2025-0007/quarters/2026Q1.yaml"
    files = {path: (ROOT / path).read_text("utf-8"), **dealer("", 7)}
    facts = facts_of(network(files), network(files).all(QuarterData)[0], TODAY)
    yellow, red = stock(facts, RULES["W3"])
    assert [str(step.value) for step in yellow.facts] == ["40.0"]
    assert yellow.value is not None
    assert red.value is not None
    assert 0 < red.value < yellow.value < 1
    assert (overdue(facts).value, overdue(facts).share) == (Decimal(1), None)
    assert spike(facts).value == Decimal("0.34")
    line = RULES["W3"].model_copy(update={"yellow": Decimal(40), "red": Decimal(41)})
    yellow, red = stock(facts, line)
    assert yellow.value is not None
    assert red.value is not None
    assert red.value < 1 < yellow.value
