"""An invented dealer's trade: outlets, orders, and the data of each finished quarter, which agree with one another."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.sample.ground import frozen_on
from toolkit.sample.invented import Dealer, split
from toolkit.sample.profile import text
from toolkit.sample.terms import quarter_targets
from toolkit.sources.document import Data

_OUTLETS = 12
_STREETS = ("中山", "人民", "解放", "新华", "建设", "和平", "胜利", "东风", "文昌", "站前", "滨河", "学府")
_PER_MONTH = 4
_ON_TIME = 9


def outlets(dealer: Dealer) -> str:
    """Returns the list of outlets, as CSV."""
    rows = ["id,name,type,region,opened,last_order"]
    for place in range(_OUTLETS):
        opened = date(dealer.ground.year, 1 + place % 3, 6 + dealer.draw(f"opened{place}", 20))
        last = dealer.ground.as_of - timedelta(days=1 + dealer.draw(f"last{place}", 25))
        name = f"{_STREETS[place]}路{dealer.core[:2]}{place + 1}店"
        channel = dealer.channels[place % len(dealer.channels)]
        rows.append(f"{dealer.uscc[-5:]}-{place + 1:04d},{name},{channel},{dealer.county},{opened},{last}")
    return "\n".join(rows) + "\n"


def bought(dealer: Dealer, quarter: int) -> tuple[int, ...]:
    """Returns what the dealer bought in each month of a quarter of the year, in whole yuan without VAT."""
    target = quarter_targets(dealer, dealer.ground.year)[quarter - 1]
    return split(target * (88 + dealer.draw(f"q{quarter}", 22)) // 100, 31, 33, 36)


def orders(dealer: Dealer, quarter: int) -> str:
    """Returns the orders of a quarter, as CSV: one a week, most of them delivered on the promised day."""
    rows = ["id,date,amount,tax,promised,moved_to,delivered,in_full,delivered_amount"]
    for place, amount in enumerate(bought(dealer, quarter)):
        month = quarter * 3 - 2 + place
        for week, part in enumerate(split(amount, *[1] * _PER_MONTH)):
            day = date(dealer.ground.year, month, 2 + week * 7)
            promised = day + timedelta(days=4)
            late = dealer.draw(f"late{month}{week}", 10) >= _ON_TIME
            number = f"{dealer.uscc[-5:]}{month:02d}{week + 1}"
            rows.append(f"{number},{day},{part}.00,excl,{promised},,{promised + timedelta(days=2 * late)},true,")
    return "\n".join(rows) + "\n"


def quarter_data(dealer: Dealer, quarter: int) -> dict[str, Data]:
    """Returns the frozen data of a quarter."""
    year, months = dealer.ground.year, bought(dealer, quarter)
    ends = date(year, quarter * 3, monthrange(year, quarter * 3)[1])
    counted = (ends - timedelta(days=1)).isoformat()
    total = sum(months)
    net = total + int(total * dealer.offer.line.vat_rate)
    opening, closing = _stock(dealer, quarter - 1), _stock(dealer, quarter)
    aged = closing // 40
    begins = date(year, quarter * 3 - 2, 1) - timedelta(days=1)
    return {
        "frozen_on": frozen_on(year, quarter).isoformat(),
        "verified_by": dealer.ground.staff["FI"],
        "lines": (
            {
                "line": dealer.offer.line.id,
                "tax": "excl",
                "source": "erp",
                "sell_in_gross": f"{total}.00",
                "returns": "0.00",
                "last_year": {"missing": "not_applicable"},
                "focus": {"missing": "not_applicable"},
                "focus_target": {"missing": "not_applicable"},
                "sell_out": _measured(f"{total + opening - closing}.00", "dms", ends.isoformat()),
                "stock_opening": _measured(f"{opening}.00", "dms", begins.isoformat()),
                "stock_closing": _measured(f"{closing}.00", "audit", counted),
                "stock_aged": _measured(f"{aged}.00", "audit", counted),
                "stock_ages": {"life_high": f"{closing - closing // 4 - aged}.00", "life_middle": f"{closing // 4}.00", "life_low": f"{aged}.00"},
                "margin_contribution": f"{total // 6}.00",
                "months": tuple(_months(dealer, quarter, months, opening - closing)),
            },
        ),
        "receivables": {
            "tax": "incl", "source": "erp", "opening": "0.00", "closing": "0.00", "credit_sales": "0.00",
            "due": f"{net}.00", "on_time": f"{net}.00", "received": f"{net}.00",
            "overdue_1_30": "0.00", "overdue_31_60": "0.00", "overdue_61_90": "0.00", "overdue_over_90": "0.00",
        },
        "outlets": {"active": str(60 + quarter * 4), "target": str(64 + quarter * 4), "new": "6", "lost": "2", "net_target": "5", "source": "dms"},
        **{name: {"done": str(done), "of": str(of), "source": source} for name, done, of, source in _COUNTS},
        "stock_count": {"counted": f"{closing}.00", "gap": f"{closing // 80}.00", "tax": "excl", "source": "audit"},
        "display_score": {"value": str(78 + dealer.draw(f"display{quarter}", 18)), "source": "audit"},
        "brand_points": {"value": "0", "source": "audit"},
        "supply": {"lines_ordered": "48", "lines_short": str(dealer.draw(f"short{quarter}", 3)), "backorder_days": "2"},
        "evidence": ({"name": f"{year}年第{quarter}季度往来对账单", "captured_on": (ends + timedelta(days=6)).isoformat()},),
    }  # fmt: skip


_COUNTS = (
    ("counties", 1, 1, "erp"), ("activities", 3, 3, "audit"), ("complaints", 2, 2, "erp"), ("reports", 3, 3, "dealer_report"),
    ("training", 4, 5, "survey"), ("programmes", 1, 1, "audit"), ("actions", 3, 3, "erp"),
)  # fmt: skip


def _stock(dealer: Dealer, quarter: int) -> int:
    """The stock at the end of a quarter: at its price, what sells in some days of a month."""
    days = min(dealer.offer.line.shelf_life_days or 30, 30) // 3
    return dealer.month * days * (10 + dealer.draw(f"stock{quarter}", 4)) // 400


def _measured(value: str, source: str, as_of: str) -> dict[str, Data]:
    return {"value": value, "source": source, "as_of": as_of}


def _months(dealer: Dealer, quarter: int, months: tuple[int, ...], drawn: int) -> Iterator[dict[str, Data]]:
    for place, amount in enumerate(months):
        yield {
            "month": f"{dealer.ground.year}-{quarter * 3 - 2 + place:02d}",
            "sell_in": f"{amount}.00",
            "sell_out": f"{amount + (drawn if place == 0 else 0)}.00",
            "last_ten_days": "0.33",
            "forecast": f"{amount // 1000 * 1000 + 2000}.00",
        }


def strategy(dealer: Dealer) -> dict[str, Data]:
    """Returns the card on which the company says what it wants with this dealer."""
    year = dealer.ground.year
    return {
        "owner": dealer.ground.staff["manager"],
        "reviewed_on": f"{year}-03-30",
        "aim": text("两年内县城与集镇网点翻一番。", "Twice the outlets in town and villages within two years."),
        "needs": (
            {"kind": "people", "text": text("缺两名跑店的业务员。", "Two more people for the shops are wanted.")},
            {"kind": "digital", "text": text("库存要能每天看到。", "The stock should be seen every day.")},
        ),
        "offers": (
            {"text": text("派人带教三个月。", "Three months of teaching on the spot."), "answers": "people"},
            {"text": text("装好进销存接口。", "The link to the stock system is installed."), "answers": "digital"},
        ),
        "plan": (
            {"id": "p1", "side": "brand", "text": text("送一名讲师", "Send a trainer"), "owner": dealer.ground.staff["manager"], "due": f"{year + 1}-01-20"},
            {"id": "p2", "side": "dealer", "text": text("招到两名业务员", "Hire two people"), "owner": dealer.contact(0), "due": f"{year + 1}-02-20"},
        ),
        "observed": {"date": (dealer.ground.as_of - timedelta(days=30)).isoformat(), "turnover": _measured("0.00", "dealer_report", f"{year}-02-28"), "new_brands": (), "legal": ()},
    }  # fmt: skip
