"""What a waiver of a lint finding says: who of legal let which words stand, where, why, and on which opinion (reference F.4)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Day, Line, Name, RefTo, problem
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, field
from toolkit.topics.company.records import StaffId
from toolkit.topics.contract.records.particular import ContractNo

_DIGEST = re.compile(r"[0-9a-f]{16}", re.ASCII)


def _digest(value: Any) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise problem("rule", zh="写检查所示的十六位摘要", en="give the sixteen digits that the check shows")
    return value


class LintWaiver(Record):
    """One paragraph that stands although a lint rule finds it. The digest ties it to the words: changed words are found again."""

    id: Name = field("编号", "Id")
    rule: Name = field("规则", "Rule")
    clause: Annotated[Line, RefTo("clause")] | None = field(
        "条款", "Clause", default=None, help_zh="条款编号@版本/语言，如 price@2026-1/zh", help_en="clause@version/language"
    )  # fmt: skip
    contract: Annotated[ContractNo, RefTo("contract")] | None = field("合同", "Contract", default=None)
    text: Annotated[str, BeforeValidator(_digest)] = field("文字摘要", "Digest of the words")
    by: StaffId = field("豁免人", "Waived by", help_zh="须能代表法务", help_en="somebody who may act for legal")
    date: Day = field("日期", "Date")
    reason: Bilingual = field("理由", "Reason")
    legal_note: Line | None = field(
        "法律意见", "Legal opinion", default=None, help_zh="转售价格类规则必填", help_en="required for rules on resale prices"
    )  # fmt: skip

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a waiver that names both a clause and a contract, or neither."""
        if (self.clause is None) == (self.contract is None):
            raise problem("rule", zh="clause 与 contract 只写一项", en="give either clause or contract, and only one")

    @property
    def target(self) -> str:
        """Returns the text that it is about: `clause@version/language` or a contract number."""
        return self.clause or self.contract or ""


WAIVER_KIND = Kind(
    "lint-waiver",
    Text("检查豁免", "the lint waivers"),
    LintWaiver,
    "content/clauses/waivers.yaml",
    items="waivers",
)
