"""The funnel of recruitment: how many of the leads on record reached each stage, and how many are there now (C7, M.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure, joined
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.dealer.records import STATES, DealerProfile
from toolkit.topics.dealer.rules import RUNNING, history, state
from toolkit.topics.screening.rules.pipeline import leads_by_source

NETWORK = "network"
WAY = ("lead", "qualified", "visited", "scored", "negotiating", "drafted", "legal_review", "signed", "active")
"""The stages on the way in. Who reached a later one has passed the earlier ones, whether or not each was written down."""


class StageReached(Value):
    stage: str = field("阶段", "Stage")
    reached: int = field("到达", "Reached it")
    here: int = field("现在", "There now")
    share: Decimal | None = field("较上一阶段", "Of the stage before", default=None)


class PipelineFunnel(InternalResult):
    """All leads with a screening on record, stage by stage; its subject is `network`. Shares are of the stage before."""

    topic = "screening"
    leads: int = field("线索", "Leads")
    active: int = field("进入合作", "Became active")
    out: int = field("已淘汰", "Turned down")
    pooled: int = field("储备", "Kept in reserve")
    stages: tuple[StageReached, ...] = field("阶段", "Stages", default=())


def leads_of(network: Network, as_of: date) -> tuple[DealerProfile, ...]:
    """Returns every lead with a screening on record that had come by `as_of`."""
    return tuple(profile for rows in leads_by_source(network, as_of).values() for profile in rows)


def furthest(profile: DealerProfile, as_of: date) -> int:
    """Returns the place in the way in of the furthest stage that a candidate has reached; states of business are the last."""
    places = [0]
    for step in history(profile):
        if step.date <= as_of:
            name = "active" if step.to in RUNNING else "signed" if step.to == "onboarding" else step.to
            places.append(WAY.index(name) if name in WAY else 0)
    return max(places)


def funnel(network: Network, as_of: date) -> Iterator[PipelineFunnel]:
    """Yields the funnel of a network that has a lead on record."""
    leads = leads_of(network, as_of)
    if leads:
        yield _funnel(leads, as_of)


def _funnel(leads: Iterable[DealerProfile], as_of: date) -> PipelineFunnel:
    rows = tuple(leads)
    places = [furthest(row, as_of) for row in rows]
    now = [state(row, as_of) for row in rows]
    reached = [sum(place >= n for place in places) for n in range(len(WAY))]
    stages = tuple(
        StageReached(
            stage=name,
            reached=reached[n],
            here=sum(_stage(one) == name for one in now),
            share=Decimal(reached[n]) / reached[n - 1] if n and reached[n - 1] else None,
        )
        for n, name in enumerate(WAY)
    )
    out = sum(one in ("rejected", "blacklisted") for one in now)
    pooled = sum(one == "pooled" for one in now)
    return PipelineFunnel(subject=NETWORK, leads=len(rows), active=reached[-1], out=out, pooled=pooled, stages=stages)


def _stage(one: str) -> str:
    return "active" if one in RUNNING else "signed" if one == "onboarding" else one


def funnel_steps(network: Network, results: Results, result: PipelineFunnel, as_of: date) -> Iterator[Step]:
    """Yields who reached each stage and the shares, and who was turned down or is kept in reserve."""
    leads = leads_of(network, as_of)
    yield Step(what=Text("线索", "leads"), value=_listed(row.id for row in leads), gives="leads")
    before: int | None = None
    for n, name in enumerate(WAY):
        ids = [row.id for row in leads if furthest(row, as_of) >= n]
        label = STATES.label(name)
        gives = "active" if name == "active" else f"stages.{n}.reached"
        yield Step(what=joined(label, "：", Text("到达", "reached it")), value=_listed(ids), gives=gives)
        if before:
            share = number_text(Decimal(len(ids)) / before, 4)
            shown = f"{len(ids)} ÷ {before} = {share}"
            words = Text("较上一阶段", "of the stage before")
            yield Step(what=joined(label, "：", words), value=shown, gives=f"stages.{n}.share")
        before = len(ids)
    for words, states, gives in (
        (Text("已淘汰", "turned down"), ("rejected", "blacklisted"), "out"),
        (Text("储备", "kept in reserve"), ("pooled",), "pooled"),
    ):
        yield Step(what=words, value=_listed(row.id for row in leads if state(row, as_of) in states), gives=gives)


def _listed(ids: Iterable[str]) -> str:
    rows = tuple(ids)
    return ("、".join(rows) + ": " if rows else "") + str(len(rows))


FUNNEL = Figure(
    "funnel", Text("招商漏斗", "Recruitment funnel"), PipelineFunnel, ("leads", "active", "out", "pooled"), funnel_steps
)
