"""The acceptance sheet, and whether a dealer that is active was accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.onboarding.checks.place import activated_on, cases
from toolkit.topics.onboarding.records.vocabularies import ACCEPTANCE_ITEMS
from toolkit.topics.onboarding.rules.gates import acceptance_total
from toolkit.topics.onboarding.rules.progress import Case
from toolkit.topics.onboarding.rules.training import mandatory_missing
from toolkit.topics.topic import Check

OVER_WEIGHT = ProblemKind(
    "OBD121",
    "error",
    Text("{item}得 {score} 分，不在 0–{points} 之间", "{item} has {score} points, outside 0 to {points}"),
)
ITEM_MISSING = ProblemKind(
    "OBD122",
    "error",
    Text("验收表缺项目：{items}", "the acceptance sheet lacks: {items}"),
    Text("七个项目都要打分，没有做的写 0", "score all seven items; 0 for what was not done"),
)
NOT_ENOUGH = ProblemKind(
    "OBD123",
    "error",
    Text(
        "验收 {total} 分，低于 {mark}，经销商却在 {day} 转入合作",
        "the acceptance came to {total}, below {mark}, yet the dealer became active on {day}",
    ),
    Text(
        "限期补足，只重看未达到的项目；或改正状态",
        "have the weak item made good and look at it again, or correct the state",
    ),
)
NOT_SIGNED = ProblemKind(
    "OBD124",
    "error",
    Text(
        "验收表没有双方签字，经销商却在 {day} 转入合作",
        "the acceptance sheet is not signed by both, yet the dealer became active on {day}",
    ),
    Text("补上 signed_by 与 dealer_signed_by", "add signed_by and dealer_signed_by"),
)
OTHER_SCORE = ProblemKind(
    "OBD125",
    "warning",
    Text(
        "验收合计 {total} 分，生命周期里写的是 {score} 分", "the acceptance sums to {total}, the lifecycle says {score}"
    ),
    Text("两处应当相同", "the two should agree"),
)
MANDATORY = ProblemKind(
    "OBD126",
    "error",
    Text(
        "必修课 {courses} 没有全部通过，经销商却在 {day} 转入合作",
        "the mandatory {courses} was not wholly passed, yet the dealer became active on {day}",
    ),
    Text("补上考核记录，或先培训再转入合作", "record the tests, or train first"),
)
NOT_DELIVERED = ProblemKind(
    "OBD127",
    "error",
    Text(
        "首单没有交付，经销商却在 {day} 转入合作",
        "the first order was not delivered, yet the dealer became active on {day}",
    ),
    Text("补上首单的交付日", "record the delivery of the first order"),
)
NO_SHEET = ProblemKind(
    "OBD128",
    "error",
    Text(
        "没有验收表，经销商却在 {day} 转入合作", "there is no acceptance sheet, yet the dealer became active on {day}"
    ),
    Text("补上 acceptance", "add acceptance"),
)


def sheet(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The acceptance sheet scores all seven items, none above its points (reference G.2).

    中文：验收表给七个项目都打分，没有一项超过满分；没有做的写 0。
    """
    for case in cases(network, as_of):
        held = case.record.acceptance
        if held is None:
            continue
        points = {row.item: row.points for row in case.ramp_up.weights}
        for n, row in enumerate(held.items):
            if not 0 <= row.score <= points.get(row.item, 0):
                yield told(
                    network, OVER_WEIGHT, case.record, "acceptance", "items", n, "score",
                    item=ACCEPTANCE_ITEMS.label(row.item), score=row.score, points=points.get(row.item, 0),
                )  # fmt: skip
        scored = {row.item for row in held.items}
        missing = [ACCEPTANCE_ITEMS.label(item) for item in ACCEPTANCE_ITEMS if item not in scored]
        if missing:
            names = Text("、".join(name.zh for name in missing), ", ".join(name.en for name in missing))
            yield told(network, ITEM_MISSING, case.record, "acceptance", "items", items=names)


def activation(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer becomes active only after an acceptance of 80 that both signed (reference B, onboarding → active).

    The pass mark stands in the ramp-up policy. The mandatory courses are passed and the first order is delivered by that
    day; the score in the lifecycle is the sum of the sheet.

    中文：经销商转入合作之前，验收达到合格线并由双方签字，必修课全部通过，首单已经交付；生命周期里写的分数就是验收表的合
    计。合格线写在启动政策里。
    """
    for case in cases(network, as_of):
        profile = network.find(DealerProfile, case.record.dealer)
        day = activated_on(profile, case.start, as_of) if profile else None
        if profile is not None and day is not None:
            yield from _accepted(network, case, profile, day)


def _accepted(network: Network, case: Case, profile: DealerProfile, day: date) -> Iterator[Problem]:
    record, held, total = case.record, case.record.acceptance, acceptance_total(case.record)
    if held is None or total is None:
        yield told(network, NO_SHEET, record, day=day)
        return
    if total < case.ramp_up.pass_mark:
        mark = number_text(case.ramp_up.pass_mark)
        yield told(network, NOT_ENOUGH, record, "acceptance", "items", total=total, mark=mark, day=day)
    if held.signed_by is None or held.dealer_signed_by is None:
        yield told(network, NOT_SIGNED, record, "acceptance", "date", day=day)
    noted = next((step.score for step in profile.transitions if step.to == "active" and step.date == day), None)
    if noted is not None and noted != total:
        yield told(network, OTHER_SCORE, record, "acceptance", "items", total=total, score=noted)
    missing = mandatory_missing(record.courses, case.curriculum, day)
    if missing:
        yield told(network, MANDATORY, record, "courses", courses=", ".join(missing), day=day)
    order = record.first_order
    if order is None or order.delivered is None or order.delivered > day:
        yield told(network, NOT_DELIVERED, record, *(("first_order",) if order else ()), day=day)


CHECKS: tuple[Check, ...] = (
    Check((OVER_WEIGHT, ITEM_MISSING), sheet),
    Check((NOT_ENOUGH, NOT_SIGNED, OTHER_SCORE, MANDATORY, NOT_DELIVERED, NO_SHEET), activation),
)
