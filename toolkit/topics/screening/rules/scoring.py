"""The scorecard: counted scores, weights, totals of the assessors, and the decision that they propose (reference C.2, 0b 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import combinations

from toolkit.topics.market.records import WeightChange
from toolkit.topics.screening.records.policy import Item, ScorecardPolicy
from toolkit.topics.screening.records.scoring import HIGHEST, Score, Scorecard

APPROVE, CONDITIONAL, POOL, REJECT = "approve", "conditional", "pool", "reject"
ASSESSORS = 2
BEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class ItemPoints:
    """An item: the scores that count by assessor, their mean over the assessors whose totals are used, and its points."""

    item: str
    dimension: str
    weight: Decimal
    counted: tuple[tuple[str, int], ...]
    mean: Decimal
    points: Decimal


@dataclass(frozen=True, slots=True)
class Outcome:
    """All cards together. `total` is None while a second or third assessor is missing; `used` names whose totals count.

    `spread` is the difference between the totals of the first two.
    """

    totals: tuple[tuple[str, Decimal], ...]
    used: tuple[str, ...]
    spread: Decimal | None
    third_needed: bool
    items: tuple[ItemPoints, ...]
    total: Decimal | None


def items_of(policy: ScorecardPolicy) -> Mapping[str, tuple[str, Item]]:
    """Returns by its id every item with its dimension, in the policy's order."""
    return {item.id: (dimension.id, item) for dimension in policy.dimensions for item in dimension.items}


def weights(policy: ScorecardPolicy, changes: Iterable[WeightChange] = ()) -> Mapping[str, Decimal]:
    """Returns the weight of every item, with the changes of a region's ideal dealer.

    Changes that do not total 0, name an unknown item or make a weight negative are not used: the policy's weights stand.
    """
    plain = {name: item.weight for name, (_, item) in items_of(policy).items()}
    changed = dict(plain)
    for change in changes:
        if change.item not in changed:
            return plain
        changed[change.item] += change.change
    fits = (
        sum(changed.values(), Decimal(0)) == sum(plain.values(), Decimal(0)) and min(changed.values(), default=0) >= 0
    )
    return changed if fits else plain


def counted(score: Score, policy: ScorecardPolicy, doubtful: bool = False) -> int:
    """Returns what a score counts: less without evidence, and less for truthfulness in doubt (C.2, C14)."""
    value = score.score
    if value >= policy.evidence_from and not score.evidence:
        value = min(value, policy.without_evidence)
    if doubtful and score.item == policy.truthfulness.item:
        value = min(value, policy.truthfulness.most)
    return value


def complete(card: Scorecard, policy: ScorecardPolicy) -> bool:
    """Returns whether a card scores every item of the policy."""
    return set(items_of(policy)) <= {score.item for score in card.scores}


def card_total(scores: Mapping[str, int], weight: Mapping[str, Decimal]) -> Decimal:
    """Returns Σ weight × score ÷ 5, unrounded."""
    return sum((weight[item] * scores[item] for item in weight), Decimal(0)) / HIGHEST


def nearest(totals: Sequence[Decimal]) -> tuple[int, ...]:
    """Returns the places of the totals that count: all of two, the two nearest of more, the lower pair of equally near ones."""
    if len(totals) <= ASSESSORS:
        return tuple(range(len(totals)))
    pairs = combinations(range(len(totals)), 2)
    return min(
        pairs, key=lambda pair: (abs(totals[pair[0]] - totals[pair[1]]), totals[pair[0]] + totals[pair[1]], pair)
    )


def outcome(
    cards: Iterable[Scorecard], policy: ScorecardPolicy, weight: Mapping[str, Decimal], doubtful: bool = False
) -> Outcome:
    """Returns the points and the total of all complete cards, by the rules of the policy.

    The evidence rule applies to each assessor before the mean; totals that lie too far apart need a third assessor.
    """
    listed = sorted((card for card in cards if complete(card, policy)), key=lambda card: (card.date, card.assessor))
    given = [{score.item: counted(score, policy, doubtful) for score in card.scores} for card in listed]
    totals = [card_total(scores, weight) for scores in given]
    spread = abs(totals[0] - totals[1]) if len(totals) >= ASSESSORS else None
    third = spread is not None and spread > policy.third_apart and len(totals) == ASSESSORS
    used = nearest(totals)
    items = _items(policy, weight, [(listed[place].assessor, given[place]) for place in used])
    final = len(totals) >= ASSESSORS and not third
    return Outcome(
        totals=tuple((card.assessor, total) for card, total in zip(listed, totals, strict=True)),
        used=tuple(listed[place].assessor for place in used),
        spread=spread,
        third_needed=third,
        items=items,
        total=sum((row.points for row in items), Decimal(0)) if final else None,
    )


def _items(
    policy: ScorecardPolicy, weight: Mapping[str, Decimal], given: Sequence[tuple[str, Mapping[str, int]]]
) -> tuple[ItemPoints, ...]:
    rows = []
    for name, (dimension, _) in items_of(policy).items() if given else ():
        scores = tuple((assessor, marks[name]) for assessor, marks in given)
        mean = Decimal(sum(score for _, score in scores)) / len(scores)
        rows.append(ItemPoints(name, dimension, weight[name], scores, mean, weight[name] * mean / HIGHEST))
    return tuple(rows)


def lowest(items: Iterable[ItemPoints], policy: ScorecardPolicy) -> tuple[str, ...]:
    """Returns the critical items whose mean rounds to 1: with one of them the candidate is conditional at best."""
    return tuple(
        row.item
        for row in items
        if row.item in policy.critical and row.mean.quantize(Decimal(1), rounding=ROUND_HALF_UP) == 1
    )


def proposed(total: Decimal | None, items: Iterable[ItemPoints], policy: ScorecardPolicy) -> str:
    """Returns the decision that a total proposes, compared unrounded; an empty text without a total.

    Below the lower threshold it is `reject`; that a candidate is pooled instead is for people to decide.
    """
    if total is None:
        return ""
    if total >= policy.approve and not lowest(items, policy):
        return APPROVE
    return CONDITIONAL if total >= policy.conditional else REJECT


def whole_points(total: Decimal) -> int:
    """Returns a total in whole points, cut off and not rounded: 74.996 stays below 75."""
    return int(total)


def relative_to_best(candidates: Mapping[str, Mapping[str, Decimal]], policy: ScorecardPolicy) -> Mapping[str, Decimal]:
    """Returns each candidate's relative score, 0 to 100: the best per indicator is 100, the others pro rata, weighted.

    Only for comparing: the best of a weak group has 100 too. An indicator that a candidate lacks counts 0.
    """
    best = {
        row.indicator: max((held.get(row.indicator, Decimal(0)) for held in candidates.values()), default=Decimal(0))
        for row in policy.relative
    }
    return {
        name: sum(
            (
                row.weight * BEST * held.get(row.indicator, Decimal(0)) / best[row.indicator]
                for row in policy.relative
                if best[row.indicator] > 0
            ),
            Decimal(0),
        )
        for name, held in candidates.items()
    }
