"""Which level of the ladder the facts of a case reach, and what it brings once it is final (reference J.2, 0b)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import add_months
from toolkit.network.policy import in_force
from toolkit.network.reader import Reader
from toolkit.topics.conflict.records import Case, Condition, Conduct, LadderPolicy, Rung

LADDER = "ladder"


@dataclass(frozen=True, slots=True)
class Facts:
    """What the level depends on: 箱 found by code, the how-manieth time, the highest level before, and intent."""

    cases: int
    times: int = 1
    before: int | None = None
    knowing: bool = False
    tampered: bool = False
    fraud: bool = False
    month_cases: int | None = None


@dataclass(frozen=True, slots=True)
class Effects:
    """What a case does outside itself: evaluation points, the territory bonus (T8), a red line."""

    points: int = 0
    loses_bonus: bool = False
    red_line: str = ""


NO_EFFECTS = Effects()


def ladder_of(reader: Reader, case: Case) -> LadderPolicy | None:
    """Returns the ladder in force when the case was registered; None for a type that has no ladder."""
    policy = in_force(reader.all(LadderPolicy), LADDER, case.opened_on)
    return policy if policy is not None and case.type in policy.types else None


def natural_limit(ladder: LadderPolicy, month_cases: int | None) -> Decimal:
    """Returns up to how many 箱 goods flow by themselves: the higher of the count and the share of the month's purchases."""
    return max(Decimal(ladder.natural.cases), ladder.natural.share * (month_cases or 0))


def proposed_level(ladder: LadderPolicy, facts: Facts) -> int:
    """Returns the highest level of which a condition holds; 0 for natural flow, else the lowest level above 0."""
    intent = facts.knowing or facts.tampered or facts.fraud
    rungs = sorted(ladder.rungs, key=lambda rung: rung.level, reverse=True)
    if not intent and facts.cases <= natural_limit(ladder, facts.month_cases):
        return 0
    for rung in rungs:
        if any(holds(condition, facts) for condition in rung.when):
            return rung.level
    return min((rung.level for rung in rungs if rung.level), default=0)


def holds(condition: Condition, facts: Facts) -> bool:
    """Returns whether all that a condition asks for is so; an empty condition never holds."""
    asked = [
        (condition.over_cases is not None, facts.cases > (condition.over_cases or 0)),
        (condition.times is not None, facts.times >= (condition.times or 0)),
        (condition.after_level is not None, facts.before is not None and facts.before >= (condition.after_level or 0)),
        (condition.knowing, facts.knowing),
        (condition.tampered, facts.tampered),
        (condition.fraud, facts.fraud),
    ]
    return any(given for given, _ in asked) and all(true for given, true in asked if given)


def decided_level(case: Case) -> int | None:
    """Returns the level that stands after an appeal; None without a decision or when it was revoked."""
    if case.decision is None:
        return None
    appeal = case.appeal
    if appeal is not None and appeal.result == "revoked":
        return None
    if appeal is not None and appeal.result == "changed":
        return appeal.level
    return case.decision.level


def is_final(case: Case, as_of: date) -> bool:
    """Returns whether a decision can no longer be appealed: only then it touches evaluation and rebate."""
    return case.status == "final" and case.final_on is not None and case.final_on <= as_of


def prior_cases(reader: Reader, case: Case, ladder: LadderPolicy) -> tuple[Case, ...]:
    """Returns the dealer's cases of the ladder's types at level 1 or above that became final in the months before this one."""
    since = add_months(case.opened_on, -ladder.repeat_months)
    return tuple(
        other
        for other in reader.of_dealer(Case, case.dealer)
        if other.id != case.id
        and other.type in ladder.types
        and other.respondent == "dealer"
        and is_final(other, case.opened_on)
        and other.final_on is not None
        and other.final_on > since
        and (decided_level(other) or 0) >= 1
    )


def facts_of(reader: Reader, case: Case, ladder: LadderPolicy) -> Facts:
    """Returns what the level of a case depends on, repeats counted from the record."""
    before = prior_cases(reader, case, ladder)
    conduct = case.conduct or Conduct()
    return Facts(
        cases=case.cases,
        times=len(before) + 1,
        before=max((decided_level(other) or 0 for other in before), default=None),
        knowing=conduct.knowing,
        tampered=conduct.tampered,
        fraud=conduct.fraud,
        month_cases=conduct.month_cases,
    )


def rung_of(ladder: LadderPolicy, level: int | None) -> Rung | None:
    """Returns the rung of a level, or None."""
    return next((rung for rung in ladder.rungs if rung.level == level), None)


def effects(case: Case, ladder: LadderPolicy | None, as_of: date) -> Effects:
    """Returns what a case brings on `as_of`; nothing before it is final, nothing against the brand, nothing below its level."""
    if ladder is None or case.respondent != "dealer" or not is_final(case, as_of):
        return NO_EFFECTS
    rung = rung_of(ladder, decided_level(case))
    if rung is None:
        return NO_EFFECTS
    red_line = rung.red_line or ""
    if red_line and case.conduct is not None and case.conduct.tampered:
        red_line = ladder.tampered_red_line
    return Effects(rung.points, rung.loses_bonus, red_line)
