"""Every step of what a marketing fund pays, of its balance, and of how well we supplied (reference 0.5, I.1, I.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import joined, read
from toolkit.network.network import Network
from toolkit.network.results import Results, Step
from toolkit.topics.support.records import Fund, FundPolicy, SupplyOrder, SupportYear
from toolkit.topics.support.rules.funds import claim_lines, share_of
from toolkit.topics.support.rules.results import ClaimLine, FundBalance, FundStanding, SupplyPerformance
from toolkit.topics.support.rules.standing import ground_of
from toolkit.topics.support.rules.supply import delivered_value, due_day, is_on_time


def fund_steps(network: Network, results: Results, result: FundStanding, as_of: date) -> Iterator[Step]:
    """Yields the approval, each claim from its invoices to what is payable, the payments, and what it takes of the budget."""
    held = ((y, n) for y in network.all(SupportYear) for n, row in enumerate(y.funds) if row.id == result.subject)
    year, n = next(held)
    fund, ground = year.funds[n], ground_of(network, as_of)
    policy = ground.fund(fund)
    if policy is None:
        return
    approved = fund.approval is not None and fund.approval.date <= as_of
    if approved:
        yield read(network, year, "funds", n, "approval", "amount", gives="approved")
    else:
        yield Step(what=Text("没有批复", "not approved"), value="0", gives="approved")
    by_day = {row.received_on: k for k, row in enumerate(fund.claims)}
    lines = claim_lines(fund, policy, ground.calendar, as_of)
    for line in lines:
        yield from _claim(network, year, n, by_day[line.received], line, policy)
    sums = " + ".join(str(line.payable) for line in lines)
    owed = f"{sums} = {sum((line.payable for line in lines), Decimal(0))}" if lines else "0"
    yield Step(what=Text("应付合计", "payable in all"), value=owed, policy=policy.reference, gives="payable")
    yield from _paid(network, year, n, as_of)
    yield Step(what=Text("状态", "state"), value=result.state, policy=policy.reference, gives="state")
    words = Text(
        "占用预算：定案前为批准额 × 分担，定案后为应付", "of the budget: approved × share until settled, then payable"
    )
    promised = ""
    if approved and fund.approval is not None and result.reserved not in (result.payable, Decimal(0)):
        promised = f"{fund.approval.amount} × {share_of(fund.approval, policy)} = "
    yield Step(what=words, value=f"{promised}{result.reserved}", policy=policy.reference, gives="reserved")


def _claim(network: Network, year: SupportYear, n: int, k: int, line: ClaimLine, policy: FundPolicy) -> Iterator[Step]:
    fund: Fund = year.funds[n]
    day, path = Text(str(line.received)), ("funds", n, "claims", k)
    for place, invoice in enumerate(fund.claims[k].invoices):
        if invoice.valid:
            yield read(network, year, *path, "invoices", place, "amount")
    smaller = joined(day, "：", Text("批准余额与有效票据取小", "the smaller of what is left and what is invoiced"))
    yield Step(what=smaller, value=line.base, origin=network.origin(year, *path), policy=policy.reference)
    own = fund.approval is not None and fund.approval.share is not None
    yield read(network, year, "funds", n, "approval", "share") if own else read(network, policy, "share")
    passed = joined(day, "：", Text("合格证据", "evidence passed"))
    origin = network.origin(year, *path, "items")
    yield Step(what=passed, value=f"{line.passed}/{line.total}", origin=origin, policy=policy.reference)
    late = joined(day, "：", Text(f"逾期 {line.late_days} 天", f"{line.late_days} days late"))
    steps = sorted(enumerate(policy.late), key=lambda row: row[1].up_to_days)
    band = next((place for place, row in steps if line.late_days <= row.up_to_days), None)
    rule = ("late",) if band is None else ("late", band, "factor")
    yield Step(what=late, value=line.factor, origin=network.origin(policy, *rule), policy=policy.reference)
    yield Step(
        what=joined(day, "：", Text("应付", "payable")),
        value=f"{line.base} × {line.share} × {line.passed} ÷ {line.total} × {line.factor} = {line.payable}",
        origin=network.origin(year, *path),
        policy=policy.reference,
    )


def _paid(network: Network, year: SupportYear, n: int, as_of: date) -> Iterator[Step]:
    rows = [(k, row) for k, row in enumerate(year.funds[n].payments) if row.date <= as_of]
    for k, _ in rows:
        yield read(network, year, "funds", n, "payments", k, "amount")
    total = sum((row.amount for _, row in rows), Decimal(0))
    sums = " + ".join(str(row.amount) for _, row in rows)
    yield Step(what=Text("已付合计", "paid in all"), value=f"{sums} = {total}" if rows else "0", gives="paid")


def balance_steps(network: Network, results: Results, result: FundBalance, as_of: date) -> Iterator[Step]:
    """Yields the budget, what each activity takes of it, and what is left."""
    held = network.of_dealer(SupportYear, result.dealer)
    year = next(row for row in held if row.year == result.year)
    yield read(network, year, "fund_budget", "amount", gives="budget")
    own = [row for row in results.all(FundStanding) if (row.dealer, row.year) == (result.dealer, result.year)]
    for row in own:
        what = joined(Text(row.subject), "：", row.name)
        yield Step(what=what, value=f"{row.state} {row.reserved}")
    yield Step(what=Text("已定应付", "payable"), value=result.settled, gives="settled")
    yield Step(what=Text("已批未结", "approved and open"), value=result.reserved, gives="reserved")
    sums = " + ".join(str(row.paid) for row in own)
    yield Step(what=Text("已付", "paid"), value=f"{sums} = {result.paid}" if own else "0", gives="paid")
    yield Step(
        what=Text("预算 − 已定应付 − 已批未结", "budget − payable − approved and open"),
        value=f"{result.budget} − {result.settled} − {result.reserved} = {result.balance}",
        gives="balance",
    )


def supply_steps(network: Network, results: Results, result: SupplyPerformance, as_of: date) -> Iterator[Step]:
    """Yields each order that was due, with its day and how it came, then OTIF and the fill rate."""
    orders = [
        row
        for row in network.of_dealer(SupplyOrder, result.dealer)
        if row.quarter == result.quarter and row.date <= as_of
    ]
    due = [row for row in orders if due_day(row) <= as_of or (row.delivered is not None and row.delivered <= as_of)]
    for row in due:
        about = Text(row.id)
        yield read(network, row, "moved_to" if row.moved_to else "promised", about=about)
        if row.delivered is not None:
            yield read(network, row, "delivered", about=about)
        yield read(network, row, "in_full", about=about)
        yield read(network, row, "amount", about=about)
    timely = [row for row in due if is_on_time(row, as_of)]
    kept = [row for row in timely if row.in_full]
    known = [(row.amount, value) for row in due if (value := delivered_value(row, as_of)) is not None]
    for name, words, number in (
        ("due", Text("应到订单", "orders due"), len(due)),
        ("on_time", Text("按时", "on time"), len(timely)),
        ("on_time_in_full", Text("按时且齐套", "on time and in full"), len(kept)),
        ("fill_unknown", Text("短装金额未登记", "short, amount unknown"), len(due) - len(known)),
    ):
        yield Step(what=words, value=str(number), gives=name)
    if result.otif is not None:
        shown = f"{len(kept)} ÷ {len(due)} = {number_text(result.otif, 4)}"
        yield Step(what=Text("到货及时齐套率", "OTIF"), value=shown, gives="otif")
    if result.fill is not None:
        came, ordered = (sum(column, Decimal(0)) for column in zip(*((v, a) for a, v in known), strict=True))
        shown = f"{came} ÷ {ordered} = {number_text(result.fill, 4)}"
        yield Step(what=Text("金额满足率", "fill rate"), value=shown, gives="fill")
