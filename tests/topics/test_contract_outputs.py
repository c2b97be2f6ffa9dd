"""The contract papers that are planned: one for each contract, a standard that dealers share, and stamps of what is printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from tests.topics.builders import TODAY, company, dealer
from tests.topics.contract_text import annex_text
from tests.topics.contract_workspace import FULL, contract, outline_workspace, price_list
from toolkit.kernel.digest import digest_of
from toolkit.kernel.text import Text
from toolkit.network.kinds import Kinds
from toolkit.network.load import load
from toolkit.network.results import Results
from toolkit.network.view import Views
from toolkit.plan.artifact import Artifact, BlockedJob, PdfJob
from toolkit.sources.tree import MemoryTree
from toolkit.topics.company.records import KINDS as COMPANY
from toolkit.topics.contract.outputs.papers import papers
from toolkit.topics.contract.records import KINDS as CONTRACT
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.paper import ContractPaper
from toolkit.topics.dealer.records import KINDS as DEALER
from toolkit.topics.evaluation.records import KINDS as EVALUATION
from toolkit.topics.incentive.records import KINDS as INCENTIVE
from toolkit.topics.market.records import KINDS as MARKET
from toolkit.topics.support.records import KINDS as SUPPORT
from toolkit.topics.topic import Now

KINDS = Kinds((*COMPANY, *MARKET, *DEALER, *CONTRACT, *SUPPORT, *EVALUATION, *INCENTIVE))
POLICY = {
    "content/policies/incentive/rebate/2026-1.yaml": """\
name: {zh: 样例返利, en: Sample rebate}
effective_from: "2026-01-01"
applies_by: period_start
growth_base: last_year
exclusions: [returns, samples]
cap: {share: "0.04", amount: "50000.00"}
payout:
  forms: [offset, transfer]
  within_days: "45"
  offset_share: "0.20"
  note: {zh: 双方如实入账, en: Booked truthfully by both}
components:
  - id: target
    type: T1
    name: {zh: 季度目标, en: Quarter}
    base: sell_in_net_ex_tax
    measure: attainment
    method: whole
    standing: contractual
    tax: incl
    tax_nature: price_reduction
    gates: [{measure: late_payments, at_most: "3"}]
    only: {lines: [ambient]}
    factors: [grade]
    steps: [{from_value: "0.80", rate: "0.005"}, {from_value: "1.00", rate: "0.015", excess_rate: "0.03"}]
    rule: {zh: 按完成率, en: By attainment}
  - id: display
    type: T6
    name: {zh: 陈列, en: Display}
    base: store_months
    method: per_unit
    standing: contractual
    tax: incl
    tax_nature: service_fee
    steps: [{amount: "150.00"}]
    cap: {amount: "9000.00"}
    rule: {zh: 按店月, en: By store and month}
factors:
  - {id: grade, type: T11, name: {zh: 等级系数, en: Grade}, grades: [{grade: A, factor: "1.1"}, {grade: B, factor: "1.0"}]}
"""
}
TWO = (contract("template: dist-zh-2026@2026-1"), dealer("", 2), contract(FULL, 2, 2), POLICY)


def planned(*changes: Mapping[str, str]) -> tuple[Artifact, ...]:
    files = outline_workspace(*TWO, *changes)
    loaded = load(MemoryTree(files), KINDS, whole=False)
    assert [p.line("en") for p in loaded.problems if p.code != "REF001"] == []
    digests = {entry.document.path: entry.document.digest for entry in loaded.network.entries()}
    now = Now(TODAY, lambda paths: digest_of([digests[path] for path in sorted(paths)]))
    return tuple(papers(Views(loaded.network, Results()), now))


@cache
def both() -> tuple[Artifact, ...]:
    return planned()


def job(artifact: Artifact) -> PdfJob:
    assert isinstance(artifact.job, PdfJob)
    return artifact.job


def stamps(artifacts: tuple[Artifact, ...]) -> list[object]:
    return [job(artifact).parts[0].context["stamp"] for artifact in artifacts]


def test_a_paper_for_each_contract() -> None:
    """By dealer and number, for that dealer's eyes."""
    assert [(a.path, a.audience) for a in both()] == [
        ("contracts/D-2025-0001/QY-JX-2025-0001.pdf", "dealer"),
        ("contracts/D-2025-0002/QY-JX-2025-0002.pdf", "dealer"),
    ]


def test_dealers_share_the_standard() -> None:
    """Signed or drafts, all under one template have one and the same standard; only the watermark parts the two."""
    signed, draft = (job(artifact).parts[1] for artifact in both())
    assert (signed.shared, draft.shared) == (True, True)
    assert signed.context["standard"] == draft.context["standard"]
    assert (signed.context["draft"], draft.context["draft"]) == (False, True)
    third = planned(dealer("", 3), contract("template: dist-zh-2026@2026-1", 3, 3))
    assert job(third[0]).parts[1] is job(third[2]).parts[1]


def test_the_stamp_is_of_what_is_printed() -> None:
    """A price list, a product line, the rebate policy or the profile changes it; another dealer's record does not."""
    path = "content/policies/incentive/rebate/2026-1.yaml"
    changes = [
        price_list('prices: [{sku: QY-A101, dealer_price: "44.00"}]'),
        {"content/products/ambient.yaml": outline_workspace()["content/products/ambient.yaml"].replace("瓶", "罐")},
        {path: POLICY[path].replace('"45"', '"30"')},
        dealer("short_name: 新名"),
        company("industry: 新业"),
        contract("template: dist-zh-2026@2026-1\nafter_sales: 改"),
    ]
    own = stamps(both())[0]
    assert own not in [stamps(planned(change))[0] for change in changes]
    assert stamps(planned(dealer("short_name: 新名", 2)))[0] == own


def test_the_origins_are_listed() -> None:
    """The manifest knows every file that a paper is made from, besides the clauses, which the standard's digest stands for."""
    assert both()[1].because == (
        "content/clauses/templates/dist-zh-2026.yaml",
        "content/company.yaml",
        "content/policies/incentive/rebate/2026-1.yaml",
        "content/price-lists/ambient/2025-1.yaml",
        "content/price-lists/chilled/2025-1.yaml",
        "content/products/ambient.yaml",
        "content/products/chilled.yaml",
        "dealers/D-2025-0002/contracts/QY-JX-2025-0002.yaml",
        "dealers/D-2025-0002/profile.yaml",
    )


def paper_of(artifact: Artifact) -> ContractPaper:
    paper = job(artifact).parts[0].context["paper"]
    assert isinstance(paper, ContractPaper)
    return paper


def test_who_signs() -> None:
    """The contract's own signatory, else the legal representative; blank without the private store."""
    people = "".join(
        f"  - {{id: C-2025-000{n}, {who}name: {name}, purpose: 签约, legal_basis: contract}}\n"
        for n, name, who in (
            (5, "甲签", ""),
            (6, "乙签", "dealer: D-2025-0001, "),
            (9, "甲法", ""),
            (7, "乙法", "dealer: D-2025-0001, "),
        )
    )
    store = {"private/contacts.yaml": f"contacts:\n{people}"}
    owner = dealer("legal_representative: C-2025-0007")
    own = contract("template: dist-zh-2026@2026-1\ncompany_signatory: C-2025-0005\ndealer_signatory: C-2025-0006")
    for files, expected in (
        ((store, owner, own), ("甲签", "乙签")),
        ((store, owner), ("甲法", "乙法")),
        ((owner, own), ("", "")),
    ):
        paper = paper_of(planned(*files)[0])
        assert (paper.company.representative, paper.dealer.representative) == expected


def test_the_rebate_policy_as_an_annex() -> None:
    """With the annex in the template the item refers to it, and the whole policy is printed (reference A.10)."""
    path = "content/clauses/templates/dist-zh-2026.yaml"
    listed = re.sub(r"^annexes: .*$", "annexes: [rebates]", outline_workspace()[path], flags=re.MULTILINE)
    with_annex = paper_of(planned({path: listed})[0])
    assert (
        with_annex.terms[19]
        .lines[0]
        .zh.startswith("执行样例返利（rebate@2026-1），见附件五；政策变更按通用条款第十八条办理")
    )
    assert (
        "附件五" not in paper_of(planned({path: listed.replace("[rebates]", "[territory]")})[0]).terms[19].lines[0].zh
    )
    assert annex_text(with_annex.annexes[0]) == ANNEX.strip("\n")
    english = Annex("rebates", 5, Text("x", "Rebates"), with_annex.annexes[0].sections)
    assert "Within 45 days of the end of the period: set off against later invoices or transfer" in annex_text(
        english, "en"
    )


ANNEX = """
5 返利与市场政策
  政策版本
    适用样例返利（rebate@2026-1）。返利的取得和计算不与乙方的转售价格挂钩。
  总则
    计算基数不包括：退货、样品。
    同比以上年同期（区域变动的，同口径调整）为基数。
    各项合计不超过净进货额的4%和¥50,000.00中的较低者。
    已计返利的产品其后退货的，在12个月内按本版本重算。
  季度目标
    类型：目标达成阶梯；周期：季度；基数：净进货额（不含税）；方法：全额累进；性质：约定；金额：含税；税务性质：价格折让。
    取得条件：逾期付款次数不高于3。
    仅适用于常温饮料。
    再乘以等级系数。
    按完成率。
    | 起点（含） | 比率 | 超目标部分的比率
    | 80% | 0.5% | /
    | 100% | 1.5% | 3%
  陈列
    类型：陈列返利；周期：季度；基数：合格店月数；方法：按单位计；性质：约定；金额：含税；税务性质：服务费。
    本项不超过¥9,000.00。
    按店月。
    | 起点（含） | 金额（元）
    | 不限 | 150.00
  等级系数
    | 等级 | 系数
    | A | 1.1
    | B | 1.0
  兑付
    期末后45日内以抵减后续货款或转账至经销商公司账户的方式兑付，不付给任何个人。
    每张发票最多抵减20%。
    双方如实入账。
"""


def test_a_contract_that_cannot_be_written_blocks_no_other() -> None:
    """A template without one of its clauses fails the contracts under it, each by its number, and raises nothing."""
    path = "content/clauses/templates/dist-zh-2026.yaml"
    broken = outline_workspace()[path].replace("price@2026-1", "prize@2026-1")
    blocked = [artifact.job for artifact in planned({path: broken})]
    assert len(blocked) == len(both())
    assert [job.problem.code for job in blocked if isinstance(job, BlockedJob)] == ["CTR901"] * len(blocked)
    assert not any(isinstance(artifact.job, BlockedJob) for artifact in both())
