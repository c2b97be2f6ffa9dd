"""What the negotiation policy says: which topics must be agreed, and outside which limits somebody has to approve (A.9)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from toolkit.kernel.text import Locale, Text
from toolkit.network.fields import Duration, Flag, Line, Number, OneOf, WordsOf, problem
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.network.showing import BOUNDS, field_text
from toolkit.topics.contract.records import negotiation_words as words
from toolkit.topics.dealer.records import APPROVAL_ROLES

Roles = tuple[Annotated[str, OneOf(APPROVAL_ROLES)], ...]


class Limit(Value):
    """What the account manager may agree alone: a range of a figure, or all codes but those that are listed."""

    KEY = ("term",)
    term: Annotated[str, OneOf(words.NEGOTIATED_TERMS)] = field("条款", "Term")
    at_least: Number | None = field("不低于", "At least", default=None)
    at_most: Number | None = field("不高于", "At most", default=None)
    as_contract: Flag = field(
        "取合同限额",
        "As in the contract limits",
        default=False,
        help_zh="上限写在合同限额政策里，这里不重复",
        help_en="the highest figure stands in the policy of the contract limits and is not repeated here",
    )
    codes: tuple[Annotated[Line, WordsOf(words.OPTIONS)], ...] = field(
        "须批准的选项", "Options that need approval", default=()
    )
    approvals: Roles = field("超出由谁批准", "Beyond it, approved by")

    def model_post_init(self, context: Any, /) -> None:
        """Refuses a limit that limits nothing, or that nobody can lift."""
        given = self.at_least is not None or self.at_most is not None or self.codes or self.as_contract
        if not given or not self.approvals:
            raise problem(
                "rule",
                zh="写明 at_least、at_most、as_contract 或 codes，并写明由谁批准",
                en="give at_least, at_most, as_contract or codes, and who approves",
            )
        if self.as_contract and (self.at_most is not None or self.term not in words.LIMITED_ELSEWHERE):
            limited = ", ".join(words.LIMITED_ELSEWHERE)
            raise problem(
                "rule",
                zh=f"as_contract 只用于 {limited}，且不再写 at_most",
                en=f"as_contract is for {limited}, without at_most",
            )

    def units_inside(self) -> Mapping[str, str]:
        """Returns what the range is counted in."""
        unit = words.AGREED_IN.get(self.term, "")
        return dict.fromkeys(("at_least", "at_most"), unit) if unit else {}

    def in_words(self) -> Text:
        """Returns `折扣 ≤ 5%，超出须总经理批准`; for codes, which of them need the approval."""
        return Text(self._words("zh", "，{}须{}批准", "超出"), self._words("en", "; {} approved by {}", "beyond it"))

    def _words(self, locale: Locale, form: str, beyond: str) -> str:
        held = {n: field_text(Limit, n, vars(self)[n], locale, holders=(self,)) for n in ("term", "codes", "approvals")}
        bounds = "".join(
            f" {sign}{field_text(Limit, name, vars(self)[name], locale, holders=(self,))}"
            for name, sign in BOUNDS.items()
            if vars(self)[name] is not None
        )
        if self.as_contract:
            bounds += " ≤ 合同限额" if locale == "zh" else " ≤ the contract limits"
        return held["term"] + bounds + form.format(held["codes"] if self.codes else beyond, held["approvals"])


class TopicRule(Value):
    """A topic: for which purposes it has to be agreed before the draft, and its limits."""

    KEY = ("topic",)
    topic: Annotated[str, OneOf(words.NEGOTIATION_TOPICS)] = field("事项", "Topic")
    mandatory_for: tuple[Annotated[str, OneOf(words.PURPOSES)], ...] = field("必谈于", "Mandatory for", default=())
    limits: tuple[Limit, ...] = field("权限", "Limits", default=())


class NegotiationPolicy(Policy):
    """How negotiations are led and joint plans followed; the version in force when a negotiation opened governs it."""

    topics: tuple[TopicRule, ...] = field("事项", "Topics")
    floor_approvals: Roles = field("突破底线由谁批准", "Beyond the floor, approved by")
    confirmation_days: Duration = field("纪要确认时限", "Minutes confirmed within", unit="个工作日")
    answer_days: Duration = field("关切答复时限", "Concerns answered within", unit="个工作日")
    quiet_days: Duration = field("最长间隔", "Longest pause between rounds", unit="日")
    plan_review_days: Duration = field("联合计划季度回顾时限", "Review of a joint plan within", unit="日")


NEGOTIATION_POLICY_KINDS = (
    Kind(
        "negotiation-policy",
        Text("谈判政策", "the negotiation policies"),
        NegotiationPolicy,
        "content/policies/contract/negotiation/{version}.yaml",
        identity="{id}@{version}",
    ),
)
