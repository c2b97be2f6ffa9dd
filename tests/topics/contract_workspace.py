"""A workspace in memory around contracts: everything that a contract refers to, and contracts without a fault.

A test writes the part that it is about, with its faults marked as builders.py says; the rest is filled up. `expect` compares
what all contract checks find with the marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from tests.topics.builders import TODAY, company, dealer, filled, found, marked, product_line
from toolkit.sources.document import text_digest
from toolkit.topics.contract.checks import CHECKS
from toolkit.topics.contract.rules.protection import FREE_PRICING

CLAUSES = Path(__file__).resolve().parents[2] / "content" / "clauses"
DIVISIONS = {
    "content/divisions/2025-12.csv": """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖,xihu
330110,330100,county,余杭区,余杭,yuhang
330112,330100,county,临安区,临安,linan
330300,330000,prefecture,温州市,温州,wenzhou
330302,330300,county,鹿城区,鹿城,lucheng
440000,,province,广东省,广东,guangdong
441900,440000,prefecture,东莞市,东莞,dongguan
710000,,province,台湾省,台湾,taiwan
810000,,province,香港特别行政区,香港,xianggang
820000,,province,澳门特别行政区,澳门,aomen
"""
}
SKUS = """
  - {code: QY-A101, barcode: "6970000011013", name: {zh: 绿茶, en: Green tea}, unit: 瓶, case_pack: "15", specification: {zh: 500毫升×15瓶, en: 500 ml × 15}}
  - {code: QY-A102, barcode: "6970000011020", name: {zh: 乌龙茶, en: Oolong}, unit: 瓶, case_pack: "15", specification: {zh: 500毫升×15瓶, en: 500 ml × 15}}"""
TERMS: dict[str, str] = {
    "template": "std@2026-1",
    "draft_version": '"2"',
    "status": "signed",
    "contract_type": "buy_resell",
    "scopes": '[{id: main, grant: non_exclusive, lines: [ambient], channels: [traditional], regions: ["330106"]}]',
    "restriction": "active_sales_only",
    "term": '{start: "2026-01-01", end: "2026-12-31", renewal: by_agreement, renewal_notice_days: "60"}',
    "targets": '{nature: guideline, basis: sell_in_net, tax: excl, years: [{year: "2026", line: ambient, amount: "4000000.00"}], quarters: ['
    + ", ".join(f'{{quarter: 2026Q{n}, line: ambient, amount: "1000000.00"}}' for n in (1, 2, 3, 4))
    + "]}",
    "first_order": '{amount: "600000.00", minimum_order: "5000.00"}',
    "prices": '[{list: ambient@2025-1, discount: "0.02"}]',
    "price_change": '{notice_days: "20", protection_days: "30"}',
    "payment": '{method: prepaid, late_interest_daily: "0.0001", reconciliation_day: "10"}',
    "rebate_policy": "rebate@2026-1",
    "marketing": "{duty: 按年度计划推广, bearer: shared}",
    "support": "[每季度培训一次]",
    "delivery": '{place: 乙方仓库, freight: company, lead_days: "5", acceptance_days: "5"}',
    "returns": '[{line: ambient, swap_rate: "0.03"}]',
    "after_sales": "按公司标准",
    "data": "[{item: 库存, frequency: 每周, purpose: 补货}]",
    "liability": "[{party: company, trigger: 逾期交付, remedy: 违约金, cap: 货款的10%}, {party: dealer, trigger: 逾期付款, remedy: 利息, cap: 计至付清}]",
    "termination": '{notice_days: "60", cure_days: "30", settlement_days: "30", buy_back_rate: "0.90", sell_off_days: "90"}',
    "dispute": "{kind: court, body: 杭州市西湖区人民法院}",
    "sign_method": "wet",
    "signed_on": '"2025-12-20"',
    "signing_place": "浙江省杭州市西湖区",
}
UNSIGNED = "status: draft\nsigned_on: none\n"
LIMITS: dict[str, str] = {
    "name": "合同限额",
    "effective_from": '"2024-01-01"',
    "applies_by": "signed_at",
    "earnest_money_share": '"0.20"',
    "quarter_share_min": '"0.15"',
    "quarter_share_max": '"0.40"',
    "first_order_months": '"2"',
    "renewal_notice_days": '"60"',
    "price_notice_days": '"15"',
    "price_protection_days": '"60"',
    "termination_notice_days": '"60"',
    "cure_days": '"5"',
    "refund_days": '"30"',
    "discount": '"0.05"',
    "licence_days": '"180"',
    "late_interest_daily": '"0.0005"',
    "unsecured_credit": '"300000.00"',
    "acceptance_days": '"3"',
    "market_share": '"0.15"',
}


def contract(text: str = "", number: int = 1, holder: int = 1) -> dict[str, str]:
    """A signed contract of the year 2026 without a fault, QY-JX-2025-000N of the dealer D-2025-000H."""
    return {contract_path(number, holder): filled(text, TERMS)}


def contract_path(number: int = 1, holder: int = 1) -> str:
    return f"dealers/D-2025-{holder:04d}/contracts/QY-JX-2025-{number:04d}.yaml"


def limits(text: str = "", version: str = "2024-1") -> dict[str, str]:
    """A version of the limits policy, with every limit set."""
    return {f"content/policies/contract/contract-limits/{version}.yaml": filled(text, LIMITS)}


def price_list(text: str = "", name: str = "ambient", version: str = "2025-1") -> dict[str, str]:
    """A price list of the product line of the same name."""
    rest = {
        "line": name,
        "effective_from": '"2025-01-01"',
        "tax": "incl",
        "prices": '[{sku: QY-A101, dealer_price: "43.50", suggested_retail_price: "5.00"}, {sku: QY-A102, dealer_price: "42.75"}]',
    }
    return {f"content/price-lists/{name}/{version}.yaml": filled(text, rest)}


def clause(name: str, body: str = "1. 甲方和乙方。", head: str = "flag: M", locale: str = "zh") -> dict[str, str]:
    """A clause of version 2026-1; a Chinese one gets no translation."""
    front = f"title: {name}\n{head}" if head else f"title: {name}"
    return {f"content/clauses/{name}/2026-1/{locale}.md": f"---\n{front}\n---\n\n{body}\n"}


def template(text: str = "", articles: tuple[str, ...] = ("price",)) -> dict[str, str]:
    """The template std@2026-1 with the named articles."""
    rest = {
        "version": "2026-1",
        "title": "{zh: 经销合同, en: Distribution agreement}",
        "contract_types": "[buy_resell]",
        "preamble": "preamble@2026-1",
        "articles": f"[{', '.join(f'{name}@2026-1' for name in articles)}]",
        "annexes": "[territory]",
    }
    return {"content/clauses/templates/std.yaml": filled(text, rest)}


def base() -> dict[str, str]:
    """What contracts refer to: company, products, prices, limits, divisions, a standard of one article, a dealer."""
    english = {
        path: text
        for name in ("preamble", "price")
        for path, text in clause(name, "1. English.", f"translation_of: {_digest(name)}", "en").items()
    }
    return {
        **company(),
        **product_line(f"skus:{SKUS}"),
        **price_list(),
        **limits(),
        **DIVISIONS,
        **_originals(),
        **english,
        **template(),
        **dealer(),
    }


APART = ("CTR621", "CTR761", "CTR762")
"""What every signed contract of the base would be told for: it is not frozen, and runs out soon. Tests of their own look at it."""


def expect(*files: Mapping[str, str], as_of: date = TODAY) -> None:
    """Compares what the checks find in the base and the files with the marks in them."""
    whole = base()
    for more in files:
        whole |= more
    assert [row for row in found(CHECKS, whole, as_of) if not any(code in row for code in APART)] == marked(whole)


@cache
def library() -> Mapping[str, str]:
    """The real clause library, as files; without the standards that the sample has signed."""
    found = [path for path in CLAUSES.rglob("*") if path.suffix in (".md", ".yaml") and path.name != "README.md"]
    paths = [path for path in found if path.parent.name != "frozen"]
    return {f"content/clauses/{path.relative_to(CLAUSES).as_posix()}": path.read_text("utf-8") for path in paths}


def _originals() -> dict[str, str]:
    return {
        **clause("preamble", "1. 双方平等。", "flag: M\nnumbered: false"),
        **clause("price", f"1. {FREE_PRICING}"),
    }


@cache
def _digest(name: str) -> str:
    """The digest of a Chinese clause, as its translation names it."""
    return text_digest(_originals()[f"content/clauses/{name}/2026-1/zh.md"])[:16]


FULL = """\
template: dist-zh-2026@2026-1
status: legal_review
signed_on: none
scopes:
  - {id: city, grant: exclusive, lines: [ambient], channels: [ka, traditional], regions: ["330100"], exclusions: ["330112"]}
  - {id: south, grant: non_exclusive, lines: [ambient, chilled], channels: [online], regions: ["330302", "441900"]}
online: [{platform: 某平台, shop: 青屿西湖店}]
reserved:
  - {name: {zh: 铁路配餐, en: Rail catering}, reason: {zh: 集中采购，由甲方供货。, en: Bought centrally.}, channels: [catering]}
restriction: active_and_passive
restriction_reason: {zh: 低温产品须全程冷链, en: chilled goods need an unbroken cold chain}
restriction_note: 法务备忘 2026-01
term:
  start: "2027-01-01"
  end: "2028-12-31"
  trial_months: "3"
  contract_year: fiscal
  renewal: automatic_once
  renewal_notice_days: "75"
  renewal_months: "14"
targets:
  nature: guaranteed_minimum
  basis: sell_in_net
  tax: excl
  years: [{year: "2027", line: ambient, amount: "4100000.00"}, {year: "2027", line: chilled, amount: "400000.50"}]
  quarters:
    - {quarter: 2027Q1, line: ambient, amount: "1000000.00"}
    - {quarter: 2027Q2, line: ambient, amount: "1050000.00"}
    - {quarter: 2027Q3, line: ambient, amount: "1150000.00"}
    - {quarter: 2027Q4, line: ambient, amount: "900000.00"}
    - {quarter: 2027Q3, line: chilled, amount: "250000.25"}
    - {quarter: 2027Q4, line: chilled, amount: "150000.25"}
  guaranteed_minimum: "3000000.00"
first_order:
  amount: "416409.02"
  items: {zh: 附件二全部品项各20箱, en: 20 cases of each product in Annex 2}
  delivery: {zh: 分两批送达，间隔10天, en: "in two lots, ten days apart"}
  minimum_order: "8000.00"
  minimum_month: "90000.00"
  safety_stock_days: "16"
  exchange_rate: "0.25"
prices: [{list: ambient@2025-1, discount: "0.03"}, {list: chilled@2025-1, discount: "0"}]
price_change: {notice_days: "18", protection_days: "45"}
payment:
  method: bank_acceptance
  credit_days: "35"
  acceptance_months: "6"
  accepting_banks: {zh: 国有银行或全国性股份制银行, en: state-owned or national joint-stock banks}
  discount_bearer: dealer
  late_interest_daily: "0.0002"
  reconciliation_day: "12"
credit:
  limit: "260000.00"
  review_months: "4"
  guarantees: [{guarantor: 某实业有限公司, kind: joint, limit: "310000.00", period_months: "36", resolution: 股东会决议}]
deposit:
  kind: performance_bond
  amount: "107000.53"
  due_days: "9"
  deductions: [{zh: 催告后仍未支付的货款, en: unpaid invoices after a reminder}, {zh: 经确认的赔偿, en: confirmed damages}]
  top_up_days: "17"
  refund_days: "28"
  interest: "true"
evaluation_policy: six-dimensions@2026-1
marketing:
  duty: {zh: 每季度两场社区推广, en: Two community events a quarter}
  rate: "0.015"
  bearer: shared
  company_share: "0.55"
support: [{zh: 每月驻店4天, en: Four days a month in the market}, {zh: 每年24课时培训, en: 24 hours of training a year}]
delivery: {mode: pickup, place: 乙方申花路仓, freight: shared, company_share: "0.6", lead_days: "6", acceptance_days: "7"}
returns:
  - {line: ambient, swap_rate: "0.04", remaining_life: "0.66", life_left: "0.33", freight: company}
  - {line: chilled, swap_rate: "0.02"}
after_sales: {zh: 乙方先行换退，甲方承担质量问题的费用, en: Party B replaces first; faults are at the cost of Party A}
data: [{item: {zh: 库存与效期, en: Stock and shelf life}, frequency: {zh: 每周, en: weekly}, purpose: {zh: 补货建议, en: replenishment}}]
liability:
  - {party: company, trigger: {zh: 逾期交付, en: Late delivery}, remedy: {zh: 每日0.03%, en: 0.03 % a day}, cap: {zh: 货款的10%, en: 10 % of the price}}
  - {party: dealer, trigger: {zh: 拒收已确认订单, en: Refusal of a confirmed order}, remedy: {zh: 往返运费, en: freight both ways}, cap: {zh: 货款的一成, en: a tenth of the price}}
liability_cap: "3500000.00"
termination: {notice_days: "80", cure_days: "25", settlement_days: "40", buy_back_rate: "0.85", buy_back_days: "22", sell_off_days: "95"}
dispute: {kind: arbitration, body: 杭州仲裁委员会}
compliance_channel: {zh: 电话0571-10000018，内审部, en: "telephone 0571-10000018, internal audit"}
message_accounts: [{party: company, service: 企业微信, account: 青屿渠道服务}, {party: dealer, service: 企业微信, account: 第1商贸订货}]
opted: [first-order, competing-products, title-retention]
competing_limit:
  products: {zh: 无糖即饮茶, en: sugar-free teas}
  area: {zh: 西湖区, en: Xihu}
  period: {zh: 合同期限内, en: the term}
  reason: {zh: 甲方投放专用冷柜, en: coolers placed by Party A}
  support: {zh: 每台每年补贴600元。, en: CNY 600 a cooler and year.}
  legal_note: 法务备忘 2026-02
special: [{zh: 前一合同的保证金转为本合同的保证金, en: The former bond becomes that of this contract}]
sign_method: esign
"""
"""A draft under the real standard, with every field of a contract set that can be set together with the others."""


def standard_workspace(*contracts: Mapping[str, str]) -> dict[str, str]:
    """The base with a second line, a licensed dealer and the real clause library, and the contracts."""
    files = {**_two_lines(), **library()}
    for more in contracts:
        files |= more
    return files


def outline_workspace(*contracts: Mapping[str, str]) -> dict[str, str]:
    """The same with each clause cut down to its front matter and a word, for what does not look at the articles."""
    short = {path: _cut(text) for path, text in library().items() if not path.endswith("/en.md")}
    files = {**_two_lines(), **short}
    for more in contracts:
        files |= more
    return files


def _cut(text: str) -> str:
    return re.sub(r"\A(---\n.*?\n---\n).*", r"\1\n1. 条款。\n", text, flags=re.DOTALL)


def _two_lines() -> dict[str, str]:
    chilled = "name: {zh: 低温酸奶, en: Chilled yoghurt}\nstorage: chilled\nshelf_life_days: '21'\nrequired_licences: [food_operation]"
    return {
        **base(),
        **product_line(f"name: {{zh: 常温饮料, en: Ambient drinks}}\nshelf_life_days: '365'\nskus:{SKUS}"),
        **product_line(chilled, "chilled"),
        **price_list('effective_from: "2025-01-01"\nprices: []', "chilled"),
        **dealer('licences: [{type: food_operation, number: JY13301060000001, valid_to: "2031-05-31"}]'),
    }
