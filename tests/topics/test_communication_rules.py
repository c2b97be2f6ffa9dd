"""Trust index, cadence, feedback times, quality of information (reference H, 0b)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import KINDS, TODAY, company, dealer
from tests.topics.explained_steps import steps_of
from toolkit.kernel.period import Span
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.dues import Due
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.record import NotVisible
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.sources.tree import MemoryTree
from toolkit.topics.communication.records import KINDS as COMMUNICATION
from toolkit.topics.communication.records import (
    CadencePolicy,
    Commitment,
    Feedback,
    FeedbackPolicy,
    Notice,
    TrustPolicy,
)
from toolkit.topics.communication.rules import FIGURES, CommunicationStanding, NetworkTrust, derive
from toolkit.topics.communication.rules.cadence import Contact, pace, planned, rhythms
from toolkit.topics.communication.rules.information import information_quality
from toolkit.topics.communication.rules.replies import answer_due, days_to_change, replies
from toolkit.topics.communication.rules.standing import stretches
from toolkit.topics.communication.rules.trust import factor, is_due, printed, trust_index, window
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile

HAVE = {kind.name for kind in KINDS.all}
ALL = Kinds((*KINDS.all, *(kind for kind in COMMUNICATION if kind.name not in HAVE)))
ROOT = Path(__file__).resolve().parents[2]
FOLDER = "content/policies/communication"
POLICIES = {
    path: (ROOT / path).read_text("utf-8")
    for path in (f"{FOLDER}/{name}/2024-1.yaml" for name in ("cadence", "feedback-sla", "trust"))
}
PATH = "dealers/D-2025-0001/communication/2026.yaml"


def network(text: str = "", profile: str = "", **more: str) -> Network:
    files = {**POLICIES, **company(), **dealer(profile), PATH: "year: 2026\n" + text.lstrip("\n"), **more}
    loaded = load(MemoryTree(files), ALL, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == [], "the test's own files"
    return loaded.network


SHIPPED = network()
TRUST = SHIPPED.all(TrustPolicy)[0]
CADENCE = SHIPPED.all(CadencePolicy)[0]
FEEDBACK = SHIPPED.all(FeedbackPolicy)[0]


def promise(
    importance: int = 1,
    late: int | None = 0,
    status: str = "kept",
    due: date = date(2026, 9, 1),
    kind: str = "support",
    side: str = "brand",
) -> Commitment:
    """A promise that was fulfilled `late` days after its day, or not at all."""
    done = None if late is None else due + timedelta(days=late)
    return Commitment.model_validate(
        {
            "id": "CM-2026-0001",
            "side": side,
            "kind": kind,
            "text": "承诺",
            "importance": str(importance),
            "source": "minutes",
            "promised_on": "2026-01-01",
            "recorded_on": "2026-01-01",
            "owner": "S-2025-0001",
            "due": str(due),
            "status": status,
            **({} if done is None else {"fulfilled": str(done)}),
        }
    )


H1 = (promise(3), promise(2, 5, "late"), promise(1), promise(2, None, "broken"), promise(1, 12, "late"))


def test_h1_trust_index() -> None:
    """(3,1), (2,0.7), (1,1), (2,0), (1,0.3) → 5.7 of 9 → 63.3 (reference H.6)."""
    found = trust_index(H1, TRUST, window(TRUST, TODAY), TODAY)
    assert printed(found) == Decimal("63.3")


def test_0b15_factors_at_their_bounds() -> None:
    """1 on the day, 0.7 for 1-7 days, 0.3 for 8-30, then 0 (0b number 15); open ones are counted to the as-of date."""
    days = (-3, 0, 1, 7, 8, 30, 31)
    expected = [Decimal(x) for x in ("1", "1", "0.7", "0.7", "0.3", "0.3", "0")]
    kept = [factor(promise(late=late, status="late"), TRUST, TODAY) for late in days]
    due = [TODAY - timedelta(days=late) for late in days]
    still_open = [factor(promise(late=None, status="open", due=day), TRUST, TODAY) for day in due]
    assert (kept, still_open) == (expected, expected)


def test_what_does_not_count() -> None:
    """Withdrawn by agreement, open and not yet late, and due outside the window count nothing; nothing due is n/a, not 100."""
    span = window(TRUST, TODAY)
    rows = (
        promise(late=None, status="withdrawn_by_agreement"),
        promise(late=None, status="open", due=TODAY),
        promise(late=None, status="open", due=TODAY + timedelta(days=1)),
        promise(due=date(2025, 10, 20)),
    )
    assert [is_due(row, span, TODAY) for row in rows] == [False] * 4
    assert trust_index(rows, TRUST, span, TODAY) is None
    assert is_due(promise(due=date(2025, 10, 21)), span, TODAY)
    assert is_due(promise(due=TODAY), span, TODAY)


ROWS = st.lists(
    st.builds(
        lambda importance, late, broken: promise(importance, None if broken else late, "broken" if broken else "late"),
        st.integers(1, 3),
        st.integers(0, 60),
        st.booleans(),
    ),
    max_size=6,
)


@given(ROWS)
def test_the_index_lies_between_0_and_100(rows: list[Commitment]) -> None:
    """Whatever was promised, the index is between 0 and 100, and one more promise kept never lowers it."""
    span = Span(date(2026, 1, 1), date(2027, 1, 1))
    as_of = date(2026, 12, 31)
    before, after = trust_index(rows, TRUST, span, as_of), trust_index([*rows, promise(3)], TRUST, span, as_of)
    assert after is not None
    assert before is None or 0 <= before <= after <= 100


@given(st.integers(0, 90), st.integers(0, 90))
def test_later_never_counts_more(first: int, second: int) -> None:
    """A promise kept later never counts for more."""
    low, high = sorted((first, second))
    assert factor(promise(late=low, status="late"), TRUST, TODAY) >= factor(
        promise(late=high, status="late"), TRUST, TODAY
    )


def test_0b13_steady_has_growth_s_cadence() -> None:
    """Steady goes like growth; exit has a plan of its own, so no rhythm; no segment goes like growth (0b number 13)."""
    assert rhythms(CADENCE, "steady") == rhythms(CADENCE, "growth") == rhythms(CADENCE, None)
    assert rhythms(CADENCE, "exit") == {}
    assert (rhythms(CADENCE, "strategic")["manager_visit"], "gm_visit" in rhythms(CADENCE, "core")) == (15, False)


def test_overdue_after_one_and_a_half_intervals() -> None:
    """With 15 days a contact is overdue from day 23 and long overdue from day 38 on (handbook, H.1)."""
    last = date(2026, 3, 2)
    days = (14, 15, 22, 23, 37, 38)
    made = [Contact("manager_visit", last)]
    found = [
        pace(CADENCE, "manager_visit", made, [("strategic", n + 60)], last + timedelta(days=n)).state for n in days
    ]
    assert found == ["on_track", "due", "due", "overdue", "overdue", "long_overdue"]


def test_planned_against_done() -> None:
    """Whole intervals are planned; contacts of another type or before the time do not count; the next follows the last."""
    made = [Contact("call", date(2026, 1, day)) for day in (5, 9, 20)] + [Contact("letter", date(2026, 1, 25))]
    found = pace(CADENCE, "call", made, [("core", 24)], date(2026, 1, 30))
    assert (found.planned, found.done, found.last, found.next) == (3, 2, date(2026, 1, 20), date(2026, 1, 27))
    never = pace(CADENCE, "call", (), [("core", 24)], date(2026, 1, 30))
    assert (never.last, never.next, never.state) == (None, date(2026, 1, 13), "long_overdue")


def test_a_new_segment_sets_the_rhythm_from_the_next_month() -> None:
    """Growth to the end of August, watch from September: 243 days at 14 and 49 at 7 make 24 calls, not 41."""
    profile = network(
        "",
        """
        segments:
          - {date: "2025-12-01", segment: growth, approved_by: S-2025-0001}
          - {date: "2026-08-10", segment: watch, approved_by: S-2025-0001}
        """,
    ).all(DealerProfile)[0]
    times = stretches(profile, date(2026, 1, 1), TODAY)
    assert times == (("growth", 243), ("watch", 49))
    assert planned(CADENCE, "call", times) == 24
    assert stretches(profile, date(2026, 1, 1), date(2026, 8, 31)) == (("growth", 242),)


def feedback(severity: str = "normal", received: str = "2026-09-24", **more: object) -> Feedback:
    given = {"id": "FB-2026-0001", "kind": "policy", "severity": severity, "text": "意见", "received": received}
    return Feedback.model_validate({**given, **more})


def test_h5_answer_times_are_working_days() -> None:
    """Critical 2, normal 5, suggestion 10 working days; the day after is a holiday and does not count."""
    calendar = WorkCalendar(off=frozenset([date(2026, 9, 25)]), years=frozenset([2026]))
    found = [answer_due(feedback(severity), FEEDBACK, calendar) for severity in ("critical", "normal", "suggestion")]
    assert found == [date(2026, 9, 29), date(2026, 10, 2), date(2026, 10, 9)]


def test_the_work_calendar_of_the_product() -> None:
    """The years shipped are known; a holiday on a weekday is off, a weekend day that is made up is worked."""
    files = {
        path: (ROOT / path).read_text("utf-8") for path in (f"content/calendar/{year}.yaml" for year in (2025, 2026))
    }
    calendar = work_calendar(load(MemoryTree(files), ALL, whole=False).network)
    days = (date(2026, 10, 7), date(2026, 10, 8), date(2026, 10, 10), date(2026, 10, 11))
    assert [calendar.is_working(day) for day in days] == [False, True, True, False]
    assert [calendar.knows(date(year, 1, 1)) for year in (2024, 2025, 2026)] == [False, True, True]
    assert calendar.add(date(2026, 9, 30), 2) == date(2026, 10, 9)


def test_feedback_answered_in_time() -> None:
    """On its last day is in time, a day later is not; open and not due is no part of the share."""
    due = date(2026, 10, 1)
    rows = [
        (feedback(answered="2026-10-01", result="adopted"), due),
        (feedback(answered="2026-10-02", result="declined"), due),
        (feedback(), due),
        (feedback(), date(2026, 10, 20)),
    ]
    found = replies(rows, TODAY)
    assert (found.due, found.in_time, found.on_time, found.adopted_share) == (
        3,
        1,
        Decimal(1) / 3,
        Decimal("0.5"),
    )
    assert replies([], TODAY).on_time is None


def test_0b_median_days_from_feedback_to_change() -> None:
    """The middle of 10, 20 and 60 days is 20; of an even number the mean of the middle two; none, no figure."""
    days = [
        feedback(received="2026-01-01", change={"ref": "x", "effective": str(date(2026, 1, 1) + timedelta(days=n))})
        for n in (10, 60, 20)
    ]
    found = [days_to_change(days, TODAY), days_to_change(days[:2], TODAY), days_to_change(days, date(2026, 1, 5))]
    assert found == [Decimal(20), Decimal(35), None]


def notice(name: str, **more: str) -> Notice:
    given = {"kind": "price", "subject": "价格", "document_version": "1", "issued": "2026-05-11", "due": "2026-05-20"}
    return Notice.model_validate({"id": name, **given, **more})


def test_0b_information_quality_by_kind_and_quarter() -> None:
    """Timely is acknowledged by due, accurate 1 − corrected ÷ issued; what is not due yet is not judged."""
    rows = (
        notice("a", acknowledged="2026-05-20"),
        notice("b", acknowledged="2026-05-21"),
        notice("c", corrects="a", acknowledged="2026-05-12"),
        notice("d"),
        notice("e", kind="supply", issued="2026-10-19", due="2026-10-26"),
    )
    found = [(q.quarter, q.kind, q.issued, q.timely, q.accurate) for q in information_quality(rows, TODAY)]
    assert found == [
        ("2026Q2", "price", 4, Decimal("0.5"), Decimal("0.75")),
        ("2026Q4", "supply", 1, None, Decimal(1)),
    ]
    assert [q.quarter for q in information_quality(rows[:1], TODAY, 4)] == ["2026Q1"]


LEDGER = """
touchpoints:
  - {date: "2026-10-12", type: call, staff: [S-2025-0001], topics: [订单], summary: 到货, sentiment: "1", recorded_on: "2026-10-13"}
commitments:
  - {id: CM-2026-0001, side: brand, kind: delivery, text: 到货, importance: "3", source: minutes, promised_on: "2026-05-01", recorded_on: "2026-05-01", owner: S-2025-0001, due: "2026-06-01", status: kept, fulfilled: "2026-06-01"}
  - {id: CM-2026-0002, side: brand, kind: support, text: 陈列架, importance: "1", source: minutes, promised_on: "2026-05-01", recorded_on: "2026-05-01", owner: S-2025-0001, due: "2026-10-15"}
  - {id: CM-2026-0003, side: dealer, kind: payment, text: 付款, importance: "2", source: minutes, promised_on: "2026-05-01", recorded_on: "2026-05-01", owner: C-2025-0001, due: "2026-12-01"}
"""
SEGMENT = 'segments: [{date: "2026-01-05", segment: core, approved_by: S-2025-0001}]'


def test_the_standing_of_a_dealer_and_of_the_network() -> None:
    """Our index, split by kind; the dealer's is n/a while nothing was due; open promises of both sides; the next contact."""
    found = [row for row in derive(network(LEDGER, SEGMENT), Results(), TODAY) if not isinstance(row, Due)]
    standing, whole = found[0], found[-1]
    assert isinstance(standing, CommunicationStanding)
    assert isinstance(whole, NetworkTrust)
    assert (standing.trust, standing.dealer_index) == (Decimal("92.5"), None)
    assert [(part.kind, part.due, part.index) for part in standing.parts if part.due] == [
        ("delivery", 1, Decimal("100.0")),
        ("support", 1, Decimal("70.0")),
    ]
    assert (standing.open_brand, standing.open_dealer, standing.late) == (
        ("CM-2026-0002",),
        ("CM-2026-0003",),
        ("CM-2026-0002",),
    )
    assert (whole.trust, whole.dealers) == (Decimal("92.5"), 1)
    assert standing.next_contact == min(line.next for line in standing.pace)


def test_a_dealer_sees_promises_but_not_our_notes() -> None:
    """The dealer's view has the indices, but neither cadence nor contacts; the network's figures are not in it."""
    held = network(LEDGER, SEGMENT)
    view = Views(held, Results(derive(held, Results(), TODAY))).of_dealer("D-2025-0001")
    standing = view.result(CommunicationStanding, "D-2025-0001")
    whole = view.result(NetworkTrust, "network")
    assert standing is not None
    assert standing.trust == Decimal("92.5")
    for value, name in ((standing, "pace"), (whole, "trust")):
        try:
            getattr(value, name)
        except NotVisible:
            continue
        raise AssertionError(f"{name} can be read")


def test_every_step_names_its_place() -> None:
    """The explanation lists each promise that was due, its day and weight with their lines, and ends with the sum."""
    held = network(LEDGER)
    results = Results(derive(held, Results(), TODAY))
    steps = steps_of(FIGURES, "trust", "D-2025-0001", held, results, TODAY)
    assert [step.what.zh for step in steps if step.origin is None] == ["统计期"]
    assert [step.value for step in steps if step.raw and step.what.zh.endswith("重要度")] == ["3", "1"]
    assert (steps[-1].value, steps[-1].gives) == ("100 × 3.7 ÷ 4 = 92.5", "trust")


def test_a_dealer_that_never_signed_is_not_called() -> None:
    """A lead without a ledger has no standing."""
    files = {**POLICIES, **dealer('transitions: [{date: "2026-01-01", to: lead}]')}
    held = load(MemoryTree(files), ALL, whole=False).network
    assert [type(result) for result in derive(held, Results(), TODAY)] == [NetworkTrust]
