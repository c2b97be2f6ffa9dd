"""The ground that an invented network stands on: what is taken from the workspace it is made with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from toolkit.kernel.origin import Origin
from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.topics.company.records import Company, PriceList, ProductLine, Staff
from toolkit.topics.contract.records import Clause, Contract, Template
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.market.records import Division

KINDS = (
    "company", "workspace", "staff", "work-year", "product-line", "price-list", "successor", "division", "territory",
    "contract-limits", "contract-template", "clause", "clause-duties", "lint-waiver", "contents", "page",
)  # fmt: skip
"""Kinds of records that are taken over as they are, beside every kind of policy."""
BUY_RESELL = "buy_resell"

NOT_ENOUGH = ProblemKind(
    "SMP101",
    "error",
    Text("这个工作区缺少{what}，不能造样例网络", "this workspace lacks {what}: no network can be invented on it"),
    Text("先补上，再运行 sample", "add it, then run sample again"),
    manual="An invented network takes products, prices, the paper of contracts and the people who approve from the workspace."
    "中文：样例网络取用工作区里的产品、价格、合同文本和有批准权的人。",
)
TOO_MANY = ProblemKind(
    "SMP102",
    "error",
    Text("最多 {most} 家：县区与产品线的组合只有这么多", "at most {most} dealers: there are no more pairs of county and line"),
    manual="Territories of invented dealers never overlap, so their number is bounded."
"中文：样例经销商的区域互不重叠，所以家数有限。",
)  # fmt: skip
NOT_EMPTY = ProblemKind(
    "SMP103",
    "error",
    Text("{folder} 不是空目录，没有写入", "{folder} is no empty folder; nothing was written"),
    Text("换一个目录名", "name another folder"),
    manual="An invented network is made as a new workspace: it never goes into a folder that holds anything."
    "中文：样例网络建成一个新工作区，绝不写进有内容的文件夹。",
)
NOT_MADE = ProblemKind(
    "SMP104",
    "error",
    Text("{folder} 写不进去：{reason}；没有留下任何文件", "{folder} cannot be written: {reason}; no file was left"),
    Text("检查目录权限和磁盘空间", "see the folder's permissions and the room on the disk"),
    manual="The network is written beside its place and takes its name when it is whole; a failure leaves nothing behind."
    "中文：样例网络先在旁边建好，完整之后再改名，失败时什么也不留下。",
)
PROBLEMS = (NOT_ENOUGH, TOO_MANY, NOT_EMPTY, NOT_MADE)


@dataclass(frozen=True, slots=True)
class Offer:
    """A product line as dealers get it: its price list and rebate policy, as contracts name them."""

    line: ProductLine
    prices: str
    rebates: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What invented dealers refer to. `year` is the fiscal year whose finished quarters they have behind them."""

    company: Company
    template: str
    clauses: frozenset[str]
    offers: tuple[Offer, ...]
    counties: tuple[Division, ...]
    names: dict[str, str]
    staff: dict[str, str]
    people: tuple[str, ...]
    as_of: date
    year: int

    @property
    def quarters(self) -> tuple[int, ...]:
        """Returns the quarters of the year that are over, and whose data are in."""
        return tuple(q for q in range(1, 5) if frozen_on(self.year, q) <= self.as_of)


def frozen_on(year: int, quarter: int) -> date:
    """Returns the day on which a quarter's data are frozen."""
    month = quarter * 3 + 1
    return date(year + month // 13, (month - 1) % 12 + 1, 7)


def taken(network: Network, kind: str) -> bool:
    """Whether files of a kind belong to the ground."""
    return kind in KINDS or (kind in network.kinds and network.kinds.named(kind).path.startswith("content/policies/"))


def ground(network: Network, as_of: date) -> Ground | Problem:
    """Returns the ground that a workspace offers, or what it lacks."""
    year = as_of.year if frozen_on(as_of.year, 1) <= as_of else as_of.year - 1
    start = date(year, 1, 1)
    company, offers = network.only(Company), _offers(network, start)
    templates = [row for row in network.all(Template) if BUY_RESELL in row.contract_types]
    staff = {row.id: row for row in network.all(Staff) if row.until is None}
    posts = _posts(tuple(staff.values()))
    counties = tuple(row for row in network.all(Division) if row.level == "county")
    wants = {
        Text("公司资料", "the company’s data"): company,
        Text("带价格表和返利政策的产品线", "a product line with prices and a rebate policy"): offers,
        Text("经销合同样本", "a template of distribution contracts"): templates,
        Text("销售、财务、法务等岗位的人员", "staff for sales, finance, law and the rest"): posts,
        Text("县级行政区划", "divisions of county level"): counties,
    }
    missing = next((what for what, held in wants.items() if not held), None)
    if missing is not None or company is None:
        return NOT_ENOUGH.at(Origin("content"), what=missing)
    names = {row.code: row.name for row in network.all(Division)}
    called = {row.contact for row in staff.values()} | {company.legal_representative, company.notice_address.recipient}
    template = f"{templates[-1].id}@{templates[-1].version}"
    people = tuple(sorted(filter(None, called)))
    clauses = frozenset(row.id for row in network.all(Clause))
    return Ground(company, template, clauses, offers, counties, names, posts, people, as_of, year)


def _offers(network: Network, start: date) -> tuple[Offer, ...]:
    found = (
        (line, _prices(network, line.id, start), _rebates(network, line.id, start)) for line in network.all(ProductLine)
    )
    return tuple(Offer(line, prices, rebates) for line, prices, rebates in found if prices and rebates)


def _prices(network: Network, line: str, start: date) -> str:
    lists = (row for row in network.all(PriceList) if row.line == line and row.effective_from <= start)
    held = [f"{row.id}@{row.version}" for row in lists if row.effective_to is None or start <= row.effective_to]
    return held[-1] if held else ""


def _rebates(network: Network, line: str, start: date) -> str:
    """The policy that the workspace's own contracts on this line follow, else any, in the version in force."""
    wanted = [
        row.rebate_policy.partition("@")[0]
        for row in network.all(Contract)
        if row.rebate_policy and any(line in scope.lines for scope in row.scopes)
    ]
    versions = [row for row in network.all(RebatePolicy) if row.covers(start)]
    own = [row.reference for row in versions if row.id in wanted]
    return next(iter((*own, *(row.reference for row in versions))), "")


def _posts(staff: tuple[Staff, ...]) -> dict[str, str]:
    """Who approves, by role: the head of sales is the one of sales to whom another of sales reports. Empty where one lacks."""
    by_id = {row.id: row for row in staff}
    posts: dict[str, str] = {}
    for row in staff:
        above = by_id.get(row.reports_to or "")
        for role in row.roles:
            posts.setdefault(role, row.id)
            if role == "SA" and above is not None and "SA" in above.roles:
                posts["manager"] = row.id
                posts["SA_head"] = above.id
    return posts if {"SA", "SA_head", "manager", "CO", "FI", "LG", "GM"} <= posts.keys() else {}
