"""A dealer conference: when what was done, and what was promised there (reference H.4)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Bilingual, Day, Duration, Flag, Name, Number, OneOf
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Action
from toolkit.topics.communication.records.vocabularies import AGENDA_KINDS
from toolkit.topics.company.records import DealerId


class AgendaItem(Value):
    KEY = ("topic",)
    topic: Bilingual = field("议题", "Topic", audience="dealer")
    kind: Annotated[str, OneOf(AGENDA_KINDS)] = field("种类", "Kind", audience="dealer", default="other")
    minutes: Duration = field("分钟", "Minutes", audience="dealer", unit="分钟")


class OrderFair(Value):
    """Orders at the conference are free; nobody has to order (reference H.4)."""

    note: Bilingual = field("说明", "Note", audience="dealer")
    minimum_order: Number | None = field("最低订货", "Minimum order", audience="dealer", unit="元", default=None)


class Conference(Record):
    id: Name = field("编号", "Id", audience="dealer")
    name: Bilingual = field("名称", "Name", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    theme: Bilingual = field("主题", "Theme", audience="dealer")
    theme_set: Day = field("定主题", "Theme set", audience="dealer")
    council_consulted: Day | None = field("顾问委员会征询", "Council consulted", audience="dealer", default=None)
    invited: Day = field("发邀请", "Invited", audience="dealer")
    agenda: tuple[AgendaItem, ...] = field("议程", "Agenda", audience="dealer")
    antitrust_notice: Flag = field("反垄断提示", "Antitrust notice", audience="dealer")
    photo_notice: Flag = field("拍照告知", "Notice on photographs", audience="dealer")
    order_fair: OrderFair | None = field("订货会", "Order fair", audience="dealer", default=None)
    attended: tuple[DealerId, ...] = field("到会", "Attended", default=())
    survey_closed: Day | None = field("问卷收回", "Survey closed", audience="dealer", default=None)
    promises_published: Day | None = field("承诺清单公布", "Promises published", audience="dealer", default=None)
    promises: tuple[Action, ...] = field("会上承诺", "Promises", audience="dealer", default=())
