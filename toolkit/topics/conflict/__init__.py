"""Channel conflict: causes first, then facts, mediation and, last, graded measures (reference J)."""
