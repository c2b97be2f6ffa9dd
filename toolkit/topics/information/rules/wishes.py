"""What end users wish for, over all dealers: by line and kind, how many people, what became of it (M100)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Step
from toolkit.topics.communication.records import FeedbackPolicy
from toolkit.topics.information.records import DealerInformation, UserWish

FEEDBACK = "feedback-sla"
SUGGESTION = "suggestion"
"""A user's wish is answered as a dealer's suggestion is: one rule for both."""


class WishLine(Value):
    """One dealer's wish of users within a topic."""

    dealer: str = field("经销商", "Dealer")
    wish: str = field("编号", "Wish")
    heard_on: date = field("听到日", "Heard on")
    people: int = field("人数", "People")
    source: str = field("从哪里听到", "Heard from")
    text: Text = field("用户要什么", "What users wish")
    state: str = field("结果", "Result")
    became: Text | None = field("后来怎样", "What became of it", default=None)


class UserWishes(InternalResult):
    """A topic of a year over all dealers; its subject is `<year>/<line>/<kind>`. `people` are counted once for each record."""

    topic = "information"
    year: int = field("年度", "Year")
    line: str = field("产品线", "Product line")
    kind: str = field("种类", "Kind")
    people: int = field("人数", "People", unit="人")
    dealers: int = field("经销商", "Dealers", unit="家经销商")
    answered: int = field("已有结果", "Answered", unit="项")
    taken_up: int = field("已采纳", "Taken up", unit="项")
    rows: tuple[WishLine, ...] = field("记录", "Records")


def wish_days(network: Network, as_of: date) -> int | None:
    """Returns how many working days a wish may wait for its answer; None without a policy of feedback in force."""
    policy = in_force(network.all(FeedbackPolicy), FEEDBACK, as_of)
    return None if policy is None else next((row.days for row in policy.answers if row.severity == SUGGESTION), None)


def wish_due(wish: UserWish, days: int, calendar: WorkCalendar) -> date:
    """Returns the last day for telling what becomes of a wish."""
    return calendar.add(wish.heard_on, days)


def user_wishes(network: Network, as_of: date) -> Iterator[UserWishes]:
    """Yields every topic of every year, those with most people first within a year."""
    found: dict[tuple[int, str, str], list[WishLine]] = {}
    for held in network.all(DealerInformation):
        for wish in held.wishes:
            if wish.heard_on <= as_of:
                found.setdefault((held.year, wish.line, wish.kind), []).append(_line(held.dealer, wish, as_of))
    for (year, line, kind), rows in sorted(found.items()):
        people = " + ".join(str(row.people) for row in rows)
        total = sum(row.people for row in rows)
        yield UserWishes(
            subject=f"{year}/{line}/{kind}",
            year=year,
            line=line,
            kind=kind,
            people=total,
            dealers=len({row.dealer for row in rows}),
            answered=sum(row.state != "open" for row in rows),
            taken_up=sum(row.state == "taken_up" for row in rows),
            rows=tuple(sorted(rows, key=lambda row: (-row.people, row.dealer))),
            trace=(
                Step(
                    what=Text(f"提到的人数 {people}", f"people who said so {people}"), value=str(total), gives="people"
                ),
            ),
        )


def _line(dealer: str, wish: UserWish, as_of: date) -> WishLine:
    """What was answered later than the as-of date is open on it."""
    known = wish.answered_on is not None and wish.answered_on <= as_of
    return WishLine(
        dealer=dealer,
        wish=wish.id,
        heard_on=wish.heard_on,
        people=wish.people,
        source=wish.source,
        text=wish.text,
        state=wish.state if known else "open",
        became=wish.became if known else None,
    )
