"""Shared information and the pre-briefing of new products (reference A.22, 0b)."""
