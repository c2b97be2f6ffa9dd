"""What the file on the legal side of a contract says: the review before signature, and the proofs that go with signing.

One file for each contract. The review itself stays inside the company; what the dealer signed too it may read.
"""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import Bilingual, Count, Day, Line, Name, OneOf, RefTo
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import SIDES, Evidence
from toolkit.topics.company.records import ContactId, DealerId, StaffId
from toolkit.topics.contract.records import review_words as words
from toolkit.topics.contract.records.particular import ContractNo
from toolkit.topics.contract.records.review_policy import Roles
from toolkit.topics.dealer.records import Approval


class ReviewApproval(Approval):
    note: Bilingual | None = field("意见", "Opinion", default=None)


class Deviation(Value):
    """One departure from the standard: what the standard says, what is asked for instead, why, and who agreed."""

    KEY = ("id",)
    id: Name = field("编号", "Id")
    kind: Annotated[str, OneOf(words.DEVIATIONS)] = field("种类", "Kind")
    about: Line | None = field(
        "所指",
        "About",
        default=None,
        help_zh="特别约定写序号，可选条款写条款编号，折扣写价格表，季度占比写季度与产品线",
        help_en="the number of a special term, the id of an optional article, a price list, a quarter and line",
    )
    article: Name | None = field("通用条款", "Article", default=None)
    item: Name | None = field("专用条款事项", "Item", default=None)
    standard: Bilingual = field("标准约定", "The standard says")
    deviating: Bilingual = field("偏离约定", "Instead")
    reason: Bilingual = field("理由", "Reason")
    risk: Annotated[str, OneOf(words.RISKS)] = field("风险", "Risk")
    asked_by: Annotated[str, OneOf(SIDES)] = field("提出方", "Asked for by")
    also: Roles = field("另须批准", "Approved by these too", default=())
    decision: Annotated[str, OneOf(words.DECISIONS)] | None = field("处理", "Decision", default=None)
    note: Bilingual | None = field("说明", "Note", default=None)
    approvals: tuple[ReviewApproval, ...] = field("批准", "Approvals", default=())


class Explanation(Value):
    """How the highlighted articles were explained, and the dealer's signed word that they were (Civil Code art. 496)."""

    date: Day = field("说明日", "Explained on", audience="dealer")
    by: StaffId = field("说明人", "By", audience="dealer")
    to: ContactId = field("听取人", "To", audience="dealer")
    clauses: tuple[Name, ...] = field("说明的条款", "Articles explained", audience="dealer")
    questions: Bilingual | None = field("提问与答复", "Questions and answers", audience="dealer", default=None)
    confirmation: Evidence | None = field("签字确认书", "Signed confirmation", audience="dealer", default=None)


class Authority(Value):
    """A power of attorney (授权委托书) of somebody who signs without being the legal representative."""

    KEY = ("side", "contact")
    side: Annotated[str, OneOf(SIDES)] = field("一方", "Side", audience="dealer")
    contact: ContactId = field("受托人", "For", audience="dealer")
    issued_on: Day = field("出具日", "Issued", audience="dealer")
    valid_to: Day | None = field("有效期至", "Valid until", audience="dealer", default=None)
    document: Evidence = field("授权委托书", "Document", audience="dealer")


class ESignature(Value):
    """The evidence of an electronic signature (E-Signature Law arts. 13, 14). A sealed scan stands with the signed text."""

    date: Day = field("完成日", "Completed on", audience="dealer")
    provider: Line = field("电子认证机构", "Certification service", audience="dealer")
    certificate: Line = field("证书编号", "Certificate", audience="dealer")
    evidence: Evidence = field("证据报告", "Evidence report", audience="dealer")


class Registration(Value):
    """A security right in the uniform register; unregistered it does not stand against a third party in good faith."""

    KEY = ("right", "number")
    right: Annotated[str, OneOf(words.REGISTERED)] = field("权利", "Right", audience="dealer")
    number: Line = field("登记编号", "Number", audience="dealer")
    date: Day = field("登记日", "Registered on", audience="dealer")
    valid_to: Day | None = field("登记期限至", "Registered until", audience="dealer", default=None)


class LegalReview(Record):
    """The legal review of one contract and the proofs of its signature (reference A.10, B drafted to signed)."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    contract_no: Annotated[ContractNo, RefTo("contract")] = field("合同编号", "Contract number", audience="dealer")
    draft_version: Count = field("所审稿次", "Draft reviewed")
    digest: Line = field(
        "所审内容摘要", "Digest of what was reviewed",
        help_zh="check 会给出现在的摘要", help_en="check tells the present one",
    )  # fmt: skip
    reviewer: StaffId = field("审查人", "Reviewed by")
    reviewed_on: Day = field("审查日", "Reviewed on")
    deviations: tuple[Deviation, ...] = field("偏离清单", "Deviations", default=())
    outcome: Annotated[str, OneOf(words.OUTCOMES)] | None = field("结论", "Outcome", default=None)
    opinion: Bilingual | None = field("总体意见", "Opinion", default=None)
    explanation: Explanation | None = field("提示说明记录", "Explanation", audience="dealer", default=None)
    authorities: tuple[Authority, ...] = field("授权委托书", "Powers of attorney", audience="dealer", default=())
    esign: ESignature | None = field("电子签名证据", "Evidence of e-signature", audience="dealer", default=None)
    registrations: tuple[Registration, ...] = field("权利登记", "Registrations", audience="dealer", default=())


REVIEW_KIND = Kind(
    "legal-review",
    Text("法律审查", "the legal reviews"),
    LegalReview,
    "dealers/{dealer}/contracts/reviews/{contract_no}.yaml",
    identity="{contract_no}",
)
