"""The paper of policies: what of the brand's rules concerns this dealer, each with its version (reference G.1)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from toolkit.kernel.wording import amount_text, number_text, percent_text
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records import vocabularies as contract_words
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.evaluation.records.policy import Indicator
from toolkit.topics.evaluation.records.vocabularies import MEASURES
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.incentive.records import vocabularies as rebate_words
from toolkit.topics.incentive.records.policy import RebateComponent, RebateStep
from toolkit.topics.incentive.rules.figures import figure
from toolkit.topics.market.records import vocabularies as market_words
from toolkit.topics.onboarding.outputs.kit import Kit, Part, Sheet, Source, grid, own_sources
from toolkit.topics.support.records import FundPolicy, Limit, SlaPolicy
from toolkit.topics.support.records.vocabularies import CATEGORIES, DOCUMENTS, HOURS_BASIS, PRIORITIES

FULL = "全文以合同、其附件和公布的政策版本为准；本页只作摘要。"


def policies(kit: Kit) -> Sheet:
    """Returns what the policies in force say for this dealer: rebates, evaluation, channels, returns, times, funds."""
    parts = (*_rebate(kit), *_evaluation(kit), *_channels(kit), *_supply(kit), *_service(kit), *_fund(kit))
    return Sheet(
        "04", "policies", "政策摘要", "返利、考核、渠道、退换、服务时限和市场费用：与贵公司有关的数都在这里。" + FULL,
        parts, (*own_sources(kit), *_sources(kit)),
    )  # fmt: skip


def _sources(kit: Kit) -> Iterator[Source]:
    for model, held in (
        (RebatePolicy, kit.rebate),
        (EvaluationPolicy, kit.evaluation),
        (SlaPolicy, kit.sla),
        (FundPolicy, kit.fund),
    ):
        if held is not None:
            yield model, held.reference


def _rebate(kit: Kit) -> Iterator[Part]:
    policy = kit.rebate
    if policy is None:
        return
    rows = tuple(
        (
            held.name.zh,
            rebate_words.PERIODS.label(held.period).zh,
            rebate_words.STANDING.label(held.standing).zh,
            "；".join(_step(held, step) for step in held.steps) or "/",
            held.rule.zh,
        )
        for held in policy.components
        if held.only is None or not held.only.lines or set(held.only.lines) & _lines(kit)
    )
    cap = f"各项合计不超过{_cap(policy)}。" if policy.cap is not None else ""
    yield Part(
        f"返利：{len(rows)}项，{policy.payout.within_days}日内兑付",
        (f"{cap}{policy.payout.note.zh}",),
        grids=(grid("项目|周期|性质|档位|说明", rows, narrow=(0, 1, 2)),),
        notes=(f"{policy.name.zh} {policy.version}。返利不与转售价格挂钩，不付给任何个人。",),
    )


def _step(held: RebateComponent, step: RebateStep) -> str:
    start = "" if step.from_value is None else f"{figure(held.measure or held.base, step.from_value or Decimal(0))}起 "
    if step.rate is not None:
        return start + percent_text(step.rate)
    if step.excess_rate is not None:
        return f"{start}超出部分 {percent_text(step.excess_rate)}"
    return start + (amount_text(step.amount) if step.amount is not None else "/")


def _cap(policy: RebatePolicy) -> str:
    cap = policy.cap
    if cap is None:
        return "/"
    return f"净进货额的{percent_text(cap.share)}" if cap.share is not None else amount_text(cap.amount or Decimal(0))


def _evaluation(kit: Kit) -> Iterator[Part]:
    policy = kit.evaluation
    if policy is None:
        return
    rows = tuple(
        (each.name.zh if index == 0 else "", _indicator(row), number_text(row.weight))
        for each in policy.dimensions
        for index, row in enumerate(each.indicators)
    )
    grades = tuple(
        (
            row.grade,
            f"{number_text(row.from_value)} 至 {number_text(row.to_value)}",
            number_text(row.factor),
            row.consequence.zh,
        )
        for row in policy.grades
    )
    steps = policy.procedure
    yield Part(
        f"季度考核：{len(policy.dimensions)}个维度，满分一百分",
        (
            f"季后第{steps.freeze_days}个工作日冻结数据；初稿有{steps.comment_days}个工作日提意见；送达后{steps.talk_days}个工作日内面谈；{steps.appeal_days}个工作日内可以申诉，我方{steps.decision_days}个工作日内决定。",
        ),
        grids=(
            grid("维度|指标|权重（分）", rows, numbers=(2,)),
            grid("等级|得分（分）|可裁量返利系数|结果运用", grades, numbers=(2,), narrow=(0, 1)),
        ),
        notes=(f"{policy.name.zh} {policy.version}。新经销商的过渡安排见合同。",),
    )


def _indicator(row: Indicator) -> str:
    return row.name.zh if row.name is not None else MEASURES.label(row.measure).zh


def _channels(kit: Kit) -> Iterator[Part]:
    rows = tuple(
        (
            market_words.GRANTS.label(scope.grant).zh,
            "、".join(line_name(kit.view, line).zh for line in scope.lines),
            "、".join(market_words.CHANNELS.label(each).zh for each in scope.channels),
        )
        for scope in kit.contract.scopes
    )
    kept = tuple((each.name.zh, each.reason.zh) for each in kit.contract.reserved)
    yield Part(
        "渠道：授权范围内优先服务，区域外不主动招揽",
        (
            f"{contract_words.RESTRICTIONS.label(kit.contract.restriction).zh}。区域清单见合同附件。卖多少钱由贵公司自主决定。",
            "发现跨区货：留照片、批次与购货凭证，交客户经理立案；不自行扣货，不找对方谈价格。",
        ),
        grids=(grid("授权性质|产品线|渠道", rows, narrow=(0,)), *((grid("甲方保留|说明", kept),) if kept else ())),
    )


def _supply(kit: Kit) -> Iterator[Part]:
    held, payment = kit.contract, kit.contract.payment
    returns = tuple(
        (
            line_name(kit.view, row.line).zh,
            percent_text(row.swap_rate),
            "/" if row.remaining_life is None else percent_text(row.remaining_life),
        )
        for row in held.returns
    )
    data = tuple((row.item.zh, row.frequency.zh, row.purpose.zh) for row in held.data)
    credit = f"，账期{payment.credit_days}日" if payment.credit_days else ""
    yield Part(
        "下单、收货、对账、退换：照合同走",
        facts=(
            (
                "付款",
                f"{contract_words.PAYMENT.label(payment.method).zh}{credit}；每月{payment.reconciliation_day}日前对账",
            ),
            (
                "到货",
                f"确认订单后{held.delivery.lead_days}日内到{held.delivery.place}；外观异议{held.delivery.acceptance_days}日内提出",
            ),
            (
                "调价",
                f"提前{held.price_change.notice_days}日通知；降价时对{held.price_change.protection_days}日内的库存给予价格保护",
            ),
            ("售后", held.after_sales.zh),
        ),
        grids=(
            *(
                (grid("产品线|临期调换比例（每年）|收货时剩余保质期不少于", returns, numbers=(1, 2)),)
                if returns
                else ()
            ),
            *((grid("报送的数据|频率|用途", data, narrow=(1,)),) if data else ()),
        ),
    )


def _service(kit: Kit) -> Iterator[Part]:
    policy = kit.sla
    if policy is None:
        return
    rows = tuple(
        (CATEGORIES.label(row.category).zh, PRIORITIES.label(row.priority).zh, _limit(row.reply), _limit(row.resolve))
        for row in policy.cells
    )
    yield Part(
        "服务时限：从登记起算，超时自动升级",
        grids=(grid("类别|优先级|首次回复|解决", rows, narrow=(0, 1)),),
        notes=(f"{policy.name.zh} {policy.version}。",),
    )


def _limit(limit: Limit) -> str:
    if limit.hours is not None:
        basis = HOURS_BASIS.label(limit.hours_basis).zh if limit.hours_basis else ""
        return f"{number_text(limit.hours)} 小时（{basis}）"
    return f"{limit.days} 个工作日"


def _fund(kit: Kit) -> Iterator[Part]:
    policy = kit.fund
    if policy is None:
        return
    late = tuple(
        ("按期" if not row.up_to_days else f"逾期 {row.up_to_days} 日内", number_text(row.factor))
        for row in policy.late
    )
    yield Part(
        "市场费用：先批后做，凭真实票据核销",
        (
            f"活动前{policy.request_days}个工作日申请，我方{policy.approve_days}个工作日内批复；活动结束{policy.claim_days}日内核销，材料齐全后{policy.settle_days}日内结清。我方一般承担{percent_text(policy.share)}。",
        ),
        grids=(grid("核销时间|系数", late, numbers=(1,)),),
        checks=tuple(DOCUMENTS.label(code).zh for code in policy.documents),
        notes=(f"{policy.name.zh} {policy.version}。",),
    )


def _lines(kit: Kit) -> set[str]:
    return {line for scope in kit.contract.scopes for line in scope.lines}
