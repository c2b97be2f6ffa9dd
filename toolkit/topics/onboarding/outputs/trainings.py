"""The card of training after the opening: what was held, what is due, who passed (M110)."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, percent_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.onboarding.records.vocabularies import TRAINEES
from toolkit.topics.onboarding.records.year import REASONS, Session, TrainingYear
from toolkit.topics.onboarding.rules.years import TrainingStanding, is_held
from toolkit.topics.topic import Now

HELD, LATE, AHEAD = Text("已开", "held"), Text("逾期", "overdue"), Text("安排中", "planned")


def training_cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the latest year of a dealer's training, for a dealer that has one."""
    found = [row for row in view.results(TrainingStanding) if row.dealer == dealer]
    if not found:
        return
    last = max(found, key=lambda row: row.year)
    record = view.get(TrainingYear, last.subject)
    rows = tuple(_session(row, now) for row in sorted(record.sessions, key=lambda one: one.held_on or one.due))
    share = Text(percent_text(last.share, 0)) if last.share is not None else Text("–")
    finding = Text(
        f"{last.year} 年：安排 {last.planned} 次，已开 {last.held} 次，通过率 {share.zh}",
        f"{last.year}: {last.planned} planned, {last.held} held, {share.zh} passed",
    )
    title = Text("培训", "Training")
    yield Card("training", title, "onboarding/card-training.html", {"rows": rows}, finding, order=38)


def _session(row: Session, now: Now) -> tuple[Text, Text, tuple[Text, ...], str, Text, Text, Text]:
    """Its topic, why it is held, who came and passed, how it stands, its day, its result."""
    why = REASONS.label(row.reason)
    about = Text(f"{why.zh} {row.course}", f"{why.within('en')} {row.course}") if row.course else why
    who = tuple(
        Text(
            f"{TRAINEES.label(group.role).zh} {_of(group.passed)}{group.heads} 人",
            f"{TRAINEES.label(group.role).within('en')} {_of(group.passed)}{group.heads}",
        )
        for group in row.groups
    )
    held = is_held(row, now.as_of)
    mood, state = ("good", HELD) if held else ("bad", LATE) if row.due < now.as_of else ("open", AHEAD)
    on = row.held_on if held and row.held_on is not None else row.due
    return row.topic, about, who, mood, state, Text(day_text(on, "zh"), day_text(on, "en")), row.result or NO_TEXT


def _of(passed: int | None) -> str:
    return "" if passed is None else f"{passed} / "
