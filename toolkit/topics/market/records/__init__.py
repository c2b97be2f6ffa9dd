"""What the files say about markets: divisions, research by region, the territories and their owners, and the policies."""

from __future__ import annotations

from toolkit.kernel.text import Text
from toolkit.network.kinds import Kind
from toolkit.topics.market.records.divisions import KINDS as DIVISION_KINDS
from toolkit.topics.market.records.divisions import LEVELS, Division, Successor
from toolkit.topics.market.records.policy import PriorityPolicy, ResearchPolicy
from toolkit.topics.market.records.profile import (
    Channel,
    IdealDealer,
    LineId,
    LineMarket,
    Market,
    MarketId,
    Plan,
    WeightChange,
)
from toolkit.topics.market.records.territory import Territory
from toolkit.topics.market.records.vocabularies import CHANNELS, GRANTS, MEASURES

KINDS = (
    *DIVISION_KINDS,
    Kind(
        "territory",
        Text("区域与负责人", "the territories"),
        Territory,
        "content/markets/territories/{year}.yaml",
        items="territories",
        identity="{year}/{id}",
    ),
    Kind("market", Text("市场档案", "the markets"), Market, "content/markets/{id}.yaml"),
    Kind(
        "research-policy",
        Text("市场调研政策", "the research policies"),
        ResearchPolicy,
        "content/policies/market/research/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "priority-policy",
        Text("区域优先度政策", "the priority policies"),
        PriorityPolicy,
        "content/policies/market/priority/{version}.yaml",
        identity="{id}@{version}",
    ),
)

__all__ = [
    "CHANNELS",
    "GRANTS",
    "KINDS",
    "LEVELS",
    "MEASURES",
    "Channel",
    "Division",
    "IdealDealer",
    "LineId",
    "LineMarket",
    "Market",
    "MarketId",
    "Plan",
    "PriorityPolicy",
    "ResearchPolicy",
    "Successor",
    "Territory",
    "WeightChange",
]
