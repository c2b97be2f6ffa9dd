"""What the data say that a dealer lacks, and what may be offered: the policy's rules on signals (reference K.2, M117)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results, Step
from toolkit.topics.evaluation.rules import Evaluation
from toolkit.topics.segment.records.help import HelpPolicy, Hint
from toolkit.topics.segment.records.strategy import StrategyCard
from toolkit.topics.segment.records.vocabularies import NEEDS, SIGNALS
from toolkit.topics.segment.rules.early import evaluations_of
from toolkit.topics.segment.rules.helping import help_policy
from toolkit.topics.segment.rules.results import EarlyWarning, SegmentStanding

MEASURED = {"outlets_weak": "outlet_coverage", "sell_out_weak": "sell_through", "training_weak": "training_passed"}
"""Signals that are a low score of one measure of the last quarter."""
WARNED = {"stock_high": "W3", "sell_in_falling": "W1", "overdue": "W4", "people_leaving": "W6"}
"""Signals that are a warning, yellow or red."""
PAYMENT = "payment_on_time"
RAISED = frozenset(("yellow", "red"))


class HintLine(Value):
    """A rule that holds: what it rests on, the need it points to, whether the strategy card has an offer for that need."""

    id: str = field("编号", "Id")
    signals: tuple[str, ...] = field("数据显示", "The data say")
    need: str = field("可能的需求", "Likely need")
    offer: Text = field("可以提供", "May be offered")
    answered: bool = field("策略卡已有支持", "The card offers something")


class NeedHints(InternalResult):
    """What the data point to for one dealer; its subject is the dealer."""

    topic = "segment"
    across = True
    policy: str = field("政策版本", "Policy version")
    quarter: str = field("数据季度", "Quarter", default="")
    signals: tuple[str, ...] = field("数据显示", "The data say")
    hints: tuple[HintLine, ...] = field("提示", "Hints")


def need_hints(
    network: Network, results: Results, warnings: tuple[EarlyWarning, ...],
    standings: tuple[SegmentStanding, ...], as_of: date,
) -> Iterator[NeedHints]:  # fmt: skip
    """Yields what the data say of each running dealer; nothing without a policy of mutual help in force."""
    policy = help_policy(network, as_of)
    if policy is None:
        return
    growth = {row.subject: row for row in standings}
    for warning in warnings:
        last = evaluations_of(results, warning.subject)[-1:]
        said = signals(policy, warning, growth.get(warning.subject), last[0] if last else None)
        card = network.find(StrategyCard, warning.subject)
        offered = {row.answers for row in card.offers} if card is not None else set()
        yield NeedHints(
            subject=warning.subject,
            dealer=warning.subject,
            policy=policy.reference,
            quarter=last[0].quarter if last else "",
            signals=said,
            hints=tuple(_line(row, offered) for row in policy.hints if holds(row, said)),
            trace=tuple(Step(what=SIGNALS.label(code), value="✓", policy=policy.reference) for code in said),
        )


def holds(hint: Hint, said: tuple[str, ...]) -> bool:
    """Returns whether the data say all that a rule asks for, and nothing that speaks against it."""
    return set(hint.when) <= set(said) and not set(hint.unless) & set(said)


def signals(
    policy: HelpPolicy, warning: EarlyWarning, standing: SegmentStanding | None, last: Evaluation | None
) -> tuple[str, ...]:
    """Returns what the data say, in the order of SIGNALS; what is not known is not said."""
    scores = _scores(last)
    found = {name for name, code in WARNED.items() if _raised(warning, code)}
    found |= {name for name, measure in MEASURED.items() if _below(scores.get(measure), policy.weak_below)}
    paid = scores.get(PAYMENT)
    if paid is not None and paid >= policy.strong_from and "overdue" not in found:
        found.add("cash_strong")
    if standing is not None:
        if standing.growth is not None and standing.peers is not None and standing.growth > standing.peers:
            found.add("growing")
        if standing.stage == "succession":
            found.add("succession")
    return tuple(code for code in SIGNALS if code in found)


def _scores(last: Evaluation | None) -> dict[str, Decimal]:
    rows = [row for dimension in last.dimensions for row in dimension.indicators] if last is not None else []
    return {row.measure: row.score for row in rows if row.score is not None}


def _raised(warning: EarlyWarning, code: str) -> bool:
    line = warning.line(code)
    return line is not None and line.level in RAISED


def _below(score: Decimal | None, line: Decimal) -> bool:
    return score is not None and score < line


def _line(row: Hint, offered: set[str]) -> HintLine:
    return HintLine(id=row.id, signals=row.when, need=row.need, offer=row.offer, answered=row.need in offered)


def need_steps(network: Network, results: Results, result: NeedHints, as_of: date) -> Iterator[Step]:
    """Yields each signal, and each rule that holds with the need that it points to."""
    yield from result.trace
    for row in result.hints:
        yield Step(what=NEEDS.label(row.need), value=row.offer, policy=result.policy)
