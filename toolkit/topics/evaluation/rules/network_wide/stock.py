"""The stock of the network at the end of a quarter: days it lasts, what of it is old, how old it is, by product line (M.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text, number_text
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.evaluation.records.amounts import StockAges
from toolkit.topics.evaluation.rules.facts import Facts
from toolkit.topics.evaluation.rules.network_wide.adding import PRECISION, ZERO, added, divided, share, total

AGES = tuple(StockAges.model_fields)


class AgeAmount(Value):
    age: str = field("库龄", "Age")
    amount: Decimal = field("金额", "Amount", unit="元")


class StockLine(Value):
    """One product line over all dealers. Days are mean stock ÷ sell-out × days of the quarter, of those that know all three."""

    line: str = field("产品线", "Product line")
    dealers: int = field("家数", "Dealers")
    closing: Decimal = field("期末库存", "Closing stock", unit="元")
    aged: Decimal = field("滞销与临期", "Aged or near expiry", unit="元")
    aged_share: Decimal | None = field("滞销临期占比", "Share aged", default=None)
    days: Decimal | None = field("库存天数", "Days of stock", unit="天", default=None)
    ages: tuple[AgeAmount, ...] = field("库龄", "By age", default=())


class DealerStock(Value):
    dealer: str = field("经销商", "Dealer")
    line: str = field("产品线", "Product line")
    closing: Decimal = field("期末库存", "Closing stock", unit="元")
    aged: Decimal = field("滞销与临期", "Aged or near expiry", unit="元")
    aged_share: Decimal | None = field("滞销临期占比", "Share aged", default=None)
    days: Decimal | None = field("库存天数", "Days of stock", unit="天", default=None)


class NetworkStock(InternalResult):
    """All dealers' stock at the end of a quarter at their purchase price, without VAT; its subject is the quarter."""

    topic = "evaluation"
    dealers: int = field("有数据的经销商", "Dealers with data")
    closing: Decimal = field("期末库存", "Closing stock", unit="元")
    aged: Decimal = field("滞销与临期", "Aged or near expiry", unit="元")
    aged_share: Decimal | None = field("滞销临期占比", "Share aged", default=None)
    lines: tuple[StockLine, ...] = field("按产品线", "By line", default=())
    rows: tuple[DealerStock, ...] = field("经销商", "Dealers", default=())


@dataclass(frozen=True, slots=True)
class Held:
    """A dealer's stock of a line, without VAT; opening stock and sell-out are None where nobody says."""

    dealer: str
    line: str
    closing: Decimal
    aged: Decimal
    opening: Decimal | None
    sell_out: Decimal | None
    days: int
    ages: tuple[tuple[str, Decimal], ...]


def stocks(rows: Iterable[Facts]) -> Iterator[Held]:
    """Yields the lines whose closing stock and old stock are known."""
    for facts in rows:
        for place, line in enumerate(facts.data.lines):
            closing, aged = (facts.of_line(place, name).value for name in ("stock_closing", "stock_aged"))
            if closing is None or aged is None:
                continue
            tax = 1 + facts.vat.get(line.line, ZERO) if line.tax == "incl" else Decimal(1)
            known = [(name, getattr(line.stock_ages, name)) for name in AGES] if line.stock_ages is not None else []
            yield Held(
                dealer=facts.data.dealer,
                line=line.line,
                closing=closing,
                aged=aged,
                opening=facts.of_line(place, "stock_opening").value,
                sell_out=facts.of_line(place, "sell_out").value,
                days=facts.span.days,
                ages=tuple((name, amount / tax) for name, amount in known if amount is not None),
            )


def days_of_stock(rows: Iterable[Held]) -> Decimal | None:
    """Returns mean stock ÷ sell-out × days over the rows that know all of it; None where nothing was sold."""
    known = [row for row in rows if row.opening is not None and row.sell_out is not None]
    with localcontext() as context:
        context.prec = PRECISION
        stock = sum(((row.opening or ZERO) + row.closing for row in known), ZERO) / 2
        sold = sum((row.sell_out or ZERO for row in known), ZERO)
        return stock / sold * known[0].days if sold else None


def network_stock(quarter: str, rows: Iterable[Facts]) -> NetworkStock | None:
    """Returns the stock of a quarter, or None when it is not known of any dealer."""
    held = tuple(stocks(rows))
    if not held:
        return None
    lines = dict.fromkeys(row.line for row in sorted(held, key=lambda row: row.line))
    closing, aged = total(row.closing for row in held), total(row.aged for row in held)
    return NetworkStock(
        subject=quarter,
        dealers=len({row.dealer for row in held}),
        closing=closing,
        aged=aged,
        aged_share=share(aged, closing),
        lines=tuple(_line(line, [row for row in held if row.line == line]) for line in lines),
        rows=tuple(map(_row, held)),
    )


def _line(line: str, held: Sequence[Held]) -> StockLine:
    closing, aged = total(row.closing for row in held), total(row.aged for row in held)
    ages: dict[str, list[Decimal]] = {}
    for row in held:
        for name, amount in row.ages:
            ages.setdefault(name, []).append(amount)
    return StockLine(
        line=line,
        dealers=len({row.dealer for row in held}),
        closing=closing,
        aged=aged,
        aged_share=share(aged, closing),
        days=days_of_stock(held),
        ages=tuple(AgeAmount(age=name, amount=total(ages[name])) for name in AGES if name in ages),
    )


def _row(row: Held) -> DealerStock:
    return DealerStock(
        dealer=row.dealer,
        line=row.line,
        closing=total((row.closing,)),
        aged=total((row.aged,)),
        aged_share=share(row.aged, row.closing),
        days=days_of_stock((row,)),
    )


def stock_steps(result: NetworkStock, rows: Iterable[Facts]) -> Iterator[Step]:
    """Yields stock and old stock by line, the days that each lasts, and what they come to together."""
    held = tuple(stocks(rows))
    dealers = len({row.dealer for row in held})
    yield Step(what=Text("有数据的经销商", "dealers with data"), value=str(dealers), gives="dealers")
    for n, line in enumerate(result.lines):
        mine = [row for row in held if row.line == line.line]
        yield added(Text(f"{line.line} 期末库存", f"{line.line} closing stock"), [row.closing for row in mine], f"lines.{n}.closing")  # fmt: skip
        yield added(Text(f"{line.line} 滞销与临期", f"{line.line} aged"), [row.aged for row in mine], f"lines.{n}.aged")
        if line.days is not None:
            yield _days(line, mine, f"lines.{n}.days")
    yield added(Text("期末库存", "closing stock"), [line.closing for line in result.lines], "closing")
    yield added(Text("滞销与临期", "aged or near expiry"), [line.aged for line in result.lines], "aged")
    if result.aged_share is not None:
        yield divided(Text("滞销临期占比", "share aged"), result.aged, result.closing, "aged_share")


def _days(line: StockLine, mine: Sequence[Held], gives: str) -> Step:
    known = [row for row in mine if row.opening is not None and row.sell_out is not None]
    stock = total((row.opening or ZERO) + row.closing for row in known) / 2
    sold = total(row.sell_out or ZERO for row in known)
    shown = f"{amount_text(stock)} ÷ {amount_text(sold)} × {known[0].days} = {number_text(line.days or ZERO, 2)}"
    return Step(what=Text(f"{line.line} 库存天数", f"{line.line} days of stock"), value=shown, gives=gives)
