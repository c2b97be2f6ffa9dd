"""Faults planted against the rules of law that contracts keep beside the limits policy (reference F.3, 0.2, 0)."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import company, dealer
from tests.topics.contract_workspace import clause, contract, expect, template
from tests.topics.test_contract_outputs import POLICY

ASSESSED = "compliance: {{rpm_safe_harbour: unknown, non_price_safe_harbour: {}{}}}"


@pytest.mark.parametrize(
    ("harbour", "note", "mark"),
    [
        ("unknown", "", "  # warning[CTR771]"),
        ("no", "", "  # warning[CTR771]"),
        ("unknown", ", legal_note: 备忘", ""),
        ("yes", "", ""),
    ],
)
def test_a_share_that_nobody_knows(harbour: str, note: str, mark: str) -> None:
    """Limits of territory with a share that was not assessed, or is over the harbour, take a legal note."""
    whose = company(ASSESSED.format(harbour, note))
    expect(whose, contract(f"restriction: active_sales_only{mark}"))
    expect(whose, contract("restriction: 'none'"))


def test_a_sole_grant_is_a_limit_too() -> None:
    """A grant that keeps others out needs to know its share, also without a limit on where the dealer sells."""
    sole = 'scopes: [{id: main, grant: sole, lines: [ambient], channels: [traditional], regions: ["330106"]}]\n'
    expect(company(ASSESSED.format("unknown", "")), contract(sole + "restriction: 'none'  # warning[CTR771]"))


SHARE = "market_share: [{{product_market: 茶, region: 浙江, share: '{}', year: '2025', source: 测算}}]\ncompliance: {{rpm_safe_harbour: unknown, non_price_safe_harbour: yes, legal_note: 备忘}}"
LIMIT = "competing_limit:{}\n  products: 茶\n  area: 西湖区\n  period: 一年\n  reason: 冷柜\n  support: 补贴\n  legal_note: 备忘\nopted: [competing-products]\n"
WITH_OPTION = {
    **clause("competing-products", "1. 告知。", "flag: O\nwhen: {opted: [competing-products]}"),
    **clause("competing-products", "1. Tell.", "translation_of: x  # warning[CTR506]", "en"),
    **template("", ("price", "competing-products")),
}


@pytest.mark.parametrize(("share", "mark"), [("0.5", "  # warning[CTR772]"), ("0.499999", "")])
def test_exclusive_dealing_of_a_dominant_company(share: str, mark: str) -> None:
    """Half of a market lets dominance be presumed; a limit on competing products is then told in spite of its note."""
    expect(company(SHARE.format(share)), WITH_OPTION, contract(LIMIT.format(mark)))


@pytest.mark.parametrize(
    ("item", "mark"),
    [
        ("终端零售价格", "  # error[CTR773]"),
        ("各门店售价", "  # error[CTR773]"),
        ("{zh: 市场情况, en: resale prices by outlet}", "  # error[CTR773]"),
        ("出货量（不含转售价格）", ""),
        ("进货价格与数量", ""),
        ("库存", ""),
    ],
)
def test_no_resale_prices_in_reports(item: str, mark: str) -> None:
    """A dealer reports quantities, never what it sells for; saying that prices are left out is fine."""
    expect(contract(f"data:\n  - item: {item}{mark}\n    frequency: 每周\n    purpose: 补货"))


LARGE, SMALL, BIG_DEALER = company("enterprise_size: large"), dealer("sme: true"), dealer("sme: false")


@pytest.mark.parametrize(("days", "mark"), [("60", ""), ("61", "  # warning[CTR775]")])
def test_who_is_small_is_paid_in_sixty_days(days: str, mark: str) -> None:
    """A large company pays its small dealer in time; a large dealer pays us in time; equals agree as they like."""
    back = f'termination:\n  notice_days: "60"\n  cure_days: "30"\n  settlement_days: "30"\n  buy_back_rate: "0.90"\n  sell_off_days: "90"\n  buy_back_days: "{days}"'
    expect(LARGE, SMALL, contract(back + mark))
    expect(LARGE, BIG_DEALER, contract(back))
    expect(SMALL, contract(back))
    credit = f'payment:\n  method: credit\n  credit_days: "{days}"{{}}\n  late_interest_daily: "0.0001"\n  reconciliation_day: "10"\ncredit: {{{{limit: "100000.00", review_months: "6"}}}}\n'
    expect(BIG_DEALER, contract(credit.format(mark)))
    expect(LARGE, BIG_DEALER, contract(credit.format("")))
    expect(SMALL, contract(credit.format("")))


def test_rebates_and_deposits_of_a_small_dealer() -> None:
    """Rebates that are paid after more than sixty days, and a deposit that comes back late, are told at their places."""
    slow = {path: text.replace('within_days: "45"', 'within_days: "90"') for path, text in POLICY.items()}
    expect(LARGE, SMALL, slow, contract("rebate_policy: rebate@2026-1  # warning[CTR775]"))
    late = 'deposit:\n  kind: performance_bond\n  amount: "10000.00"\n  deductions: [欠款]\n  top_up_days: "15"\n  refund_days: "61"  # warning[CTR414] warning[CTR775]\n  interest: "true"'
    expect(LARGE, SMALL, contract(late))


SHOP = """\
scopes: [{{id: main, grant: non_exclusive, lines: [ambient], channels: [traditional, online], regions: ["330106"]}}]
online: [{{platform: 某平台, shop: {}}}]
marketing:
  duty: 按年度计划推广
  rate: "0.02"
  bearer: {}
{}opted: [competing-products]
"""
ONLY = "competing_limit: {products: 茶, area: 西湖区, period: 一年, reason: 冷柜, support: 补贴, legal_note: 备忘}\n"


@pytest.mark.parametrize(
    ("shop", "bearer", "limit"),
    [
        ("青屿西湖专卖店", "dealer  # warning[CTR777]", ONLY),
        ("Qingyu West Lake", "dealer  # warning[CTR777]", ONLY),
        ("西湖茶饮店", "dealer", ONLY),
        ("青屿西湖专卖店", "shared", ONLY),
        ("青屿西湖专卖店", "dealer", ""),
    ],
)
def test_what_comes_close_to_a_franchise(shop: str, bearer: str, limit: str) -> None:
    """Mark, one offer and a fee together are told; two of them are a contract of distribution."""
    expect(WITH_OPTION, contract(SHOP.format(shop, bearer, limit)))


def test_marks_of_somebody_else() -> None:
    """A trade mark of another owner is told at its owner, as long as there are contracts."""
    mark = "trade_marks:\n  - registration: '1'\n    name: 青屿\n    nice_class: '32'\n    owner: {}\n    valid_to: '2033-01-01'"
    expect(company(mark.format("某控股有限公司  # warning[CTR778]")), contract())
    expect(company(mark.format("杭州青屿饮品有限公司")), contract())
    expect(company(mark.format("某控股有限公司")))


CARS = company("industry: auto")
FREE = "restriction: 'none'\nsupport: [销售培训与技术支持]\nmarketing: {duty: 按年度计划推广, bearer: shared}\n"
WAY_OUT = 'termination: {notice_days: "60", cure_days: "30", settlement_days: "30", buy_back_rate: "1", sell_off_days: "90"}\n'
TARGETS = "targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}  # warning[CTR307]\nfirst_order: none\n"


def years(start: str, end: str, mark: str = "") -> str:
    return f'{TARGETS}term:\n  start: "{start}"\n  end: "{end}"{mark}\n  renewal: none\n  renewal_notice_days: "60"\n'


@pytest.mark.parametrize(
    ("end", "mark"), [("2030-12-31", ""), ("2030-12-30", "  # warning[CTR791]"), ("2029-12-31", "  # warning[CTR791]")]
)
def test_car_dealers_are_granted_five_years_first(end: str, mark: str) -> None:
    """The first grant of a car dealer lasts five years to the day; of other trades nothing is asked."""
    expect(CARS, contract(FREE + WAY_OUT + years("2026-01-01", end, mark)))
    expect(contract(FREE + WAY_OUT + years("2026-01-01", end)))


def test_and_three_later() -> None:
    """A later contract needs three."""
    lists = 'prices:\n  - list: ambient@2025-1  # warning[CTR403]\n    discount: "0.02"\n'
    before = contract(FREE + WAY_OUT + lists + years("2023-01-01", "2025-12-31") + "status: draft\nsigned_on: none", 2)
    for end, mark in (("2028-12-31", ""), ("2028-12-30", "  # warning[CTR791]")):
        expect(CARS, _short(before), contract(FREE + WAY_OUT + years("2026-01-01", end, mark)))


def _short(files: dict[str, str]) -> dict[str, str]:
    """The contract before is itself a first one, and too short for that."""
    return {
        path: text.replace('end: "2025-12-31"', 'end: "2025-12-31"  # warning[CTR791]') for path, text in files.items()
    }


@pytest.mark.parametrize("industry", ["汽车销售", "automotive", " auto"])
def test_what_the_car_rules_ask_for(industry: str) -> None:
    """Training and technical support, stock bought back whole; each missing one is told."""
    cars = company(f"industry: '{industry}'")
    poor = "restriction: 'none'\nmarketing: {duty: 按年度计划推广, bearer: shared}\nsupport:  # warning[CTR792] warning[CTR792]\n  - 每年拜访\n"
    low = 'termination:\n  notice_days: "60"\n  cure_days: "30"\n  settlement_days: "30"\n  buy_back_rate: "0.9"  # warning[CTR793]\n  sell_off_days: "90"\n'
    expect(cars, contract(poor + low + years("2026-01-01", "2030-12-31")))
    expect(
        company("industry: 饮料（汽车渠道）"),
        contract(
            poor.replace("  # warning[CTR792] warning[CTR792]", "")
            + low.replace("  # warning[CTR793]", "")
            + years("2026-01-01", "2030-12-31")
        ),
    )


def test_what_the_car_rules_ban() -> None:
    """Limits on other brands and on resale, advertising at the dealer's cost, and what texts may not say."""
    files = contract(
        WAY_OUT
        + years("2026-01-01", "2030-12-31")
        + "support: [销售培训与技术支持]\n"
        + "restriction: active_sales_only  # error[CTR796]\n"
        + "marketing:\n  duty: 按年度计划推广\n  bearer: dealer  # error[CTR795]\n"
        + "competing_limit:  # error[CTR794]\n  products: 车  # error[CTR516]\n  area: 区\n  period: 年\n  reason: 由\n  support: 助\n"
        + "special:\n  - 乙方必须同时经营销售与售后  # error[CTR797]\n  - 每月配车三台  # error[CTR797]\n"
        + "  - 财务负责人由甲方委派  # error[CTR797]\n  - 双方每季度回顾一次\n"
    )
    expect(CARS, files)


KNOWN = "dealers/D-2025-0001/improvement/exits/EX-2025-0001.yaml"
EXIT = "opened_on: '{}'{}\nreason: {}\ncause: conduct\ncause_side: dealer\n"


@pytest.mark.parametrize(
    ("opened", "mark"),
    [
        ("2025-10-19", "  # warning[CTR781]"),
        ("2025-10-20", "  # warning[CTR782]"),
        ("2025-12-19", "  # warning[CTR782]"),
        ("2025-12-20", ""),
    ],
)
def test_the_right_to_rescind_runs_out(opened: str, mark: str) -> None:
    """A year after it was known the right is gone; sixty days before that it is called to mind. Its last day still counts."""
    expect({KNOWN: EXIT.format(opened, mark, "default")}, contract())
    expect({KNOWN: EXIT.format(opened, "", "dealer_wish")}, contract())


@pytest.mark.parametrize(("notice", "mark"), [("2026-01-31", ""), ("2026-02-01", "  # error[CTR783]")])
def test_a_notice_in_time(notice: str, mark: str) -> None:
    """A notice within the year uses the right; a later one has no effect."""
    expect({KNOWN: EXIT.format("2025-01-31", "", "red_line") + f"notice_on: '{notice}'{mark}\n"}, contract())


def test_contracts_that_have_ended_need_no_notice() -> None:
    """Where nothing is in force there is nothing to rescind."""
    over = contract('status: ended\nended: {date: "2026-05-31", reason: 协商}')
    expect({KNOWN: EXIT.format("2025-02-01", "", "default")}, over)


CASE = """\
type: CF1
subject: 跨区
complainant: {{kind: other_dealer}}
respondent: dealer
received_on: '{day}'
opened_on: '{day}'{mark}
lead: S-2025-0004
status: final
final_on: '2026-02-01'
decision: {{date: '2026-01-10', finding: 认定, clause: 第二十三条, level: '4', consequences: [{{measure: {measure}, text: 措施}}]}}
{more}"""


@pytest.mark.parametrize(
    ("measure", "more", "mark"),
    [
        ("terminate", "", "  # warning[CTR781]"),
        ("bond", "", ""),
        ("terminate", "appeal: {filed_on: '2026-01-12', text: 申诉, result: revoked}\n", ""),
        ("terminate", "appeal: {filed_on: '2026-01-12', text: 申诉, result: upheld}\n", "  # warning[CTR781]"),
    ],
)
def test_a_case_decided_with_termination(measure: str, more: str, mark: str) -> None:
    """A case is a ground from the day it was registered, unless the decision fell on appeal."""
    text = CASE.format(day="2025-10-01", measure=measure, more=more, mark=mark)
    expect({"dealers/D-2025-0001/cases/CF-2025-0001.yaml": text}, contract())


def test_a_case_whose_notice_was_served() -> None:
    """The notice of the exit that followed uses the right of the case, and is held against it."""
    text = CASE.format(day="2025-10-01", measure="terminate", more="", mark="")
    path = "dealers/D-2025-0001/cases/CF-2025-0001.yaml"
    left = EXIT.format("2026-02-01", "", "brand_strategy") + "notice_on: '{}'\n"
    expect({path: text, KNOWN: left.format("2026-10-01")}, contract())
    late = CASE.format(day="2025-10-01", measure="terminate", more="", mark="  # error[CTR783]")
    expect({path: late, KNOWN: left.format("2026-10-02")}, contract())


DUTIES = "duties:\n  - {{id: one, side: brand, paragraph: '{}', what: 做}}{}\n"


@pytest.mark.parametrize(("paragraph", "mark"), [("1", ""), ("0", "  # error[CTR759]"), ("2", "  # error[CTR759]")])
def test_duties_stand_in_paragraphs(paragraph: str, mark: str) -> None:
    """A duty names a paragraph that its clause has; the article on prices of the base has one."""
    expect({"content/clauses/price/2026-1/duties.yaml": DUTIES.format(paragraph, mark)})


def test_duties_of_no_clause() -> None:
    """A list beside no clause is told at the file."""
    expect({"content/clauses/price/2027-1/duties.yaml": "duties:  # error[CTR758]\n  - {id: one, side: brand, paragraph: '1', what: 做}\n"})  # fmt: skip


def test_the_day_of_the_check_counts() -> None:
    """Contracts that are over are not held against these rules."""
    expect(company(ASSESSED.format("unknown", "")), contract(), as_of=date(2027, 1, 1))
