"""Who is reached, what was seen by when, how far a new product has come, how peers move (reference A.22, 0b)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import TODAY, contract, dealer
from tests.topics.evaluation_files import version
from tests.topics.explained_steps import steps_of
from tests.topics.information_files import (
    POLICIES,
    SHARING,
    SOME,
    D,
    briefing,
    bulletin,
    derived,
    ground,
    launch,
    launching,
    network,
    quarter,
    year,
)
from tests.workspace import DIVISIONS
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.information.records import (
    Audience,
    Briefing,
    BriefingPolicy,
    DealerInformation,
    ProductLaunch,
    SharingPolicy,
)
from toolkit.topics.information.records.sharing import Issue
from toolkit.topics.information.rules import (
    FIGURES,
    InformationStanding,
    LaunchStanding,
    NetworkInformation,
    PeerTrend,
    derive,
)
from toolkit.topics.information.rules.briefings import plan_state, state_of, tell_by
from toolkit.topics.information.rules.delivery import Delivery, deliveries, receipt
from toolkit.topics.information.rules.mentions import Names, price_in, price_name
from toolkit.topics.information.rules.periods import coming, finished
from toolkit.topics.information.rules.reach import Reach

ONE, TWO, THREE = (f"D-2025-000{n}" for n in (1, 2, 3))
TREE = {
    "content/divisions/2025-12.csv": DIVISIONS + "330108,330100,county,滨江区,滨江,binjiang\n",
}
SECOND = contract(
    'scopes: [{id: main, grant: exclusive, lines: [chilled], channels: [traditional], regions: ["330108"]}]', 2, 2
)
SEGMENT = 'segments: [{date: "2026-02-01", segment: core, approved_by: S-2025-0001}]'


def test_the_shipped_policies_say_what_the_reference_says() -> None:
    """0b Law: at least 5 in a group, none above 25 %; PN: told 30 days before the launch, as contracts promise."""
    held = network(POLICIES)
    sharing, talks = held.all(SharingPolicy)[0], held.all(BriefingPolicy)[0]
    assert (sharing.least, sharing.most_share, sharing.axes[0]) == (5, D("0.25"), "nation")
    assert talks.tell_days == 30


def reached(audience: dict[str, tuple[str, ...]], day: date = TODAY) -> tuple[str, ...]:
    files = {**ground(3), **TREE, **SECOND, **dealer(SEGMENT, 3)}
    return Reach(network(files)).dealers(Audience.model_validate(audience), day)


@pytest.mark.parametrize(
    ("audience", "dealers"),
    [
        ({"lines": ("ambient",)}, (ONE, THREE)),
        ({"lines": ("ambient", "chilled")}, (ONE, TWO, THREE)),
        ({"regions": ("330108",)}, (TWO,)),
        ({"regions": ("330100",)}, (ONE, TWO, THREE)),
        ({"lines": ("ambient",), "regions": ("330108",)}, ()),
        ({"segments": ("core",)}, (THREE,)),
        ({"dealers": (TWO,)}, (TWO,)),
        ({"dealers": (TWO,), "segments": ("core",)}, (TWO, THREE)),
        ({}, ()),
    ],
)
def test_an_audience_is_who_is_named_and_who_meets_all_conditions(
    audience: dict[str, tuple[str, ...]], dealers: tuple[str, ...]
) -> None:
    """Line and division are looked for in one and the same grant; a province or prefecture holds its counties."""
    assert reached(audience) == dealers


def test_only_dealers_with_a_contract_in_force_are_reached() -> None:
    """Before the first day, after the last, and for a dealer that is leaving there is nobody."""
    assert reached({"lines": ("ambient",)}, date(2024, 12, 31)) == ()
    assert reached({"segments": ("core",)}, date(2026, 1, 31)) == ()
    assert reached({"lines": ("ambient",)}, date(2027, 1, 1)) == ()
    leaving = dealer('transitions: [{date: "2025-01-01", to: active}, {date: "2026-10-01", to: terminating}]', 3)
    reach = Reach(network({**ground(3), **leaving}))
    assert reach.dealers(Audience.model_validate({"lines": ("ambient",)}), TODAY) == (ONE, TWO)


def issue(version: int, published: str, due: str) -> Issue:
    return Issue.model_validate(
        {"version": str(version), "published_on": published, "acknowledge_by": due, "text": "内容"}
    )


FIRST, CORRECTED = issue(1, "2026-04-02", "2026-04-13"), issue(2, "2026-05-12", "2026-05-20")
EARLY = issue(2, "2026-04-10", "2026-04-20")


def test_versions_are_deliveries_and_a_correction_names_what_it_corrects() -> None:
    """0b H: each version is issued once to each dealer."""
    seen = {1: date(2026, 4, 9), 2: date(2026, 5, 21)}
    assert deliveries("d/x", "trend", (FIRST, CORRECTED), seen, TODAY) == [
        Delivery("d/x/1", "trend", date(2026, 4, 2), date(2026, 4, 13), date(2026, 4, 9), None),
        Delivery("d/x/2", "trend", date(2026, 5, 12), date(2026, 5, 20), date(2026, 5, 21), "d/x/1"),
    ]


def test_who_acknowledges_the_correction_has_seen_what_it_corrects() -> None:
    """A correction before the day takes over the day: nobody is late with what was withdrawn."""
    (first, _) = deliveries("d/x", "trend", (FIRST, EARLY), {2: date(2026, 4, 18)}, TODAY)
    assert (first.due, first.acknowledged) == (date(2026, 4, 20), date(2026, 4, 18))
    (first, _) = deliveries("d/x", "trend", (FIRST, CORRECTED), {2: date(2026, 5, 15)}, TODAY)
    assert (first.due, first.acknowledged) == (date(2026, 4, 13), date(2026, 5, 15))


@pytest.mark.parametrize(
    ("seen", "as_of", "state"),
    [
        ({}, date(2026, 4, 13), "open"),
        ({}, date(2026, 4, 14), "late"),
        ({1: date(2026, 4, 14)}, date(2026, 4, 14), "acknowledged"),
        ({1: date(2026, 4, 15)}, date(2026, 4, 14), "late"),
    ],
)
def test_a_receipt_is_open_to_its_day_and_late_after(seen: dict[int, date], as_of: date, state: str) -> None:
    """The day itself is in time, and what is acknowledged tomorrow is not yet so today."""
    assert receipt(FIRST, seen, as_of)[0] == state


def test_0b_quality_of_what_went_to_many() -> None:
    """0b H: timely = acknowledged by due ÷ issued, accurate = 1 − corrected ÷ issued, per kind and quarter.

    Two dealers, two versions: of the first both in time; of the second, which corrects it, one.
    """
    text = f"""
issues:
  - {{version: "1", published_on: "2026-04-02", acknowledge_by: "2026-04-13", text: 一}}
  - {{version: "2", published_on: "2026-05-12", acknowledge_by: "2026-05-20", text: 二, reason: 算错}}
acknowledgements:
  - {{dealer: {ONE}, version: "1", date: "2026-04-03"}}
  - {{dealer: {TWO}, version: "1", date: "2026-04-13"}}
  - {{dealer: {TWO}, version: "2", date: "2026-05-20"}}
"""
    results = derived({**ground(2), **bulletin(text)})
    whole, one = results.find(NetworkInformation, "network"), results.find(InformationStanding, ONE)
    assert whole is not None
    assert one is not None
    assert [(q.quarter, q.kind, q.issued, q.timely, q.accurate) for q in whole.quality] == [
        ("2026Q2", "trend", 4, D("0.75"), D("0.5"))
    ]
    assert [(q.issued, q.timely, q.accurate) for q in one.quality] == [(2, D("0.5"), D("0.5"))]
    assert [(row.item.version, row.state) for row in one.received] == [(2, "late")]


def test_a_dealer_gets_what_was_for_it_and_its_answer_stands_beside() -> None:
    """B4.1: market data and forecast to dealers, each sets its own tactics."""
    files = {**ground(2), **bulletin(f"audience: {{dealers: [{ONE}]}}")}
    files |= year('answers: [{bulletin: brief, date: "2026-04-20", text: 夜市铺货}]')
    results = derived(files)
    one = results.find(InformationStanding, ONE)
    assert one is not None
    assert [row.answer.zh for row in one.received if row.answer] == ["夜市铺货"]
    assert results.find(InformationStanding, TWO) is None
    assert derived(files, date(2026, 4, 13)).find(InformationStanding, ONE) is None


def talked(text: str) -> Briefing:
    held = network({**launching(), **launch(), **year(briefing(text))})
    return held.all(DealerInformation)[0].briefings[0]


UNCLEAR = (
    'talks: [{told_on: "2026-01-20", by: S-2025-0001, understood: {on: "2026-01-22", method: quiz, result: "no", score: "33"}}, '
    '{told_on: "2026-01-28", by: S-2025-0001, understood: {on: "2026-01-30", method: quiz, result: "yes", score: "100"}}]'
)


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2026, 1, 19), "not_told"),
        (date(2026, 1, 21), "told"),
        (date(2026, 1, 22), "not_understood"),
        (date(2026, 1, 28), "told"),
        (date(2026, 1, 30), "understood"),
    ],
)
def test_pn_telling_is_not_understanding(as_of: date, state: str) -> None:
    """PN: told, checked, told again in another way, understood; the last check decides."""
    assert state_of(talked(UNCLEAR), as_of) == state


def test_pn_half_understood_is_not_understood() -> None:
    """PN: what was understood in part is told again."""
    assert state_of(talked(UNCLEAR.replace('"no", score: "33"', "partly")), date(2026, 1, 25)) == "not_understood"
    assert state_of(None, TODAY) == "not_told"


@pytest.mark.parametrize(
    ("as_of", "state"),
    [
        (date(2026, 1, 24), "none"),
        (date(2026, 1, 25), "running"),
        (date(2026, 5, 29), "running"),
        (date(2026, 5, 30), "settled"),
    ],
)
def test_pn_a_plan_runs_until_its_result(as_of: date, state: str) -> None:
    """PN: a joint plan is agreed, runs, and comes to a result, or is late."""
    assert plan_state(talked(""), as_of) == state
    assert plan_state(talked("result: none"), date(2026, 5, 31)) == "running"
    assert plan_state(talked("result: none"), date(2026, 6, 1)) == "late"


def test_pn_a_dealer_that_joins_later_is_told_when_its_grant_begins() -> None:
    """Thirty days before the launch, or the first day of the grant if that is later."""
    held = network({**ground(), **launch()})
    product, policy = held.all(ProductLaunch)[0], held.all(BriefingPolicy)[0]
    assert tell_by(product, date(2025, 1, 1), policy) == date(2026, 1, 30)
    assert tell_by(product, date(2026, 9, 1), policy) == date(2026, 9, 1)


def test_pn_results_by_product() -> None:
    """PN: who is to be told, who was, who understood, whose concern is open, who has a plan."""
    second = briefing(
        'talks: [{told_on: "2026-01-21", by: S-2025-0001}]\njoint_plan: none\nresult: none\n'
        'concerns: [{id: a, text: 担心, raised_on: "2026-01-21"}]'
    )
    files = {**launching(3), **launch(), **year(briefing()), **year(second, 2)}
    standing = derived(files).find(LaunchStanding, "QY-A1")
    assert standing is not None
    assert standing.to_tell == (ONE, TWO, THREE)
    assert (standing.told, standing.understood) == ((ONE, TWO), (ONE,))
    assert (standing.open_concerns, standing.planned) == ((TWO,), (ONE,))
    assert derived(files, date(2026, 1, 7)).find(LaunchStanding, "QY-A1") is None
    assert derived({**files, **ground(3)}).find(LaunchStanding, "QY-A1") is None


def test_a_first_wave_is_a_part_of_those_that_hold_the_line() -> None:
    """The launch's audience narrows; a dealer without the line is not told even when it is named."""
    files = {**launching(3), **SECOND, **launch(f"audience: {{dealers: [{ONE}, {TWO}]}}")}
    standing = derived(files).find(LaunchStanding, "QY-A1")
    assert standing is not None
    assert standing.to_tell == (ONE,)


SOLD = {1: "1100000", 2: "1200000", 3: "1000000", 4: "900000", 5: "1050000"}


def peers(count: int = 5, **more: str) -> dict[str, str]:
    files = ground(count)
    for number in range(1, count + 1):
        files |= quarter(number, SOLD.get(number, "1000000"))
    return {**files, **more}


def test_a22_a_peer_group_moves_without_a_name() -> None:
    """Five dealers, 5.25 m against 5 m: +5 %; sell-out 4.5 m: 86 %. Own figures stand beside: +10 %, 82 %."""
    found = derived(peers()).find(PeerTrend, ONE)
    assert found is not None
    (nation,) = [row for row in found.rows if row.axis == "nation"]
    assert (nation.state, nation.growth, nation.sell_through) == ("shown", D("0.05"), D("0.86"))
    assert [(row.growth, row.sell_through) for row in found.own] == [(D("0.10"), D("0.82"))]


def test_a22_four_dealers_are_no_group() -> None:
    """Below five nothing is given but the reason."""
    found = derived(peers(4)).find(PeerTrend, ONE)
    assert found is not None
    assert {(row.state, row.growth, row.sell_through) for row in found.rows} == {("too_few", None, None)}


def test_a22_a_segment_is_refused_when_the_rest_of_the_nation_is_small() -> None:
    """Nine dealers, five of them core: nation minus core would leave four."""
    files = peers(9)
    for number in range(1, 6):
        files |= dealer(SEGMENT, number)
    found = derived(files).find(PeerTrend, ONE)
    assert found is not None
    assert {row.axis: row.state for row in found.rows} == {"nation": "shown", "segment": "isolates"}
    files |= {**dealer("", 10), **contract("", 10, 10), **quarter(10, "1000000")}
    again = derived(files).find(PeerTrend, ONE)
    assert again is not None
    assert {row.axis: row.state for row in again.rows} == {"nation": "shown", "segment": "shown"}


def test_a22_territory_classes_are_those_of_the_evaluation() -> None:
    """Where the evaluation policy names classes of territories, a dealer is compared within its own."""
    files = {**peers(), **TREE, **version()}
    found = derived(files).find(PeerTrend, ONE)
    assert found is not None
    assert {row.axis: (row.group, row.state) for row in found.rows} == {
        "nation": ("", "shown"),
        "territory_class": ("capital", "shown"),
    }
    assert network(files).all(EvaluationPolicy)


def test_like_is_compared_with_like() -> None:
    """A dealer without a year before, or whose figures are not frozen, is no part of the group."""
    files = {**peers(6), **quarter(6, "9000000", past="0")}
    found = derived(files).find(PeerTrend, ONE)
    assert found is not None
    assert next(row for row in found.rows).members == 5
    early = derived(files, date(2026, 7, 6)).find(PeerTrend, ONE)
    assert early is None


def test_a_dealer_without_figures_sees_its_peers_all_the_same() -> None:
    """M114: market and sales data go to every dealer of the line."""
    files = {**peers(), **dealer("", 6), **contract("", 6, 6)}
    found = derived(files).find(PeerTrend, "D-2025-0006")
    assert found is not None
    assert [row.growth for row in found.rows] == [D("0.05")]
    assert found.own == ()


def test_every_step_of_an_aggregate_names_its_place() -> None:
    """For our own eyes: the bounds, each member's figures at their lines, sums and shares."""
    held = network(peers())
    results = Results(derive(held, Results(), TODAY))
    steps = steps_of(FIGURES, "peers", ONE, held, results, TODAY)
    paths = [step.origin.path for step in steps if step.origin]
    assert paths[:3] == [SHARING] * 3
    assert [path.split("/")[1] for path in paths[3:23:4]] == [f"D-2025-000{n}" for n in range(1, 6)]
    assert [step.value for step in steps[3:7]] == ["1100000", "0", "1000000", "900000"]
    assert steps[-2].value == "¥5,250,000.00 ÷ ¥5,000,000.00 − 1 = 5%"
    assert steps[-1].value == "¥4,500,000.00 ÷ ¥5,250,000.00 = 86%"


def test_what_a_dealer_was_given_can_be_explained() -> None:
    """Each piece with its day and receipt, a share among them, and the counts behind the quality of the network."""
    share = SOME.format(direction="to_dealer", kind="stock", value="12")
    held = network({**ground(), **bulletin(), **year(share)})
    results = Results(derive(held, Results(), TODAY))
    steps = steps_of(FIGURES, "information", ONE, held, results, TODAY)
    paths = [step.origin.path.rsplit("/", 1)[-1] for step in steps if step.origin]
    assert paths == ["2024-1.yaml", "2026.yaml", "brief.yaml"]
    whole = steps_of(FIGURES, "network-information", "network", held, results, TODAY)
    assert [step.value for step in whole] == ["1 − 0 ÷ 1 = 100.0%", "1 − 0 ÷ 1 = 100.0%", "1"]


def test_quarters_behind_and_ahead() -> None:
    """Quarters that are over, in order, across the turn of the year; the running one and those after it."""
    assert [str(q) for q in finished(date(2026, 2, 1), 1, 3)] == ["2025Q2", "2025Q3", "2025Q4"]
    assert [str(q) for q in finished(date(2026, 3, 31), 4, 1)] == ["2025Q3"]
    assert [str(q) for q in coming(date(2026, 10, 20), 1)] == ["2026Q4", "2027Q1", "2027Q2", "2027Q3"]


def names() -> tuple[Names, Network]:
    held = network({**dealer("english_name: Second Drinks", 1), **dealer("name: 某某食品\nshort_name: 某某", 2)})
    return Names(held), held


@pytest.mark.parametrize(
    ("text", "dealer_id"),
    [
        ("第1商贸上月卖得好", ONE),
        ("杭州第1商贸有限公司", ONE),
        ("like second drinks did", ONE),
        (f"见{ONE}的数据", ONE),
        ("某某", TWO),
        ("商贸", ""),
        ("XD-2025-0001", ""),
        ("D-2025-00012", ""),
    ],
)
def test_names_and_ids_of_dealers_are_found(text: str, dealer_id: str) -> None:
    """Full name, short name, English name in any case, and the id as a word of its own."""
    assert names()[0].mentioned(text) == dealer_id


def test_a_dealer_may_read_its_own_name() -> None:
    """What is about the reader is no leak, even where another's name lies within it."""
    held = Names(network({**dealer("", 1), **dealer("name: 商贸有限公司\nshort_name: 商贸", 2)}))
    assert held.mentioned("杭州第1商贸有限公司九月数据", (ONE,)) == ""
    assert held.mentioned("杭州第1商贸有限公司与商贸", (ONE,)) == TWO


@pytest.mark.parametrize(
    "text",
    [
        "供货价调到58元",
        "每箱 58 元/箱起",
        "零售价稳住",
        "they sold at CNY 5 a bottle",
        "prices are 5 yuan",
        "维护市场价格",
    ],
)
def test_prices_are_found(text: str) -> None:
    """Amounts with a price word, amounts by the piece, and words of resale-price control."""
    assert price_in(text)


@pytest.mark.parametrize(
    "text", ["性价比高的产品受欢迎", "动销率 95%", "满 30 箱免运费", "价值感", "sell-through of 95 %"]
)
def test_other_words_are_no_prices(text: str) -> None:
    """The finder looks for a price, not for one character."""
    assert price_in(text) == ""


@pytest.mark.parametrize(("text", "held"), [("供货价", "价"), ("元/箱", "元/箱"), ("unit price", "price"), ("元（不含税）", ""), ("价值", "")])  # fmt: skip
def test_a_figure_that_is_a_price_is_known_by_name_or_unit(text: str, held: str) -> None:
    """No figure is a price, whatever it is called."""
    assert price_name(text) == held
