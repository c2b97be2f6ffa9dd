"""Faults planted in research, plans, territories and policies, and right ones that pass."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from tests.topics.builders import company, marked
from tests.topics.screening_workspace import DIVISIONS, MARKET_POLICIES, PEOPLE, found, market, problems
from toolkit.topics.market.checks import CHECKS, plan, policy, research, shares, territories

TERRITORIES = "content/markets/territories/2026.yaml"
RESEARCH = "content/policies/market/research/2024-1.yaml"
PRIORITY = "content/policies/market/priority/2024-1.yaml"


def line(name: str = "ambient", **parts: str) -> str:
    """A line of a market, right in itself; keywords replace a part, or leave it out with an empty text."""
    rest = {
        "tax": "excl",
        "estimates": '[{method: topdown, amount: "1000", working: 算式, source: 年报, as_of: "2026-07-01"}, {method: bottomup, amount: "900", working: 算式, source: 走店, as_of: "2026-07-01"}]',
        "growth": '"0.05"',
        "own_sales": '"9"',
        "attainable_share": '"0.05"',
        "attainable_basis": "同类城市",
        "in_house_share": '"0.2"',
        **parts,
    }
    body = "".join(f"    {key}: {value}\n" for key, value in rest.items() if value)
    return f"  - line: {name}\n{body}"


def lines(*rows: str) -> str:
    return "lines:\n" + "".join(rows or (line(),))


def estimate(method: str, amount: str, mark: str = "") -> str:
    return f'\n      - {{method: {method}, amount: "{amount}", working: 算式, source: 年报, as_of: "2026-07-01"}}  # {mark}'


def top(text: str) -> str:
    return dedent(text).lstrip("\n")


PLAN = """
      dealers: 1
      grant: non_exclusive
      launch: 2027Q1
      first_order: "10"
      outlets: 100
      targets: [{year: 1, amount: "36"}, {year: 2, amount: "50"}]
      budget: "10"
      owner: S-2025-0001
      reason: 空白
      approvals: [{role: GM, staff: S-2025-0004, date: "2026-08-01"}]
"""


def planned(*changes: tuple[str, str]) -> str:
    text = PLAN
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return line(plan=text.rstrip())


def test_right_research_passes() -> None:
    """A market with two estimates, whole shares, a plan that is approved and can be met has nothing to tell."""
    files = market(
        lines(
            planned()
            + '    channels: [{channel: cvs, share: "0.6"}, {channel: ka, share: "0.4"}]\n'
            + '    competitors: [{brand: 甲, share: "0.3", source: 走店, shelf_prices: {low: "3", high: "5", pack: 瓶, observed_on: "2026-07-01", shops: 9}}]\n'
        )
    )
    assert found(CHECKS, DIVISIONS, MARKET_POLICIES, PEOPLE, company(), files) == []


# --- age --------------------------------------------------------------------------------------------------------------


def test_old_research_and_old_statistics_are_told_at_their_line() -> None:
    """Thirteen months, and a figure of the fourth year back; the third year's still holds."""
    files = market(
        top("""
        as_of: "2025-09-19"  # warning[MKT104]
        statistics:
          - {what: population, value: "12000000", year: 2022, source: 公报}  # warning[MKT105]
          - {what: gdp, value: "12000000", year: 2023, source: 公报}
        """)
        + lines()
    )
    assert found(research.CHECKS, MARKET_POLICIES, files) == marked(files)


@pytest.mark.parametrize(("day", "expected"), [("2025-10-20", 0), ("2025-10-19", 1)])
def test_the_last_day_of_twelve_months_holds(day: str, expected: int) -> None:
    """The boundary of the research policy, to the day."""
    assert len(found(research.CHECKS, MARKET_POLICIES, market(f'as_of: "{day}"\n' + lines()))) == expected


def test_the_months_are_those_of_the_policy_in_force() -> None:
    """With six months in the policy the same research is old; without a policy nothing grows old."""
    files = market('as_of: "2026-03-01"\n' + lines())
    short = {RESEARCH: MARKET_POLICIES[RESEARCH].replace("research_months: 12", "research_months: 6")}
    assert found(research.CHECKS, short, files) == ["content/markets/hangzhou.yaml:1 warning[MKT104]"]
    assert found(research.CHECKS, files) == []


def test_days_to_come_and_advantages_that_have_run_out() -> None:
    """Nothing is found out after the as-of date; a claim whose proof has ended is told."""
    files = market(
        top("""
        as_of: "2026-10-21"  # error[MKT113]
        habits:
          - {id: a, text: 爱喝茶, source: 访谈, as_of: "2026-11-01"}  # error[MKT113]
        environment:
          - {id: a, text: 冷链, source: 通知, as_of: "2026-10-20"}
        """)
        + lines(
            line(
                positioning="""
      statement: 好茶
      advantages:
        - {claim: 无糖, evidence: 报告, valid_until: "2026-10-19"}  # warning[MKT115]
        - {claim: 新鲜, evidence: 报告, valid_until: "2026-10-20"}
      target_segments: []"""
            )
        )
    )
    assert found(research.CHECKS, MARKET_POLICIES, files) == marked(files)


# --- sizes and shares -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("amount", "mark"), [("1300", ""), ("1300.01", "warning[MKT106]")])
def test_estimates_may_lie_three_tenths_apart(amount: str, mark: str) -> None:
    """30 % of the smaller one passes; a fen more is told, unless somebody says why."""
    pair = estimate("topdown", "1000") + estimate("bottomup", amount)
    files = market(lines(line(estimates=pair)))
    expected = [f"content/markets/hangzhou.yaml:4 {mark}"] if mark else []
    assert found(research.CHECKS, MARKET_POLICIES, files) == expected
    said = market(lines(line(estimates=pair, difference="口径不同")))
    assert found(research.CHECKS, MARKET_POLICIES, said) == []


def test_one_estimate_alone_is_noted() -> None:
    """A size worked out one way only is told as a note."""
    files = market(lines(line(estimates=estimate("topdown", "1000"))))
    assert found(research.CHECKS, MARKET_POLICIES, files) == ["content/markets/hangzhou.yaml:4 info[MKT107]"]


@pytest.mark.parametrize(("share", "wrong"), [("0.39", False), ("0.41", False), ("0.389", True), ("0.42", True)])
def test_channels_total_one_give_or_take_a_point(share: str, wrong: bool) -> None:
    """Σ 100 ± 1 (reference A.3)."""
    channels = f'[{{channel: cvs, share: "0.6"}}, {{channel: ka, share: "{share}"}}]'
    files = market(lines(line(channels=channels)))
    codes = [problem.code for problem in problems(shares.CHECKS, DIVISIONS, MARKET_POLICIES, files)]
    assert codes == (["MKT108"] if wrong else [])


def test_rivals_and_we_have_no_more_than_the_market() -> None:
    """With 90 of 900 ours, rivals of 90 % fill it, and a percent more is too much."""
    full = line(own_sales='"90"', competitors='[{brand: 甲, share: "0.9", source: 走店}]')
    more = line("chilled", own_sales='"90"', competitors='[{brand: 甲, share: "0.91", source: 走店}]')
    codes = [(p.code, p.field) for p in problems(shares.CHECKS, DIVISIONS, MARKET_POLICIES, market(lines(full, more)))]
    assert codes == [("MKT109", "lines[chilled].competitors")]


def test_prices_of_our_own_goods_are_not_collected() -> None:
    """Our brand in either language, or one of our marks, is no competitor; a rival's band has its low end below."""
    marks = company(
        'trade_marks: [{registration: "1", name: 青屿小瓶, nice_class: 32, owner: 甲, valid_to: "2030-01-01"}]'
    )
    files = market(
        lines(
            line(
                competitors="""
      - {brand: 青屿, share: "0.1", source: 走店}  # error[MKT111]
      - {brand: Qingyu, share: "0.1", source: 走店}  # error[MKT111]
      - {brand: 青屿小瓶, share: "0.1", source: 走店}  # error[MKT111]
      - {brand: 青山, share: "0.1", source: 走店, shelf_prices: {low: "6", high: "5", pack: 瓶, observed_on: "2026-07-01", shops: 9}}  # error[MKT112]"""
            )
        )
    )
    assert found(shares.CHECKS, DIVISIONS, MARKET_POLICIES, marks, files) == marked(files)


def test_ground_that_is_not_the_markets_or_counted_twice() -> None:
    """Exclusions and people lie inside; a county in two markets of one line is told, in two lines not."""
    first = market(
        top("""
        exclusions:
          - "330112"
          - "330203"  # error[MKT110]
        people:
          - {region: "330106", population: 10}
          - {region: "330112", population: 10}  # error[MKT110]
        """)
        + lines(),
        "a",
    )
    second = market(
        'regions: ["330106"]\n' + lines(line("chilled"), line().replace("ambient", "ambient  # warning[MKT114]")), "b"
    )
    files = {**first, **second}
    assert found(shares.CHECKS, DIVISIONS, MARKET_POLICIES, files) == marked(files)


# --- plans ------------------------------------------------------------------------------------------------------------


def test_a_plan_without_the_general_manager() -> None:
    """Before the launch quarter it is a warning, in it an error; a draft is left alone; approvals to come do not count."""
    waiting = planned(("GM, staff: S-2025-0004", "SA, staff: S-2025-0001"))
    begun = planned(("launch: 2027Q1", "launch: 2026Q4"), ('date: "2026-08-01"', 'date: "2026-11-01"'))
    path = "content/markets/hangzhou.yaml"
    assert found(plan.CHECKS, PEOPLE, market(lines(waiting))) == [f"{path}:13 warning[MKT121]"]
    assert found(plan.CHECKS, PEOPLE, market(lines(begun))) == [f"{path}:13 error[MKT122]"]
    assert found(plan.CHECKS, PEOPLE, market("draft: true\n" + lines(begun))) == []


def test_faults_in_plans() -> None:
    """Approved by somebody who may not, exclusive without a reason, a target above the formula, years with a gap."""
    row = '{role: GM, staff: S-2025-0004, date: "2026-08-01"}'
    years = '[{year: 1, amount: "36"}, {year: 2, amount: "50"}]'
    first = planned(
        ("grant: non_exclusive", "grant: exclusive  # error[MKT124]"),
        (years, '\n        - {year: 1, amount: "36.01"}  # warning[MKT125]'),
        (f"[{row}]", f"\n        - {row}  # error[MKT123]"),
        ("S-2025-0004", "S-2025-0001"),
    )
    rows = '  # error[MKT126]\n        - {year: 1, amount: "36"}\n        - {year: 3, amount: "50"}'
    second = planned((years, rows)).replace("ambient", "chilled")
    files = market(lines(first, second))
    assert found(plan.CHECKS, PEOPLE, files) == marked(files)


def test_weights_of_an_ideal_dealer_are_moved_not_added() -> None:
    """Changes that total 0 pass, others are told at the key."""
    ideal = 'channels: [cvs], min_team: 1, min_warehouse_m2: 1, storage: ambient, capital_multiple: "1", attitude: 好, working: 算式, approved_on: "2026-01-01", approved_by: S-2025-0004'

    def overrides(*changes: str) -> str:
        rows = ", ".join(f'{{item: i{n}, change: "{change}", reason: 因}}' for n, change in enumerate(changes))
        return line(ideal_dealer=f"{{{ideal}, weight_overrides: [{rows}]}}")

    assert found(plan.CHECKS, market(lines(overrides("3", "-1", "-2")))) == []
    assert found(plan.CHECKS, market(lines(overrides("3", "-1")))) == ["content/markets/hangzhou.yaml:10 error[MKT127]"]


# --- territories ------------------------------------------------------------------------------------------------------


def test_territories_that_are_no_tree() -> None:
    """A parent that is missing, ground outside it, ground of two, a ring."""
    files = {
        TERRITORIES: """
            territories:
              - {id: east, name: 华东, regions: ["330100"], owner: S-2025-0001}
              - {id: a, name: 甲, parent: west, regions: ["330106"], owner: S-2025-0001}  # error[MKT131]
              - id: b
                name: 乙
                parent: east
                owner: S-2025-0001
                regions:
                  - "330112"
                  - "330203"  # error[MKT133]
              - {id: c, name: 丙, parent: east, regions: ["330112"], owner: S-2025-0001}  # error[MKT134]
              - {id: d, name: 丁, parent: e, regions: ["330113"], owner: S-2025-0001}  # error[MKT132]
              - {id: e, name: 戊, parent: d, regions: ["330113"], owner: S-2025-0001}
            """
    }
    assert found(territories.CHECKS, DIVISIONS, PEOPLE, files) == marked(files)


def test_owners_and_targets_of_territories() -> None:
    """An owner who left, one outside sales, and parts that do not total the whole."""
    files = {
        TERRITORIES: """
            territories:
              - id: east
                name: 华东
                regions: ["330000"]
                owner: S-2025-0001
                targets:
                  - {line: ambient, amount: "100"}  # warning[MKT136]
                  - {line: chilled, amount: "30"}
                  - {line: dispenser, amount: "5"}
              - id: hangzhou
                name: 杭州
                parent: east
                regions: ["330100"]
                owner: S-2025-0006  # error[MKT135]
                targets: [{line: ambient, amount: "60"}, {line: chilled, amount: "10"}]
              - id: ningbo
                name: 宁波
                parent: east
                regions: ["330200"]
                owner: S-2025-0003  # error[MKT135]
                targets: [{line: ambient, amount: "39.99"}, {line: chilled, amount: "20"}]
            """
    }
    assert found(territories.CHECKS, DIVISIONS, PEOPLE, files) == marked(files)


# --- policies ---------------------------------------------------------------------------------------------------------


def test_the_policies_of_the_product_pass() -> None:
    """The shipped research and priority policies have nothing wrong."""
    assert found(policy.CHECKS, MARKET_POLICIES, market(lines())) == []


def test_faults_in_market_policies() -> None:
    """Weights that miss 1, a measure that there is not, no rivals, a foreign id, none in force."""
    text = MARKET_POLICIES[PRIORITY]
    files = {
        **MARKET_POLICIES,
        PRIORITY: text.replace('weight: "0.25"', 'weight: "0.26"').replace("fit, weight", "fitt, weight").replace("rivals: 3", "rivals: 0"),
        "content/policies/market/research/2023-1.yaml": MARKET_POLICIES[RESEARCH]
        .replace("id: research", "id: reserch")
        .replace('"2024-1"', '"2023-1"'),
    }  # fmt: skip
    codes = sorted((p.code, p.severity) for p in problems(policy.CHECKS, files, market(lines())))
    assert codes == [("MKT142", "error"), ("MKT143", "error"), ("MKT144", "error"), ("MKT145", "error")]
    near = next(p for p in problems(policy.CHECKS, files) if p.code == "MKT144")
    assert "fit" in near.hint.en
    none = [p.code for p in problems(policy.CHECKS, market(lines()))]
    assert none == ["MKT141", "MKT141"]
    assert problems(policy.CHECKS) == ()


def test_versions_leave_no_gap() -> None:
    """A second version that begins while the first is in force overlaps."""
    second = MARKET_POLICIES[RESEARCH].replace('"2024-1"', '"2026-1"').replace("2024-01-01", "2026-01-01")
    files = {**MARKET_POLICIES, "content/policies/market/research/2026-1.yaml": second}
    assert [p.code for p in problems(policy.CHECKS, files, as_of=date(2026, 10, 20))] == ["POL001"]
