"""What the files say about sustainability: a dealer's yearly self-check, our own measures, and the policy (reference L)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Day, Duration, Flag, Name, Number, OneOf, Rate
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action, Evidence, Measure
from toolkit.topics.company.records import ContactId, DealerId, StaffId

ANSWERS = Vocabulary(
    "answer",
    {
        "yes": ("是", "yes"),
        "partly": ("部分", "partly"),
        "no": ("否", "no"),
        "not_applicable": ("不适用", "not applicable"),
    },
)
GROUPS = Vocabulary(
    "self_check_group",
    {
        "labour": ("用工守法", "labour law"),
        "safety": ("安全", "safety"),
        "environment": ("环境", "environment"),
        "product": ("产品责任", "product"),
        "integrity": ("诚信与数据", "integrity and data"),
        "community": ("社区", "community"),
    },
)
COLOURS = Vocabulary("self_check_colour", {"green": ("绿", "green"), "yellow": ("黄", "yellow"), "red": ("红", "red")})
METRICS = Vocabulary(
    "sustainability_metric",
    {
        "packaging_kg": ("回收包装（千克）", "packaging returned, kg"),
        "diesel_per_1000": ("每千箱柴油（升）", "litres of diesel per 1,000 cases"),
        "new_energy_share": ("新能源车占比（%）", "electric vehicles, %"),
        "expired_value": ("过期品销毁（元）", "expired goods destroyed, CNY"),
        "training_hours": ("培训（小时）", "hours of training"),
        "incidents": ("事故（起）", "incidents"),
    },
)


class CheckItem(Value):
    """A question of the self-check, and what proves a yes. A `veto` item asks for what the law demands."""

    KEY = ("id",)
    id: Name = field("编号", "Item", audience="public")
    group: Annotated[str, OneOf(GROUPS)] = field("类别", "Group", audience="public")
    text: Bilingual = field("问题", "Question", audience="public")
    proof: Bilingual = field("证据", "What proves it", audience="public")
    veto: Flag = field("法定要求", "Demanded by law", audience="public", default=False)


class SelfCheckPolicy(Policy):
    """A version of the self-check: its questions, what partly counts, and where green and yellow begin."""

    items: tuple[CheckItem, ...] = field("问题", "Questions", audience="dealer")
    partly: Rate = field("“部分”计", "Partly counts", audience="dealer")
    green_from: Rate = field("绿自", "Green from", audience="dealer")
    yellow_from: Rate = field("黄自", "Yellow from", audience="dealer")
    due_days: Duration = field("年后提交期限", "Due after the year's end", audience="dealer", unit="天")


class Answer(Value):
    KEY = ("item",)
    item: Name = field("问题", "Item", audience="dealer")
    answer: Annotated[str, OneOf(ANSWERS)] = field("回答", "Answer", audience="dealer")
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)


class Metric(Value):
    KEY = ("kind",)
    kind: Annotated[str, OneOf(METRICS)] = field("指标", "Metric", audience="dealer")
    value: Measure = field("数值", "Value", audience="dealer")


class CsrProject(Value):
    """A project of both sides: one goal, what each puts in, and what came of it (reference 0b, L)."""

    KEY = ("id",)
    id: Name = field("编号", "Project", audience="dealer")
    name: Bilingual = field("项目", "Name", audience="dealer")
    goal: Bilingual = field("共同目标", "Joint goal", audience="dealer")
    brand_input: Bilingual = field("我方投入", "Our input", audience="dealer")
    dealer_input: Bilingual = field("经销商投入", "The dealer's input", audience="dealer")
    start: Day = field("开始", "Starts", audience="dealer")
    end: Day = field("结束", "Ends", audience="dealer")
    result: Bilingual | None = field("结果", "Result", audience="dealer", default=None)
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())


class SelfCheck(Record):
    """What a dealer said of one year, what is to be done by whom, and the projects of both sides."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("年度", "Year", audience="dealer")
    date: Day = field("填报日", "Filled in on", audience="dealer")
    filled_by: ContactId = field("填报人", "Filled in by", audience="dealer")
    seen_by: StaffId | None = field("我方核对人", "Looked at by", audience="dealer", default=None)
    answers: tuple[Answer, ...] = field("回答", "Answers", audience="dealer")
    metrics: tuple[Metric, ...] = field("指标", "Metrics", audience="dealer", default=())
    projects: tuple[CsrProject, ...] = field("共同项目", "Joint projects", audience="dealer", default=())
    actions: tuple[Action, ...] = field("改进行动", "Actions", audience="dealer", default=())


class BrandMeasure(Value):
    """What we do ourselves, so that the dealer can do its part: packaging taken back, loads on the way home."""

    KEY = ("id",)
    id: Name = field("编号", "Measure", audience="public")
    name: Bilingual = field("措施", "Measure", audience="public")
    items: tuple[Name, ...] = field("对应自查项", "Items that it helps with", audience="public")
    owner: StaffId = field("负责人", "Owner", audience="dealer")
    unit: Bilingual = field("单位", "Unit", audience="public")
    target: Number = field("目标", "Target", audience="public")
    actual: Measure = field("实际", "Actual", audience="public")


class BrandYear(Record):
    """Our own measures of one year, shown beside what the dealers say."""

    year: Count = field("年度", "Year", audience="public")
    measures: tuple[BrandMeasure, ...] = field("我方措施", "Our measures", audience="public")


KINDS = (
    Kind(
        "self-check-policy",
        Text("可持续自查办法", "the self-check policies"),
        SelfCheckPolicy,
        "content/policies/sustainability/self-check/{version}.yaml",
        identity="{id}@{version}",
    ),
    Kind(
        "self-check",
        Text("可持续自查", "the self-checks"),
        SelfCheck,
        "dealers/{dealer}/esg/{year}.yaml",
        identity="{dealer}/{year}",
    ),
    Kind(
        "brand-sustainability",
        Text("我方可持续措施", "our own sustainability measures"),
        BrandYear,
        "content/sustainability/{year}.yaml",
        identity="{year}",
    ),
)
