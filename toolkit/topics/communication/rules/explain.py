"""Every promise behind a trust index, every feedback behind the answer rate, every contact, with its place (reference 0.5, H)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.explaining import Figure, joined, read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results, Step
from toolkit.network.shared import SIDES
from toolkit.topics.communication.records import CadencePolicy, Commitment, Communication, FeedbackPolicy, TrustPolicy
from toolkit.topics.communication.records.vocabularies import CONTACTS, PROMISE_STATES
from toolkit.topics.communication.rules.replies import days_to_change, is_in_time, replies
from toolkit.topics.communication.rules.results import CommunicationStanding, NetworkTrust
from toolkit.topics.communication.rules.standing import (
    CADENCE,
    FEEDBACK,
    OVERDUE,
    TRUST,
    feedback_rows,
    open_promises,
    with_ledger,
)
from toolkit.topics.communication.rules.trust import days_late, factor, index, is_due, printed, weighed, window

Steps = Callable[[Network, Results, CommunicationStanding, date], Iterator[Step]]


def of_side(side: str, gives: str) -> Steps:
    """Returns what tells the steps of one side's index: each promise that was due, then the sum."""

    def steps(network: Network, results: Results, result: CommunicationStanding, as_of: date) -> Iterator[Step]:
        yield from promises(network, network.of_dealer(Communication, result.subject), side, as_of, gives)

    return steps


def promises(network: Network, years: Iterable[Communication], side: str, as_of: date, gives: str) -> Iterator[Step]:
    """Yields every promise of a side that was due, with its factor, and the index; nothing without a policy."""
    policy = in_force(network.all(TrustPolicy), TRUST, as_of)
    if policy is None:
        return
    span, counted = window(policy, as_of), []
    yield read(network, policy, "window_months")
    yield Step(what=Text("统计期", "window"), value=f"{span.first} – {span.last}", policy=policy.reference)
    for year in years:
        for n, row in enumerate(year.commitments):
            if row.side == side and is_due(row, span, as_of):
                counted.append(row)
                yield from _promise(network, policy, year, n, as_of)
    points, weights = weighed(counted, policy, span, as_of)
    total = printed(index(points, weights))
    yield Step(
        what=Text("指数：100 × Σ 重要度 × 系数 ÷ Σ 重要度", "index: 100 × Σ importance × factor ÷ Σ importance"),
        value="–" if total is None else f"100 × {points} ÷ {weights} = {total}",
        origin=network.origin(policy, "lateness"),
        policy=policy.reference,
        gives=gives,
    )


def _promise(network: Network, policy: TrustPolicy, year: Communication, n: int, as_of: date) -> Iterator[Step]:
    row: Commitment = year.commitments[n]
    about = Text(f"{year.dealer} {row.id}")
    for name in ("due", "fulfilled", "importance"):
        if getattr(row, name) is not None:
            yield read(network, year, "commitments", n, name, about=about)
    late, share = days_late(row, as_of), factor(row, policy, as_of)
    band = next((k for k, each in enumerate(policy.lateness) if late <= each.days), None)
    path = ("lateness",) if band is None or row.status == "broken" else ("lateness", band, "factor")
    state = joined(PROMISE_STATES.label(row.status), "，", Text(f"逾期 {late} 天", f"{late} days late"))
    yield Step(
        what=joined(about, "：", joined(row.text, "，", state)),
        value=f"{row.importance} × {share} = {row.importance * share}",
        origin=network.origin(policy, *path),
        policy=policy.reference,
    )


def feedback(network: Network, results: Results, result: CommunicationStanding, as_of: date) -> Iterator[Step]:
    """Yields each feedback of a dealer with its last day and whether it was answered in time, then the rates."""
    yield from _feedback(network, network.of_dealer(Communication, result.subject), as_of)


def _feedback(network: Network, years: Iterable[Communication], as_of: date) -> Iterator[Step]:
    held = tuple(years)
    for year in held:
        for n, (row, due) in enumerate(feedback_rows(network, year.feedback)):
            if row.received > as_of:
                continue
            about = Text(f"{year.dealer} {row.id}")
            yield read(network, year, "feedback", n, "received", about=about)
            policy = in_force(network.all(FeedbackPolicy), FEEDBACK, row.received)
            if policy is not None and due is not None:
                place = next(k for k, each in enumerate(policy.answers) if each.severity == row.severity)
                limit = read(network, policy, "answers", place, "days", about=about)
                verdict = {True: "✓", False: "✗", None: "–"}[is_in_time(row, due, as_of)]
                yield limit
                yield Step(
                    what=joined(about, "：", Text("答复期限与答复", "answer due and given")),
                    value=f"{due} · {row.answered or '–'} {verdict}",
                    origin=network.origin(year, "feedback", n, "answered" if row.answered else "severity"),
                )
            if row.change is not None:
                yield read(network, year, "feedback", n, "change", "effective", about=about)
    yield from _rates(network, held, as_of)


def _rates(network: Network, years: tuple[Communication, ...], as_of: date) -> Iterator[Step]:
    rows = feedback_rows(network, (row for year in years for row in year.feedback))
    told = replies(rows, as_of)
    yield Step(what=Text("反馈", "feedback"), value=str(told.received), gives="feedback")
    for name, words, part, whole, rate in (
        ("feedback_on_time", Text("按时答复率", "answered in time"), told.in_time, told.due, told.on_time),
        ("adopted", Text("采纳比例", "adopted"), told.adopted, told.concluded, told.adopted_share),
    ):
        if rate is not None:
            yield Step(what=words, value=f"{part} ÷ {whole} = {number_text(rate, 4)}", gives=name)
    changed = [(c.effective - row.received).days for row, _ in rows if (c := row.change) and c.effective <= as_of]
    middle = days_to_change((row for row, _ in rows if row.received <= as_of), as_of)
    if middle is not None:
        shown = f"median({', '.join(map(str, sorted(changed)))}) = {number_text(middle)}"
        yield Step(what=Text("反馈到改变的天数", "days from feedback to change"), value=shown, gives="days_to_change")


def cadence(network: Network, results: Results, result: CommunicationStanding, as_of: date) -> Iterator[Step]:
    """Yields each kind of contact: its interval in the policy, the last one and the next, and how it stands."""
    policy = in_force(network.all(CadencePolicy), CADENCE, as_of)
    if not result.pace:
        yield Step(what=Text("现在没有应有的节奏", "no rhythm is asked for now"), value="–")
    for line in result.pace:
        name = CONTACTS.label(line.type)
        days = [n for n, row in enumerate(policy.rhythms) if (row.contact, row.every_days) == (line.type, line.every_days)] if policy else []  # fmt: skip
        if policy is not None and days:
            yield read(network, policy, "rhythms", days[0], "every_days")
        yield Step(
            what=joined(name, "：", Text("计划、完成、最近、下次", "planned, done, last, next")),
            value=f"{line.planned} · {line.done} · {line.last or '–'} · {line.next} ({line.state})",
            policy=policy.reference if policy else "",
        )
    if result.next_contact is not None:
        words = Text("下次接触：其中最早的一天", "next contact: the earliest of them")
        yield Step(what=words, value=str(result.next_contact), gives="next_contact")


def network_trust(network: Network, results: Results, result: NetworkTrust, as_of: date) -> Iterator[Step]:
    """Yields all our promises that were due, the feedback of all dealers, and the contacts that are overdue."""
    years = network.all(Communication)
    yield from promises(network, years, "brand", as_of, "trust")
    yield from promises(network, years, "brand", add_months(as_of, -12), "trust_before")
    yield from promises(network, years, "dealer", as_of, "dealer_index")
    for side in ("brand", "dealer"):
        yield from _open(network, side, as_of)
    for step in _feedback(network, years, as_of):
        yield step if step.gives in ("feedback_on_time", "days_to_change") else step.model_copy(update={"gives": ""})
    standings = results.all(CommunicationStanding)
    counted = Text("有到期承诺的经销商", "dealers with promises due")
    yield Step(what=counted, value=str(sum(row.trust is not None for row in standings)), gives="dealers")
    kept = with_ledger(network, standings)
    late = [row.subject for row in kept for line in row.pace if line.state in OVERDUE]
    listed = "、".join(late) + ": " if late else ""
    yield Step(what=Text("逾期的接触", "contacts overdue"), value=f"{listed}{len(late)}", gives="overdue_contacts")
    unknown = str(len(standings) - len(kept))
    yield Step(what=Text("没有沟通台账的经销商", "dealers without a ledger"), value=unknown, gives="without_ledger")


def _open(network: Network, side: str, as_of: date) -> Iterator[Step]:
    """The promises of a side that are open, and those of them whose day has passed."""
    rows = open_promises(network, side, as_of)
    late = [row.id for row in rows if days_late(row, as_of)]
    name = SIDES.label(side)
    for words, ids, gives in (
        (Text("未兑现", "open"), [row.id for row in rows], f"open_{side}"),
        (Text("其中逾期", "of them late"), late, f"late_{side}"),
    ):
        listed = "、".join(ids) + ": " if ids else ""
        yield Step(what=joined(name, "：", words), value=f"{listed}{len(ids)}", gives=gives)


FIGURES: tuple[Figure[Any], ...] = (
    Figure("trust", Text("信任指数", "Trust index"), CommunicationStanding, ("trust",), of_side("brand", "trust")),
    Figure(
        "dealer-trust",
        Text("经销商守信", "Dealer's own index"),
        CommunicationStanding,
        ("dealer_index",),
        of_side("dealer", "dealer_index"),
    ),
    Figure(
        "feedback",
        Text("反馈答复", "Answers to feedback"),
        CommunicationStanding,
        ("feedback", "feedback_on_time", "adopted", "days_to_change"),
        feedback,
    ),
    Figure("cadence", Text("沟通节奏", "Cadence"), CommunicationStanding, ("next_contact",), cadence),
    Figure(
        "network-trust",
        Text("全网信任", "Trust of the network"),
        NetworkTrust,
        (
            *("trust", "trust_before", "dealer_index", "open_brand", "late_brand", "open_dealer", "late_dealer"),
            *("dealers", "feedback_on_time", "days_to_change", "overdue_contacts", "without_ledger"),
        ),
        network_trust,
    ),
)
