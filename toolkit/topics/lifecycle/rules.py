"""Which step a transition is, what it still lacks, and which version of the policy says so (reference B)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.policy import in_force as version_in_force
from toolkit.topics.company.records import ProductLine
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import in_force_span
from toolkit.topics.dealer.records import STATES, DealerProfile, Transition
from toolkit.topics.dealer.rules import FIRST_STATE, missing_master_data
from toolkit.topics.lifecycle.records import LifecyclePolicy, Step

ACCEPTANCE = 80
OFFER = 75
OFFER_WITH_CONDITIONS = 65


@dataclass(frozen=True, slots=True)
class Move:
    """A transition with its place in the file and the state that it leaves; no state for the very first entry."""

    place: int
    origin: str
    transition: Transition


@dataclass(frozen=True, slots=True)
class Case:
    """What the guards of a step look at; `untalked` is what the negotiation lacked on that day, None without a negotiation."""

    profile: DealerProfile
    transition: Transition
    contracts: tuple[Contract, ...]
    lines: Mapping[str, ProductLine]
    untalked: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a transition lacks for a step; all empty when it lacks nothing."""

    documents: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """Returns how many things are lacking."""
        return len(self.documents) + len(self.approvals) + len(self.guards)


def governing(policies: Iterable[LifecyclePolicy], day: date) -> LifecyclePolicy | None:
    """Returns the version of the lifecycle policy in force on `day`, or None. A workspace has one such policy."""
    versions = tuple(policies)
    return version_in_force(versions, min(version.id for version in versions), day) if versions else None


def steps(policy: LifecyclePolicy, origin: str, to: str) -> tuple[Step, ...]:
    """Returns the steps that lead from one state to another; several are alternatives, such as two ways to approve."""
    return tuple(step for step in policy.steps if origin in step.origin and step.to == to)


def step(policy: LifecyclePolicy, origin: str, to: str) -> Step | None:
    """Returns the first step that leads from one state to another, or None when the policy does not allow it."""
    return next(iter(steps(policy, origin, to)), None)


def targets(policy: LifecyclePolicy, origin: str) -> tuple[str, ...]:
    """Returns the states that the policy allows after `origin`, in the order of the vocabulary."""
    allowed = {step.to for step in policy.steps if origin in step.origin}
    return tuple(state for state in STATES if state in allowed)


def unreached(policy: LifecyclePolicy) -> tuple[str, ...]:
    """Returns the states to which no step leads; the first state needs none."""
    reached = {step.to for step in policy.steps} | {FIRST_STATE}
    return tuple(state for state in STATES if state not in reached)


def moves(profile: DealerProfile, as_of: date) -> Iterator[Move]:
    """Yields the transitions up to `as_of` by date, each with the state before it."""
    origin = ""
    for place, transition in sorted(enumerate(profile.transitions), key=lambda row: row[1].date):
        if transition.date > as_of:
            return
        if not origin and transition.to != FIRST_STATE:
            origin = FIRST_STATE
        yield Move(place, origin, transition)
        origin = transition.to


def lacking(step: Step, case: Case) -> Lacking:
    """Returns what a transition lacks for a step: documents, approvals by role, guards that do not hold."""
    given = {approval.role for approval in case.transition.approvals}
    return Lacking(
        documents=tuple(document for document in step.documents if document not in case.transition.documents),
        approvals=tuple(role for role in step.approvals if role not in given),
        guards=tuple(guard for guard in step.guards if guard in HOLDS and not HOLDS[guard](case)),
    )


def least_lacking(alternatives: Iterable[Step], case: Case) -> Lacking:
    """Returns what a transition lacks for the alternative to which it comes nearest; nothing when there is none."""
    return min((lacking(step, case) for step in alternatives), key=lambda lack: lack.count, default=Lacking())


def names(vocabulary: Vocabulary, codes: Iterable[str]) -> Text:
    """Returns the names of codes in both languages, separated as each language does it."""
    labels = [vocabulary.label(code) for code in codes]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


def _has_contract(case: Case) -> bool:
    return bool(case.contracts)


def _is_signed(case: Case) -> bool:
    return bool(_signed_by_then(case))


def _licences_valid(case: Case) -> bool:
    """The licences of the lines in the contract at hand are held and were not expired; renewed ones count."""
    contract = next(iter((*_signed_by_then(case)[::-1], *case.contracts)), None)
    granted = {line for scope in contract.scopes for line in scope.lines} if contract else set()
    needed = {kind for line in granted if line in case.lines for kind in case.lines[line].required_licences}
    day = case.transition.date
    valid = {row.type for row in case.profile.licences if row.valid_to is None or row.valid_to >= day}
    return needed <= valid


def _no_gap(case: Case) -> bool:
    """The latest contract binds no later than the day after the one before it ended."""
    spans = sorted(span for contract in _signed_by_then(case) if (span := in_force_span(contract)))
    return len(spans) > 1 and spans[-1].first <= max(span.end for span in spans[:-1])


def _score_for_offer(case: Case) -> bool:
    """Scored at 75, or at 65 with the conditions as the reason (reference C.2). The score may stand at an earlier step."""
    score = case.transition.score
    if score is None:
        earlier = [
            row for row in case.profile.transitions if row.date <= case.transition.date and row.score is not None
        ]
        score = max(earlier, key=lambda row: row.date).score if earlier else None
    if score is None:
        return False
    return score >= OFFER or (score >= OFFER_WITH_CONDITIONS and case.transition.reason is not None)


def _accepted(case: Case) -> bool:
    return case.transition.score is not None and case.transition.score >= ACCEPTANCE


def _signed_by_then(case: Case) -> tuple[Contract, ...]:
    """The contracts signed up to the transition, the latest signature last."""
    day = case.transition.date
    signed = [(c.signed_on, c.term.start, c) for c in case.contracts if c.signed_on and c.signed_on <= day]
    return tuple(row[2] for row in sorted(signed, key=lambda row: row[:2]) if in_force_span(row[2]) is not None)


def _terms_agreed(case: Case) -> bool:
    """There was a negotiation, and it left no mandatory topic open and nothing unapproved (reference A.9, B)."""
    return case.untalked is not None and not case.untalked & {"no_round", "open", "unapproved"}


HOLDS: Mapping[str, Callable[[Case], bool]] = {
    "credit_code": lambda case: case.profile.uscc is not None,
    "reason": lambda case: case.transition.reason is not None,
    "score_75": _score_for_offer,
    "terms_agreed": _terms_agreed,
    # Without a negotiation there is nothing to answer or confirm: that it is missing, terms_agreed says.
    "concerns_answered": lambda case: "unanswered" not in (case.untalked or ()),
    "minutes_confirmed": lambda case: "unconfirmed" not in (case.untalked or ()),
    "contract_exists": _has_contract,
    "contract_signed": _is_signed,
    "licences_valid": _licences_valid,
    "master_complete": lambda case: not missing_master_data(case.profile),
    "acceptance_80": _accepted,
    "no_gap": _no_gap,
}
"""How each guard is tested. Present data stand for past ones: a licence renewed since counts as valid then."""
TESTED_ELSEWHERE = frozenset(("no_overlap",))
"""Guards that another topic's check tests on all records at once: overlaps are the contract topic's."""
