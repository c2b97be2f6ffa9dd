"""The arithmetic of evaluations: from a quarter's figures to scores, grade, rank, trend and year."""

from __future__ import annotations

from toolkit.topics.evaluation.rules.explain import FIGURES
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, AppealRate, Evaluation, EvaluationStanding
from toolkit.topics.evaluation.rules.standing import derive, governing, quarters_of

__all__ = [
    "FIGURES",
    "AnnualEvaluation",
    "AppealRate",
    "Evaluation",
    "EvaluationStanding",
    "derive",
    "governing",
    "quarters_of",
]
