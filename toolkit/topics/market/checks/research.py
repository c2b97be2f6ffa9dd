"""Research on a region: not too old, adding up, with two ways to the size, and without prices of our own goods."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.market.records import LineMarket, Market, ResearchPolicy
from toolkit.topics.market.records.vocabularies import STATISTICS
from toolkit.topics.market.rules.research import (
    difference,
    months_old,
    research_policy,
    stale_since,
)
from toolkit.topics.topic import Check

STALE = ProblemKind(
    "MKT104",
    "warning",
    Text("调研已有 {months} 个月，超过 {limit} 个月", "the research is {months} months old, more than {limit}"),
    Text("重新走访后更新 as_of；有改动的数字一并更新", "look again and bring as_of and the figures up to date"),
)
OLD_STATISTIC = ProblemKind(
    "MKT105",
    "warning",
    Text("{what} 是 {year} 年的数据，超过 {limit} 年", "the {what} is of {year}, more than {limit} years old"),
    Text("换成最近一年公布的数字和来源", "take the last published figure and its source"),
)
APART = ProblemKind(
    "MKT106",
    "warning",
    Text("两种测算相差 {share}，超过 {limit}", "the estimates lie {share} apart, more than {limit}"),
    Text(
        "找出原因；找不出的写进 difference，按较小者定目标",
        "find out why, or say so in difference; the smaller one counts",
    ),
)
ONE_WAY = ProblemKind(
    "MKT107",
    "info",
    Text("市场容量只有一种测算", "the market's size was estimated in one way only"),
    Text("补上另一种测算，互相核对", "work it out the other way too, and compare"),
)
FUTURE = ProblemKind(
    "MKT113",
    "error",
    Text("日期 {day} 在基准日 {as_of} 之后", "the date {day} lies after the as-of date {as_of}"),
)
PROOF_ENDED = ProblemKind(
    "MKT115",
    "warning",
    Text("优势“{claim}”的有效期已于 {day} 届满", "the advantage “{claim}” held until {day}"),
    Text("核对后延期，或撤下并通知培训和宣传", "confirm it anew, or take it back and tell training and marketing"),
)


def research_age(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Research is young enough to decide by.

    How many months it holds, and how many years a public statistic does, stands in the research policy in force
    (reference A.3: older than three years). Old figures may be quoted with their year, never as the present state. A
    statement of advantage that has run out must not stay in training or marketing. Look again and bring the record
    up to date.

    中文：调研够新，才能据以决定。调研管用几个月、公开统计管用几年，写在现行调研政策里；旧数字可以带着年份引用，不能当作
    现状；过期的优势说法不得留在培训和宣传里。请重新走访并更新记录。
    """
    policy = research_policy(network.all(ResearchPolicy), as_of)
    for market in network.all(Market):
        for line_place, line in enumerate(market.lines):
            yield from _proofs(network, market, line_place, line, as_of)
        if policy is None:
            continue
        if stale_since(market.as_of, policy) < as_of:
            yield STALE.at(
                network.origin(market, "as_of"),
                record=market.id,
                field="as_of",
                months=months_old(market.as_of, as_of),
                limit=policy.research_months,
            )
        for place, row in enumerate(market.statistics):
            if add_months(date(row.year, 12, 31), 12 * policy.statistic_years) < as_of:
                path = ("statistics", place, "year")
                yield OLD_STATISTIC.at(
                    network.origin(market, *path),
                    record=market.id,
                    field=network.field(market, *path),
                    what=STATISTICS.label(row.what),
                    year=row.year,
                    limit=policy.statistic_years,
                )


def _proofs(network: Network, market: Market, place: int, line: LineMarket, as_of: date) -> Iterator[Problem]:
    for number, row in enumerate(line.positioning.advantages if line.positioning else ()):
        if row.valid_until is not None and row.valid_until < as_of:
            path = ("lines", place, "positioning", "advantages", number, "valid_until")
            yield PROOF_ENDED.at(
                network.origin(market, *path),
                record=market.id,
                field=network.field(market, *path),
                claim=row.claim,
                day=row.valid_until,
            )


def research_dates(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Nothing was found out in the future.

    A date after the as-of date would keep research from ever growing old. Correct it.

    中文：调研的日期都不在基准日之后。写成将来的日期，会使这份调研永远显得新。请改正日期。
    """
    for market in network.all(Market):
        dated = [
            (("as_of",), market.as_of),
            *((("habits", n, "as_of"), row.as_of) for n, row in enumerate(market.habits)),
            *((("environment", n, "as_of"), row.as_of) for n, row in enumerate(market.environment)),
            *(
                (("lines", n, "estimates", m, "as_of"), row.as_of)
                for n, line in enumerate(market.lines)
                for m, row in enumerate(line.estimates)
            ),
        ]
        for path, day in dated:
            if day > as_of:
                place = network.origin(market, *path)
                yield FUTURE.at(place, record=market.id, field=network.field(market, *path), day=day, as_of=as_of)


def market_sizes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A market's size is worked out in two ways that agree.

    From above (a category's turnover × the region's share) and from below (outlets × purchases of each). Where they
    lie further apart than the research policy allows, the cause is sought, or said in `difference`; the smaller
    one counts, so that a target can be met (reference A.3).

    中文：市场容量用两种办法测算，并且大致相符：自上而下按品类总额乘地区占比，自下而上按终端数乘每家进货。相差超过调研政
    策允许的幅度，要找出原因或写明差异；定目标取较小的一个，好让目标做得到。
    """
    policy = research_policy(network.all(ResearchPolicy), as_of)
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            path = ("lines", place, "estimates")
            where, shown = network.key_origin(market, *path), network.field(market, *path)
            if len(line.estimates) < 2:
                yield ONE_WAY.at(where, record=market.id, field=shown)
                continue
            apart = difference(line)
            if policy and apart is not None and apart > policy.estimate_difference and line.difference is None:
                yield APART.at(
                    where,
                    record=market.id,
                    field=shown,
                    share=percent_text(apart, 1),
                    limit=percent_text(policy.estimate_difference),
                )


CHECKS: tuple[Check, ...] = (
    Check((STALE, OLD_STATISTIC, PROOF_ENDED), research_age),
    Check((FUTURE,), research_dates),
    Check((APART, ONE_WAY), market_sizes),
)
