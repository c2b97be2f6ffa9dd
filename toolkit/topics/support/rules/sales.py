"""The catalogue of sales policies: which are open to a dealer, and what a new version changes (reference 0b, SP)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text
from toolkit.network.record import label
from toolkit.topics.company.records import TAX
from toolkit.topics.dealer.records import SEGMENTS
from toolkit.topics.support.records import SalesPolicy
from toolkit.topics.support.records.vocabularies import MECHANICS
from toolkit.topics.support.rules.results import PolicyChange, SalesPolicyStanding


def state_of(policy: SalesPolicy, as_of: date) -> str:
    """Returns `planned`, `running` or `ended`."""
    if as_of < policy.effective_from:
        return "planned"
    return "running" if policy.covers(as_of) else "ended"


def open_to(policy: SalesPolicy, segment: str | None, lines: Iterable[str], as_of: date) -> bool:
    """Returns whether a dealer of that segment and those product lines may take part on `as_of`."""
    return policy.covers(as_of) and segment in policy.segments and bool(set(lines) & set(policy.lines))


def mechanic_for(policy: SalesPolicy, segment: str | None) -> Text:
    """Returns what the policy gives a segment: its variant, else what it gives all."""
    return next((row.mechanic for row in policy.variants if row.segment == segment), policy.mechanic)


def version_before(policies: Iterable[SalesPolicy], policy: SalesPolicy) -> SalesPolicy | None:
    """Returns the version of the same policy that came before, or None for the first."""
    earlier = [row for row in policies if row.id == policy.id and row.effective_from < policy.effective_from]
    return max(earlier, key=lambda row: row.effective_from, default=None)


def changes(old: SalesPolicy, new: SalesPolicy) -> Iterator[PolicyChange]:
    """Yields what a dealer reads as changed; the period changes with every version and is not told. Budgets stay inside."""
    for name in ("name", "objective", "lines", "segments", "kind", "mechanic"):
        before, after = _words(old, name), _words(new, name)
        if before != after:
            yield PolicyChange(what=label(SalesPolicy, name), before=before, after=after)
    held = {row.segment: row.mechanic for row in old.variants}
    given = {row.segment: row.mechanic for row in new.variants}
    for segment in SEGMENTS:
        before, after = held.get(segment, NO_TEXT), given.get(segment, NO_TEXT)
        if before != after:
            yield PolicyChange(what=SEGMENTS.label(segment), before=before, after=after)


def standing(policies: Iterable[SalesPolicy], policy: SalesPolicy, as_of: date) -> SalesPolicyStanding:
    """Returns where a version stands and what it changed."""
    before = version_before(policies, policy)
    return SalesPolicyStanding(
        subject=policy.reference,
        state=state_of(policy, as_of),
        before=before.reference if before else "",
        changes=tuple(changes(before, policy)) if before else (),
        review_due=policy.review.due if policy.review.done_on is None else None,
    )


def budget_text(policy: SalesPolicy) -> Text:
    """Returns the budget with its tax basis."""
    tax, amount = TAX.label(policy.tax), amount_text(policy.budget)
    return Text(f"{amount}（{tax.zh}）", f"{amount} ({tax.en})")


def _words(policy: SalesPolicy, name: str) -> Text:
    held = getattr(policy, name)
    if name == "kind":
        return MECHANICS.label(held)
    if name == "segments":
        words = [SEGMENTS.label(code) for code in held]
        return Text("、".join(w.zh for w in words), ", ".join(w.en for w in words))
    if name == "lines":
        return Text("、".join(held), ", ".join(held))
    return held if isinstance(held, Text) else Text(str(held))
