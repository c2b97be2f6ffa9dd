"""The plan for a region, and the ideal dealer that follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.period import FiscalQuarter
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.document import Step as PathStep
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.market.records import LineMarket, Market, Plan
from toolkit.topics.market.rules.research import territory_target
from toolkit.topics.topic import Check

APPROVER = "GM"
YEARS = 3

NOT_APPROVED = ProblemKind(
    "MKT121",
    "warning",
    Text("布局计划还没有总经理批准", "the plan has no approval of the general manager"),
    Text(
        "批准后登记在 approvals；未批准的计划不用于招商",
        "record it in approvals; a plan is not used for recruiting before",
    ),
)
STARTED = ProblemKind(
    "MKT122",
    "error",
    Text(
        "启动季度 {quarter} 已开始，计划没有总经理批准",
        "the launch quarter {quarter} has begun without the general manager's approval",
    ),
    Text("补办批准，或改期", "have it approved, or move the launch"),
)
NO_AUTHORITY = ProblemKind(
    "MKT123",
    "error",
    Text("{staff} 不能代表 {role} 批准", "{staff} may not approve for {role}"),
    Text("核对员工名录的 roles", "compare the roles in the staff list"),
)
EXCLUSIVE = ProblemKind(
    "MKT124",
    "error",
    Text("独家授权没有写明理由", "an exclusive grant is planned without a reason"),
    Text(
        "在 grant_reason 写明前期投入和相应的最低量安排，或改为普通授权",
        "give the reason in grant_reason, or plan a non-exclusive grant",
    ),
)
TARGET_HIGH = ProblemKind(
    "MKT125",
    "warning",
    Text(
        "第一年目标 {planned} 高于按容量推算的 {formula}",
        "the first year's target {planned} is higher than {formula}, which the market's size gives",
    ),
    Text("降低目标，或说明并更新可达份额的依据", "lower it, or bring attainable_share and its reason up to date"),
)
YEARS_WRONG = ProblemKind(
    "MKT126",
    "error",
    Text("年度目标应从第一年起连续，至多三年", "targets run from year 1 on without a gap, for at most three years"),
)
OVERRIDES = ProblemKind(
    "MKT127",
    "error",
    Text("评分权重的加减合计 {total}，应为 0", "the changes to the weights total {total}; it should be 0"),
    Text("合计不为 0 时一律不采用，评分按政策权重", "until then none of them is used: the policy's weights stand"),
)


def plans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A plan is approved before it is used, and its targets can be met.

    Sales draws it up, the general manager approves it (reference A.3, A.24). The first year's target is at most market
    size × attainable share × (1 − what we sell ourselves). An exclusive grant is the exception and says why.

    中文：布局计划先批准再使用，目标要做得到。计划由销售起草、总经理批准；第一年目标不超过“市场容量 × 可达份
    额 × （1 − 我方自营占比）”；独家授权是例外，要写明理由。
    """
    start = fiscal_start(network)
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            if line.plan is None:
                continue
            path = ("lines", place, "plan")
            approved = {approval.role for approval in line.plan.approvals if approval.date <= as_of}
            if APPROVER not in approved and not market.draft:
                begun = FiscalQuarter.parse(line.plan.launch).span(start).first <= as_of
                yield (STARTED if begun else NOT_APPROVED).at(
                    network.origin(market, *path, "launch"),
                    record=market.id,
                    field=network.field(market, *path, "launch"),
                    quarter=line.plan.launch,
                )
            yield from _approvals(network, market, path, line.plan)
            yield from _targets(network, market, path, line)
            if line.plan.grant == "exclusive" and line.plan.grant_reason is None:
                where, shown = network.origin(market, *path, "grant"), network.field(market, *path, "grant")
                yield EXCLUSIVE.at(where, record=market.id, field=shown)


def _approvals(network: Network, market: Market, path: tuple[PathStep, ...], plan: Plan) -> Iterator[Problem]:
    for number, approval in enumerate(plan.approvals):
        person = network.find(Staff, approval.staff)
        if person is not None and approval.role not in person.roles:
            at = (*path, "approvals", number, "staff")
            where, shown = network.origin(market, *at), network.field(market, *at)
            yield NO_AUTHORITY.at(where, record=market.id, field=shown, staff=person.id, role=approval.role)


def _targets(network: Network, market: Market, path: tuple[PathStep, ...], line: LineMarket) -> Iterator[Problem]:
    targets = line.plan.targets if line.plan else ()
    years = [target.year for target in targets]
    at: tuple[PathStep, ...] = (*path, "targets")
    if years != list(range(1, len(years) + 1)) or len(years) > YEARS:
        where = network.key_origin(market, *at)
        yield YEARS_WRONG.at(where, record=market.id, field=network.field(market, *at))
    formula = territory_target(line)
    for number, target in enumerate(targets):
        if target.year == 1 and formula is not None and target.amount > formula:
            at = (*path, "targets", number, "amount")
            where, shown = network.origin(market, *at), network.field(market, *at)
            planned, limit = amount_text(target.amount), amount_text(formula)
            yield TARGET_HIGH.at(where, record=market.id, field=shown, planned=planned, formula=limit)


def ideal_dealers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An ideal dealer moves weights, it does not add any.

    The scorecard has 100 points in every region; what one item gains another gives up (reference 0b, C.2). Correct
    `weight_overrides`.

    中文：理想经销商画像只移动权重，不增加权重。评分卡在各地都是 100 分，一项加了多少，别项就要减多少。合计不为零的调整
    一律不采用。
    """
    for market in network.all(Market):
        for place, line in enumerate(market.lines):
            changes = line.ideal_dealer.weight_overrides if line.ideal_dealer else ()
            total = sum((change.change for change in changes), Decimal(0))
            if total:
                path = ("lines", place, "ideal_dealer", "weight_overrides")
                where, shown = network.key_origin(market, *path), network.field(market, *path)
                yield OVERRIDES.at(where, record=market.id, field=shown, total=total)


CHECKS: tuple[Check, ...] = (
    Check((NOT_APPROVED, STARTED, NO_AUTHORITY, EXCLUSIVE, TARGET_HIGH, YEARS_WRONG), plans),
    Check((OVERRIDES,), ideal_dealers),
)
