"""Improvement: plans of both sides, orderly exits, and what the causes change in our policies (reference A.21, B)."""
