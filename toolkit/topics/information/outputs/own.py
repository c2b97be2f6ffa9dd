"""What a dealer's own papers say in common: its quarter by product line, rebates, promises of both sides, days to come.

Everything is read from the dealer's view: what that lacks cannot be printed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.dues import DUE_KINDS, Due, by_day
from toolkit.network.record import Record
from toolkit.network.view import View
from toolkit.plan.composed import day_words
from toolkit.plan.frame import Grid
from toolkit.topics.communication.records import Commitment, Communication
from toolkit.topics.communication.records.vocabularies import PROMISES
from toolkit.topics.company.records import Company
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import contracts_of
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.evaluation.rules.facts import Facts, facts_of
from toolkit.topics.incentive.records.vocabularies import SETTLEMENT
from toolkit.topics.incentive.rules import RebateStatement

Cells = tuple[Text | str, ...]
Keys = tuple[tuple[type[Record], str], ...]
NONE = "–"
NUMERALS = "一二三四"
SIDE_NAMES = {"brand": Text("我方"), "dealer": Text("贵司")}


@dataclass(frozen=True, slots=True)
class Own:
    """A dealer as its papers are made for it, on one day."""

    view: View
    profile: DealerProfile
    company: Company
    as_of: date

    @property
    def dealer(self) -> str:
        """Returns the dealer's id."""
        return self.profile.id

    @property
    def party(self) -> str:
        """Returns how the head of a page names the dealer."""
        return f"{self.profile.short_name} {self.profile.id}"

    @property
    def fields(self) -> tuple[tuple[str, str], ...]:
        """Returns the values that are printed as written."""
        return ("profile.name", self.profile.name), ("company.legal_name", self.company.legal_name)


def own_of(view: View, dealer: str, as_of: date) -> Own | None:
    """Returns what papers for a dealer are made from; None where profile or company is missing."""
    profile, company = view.find(DealerProfile, dealer), view.only(Company)
    return Own(view, profile, company, as_of) if profile is not None and company is not None else None


def quarter_name(quarter: str) -> str:
    """Returns `2026年三季度`."""
    return f"{quarter[:4]}年{NUMERALS[int(quarter[-1]) - 1]}季度"


def quarter_facts(own: Own, quarter: str) -> Facts | None:
    """Returns the facts of a quarter, without VAT; None without data."""
    data = own.view.find(QuarterData, f"{own.dealer}/{quarter}")
    return facts_of(own.view, data, own.as_of) if data is not None else None


def line_grid(own: Own, facts: Facts) -> Grid:
    """Returns a row for each product line: target, net sell-in, the year before, sell-out, closing stock, in yuan without VAT."""
    rows: list[Cells] = []
    for place, line in enumerate(facts.data.lines):
        gross, back = facts.net(place)
        target = facts.target(place)
        net = gross.value - back.value if gross.value is not None and back.value is not None else None
        rest = (facts.of_line(place, name).value for name in ("last_year", "sell_out", "stock_closing"))
        cells = (target.value if target is not None else None, net, *rest)
        rows.append((line_name(own.view, line.line), *(yuan(cell) for cell in cells)))
    head = ("产品线", "目标（元）", "净进货（元）", "上年同季（元）", "出货（元）", "期末库存（元）")
    return Grid(tuple(Text(name) for name in head), tuple(rows), numbers=(1, 2, 3, 4, 5))


def yuan(amount: Decimal | None) -> str:
    """Returns an amount with separators and two decimals; `–` for none."""
    return NONE if amount is None else amount_text(amount)


def rebate_grid(own: Own, years: frozenset[str]) -> Grid:
    """Returns the statements of some fiscal years: period, state, sum, payable, paid, and until when."""
    rows = sorted(
        (row for row in own.view.results(RebateStatement) if row.period[:4] in years), key=lambda row: row.period
    )
    head = ("期间", "结算单", "状态", "应付（元）", "已付（元）", "兑付期限")
    cells = tuple(
        (
            row.period,
            row.statement or "未出",
            SETTLEMENT.label(row.status),
            yuan(row.payable),
            yuan(row.paid),
            day_words(row.due) if row.due is not None else Text("未定"),
        )
        for row in rows
    )
    return Grid(tuple(Text(name) for name in head), cells, numbers=(3, 4), narrow=(0, 1, 2, 5))


def promises(own: Own) -> tuple[Commitment, ...]:
    """Returns the promises of both sides that are open, ours first, by day."""
    rows = (row for book in own.view.of_dealer(Communication, own.dealer) for row in book.commitments)
    left = [row for row in rows if row.status == "open" and row.promised_on <= own.as_of]
    return tuple(sorted(left, key=lambda row: (row.side, row.due, row.id)))


def promise_grid(own: Own, rows: tuple[Commitment, ...]) -> Grid:
    """Returns promises as a table."""
    cells = tuple(
        (SIDE_NAMES[row.side], PROMISES.label(row.kind), row.text, day_words(row.due), "逾期" if row.due < own.as_of else "未到期")
        for row in rows
    )  # fmt: skip
    head = ("谁承诺", "种类", "承诺", "期限", "状态")
    return Grid(tuple(Text(name) for name in head), cells, narrow=(0, 1, 3, 4))


def dues(own: Own, days: int) -> tuple[Due, ...]:
    """Returns what is late or due within so many days, of both sides, by day."""
    last = own.as_of + timedelta(days=days)
    return by_day(row for row in own.view.results(Due) if row.dealer == own.dealer and not row.done and row.on <= last)


def due_grid(own: Own, rows: tuple[Due, ...]) -> Grid:
    """Returns days to come as a table."""
    head = ("期限", "责任方", "性质", "事项")
    cells = tuple(
        (
            Text(day_words(row.on).zh + ("（逾期）" if row.is_late(own.as_of) else "")),
            SIDE_NAMES.get(row.side, Text(NONE)),
            DUE_KINDS.label(row.kind),
            row.what,
        )
        for row in rows
    )
    return Grid(tuple(Text(name) for name in head), cells, narrow=(0, 1, 2))


def files_of(own: Own, quarter: str) -> Keys:
    """Returns the records that every such paper prints: the quarter, the profile, contracts, the ledger of promises."""
    dealer = own.dealer
    ledgers = ((Communication, f"{dealer}/{year.year}") for year in own.view.of_dealer(Communication, dealer))
    contracts = ((Contract, contract.contract_no) for contract in contracts_of(own.view, dealer))
    fixed: Keys = ((QuarterData, f"{dealer}/{quarter}"), (DealerProfile, dealer), (Company, "company"))
    return (*fixed, *ledgers, *contracts)
