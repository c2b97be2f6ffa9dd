"""The rebate policies and the credit policy themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import PROBLEMS, version_problems
from toolkit.network.results import Results
from toolkit.topics.evaluation.records import EvaluationPolicy
from toolkit.topics.incentive.records import CreditPolicy, RebatePolicy
from toolkit.topics.incentive.rules.faults import credit_faults, policy_faults
from toolkit.topics.topic import Check

_SPLIT = Text("每档写明起点，止点可以不写", "give each step its start; the end may be left out")
FAULTS: dict[str, ProblemKind] = {
    "resale_price": ProblemKind(
        "INC101",
        "error",
        Text("“{words}”把返利与转售价格挂钩", "“{words}” ties a rebate to resale prices"),
        Text(
            "删去：奖励或惩罚转售价格违反反垄断法第十八条；守约区域奖只看地域",
            "take it out: to reward or punish resale prices breaks Anti-Monopoly Law art. 18; territory is another matter",
        ),
    ),
    "gap": ProblemKind("INC102", "error", Text("{end} 与 {start} 之间有空档", "there is a gap between {end} and {start}"), _SPLIT),
    "overlap": ProblemKind("INC103", "error", Text("止于 {end} 与起于 {start} 的两档重叠", "the steps up to {end} and from {start} overlap"), _SPLIT),
    "descending": ProblemKind("INC104", "error", Text("起点 {value} 不高于上一档", "the start {value} is not above the step before")),
    "open_start": ProblemKind("INC105", "error", Text("只有第一档可以不写起点", "only the first step may leave its start open")),
    "top_ends": ProblemKind("INC106", "error", Text("超过 {end} 没有约定", "nothing is said above {end}"), Text("最高一档不写止点", "leave out the end of the highest step")),
    "no_steps": ProblemKind("INC107", "error", Text("没有档", "there are no steps")),
    "step_value": ProblemKind("INC108", "error", Text("“{method}”的每一档只写 {needed}", "every step of “{method}” has {needed} and nothing else")),
    "method_base": ProblemKind("INC109", "error", Text("“{method}”不能用于“{base}”", "“{method}” does not fit “{base}”")),
    "marginal_measure": ProblemKind(
        "INC110", "error", Text("超额累进按基数本身分档", "slices are slices of the base itself"), Text("去掉 measure", "leave out measure")
    ),
    "marginal_start": ProblemKind("INC111", "error", Text("超额累进的第一档从 0 起", "the first slice begins at 0")),
    "invoice_measure": ProblemKind("INC112", "error", Text("逐笔计算按每笔的回款天数分档", "invoices are placed by their own days to collection")),
    "no_measure": ProblemKind("INC113", "error", Text("没有基数时须有分档指标", "without a base there must be a measure")),
    "excess": ProblemKind("INC114", "error", Text("超目标比率只用于按完成率全额计算", "a rate on the excess needs the whole amount by attainment")),
    "falling": ProblemKind("INC115", "error", Text("这一档给得比上一档少", "this step gives less than the one before"), Text("多做不应少得", "who does more should not get less")),
    "unknown_factor": ProblemKind("INC116", "error", Text("没有系数 {factor}", "there is no factor {factor}"), Text("在 factors 里定义", "define it under factors")),
    "graded_contractual": ProblemKind(
        "INC117",
        "error",
        Text("考核系数 {factor} 只能用于酌定的项目", "the grade’s factor {factor} may touch discretionary components only"),
        Text("把 standing 改为 discretionary，或去掉系数", "make the component discretionary, or drop the factor"),
    ),
    "factor_as_component": ProblemKind("INC118", "error", Text("T5 是系数，写在 factors 里", "T5 is a factor; it stands under factors")),
    "component_as_factor": ProblemKind("INC119", "error", Text("系数只有 T5 和 T11", "only T5 and T11 are factors")),
    "grades": ProblemKind("INC120", "error", Text("考核系数只按等级给出，并且每个等级都要有；缺：{lacking}", "the factor is given by grade alone, and for every grade; lacking: {lacking}")),
    "factor_measure": ProblemKind("INC121", "error", Text("T5 要有指标和分档，不按等级", "T5 needs a measure and steps, not grades")),
    "territory_gate": ProblemKind(
        "INC122",
        "error",
        Text("守约区域奖没有“已定案的跨区案件为 0”的门槛", "the reward for keeping to the territory lacks its gate: no final case"),
        Text("gates 里写 territory_cases，at_most 为 0", "add a gate on territory_cases with at_most 0"),
    ),
    "year_trued_up": ProblemKind("INC123", "error", Text("年度项目本身就按年计算，不再清算", "a component of the year has nothing to true up")),
    "mixed_tax": ProblemKind("INC124", "error", Text("同一政策的金额须同为含税或不含税", "amounts of one policy are all incl. or all excl. VAT")),
}  # fmt: skip
FACTOR_RANGE = ProblemKind(
    "INC125",
    "error",
    Text("系数 {factor} 不在 {low} 到 {high} 之间", "the factor {factor} is not between {low} and {high}"),
)
PAYOUT_LATE = ProblemKind(
    "INC126",
    "warning",
    Text("兑付期限 {days} 日，超过 {most} 日", "payment within {days} days is more than {most}"),
)
CLAWBACK_LONG = ProblemKind(
    "INC127",
    "warning",
    Text("退货追回期限 {months} 个月，超过 {most} 个月", "clawback over {months} months is more than {most}"),
)
GRADE_DIFFERS = ProblemKind(
    "INC128",
    "warning",
    Text(
        "{grade} 级系数 {here} 与考核政策 {policy} 的 {there} 不一致",
        "the factor {here} of grade {grade} differs from {there} in {policy}",
    ),
    Text("两份政策写成同一个数", "let both policies say the same"),
)
PAYOUT_DAYS = 45
CLAWBACK_MONTHS = 12


def versions(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """On every day one version of each policy is in force: no gap, no overlap, no end before the start (reference 0.10).

    Correct `effective_from` or `effective_to` of the version that is told.

    中文：每项激励政策任何一天都有且只有一版生效，版本之间不重叠、不留空档，失效日不早于生效日。请改提示所说版本的生效日
    或失效日。
    """
    yield from version_problems(network, RebatePolicy)
    yield from version_problems(network, CreditPolicy)


def contents(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A rebate policy is complete and lawful, or nothing is paid by it (reference E.1, E.2, 0b numbers 3 to 7).

    Steps ascend without gap or overlap and never give less for more; method, base and measure fit each other; factors
    are known, and the grade’s factor touches discretionary components only (D.5); the reward for keeping to the
    territory looks at final cases alone. No text ties money to resale prices (Anti-Monopoly Law art. 18, reference 0.3).
    Until the policy is corrected its statements are not calculated, so that no amount comes about silently.

    中文：返利政策完整、合法，才据以付款：台阶递增，既无空档也不重叠，多做不少得，方法、基数和指标相配，系数都有定义，考
    核系数只用于酌定项目，守约区域奖只看终局案件，任何文字都不把钱与转售价格挂钩（反垄断法第十八条）。改正之前不计算结算
    单，免得不声不响出了金额。
    """
    for policy in network.all(RebatePolicy):
        for fault in policy_faults(policy):
            yield FAULTS[fault.kind].at(
                network.origin(policy, *fault.path),
                record=policy.reference,
                field=network.field(policy, *fault.path),
                **fault.values,
            )
    for credit in network.all(CreditPolicy):
        for fault in credit_faults(credit):
            place, name = network.origin(credit, *fault.path), network.field(credit, *fault.path)
            yield FACTOR_RANGE.at(place, record=credit.reference, field=name, **fault.values)


def limits(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Rebates are paid within 45 days of the period, and returns claw back for 12 months at most (reference E.2 9, 11).

    Longer terms are grievances of their own; shorten `payout.within_days` or `clawback_months`.

    中文：返利在期间结束后 45 天内兑付，退货追回最长 12 个月。再长就成了新的不满。请缩短政策里的期限。
    """
    for policy in network.all(RebatePolicy):
        if policy.payout.within_days > PAYOUT_DAYS:
            place = network.origin(policy, "payout", "within_days")
            yield PAYOUT_LATE.at(
                place,
                record=policy.reference,
                field="payout.within_days",
                days=policy.payout.within_days,
                most=PAYOUT_DAYS,
            )
        if policy.clawback_months > CLAWBACK_MONTHS:
            yield CLAWBACK_LONG.at(
                network.origin(policy, "clawback_months"),
                record=policy.reference,
                field="clawback_months",
                months=policy.clawback_months,
                most=CLAWBACK_MONTHS,
            )


def grade_factors(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The factors by grade are those of the evaluation policy in force at the same time (reference D.5).

    A dealer reads the factor in both papers; two numbers for one grade are a dispute in waiting.

    中文：返利政策里的等级系数，与同期考核政策的相同。经销商在两份文书里都看得到，同一等级两个数，迟早起争议。
    """
    evaluations = network.all(EvaluationPolicy)
    for policy in network.all(RebatePolicy):
        judged = next((other for other in evaluations if other.covers(policy.effective_from)), None)
        stated = {row.grade: row.factor for row in judged.grades} if judged else {}
        for n, factor in enumerate(policy.factors):
            for m, row in enumerate(factor.grades):
                if judged is not None and row.grade in stated and stated[row.grade] != row.factor:
                    path = ("factors", n, "grades", m, "factor")
                    yield GRADE_DIFFERS.at(
                        network.origin(policy, *path),
                        record=policy.reference,
                        field=network.field(policy, *path),
                        grade=row.grade,
                        here=row.factor,
                        there=stated[row.grade],
                        policy=judged.reference,
                    )


CHECKS: tuple[Check, ...] = (
    Check(PROBLEMS, versions),
    Check((*FAULTS.values(), FACTOR_RANGE), contents),
    Check((PAYOUT_LATE, CLAWBACK_LONG), limits),
    Check((GRADE_DIFFERS,), grade_factors),
)
