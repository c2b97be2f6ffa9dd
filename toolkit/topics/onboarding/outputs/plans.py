"""The papers that plan the first hundred days: courses, launch, thirty-sixty-ninety, acceptance (reference G.2 to G.4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.shared import SIDES
from toolkit.network.showing import SHARE, YES
from toolkit.topics.company.rules import line_name
from toolkit.topics.dealer.records import OUTLET_TYPES
from toolkit.topics.onboarding.outputs.kit import Kit, Part, Sheet, Source, grid, own_sources
from toolkit.topics.onboarding.records import CurriculumPolicy, Gate, LaunchPlan, RampUpPolicy
from toolkit.topics.onboarding.records.vocabularies import (
    ACCEPTANCE_ITEMS,
    CERTIFICATE_STATES,
    GATE_MEASURES,
    REACHED_IN,
    TRAINEES,
)
from toolkit.topics.onboarding.rules.timing import gate_due

USUAL = {
    7: (("brand", "开通订货账号，送达授权书与启动包，召开启动会"), ("brand", "给出首单建议"), ("dealer", "指定专职负责人和跑店人员"), ("dealer", "缴存保证金，上传证照")),
    30: (("brand", "上完 C1 至 C6 第一轮课，三次一起走店"), ("brand", "首批货交付并做入库检查"), ("dealer", "网点建档六成，库位就绪"), ("dealer", "下首单")),
    60: (("brand", "办一场上市推广并复盘"), ("brand", "每周一次通话看动销与库存"), ("dealer", "铺货到六成，陈列到位"), ("dealer", "每周报进销存")),
    90: (("brand", "第二场推广，售后演练，复核授信"), ("dealer", "按动销补单，铺货到八成")),
}  # fmt: skip
"""What each side does on the way to a gate, for a dealer whose tasks are not on record yet (reference G.2)."""


def due_of(kit: Kit, gate: Gate) -> date:
    """Returns the last day of a gate, moved by delays of ours."""
    delays = kit.record.delays if kit.record is not None else ()
    return gate_due(kit.start, gate.day, (row for row in delays if row.date <= kit.as_of))


def training(kit: Kit) -> Sheet:
    """Returns the courses with their tests, and the certificates that the dealer's people hold."""
    policy = kit.curriculum
    rows = tuple(
        (
            row.code,
            row.name.zh + ("（必修）" if row.mandatory else ""),
            number_text(row.hours),
            "、".join(TRAINEES.label(each).zh for each in row.audience),
            row.content.zh,
            row.test.zh,
            "讲评" if row.pass_mark is None else number_text(row.pass_mark),
        )
        for row in policy.courses
    )
    hours = sum((row.hours for row in policy.courses), Decimal(0))
    parts = [
        Part(
            f"{len(rows)}门课，共{number_text(hours)}学时，培训不收费",
            (
                f"考试不过可补考{policy.retests}次。证书有效十二个月，到期前{policy.remind_days}天提醒。成绩只给本人和负责人，不进通报。",
            ),
            grids=(
                grid(
                    "课程|名称|学时（小时）|对象|内容|考核|合格线（分）", rows, numbers=(2, 6), codes=(0,), narrow=(0,)
                ),
            ),
        )
    ]
    if kit.progress is not None and kit.progress.certificates:
        parts.append(
            Part("目前的证书", grids=(grid("课程|岗位|通过人数|状态|有效期至", _certificates(kit), narrow=(0, 1, 2)),))
        )
    parts.append(
        Part(
            "排课：请贵公司填写，发回客户经理",
            grids=(grid("课程|参加人（岗位）|人数（人）|希望日期|地点", _blank(policy)),),
        )
    )
    return Sheet(
        "06", "training", "培训计划与证书", "先会做，再进店。第三十天前，参加人通过率要达到关口要求。",
        tuple(parts), (*own_sources(kit), (CurriculumPolicy, policy.reference)), f"{policy.name.zh} {policy.version}",
    )  # fmt: skip


def _certificates(kit: Kit) -> tuple[tuple[str, ...], ...]:
    rows = kit.progress.certificates if kit.progress is not None else ()
    return tuple(
        (
            row.course,
            TRAINEES.label(row.role).zh,
            f"{row.passed}/{row.heads} 人",
            CERTIFICATE_STATES.label(row.state).zh,
            day_text(row.until, "zh"),
        )
        for row in rows
    )


def _blank(policy: CurriculumPolicy) -> tuple[tuple[str, ...], ...]:
    return tuple((f"{row.code} {row.name.zh}", "", "", "", "") for row in policy.courses)


def launch(kit: Kit) -> Sheet:
    """Returns the launch plan: stocking, promotions, advertising; a blank one where none is on record yet."""
    plan = kit.record.launch_plan if kit.record is not None else None
    parts = tuple(_planned(kit, plan)) if plan is not None else tuple(_open_plan())
    signed = f"双方{day_text(plan.agreed_on, 'zh')}签字" if plan is not None and plan.agreed_on else "待双方商定并签字"
    return Sheet("07", "launch", "上市启动方案", f"铺货、促销、广告各写清谁做、何时、多少钱。{signed}。", parts, tuple(own_sources(kit)), signed=not (plan and plan.agreed_on))  # fmt: skip


def _planned(kit: Kit, plan: LaunchPlan) -> Iterator[Part]:
    yield from _stocking(kit, plan)
    yield from _promotions(plan)
    yield from _advertising(plan)
    yield Part("开始前逐项打勾", checks=CHECKS)


def _stocking(kit: Kit, plan: LaunchPlan) -> Iterator[Part]:
    stocking = tuple(
        (
            OUTLET_TYPES.label(row.outlet_class).zh,
            line_name(kit.view, row.line).zh,
            str(row.outlets),
            "、".join(row.skus),
            number_text(row.opening_cases),
            f"第 {row.week} 周",
            SIDES.label(row.side).zh,
        )
        for row in plan.stocking
    )
    progress = kit.progress
    proposed = progress.order_proposed if progress is not None else None
    reserve = percent_text(kit.ramp_up.reserve)
    yield Part(
        "首批备货" + (f"：建议首单 {amount_text(proposed)}" if proposed is not None else ""),
        (
            f"建议首单 = 各类目标网点数 × 品项数 × 每种首铺箱数 × 供货价，再加{reserve}余量（低温产品不加），不超过合同约定的上限；订多少由贵公司决定。",
        ),
        grids=(
            grid("终端|产品线|网点（家）|品项|每种首铺（箱）|进店|责任方", stocking, numbers=(2, 4), narrow=(5, 6)),
        ),
    )


def _promotions(plan: LaunchPlan) -> Iterator[Part]:
    promotions = tuple(
        (
            row.name.zh,
            f"{day_text(row.first, 'zh')}至{day_text(row.last, 'zh')}",
            row.mechanic.zh + (row.terminal_rule.zh if row.terminal_rule else ""),
            number_text(row.expected_cases),
            amount_text(row.budget),
            f"{percent_text(row.brand_share)} / {percent_text(row.dealer_share)}",
        )
        for row in plan.promotions
    )
    if promotions:
        yield Part(
            "促销活动",
            grids=(grid("活动|时间|做法|预期增量（箱）|预算（元）|我方/贵方", promotions, numbers=(3, 4, 5)),),
        )


def _advertising(plan: LaunchPlan) -> Iterator[Part]:
    advertising = tuple(
        (
            row.media.zh,
            f"{day_text(row.first, 'zh')}至{day_text(row.last, 'zh')}",
            row.material,
            amount_text(row.cost),
            f"{percent_text(row.brand_share)} / {percent_text(row.dealer_share)}",
            row.measurement.zh,
        )
        for row in plan.advertising
    )
    if advertising:
        yield Part(
            "广告宣传",
            grids=(grid("媒体|时间|素材编号|费用（元）|我方/贵方|衡量办法", advertising, numbers=(3, 4), codes=(2,)),),
        )


CHECKS = (
    "终端名单双方确认，注明谁负责、第几周进店",
    "促销海报写明以门店实际标价为准，不写统一售价",
    "广告素材有市场部和法务部的批准编号，不用绝对化用语",
    "费用已按市场费用政策批复，证据清单已发到跑店人员",
    "首批货到仓，抽检批次与剩余保质期",
    "复盘日期写进日历：增量要扣除提前购买",
)


def _open_plan() -> Iterator[Part]:
    blank = tuple(("　", *("",) * 6) for _ in range(6))
    yield Part("首批备货：双方填写", grids=(grid("终端|产品线|网点（家）|品项|每种首铺（箱）|进店|责任方", blank),))
    yield Part(
        "促销与广告：双方填写",
        grids=(grid("活动或媒体|时间|做法|预期增量（箱）|预算（元）|我方/贵方|衡量办法", blank),),
    )
    yield Part("开始前逐项打勾", checks=CHECKS)


def ninety(kit: Kit) -> Sheet:
    """Returns the plan of thirty, sixty and ninety days: for each gate what it asks for and what each side does."""
    policy = kit.ramp_up
    parts = tuple(_gate(kit, gate) for gate in sorted(policy.gates, key=lambda row: row.day))
    moved = tuple(
        f"{day_text(row.date, 'zh')}：{row.cause.zh}，顺延{row.days}天"
        for row in (kit.record.delays if kit.record else ())
    )
    last = (Part("因我方原因的顺延", moved),) if moved else ()
    return Sheet(
        "08", "ninety-days", "三十、六十、九十天计划", f"第0天是{day_text(kit.start, 'zh')}。每道关口前开一次会，数据包提前三天送达。",
        (*parts, *last), (*own_sources(kit), (RampUpPolicy, policy.reference)), f"{policy.name.zh} {policy.version}",
    )  # fmt: skip


def _gate(kit: Kit, gate: Gate) -> Part:
    conditions = tuple(
        (GATE_MEASURES.label(row.measure).zh, _asked(row.measure, row.at_least)) for row in gate.conditions
    )
    return Part(
        f"第{gate.day}天（{day_text(due_of(kit, gate), 'zh')}）：{gate.name.zh}",
        grids=(
            grid("要达到|不低于", conditions, numbers=(1,)),
            grid("责任方|事项|期限|完成", tuple(_tasks(kit, gate)), narrow=(0, 2, 3)),
        ),
    )


def _asked(measure: str, value: Decimal) -> str:
    unit = REACHED_IN.get(measure, "")
    return "是" if unit == YES else percent_text(value) if unit == SHARE else f"{number_text(value)} {unit}"


def _tasks(kit: Kit, gate: Gate) -> Iterator[tuple[str, ...]]:
    own = [row for row in kit.record.tasks if row.gate == gate.day] if kit.record is not None else []
    for row in sorted(own, key=lambda each: (each.due, each.id)):
        yield SIDES.label(row.side).zh, row.text.zh, day_text(row.due, "zh"), "已完成" if row.done else "□"
    if not own:
        for side, words in USUAL.get(gate.day, ()):
            yield SIDES.label(side).zh, words, day_text(due_of(kit, gate), "zh"), "□"


def acceptance(kit: Kit) -> Sheet:
    """Returns the sheet on which both sides sign the acceptance: seven items, their points, and what was reached if it was."""
    policy = kit.ramp_up
    held = kit.record.acceptance if kit.record is not None else None
    scores = {row.item: row.score for row in held.items} if held is not None else {}
    rows = tuple(
        (
            ACCEPTANCE_ITEMS.label(row.item).zh,
            number_text(row.points),
            number_text(scores[row.item]) if row.item in scores else "",
            EVIDENCE[row.item],
        )
        for row in policy.weights
    )
    total = number_text(sum(scores.values(), Decimal(0))) if scores else ""
    table = grid(
        "项目|分值（分）|得分（分）|看什么证据",
        rows,
        numbers=(1, 2),
        total=("合计", number_text(sum((row.points for row in policy.weights), Decimal(0))), total, ""),
    )
    parts: tuple[Source, ...] = (*own_sources(kit), (RampUpPolicy, policy.reference))
    day = f"{day_text(held.date, 'zh')}评定。" if held is not None else ""
    said = (
        held.dealer_comment.zh
        if held is not None and held.dealer_comment is not None
        else "________________________________"
    )
    return Sheet(
        "09", "acceptance", "启动验收单", f"满{number_text(policy.pass_mark)}分通过；必修课未过、首单未交付的不验收。{day}",
        (Part("七项打分", grids=(table,), notes=("得分由双方当面核对证据后填写；有异议的项目先写明各自意见。",)), Part("经销商意见", (said,))),
        parts, f"{policy.name.zh} {policy.version}", signed=True,
    )  # fmt: skip


EVIDENCE = {
    "training": "证书清单，必修课全部通过",
    "team": "专职负责人与跑店人员名单",
    "distribution": "抽访三十家网点的照片与记录",
    "sell_through": "首单售出数量，经销商系统导出",
    "payment": "对账单，逾期天数",
    "reporting": "进销存周报的及时与准确",
    "service_drill": "一次投诉与召回演练的记录",
}
