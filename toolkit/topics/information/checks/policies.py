"""The policies of information, and what the contract promises each quarter."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import percent_text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, in_force, version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.information.records import (
    BriefingPolicy,
    Bulletin,
    DealerInformation,
    ProductLaunch,
    SharingPolicy,
)
from toolkit.topics.information.records.vocabularies import OURS
from toolkit.topics.information.rules.briefings import BRIEFING
from toolkit.topics.information.rules.periods import finished
from toolkit.topics.information.rules.reach import Reach
from toolkit.topics.information.rules.standing import SHARING
from toolkit.topics.topic import Check

LEAST, MOST = 5, Decimal("0.25")
"""The bounds of the contract's article on data; a policy may only be stricter (reference 0b, Law)."""
FEW = 5

TOO_LOOSE = ProblemKind(
    "INF401",
    "error",
    Text("汇总不少于 {least} 家、单家不超过 {most}；政策只能更严", "sums cover at least {least} dealers and none above {most}; a policy may only be stricter"),
    Text("这是合同“信息报送与数据”一条的承诺", "the contract's article on data promises it"),
)  # fmt: skip
NEVER_SHOWN = ProblemKind(
    "INF402",
    "error",
    Text("{least} 家里总有一家不低于 {mean}，单家上限应高于它", "of {least} dealers one always has {mean} or more; the limit must lie above that"),
)  # fmt: skip
NO_ROUNDING = ProblemKind(
    "INF403", "error", Text("汇总须取整，步长大于 0", "aggregates are rounded, to a step above 0")
)
LINES_CROSS = ProblemKind(
    "INF404",
    "error",
    Text("良好线 {good} 应低于警戒线 {poor}", "the good line {good} must lie below the poor one {poor}"),
)
NO_POLICY = ProblemKind(
    "INF405",
    "error",
    Text("{day} 没有生效的“{policy}”政策", "no policy {policy} is in force on {day}"),
    Text("写在 content/policies/information/{policy}", "write it in content/policies/information/{policy}"),
)
NOT_GIVEN = ProblemKind(
    "INF406",
    "warning",
    Text("{quarter} 没有向 {count} 家提供趋势或预测：{who}", "in {quarter} {count} dealers were given neither a trend nor a forecast: {who}"),
    Text("合同“信息报送与数据”一条：每季度提供", "the contract's article on data: every quarter"),
)  # fmt: skip


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """One version of each policy is in force on every day; sums are at least as strict as the contract promises.

    At least five dealers in a group and none above a quarter (reference 0b, Law): with looser bounds a dealer could work out
    a rival. A limit at or below an equal share would show nothing at all.

    中文：每项信息政策任何一天都有且只有一版生效，汇总规则不比合同的承诺宽：不少于五家，单家不超过四分之一。再宽，就能推
    算出对手；上限定得等于平均数，又什么都给不出。
    """
    yield from version_problems(network, SharingPolicy)
    yield from version_problems(network, BriefingPolicy)
    for policy in network.all(SharingPolicy):
        if policy.least < LEAST or policy.most_share > MOST:
            where = "least" if policy.least < LEAST else "most_share"
            yield told(network, TOO_LOOSE, policy, where, least=LEAST, most=percent_text(MOST))
        elif policy.most_share * policy.least < 1:
            mean = percent_text(1 / Decimal(policy.least), 1)
            yield told(network, NEVER_SHOWN, policy, "most_share", least=policy.least, mean=mean)
        if policy.round_to <= 0:
            yield told(network, NO_ROUNDING, policy, "round_to")
        if policy.deviation_good >= policy.deviation_poor:
            good, poor = percent_text(policy.deviation_good), percent_text(policy.deviation_poor)
            yield told(network, LINES_CROSS, policy, "deviation_good", good=good, poor=poor)


def in_place(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What is shared or launched has a policy in force: without one nothing is summed up and no time limit is known.

    中文：有共享或上市的日子，相应政策已经生效。没有政策就不汇总，也没有期限可依。
    """
    bulletins, launches = network.all(Bulletin), network.all(ProductLaunch)
    if bulletins and in_force(network.all(SharingPolicy), SHARING, as_of) is None:
        yield told_at_key(network, NO_POLICY, bulletins[0], "issues", day=as_of, policy=SHARING)
    for launch in launches:
        if in_force(network.all(BriefingPolicy), BRIEFING, launch.announced_on) is None:
            yield told(network, NO_POLICY, launch, "announced_on", day=launch.announced_on, policy=BRIEFING)


def promised(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every dealer that had a contract all quarter was given trends or forecasts in it.

    The contract's article on data promises the dealer its own data, market trends and forecasts every quarter (mission B5.2).
    The quarters that the policy shows are looked at.

    中文：整季有合同的经销商，当季都得到了趋势或预测。这是合同“信息报送与数据”一条的承诺：每季度向对方提供它自己的数据、
    市场趋势和预测。
    """
    policy = in_force(network.all(SharingPolicy), SHARING, as_of)
    if policy is None:
        return
    reach, start = Reach(network), fiscal_start(network)
    for quarter in finished(as_of, start, policy.quarters):
        span = quarter.span(start)
        given: set[str] = set()
        for bulletin in network.all(Bulletin):
            days = [row.published_on for row in bulletin.issues]
            if bulletin.kind in policy.promised and any(day in span for day in days):
                given.update(reach.dealers(bulletin.audience, min(days)))
        for year in network.all(DealerInformation):
            for share in year.shares:
                if share.kind in policy.promised and share.direction in OURS:
                    given.update({year.dealer} if any(row.published_on in span for row in share.issues) else ())
        missing = [dealer for dealer in reach.served(span) if dealer not in given]
        if missing:
            shown = ", ".join(missing[:FEW]) + (" …" if len(missing) > FEW else "")
            yield told_at_key(network, NOT_GIVEN, policy, "promised", quarter=quarter, count=len(missing), who=shown)


CHECKS: tuple[Check, ...] = (
    Check((TOO_LOOSE, NEVER_SHOWN, NO_ROUNDING, LINES_CROSS, *PROBLEMS), policies),
    Check((NO_POLICY,), in_place),
    Check((NOT_GIVEN,), promised),
)
