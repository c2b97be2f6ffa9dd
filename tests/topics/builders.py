"""Small workspaces in memory. A test writes what it is about; the rest of each file is filled up with what is right.

A test marks the line at which it expects a problem with a comment, `name: x  # error[COM101]`; `marked` gathers the marks
and `found` the problems, in the same form, so a test is one comparison. Lines of CSV files, which have no comments, stand
in the test itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from textwrap import dedent

from stdnum.cn import uscc

from toolkit.kernel.problem import Problem
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.conflict.records import KINDS as CONFLICT
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.improvement.records import KINDS as IMPROVEMENT
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.lifecycle.records import KINDS as LIFECYCLE
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.topic import Check

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *CONFLICT, *INCENTIVE, *IMPROVEMENT, *LIFECYCLE))
TODAY = date(2026, 10, 20)
_MARK = re.compile(r"\b(?:error|warning|info)\[[A-Z]{3}\d{3}\]")


def network(files: Mapping[str, str]) -> Network:
    """The network of a few files, which may name records that are not there but must be right in themselves."""
    loaded = load(MemoryTree({path: _written(text) for path, text in files.items()}), KINDS, whole=False)
    wrong = [problem.line("en") for problem in loaded.problems if problem.code != "REF001"]
    assert wrong == [], "the test's own files"
    return loaded.network


def problems(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> tuple[Problem, ...]:
    """Every problem that the checks find in the files."""
    records = network(files)
    return tuple(problem for check in checks for problem in check.find(records, Results(), as_of))


def found(checks: Iterable[Check], files: Mapping[str, str], as_of: date = TODAY) -> list[str]:
    """The problems as `path:line severity[CODE]`, sorted."""
    rows = problems(checks, files, as_of)
    return sorted(f"{p.origin.path}:{p.origin.line} {p.severity}[{p.code}]" for p in rows)


def marked(files: Mapping[str, str]) -> list[str]:
    """The problems that the comments in the files announce, in the form of `found`."""
    return sorted(
        f"{path}:{number} {mark}"
        for path, text in files.items()
        for number, line in enumerate(_written(text).splitlines(), 1)
        for mark in _MARK.findall(line.partition("#")[2])
    )


def filled(text: str, rest: Mapping[str, str]) -> str:
    """The lines of `text`, then those of `rest` whose key it does not have; `none` as a value leaves a key out."""
    written = _written(text).rstrip() + "\n" if text else ""
    left_out = re.findall(r"^(\w+): none$", written, re.MULTILINE)
    given = {*re.findall(r"^(\w+):", written, re.MULTILINE), *left_out}
    kept = re.sub(r"^\w+: none\n", "", written, flags=re.MULTILINE)
    return kept + "".join(f"{key}: {value}\n" for key, value in rest.items() if key not in given)


def credit_code(number: int, head: str = "91") -> str:
    """A credit code with a right check character; another one for each number."""
    body = f"{head}330106MA27{number:05d}"
    return body + uscc.calc_check_digit(body)


def dealer(text: str = "", number: int = 1) -> dict[str, str]:
    """The profile of an active dealer D-2025-000N that lacks nothing."""
    code, name = credit_code(number), f"杭州第{number}商贸有限公司"
    notice = "{address: 杭州市西湖区文一路1号, email: office@example.cn, phone: 0571-10000000}"
    rest = {
        "name": name,
        "short_name": f"第{number}商贸",
        "uscc": f'"{code}"',
        "region": '"330106"',
        "registered_address": "杭州市西湖区文一路1号",
        "notice_address": notice,
        "taxpayer_type": "general",
        "invoice": f'{{title: {name}, tax_number: "{code}", address_phone: 杭州市西湖区文一路1号 0571-10000000}}',
        "bank_accounts": f'[{{account_name: {name}, bank: 某银行杭州分行, number: "1202000000000000001"}}]',
        "contacts": "[{role: owner, contact: C-2025-0001}, {role: finance, contact: C-2025-0002}, {role: order, contact: C-2025-0002}]",
        "service_team": "{manager: S-2025-0001, backup: S-2025-0002}",
        "transitions": '[{date: "2025-01-01", to: active}]',
    }
    return {f"dealers/D-2025-{number:04d}/profile.yaml": filled(text, rest)}


def id_number(county: str = "330106", born: str = "19800101", order: str = "123") -> str:
    """An invented identity number with the check character of GB 11643-1999."""
    body = county + born + order
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def card_number(body: str) -> str:
    """An invented card number with its Luhn digit."""
    doubled = [int(d) * (2 if place % 2 == 0 else 1) for place, d in enumerate(reversed(body))]
    return body + str(-sum(d - 9 if d > 9 else d for d in doubled) % 10)


def company(text: str = "") -> dict[str, str]:
    """The company's data, without trade marks."""
    rest = {
        "legal_name": "杭州青屿饮品有限公司",
        "english_name": "Hangzhou Qingyu Beverage Co., Ltd.",
        "brand": "{zh: 青屿, en: Qingyu}",
        "brand_code": "QY",
        "uscc": f'"{credit_code(99999)}"',
        "registered_address": "杭州市余杭区某路1号",
        "legal_representative": "C-2025-0009",
        "enterprise_size": "medium",
        "industry": "饮料",
        "bank_account": '{account_name: 杭州青屿饮品有限公司, bank: 某银行杭州分行, number: "1202000000000000009"}',
        "notice_address": "{address: 杭州市余杭区某路1号, email: office@example.cn, phone: 0571-10000009}",
        "fiscal_year_start": '"1"',
        "compliance": "{rpm_safe_harbour: unknown, non_price_safe_harbour: yes}",
    }
    return {"content/company.yaml": filled(text, rest)}


def staff(text: str) -> dict[str, str]:
    """The staff list, a person a line: `id: S-2025-0001, roles: [SA]`; the rest of a line is filled up."""
    rest = {"post": "员工", "department": "SA", "since": '"2024-01-01"'}
    rows = (line.partition("#") for line in _written(text).splitlines())
    items = [
        (", ".join((body.strip(), *(f"{key}: {value}" for key, value in rest.items() if f"{key}:" not in body))), mark)
        for body, _, mark in rows
    ]
    lines = (f"  - {{{item}}}  # {mark.strip() or 'right'}\n" for item, mark in items)
    return {"content/staff.yaml": "staff:\n" + "".join(lines)}


def product_line(text: str = "", name: str = "ambient") -> dict[str, str]:
    """A product line without SKUs."""
    rest = {
        "name": "常温饮料",
        "category": "饮料",
        "storage": "ambient",
        "vat_rate": '"0.13"',
        "trace": "case",
        "skus": "[]",
    }
    return {f"content/products/{name}.yaml": filled(text, rest)}


def contract(text: str = "", number: int = 1, holder: int = 1) -> dict[str, str]:
    """A contract QY-JX-2025-000N of the dealer D-2025-000H, signed, for the years 2025 and 2026."""
    rest = {
        "template": "dist-zh@2026-1",
        "draft_version": '"1"',
        "status": "signed",
        "contract_type": "buy_resell",
        "scopes": '[{id: main, grant: exclusive, lines: [ambient], channels: [traditional], regions: ["330106"]}]',
        "restriction": "none",
        "term": '{start: "2025-01-01", end: "2026-12-31", renewal: by_agreement, renewal_notice_days: "60"}',
        "targets": "{nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}",
        "prices": "[]",
        "price_change": '{notice_days: "30", protection_days: "30"}',
        "payment": '{method: prepaid, late_interest_daily: "0.0005", reconciliation_day: "5"}',
        "rebate_policy": "rebate@2026-1",
        "marketing": "{duty: 按年度计划, bearer: shared}",
        "support": "[]",
        "delivery": '{place: 乙方仓库, freight: company, lead_days: "5", acceptance_days: "3"}',
        "returns": "[]",
        "after_sales": "按公司标准",
        "data": "[]",
        "liability": "[]",
        "termination": '{notice_days: "60", cure_days: "30", settlement_days: "60", buy_back_rate: "0.8", sell_off_days: "60"}',
        "dispute": "{kind: court, body: 合同签订地人民法院}",
        "sign_method": "wet",
        "signed_on": '"2024-12-20"',
        "signing_place": "杭州市西湖区",
    }
    return {f"dealers/D-2025-{holder:04d}/contracts/QY-JX-2025-{number:04d}.yaml": filled(text, rest)}


def _written(text: str) -> str:
    return dedent(text).lstrip("\n")
