"""What the evaluation of a period says to the rebate: grade and score."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from toolkit.network.results import Results
from toolkit.topics.evaluation.rules.results import AnnualEvaluation, Evaluation


@dataclass(frozen=True, slots=True)
class Rated:
    """What an evaluation said of a period; `pending` while nothing was said yet, or an appeal is open."""

    grade: str = ""
    score: Decimal | None = None
    pending: bool = True


def rated(results: Results, dealer: str, period: str) -> Rated:
    """Returns grade and score of a dealer's quarter or year.

    Pending while there is no result, before a year is over, and while an appeal is open: consequences wait (reference D.9).
    """
    subject = f"{dealer}/{period}"
    if "Q" in period:
        quarter = results.find(Evaluation, subject)
        return Rated() if quarter is None else Rated(quarter.grade, quarter.total, quarter.appeal_open)
    year = results.find(AnnualEvaluation, subject)
    return Rated() if year is None else Rated(year.grade, year.score, not year.complete)
