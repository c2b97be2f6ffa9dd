"""Dealers: the profile that a dealer keeps from first lead to closed."""
