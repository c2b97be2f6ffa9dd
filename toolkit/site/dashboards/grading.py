"""How grades stand on a page (D.5)."""

from __future__ import annotations

from toolkit.topics.evaluation.records.vocabularies import NOT_RATED

GRADE_MOODS = {"A": "good", "B": "good", "C": "warn", "D": "bad", NOT_RATED: "open"}
