"""The scorecard on the dealer's page: what it says, for whom, and that it renders."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from tests.topics.builders import dealer
from tests.topics.evaluation_files import (
    DEALER,
    ISSUE_FILE,
    OLD,
    RECEIVABLES,
    TODAY,
    derived,
    network,
    quarter,
    terms,
    version,
    world,
)
from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.network.results import Results
from toolkit.network.view import View, Views
from toolkit.plan.card import Card
from toolkit.plan.charts import Ageing, Bars, Chart, Line, Radar
from toolkit.render.html import Templates
from toolkit.sources.tree import WorkingTree
from toolkit.topics.evaluation.outputs import cards
from toolkit.topics.evaluation.rules import derive
from toolkit.topics.evaluation.rules.results import EvaluationStanding
from toolkit.topics.topic import Now

NOW = Now(TODAY, lambda _: "stamp")
SHIPPED = Templates((WorkingTree(Path(__file__).resolve().parents[2]),))
TALK = """\
id: EV-2026-0001
issues:
  - {version: "1", issued_on: "2026-04-24", approved_by: S-2025-0002, policy: dealer-evaluation@2026-1, total: "82.5", grade: B}
result_talk:
  date: "2026-05-08"
  our_persons: []
  their_persons: []
  praise: [目标完成百分之一百零五]
  gaps: [重点产品低于目标]
  joint_actions:
    - {id: a, side: brand, text: 补上培训, owner: S-2025-0001, due: "2026-05-15", done: "2026-05-13"}
    - {id: b, side: brand, text: 增派人手, owner: S-2025-0001, due: "2026-05-15", done: "2026-05-20"}
    - {id: c, side: dealer, text: 出库扫码, owner: C-2025-0001, due: "2026-05-31"}
"""


def views(files: dict[str, str]) -> Views:
    records = network(files)
    return Views(records, Results(derive(records, Results(), TODAY)))


def card(view: View) -> Card:
    (only,) = cards(view, NOW, DEALER)
    return only


def shown(one: Card, locale: Locale) -> str:
    return SHIPPED.filled(one.template, {"c": one.context, "locale": locale, "url": lambda path: path, "ui": {}})


def labels(rows: object) -> list[str]:
    assert isinstance(rows, Iterable)
    return [row[0].zh for row in rows if row[1]]


def test_no_card_before_the_first_evaluation() -> None:
    """A dealer without an evaluated quarter has no scorecard."""
    assert tuple(cards(views({**dealer(), **terms()}).internal, NOW, DEALER)) == ()


def test_what_the_card_says() -> None:
    """The finding in a line, our own part, and the talk in its order: achievements, gaps, our support, our request."""
    one = card(views({**world(), ISSUE_FILE: TALK}).internal)
    assert one.finding == Text("2026Q1：82.5 分，B 级", "2026Q1: 82.5 points, grade B")
    assert labels(one.context["talk"]) == ["成绩", "差距", "我方支持", "我方请求"]
    ours = one.context["ours"]
    assert isinstance(ours, tuple)
    assert [(name.zh, value.en) for name, value in ours] == [("我方承诺的行动", "1 of 2 on time")]


def test_before_the_talk_the_figures_speak() -> None:
    """The best and the weakest indicators stand for achievements and gaps."""
    talk = card(views(world()).internal).context["talk"]
    assert isinstance(talk, tuple)
    said = {name.zh: [point.zh for point in points] for name, points in talk}
    assert said["差距"] == ["行动项按时完成率 87.50%", "网点覆盖率 88.33%", "滞销临期占比 7.00%"]
    assert said["成绩"][0].startswith("周转超账期")


@pytest.mark.parametrize("locale", LOCALES)
def test_the_card_renders_for_everyone(locale: Locale) -> None:
    """In both languages, inside and for the dealer itself: total, grade, every indicator, and 未考核 where data are missing."""
    made = views({**world(), ISSUE_FILE: TALK})
    for view in (made.internal, made.of_dealer(DEALER)):
        page = shown(card(view), locale)
        assert "82.5" in page
        assert "dealer-evaluation@2026-1" in page
        assert page.count("<tr>") > 30
        assert ("未考核" if locale == "zh" else "not evaluated") in page
        assert "CF-2026-0003" in page


def test_another_dealer_sees_nothing() -> None:
    """In a dealer's view there is no card of anybody else."""
    files = {**world(), **dealer(number=2), **terms(number=2), **quarter(number=2)}
    assert tuple(cards(views(files).of_dealer("D-2025-0002"), NOW, DEALER)) == ()
    assert {row.dealer for row in derived(files).all(EvaluationStanding)} == {DEALER, "D-2025-0002"}


def test_an_open_appeal_is_said() -> None:
    """Consequences wait, and the card says so."""
    appeal = 'appeals: [{received_on: "2026-05-07", indicator: B1, claimed_value: "90", text: 有误}]\n'
    page = shown(card(views({**world(), ISSUE_FILE: TALK + appeal}).internal), "zh")
    assert "申诉未决" in page


def charts_of(files: dict[str, str]) -> dict[str, Chart]:
    """The charts of a card by name."""
    found = card(views(files).internal).context["charts"]
    assert isinstance(found, tuple)
    return dict(found)


def test_the_charts_show_what_is_missing() -> None:
    """A quarter without an evaluation is a gap between its neighbours, and radar and bars show the same scores."""
    charts = charts_of({**world(), **version(OLD, "2024-1"), **quarter('frozen_on: "2025-10-09"', "2025Q3")})
    assert list(charts) == ["radar", "dimensions", "trend", "receivables"]
    radar, bars, trend = charts["radar"], charts["dimensions"], charts["trend"]
    assert isinstance(radar, Radar)
    assert isinstance(bars, Bars)
    assert isinstance(trend, Line)
    assert radar.series == bars.series
    assert [period.zh for period in trend.periods] == ["2025Q3", "2025Q4", "2026Q1"]
    first, gap, last = trend.series[0].values
    assert (first is None, gap, last) == (False, None, Decimal("82.5"))
    assert trend.target is not None
    assert trend.target.value == Decimal(85)


def test_what_is_owed_stands_by_age() -> None:
    """What is overdue is hatched; what is not is the balance less the overdue amounts. A balance of zero draws nothing."""
    owed = charts_of(world())["receivables"]
    assert isinstance(owed, Ageing)
    assert [bucket.amount for bucket in owed.buckets] == [846000, 54000, 0, 0, 0]
    assert (owed.late, owed.description.zh) == (1, "6.0% 已逾期")
    paid = RECEIVABLES.replace('closing: "900000"', 'closing: "0"').replace(
        'overdue_1_30: "54000"', 'overdue_1_30: "0"'
    )
    assert "receivables" not in charts_of(world(f"receivables: {paid}"))
    unknown = charts_of(
        world("receivables: " + RECEIVABLES.replace('overdue_1_30: "54000"', "overdue_1_30: {missing: pending}"))
    )
    assert isinstance(unknown["receivables"], Ageing)
    assert unknown["receivables"].buckets[0].amount is None
