"""What the onboarding chapter shows: gates, training, launch and acceptance, on the dealer's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.shared import MISSING
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.onboarding.outputs.trainings import training_cards
from toolkit.topics.onboarding.records import Onboarding
from toolkit.topics.onboarding.records.vocabularies import (
    ACCEPTANCE_ITEMS,
    CERTIFICATE_STATES,
    GATE_MEASURES,
    GATE_STATES,
    TRAINEES,
)
from toolkit.topics.onboarding.rules.results import Certificate, ConditionLine, GateLine, OnboardingProgress
from toolkit.topics.topic import Now

Pair = tuple[Text, Text]
GATE_MOODS = {"passed": "good", "late": "warn", "missed": "bad", "no_data": "warn", "open": "open"}
CERTIFICATE_MOODS = {"valid": "good", "expiring": "warn", "expired": "bad", "open": "open"}
COUNTED = frozenset(("account_live", "first_order_delivered"))
"""Measures that are a yes or no."""


def cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields how a dealer's onboarding goes, or went, folded once it is over; and its training since."""
    yield from training_cards(view, now, dealer)
    progress = view.result(OnboardingProgress, dealer)
    record = view.find(Onboarding, dealer)
    if progress is None or record is None:
        return
    running = state(view.get(DealerProfile, dealer), now.as_of) == "onboarding"
    context = {
        "rows": (*_rows(progress, record), *_said(record)),
        "gates": tuple(_gate(line) for line in progress.gates),
        "certificates": tuple(_certificate(row) for row in progress.certificates),
        "items": _items(record),
        "overdue": tuple(_overdue(record, progress)),
        "pulses": tuple(
            (Text(f"第 {row.day} 天", f"day {row.day}"), number_text(row.score), row.mood) for row in progress.pulses
        ),
    }
    passed = sum(line.state in ("passed", "late") for line in progress.gates)
    finding = Text(
        f"第 {progress.day} 天，{len(progress.gates)} 道关口过了 {passed} 道",
        f"day {progress.day}, {passed} of {len(progress.gates)} gates passed",
    )
    if progress.accepted and progress.acceptance is not None:
        points = number_text(progress.acceptance)
        finding = Text(f"验收 {points} 分，双方已签字", f"accepted with {points} points, signed by both")
    title = Text("赋能启动", "Onboarding")
    yield Card("onboarding", title, "onboarding/card-onboarding.html", context, finding, folded=not running, order=60)


def _said(record: Onboarding) -> Iterator[Pair]:
    """What the dealer itself said on the way: what was hardest at the last meeting, its word on the acceptance sheet."""
    hardest = [row.hardest for row in sorted(record.checkpoints, key=lambda row: row.date) if row.hardest is not None]
    if hardest:
        yield Text("经销商说现在最难的", "Hardest now, says the dealer"), hardest[-1]
    if record.acceptance is not None and record.acceptance.dealer_comment is not None:
        yield Text("经销商对验收的意见", "The dealer on the acceptance"), record.acceptance.dealer_comment


def _rows(progress: OnboardingProgress, record: Onboarding) -> Iterator[Pair]:
    yield Text("第0天（签约）", "Day 0 (signature)"), _day(progress.start)
    if progress.training is not None:
        yield Text("培训通过率", "Training passed"), Text(percent_text(progress.training, 1))
    if progress.mandatory_missing:
        yield (
            Text("未通过的必修课", "Mandatory, not passed"),
            Text("、".join(progress.mandatory_missing), ", ".join(progress.mandatory_missing)),
        )
    if progress.target_outlets:
        yield Text("目标网点", "Outlets aimed at"), Text(number_text(progress.target_outlets))
    if progress.order_proposed is not None:
        tax = TAX.label(progress.order_tax)
        amount = amount_text(progress.order_proposed)
        yield Text("建议首单", "First order proposed"), Text(f"{amount}（{tax.zh}）", f"{amount} ({tax.en})")
    if progress.budget:
        parts = [amount_text(x) for x in (progress.budget, progress.budget_brand, progress.budget_dealer)]
        yield (
            Text("启动预算", "Launch budget"),
            Text(
                f"{parts[0]}，我方 {parts[1]}，经销商 {parts[2]}",
                f"{parts[0]}: ours {parts[1]}, the dealer's {parts[2]}",
            ),
        )
    promotions = record.launch_plan.promotions if record.launch_plan is not None else ()
    names = {row.id: row.name for row in promotions}
    for row in progress.promotions:
        value = "/" if row.roi is None else number_text(row.roi, 2)
        name = names.get(row.promotion, Text(row.promotion))
        yield Text(f"“{name.zh}”的投入产出", f"Return on “{name.within('en')}”"), Text(value)


def _gate(line: GateLine) -> dict[str, object]:
    return {
        "day": Text(f"第 {line.day} 天", f"Day {line.day}"),
        "name": line.name,
        "due": _day(line.due),
        "mood": GATE_MOODS[line.state],
        "state": GATE_STATES.label(line.state),
        "conditions": tuple(_condition(row) for row in line.conditions),
    }


def _condition(row: ConditionLine) -> tuple[Text, Text, Text]:
    if row.value is None:
        reached = MISSING.label(row.missing) if row.missing else Text("尚无数据", "no data yet")
    else:
        reached = _value(row.measure, row.value)
    asked = _value(row.measure, row.at_least)
    return GATE_MEASURES.label(row.measure), reached, Text(f"要求 {asked.zh}", f"asked: {asked.within('en')}")


def _value(measure: str, value: Decimal) -> Text:
    if measure in COUNTED:
        return Text("是", "yes") if value else Text("否", "no")
    return Text(number_text(value) if measure == "acceptance" else percent_text(value, 1))


def _certificate(row: Certificate) -> tuple[str, Text, Text, Text, str, Text]:
    until = Text("/") if row.until is None else _day(row.until)
    passed = Text(f"{row.passed}/{row.heads} 人", f"{row.passed} of {row.heads}")
    return row.course, TRAINEES.label(row.role), passed, until, CERTIFICATE_MOODS[row.state], CERTIFICATE_STATES.label(row.state)  # fmt: skip


def _items(record: Onboarding) -> tuple[Pair, ...]:
    sheet = record.acceptance
    return (
        tuple((ACCEPTANCE_ITEMS.label(row.item), Text(number_text(row.score))) for row in sheet.items) if sheet else ()
    )


def _overdue(record: Onboarding, progress: OnboardingProgress) -> Iterator[tuple[Text, Text, Text]]:
    sides = ((progress.overdue_brand, Text("我方", "ours")), (progress.overdue_dealer, Text("经销商", "dealer's")))
    rows = {row.id: row for row in (*record.tasks, *record.support)}
    for ids, side in sides:
        for name in ids:
            yield side, rows[name].text, _day(rows[name].due)


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
