"""What must hold in self-checks: each fault is planted and found at its line; a right workspace has nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from textwrap import dedent

from tests.topics.builders import TODAY, contract, dealer, filled, marked
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.sustainability.checks import CHECKS
from toolkit.topics.sustainability.records import KINDS as SUSTAINABILITY

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *SUSTAINABILITY))
CHECK = "dealers/D-2025-0001/esg/2026.yaml"
OURS = "content/sustainability/2026.yaml"
POLICY = "content/policies/sustainability/self-check/2025-1.yaml"
ITEMS = "[{id: wage, group: labour, veto: true, text: 工资, proof: 工资表}, {id: energy, group: environment, text: 能耗, proof: 电费单}]"


def policy(text: str = "") -> dict[str, str]:
    rest = {
        "id": "self-check",
        "version": '"2025-1"',
        "name": "自查",
        "effective_from": '"2025-01-01"',
        "applies_by": "period_start",
        "partly": '"0.5"',
        "green_from": '"0.80"',
        "yellow_from": '"0.60"',
        "due_days": "90",
        "items": ITEMS,
    }
    return {POLICY: filled(text, rest)}


def check(text: str = "", path: str = CHECK) -> dict[str, str]:
    rest = {
        "date": '"2026-09-01"',
        "filled_by": "C-2025-0001",
        "seen_by": "S-2025-0001",
        "answers": "[{item: wage, answer: yes, evidence: [{name: 表}]}, {item: energy, answer: yes, evidence: [{name: 单}]}]",
    }
    return {path: filled(text, rest)}


def ours(text: str = "", path: str = OURS) -> dict[str, str]:
    rest = {
        "measures": '[{id: led, name: 换灯, items: [energy], owner: S-2025-0001, unit: 盏, target: "10", actual: "8"}]'
    }
    return {path: filled(text, rest)}


def found(files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    loaded = load(MemoryTree({path: dedent(text).lstrip("\n") for path, text in files.items()}), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    rows = [row for check in CHECKS for row in check.find(loaded.network, Results(), as_of)]
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def planted(files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Holds when the problems are exactly those that the comments in the files announce, and there is one."""
    expected = marked(files)
    assert expected
    assert expected == found(files, as_of)


def test_a_right_workspace_has_nothing() -> None:
    """Answered with evidence, our measures beside it: no problem."""
    assert found({**dealer(), **policy(), **check(), **ours()}) == []


def test_answers_are_known_complete_and_proved() -> None:
    """ESG101, ESG103, ESG106, ESG107: at the answer; ESG102 at the day; a veto makes it red and asks for both sides."""
    text = """
        date: "2026-09-01"  # error[ESG102]
        actions:
          - {id: a, side: brand, text: 帮助, owner: S-2025-0001, due: "2026-12-01"}
          - {id: b, side: dealer, text: 改正, owner: C-2025-0001, due: "2026-12-01"}
        answers:
          - item: wages  # error[ESG101]
            answer: yes
          - item: energy
            answer: partly  # warning[ESG103]
    """
    planted({**dealer(), **policy(), **check(text), **ours()})
    text = """
        actions:
          - {id: a, side: brand, text: 帮助, owner: S-2025-0001, due: "2026-12-01"}
          - {id: b, side: dealer, text: 改正, owner: C-2025-0001, due: "2026-12-01"}
        answers:
          - item: wage
            answer: no  # warning[ESG106]
          - item: energy
            answer: not_applicable  # warning[ESG107]
    """
    planted({**dealer(), **policy(), **check(text), **ours()})


def test_a_year_without_a_policy_is_told() -> None:
    """ESG104: what cannot be scored is said, not skipped."""
    text = "answers: []  # error[ESG104]"
    planted(
        {
            **dealer(),
            **policy(),
            **check(text, "dealers/D-2025-0001/esg/2024.yaml"),
            **ours(path="content/sustainability/2024.yaml"),
        }
    )


def test_a_red_self_check_needs_actions_of_both_sides_in_time() -> None:
    """ESG105 for the side that has none; ESG108 for what is late; a done one is not."""
    text = """
        date: "2026-09-01"  # warning[ESG105]
        answers: [{item: wage, answer: partly, evidence: [{name: 表}]}, {item: energy, answer: no}]
        actions:
          - id: a
            side: brand
            text: 换灯
            owner: S-2025-0001
            due: "2026-10-19"  # warning[ESG108]
          - {id: b, side: brand, text: 教, owner: S-2025-0001, due: "2026-10-01", done: "2026-10-05"}
    """
    planted({**dealer(), **policy(), **check(text), **ours()})
    late = check(text.replace("# warning[ESG108]", ""))
    assert not any("ESG108" in row for row in found({**dealer(), **policy(), **late, **ours()}, date(2026, 10, 19)))


def test_projects_have_days_in_order_and_a_result() -> None:
    """ESG110 and ESG111, at the end day."""
    text = """
        projects:
          - id: one
            name: 回收
            goal: 少用纸箱
            brand_input: 周转箱
            dealer_input: 场地
            start: "2026-03-01"
            end: "2026-02-01"  # error[ESG110]
          - id: two
            name: 回收
            goal: 少用纸箱
            brand_input: 周转箱
            dealer_input: 场地
            start: "2026-03-01"
            end: "2026-10-19"  # warning[ESG111]
    """
    planted({**dealer(), **policy(), **check(text), **ours()})


def test_a_dealer_that_opted_in_hands_in_each_full_year() -> None:
    """ESG109 from the day after the policy's days; not without the article, not once it is there, not for half a year."""
    opted = contract("opted: [social-responsibility]  # warning[ESG109]")
    files = {**dealer(), **policy(), **opted}
    assert found(files, date(2026, 3, 31)) == []
    planted(files, date(2026, 4, 1))
    assert found({**dealer(), **policy(), **contract()}) == []
    handed = {**check(path="dealers/D-2025-0001/esg/2025.yaml"), **ours(path="content/sustainability/2025.yaml")}
    assert found({**files, **handed}) == []
    half = contract('opted: [social-responsibility]\nsigned_on: "2025-06-01"')
    assert found({**dealer(), **policy(), **half}) == []


def test_our_own_measures_stand_beside_and_are_measured() -> None:
    """ESG112 where we say nothing of ourselves, ESG113 for an unknown item, ESG114 for a past year without a figure."""
    planted({**dealer(), **policy(), **check('date: "2026-09-01"  # warning[ESG112]')})
    text = """
        measures:
          - id: led
            name: 换灯
            items: [light]  # error[ESG113]
            owner: S-2025-0001
            unit: 盏
            target: "10"
            actual: {missing: pending}  # warning[ESG114]
    """
    planted({**policy(), **ours(text, "content/sustainability/2025.yaml")})
    running = ours(text.replace("[light]  # error[ESG113]", "[energy]").replace("# warning[ESG114]", ""))
    assert found({**policy(), **running}) == []


def test_the_policy_has_ascending_colours_and_asks_something() -> None:
    """ESG121, ESG122, ESG123, and no gap between versions (POL002)."""
    text = """
        yellow_from: "0.80"  # error[ESG121]
        items: []  # error[ESG122]
        partly: "1"  # error[ESG123]
        effective_to: "2025-12-31"
    """
    later = policy('version: "2027-1"\neffective_from: "2027-01-01"  # error[POL002]')[POLICY]
    planted({**policy(text), POLICY.replace("2025-1", "2027-1"): later})


def test_its_own_people_fill_it_in_and_one_of_us_looks() -> None:
    """Somebody who is no contact of the dealer, and a self-check that none of us has looked at after a month."""
    planted({**policy(), **dealer(), **ours(), **check("filled_by: C-2025-0099  # error[ESG116]")})
    unseen = {**policy(), **dealer(), **ours(), **check('date: "2026-09-01"  # warning[ESG115]\nseen_by: none')}
    planted(unseen)
    assert found(unseen, date(2026, 10, 1)) == []
