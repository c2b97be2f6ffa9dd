"""What the communication chapter shows: what we owe, what the dealer owes, how often we speak, on the dealer's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import day_text, number_text, percent_text
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.communication.records import Commitment, Communication
from toolkit.topics.communication.records.vocabularies import (
    CADENCE_STATES,
    CONTACTS,
    NOTICES,
    PROMISES,
    REPAIR_STAGES,
    TOLD_STATES,
)
from toolkit.topics.communication.rules.repairs import RepairStanding
from toolkit.topics.communication.rules.results import CommunicationStanding, PaceLine
from toolkit.topics.communication.rules.said import SaidDone
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
MOODS = {"on_track": "good", "due": "open", "overdue": "warn", "long_overdue": "bad"}
INFORMATION = (Text("季度", "Quarter"), Text("种类", "Kind"), Text("及时", "Timely"), Text("准确", "Accurate"))
LATEST = 6
"""How many changes a dealer's page lists; the others stand in the list of the network."""
TOLD_MOODS = {"told": "good", "told_late": "warn", "to_tell": "going", "untold": "bad", "ahead": "open"}
NOT_APPLICABLE = Text("不适用", "n/a")


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields what both sides owe each other and how contact stands; nothing for a dealer without a ledger."""
    standing = view.result(CommunicationStanding, dealer)
    years = view.of_dealer(Communication, dealer)
    # Without a ledger nothing is known of the contacts, and calling all of them overdue would be a guess.
    if standing is None or not years:
        return
    internal = view.lens.audience == "internal"
    rows = {row.id: row for year in years for row in year.commitments}
    late = set(standing.late)
    context = {
        "rows": tuple(_rows(standing, internal)),
        "parts": tuple((PROMISES.label(part.kind), _index(part.index)) for part in standing.parts if part.due),
        "ours": tuple(_promise(rows[name], name in late) for name in standing.open_brand),
        "theirs": tuple(_promise(rows[name], name in late) for name in standing.open_dealer),
        "pace": tuple(_pace(line) for line in standing.pace) if internal else (),
        "said": tuple(_said(row) for row in heard(view, dealer)),
        "repairs": tuple(_repair(row) for row in mending(view, dealer)),
        "information_head": INFORMATION,
        "information": tuple(
            (Text(line.quarter), NOTICES.label(line.kind), _share(line.timely), _share(line.accurate))
            for line in standing.information
        ),
    }
    finding = NO_TEXT
    if standing.trust is not None:
        finding = Text(f"我方信任指数 {standing.trust}", f"our trust index is {standing.trust}")
    title = Text("沟通与承诺", "Contact and promises")
    yield Card("communication", title, "communication/card-communication.html", context, finding, order=35)


def _rows(standing: CommunicationStanding, internal: bool) -> Iterator[Pair]:
    yield Text("我方信任指数", "Our trust index"), _index(standing.trust)
    yield Text("经销商守信指数", "The dealer's index"), _index(standing.dealer_index)
    if standing.feedback:
        yield Text("按时答复率", "Answered in time"), _share(standing.feedback_on_time)
        yield Text("采纳比例", "Adopted"), _share(standing.adopted)
    if standing.days_to_change is not None:
        days = number_text(standing.days_to_change)
        yield Text("反馈到改变（中位）", "Feedback to change (median)"), Text(f"{days} 天", f"{days} days")
    if standing.unanswered:
        yield Text("未答复的反馈", "Not answered"), Text("、".join(standing.unanswered), ", ".join(standing.unanswered))
    if internal and standing.next_contact is not None:
        yield Text("下次接触", "Next contact"), _day(standing.next_contact)


def heard(view: View, dealer: str) -> tuple[SaidDone, ...]:
    """Returns the latest things that a dealer's words changed, the newest first."""
    rows = [row for row in view.results(SaidDone) if row.dealer == dealer]
    return tuple(sorted(rows, key=lambda row: (row.effective, row.feedback), reverse=True)[:LATEST])


def mending(view: View, dealer: str) -> tuple[RepairStanding, ...]:
    """Returns the repairs of a dealer's trust, open ones first."""
    rows = [row for row in view.results(RepairStanding) if row.dealer == dealer]
    rows.sort(key=lambda row: row.opened, reverse=True)
    return tuple(sorted(rows, key=lambda row: not row.is_open))


def _said(row: SaidDone) -> dict[str, object]:
    since = _day(row.effective)
    return {
        "said": row.said,
        "did": row.did,
        "since": Text(f"{since.zh}起", f"from {since.en}"),
        "mood": TOLD_MOODS[row.state],
        "state": TOLD_STATES.label(row.state),
    }


def _repair(row: RepairStanding) -> dict[str, object]:
    mood = "good" if row.stage == "passed" else "bad" if row.late or row.stage == "failed" else "going"
    steps = Text(f"步骤 {row.done} / {row.steps}", f"steps {row.done} of {row.steps}")
    if row.late:
        steps = Text(f"{steps.zh}，逾期 {len(row.late)} 项", f"{steps.en}, {len(row.late)} late")
    return {
        "cause": row.cause,
        "test": row.exit_test,
        "steps": steps if row.steps else NO_TEXT,
        "opened": _day(row.opened),
        "mood": mood,
        "state": REPAIR_STAGES.label(row.stage),
    }


def _promise(row: Commitment, late: bool) -> dict[str, object]:
    return {
        "id": row.id,
        "text": row.text,
        "due": _day(row.due),
        "mood": "bad" if late else "going",
        "state": Text("逾期", "late") if late else Text("未到期", "not due"),
    }


def _pace(line: PaceLine) -> tuple[Text, Text, Text, str, Text]:
    done = Text(f"{line.done} / {line.planned}")
    return CONTACTS.label(line.type), done, _day(line.next), MOODS[line.state], CADENCE_STATES.label(line.state)


def _index(value: Decimal | None) -> Text:
    return NOT_APPLICABLE if value is None else Text(number_text(value, 1))


def _share(value: Decimal | None) -> Text:
    return NOT_APPLICABLE if value is None else Text(percent_text(value, 1))


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
