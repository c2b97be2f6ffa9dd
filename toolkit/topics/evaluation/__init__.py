"""Quarterly and yearly evaluation: data, policy, score, grade, talk and appeal (reference D)."""
