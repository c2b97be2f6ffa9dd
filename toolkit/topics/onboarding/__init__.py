"""The first ninety days of a dealer: training, launch plan, gates, acceptance (reference G)."""
