"""Faults planted in amendments: fields that are not there, terms that were not in force, gaps, backward effect, missing voices."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.topics.amendment_files import PEOPLE, POLICY, POLICY_PATH, amendment, amendment_path, change
from tests.topics.builders import TODAY, dealer, problems
from tests.topics.contract_workspace import APART, base, contract, expect
from toolkit.kernel.problem import Problem
from toolkit.topics.contract.checks import CHECKS

CREDIT = contract("""\
payment: {method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "10"}
credit: {limit: "200000.00", review_months: "6"}
""")
RIGHT = change("credit.limit", "200000.00", "250000.00")
HEARD = 'hearings: [{kind: talk, date: "2026-06-01", record: 面谈纪要}]\n'
AROUND = (CREDIT, PEOPLE, POLICY)


def checked(*files: Mapping[str, str]) -> list[Problem]:
    whole = base()
    for more in (*AROUND, *files):
        whole |= more
    return [p for p in problems(CHECKS, whole) if p.code not in APART]


def test_a_right_one() -> None:
    """A change that fits, approved, signed before it takes effect: nothing to say."""
    expect(*AROUND, amendment(RIGHT))


def test_fields_that_are_not_there() -> None:
    """An unknown one, a group, an item without its key, a field that nobody but us sees; with what was meant."""
    expect(
        *AROUND,
        amendment("""\
            changes:
              - {path: credits.limit, before: "200000.00", after: "1.00"}  # error[CTR701]
              - {path: credit.limits, before: "200000.00", after: "1.00"}  # error[CTR701]
              - {path: credit, after: "1.00"}  # error[CTR701]
              - {path: "targets.quarters[2026Q1].amount", after: "1.00"}  # error[CTR701]
              - {path: restriction_note, after: 新}  # error[CTR701]
            """),
    )
    rows = checked(amendment(change("credit.limitt", "200000.00", "250000.00")))
    assert [(p.code, p.hint.en) for p in rows] == [("CTR701", "did you mean credit.limit?")]


@pytest.mark.parametrize(
    "path",
    [
        "dealer",
        "contract_no",
        "template",
        "status",
        "signed_on",
        "term.end",
        "term.start",
        "contract_type",
        "ended.date",
    ],
)
def test_what_an_amendment_cannot_change(path: str) -> None:
    """Who signed what and for how long is another contract."""
    assert [p.code for p in checked(amendment(change(path, None, "x")))] == ["CTR702"]


def test_what_was_in_force_then() -> None:
    """`before` is the value of the day, earlier amendments counted; written with other zeros it is the same."""
    expect(
        *AROUND,
        amendment("""\
            changes:
              - {path: credit.limit, before: "210000.00", after: "250000.00"}  # error[CTR703]
              - {path: credit.review_months, after: "4"}  # error[CTR703]
              - {path: price_change.protection_days, before: "30", after: "40"}
            """),
        amendment(
            'changes: [{path: credit.limit, before: "200000", after: "260000.00"}]  # error[CTR703]\neffective_on: "2026-08-01"',
            2,
        ),
        amendment(
            'changes: [{path: credit.limit, before: "260000", after: "270000.00"}]\neffective_on: "2026-09-01"', 3
        ),
    )
    (problem,) = checked(amendment(change("credit.limit", "1.00", "2.00")))
    assert "on 2026-07-01 credit.limit is 200000, not 1.00" in problem.message.en


def test_what_changes_nothing() -> None:
    """The same value twice, by its worth; no change at all."""
    expect(*AROUND, amendment('changes: [{path: credit.limit, before: "200000.00", after: "200000"}]  # error[CTR704]'))
    expect(*AROUND, amendment("changes: []  # error[CTR704]"))
    expect(*AROUND, amendment("changes: [{path: credit.limit}]  # error[CTR704]"))


def test_what_does_not_stand() -> None:
    """A value that its type refuses, a group left without what it must have: told at the change."""
    expect(
        *AROUND,
        amendment("""\
            changes:
              - {path: price_change.notice_days, before: "20", after: "25"}
              - {path: credit.limit, before: "200000.00", after: viel}  # error[CTR705]
            """),
        amendment(
            'changes: [{path: credit.review_months, before: "6"}]  # error[CTR705]\neffective_on: "2026-08-01"', 2
        ),
    )


def test_what_is_referred_to_must_be_there() -> None:
    """A county, a line or a price list that nobody knows."""
    expect(
        *AROUND,
        amendment("""\
            changes:
              - {path: "scopes[main].regions[330110]", after: "330110"}
              - {path: "scopes[main].regions[330199]", after: "330199"}  # error[CTR706]
            """),
    )


def test_amendments_are_numbered_in_the_order_of_signature() -> None:
    """A gap, a number twice, a later one signed earlier."""
    second = change("credit.review_months", "6", "4") + 'effective_on: "2026-08-01"\n'
    expect(*AROUND, amendment(RIGHT), amendment(second + 'seq: "3"  # error[CTR707]', 2))
    expect(*AROUND, amendment(RIGHT), amendment(second + 'seq: "1"  # error[CTR707]', 2))
    expect(
        *AROUND,
        amendment(RIGHT + 'seq: "1"  # error[CTR707]'),
        amendment(second + 'seq: "2"  # error[CTR707]\nsigned_on: "2026-06-01"', 2),
    )


def test_only_a_signed_contract_that_has_not_ended() -> None:
    """A draft is changed itself; what is over does not change; a contract of another dealer is not ours to change."""
    number = "contract: QY-JX-2025-0001  # error[CTR708]\n"
    draft = contract("status: draft\nsigned_on: none")
    rows = [p.code for p in checked(draft, amendment(number + change("price_change.notice_days", "20", "25")))]
    assert "CTR708" in rows
    ended = contract("status: ended\nended: {date: '2026-06-30', reason: 协商}")
    late = change("price_change.notice_days", "20", "25") + "signed_on: '2026-07-02'\neffective_on: '2026-07-10'"
    found = [(p.code, p.field) for p in checked(ended, amendment(late)) if p.code.startswith("CTR70")]
    assert found == [("CTR709", "effective_on"), ("CTR709", "signed_on")]
    expect(*AROUND, dealer("", 2), amendment(RIGHT + "contract: QY-JX-2025-0001  # error[CTR710]", 1, 2))


def test_backward_effect_is_flagged() -> None:
    """Signed after it took effect without saying so; said without a reason; said where it is none."""
    day = 'effective_on: "2026-06-14"'
    expect(*AROUND, amendment(RIGHT + day + "  # error[CTR711]"))
    expect(*AROUND, amendment(RIGHT + day + "\nbackward: true  # error[CTR712]"))
    expect(*AROUND, amendment(RIGHT + day + "\nbackward: true\nbackward_reason: 公告当日约定"))
    expect(*AROUND, amendment(RIGHT + "backward: true  # warning[CTR713]\nbackward_reason: x"))
    expect(*AROUND, amendment(RIGHT + 'effective_on: "2026-06-15"'))


WORSE = """\
changes:{mark}
  - {{path: "targets.quarters[2026Q4+ambient].amount", before: "1000000.00", after: "1100000.00"}}
  - {{path: "targets.years[2026+ambient].amount", before: "4000000.00", after: "4100000.00"}}
"""


def test_the_dealers_voice() -> None:
    """Worse for the dealer needs a notice or a consultation before the signature; better needs none (0b)."""
    expect(*AROUND, amendment(WORSE.format(mark="  # error[CTR714]")))
    expect(*AROUND, amendment(WORSE.format(mark="") + HEARD))
    late = HEARD.replace("2026-06-01", "2026-06-16").replace("hearings: ", "hearings:  # error[CTR714]\n  ")
    expect(*AROUND, amendment(WORSE.format(mark="") + late))
    better = WORSE.format(mark="").replace("1100000", "900000").replace("4100000", "3900000")
    expect(*AROUND, amendment(better))


def test_backward_and_worse() -> None:
    """A later target for a quarter that has begun: told even where the dealer was heard."""
    text = (
        WORSE.format(mark="")
        + HEARD
        + 'backward: true\nbackward_reason: x\neffective_on: "2026-05-01"  # warning[CTR715]'
    )
    expect(*AROUND, amendment(text))


def test_approvals_by_field() -> None:
    """The policy says which roles a field needs; a field that it does not name needs legal."""
    some = "approvals: [{role: FI, staff: S-2025-0002, date: '2026-06-01'}]\n"
    expect(
        *AROUND,
        amendment(f"""\
            {some.strip()}
            changes:
              - {{path: credit.limit, before: "200000.00", after: "250000.00"}}  # error[CTR716]
              - {{path: "returns[ambient].swap_rate", before: "0.03", after: "0.04"}}
              - {{path: dispute.body, before: 杭州市西湖区人民法院, after: 杭州市中级人民法院}}  # error[CTR716]
            """),
    )
    (problem,) = checked(amendment(RIGHT + some))
    assert problem.hint.en.endswith("GM")


def test_approvals_come_before_the_signature_by_people_who_may() -> None:
    """One given afterwards; one by somebody who does not act for the role; a draft needs none yet."""
    expect(
        *AROUND,
        amendment(
            RIGHT
            + "approvals:\n  - {role: FI, staff: S-2025-0002, date: '2026-06-16'}  # error[CTR717]\n"
            + "  - {role: GM, staff: S-2025-0001, date: '2026-06-01'}  # error[CTR718]\n"
        ),
    )
    expect(*AROUND, amendment(RIGHT + "approvals: []\nsigned_on: none\neffective_on: '2026-12-01'"))


def test_a_draft_whose_day_has_come() -> None:
    """It changes nothing until it is signed, and somebody may believe that it does."""
    expect(*AROUND, amendment(RIGHT + 'signed_on: none\neffective_on: "2026-10-20"  # warning[CTR719]'))
    expect(*AROUND, amendment(RIGHT + 'signed_on: none\neffective_on: "2026-10-21"'))


def test_the_policy_itself() -> None:
    """Its id, and fields that a contract has; versions follow each other."""
    wrong = (
        POLICY[POLICY_PATH]
        .replace("id: amendment", "id: amendments  # error[CTR720]")
        .replace("path: credit,", "path: credits,")
    )
    files = {
        POLICY_PATH: wrong.replace(
            "path: credits, roles: [FI, GM]}", "path: credits, roles: [FI, GM]}  # error[CTR721]"
        )
    }
    expect(CREDIT, PEOPLE, files)
    twice = {
        POLICY_PATH.replace("2024", "2025"): POLICY[POLICY_PATH]
        .replace('"2024-1"', '"2025-1"')
        .replace("2024-01", "2025-01")
    }
    assert [p.code for p in checked(twice)] == ["POL001"]


def test_amended_terms_are_held_to_what_holds_for_contracts() -> None:
    """Quarters that no longer sum to the year, too long a protection, a county twice: told with the amendment beside it."""
    quarter = change("targets.quarters[2026Q4+ambient].amount", "1000000.00", "900000.00")
    (problem,) = checked(amendment(quarter))
    assert (problem.code, problem.record, problem.field) == (
        "CTR301",
        "QY-JX-2025-0001",
        "targets.years[2026+ambient].amount",
    )
    assert [row.origin.path for row in problem.related] == [amendment_path()]
    (long,) = checked(amendment(change("price_change.protection_days", "30", "70")))
    assert (long.code, long.origin.path) == ("CTR406", amendment_path())
    (twice,) = checked(amendment(change("scopes[main].regions[330100]", None, "330100")))
    assert (twice.code, twice.origin.path) == ("CTR204", "dealers/D-2025-0001/contracts/QY-JX-2025-0001.yaml")
    assert checked(amendment(quarter + "seq: '1'\n"), amendment(change("targets.years[2026+ambient].amount", "4000000.00", "3900000.00") + "effective_on: '2026-08-01'", 2)) == []  # fmt: skip


def test_what_was_wrong_before_is_not_told_twice() -> None:
    """A fault of the signed contract stays one fault, amended or not."""
    bad = contract("price_change: {notice_days: '5', protection_days: '30'}")
    alone = [(p.code, p.origin) for p in checked(bad)]
    both = [(p.code, p.origin) for p in checked(bad, amendment(change("returns[ambient].swap_rate", "0.03", "0.04")))]
    assert alone == both != []


def test_codes_of_this_chapter() -> None:
    """Backward and harmful, due and unsigned, flagged for nothing only warn; everything else makes the terms uncertain."""
    kinds = {kind.code: kind.severity for check in CHECKS for kind in check.kinds if "CTR701" <= kind.code <= "CTR721"}
    assert {code for code, severity in kinds.items() if severity != "error"} == {"CTR713", "CTR715", "CTR719"}
    assert len(kinds) == 21
    assert TODAY.year == 2026
