"""Help between dealers: the giver is asked first, both agree, legal has seen it, and it is looked at each month (reference K.2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.segment.records import MutualHelp, StrategyCard
from toolkit.topics.segment.records.help import Spare, Wanted
from toolkit.topics.segment.records.vocabularies import BARS, HELPS
from toolkit.topics.segment.rules.helping import HelpMatch, entry, help_policy, help_state
from toolkit.topics.topic import Check

GOING = frozenset(("asking", "agreed", "running"))

NO_ENTRY = ProblemKind(
    "SEG151",
    "error",
    Text("{dealer} 的策略卡里没有“{name}”，或种类不对", "the card of {dealer} has no {name}, or one of another sort"),
    Text("受助方写 wanted 的编号，帮助方写 spare 的编号，种类相同", "name an entry of wanted for who is helped and of spare for the helper, of one sort"),
)  # fmt: skip
GIVER_FIRST = ProblemKind(
    "SEG152",
    "error",
    Text("帮助方 {day} 还没有同意，就先问了受助方", "the helper had not agreed on {day}, and the receiver was asked"),
    Text("先问有余的一方；双方都愿意才介绍", "ask who has to spare first; introduce them when both wish it"),
)
CONFLICT = ProblemKind(
    "SEG153",
    "error",
    Text("不应牵线：{why}", "these two are not to be brought together: {why}"),
    Text("改由我方区域资源来补", "our own people and vans step in instead"),
)
NOT_SEEN = ProblemKind(
    "SEG154",
    "error",
    Text(
        "协议 {day} 签，此前没有双方同意和法务核对", "signed on {day} without both agreeing and legal seeing it before"
    ),
)
NO_LOOK = ProblemKind(
    "SEG155",
    "warning",
    Text("自 {day} 起没有三方回看，应每 {days} 天一次", "not looked at since {day}; every {days} days is due"),
    Text(
        "问三句：事办了没有、账清了没有、要不要继续",
        "ask three things: was it done, are the accounts clear, does it go on",
    ),
)
UNANSWERED = ProblemKind(
    "SEG156",
    "warning",
    Text("需求“{name}”自 {day} 起未答复，{number} 家有余力", "the wish for {name} of {day} is unanswered; {number} could help"),
    Text("{days} 个工作日内答复：先看我方能否补，再问有余的一方", "answer within {days} working days: see what we can do, then ask who has to spare"),
)  # fmt: skip
TOO_MUCH = ProblemKind(
    "SEG157",
    "error",
    Text("用了 {given}，只有 {held}", "{given} are taken, there are {held}"),
    Text("一份余力同一时间只借一次", "what is spare is lent once at a time"),
)
NO_AMOUNT = ProblemKind(
    "SEG158",
    "warning",
    Text("受益方付费的互助没有写约定金额", "paid by who is helped, and no amount is agreed"),
    Text("写明金额，付给公司账户并开发票", "state the amount; it goes to the company's account, with an invoice"),
)


ASKED_EARLY = ProblemKind(
    "SEG159",
    "error",
    Text(
        "{day} 早于 {before}：先表示愿意，再征询，后同意",
        "{day} is before {before}: offered first, then asked, then agreed",
    ),
    Text("先征询，后同意；没有表示愿意的一方不问", "ask first, then agree; who has not offered is not asked"),
)
NOT_DONE = ProblemKind(
    "SEG160",
    "warning",
    Text(
        "互助 {day} 期满，最后一次回看事情还没有办成", "the help ended on {day}, and at the last look it was not done"
    ),
    Text("由我方资源补上，并问清原因", "our own people step in; find out why"),
)


def sides(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Both entries stand in the cards, are of one sort, and nobody lends or gets more than there is.

    中文：互助的双方条目都在各自的策略卡里，种类相同，借出和得到的不超过实有。一份余力同一时间只借一次。
    """
    cards = {card.dealer: card for card in network.all(StrategyCard)}
    for held in network.all(MutualHelp):
        wish, spare = entry(cards, held.receiver.dealer, held.receiver.entry), entry(cards, held.giver.dealer, held.giver.entry)  # fmt: skip
        if not isinstance(wish, Wanted):
            yield told(network, NO_ENTRY, held, "receiver", "entry", dealer=held.receiver.dealer, name=held.receiver.entry)  # fmt: skip
        if not isinstance(spare, Spare) or (wish is not None and wish.kind != spare.kind):
            yield told(network, NO_ENTRY, held, "giver", "entry", dealer=held.giver.dealer, name=held.giver.entry)
            continue
        lent = sum(row.count for row in network.all(MutualHelp) if _at_once(held, row, as_of))
        if help_state(held, as_of) in GOING and lent > spare.count:
            yield told(network, TOO_MUCH, held, "count", given=lent, held=spare.count)
        elif isinstance(wish, Wanted) and held.count > wish.count:
            yield told(network, TOO_MUCH, held, "count", given=held.count, held=wish.count)


def _at_once(one: MutualHelp, other: MutualHelp, as_of: date) -> bool:
    """Whether two helps (or one with itself) take from the same spare on a common day."""
    same = (one.giver.dealer, one.giver.entry) == (other.giver.dealer, other.giver.entry)
    if not same or help_state(other, as_of) not in GOING:
        return False
    first, last = max(one.start or date.min, other.start or date.min), min(one.end or date.max, other.end or date.max)
    return first <= last


def order(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The giver agrees before the receiver hears of it, both and legal before an agreement; no conflict of interest; accounts are clear.

    中文：互助先问有余的一方，同意后再问受助方；双方同意并经法务核对才签协议，没有利益冲突，费用清楚。竞争关系近的改由我
    方区域资源来补。
    """
    bars = {row.help: row.bar for row in results.all(HelpMatch) if row.help}
    for held in network.all(MutualHelp):
        gave, took, signed = held.giver.agreed_on, held.receiver.agreed_on, held.signed_on
        if took is not None and (gave is None or gave > took):
            yield told(network, GIVER_FIRST, held, "receiver", "agreed_on", day=took)
        spare = entry({card.dealer: card for card in network.all(StrategyCard)}, held.giver.dealer, held.giver.entry)
        if isinstance(spare, Spare) and held.asked_on < spare.offered_on:
            yield told(network, ASKED_EARLY, held, "asked_on", day=held.asked_on, before=spare.offered_on)
        if gave is not None and gave < held.asked_on:
            yield told(network, ASKED_EARLY, held, "giver", "agreed_on", day=gave, before=held.asked_on)
        bar = bars.get(held.id, "")
        if bar and help_state(held, as_of) in GOING:
            yield told(network, CONFLICT, held, "giver", "dealer", why=BARS.label(bar))
        steps = (gave, took, held.checked_on if held.checked_by else None)
        if signed is not None and any(day is None or day > signed for day in steps):
            yield told(network, NOT_SEEN, held, "signed_on", day=signed)
        if signed is not None and held.cost == "receiver" and held.amount is None:
            yield told(network, NO_AMOUNT, held, "cost")


def looking(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A running help is looked at by all three as often as the policy says, also once after its end.

    中文：进行中的互助按政策规定的间隔三方一起回看，结束后再看一次：事办了没有，账清了没有，要不要继续。
    """
    policy = help_policy(network, as_of)
    for held in network.all(MutualHelp):
        seen = max(held.looks, key=lambda row: row.date, default=None)
        if held.end is not None and held.end < as_of and seen is not None and not seen.done:
            yield told(network, NOT_DONE, held, "looks", held.looks.index(seen), "done", day=held.end)
        if policy is None or held.start is None or help_state(held, as_of) != "running":
            continue
        last = max((row.date for row in held.looks), default=held.start)
        if last + timedelta(days=int(policy.look_days)) < as_of:
            yield told(network, NO_LOOK, held, "looks", day=last, days=policy.look_days)


def wishes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A wish that somebody could meet is answered within the policy's working days: taken up, or declined with a reason.

    中文：有人能满足的需求，在政策规定的工作日内答复：牵线，或说明理由婉拒。先看我方能否补，再问有余的一方。
    """
    policy = help_policy(network, as_of)
    if policy is None:
        return
    calendar = work_calendar(network)
    for card in network.all(StrategyCard):
        for n, wish in enumerate(card.wanted):
            found = [row for row in results.all(HelpMatch) if (row.dealer, row.wish) == (card.dealer, wish.id)]
            free = _free(found)
            if free and not any(row.help for row in found) and calendar.add(wish.asked_on, policy.answer_days) < as_of:
                given: dict[str, Any] = {"name": HELPS.label(wish.kind), "day": wish.asked_on, "number": free}
                yield told(network, UNANSWERED, card, "wanted", n, "asked_on", days=policy.answer_days, **given)


def _free(found: list[HelpMatch]) -> int:
    return len({row.giver for row in found if not row.bar})


CHECKS: tuple[Check, ...] = (
    Check((NO_ENTRY, TOO_MUCH), sides),
    Check((GIVER_FIRST, CONFLICT, NOT_SEEN, NO_AMOUNT, ASKED_EARLY), order),
    Check((NO_LOOK, NOT_DONE), looking),
    Check((UNANSWERED,), wishes),
)
