"""Segments, strategy cards, early warning, satisfaction and loyalty (DOMAIN K)."""
