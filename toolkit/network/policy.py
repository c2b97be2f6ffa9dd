"""Policies as data: dated versions of one id, and the rule which of them governs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Annotated, TypeVar

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Day, Name, OneOf, Version
from toolkit.network.network import Network
from toolkit.network.record import Record, field

APPLIES_BY = Vocabulary(
    "applies_by",
    {
        "period_start": ("考核期开始日", "start of the period"),
        "opened_at": ("立案日", "day it was opened"),
        "requested_at": ("申请日", "day of the request"),
        "signed_at": ("签署日", "day of signature"),
        "scored_at": ("评分日", "day of scoring"),
    },
)


class Policy(Record):
    """One version of a policy: in force from its first to its last day, both included."""

    id: Name = field("政策编号", "Policy id", audience="dealer")
    version: Version = field("版本", "Version", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    effective_from: Day = field("生效日", "In force from", audience="dealer")
    effective_to: Day | None = field("失效日", "In force until", audience="dealer", default=None)
    applies_by: Annotated[str, OneOf(APPLIES_BY)] = field("适用日期", "Governs by", audience="dealer")
    notes: Bilingual | None = field("说明", "Notes", default=None)

    @property
    def reference(self) -> str:
        """Returns `policy-id@version`, the form in which records name a policy."""
        return f"{self.id}@{self.version}"

    def covers(self, day: date) -> bool:
        """Returns whether the version is in force on `day`."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


P = TypeVar("P", bound=Policy)


def in_force(versions: Iterable[P], policy: str, day: date) -> P | None:
    """Returns the version of `policy` that is in force on `day`, or None."""
    return next((version for version in versions if version.id == policy and version.covers(day)), None)


OVERLAP = ProblemKind(
    "POL001",
    "error",
    Text(
        "政策 {policy} 的 {first} 与 {second} 两个版本生效期重叠",
        "versions {first} and {second} of the policy {policy} are in force at the same time",
    ),
    Text("上一版的失效日应早于 {day}", "end the earlier one before {day}"),
    manual="On a day that two versions claim, nobody knows which rule counted.中文：两版都管的那一天，说不清按哪一版。",
)
GAP = ProblemKind(
    "POL002",
    "error",
    Text(
        "政策 {policy} 在 {first} 与 {second} 之间有空档", "the policy {policy} has a gap between {first} and {second}"
    ),
    Text("下一版应从 {day} 起生效", "the next version should begin on {day}"),
    manual="In a gap no rule is in force: nothing is judged, calculated or limited on those days."
    "中文：空档里没有规则生效：那些天什么也不判断、不计算、不限制。",
)
REVERSED = ProblemKind(
    "POL003",
    "error",
    Text("失效日 {end} 早于生效日 {start}", "it ends on {end}, before it begins on {start}"),
    manual="A version that ends before it begins is never in force.中文：失效日早于生效日的版本永远不会生效。",
)
PROBLEMS = (OVERLAP, GAP, REVERSED)


def version_problems(network: Network, model: type[Policy]) -> Iterator[Problem]:
    """Yields where the versions of a policy overlap, leave a gap, or end before they begin."""
    by_id: dict[str, list[Policy]] = {}
    for policy in network.all(model):
        if policy.effective_to is not None and policy.effective_to < policy.effective_from:
            yield REVERSED.at(
                network.origin(policy, "effective_to"),
                record=policy.reference,
                field="effective_to",
                start=policy.effective_from,
                end=policy.effective_to,
            )
        else:
            by_id.setdefault(policy.id, []).append(policy)
    for versions in by_id.values():
        for first, second, next_day in _unfitting(versions):
            kind = OVERLAP if next_day is None or next_day > second.effective_from else GAP
            yield kind.at(
                network.origin(second, "effective_from"),
                record=second.reference,
                field="effective_from",
                policy=second.id,
                first=first.version,
                second=second.version,
                day=second.effective_from if kind is OVERLAP else next_day,
            )


def _unfitting(versions: Iterable[Policy]) -> Iterator[tuple[Policy, Policy, date | None]]:
    """Versions that do not follow on what came before: the earlier one that ends last, the later one, and the day after that end."""
    last: Policy | None = None
    for version in sorted(versions, key=lambda v: (v.effective_from, v.version)):
        if last is not None:
            next_day = None if last.effective_to is None else last.effective_to + timedelta(days=1)
            if next_day != version.effective_from:
                yield last, version, next_day
        if last is None or (last.effective_to is not None and _end(version) > _end(last)):
            last = version


def _end(version: Policy) -> date:
    return version.effective_to or date.max
