"""The legal review of a contract against the contract as it stands: nothing unlisted, nothing changed since, nothing signed early."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related, Severity
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.policy import version_problems
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.contract.records import Contract, LegalReview, ReviewPolicy, Template
from toolkit.topics.contract.records.review_words import DEVIATIONS, OUTCOMES
from toolkit.topics.contract.rules.deviations import Departure, departures, listed_as
from toolkit.topics.contract.rules.drafts import draft_digest
from toolkit.topics.contract.rules.limits import limits, review_policy
from toolkit.topics.contract.rules.terms import NUMBERS
from toolkit.topics.topic import Check

ASKED_ONLY = "wording"
"""The kind of what a side asked for without its standing in the contract."""

NO_REVIEW = ProblemKind(
    "CTR731",
    "error",
    Text("合同于 {day} 签署，没有法律审查记录", "signed on {day} without a legal review on record"),
    Text("在 contracts/reviews/{number}.yaml 登记审查", "put the review into contracts/reviews/{number}.yaml"),
)
CHANGED = ProblemKind(
    "CTR732",
    "warning",
    Text(
        "审查之后合同内容有改动：所审 {reviewed}，现在 {now}",
        "the contract changed after the review: {reviewed} was reviewed, it is {now} now",
    ),
    Text("重新审查改动处，再把 digest 写成 {now}", "review what changed, then set digest to {now}"),
)
UNLISTED = ProblemKind(
    "CTR733",
    "error",
    Text(
        "{what}：标准为{usual}，合同为{given}，审查没有列出",
        "{what}: usual is {usual}, the contract has {given}, and the review does not list it",
    ),
    Text("在 deviations 里列出：kind {kind}{which}", "list it under deviations: kind {kind}{which}"),
)
OVER_SIGNED = ProblemKind(
    "CTR734",
    "error",
    Text("合同已签署，审查结论却是“{outcome}”", "the contract is signed, but the review says “{outcome}”"),
    Text("改后的文本须再审并写明 approve", "what was changed is reviewed again and gets approve"),
)
STILL_THERE = ProblemKind(
    "CTR735",
    "error",
    Text("审查不接受“{what}”，合同里仍有", "the review refuses “{what}”, but the contract still has it"),
    Text("从合同里删去，或重新审查", "take it out of the contract, or review it again"),
)
NOT_THERE = ProblemKind(
    "CTR736",
    "warning",
    Text("审查列了“{what}”，合同里没有", "the review lists “{what}”, which the contract does not have"),
    Text("删去这一项，或核对 about", "remove the entry, or correct about"),
)
NO_SUCH_PLACE = ProblemKind(
    "CTR737",
    "error",
    Text("没有{what}“{name}”", "there is no {what} “{name}”"),
)
REVIEWED_LATE = ProblemKind(
    "CTR738",
    "error",
    Text("审查日 {day} 晚于签署日 {signed}", "reviewed on {day}, after the signature of {signed}"),
    Text("先审后签；改正日期或说明", "review comes before signature: correct the dates"),
)
NO_RULE = ProblemKind(
    "CTR739",
    "error",
    Text("审查政策没有写“{kind}”由谁批准", "the review policy does not say who approves “{kind}”"),
    Text("补一条不写 about 的规则", "add a rule without about"),
)
NOTHING = Text("未作出", "none yet")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A review with its contract, the policy that governs it, and the departures that the contract shows."""

    review: LegalReview
    contract: Contract
    policy: ReviewPolicy | None
    rows: tuple[Departure, ...]

    @property
    def settled(self) -> bool:
        """Returns whether the review is closed in favour of signing, or the contract was signed."""
        return self.contract.signed_on is not None or self.review.outcome in ("approve", "approve_with_changes")


def reviewed(network: Network, as_of: date) -> Iterator[Reviewed]:
    """Yields every review whose contract is on record."""
    for review in network.all(LegalReview):
        contract = network.find(Contract, review.contract_no)
        if contract is not None:
            policy = review_policy(network, contract, as_of)
            limit = limits(network, contract, as_of)
            rows = tuple(departures(network, contract, limit, policy)) if policy else ()
            yield Reviewed(review, contract, policy, rows)


def signed_unreviewed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """No contract is signed without a legal review whose outcome is `approve`, made before the signature.

    The review policy in force on the day of signature asks for it; contracts signed before the first one are left alone
    (reference B, drafted to signed; MISSION: professional legal review before signature).

    中文：没有结论为同意的法律审查，不签合同，审查在签署之前。签署日有审查政策生效才要求，第一版政策之前签的不问。
    """
    for contract in network.all(Contract):
        if contract.signed_on is None or review_policy(network, contract, as_of) is None:
            continue
        review = network.find(LegalReview, contract.contract_no)
        if review is None:
            number = contract.contract_no
            yield told(network, NO_REVIEW, contract, "signed_on", day=contract.signed_on, number=number)
            continue
        if review.outcome != "approve":
            outcome = OUTCOMES.label(review.outcome) if review.outcome else NOTHING
            yield told_at_key(network, OVER_SIGNED, review, *(("outcome",) if review.outcome else ()), outcome=outcome)
        if review.reviewed_on > contract.signed_on:
            signed, day = contract.signed_on, review.reviewed_on
            yield told(network, REVIEWED_LATE, review, "reviewed_on", day=day, signed=signed)


def unchanged(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """What was reviewed is what stands in the contract: the digest of its printed terms is that of the review.

    Internal notes, the status and the signatories do not count. For a signed contract a difference is an error: what was
    signed is not what counsel saw.

    中文：合同现在的内容就是审查过的内容：打印条款的摘要与审查记录相同。内部备注、状态和签署人不算。已签署的不同即为错误，
    因为签的不是法务看过的文本。
    """
    for row in reviewed(network, as_of):
        now = draft_digest(row.contract)
        if row.review.digest != now:
            severity: Severity | None = "error" if row.contract.signed_on is not None else None
            there = Related(network.origin(row.contract), Text("合同在这里", "the contract is here"))
            yield told(
                network, CHANGED, row.review, "digest", severity=severity, related=(there,), reviewed=row.review.digest, now=now
            )  # fmt: skip


def all_listed(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every departure that the contract shows is listed in its review; what was refused is gone from the contract.

    Departures are read off the data: values outside the limits policy, optional articles that are not usual, a ban on passive
    sales, and every special term (reference B: deviation list against the template). An entry that the contract no longer
    shows is told too; `wording` is for what was only asked for.

    中文：合同里的每处偏离都列在审查里，被拒绝的已从合同删去。偏离从数据读出：超出限额政策的数值、平常不选的可选条款、限
    制被动销售、各项特别约定。合同里已没有的也会指出。
    """
    for row in reviewed(network, as_of):
        shown = {(found.kind, found.about) for found in row.rows}
        for found in row.rows:
            if listed_as(found, row.review) is None:
                yield _unlisted(network, row, found)
        for n, entry in enumerate(row.review.deviations):
            what = _named(entry.kind, entry.about or "")
            stands = (entry.kind, entry.about or "") in shown
            if entry.decision == "refused" and stands and row.settled:
                yield told(network, STILL_THERE, row.review, "deviations", n, "decision", what=what)
            if row.policy and entry.kind != ASKED_ONLY and entry.decision != "refused" and not stands:
                yield told(network, NOT_THERE, row.review, "deviations", n, "kind", what=what)


def _unlisted(network: Network, row: Reviewed, found: Departure) -> Problem:
    there = Related(network.key_origin(row.review, "deviations"), Text("偏离清单在这里", "the list is here"))
    return told(
        network,
        UNLISTED,
        row.contract,
        *found.path,
        severity=None if row.settled else "warning",
        related=(there,),
        what=_named(found.kind, found.about),
        usual=found.usual,
        given=found.given,
        kind=found.kind,
        which=f", about {found.about}" if found.about else "",
    )


def _named(kind: str, about: str) -> Text:
    label = DEVIATIONS.label(kind)
    return Text(f"{label.zh} {about}".rstrip(), f"{label.en} {about}".rstrip())


def places(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A deviation names an article that the template has, and an item of the particular terms that there is.

    中文：偏离所写的条款模板里有，专用条款的项存在。请改正名称。
    """
    for row in reviewed(network, as_of):
        template = network.find(Template, row.contract.template)
        articles = {reference.split("@")[0] for reference in template.articles} if template else None
        for n, entry in enumerate(row.review.deviations):
            if entry.article is not None and articles is not None and entry.article not in articles:
                what = Text("通用条款", "article")
                yield told(
                    network, NO_SUCH_PLACE, row.review, "deviations", n, "article", what=what, name=entry.article
                )
            if entry.item is not None and entry.item not in NUMBERS:
                what = Text("专用条款事项", "item")
                yield told(network, NO_SUCH_PLACE, row.review, "deviations", n, "item", what=what, name=entry.item)


def policies(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The review policy says for every kind of deviation who approves it, and its versions follow without gap or overlap.

    中文：审查政策写明每种偏离由谁批准，各版本前后相接，不重叠、不留空档。
    """
    yield from version_problems(network, ReviewPolicy)
    for policy in network.all(ReviewPolicy):
        for kind in DEVIATIONS:
            if policy.roles_for(kind, "") is None:
                yield told_at_key(network, NO_RULE, policy, "deviations", kind=DEVIATIONS.label(kind))


CHECKS = (
    Check((NO_REVIEW, OVER_SIGNED, REVIEWED_LATE), signed_unreviewed),
    Check((CHANGED,), unchanged),
    Check((UNLISTED, STILL_THERE, NOT_THERE), all_listed),
    Check((NO_SUCH_PLACE,), places),
    Check((NO_RULE,), policies),
)
