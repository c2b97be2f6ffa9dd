"""The pipeline as a whole: what each source of leads yields, and how long candidates stay in each state (C7, C8)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from toolkit.kernel.period import add_months
from toolkit.network.network import Network
from toolkit.network.record import field
from toolkit.network.results import InternalResult
from toolkit.topics.dealer.records import STATES, DealerProfile, Transition
from toolkit.topics.dealer.rules import PARTNERS, RECRUITING, STARTING, history, state
from toolkit.topics.screening.records import PipelinePolicy, Screening
from toolkit.topics.screening.records.vocabularies import LEAD_SOURCES
from toolkit.topics.screening.rules.results import pipeline_policy

NOT_QUALIFIED = frozenset(("lead", "rejected", "blacklisted"))
"""States that do not show that a lead has passed the first screening."""
WATCHED = RECRUITING | STARTING


class SourceYield(InternalResult):
    """What a source of leads has yielded so far; `subject` is the source. Rates are None where there is nothing to divide by."""

    topic = "screening"
    leads: int = field("线索数", "Leads")
    qualified: int = field("通过初筛", "Qualified")
    signed: int = field("签约", "Signed")
    due: int = field("签约已满留存口径", "Signed long enough ago")
    retained: int = field("其中仍在合作", "Of them retained")
    qualified_rate: Decimal | None = field("合格率", "Qualified rate", default=None)
    signed_rate: Decimal | None = field("成交率", "Signing rate", default=None)
    retained_rate: Decimal | None = field("留存率", "Retention", default=None)
    few: bool = field("样本不足", "Too few to judge", default=False)


class StageDays(InternalResult):
    """How long candidates stay in a state; `subject` is the state. `waiting` are there now, the longest for `longest` days."""

    topic = "screening"
    passed: int = field("已离开", "Have left")
    median: Decimal | None = field("中位天数", "Median", unit="天", default=None)
    waiting: int = field("现有", "Now there")
    longest: int | None = field("最久", "Longest", unit="天", default=None)


def yields(network: Network, as_of: date) -> Iterator[SourceYield]:
    """Yields what each source has brought, of the leads up to the as-of date."""
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    by_source = leads_by_source(network, as_of)
    for source in LEAD_SOURCES:
        if source in by_source:
            yield _yield(source, groups_of(by_source[source], as_of, policy), policy)


def leads_by_source(network: Network, as_of: date) -> dict[str, list[DealerProfile]]:
    """Returns by source the leads that had come by `as_of`, by id."""
    by_source: dict[str, list[DealerProfile]] = {}
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        if profile is not None and screening.first_contact <= as_of:
            by_source.setdefault(screening.source, []).append(profile)
    return by_source


class Groups(NamedTuple):
    """The leads of a source, and who of them came how far."""

    leads: Sequence[DealerProfile]
    qualified: Sequence[DealerProfile]
    signed: Sequence[DealerProfile]
    due: Sequence[DealerProfile]
    retained: Sequence[DealerProfile]


def groups_of(leads: Sequence[DealerProfile], as_of: date, policy: PipelinePolicy | None) -> Groups:
    """Returns who of the leads qualified, was signed, was signed long enough ago to be judged, and is still a partner."""
    months = policy.retained_months if policy else 0
    signings = [(profile, day) for profile in leads if (day := signed_on(profile, as_of))]
    due = [profile for profile, day in signings if add_months(day, months) <= as_of]
    return Groups(
        leads=leads,
        qualified=[row for row in leads if any(to not in NOT_QUALIFIED for to in _entered(row, as_of))],
        signed=[profile for profile, _ in signings],
        due=due,
        retained=[profile for profile in due if state(profile, as_of) in PARTNERS],
    )


def _yield(source: str, groups: Groups, policy: PipelinePolicy | None) -> SourceYield:
    leads, qualified, signed, due, retained = map(len, groups)
    return SourceYield(
        subject=source,
        governed_by=(policy.reference,) if policy is not None else (),
        leads=leads,
        qualified=qualified,
        signed=signed,
        due=due,
        retained=retained,
        qualified_rate=_rate(qualified, leads),
        signed_rate=_rate(signed, leads),
        retained_rate=_rate(retained, due),
        few=policy is not None and leads < policy.least_leads,
    )


def stage_days(profiles: Iterable[DealerProfile], as_of: date) -> Iterator[StageDays]:
    """Yields how long each state before business lasts, and who waits in it now. Transitions recorded late have no duration."""
    left: dict[str, list[int]] = {}
    waiting: dict[str, list[int]] = {}
    for stay in stays(profiles, as_of):
        (left if stay.left else waiting).setdefault(stay.state, []).append(stay.days)
    for name in STATES:
        if name in WATCHED and (name in left or name in waiting):
            days, here = left.get(name, []), waiting.get(name, [])
            yield StageDays(
                subject=name, passed=len(days), median=median(days), waiting=len(here), longest=max(here, default=None)
            )


class Stay(NamedTuple):
    """A dealer's stay in a state: the transition into it, and the day on which it was left; None while it lasts."""

    dealer: str
    state: str
    entered: Transition
    left: date | None
    days: int


def stays(profiles: Iterable[DealerProfile], as_of: date) -> Iterator[Stay]:
    """Yields every stay up to `as_of`; what was recorded late and is over has no duration and is left out."""
    for profile in profiles:
        past = [step for step in history(profile) if step.date <= as_of]
        for step, following in pairwise(past):
            if step.recorded_late is None:
                yield Stay(profile.id, step.to, step, following.date, (following.date - step.date).days)
        if past:
            yield Stay(profile.id, past[-1].to, past[-1], None, (as_of - past[-1].date).days)


def signed_on(profile: DealerProfile, as_of: date) -> date | None:
    """Returns the first day, up to the as-of date, on which a dealer was signed, or None."""
    return next((step.date for step in history(profile) if step.to == "signed" and step.date <= as_of), None)


def median(values: Sequence[int]) -> Decimal | None:
    """Returns the median, the mean of the two middle ones of an even number; None of nothing."""
    if not values:
        return None
    ordered, middle = sorted(values), len(values) // 2
    if len(ordered) % 2:
        return Decimal(ordered[middle])
    return Decimal(ordered[middle - 1] + ordered[middle]) / 2


def _entered(profile: DealerProfile, as_of: date) -> set[str]:
    return {step.to for step in profile.transitions if step.date <= as_of}


def _rate(part: int, whole: int) -> Decimal | None:
    return Decimal(part) / whole if whole else None
