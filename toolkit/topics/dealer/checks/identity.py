"""Who a dealer is in law: its credit code, its accounts and invoices, and the dealer above it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind, Related
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.rules import circles
from toolkit.topics.dealer.records import ENTITY, STATES, DealerProfile
from toolkit.topics.dealer.rules import LEAVING, PARTNERS, state
from toolkit.topics.topic import Check

HEADS = {"company": "91", "partnership": "91", "sole_trader": "92", "cooperative": "93"}
"""The first two characters of a credit code: registering authority and kind of body (GB 32100-2015; reference A.0)."""

CODE_TWICE = ProblemKind(
    "DLR101",
    "error",
    Text("统一社会信用代码 {code} 已属于 {other} {name}", "the credit code {code} belongs to {other} {name} already"),
    Text("同一主体只建一份档案；重复的一份转入淘汰或终止", "one profile for one body: reject or close the other"),
)
ENTITY_DIFFERS = ProblemKind(
    "DLR102",
    "error",
    Text("信用代码以 {head} 开头，与主体类型“{entity}”不符", "a credit code that begins with {head} is no {entity}'s"),
    Text("91 企业，92 个体工商户，93 专业合作社", "91 enterprise, 92 sole trader, 93 cooperative"),
)
TAX_NUMBER_DIFFERS = ProblemKind(
    "DLR103",
    "error",
    Text("发票税号与统一社会信用代码不同", "the invoice tax number is not the credit code"),
    Text("税号就是统一社会信用代码 {code}", "the tax number is the credit code, {code}"),
)
FOREIGN_ACCOUNT = ProblemKind(
    "DLR104",
    "error",
    Text("付款账户户名“{given}”不是“{name}”", "the account name “{given}” is not “{name}”"),
    Text(
        "改用公司账户，或登记第三方付款说明 third_party_letter", "use its own account, or record a third_party_letter"
    ),
)
PARENT_IN_CIRCLE = ProblemKind(
    "DLR105",
    "error",
    Text("上级经销商成环：{ring}", "the first-level dealers run in a circle: {ring}"),
    Text("改正其中一个 parent", "correct one of the parents"),
)
PARENT_GONE = ProblemKind(
    "DLR106",
    "warning",
    Text("上级经销商 {parent} 处于“{state}”", "the first-level dealer {parent} is in the state “{state}”"),
    Text("另定上级经销商，或改为直接合作", "name another one, or supply the dealer directly"),
)


def credit_codes(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A credit code names one dealer, fits the kind of body, and is the tax number on invoices.

    Two profiles of one body would be counted, paid and judged twice (reference A.8: unique among active; those
    closed or rejected do not count). The first two characters tell what the body is (GB 32100-2015). The
    taxpayer's number of a body with a credit code is that code. Compare with the business licence and correct the
    profile.

    中文：一个统一社会信用代码只对应一家经销商，与主体类型相符，也是发票税号。同一主体建两份档案，会被统计、付款、考核两
    次；已淘汰或终止的不算。代码前两位表明主体类型（GB 32100-2015）。请对照营业执照改档案。
    """
    holders: dict[str, DealerProfile] = {}
    for profile in network.all(DealerProfile):
        if profile.uscc is None:
            continue
        if state(profile, as_of) not in ("closed", "rejected"):
            first = holders.setdefault(profile.uscc, profile)
            if first is not profile:
                related = (Related(network.origin(first, "uscc"), Text("先登记的在这里", "recorded here first")),)
                yield CODE_TWICE.at(
                    network.origin(profile, "uscc"),
                    record=profile.id,
                    field="uscc",
                    related=related,
                    code=profile.uscc,
                    other=first.id,
                    name=first.short_name,
                )
        if profile.uscc[:2] != HEADS[profile.entity_type]:
            place, entity = network.origin(profile, "uscc"), ENTITY.label(profile.entity_type)
            yield ENTITY_DIFFERS.at(place, record=profile.id, field="uscc", head=profile.uscc[:2], entity=entity)
        if profile.invoice is not None and profile.invoice.tax_number != profile.uscc:
            place = network.origin(profile, "invoice", "tax_number")
            yield TAX_NUMBER_DIFFERS.at(place, record=profile.id, field="invoice.tax_number", code=profile.uscc)


def bank_accounts(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer pays from its own account, or a letter says who pays for it.

    Payments of a third party blur who owes what, and one from a person's account is a risk of hidden turnover and
    bribery (reference 0.4, A.8). Record the dealer's own account, or the letter in which dealer and payer confirm
    the payment.

    中文：经销商用自己的账户付款，否则要有说明由谁代付的文件。第三方付款使债权债务说不清，个人账户付款还有账外收入和商业
    贿赂的风险。请改登记公司账户，或登记双方盖章的第三方付款说明。
    """
    for profile in network.all(DealerProfile):
        for place, account in enumerate(profile.bank_accounts):
            if account.account_name != profile.name and account.third_party_letter is None:
                path = ("bank_accounts", place, "account_name")
                yield FOREIGN_ACCOUNT.at(
                    network.origin(profile, *path),
                    record=profile.id,
                    field=network.field(profile, *path),
                    given=account.account_name,
                    name=profile.name,
                )


def first_level_dealers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A second-level dealer hangs below a dealer that works, and nobody below itself.

    A second-level dealer (二批) is served by the first-level dealer that `parent` names (reference 0b, A.8). A circle
    is told once, at its smallest id. Correct `parent`; when the dealer above has left, name another one or supply
    directly.

    中文：二级经销商挂在正常合作的上级经销商之下，上下级不成环。二批由上级供货；上级退出时，另定上级或改为直接合作。成环
    的只报一次，报在编号最小的一家。
    """
    profiles = {profile.id: profile for profile in network.all(DealerProfile)}
    for ring in circles({profile.id: parent for profile in profiles.values() if (parent := profile.parent)}):
        first = profiles[ring[0]]
        shown = " → ".join((*ring, ring[0]))
        yield PARENT_IN_CIRCLE.at(network.origin(first, "parent"), record=first.id, field="parent", ring=shown)
    for profile in profiles.values():
        above = profiles.get(profile.parent or "")
        if above is None or state(profile, as_of) not in PARTNERS:
            continue
        standing = state(above, as_of)
        if standing not in PARTNERS - LEAVING:
            place, words = network.origin(profile, "parent"), STATES.label(standing)
            yield PARENT_GONE.at(place, record=profile.id, field="parent", parent=above.id, state=words)


CHECKS: tuple[Check, ...] = (
    Check((CODE_TWICE, ENTITY_DIFFERS, TAX_NUMBER_DIFFERS), credit_codes),
    Check((FOREIGN_ACCOUNT,), bank_accounts),
    Check((PARENT_IN_CIRCLE, PARENT_GONE), first_level_dealers),
)
