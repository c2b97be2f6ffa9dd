"""What the network owed at the end of a quarter: by age, against the credit limits, and what was paid on time (M.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from toolkit.kernel.text import Text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.network_wide.adding import ZERO, added, divided, share, total

AGES = ("overdue_1_30", "overdue_31_60", "overdue_61_90", "overdue_over_90")


class ReceivableLine(Value):
    """One dealer's receivables, incl. VAT. Without a credit limit nothing is used of one."""

    dealer: str = field("经销商", "Dealer")
    closing: Decimal = field("期末应收", "Receivables", unit="元")
    overdue: Decimal = field("其中逾期", "Of it overdue", unit="元")
    overdue_share: Decimal | None = field("逾期占比", "Share overdue", default=None)
    limit: Decimal | None = field("信用额度", "Credit limit", unit="元", default=None)
    use: Decimal | None = field("额度使用", "Of the limit", default=None)


class NetworkReceivables(InternalResult):
    """All receivables at the end of a quarter, incl. VAT; its subject is the quarter.

    A dealer whose figures are missing, or stand without VAT, is not counted; `unknown` says how many those are.
    """

    topic = "evaluation"
    dealers: int = field("有数据的经销商", "Dealers with data")
    unknown: int = field("未计入的经销商", "Dealers not counted")
    closing: Decimal = field("期末应收", "Receivables", unit="元")
    within: Decimal = field("账期内", "Within terms", unit="元")
    overdue_1_30: Decimal = field("逾期1–30天", "Overdue 1–30 days", unit="元")
    overdue_31_60: Decimal = field("逾期31–60天", "Overdue 31–60 days", unit="元")
    overdue_61_90: Decimal = field("逾期61–90天", "Overdue 61–90 days", unit="元")
    overdue_over_90: Decimal = field("逾期90天以上", "Overdue over 90 days", unit="元")
    overdue: Decimal = field("逾期合计", "Overdue in all", unit="元")
    overdue_share: Decimal | None = field("逾期占比", "Share overdue", default=None)
    due: Decimal = field("本季到期", "Due in the quarter", unit="元")
    on_time: Decimal = field("其中按期到账", "Of it received on time", unit="元")
    on_time_share: Decimal | None = field("按期回款率", "Paid on time", default=None)
    limit: Decimal = field("信用额度", "Credit limits", unit="元")
    used: Decimal = field("有额度者的应收", "Receivables of those with a limit", unit="元")
    use: Decimal | None = field("额度使用", "Of the limits", default=None)
    rows: tuple[ReceivableLine, ...] = field("经销商", "Dealers", default=())


def counted(rows: Iterable[Facts]) -> tuple[Facts, ...]:
    """Returns the quarters whose balance and ages are all known, incl. VAT."""
    return tuple(
        facts
        for facts in rows
        if facts.data.receivables.tax == "incl" and all(_amount(facts, name) is not None for name in ("closing", *AGES))
    )


def network_receivables(quarter: str, rows: Sequence[Facts]) -> NetworkReceivables | None:
    """Returns the receivables of a quarter, or None when they are not known of any dealer."""
    held = counted(rows)
    if not held:
        return None
    lines = tuple(sorted(map(_line, held), key=lambda line: (-line.overdue, -line.closing, line.dealer)))
    ages: dict[str, Any] = {name: total(_known(held, name)) for name in AGES}
    closing, overdue = total(_known(held, "closing")), total(ages.values())
    paying = [facts for facts in held if _pays(facts)]
    due, on_time = total(_known(paying, "due")), total(_known(paying, "on_time"))
    limited = [line for line in lines if line.limit is not None]
    limit, used = total(line.limit or ZERO for line in limited), total(line.closing for line in limited)
    return NetworkReceivables(
        subject=quarter,
        dealers=len(held),
        unknown=len(rows) - len(held),
        closing=closing,
        within=max(closing - overdue, ZERO),
        **ages,
        overdue=overdue,
        overdue_share=share(overdue, closing),
        due=due,
        on_time=on_time,
        on_time_share=share(on_time, due),
        limit=limit,
        used=used,
        use=share(used, limit),
        rows=lines,
    )


def _amount(facts: Facts, name: str) -> Decimal | None:
    held = getattr(facts.data.receivables, name)
    return facts.figure(held, "receivables", name).value


def _known(rows: Iterable[Facts], name: str) -> list[Decimal]:
    return [amount for facts in rows if (amount := _amount(facts, name)) is not None]


def _pays(facts: Facts) -> bool:
    return _amount(facts, "due") is not None and _amount(facts, "on_time") is not None


def _limit(facts: Facts) -> Decimal | None:
    return facts.terms.credit.limit if facts.terms is not None and facts.terms.credit is not None else None


def _line(facts: Facts) -> ReceivableLine:
    closing = _amount(facts, "closing") or ZERO
    overdue = total(_amount(facts, name) or ZERO for name in AGES)
    limit = _limit(facts)
    return ReceivableLine(
        dealer=facts.data.dealer,
        closing=closing,
        overdue=overdue,
        overdue_share=share(overdue, closing),
        limit=limit,
        use=share(closing, limit) if limit is not None else None,
    )


NAMES = {
    "closing": Text("期末应收", "receivables"),
    "overdue_1_30": Text("逾期1–30天", "overdue 1–30 days"),
    "overdue_31_60": Text("逾期31–60天", "overdue 31–60 days"),
    "overdue_61_90": Text("逾期61–90天", "overdue 61–90 days"),
    "overdue_over_90": Text("逾期90天以上", "overdue over 90 days"),
}


def receivable_steps(result: NetworkReceivables, rows: Sequence[Facts]) -> Iterator[Step]:
    """Yields the sum of each age over the dealers, what is overdue and paid on time, and how far the limits are used."""
    held = counted(rows)
    yield Step(what=Text("有数据的经销商", "dealers with data"), value=str(len(held)), gives="dealers")
    left_out = [facts.data.dealer for facts in rows if facts not in held]
    listed = "、".join(left_out) + ": " if left_out else ""
    yield Step(what=Text("未计入", "not counted"), value=f"{listed}{len(left_out)}", gives="unknown")
    for name, words in NAMES.items():
        yield added(words, _known(held, name), name)
    yield added(Text("逾期合计", "overdue in all"), [getattr(result, name) for name in AGES], "overdue")
    within = f"max({result.closing} − {result.overdue}, 0) = {result.within}"
    yield Step(what=Text("账期内", "within terms"), value=within, gives="within")
    paying = [facts for facts in held if _pays(facts)]
    yield added(Text("本季到期", "due in the quarter"), _known(paying, "due"), "due")
    yield added(Text("其中按期到账", "of it received on time"), _known(paying, "on_time"), "on_time")
    limits = [(line.limit, line.closing) for line in result.rows if line.limit is not None]
    yield added(Text("信用额度", "credit limits"), [limit for limit, _ in limits], "limit")
    yield added(Text("有额度者的应收", "receivables of those with a limit"), [closing for _, closing in limits], "used")
    for words, part, whole, gives in (
        (Text("逾期占比", "share overdue"), result.overdue, result.closing, "overdue_share"),
        (Text("按期回款率", "paid on time"), result.on_time, result.due, "on_time_share"),
        (Text("额度使用", "of the limits"), result.used, result.limit, "use"),
    ):
        if whole:
            yield divided(words, part, whole, gives)
