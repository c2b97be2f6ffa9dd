"""What the lifecycle chapter shows: the way a dealer has come, on the dealer's page."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.dealer.records import DOCUMENTS, STATES, DealerProfile
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
        {"steps": steps, "track": track},
        folded=len(steps) > 6,
        order=90,
    )
