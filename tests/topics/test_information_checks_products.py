"""What must hold in talks on new products: each fault is planted and found at its line (reference 0b, PN)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import contract, product_line
from tests.topics.information_files import LAUNCH, SKU, briefing, found, ground, launch, launching, planted, year

TALK = '{told_on: "2026-01-20", by: S-2025-0001, understood: {on: "2026-01-21", method: retell, result: "yes"}}'


def talked(understood: str, told: str = "2026-01-20") -> str:
    """The lines of a talk, so that a mark can stand at its day or its check."""
    rest = f"    understood: {understood}\n" if understood else ""
    return f'talks:\n  - told_on: "{told}"\n    by: S-2025-0001\n{rest}'


def test_a_right_briefing_has_nothing() -> None:
    """Told in time, understood, planned, done."""
    assert found({**launching(), **launch(), **year(briefing())}) == []


def test_every_dealer_of_the_line_is_told_before_the_launch() -> None:
    """INF302 at the launch, from its day on; a mature product asks for nobody; nor does a dealer without the line."""
    late = launch('launch_on: "2026-03-01"  # warning[INF302]')
    files = {**launching(2), **late, **year(briefing("joint_plan: none\nresult: none"))}
    assert found(files, date(2026, 2, 28)) == []
    files = {**launching(2), **late, **year(briefing())}
    planted(files)
    assert found({**files, **ground(2)}) == []
    other = contract(
        'scopes: [{id: main, grant: exclusive, lines: [chilled], channels: [traditional], regions: ["330106"]}]', 2, 2
    )
    assert found({**files, **other}) == []


def test_a_product_in_its_launch_stage_was_told_to_somebody() -> None:
    """INF309 at the stage, with or without a launch on record; not once a dealer was told."""
    line = product_line(f"skus:\n  - {SKU}  # warning[INF309]")
    planted({**ground(), **line})
    assert found({**launching(), **launch(), **year(briefing())}) == []
    assert found(ground()) == []


def test_a_launch_is_of_a_known_product_and_after_its_announcement() -> None:
    """INF301 for a SKU that no line has, INF310 for days that go back."""
    text = launch('launch_on: "2026-03-01"  # error[INF301]')[LAUNCH]
    planted({**ground(), LAUNCH.replace("QY-A1", "QY-A9"): text})
    planted({**ground(), **launch('launch_on: "2026-01-07"  # error[INF310]')})


def test_a_talk_comes_a_month_before_the_launch() -> None:
    """INF303 after the thirtieth day before; a dealer whose grant began later has until then."""
    late = talked('{on: "2026-02-02", method: talk, result: "yes"}', "2026-01-31")
    in_time = late.replace('"2026-01-31"', '"2026-01-30"')
    plan = 'joint_plan: {agreed_on: "2026-02-05", first_order: "1", outlets: "1", due: "2026-12-31"}\nresult: none'
    planted(
        {
            **launching(),
            **launch(),
            **year(briefing(late.replace('"2026-01-31"', '"2026-01-31"  # warning[INF303]') + plan)),
        }
    )
    assert found({**launching(), **launch(), **year(briefing(in_time + plan))}) == []
    joined = contract('signed_on: "2026-01-31"')
    assert found({**launching(), **joined, **launch(), **year(briefing(late + plan))}) == []


def test_understanding_is_checked_in_time() -> None:
    """INF304 five working days after the talk: told on Tuesday the 20th, by the 27th."""
    text = talked("").replace('"2026-01-20"', '"2026-01-20"  # warning[INF304]') + "joint_plan: none\nresult: none"
    files = {**launching(), **launch(), **year(briefing(text))}
    assert found(files, date(2026, 1, 27)) == []
    planted(files, date(2026, 1, 28))


@pytest.mark.parametrize("result", ['"no"', "partly"])
def test_what_was_not_understood_is_told_again(result: str) -> None:
    """INF305 ten working days after the check; a talk after it waits for its own check."""
    held = f'{{on: "2026-01-21", method: retell, result: {result}}}'
    text = talked(held) + "joint_plan: none\nresult: none"
    marked_ = text.replace("understood:", "understood:", 1).replace(held, f"{held}  # warning[INF305]")
    files = {**launching(), **launch(), **year(briefing(marked_))}
    assert found(files, date(2026, 2, 4)) == []
    planted(files, date(2026, 2, 5))
    again = text.replace("joint_plan", '  - {told_on: "2026-02-04", by: S-2025-0001}\njoint_plan')
    assert found({**launching(), **launch(), **year(briefing(again))}, date(2026, 2, 10)) == []


def concern(rest: str = "", mark: str = "") -> str:
    tail = "".join(f"    {line}\n" for line in rest.splitlines())
    return f'concerns:\n  - id: a\n    text: 怕卖不动\n    raised_on: "2026-10-12"{mark}\n{tail}'


def test_a_concern_is_answered_in_time() -> None:
    """INF306 five working days after it was raised; answered, whatever the answer, is enough."""
    text = concern(mark="  # warning[INF306]")
    files = {**launching(), **launch(), **year(briefing(text))}
    assert found(files, date(2026, 10, 19)) == []
    planted(files, date(2026, 10, 20))
    done = concern('answer: 可以晚一点\nanswered_on: "2026-10-20"')
    assert found({**launching(), **launch(), **year(briefing(done))}) == []


def test_an_answer_and_its_day_belong_together_and_come_after() -> None:
    """INF312 for half an answer, INF310 for one before the concern."""
    planted({**launching(), **launch(), **year(briefing(concern('answered_on: "2026-10-13"', "  # error[INF312]")))})
    early = concern('answer: 好\nanswered_on: "2026-10-09"  # error[INF310]')
    planted({**launching(), **launch(), **year(briefing(early))})


def test_a_launched_product_has_a_plan_that_comes_to_a_result() -> None:
    """INF307 from the launch on, INF308 after the plan's last day."""
    text = briefing("joint_plan: none\nresult: none").replace("product: QY-A1", "product: QY-A1  # warning[INF307]")
    assert found({**launching(), **launch(), **year(text)}, date(2026, 2, 28)) == []
    planted({**launching(), **launch(), **year(text)}, date(2026, 3, 1))
    plan = 'joint_plan:\n  agreed_on: "2026-01-25"\n  first_order: "1"\n  outlets: "1"\n  due: "2026-05-31"  # warning[INF308]\nresult: none'
    files = {**launching(), **launch(), **year(briefing(plan))}
    assert found(files, date(2026, 5, 31)) == []
    planted(files, date(2026, 6, 1))


@pytest.mark.parametrize(
    "text",
    [
        talked('{on: "2026-01-19", method: talk, result: "yes"}  # error[INF310]'),
        'joint_plan: {agreed_on: "2026-01-19", first_order: "1", outlets: "1", due: "2026-05-31"}  # error[INF310]',
        'joint_plan: {agreed_on: "2026-06-01", first_order: "1", outlets: "1", due: "2026-05-31"}  # error[INF310]',
        'result: {on: "2026-01-19", first_order: "1", outlets: "1"}  # error[INF310]',
    ],
)
def test_days_of_a_briefing_are_in_order(text: str) -> None:
    """INF310: a check before the talk, a plan before it or that ends before it is agreed, a result before the talk."""
    planted({**launching(), **launch(), **year(briefing(text))})


@pytest.mark.parametrize("held", ["method: quiz", 'method: quiz, score: "101"', 'method: talk, score: "101"'])
def test_scores_lie_within_their_scale_and_a_quiz_has_one(held: str) -> None:
    """INF311 for a quiz without a score and for more than 100."""
    text = talked(f'{{on: "2026-01-21", {held}, result: "yes"}}  # error[INF311]')
    planted({**launching(), **launch(), **year(briefing(text))})
    right = talked('{on: "2026-01-21", method: quiz, score: "100", result: "yes"}')
    assert found({**launching(), **launch(), **year(briefing(right))}) == []


def test_a_product_stands_in_one_years_file() -> None:
    """INF313: otherwise nobody knows which of the two says how far it came."""
    again = year(briefing().replace("product: QY-A1", "product: QY-A1  # error[INF313]"))
    (text,) = again.values()
    files = {
        **launching(),
        **launch(),
        **year(briefing()),
        "dealers/D-2025-0001/information/2027.yaml": text.replace('year: "2026"\n', ""),
    }
    planted(files)
