"""The company's own data and the settings of the workspace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from zoneinfo import ZoneInfo, available_timezones

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.vocabulary import nearest
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.topics.company.records import Company, Workspace
from toolkit.topics.topic import Check

FORMATS = (1,)
"""The formats of workspaces that this toolkit reads."""
_RENEWAL_DAYS = 365
_BRAND_CODE = re.compile(r"[A-Z]{2,8}", re.ASCII)

BRAND_CODE = ProblemKind(
    "COM101",
    "error",
    Text("品牌代码“{given}”不是二至八个大写字母", "the brand code “{given}” is not two to eight capital letters"),
    Text("合同编号由它开头，如 QY-JX-2026-0007", "contract numbers begin with it, as in QY-JX-2026-0007"),
)
ACCOUNT_NAME = ProblemKind(
    "COM102",
    "error",
    Text(
        "收款账户户名“{given}”与公司名称“{name}”不一致", "the account name “{given}” is not the company's name “{name}”"
    ),
    Text("货款只收进公司自己的账户", "payments go to the company's own account only"),
)
FISCAL_START = ProblemKind(
    "COM103",
    "error",
    Text("财年起始月 {given} 不在 1 到 12 之间", "the fiscal year starts in month {given}; it must be 1 to 12"),
)
MARK_EXPIRED = ProblemKind(
    "COM104",
    "warning",
    Text("商标 {mark} 已于 {day} 到期", "the trade mark {mark} expired on {day}"),
    Text("核对续展情况，登记新的有效期", "see whether it was renewed, and record the new date"),
)
MARK_EXPIRING = ProblemKind(
    "COM105",
    "warning",
    Text("商标 {mark} 将于 {day} 到期，还有 {days} 天", "the trade mark {mark} expires on {day}, in {days} days"),
    Text("期满前十二个月内可以申请续展", "renewal may be applied for in the twelve months before it expires"),
)
FORMAT = ProblemKind(
    "COM106",
    "error",
    Text("不支持工作区格式 {given}", "the workspace format {given} is not supported"),
    Text("本版本支持：{known}", "this version supports: {known}"),
)
TIME_ZONE = ProblemKind(
    "COM107",
    "error",
    Text("没有名为 {given} 的时区", "there is no time zone named {given}"),
    Text("{advice}", "{advice}"),
)
NO_CHINESE = ProblemKind(
    "COM108",
    "error",
    Text("语言里没有 zh", "the languages lack zh"),
    Text("中文是各种文书的基准语言，请加上 zh", "Chinese is the language that every paper starts from: add zh"),
)


def company_data(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The company's brand code, account and fiscal year are usable.

    The brand code heads every contract number, so it is two to eight capital letters. The receiving account
    carries the company's own name (reference A.1): a dealer must never be told to pay a person or another firm. The
    fiscal year starts in a month from 1 to 12; quarters are counted from it. Correct the field in
    `content/company.yaml`.

    中文：品牌代码、收款账户和财年起始月要能用。合同编号以品牌代码开头，须是二至八个大写字母；货款只能收进公司同名账户，
    不让经销商把钱付给个人或别的公司；季度从财年起始月（1 至 12）数起。请改公司资料里的相应字段。
    """
    company = network.only(Company)
    if company is None:
        return
    if not _BRAND_CODE.fullmatch(company.brand_code):
        yield BRAND_CODE.at(network.origin(company, "brand_code"), field="brand_code", given=company.brand_code)
    if company.bank_account.account_name != company.legal_name:
        path = ("bank_account", "account_name")
        yield ACCOUNT_NAME.at(
            network.origin(company, *path),
            field=network.field(company, *path),
            given=company.bank_account.account_name,
            name=company.legal_name,
        )
    if not 1 <= company.fiscal_year_start <= 12:
        place = network.origin(company, "fiscal_year_start")
        yield FISCAL_START.at(place, field="fiscal_year_start", given=company.fiscal_year_start)


def trade_marks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Every trade mark is valid, and its renewal is not forgotten.

    Contracts license the marks (reference A.1, F.1); a mark that expires leaves the dealer without the right to show
    it. Renewal may be applied for within the twelve months before expiry (Trade Mark Law), so the warning begins
    365 days ahead. Renew the mark and record the new date in `content/company.yaml`.

    中文：商标都在有效期内，续展不被遗忘。合同许可经销商使用商标，商标一失效，经销商就失去使用的依据；期满前十二个月内可
    以申请续展，所以提前 365 天提醒。续展后登记新的有效期。
    """
    company = network.only(Company)
    for place, mark in enumerate(company.trade_marks if company else ()):
        days = (mark.valid_to - as_of).days
        if company is None or mark.valid_to > as_of + timedelta(days=_RENEWAL_DAYS):
            continue
        kind = MARK_EXPIRED if days < 0 else MARK_EXPIRING
        path = ("trade_marks", place, "valid_to")
        yield kind.at(
            network.origin(company, *path),
            field=network.field(company, *path),
            mark=f"{mark.name} {mark.registration}",
            day=mark.valid_to,
            days=days,
        )


def workspace_settings(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The workspace's format, time zone and languages can be worked with.

    A format that this version does not know would be misread. The time zone decides which day is today; it is a
    name of the IANA database such as `Asia/Shanghai`. Chinese is the language that papers start from (reference
    A.0), English is added to it. Correct the field in `content/workspace.yaml`.

    中文：工作区的格式、时区和语言要能用。不认识的格式会被读错；时区决定“今天”是哪一天，写 IANA 时区库里的名称；文书以
    中文为准，英文是附加的。请改工作区设置。
    """
    workspace = network.only(Workspace)
    if workspace is None:
        return
    if workspace.format not in FORMATS:
        known = ", ".join(map(str, FORMATS))
        yield FORMAT.at(network.origin(workspace, "format"), field="format", given=workspace.format, known=known)
    if not _is_time_zone(workspace.time_zone):
        near = nearest(workspace.time_zone, sorted(available_timezones()))
        yield TIME_ZONE.at(
            network.origin(workspace, "time_zone"),
            field="time_zone",
            given=workspace.time_zone,
            advice=Text(f"是不是 {near}？", f"did you mean {near}?") if near else NO_TEXT,
        )
    if "zh" not in workspace.languages:
        yield NO_CHINESE.at(network.origin(workspace, "languages"), field="languages")


def _is_time_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


CHECKS: tuple[Check, ...] = (
    Check((BRAND_CODE, ACCOUNT_NAME, FISCAL_START), company_data),
    Check((MARK_EXPIRED, MARK_EXPIRING), trade_marks),
    Check((FORMAT, TIME_ZONE, NO_CHINESE), workspace_settings),
)
