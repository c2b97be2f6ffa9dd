"""Scoring in its order: after the gates and after a visit, recorded as it is, and no better than the facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.checks.place import entered, place_of
from toolkit.topics.screening.records import Screening, Visit
from toolkit.topics.screening.rules.results import ScreeningResult, scorecard_policy
from toolkit.topics.screening.rules.scoring import items_of, whole_points
from toolkit.topics.topic import Check

GATES_FIRST = ProblemKind(
    "SCR139",
    "error",
    Text("已经评分，门槛却没有全部通过：{gates}", "scored, but not every gate is passed: {gates}"),
    Text("门槛未过不显示总分；先核门槛", "there is no total behind a gate; settle the gates first"),
)
NO_VISIT = ProblemKind(
    "SCR140",
    "error",
    Text("评分之前没有考察记录", "there is no visit before the scoring"),
    Text("补交考察报告；没有到场的不能评分", "hand in the visit record; nobody is scored unseen"),
)
OLD_VISIT = ProblemKind(
    "SCR141",
    "warning",
    Text("评分时考察已过 {days} 天，超过 {limit} 天", "the visit was {days} days old at scoring, more than {limit}"),
    Text("重看后再评分", "visit again, then score"),
)
PROFILE_SCORE = ProblemKind(
    "SCR142",
    "error",
    Text(
        "档案记 {given} 分，评分卡为 {total}，应记 {whole}",
        "the profile says {given}, the scorecards {total}: write {whole}",
    ),
    Text("档案里的分数取整数部分，不进位", "the profile has whole points, cut off and not rounded"),
)
ABOVE_FACTS = ProblemKind(
    "SCR143",
    "warning",
    Text(
        "平均 {mean} 分，高于事实所指的 {guess} 分：{item}",
        "a mean of {mean} is above the {guess} at which the facts point: {item}",
    ),
    Text("核对考察数据，或写明为什么更好", "compare the visit’s figures, or say why it is better"),
)


def scoring_order(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Scoring comes after the gates and after a visit that is young enough.

    With a gate open or failed there is no total (reference C.1). A visit holds for the days of the scorecard policy
    (B: 60). The score recorded in the profile is the total in whole points, cut off: thresholds compare unrounded.

    中文：先过门槛、再考察、后评分，考察要在有效期内。门槛没有全过就没有总分；档案里记的分数是总分的整数部分，不进位，与
    界线比较用未取整的分数。
    """
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        policy = scorecard_policy(network, screening, as_of)
        result = results.find(ScreeningResult, screening.dealer)
        days = [card.date for card in screening.scorecards if card.date <= as_of]
        if profile is None or policy is None or result is None or not days:
            continue
        if result.gates_together != "pass":
            bad = ", ".join(row.gate for row in result.gates if row.standing in ("fail", "open"))
            yield told_at_key(network, GATES_FIRST, screening, "scorecards", gates=bad)
        seen = [v.date for v in network.of_dealer(Visit, screening.dealer) if v.date <= max(days)]
        if not seen:
            yield told_at_key(network, NO_VISIT, screening, "scorecards")
        elif (max(days) - max(seen)).days > policy.visit_days:
            age = (max(days) - max(seen)).days
            yield told_at_key(network, OLD_VISIT, screening, "scorecards", days=age, limit=policy.visit_days)
        if result.total is not None and entered(profile, "scored", as_of) is not None:
            place = place_of(profile, "scored", as_of)
            given, whole = profile.transitions[place].score, whole_points(result.total)
            if given is not None and given != whole:
                path = ("transitions", place, "score")
                total = number_text(result.total, 2)
                yield told(network, PROFILE_SCORE, profile, *path, given=given, total=total, whole=whole)


def scores_and_facts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Scores are no better than what was found.

    For items with a guide the policy says at what score the facts point: funds, floor, people, years, outlets,
    delivery, share of rivals, as found by the visit or else as claimed (reference C.2, C14). A mean above that by more
    than the policy's margin is told; it does not change the total.

    中文：分数不比查到的事实更好。有参照的评分项，政策写明什么事实对应几分，如资金、仓储、人数、年限、网点、配送、竞品占
    比，取考察所见，没有的取申报。平均分高出允许的分差就提示，不改总分。
    """
    for screening in network.all(Screening):
        policy = scorecard_policy(network, screening, as_of)
        result = results.find(ScreeningResult, screening.dealer)
        if policy is None or result is None:
            continue
        names = items_of(policy)
        for row in result.items:
            if row.guess is not None and row.mean - row.guess > policy.guide_margin:
                yield told_at_key(
                    network,
                    ABOVE_FACTS,
                    screening,
                    "scorecards",
                    mean=number_text(row.mean),
                    guess=number_text(row.guess, 1),
                    item=names[row.item][1].name,
                )


CHECKS: tuple[Check, ...] = (
    Check((GATES_FIRST, NO_VISIT, OLD_VISIT, PROFILE_SCORE), scoring_order),
    Check((ABOVE_FACTS,), scores_and_facts),
)
