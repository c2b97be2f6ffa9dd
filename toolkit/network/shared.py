"""Values that records of many topics hold: measures with their source, missing values with their cause, evidence, actions."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Day, Line, Name, Number, OneOf, problem
from toolkit.network.record import Value, field

MISSING = Vocabulary(
    "missing",
    {
        "not_applicable": ("不适用", "not applicable"),
        "not_reported": ("未上报", "not reported"),
        "brand_side": ("我方原因", "on our side"),
        "pending": ("待定", "pending"),
    },
)
"""Why a value is not there (reference A.0, D.6): it is said, never guessed and never silent."""
SIDES = Vocabulary("side", {"brand": ("我方", "brand"), "dealer": ("经销商", "dealer")})
ROOT_CAUSES = Vocabulary(
    "root_cause",
    {
        "market": ("市场变化", "market change"),
        "distribution": ("利益分配", "distribution of interest"),
        "policy": ("政策", "policy"),
        "supply": ("供货", "supply"),
        "product": ("产品质量", "product quality"),
        "data": ("数据口径", "data"),
        "service": ("服务", "service"),
        "communication": ("沟通", "communication"),
        "training": ("培训", "training"),
        "conduct": ("个别行为", "single conduct"),
    },
)
"""What lies behind a trouble, the same table for every register, so that they can be counted together."""
CAUSE_SIDES = Vocabulary(
    "cause_side",
    {
        "brand": ("我方", "ours"),
        "dealer": ("经销商", "the dealer's"),
        "both": ("双方", "both sides'"),
        "outside": ("外部", "outside"),
    },
)
SOURCES = Vocabulary(
    "source",
    {
        "erp": ("ERP 系统", "ERP"),
        "dms": ("经销商系统", "DMS"),
        "dealer_report": ("经销商报表", "dealer's report"),
        "audit": ("检查", "audit"),
        "survey": ("调查", "survey"),
        "estimate": ("估算", "estimate"),
        "public": ("公开资料", "public source"),
    },
)
_DIGEST = re.compile(r"[0-9a-f]{64}", re.ASCII)


def _sha256(value: Any) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise problem("sha256", given=str(value)[:20])
    return value


def _short_form(value: Any) -> Any:
    """A plain number stands for `{value: number}`."""
    return {"value": value} if isinstance(value, str) else value


Sha256 = Annotated[str, BeforeValidator(_sha256)]
"""A SHA-256 digest, 64 lower-case hexadecimal digits."""


class Evidence(Value):
    """A file that proves something. It lies outside the repository; its digest says which it is."""

    KEY = ("name",)
    name: Line = field("材料", "Evidence", audience="dealer")
    sha256: Sha256 | None = field("摘要", "Digest", default=None)
    captured_on: Day | None = field("取得日期", "Captured on", audience="dealer", default=None)
    note: Bilingual | None = field("说明", "Note", default=None)


class Measured(Value):
    """A measured number with its source, or the cause why it is missing; exactly one of the two."""

    value: Number | None = field("数值", "Value", audience="dealer", default=None)
    missing: Annotated[str, OneOf(MISSING)] | None = field(
        "缺失原因", "Missing because", audience="dealer", default=None
    )
    source: Annotated[str, OneOf(SOURCES)] | None = field("来源", "Source", audience="dealer", default=None)
    as_of: Day | None = field("截至", "As of", audience="dealer", default=None)
    note: Bilingual | None = field("说明", "Note", audience="dealer", default=None)

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a measure that has both a value and a cause, or neither."""
        if (self.value is None) == (self.missing is None):
            raise problem(
                "rule", zh="要么写 value，要么写 missing，只能一项", en="give either value or missing, and only one"
            )

    @property
    def number(self) -> Decimal:
        """Returns the value. Raises ValueError for a missing one: ask `missing` first."""
        if self.value is None:
            raise ValueError(f"missing: {self.missing}")
        return self.value


Measure = Annotated[Measured, BeforeValidator(_short_form, json_schema_input_type=Measured | str)]
"""A measure in a file: `"3150000"`, or `{value, source, as_of}`, or `{missing: brand_side, note}`."""


class Action(Value):
    """Something that one side has promised to do, wherever it was promised: one type for every to-do."""

    KEY = ("id",)
    id: Name = field("编号", "Id", audience="dealer")
    side: Annotated[str, OneOf(SIDES)] = field("责任方", "Side", audience="dealer")
    text: Bilingual = field("事项", "Action", audience="dealer")
    owner: Line = field(
        "责任人", "Owner", audience="dealer", help_zh="员工编号或联系人编号", help_en="a staff or contact id"
    )
    due: Day = field("期限", "Due", audience="dealer")
    done: Day | None = field("完成日", "Done", audience="dealer", default=None)
    evidence: tuple[Evidence, ...] = field("证据", "Evidence", audience="dealer", default=())

    def is_late(self, as_of: date) -> bool:
        """Returns whether it was done after its day, or is not done and its day has passed."""
        return (self.done or as_of) > self.due
