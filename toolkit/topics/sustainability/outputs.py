"""What the chapter shows on a dealer's page: the latest self-check, and beside it what we do ourselves."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.shared import MISSING, SIDES, Action, Measured
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import Staff
from toolkit.topics.dealer.records import CONTACT_ROLES, DealerProfile
from toolkit.topics.sustainability.records import (
    COLOURS,
    GROUPS,
    METRICS,
    BrandMeasure,
    BrandYear,
    CsrProject,
    SelfCheck,
    SelfCheckPolicy,
)
from toolkit.topics.sustainability.rules import SelfCheckScore, item_of
from toolkit.topics.topic import Now

MOODS = {"green": "good", "yellow": "warn", "red": "bad", "": "open"}


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the latest self-check of a dealer that has one, by group, with gaps, actions, projects and our measures."""
    rows = [row for row in view.results(SelfCheckScore) if row.dealer == dealer]
    if not rows:
        return
    latest = max(rows, key=lambda row: row.year)
    record = view.get(SelfCheck, latest.subject)
    policy = view.find(SelfCheckPolicy, latest.policy)
    brand = view.find(BrandYear, str(latest.year))
    texts = [item_of(policy, item) for item in latest.gaps] if policy else []
    context = {
        "mood": MOODS[latest.colour],
        "colour": COLOURS.label(latest.colour) if latest.colour else Text("不适用", "not applicable"),
        "groups": tuple(
            (GROUPS.label(row.group), Text(f"{number_text(row.points)}/{row.applicable}"))
            for row in latest.groups
            if row.applicable
        ),
        "gaps": tuple(item.text for item in texts if item is not None),
        "metrics": tuple((METRICS.label(row.kind), _measured(row.value)) for row in record.metrics),
        "actions": tuple(_action(row, now) for row in record.actions),
        "projects": tuple(_project(row) for row in record.projects),
        "ours": tuple(_ours(row) for row in brand.measures) if brand else (),
        "plan": latest.plan_needed,
        "people": _people(view, record),
    }
    share = percent_text(latest.share, 1) if latest.share is not None else "–"
    finding = Text(f"{latest.year} 年自查 {share}", f"self-check of {latest.year}: {share}")
    yield Card(
        "sustainability",
        Text("可持续", "Sustainability"),
        "sustainability/card-sustainability.html",
        context,
        finding,
        order=70,
    )


def _people(view: View, record: SelfCheck) -> tuple[tuple[Text, Text], ...]:
    """Who filled it in and who of us looked at it: the duty that somebody has, and the post."""
    profile, seen = view.find(DealerProfile, record.dealer), view.find(Staff, record.seen_by or "")
    held = [row.role for row in profile.contacts if row.contact == record.filled_by] if profile is not None else []
    role = CONTACT_ROLES.label(held[0]) if held else Text(record.filled_by)
    on = Text(day_text(record.date, "zh"), day_text(record.date, "en"))
    filled = Text(f"{role.zh}，{on.zh}", f"{role.within('en')}, {on.en}")
    nobody = Text("还没有人", "nobody yet")
    return (
        (Text("填报", "Filled in by"), filled),
        (Text("我方核对", "Looked at by"), seen.post if seen is not None else nobody),
    )


def _measured(value: Measured) -> Text:
    return Text(number_text(value.value)) if value.value is not None else MISSING.label(value.missing or "pending")


def _action(row: Action, now: Now) -> dict[str, object]:
    done = row.done is not None and row.done <= now.as_of
    mood = "good" if done else "bad" if row.due < now.as_of else "going"
    word = Text("完成", "done") if done else Text("逾期", "late") if mood == "bad" else Text("进行中", "going on")
    return {"side": SIDES.label(row.side), "text": row.text, "due": _day(row), "mood": mood, "state": word}


def _day(row: Action) -> Text:
    return Text(day_text(row.due, "zh"), day_text(row.due, "en"))


def _project(row: CsrProject) -> dict[str, object]:
    return {
        "name": row.name,
        "goal": row.goal,
        "brand": row.brand_input,
        "dealer": row.dealer_input,
        "result": row.result or NO_TEXT,
    }


def _ours(row: BrandMeasure) -> tuple[Text, Text]:
    actual, target = _measured(row.actual), number_text(row.target)
    return row.name, Text(
        f"{actual.zh} {row.unit.zh}，目标 {target}", f"{actual.within('en')} {row.unit.within('en')}, target {target}"
    )
