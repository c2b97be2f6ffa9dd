"""The arithmetic of improvement: days, progress, steps of an exit, causes by quarter, effects."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from toolkit.kernel.workdays import WorkCalendar
from toolkit.topics.improvement.records import Exit, ExitPolicy, ImprovementPlan, PlanPolicy, PolicyChange
from toolkit.topics.improvement.records.plan import PlanMetric
from toolkit.topics.improvement.rules.causes import COUNTED, effect, statistics
from toolkit.topics.improvement.rules.exits import exit_standing, running_d
from toolkit.topics.improvement.rules.plans import made_by, progress, standing
from toolkit.topics.improvement.rules.registers import Caused

D = Decimal
TODAY = date(2026, 10, 20)
NUMBERS = st.integers(min_value=-1000, max_value=1000)
POLICY = PlanPolicy.model_validate(
    {"id": "improvement-plan", "version": "2024-1", "name": "计划", "effective_from": "2024-01-01", "applies_by": "opened_at",
     "grades": ("C", "D"), "red_alerts": "2", "plan_days": "15", "review_days": "14", "least_quarters": "1",
     "most_quarters": "2", "settle_days": "10", "same_cause": "3"}
)  # fmt: skip
LEAVE = ExitPolicy.model_validate(
    {"id": "exit", "version": "2024-1", "name": "退出", "effective_from": "2024-01-01", "applies_by": "opened_at",
     "grades": "2", "review_days": "15", "call_days": "30", "steps": (
         {"id": "list", "name": "清单", "side": "dealer", "after": "end", "days": "10"},
         {"id": "bond", "name": "退款", "side": "brand", "after": "list", "days": "30"})}
)  # fmt: skip


def metric(start: int, target: int) -> PlanMetric:
    return PlanMetric.model_validate(
        {"name": "网点", "unit": "家", "from": str(start), "to": str(target), "by": "2026-12-31"}
    )


def plan(number: int = 1, **changed: Any) -> ImprovementPlan:
    rows: dict[str, Any] = {
        "dealer": "D-2025-0001",
        "id": f"IM-2026-{number:04d}",
        "origin": {"kind": "grade", "day": "2026-07-24"},
        "opened_on": "2026-08-03",
        "finding": "少",
        "cause": "training",
        "cause_side": "both",
        "root_cause": "没人教",
        "metric": {"name": "网点", "unit": "家", "from": "146", "to": "206", "by": "2026-12-31"},
        "actions": ({"id": "a", "side": "brand", "text": "教", "owner": "S-2025-0001", "due": "2026-10-19"},),
        "reviews": ({"date": "2026-10-12", "value": "174", "text": "好"},),
    }
    return ImprovementPlan.model_validate({**rows, **changed})


def leaving(**changed: Any) -> Exit:
    rows = {"dealer": "D-2025-0001", "id": "EX-2026-0001", "opened_on": "2026-08-01", "reason": "mutual", "cause": "market",
            "cause_side": "brand", "notice_on": "2026-08-05", "end_on": "2026-09-30"}  # fmt: skip
    return Exit.model_validate({**rows, **changed})


def test_b_a_plan_is_due_fifteen_working_days_after_its_cause() -> None:
    """B: 24 July 2026 is a Friday; three weeks on is 14 August; a holiday moves it on."""
    assert made_by(plan(), POLICY, WorkCalendar()) == date(2026, 8, 14)
    assert made_by(plan(), POLICY, WorkCalendar(off=frozenset([date(2026, 8, 3)]))) == date(2026, 8, 17)


def test_the_standing_says_value_progress_and_what_is_late() -> None:
    """From 146 to 206, 174 is 46.7 % of the way; our action is one day late."""
    row = standing(plan(), POLICY, WorkCalendar(), TODAY)
    assert (row.state, row.value, row.overdue, row.made_late) == ("unsigned", D(174), ("a",), False)
    assert row.progress == D(28) / 60
    assert row.next_review == date(2026, 10, 26)
    assert row.trace[-1].value == "(174 − 146) ÷ (206 − 146) = 46.7%"
    assert standing(plan(), POLICY, WorkCalendar(), date(2026, 10, 11)).value is None
    assert standing(plan(), POLICY, WorkCalendar(), date(2027, 1, 1)).state == "to_settle"


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_progress_rises_towards_the_target_and_is_one_there(start: int, target: int, one: int, other: int) -> None:
    """0 at the start, 1 at the target, monotone between, for figures that rise and that fall."""
    row = metric(start, target)
    if start == target:
        assert progress(row, D(one)) == 1
        return
    assert (progress(row, D(start)), progress(row, D(target))) == (D(0), D(1))
    way = 1 if target > start else -1
    low, high = sorted((one * way, other * way))
    assert progress(row, D(low * way)) <= progress(row, D(high * way))


def test_a_step_counts_from_the_end_or_from_the_step_before() -> None:
    """A step whose anchor is not there yet has no day; one done after its day stays late."""
    first, second = exit_standing(leaving(), LEAVE, date(2026, 10, 11)).steps
    assert (first.due, first.late, second.due, second.late) == (date(2026, 10, 10), True, None, False)
    done = leaving(done=({"step": "list", "date": "2026-10-11"}, {"step": "bond", "date": "2026-10-12"}))
    row = exit_standing(done, LEAVE, TODAY)
    assert [step.late for step in row.steps] == [True, False]
    assert (row.steps[1].due, row.closed, row.call_due) == (date(2026, 11, 10), True, date(2026, 10, 30))


def test_d5_grades_d_running_skip_what_was_not_rated() -> None:
    """D.5: twice running; a quarter not rated neither counts nor breaks."""
    assert [running_d(rows) for rows in (["D", "D"], ["D", "NR", "D"], ["D", "C"], ["D", "B", "D"], [])] == [
        2,
        2,
        0,
        1,
        0,
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["market", "data", "training"]), st.sampled_from(list(COUNTED))), max_size=12)
)
def test_causes_partition_the_registers(entries: list[tuple[str, str]]) -> None:
    """Every entry of every register is counted once, in its own register, the most frequent cause first."""
    record = plan()
    caused = [
        Caused(register, cause, "brand", "D-2025-0001", date(2026, 7, 24), str(n), record, ("cause",))
        for n, (cause, register) in enumerate(entries)
    ]
    rows = list(statistics(caused))
    assert [row.subject for row in rows] == (["2026Q3"] if entries else [])
    for row in rows:
        assert row.total == len(entries)
        assert sum(count.ours for count in row.rows) == len(entries)
        assert [count.total for count in row.rows] == sorted((count.total for count in row.rows), reverse=True)
        for register in COUNTED:
            assert sum(count.of(register) for count in row.rows) == sum(name == register for _, name in entries)


def test_an_effect_counts_the_cause_in_the_registers_of_its_evidence() -> None:
    """A change that rests on feedback looks at feedback again: two before and one after, whatever the tickets do."""
    record = plan()

    def caused(day: date, register: str) -> Caused:
        return Caused(register, "supply", "brand", "D-2025-0001", day, register, record, ("cause",))

    second, third = date(2026, 5, 4), date(2026, 7, 6)
    entries = [
        caused(second, "feedback"),
        caused(second, "feedback"),
        caused(third, "feedback"),
        caused(third, "ticket"),
    ]
    change = PolicyChange.model_validate(
        {"id": "one", "name": "改", "quarter": "2026Q2", "cause": "supply", "evidence": ({"kind": "feedback", "count": "2", "dealers": "1"},),
         "finding": "慢", "conclusion": "trial", "reason": "试", "owner": "S-2025-0001", "decided_on": "2026-06-30",
         "effect": {"name": "次", "unit": "次", "before": "4", "target": "0", "after": "1", "quarter": "2026Q3", "measured_on": "2026-10-09"}}
    )  # fmt: skip
    found = effect(change, tuple(statistics(entries)), TODAY)
    assert (found.same_cause_before, found.same_cause_after, found.registers) == (2, 1, ("feedback",))
    assert found.progress == D("0.75")
