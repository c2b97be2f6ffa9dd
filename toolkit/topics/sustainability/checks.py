"""What must hold in self-checks, in our own measures beside them, and in their policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from toolkit.kernel.period import FiscalQuarter, Span, quarter_of
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import version_problems
from toolkit.network.record import Record
from toolkit.network.results import Results
from toolkit.sources.document import Step
from toolkit.topics.company.rules import fiscal_start
from toolkit.topics.contract.records import Contract
from toolkit.topics.contract.rules import in_force_span
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.sustainability.records import ANSWERS, BrandYear, SelfCheck, SelfCheckPolicy
from toolkit.topics.sustainability.rules import governing, item_of, score
from toolkit.topics.topic import Check

LOOK_WITHIN = timedelta(days=30)
"""One of us looks at a self-check within so many days."""
CLAUSE = "social-responsibility"
"""The optional article by which a dealer promises the yearly self-check."""

UNKNOWN_ITEM = ProblemKind(
    "ESG101",
    "error",
    Text("自查办法 {policy} 没有“{item}”这一项", "the policy {policy} has no item {item}"),
    Text("照办法里的编号填写", "use the ids of the policy"),
)
NOT_SEEN = ProblemKind(
    "ESG115",
    "warning",
    Text("{year} 年自查 {date} 填报，我方没有核对人", "the self-check of {year}, filled in on {date}, was looked at by none of us"),
    Text("核对证据后写 seen_by", "look at the evidence, then enter seen_by"),
)  # fmt: skip
OTHER_PERSON = ProblemKind(
    "ESG116",
    "error",
    Text("填报人 {contact} 不在经销商的联系人里", "{contact}, who filled it in, is no contact of the dealer"),
    Text("由经销商自己的人填", "somebody of the dealer's own fills it in"),
)
UNANSWERED = ProblemKind(
    "ESG102",
    "error",
    Text("没有回答：{items}", "not answered: {items}"),
    Text("不适用的填 not_applicable 并说明；没有回答的按“否”计", "write not_applicable with a note where it is so; what is not answered counts as no"),
)  # fmt: skip
NO_EVIDENCE = ProblemKind(
    "ESG103",
    "warning",
    Text("“{item}”答了{answer}，没有证据", "{item} is answered {answer} without evidence"),
    Text("可以是：{proof}", "such as: {proof}"),
)
NO_POLICY = ProblemKind(
    "ESG104",
    "error",
    Text("{year} 年没有生效的自查办法，未计分", "no policy is in force for {year}: the self-check is not scored"),
    Text("写在 content/policies/sustainability/self-check", "write it in content/policies/sustainability/self-check"),
)
NO_PLAN = ProblemKind(
    "ESG105",
    "warning",
    Text("自查为红，还缺{side}的改进行动", "the self-check is red, and an action of the {side} is missing"),
    Text("双方各写至少一项，有人有期限", "write at least one action of each side, with owner and day"),
)
LAW_NOT_MET = ProblemKind(
    "ESG106",
    "warning",
    Text("法定要求“{item}”答了否", "{item}, which the law demands, is answered no"),
    Text("先一起改正；是否按红线 R7 处理由委员会决定", "put it right together first; whether it is red line R7 is the committee's to decide"),
)  # fmt: skip
NO_REASON = ProblemKind(
    "ESG107",
    "warning",
    Text("“{item}”不适用，没有说明", "{item} does not apply, and nobody says why"),
    Text("写一句为什么", "say why in a sentence"),
)
LATE_ACTION = ProblemKind(
    "ESG108",
    "warning",
    Text("行动“{action}”应在 {due} 前完成", "the action {action} was due on {due}"),
    Text("完成的登记日期；做不到的一起改期", "record the day it was done, or agree on another one"),
)
MISSING = ProblemKind(
    "ESG109",
    "warning",
    Text("合同选用了社会责任条款，{year} 年自查应在 {due} 前交", "the contract has the article on social responsibility: the self-check of {year} was due on {due}"),
    Text("客户经理陪经销商填一次", "the account manager fills it in with the dealer"),
)  # fmt: skip
PROJECT_DATES = ProblemKind("ESG110", "error", Text("项目结束早于开始", "the project ends before it begins"))
NO_RESULT = ProblemKind(
    "ESG111",
    "warning",
    Text("项目已在 {end} 结束，没有写结果", "the project ended on {end} without a result"),
    Text("做成没做成都写，双方确认", "write what came of it, whatever it is, and agree on it"),
)
OUR_SIDE = ProblemKind(
    "ESG112",
    "warning",
    Text("{year} 年没有写我方自己的措施", "our own measures of {year} are not on record"),
    Text("写在 content/sustainability/{year}.yaml：只问经销商不是伙伴", "write content/sustainability/{year}.yaml: asking only the dealer is no partnership"),
)  # fmt: skip
HELPS_NOTHING = ProblemKind(
    "ESG113", "error", Text("自查办法 {policy} 没有“{item}”这一项", "the policy {policy} has no item {item}")
)
NOT_MEASURED = ProblemKind(
    "ESG114",
    "warning",
    Text("{year} 年已过，我方措施没有实际数", "{year} is over and our measure has no figure"),
    Text("没有做到也写出来", "write it down even where we fell short"),
)
BOUNDS = ProblemKind(
    "ESG121",
    "error",
    Text("颜色界线应当 黄 {yellow} < 绿 {green}", "yellow must begin below green: {yellow} and {green}"),
)
NO_ITEMS = ProblemKind("ESG122", "error", Text("自查办法没有问题", "the policy asks nothing"))
PARTLY = ProblemKind("ESG123", "error", Text("“部分”应在 0 与 1 之间", "partly must count between 0 and 1"))


def answers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every question of the policy is answered once, with evidence for a yes and a reason where it does not apply.

    A self-check without evidence teaches nobody anything (reference L). Answer, attach what the item names, or say why not.

    中文：自查办法的每个问题各答一次，答“是”的有证据，不适用的说明理由。没有证据的自查，谁也学不到什么；没有回答的按
    “否”计。
    """
    policies, start = network.all(SelfCheckPolicy), fiscal_start(network)
    for record in network.all(SelfCheck):
        policy = governing(policies, record.year, start)
        if policy is None:
            yield _told(network, NO_POLICY, record, "answers", year=record.year)
            continue
        for n, row in enumerate(record.answers):
            place, item = ("answers", n), item_of(policy, row.item)
            if item is None:
                yield _told(network, UNKNOWN_ITEM, record, *place, "item", policy=policy.reference, item=row.item)
            elif row.answer in ("yes", "partly") and not row.evidence:
                values = {"item": item.text, "answer": ANSWERS.label(row.answer), "proof": item.proof}
                yield _told(network, NO_EVIDENCE, record, *place, "answer", **values)
            elif row.answer == "not_applicable" and row.note is None:
                yield _told(network, NO_REASON, record, *place, "answer", item=item.text)
            elif row.answer == "no" and item.veto:
                yield _told(network, LAW_NOT_MET, record, *place, "answer", item=item.text)
        given = {row.item for row in record.answers}
        left = [item.id for item in policy.items if item.id not in given]
        if left:
            yield _told(network, UNANSWERED, record, "date", items=", ".join(left))


def plans(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A red self-check has actions of both sides, and no action is late (reference L: red, then a plan).

    中文：自查为红的，双方都有改进行动，没有一项逾期。双方各写至少一项，有人、有期限。
    """
    policies, start = network.all(SelfCheckPolicy), fiscal_start(network)
    for record in network.all(SelfCheck):
        policy = governing(policies, record.year, start)
        if policy is not None and score(record, policy).plan_needed:
            sides = {action.side for action in record.actions}
            for side, words in (("brand", Text("我方", "brand")), ("dealer", Text("经销商", "dealer"))):
                if side not in sides:
                    yield _told(network, NO_PLAN, record, "date", side=words)
        for n, action in enumerate(record.actions):
            if action.done is None and action.due < as_of:
                yield _told(network, LATE_ACTION, record, "actions", n, "due", action=action.text, due=action.due)


def projects(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A project of both sides has days in order and, once over, a result (reference 0b).

    中文：双方的共同项目先开始后结束，结束了有结果。做成没做成都写，双方确认。
    """
    for record in network.all(SelfCheck):
        for n, row in enumerate(record.projects):
            if row.end < row.start:
                yield _told(network, PROJECT_DATES, record, "projects", n, "end")
            elif row.end < as_of and row.result is None:
                yield _told(network, NO_RESULT, record, "projects", n, "end", end=row.end)


def owed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer whose contract has the article on social responsibility hands in the self-check of each full year.

    Only years that the contract covers from the first to the last day count; the policy says how long it has afterwards.

    中文：合同选用了社会责任条款的经销商，每个完整年度交一份自查。只算合同从第一天到最后一天都覆盖的年份，年后多久交由政
    策规定。
    """
    policies, start = network.all(SelfCheckPolicy), fiscal_start(network)
    for contract in network.all(Contract):
        span = in_force_span(contract)
        if span is None or CLAUSE not in contract.opted:
            continue
        for year in range(quarter_of(span.first, start).year, quarter_of(as_of, start).year):
            policy = governing(policies, year, start)
            whole = Span(FiscalQuarter(year, 1).span(start).first, FiscalQuarter(year + 1, 1).span(start).first)
            if policy is None or span.first > whole.first or span.end < whole.end:
                continue
            due = whole.last + timedelta(days=policy.due_days)
            if due < as_of and network.find(SelfCheck, f"{contract.dealer}/{year}") is None:
                yield _told(network, MISSING, contract, "opted", year=year, due=due)


def ours(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Beside what dealers say stands what we do: our measures of the year, tied to the items they help with, and measured.

    中文：经销商自查之外，我方也写自己的措施：对应自查的哪一项，实际做到多少。只问经销商的，不是伙伴。
    """
    policies, start = network.all(SelfCheckPolicy), fiscal_start(network)
    said: dict[int, SelfCheck] = {}
    for record in network.all(SelfCheck):
        said.setdefault(record.year, record)
    for year in sorted(said):
        if network.find(BrandYear, str(year)) is None:
            yield _told(network, OUR_SIDE, said[year], "date", year=year)
    for brand in network.all(BrandYear):
        policy = governing(policies, brand.year, start)
        for n, measure in enumerate(brand.measures):
            for k, item in enumerate(measure.items if policy else ()):
                if policy is not None and item_of(policy, item) is None:
                    place = ("measures", n, "items", k)
                    yield _told(network, HELPS_NOTHING, brand, *place, policy=policy.reference, item=item)
            if measure.actual.value is None and brand.year < quarter_of(as_of, start).year:
                yield _told(network, NOT_MEASURED, brand, "measures", n, "actual", year=brand.year)


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """One version of the self-check policy is in force on every day; it asks something, and its colours ascend.

    中文：自查办法任何一天都有且只有一版生效，其中有问题，颜色界线由低到高。
    """
    yield from version_problems(network, SelfCheckPolicy)
    for policy in network.all(SelfCheckPolicy):
        if policy.yellow_from >= policy.green_from:
            values = {"yellow": policy.yellow_from, "green": policy.green_from}
            yield _told(network, BOUNDS, policy, "yellow_from", **values)
        if not policy.items:
            yield _told(network, NO_ITEMS, policy, "items")
        if not 0 < policy.partly < 1:
            yield _told(network, PARTLY, policy, "partly")


def _told(network: Network, kind: ProblemKind, record: Record, *path: Step, **values: object) -> Problem:
    shown = network.entry(record).id
    return kind.at(network.origin(record, *path), record=shown, field=network.field(record, *path), **values)  # type: ignore[arg-type]


def people(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The dealer's own people fill in a self-check, and one of us has looked at it within the grace (reference L).

    中文：自查由经销商自己的人填写，我方在宽限期内有人核对。请核对证据后登记核对人。
    """
    for record in network.all(SelfCheck):
        profile = network.find(DealerProfile, record.dealer)
        known = {row.contact for row in profile.contacts} if profile is not None else set()
        if profile is not None and record.filled_by not in known:
            yield _told(network, OTHER_PERSON, record, "filled_by", contact=record.filled_by)
        if record.seen_by is None and record.date + LOOK_WITHIN < as_of:
            yield _told(network, NOT_SEEN, record, "date", year=record.year, date=record.date)


CHECKS: tuple[Check, ...] = (
    Check((NOT_SEEN, OTHER_PERSON), people),
    Check((UNKNOWN_ITEM, UNANSWERED, NO_EVIDENCE, NO_POLICY, LAW_NOT_MET, NO_REASON), answers),
    Check((NO_PLAN, LATE_ACTION), plans),
    Check((PROJECT_DATES, NO_RESULT), projects),
    Check((MISSING,), owed),
    Check((OUR_SIDE, HELPS_NOTHING, NOT_MEASURED), ours),
    Check((BOUNDS, NO_ITEMS, PARTLY), policies),
)
