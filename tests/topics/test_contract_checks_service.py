"""Faults planted in liability, disputes, the end, and the sharing of costs."""

from __future__ import annotations

import pytest

from tests.topics.builders import product_line
from tests.topics.contract_workspace import contract, expect
from toolkit.topics.contract.checks.service import court_place


def rows(company: int, dealer: int) -> str:
    listed = [("company", n) for n in range(company)] + [("dealer", n) for n in range(dealer)]
    return "".join(f"  - {{party: {party}, trigger: 情形{n}, remedy: 赔偿, cap: 损失}}\n" for party, n in listed)


@pytest.mark.parametrize(
    ("company", "dealer", "told"),
    [(1, 1, False), (1, 2, False), (1, 3, True), (4, 2, False), (5, 2, True), (0, 1, True), (1, 0, True)],
)
def test_liability_is_two_sided(company: int, dealer: int, told: bool) -> None:
    """Twice as many on one side are bearable, more or none on the other are told; an empty list leaves it to the standard."""
    text = "liability:\n" + rows(company, dealer)
    lines = text.splitlines(keepends=True)
    if told:
        lines[0] = lines[0].rstrip() + "  # warning[CTR601]\n"
    expect(contract("".join(lines)))


def test_an_empty_liability_passes() -> None:
    """The standard terms have a table for both sides."""
    expect(contract("liability: []"))


@pytest.mark.parametrize(
    ("kind", "body", "mark"),
    [
        ("court", "杭州市西湖区人民法院", ""),
        ("court", "被告住所地人民法院", ""),
        ("court", "杭州互联网法院", ""),
        ("court", "杭州仲裁委员会", "error[CTR602]"),
        ("court", "杭州仲裁委员会或西湖区人民法院", "error[CTR602]"),
        ("court", "协商解决", "error[CTR602]"),
        ("arbitration", "杭州仲裁委员会", ""),
        ("arbitration", "深圳国际仲裁院", ""),
        ("arbitration", "当地仲裁机构", "error[CTR602]"),
        ("arbitration", "杭州仲裁委员会或西湖区人民法院", "error[CTR602]"),
        ("arbitration", "杭州市西湖区人民法院", "error[CTR602]"),
    ],
)
def test_one_route_that_is_named(kind: str, body: str, mark: str) -> None:
    """A court or a named commission, never both (reference F.3, F.4)."""
    expect(contract(f"dispute:\n  kind: {kind}\n  body: {body}  # {mark}\n"))


@pytest.mark.parametrize(
    ("body", "place", "mark"),
    [
        ("温州市鹿城区人民法院", "浙江省杭州市西湖区", "warning[CTR603]"),
        ("温州市鹿城区人民法院", "浙江省温州市鹿城区", ""),
        ("浙江省杭州市中级人民法院", "浙江省杭州市西湖区", ""),
        ("杭州市余杭区人民法院", "上海市黄浦区", ""),
        ("东莞市第二人民法院", "上海市黄浦区", "warning[CTR603]"),
    ],
)
def test_a_court_with_a_real_connection(body: str, place: str, mark: str) -> None:
    """The seats of both sides (西湖区, 余杭区), delivery and signature connect (Civil Procedure Law art. 35)."""
    expect(contract(f"dispute:\n  kind: court\n  body: {body}  # {mark}\nsigning_place: {place}\n"))


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("杭州市余杭区人民法院", "杭州市余杭区"),
        ("东莞市第二人民法院", "东莞市"),
        ("上海市第一中级人民法院", "上海市"),
        ("浙江省高级人民法院", "浙江省"),
        ("合同签订地人民法院", ""),
        ("杭州互联网法院", ""),
    ],
)
def test_the_place_in_a_court_s_name(body: str, place: str) -> None:
    """What is left when rank and number are taken off; none for courts that are named by a link or a subject."""
    assert court_place(body) == place


@pytest.mark.parametrize(
    ("back", "days", "mark"), [("0", "0", "  # warning[CTR604]"), ("0.5", "0", ""), ("0", "90", "")]
)
def test_sound_stock_finds_a_way_out(back: str, days: str, mark: str) -> None:
    """It is bought back or sold off; neither is told at the share that is bought back."""
    expect(
        contract(f"""
            termination:
              notice_days: "60"
              cure_days: "30"
              settlement_days: "30"
              buy_back_rate: "{back}"{mark}
              sell_off_days: "{days}"
            """)
    )


def test_returns_of_lines_that_are_granted() -> None:
    """A row for another line is told at the line."""
    expect(
        product_line("", "chilled"),
        contract("""
            returns:
              - {line: ambient, swap_rate: "0.03"}
              - line: chilled  # warning[CTR605]
                swap_rate: "0.03"
            """),
    )


def test_shares_of_shared_costs() -> None:
    """A share of Party A makes sense only where both bear the cost."""
    expect(
        contract("""
            marketing:
              duty: 推广
              bearer: dealer
              company_share: "0.5"  # error[CTR606]
            delivery:
              place: 仓库
              freight: company
              company_share: "0.5"  # error[CTR606]
              lead_days: "5"
              acceptance_days: "5"
            """)
    )
    expect(
        contract("""
            marketing: {duty: 推广, bearer: shared, company_share: "0.5"}
            delivery: {place: 仓库, freight: shared, company_share: "0.6", lead_days: "5", acceptance_days: "5"}
            """)
    )
