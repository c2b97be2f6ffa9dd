"""What a dealer's profile says (reference A.8): facts about the dealer; what the contract says is not repeated here."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import (
    Bilingual,
    Count,
    CreditCode,
    Day,
    Flag,
    IdOf,
    Line,
    Name,
    OneOf,
    Rate,
    RegionCode,
)
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records import LICENCES, STORAGE, Address, BankAccount, ContactId, DealerId, StaffId

STATES = Vocabulary(
    "state",
    {
        "lead": ("线索", "lead"),
        "qualified": ("初筛", "qualified"),
        "visited": ("考察", "visited"),
        "scored": ("评分", "scored"),
        "negotiating": ("谈判", "negotiating"),
        "drafted": ("拟约", "drafted"),
        "legal_review": ("法审", "legal review"),
        "signed": ("签约", "signed"),
        "onboarding": ("赋能启动", "onboarding"),
        "active": ("合作", "active"),
        "improvement": ("整改", "improvement"),
        "suspended": ("暂停", "suspended"),
        "renewing": ("续约", "renewing"),
        "terminating": ("清退", "terminating"),
        "closed": ("终止", "closed"),
        "rejected": ("淘汰", "rejected"),
        "pooled": ("储备", "pooled"),
        "blacklisted": ("黑名单", "blacklisted"),
    },
)
SEGMENTS = Vocabulary(
    "segment",
    {
        "strategic": ("战略", "strategic"),
        "core": ("核心", "core"),
        "growth": ("成长", "growth"),
        "steady": ("稳健", "steady"),
        "watch": ("观察", "watch"),
        "exit": ("退出", "exit"),
    },
)
ENTITY = Vocabulary(
    "entity",
    {
        "company": ("公司", "company"),
        "sole_trader": ("个体工商户", "sole trader"),
        "cooperative": ("专业合作社", "cooperative"),
        "partnership": ("合伙企业", "partnership"),
    },
)
TAXPAYER = Vocabulary(
    "taxpayer", {"general": ("一般纳税人", "general taxpayer"), "small_scale": ("小规模纳税人", "small-scale taxpayer")}
)
APPROVAL_ROLES = Vocabulary(
    "approval_role",
    {
        "SA": ("销售经理", "sales manager"),
        "SA_head": ("销售负责人", "head of sales"),
        "CO": ("渠道运营", "channel operations"),
        "FI": ("财务", "finance"),
        "LG": ("法务", "legal"),
        "AU": ("市场督察", "market supervision"),
        "GM": ("总经理", "general manager"),
    },
)
CONTACT_ROLES = Vocabulary(
    "contact_role",
    {
        "owner": ("负责人", "owner"),
        "legal_rep": ("法定代表人", "legal representative"),
        "gm": ("总经理", "general manager"),
        "finance": ("财务", "finance"),
        "order": ("订货", "orders"),
        "warehouse": ("仓储", "warehouse"),
        "after_sales": ("售后", "after-sales"),
        "privacy": ("个人信息保护", "privacy"),
    },
)
TENURE = Vocabulary("tenure", {"owned": ("自有", "owned"), "leased": ("租赁", "leased")})
SYSTEMS = Vocabulary(
    "system",
    {
        "none": ("无", "none"),
        "excel": ("表格", "spreadsheets"),
        "erp": ("ERP", "ERP"),
        "dms": ("经销商管理系统", "DMS"),
    },
)
RELATION = Vocabulary(
    "relation",
    {"competing": ("竞争", "competing"), "complementary": ("互补", "complementary"), "neutral": ("无关", "neutral")},
)
OUTLET_TYPES = Vocabulary(
    "outlet_type",
    {
        "ka": ("商超", "key account"),
        "cvs": ("便利店", "convenience store"),
        "traditional": ("流通小店", "traditional trade"),
        "specialist": ("专卖店", "specialist shop"),
        "catering": ("餐饮", "catering"),
        "school": ("学校", "school"),
        "hospital": ("医院", "hospital"),
        "office": ("企事业单位", "office"),
        "online": ("线上店", "online shop"),
    },
)
DOCUMENTS = Vocabulary(
    "document",
    {
        "application_form": ("申请表", "application form"),
        "licence_seen": ("证照已核验", "licence seen"),
        "visit_report": ("考察报告", "visit report"),
        "photos": ("现场照片", "photographs"),
        "scorecard": ("评分卡（两人）", "scorecards of two assessors"),
        "credit_check": ("征信核查", "credit check"),
        "nda": ("保密协议", "confidentiality agreement"),
        "interest_declaration": ("利益冲突申报", "declaration of interests"),
        "minutes": ("谈判纪要（对方已确认）", "minutes confirmed by the dealer"),
        "draft": ("合同草案", "contract draft"),
        "deviation_list": ("与标准文本的偏离清单", "list of deviations"),
        "sealed_copy": ("双方盖章文本或电子签名证据", "sealed copy or evidence of e-signature"),
        "explanation_record": ("格式条款提示说明记录", "record of explanation"),
        "authority": ("授权委托书", "letter of authority"),
        "bond_receipt": ("保证金收据", "bond receipt"),
        "account_file": ("客户开户资料", "account file"),
        "kit_receipt": ("启动包签收", "kit receipt"),
        "acceptance_sheet": ("验收表（双方签署）", "acceptance sheet"),
        "improvement_plan": ("整改计划", "improvement plan"),
        "review": ("整改复核", "review of the plan"),
        "notice": ("书面通知", "written notice"),
        "cure_proof": ("整改证明", "proof of cure"),
        "year_summary": ("四季度小结", "summary of four quarters"),
        "next_year_plan": ("下年度计划", "plan for the next year"),
        "new_contract": ("新合同", "new contract"),
        "account_statement": ("账目清单", "account statement"),
        "reconciliation": ("对账确认", "confirmed reconciliation"),
        "stock_list": ("库存盘点与回购清单", "stock count and buy-back list"),
        "bond_refund": ("保证金退还凭证", "bond refund"),
        "sign_removal": ("门头标识拆除证明", "proof of sign removal"),
        "handover": ("客户与售后交接", "customer and after-sales handover"),
        "data_return": ("数据返还或删除证明", "data returned or erased"),
        "polite_letter": ("婉拒函", "letter of refusal"),
        "evidence_file": ("证据材料", "evidence file"),
    },
)


class Licence(Value):
    KEY = ("type", "number")
    type: Annotated[str, OneOf(LICENCES)] = field("证照", "Licence", audience="dealer")
    number: Line = field("编号", "Number", audience="dealer")
    valid_from: Day | None = field("有效期自", "Valid from", audience="dealer", default=None)
    valid_to: Day | None = field(
        "有效期至",
        "Valid until",
        audience="dealer",
        default=None,
        help_zh="长期有效的不写",
        help_en="leave out when it does not expire",
    )


class ContactRole(Value):
    KEY = ("role", "contact")
    role: Annotated[str, OneOf(CONTACT_ROLES)] = field("职责", "Role", audience="dealer")
    contact: ContactId = field("联系人", "Contact", audience="dealer")


class Warehouse(Value):
    KEY = ("id",)
    id: Annotated[str, IdOf("W")] = field("仓库编号", "Warehouse id", audience="dealer")
    address: Line = field("地址", "Address", audience="dealer")
    region: RegionCode = field("所在区县", "County", audience="dealer")
    area_m2: Count = field("面积", "Area", audience="dealer", unit="㎡")
    storage: tuple[Annotated[str, OneOf(STORAGE)], ...] = field("温层", "Temperature", audience="dealer")
    tenure: Annotated[str, OneOf(TENURE)] = field("权属", "Tenure", audience="dealer")
    lease_end: Day | None = field("租约到期", "Lease ends", audience="dealer", default=None)
    fire_check: Day | None = field("消防检查", "Fire check", audience="dealer", default=None)
    approved_outside: Line | None = field("区外仓批准", "Approval outside territory", audience="dealer", default=None)


class Team(Value):
    KEY = ("role",)
    role: Bilingual = field("岗位", "Role")
    heads: Count = field("人数", "Heads", unit="人")
    dedicated: Count = field("其中专职", "Dedicated", unit="人")


class Vehicle(Value):
    KEY = ("kind",)
    kind: Bilingual = field("车型", "Kind")
    count: Count = field("数量", "Number", unit="辆")
    new_energy: Count = field("其中新能源", "Of them electric", unit="辆", default=0)


class OtherBrand(Value):
    KEY = ("brand",)
    brand: Line = field("品牌", "Brand")
    category: Bilingual = field("品类", "Category")
    share: Rate = field("占其销售额", "Share of its sales")
    relation: Annotated[str, OneOf(RELATION)] = field("关系", "Relation")
    as_of: Day = field("截至", "As of")


class ServiceTeam(Value):
    """Who at the company looks after the dealer; the backup is someone else than the manager (reference 0b)."""

    manager: StaffId = field("客户经理", "Account manager", audience="dealer")
    backup: StaffId = field("后备经理", "Backup", audience="dealer")
    finance: StaffId | None = field("财务", "Finance", audience="dealer", default=None)
    logistics: StaffId | None = field("物流", "Logistics", audience="dealer", default=None)
    after_sales: StaffId | None = field("售后", "After-sales", audience="dealer", default=None)
    marketing: StaffId | None = field("市场", "Marketing", audience="dealer", default=None)


class Invoice(Value):
    title: Line = field("发票抬头", "Invoice title", audience="dealer")
    tax_number: CreditCode = field("税号", "Tax number", audience="dealer")
    address_phone: Line = field("地址电话", "Address and telephone", audience="dealer")


class Approval(Value):
    KEY = ("role", "staff")
    role: Annotated[str, OneOf(APPROVAL_ROLES)] = field("批准职能", "For")
    staff: StaffId = field("批准人", "By")
    date: Day = field("批准日", "On")


class Transition(Value):
    """A step of the lifecycle (reference B): the dealer is in state `to` from `date` on."""

    KEY = ("date", "to")
    date: Day = field("日期", "Date", audience="dealer")
    to: Annotated[str, OneOf(STATES)] = field("进入状态", "To", audience="dealer")
    reason: Bilingual | None = field("原因", "Reason", default=None)
    documents: tuple[Annotated[str, OneOf(DOCUMENTS)], ...] = field("材料", "Documents", default=())
    approvals: tuple[Approval, ...] = field("批准", "Approvals", default=())
    score: Count | None = field("评分", "Score", unit="分", default=None)
    recorded_late: Line | None = field("补录说明", "Why recorded late", default=None)


class SegmentEntry(Value):
    KEY = ("date",)
    date: Day = field("日期", "Date")
    segment: Annotated[str, OneOf(SEGMENTS)] = field("分群", "Segment", audience="dealer")
    approved_by: StaffId = field("批准人", "Approved by")
    reason: Bilingual | None = field("理由", "Reason", default=None)


class Succession(Value):
    candidate: Line | None = field("接班人选", "Candidate", default=None)
    owner_over_60: Flag = field("负责人年满六十", "Owner is 60 or older", default=False)
    stock: Line | None = field("库存安排", "Stock", default=None)
    bond: Line | None = field("保证金安排", "Bond", default=None)


class DealerProfile(Record):
    """A dealer, from the first lead to the end; the id never changes and is never used again."""

    id: Annotated[str, IdOf("D")] = field("经销商编号", "Dealer id", audience="dealer")
    name: Line = field("名称", "Legal name", audience="dealer")
    english_name: Line | None = field("英文名称", "English name", audience="dealer", default=None)
    short_name: Line = field("简称", "Short name", audience="dealer")
    uscc: CreditCode | None = field("统一社会信用代码", "Credit code", audience="dealer", default=None)
    entity_type: Annotated[str, OneOf(ENTITY)] = field("主体类型", "Entity", audience="dealer", default="company")
    region: RegionCode = field("所在地", "Seat", audience="dealer")
    registered_address: Line | None = field("注册地址", "Registered address", audience="dealer", default=None)
    notice_address: Address | None = field("送达地址", "Address for notices", audience="dealer", default=None)
    legal_representative: ContactId | None = field(
        "法定代表人", "Legal representative", audience="dealer", default=None
    )
    cooperation_since: Day | None = field("合作始于", "Partner since", audience="dealer", default=None)
    taxpayer_type: Annotated[str, OneOf(TAXPAYER)] | None = field(
        "纳税人类型", "Taxpayer", audience="dealer", default=None
    )
    sme: Flag | None = field("中小企业", "Small or medium-sized", audience="dealer", default=None)
    invoice: Invoice | None = field("开票信息", "Invoice data", audience="dealer", default=None)
    bank_accounts: tuple[BankAccount, ...] = field("付款账户", "Bank accounts", audience="dealer", default=())
    licences: tuple[Licence, ...] = field("证照", "Licences", audience="dealer", default=())
    contacts: tuple[ContactRole, ...] = field("联系人", "Contacts", audience="dealer", default=())
    warehouses: tuple[Warehouse, ...] = field("仓库", "Warehouses", audience="dealer", default=())
    team: tuple[Team, ...] = field("团队", "Team", default=())
    vehicles: tuple[Vehicle, ...] = field("车辆", "Vehicles", default=())
    system: Annotated[str, OneOf(SYSTEMS)] = field("业务系统", "System", default="none")
    other_brands: tuple[OtherBrand, ...] = field("代理的其他品牌", "Other brands", default=())
    segments: tuple[SegmentEntry, ...] = field("分群记录", "Segments", default=())
    service_team: ServiceTeam | None = field("服务团队", "Service team", audience="dealer", default=None)
    parent: DealerId | None = field("上级经销商", "First-level dealer", audience="dealer", default=None)
    succession: Succession | None = field("传承", "Succession", default=None)
    transitions: tuple[Transition, ...] = field("生命周期", "Lifecycle", audience="dealer")
    tags: tuple[Name, ...] = field("标签", "Tags", default=())
    draft: Flag = field("未完成", "Unfinished", default=False)


class Outlet(Record):
    """A point of sale that the dealer serves; active when it ordered in the last 90 days."""

    dealer: DealerId = field("经销商", "Dealer", audience="dealer")
    id: Line = field("网点编号", "Outlet id", audience="dealer")
    name: Line = field("网点", "Outlet", audience="dealer")
    type: Annotated[str, OneOf(OUTLET_TYPES)] = field("类型", "Type", audience="dealer")
    region: RegionCode = field("区县", "County", audience="dealer")
    opened: Day = field("开通日期", "Opened", audience="dealer")
    last_order: Day | None = field("最近订货", "Last order", audience="dealer", default=None)


KINDS = (
    Kind("dealer", Text("经销商档案", "the dealers"), DealerProfile, "dealers/{id}/profile.yaml"),
    Kind(
        "outlet",
        Text("网点", "the outlets"),
        Outlet,
        "dealers/{dealer}/outlets.csv",
        identity="{dealer}/{id}",
        form="csv",
    ),
)
