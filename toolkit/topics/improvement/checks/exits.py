"""Checks on exits: reviewed, noticed, and every step done and proved until nothing is owed (reference B)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.shared import SIDES
from toolkit.network.telling import told
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.improvement.records import Exit
from toolkit.topics.improvement.rules import exit_policy
from toolkit.topics.improvement.rules.exits import steps_of
from toolkit.topics.topic import Check

STEP_LATE = ProblemKind(
    "IMP122",
    "warning",
    Text("“{step}”（{side}）应在 {due} 前完成", "{step} ({side}) was due by {due}"),
    Text("有分歧的先列争议项，不挡其余", "what is disputed is listed and does not stop the rest"),
)
STEP_UNPROVED = ProblemKind(
    "IMP123",
    "error",
    Text("“{step}”登记完成，没有凭证", "{step} is done without evidence"),
    Text("凭证是日后没有争议的依据", "the paper is what prevents a dispute later"),
)
UNKNOWN_STEP = ProblemKind("IMP124", "error", Text("退出办法没有“{step}”这一步", "the exit policy has no step {step}"))
CLOSED_OPEN = ProblemKind(
    "IMP125",
    "error",
    Text("档案已终止，还没有完成：{steps}", "the dealer is closed, and these steps are open: {steps}"),
    Text("补登凭证；真没做的先补做", "record what was done; do what was not"),
)
NO_CALL = ProblemKind(
    "IMP126",
    "warning",
    Text("应在 {due} 前回访一次", "a call was due by {due}"),
    Text("问一句：还有没有欠您没说清的事", "ask whether we still owe them anything"),
)
NO_NOTICE = ProblemKind(
    "IMP127", "error", Text("终止日 {end} 没有在前的书面通知", "it ends on {end} without a notice before")
)
NOT_REVIEWED = ProblemKind(
    "IMP128",
    "error",
    Text("因“{reason}”退出，没有决定退出的评审", "it ends for {reason} without a review that decided so"),
    Text("由总经理主持评审，先看我方该承担的部分", "the general manager holds the review and begins with our own part"),
)
NO_EXIT_POLICY = ProblemKind(
    "IMP129",
    "error",
    Text("{day} 没有生效的退出办法", "no exit policy is in force on {day}"),
    Text("写在 content/policies/improvement/exit，编号 exit", "write it in content/policies/improvement/exit, id exit"),
)
REVIEWED = frozenset(("grades", "plan_failed", "red_line", "default"))
"""Reasons that lie in what the dealer did: nobody leaves for them without a review."""


def exits(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Each step of an exit is known, done by its day and proved; a closed dealer has none open (reference B).

    中文：退出的每一步在退出办法里有，按期完成并有凭证；已终止的经销商没有未完成的步骤。凭证是日后没有争议的依据。
    """
    for record in network.all(Exit):
        if record.opened_on > as_of:
            continue
        policy = exit_policy(network, record.opened_on)
        if policy is None:
            yield told(network, NO_EXIT_POLICY, record, "opened_on", day=record.opened_on)
            continue
        known = {step.id: step.name for step in policy.steps}
        for n, row in enumerate(record.done):
            if row.step not in known:
                yield told(network, UNKNOWN_STEP, record, "done", n, "step", step=row.step)
            elif not row.evidence:
                yield told(network, STEP_UNPROVED, record, "done", n, "step", step=known[row.step])
        steps = tuple(steps_of(record, policy, as_of))
        for step in steps:
            if step.late and step.done is None:
                values: dict[str, Any] = {"step": step.name, "side": SIDES.label(step.side), "due": step.due}
                yield told(network, STEP_LATE, record, "end_on", **values)
        profile = network.find(DealerProfile, record.dealer)
        left = [step.name.zh for step in steps if step.done is None]
        if profile is not None and state(profile, as_of) == "closed" and left:
            yield told(network, CLOSED_OPEN, record, "done" if record.done else "id", steps="、".join(left))
        if record.end_on is not None and record.called_on is None:
            due = record.end_on + timedelta(days=policy.call_days)
            if due < as_of:
                yield told(network, NO_CALL, record, "end_on", due=due)


def grounds(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Nobody leaves without a notice, and nobody for what it did without a review that decided so (reference B, D.5).

    中文：没有书面通知不终止合作，因对方行为退出的先有决定退出的评审。评审由总经理主持，先看我方该承担的部分。
    """
    for record in network.all(Exit):
        if record.end_on is not None and (record.notice_on is None or record.notice_on >= record.end_on):
            yield told(network, NO_NOTICE, record, "end_on", end=record.end_on)
        decided = record.review is not None and record.review.decision == "exit"
        if record.notice_on is not None and record.reason in REVIEWED and not decided:
            yield told(network, NOT_REVIEWED, record, "reason", reason=record.reason)


CHECKS: tuple[Check, ...] = (
    Check((STEP_LATE, STEP_UNPROVED, UNKNOWN_STEP, CLOSED_OPEN, NO_CALL, NO_EXIT_POLICY), exits),
    Check((NO_NOTICE, NOT_REVIEWED), grounds),
)
