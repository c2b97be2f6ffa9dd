"""Pure rules of conflicts: level, amounts, deadlines, detection, profit split, standing."""

from __future__ import annotations

from toolkit.topics.conflict.rules.explain import FIGURES
from toolkit.topics.conflict.rules.split import simulate
from toolkit.topics.conflict.rules.standing import derive

__all__ = ["FIGURES", "derive", "simulate"]
