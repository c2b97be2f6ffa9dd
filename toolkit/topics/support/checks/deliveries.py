"""Checks on materials and orders: quantities and days hold together, and what we owe late is told (reference 0b)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.period import quarter_of
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import in_force
from toolkit.topics.contract.rules.territory import counties_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.market.rules import regions
from toolkit.topics.support.records import SupplyOrder, SupportYear
from toolkit.topics.support.rules.standing import ground_of
from toolkit.topics.support.rules.supply import delivered_value, due_day
from toolkit.topics.topic import Check

UNUSED_AFTER = timedelta(days=90)
"""Each quarter, material that lies unused goes to outlets that need it."""

MATERIAL = ProblemKind(
    "SUP161",
    "error",
    Text("物料数量或日期对不上：申请 {requested}、发出 {sent}、使用 {used}", "quantities or days do not fit: {requested} asked for, {sent} sent, {used} used"),
    Text("申请 ≥ 发出 ≥ 使用；发出有日期，签收在后，使用在签收之后", "asked for ≥ sent ≥ used; sent has a day, receipt follows, use comes after receipt"),
)  # fmt: skip
UNUSED = ProblemKind(
    "SUP162",
    "info",
    Text("签收三个月后还有 {left} 件没有使用", "{left} are unused three months after receipt"),
    Text("调给需要的网点", "move them to outlets that need them"),
)
ORDER_DATES = ProblemKind(
    "SUP171", "error", Text("{day} 早于下单日 {ordered}", "{day} is before the order of {ordered}")
)
ORDER_QUARTER = ProblemKind(
    "SUP172",
    "error",
    Text("{day} 下的订单属于 {quarter}", "an order of {day} belongs to {quarter}"),
    Text("移到 orders/{quarter}.csv", "move it to orders/{quarter}.csv"),
)
ORDER_AMOUNT = ProblemKind(
    "SUP173",
    "error",
    Text("足量、到货日与到货金额对不上", "in full, day and delivered amount contradict each other"),
    Text("足量的要有到货日，到货金额不写；短装的到货金额低于订单金额", "in full needs a day and no delivered amount; short is less than the amount"),
)  # fmt: skip
ORDER_OVERDUE = ProblemKind(
    "SUP174",
    "warning",
    Text("应在 {due} 到货，还没有到", "due on {due}, not delivered yet"),
    Text("当天告诉经销商新日期与原因", "tell the dealer today: a new day and why"),
)
SHORT_UNKNOWN = ProblemKind(
    "SUP175",
    "info",
    Text("短装，没有登记到货金额，不进金额满足率", "short, without a delivered amount: left out of the fill rate"),
)


OUTSIDE = ProblemKind(
    "SUP176",
    "warning",
    Text("仓库 {warehouse} 在合同区域之外，没有批准记录", "the warehouse {warehouse} lies outside the contract's territory, and no approval is on record"),
    Text("写 approved_outside：谁在哪天同意、只作什么用；或改送区域内的仓库", "enter approved_outside: who agreed when and for what; or deliver within the territory"),
)  # fmt: skip


def warehouses(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Goods go to stores within the city of the dealer's territory, or to one that was agreed on in writing (reference A.3, J.1).

    A store in the same prefecture is where one keeps goods for a county; farther off they may be meant for somebody else.

    中文：货送到经销商区域所在城市的仓库，或书面同意过的仓库。同一地级市内为某县备货是常情；更远的地方，货可能另有去处。
    """
    tree = regions(network)
    for profile in network.all(DealerProfile):
        if state(profile, as_of) not in RUNNING:
            continue
        own = frozenset(
            tree.path(county)[:2]
            for contract in contracts_on(network, profile.id, as_of)
            if in_force(contract, as_of)
            for scope in contract.scopes
            for county in counties_of(scope, tree)
        )
        for n, warehouse in enumerate(profile.warehouses):
            if own and tree.path(warehouse.region)[:2] not in own and warehouse.approved_outside is None:
                yield told(network, OUTSIDE, profile, "warehouses", n, "region", warehouse=warehouse.id)


TAX_MIXED = ProblemKind(
    "SUP177",
    "error",
    Text("{quarter} 的订单有的含税、有的不含税", "orders of {quarter} are with VAT and without"),
    Text("一季订单用一个口径，否则合计和额度都对不上", "one basis a quarter, or sums and limits do not hold"),
)


def materials(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Material is asked for, sent, received and used in this order, and not left lying.

    中文：物料依次申请、发出、签收、使用，不放着不用。数量只减不增，签收三个月后还没有用的，调给需要的网点。
    """
    for year in network.all(SupportYear):
        for n, row in enumerate(year.materials):
            place = ("materials", n)
            days = [day for day in (row.requested_on, row.sent_on, row.received_on) if day is not None]
            wrong = (
                not row.used <= row.sent <= row.requested
                or (row.sent > 0) != (row.sent_on is not None)
                or (row.received_on is not None and row.sent_on is None)
                or (row.used > 0 and row.received_on is None)
                or days != sorted(days)
            )
            if wrong:
                values: dict[str, Any] = {"requested": row.requested, "sent": row.sent, "used": row.used}
                yield told(network, MATERIAL, year, *place, "requested", about=row.id, **values)
            elif row.received_on is not None and row.used < row.sent and row.received_on + UNUSED_AFTER < as_of:
                yield told(network, UNUSED, year, *place, "id", about=row.id, left=row.sent - row.used)


def one_tax(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """All orders of a dealer's quarter stand on one tax basis.

    They are added up: for what is not delivered yet, the fill rate and the credit limit (reference A.0, 0b number 2).

    中文：一家经销商一季的订单用同一个含税口径，因为它们要相加：未到货金额、满足率和信用额度都用得到。
    """
    first: dict[tuple[str, str], str] = {}
    for row in network.all(SupplyOrder):
        known = first.setdefault((row.dealer, row.quarter), row.tax)
        if row.tax != known:
            yield told(network, TAX_MIXED, row, "tax", quarter=row.quarter)


def orders(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An order's days and amounts fit together, it stands in its own quarter, and one that is late is told.

    The promised day is never rewritten, or our own punctuality would always be perfect (reference 0b).

    中文：订单的日期和金额对得上，放在所属季度，逾期未到的会提示。承诺的到货日不改写，否则我方的及时率永远是满分。
    """
    start = ground_of(network, as_of).fiscal_start
    for row in network.all(SupplyOrder):
        for name in ("promised", "moved_to", "delivered"):
            day: date | None = getattr(row, name)
            if day is not None and day < row.date:
                yield told(network, ORDER_DATES, row, name, day=day, ordered=row.date)
        quarter = str(quarter_of(row.date, start))
        if quarter != row.quarter:
            yield told(network, ORDER_QUARTER, row, "date", day=row.date, quarter=quarter)
        if _contradicts(row):
            yield told(network, ORDER_AMOUNT, row, "amount")
        elif row.delivered is None and due_day(row) < as_of:
            yield told(network, ORDER_OVERDUE, row, "promised", due=due_day(row))
        elif delivered_value(row, as_of) is None:
            yield told(network, SHORT_UNKNOWN, row, "amount")


def _contradicts(row: SupplyOrder) -> bool:
    if row.amount < 0 or (row.delivered is None and (row.in_full or row.delivered_amount is not None)):
        return True
    if row.delivered_amount is None:
        return False
    return row.in_full or not 0 <= row.delivered_amount < row.amount


CHECKS: tuple[Check, ...] = (
    Check((MATERIAL, UNUSED), materials),
    Check((TAX_MIXED,), one_tax),
    Check((ORDER_DATES, ORDER_QUARTER, ORDER_AMOUNT, ORDER_OVERDUE, SHORT_UNKNOWN), orders),
    Check((OUTSIDE,), warehouses),
)
