"""The pace of the pipeline: nobody waits without a reason, and nobody's data are kept for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.period import add_months
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import in_force
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.topics.company.records import Contact
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.dealer.rules import EARLY, last_transition, state
from toolkit.topics.screening.checks.place import place_of
from toolkit.topics.screening.records import GatesPolicy, PipelinePolicy, Screening
from toolkit.topics.screening.rules.results import GATES, pipeline_policy
from toolkit.topics.topic import Check

LEAD_WAITS = ProblemKind(
    "SCR111",
    "warning",
    Text("线索已等 {days} 个工作日，超过 {limit} 个", "the lead has waited {days} working days, more than {limit}"),
    Text("进入初筛，或写明原因淘汰、储备", "screen it, or reject or pool it with a reason"),
)
VISIT_OVERDUE = ProblemKind(
    "SCR112",
    "warning",
    Text(
        "初筛后 {days} 天仍未考察，超过 {limit} 天", "no visit {days} days after the first screening, more than {limit}"
    ),
    Text("安排考察，或告诉对方为什么等", "arrange the visit, or tell the candidate why it waits"),
)
SCORE_OVERDUE = ProblemKind(
    "SCR113",
    "warning",
    Text("考察后 {days} 天仍未评分，超过 {limit} 天", "not scored {days} days after the visit, more than {limit}"),
    Text("过期的考察要重看", "a visit that is too old is made again"),
)
POOL_DUE = ProblemKind(
    "SCR114",
    "warning",
    Text("储备已满 {months} 个月，应当复核", "in the pool for {months} months: time to look again"),
    Text("复核后转回初筛、续留或淘汰", "bring it back, keep it, or reject it"),
)
ERASE = ProblemKind(
    "SCR115",
    "warning",
    Text(
        "淘汰已满 {months} 个月，联系人 {contacts} 的个人信息应当删除",
        "rejected {months} months ago: the personal data of {contacts} should be erased",
    ),
    Text("从联系人库删除，或取得本人同意后延长保存", "erase them, or have their consent to be kept"),
)
CREDIT_OLD = ProblemKind(
    "SCR116",
    "warning",
    Text("征信核查已 {days} 天，超过 {limit} 天", "the credit check is {days} days old, more than {limit}"),
    Text("重新查询后再评分或进入谈判", "search the registers anew before scoring or negotiating"),
)


def waiting_times(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Leads are taken up, candidates visited and scored, the pool looked at, each within the time of the policy.

    How long stands in the pipeline policy (reference A.4, B: a visit within 60 days, the pool once a year). Working
    days follow the work calendar. A candidate that hears nothing goes elsewhere.

    中文：线索有人接，候选人按时考察、评分，储备按时复核，期限都写在招商进度政策里。工作日按工作日历数。等不到消息的候选
    人会去找别家。
    """
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    if policy is None:
        return
    calendar = work_calendar(network)
    for profile in network.all(DealerProfile):
        last = last_transition(profile, as_of)
        if last is None:
            continue
        path = ("transitions", place_of(profile, last.to, as_of), "date")
        days = (as_of - last.date).days
        match last.to:
            case "lead":
                worked = calendar.between(last.date, as_of)
                if worked > policy.lead_days:
                    yield told(network, LEAD_WAITS, profile, *path, days=worked, limit=policy.lead_days)
            case "qualified" if days > policy.visit_days:
                yield told(network, VISIT_OVERDUE, profile, *path, days=days, limit=policy.visit_days)
            case "visited" if days > policy.score_days:
                yield told(network, SCORE_OVERDUE, profile, *path, days=days, limit=policy.score_days)
            case "pooled" if add_months(last.date, policy.pool_months) <= as_of:
                yield told(network, POOL_DUE, profile, *path, months=policy.pool_months)


def rejected_people(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The people of a rejected candidate are erased after the time of the policy.

    Personal data are kept no longer than their purpose needs (Personal Information Protection Law arts 19 and 47;
    reference A.24: twelve months). Someone who agreed to be kept has a `retention_until` in the future.

    中文：候选人被淘汰后，其联系人的个人信息按政策期限删除。个人信息的保存期限应为实现目的所必要的最短时间（个人信息保护
    法第十九条、第四十七条）；本人同意继续保存的，登记新的期限。
    """
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    for profile in network.all(DealerProfile) if policy else ():
        last = last_transition(profile, as_of)
        if policy is None or last is None or last.to != "rejected":
            continue
        if add_months(last.date, policy.erase_months) + timedelta(days=1) > as_of:
            continue
        people = {role.contact for role in profile.contacts}
        found = [network.find(Contact, name) for name in sorted(people)]
        kept = [c.id for c in found if c and (c.retention_until is None or c.retention_until < as_of)]
        if kept:
            path = ("transitions", place_of(profile, "rejected", as_of), "date")
            yield told(network, ERASE, profile, *path, months=policy.erase_months, contacts=", ".join(kept))


def credit_checks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A candidate that is still looked at has a credit check that is young enough.

    Registers change; what was searched over 90 days ago is searched again before scoring and before negotiations
    (reference A.4, C.1). The days stand in the gates policy.

    中文：还在考虑的候选人，征信核查够新。登记信息会变，超过政策所定的天数，在评分和进入谈判之前重新查询。
    """
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        policy = in_force(network.all(GatesPolicy), GATES, as_of)
        made = [(check.date, n) for n, check in enumerate(screening.credit_checks) if check.date <= as_of]
        if profile is None or policy is None or not made or state(profile, as_of) not in EARLY:
            continue
        day, place = max(made)
        days = (as_of - day).days
        if days > policy.credit_days:
            at = ("credit_checks", place, "date")
            yield told(network, CREDIT_OLD, screening, *at, days=days, limit=policy.credit_days)


CHECKS: tuple[Check, ...] = (
    Check((LEAD_WAITS, VISIT_OVERDUE, SCORE_OVERDUE, POOL_DUE), waiting_times),
    Check((CREDIT_OLD,), credit_checks),
    Check((ERASE,), rejected_people),
)
