"""Rules of law on the money and the marks of a contract that no other check carries (reference F.3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from toolkit.kernel.problem import Problem, ProblemKind
from toolkit.kernel.text import Text
from toolkit.network.network import Network
from toolkit.network.results import Results
from toolkit.network.telling import told
from toolkit.sources.document import Step
from toolkit.topics.company.records import Company
from toolkit.topics.contract.checks.place import is_over
from toolkit.topics.contract.records import Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.incentive.records import RebatePolicy
from toolkit.topics.topic import Check

SME_DAYS = 60

SME_CREDITOR = ProblemKind(
    "CTR775",
    "warning",
    Text("{what}的期限 {days} 日，超过对中小企业的 {most} 日", "{what} after {days} days; a small or medium-sized creditor is paid within {most}"),
    Text("大型企业向中小企业付款最迟六十日（保障中小企业款项支付条例第九条）", "a large enterprise pays within sixty days (Regulation on payments to small and medium-sized enterprises art. 9)"),
)  # fmt: skip
FRANCHISE = ProblemKind(
    "CTR777",
    "warning",
    Text(
        "{name}以我方商标开店、竞品受限、按进货付费：接近特许经营",
        "{name} trades under our mark, is limited to our products, and pays a share of what it buys: close to a franchise",
    ),
    Text(
        "三项去其一；否则须有两家直营店满一年、备案和披露（商业特许经营管理条例第三、七、八、十二、二十一条）",
        "give up one of the three, or it takes two own shops for a year, filing and disclosure (Regulation on franchising arts. 3, 7, 8, 12, 21)",
    ),
)
MARK_OWNER = ProblemKind(
    "CTR778",
    "warning",
    Text("商标 {mark} 的权利人是 {owner}，不是甲方", "the trade mark {mark} belongs to {owner}, not to Party A"),
    Text(
        "许可他人使用须有权利人的许可合同并备案（商标法第四十三条）",
        "to let others use it takes a licence of its owner, on file (Trademark Law art. 43)",
    ),
)


def payments(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """Where one side is large and the other is not, the smaller one is paid within sixty days.

    It is the dealer's credit when the dealer is large and we are not; it is rebates, the deposit and bought-back stock when we
    are. Source: State Council decree 802 art. 9; reference F.2, F.3. Service fees that were paid late are told by INC313,
    texts that let payment wait for somebody else's by CTR659.

    中文：一方是大型企业、另一方是中小企业的，对中小企业的付款最迟六十日（保障中小企业款项支付条例第九条）。经销商大时看
    它的账期，我方大时看返利、保证金和回购款。迟付的服务费由 INC313、以第三方付款为条件的由 CTR659 提示。
    """
    company = network.only(Company)
    for contract in network.all(Contract) if company else ():
        profile = network.find(DealerProfile, contract.dealer)
        if company is None or profile is None or profile.sme is None or is_over(contract, as_of):
            continue
        ours_large = company.enterprise_size == "large"
        rows = _owed_by_us(network, contract) if ours_large and profile.sme else ()
        if not ours_large and not profile.sme:
            rows = ((("payment", "credit_days"), Text("货款", "the price"), contract.payment.credit_days),)
        for path, what, days in rows:
            if days > SME_DAYS:
                yield told(network, SME_CREDITOR, contract, *path, what=what, days=days, most=SME_DAYS)


def _owed_by_us(network: Network, contract: Contract) -> tuple[tuple[tuple[Step, ...], Text, int], ...]:
    rebate, end = network.find(RebatePolicy, contract.rebate_policy), contract.termination
    rows: list[tuple[tuple[Step, ...], Text, int]] = []
    if rebate is not None:
        rows.append((("rebate_policy",), Text("返利兑付", "rebates"), rebate.payout.within_days))
    if contract.deposit is not None:
        rows.append((("deposit", "refund_days"), Text("保证金退还", "the deposit"), contract.deposit.refund_days))
    if end.buy_back_days is not None:
        rows.append((("termination", "buy_back_days"), Text("回购款", "stock bought back"), end.buy_back_days))
    return tuple(rows)


def franchises(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """A dealer does not trade under our mark, sell our products only, and pay for it at once: together that is a franchise.

    A franchise needs two own shops for more than a year, filing within fifteen days, disclosure and a time to withdraw
    (Regulation on franchising arts. 3, 7, 8, 12, 13, 21; reference F.3). Words that name a franchise are told by the linter; this is
    what the data say: mark, one offer, and a fee by purchases that the dealer bears alone.

    中文：经销商不同时具备这三点：以我方商标开店、只卖我方产品、按进货付费。三点齐备就是特许经营，须有两家直营店满一年、
    十五日内备案、信息披露和冷静期（商业特许经营管理条例第三、七、八、十二、十三、二十一条）。这里看数据，措辞由条款检查
    指出。
    """
    company = network.only(Company)
    for contract in network.all(Contract) if company else ():
        if company is None or contract.competing_limit is None or is_over(contract, as_of):
            continue
        profile = network.find(DealerProfile, contract.dealer)
        names = (*(row.shop for row in contract.online), *((profile.name, profile.short_name) if profile else ()))
        named = [name for name in names if company.brand.zh in name or company.brand.within("en") in name]
        pays = contract.marketing.bearer == "dealer" and bool(contract.marketing.rate)
        if named and pays:
            yield told(network, FRANCHISE, contract, "marketing", "bearer", name=named[0])


def marks(network: Network, results: Results, as_of: date) -> Iterator[Problem]:
    """The marks that dealers may use are our own; another's needs its licence, our quality control, and a filing.

    The article on trade marks lets dealers use the mark to sell the goods; a licence for goods of their own names licensee
    and origin (Trademark Law art. 43, under revision; reference F.3). Advertising law and price marking stand in the
    articles on promotion and supply prices (Advertising Law; Price Law arts. 13, 14).

    中文：许可经销商使用的商标是我方自己的；别人的商标要有权利人许可、质量监督和备案（商标法第四十三条）。用商标销售该商
    品属于正常经销，使用他人商标另需手续。
    """
    company = network.only(Company)
    for n, mark in enumerate(company.trade_marks if company and network.all(Contract) else ()):
        if company is not None and mark.owner != company.legal_name:
            yield told(
                network, MARK_OWNER, company, "trade_marks", n, "owner", mark=f"{mark.name} {mark.registration}", owner=mark.owner
            )  # fmt: skip


CHECKS = (
    Check((SME_CREDITOR,), payments),
    Check((FRANCHISE,), franchises),
    Check((MARK_OWNER,), marks),
)
