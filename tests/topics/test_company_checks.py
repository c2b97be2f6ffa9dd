"""Faults planted in the company's data, staff, people, products and price lists, and right data that pass."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import (
    card_number,
    company,
    contract,
    dealer,
    found,
    id_number,
    marked,
    problems,
    product_line,
    staff,
)
from toolkit.topics.company.checks import identity, people, personal_numbers, prices, products

WORKSPACE = "content/workspace.yaml"
CONTACTS = "private/contacts.yaml"
PRICES = "content/price-lists/ambient"
CODES = {
    "skus": """
        skus:
          - {code: QY-T-500, barcode: "6901234567892", name: 绿茶, unit: 瓶, case_pack: "15", specification: 500ml}
          - {code: QY-J-330, barcode: "6901234567908", name: 橙汁, unit: 瓶, case_pack: "24", specification: 330ml}
        """
}

CHECKS = (*identity.CHECKS, *people.CHECKS, *personal_numbers.CHECKS, *products.CHECKS, *prices.CHECKS)


def price_list(version: str, text: str) -> dict[str, str]:
    head = text.strip("\n")
    return {f"{PRICES}/{version}.yaml": f"{head}\nline: ambient\ntax: incl\n"}


def test_the_company_s_own_data() -> None:
    """Brand code, account name and fiscal year are each told at their line."""
    files = company("""
        brand_code: Qy  # error[COM101]
        fiscal_year_start: "13"  # error[COM103]
        bank_account:
          number: "1202000000000000009"
          bank: 某银行
          account_name: 张三  # error[COM102]
        """)
    assert found(CHECKS, files) == marked(files)


@pytest.mark.parametrize(
    ("code", "right"),
    [("QY", True), ("ABCDEFGH", True), ("Q", False), ("ABCDEFGHI", False), ("Q1", False), ("ＱＹ", False)],
)
def test_a_brand_code_is_two_to_eight_capital_letters(code: str, right: bool) -> None:
    """Both ends of the range pass, one more or less does not, nor a digit or a full-width letter."""
    assert (found(CHECKS, company(f"brand_code: {code}")) == []) == right


@pytest.mark.parametrize(("month", "right"), [(0, False), (1, True), (12, True), (13, False)])
def test_a_fiscal_year_starts_in_a_month(month: int, right: bool) -> None:
    """January and December pass."""
    assert (found(CHECKS, company(f'fiscal_year_start: "{month}"')) == []) == right


def test_trade_marks_that_end() -> None:
    """An expired mark and one within 365 days are told; the last day itself still counts as valid."""
    files = company("""
        trade_marks:
          - registration: "1"
            name: 青屿
            nice_class: "32"
            owner: 杭州青屿饮品有限公司
            valid_to: "2026-10-19"  # warning[COM104]
          - registration: "2"
            name: 青屿
            nice_class: "30"
            owner: 杭州青屿饮品有限公司
            valid_to: "2026-10-20"  # warning[COM105]
          - registration: "3"
            name: 青屿
            nice_class: "29"
            owner: 杭州青屿饮品有限公司
            valid_to: "2027-10-20"  # warning[COM105]
          - registration: "4"
            name: 青屿
            nice_class: "35"
            owner: 杭州青屿饮品有限公司
            valid_to: "2027-10-21"
        """)
    assert found(CHECKS, files) == marked(files)


def test_settings_of_the_workspace() -> None:
    """A format, a time zone and languages that cannot be worked with are told."""
    files = {
        WORKSPACE: 'format: "2"  # error[COM106]\ntime_zone: Asia/Shangai  # error[COM107]\nlanguages: [en]  # error[COM108]\nname: 青屿渠道\n'
    }
    assert found(CHECKS, files) == marked(files)


def test_a_misspelt_time_zone_gets_a_hint() -> None:
    """The nearest name is offered."""
    files = {WORKSPACE: 'format: "1"\ntime_zone: Asia/Shangai\nlanguages: [zh]\nname: 青屿渠道\n'}
    assert ["Asia/Shanghai" in problem.hint.en for problem in problems(CHECKS, files)] == [True]


@pytest.mark.parametrize("zone", ["Asia", "../etc", "/etc/localtime"])
def test_a_path_is_no_time_zone(zone: str) -> None:
    """A folder of the database or a path on the machine is refused like any unknown name."""
    files = {WORKSPACE: f'format: "1"\ntime_zone: {zone}  # error[COM107]\nlanguages: [zh]\nname: 青屿渠道\n'}
    assert found(CHECKS, files) == marked(files)


def test_right_settings_pass() -> None:
    """The settings that the product ships with are right."""
    files = {WORKSPACE: 'format: "1"\ntime_zone: Asia/Shanghai\nlanguages: [zh, en]\nname: 青屿渠道\n'}
    assert found(CHECKS, files) == []


def test_staff_who_report_in_a_circle_or_leave_before_they_start() -> None:
    """A circle is told once, at its smallest id."""
    files = staff("""
        id: S-2025-0001, reports_to: S-2025-0003  # error[COM111]
        id: S-2025-0002, reports_to: S-2025-0001
        id: S-2025-0003, reports_to: S-2025-0002
        id: S-2025-0004, reports_to: S-2025-0003
        id: S-2025-0005, until: "2023-12-31"  # error[COM112]
        id: S-2025-0006, until: "2024-01-01"
        """)
    assert found(CHECKS, files) == marked(files)


def test_contacts_mobile_and_retention() -> None:
    """A mobile number has eleven digits and nothing else; a person is kept to the last day of the retention."""
    files = {
        CONTACTS: """
        contacts:
          - {id: C-2025-0001, name: 甲, mobile: "13800001234", purpose: 订货, legal_basis: consent, notice_given_at: '2025-01-01', retention_until: "2026-10-20"}
          - {id: C-2025-0002, name: 乙, mobile: "12800001234", purpose: 订货, legal_basis: consent, notice_given_at: '2025-01-01'}  # error[COM113]
          - {id: C-2025-0003, name: 丙, mobile: "+8613800001234", purpose: 订货, legal_basis: consent, notice_given_at: '2025-01-01'}  # error[COM113]
          - {id: C-2025-0004, name: 丁, mobile: "138 0000 1234", purpose: 订货, legal_basis: consent, notice_given_at: '2025-01-01'}  # error[COM113]
          - {id: C-2025-0005, name: 戊, purpose: 订货, legal_basis: consent, notice_given_at: '2025-01-01', retention_until: "2026-10-19"}  # warning[COM114]
        """
    }
    assert found(CHECKS, files) == marked(files)


def test_people_have_been_told() -> None:
    """A contact without a notice, or with one that is still to come, is told; one of today is enough."""
    files = {
        CONTACTS: """
        contacts:
          - id: C-2025-0001
            name: 甲
            purpose: 订货
            legal_basis: consent  # warning[COM115]
          - id: C-2025-0002
            name: 乙
            purpose: 订货
            legal_basis: consent
            notice_given_at: "2026-10-21"  # warning[COM115]
          - {id: C-2025-0003, name: 丙, purpose: 订货, legal_basis: consent, notice_given_at: "2026-10-20"}
        """
    }
    assert found(CHECKS, files) == marked(files)


def test_numbers_of_persons_in_any_record() -> None:
    """An identity number or a card is found in every kind of record, nested and bilingual fields included."""
    person, card = id_number(), card_number("621226120200000001")
    files = {
        **company(f"industry: 饮料 {person}  # error[COM141]"),
        **staff(f'id: S-2025-0001, post: {{zh: 业务员, en: "sales {person}"}}  # error[COM141]'),
        CONTACTS: f"contacts:\n  - {{id: C-2025-0001, name: 甲, purpose: 核验 {person}, legal_basis: consent, notice_given_at: '2025-01-01'}}  # error[COM141]\n",
        **dealer(f"""
            bank_accounts:
              - account_name: 张三
                bank: 某银行
                number: "{card}"  # error[COM142]
                third_party_letter: 见 {person}  # error[COM141]
            """),
        **contract(f"""
            credit:
              limit: "1.00"
              review_months: "6"
              guarantees:
                - {{guarantor: 张三 {person}, period_months: "36"}}  # error[COM141]
            """),
    }
    assert found(CHECKS, files) == marked(files)


def test_a_message_about_a_person_s_number_does_not_repeat_it() -> None:
    """Neither wording nor hint carries the number on into logs and reports."""
    number = id_number()
    (problem,) = problems(CHECKS, company(f"industry: 饮料 {number}"))
    assert number not in f"{problem.message}{problem.hint}{problem.field}"


def test_right_records_hold_no_numbers_of_persons() -> None:
    """Credit codes, company accounts and telephone numbers are left alone."""
    assert found(CHECKS, {**company(), **dealer(), **contract(), **staff("id: S-2025-0001")}) == []


def test_barcodes() -> None:
    """A wrong check digit, a wrong length and letters are told at the SKU."""
    files = product_line("""
        skus:
          - {code: A, barcode: "6901234567892", name: 茶, unit: 瓶, case_pack: "15", specification: 500ml}
          - {code: B, barcode: "6901234567893", name: 茶, unit: 瓶, case_pack: "15", specification: 500ml}  # error[COM121]
          - {code: C, barcode: "690123456789", name: 茶, unit: 瓶, case_pack: "15", specification: 500ml}  # error[COM121]
          - {code: D, barcode: "69O1234567892", name: 茶, unit: 瓶, case_pack: "15", specification: 500ml}  # error[COM121]
        """)
    assert found(CHECKS, files) == marked(files)


def test_codes_and_barcodes_are_used_once() -> None:
    """A SKU code of another line and a barcode of another SKU are told at the second use, with the first as related."""
    files = {
        **product_line(CODES["skus"]),
        **product_line(
            """
            storage: chilled
            shelf_life_days: "21"
            skus:
              - {code: QY-T-500, barcode: "6901234567915", name: 茶, unit: 瓶, case_pack: "15", specification: 500ml}  # error[COM122]
              - {code: QY-Y-200, barcode: "6901234567908", name: 酸奶, unit: 杯, case_pack: "12", specification: 200g}  # error[COM123]
            """,
            "chilled",
        ),
    }
    assert found(CHECKS, files) == marked(files)
    assert {related.origin.path for problem in problems(CHECKS, files) for related in problem.related} == {
        "content/products/ambient.yaml"
    }


@pytest.mark.parametrize(
    ("storage", "days", "right"),
    [
        ("chilled", "", False),
        ("frozen", "", False),
        ("frozen", "0", False),
        ("chilled", "21", True),
        ("ambient", "", True),
    ],
)
def test_goods_under_refrigeration_state_their_shelf_life(storage: str, days: str, right: bool) -> None:
    """Chilled and frozen lines without a shelf life are told; ambient ones need none."""
    mark = "" if right else "  # error[COM124]"
    files = product_line(f"storage: {storage}{mark}\n" + (f'shelf_life_days: "{days}"\n' if days else ""))
    assert found(CHECKS, files) == marked(files)


def test_prices_of_the_line_s_skus() -> None:
    """A price for an unknown SKU and a SKU without a price are told; an expired list need not price what came later."""
    files = {
        **product_line(CODES["skus"]),
        **price_list(
            "2025-1",
            'effective_from: "2025-01-01"\neffective_to: "2025-12-31"\nprices: [{sku: QY-T-500, dealer_price: "40"}]',
        ),
        **price_list(
            "2026-1",
            'effective_from: "2026-01-01"\nprices:  # warning[COM132]\n  - {sku: QY-T-500, dealer_price: "42"}\n  - {sku: QY-J-300, dealer_price: "50"}  # error[COM131]',
        ),
    }
    assert found(CHECKS, files) == marked(files)
    assert ["QY-J-330" in p.hint.zh for p in problems(CHECKS, files) if p.code == "COM131"] == [True]


def test_versions_of_a_price_list() -> None:
    """Overlaps and gaps are told at the later version's first day, an end before the start at the end."""
    files = {
        **price_list("2025-1", 'effective_from: "2025-01-01"\neffective_to: "2025-06-30"\nprices: []'),
        **price_list("2025-2", 'effective_from: "2025-06-30"  # error[COM133]\neffective_to: "2025-12-31"\nprices: []'),
        **price_list("2026-1", 'effective_from: "2026-01-02"  # error[COM134]\nprices: []'),
        **price_list(
            "2026-2",
            'effective_from: "2026-07-01"  # error[COM133]\neffective_to: "2026-06-30"  # error[COM135]\nprices: []',
        ),
    }
    assert found(CHECKS, files) == marked(files)


def test_versions_that_follow_each_other_pass() -> None:
    """The next version begins on the day after the last one's last day."""
    files = {
        **product_line(CODES["skus"]),
        **price_list("2025-1", 'effective_from: "2025-01-01"\neffective_to: "2025-12-31"\nprices: []'),
        **price_list(
            "2026-1",
            'effective_from: "2026-01-01"\nprices: [{sku: QY-T-500, dealer_price: "42"}, {sku: QY-J-330, dealer_price: "50"}]',
        ),
    }
    assert found(CHECKS, files) == []


def test_a_list_on_its_last_day_still_prices_every_sku() -> None:
    """The last day is included, so a gap in the prices is still told on it."""
    files = {
        **product_line(CODES["skus"]),
        **price_list(
            "2026-1",
            'effective_from: "2026-01-01"\neffective_to: "2026-10-20"\nprices: []  # warning[COM132] warning[COM132]',
        ),
    }
    assert found(CHECKS, files) == marked(files)
    assert found(CHECKS, files, date(2026, 10, 21)) == []


def test_a_list_for_one_day_passes() -> None:
    """First and last day may be the same."""
    files = price_list("2026-1", 'effective_from: "2026-01-01"\neffective_to: "2026-01-01"\nprices: []')
    assert found(CHECKS, files) == []


def test_the_hint_on_versions_names_the_day() -> None:
    """An overlap names the day before which the earlier version should end, a gap the day on which the later begins."""
    files = {
        **price_list("2025-1", 'effective_from: "2025-01-01"\neffective_to: "2025-06-30"\nprices: []'),
        **price_list("2025-2", 'effective_from: "2025-06-15"\neffective_to: "2025-12-31"\nprices: []'),
        **price_list("2026-1", 'effective_from: "2026-02-01"\nprices: []'),
    }
    days = {
        problem.code: ("2025-06-15" in problem.hint.en, "2026-01-01" in problem.hint.en)
        for problem in problems(CHECKS, files)
    }
    assert days == {"COM133": (True, False), "COM134": (False, True)}
