"""Recruitment: the funnel, the sources, and the candidates under way, the furthest first (M.2 6)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.view import View
from toolkit.plan.charts import Bars, Funnel, Series, Stage
from toolkit.topics.dealer.records import STATES
from toolkit.topics.dealer.rules import RECRUITING, DealerStanding
from toolkit.topics.screening.records.vocabularies import LEAD_SOURCES
from toolkit.topics.screening.rules import PipelineFunnel, SourceYield, StageDays


def funnel_chart(funnel: PipelineFunnel) -> Funnel:
    """Returns how many candidates reached each stage."""
    finding = Text(
        f"{funnel.leads} 条线索里 {funnel.active} 家进入合作",
        f"{funnel.active} of {funnel.leads} leads became dealers",
    )
    stages = tuple(Stage(STATES.label(row.stage), row.reached) for row in funnel.stages)
    return Funnel(
        Text("到达各阶段的候选人", "Candidates by the furthest stage"), finding, stages, Text("家", "dealers")
    )


def sources_chart(found: Sequence[SourceYield]) -> Bars:
    """Returns leads and signatures by source; there must be one."""
    best = max(found, key=lambda row: (row.signed, row.qualified))
    name = LEAD_SOURCES.label(best.subject)
    return Bars(
        Text("各来源的线索与签约", "Leads and signatures by source"),
        Text(f"{name.zh}签下 {best.signed} 家，最多", f"{name.en} signed most: {best.signed}"),
        tuple(LEAD_SOURCES.label(row.subject) for row in found),
        (
            Series(Text("签约", "Signed"), tuple(Decimal(row.signed) for row in found)),
            Series(Text("线索", "Leads"), tuple(Decimal(row.leads) for row in found), quiet=True),
        ),
        Text("家", "dealers"),
    )


def stage_days(view: View) -> tuple[StageDays, ...]:
    """Returns the days that each stage takes, in the order of the stages."""
    return tuple(sorted(view.results(StageDays), key=lambda row: STATES.rank(row.subject)))


def candidates(view: View) -> tuple[DealerStanding, ...]:
    """Returns the candidates under way, the furthest and longest waiting first."""
    rows = [row for row in view.results(DealerStanding) if row.state in RECRUITING]
    return tuple(sorted(rows, key=lambda row: (-STATES.rank(row.state), -(row.days_in_state or 0), row.subject)))
