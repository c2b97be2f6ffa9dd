"""Candidates for one territory side by side (C11): gates, total, what the total does not show, and the relative score."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from toolkit.network.network import Network
from toolkit.network.record import Value, field
from toolkit.network.results import InternalResult, Results
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import RECRUITING, state
from toolkit.topics.market.rules import key
from toolkit.topics.screening.records import ScorecardPolicy, Screening
from toolkit.topics.screening.rules.gates import WAIVED
from toolkit.topics.screening.rules.results import ScreeningResult, scorecard_policy
from toolkit.topics.screening.rules.scoring import relative_to_best

COMPARED = RECRUITING | {"pooled"}


class CandidateRow(Value):
    """One candidate's column. Those without a total have no rank; `even` ones lie too close to the first to be told apart."""

    dealer: str = field("经销商", "Dealer")
    state: str = field("状态", "State")
    gates: str = field("门槛", "Gates")
    waivers: int = field("豁免", "Waivers")
    total: Decimal | None = field("总分", "Total", default=None)
    proposed: str = field("建议", "Proposed", default="")
    truth: str = field("真实性", "Truthfulness")
    gaps: int = field("画像缺口", "Gaps to the ideal dealer")
    open_expectations: int = field("未答复的期待", "Expectations not answered")
    relative: Decimal | None = field("相对评分", "Relative score", default=None)
    rank: int | None = field("名次", "Rank", default=None)
    even: bool = field("与首位相当", "Even with the first", default=False)


class Comparison(InternalResult):
    """The candidates of a line in a market; `subject` is `market+line`."""

    topic = "screening"
    market: str = field("市场", "Market")
    line: str = field("产品线", "Product line")
    rows: tuple[CandidateRow, ...] = field("候选人", "Candidates")
    policy: str = field("评分卡政策", "Scorecard policy", default="")


def comparisons(network: Network, judged: Mapping[str, ScreeningResult], as_of: date) -> Iterator[Comparison]:
    """Yields, for every market and line that somebody seeks, its candidates: ranked ones first.

    Rank is by waivers (a candidate with one stands behind those without), then total, then the policy's tie-breakers.
    """
    sought: dict[tuple[str, str], list[Screening]] = {}
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        if screening.market and profile and state(profile, as_of) in COMPARED and screening.dealer in judged:
            for line in screening.lines:
                sought.setdefault((screening.market, line), []).append(screening)
    for (market, line), held in sorted(sought.items()):
        policy = scorecard_policy(network, held[0], as_of)
        rows = _rows(network, line, held, judged, policy, as_of)
        yield Comparison(
            subject=key(market, line),
            market=market,
            line=line,
            rows=rows,
            policy=policy.reference if policy else "",
        )


def _rows(
    network: Network,
    line: str,
    held: list[Screening],
    judged: Mapping[str, ScreeningResult],
    policy: ScorecardPolicy | None,
    as_of: date,
) -> tuple[CandidateRow, ...]:
    found = {screening.dealer: judged[screening.dealer] for screening in held}
    ranked = sorted(
        (name for name, result in found.items() if result.total is not None),
        key=lambda name: (*order(found[name], policy), name),
    )
    top = found[ranked[0]].total if ranked else None
    relative = relative_to_best({name: _indicators(found[name]) for name in ranked}, policy) if policy else {}
    rows = []
    for screening in sorted(held, key=lambda row: (row.dealer not in ranked, _place(ranked, row.dealer), row.dealer)):
        name, result = screening.dealer, found[screening.dealer]
        near = top is not None and result.total is not None and policy is not None
        rows.append(
            CandidateRow(
                dealer=name,
                state=state(network.get(DealerProfile, name), as_of),
                gates=result.gates_together,
                waivers=_waivers(result),
                total=result.total,
                proposed=result.proposed,
                truth=result.truth,
                gaps=sum(gap.line == line for gap in result.gaps),
                open_expectations=sum(e.answer is None for talk in screening.talks for e in talk.expectations),
                relative=relative.get(name),
                rank=_rank(ranked, name, found, policy),
                even=near and abs(top - result.total) < policy.even_within,  # type: ignore[operator,union-attr]
            )
        )
    return tuple(rows)


def order(result: ScreeningResult, policy: ScorecardPolicy | None) -> tuple[Decimal, ...]:
    """Returns the key by which candidates are ranked, the better one lower: waivers, total, then the tie-breakers."""
    means = {row.item: row.mean for row in result.items}
    ties = (-means.get(item, Decimal(0)) for item in (policy.tie_break if policy else ()))
    return (Decimal(_waivers(result) > 0), -(result.total or Decimal(0)), *ties)


def _rank(
    ranked: list[str], name: str, found: Mapping[str, ScreeningResult], policy: ScorecardPolicy | None
) -> int | None:
    if name not in ranked:
        return None
    return 1 + sum(order(found[other], policy) < order(found[name], policy) for other in ranked)


def _place(ranked: list[str], name: str) -> int:
    return ranked.index(name) if name in ranked else len(ranked)


def _waivers(result: ScreeningResult) -> int:
    return sum(gate.standing == WAIVED for gate in result.gates)


def _indicators(result: ScreeningResult) -> Mapping[str, Decimal]:
    """Every figure and every item's mean by its name, for the relative comparison."""
    figures = {
        row.what: value
        for row in result.claims
        if (value := row.claimed if row.found is None else row.found) is not None
    }
    return {**figures, **{row.item: row.mean for row in result.items}}


def comparison_of(results: Results, market: str, line: str) -> Comparison | None:
    """Returns the comparison of a line in a market, or None where nobody seeks it."""
    return results.find(Comparison, key(market, line))
