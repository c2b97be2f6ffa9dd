"""What a statement takes from a dealer has its ground: forfeiture, and goods that came back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.evaluation.records import QuarterData
from toolkit.topics.incentive.records import RebatePolicy, RebateSettlement
from toolkit.topics.incentive.rules.gathering import period_span
from toolkit.topics.incentive.rules.settle import may_forfeit
from toolkit.topics.incentive.rules.settling import in_time
from toolkit.topics.topic import Check

FORFEIT = ProblemKind(
    "INC209",
    "error",
    Text("不予兑付“{component}”缺少：{lacking}", "forfeiting “{component}” lacks: {lacking}"),
    Text(
        "合同条款、终局案件、已送达的通知三者齐备才可扣；现按全额计算",
        "only clause, final case and served notice together allow it; it is reckoned in full",
    ),
)
RETURN_LATE = ProblemKind(
    "INC210",
    "error",
    Text("退货日 {day} 超过 {period} 的追回期限，不追回", "returned on {day}, after the time limit of {period}: nothing is clawed back"),
)  # fmt: skip
RETURN_UNKNOWN = ProblemKind(
    "INC211",
    "error",
    Text("{period} 没有可重算的结算", "there is nothing to work out again for {period}"),
    Text("写退货所属的期间，须早于本单", "name the period in which the goods were bought; it is before this one"),
)


def takings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is taken from a dealer has its ground: forfeiture, and goods that came back within the time limit.

    Nothing earned is withheld but by a clause, a final case and a served notice (reference E.2 10); later returns claw back
    under the same version and for at most the policy's months (E.2 9).

    中文：从经销商处扣回的都有依据。已挣得的返利，没有合同条款、终局案件和已送达的通知三者齐备，一分也不扣；日后退货按同
    一版本追回，最多到政策规定的月数。
    """
    start = fiscal_start(network)
    held = {(data.dealer, data.quarter) for data in network.all(QuarterData)}
    for row in network.all(RebateSettlement):
        for n, taken in enumerate(row.forfeitures):
            if not may_forfeit(taken, row.issued_on or as_of):
                needed = ("case", "clause", "final_on", "notice_served_on")
                lacking = ", ".join(name for name in needed if getattr(taken, name) is None)
                wanted = lacking or Text(
                    "通知须在定案之后、出单之前送达", "the notice comes after the case and before the statement"
                )
                yield told(
                    network, FORFEIT, row, "forfeitures", n, "component", component=taken.component, lacking=wanted
                )
        policy = network.find(RebatePolicy, row.policy)
        for n, back in enumerate(row.later_returns):
            end = period_span(back.period, start).last
            if end >= period_span(row.period, start).last or (
                "Q" in back.period and (row.dealer, back.period) not in held
            ):
                yield told(network, RETURN_UNKNOWN, row, "later_returns", n, "period", period=back.period)
            elif policy is not None and not in_time(back.returned_on, end, policy.clawback_months):
                yield told(
                    network,
                    RETURN_LATE,
                    row,
                    "later_returns",
                    n,
                    "returned_on",
                    day=back.returned_on,
                    period=back.period,
                )


CHECKS: tuple[Check, ...] = (Check((FORFEIT, RETURN_LATE, RETURN_UNKNOWN), takings),)
