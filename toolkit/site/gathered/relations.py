"""How both sides stand to each other: trust, tickets, satisfaction, who may leave, whose contract runs out (M.2 10, 11)."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.view import View
from toolkit.plan.charts import Bars, Series
from toolkit.site.gathered.wording import number
from toolkit.topics.communication.records.vocabularies import PROMISES
from toolkit.topics.communication.rules import NetworkTrust
from toolkit.topics.conflict.rules.results import CaseStanding
from toolkit.topics.conflict.rules.standing import ENDED
from toolkit.topics.segment.records.vocabularies import THEMES
from toolkit.topics.segment.rules import EarlyWarning, SurveyResult
from toolkit.topics.support.records.vocabularies import CATEGORIES
from toolkit.topics.support.rules import TicketStatistics

FULL, TEN = Decimal(100), Decimal(10)


def trust_chart(trust: NetworkTrust) -> Bars | None:
    """Returns our trust index by kind of promise; None where no promise has come due."""
    due = [part for part in trust.parts if part.due]
    if not due:
        return None
    known = [part for part in due if part.index is not None]
    finding = NO_TEXT
    if known:
        least = min(known, key=lambda part: part.index or Decimal(0))
        name = PROMISES.label(least.kind)
        finding = Text(
            f"{name.zh}最弱，{number(least.index)}", f"{name.within('en')} is weakest: {number(least.index)}"
        )
    return Bars(
        Text("信任指数分项", "Trust index by kind"),
        finding,
        tuple(PROMISES.label(part.kind) for part in due),
        (Series(Text("指数", "Index"), tuple(part.index for part in due)),),
        Text("分", "points"),
        high=FULL,
        decimals=1,
    )


def satisfaction_chart(held: SurveyResult) -> Bars | None:
    """Returns the means of a survey by theme; None where fewer than five answered."""
    if not held.themes:
        return None
    low = min(held.themes, key=lambda row: row.mean)
    name = THEMES.label(low.group)
    return Bars(
        Text("各主题均分（满分 10）", "Means by theme, out of 10"),
        Text(f"{name.zh}最低，{number(low.mean)}", f"{name.within('en')} is lowest: {number(low.mean)}"),
        tuple(THEMES.label(row.group) for row in held.themes),
        (Series(Text("均分", "Mean"), tuple(row.mean for row in held.themes)),),
        Text("分", "points"),
        high=TEN,
        decimals=1,
    )


def tickets_chart(held: TicketStatistics, goal: Decimal | None) -> Bars | None:
    """Returns the tickets resolved in time by category, beside the target; None where there is no category."""
    if not held.categories:
        return None
    late = [CATEGORIES.label(name) for name, f in held.categories if goal is not None and f.on_time is not None and f.on_time < goal]  # fmt: skip
    finding = Text("每一类都达到目标", "Every category reaches the target")
    if late:
        zh, en = "、".join(t.zh for t in late), ", ".join(t.within("en") for t in late)
        finding = Text(f"低于目标：{zh}", f"Below the target: {en}")
    return Bars(
        Text(f"{held.subject} 财年按时解决率", f"Resolved in time, fiscal {held.subject}"),
        finding,
        tuple(CATEGORIES.label(name) for name, _ in held.categories),
        (Series(Text("按时解决", "In time"), tuple(None if f.on_time is None else f.on_time * 100 for _, f in held.categories)),),
        Text("%"),
        targets=() if goal is None else (goal * 100,) * len(held.categories),
        target=Text("目标", "Target"),
        high=FULL,
        decimals=1,
    )  # fmt: skip


def by_risk(view: View) -> tuple[EarlyWarning, ...]:
    """Returns every dealer that runs, those that may leave first."""
    return tuple(sorted(view.results(EarlyWarning), key=lambda row: (-row.points, row.subject)))


def cases(view: View) -> tuple[CaseStanding, ...]:
    """Returns the conflict cases, open ones first, each kind by its day."""
    return tuple(sorted(view.results(CaseStanding), key=lambda row: (row.status in ENDED, row.opened, row.subject)))
