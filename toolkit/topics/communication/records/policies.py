"""The communication policies: cadence (reference H.1), feedback times (H.5), trust (H.6, 0b number 15)."""

from __future__ import annotations

from typing import Annotated

from toolkit.network.fields import Count, Duration, Number, OneOf, Rate
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.communication.records.vocabularies import CONTACTS, SEVERITIES
from toolkit.topics.dealer.records import SEGMENTS


class Rhythm(Value):
    KEY = ("segment", "contact")
    segment: Annotated[str, OneOf(SEGMENTS)] = field("分群", "Segment")
    contact: Annotated[str, OneOf(CONTACTS)] = field("方式", "Contact")
    every_days: Duration = field("间隔", "Every", unit="天")


class SameRhythm(Value):
    KEY = ("segment",)
    segment: Annotated[str, OneOf(SEGMENTS)] = field("分群", "Segment")
    like: Annotated[str, OneOf(SEGMENTS)] = field("同", "Like")


class CadencePolicy(Policy):
    """How often each segment is seen and spoken to; a segment without rows has no rhythm."""

    rhythms: tuple[Rhythm, ...] = field("频次", "Rhythms")
    same_as: tuple[SameRhythm, ...] = field("同频分群", "Same rhythm", default=())
    without_segment: Annotated[str, OneOf(SEGMENTS)] = field("未分群时按", "Without a segment, like")
    overdue_factor: Number = field("逾期系数", "Overdue factor", unit="倍")
    long_overdue_factor: Number = field("严重逾期系数", "Long overdue factor", unit="倍")


class AnswerTime(Value):
    KEY = ("severity",)
    severity: Annotated[str, OneOf(SEVERITIES)] = field("严重度", "Severity", audience="dealer")
    days: Duration = field("答复时限", "Answer within", audience="dealer", unit="个工作日")


class FeedbackPolicy(Policy):
    acknowledge_days: Duration = field("确认时限", "Acknowledge within", audience="dealer", unit="个工作日")
    answers: tuple[AnswerTime, ...] = field("答复时限", "Answer times", audience="dealer")
    target: Rate = field("按时率目标", "Target on time", audience="dealer")
    told_days: Duration | None = field(
        "改了以后告知", "Told of a change within", audience="dealer", unit="天", default=None, help_zh="自生效日起，告诉提的人", help_en="from its first day, to who asked for it"
    )  # fmt: skip


class Lateness(Value):
    """Up to so many days late a promise still counts for this much."""

    KEY = ("days",)
    days: Duration = field("逾期不超过", "Late by at most", audience="dealer", unit="天")
    factor: Rate = field("系数", "Factor", audience="dealer")


class TrustPolicy(Policy):
    lateness: tuple[Lateness, ...] = field("兑现系数", "Factors", audience="dealer")
    window_months: Duration = field("统计期", "Window", audience="dealer", unit="个月")
    entry_days: Duration = field("登记时限", "Entered within", unit="个工作日")
    evidence_from: Count = field("须有证据的重要度", "Evidence from importance", audience="dealer")
    remedy_days: Duration = field("书面补救时限", "Written remedy within", audience="dealer", unit="个工作日")
    check_days: Duration = field("退出检验", "Exit check after", audience="dealer", unit="天")
    repair_broken: Count = field("启动修复的违背数", "Broken promises that start a repair", unit="项")
