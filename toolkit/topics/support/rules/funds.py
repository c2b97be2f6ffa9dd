"""What a marketing fund pays: min(approved, invoiced) × share × evidence passed × lateness, rounded once (reference I.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.results import Step
from toolkit.topics.support.records import Claim, Fund, FundApproval, FundPolicy
from toolkit.topics.support.rules.results import ClaimLine, FundStanding

ZERO = Decimal(0)
CLOSED = frozenset(("settled", "declined", "lapsed"))


def payable(base: Decimal, share: Decimal, passed: int, total: int, factor: Decimal) -> Decimal:
    """Returns base × share × passed / total × factor, half-up to fen; nothing where no evidence was asked for or passed."""
    return to_fen(base * share * passed * factor / total) if total else to_fen(ZERO)


def late_factor(policy: FundPolicy, days: int) -> Decimal:
    """Returns the factor of a claim that came `days` late: that of the first step that reaches so far, else 0."""
    steps = sorted(policy.late, key=lambda row: row.up_to_days)
    return next((row.factor for row in steps if days <= row.up_to_days), ZERO)


def approval_due(policy: FundPolicy, requested: date, calendar: WorkCalendar) -> date:
    """Returns the last day of our answer to a request."""
    return calendar.add(requested, policy.approve_days)


def claim_due(fund: Fund, policy: FundPolicy, calendar: WorkCalendar) -> date:
    """Returns the last day of a claim; later by as many days as our approval was late."""
    due = fund.end + timedelta(days=policy.claim_days)
    if fund.request is None or fund.approval is None:
        return due
    late = (fund.approval.date - approval_due(policy, fund.request.date, calendar)).days
    return due + timedelta(days=max(late, 0))


def share_of(approval: FundApproval, policy: FundPolicy) -> Decimal:
    """Returns our share: the approval's own, else the policy's."""
    return policy.share if approval.share is None else approval.share


def claim_lines(fund: Fund, policy: FundPolicy, calendar: WorkCalendar, as_of: date) -> tuple[ClaimLine, ...]:
    """Returns how each claim up to `as_of` comes out, in order; an approval is used up by the claims before."""
    approval = fund.approval
    if approval is None or approval.date > as_of:
        return ()
    due, left = claim_due(fund, policy, calendar), approval.amount
    lines: list[ClaimLine] = []
    for claim in sorted(fund.claims, key=lambda row: row.received_on):
        if claim.received_on <= as_of:
            lines.append(_claim_line(claim, approval, policy, due, left))
            left -= lines[-1].base
    return tuple(lines)


def _claim_line(claim: Claim, approval: FundApproval, policy: FundPolicy, due: date, left: Decimal) -> ClaimLine:
    invoiced = sum((row.amount for row in claim.invoices if row.valid), ZERO)
    base = max(min(left, invoiced), ZERO)
    good = {row.name for row in claim.items if row.passed}
    asked = tuple(dict.fromkeys(approval.evidence))
    passed = sum(name in good for name in asked)
    late = max((claim.received_on - due).days, 0)
    share, factor = share_of(approval, policy), late_factor(policy, late)
    return ClaimLine(
        received=claim.received_on,
        due=due,
        base=base,
        invoiced=invoiced,
        share=share,
        passed=passed,
        total=len(asked),
        late_days=late,
        factor=factor,
        payable=payable(base, share, passed, len(asked), factor),
        missing=tuple(code for code in policy.documents if code not in claim.documents),
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a fund is, and whose move is next until when."""

    state: str
    due: date | None = None
    side: str = ""


def stage(
    fund: Fund, policy: FundPolicy, calendar: WorkCalendar, as_of: date, *, owed: Decimal, paid: Decimal
) -> Stage:
    """Returns how far a fund is on `as_of`."""
    request, approval = fund.request, fund.approval
    if request is None or request.date > as_of:
        return Stage("planned")
    if fund.declined is not None:
        return Stage("declined")
    if approval is None or approval.date > as_of:
        return Stage("requested", approval_due(policy, request.date, calendar), "brand")
    claims = [row for row in fund.claims if row.received_on <= as_of]
    if not claims:
        return _unclaimed(fund, policy, calendar, as_of)
    waiting = [row for row in claims if row.complete_on is None or row.complete_on > as_of]
    if waiting:
        return Stage("incomplete", claim_due(fund, policy, calendar), "dealer")
    if paid >= owed:
        return Stage("settled")
    last = max(row.complete_on for row in claims if row.complete_on is not None)
    return Stage("part_settled" if paid else "to_settle", last + timedelta(days=policy.settle_days), "brand")


def _unclaimed(fund: Fund, policy: FundPolicy, calendar: WorkCalendar, as_of: date) -> Stage:
    due = claim_due(fund, policy, calendar)
    if as_of <= fund.end:
        return Stage("approved" if as_of < fund.start else "running", fund.end, "dealer")
    lapses = due + timedelta(days=max((row.up_to_days for row in policy.late), default=0))
    return Stage("lapsed") if as_of > lapses else Stage("to_claim", due, "dealer")


def fund_standing(
    fund: Fund, policy: FundPolicy, calendar: WorkCalendar, as_of: date, *, dealer: str, year: int
) -> FundStanding:
    """Returns how a fund stands: state, claims, payable, paid, and what it takes of the budget.

    Until it is settled it takes our share of what was approved; then what was payable; nothing when it lapsed or was declined.
    """
    lines = claim_lines(fund, policy, calendar, as_of)
    owed = sum((row.payable for row in lines), ZERO)
    paid = sum((row.amount for row in fund.payments if row.date <= as_of), ZERO)
    where = stage(fund, policy, calendar, as_of, owed=owed, paid=paid)
    approval = fund.approval if fund.approval and fund.approval.date <= as_of else None
    promised = to_fen(approval.amount * share_of(approval, policy)) if approval else ZERO
    settled = where.state in ("settled", "part_settled", "to_settle")
    return FundStanding(
        subject=fund.id,
        dealer=dealer,
        name=fund.name,
        year=year,
        state=where.state,
        policy=policy.reference,
        approved=approval.amount if approval else ZERO,
        reserved=owed if settled else ZERO if where.state in CLOSED else max(promised, owed),
        claims=lines,
        payable=owed,
        paid=paid,
        due=where.due,
        due_side=where.side,
        trace=tuple(step for row in lines for step in claim_steps(row, policy.reference)),
    )


def claim_steps(line: ClaimLine, policy: str) -> Iterable[Step]:
    """Returns the steps of a claim's payable, as the settlement sheet tells them."""
    day = str(line.received)
    return (
        Step(what=Text(f"{day} 取小", f"{day} the smaller"), value=line.base, policy=policy),
        Step(what=Text(f"{day} 我方分担", f"{day} our share"), value=line.share, policy=policy),
        Step(
            what=Text(f"{day} 合格证据", f"{day} evidence passed"), value=f"{line.passed}/{line.total}", policy=policy
        ),
        Step(
            what=Text(f"{day} 逾期 {line.late_days} 天", f"{day} {line.late_days} days late"),
            value=line.factor,
            policy=policy,
        ),
        Step(
            what=Text(f"{day} 应付", f"{day} payable"),
            value=f"{line.base} × {line.share} × {line.passed}/{line.total} × {line.factor} = {line.payable}",
            policy=policy,
        ),
    )


def item_worth(line: ClaimLine) -> Decimal:
    """Returns what one item of evidence is worth in this claim, half-up to fen, so that the dealer knows what to add."""
    return payable(line.base, line.share, 1, line.total, line.factor)
