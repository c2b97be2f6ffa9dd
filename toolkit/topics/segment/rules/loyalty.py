"""Loyalty and health of the network, and the survey in sums (reference K.4 in 0b, H.6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal, localcontext

from toolkit.kernel.period import add_months
from toolkit.network.network import Network
from toolkit.topics.communication.rules.results import NetworkTrust
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import contracts_of, in_force_span
from toolkit.topics.dealer.records import SEGMENTS, DealerProfile
from toolkit.topics.dealer.rules import RUNNING, state
from toolkit.topics.evaluation.rules.peers import median
from toolkit.topics.evaluation.rules.scales import half_up
from toolkit.topics.segment.records import Survey
from toolkit.topics.segment.records.vocabularies import RISKS, THEMES
from toolkit.topics.segment.rules.results import (
    EarlyWarning,
    NetworkLoyalty,
    SatisfactionMean,
    SegmentStanding,
    SurveyResult,
)

LEAST = 5
"""Fewer answers than this are not told even in sums (reference H.6)."""
GRACE = timedelta(days=1)


def months_of(since: date, as_of: date) -> int:
    """Returns the whole months from `since` to `as_of`, not below 0."""
    months = (as_of.year - since.year) * 12 + as_of.month - since.month
    return max(months - (add_months(since, months) > as_of), 0)


def share(part: int, whole: int) -> Decimal | None:
    """Returns part ÷ whole, or None when there is nothing to share."""
    with localcontext() as context:
        context.prec = 40
        return Decimal(part) / whole if whole else None


def renewals(contracts: Iterable[tuple[Contract, ...]], as_of: date) -> tuple[int, int]:
    """Returns how many signed contracts ran out in the last twelve months, and how many were followed by a signed one.

    Followed means without a gap of more than a day; an early ending counts as an end.
    """
    ended = renewed = 0
    since = add_months(as_of, -12)
    for rows in contracts:
        spans = sorted(span for row in rows if (span := in_force_span(row)) is not None)
        for n, span in enumerate(spans):
            if not since < span.last <= as_of:
                continue
            ended += 1
            renewed += any(later.first <= span.end + GRACE and later.last > span.last for later in spans[n + 1 :])
    return ended, renewed


def retention(profiles: Iterable[DealerProfile], as_of: date) -> tuple[int, int]:
    """Returns how many dealers ran a year before, and how many of them still do."""
    then = [row for row in profiles if state(row, add_months(as_of, -12)) in RUNNING]
    return len(then), sum(state(row, as_of) in RUNNING for row in then)


def wallet(profile: DealerProfile) -> Decimal | None:
    """Returns our share of a dealer's sales: what the other brands leave; None where no other brand is recorded."""
    if not profile.other_brands:
        return None
    return max(1 - sum((brand.share for brand in profile.other_brands), Decimal(0)), Decimal(0))


def network_loyalty(
    network: Network,
    segments: Iterable[SegmentStanding],
    warnings: Iterable[EarlyWarning],
    trust: NetworkTrust | None,
    as_of: date,
) -> NetworkLoyalty:
    """Returns the network's figures on the as-of date; medians rather than means, so that one large dealer does not speak for all."""
    profiles = network.all(DealerProfile)
    active = [row for row in profiles if state(row, as_of) in RUNNING]
    ended, renewed = renewals((contracts_of(network, row.id) for row in profiles), as_of)
    held, kept = retention(profiles, as_of)
    tenures = [Decimal(months_of(row.cooperation_since, as_of)) for row in active if row.cooperation_since is not None]
    wallets = [part for row in active if (part := wallet(row)) is not None]
    rows = tuple(segments)
    margins = [axis.amount for row in rows for axis in row.axes if axis.axis == "margin" and axis.amount is not None]
    risks = Counter(row.risk for row in warnings)
    counts = Counter(row.recorded for row in rows)
    return NetworkLoyalty(
        subject="network",
        active=len(active),
        ended=ended,
        renewed=renewed,
        renewal=share(renewed, ended),
        tenure=median(tenures),
        held=held,
        retention=share(kept, held),
        wallet=median(wallets),
        wallet_known=len(wallets),
        profit=median(margins),
        days_to_change=trust.days_to_change if trust else None,
        risks=tuple((name, risks[name]) for name in RISKS),
        segments=tuple((name, counts[name]) for name in SEGMENTS),
        as_of=as_of,
    )


def survey_result(survey: Survey, segments: Mapping[str, str], last: Decimal | None) -> SurveyResult:
    """Returns a survey in sums. `segments` are the dealers' recorded ones, `last` the mean of the year before."""
    answers = survey.answers
    overall = _mean(row.overall for row in answers)
    themes = ((theme, [getattr(row.themes, theme) for row in answers]) for theme in THEMES)
    groups = ((name, [row.overall for row in answers if segments.get(row.dealer) == name]) for name in SEGMENTS)
    return SurveyResult(
        subject=str(survey.year),
        year=survey.year,
        invited=len(survey.invited),
        answered=len(answers),
        response=share(len(answers), len(survey.invited)),
        overall=overall,
        change=overall - last if overall is not None and last is not None else None,
        themes=tuple(_means(themes)),
        segments=tuple(_means(groups)),
        roi=median(known) if len(known := [row.roi for row in answers if row.roi is not None]) >= LEAST else None,
    )


def _means(groups: Iterable[tuple[str, list[Decimal]]]) -> Iterable[SatisfactionMean]:
    for name, values in groups:
        mean = _mean(values)
        if mean is not None:
            yield SatisfactionMean(group=name, answers=len(values), mean=mean)


def _mean(values: Iterable[Decimal]) -> Decimal | None:
    rows = tuple(values)
    with localcontext() as context:
        context.prec = 40
        return half_up(sum(rows, Decimal(0)) / len(rows), 1) if len(rows) >= LEAST else None
