"""What was signed, as text: it is written once, when a contract is signed, and the paper is printed from it ever after (C19, C29).

A signed text holds every item of the particular terms and every annex with its figures, so that a later change of a clause, a
price list, an address or a policy leaves it as it was. The articles of the standard carry no dealer's data and are equal for
all, so they stand once, in a file named by their own digest, to which signed texts refer: in each of them they would be forty
kilobytes of the same words. No person stands in either: names are put in from the private store when the paper is printed.
"""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.network.fields import LANGUAGE, Bilingual, Count, Day, Flag, IdOf, Line, Name, OneOf, RefTo
from toolkit.network.kinds import Kind
from toolkit.network.pinned import Pin
from toolkit.network.record import Record, Value, field
from toolkit.network.shared import Evidence, Sha256
from toolkit.topics.company.records import DealerId
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.money import Versioned
from toolkit.topics.contract.records.particular import ContractNo


class SignedParty(Value):
    """One side as it was named when the contract was signed; its representative by contact id, which may be gone by now."""

    side: Bilingual = field("当事人", "Party", audience="dealer")
    name: Line = field("名称", "Name", audience="dealer")
    english_name: Line | None = field("英文名称", "English name", audience="dealer", default=None)
    uscc: Line = field("统一社会信用代码", "Credit code", audience="dealer")
    address: Line = field("住所", "Address", audience="dealer")
    contact: Annotated[str, IdOf("C")] | None = field("代表", "Representative", audience="dealer", default=None)


class SignedText(Record):
    """The text of one contract as it was signed. Nobody edits it: only `pdf` and `scan` may be added later.

    `preamble`, `terms` and `annexes` hold a sentence, a paragraph or a table a line, as JSON; `values` holds what each field of
    the contract said, `clauses` the digest of each clause.
    """

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    contract_no: ContractNo = field("合同编号", "Contract number", audience="dealer")
    template: Versioned = field("标准文本", "Template", audience="dealer")
    language: Annotated[str, OneOf(words.LANGUAGES)] = field("语言", "Language", audience="dealer")
    draft_version: Count = field("稿次", "Draft", audience="dealer")
    signed_on: Day = field("签署日期", "Signed on", audience="dealer")
    signing_place: Line = field("签署地点", "Place of signature", audience="dealer")
    title: Bilingual = field("标题", "Title", audience="dealer")
    stamp: Line = field("数据摘要", "Data stamp", audience="dealer")
    company: SignedParty = field("甲方", "Party A", audience="dealer")
    counterpart: SignedParty = field("乙方", "Party B", audience="dealer")
    preamble: Line | None = field("鉴于", "Preamble", audience="dealer", default=None)
    preamble_en: Line | None = field("鉴于（英文）", "Preamble in English", audience="dealer", default=None)
    terms: Line = field("专用条款", "Particular terms", audience="dealer")
    standard: Annotated[Name, RefTo("standard-text")] = field("通用条款", "Standard terms", audience="dealer")
    standard_sha256: Sha256 = field("通用条款摘要", "Digest of the standard terms", audience="dealer")
    standard_en: Annotated[Name, RefTo("standard-text")] | None = field(
        "通用条款英文译文", "Standard terms in English", audience="dealer", default=None
    )
    standard_en_sha256: Sha256 | None = field(
        "英文译文摘要", "Digest of the English text", audience="dealer", default=None
    )
    annexes: tuple[Line, ...] = field("附件", "Annexes", audience="dealer", default=())
    clauses: Line = field("条款版本与摘要", "Clauses with their digests", audience="dealer")
    values: Line = field("各字段的值", "Values of the fields", audience="dealer")
    versions: tuple[Pin, ...] = field("所引用的版本", "Versions it rests on", audience="dealer", default=())
    record: Sha256 = field("签署时合同数据文件的摘要", "Digest of the contract's file when signed", audience="dealer")
    digest: Sha256 = field("本文摘要", "Digest of this text", audience="dealer")
    pdf: Sha256 | None = field("所签 PDF 的摘要", "Digest of the issued PDF", audience="dealer", default=None)
    scan: Evidence | None = field(
        "盖章扫描件",
        "Sealed scan",
        audience="dealer",
        default=None,
        help_zh="扫描件不放进版本库，写文件名和摘要",
        help_en="the scan stays outside the repository: its name and digest",
    )


class FrozenArticle(Value):
    KEY = ("clause",)
    clause: Name = field("条款", "Clause", audience="public")
    number: Count = field("条号", "Number", audience="public")
    heading: Line = field("条标", "Heading", audience="public")
    title: Line = field("标题", "Title", audience="public")
    starred: Flag = field("需提示说明", "To be highlighted", audience="public")
    optional: Flag = field("可不适用", "May not apply", audience="public")
    body: Line | None = field("正文", "Text", audience="public", default=None)


class StandardText(Record):
    """The standard terms as they were signed, once for all contracts that hold them; never changed, named by their digest."""

    id: Name = field("编号", "Id", audience="public")
    locale: Annotated[str, OneOf(LANGUAGE)] = field("语言", "Language", audience="public")
    digest: Sha256 = field("摘要", "Digest", audience="public")
    articles: tuple[FrozenArticle, ...] = field("条款", "Articles", audience="public")


FROZEN_KINDS = (
    Kind(
        "signed-text",
        Text("签署文本", "the signed texts"),
        SignedText,
        "dealers/{dealer}/contracts/{contract_no}.signed.yaml",
        identity="{contract_no}",
    ),
    Kind(
        "standard-text",
        Text("已签署的通用条款", "the signed standards"),
        StandardText,
        "content/clauses/frozen/{id}.yaml",
    ),
)
