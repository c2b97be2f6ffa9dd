"""What `screening.yaml` says of the judgement: gates, scores with their evidence, the decision (reference A.5, C)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.network.fields import Bilingual, Day, Line, Name, OneOf, problem
from toolkit.network.record import Value, field
from toolkit.network.shared import Action, Evidence
from toolkit.topics.company.records import StaffId
from toolkit.topics.dealer.records import Approval
from toolkit.topics.screening.records import vocabularies as words

LOWEST, HIGHEST = 1, 5


def _mark(value: Any) -> int:
    marks = {str(number): number for number in range(LOWEST, HIGHEST + 1)}
    if value not in marks:
        raise problem("rule", zh="写 1 到 5 的整数", en="a whole number from 1 to 5")
    return marks[value]


Mark = Annotated[int, BeforeValidator(_mark)]
"""A score from 1 to 5."""


class Gate(Value):
    """The outcome of a knock-out gate. A waiver says who waived it, why, and until when."""

    KEY = ("gate",)
    gate: Line = field("门槛", "Gate")
    result: Annotated[str, OneOf(words.GATE_RESULTS)] = field("结果", "Result")
    checked_by: StaffId = field("核对人", "Checked by")
    at: Day = field("核对日", "On")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", default=())
    reason: Bilingual | None = field("理由", "Reason", default=None)
    waived_by: tuple[Approval, ...] = field("豁免批准", "Waived by", default=())
    until: Day | None = field("豁免至", "Waived until", default=None)


class Score(Value):
    KEY = ("item",)
    item: Name = field("评分项", "Item")
    score: Mark = field("分数", "Score", unit="分")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", default=())
    reason: Bilingual | None = field("理由", "Reason", default=None)


class Scorecard(Value):
    """What one assessor gave, before seeing what another did."""

    KEY = ("assessor",)
    assessor: StaffId = field("评分人", "Assessor")
    date: Day = field("评分日", "Scored on")
    scores: tuple[Score, ...] = field("分数", "Scores")


class ItemNote(Value):
    """Why the assessors lie far apart on an item."""

    KEY = ("item",)
    item: Name = field("评分项", "Item")
    text: Bilingual = field("说明", "Note")


class Decision(Value):
    """What was decided, by whom and why. Conditions are actions of either side, each with its day."""

    decision: Annotated[str, OneOf(words.DECISIONS)] = field("决定", "Decision")
    date: Day = field("决定日", "Decided on")
    reason: Bilingual = field("理由", "Reason")
    approvals: tuple[Approval, ...] = field("批准", "Approvals")
    conditions: tuple[Action, ...] = field("条件", "Conditions", default=())
    dissent: Bilingual | None = field("不同意见", "Dissent", default=None)
    told_on: Day | None = field("答复候选人", "Candidate told on", default=None)
