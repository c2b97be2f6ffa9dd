"""What the lifecycle chapter shows: the way a dealer has come, on the dealer's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.plan.charts import Event, Phase, Timeline
from toolkit.topics.dealer.records import DOCUMENTS, STATES, DealerProfile, Transition
from toolkit.topics.topic import Now

TRACK = (
    "lead",
    "qualified",
    "visited",
    "scored",
    "negotiating",
    "drafted",
    "legal_review",
    "signed",
    "onboarding",
    "active",
)
"""The main way from the first lead to business, as a dealer's page shows it."""

_SEARCH, _TALKS = Text("寻找与筛选", "Search and screening"), Text("谈判与签约", "Talks and contract")
_START, _BUSINESS = Text("启动", "Start"), Text("合作", "Business")
PHASES = {
    **dict.fromkeys(("lead", "qualified", "visited", "scored"), _SEARCH),
    **dict.fromkeys(("negotiating", "drafted", "legal_review"), _TALKS),
    **dict.fromkeys(("signed", "onboarding"), _START),
    **dict.fromkeys(("active", "renewing"), _BUSINESS),
}
"""The stretches of time that several states make up; any other state that lasts is a stretch by its own name."""
ENDS = frozenset(("closed", "rejected", "blacklisted"))
"""States after which no time runs."""
WAYPOINTS = frozenset(TRACK[:1]) | {"signed", "active", "improvement", "suspended", "renewing", "terminating", *ENDS}
"""The steps that are worth a mark of their own."""


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the timeline of a dealer, the latest step first."""
    profile = view.get(DealerProfile, dealer)
    past = sorted((t for t in profile.transitions if t.date <= now.as_of), key=lambda t: t.date)
    steps = tuple(
        {
            "date": Text(day_text(step.date, "zh"), day_text(step.date, "en")),
            "state": STATES.label(step.to),
            "reason": step.reason or NO_TEXT,
            "documents": tuple(DOCUMENTS.label(document) for document in step.documents),
            "current": step is past[-1],
        }
        for step in reversed(past)
    )
    reached = {step.to for step in past} | {"lead"}
    now_in = past[-1].to if past else "lead"
    track = tuple(
        (STATES.label(code), "now" if code == now_in else "done" if code in reached else "open") for code in TRACK
    )
    yield Card(
        "timeline",
        Text("生命周期", "Lifecycle"),
        "lifecycle/card-timeline.html",
        {
            "steps": steps,
            "track": track,
            "way": _way(past, now) if past else None,
            "commits": tuple(_commits(view, now, dealer)),
        },
        folded=len(steps) > 6,
        order=90,
    )


def _commits(view: View, now: Now, dealer: str) -> Iterator[dict[str, object]]:
    """What the last commits changed, as git tells it; for the company's own eyes, and without who made them."""
    for step in now.history.touched(dealer) if view.lens.audience == "internal" else ():
        day = Text(day_text(step.day, "zh"), day_text(step.day, "en"))
        yield {"day": day, "commit": step.commit, "what": step.what, "more": step.more}


def _way(past: Sequence[Transition], now: Now) -> Timeline:
    """The way so far as a picture: how long each stretch took, and the steps that matter."""
    phases: list[Phase] = []
    for number, step in enumerate(past):
        end = past[number + 1].date if number + 1 < len(past) else None
        name = PHASES.get(step.to) or STATES.label(step.to)
        if step.to in ENDS:
            continue
        if phases and phases[-1].name == name and phases[-1].end == step.date:
            phases[-1] = Phase(name, phases[-1].start, end, phases[-1].quiet)
        else:
            phases.append(Phase(name, step.date, end, quiet=name == _SEARCH or step.to == "pooled"))
    events = tuple(Event(STATES.label(step.to), step.date) for step in past if step.to in WAYPOINTS)
    return Timeline(Text("历程", "The way so far"), _lengths(past, now), now.as_of, tuple(phases), events)


def _lengths(past: Sequence[Transition], now: Now) -> Text:
    """How long it took to start, and how long business has lasted."""
    first = past[0].date
    started = next((step.date for step in past if step.to == "active"), None)
    ended = next((step.date for step in past if step.to in ENDS), now.as_of)
    if started is None:
        days = (ended - first).days
        return Text(f"从线索起 {days} 天", f"{days} days since the first lead")
    before, since = (started - first).days, (ended - started).days
    return Text(
        f"从线索到启用 {before} 天，合作 {since} 天", f"{before} days from lead to start, {since} days of business"
    )
