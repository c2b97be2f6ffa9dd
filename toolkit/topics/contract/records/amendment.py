"""Amendments (补充协议): what both sides changed in a signed contract, field by field, and from when (reference A.10).

The contract's file and its signed text stay as they are. What holds on a day is the contract with the amendments that have
taken effect by then.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Count, Day, Flag, IdOf, Line, NamedInside, OneOf, RefTo
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field, label
from toolkit.network.shared import Evidence
from toolkit.topics.company.records import DealerId
from toolkit.topics.contract.records.particular import Contract, ContractNo
from toolkit.topics.dealer.records import APPROVAL_ROLES, Approval

HEARINGS = Vocabulary(
    "hearing",
    {
        "notice": ("书面通知", "written notice"),
        "talk": ("与经销商面谈", "talk with the dealer"),
        "council": ("经销商顾问委员会征询", "consultation of the dealer council"),
    },
)
Roles = tuple[Annotated[str, OneOf(APPROVAL_ROLES)], ...]


class AmendedField(Value):
    """One value that changes. A value that comes new has no `before`, one that is taken away no `after`."""

    KEY = ("path",)
    path: Line = field(
        "字段",
        "Field",
        audience="dealer",
        help_zh="写法同签署文本的 values，如 credit.limit、targets.quarters[2026Q4+ambient].amount、scopes[city].regions[330106]",
        help_en="as in the values of the signed text: credit.limit, targets.quarters[2026Q4+ambient].amount, scopes[city].regions[330106]",
    )
    before: Line | None = field("原为", "Before", audience="dealer", default=None)
    after: Line | None = field("改为", "After", audience="dealer", default=None)


class Hearing(Value):
    """How the dealer was told or asked before a change to its disadvantage (reference 0b, the dealer's voice)."""

    KEY = ("kind", "date")
    kind: Annotated[str, OneOf(HEARINGS)] = field("方式", "How", audience="dealer")
    date: Day = field("日期", "Date", audience="dealer")
    record: Line = field(
        "记录",
        "Record",
        audience="dealer",
        help_zh="通知编号、会议纪要或征询记录",
        help_en="the notice, the minutes or the record of the consultation",
    )
    comment: Bilingual | None = field("经销商意见", "The dealer's comment", audience="dealer", default=None)


class Amendment(Record):
    """One amendment of one contract; without `signed_on` it is a draft and changes nothing."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Annotated[str, IdOf("AM")] = field("补充协议编号", "Amendment id", audience="dealer")
    contract: Annotated[ContractNo, RefTo("contract")] = field("合同", "Contract", audience="dealer")
    seq: Count = field(
        "序号",
        "Number",
        audience="dealer",
        help_zh="该合同的第几份补充协议",
        help_en="which amendment of the contract this is",
    )
    reason: Bilingual = field("事由", "Reason", audience="dealer")
    changes: tuple[AmendedField, ...] = field("变更", "Changes", audience="dealer")
    effective_on: Day = field("生效日", "In effect from", audience="dealer")
    signed_on: Day | None = field("签署日期", "Signed on", audience="dealer", default=None)
    backward: Flag = field("追溯", "Backward effect", audience="dealer", default=False)
    backward_reason: Bilingual | None = field("追溯理由", "Why backward", audience="dealer", default=None)
    hearings: tuple[Hearing, ...] = field("通知与征询", "Notices and consultations", audience="dealer", default=())
    approvals: tuple[Approval, ...] = field("批准", "Approvals", default=())
    scan: Evidence | None = field("盖章扫描件", "Sealed scan", audience="dealer", default=None)


class AmendmentRule(Value):
    """Who approves a change of a field, by the first name of its path (reference A.10, column owner → approver)."""

    KEY = ("path",)
    path: Annotated[Line, NamedInside()] = field("字段", "Field")
    roles: Roles = field("由谁批准", "Approved by")


class AmendmentPolicy(Policy):
    """Which approvals an amendment needs; the version in force on the day of signature governs."""

    rules: tuple[AmendmentRule, ...] = field("各字段的批准", "Approvals by field")
    otherwise: Roles = field("其他字段", "Any other field")

    def names_inside(self) -> Mapping[str, Text]:
        """Returns the names of the contract's fields."""
        return {name: label(Contract, name) for name in Contract.model_fields}

    def roles_for(self, name: str) -> tuple[str, ...]:
        """Returns who approves a change of the field that a path begins with."""
        return next((rule.roles for rule in self.rules if rule.path == name), self.otherwise)


AMENDMENT_KINDS = (
    Kind(
        "amendment",
        Text("补充协议", "the amendments"),
        Amendment,
        "dealers/{dealer}/contracts/amendments/{id}.yaml",
    ),
    Kind(
        "amendment-policy",
        Text("补充协议政策", "the amendment policies"),
        AmendmentPolicy,
        "content/policies/contract/amendment/{version}.yaml",
        identity="{id}@{version}",
    ),
)
