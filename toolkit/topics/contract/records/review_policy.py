"""What the review policy says: who approves which departure from the standard, and when a renewal is looked at."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Count, Duration, Line, Name, Number, OneOf, WordsOf
from toolkit.network.kinds import Kind
from toolkit.network.policy import Policy
from toolkit.network.record import Value, field
from toolkit.topics.contract.records import review_words as words
from toolkit.topics.dealer.records import APPROVAL_ROLES

Roles = tuple[Annotated[str, OneOf(APPROVAL_ROLES)], ...]


class DeviationRule(Value):
    """Who approves a kind of deviation; with `about`, one thing of that kind, which goes before the general rule."""

    KEY = ("kind", "about")
    kind: Annotated[str, OneOf(words.DEVIATIONS)] = field("偏离", "Deviation")
    about: Annotated[Line, WordsOf(words.OPTIONAL_ARTICLES)] | None = field("所指", "About", default=None)
    roles: Roles = field("由谁批准", "Approved by")


class RenewalRule(Value):
    """When a renewal is looked at, and what the mean of the last four quarters leads to (reference B, active to renewing)."""

    window_days: Duration = field("续约窗口", "Window before the end", unit="日")
    least_quarters: Count = field("至少评级季度", "Rated quarters, at least", unit="季")
    offer: Number = field("直接续约", "Offered from", unit="分")
    negotiate: Number = field("协商续约", "Negotiated from", unit="分")


class ReviewPolicy(Policy):
    """How contracts are reviewed. The version in force on the day of signature governs; before it, that of the as-of date."""

    deviations: tuple[DeviationRule, ...] = field("偏离与批准", "Deviations and approvals")
    usual_options: tuple[Annotated[Name, WordsOf(words.OPTIONAL_ARTICLES)], ...] = field(
        "常规可选条款", "Optional articles that are usual", default=()
    )
    renewal: RenewalRule = field("续约", "Renewal")

    def roles_for(self, kind: str, about: str) -> tuple[str, ...] | None:
        """Returns who approves a deviation, the rule on that very thing before the general one; None without a rule."""
        rules = {(rule.kind, rule.about): rule.roles for rule in self.deviations}
        return rules.get((kind, about), rules.get((kind, None)))


REVIEW_POLICY_KIND = Kind(
    "review-policy",
    Text("合同审查政策", "the review policies"),
    ReviewPolicy,
    "content/policies/contract/review/{version}.yaml",
    identity="{id}@{version}",
)
