"""What has to be on file when a contract is signed: explanation, powers of attorney, proof of an electronic signature, registration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told, told_at_key
from toolkit.topics.company.records import Company, ProductLine
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Clause, Contract, LegalReview, Template
from toolkit.topics.contract.records.review import Authority
from toolkit.topics.contract.rules.articles import clause_of
from toolkit.topics.contract.rules.conditions import applies, facts
from toolkit.topics.contract.rules.limits import review_policy
from toolkit.topics.contract.rules.terms.item import joined
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.topic import Check

TITLE_RETENTION = "title-retention"

NO_EXPLANATION = ProblemKind(
    "CTR751",
    "error",
    Text("合同已签署，没有经对方签字的提示说明记录", "signed without a record of explanation that the dealer signed"),
    Text(
        "未提示说明的格式条款可能不成为合同内容（民法典第四百九十六条）",
        "standard terms that were not explained may not become part of the contract (Civil Code art. 496)",
    ),
)
UNEXPLAINED = ProblemKind(
    "CTR752",
    "error",
    Text("加星条款没有说明：{clauses}", "highlighted articles were not explained: {clauses}"),
    Text("补作说明并由对方签字确认，登记条款编号", "explain them, have it signed, and record their ids"),
)
EXPLAINED_LATE = ProblemKind(
    "CTR753",
    "error",
    Text("说明日 {day} 晚于签署日 {signed}", "explained on {day}, after the signature of {signed}"),
    Text("提示说明须在订立合同时作出", "the explanation belongs to the making of the contract"),
)
NO_POWER = ProblemKind(
    "CTR754",
    "error",
    Text(
        "{side}由 {who} 签署，不是法定代表人，{day} 没有有效的授权委托书",
        "for {side} {who} signed, who is not the legal representative, and had no power of attorney on {day}",
    ),
    Text(
        "在 authorities 登记；无权代理的合同效力待追认（民法典第一百七十一条）",
        "record it under authorities; a contract made without authority waits for ratification (Civil Code art. 171)",
    ),
)
NO_PROOF = ProblemKind(
    "CTR755",
    "error",
    Text("以电子签名签署，缺少{what}", "signed electronically; {what} is missing"),
    Text("在 esign 登记（电子签名法第十三条、第十四条）", "record it under esign (E-Signature Law arts. 13, 14)"),
)
UNREGISTERED = ProblemKind(
    "CTR756",
    "info",
    Text("约定了所有权保留，没有登记信息", "title is retained, but no registration is on record"),
    Text(
        "未经登记不得对抗善意第三人（民法典第六百四十一条）；登记后写入 registrations",
        "unregistered it does not stand against a third party in good faith (Civil Code art. 641); record it under registrations",
    ),
)
REGISTRATION_ENDS = ProblemKind(
    "CTR757",
    "warning",
    Text("登记 {number} 于 {day} 到期，早于合同终止日", "the registration {number} runs out on {day}, before the contract"),
    Text("到期前办理展期", "extend it before that day"),
)  # fmt: skip


def explained(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every highlighted article that applies was explained by the day of signature, and the dealer signed that it was.

    A tick box or pop-up alone is no proof (Civil Code arts. 496-498; SPC interpretation art. 10; reference 0.8, F.3). Asked
    of contracts signed under a review policy.

    中文：适用的每条加星条款，签署当日或之前都作过说明，并由对方签字确认。只有勾选框或弹窗不足以证明（民法典第四百九十六
    条至第四百九十八条；合同编通则解释第十条）。只问按审查政策签署的合同。
    """
    for contract, review in _signed(network, as_of):
        record = review.explanation
        if record is None or record.confirmation is None:
            yield told_at_key(network, NO_EXPLANATION, review, *(("explanation",) if record else ()))
            continue
        if contract.signed_on is not None and record.date > contract.signed_on:
            yield told(
                network, EXPLAINED_LATE, review, "explanation", "date", day=record.date, signed=contract.signed_on
            )
        left = [clause for clause in starred(network, contract) if clause.id not in record.clauses]
        if left:
            names = joined(_title(network, clause) for clause in left)
            yield told_at_key(network, UNEXPLAINED, review, "explanation", "clauses", clauses=names)


def starred(network: Network, contract: Contract) -> Iterator[Clause]:
    """Yields the highlighted articles that apply to a contract, in the order of its template."""
    template = network.find(Template, contract.template)
    holding = facts(contract, network.all(ProductLine))
    for reference in template.articles if template else ():
        clause = clause_of(network, reference, "zh")
        if clause is not None and clause.starred and applies(clause, holding):
            yield clause


def _title(network: Network, clause: Clause) -> Text:
    english = network.find(Clause, f"{clause.id}@{clause.version}/en")
    return Text(f"{clause.title}（{clause.id}）", f"{english.title if english else clause.title} ({clause.id})")


def powers(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Whoever signs is the legal representative or has a power of attorney that was valid on the day.

    Source: reference B (legal review to signed), A.10; Civil Code arts. 61, 171. Asked of contracts signed under a review
    policy. Where a contract names no signatory, the legal representative signs.

    中文：签署人是法定代表人，或有当天有效的授权委托书（民法典第六十一条、第一百七十一条）。合同没有写签署人的，由法定代
    表人签。只问按审查政策签署的合同。
    """
    company = network.only(Company)
    for contract, review in _signed(network, as_of):
        profile = network.find(DealerProfile, contract.dealer)
        sides = (
            ("brand", Text("甲方", "Party A"), contract.company_signatory, company.legal_representative if company else None, "company_signatory"),
            ("dealer", Text("乙方", "Party B"), contract.dealer_signatory, profile.legal_representative if profile else None, "dealer_signatory"),
        )  # fmt: skip
        for side, name, who, head, key in sides:
            day = contract.signed_on
            if (
                who is None
                or who == head
                or day is None
                or any(_covers(row, side, who, day) for row in review.authorities)
            ):
                continue
            yield told(network, NO_POWER, contract, key, side=name, who=who, day=day)


def _covers(row: Authority, side: str, who: str, day: date) -> bool:
    return (row.side, row.contact) == (side, who) and row.issued_on <= day and (row.valid_to is None or day <= row.valid_to)  # fmt: skip


def proofs(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """An electronic signature leaves an evidence file: who certified it, by which certificate, and the file's digest.

    It equals a seal only if it is the signer's alone and later changes can be seen (E-Signature Law arts. 3, 13, 14; reference
    F.3). Asked of contracts signed under a review policy.

    中文：电子签名留有证据：谁认证、用哪份证书、文件摘要。专属于签名人、事后改动能被发现的，才与手写签名或盖章有同等效力
    （电子签名法第三条、第十三条、第十四条）。只问按审查政策签署的合同。
    """
    for contract, review in _signed(network, as_of):
        if contract.sign_method != "esign":
            continue
        if review.esign is None:
            yield told_at_key(network, NO_PROOF, review, what=Text("证据报告", "the evidence report"))
        elif review.esign.evidence.sha256 is None:
            what = Text("证据报告的摘要", "the digest of the evidence report")
            yield told_at_key(network, NO_PROOF, review, "esign", what=what)


def registered(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Retention of title is registered, and the registration lasts as long as the contract (Civil Code art. 641; F.3).

    Whether it is worth the fee is a decision of finance, so a missing one is only said.

    中文：约定所有权保留的办理登记，登记期限不短于合同（民法典第六百四十一条）。值不值得花登记费由财务决定，所以没有登记
    的只作说明。
    """
    for contract in network.all(Contract):
        if contract.signed_on is None or is_over(contract, as_of):
            continue
        review = network.find(LegalReview, contract.contract_no)
        held = review.registrations if review else ()
        if TITLE_RETENTION in contract.opted and not any(row.right == "title_retention" for row in held):
            yield told(network, UNREGISTERED, contract, "opted", contract.opted.index(TITLE_RETENTION))
        for n, row in enumerate(held):
            if review is not None and row.valid_to is not None and row.valid_to < contract.term.end:
                path = ("registrations", n, "valid_to")
                yield told(network, REGISTRATION_ENDS, review, *path, number=row.number, day=row.valid_to)


def _signed(network: Network, as_of: date) -> Iterator[tuple[Contract, LegalReview]]:
    """The contracts signed under a review policy, with their reviews; one without is told by CTR731."""
    for review in network.all(LegalReview):
        contract = network.find(Contract, review.contract_no)
        if (
            contract is not None
            and contract.signed_on is not None
            and review_policy(network, contract, as_of) is not None
        ):
            yield contract, review


CHECKS = (
    Check((NO_EXPLANATION, UNEXPLAINED, EXPLAINED_LATE), explained),
    Check((NO_POWER,), powers),
    Check((NO_PROOF,), proofs),
    Check((UNREGISTERED, REGISTRATION_ENDS), registered),
)
