"""The improvement plan on one page, for both sides to sign: one finding, one figure, what each side does (reference A.21, M.3).

Made from the dealer's view; what both sides are told is the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.shared import Action
from toolkit.network.view import View, Views
from toolkit.plan.artifact import Artifact
from toolkit.plan.composed import Figure, Paper, Part, Row, composed, day_words, titled
from toolkit.plan.frame import Grid
from toolkit.topics.company.records import Company
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import role_text
from toolkit.topics.improvement.records import ImprovementPlan, PlanPolicy
from toolkit.topics.improvement.records.vocabularies import (
    CAUSE_SIDES,
    CAUSES,
    CONSEQUENCES,
    PLAN_ORIGINS,
    PLAN_STATES,
    RESULTS,
)
from toolkit.topics.improvement.rules import PlanStanding
from toolkit.topics.topic import Now

TITLE = Text("改进计划")
SECTION = "plans"
SIGNING = Text("双方签字后生效：计划由双方共同商定，不是单方要求；定结论时写明没有做到的原因在哪一方。")


def plan_path(dealer: str, plan: str) -> str:
    """Returns where an improvement plan is put."""
    return f"{SECTION}/{dealer}/{plan}.pdf"


def plans(views: Views, now: Now) -> Iterator[Artifact]:
    """Yields each improvement plan that was made by the as-of date."""
    for held in views.internal.all(ImprovementPlan):
        view = views.of_dealer(held.dealer)
        standing, company = view.result(PlanStanding, held.id), view.only(Company)
        profile = view.find(DealerProfile, held.dealer)
        if standing is None or company is None or profile is None or held.opened_on > now.as_of:
            continue
        keys = ((ImprovementPlan, held.id), (DealerProfile, held.dealer), (PlanPolicy, standing.policy))
        sources = view.paths((*keys, (Company, "company")))
        paper = _paper(view, view.get(ImprovementPlan, held.id), standing, profile, company, now)
        yield Artifact(plan_path(held.dealer, held.id), composed(paper, now.stamp(sources)), "dealer", because=sources)


def _paper(
    view: View, plan: ImprovementPlan, standing: PlanStanding, profile: DealerProfile, company: Company, now: Now
) -> Paper:
    metric = plan.metric
    unit = metric.unit.zh
    return Paper(
        document=TITLE,
        finding=Text(f"{metric.name.zh}从 {number_text(metric.start)} {unit} 到 {number_text(metric.target)} {unit}"),
        party=f"{profile.short_name} {profile.id}",
        parts=tuple(_parts(view, plan, standing, profile, now)),
        state="draft" if standing.state == "unsigned" else "final",
        identifier=plan.id,
        period=Text(f"{day_words(plan.opened_on).zh}至{day_words(standing.ends).zh}"),
        version=Text(f"{plan.id} · {titled(view.find(PlanPolicy, standing.policy)).zh or standing.policy}"),
        signed=((Text("甲方"), company.legal_name), (Text("乙方"), profile.name)),
        dense=True,
        fields=(("profile.name", profile.name), ("company.legal_name", company.legal_name)),
    )


def _parts(
    view: View, plan: ImprovementPlan, standing: PlanStanding, profile: DealerProfile, now: Now
) -> Iterator[Part]:
    yield Part(figures=_figures(plan, standing), facts=tuple(_facts(plan, profile)))
    for side, who in (("brand", "我方"), ("dealer", "贵司")):
        rows = [row for row in plan.actions if row.side == side]
        kept = sum(row.done is not None and row.done <= now.as_of for row in rows)
        support = tuple(Text(f"支持：{text.zh}") for text in plan.support) if side == "brand" else ()
        yield Part(
            Text(f"{who}做什么：{len(rows)} 项，已完成 {kept} 项"),
            grids=(_actions(view, profile, rows, now),),
            points=support,
            empty=Text(f"{who}没有约定行动。"),
        )
    yield Part(
        Text(f"复盘：已做 {len(_reviews(plan, now))} 次"), grids=(_review_grid(plan, now),), empty=_first(standing)
    )
    outcome = plan.outcome
    if outcome is not None and outcome.date <= now.as_of:
        yield Part(Text(f"结论：{RESULTS.label(outcome.result).zh}"), facts=tuple(_outcome(plan)))
    yield Part(notice=SIGNING)


def _figures(plan: ImprovementPlan, standing: PlanStanding) -> tuple[Figure, ...]:
    metric, unit = plan.metric, plan.metric.unit.zh
    reached = f"{number_text(standing.value)} {unit}" if standing.value is not None else "尚未测"
    way = percent_text(standing.progress, 1) if standing.progress is not None else "–"
    return (
        (Text("起点"), f"{number_text(metric.start)} {unit}", day_words(plan.opened_on)),
        (Text("最近数值"), reached, Text(f"走完 {way}")),
        (Text("目标"), f"{number_text(metric.target)} {unit}", day_words(metric.by)),
        (Text("状态"), PLAN_STATES.label(standing.state), Text(f"逾期行动 {len(standing.overdue)} 项")),
    )


def _facts(plan: ImprovementPlan, profile: DealerProfile) -> Iterator[Row]:
    origin = plan.origin
    more = "、".join(part for part in (origin.quarter, origin.reference) if part)
    yield Text("贵司"), f"{profile.name}（{profile.id}）"
    yield (
        Text("起因"),
        f"{PLAN_ORIGINS.label(origin.kind).zh}{f'（{more}）' if more else ''}，{day_words(origin.day).zh}",
    )
    yield Text("发现"), plan.finding
    side = CAUSE_SIDES.label(plan.cause_side).zh
    yield Text("根因"), f"{plan.root_cause.zh.rstrip('。')}（{CAUSES.label(plan.cause).zh}，原因在：{side}）"


def _actions(view: View, profile: DealerProfile, rows: list[Action], now: Now) -> Grid:
    cells = tuple(
        (row.text, role_text(view, profile, row.owner), day_words(row.due), _progress(row, now))
        for row in sorted(rows, key=_order)
    )
    return Grid((Text("行动"), Text("责任人"), Text("期限"), Text("进展")), cells, narrow=(2, 3))


def _order(row: Action) -> tuple[str, str]:
    return row.due.isoformat(), row.id


def _progress(row: Action, now: Now) -> Text:
    if row.done is not None and row.done <= now.as_of:
        return Text(f"{day_words(row.done).zh}完成")
    return Text("逾期未完成" if row.due < now.as_of else "进行中")


def _reviews(plan: ImprovementPlan, now: Now) -> tuple[tuple[Text | str, ...], ...]:
    return tuple(
        (
            day_words(row.date),
            "–" if row.value.value is None else f"{number_text(row.value.value)} {plan.metric.unit.zh}",
            row.text,
        )
        for row in plan.reviews
        if row.date <= now.as_of
    )


def _review_grid(plan: ImprovementPlan, now: Now) -> Grid:
    return Grid((Text("日期"), Text("当时数值"), Text("看到什么")), _reviews(plan, now), narrow=(0, 1))


def _first(standing: PlanStanding) -> Text:
    if standing.next_review is None:
        return Text("没有复盘记录。")
    return Text(f"第一次复盘：{day_words(standing.next_review).zh}。")


def _outcome(plan: ImprovementPlan) -> Iterator[Row]:
    outcome = plan.outcome
    if outcome is None:
        return
    yield Text("结论日"), day_words(outcome.date)
    if outcome.value.value is not None:
        yield Text("最终数值"), f"{number_text(outcome.value.value)} {plan.metric.unit.zh}"
    if outcome.cause_side is not None:
        yield Text("未达成的原因在"), CAUSE_SIDES.label(outcome.cause_side)
    yield Text("后果"), CONSEQUENCES.label(outcome.consequence)
    yield Text("说明"), outcome.text
