"""The improvement policies: when a plan is due and reviewed, and the steps of an exit (reference B, D.5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Count, Duration, Name, NamedInside, OneOf, WordsOf
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.network.shared import SIDES
from toolkit.topics.evaluation.records.vocabularies import GRADES
from toolkit.topics.improvement.records.vocabularies import ANCHORS


class PlanPolicy(Policy):
    """When a plan is needed, how soon it is made, how often it is looked at, and how long it runs."""

    grades: tuple[Annotated[str, OneOf(GRADES)], ...] = field("需要计划的等级", "Grades with a plan", audience="dealer")
    red_alerts: Count = field("红色预警数", "Red alerts that ask for one", audience="dealer", unit="项")
    plan_days: Duration = field("立项期限", "Made within", audience="dealer", unit="个工作日")
    review_days: Duration = field("复盘间隔", "Looked at every", audience="dealer", unit="天")
    least_quarters: Count = field("最短", "At least", audience="dealer", unit="季")
    most_quarters: Count = field("最长", "At most", audience="dealer", unit="季")
    settle_days: Duration = field("期满后定结果", "Settled within", audience="dealer", unit="个工作日")
    same_cause: Count = field("同因起数", "Plans of one cause that are looked at together", unit="起")
    same_voices: Count | None = field(
        "同因合计", "Entries of one cause that are looked at together", unit="起", default=None, help_zh="含反馈与工单", help_en="feedback and tickets too"
    )  # fmt: skip


class ExitStep(Value):
    """A step of an exit: due so many days after the notice, the end, or the day on which another step was done."""

    KEY = ("id",)
    id: Name = field("编号", "Step", audience="dealer")
    name: Bilingual = field("步骤", "Name", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("责任方", "Side", audience="dealer")
    after: Annotated[Name, WordsOf(ANCHORS), NamedInside()] = field("自", "Counted from", audience="dealer")
    days: Duration = field("天数", "Days", audience="dealer", unit="天")


class ExitPolicy(Policy):
    """What leads to an exit review, and what is done until nothing is owed."""

    grades: Count = field("连续几次D", "Grades D running", audience="dealer", unit="次")
    review_days: Duration = field("评审期限", "Review within", audience="dealer", unit="个工作日")
    steps: tuple[ExitStep, ...] = field("步骤", "Steps", audience="dealer")
    call_days: Duration = field("终止后回访", "Call after the end", audience="dealer", unit="天")

    def names_inside(self) -> Mapping[str, Text]:
        """Returns the names of the steps, from which others are counted."""
        return {step.id: step.name for step in self.steps}
