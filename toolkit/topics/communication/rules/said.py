"""You said, we did: what each dealer's words changed, from which day, and whether it was told of it (reference H.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.communication.records import Communication, Feedback, FeedbackPolicy
from toolkit.topics.communication.rules.standing import FEEDBACK


class SaidDone(Result):
    """One feedback that changed something; its subject is the feedback with its dealer, `D-2025-0007/FB-2026-0001`."""

    topic = "communication"
    feedback: str = field("反馈", "Feedback", audience="dealer")
    kind: str = field("种类", "Kind", audience="dealer")
    said: Text = field("您说了", "You said", audience="dealer", default=NO_TEXT)
    did: Text = field("我们做了", "We did", audience="dealer", default=NO_TEXT)
    ref: str = field("改变", "Change", audience="dealer")
    received: date = field("收到", "Received", audience="dealer")
    effective: date = field("生效日", "In force from", audience="dealer")
    days: int = field("从提出到改变", "From the words to the change", audience="dealer", unit="天")
    tell_by: date | None = field("应告知日", "To be told by", audience="dealer", default=None)
    told: date | None = field("告知日", "Told on", audience="dealer", default=None)
    state: str = field("告知", "Told", audience="dealer")


def tell_by(network: Network, row: Feedback) -> date | None:
    """Returns the last day to tell the dealer, by the version in force when the change took effect; None where it says nothing."""
    if row.change is None:
        return None
    policy = in_force(network.all(FeedbackPolicy), FEEDBACK, row.change.effective)
    if policy is None or policy.told_days is None:
        return None
    return row.change.effective + timedelta(days=policy.told_days)


def told_state(effective: date, due: date | None, told: date | None, as_of: date) -> str:
    """Returns how the telling of a change stands: a code of TOLD_STATES; telling before the first day is in time."""
    if told is not None and told <= as_of:
        return "told" if due is None or told <= due else "told_late"
    if effective > as_of:
        return "ahead"
    return "untold" if due is not None and as_of > due else "to_tell"


def said_done(network: Network, as_of: date) -> Iterator[SaidDone]:
    """Yields every feedback received by the as-of date that led to a change."""
    for year in network.all(Communication):
        for row in year.feedback:
            if row.change is None or row.received > as_of:
                continue
            due, told = tell_by(network, row), row.told
            policy = in_force(network.all(FeedbackPolicy), FEEDBACK, row.change.effective) if due else None
            yield SaidDone(
                subject=f"{year.dealer}/{row.id}",
                dealer=year.dealer,
                governed_by=(policy.reference,) if policy else (),
                feedback=row.id,
                kind=row.kind,
                said=row.text,
                did=row.answer or Text(row.change.ref),
                ref=row.change.ref,
                received=row.received,
                effective=row.change.effective,
                days=(row.change.effective - row.received).days,
                tell_by=due,
                told=told if told is not None and told <= as_of else None,
                state=told_state(row.change.effective, due, told, as_of),
            )


def said_steps(network: Network, results: Results, result: SaidDone, as_of: date) -> Iterator[Step]:
    """Yields when the words came, what they changed and from when, the days between, and when the dealer was told."""
    year, place = next(
        (year, n)
        for year in network.of_dealer(Communication, result.dealer)
        for n, row in enumerate(year.feedback)
        if row.id == result.feedback
    )
    yield read(network, year, "feedback", place, "received", gives="received")
    yield read(network, year, "feedback", place, "change", "ref", gives="ref")
    yield read(network, year, "feedback", place, "change", "effective", gives="effective")
    shown = f"{result.effective} − {result.received} = {result.days}"
    yield Step(what=Text("从提出到改变的天数", "days from the words to the change"), value=shown, gives="days")
    policy = in_force(network.all(FeedbackPolicy), FEEDBACK, result.effective)
    if policy is not None and result.tell_by is not None:
        yield read(network, policy, "told_days")
        shown = f"{result.effective} + {policy.told_days} → {result.tell_by}"
        yield Step(what=Text("应告知日", "to be told by"), value=shown, policy=policy.reference, gives="tell_by")
    if result.told is not None:
        change = year.feedback[place].change
        path = ("change", "told") if change is not None and change.told is not None else ("closed",)
        yield read(network, year, "feedback", place, *path, gives="told")


SAID_FIGURES = (
    Figure(
        "said-done", Text("你说了，我们做了", "You said, we did"), SaidDone, ("days", "tell_by", "told"), said_steps
    ),
)
