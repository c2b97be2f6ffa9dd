"""The rectification notice (整改通知书): after a final case, or with an improvement plan that runs; our own part stands beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text
from toolkit.network.shared import Action
from toolkit.topics.conflict.records import Case
from toolkit.topics.conflict.records import vocabularies as words
from toolkit.topics.contract.outputs.letters.letter import Desk, Letter
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules.letter_names import RECTIFICATION
from toolkit.topics.contract.rules.terms.item import Cell, Section, Table
from toolkit.topics.improvement.records import ImprovementPlan

ABOUT_PRICE = "CF3"
"""Complaints about prices: a dealer sets its resale prices itself, so no notice ever follows from one (Anti-Monopoly Law art. 18)."""
FREE = Text("本通知与贵方的转售价格无关；转售价格由贵方自主决定。")


def rectifications(desk: Desk) -> Iterator[Letter]:
    """Yields a notice for each final decision against the dealer that has a level, and for each plan without an outcome."""
    for case in desk.view.of_dealer(Case, desk.dealer.id):
        if asks_for_notice(case):
            yield _after_case(desk, case)
    for plan in desk.view.of_dealer(ImprovementPlan, desk.dealer.id):
        if plan.outcome is None and plan.signature is not None:
            yield _with_plan(desk, plan)


def asks_for_notice(case: Case) -> bool:
    """Returns whether a case ended against the dealer, is final and not revoked, and is not about prices."""
    if case.type == ABOUT_PRICE or case.respondent != "dealer" or case.decision is None or case.final_on is None:
        return False
    revoked = case.appeal is not None and case.appeal.result == "revoked"
    return bool(case.decision.level) and not revoked


def _after_case(desk: Desk, case: Case) -> Letter:
    decision = case.decision
    assert decision is not None
    contract = desk.standing(decision.date)
    theirs = [row for row in decision.consequences if row.measure != "brand_change"]
    rows = tuple((words.MEASURES.label(m.measure), m.text, amount_text(m.amount) if m.amount else "/") for m in theirs)
    loss = decision.loss
    basis = (
        (Text(f"损失依据：{loss.cases}箱 × 每箱毛利{amount_text(loss.margin)} ＋ 调查费用{amount_text(loss.audit_cost)}；{loss.basis.zh}。"),)
        if loss
        else ()
    )  # fmt: skip
    measures = Table((Text("措施"), Text("内容"), Text("金额")), rows, (2,))
    ours = tuple(row.text for row in decision.consequences if row.measure == "brand_change")
    facts = (Text(decision.finding.zh), *((Text(f"贵方的申辩：{case.defence.zh}"),) if case.defence else ()))
    clause = (
        f"依据：{decision.clause.zh}（{desk.article(contract, 'cross-territory')}）。"
        if contract
        else f"依据：{decision.clause.zh}。"
    )
    appeal = Text(
        f"本案已于{day_text(case.final_on, 'zh')}终局，此前的申诉期和复核均已完成；有新的事实或证据的，贵方仍可随时书面提出，由未参与原决定的人员重新核实。"
    )
    sections = (
        Section(Text("一、认定"), (*facts, Text(clause)), ()),
        Section(Text("二、整改要求"), (*basis, FREE), (measures,)),
        *_actions("三、双方改进事项", case.improvements, ours),
        Section(Text("四、权利"), (appeal,), ()),
    )
    return Letter(
        "rectification",
        RECTIFICATION.number(case.id),
        Text("整改通知书", "Rectification notice"),
        (f"关于案件{case.id}（{words.TYPES.label(case.type).zh}）：{case.subject.zh.rstrip('。')}，经调查、申辩和委员会认定，现将结果和整改要求通知如下。",),
        sections,
        ("请在完成后将凭证发送至我公司，我公司在5个工作日内书面确认；按期整改的，不再就同一事项追究。",),
        to=desk.dealer.name,
        day=case.final_on,
        period=Text(case.id),
        because=((Case, case.id), *(((Contract, contract.contract_no),) if contract else ())),
    )  # fmt: skip


def _with_plan(desk: Desk, plan: ImprovementPlan) -> Letter:
    metric = plan.metric
    goal = f"{metric.name.zh}从{number_text(metric.start)}{metric.unit.zh}到{number_text(metric.target)}{metric.unit.zh}，期限{day_text(metric.by, 'zh')}。"
    sections = (
        Section(Text("一、发现"), (Text(plan.finding.zh), Text(f"原因：{plan.root_cause.zh}")), ()),
        Section(Text("二、目标"), (Text(goal), FREE), ()),
        *_actions("三、双方行动", plan.actions, plan.support),
        Section(
            Text("四、复盘"),
            (
                Text("双方按约定间隔共同复盘；我方行动未按期完成的，贵方相应期限顺延。期满达成的，恢复正常合作；未达成的，双方共同找出原因后再定，不自动解除合同。"),
            ),
            (),
        ),
    )  # fmt: skip
    return Letter(
        "rectification",
        RECTIFICATION.number(plan.id),
        Text("整改通知书", "Rectification notice"),
        (f"根据双方于{day_text(plan.signature.brand_on if plan.signature else plan.opened_on, 'zh')}签署的改进计划{plan.id}，现将需要共同完成的事项书面通知如下。",),
        sections,
        ("有困难的，请及时告知我公司，期限由双方商定。",),
        to=desk.dealer.name,
        day=plan.opened_on,
        period=Text(plan.id),
        because=((ImprovementPlan, plan.id),),
    )  # fmt: skip


def _actions(title: str, actions: Iterable[Action], support: Iterable[Text]) -> Iterator[Section]:
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            "我公司" if row.side == "brand" else "贵方" if row.side == "dealer" else "双方",
            row.text,
            day_text(row.due, "zh"),
            day_text(row.done, "zh") if row.done else "　",
        )
        for row in actions
    )
    own = tuple(Text(f"我公司的支持：{text.zh}") for text in support)
    table = Table((Text("责任方"), Text("事项"), Text("期限"), Text("完成")), rows)
    if rows or own:
        yield Section(Text(title, NO_TEXT.zh), own, (table,) if rows else ())
