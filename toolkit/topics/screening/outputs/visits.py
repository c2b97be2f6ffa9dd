"""The card of visits: what was found against what was claimed, then each visit."""

from __future__ import annotations

from decimal import Decimal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.record import label
from toolkit.network.view import View
from toolkit.topics.company.records import Staff
from toolkit.topics.screening.outputs.wording import day_words, joined
from toolkit.topics.screening.records import Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS, LOOKED_AT, PURPOSES, TRUTH, UNITS
from toolkit.topics.screening.rules import ScreeningResult
from toolkit.topics.screening.rules.results import ClaimFound

TRUTH_MOODS = {"consistent": "good", "explained": "warn", "doubtful": "bad", "unchecked": "open"}


def visits_context(view: View, visits: tuple[Visit, ...], result: ScreeningResult | None) -> dict[str, object]:
    """Returns what the template of the visits card needs."""
    return {
        "claims": _claims(result.claims if result else ()),
        "truth": _truth(result),
        "visits": tuple(_visit(view, visit) for visit in visits),
    }


def _claims(claims: tuple[ClaimFound, ...]) -> tuple[tuple[Text, ...], tuple[tuple[object, ...], ...]]:
    head = (
        Text("项目", "What"),
        Text("申报", "Claimed"),
        Text("观察", "Found"),
        Text("偏差", "Difference"),
    )
    rows = tuple((_claim_name(row), _figure(row.claimed), _figure(row.found), _off(row), *_note(row)) for row in claims)
    return head, rows


def _claim_name(row: ClaimFound) -> Text:
    name, (zh, en) = CLAIMS.label(row.what), UNITS[row.what]
    return Text(f"{name.zh}（{zh}）", f"{name.en} ({en})" if en else name.en)


def _figure(number: Decimal | None) -> Text:
    return Text("–") if number is None else Text(number_text(number, 0))


def _off(row: ClaimFound) -> Text:
    return Text("") if row.deviation is None else Text(percent_text(row.deviation, 1))


def _note(row: ClaimFound) -> tuple[str, Text]:
    """A word where one is needed: nothing to say of what is as it was claimed."""
    if row.found is None:
        return "open", Text("未核实", "not looked at")
    if not row.flagged:
        return "", NO_TEXT
    return ("warn", Text("已解释", "explained")) if row.explained else ("bad", Text("未解释", "not explained"))


def _truth(result: ScreeningResult | None) -> tuple[str, Text]:
    code = result.truth if result else "unchecked"
    return TRUTH_MOODS[code], TRUTH.label(code)


def _visit(view: View, visit: Visit) -> dict[str, object]:
    posts = [view.find(Staff, name) for name in visit.team]
    return {
        "id": visit.id,
        "date": day_words(visit.date),
        "purpose": PURPOSES.label(visit.purpose),
        "team": joined(person.post for person in posts if person),
        "ratings": tuple(
            (label(Visit, name), Text(f"{rating.rating} / 5"), rating.facts)
            for name in ("culture", "management")
            if (rating := getattr(visit, name)) is not None
        ),
        "explanations": tuple((CLAIMS.label(row.what), row.text, row.confirmed) for row in visit.explanations),
        "seen": tuple((LOOKED_AT.label(row.what), row.text) for row in visit.seen),
        "findings": (*visit.findings, *filter(None, (visit.suggestion, visit.their_comment))),
        "steps": tuple((step.text, day_words(step.due)) for step in visit.next_steps if step.done is None),
        "outlets": tuple((outlet.name, outlet.text) for outlet in visit.outlets),
    }
