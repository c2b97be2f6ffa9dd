"""Annexes on how both sides work together: evaluation, marketing costs, after-sales. Later chapters hold the policies (reference F.1)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.company.records import STORAGE, ProductLine
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.rules.annexes.undertakings import not_here
from toolkit.topics.contract.rules.terms import NUMBERS
from toolkit.topics.contract.rules.terms.item import Cell, Matter, Section, Table, percent, say, sentence


def evaluation(m: Matter) -> tuple[Section, ...]:
    """Returns the evaluation policy that the contract pins, or that governs now: indicators, scales, grades, appeal."""
    found = m.policy_texts.get("evaluation", ())
    return found or not_here(
        "没有可以附入的考核政策，按专用条款约定的版本执行",
        "no evaluation policy is at hand to attach; the version that the Particular Terms name governs",
    )


def marketing(m: Matter) -> tuple[Section, ...]:
    """Returns how marketing costs are applied for, approved, claimed and paid, with the split that the contract agrees."""
    held = m.contract.marketing
    found = m.policy_texts.get("marketing", ())
    if held.bearer == "dealer":
        return not_here("推广费用由乙方自行承担", "Party B bears its marketing costs itself")
    if not found:
        return not_here("没有可以附入的推广费用政策", "no policy on marketing costs is at hand to attach")
    split = say(
        "费用承担：{who}{share}；推广责任见专用条款第{item}项。",
        "Costs: {who}{share}; the duties stand in item {item} of the Particular Terms.",
        who=words.SHARES.label(held.bearer),
        share=say("，甲方分担{rate}", ", Party A {rate}", rate=percent(held.company_share)) if held.company_share else "",
        item=NUMBERS["marketing"],
    )  # fmt: skip
    own = Text(
        "是否参加活动、活动期间以何价格转售，由乙方自主决定；费用的批准和核销不以转售价格为条件。",
        "Party B decides whether to take part and at what price it resells meanwhile; approval and payment do not depend on resale prices.",
    )
    return (Section(Text("费用承担", "Who bears the costs"), (split, own), ()), *found)


def after_sales(m: Matter) -> tuple[Section, ...]:
    """Returns who does what after the sale, how each line is kept, and the times of answer and solution."""
    own = Section(Text("分工", "Who does what"), (sentence(m.contract.after_sales),), (_lines(m),))
    return (own, *m.policy_texts.get("after-sales", ()))


def _lines(m: Matter) -> Table:
    head = (
        Text("产品线", "Line"),
        Text("储存与运输", "Storage and transport"),
        Text("追溯与召回", "Tracing and recall"),
    )
    granted = dict.fromkeys(line for scope in m.contract.scopes for line in scope.lines)
    traced = Text(
        "按批次和追溯码登记，召回时先下架封存", "by lot and trace code; taken off the shelves first in a recall"
    )
    rows: list[tuple[Cell, ...]] = []
    for line in (m.reader.get(ProductLine, each) for each in granted):
        rows.append((line.name, STORAGE.label(line.storage), traced))
    return Table(head, tuple(rows))
