"""Whose approval a change needs, and whether it was given: rules and roles as they stood before the change (C76).

A rule, a role or a key that the change itself brings counts for nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.comparing import ABSENT
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Value
from toolkit.review.change import Change
from toolkit.sources.commits import Commit
from toolkit.topics.company.records import DEPARTMENTS, Staff
from toolkit.topics.company.records.approvals import ApprovalRule, ApprovalsPolicy, ChangeApproval

POLICY = "approvals"
TRAILER = "channel-approval"
RECORDS = "/content/approvals/"
"""Where approvals lie that are records: bringing one is no change that somebody would have to approve."""
STANDINGS = Vocabulary(
    "approval",
    {
        "given": ("已批准", "approved"),
        "missing": ("缺批准", "approval missing"),
        "claimed": ("只有声明，签名未通过核对", "claimed only: no signature that verifies"),
        "stale": ("批准的是此前的改动，已失效", "given for an earlier state of the change: void"),
        "not_allowed": ("不能代表这个职能", "may not act for this role"),
        "own_change": ("不能批准自己的改动", "own change: not accepted"),
    },
)
"""How an approval stands; only the first counts."""


@dataclass(frozen=True, slots=True)
class ApprovalNeed:
    """An approval that the change needs: the role, the rules that ask for it, and the changes that they are about."""

    role: str
    title: Text
    rules: tuple[Text, ...]
    about: tuple[str, ...]
    given_by: str = ""

    @property
    def is_given(self) -> bool:
        """Returns whether somebody has approved who may."""
        return bool(self.given_by)


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as somebody has written it down, and what it is worth."""

    role: str
    staff: str
    digest: str
    commit: str
    standing: str


def policy_of(network: Network, day: date) -> ApprovalsPolicy | None:
    """Returns the approval matrix in force on a day; None where the workspace has none."""
    return in_force(network.all(ApprovalsPolicy), POLICY, day)


def keys_of(policy: ApprovalsPolicy | None) -> tuple[tuple[str, str], ...]:
    """Returns the signers with their public keys."""
    return tuple((row.staff, row.key) for row in policy.signers) if policy else ()


def needs(policy: ApprovalsPolicy | None, changes: Iterable[Change]) -> Iterator[ApprovalNeed]:
    """Yields the approvals that changes need, by role in the order of the departments."""
    asked: dict[str, tuple[dict[Text, None], dict[str, None]]] = {}
    rules = policy.rules if policy else ()
    for change in changes:
        for rule in rules:
            if asks(rule, change):
                for role in rule.roles:
                    names, about = asked.setdefault(role, ({}, {}))
                    names[Text(rule.name.zh, rule.name.within("en"))] = None
                    about[f"{change.id} {change.field}".strip()] = None
    for role in DEPARTMENTS:
        if role in asked:
            names, about = asked[role]
            yield ApprovalNeed(role, DEPARTMENTS.label(role), tuple(names), tuple(about))


def asks(rule: ApprovalRule, change: Change) -> bool:
    """Returns whether a rule is about a change; of a group that came, went or changed as a whole, what lies in it counts."""
    if change.kind not in rule.kinds:
        return False
    return any(_touches(rule, change, tuple(name.split("."))) for name in rule.fields or ("",))


def _touches(rule: ApprovalRule, change: Change, wanted: tuple[str, ...]) -> bool:
    wanted = () if wanted == ("",) else wanted
    names = change.names
    if names[: len(wanted)] == wanted:
        inside: tuple[str, ...] = ()
    elif wanted[: len(names)] == names:
        inside = wanted[len(names) :]
    else:
        return False
    before, after = tuple(_values(change.old, inside)), tuple(_values(change.new, inside))
    # The order of a list is no value; a rename says nothing new of any field but its own.
    if change.op == "renamed":
        return not wanted
    if inside and before == after:
        return False
    if rule.above is not None:
        return any(isinstance(held, Decimal | int) and held > rule.above for held in _leaves(after))
    if rule.codes:
        return bool(set(rule.codes) & {held for held in (*_leaves(before), *_leaves(after)) if isinstance(held, str)})
    return True


def _values(held: object, inside: tuple[str, ...]) -> Iterator[object]:
    """What stands at a way of field names inside a value, in every item of the lists on it."""
    if held is ABSENT or held is None:
        return
    if isinstance(held, tuple):
        for item in held:
            yield from _values(item, inside)
    elif isinstance(held, dict):
        for item in held.values():
            yield from _values(item, inside)
    elif not inside:
        yield held
    elif isinstance(held, Value) and inside[0] in vars(held):
        yield from _values(vars(held)[inside[0]], inside[1:])


def _leaves(held: object) -> Iterator[object]:
    if isinstance(held, tuple):
        for item in held:
            yield from _leaves(item)
    elif isinstance(held, dict):
        yield from _leaves(tuple(held.values()))
    elif isinstance(held, Value):
        yield from _leaves(tuple(vars(held).values()))
    else:
        yield held


@dataclass(frozen=True, slots=True)
class Given:
    """An approval as it is written, on a commit or in a file that the commit brought."""

    role: str
    staff: str
    digest: str
    commit: Commit | None


def approvals(
    commits: Iterable[Commit],
    digest: str,
    policy: ApprovalsPolicy | None,
    network: Network,
    day: date,
    head: Network | None = None,
) -> tuple[Approval, ...]:
    """Returns the approvals that trailers and, newest first, the records of the `head` name, each with what it is worth.

    `network` and `day` are those of the base: who may act for a role is asked there.
    """
    rows = tuple(commits)
    changing = tuple(row for row in rows if any(RECORDS not in f"/{path}" for path in row.paths))
    people = frozenset(person for row in changing for person in row.people)
    signers = frozenset(row.signer for row in changing if row.signer)
    may_self = policy is not None and policy.self_approval
    found: list[Approval] = []
    for given in (*_trailers(rows), *_recorded(rows, network, head)):
        standing = _standing(given, given.digest == digest, network, day)
        own = given.commit is not None and bool(given.commit.people & people)
        if standing == "given" and not may_self and (own or given.staff in signers):
            standing = "own_change"
        found.append(Approval(given.role, given.staff, given.digest, given.commit.id if given.commit else "", standing))
    return tuple(found)


def _trailers(commits: tuple[Commit, ...]) -> Iterator[Given]:
    for row in commits:
        for key, value in row.trailers:
            if key.lower() == TRAILER:
                role, staff, given = (*value.split(), "", "", "")[:3]
                yield Given(role, staff, given, row)


def _recorded(commits: tuple[Commit, ...], base: Network, head: Network | None) -> Iterator[Given]:
    """The records that the base does not have; one that lies in the working folder only has no commit."""
    for record in head.all(ChangeApproval) if head is not None else ():
        if base.find(ChangeApproval, record.id) is None and head is not None:
            path = f"/{head.entry(record).document.path}"
            brought = next((row for row in commits if any(f"/{name}".endswith(path) for name in row.paths)), None)
            yield Given(record.role, record.staff, record.digest, brought)


def _standing(given: Given, fresh: bool, network: Network, day: date) -> str:
    if not fresh:
        return "stale"
    if given.commit is None or not given.commit.signer or given.commit.signer != given.staff:
        return "claimed"
    person = network.find(Staff, given.staff)
    if person is None or given.role not in person.roles or not person.since <= day <= (person.until or date.max):
        return "not_allowed"
    return "given"


def settled(needed: Iterable[ApprovalNeed], given: Iterable[Approval]) -> tuple[ApprovalNeed, ...]:
    """Returns the needs with who has met them."""
    by_role: dict[str, str] = {}
    for row in given:
        if row.standing == "given":
            by_role.setdefault(row.role, row.staff)
    return tuple(ApprovalNeed(row.role, row.title, row.rules, row.about, by_role.get(row.role, "")) for row in needed)
