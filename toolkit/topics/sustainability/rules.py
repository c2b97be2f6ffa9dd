"""How a self-check comes out: points over the items that apply, a colour, and whether a plan is needed (reference L)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.explaining import Figure, read
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.record import Value, field
from toolkit.network.results import Result, Results, Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.sustainability.records import GROUPS, CheckItem, SelfCheck, SelfCheckPolicy


class GroupScore(Value):
    group: str = field("类别", "Group", audience="dealer")
    points: Decimal = field("得分", "Points", audience="dealer")
    applicable: int = field("适用项", "Items that apply", audience="dealer")


class SelfCheckScore(Result):
    """A dealer's self-check of a year, `D-2025-0007/2026`. It is no part of the evaluation's 100 points (reference L).

    `share` is None where no item applies. `vetoes` are items demanded by law that were answered no: they make it red.
    """

    topic = "sustainability"
    year: int = field("年度", "Year", audience="dealer")
    policy: str = field("办法版本", "Policy version", audience="dealer")
    points: Decimal = field("得分", "Points", audience="dealer")
    applicable: int = field("适用项", "Items that apply", audience="dealer")
    share: Decimal | None = field("得分率", "Share", audience="dealer", default=None)
    colour: str = field("颜色", "Colour", audience="dealer", default="")
    plan_needed: bool = field("需要改进计划", "A plan is needed", audience="dealer", default=False)
    vetoes: tuple[str, ...] = field("法定要求未达到", "Demanded by law and missing", audience="dealer", default=())
    gaps: tuple[str, ...] = field("未达到的项", "Items not yet met", audience="dealer", default=())
    groups: tuple[GroupScore, ...] = field("分类得分", "By group", audience="dealer", default=())


def points_of(policy: SelfCheckPolicy, answer: str) -> Decimal | None:
    """Returns what an answer counts: yes 1, partly as the policy says, no 0; None for an item that does not apply."""
    return {"yes": Decimal(1), "partly": policy.partly, "no": Decimal(0)}.get(answer)


def colour_of(policy: SelfCheckPolicy, share: Decimal | None, vetoed: bool = False) -> str:
    """Returns green, yellow or red, lower bounds included; red where the law is not met; empty where nothing applies."""
    if vetoed:
        return "red"
    if share is None:
        return ""
    return "green" if share >= policy.green_from else "yellow" if share >= policy.yellow_from else "red"


def scored(policy: SelfCheckPolicy, answers: Mapping[str, str]) -> tuple[GroupScore, ...]:
    """Returns points and applicable items by group, in the order of the groups. What was not answered counts as no."""
    rows = []
    for group in GROUPS:
        counted = [points_of(policy, answers.get(item.id, "no")) for item in policy.items if item.group == group]
        known = [points for points in counted if points is not None]
        rows.append(GroupScore(group=group, points=sum(known, Decimal(0)), applicable=len(known)))
    return tuple(rows)


def score(record: SelfCheck, policy: SelfCheckPolicy, trace: tuple[Step, ...] = ()) -> SelfCheckScore:
    """Returns how a self-check comes out under a version of the policy."""
    answers = {row.item: row.answer for row in record.answers}
    groups = scored(policy, answers)
    applicable = sum(row.applicable for row in groups)
    points = sum((row.points for row in groups), Decimal(0))
    share = points / applicable if applicable else None
    vetoes = tuple(item.id for item in policy.items if item.veto and answers.get(item.id) == "no")
    colour = colour_of(policy, share, bool(vetoes))
    shown = percent_text(share, 1) if share is not None else "n/a"
    return SelfCheckScore(
        subject=f"{record.dealer}/{record.year}",
        dealer=record.dealer,
        year=record.year,
        policy=policy.reference,
        points=points,
        applicable=applicable,
        share=share,
        colour=colour,
        plan_needed=colour == "red",
        vetoes=vetoes,
        gaps=tuple(item.id for item in policy.items if answers.get(item.id, "no") in ("no", "partly")),
        groups=groups,
        trace=(
            *trace,
            Step(
                what=Text("得分 ÷ 适用项", "points ÷ items that apply"),
                value=f"{number_text(points)} ÷ {applicable} = {shown}",
                policy=policy.reference,
            ),
            Step(
                what=Text("颜色界线", "bounds of the colours"),
                value=f"≥ {percent_text(policy.green_from)}, ≥ {percent_text(policy.yellow_from)} → {colour or 'n/a'}",
                policy=policy.reference,
            ),
        ),
    )


def governing(policies: Iterable[SelfCheckPolicy], year: int, fiscal_start: int = 1) -> SelfCheckPolicy | None:
    """Returns the version in force on the first day of the fiscal year, or None. A workspace has one such policy."""
    versions = tuple(policies)
    day = FiscalQuarter(year, 1).span(fiscal_start).first
    return in_force(versions, min(version.id for version in versions), day) if versions else None


def item_of(policy: SelfCheckPolicy, item: str) -> CheckItem | None:
    """Returns the question of that id, or None."""
    return next((row for row in policy.items if row.id == item), None)


def derive(network: Network, results: Results, as_of: date) -> Iterator[Result]:
    """Yields the score of every self-check that was filled in up to the as-of date."""
    policies, start = network.all(SelfCheckPolicy), fiscal_start(network)
    for record in network.all(SelfCheck):
        policy = governing(policies, record.year, start)
        if policy is None or record.date > as_of:
            continue
        steps = tuple(
            Step(what=item.text, value=row.answer, origin=network.origin(record, "answers", n, "answer"))
            for n, row in enumerate(record.answers)
            if (item := item_of(policy, row.item)) is not None
        )
        yield score(record, policy, steps)


def explained(network: Network, results: Results, result: SelfCheckScore, as_of: date) -> Iterator[Step]:
    """Yields each answer with what it counts, the points by group, the share, and the bounds of the colours."""
    record, policy = network.get(SelfCheck, result.subject), network.get(SelfCheckPolicy, result.policy)
    for n, row in enumerate(record.answers):
        item = item_of(policy, row.item)
        if item is not None:
            yield read(network, record, "answers", n, "answer").model_copy(update={"what": item.text})
    yield read(network, policy, "partly")
    for group in result.groups:
        yield Step(
            what=GROUPS.label(group.group), value=f"{group.points} / {group.applicable}", policy=policy.reference
        )
    points = f"{' + '.join(str(group.points) for group in result.groups)} = {result.points}"
    yield Step(what=Text("得分", "points"), value=points, policy=policy.reference, gives="points")
    items = f"{' + '.join(str(group.applicable) for group in result.groups)} = {result.applicable}"
    yield Step(what=Text("适用项", "items that apply"), value=items, policy=policy.reference, gives="applicable")
    if result.share is not None:
        shown = f"{result.points} ÷ {result.applicable} = {percent_text(result.share, 2)}"
        yield Step(what=Text("得分率", "share"), value=shown, policy=policy.reference, gives="share")
    yield read(network, policy, "green_from")
    yield read(network, policy, "yellow_from")
    for veto in result.vetoes:
        place = next(n for n, item in enumerate(policy.items) if item.id == veto)
        words = Text("法定要求未达到", "demanded by law and missing")
        yield Step(what=words, value=veto, origin=network.origin(policy, "items", place), policy=policy.reference)
    yield Step(what=Text("颜色", "colour"), value=result.colour or "–", policy=policy.reference, gives="colour")


FIGURES: tuple[Figure[Any], ...] = (
    Figure(
        "self-check",
        Text("可持续自查", "Self-check"),
        SelfCheckScore,
        ("points", "applicable", "share", "colour"),
        explained,
    ),
)
