"""What the files say about the company (reference A.1), its staff, its people, its product lines (A.2) and price lists."""

from __future__ import annotations

from typing import Annotated

from toolkit.kernel.text import Text
from toolkit.kernel.vocabulary import Vocabulary
from toolkit.network.fields import (
    LANGUAGE,
    Amount,
    Bilingual,
    Count,
    CreditCode,
    Day,
    Duration,
    IdOf,
    Line,
    Name,
    OneOf,
    Rate,
    RefTo,
    Version,
    WebAddress,
)
from toolkit.network.kinds import Kind
from toolkit.network.record import Record, Value, field
from toolkit.topics.company.records.approvals import APPROVALS_KIND, CHANGE_APPROVAL_KIND
from toolkit.topics.company.records.departments import DEPARTMENTS as DEPARTMENTS
from toolkit.topics.company.records.guides import KINDS as GUIDE_KINDS
from toolkit.topics.company.records.imports import IMPORT_KIND
from toolkit.topics.company.records.repository import Repository
from toolkit.topics.company.records.work_year import WorkYear

SIZES = Vocabulary(
    "enterprise_size",
    {"large": ("大型", "large"), "medium": ("中型", "medium"), "small": ("小型", "small"), "micro": ("微型", "micro")},
)
STORAGE = Vocabulary(
    "storage",
    {"ambient": ("常温", "ambient"), "chilled": ("冷藏 2–6 ℃", "chilled, 2–6 °C"), "frozen": ("冷冻", "frozen")},
)
LICENCES = Vocabulary(
    "licence",
    {
        "business": ("营业执照", "business licence"),
        "food_operation": ("食品经营许可", "food operation licence"),
        "medical_II": ("第二类医疗器械经营备案", "class II medical device record"),
        "medical_III": ("第三类医疗器械经营许可", "class III medical device licence"),
        "drug_GSP": ("药品经营许可", "drug distribution licence"),
        "hazardous": ("危险化学品经营许可", "hazardous chemicals licence"),
        "liquor": ("酒类经营许可", "liquor licence"),
        "tobacco": ("烟草专卖许可", "tobacco licence"),
        "pesticide": ("农药经营许可", "pesticide licence"),
        "seed": ("种子经营许可", "seed licence"),
        "telecom": ("电信业务许可", "telecom licence"),
    },
)
TRACE = Vocabulary(
    "trace",
    {
        "none": ("不赋码", "none"),
        "batch": ("按批次", "by batch"),
        "case": ("按箱", "by case"),
        "unit": ("按件", "by unit"),
    },
)
PRODUCT_STAGE = Vocabulary(
    "product_stage",
    {
        "launch": ("导入", "launch"),
        "growth": ("成长", "growth"),
        "mature": ("成熟", "mature"),
        "phase_out": ("退市", "phase-out"),
    },
)
HARBOUR = Vocabulary("harbour", {"yes": ("符合", "yes"), "no": ("不符合", "no"), "unknown": ("未评估", "not assessed")})
TAX = Vocabulary("tax", {"incl": ("含税", "incl. VAT"), "excl": ("不含税", "excl. VAT")})

ContactId = Annotated[str, IdOf("C"), RefTo("contact")]
StaffId = Annotated[str, IdOf("S"), RefTo("staff")]
DealerId = Annotated[str, IdOf("D"), RefTo("dealer")]
"""Ids by which records name a person, one of the staff, a dealer."""


class Address(Value):
    """Where letters and messages are served (送达地址)."""

    address: Line = field("地址", "Address", audience="dealer")
    postcode: Line = field("邮编", "Postcode", audience="dealer", default="/")
    recipient: ContactId | None = field("收件人", "Recipient", audience="dealer", default=None)
    email: Line = field("电子邮箱", "E-mail", audience="dealer")
    phone: Line = field("电话", "Telephone", audience="dealer")


class BankAccount(Value):
    """A company's account; never a person's (reference 0.4, 0.6)."""

    KEY = ("number",)
    account_name: Line = field("户名", "Account name", audience="dealer")
    bank: Line = field("开户行", "Bank", audience="dealer")
    number: Line = field("账号", "Account number", audience="dealer")
    third_party_letter: Line | None = field("第三方付款说明", "Third-party payment letter", default=None)


class MarketShare(Value):
    KEY = ("product_market", "region", "year")
    product_market: Bilingual = field("相关商品市场", "Product market")
    region: Bilingual = field("相关地域市场", "Geographic market")
    share: Rate = field("份额", "Share")
    year: Count = field("年度", "Year")
    source: Line = field("来源", "Source")


class TradeMark(Value):
    KEY = ("registration",)
    registration: Line = field("注册号", "Registration", audience="public")
    name: Line = field("商标", "Mark", audience="public")
    nice_class: Count = field("类别", "Class", audience="public")
    owner: Line = field("权利人", "Owner", audience="public")
    valid_to: Day = field("有效期至", "Valid until", audience="public")


class Compliance(Value):
    """Where the company stands towards the safe harbours of the Anti-Monopoly Law, art. 18 (reference 0.2)."""

    rpm_safe_harbour: Annotated[str, OneOf(HARBOUR)] = field("转售价格安全港", "Resale price safe harbour")
    non_price_safe_harbour: Annotated[str, OneOf(HARBOUR)] = field("非价格限制安全港", "Non-price safe harbour")
    legal_note: Line | None = field("法务说明", "Legal note", default=None)


class Company(Record):
    """The brand owner, 甲方."""

    legal_name: Line = field("名称", "Legal name", audience="public")
    english_name: Line = field("英文名称", "English name", audience="public")
    brand: Bilingual = field("品牌", "Brand", audience="public")
    brand_code: Line = field(
        "品牌代码", "Brand code", audience="public", help_zh="二至八个大写字母", help_en="two to eight capital letters"
    )
    uscc: CreditCode = field("统一社会信用代码", "Credit code", audience="public")
    registered_address: Line = field("住所", "Registered address", audience="public")
    legal_representative: ContactId = field("法定代表人", "Legal representative", audience="public")
    enterprise_size: Annotated[str, OneOf(SIZES)] = field("企业规模", "Size")
    industry: Line = field("行业", "Industry", audience="public")
    bank_account: BankAccount = field("收款账户", "Bank account", audience="dealer")
    notice_address: Address = field("送达地址", "Address for notices", audience="dealer")
    fiscal_year_start: Count = field("财年起始月", "Fiscal year starts in month", audience="dealer")
    market_share: tuple[MarketShare, ...] = field("相关市场份额", "Market share", default=())
    trade_marks: tuple[TradeMark, ...] = field("商标", "Trade marks", audience="public", default=())
    compliance: Compliance = field("合规画像", "Compliance")


class Workspace(Record):
    """Settings of the workspace itself."""

    format: Count = field("格式版本", "Format")
    languages: tuple[Annotated[str, OneOf(LANGUAGE)], ...] = field("语言", "Languages")
    time_zone: Line = field("时区", "Time zone", audience="public")
    as_of: Day | None = field("基准日", "As-of date", default=None)
    name: Bilingual = field("名称", "Name", audience="public")
    repository: Repository | None = field(
        "仓库",
        "Repository",
        default=None,
        help_zh="页面上的“编辑”链接由它而来",
        help_en="where “edit” on each page leads",
    )
    site_address: WebAddress | None = field(
        "网站地址",
        "Address of the site",
        audience="public",
        default=None,
        help_zh="网站首页所在目录的网址，写了才有 sitemap.xml",
        help_en="where the folder of the site is served; with it there is a sitemap.xml",
    )


BASES = Vocabulary(
    "basis",
    {
        "contract": ("订立、履行合同所必需", "contract"),
        "consent": ("个人同意", "consent"),
        "duty": ("履行法定职责或义务", "legal duty"),
        "employment": ("人力资源管理所必需", "employment"),
    },
)


class Staff(Record):
    """A post at the company and who may hold which role; the person's name lives in the private store."""

    id: Annotated[str, IdOf("S")] = field("员工编号", "Staff id", audience="dealer")
    contact: ContactId | None = field("人员", "Person", audience="dealer", default=None)
    post: Bilingual = field("岗位", "Post", audience="dealer")
    department: Annotated[str, OneOf(DEPARTMENTS)] = field("部门", "Department", audience="dealer")
    roles: tuple[Annotated[str, OneOf(DEPARTMENTS)], ...] = field("可代表的职能", "May act for", default=())
    reports_to: StaffId | None = field("上级", "Reports to", default=None)
    since: Day = field("任职自", "Since")
    until: Day | None = field("离任日", "Until", default=None)


class Contact(Record):
    """A person. Kept out of git; only the id stands in records (reference A.7)."""

    id: Annotated[str, IdOf("C")] = field("联系人编号", "Contact id", audience="dealer")
    dealer: DealerId | None = field(
        "所属经销商",
        "Of dealer",
        audience="dealer",
        default=None,
        help_zh="品牌方自己的人不写",
        help_en="left out for the company's own people",
    )
    name: Line = field("姓名", "Name", audience="dealer", personal="personal")
    title: Bilingual | None = field("职务", "Title", audience="dealer", default=None)
    mobile: Line | None = field("手机", "Mobile", audience="dealer", personal="personal", default=None)
    email: Line | None = field("邮箱", "E-mail", audience="dealer", personal="personal", default=None)
    purpose: Line = field("处理目的", "Purpose")
    legal_basis: Annotated[str, OneOf(BASES)] = field("处理依据", "Legal basis")
    notice_given_at: Day | None = field("告知日期", "Notice given", default=None)
    retention_until: Day | None = field("保存至", "Kept until", default=None)


class AfterSales(Value):
    months: Duration = field("质保月数", "Warranty", audience="public", unit="月")
    responsible: Bilingual = field("责任方", "Responsible", audience="public")
    notes: Bilingual | None = field("说明", "Notes", audience="public", default=None)


class Sku(Value):
    KEY = ("code",)
    code: Line = field("货号", "SKU", audience="public")
    barcode: Line = field("条码", "Barcode", audience="public")
    name: Bilingual = field("品名", "Name", audience="public")
    unit: Bilingual = field("单位", "Unit", audience="public")
    case_pack: Count = field("箱规", "Per case", audience="public")
    specification: Bilingual = field("规格", "Specification", audience="public")
    focus_from: Day | None = field("重点产品自", "Focus product from", audience="dealer", default=None)
    stage: Annotated[str, OneOf(PRODUCT_STAGE)] = field("生命周期", "Stage", default="mature")


class ProductLine(Record):
    """A line of products that is granted, targeted and licensed as one (reference A.2)."""

    id: Name = field("产品线编号", "Line id", audience="public")
    name: Bilingual = field("产品线", "Product line", audience="public")
    category: Bilingual = field("品类", "Category", audience="public")
    storage: Annotated[str, OneOf(STORAGE)] = field("储存条件", "Storage", audience="public")
    shelf_life_days: Duration | None = field("保质期", "Shelf life", audience="public", unit="天", default=None)
    vat_rate: Rate = field("增值税率", "VAT rate", audience="public")
    required_licences: tuple[Annotated[str, OneOf(LICENCES)], ...] = field(
        "资质要求", "Licences required", audience="public", default=()
    )
    trace: Annotated[str, OneOf(TRACE)] = field("赋码层级", "Tracing")
    after_sales: AfterSales | None = field("售后", "After-sales", audience="public", default=None)
    skus: tuple[Sku, ...] = field("产品", "Products", audience="public")


class Price(Value):
    KEY = ("sku",)
    sku: Line = field("货号", "SKU", audience="dealer")
    dealer_price: Amount = field("供货价", "Supply price", audience="dealer", unit="元/箱")
    suggested_retail_price: Amount | None = field(
        "建议零售价", "Suggested retail price", audience="dealer", unit="元/件", default=None
    )


class PriceList(Record):
    """Supply prices of one line. Retail prices are suggestions only and bind nobody (Anti-Monopoly Law art. 18)."""

    id: Name = field("价格表编号", "Price list id", audience="dealer")
    version: Version = field("版本", "Version", audience="dealer")
    line: Annotated[Name, RefTo("product-line")] = field("产品线", "Product line", audience="dealer")
    effective_from: Day = field("生效日", "In force from", audience="dealer")
    effective_to: Day | None = field("失效日", "In force until", audience="dealer", default=None)
    tax: Annotated[str, OneOf(TAX)] = field("含税", "Tax", audience="dealer")
    prices: tuple[Price, ...] = field("价格", "Prices", audience="dealer")


KINDS = (
    Kind("company", Text("公司资料", "the company's data"), Company, "content/company.yaml", identity="company"),
    Kind(
        "workspace",
        Text("工作区设置", "the workspace's settings"),
        Workspace,
        "content/workspace.yaml",
        identity="workspace",
    ),
    Kind("staff", Text("员工名录", "the staff"), Staff, "content/staff.yaml", items="staff"),
    Kind(
        "contact",
        Text("联系人库", "the contacts"),
        Contact,
        "private/contacts.yaml",
        items="contacts",
        fallback="private.sample/contacts.yaml",
        also=("private/contacts/*.yaml", "private.sample/contacts/*.yaml"),
        erasable=True,
    ),
    Kind(
        "work-year", Text("工作日历", "the work calendar"), WorkYear, "content/calendar/{year}.yaml", identity="{year}"
    ),
    Kind("product-line", Text("产品线", "the product lines"), ProductLine, "content/products/{id}.yaml"),
    Kind(
        "price-list",
        Text("供货价格表", "the price lists"),
        PriceList,
        "content/price-lists/{id}/{version}.yaml",
        identity="{id}@{version}",
    ),
    *GUIDE_KINDS,
    APPROVALS_KIND,
    CHANGE_APPROVAL_KIND,
    IMPORT_KIND,
)
