"""The closed lists of the market chapter: channels of trade, sorts of grants, how a market is measured (reference A.3)."""

from __future__ import annotations

from toolkit.kernel.vocabulary import Vocabulary

CHANNELS = Vocabulary(
    "channel",
    {
        "ka": ("商超卖场", "key accounts"),
        "cvs": ("便利店", "convenience stores"),
        "traditional": ("流通小店", "traditional trade"),
        "catering": ("餐饮", "catering"),
        "specialist": ("专卖店", "specialist shops"),
        "school": ("学校", "schools"),
        "hospital": ("医院", "hospitals"),
        "office": ("企事业单位", "offices"),
        "project": ("工程项目", "projects"),
        "online": ("线上平台", "online platforms"),
        "o2o": ("即时零售", "quick commerce"),
    },
)
"""Through which goods reach their buyers: markets are measured, candidates judged and territories granted by them."""
GRANTS = Vocabulary(
    "grant", {"exclusive": ("独家", "exclusive"), "sole": ("排他", "sole"), "non_exclusive": ("普通", "non-exclusive")}
)
METHODS = Vocabulary("method", {"topdown": ("自上而下", "top-down"), "bottomup": ("自下而上", "bottom-up")})
STATISTICS = Vocabulary(
    "statistic",
    {
        "population": ("常住人口", "population"),
        "gdp": ("地区生产总值", "gross regional product"),
        "retail_sales": ("社会消费品零售总额", "retail sales"),
    },
)
MEASURES = Vocabulary(
    "priority_measure",
    {
        "size": ("市场容量", "market size"),
        "growth": ("增速", "growth"),
        "competition": ("竞争强度", "competition"),
        "fit": ("匹配度", "fit"),
    },
)
"""What a region may be ranked by; each is computed in `rules/priority.py`, there is no formula text."""
BETTER = Vocabulary("better", {"more": ("越高越好", "more is better"), "less": ("越低越好", "less is better")})
