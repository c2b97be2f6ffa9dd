"""Where a red-letter invoice stands: confirmation form, the other side's confirmation, invoice (reference 0b, E.4)."""

from __future__ import annotations

from datetime import date, timedelta

from toolkit.topics.incentive.records.settlement import RedLetter

HOURS_TO_CONFIRM = 72


def confirm_by(held: RedLetter) -> date:
    """Returns the last day on which the other side can confirm: 72 hours after the form was sent."""
    return held.requested_on + timedelta(hours=HOURS_TO_CONFIRM)


def red_letter_state(held: RedLetter | None, as_of: date) -> str:
    """Returns the state on `as_of`: none, requested, lapsed, confirmed or issued."""
    if held is None or held.requested_on > as_of:
        return "none"
    if held.issued_on is not None and held.issued_on <= as_of:
        return "issued"
    if held.confirmed_on is not None and held.confirmed_on <= as_of:
        return "confirmed" if held.confirmed_on <= confirm_by(held) else "lapsed"
    return "lapsed" if as_of > confirm_by(held) else "requested"
