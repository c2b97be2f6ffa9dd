"""What the lifecycle policy says: which transitions there are, and what each asks for (reference B)."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import Bilingual, Duration, OneOf
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.dealer.records import APPROVAL_ROLES, DOCUMENTS, STATES

GUARDS = Vocabulary(
    "guard",
    {
        "credit_code": ("统一社会信用代码已登记", "the credit code is on record"),
        "reason": ("写明原因", "a reason is given"),
        "score_75": ("评分不低于七十五，或附条件不低于六十五", "score of 75, or of 65 with conditions"),
        "terms_agreed": ("必谈事项均已谈定", "the mandatory topics are agreed"),
        "concerns_answered": ("对方的关切均已答复", "the dealer's concerns are answered"),
        "minutes_confirmed": ("谈判纪要均经对方确认", "the dealer has confirmed the minutes"),
        "contract_exists": ("有合同草案", "there is a contract draft"),
        "contract_signed": ("合同已签署", "the contract is signed"),
        "licences_valid": ("证照齐全有效", "licences are complete and valid"),
        "no_overlap": ("区域无冲突", "no territory overlap"),
        "master_complete": ("客户主数据完整", "customer data are complete"),
        "acceptance_80": ("验收不低于八十分", "acceptance of 80"),
        "no_gap": ("新旧合同之间没有空档", "no gap between contracts"),
    },
)


class Step(Value):
    """One allowed transition: from any of these states to that one."""

    KEY = ("name",)
    name: Bilingual = field("步骤", "Step", audience="public")
    origin: tuple[Annotated[str, OneOf(STATES)], ...] = field("自", "From", audience="public")
    to: Annotated[str, OneOf(STATES)] = field("至", "To", audience="public")
    documents: tuple[Annotated[str, OneOf(DOCUMENTS)], ...] = field("材料", "Documents", audience="public", default=())
    approvals: tuple[Annotated[str, OneOf(APPROVAL_ROLES)], ...] = field(
        "批准", "Approvals", audience="public", default=()
    )
    guards: tuple[Annotated[str, OneOf(GUARDS)], ...] = field("前提", "Guards", audience="public", default=())


class LifecyclePolicy(Policy):
    """The states' transitions and what each asks for."""

    steps: tuple[Step, ...] = field("步骤", "Steps", audience="public")
    onboarding_days: Duration = field("赋能期上限", "Onboarding, longest", audience="public", unit="日")


KINDS = (
    Kind(
        "lifecycle-policy",
        Text("生命周期政策", "the lifecycle policies"),
        LifecyclePolicy,
        "content/policies/lifecycle/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
)
