"""Faults planted in profiles and outlets, and right ones that pass."""

from __future__ import annotations

from datetime import date

import pytest

from tests.topics.builders import credit_code, dealer, found, marked, problems, staff
from toolkit.topics.dealer.checks import CHECKS

NAME = "杭州第1商贸有限公司"


def active(state: str) -> str:
    return f'transitions: [{{date: "2025-01-01", to: {state}}}]'


def test_a_full_profile_passes() -> None:
    """The profile that the other tests spoil has no fault of its own."""
    assert found(CHECKS, {**dealer(), **dealer("", 2), **staff("id: S-2025-0001\nid: S-2025-0002")}) == []


def test_one_credit_code_for_two_dealers() -> None:
    """The second profile of a body is told and the first named; a closed or rejected one does not count."""
    code = credit_code(1)
    twin = f"uscc: {code}{{}}\ninvoice: none\nbank_accounts: none\n{{}}\n"
    files = {
        **dealer(),
        **dealer(twin.format("  # error[DLR101]", active("lead")), 2),
        **dealer(twin.format("", active("closed")), 3),
        **dealer(twin.format("", active("rejected")), 4),
        **dealer(twin.format("  # error[DLR101]", active("blacklisted")), 5),
    }
    assert found(CHECKS, files) == marked(files)
    related = {str(row.origin.path) for problem in problems(CHECKS, files) for row in problem.related}
    assert related == {"dealers/D-2025-0001/profile.yaml"}


@pytest.mark.parametrize("entity", ["company", "partnership", "sole_trader", "cooperative"])
@pytest.mark.parametrize("head", ["91", "92", "93"])
def test_the_credit_code_fits_the_kind_of_body(entity: str, head: str) -> None:
    """91 is an enterprise's, 92 a sole trader's, 93 a cooperative's."""
    right = {"company": "91", "partnership": "91", "sole_trader": "92", "cooperative": "93"}[entity] == head
    mark = "" if right else "  # error[DLR102]"
    files = dealer(f"entity_type: {entity}\nuscc: {credit_code(1, head)}{mark}\ninvoice: none\n{active('lead')}")
    assert found(CHECKS, files) == marked(files)


def test_tax_number_and_accounts() -> None:
    """Another tax number is told, and another payer's account unless a letter explains it."""
    files = dealer(f"""
        invoice:
          title: {NAME}
          tax_number: {credit_code(2)}  # error[DLR103]
          address_phone: 杭州
        bank_accounts:
          - account_name: 杭州第1商贸有限责任公司  # error[DLR104]
            bank: 某银行
            number: "1202000000000000001"
          - account_name: 杭州丙实业有限公司
            bank: 某银行
            number: "1202000000000000002"
            third_party_letter: 2026-03-01 三方确认函
        """)
    assert found(CHECKS, files) == marked(files)


def test_first_level_dealers() -> None:
    """A dealer below itself and a ring are told once each; a parent that does not work is a warning for those who do."""
    files = {
        **dealer("parent: D-2025-0001  # error[DLR105]"),
        **dealer("parent: D-2025-0003  # error[DLR105]", 2),
        **dealer("parent: D-2025-0002", 3),
        **dealer(f"parent: D-2025-0006  # warning[DLR106]\n{active('onboarding')}", 4),
        **dealer(f"parent: D-2025-0006\n{active('closed')}", 5),
        **dealer(active("terminating"), 6),
        **dealer("parent: D-2025-0008", 7),
        **dealer(active("suspended"), 8),
        **dealer("parent: D-2025-0010  # warning[DLR106]", 9),
        **dealer(active("lead"), 10),
    }
    assert found(CHECKS, files) == marked(files)


LACKING = """\
registered_address: none
notice_address: none
taxpayer_type: none
invoice: none
bank_accounts: []
service_team: none
contacts: [{role: gm, contact: C-2025-0001}]
"""


@pytest.mark.parametrize("state", ["active", "improvement", "suspended", "renewing"])
def test_a_running_dealer_lacks_nothing(state: str) -> None:
    """Each missing field is told at the record, each missing contact at the list of contacts."""
    path = "dealers/D-2025-0001/profile.yaml"
    files = dealer(f"{LACKING}{active(state)}")
    assert found(CHECKS, files) == sorted([f"{path}:1 error[DLR111]"] * 6 + [f"{path}:2 error[DLR112]"] * 3)


@pytest.mark.parametrize("state", ["lead", "legal_review", "signed", "onboarding", "terminating", "closed", "pooled"])
def test_other_dealers_may_lack_data(state: str) -> None:
    """Before and after the cooperation a profile need not be full."""
    assert found(CHECKS, dealer(f"{LACKING}{active(state)}")) == []


def test_a_draft_is_warned_only() -> None:
    """An unfinished profile has the same gaps told as warnings."""
    files = dealer(f'{LACKING}draft: "true"')
    assert {problem.severity for problem in problems(CHECKS, files)} == {"warning"}
    assert len(problems(CHECKS, files)) == 9


def licences(last_days: dict[str, str], state: str = "active") -> dict[str, str]:
    rows = "".join(
        f'  - {{type: food_operation, number: "{n}", valid_to: "{day}"}}{mark}\n'
        for n, (day, mark) in enumerate(last_days.items())
    )
    return dealer(f"licences:\n{rows}{active(state)}")


def test_licences_that_end() -> None:
    """The last day still counts; 90 days ahead the warning begins; a licence without an end never expires."""
    files = licences(
        {
            "2026-10-19": "  # error[DLR121]",
            "2026-10-20": "  # warning[DLR122]",
            "2026-11-19": "  # warning[DLR122]",
            "2026-11-20": "  # warning[DLR122]",
            "2027-01-18": "  # warning[DLR122]",
            "2027-01-19": "",
        }
    )
    assert found(CHECKS, files) == marked(files)
    alerts = [problem.message.zh.partition("（")[2] for problem in problems(CHECKS, files) if problem.code == "DLR122"]
    assert alerts == ["30 天预警）", "30 天预警）", "60 天预警）", "90 天预警）"]
    assert found(CHECKS, dealer('licences: [{type: business, number: "1"}]')) == []


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        ("signed", "warning[DLR121]"),
        ("negotiating", "warning[DLR121]"),
        ("terminating", "warning[DLR121]"),
        ("closed", ""),
        ("pooled", ""),
    ],
)
def test_expired_licences_outside_the_cooperation(state: str, mark: str) -> None:
    """They are warned of while something goes on, and left alone at rest."""
    files = licences({"2026-01-01": f"  # {mark}"}, state)
    assert found(CHECKS, files) == marked(files)


def test_a_lease_that_ended() -> None:
    """A lease is good to its last day; a dealer at rest is left alone."""
    row = '{{id: W-2025-000{}, address: 杭州, region: "330106", area_m2: "1", storage: [ambient], tenure: leased, fire_check: "2026-05-01", lease_end: "{}"}}{}\n'
    rows = "  - " + row.format(1, "2026-10-19", "  # warning[DLR123]") + "  - " + row.format(2, "2026-10-20", "")
    files = {
        **dealer(f"warehouses:\n{rows}"),
        **dealer(f"warehouses:\n{rows.partition('#')[0]}\n{active('closed')}", 2),
    }
    assert found(CHECKS, files) == marked(files)


def test_the_service_team() -> None:
    """One person as manager and backup, and people who left, are told; the last day of a post still counts."""
    files = {
        **staff("""
            id: S-2025-0001
            id: S-2025-0002, until: "2026-10-19"
            id: S-2025-0003, until: "2026-10-20"
            """),
        **dealer("""
            service_team:
              manager: S-2025-0001
              backup: S-2025-0001  # error[DLR131]
              finance: S-2025-0002  # error[DLR132]
              logistics: S-2025-0003
              marketing: S-2025-0099
            """),
        **dealer(f"service_team: {{manager: S-2025-0002, backup: S-2025-0001}}\n{active('closed')}", 2),
    }
    assert found(CHECKS, files) == marked(files)


def test_segments_are_approved_by_sales_or_the_general_manager() -> None:
    """Only the roles that a person may act for count, not the department they sit in."""
    files = {
        **staff("""
            id: S-2025-0001, department: CO, roles: [CO, FI]
            id: S-2025-0002, department: SA, roles: [SA]
            id: S-2025-0003, department: GM, roles: [GM]
            """),
        **dealer("""
            segments:
              - {date: "2025-02-01", segment: growth, approved_by: S-2025-0001}  # error[DLR133]
              - {date: "2025-08-01", segment: core, approved_by: S-2025-0002}
              - {date: "2026-02-01", segment: core, approved_by: S-2025-0003}
            """),
    }
    assert found(CHECKS, files) == marked(files)


def test_contacts_belong_to_the_dealer() -> None:
    """Another dealer's person is told; one's own, and one of whom nothing is said, pass."""
    people = """
        contacts:
          - {id: C-2025-0001, dealer: D-2025-0001, name: 甲, purpose: 订货, legal_basis: consent}
          - {id: C-2025-0002, dealer: D-2025-0002, name: 乙, purpose: 订货, legal_basis: consent}
          - {id: C-2025-0003, name: 丙, purpose: 订货, legal_basis: consent}
        """
    files = {
        "private/contacts.yaml": people,
        **dealer("""
            contacts:
              - {role: owner, contact: C-2025-0001}
              - {role: finance, contact: C-2025-0002}  # error[DLR134]
              - {role: order, contact: C-2025-0003}
            """),
    }
    assert found(CHECKS, files) == marked(files)


def test_other_brands() -> None:
    """Data of half a year ago are fresh enough, a day older is not; shares stay within the whole."""
    row = "{{brand: {}, category: 饮料, share: {}, relation: neutral, as_of: {}}}"
    old, fresh = row.format("甲", '"0.6"', '"2026-04-19"'), row.format("乙", '"0.4"', '"2026-04-20"')
    more = row.format("丙", '"0.61"', '"2026-10-01"')
    files = {
        **dealer(f"other_brands:\n  - {old}  # warning[DLR141]\n  - {fresh}"),
        **dealer(f"other_brands:  # error[DLR142]\n  - {fresh}\n  - {more}", 2),
        **dealer(f"other_brands:\n  - {old}\n{active('pooled')}", 3),
    }
    assert found(CHECKS, files) == marked(files)


def test_no_part_is_more_than_its_whole() -> None:
    """Dedicated heads and electric vehicles are counted among all."""
    files = dealer("""
        team:
          - {role: 业务, heads: "3", dedicated: "3"}
          - {role: 配送, heads: "3", dedicated: "4"}  # error[DLR143]
        vehicles:
          - {kind: 厢货, count: "2", new_energy: "3"}  # error[DLR143]
          - {kind: 面包车, count: "2"}
        """)
    assert found(CHECKS, files) == marked(files)


def test_dates_of_outlets() -> None:
    """Dates after the as-of date are warned of, and an order before the opening is an error."""
    path = "dealers/D-2025-0001/outlets.csv"
    rows = "\n".join(
        [
            "id,name,type,region,opened,last_order",
            "A1,甲店,cvs,330106,2025-01-01,2026-10-20",
            "A2,乙店,cvs,330106,2026-10-21,",
            "A3,丙店,cvs,330106,2025-01-01,2026-11-01",
            "A4,丁店,cvs,330106,2025-01-02,2025-01-01",
            "A5,戊店,cvs,330106,2026-10-20,",
            "A6,己店,cvs,330106,2025-01-02,2025-01-02",
        ]
    )
    files = {**dealer(), path: rows + "\n"}
    assert found(CHECKS, files) == [f"{path}:3 warning[DLR144]", f"{path}:4 warning[DLR144]", f"{path}:5 error[DLR145]"]
    assert found(CHECKS, files, date(2026, 11, 1)) == [f"{path}:5 error[DLR145]"]


def test_the_dates_of_transitions() -> None:
    """Out of order and twice on one day are errors, one that is still to come is told of."""
    files = {
        **dealer("""
            transitions:
              - {date: "2025-03-01", to: lead}
              - {date: "2025-02-01", to: qualified}  # error[DLR151]
              - {date: "2025-02-01", to: visited}  # error[DLR152]
              - {date: "2026-10-20", to: scored}
              - {date: "2026-10-21", to: negotiating}  # info[DLR153]
            """),
    }
    assert found(CHECKS, files) == marked(files)


def test_the_legal_basis_of_a_dealer_s_people() -> None:
    """Contract is for the operator of a sole trader, employment for our own; consent and legal duty are for anybody."""
    people = """
        contacts:
          - {id: C-2025-0001, dealer: D-2025-0001, name: 甲, purpose: 签约, legal_basis: consent}
          - id: C-2025-0002
            dealer: D-2025-0001
            name: 乙
            purpose: 签约
            legal_basis: contract  # warning[DLR135]
          - id: C-2025-0003
            dealer: D-2025-0002
            name: 丙
            purpose: 签约
            legal_basis: employment  # warning[DLR135]
          - {id: C-2025-0004, dealer: D-2025-0002, name: 丁, purpose: 签约, legal_basis: contract}
          - {id: C-2025-0005, name: 戊, purpose: 工作, legal_basis: employment}
        """
    sole = credit_code(2, "92")
    files = {"private/contacts.yaml": people, **dealer(), **dealer(f'uscc: "{sole}"', 2)}
    assert [row for row in found(CHECKS, files) if "DLR135" in row] == marked(files)


@pytest.mark.parametrize(
    ("state", "checked", "fault"),
    [
        ("active", "2025-10-20", False),
        ("active", "2025-10-19", True),
        ("active", "", True),
        ("closed", "", False),
        ("lead", "2020-01-01", False),
    ],
)
def test_warehouses_are_checked_for_fire_every_year(state: str, checked: str, fault: bool) -> None:
    """While the cooperation runs; the day a year after still counts, and a missing day is told as well."""
    row = f', fire_check: "{checked}"' if checked else ""
    files = dealer(f"""
        warehouses: [{{id: W-2025-0001, address: 某路, region: "330106", area_m2: "100", storage: [ambient], tenure: owned{row}}}]
        transitions: [{{date: "2025-01-01", to: {state}, reason: 略}}]
        """)
    assert any("DLR124" in row for row in found(CHECKS, files)) is fault


@pytest.mark.parametrize(
    ("rows", "state"),
    [
        (('{type: food_operation, number: "1", valid_from: "2031-01-01", valid_to: "2030-12-31"}  # error[DLR125]',), "lead"),
        (('{type: food_operation, number: "1", valid_from: "2026-10-21", valid_to: "2031-10-20"}  # error[DLR125]',), "active"),
        (('{type: food_operation, number: "1", valid_from: "2026-10-20", valid_to: "2031-10-19"}',), "active"),
        (('{type: food_operation, number: "1", valid_from: "2026-10-21", valid_to: "2031-10-20"}',), "closed"),
        (
            (
                '{type: food_operation, number: "1", valid_from: "2021-10-21", valid_to: "2027-10-20"}',
                '{type: food_operation, number: "2", valid_from: "2027-10-21", valid_to: "2032-10-20"}',
            ),
            "active",
        ),
    ],
)  # fmt: skip
def test_licences_that_begin(rows: tuple[str, ...], state: str) -> None:
    """A licence begins before it ends; the only one of its sort has begun where the cooperation runs, a next one may wait."""
    files = dealer("licences:\n" + "".join(f"  - {row}\n" for row in rows) + active(state))
    assert found(CHECKS, files) == marked(files)
