"""Visits: by two people, one of them from outside recruiting, to outlets of our own choice, reported and explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.kernel.wording import number_text, percent_text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Staff
from toolkit.topics.company.rules import work_calendar
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.screening.checks.place import entered, place_of, recruited
from toolkit.topics.screening.records import PipelinePolicy, Screening, Visit
from toolkit.topics.screening.records.vocabularies import CLAIMS
from toolkit.topics.screening.rules.results import ScreeningResult, pipeline_policy
from toolkit.topics.topic import Check

RECRUITERS = "SA"
SCREEN = "screen"

TEAM = ProblemKind(
    "SCR161",
    "error",
    Text("考察人员 {count} 名，应不少于 {least} 名", "{count} of us came; at least {least} should"),
    Text("一人谈，一人看和记", "one talks, one looks and writes"),
)
INSIDERS = ProblemKind(
    "SCR162",
    "error",
    Text("考察人员都属于招商部门", "everybody on the team belongs to the recruiting department"),
    Text("至少一人来自渠道运营、财务或物流", "at least one comes from operations, finance or logistics"),
)
UNEXPLAINED = ProblemKind(
    "SCR163",
    "warning",
    Text(
        "{what}：申报 {claimed}，观察 {found}，偏差 {deviation}，没有核实的解释",
        "{what}: claimed {claimed}, found {found}, off by {deviation}, without a confirmed explanation",
    ),
    Text(
        "问明原因并核实，写进 explanations；解释不了的按观察值计分",
        "ask, confirm and write it into explanations; what is not explained is scored as found",
    ),
)
METADATA = ProblemKind(
    "SCR164",
    "error",
    Text("照片没有去除位置等信息", "the photographs still hold places and other hidden data"),
    Text("去除后再存档", "remove them before filing"),
)
FACES = ProblemKind(
    "SCR165",
    "warning",
    Text("照片里有人脸，按个人信息保管", "faces are to be seen: the photographs are personal data"),
    Text("遮挡，或登记本人同意", "cover them, or record the persons’ consent"),
)
OUTLETS = ProblemKind(
    "SCR166",
    "warning",
    Text(
        "走访终端 {count} 家、自选 {own} 家，应不少于 {least} 家、{choice} 家",
        "{count} outlets, {own} of our choice; at least {least} and {choice} are asked",
    ),
    Text("补走后登记", "call on more and record them"),
)
LATE = ProblemKind(
    "SCR167",
    "warning",
    Text(
        "考察后 {days} 个工作日仍未交报告，期限 {limit} 个",
        "no report {days} working days after the visit; {limit} are allowed",
    ),
    Text("记忆会改写所见，尽快写", "memory rewrites what was seen: write it now"),
)
REVIEW = ProblemKind(
    "SCR168",
    "warning",
    Text("考察报告没有渠道运营复核", "the report has not been reviewed by channel operations"),
    Text("登记 reviewed_by", "record reviewed_by"),
)
NO_RECORD = ProblemKind(
    "SCR169",
    "warning",
    Text("{day} 记为已考察，没有考察记录", "recorded as visited on {day} without a visit record"),
    Text("在 visits/ 下补上记录", "add the record to visits/"),
)
RATINGS = ProblemKind(
    "SCR170",
    "warning",
    Text("没有评价经营观或管理水平", "culture or management is not rated"),
    Text("记事实，再给 1 至 5 分", "write facts, then give 1 to 5"),
)
FUTURE = ProblemKind(
    "SCR171",
    "warning",
    Text("考察日期 {day} 在基准日之后", "the visit of {day} lies after the as-of date"),
)


def visit_teams(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Two people visit, one of them not from the recruiting department, and their photographs hide no data.

    Who recruits wants to sign; a second pair of eyes does not (reference A.6, B). Photographs lie outside the repository
    without places and without faces; with faces they are personal data (Personal Information Protection Law art. 6).

    中文：考察由两人进行，至少一人不属于招商部门，照片不夹带信息。招商的人想签约，要有另一双眼睛。照片存在仓库之外，去掉
    位置信息、不露人脸；有人脸的按个人信息管理（个人信息保护法第六条）。
    """
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    staff = {person.id: person for person in network.all(Staff)}
    for visit in network.all(Visit):
        least = policy.visit_team if policy else 1
        if visit.purpose == SCREEN and len(visit.team) < least:
            yield told_at_key(network, TEAM, visit, "team", count=len(visit.team), least=least)
        known = [staff[name] for name in visit.team if name in staff]
        if visit.purpose == SCREEN and known and all(person.department == RECRUITERS for person in known):
            yield told_at_key(network, INSIDERS, visit, "team")
        if visit.photos is not None and visit.photos.count:
            if not visit.photos.metadata_removed:
                yield told(network, METADATA, visit, "photos", "metadata_removed")
            if visit.photos.faces:
                yield told(network, FACES, visit, "photos", "faces")


def visit_reports(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A screening visit goes to outlets of our own choice, rates culture and management, and is reported and reviewed.

    How many outlets and how soon stands in the pipeline policy; working days follow the work calendar (reference A.6,
    0b). A profile that says visited has a visit to show for it.

    中文：考察要走自选的终端，评价经营观和管理水平，按时交报告并复核。走几家、几个工作日交，写在招商进度政策里。拖得越久，
    记忆越会改写所见。
    """
    policy = pipeline_policy(network.all(PipelinePolicy), as_of)
    calendar = work_calendar(network)
    staff = {person.id: person for person in network.all(Staff)}
    for visit in network.all(Visit):
        if visit.date > as_of:
            yield told(network, FUTURE, visit, "date", day=visit.date)
            continue
        if visit.purpose != SCREEN or policy is None:
            continue
        own = sum(outlet.our_choice for outlet in visit.outlets)
        if len(visit.outlets) < policy.visit_outlets or own < policy.own_choice:
            path = ("outlets",) if visit.outlets else ("purpose",)
            least, choice = policy.visit_outlets, policy.own_choice
            count = len(visit.outlets)
            yield told_at_key(network, OUTLETS, visit, *path, count=count, own=own, least=least, choice=choice)
        if visit.culture is None or visit.management is None:
            yield told(network, RATINGS, visit, "purpose")
        days = calendar.between(visit.date, min(visit.reported_on or as_of, as_of))
        if days > policy.report_days:
            yield told(network, LATE, visit, "date", days=days, limit=policy.report_days)
        reviewer = staff.get(visit.reviewed_by) if visit.reviewed_by else None
        if visit.reported_on is not None and (reviewer is None or "CO" not in reviewer.roles):
            yield told(network, REVIEW, visit, "reviewed_by" if visit.reviewed_by else "reported_on")


def claims_and_findings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What a visit found differs from the claim by no more than the policy allows, or the difference is explained.

    Beyond 20 % it is flagged (reference A.6). A difference with a confirmed explanation is scored as found; one for the
    worse without it puts the candidate's truthfulness in doubt, and the scorecard policy says what that costs. Told
    while the candidate is recruited.

    中文：考察所见与申报的偏差在政策允许之内，否则有核实过的解释。解释成立的按所见评分；对候选人不利而没有解释的，真实性
    存疑，扣多少由评分卡政策规定。只在招商期间提示。
    """
    for screening in network.all(Screening):
        result = results.find(ScreeningResult, screening.dealer)
        for row in result.claims if result and recruited(network, screening, as_of) else ():
            visit = network.find(Visit, row.visit) if row.visit else None
            if not row.flagged or row.explained or visit is None or row.claimed is None or row.found is None:
                continue
            number = next(n for n, found in enumerate(visit.found) if found.what == row.what)
            yield told(
                network,
                UNEXPLAINED,
                visit,
                *("found", number, "value"),
                what=CLAIMS.label(row.what),
                claimed=number_text(row.claimed),
                found=number_text(row.found),
                deviation="–" if row.deviation is None else percent_text(row.deviation, 1),
            )


def visited_states(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A profile that says visited has a visit to show for it.

    Told of dealers that have a screening record; of those taken over without one nobody asks (reference B).

    中文：档案记为已考察的，有考察记录。只问有筛选记录的经销商，早先接手、没有筛选记录的不问。请在考察文件夹里补上记录。
    """
    for screening in network.all(Screening):
        profile = network.find(DealerProfile, screening.dealer)
        day = entered(profile, "visited", as_of) if profile else None
        if profile is not None and day is not None:
            visits = network.of_dealer(Visit, screening.dealer)
            if not any(visit.date <= day for visit in visits):
                path = ("transitions", place_of(profile, "visited", as_of), "date")
                yield told(network, NO_RECORD, profile, *path, day=day)


CHECKS: tuple[Check, ...] = (
    Check((TEAM, INSIDERS, METADATA, FACES), visit_teams),
    Check((FUTURE, OUTLETS, RATINGS, LATE, REVIEW), visit_reports),
    Check((UNEXPLAINED,), claims_and_findings),
    Check((NO_RECORD,), visited_states),
)
