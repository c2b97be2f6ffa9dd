"""Nothing that is shipped scores or punishes resale prices (reference 0.1, D.1, 0b Law)."""

from __future__ import annotations

from tests.topics.evaluation_files import OLD, POLICY, network, version
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.rules.faults import texts
from toolkit.topics.evaluation.rules.measures import MEASURES


def test_what_is_shipped_is_lawful() -> None:
    """No text of the shipped versions, and no name or formula of a measure, is a control of resale prices."""
    for number, text in (("2026-1", POLICY), ("2024-1", OLD)):
        policy = network(version(text, number)).all(EvaluationPolicy)[0]
        assert [words for _, words in texts(policy) if resale_price_words(words, counted=True)] == []
    named = [
        words
        for measure in MEASURES.values()
        for words in (measure.name.zh, measure.name.en, measure.formula.zh, measure.formula.en)
    ]
    assert [words for words in named if resale_price_words(words, counted=True)] == []
