"""How results of an evaluation are worded, on the dealer's page and in its papers alike."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import day_text, number_text
from toolkit.network.shared import Action
from toolkit.topics.evaluation.records import EvaluationFile
from toolkit.topics.evaluation.records.vocabularies import NOT_RATED
from toolkit.topics.evaluation.rules.measures import MEASURES
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.evaluation.rules.scoring import IndicatorScore

STRONG, WEAK = 85, 75
"""From which score an indicator is an achievement, and below which a gap, while nobody has said it in words."""


def grade_text(grade: str) -> Text:
    """Returns `A 级`, or that a quarter is not rated."""
    return Text("不评级", "not rated") if grade == NOT_RATED else Text(f"{grade} 级", f"grade {grade}")


def points(value: Decimal | None, places: int = 1) -> Text:
    """Returns points with so many decimals; `–` for none."""
    shown = "–" if value is None else number_text(half_up(value, places), places)
    return Text(shown, shown)


def signed(value: Decimal | None) -> str:
    """Returns a change with its sign; `–` for none."""
    return "–" if value is None else ("+" if value > 0 else "") + number_text(value)


def talk_points(row: Evaluation, file: EvaluationFile | None) -> Iterator[tuple[Text, tuple[Text, ...]]]:
    """Yields the conclusion in the order of the talk: achievements, gaps, our support, our request (reference 0b).

    Before the talk, the best and the weakest indicators speak.
    """
    talk = file.result_talk if file is not None else None
    scored = [(i.score, i.weight, i) for d in row.dimensions for i in d.indicators if i.score is not None]
    best = sorted(scored, key=lambda entry: (-entry[0], -entry[1]))[:3]
    worst = sorted(scored, key=lambda entry: (entry[0], -entry[1]))[:3]
    strong = tuple(_short(i) for score, _, i in best if score >= STRONG)
    weak = tuple(_short(i) for score, _, i in worst if score < WEAK)
    yield Text("成绩", "Achievements"), talk.praise if talk is not None else strong
    yield Text("差距", "Gaps"), talk.gaps if talk is not None else weak
    yield Text("我方支持", "Our support"), tuple(action_text(a) for a in joint_actions(file) if a.side == "brand")
    yield Text("我方请求", "Our request"), tuple(action_text(a) for a in joint_actions(file) if a.side == "dealer")


def joint_actions(file: EvaluationFile | None) -> tuple[Action, ...]:
    """Returns what both sides agreed in the talk; nothing before it."""
    return file.result_talk.joint_actions if file is not None and file.result_talk is not None else ()


def action_text(action: Action) -> Text:
    """Returns what is to be done and by when, or when it was done."""
    day = action.done or action.due
    words = Text("完成于", "done on") if action.done else Text("期限", "due")
    zh, en = action.text.zh, action.text.within("en")
    return Text(f"{zh}（{words.zh}{day_text(day, 'zh')}）", f"{en} ({words.en} {day_text(day, 'en')})")


def _short(row: IndicatorScore) -> Text:
    value = MEASURES[row.measure].shown(row.value, row.level)
    return Text(f"{row.name.zh} {value.zh}", f"{row.name.within('en')} {value.within('en')}")
