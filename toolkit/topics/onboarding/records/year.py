"""Training after the opening, by year: technical courses, refreshers, new products, each by its day (M110, reference G.3)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Day, Line, Name, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import DealerId, StaffId
from toolkit.topics.onboarding.records.vocabularies import TRAINEES

REASONS = Vocabulary(
    "training_reason",
    {
        "technical": ("技术", "technical"),
        "refresher": ("续证复训", "refresher"),
        "new_product": ("新品", "new product"),
        "weakness": ("补短板", "a weak spot"),
    },
)
"""Why people are trained again once the dealer is open."""


class Group(Value):
    KEY = ("role",)
    role: Annotated[str, OneOf(TRAINEES)] = field("岗位", "Role", audience="dealer")
    heads: Count = field("应到人数", "People", audience="dealer", unit="人")
    passed: Count | None = field("通过人数", "Passed", audience="dealer", unit="人", default=None)


class Session(Value):
    """One training: due on a day, held on a day, for people of some roles."""

    KEY = ("id",)
    id: Name = field("编号", "Session", audience="dealer")
    reason: Annotated[str, OneOf(REASONS)] = field("种类", "Why", audience="dealer")
    course: Line | None = field("课程", "Course", audience="dealer", default=None)
    topic: Bilingual = field("内容", "Topic", audience="dealer")
    due: Day = field("最迟", "Due by", audience="dealer")
    owner: StaffId = field("负责人", "Seen to by", audience="dealer")
    groups: tuple[Group, ...] = field("人员", "People", audience="dealer")
    held_on: Day | None = field("开课日", "Held on", audience="dealer", default=None)
    result: Bilingual | None = field("结果", "Result", audience="dealer", default=None)


class TrainingYear(Record):
    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    year: Count = field("年度", "Year", audience="dealer")
    sessions: tuple[Session, ...] = field("培训", "Sessions", audience="dealer")
