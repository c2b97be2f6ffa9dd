"""How far a dealer and a new product have come: told, understood, worried about, planned (reference 0b, PN)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from toolkit.network.network import Network
from toolkit.network.reader import Reader
from toolkit.topics.company.records import ProductLine
from toolkit.topics.company.records import Sku as Product
from toolkit.topics.information.records import Briefing, BriefingPolicy, DealerInformation, ProductLaunch
from toolkit.topics.information.records.products import Concern, Talk
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.results import BriefingLine, LaunchStanding

BRIEFING = "briefing"


def products(reader: Reader) -> Mapping[str, tuple[str, Product]]:
    """Returns SKU → its product line and itself."""
    return {sku.code: (line.id, sku) for line in reader.all(ProductLine) for sku in line.skus}


def briefings_of(network: Network) -> dict[tuple[str, str], Briefing]:
    """Returns (dealer, SKU) → the briefing; of two, which a check tells of, the earlier year's."""
    found: dict[tuple[str, str], Briefing] = {}
    for year in network.all(DealerInformation):
        for row in year.briefings:
            found.setdefault((year.dealer, row.product), row)
    return found


def talks(briefing: Briefing, as_of: date) -> tuple[Talk, ...]:
    """Returns the talks up to the as-of date, in order."""
    return tuple(sorted((row for row in briefing.talks if row.told_on <= as_of), key=lambda row: row.told_on))


def state_of(briefing: Briefing | None, as_of: date) -> str:
    """Returns how far understanding has come: `not_told`, `told`, `not_understood` or `understood`.

    The last check decides; understood in part is not understood. A talk after a failed check waits for its own.
    """
    held = talks(briefing, as_of) if briefing else ()
    if not held:
        return "not_told"
    checked = [row for row in held if row.understood is not None and row.understood.on <= as_of]
    if checked and checked[-1].understood is not None:
        if checked[-1].understood.result == "yes":
            return "understood"
        if checked[-1] is held[-1]:
            return "not_understood"
    return "told"


def open_concerns(briefing: Briefing, as_of: date) -> tuple[Concern, ...]:
    """Returns the concerns that had no answer on the as-of date."""
    raised = (row for row in briefing.concerns if row.raised_on <= as_of)
    return tuple(row for row in raised if row.answered_on is None or row.answered_on > as_of)


def plan_state(briefing: Briefing, as_of: date) -> str:
    """Returns how the joint plan stands: `none`, `running`, `late` or `settled`."""
    if briefing.result is not None and briefing.result.on <= as_of:
        return "settled"
    plan = briefing.joint_plan
    if plan is None or plan.agreed_on > as_of:
        return "none"
    return "late" if plan.due < as_of else "running"


def tell_by(launch: ProductLaunch, granted_from: date, policy: BriefingPolicy) -> date:
    """Returns the last day to tell a dealer: some days before the launch, or the day its grant began if that is later."""
    return max(launch.launch_on - timedelta(days=policy.tell_days), granted_from)


def line_of(briefing: Briefing, launch: ProductLaunch, product: Product, as_of: date) -> BriefingLine | None:
    """Returns a briefing in short; None before the first talk."""
    held = talks(briefing, as_of)
    if not held:
        return None
    last = next((row.understood for row in reversed(held) if row.understood and row.understood.on <= as_of), None)
    plan, settled = briefing.joint_plan, plan_state(briefing, as_of) == "settled"
    return BriefingLine(
        product=briefing.product,
        name=product.name,
        launch_on=launch.launch_on,
        told_on=held[0].told_on,
        talks=len(held),
        state=state_of(briefing, as_of),
        method=last.method if last else "",
        score=last.score if last else None,
        open_concerns=tuple(row.text for row in open_concerns(briefing, as_of)),
        plan_state=plan_state(briefing, as_of),
        plan_due=plan.due if plan and plan.agreed_on <= as_of else None,
        planned=(plan.first_order, plan.outlets) if plan and plan.agreed_on <= as_of else None,
        reached=(briefing.result.first_order, briefing.result.outlets) if settled and briefing.result else None,
    )


def launches(network: Network, reach: Reach, as_of: date) -> Iterator[LaunchStanding]:
    """Yields every launch under way: who is to be told, who was, who understood, who waits for an answer.

    Under way is what was announced and is not yet on the market, or still stands in its launch stage.
    """
    held, catalogue = briefings_of(network), products(network)
    for launch in network.all(ProductLaunch):
        if launch.announced_on > as_of or launch.sku not in catalogue:
            continue
        if launch.launch_on <= as_of and catalogue[launch.sku][1].stage != "launch":
            continue
        to_tell = reach.to_tell(launch, catalogue[launch.sku][0], as_of)
        rows = {dealer: row for (dealer, sku), row in held.items() if sku == launch.sku}
        told = {dealer: row for dealer, row in rows.items() if talks(row, as_of)}
        yield LaunchStanding(
            subject=launch.sku,
            launch_on=launch.launch_on,
            to_tell=tuple(sorted(to_tell)),
            told=tuple(sorted(told)),
            understood=tuple(sorted(d for d, row in told.items() if state_of(row, as_of) == "understood")),
            open_concerns=tuple(sorted(d for d, row in told.items() if open_concerns(row, as_of))),
            planned=tuple(sorted(d for d, row in told.items() if plan_state(row, as_of) != "none")),
        )
