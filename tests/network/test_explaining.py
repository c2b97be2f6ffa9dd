"""A figure is found by what people call it, and each step of it shows what is written where it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from tests.network.ledger import Dealer, Order, Rule, loaded
from toolkit.kernel.text import Text
from toolkit.network.explaining import Figure, Figures, held_at, named, names_in, read
from toolkit.network.leaves import rewritten
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.restated import restate
from toolkit.network.results import Result, Results, Step

PROFILE = "dealers/D-2025-0001/profile.yaml"
FILES = {
    PROFILE: """\
legal_name: 甲
score: "7"
branches:
  - {city: {zh: 杭州, en: Hangzhou}}
deputies: [C-2025-0001, C-2025-0002]
targets:
  - {quarter: 2026Q1, line: tea, amount: "5000.00"}
""",
    "dealers/D-2025-0001/orders.csv": "id,amount\nA1,12.50\n",
    "content/policies/rebate/2025-1.yaml": "name: 甲\neffective_from: 2025-01-01\napplies_by: signed_at\nrate: '0.05'\n",
}
TODAY = date(2026, 10, 20)


class Share(Value):
    rate: Decimal | None = field("比例", "Rate", audience="dealer", unit="%")


class Score(Result):
    topic = "test"
    points: int = field("分数", "Points", audience="dealer", unit="分")
    number: str = field("编号", "Number", audience="dealer", default="")
    policy: str = field("政策", "Policy", audience="dealer", default="")
    share: Share | None = field("占比", "Share", audience="dealer", default=None)


class Total(Result):
    topic = "test"
    amount: Decimal = field("合计", "Total", audience="dealer")


def by_hand(network: Network, results: Results, result: Total, as_of: date) -> Iterator[Step]:
    """Steps made when somebody asks."""
    yield Step(what=Text("合计", "total"), value=f"{result.amount} on {as_of}")


SCORE = Figure("score", Text("评分", "Score"), Score, ("points", "share.rate"), also=("number",))
TOTAL = Figure("total", Text("合计数", "Sum"), Total, ("amount",), by_hand)
FIGURES = Figures((SCORE, TOTAL))
RESULTS = Results(
    (
        Score(subject="D-2025-0001/2026Q1", dealer="D-2025-0001", points=7, number="RB-2026-0001", policy="rebate@2025-1"),
        Score(subject="D-2025-0001/2026Q2", dealer="D-2025-0001", points=8, share=Share(rate=Decimal("0.5"))),
        Score(subject="D-2025-0002/2026Q1", dealer="D-2025-0002", points=9),
        Total(subject="D-2025-0001/2026Q1", dealer="D-2025-0001", amount=Decimal(3)),
        Total(subject="hangzhou+tea", amount=Decimal(4), governed_by=("rebate@2025-1",)),
    )
)  # fmt: skip


def network() -> Network:
    """The records that the tests read from."""
    return loaded(FILES).network


def found(*words: str) -> list[str]:
    """The addresses of what some words may mean."""
    return [each.address for each in FIGURES.find(RESULTS, words)]


@pytest.mark.parametrize(
    ("words", "addresses"),
    [
        (("score", "D-2025-0001", "2026Q1"), ["score D-2025-0001 2026Q1"]),
        (("score", "d-2025-0001/2026q1"), ["score D-2025-0001 2026Q1"]),
        (("评分", "D-2025-0001", "2026Q1"), ["score D-2025-0001 2026Q1"]),
        (("score", "D-2025-0001"), ["score D-2025-0001 2026Q1", "score D-2025-0001 2026Q2"]),
        (("score", "2026Q1"), ["score D-2025-0001 2026Q1", "score D-2025-0002 2026Q1"]),
        (("D-2025-0001/2026Q1",), ["score D-2025-0001 2026Q1", "total D-2025-0001 2026Q1"]),
        (
            ("D-2025-0001",),
            ["score D-2025-0001 2026Q1", "score D-2025-0001 2026Q2", "total D-2025-0001 2026Q1"],
        ),
        (("RB-2026-0001",), ["score D-2025-0001 2026Q1"]),
        (("hangzhou",), ["total hangzhou tea"]),
        (("tea",), ["total hangzhou tea"]),
        (("total", "hangzhou", "tea"), ["total hangzhou tea"]),
        (("total",), ["total D-2025-0001 2026Q1", "total hangzhou tea"]),
        (("score", "D-2025-0003"), []),
        (("D-2025",), []),
    ],
)
def test_what_words_mean(words: tuple[str, ...], addresses: list[str]) -> None:
    """A word and a subject, an id alone, another id of a result, a dealer, or parts of a subject; capitals do not matter."""
    assert found(*words) == addresses


def test_each_address_means_one_figure() -> None:
    """What a list tells to ask with leads to that figure and to no other."""
    for each in FIGURES.held(RESULTS):
        assert found(*each.address.split(" ")) == [each.address]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        (("score", "D-2025-0001", "2026Q3"), "score D-2025-0001 2026Q2"),
        (("scroe", "D-2025-0001"), "score D-2025-0001"),
        (("hangzou+tea",), "hangzhou+tea"),
        (("rebate@2025-2",), "rebate@2025-1"),
        (("xyz",), ""),
    ],
)
def test_the_nearest_is_offered(words: tuple[str, ...], meant: str) -> None:
    """A slip of the pen is answered with what was probably meant, and with nothing when nothing is near."""
    assert FIGURES.meant(RESULTS, words, ("rebate@2025-1",)) == meant


def test_values_carry_name_and_unit() -> None:
    """Each value of a figure is told with the names of the fields that lead to it; what is not known is None."""
    first, second, *_ = FIGURES.held(RESULTS)
    assert [(told.name, told.value, told.unit) for told in second.values()] == [
        (Text("分数", "Points"), 8, "分"),
        (Text("占比 比例", "Share, Rate"), Decimal("0.5"), "%"),
    ]
    assert [told.value for told in first.values()] == [7, None]


def test_steps_come_from_the_trace_or_are_made() -> None:
    """A figure without steps of its own tells those that its result carries."""
    trace = (Step(what=Text("甲"), value="1"),)
    results = Results((Score(subject="a", points=1, trace=trace), Total(subject="a", amount=Decimal(2))))
    steps = [each.steps(network(), results, TODAY) for each in FIGURES.held(results)]
    assert steps[0] == trace
    assert [step.value for step in steps[1]] == ["2 on 2026-10-20"]


def test_a_figure_is_named_once_and_has_what_it_says() -> None:
    """Two figures of a word, and a value that the result lacks, are faults of ours."""
    with pytest.raises(ValueError, match="two figures"):
        Figures((SCORE, SCORE))
    with pytest.raises(ValueError, match="Score has no marks"):
        Figures((Figure("score", Text("评分"), Score, ("marks",)),))


def test_results_that_rest_on_a_policy() -> None:
    """By a field, a step, or what they say governs them; those that name another version do not."""
    used = [
        (tuple(f.name for f in figures), [r.subject for r in held])
        for figures, held in FIGURES.using(RESULTS, "rebate@2025-1")
    ]
    assert used == [(("score",), ["D-2025-0001/2026Q1"]), (("total",), ["hangzhou+tea"])]
    assert list(FIGURES.using(RESULTS, "rebate@2024-1")) == []
    step = Step(what=Text("甲"), value="1", policy="ladder@1")
    assert "ladder@1" in set(names_in(Score(subject="a", points=1, trace=(step,))))


def test_a_value_is_read_as_it_is_written() -> None:
    """With its name, its line, and the mark that it stands there so; a cell of a table, and a policy's number with its version."""
    records = network()
    profile = records.get(Dealer, "D-2025-0001")
    step = read(records, profile, "targets", 0, "amount", gives="points")
    assert (step.what, step.value, step.raw, step.gives) == (
        Text("目标 2026Q1+tea 金额", "Targets · 2026Q1+tea · Amount"),
        "5000.00",
        True,
        "points",
    )
    assert (step.origin and (step.origin.path, step.origin.line)) == (PROFILE, 7)
    order = read(records, records.all(Order)[0], "amount", about=Text("订单 A1", "order A1"))
    assert (order.what.en, order.value, order.origin and order.origin.line) == ("order A1: Amount", "12.50", 2)
    rate = read(records, records.all(Rule)[0], "rate")
    assert (rate.value, rate.policy, rate.raw) == ("0.05", "rebate@2025-1", True)


def test_what_is_no_plain_text_is_shown_in_words() -> None:
    """A list, words in two languages and a default are readable, and not said to stand so in the file."""
    records = network()
    profile = records.get(Dealer, "D-2025-0001")
    shown = [read(records, profile, *path) for path in (("deputies",), ("branches", 0, "city"), ("state",), ("since",))]
    assert [(step.shown("zh"), step.shown("en"), step.raw) for step in shown] == [
        ("C-2025-0001、C-2025-0002", "C-2025-0001、C-2025-0002", False),
        ("杭州", "Hangzhou", False),
        ("active", "active", False),
        ("–", "–", False),
    ]


def test_a_value_that_was_changed_is_read_where_the_change_stands() -> None:
    """Of a record put together from several files, the text and the place are those of the file that holds the value."""
    records = loaded({**FILES, "dealers/D-2025-0002/profile.yaml": "legal_name: '7000.00'\n"}).network
    base, other = records.get(Dealer, "D-2025-0001"), records.get(Dealer, "D-2025-0002")
    name = "targets[2026Q1+tea].amount"
    record = Dealer.model_validate(rewritten(base, ((name, "7000.00"),)))
    step = read(records, restate(record, base, {name: (other, ("legal_name",))}), "targets", 0, "amount")
    assert (step.value, step.raw, step.origin and step.origin.path) == (
        "7000.00",
        True,
        "dealers/D-2025-0002/profile.yaml",
    )
    assert step.what.en == "Targets · 2026Q1+tea · Amount"


def test_a_path_that_ends_early_holds_nothing() -> None:
    """A group that is not there has no values, and a list has those that it has."""
    score = Score(subject="a", points=1, trace=(Step(what=Text("甲"), value="1"),))
    assert (held_at(score, "share.rate"), held_at(score, "trace.0.value"), held_at(score, "trace.3.value")) == (
        None,
        "1",
        None,
    )
    assert named(score, ("points",)) == Text("分数", "Points")
