"""The improvement plan and the strategy card: one page each, both sides in the one, for us alone the other (A.21, K.2)."""

from __future__ import annotations

import pytest

from tests.topics.composed_papers import html, pages, said, sample_papers, sample_views
from toolkit.render.pdf import render_pdf
from toolkit.topics.improvement.outputs import plan_path
from toolkit.topics.improvement.records import ImprovementPlan
from toolkit.topics.improvement.rules import PlanStanding
from toolkit.topics.segment.outputs import strategy_path
from toolkit.topics.segment.records import StrategyCard


@pytest.mark.parametrize("plan", [row.id for row in sample_views().internal.all(ImprovementPlan)])
def test_a_plan_has_both_sides_on_one_page(plan: str) -> None:
    """Finding, figure, the actions of both sides, and room for both to sign; a plan that nobody signed is a draft."""
    view = sample_views().internal
    held, standing = view.get(ImprovementPlan, plan), view.result(PlanStanding, plan)
    assert standing is not None
    artifact = sample_papers()[plan_path(held.dealer, plan)]
    text = said(artifact)
    assert artifact.audience == "dealer"
    for words in (held.finding.zh.rstrip("。"), "我方做什么", "贵司做什么", "甲方（盖章）", "乙方（盖章）"):
        assert words in text, words
    for action in held.actions:
        assert action.text.zh in text
    assert ("草案" in text) is (standing.state == "unsigned")
    assert len(pages(render_pdf(html(artifact)))) == 1


def test_every_strategy_card_has_one_page_and_is_ours() -> None:
    """K.2: needs, offers, plan and risks on one page; no dealer is told its segment by a paper."""
    cards = sample_views().internal.all(StrategyCard)
    assert len(cards) > 10
    for number, card in enumerate(cards):
        artifact = sample_papers()[strategy_path(card.dealer)]
        assert artifact.audience == "internal"
        text = said(artifact)
        assert all(need.text.zh in text for need in card.needs)
        assert all(row.text.zh in text for row in card.plan)
        if number % 5 == 0:
            assert len(pages(render_pdf(html(artifact)))) == 1, card.dealer
