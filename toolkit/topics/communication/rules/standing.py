"""How contact and promises stand, dealer by dealer and for the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import chain, pairwise

from toolkit.kernel.period import add_months
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Result, Results, Step
from toolkit.topics.communication.records import (
    CadencePolicy,
    Commitment,
    Communication,
    Conference,
    Feedback,
    FeedbackPolicy,
    Notice,
    Repair,
    TrustPolicy,
)
from toolkit.topics.communication.records.vocabularies import OUR_PROMISES
from toolkit.topics.communication.rules.cadence import Contact, Pace, pace, rhythms
from toolkit.topics.communication.rules.information import information_quality
from toolkit.topics.communication.rules.replies import Replies, answer_due, replies
from toolkit.topics.communication.rules.results import (
    CommunicationStanding,
    InformationLine,
    NetworkTrust,
    PaceLine,
    TrustPart,
)
from toolkit.topics.communication.rules.trust import days_late, is_due, is_open, printed, trust_index, window
from toolkit.topics.company.rules import fiscal_start, work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RUNNING, STARTING, history, segment, state

CADENCE = "cadence"
FEEDBACK = "feedback-sla"
TRUST = "trust"
NETWORK = "network"
OVERDUE = frozenset(("overdue", "long_overdue"))


@dataclass(frozen=True, slots=True)
class Ledger:
    """All years of one dealer together."""

    commitments: tuple[Commitment, ...]
    feedback: tuple[Feedback, ...]
    notices: tuple[Notice, ...]
    repairs: tuple[Repair, ...]
    contacts: tuple[Contact, ...]


def ledger_of(network: Network, dealer: str) -> Ledger:
    """Returns what was noted of a dealer in all years, conferences that it came to among its contacts."""
    years = network.of_dealer(Communication, dealer)
    made = [Contact(row.type, row.date) for year in years for row in year.touchpoints]
    made += [Contact("qbr", row.date) for year in years for row in year.reviews]
    made += [Contact("conference", row.date) for row in network.all(Conference) if dealer in row.attended]
    return Ledger(
        commitments=tuple(chain.from_iterable(year.commitments for year in years)),
        feedback=tuple(chain.from_iterable(year.feedback for year in years)),
        notices=tuple(chain.from_iterable(year.notices for year in years)),
        repairs=tuple(chain.from_iterable(year.repairs for year in years)),
        contacts=tuple(dict.fromkeys(made)),
    )


def contact_since(profile: DealerProfile, as_of: date) -> date | None:
    """Returns from when contact is counted: the start of the year, or the signature in it; None for no dealer of ours."""
    if state(profile, as_of) not in STARTING | RUNNING:
        return None
    signed = next((step.date for step in history(profile) if step.to in STARTING | RUNNING), as_of)
    return max(date(as_of.year, 1, 1), signed)


def paces(network: Network, profile: DealerProfile, made: Iterable[Contact], as_of: date) -> tuple[Pace, ...]:
    """Returns how each type of contact stands that the dealer's segment asks for; nothing without a policy."""
    policy = in_force(network.all(CadencePolicy), CADENCE, as_of)
    since = contact_since(profile, as_of)
    if policy is None or since is None:
        return ()
    rows, times = tuple(made), stretches(profile, since, as_of)
    return tuple(pace(policy, contact, rows, times, as_of) for contact in rhythms(policy, times[-1][0]))


def stretches(profile: DealerProfile, since: date, as_of: date) -> tuple[tuple[str | None, int], ...]:
    """Returns the segments from `since` to `as_of` with their days; a new one sets the rhythm from the next month on."""
    starts = {since: segment(profile, since)}
    for entry in sorted(profile.segments, key=lambda row: row.date):
        begins = add_months(entry.date.replace(day=1), 1)
        if since < begins <= as_of:
            starts[begins] = entry.segment
    days = [*sorted(starts), as_of]
    return tuple((starts[first], (end - first).days) for first, end in pairwise(days))


def feedback_rows(network: Network, rows: Iterable[Feedback]) -> tuple[tuple[Feedback, date | None], ...]:
    """Returns each feedback with the last day for its answer, by the version in force on the day it came."""
    calendar, versions = work_calendar(network), network.all(FeedbackPolicy)
    found = []
    for row in rows:
        policy = in_force(versions, FEEDBACK, row.received)
        found.append((row, None if policy is None else answer_due(row, policy, calendar)))
    return tuple(found)


def acknowledge_due(network: Network, row: Feedback) -> date | None:
    """Returns the last day to say that a feedback arrived, by the version in force on the day it came; None without one (H.5)."""
    policy = in_force(network.all(FeedbackPolicy), FEEDBACK, row.received)
    return None if policy is None else work_calendar(network).add(row.received, policy.acknowledge_days)


def trust_parts(promises: Iterable[Commitment], policy: TrustPolicy, as_of: date) -> Iterator[TrustPart]:
    """Yields the index of each of the four kinds of our promises: delivery, rebate payment, support, information."""
    rows, span = tuple(promises), window(policy, as_of)
    for kind in OUR_PROMISES:
        own = [row for row in rows if row.kind == kind]
        due = sum(is_due(row, span, as_of) for row in own)
        yield TrustPart(kind=kind, due=due, index=printed(trust_index(own, policy, span, as_of)))


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the standing of every dealer of ours and of every dealer with a ledger, then the network's trust."""
    standings = []
    for profile in network.all(DealerProfile):
        ledger = ledger_of(network, profile.id)
        if contact_since(profile, as_of) is None and not network.of_dealer(Communication, profile.id):
            continue
        found = _standing(network, profile, ledger, as_of)
        standings.append(found)
        yield found
    yield _network(network, standings, as_of)


def _standing(network: Network, profile: DealerProfile, ledger: Ledger, as_of: date) -> CommunicationStanding:
    policy = in_force(network.all(TrustPolicy), TRUST, as_of)
    ours = tuple(row for row in ledger.commitments if row.side == "brand")
    theirs = tuple(row for row in ledger.commitments if row.side == "dealer")
    lines = paces(network, profile, ledger.contacts, as_of)
    answers = feedback_rows(network, ledger.feedback)
    told = replies(answers, as_of)
    open_now = [row for row in ledger.commitments if is_open(row, as_of)]
    return CommunicationStanding(
        subject=profile.id,
        dealer=profile.id,
        governed_by=_versions(network, ledger.feedback, as_of),
        pace=tuple(PaceLine(**row._asdict()) for row in lines),
        next_contact=min((row.next for row in lines), default=None),
        trust=printed(trust_index(ours, policy, window(policy, as_of), as_of)) if policy else None,
        parts=tuple(trust_parts(ours, policy, as_of)) if policy else (),
        dealer_index=printed(trust_index(theirs, policy, window(policy, as_of), as_of)) if policy else None,
        open_brand=tuple(row.id for row in open_now if row.side == "brand"),
        open_dealer=tuple(row.id for row in open_now if row.side == "dealer"),
        late=tuple(row.id for row in open_now if days_late(row, as_of)),
        broken=sum(row.status == "broken" for row in ours),
        feedback=told.received,
        unanswered=tuple(row.id for row, _ in answers if row.received <= as_of and _unanswered(row, as_of)),
        feedback_on_time=told.on_time,
        adopted=told.adopted_share,
        days_to_change=told.days_to_change,
        information=tuple(
            InformationLine(quarter=q.quarter, kind=q.kind, issued=q.issued, timely=q.timely, accurate=q.accurate)
            for q in information_quality(ledger.notices, as_of, fiscal_start(network))
        ),
        repairs_open=tuple(row.id for row in ledger.repairs if row.opened <= as_of and row.passed is not True),
        trace=tuple(_trace(policy, told)),
    )


def _versions(network: Network, feedback: Iterable[Feedback], as_of: date) -> tuple[str, ...]:
    """The policies behind trust and cadence on the day, and behind the answers to feedback on the day that each came."""
    answers, received = network.all(FeedbackPolicy), {row.received for row in feedback if row.received <= as_of}
    found = [
        in_force(network.all(TrustPolicy), TRUST, as_of),
        in_force(network.all(CadencePolicy), CADENCE, as_of),
        *(in_force(answers, FEEDBACK, day) for day in received),
    ]
    return tuple(sorted({policy.reference for policy in found if policy is not None}))


def _unanswered(feedback: Feedback, as_of: date) -> bool:
    return feedback.answered is None or feedback.answered > as_of


def _trace(policy: TrustPolicy | None, told: Replies) -> Iterator[Step]:
    """The steps in short; `explained` gives them with the place of each promise."""
    if policy is not None:
        words = Text(
            "信任指数：100 × Σ 重要度 × 系数 ÷ Σ 重要度", "trust index: 100 × Σ importance × factor ÷ Σ importance"
        )
        yield Step(what=words, value=f"{policy.window_months} months", policy=policy.reference)
    yield Step(what=Text("按时答复", "answered in time"), value=f"{told.in_time} / {told.due}")


def index_of(network: Network, side: str, day: date) -> Decimal | None:
    """Returns the index of one side's promises over the whole network as it stood on a day, printed; None without a policy."""
    policy = in_force(network.all(TrustPolicy), TRUST, day)
    rows = [row for year in network.all(Communication) for row in year.commitments if row.side == side]
    return printed(trust_index(rows, policy, window(policy, day), day)) if policy else None


def with_ledger(network: Network, standings: Iterable[CommunicationStanding]) -> tuple[CommunicationStanding, ...]:
    """Returns the standings of the dealers whose contacts somebody wrote down."""
    return tuple(row for row in standings if network.of_dealer(Communication, row.subject))


def open_promises(network: Network, side: str, as_of: date) -> tuple[Commitment, ...]:
    """Returns the promises of a side that still wait for somebody."""
    rows = (row for year in network.all(Communication) for row in year.commitments)
    return tuple(row for row in rows if row.side == side and is_open(row, as_of))


def _network(network: Network, standings: Iterable[CommunicationStanding], as_of: date) -> NetworkTrust:
    policy = in_force(network.all(TrustPolicy), TRUST, as_of)
    before = in_force(network.all(TrustPolicy), TRUST, add_months(as_of, -12))
    years = network.all(Communication)
    ours = [row for year in years for row in year.commitments if row.side == "brand"]
    told = replies(feedback_rows(network, (row for year in years for row in year.feedback)), as_of)
    rows = tuple(standings)
    kept = with_ledger(network, rows)
    governed = _versions(network, (row for year in years for row in year.feedback), as_of)
    brand, dealer = (open_promises(network, side, as_of) for side in ("brand", "dealer"))
    return NetworkTrust(
        subject=NETWORK,
        governed_by=tuple(sorted({*governed, *((before.reference,) if before else ())})),
        trust=index_of(network, "brand", as_of),
        trust_before=index_of(network, "brand", add_months(as_of, -12)),
        dealer_index=index_of(network, "dealer", as_of),
        open_brand=len(brand),
        open_dealer=len(dealer),
        late_brand=sum(days_late(row, as_of) > 0 for row in brand),
        late_dealer=sum(days_late(row, as_of) > 0 for row in dealer),
        parts=tuple(trust_parts(ours, policy, as_of)) if policy else (),
        dealers=sum(row.trust is not None for row in rows),
        feedback_on_time=told.on_time,
        days_to_change=told.days_to_change,
        overdue_contacts=sum(line.state in OVERDUE for row in kept for line in row.pace),
        without_ledger=len(rows) - len(kept),
    )
