"""The card of a joint business plan: goals and resources of both sides, agreed targets beside what was sold, seasons, reviews."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import quarter_of
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, percent_text
from toolkit.network.shared import SIDES, Measured
from toolkit.network.view import View
from toolkit.plan.card import Card
from toolkit.topics.company.records import TAX
from toolkit.topics.company.rules import fiscal_start, line_name
from toolkit.topics.contract.records import JointPlan
from toolkit.topics.contract.records.joint_plan import AgreedTargets, Proposal, Resource, Season
from toolkit.topics.contract.records.negotiation_words import RESOURCE_KINDS
from toolkit.topics.contract.records.vocabularies import TARGET_BASIS
from toolkit.topics.contract.rules.joint_plan import JointPlanStanding, MovedTarget, by_date, sum_of
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.topic import Now

Cells = tuple[Text, ...]
NONE = Text("–")
HEAD = (
    Text("季度", "Quarter"),
    Text("产品线", "Product line"),
    Text("目标", "Target"),
    Text("实际", "Actual"),
    Text("完成率", "Reached"),
)


def joint_plan_cards(view: View, now: Now, dealer: str) -> Iterator[Card]:
    """Yields the plan of the current fiscal year, else the latest; none for a dealer without a plan."""
    plans = {plan.year: plan for plan in view.of_dealer(JointPlan, dealer)}
    if not plans:
        return
    year = quarter_of(now.as_of, fiscal_start(view)).year
    plan = plans.get(year) or plans[max(plans)]
    standing = view.result(JointPlanStanding, f"{dealer}/{plan.year}")
    if standing is None:
        return
    targets = plan.agreed_targets
    rows = tuple(_targets(view, plan, standing, targets)) if targets is not None else ()
    context = {
        "year": plan.year,
        "mood": "good" if standing.signed_on else "open",
        "signed": _signed(standing),
        "brand_goals": plan.brand_goals,
        "dealer_goals": plan.dealer_goals,
        "head": HEAD,
        "about": _about(targets),
        "rows": tuple(cells for cells, _, _ in rows),
        "amended": tuple(_amended(view, row) for row in standing.amended),
        "difference": (targets.difference or NO_TEXT) if targets is not None else NO_TEXT,
        "proposals": tuple(_proposal(row) for row in by_date(plan)),
        "resources": tuple(_resource(row, now) for row in sorted(plan.resources, key=lambda row: row.side)),
        "seasons": tuple(_season(view, row) for row in sorted(plan.seasonal_plan, key=lambda row: row.first)),
        "reviews": tuple((row.quarter, _day(row.date), row.findings, row.changes) for row in plan.reviews),
        "due": standing.reviews_due,
    }
    title = Text(f"{plan.year} 年联合生意计划", f"Joint business plan {plan.year}")
    yield Card("joint-plan", title, "contract/card-joint-plan.html", context, _finding(rows, standing), True, order=30)


def _targets(
    view: View, plan: JointPlan, standing: JointPlanStanding, targets: AgreedTargets
) -> Iterator[tuple[Cells, Decimal, Decimal | None]]:
    """Rows of quarter and line, each with its target in force and what came of it, so that the finding can sum them."""
    moved = {(row.quarter, row.line): row.amount for row in standing.amended}
    for row in sorted(targets.quarters, key=lambda row: (row.quarter, row.line)):
        actual = _actual(view, plan.dealer, row.quarter, row.line, targets)
        target = moved.get((row.quarter, row.line), row.amount)
        reached = percent_text(actual / target, 1) if actual is not None and target else None
        cells = (
            Text(row.quarter),
            line_name(view, row.line),
            Text(amount_text(target)),
            Text(amount_text(actual)) if actual is not None else NONE,
            Text(reached) if reached else NONE,
        )
        yield cells, target, actual


def _amended(view: View, row: MovedTarget) -> Text:
    """What an amendment of the contract made of a target of the plan."""
    line, before, after = line_name(view, row.line), amount_text(row.agreed), amount_text(row.amount)
    return Text(
        f"{row.quarter} {line.zh}：签计划时 {before}，补充协议改为 {after}",
        f"{line.en} {row.quarter}: {before} when the plan was signed, {after} by an amendment",
    )


def _actual(view: View, dealer: str, quarter: str, line: str, targets: AgreedTargets) -> Decimal | None:
    """What the quarter's file says on the basis and tax of the targets; None where it says nothing that can be compared."""
    data = view.find(QuarterData, f"{dealer}/{quarter}")
    held = next((row for row in data.lines if row.line == line and row.tax == targets.tax), None) if data else None
    if held is None:
        return None
    if targets.basis == "sell_out":
        return held.sell_out.value if isinstance(held.sell_out, Measured) else None
    gross, returns = held.sell_in_gross.value, held.returns.value
    return gross - returns if gross is not None and returns is not None else None


def _finding(rows: tuple[tuple[Cells, Decimal, Decimal | None], ...], standing: JointPlanStanding) -> Text:
    known = [(target, actual) for _, target, actual in rows if actual is not None]
    target = sum((amount for amount, _ in known), Decimal(0))
    late = len(standing.late)
    behind = Text(f"，资源逾期 {late} 项", f", {late} resources late") if late else NO_TEXT
    if not target:
        return Text(f"还没有实际数据{behind.zh}", f"no figures yet{behind.en}")
    reached = percent_text(sum((actual for _, actual in known), Decimal(0)) / target, 1)
    return Text(f"已有数据的季度完成 {reached}{behind.zh}", f"{reached} reached in the quarters on record{behind.en}")


def _signed(standing: JointPlanStanding) -> Text:
    if standing.signed_on is None:
        return Text("尚未双方签署", "not signed by both")
    day = _day(standing.signed_on)
    return Text(f"{day.zh}双方签署", f"signed by both on {day.en}")


def _about(targets: AgreedTargets | None) -> Text:
    if targets is None:
        return NO_TEXT
    basis, tax = TARGET_BASIS.label(targets.basis), TAX.label(targets.tax)
    return Text(f"{basis.zh}（{tax.zh}）", f"{basis.en} ({tax.en})")


def _proposal(row: Proposal) -> tuple[Text, Text, Text, Text]:
    return _day(row.date), SIDES.label(row.side), Text(amount_text(sum_of(row.years))), row.reason


def _resource(row: Resource, now: Now) -> dict[str, object]:
    done = row.done is not None and row.done <= now.as_of
    mood = "good" if done else "bad" if row.due < now.as_of else "going"
    word = Text("到位", "there") if done else Text("逾期", "late") if mood == "bad" else Text("未到期", "not due")
    return {
        "side": SIDES.label(row.side),
        "kind": RESOURCE_KINDS.label(row.kind),
        "text": row.text,
        "amount": Text(amount_text(row.amount)) if row.amount is not None else NO_TEXT,
        "due": _day(row.due),
        "mood": mood,
        "state": word,
    }


def _season(view: View, row: Season) -> dict[str, object]:
    forecast = [(line_name(view, one.line), amount_text(one.amount)) for one in row.forecast]
    return {
        "name": row.name,
        "days": Text(
            f"{day_text(row.first, 'zh')}至{day_text(row.last, 'zh')}",
            f"{day_text(row.first, 'en')} to {day_text(row.last, 'en')}",
        ),
        "plan": row.plan,
        "forecast": Text(
            "，".join(f"{name.zh} {amount}" for name, amount in forecast),
            ", ".join(f"{name.within('en')} {amount}" for name, amount in forecast),
        ),
    }


def _day(day: date) -> Text:
    return Text(day_text(day, "zh"), day_text(day, "en"))
