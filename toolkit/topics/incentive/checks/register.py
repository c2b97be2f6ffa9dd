"""The register of non-cash incentives: a plan with all three kinds, and awards that follow performance (reference E.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words
from toolkit.topics.evaluation.rules.faults import texts
from toolkit.topics.evaluation.rules.results import Evaluation
from toolkit.topics.incentive.checks.policies import FAULTS
from toolkit.topics.incentive.records import Award, IncentivePlan, Offer
from toolkit.topics.incentive.records.vocabularies import FORMS, FORMS_OF, INCENTIVES, RIGHTS
from toolkit.topics.topic import Check

KIND_MISSING = ProblemKind(
    "INC401",
    "warning",
    Text("{year} 年计划没有{kind}", "the plan of {year} has no {kind} incentive"),
    Text("物质、精神、成长三类各至少一项", "material, recognition and growth: at least one of each"),
)
FORM_KIND = ProblemKind("INC402", "error", Text("“{form}”不属于{kind}", "“{form}” is not a form of {kind} incentive"))
UNKNOWN_OFFER = ProblemKind(
    "INC403", "error", Text("{plan} 年计划没有 {offer}", "the plan of {plan} offers no {offer}"),
    Text("只授予事先公布的激励", "only what was announced before can be given"),
)  # fmt: skip
NO_AMENDMENT = ProblemKind(
    "INC404",
    "error",
    Text("“{form}”改变权利，没有补充协议编号", "“{form}” changes rights and names no amendment"),
    Text("权利来自合同，不来自奖状", "rights come from the contract, not from a certificate"),
)
TO_PERSONS = ProblemKind(
    "INC405",
    "error",
    Text("给予个人，没有法务审核", "it goes to persons, without a review by legal"),
    Text(
        "默认给公司；给个人须事前审核、公司书面同意（反不正当竞争法第八条）",
        "give it to the company; what goes to persons is reviewed first and agreed by their company (Anti-Unfair Competition Law art. 8)",
    ),
)  # fmt: skip
NOT_EARNED = ProblemKind(
    "INC406",
    "error",
    Text("“{offer}”要求 {needed} 个季度为 A 或 B，所据季度里有 {given} 个", "“{offer}” asks for {needed} quarters graded A or B; there are {given}"),
    Text("奖励严格跟随业绩", "rewards strictly follow performance"),
)  # fmt: skip
RED_LINE = ProblemKind(
    "INC407", "error", Text("所据季度 {quarter} 有红线", "a red line was crossed in {quarter}"),
)  # fmt: skip
NO_COUNCIL = ProblemKind("INC408", "error", Text("没有顾问委员会的核对日", "the council's check is missing"))
VALIDITY = ProblemKind(
    "INC409", "error", Text("有效期止 {end} 早于起始 {start}", "it ends on {end}, before it begins on {start}")
)
NO_REVIEW = ProblemKind(
    "INC410",
    "warning",
    Text("已于 {end} 到期，还没有复盘", "it ended on {end} and has not been reviewed"),
    Text("记下结论：延续、扩大或收回", "record the outcome: continued, enlarged or taken back"),
)
NO_CONSENT = ProblemKind(
    "INC411", "error", Text("刊登案例没有书面同意", "a story is published without written consent")
)
ANNOUNCED_LATE = ProblemKind(
    "INC412", "warning", Text("{day} 才公布，计划年度已经开始", "it was announced on {day}, after its year had begun")
)
TOO_MANY = ProblemKind(
    "INC413",
    "error",
    Text("“{offer}”名额 {places}，已授予 {given}", "“{offer}” has {places} places, {given} were given"),
)


def plans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A year's plan holds all three kinds, in forms of their kind, announced before the year, and none looks at prices.

    Money rewards only goods that were sold; recognition and growth keep a dealer (reference E.5, 0b). An award for keeping
    prices up is what punishing low prices is: unlawful (Anti-Monopoly Law art. 18).

    中文：年度激励计划三类齐全、形式归对类、事先公布，没有一项与价格有关。物质激励只奖卖出去的货，精神和成长激励留住经销
    商。奖励维持高价与惩罚低价是一回事，都违法（反垄断法第十八条）。
    """
    for plan in network.all(IncentivePlan):
        for kind in INCENTIVES:
            if not any(offer.kind == kind for offer in plan.offers):
                yield told_at_key(network, KIND_MISSING, plan, "offers", year=plan.year, kind=INCENTIVES.label(kind))
        if plan.announced_on.year > plan.year - 1 and plan.announced_on > date(plan.year, 1, 1):
            yield told(network, ANNOUNCED_LATE, plan, "announced_on", day=plan.announced_on)
        for n, offer in enumerate(plan.offers):
            if offer.form not in FORMS_OF[offer.kind]:
                labels: dict[str, Any] = {"form": FORMS.label(offer.form), "kind": INCENTIVES.label(offer.kind)}
                yield told(network, FORM_KIND, plan, "offers", n, "form", **labels)
        for path, text in texts(plan):
            words = resale_price_words(text, counted=True)
            if words:
                yield told(network, FAULTS["resale_price"], plan, *path, words=words)


def awards(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An award was offered before, is given to the company, changes rights by an amendment only, and is reviewed at its end.

    What goes to persons is a matter for legal first (reference 0.4, E.5); a published story needs consent.

    中文：授予的激励事先公布过，给的是公司，改变权利的有补充协议，到期有复盘。给个人的先经法务审核，刊登案例要书面同意。
    """
    given: dict[tuple[str, str], int] = {}
    for award in network.all(Award):
        offer = _offer(network, award)
        if offer is None:
            if network.find(IncentivePlan, award.plan) is not None:
                yield told(network, UNKNOWN_OFFER, award, "offer", plan=award.plan, offer=award.offer)
            continue
        key = (award.plan, award.offer)
        given[key] = given.get(key, 0) + 1
        if offer.places is not None and given[key] > offer.places:
            values: dict[str, Any] = {"offer": offer.name, "places": offer.places, "given": given[key]}
            yield told(network, TOO_MANY, award, "offer", **values)
        if offer.form in RIGHTS and award.amendment_ref is None:
            yield told(network, NO_AMENDMENT, award, "offer", form=FORMS.label(offer.form))
        if offer.form == "story" and award.consent is None:
            yield told(network, NO_CONSENT, award, "offer")
        if award.recipient == "persons" and award.legal_review is None:
            yield told(network, TO_PERSONS, award, "recipient")
        if award.valid_to < award.valid_from:
            yield told(network, VALIDITY, award, "valid_to", end=award.valid_to, start=award.valid_from)
        elif award.valid_to < as_of and award.reviewed_on is None:
            yield told(network, NO_REVIEW, award, "valid_to", end=award.valid_to)


def earned(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Rewards strictly follow performance: the quarters that an award rests on were graded as its offer asks.

    At least so many quarters of A or B, no red line, and the council's check where the offer asks for it (reference E.5).
    Quarters without an evaluation do not count.

    中文：奖励严格跟随业绩：所依据的季度达到公布的等级，没有红线，要求顾问委员会核对的已经核对。没有考核的季度不算。
    """
    for award in network.all(Award):
        offer = _offer(network, award)
        if offer is None:
            continue
        found = [results.find(Evaluation, f"{award.dealer}/{quarter}") for quarter in award.quarters]
        good = sum(row is not None and row.grade in ("A", "B") for row in found)
        if offer.good_quarters is not None and good < offer.good_quarters:
            values: dict[str, Any] = {"offer": offer.name, "needed": offer.good_quarters, "given": good}
            yield told(network, NOT_EARNED, award, "offer", **values)
        for n, row in enumerate(found):
            if offer.no_red_line and row is not None and row.red_lines:
                yield told(network, RED_LINE, award, "quarters", n, quarter=row.quarter)
        if offer.council_check and award.council_checked_on is None:
            yield told(network, NO_COUNCIL, award, "offer")


def _offer(network: Network, award: Award) -> Offer | None:
    plan = network.find(IncentivePlan, award.plan)
    return next((offer for offer in plan.offers if offer.id == award.offer), None) if plan else None


CHECKS: tuple[Check, ...] = (
    Check((KIND_MISSING, FORM_KIND, ANNOUNCED_LATE, FAULTS["resale_price"]), plans),
    Check((UNKNOWN_OFFER, NO_AMENDMENT, TO_PERSONS, VALIDITY, NO_REVIEW, NO_CONSENT, TOO_MANY), awards),
    Check((NOT_EARNED, RED_LINE, NO_COUNCIL), earned),
)
