"""Checks on the support policies: times, fund rules, and a sales catalogue that is free of resale prices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import GAP, OVERLAP, REVERSED, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.support.records import FundPolicy, Limit, SalesPolicy, SlaCell, SlaPolicy
from toolkit.topics.support.records.vocabularies import CATEGORIES, ESCALATION
from toolkit.topics.topic import Check

URGENT = "P1"

URGENT_SLEEPS = ProblemKind(
    "SUP181",
    "error",
    Text("P1 没有全天候计时", "P1 does not run around the clock"),
    Text("写 hours 与 hours_basis: calendar", "write hours with hours_basis: calendar"),
)
SOLVED_FIRST = ProblemKind(
    "SUP182", "error", Text("解决时限短于首次回复", "the time to resolve is shorter than that of the first reply")
)
ESCALATION_ORDER = ProblemKind(
    "SUP183",
    "error",
    Text("升级要依次到负责人、部门负责人、总经理，且以 100 % 收尾", "escalation goes to owner, head and general manager in turn and ends at 100 %"),
)  # fmt: skip
NOT_COVERED = ProblemKind(
    "SUP184",
    "error",
    Text("{category}没有{missing}", "{category} has no {missing}"),
    Text("每个类别至少一格时限、一条归口", "every category has at least one time and one owner"),
)
LATE_STEPS = ProblemKind(
    "SUP185",
    "error",
    Text("逾期系数应从 0 天系数 1 开始，天数递增、系数递减", "late factors begin with 1 at 0 days; days rise, factors fall"),
)  # fmt: skip
PRICE_MAINTENANCE = ProblemKind(
    "SUP191",
    "error",
    Text("销售政策里有限定转售价格的说法：“{words}”", "the sales policy speaks of controlling resale prices: {words}"),
    Text("转售价格由经销商自定；改成陈列、试饮、费用支持等做法（《反垄断法》第18条）", "dealers set their own prices; support displays, sampling or costs instead (Anti-Monopoly Law art. 18)"),
)  # fmt: skip
NOT_ELIGIBLE = ProblemKind(
    "SUP192",
    "error",
    Text("{segment}不在适用分群里，却有自己的做法", "{segment} has a mechanic, but is not among the eligible segments"),
)
TOLD_LATE = ProblemKind(
    "SUP193",
    "warning",
    Text("{told} 才通知，政策 {start} 已生效", "dealers were told on {told}, it is in force since {start}"),
    Text("先通知后生效", "tell first, then begin"),
)
REVIEW_LATE = ProblemKind(
    "SUP194",
    "warning",
    Text("应在 {due} 前复盘", "the review was due on {due}"),
    Text(
        "看增量毛利除以投入；达不到 1 的不再原样做", "incremental margin by cost; below 1 it is not repeated as it was"
    ),
)
REVIEW_EARLY = ProblemKind(
    "SUP195", "error", Text("复盘日 {due} 早于生效日 {start}", "the review of {due} lies before the start on {start}")
)


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Versions of one policy follow each other without overlap or gap.

    中文：每项支持政策的各版本前后相接，不重叠，也不留空档。请改各版的生效日或失效日。
    """
    for model in (SlaPolicy, FundPolicy, SalesPolicy):
        yield from version_problems(network, model)


def times(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """P1 runs around the clock, a solution has at least the time of a reply, every category has a cell and an owner (I.1).

    A version that has run out keeps the categories that there were in its days.

    中文：时限政策说得通：P1 全天候计时，解决时限不短于首次回复，每个类别都有时限和归口，升级依次到总经理。已经过期的版
    本，只看它当时有的类别。
    """
    for policy in network.all(SlaPolicy):
        for n, cell in enumerate(policy.cells):
            for name in ("reply", "resolve"):
                if cell.priority == URGENT and getattr(cell, name).hours_basis != "calendar":
                    yield told(network, URGENT_SLEEPS, policy, "cells", n, name)
            if _shorter(cell):
                yield told(network, SOLVED_FIRST, policy, "cells", n, "resolve")
        steps = sorted(policy.escalation, key=lambda row: row.at)
        if tuple(row.to for row in steps) != tuple(ESCALATION) or steps[-1].at != 1:
            yield told(network, ESCALATION_ORDER, policy, "escalation")
        if policy.effective_to is None or policy.effective_to >= as_of:
            yield from _uncovered(network, policy)


def _shorter(cell: SlaCell) -> bool:
    """Whether the solution has less time than the reply, as far as the two are on comparable clocks."""
    reply, resolve = cell.reply, cell.resolve
    if reply.days is not None and resolve.days is not None:
        return resolve.days < reply.days
    comparable = reply.hours_basis == resolve.hours_basis
    return comparable and _hours(resolve) < _hours(reply)


def _hours(limit: Limit) -> int:
    return int((limit.hours or 0) * 60)


def _uncovered(network: Network, policy: SlaPolicy) -> Iterator[Problem]:
    timed = {row.category for row in policy.cells}
    routed = {row.category for row in policy.routes}
    for category in CATEGORIES:
        name = CATEGORIES.label(category)
        if category not in timed:
            yield told(network, NOT_COVERED, policy, "cells", category=name, missing=Text("时限", "time"))
        if category not in routed:
            yield told(network, NOT_COVERED, policy, "routes", category=name, missing=Text("归口", "owner"))


def late_steps(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A claim in time gets everything, and one that is later never more than an earlier one (reference I.2).

    中文：按时核销的全额，越晚的系数越低，绝不会晚交反而更高。逾期系数从 0 天、系数 1 开始。
    """
    for policy in network.all(FundPolicy):
        steps = policy.late
        begins = bool(steps) and steps[0].up_to_days == 0 and steps[0].factor == 1
        if not begins or any(a.up_to_days >= b.up_to_days or a.factor < b.factor for a, b in pairwise(steps)):
            yield told(network, LATE_STEPS, policy, "late")


def sales(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A sales policy sets no resale price, is told before it begins, names who may take part, and is reviewed.

    Fixing a resale price or a lowest one with dealers is banned (Anti-Monopoly Law art. 18), also as a condition of support.

    中文：销售政策不限定转售价格，先通知后生效，写明谁可以参加，按时复盘。与经销商固定转售价或限定最低价，即使只作为支持
    的条件，也被禁止（反垄断法第十八条）。
    """
    for policy in network.all(SalesPolicy):
        for path, text in _texts(policy):
            words = resale_price_words(text.zh, counted=True) or resale_price_words(text.en, counted=True)
            if words:
                yield told(network, PRICE_MAINTENANCE, policy, *path, words=words)
        for n, row in enumerate(policy.variants):
            if row.segment not in policy.segments:
                name = SEGMENTS.label(row.segment)
                yield told(network, NOT_ELIGIBLE, policy, "variants", n, "segment", segment=name)
        start, review = policy.effective_from, policy.review
        if policy.notice.date > start:
            yield told(network, TOLD_LATE, policy, "notice", "date", told=policy.notice.date, start=start)
        if review.due < start:
            yield told(network, REVIEW_EARLY, policy, "review", "due", due=review.due, start=start)
        elif review.due < as_of and (review.done_on is None or review.done_on > as_of):
            yield told(network, REVIEW_LATE, policy, "review", "due", due=review.due)


def _texts(policy: SalesPolicy) -> Iterator[tuple[tuple[Step, ...], Text]]:
    for name in ("name", "objective", "mechanic"):
        yield (name,), getattr(policy, name)
    for n, row in enumerate(policy.variants):
        yield ("variants", n, "mechanic"), row.mechanic
    yield ("review", "measure"), policy.review.measure


CHECKS: tuple[Check, ...] = (
    Check((OVERLAP, GAP, REVERSED), versions),
    Check((URGENT_SLEEPS, SOLVED_FIRST, ESCALATION_ORDER, NOT_COVERED), times),
    Check((LATE_STEPS,), late_steps),
    Check((PRICE_MAINTENANCE, NOT_ELIGIBLE, TOLD_LATE, REVIEW_LATE, REVIEW_EARLY), sales),
)
