"""What a contract record says: the particular terms of one dealer, as data (reference A.10)."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BeforeValidator

from toolkit.kernel.text import Text
from toolkit.network.fields import Amount, Bilingual, Count, Day, Flag, Line, Name, OneOf, RefTo, problem
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, field
from toolkit.network.shared import Evidence
from toolkit.topics.company.records import ContactId, DealerId
from toolkit.topics.contract.records import vocabularies as words
from toolkit.topics.contract.records.grant import LineId as LineId
from toolkit.topics.contract.records.grant import Online, ReservedAccount, Scope, Targets, Term
from toolkit.topics.contract.records.money import (
    Credit,
    Deposit,
    FirstOrder,
    Payment,
    PriceChange,
    PriceListUse,
    Versioned,
)
from toolkit.topics.contract.records.service import (
    CompetingLimit,
    DataItem,
    Delivery,
    Dispute,
    Ended,
    Liability,
    Marketing,
    MessageAccount,
    Returns,
    Termination,
)
from toolkit.topics.contract.records.standard import STANDARD_KINDS

_CONTRACT_NO = re.compile(r"[A-Z]{2,8}-JX-\d{4}-\d{4}", re.ASCII)


def _contract_no(value: Any) -> str:
    if not isinstance(value, str) or not _CONTRACT_NO.fullmatch(value):
        raise problem("contract_no", given=str(value)[:40])
    return value


ContractNo = Annotated[str, BeforeValidator(_contract_no)]
"""`{BRAND}-JX-{YYYY}-{NNNN}`, for example `QY-JX-2026-0007`."""


class Contract(Record):
    """The particular terms of one contract; the standard terms come from the template that it names."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    contract_no: ContractNo = field("合同编号", "Contract number", audience="dealer")
    template: Annotated[Versioned, RefTo("contract-template")] = field("标准文本", "Template", audience="dealer")
    paper: Evidence | None = field(
        "纸质原件",
        "Signed paper",
        audience="dealer",
        default=None,
        help_zh="在旧文本上签的合同：条款以原件为准，不再生成；template 写最接近的标准文本",
        help_en="a contract signed on another text: that paper holds and none is made here; template names the nearest standard",
    )
    language: Annotated[str, OneOf(words.LANGUAGES)] = field("语言", "Language", audience="dealer", default="zh")
    draft_version: Count = field("稿次", "Draft", audience="dealer")
    status: Annotated[str, OneOf(words.STATUS)] = field("状态", "Status", audience="dealer")
    contract_type: Annotated[str, OneOf(words.CONTRACT_TYPES)] = field("合同类型", "Type", audience="dealer")
    scopes: tuple[Scope, ...] = field("授权范围", "Scopes", audience="dealer")
    online: tuple[Online, ...] = field("线上店铺", "Online shops", audience="dealer", default=())
    reserved: tuple[ReservedAccount, ...] = field("甲方保留", "Reserved", audience="dealer", default=())
    restriction: Annotated[str, OneOf(words.RESTRICTIONS)] = field("区域限制", "Restriction", audience="dealer")
    restriction_reason: Bilingual | None = field(
        "限制被动销售的理由", "Reason to limit passive sales", audience="dealer", default=None
    )
    restriction_note: Line | None = field("限制被动销售的法务说明", "Legal note on passive sales", default=None)
    term: Term = field("期限", "Term", audience="dealer")
    targets: Targets = field("销售目标", "Targets", audience="dealer")
    first_order: FirstOrder | None = field("首单与起订", "First order", audience="dealer", default=None)
    prices: tuple[PriceListUse, ...] = field("供货价", "Supply prices", audience="dealer")
    price_change: PriceChange = field("调价", "Price change", audience="dealer")
    payment: Payment = field("付款", "Payment", audience="dealer")
    credit: Credit | None = field("信用", "Credit", audience="dealer", default=None)
    deposit: Deposit | None = field("保证金", "Deposit", audience="dealer", default=None)
    rebate_policy: Annotated[Versioned, RefTo("rebate-policy")] = field("返利政策", "Rebate policy", audience="dealer")
    evaluation_policy: Versioned | None = field("考核政策", "Evaluation policy", audience="dealer", default=None)
    marketing: Marketing = field("市场推广", "Marketing", audience="dealer")
    support: tuple[Bilingual, ...] = field("甲方支持", "Support", audience="dealer")
    delivery: Delivery = field("交付", "Delivery", audience="dealer")
    returns: tuple[Returns, ...] = field("退换与临期", "Returns", audience="dealer")
    after_sales: Bilingual = field("售后", "After-sales", audience="dealer")
    data: tuple[DataItem, ...] = field("数据报送", "Data", audience="dealer")
    liability: tuple[Liability, ...] = field("违约责任", "Liability", audience="dealer")
    liability_cap: Amount | None = field(
        "每合同年度赔偿限额", "Damages a contract year, at most", audience="dealer", unit="元", default=None
    )
    termination: Termination = field("通知与解除", "Termination", audience="dealer")
    dispute: Dispute = field("争议解决", "Disputes", audience="dealer")
    compliance_channel: Bilingual | None = field(
        "合规与举报渠道", "Compliance channel", audience="dealer", default=None
    )
    message_accounts: tuple[MessageAccount, ...] = field(
        "即时通信账号", "Message accounts", audience="dealer", default=()
    )
    opted: tuple[Name, ...] = field("选用条款", "Optional clauses", audience="dealer", default=())
    competing_limit: CompetingLimit | None = field(
        "竞品经营限制", "Limit on competing products", audience="dealer", default=None
    )
    special: tuple[Bilingual, ...] = field("特别约定", "Special terms", audience="dealer", default=())
    company_signatory: ContactId | None = field("甲方签约代表", "Signatory of Party A", audience="dealer", default=None)
    dealer_signatory: ContactId | None = field("乙方签约代表", "Signatory of Party B", audience="dealer", default=None)
    sign_method: Annotated[str, OneOf(words.SIGNING)] = field("签署方式", "Signing", audience="dealer")
    signed_on: Day | None = field("签署日期", "Signed on", audience="dealer", default=None)
    signing_place: Line = field("签署地点", "Place of signature", audience="dealer")
    ended: Ended | None = field("提前终止", "Ended early", audience="dealer", default=None)
    draft: Flag = field(
        "未完成",
        "Unfinished",
        default=False,
        help_zh="还缺内容的草稿：缺的字段只是提醒，也不生成文件；写全后删去",
        help_en="a draft that still lacks something: what is missing is a warning and no paper is made; delete it when all is there",
    )


KINDS = (
    Kind(
        "contract",
        Text("合同", "the contracts"),
        Contract,
        "dealers/{dealer}/contracts/{contract_no}.yaml",
        identity="{contract_no}",
    ),
    *STANDARD_KINDS,
)
