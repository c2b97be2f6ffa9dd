"""The arithmetic of markets: the tree of divisions, capacity and targets, which region comes first, gaps to the ideal dealer."""

from __future__ import annotations

from toolkit.topics.market.rules.explain import FIGURES
from toolkit.topics.market.rules.potential import MarketPotential, TerritoryStanding, derive, key
from toolkit.topics.market.rules.regions import Regions, regions, romanised

__all__ = ["FIGURES", "MarketPotential", "Regions", "TerritoryStanding", "derive", "key", "regions", "romanised"]
