"""Segments, strategy cards, early warning, satisfaction and loyalty (reference K)."""
