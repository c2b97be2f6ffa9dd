"""The dates in a contract by which something is to be done, each with the side that owes it (reference A.10, C26).

Pure functions of the records: what is known to be done is marked, what nobody records simply passes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from toolkit.kernel.period import Span, add_months
from toolkit.kernel.text import Text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import LICENCES, PriceList, ProductLine
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.renewal import is_decided, notice_by, opens_on
from toolkit.topics.contract.rules.terms.item import say
from toolkit.topics.dealer.records import DealerProfile

MANAGER, FINANCE = "manager", "finance"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A date of a contract: what is to be done by then, by whose side, which item says so, and who of us sees to it.

    `passes` means that nobody records whether it was done, so that it is no longer shown once its day is over.
    """

    key: str
    on: date
    what: Text
    side: str
    item: str
    post: str = MANAGER
    done: bool = False
    passes: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """A signed contract with what its deadlines are counted from: its days in force and its renewal window in days."""

    reader: Reader
    contract: Contract
    profile: DealerProfile | None
    span: Span
    as_of: date
    window: int

    @property
    def last(self) -> date:
        """Returns the last day in force."""
        return self.span.last


def deadlines(run: Running) -> tuple[Deadline, ...]:
    """Returns the deadlines of a contract by day."""
    found = (row for part in PARTS for row in part(run))
    return tuple(sorted(found, key=lambda row: (row.on, row.key)))


def _ending(run: Running) -> Iterator[Deadline]:
    term = run.contract.term
    if term.trial_months:
        last = add_months(term.start, term.trial_months) - timedelta(days=1)
        what = Text(
            "试销期满：回顾试销，书面确认后续安排",
            "the trial ends: look back on it and confirm in writing what follows",
        )
        yield Deadline("trial-end", last, what, "brand", "term", passes=True)
    if run.contract.ended is None:
        decided = is_decided(run.reader, run.contract, run.as_of)
        opens = Text("开始回顾履行情况，商谈下一期合作", "look back on the term and begin to talk of the next one")
        yield Deadline("renewal-window", opens_on(run.contract, run.window), opens, "brand", "renewal", done=decided)
        notice = notice_by(run.contract)
        if notice is not None:
            say_so = Text("书面提出续约，或书面告知不续约并说明理由", "propose the renewal in writing, or say in writing, with reasons, that there is none")  # fmt: skip
            yield Deadline("renewal-notice", notice, say_so, "brand", "renewal", done=decided)
    end = Text("合同最后有效日", "last day of the contract")
    yield Deadline("end", run.last, end, "brand", "term", passes=True)


def _money(run: Running) -> Iterator[Deadline]:
    contract, held = run.contract, run.contract.deposit
    received = _has(run.profile, "bond_receipt", run.as_of)
    if held is not None and held.kind != "none":
        if held.due_days is not None and contract.signed_on is not None:
            due = contract.signed_on + timedelta(days=held.due_days)
            yield Deadline(
                "deposit", due, Text("交付保证金", "pay the deposit"), "dealer", "deposit", FINANCE, received
            )
        back = run.last + timedelta(days=contract.termination.settlement_days + held.refund_days)
        refunded = _has(run.profile, "bond_refund", run.as_of) or _carried_over(run)
        what = Text("结清后退还保证金余额，最迟日期", "refund of the deposit after the settlement, at the latest")
        yield Deadline("deposit-refund", back, what, "brand", "deposit", FINANCE, refunded)
    if contract.credit is not None and contract.credit.review_months:
        on = _next_review(run, contract.credit.review_months)
        if on is not None:
            what = Text("复核信用额度", "review of the credit limit")
            yield Deadline("credit-review", on, what, "brand", "credit", FINANCE, passes=True)
    on = _next_day(run.as_of, contract.payment.reconciliation_day)
    if run.span.first <= on <= run.last:
        what = Text("核对上月货款、返利、费用和保证金", "reconcile last month's goods, rebates, expenses and deposit")
        yield Deadline("reconciliation", on, what, "brand", "payment", FINANCE, passes=True)


def _guarantees(run: Running) -> Iterator[Deadline]:
    """When a guarantee of the last debt lapses: its period counts from the day on which that debt fell due (CC 692)."""
    credit = run.contract.credit
    last_debt = run.last + timedelta(days=run.contract.payment.credit_days)
    for n, row in enumerate(credit.guarantees if credit else (), 1):
        if row.kind in ("joint", "general") and row.period_months:
            what = say(
                "向保证人{who}主张权利的最后日（末笔货款）",
                "last day to claim on the guarantee of {who} (last debt)",
                who=row.guarantor,
            )
            on = add_months(last_debt, row.period_months)
            yield Deadline(f"guarantee-{n}", on, what, "brand", "credit", FINANCE, passes=True)


def _licences(run: Running) -> Iterator[Deadline]:
    granted = {line for scope in run.contract.scopes for line in scope.lines}
    lines = (run.reader.find(ProductLine, line) for line in sorted(granted))
    needed = {kind for line in lines if line for kind in line.required_licences}
    for kind in (code for code in LICENCES if code in needed):
        held = [row.valid_to or date.max for row in (run.profile.licences if run.profile else ()) if row.type == kind]
        if held and max(held) < run.last:
            what = say("{what}到期，取得新证", "the {what} ends: obtain the new one", what=LICENCES.label(kind))
            yield Deadline(f"licence-{kind}", max(held), what, "dealer", "lines")


def _prices(run: Running) -> Iterator[Deadline]:
    change = run.contract.price_change
    for use in run.contract.prices:
        held = run.reader.find(PriceList, use.list)
        if held is None or held.effective_to is None or not run.span.first <= held.effective_to < run.last:
            continue
        line, follows = line_name(run.reader, held.line), held.effective_to + timedelta(days=1)
        known = any(row.line == held.line and row.effective_from == follows for row in run.reader.all(PriceList))
        what = say("书面通知{line}的新供货价", "written notice of the new supply prices of {line}", line=line)
        by = follows - timedelta(days=change.notice_days)
        yield Deadline(f"price-notice-{held.line}", by, what, "brand", "price-change", done=known)
        if change.protection_days:
            what = say(
                "{line}新价生效：核对生效日前{n}日内购入的库存，降价的补偿差额",
                "new prices of {line}: compare stock bought in the {n} days before, and make good a fall",
                line=line,
                n=change.protection_days,
            )
            yield Deadline(
                f"price-protection-{held.line}", follows, what, "brand", "price-change", FINANCE, passes=True
            )


PARTS: tuple[Callable[[Running], Iterator[Deadline]], ...] = (_ending, _money, _guarantees, _licences, _prices)


def _has(profile: DealerProfile | None, document: str, as_of: date) -> bool:
    rows = profile.transitions if profile else ()
    return any(document in row.documents for row in rows if row.date <= as_of)


def _carried_over(run: Running) -> bool:
    """Whether a later contract of the dealer has a deposit too: the balance goes on to it, as its special terms say."""
    later = (row for row in run.reader.of_dealer(Contract, run.contract.dealer) if row.term.start > run.last)
    return any(row.deposit is not None and row.deposit.kind != "none" for row in later)


def _next_review(run: Running, months: int) -> date | None:
    """The next day of review after the as-of date, counted from the first day in whole periods; None after the end."""
    n = 1
    while (on := add_months(run.contract.term.start, months * n)) < run.as_of:
        n += 1
    return on if on <= run.last else None


def _next_day(as_of: date, number: int) -> date:
    """The next day of that number in a month, the as-of date included; a number that months lack is their 28th."""
    day = as_of.replace(day=min(max(number, 1), 28))
    return day if day >= as_of else add_months(day, 1)
