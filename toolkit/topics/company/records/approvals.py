"""Who approves which change of the workspace: by kind of record, field and threshold (reference A.1, approval matrix; C76)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.text import Text
from toolkit.network.fields import Amount, Bilingual, Day, Flag, IdOf, Line, Name, OneOf, RefTo, WordsOf, problem
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Sha256
from toolkit.topics.company.records.approval_words import CODES, FIELDS, KIND_NAMES
from toolkit.topics.company.records.departments import DEPARTMENTS

Role = Annotated[str, OneOf(DEPARTMENTS)]
_KEY = re.compile(r"(?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp(?:256|384|521)) [A-Za-z0-9+/]+={0,3}", re.ASCII)


def _public_key(value: Any) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise problem(
            "rule",
            zh="写公钥，如 ssh-ed25519 AAAA…，不带备注",
            en="give a public key, ssh-ed25519 AAAA…, without a comment",
        )
    return value


class ApprovalRule(Value):
    """Which changes need whom. With `above`, only an amount over it; with `codes`, only where one of them is or was the value."""

    KEY = ("name",)
    name: Bilingual = field("改什么", "What changes")
    kinds: tuple[Annotated[Line, WordsOf(KIND_NAMES)], ...] = field("记录种类", "Kinds of records")
    fields: tuple[Annotated[Line, WordsOf(FIELDS)], ...] = field(
        "字段",
        "Fields",
        default=(),
        help_zh="不写即全部；credit 含 credit.limit",
        help_en="all when left out; credit includes credit.limit",
    )
    above: Amount | None = field("超过", "Above", unit="元", default=None)
    codes: tuple[Annotated[Line, WordsOf(CODES)], ...] = field("取值", "Values", default=())
    roles: tuple[Role, ...] = field("由谁批准", "Approved by")


class Signer(Value):
    """The key with which one of the staff signs commits: an approval counts only on a commit that it verifies."""

    KEY = ("staff", "key")
    staff: Annotated[str, IdOf("S"), RefTo("staff")] = field("员工", "Staff")
    key: Annotated[str, BeforeValidator(_public_key)] = field("公钥", "Public key")


class Team(Value):
    """The forge's name of those who hold a role, for forges that only know paths."""

    KEY = ("role",)
    role: Role = field("职能", "Role")
    name: Line = field("代码平台上的团队", "Team on the forge")


class ApprovalsPolicy(Policy):
    """The approval matrix. It is read from the base of a change, never from the change itself."""

    rules: tuple[ApprovalRule, ...] = field("规则", "Rules")
    self_approval: Flag = field("可否批准自己的改动", "May approve one's own change", default=False)
    signers: tuple[Signer, ...] = field("签名公钥", "Keys of signers", default=())
    teams: tuple[Team, ...] = field("团队", "Teams", default=())


class ChangeApproval(Record):
    """An approval kept as a record instead of a trailer: it counts like one, by the signature of the commit that brought it."""

    id: Name = field("编号", "Id")
    role: Role = field("批准职能", "For")
    staff: Annotated[str, IdOf("S"), RefTo("staff")] = field("批准人", "By")
    digest: Sha256 = field("所批改动的摘要", "Digest of the changes")
    date: Day = field("批准日", "On")


APPROVALS_KIND = Kind(
    "approvals-policy",
    Text("改动的批准", "the approvals of changes"),
    ApprovalsPolicy,
    "content/policies/company/approvals/{version}.yaml",
    identity="{id}@{version}",
)
CHANGE_APPROVAL_KIND = Kind(
    "change-approval", Text("批准记录", "the approvals given"), ChangeApproval, "content/approvals/{id}.yaml"
)
