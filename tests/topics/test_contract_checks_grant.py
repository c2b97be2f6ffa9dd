"""Faults planted in grants: territories, licences, shops, and limits that the law looks at."""

from __future__ import annotations

import pytest

from tests.topics.builders import company, dealer, problems, product_line
from tests.topics.contract_workspace import UNSIGNED, base, contract, contract_path, expect, limits, price_list
from toolkit.topics.contract.checks import CHECKS

SCOPE = "scopes:\n  - id: main\n    grant: non_exclusive\n    lines: [ambient]\n    channels: [traditional]\n"


def test_overlapping_territories_are_told_at_both() -> None:
    """Each of the two is told at its regions, with a link to the other's; a third that is apart is not."""
    sole = 'scopes:\n  - id: main\n    grant: {}\n    lines: [ambient]\n    channels: [traditional, ka]\n    regions: ["{}"]{}\n'
    files = {
        **contract(sole.format("sole", "330100", "  # error[CTR201]")),
        **dealer("", 2),
        **contract(sole.format("non_exclusive", "330106", "  # error[CTR201]"), 2, 2),
        **dealer("", 3),
        **contract(sole.format("sole", "330302", ""), 3, 3),
    }
    expect(files)
    told = [p for p in problems(CHECKS, {**base(), **files}) if p.code == "CTR201"]
    assert [(p.origin.path, p.related[0].origin.path) for p in told] == [
        (contract_path(1, 1), contract_path(2, 2)),
        (contract_path(2, 2), contract_path(1, 1)),
    ]
    assert (
        "浙江省杭州市西湖区 的常温饮料（流通小店、商超卖场）同时授予 D-2025-0002（QY-JX-2025-0002），2026-01-01 至 2026-12-31"
        in told[0].message.zh
    )


def test_many_counties_are_counted() -> None:
    """A message names three counties and says how many there are."""
    sole = 'scopes: [{id: main, grant: exclusive, lines: [ambient], channels: [traditional], regions: ["330000"]}]'
    files = {**base(), **contract(sole), **dealer("", 2), **contract(sole, 2, 2)}
    told = next(p for p in problems(CHECKS, files) if p.code == "CTR201")
    assert told.message.zh.startswith(
        "区域冲突：浙江省杭州市西湖区、浙江省杭州市余杭区、浙江省杭州市临安区等 4 个区县 的"
    )
    assert "; Lin'an, Hangzhou, Zhejiang and 1 more" in told.message.en


def test_exceptions_lie_inside_the_territory() -> None:
    """A county outside is told at its line; so is a prefecture of which only a part is granted, and then nothing is left."""
    expect(
        contract(
            SCOPE
            + """\
    regions: ["330106", "330110"]
    exclusions:
      - "330110"
      - "330302"  # error[CTR202]
  - id: rest
    grant: non_exclusive
    lines: [ambient]
    channels: [ka]
    regions: ["330100"]
    exclusions: ["330106"]
"""
        )
    )
    part = '    regions: ["330106", "330110"]\n    exclusions: ["330100"]  # error[CTR202] error[CTR203]\n'
    expect(contract(SCOPE + part))


def test_something_is_left_of_the_territory() -> None:
    """Everything taken out is told at the exceptions."""
    expect(
        contract(SCOPE + '    regions: ["330100"]\n    exclusions: ["330106", "330110", "330112"]  # error[CTR203]\n')
    )
    expect(contract(SCOPE + '    regions: ["330100"]\n    exclusions: ["330106", "330110"]\n'))


def test_no_ground_stands_twice_in_a_scope() -> None:
    """A county inside a prefecture of the list, and a code that is repeated, are told; Dongguan without counties is fine."""
    expect(
        contract(
            SCOPE
            + """\
    regions:
      - "330106"  # warning[CTR204]
      - "330100"
      - "330302"
      - "330302"  # warning[CTR204]
      - "441900"
"""
        )
    )


def test_taiwan_hong_kong_and_macao() -> None:
    """They are granted only by a decision of their own."""
    expect(
        contract(
            SCOPE
            + """\
    regions:
      - "330106"
      - "710000"  # warning[CTR205]
      - "810000"  # warning[CTR205]
      - "820000"  # warning[CTR205]
"""
        )
    )


def test_a_scope_grants_something() -> None:
    """No line, no channel or no region: each is told at its empty list."""
    expect(
        contract("""
            scopes:
              - id: main
                grant: non_exclusive
                lines: []  # error[CTR213]
                channels: []  # error[CTR213]
                regions: []  # error[CTR213]
            targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}
            first_order: none
            prices: []
            returns: []
            """)
    )


@pytest.mark.parametrize(
    ("other", "mark"),
    [
        ('lines: [ambient], channels: [ka, traditional], regions: ["330100"]', "  # warning[CTR212]"),
        ('lines: [ambient], channels: [ka], regions: ["330106"]', ""),
        ('lines: [ambient], channels: [traditional], regions: ["330110"]', ""),
        ('lines: [ambient], channels: [traditional], regions: ["330100"], exclusions: ["330106"]', ""),
    ],
)
def test_scopes_of_one_contract_are_apart(other: str, mark: str) -> None:
    """The later of two that grant the same ground is told."""
    first = '  - {id: one, grant: non_exclusive, lines: [ambient], channels: [traditional], regions: ["330106"]}\n'
    expect(contract(f"scopes:\n{first}  - {{id: two, grant: non_exclusive, {other}}}{mark}\n"))


FOOD = product_line("required_licences: [business, food_operation]")
BOTH = 'licences: [{{type: business, number: "1"}}, {{type: food_operation, number: "2", valid_to: "{}"}}]'
LINES = SCOPE.replace("[ambient]", "[ambient]{}") + '    regions: ["330106"]\n'


def test_every_licence_of_a_line_is_held() -> None:
    """Each missing one is told at the line; a contract that is over asks for none."""
    expect(FOOD, contract(LINES.format("  # error[CTR206] error[CTR206]")))
    expect(FOOD, dealer('licences: [{type: business, number: "1"}]'), contract(LINES.format("  # error[CTR206]")))
    expect(FOOD, contract('status: ended\nended: {date: "2026-05-31", reason: 协商}'))
    expect(FOOD, contract('signed_on: "2024-12-20"\n' + OVER))


OVER = """\
term: {start: "2025-01-01", end: "2025-12-31", renewal: none, renewal_notice_days: "60"}
targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [{year: "2025", line: ambient, amount: "8.00"}], quarters: [{quarter: 2025Q1, line: ambient, amount: "8.00"}]}
first_order: none
"""


def test_licences_are_valid() -> None:
    """An expired one is told, in force or as a draft; the last day counts, and the longest of several."""
    expect(FOOD, dealer(BOTH.format("2026-10-19")), contract(LINES.format("  # error[CTR207]")))
    expect(FOOD, dealer(BOTH.format("2026-10-19")), contract(LINES.format("  # error[CTR207]") + UNSIGNED))
    expect(FOOD, dealer(BOTH.format("2026-10-20")), contract())
    renewed = BOTH.format("2026-10-19").replace("]", ', {type: food_operation, number: "3", valid_to: "2030-01-01"}]')
    expect(FOOD, dealer(renewed), contract())


def test_licences_last_beyond_signature() -> None:
    """What is about to be signed needs 180 days; what is signed is not asked again."""
    expect(FOOD, dealer(BOTH.format("2027-04-17")), contract(LINES.format("  # warning[CTR208]") + UNSIGNED))
    expect(FOOD, dealer(BOTH.format("2027-04-18")), contract(UNSIGNED))
    expect(FOOD, dealer(BOTH.format("2026-11-01")), contract())


def test_shops_and_the_online_channel() -> None:
    """One without the other is told where it stands."""
    granted = SCOPE.replace("[traditional]", "[traditional, online]{}") + '    regions: ["330106"]\n'
    shops = "online:{}\n  - {{platform: 某平台, shop: 某店}}\n"
    expect(contract(granted.format("  # error[CTR209]")))
    expect(contract("online:  # error[CTR210]\n  - {platform: 某平台, shop: 某店}\n"))
    expect(contract(granted.format("") + shops.format("")))


def test_a_ban_on_passive_sales() -> None:
    """It prints its reason and has a legal note; the two are told apart."""
    note, reason = "restriction_note: 法务备忘 2026-01", "restriction_reason: 冷链能力只覆盖本区"
    expect(contract("restriction: active_and_passive  # warning[CTR211] error[CTR214]"))
    expect(contract(f"restriction: active_and_passive  # error[CTR214]\n{note}"))
    expect(contract(f"restriction: active_and_passive  # warning[CTR211]\n{reason}"))
    expect(contract(f"restriction: active_and_passive\n{note}\n{reason}"))


SHARE = "market_share: [{{product_market: 茶, region: 浙江, share: '{}', year: '2025', source: 测算}}]\n"


@pytest.mark.parametrize(
    ("share", "more", "terms"),
    [
        ("0.15", "", "restriction: active_sales_only  # warning[CTR215]"),
        ("0.15", "", 'restriction: "none"'),
        ("0.1499", "", ""),
        ("0.15", "compliance: {rpm_safe_harbour: unknown, non_price_safe_harbour: no, legal_note: 备忘}", ""),
    ],
)
def test_a_large_market_share_needs_a_note(share: str, more: str, terms: str) -> None:
    """From 15 % on a limit of territory or customers needs one (Anti-Monopoly Law art. 18 para 3)."""
    expect(company(SHARE.format(share) + more), contract(terms))


def test_a_sole_grant_counts_as_a_limit() -> None:
    """A sole grant limits where other dealers sell, whatever the restriction of this one; without a figure nothing is checked."""
    sole = SCOPE.replace("non_exclusive", "sole") + '    regions: ["330106"]\nrestriction: "none"{}\n'
    expect(company(SHARE.format("0.2")), contract(sole.format("  # warning[CTR215]")))
    expect(company(SHARE.format("0.2")), contract(sole.format("")), limits("market_share: none"))


@pytest.mark.parametrize(("grant", "mark"), [("exclusive", "  # error[CTR216]"), ("sole", ""), ("non_exclusive", "")])
def test_reserved_channels(grant: str, mark: str) -> None:
    """An exclusive grant bars the brand's own channel too; a sole one does not (reference 0b number 17)."""
    guaranteed = 'guaranteed_minimum: "1.00", years: [], quarters: []}  # warning[CTR307]'
    expect(
        contract(f"""
            scopes:
              - id: main
                grant: {grant}
                lines: [ambient]
                channels:
                  - traditional
                  - online{mark}
                regions: ["330106"]
            online: [{{platform: 某平台, shop: 某店}}]
            reserved: [{{name: 官方旗舰店, reason: 自营, channels: [online]}}]
            targets: {{nature: guaranteed_minimum, basis: sell_in_net, tax: excl, {guaranteed}
            first_order: none
            """)
    )


def test_two_lines_are_judged_apart() -> None:
    """A licence that one line needs is not asked of another."""
    chilled = product_line("required_licences: [food_operation]", "chilled")
    terms = """
        scopes:
          - id: main
            grant: non_exclusive
            lines:
              - ambient
              - chilled  # error[CTR206]
            channels: [traditional]
            regions: ["330106"]
        targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [], quarters: []}  # warning[CTR307] warning[CTR307]
        first_order: none
        prices: [{list: ambient@2025-1, discount: "0"}, {list: chilled@2025-1, discount: "0"}]
        """
    expect(chilled, price_list(name="chilled"), contract(terms))
