"""How grades are shown: their names, how they stand, and how far back trends go (D.5)."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.topics.evaluation.records.vocabularies import GRADES, NOT_RATED
from toolkit.topics.evaluation.rules.network_wide.grades import NEW

GRADE_MOODS = {"A": "good", "B": "good", "C": "warn", "D": "bad", NOT_RATED: "open"}
QUARTERS = 5
"""How many quarters the trend goes back (M.2)."""


def grade_name(grade: str) -> Text:
    """Returns a grade as people read it."""
    if grade == NEW:
        return Text("上季没有", "none before")
    return Text("不评级", "not rated") if grade == NOT_RATED else GRADES.label(grade)
