"""The onboarding kit of one dealer as values: what it is made from, and the papers that it holds (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from toolkit.kernel.text import Text
from toolkit.network.policy import Policy, in_force
from toolkit.network.record import Record
from toolkit.network.view import View
from toolkit.plan.frame import Grid
from toolkit.topics.company.records import Company
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.amending import contracts_on
from toolkit.topics.contract.rules.standing import current
from toolkit.topics.contract.rules.standing import in_force as binds
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import state
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.onboarding.records import CurriculumPolicy, Onboarding, RampUpPolicy
from toolkit.topics.onboarding.rules.progress import CURRICULUM, RAMP_UP
from toolkit.topics.onboarding.rules.results import OnboardingProgress
from toolkit.topics.onboarding.rules.timing import first_day
from toolkit.topics.support.records import FundPolicy, SlaPolicy

P = TypeVar("P", bound=Policy)
STARTING = frozenset({"signed", "onboarding"})
Source = tuple[type[Record], str]
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a paper: the heading says the answer; below it text, facts, tables, things to tick, and remarks."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Row, ...] = ()
    grids: tuple[Grid, ...] = ()
    checks: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    page: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper of the kit: its place among them, file name, title, one sentence, sections, and who signs it."""

    number: str
    slug: str
    title: str
    lead: str
    parts: tuple[Part, ...]
    sources: tuple[Source, ...] = ()
    version: str = ""
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Kit:
    """All that a dealer's kit is made from, as the dealer may see it on the as-of date.

    `start` is day 0, the day of signature; `progress` and `record` are there once the onboarding is on record.
    """

    view: View
    as_of: date
    company: Company
    dealer: DealerProfile
    contract: Contract
    start: date
    curriculum: CurriculumPolicy
    ramp_up: RampUpPolicy
    record: Onboarding | None
    progress: OnboardingProgress | None

    @property
    def party(self) -> str:
        """Returns the dealer's short name with its id, as heads of pages say it."""
        return f"{self.dealer.short_name}（{self.dealer.id}）"

    @property
    def rebate(self) -> RebatePolicy | None:
        """Returns the rebate policy that the contract pins."""
        return self.view.find(RebatePolicy, self.contract.rebate_policy)

    @property
    def evaluation(self) -> EvaluationPolicy | None:
        """Returns the evaluation policy that the contract pins, else the one in force."""
        pinned = self.contract.evaluation_policy
        if pinned is not None:
            return self.view.find(EvaluationPolicy, pinned)
        return self.governing(EvaluationPolicy, "dealer-evaluation")

    @property
    def sla(self) -> SlaPolicy | None:
        """Returns the times of tickets in force."""
        return self.governing(SlaPolicy, "sla")

    @property
    def fund(self) -> FundPolicy | None:
        """Returns the policy of marketing funds in force."""
        return self.governing(FundPolicy, "fund")

    def governing(self, model: type[P], name: str) -> P | None:
        """Returns the version of a policy that is in force on the as-of date."""
        return in_force(self.view.all(model), name, self.as_of)


def kit_of(view: View, dealer: str, as_of: date) -> Kit | None:
    """Returns what a dealer's kit is made from; None for one that is not new and has no onboarding on record, or no contract."""
    profile, company = view.get(DealerProfile, dealer), view.only(Company)
    contract = current(contracts_on(view, dealer, as_of), as_of)
    start = first_day(profile, as_of)
    if contract is None or contract.signed_on is None or start is None or company is None:
        return None
    record = view.find(Onboarding, dealer)
    is_new = state(profile, as_of) in STARTING
    if not is_new and (record is None or not binds(contract, as_of)):
        return None
    curriculum = in_force(view.all(CurriculumPolicy), CURRICULUM, start)
    ramp_up = in_force(view.all(RampUpPolicy), RAMP_UP, start)
    if curriculum is None or ramp_up is None:
        return None
    progress = view.result(OnboardingProgress, dealer)
    return Kit(view, as_of, company, profile, contract, start, curriculum, ramp_up, record, progress)


def own_sources(kit: Kit) -> Iterator[Source]:
    """Yields the records that every paper of a kit names: the company, the dealer, its contract and its onboarding."""
    yield Company, "company"
    yield DealerProfile, kit.dealer.id
    yield Contract, kit.contract.contract_no
    if kit.record is not None:
        yield Onboarding, kit.dealer.id


def grid(
    head: str,
    rows: tuple[tuple[str, ...], ...],
    numbers: tuple[int, ...] = (),
    codes: tuple[int, ...] = (),
    narrow: tuple[int, ...] = (),
    total: tuple[str, ...] = (),
) -> Grid:
    """Returns a Chinese table whose heads stand in one line, parted by `|`."""
    return Grid(tuple(Text(each) for each in head.split("|")), rows, numbers, codes, narrow, total)
