"""Faults planted in the register of non-cash incentives and in market bonds."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import marked
from tests.topics.incentive_builders import TERMS, found, rated, workspace
from toolkit.kernel.text import Text
from toolkit.topics.evaluation.rules.grading import RedLineHit
from toolkit.topics.incentive.checks import bonds, register

PLAN = """\
announced_on: "2025-12-18"
approved_by: S-2022-0001
offers:
  - {id: honour, kind: spiritual, form: conference_honour, name: 年度伙伴, criteria: 三个季度为 A 或 B, good_quarters: "2", council_check: "true", places: "1"}
  - {id: cooler, kind: material, form: equipment, name: 冷柜, criteria: 有铺货计划, no_red_line: "false"}
  - {id: first-talk, kind: growth, form: new_product_priority, name: 新品, criteria: 培训完成}
  - {id: story, kind: spiritual, form: story, name: 案例, criteria: 有事实}
"""
AWARD = {
    "plan": '"2026"',
    "facts": "事实",
    "granted_on": '"2026-03-01"',
    "valid_from": '"2026-03-01"',
    "valid_to": '"2026-12-31"',
    "approved_by": "S-2022-0001",
}
PATH = "dealers/D-2025-0001/rebates/awards.yaml"


def plan(text: str = PLAN, year: str = "2026") -> dict[str, str]:
    return {f"content/incentives/{year}.yaml": text}


def award(text: str, number: int = 1) -> str:
    keys = [line.split(":")[0].strip() for line in text.splitlines()]
    rest = [f"{key}: {value}" for key, value in AWARD.items() if key not in keys]
    lines = (f"id: a{number}", *text.splitlines(), *rest)
    return "  - " + "\n    ".join(lines) + "\n"


def awards(*texts: str) -> dict[str, str]:
    rows = "".join(award(text, n) for n, text in enumerate(texts, 1))
    return workspace(plan(), {PATH: "awards:\n" + rows})


def check(files: dict[str, str], as_of: date = date(2026, 10, 20), earlier: tuple[object, ...] = ()) -> None:
    assert found(register.CHECKS, files, as_of, earlier) == marked(files)  # type: ignore[arg-type]


def test_a_right_plan_and_award_pass() -> None:
    """All three kinds, announced before; given to the company for a time."""
    check(awards("offer: cooler"))


@pytest.mark.parametrize("kind", ["spiritual", "material", "growth"])
def test_a_year_without_one_of_the_kinds(kind: str) -> None:
    """Told at the offers."""
    kept = "".join(line + "\n" for line in PLAN.splitlines() if f"kind: {kind}" not in line)
    check(plan(kept.replace("offers:", "offers:  # warning[INC401]")))


def test_forms_of_their_kind() -> None:
    """A cooler is no recognition."""
    check(plan(PLAN.replace("kind: material, form: equipment,", "kind: material,").replace("有铺货计划, no", "有铺货计划,\n     form: plaque,  # error[INC402]\n     no")))  # fmt: skip


def test_announced_before_the_year() -> None:
    """The first of January is the last day."""
    check(plan(PLAN.replace("2025-12-18", "2026-01-01")))
    check(plan(PLAN.replace('"2025-12-18"', '"2026-01-02"  # warning[INC412]')))


def test_no_award_for_keeping_prices_up() -> None:
    """To honour high prices is to punish low ones."""
    check(plan(PLAN.replace("criteria: 有事实", "\n     criteria: 维护市场价格").replace("市场价格}", "市场价格}  # error[INC101]")))  # fmt: skip


def test_only_what_was_offered() -> None:
    """An award of no plan's is told at its offer; a plan that is not there is told elsewhere."""
    check(awards("offer: car  # error[INC403]"))
    check(awards('offer: car\nplan: "2020"'))


def test_rights_come_from_an_amendment() -> None:
    """Priority for new products and larger rights name the amendment."""
    check(awards("offer: first-talk  # error[INC404]", "offer: first-talk\namendment_ref: AM-2026-01"))


def test_what_goes_to_persons() -> None:
    """Legal looks at it first."""
    check(awards("offer: cooler\nrecipient: persons  # error[INC405]", "offer: cooler\nrecipient: persons\nlegal_review: 法务意见"))  # fmt: skip


def test_a_story_needs_consent() -> None:
    """Names and pictures are published with written consent only."""
    check(awards("offer: story  # error[INC411]", "offer: story\nconsent: 书面同意"))


GOOD = 'offer: honour\nquarters: [2026Q1, 2026Q2]\ncouncil_checked_on: "2026-09-01"'


@pytest.mark.parametrize(("grades", "mark"), [("AB", ""), ("AC", "  # error[INC406]"), ("A", "  # error[INC406]")])
def test_rewards_follow_performance(grades: str, mark: str) -> None:
    """As many quarters of A or B as the offer asks; one without an evaluation does not count."""
    held = tuple(rated(grade, f"2026Q{n}") for n, grade in enumerate(grades, 1))
    check(awards(GOOD.replace("honour", f"honour{mark}")), earlier=held)


def test_no_reward_over_a_red_line() -> None:
    """At the quarter in which it was crossed; an offer may say that it does not matter."""
    hit = RedLineHit(red_line="R5", name=Text("逾期"), case="CF-2026-0001", cap="C", effect=Text("C"))
    held = (rated("A"), rated("B", "2026Q2", red_lines=(hit,)))
    check(awards(GOOD.replace("[2026Q1, 2026Q2]", "\n      - 2026Q1\n      - 2026Q2  # error[INC407]")), earlier=held)
    check(awards("offer: cooler\nquarters: [2026Q2]"), earlier=held)


def test_the_council_looks_first() -> None:
    """Where the offer asks for it."""
    text = GOOD.replace('\ncouncil_checked_on: "2026-09-01"', "").replace("honour", "honour  # error[INC408]")
    check(awards(text), earlier=(rated("A"), rated("B", "2026Q2")))


def test_places() -> None:
    """One place was announced; the second award of it is told."""
    check(awards(GOOD, GOOD.replace("honour", "honour  # error[INC413]")), earlier=(rated("A"), rated("B", "2026Q2")))


def test_validity_and_review() -> None:
    """It does not end before it begins, and after its end somebody says what came of it."""
    over = 'offer: cooler\nvalid_to: "2026-10-19"'
    check(awards(over + "  # warning[INC410]", over + '\nreviewed_on: "2026-10-20"', 'offer: cooler\nvalid_to: "2026-10-20"'))  # fmt: skip
    check(awards('offer: cooler\nvalid_to: "2026-02-28"  # error[INC409]'))


BOND = "dealers/D-2025-0001/rebates/bond.yaml"
DEPOSIT = 'deposit: {kind: performance_bond, amount: "50000", deductions: [货款], top_up_days: "15", refund_days: "30", interest: "false"}\n'


def bond(text: str, terms: str = TERMS + DEPOSIT) -> dict[str, str]:
    return workspace({BOND: text}, terms=terms)


def found_bond(files: dict[str, str], as_of: date = date(2026, 10, 20)) -> list[str]:
    return found(bonds.CHECKS, files, as_of)


PAID = 'contract: QY-JX-2025-0001\nentries:\n  - {date: "2026-01-02", kind: paid, amount: "50000"}\n'


def test_a_deduction_without_ground() -> None:
    """Told at the deduction, which is not taken."""
    text = (
        PAID
        + '  - date: "2026-02-01"\n    amount: "3000"\n    kind: deduction  # error[INC501]\n    case: CF-2026-0001\n'
    )
    assert found_bond(bond(text)) == marked(bond(text))


@pytest.mark.parametrize(("day", "mark"), [(date(2026, 2, 16), ""), (date(2026, 2, 17), "  # warning[INC502]")])
def test_topping_up_in_time(day: date, mark: str) -> None:
    """Fifteen days after the deduction, then it is told."""
    taken = '  - {date: "2026-02-01", kind: deduction, amount: "3000", case: CF-2026-0001, clause: 第十八条, notice_served_on: "2026-01-20"}\n'
    files = bond(PAID.replace("entries:", f"entries:{mark}") + taken)
    assert found_bond(files, day) == marked(files)


def test_a_ledger_without_a_bond() -> None:
    """The contract agreed none, or earnest money, which is something else."""
    text = PAID.replace("0001\n", "0001  # error[INC503]\n", 1)
    for terms in (TERMS, TERMS + DEPOSIT.replace("performance_bond", "earnest_money")):
        files = bond(text, terms)
        assert found_bond(files) == marked(files)


def test_more_out_than_in() -> None:
    """A refund over the balance is told at the entries."""
    files = bond(PAID.replace("entries:", "entries:  # error[INC504]") + '  - {date: "2026-03-01", kind: refund, amount: "50000.01"}\n')  # fmt: skip
    assert found_bond(files) == marked(files)
