"""Scorecards: complete, with evidence and reasons, by two independent assessors."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.checks.place import reached, recruited
from toolkit.topics.screening.records import ScorecardPolicy, Screening
from toolkit.topics.screening.rules.results import ScreeningResult, scorecard_policy
from toolkit.topics.screening.rules.scoring import complete, counted, items_of
from toolkit.topics.topic import Check

SCORED = ("scored",)

UNKNOWN = ProblemKind(
    "SCR131",
    "error",
    Text("评分卡 {policy} 没有评分项 {given}", "the scorecard {policy} has no item {given}"),
    Text("可用：{known}{near}", "there are: {known}{near}"),
)
INCOMPLETE = ProblemKind(
    "SCR132",
    "error",
    Text("评分卡缺评分项：{missing}", "the card lacks items: {missing}"),
    Text("每项都要打分；缺项的卡不计入", "every item is scored; a card that lacks some does not count"),
)
BARE = ProblemKind(
    "SCR133",
    "warning",
    Text("{score} 分没有证据，按 {counts} 分计", "a score of {score} without evidence counts {counts}"),
    Text("登记证据，或改低分数", "record the evidence, or lower the score"),
)
NO_REASON = ProblemKind(
    "SCR134",
    "warning",
    Text("{score} 分没有写理由", "a score of {score} without a reason"),
    Text("写明事实", "give the facts"),
)
APART = ProblemKind(
    "SCR135",
    "warning",
    Text(
        "{first} 与 {second} 在 {item} 上相差 {apart} 分，没有说明",
        "{first} and {second} lie {apart} apart on {item} without a note",
    ),
    Text("双方在 notes 里写说明", "both explain in notes"),
)
THIRD = ProblemKind(
    "SCR136",
    "error",
    Text(
        "两人总分相差 {spread}，超过 {limit}，缺第三名评分人",
        "the totals differ by {spread}, more than {limit}: a third assessor is missing",
    ),
    Text("请第三人独立评分，取最接近的两个总分", "have a third person score; the two nearest totals count"),
)
ALONE = ProblemKind(
    "SCR137",
    "error",
    Text("只有 {count} 名评分人的完整评分", "only {count} assessor has scored completely"),
    Text("两人独立评分，取平均", "two score independently, the mean counts"),
)
INTERESTED = ProblemKind(
    "SCR138",
    "error",
    Text(
        "评分人 {staff} 与候选人有关联，评分卡无效", "the assessor {staff} has a tie to the candidate: the card is void"
    ),
    Text("换人评分", "have somebody else score"),
)
INTRODUCERS = ProblemKind(
    "SCR144",
    "error",
    Text("评分人都是引荐人，评分卡无效", "all assessors introduced the candidate: the cards are void"),
    Text("至少一名评分人不是引荐人", "at least one assessor did not introduce it"),
)


def card_contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Cards score every item of the policy, high scores with evidence and low ones with a reason.

    From `evidence_from` on a score without evidence counts less, for each assessor before the mean; up to `reason_to`
    it stands, and says why (reference C.2, 0b number 16). Where two assessors lie `note_apart` apart on an item, both
    explain. Told while the candidate is recruited: afterwards nobody can add to it.

    中文：评分卡给政策的每一项打分，高分有证据，低分有理由。达到政策界线的分数没有证据的，先减计再取平均；低分照计，但要
    写明原因。两名评分人相差过大的，双方都要说明。只在招商期间提示。
    """
    for screening in network.all(Screening):
        policy = scorecard_policy(network, screening, as_of)
        if policy is None:
            continue
        known, open_ = items_of(policy), recruited(network, screening, as_of)
        for place, card in enumerate(screening.scorecards):
            missing = [name for name in known if name not in {score.item for score in card.scores}]
            if missing:
                at = ("scorecards", place, "scores")
                yield told_at_key(network, INCOMPLETE, screening, *at, missing=", ".join(missing))
            for number, score in enumerate(card.scores):
                path = ("scorecards", place, "scores", number)
                if score.item not in known:
                    yield _unknown(network, screening, path, policy, score.item)
                elif not open_:
                    continue
                elif counted(score, policy) < score.score:
                    counts = counted(score, policy)
                    yield told(network, BARE, screening, *path, "score", score=score.score, counts=counts)
                elif score.score <= policy.reason_to and score.reason is None:
                    yield told(network, NO_REASON, screening, *path, "score", score=score.score)
        if open_:
            yield from _apart(network, screening, policy)


def _unknown(
    network: Network, screening: Screening, path: tuple[str | int, ...], policy: ScorecardPolicy, given: str
) -> Problem:
    known = list(items_of(policy))
    near = nearest(given, known)
    return told(
        network,
        UNKNOWN,
        screening,
        *path,
        "item",
        policy=policy.reference,
        given=given,
        known=", ".join(known),
        near=Text(f"；是不是 {near}？", f"; did you mean {near}?") if near else NO_TEXT,
    )


def _apart(network: Network, screening: Screening, policy: ScorecardPolicy) -> Iterator[Problem]:
    explained = {note.item for note in screening.notes}
    cards = [
        (n, card, {score.item: (m, counted(score, policy)) for m, score in enumerate(card.scores)})
        for n, card in enumerate(screening.scorecards)
    ]
    for (_, first, given), (place, second, other) in combinations(cards, 2):
        for item, (number, score) in other.items():
            apart = abs(score - given[item][1]) if item in given else 0
            if apart >= policy.note_apart and item not in explained:
                yield told(
                    network,
                    APART,
                    screening,
                    *("scorecards", place, "scores", number, "score"),
                    first=first.assessor,
                    second=second.assessor,
                    item=item,
                    apart=apart,
                )


def assessors(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Two people score, not only the one who introduced the candidate, and nobody who has a tie to it.

    Where their totals differ by more than the policy says, a third scores and the two nearest totals count (reference
    C.2). Told once the dealer is recorded as scored; while a card is still to come nothing is wrong.

    中文：两人独立评分，不能都是引荐人，与候选人有关系的不评。总分相差超过政策界线的，请第三人评，取最接近的两个。记为已
    评分之后才提示。
    """
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        policy = scorecard_policy(network, screening, as_of)
        if profile is None or policy is None:
            continue
        tied = {tie.staff for tie in screening.related if tie.staff}
        for place, card in enumerate(screening.scorecards):
            if card.assessor in tied:
                at = ("scorecards", place, "assessor")
                yield told(network, INTERESTED, screening, *at, staff=card.assessor)
        if not reached(profile, SCORED, as_of):
            continue
        cards = [card for card in screening.scorecards if card.date <= as_of and complete(card, policy)]
        if len(cards) < 2:
            path = ("scorecards",) if screening.scorecards else ("dealer",)
            yield told_at_key(network, ALONE, screening, *path, count=len(cards))
        elif {card.assessor for card in cards} <= set(screening.introduced_by):
            yield told_at_key(network, INTRODUCERS, screening, "introduced_by")
        result = results.find(ScreeningResult, screening.dealer)
        if result is not None and result.stage == "third_needed":
            totals = [row.total for row in result.assessors]
            spread = number_text(abs(totals[0] - totals[1]), 1)
            yield told_at_key(
                network, THIRD, screening, "scorecards", spread=spread, limit=number_text(policy.third_apart)
            )


CHECKS: tuple[Check, ...] = (
    Check((UNKNOWN, INCOMPLETE, BARE, NO_REASON, APART), card_contents),
    Check((INTERESTED, ALONE, INTRODUCERS, THIRD), assessors),
)
