"""What an invented dealer and the company say to each other in a year: visits, calls, promises, questions, tickets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.sample.invented import Dealer
from toolkit.sample.profile import text
from toolkit.sources.document import Data

_VISITS = (
    (
        "走了六家店，新品摆上货架，缺两个价签。",
        "Six shops: the new product is on the shelf, two price tags are missing.",
    ),
    (
        "仓库先进先出做得好，旺季前再加一排货架。",
        "First in first out works in the store; one more rack before the season.",
    ),
    ("两家店反映到货晚，路线改为上午先送。", "Two shops say deliveries come late: they are first on the route now."),
    ("对了库存和临期，临期不到百分之三。", "Stock and short-dated goods compared: less than three per cent."),
)
_CALLS = (
    ("核对下月订单和到货日。", "Next month’s order and its day of delivery."),
    ("月报按时收到，数字对上。", "The monthly report came in time and agrees."),
)
_REVIEWS = (
    (
        "目标、库存、费用逐项过，下季重点定了两条。",
        "Targets, stock and funds one by one; two aims for the next quarter.",
    ),
)
_QUARTERLY = ("data_meeting", "qbr")
_TICKETS = (
    ("logistics", "P3", "到货少两箱", "Two cases short", "our_operation", "次日补到，司机当面点数。", "Made up the next day; counted with the driver."),
    ("system", "P2", "订货页打不开", "The order page does not open", "our_system", "恢复服务，电话里带着下了单。", "Service restored; the order was placed by telephone."),
    ("marketing", "P3", "要新品海报", "Posters for the new product", "our_operation", "随车送到二十张。", "Twenty came with the next lorry."),
)  # fmt: skip


def communication(dealer: Dealer) -> dict[str, Data]:
    """Returns the ledger of the year's communication."""
    points = sorted(_touchpoints(dealer), key=lambda row: str(row["date"]))
    return {
        "year": str(dealer.ground.year),
        "touchpoints": tuple(points),
        "commitments": tuple(_commitments(dealer)),
        "feedback": tuple(_feedback(dealer)),
        "notices": tuple(_notices(dealer)),
    }


def support(dealer: Dealer) -> dict[str, Data]:
    """Returns the year's tickets."""
    return {"fund_budget": {"amount": "6000.00", "tax": "excl"}, "tickets": tuple(_tickets(dealer))}


def _weekday(year: int, month: int, day: int) -> date:
    """The first Tuesday from that day on: far from most holidays."""
    first = date(year, month, day)
    return first + timedelta(days=(1 - first.weekday()) % 7)


def _past(dealer: Dealer, day: int) -> Iterator[tuple[int, date]]:
    for month in range(1, 13):
        on = _weekday(dealer.ground.year, month, day)
        if on < dealer.ground.as_of:
            yield month, on


def _touchpoints(dealer: Dealer) -> Iterator[dict[str, Data]]:
    manager = dealer.ground.staff["manager"]
    for kind, day, contact, said, topic in (
        ("manager_visit", 12, 0, _VISITS, text("库存与网点", "Stock and outlets")),
        ("call", 5, 2, _CALLS, text("订单与到货", "Orders and deliveries")),
        ("call", 20, 2, _CALLS, text("订单与到货", "Orders and deliveries")),
        ("data_meeting", 22, 1, _CALLS, text("销售数据", "Sales data")),
        ("qbr", 24, 0, _REVIEWS, text("季度回顾", "Review of the quarter")),
    ):
        for month, on in _past(dealer, day):
            if kind in _QUARTERLY and month % 3:
                continue
            yield {
                "date": on.isoformat(),
                "type": kind,
                "staff": (manager,),
                "contacts": (dealer.contact(contact),),
                "topics": (topic,),
                "summary": text(*said[(month + dealer.draw(kind, 4)) % len(said)]),
                "sentiment": "1",
                "recorded_on": (on + timedelta(days=1)).isoformat(),
            }


def _commitments(dealer: Dealer) -> Iterator[dict[str, Data]]:
    for place, (month, on) in enumerate(_past(dealer, 12)):
        if month % 3 or on + timedelta(days=21) > dealer.ground.as_of:
            continue
        ours = place % 2 == 0
        yield {
            "id": f"CM-{dealer.serial(4, place // 3)}",
            "side": "brand" if ours else "dealer",
            "kind": "support" if ours else "market",
            "importance": "2",
            "text": text("补齐缺的价签和货架条", "The missing tags and strips are supplied") if ours
            else text("两家店的堆头移到门口", "The stacks of two shops move to the door"),
            "source": "oral",
            "promised_on": on.isoformat(),
            "recorded_on": (on + timedelta(days=1)).isoformat(),
            "owner": dealer.ground.staff["manager"] if ours else dealer.contact(0),
            "due": (on + timedelta(days=21)).isoformat(),
            "status": "kept",
            "fulfilled": (on + timedelta(days=14)).isoformat(),
        }  # fmt: skip


def _feedback(dealer: Dealer) -> Iterator[dict[str, Data]]:
    on = _weekday(dealer.ground.year, 3, 10)
    days = [(on + timedelta(days=after)).isoformat() for after in (0, 1, 6, 20)]
    if dealer.ground.as_of < on + timedelta(days=30):
        return
    yield {
        "id": f"FB-{dealer.serial(1)}",
        "kind": "suggestion",
        "severity": "suggestion",
        "text": text("旺季前三周给出到货计划", "A plan of deliveries three weeks before the season"),
        "received": days[0],
        "acknowledged": days[1],
        "answered": days[2],
        "answer": text("五月起每月二十日发。", "From May on, on the twentieth of each month."),
        "result": "adopted",
        "change": {"ref": "旺季到货计划", "effective": days[3]},
        "closed": days[3],
        "satisfaction": "5",
    }


def _notices(dealer: Dealer) -> Iterator[dict[str, Data]]:
    on = _weekday(dealer.ground.year, 1, 5)
    yield {
        "id": "prices",
        "kind": "price",
        "subject": text("本年度供货价格表", "The supply price list of the year"),
        "document_version": dealer.offer.prices.partition("@")[2],
        "issued": on.isoformat(),
        "due": (on + timedelta(days=9)).isoformat(),
        "received": (on + timedelta(days=1)).isoformat(),
        "acknowledged": (on + timedelta(days=7)).isoformat(),
    }


def _tickets(dealer: Dealer) -> Iterator[dict[str, Data]]:
    for place, row in enumerate(_TICKETS):
        category, priority, zh, en, cause, solution_zh, solution_en = row
        on = _weekday(dealer.ground.year, 1 + place, 8)
        yield {
            "id": f"TK-{dealer.serial(len(_TICKETS), place)}",
            "category": category,
            "priority": priority,
            "channel": "phone",
            "subject": text(zh, en),
            "opened_at": f"{on} 10:00",
            "first_reply_at": f"{on} 11:20",
            "resolved_at": f"{on} 15:40",
            "cause": cause,
            "solution": text(solution_zh, solution_en),
            "cost": "0.00",
            "satisfaction": str(4 + dealer.draw(f"ticket{place}", 2)),
        }
