"""Sustainability: the dealer's yearly self-check, what we do beside it, and projects of both (reference L)."""
