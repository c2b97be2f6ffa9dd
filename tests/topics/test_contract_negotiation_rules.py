"""How a negotiation stands: topics over rounds, what the draft waits for on a day, terms beside each other."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.topics.builders import TODAY, contract
from tests.topics.negotiation_files import (
    NEGOTIATION,
    RIGHT,
    RULES,
    codes,
    negotiation,
    network,
    policy,
    the_negotiation,
)
from toolkit.network.results import Results
from toolkit.topics.contract.records import Contract, NegotiationPolicy
from toolkit.topics.contract.records.agreed import LineTerms, Terms
from toolkit.topics.contract.records.negotiation_words import (
    LACKS,
    LINE_STATES,
    NEGOTIATED_TERMS,
    NEGOTIATION_TOPICS,
    NOT_RAISED,
    TOPIC_STATES,
)
from toolkit.topics.contract.rules.negotiation import (
    Lack,
    NegotiationStanding,
    derive,
    lack_text,
    lacking_for,
    lacks,
)
from toolkit.topics.contract.rules.negotiation.comparison import contract_rows, differences
from toolkit.topics.contract.rules.negotiation.readiness import settled, talks
from toolkit.topics.contract.rules.negotiation.terms import OF_LINES, TRAITS, Row, beyond, rows, shown
from toolkit.topics.market.rules import regions

AMOUNTS = st.decimals("0", "9999999", places=2)
FIGURES = [term for term, trait in TRAITS.items() if trait.form in ("amount", "rate", "days")]


def standing(*files: dict[str, str], as_of: date = TODAY) -> NegotiationStanding:
    (only,) = derive(network(*files), Results(), as_of)
    assert isinstance(only, NegotiationStanding)
    return only


def missing(day: str, *files: dict[str, str]) -> list[str]:
    records = network(*files)
    rules = records.all(NegotiationPolicy)
    row = the_negotiation(*files)
    return [
        f"{lack.what} {lack.topic or lack.concern or lack.round or ''}".strip()
        for lack in lacks(row, rules[0] if rules else None, date.fromisoformat(day), regions(records))
    ]


def test_a9_a_resale_price_is_no_topic() -> None:
    """What dealers sell at is theirs: nobody can put it on the table, not even by mistake (reference A.9, 0.1)."""
    assert not [topic for topic in NEGOTIATION_TOPICS if "resale" in topic or "retail" in topic]
    text = RIGHT["rounds"].replace("topic: territory", "topic: resale_price")
    assert codes(negotiation(f"rounds:{text}\n")) == ["REC003"]
    assert len(NEGOTIATION_TOPICS) == 19


def test_every_term_has_its_traits() -> None:
    """The vocabulary, the traits and the fields of the agreed terms name the same terms; each belongs to a topic."""
    assert set(TRAITS) == set(NEGOTIATED_TERMS)
    assert {trait.topic for trait in TRAITS.values()} <= set(NEGOTIATION_TOPICS)
    own = (
        set(Terms.model_fields) - {"lines", "targets"}
        | set(LineTerms.model_fields) - {"line", "exclusions"}
        | {"target"}
    )
    assert own == set(TRAITS)
    assert set(OF_LINES) == set(LineTerms.model_fields) - {"line", "exclusions"}


def test_states_of_a_topic() -> None:
    """A topic as a whole knows one state more than in a round: that nobody raised it."""
    assert set(LINE_STATES) == {*TOPIC_STATES, NOT_RAISED}


def test_a9_topics_over_the_rounds() -> None:
    """C16: per topic our position, theirs and what was agreed, in the order of the vocabulary; mandatory ones always."""
    one = standing(negotiation(), policy(f"{RULES}  - {{topic: term, mandatory_for: [new]}}\n"))
    lines = [(line.topic, line.mandatory, line.status, line.agreed_in, len(line.moves)) for line in one.topics]
    assert lines == [
        ("territory", True, "agreed", 1, 1),
        ("payment", True, "agreed", 2, 2),
        ("term", True, "not_raised", None, 0),
    ]
    first, second = one.topics[1].moves
    assert (first.ours, first.theirs) != (None, None)
    assert (first.status, second.status, second.concession and second.concession.zh) == ("open", "agreed", "满一年再议")
    assert (one.rounds, one.last_round, one.is_open, one.days_since, one.ready) == (
        2,
        date(2026, 3, 18),
        False,
        None,
        False,
    )
    assert one.policy == "negotiation@2026-1"


def test_days_since_the_last_round_while_the_talks_go_on() -> None:
    """Counted to the as-of date; rounds that are yet to come are none."""
    one = standing(negotiation("ended: none"), as_of=date(2026, 3, 17))
    assert (one.is_open, one.rounds, one.days_since) == (True, 1, 13)
    assert [line.status for line in one.topics] == ["agreed", "open"]
    assert [standing(negotiation(), as_of=date(2026, 3, day)).is_open for day in (19, 20)] == [True, False]
    before = standing(negotiation("ended: none"), as_of=date(2026, 3, 3))
    assert (before.rounds, before.last_round, before.days_since) == (0, None, None)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-03-03", ["no_round", "open territory", "open payment"]),
        ("2026-03-04", ["open payment", "unanswered 1", "unconfirmed 1"]),
        ("2026-03-06", ["open payment", "unanswered 1"]),
        ("2026-03-09", ["open payment"]),
        ("2026-03-18", ["unconfirmed 2"]),
        ("2026-03-19", []),
    ],
)
def test_b_what_the_draft_waits_for_day_by_day(day: str, expected: list[str]) -> None:
    """Rounds, answers and confirmations count from their own day (reference B negotiating → drafted)."""
    assert missing(day, negotiation()) == expected


def test_mandatory_depends_on_the_purpose() -> None:
    """A renewal need not agree on payment again; an amendment on nothing."""
    only = "rounds: []\nconcerns: []\nended: none\n"
    assert missing("2026-03-19", negotiation(f"purpose: new\n{only}")) == ["no_round", "open territory", "open payment"]
    assert missing("2026-03-19", negotiation(f"purpose: renewal\n{only}")) == ["no_round", "open territory"]
    assert missing("2026-03-19", negotiation(f"purpose: amendment\n{only}")) == ["no_round"]


def test_without_a_policy_nothing_is_mandatory() -> None:
    """Answers and confirmations are asked for all the same."""
    row = the_negotiation(negotiation())
    assert [lack.what for lack in lacks(row, None, date(2026, 3, 4))] == ["unanswered", "unconfirmed"]


def test_what_nobody_approved_is_not_ready() -> None:
    """Outside the limits or beyond the floor a topic is agreed and still missing, until the day of the approval."""
    text = RIGHT["rounds"].replace('credit_days: "0"', 'credit_days: "30"')
    assert missing("2026-03-19", negotiation(f"rounds:{text}\n")) == ["unapproved payment"]
    both = text.replace(
        'credit_days: "30"}',
        'credit_days: "30"}, approvals: [{role: FI, staff: S-2025-0003, date: "2026-03-10"}, {role: GM, staff: S-2025-0004, date: "2026-03-25"}]',
    )
    assert missing("2026-03-24", negotiation(f"rounds:{both}\n")) == ["unapproved payment"]
    assert missing("2026-03-25", negotiation(f"rounds:{both}\n")) == []
    floor = RIGHT["rounds"].replace('credit_days: "0"}', 'credit_days: "10"}, floor: {credit_days: "5"}')
    assert missing("2026-03-19", negotiation(f"rounds:{floor}\n")) == ["unapproved payment"]


def test_a_topic_that_is_opened_again() -> None:
    """What was agreed before counts no more: neither its words nor its terms."""
    text = RIGHT["rounds"].replace(
        "      - {topic: payment, concession",
        "      - {topic: territory, their_position: 加余杭, status: open}\n      - {topic: payment, concession",
    )
    row = the_negotiation(negotiation(f"rounds:{text}\n"))
    by_topic = talks(row, TODAY)
    assert (settled(by_topic["territory"]), len(settled(by_topic["payment"]))) == ((), 1)
    line = next(line for line in standing(negotiation(f"rounds:{text}\n")).topics if line.topic == "territory")
    assert (line.status, line.agreed, line.agreed_in) == ("open", None, None)
    assert missing("2026-03-19", negotiation(f"rounds:{text}\n")) == ["open territory"]


def test_every_lack_has_words() -> None:
    """Each is named in both languages, with what it is about."""
    said = [
        lack_text(lack)
        for lack in (
            Lack(what="no_round"),
            Lack(what="open", topic="payment"),
            Lack(what="open", topic="payment", round=2),
            Lack(what="unapproved", topic="credit", round=1),
            Lack(what="unanswered", concern=3, round=1),
            Lack(what="unconfirmed", round=2),
        )
    ]
    assert [text.zh for text in said] == [
        "还没有谈判记录",
        "必谈事项未谈定：付款（还没谈到）",
        "必谈事项未谈定：付款",
        "超出权限未批准：授信",
        "关切未答复：第 3 条",
        "纪要未经对方确认：第 2 轮",
    ]
    assert all(text.en for text in said)
    assert {"no_round", "open", "unapproved", "unanswered", "unconfirmed"} == set(LACKS)


@pytest.mark.parametrize("term", FIGURES)
@given(one=AMOUNTS, floor=AMOUNTS)
def test_a_floor_is_crossed_in_one_direction(term: str, one: Decimal, floor: Decimal) -> None:
    """The floor itself is never beyond; of two figures at most one is beyond the other, and none where neither is dearer."""
    row, limit = Row(term, "", one, ()), Row(term, "", floor, ())
    dearer = TRAITS[term].dearer
    assert not beyond(limit, limit)
    assert beyond(row, limit) == (one > floor if dearer == "up" else one < floor if dearer == "down" else False)


@given(held=st.frozensets(st.sampled_from("abcd")), floor=st.frozensets(st.sampled_from("abcd")))
def test_ground_and_grants_beyond_the_floor(held: frozenset[str], floor: frozenset[str]) -> None:
    """Whatever is not in the floor is beyond it."""
    assert beyond(Row("regions", "ambient", held, ()), Row("regions", "ambient", floor, ())) == bool(held - floor)


def test_terms_of_different_shape_are_not_compared() -> None:
    """A code is no figure: nothing is beyond, and nothing fails."""
    assert not beyond(Row("method", "", "credit", ()), Row("method", "", "prepaid", ()))


def test_regions_are_counties() -> None:
    """A prefecture without one county is the rest of its counties, however it was written."""
    text = RIGHT["rounds"].replace('regions: ["330106"]', 'regions: ["330100"], exclusions: ["330106"]')
    row = the_negotiation(negotiation(f"rounds:{text}\n"))
    terms = row.rounds[0].topics[0].agreed
    assert terms is not None
    (held,) = rows(terms, regions(network()))
    assert held.value == frozenset(("330110", "330112"))
    assert shown(held).zh == "2 个县级单位"


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (Row("grants", "ambient", frozenset(("sole", "exclusive")), ()), "独家、排他", "exclusive, sole"),
        (Row("channels", "ambient", frozenset(("ka",)), ()), "商超卖场", "key accounts"),
        (Row("deposit", "", Decimal("50000"), ()), "¥50,000.00", "¥50,000.00"),
        (Row("discount", "ambient", Decimal("0.035"), ()), "3.5%", "3.5%"),
        (Row("credit_days", "", Decimal(30), ()), "30 日", "30 days"),
        (Row("method", "", "prepaid", ()), "款到发货", "prepaid"),
        (Row("rebate_policy", "", "rebate@2026-1", ()), "rebate@2026-1", "rebate@2026-1"),
        (Row("start", "", date(2027, 1, 1), ()), "2027年1月1日", "1 January 2027"),
    ],
)
def test_terms_in_words(row: Row, zh: str, en: str) -> None:
    """Every form of term is shown as people write it."""
    assert (shown(row).zh, shown(row).within("en")) == (zh, en)


def test_a_contract_differs_in_nothing_from_itself() -> None:
    """What a contract says, agreed term by term, differs from no contract that says it."""
    scopes = """
scopes:
  - {id: a, grant: exclusive, lines: [ambient], channels: [ka], regions: ["330106"]}
  - {id: b, grant: sole, lines: [ambient], channels: [cvs, ka], regions: ["330100"], exclusions: ["330112"]}
"""
    text = RIGHT["rounds"].replace(
        '{lines: [{line: ambient, regions: ["330106"]}]}',
        '{lines: [{line: ambient, regions: ["330106", "330110"], grants: [sole, exclusive], channels: [cvs, ka]}]}',
    )
    files = (negotiation(f"contract: QY-JX-2025-0001\nrounds:{text}\n"), contract(scopes))
    records = network(*files)
    row, written = the_negotiation(*files), records.get(Contract, "QY-JX-2025-0001")
    tree = regions(records)
    assert list(differences(records, row, written, TODAY, tree)) == []
    assert {term for term, _ in contract_rows(records, written, tree)} <= set(TRAITS)


def test_what_a_negotiation_lacked_on_the_day_of_a_step() -> None:
    """The latest of the purpose that was open by then; None without one, so that a step knows the difference."""
    records = network(
        negotiation(),
        negotiation(
            'opened: "2026-05-04"\nrounds: []\nconcerns: []\nended: none\n',
            NEGOTIATION.replace("0001.yaml", "0002.yaml"),
        ),
    )
    found = [
        lacking_for(records, "D-2025-0001", purpose, date.fromisoformat(day))
        for purpose, day in (
            ("new", "2026-03-01"),
            ("new", "2026-03-19"),
            ("new", "2026-05-04"),
            ("renewal", "2026-05-04"),
        )
    ]
    assert found == [None, frozenset(), frozenset(("no_round", "open")), None]


def test_the_trace_gives_no_position_away() -> None:
    """Counts only: a dealer may read the steps of what it may see."""
    steps = [(step.what.zh, step.value) for step in standing(negotiation()).trace]
    assert steps == [("必谈事项已谈定", "2 / 2")]
