"""What must hold in shared information and forecasts: each fault is planted and found at its line; a right workspace has nothing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics import evaluation_files
from tests.topics.builders import contract, dealer
from tests.topics.information_files import (
    BRIEFING,
    BULLETIN,
    POLICIES,
    SHARING,
    SOME,
    bulletin,
    found,
    ground,
    launch,
    network,
    planted,
    year,
)
from toolkit.network.results import Results
from toolkit.topics.information.checks import CHECKS, policies
from toolkit.topics.information.rules import derive

ISSUE = 'published_on: "2026-04-14", acknowledge_by: "2026-12-31"'
FIGURE = 'unit: "%", source: public, as_of: "2026-03-31"'
"""What follows the braces of an issue, and of a figure."""


def issues(*rows: str) -> str:
    return "issues:\n" + "\n".join(f"  - {row}" for row in rows)


def test_a_right_workspace_has_nothing() -> None:
    """A bulletin to all, a share of the dealer's stock, both sides' forecasts: no problem."""
    text = (
        SOME.format(direction="from_dealer", kind="stock", value="12")
        + "\n"
        + forecasts('{month: "2026-11", line: ambient, side: brand, amount: "100", tax: excl, made_on: "2026-09-20"}')
    )
    assert found({**ground(2), **bulletin(), **year(text)}) == []


def test_every_kind_of_problem_is_listed_once_with_its_check() -> None:
    """The kinds that a check may report are those that its module defines; no code stands for two."""
    codes = [kind.code for check in CHECKS for kind in check.kinds]
    assert {code for code in codes if codes.count(code) > 1} <= {"INF116", "INF310"}


@pytest.mark.parametrize(
    "text",
    ["第2商贸卖得最好", "杭州第2商贸有限公司的做法", "像D-2025-0002那样", "{zh: 有一家做得好, en: as D-2025-0002 did}"],
)
def test_a_text_to_dealers_names_no_dealer(text: str) -> None:
    """INF101, by short name, full name or id, in either language."""
    planted({**ground(2), **bulletin(f"subject: {text}  # error[INF101]")})


def test_names_are_looked_for_wherever_a_dealer_reads() -> None:
    """INF101: in contents, reasons and names of figures, in points of a launch, in shares, in answers to concerns."""
    text = f"""
issues:
  - version: 1
    {ISSUE.replace(", ", chr(10) + "    ")}
    text: 学第2商贸  # error[INF101]
    figures:
      - id: a
        name: 第2商贸动销  # error[INF101]
        value: "1"
        {FIGURE.replace(", ", chr(10) + "        ")}
"""
    planted({**ground(2), **bulletin(text)})
    planted({**ground(2), **launch("points:\n  - 像第2商贸一样陈列  # error[INF101]")})
    share = SOME.format(direction="to_dealer", kind="stock", value="12")
    planted({**ground(2), **year(share.replace("subject: 一周数据", "subject: 第2商贸的库存  # error[INF101]"))})
    answered = """
briefings:
  - product: QY-A1
    talks: [{told_on: "2026-01-20", by: S-2025-0001, understood: {on: "2026-01-21", method: talk, result: "yes"}}]
    concerns:
      - id: a
        text: 怕卖不动
        raised_on: "2026-01-20"
        answered_on: "2026-01-21"
        answer: 第2商贸卖得动  # error[INF101]
    joint_plan: {agreed_on: "2026-01-25", first_order: "1", outlets: "1", due: "2026-12-31"}
"""
    planted({**ground(2), **launch(), **year(answered)})


def test_a_dealers_own_name_and_its_own_words_are_no_leak() -> None:
    """What is about the reader may name it; what a dealer writes to us may name another."""
    own = SOME.format(direction="to_dealer", kind="stock", value="12")
    theirs = SOME.format(direction="from_dealer", kind="stock", value="12")
    assert found({**ground(2), **year(own.replace("一周数据", "第1商贸库存"))}) == []
    assert found({**ground(2), **year(theirs.replace("一周数据", "第2商贸在我区铺货"))}) == []
    alone = bulletin("subject: 第1商贸的市场\naudience: {dealers: [D-2025-0001]}")
    assert found({**ground(2), **alone}) == []


@pytest.mark.parametrize("name", ["供货价", "{zh: 均价, en: mean}", "{zh: 均值, en: mean price}"])
def test_no_figure_is_a_price(name: str) -> None:
    """INF102 at the name, in both directions."""
    figure = f"""
issues:
  - version: 1
    {ISSUE.replace(", ", chr(10) + "    ")}
    figures:
      - id: a
        name: {name}  # error[INF102]
        value: "1"
        {FIGURE.replace(", ", chr(10) + "        ")}
"""
    planted({**ground(), **bulletin(figure)})
    share = SOME.format(direction="from_dealer", kind="stock", value="12")
    wrong = share.replace("unit: 箱,", "unit: 元/箱,").replace(
        'as_of: "2026-09-30"}]', 'as_of: "2026-09-30"}]  # error[INF102]'
    )
    planted({**ground(), **year(wrong)})


def test_no_text_gives_a_price_in_either_direction() -> None:
    """INF102: dealers report no resale price, and we pass none on (Anti-Monopoly Law arts 18, 19)."""
    planted({**ground(), **bulletin("subject: 竞品零售价5元  # error[INF102]")})
    share = SOME.format(direction="from_dealer", kind="market_data", value="12")
    planted({**ground(), **year(share.replace("subject: 一周数据", "subject: 我方终端售价为6元  # error[INF102]"))})


@pytest.mark.parametrize("without", ['unit: "%", ', "source: public, ", ', as_of: "2026-03-31"'])
def test_a_figure_says_unit_source_and_day(without: str) -> None:
    """INF103 at the value, for each of the three."""
    row = '{id: a, name: 增长, value: "1", ' + FIGURE.replace(without, "") + "}"
    text = issues(f'{{version: "1", {ISSUE}, figures: [{row}]}}  # error[INF103]')
    planted({**ground(), **bulletin(text)})


@pytest.mark.parametrize(
    ("dealers", "largest", "right"), [("5", "0.25", True), ("4", "0.2", False), ("20", "0.26", False)]
)
def test_a_figure_of_dealers_data_says_its_group_within_the_bounds(dealers: str, largest: str, right: bool) -> None:
    """INF104: 0b Law, at least 5 in a group, none above 25 %, and not the 60 % of A.22."""
    row = f'{{id: a, name: 动销率, value: "95", unit: "%", source: dms, as_of: "2026-03-31", group: {{dealers: "{dealers}", largest: "{largest}"}}}}'
    text = issues(f'{{version: "1", {ISSUE}, figures: [{row}]}}' + ("" if right else "  # error[INF104]"))
    files = {**ground(), **bulletin(text)}
    if right:
        assert found(files) == []
    else:
        planted(files)


@pytest.mark.parametrize(("kind", "source"), [("market_data", "dms"), ("market_data", "dealer_report"), ("trend", "erp"), ("sales_data", "erp")])  # fmt: skip
def test_a_sum_over_dealers_without_a_group_is_told(kind: str, source: str) -> None:
    """INF105: from dealers' systems and reports always, from our own books where they hold what dealers bought."""
    row = f'{{id: a, name: 动销率, value: "95", unit: "%", source: {source}, as_of: "2026-03-31"}}'
    planted(
        {
            **ground(),
            **bulletin(f"kind: {kind}\n" + issues(f'{{version: "1", {ISSUE}, figures: [{row}]}}  # error[INF105]')),
        }
    )
    own = row.replace(f"source: {source}", "source: erp")
    assert (
        found({**ground(), **bulletin("kind: stock\n" + issues(f'{{version: "1", {ISSUE}, figures: [{own}]}}'))}) == []
    )


def test_a_bulletin_is_for_somebody() -> None:
    """INF111 for no condition, INF112 for one that nobody meets on the day."""
    planted({**ground(), **bulletin("audience: {}  # error[INF111]")})
    planted({**ground(), **bulletin("audience: {lines: [chilled]}  # warning[INF112]")})


@pytest.mark.parametrize("approver", ["S-2025-0001", "S-2025-0003"])
def test_what_goes_to_many_is_seen_by_legal(approver: str) -> None:
    """INF122: not by the owner itself, nor by somebody who may not act for legal (A.22: CO→LG)."""
    staff = (
        ground()["content/staff.yaml"]
        + '  - {id: S-2025-0003, roles: [SA], post: 员工, department: SA, since: "2024-01-01"}\n'
    )
    planted({**ground(), "content/staff.yaml": staff, **bulletin(f"approved_by: {approver}  # error[INF122]")})


def test_versions_follow_each_other_and_say_why() -> None:
    """INF113 for a gap and for a day that goes back, INF114 without a reason, INF115 without content."""
    text = issues(
        f'{{version: "1", {ISSUE}, text: 一}}',
        '{version: "3", published_on: "2026-05-12", acknowledge_by: "2026-12-31", text: 三, reason: 算错}  # error[INF113]',
    )
    planted({**ground(), **bulletin(text)})
    text = issues(
        f'{{version: "1", {ISSUE}, text: 一}}',
        '{version: "2", published_on: "2026-04-01", acknowledge_by: "2026-12-31", text: 二, reason: 算错}  # error[INF113]',
    )
    planted({**ground(), **bulletin(text)})
    text = issues(
        f'{{version: "1", {ISSUE}, text: 一}}',
        '{version: "2", published_on: "2026-05-12", acknowledge_by: "2026-12-31", text: 二}  # error[INF114]',
    )
    planted({**ground(), **bulletin(text)})
    planted({**ground(), **bulletin(issues(f'{{version: "1", {ISSUE}}}  # error[INF115]'))})


def test_receipts_are_of_versions_that_were_given_to_that_dealer() -> None:
    """INF116: another version, a day before it was out, a dealer that it was not for."""
    text = """
acknowledgements:
  - {dealer: D-2025-0001, version: "2", date: "2026-04-20"}  # error[INF116]
  - {dealer: D-2025-0001, version: "1", date: "2026-04-13"}  # error[INF116]
  - {dealer: D-2025-0003, version: "1", date: "2026-04-20"}  # error[INF116]
"""
    planted({**ground(2), **dealer("", 3), **bulletin(text)})


def test_what_is_not_acknowledged_in_time_is_told_from_the_day_after() -> None:
    """INF117 at the day, for a bulletin and for what passes between two; by whom is in the message."""
    text = issues(
        '{version: "1", published_on: "2026-04-14", acknowledge_by: "2026-04-24", text: 一}  # warning[INF117]'
    )
    files = {**ground(2), **bulletin(text)}
    assert found(files, date(2026, 4, 24)) == []
    planted(files, date(2026, 4, 25))
    done = "".join(f'\n  - {{dealer: D-2025-000{n}, version: "1", date: "2026-04-20"}}' for n in (1, 2))
    assert found({**ground(2), **bulletin(text.partition("  #")[0] + "\nacknowledgements:" + done)}) == []
    late = SOME.replace('"2026-12-31"', '"2026-10-15"  # warning[INF117]')
    for direction in ("from_dealer", "to_dealer"):
        planted({**ground(), **year(late.format(direction=direction, kind="stock", value="1"))})


def test_a_period_runs_forward_and_only_plans_speak_of_the_future() -> None:
    """INF118, INF119; a forecast, a roadmap and a new product may."""
    wrong = '{first: "2026-03-31", last: "2026-01-01"}  # error[INF118]'
    planted({**ground(), **bulletin(f"period: {wrong}")})
    planted({**ground(), **bulletin('period: {first: "2026-01-01", last: "2026-04-15"}  # error[INF119]')})
    for kind in ("forecast", "roadmap", "new_product"):
        assert (
            found({**ground(), **bulletin(f'kind: {kind}\nperiod: {{first: "2026-06-01", last: "2026-09-30"}}')}) == []
        )


def test_what_is_kept_too_long_is_told() -> None:
    """INF123: three years after the end of its period."""
    text = 'period: {first: "2023-07-01", last: "2023-10-19"}  # warning[INF123]'
    planted({**ground(), **bulletin(text)})
    assert found({**ground(), **bulletin('period: {first: "2023-07-01", last: "2023-10-20"}')}) == []


def test_what_a_dealer_gives_has_a_purpose_or_a_basis() -> None:
    """INF120 without either, INF121 for an item that its contract does not have; from us nothing is asked."""
    share = SOME.format(direction="from_dealer", kind="stock", value="1").replace("    purpose: 补货建议\n", "")
    planted({**ground(), **year(share.replace("from_dealer", "from_dealer  # error[INF120]"))})
    assert found({**ground(), **year(share.replace("from_dealer", "to_dealer"))}) == []
    based = share.replace("    period:", "    basis: 库存  # error[INF121]\n    period:")
    planted({**ground(), **year(based)})
    terms = contract("data: [{item: 库存, frequency: 每周, purpose: 补货}]")
    assert found({**ground(), **terms, **year(based.replace("  # error[INF121]", ""))}) == []


def test_only_those_asked_answer_and_not_before() -> None:
    """INF124: another dealer's bulletin, or a day before it was out."""
    alone = bulletin("audience: {dealers: [D-2025-0002]}")
    text = 'answers: [{bulletin: brief, date: "2026-04-20", text: 打法}]  # error[INF124]'
    planted({**ground(2), **alone, **year(text)})
    planted({**ground(), **bulletin(), **year(text.replace("04-20", "04-13"))})
    assert found({**ground(), **bulletin(), **year(text.partition("  #")[0])}) == []


def forecasts(*rows: str) -> str:
    return "forecasts:\n" + "\n".join(f"  - {row}" for row in rows)


ROW = '{{month: "{month}", line: {line}, side: {side}, amount: "{amount}", tax: excl, made_on: "{on}"}}'


def row(
    month: str = "2026-05", line: str = "ambient", side: str = "brand", amount: str = "100", on: str = "2026-04-30"
) -> str:
    return ROW.format(month=month, line=line, side=side, amount=amount, on=on)


def test_forecasts_are_made_before_of_a_granted_line_and_not_negative() -> None:
    """INF201, INF202, INF204, each at its line."""
    text = forecasts(
        row(),
        row("2026-06", on="2026-06-01") + "  # warning[INF201]",
        row("2026-05", "chilled") + "  # warning[INF202]",
        row("2027-01") + "  # warning[INF202]",
        row("2026-07", amount="-1") + "  # error[INF204]",
    )
    planted({**ground(), **year(text)})


MONTH = '{{line: ambient, tax: excl, source: erp, sell_in_gross: "0", returns: "0", last_year: "0", focus: "0", focus_target: "0", sell_out: "0", stock_opening: "0", stock_closing: "0", stock_aged: "0", months: [{{month: "2026-05", sell_in: "{sold}", forecast: "{said}"}}]}}'


def sold(amount: str, said: str) -> dict[str, str]:
    return evaluation_files.quarter(f"lines: [{MONTH.format(sold=amount, said=said)}]\ndeductions: []", "2026Q2")


def test_one_figure_for_one_fact() -> None:
    """INF203: the dealer's forecast here and in the quarter's data; ours is another fact."""
    text = forecasts(row(side="dealer", amount="110") + "  # error[INF203]")
    planted({**ground(), **sold("100", "105"), **year(text)})
    assert found({**ground(), **sold("100", "110"), **year(text.partition("  #")[0])}) == []
    assert found({**ground(), **sold("100", "105"), **year(forecasts(row(amount="110")))}) == []


@pytest.mark.parametrize(("amount", "told"), [("150", False), ("151", True), ("49", True)])
def test_a_forecast_far_off_is_worth_a_talk(amount: str, told: bool) -> None:
    """INF205 above half, whoever made it: information, no fault."""
    text = forecasts(row(amount=amount))
    files = {**ground(), **sold("100", "100"), **year(text)}
    if told:
        planted({**files, **year(text.replace("forecasts:", "forecasts:  # info[INF205]"))})
    else:
        assert found(files) == []


def shipped(path: str, old: str, new: str) -> dict[str, str]:
    text = POLICIES[path]
    assert old in text
    return {path: text.replace(old, new)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("least: 5\n", "least: 4  # error[INF401]\n"),
        ('most_share: "0.25"\n', 'most_share: "0.26"  # error[INF401]\n'),
        ('most_share: "0.25"\n', 'most_share: "0.19"  # error[INF402]\n'),
        ('round_to: "0.01"\n', 'round_to: "0"  # error[INF403]\n'),
        ('deviation_good: "0.20"\n', 'deviation_good: "0.50"  # error[INF404]\n'),
    ],
)
def test_the_policy_is_as_strict_as_the_contract(old: str, new: str) -> None:
    """INF401-INF404: never below five or above a quarter, no limit that hides everything, always rounded."""
    held = network({**ground(), **shipped(SHARING, old, new)})
    rows = [
        p for check in policies.CHECKS for p in check.find(held, Results(), date(2026, 10, 20)) if p.code != "INF406"
    ]
    line = next(n for n, text in enumerate(POLICIES[SHARING].splitlines(), 1) if text == old.strip())
    assert [f"{p.severity}[{p.code}]" for p in rows] == [new.partition("# ")[2].strip()]
    assert (rows[0].origin.path, rows[0].origin.line) == (SHARING, line)


def test_versions_of_a_policy_follow_each_other() -> None:
    """POL002 for a gap between two versions of either policy."""
    for path in (SHARING, BRIEFING):
        first = shipped(
            path, 'effective_from: "2024-01-01"', 'effective_from: "2024-01-01"\neffective_to: "2026-12-31"'
        )
        second = POLICIES[path].replace('"2024-1"', '"2027-1"')
        second = second.replace('effective_from: "2024-01-01"', 'effective_from: "2027-02-01"  # error[POL002]')
        planted({**ground(), **first, path.replace("2024-1", "2027-1"): second})


def test_without_a_policy_in_force_that_is_told() -> None:
    """INF405: nothing is summed up silently, and no time limit is guessed."""
    later = shipped(SHARING, 'effective_from: "2024-01-01"', 'effective_from: "2027-01-01"')
    text = issues(f'{{version: "1", {ISSUE}, text: 一}}').replace("issues:", "issues:  # error[INF405]")
    planted({**ground(), **later, **bulletin(text)})
    later = shipped(BRIEFING, 'effective_from: "2024-01-01"', 'effective_from: "2027-01-01"')
    planted({**ground(), **later, **launch('announced_on: "2026-01-08"  # error[INF405]')})


def given(quarter: str, files: dict[str, str], as_of: date = date(2026, 10, 20)) -> list[str]:
    """The dealers that the messages on a quarter name as given nothing."""
    held = network(files)
    results = Results(derive(held, Results(), as_of))
    rows = [p for check in policies.CHECKS for p in check.find(held, results, as_of) if p.code == "INF406"]
    assert all(p.origin.path == SHARING for p in rows)
    return [p.message.en.rpartition(": ")[2] for p in rows if f"in {quarter} " in p.message.en]


def test_every_dealer_hears_of_the_market_each_quarter() -> None:
    """INF406 by quarter, naming who was left out; the contract's article on data promises it (mission B5.2)."""
    assert given("2026Q2", {**ground(2), **bulletin("audience: {dealers: [D-2025-0001]}")}) == ["D-2025-0002"]
    assert given("2026Q2", {**ground(2), **bulletin()}) == []
    assert given("2026Q1", {**ground(2), **bulletin()}) == ["D-2025-0001, D-2025-0002"]
    assert given("2026Q2", {**ground(2), **bulletin("kind: roadmap")}) == ["D-2025-0001, D-2025-0002"]
    own = SOME.format(direction="to_dealer", kind="forecast", value="1").replace('"2026-10-08"', '"2026-05-08"')
    assert given("2026Q2", {**ground(), **year(own)}) == []
    assert given("2026Q2", {**ground(), **year(own.replace("to_dealer", "from_dealer"))}) == ["D-2025-0001"]
    joined = contract('signed_on: "2026-04-02"')
    assert given("2026Q2", {**ground(), **joined}) == []


def test_the_file_that_holds_a_bulletin_names_it() -> None:
    """The path gives the id."""
    assert network({**ground(), **bulletin()}).ids("bulletin") == ("brief",)
    assert BULLETIN.endswith("brief.yaml")
