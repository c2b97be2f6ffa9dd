"""Faults planted in negotiations: drafts begun too early, terms beyond our authority, promises that nobody wrote down."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.topics.builders import contract, dealer
from tests.topics.negotiation_files import POLICY, RIGHT, RULES, codes, expect, negotiation, policy, problems
from toolkit.topics.contract.checks.negotiation import CHECKS

DRAFTED = "contract: QY-JX-2025-0001\n"
DRAFT = contract("status: draft\nsigned_on: none")
OPEN = "ended: none\n"
LEDGER = "dealers/D-2025-0001/communication/2026.yaml"
TRUST = {
    "content/policies/communication/trust/2026-1.yaml": """
    id: trust
    name: 信任
    effective_from: "2026-01-01"
    applies_by: scored_at
    lateness: [{days: "0", factor: "1"}]
    window_months: "12"
    entry_days: "2"
    evidence_from: "3"
    remedy_days: "5"
    check_days: "30"
    repair_broken: "3"
    """
}


def rounds(topics: str, head: str = "", day: str = "2026-03-04", confirmed: str = "2026-03-06") -> str:
    """One round with the topics; `head` comes before."""
    minutes = f'    minutes_confirmed: {{date: "{confirmed}", by: C-2025-0001}}\n' if confirmed else ""
    return (
        f'{head}rounds:\n  - no: "1"\n    date: "{day}"\n    mode: at_dealer\n    ours: [S-2025-0001]\n'
        f"    theirs: [C-2025-0001]\n    topics:\n{topics}{minutes}"
    )


def test_nothing_wrong() -> None:
    """A negotiation that was agreed, and the contract that says the same, have no problem."""
    expect(CHECKS, negotiation())
    expect(CHECKS, negotiation(DRAFTED), DRAFT)


def test_an_open_mandatory_topic_blocks_the_draft() -> None:
    """Told where the draft begins, with the round in which it was last spoken of; once without a round, too."""
    topics = "      - {topic: payment, status: parked}\n"
    text = rounds(topics, "contract: QY-JX-2025-0001  # error[CTR801] error[CTR801]\nended: none\n")
    expect(CHECKS, negotiation(text), DRAFT)
    told = [p for p in problems(CHECKS, negotiation(text), DRAFT) if p.code == "CTR801"]
    assert [(p.message.zh.partition("必谈事项")[2], [r.origin.line for r in p.related]) for p in told] == [
        ("“区域”还没谈到", []),
        ("“付款”搁置", [9]),
    ]


def test_an_amendment_names_a_contract_that_stands() -> None:
    """The contract of an amendment is no draft of it: nothing has to be agreed before, and nothing is compared."""
    topics = '      - {topic: payment, status: agreed, agreed_text: 改为三十天, agreed: {credit_days: "10"}}\n'
    text = rounds(topics, f"purpose: amendment\n{DRAFTED}{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")
    expect(CHECKS, negotiation(f'opened: "2026-10-09"\n{text}'), contract())


def test_an_unanswered_concern_blocks_the_draft() -> None:
    """Told at the concern (reference 0b, A.9)."""
    text = f"""{DRAFTED}{OPEN}concerns:
  - no: "1"
    round: "1"
    text: 怕压货  # error[CTR802]
"""
    expect(CHECKS, negotiation(text), DRAFT)


def test_unconfirmed_minutes_block_the_draft() -> None:
    """Told at the round."""
    text = RIGHT["rounds"].replace('\n    minutes_confirmed: {date: "2026-03-19", by: C-2025-0002}', "")
    marked = text.replace('- no: "2"', '- no: "2"  # error[CTR803]')
    expect(CHECKS, negotiation(f"{DRAFTED}{OPEN}rounds:{marked}\n"), DRAFT)


@pytest.mark.parametrize(("day", "late"), [("2026-03-09", ""), ("2026-03-10", "  # warning[CTR804]")])
def test_minutes_are_confirmed_soon(day: str, late: str) -> None:
    """Three working days after Wednesday 4 March are Monday the 9th."""
    text = rounds("      - {topic: territory, status: open}\n", f"{OPEN}concerns: []\n", confirmed="")
    expect(CHECKS, negotiation(text.replace('- no: "1"', f'- no: "1"{late}')), as_of=date.fromisoformat(day))


@pytest.mark.parametrize(("day", "late"), [("2026-03-11", ""), ("2026-03-12", "  # warning[CTR805]")])
def test_concerns_are_answered_soon(day: str, late: str) -> None:
    """Five working days after Wednesday 4 March are the 11th."""
    text = rounds("      - {topic: territory, status: open}\n", OPEN)
    text += f'concerns:\n  - no: "1"\n    round: "1"\n    text: 怕压货{late}\n'
    expect(CHECKS, negotiation(text), as_of=date.fromisoformat(day))


@pytest.mark.parametrize(("day", "late"), [("2026-04-03", ""), ("2026-04-04", "  # warning[CTR806]")])
def test_talks_do_not_fall_asleep(day: str, late: str) -> None:
    """Thirty days after the last round are no pause yet, thirty-one are; once a draft is begun nobody has to meet."""
    text = rounds("      - {topic: territory, status: open}\n", f"{OPEN}concerns: []\n")
    as_of = date.fromisoformat(day)
    expect(CHECKS, negotiation(text.replace('date: "2026-03-04"', f'date: "2026-03-04"{late}', 1)), as_of=as_of)
    expect(CHECKS, negotiation(f"{DRAFTED}{OPEN}"), DRAFT)


def test_without_a_round_the_pause_counts_from_the_opening() -> None:
    """A negotiation that was opened and never held is told at the day of its opening."""
    text = 'opened: "2026-03-02"  # warning[CTR806]\nrounds: []\nconcerns: []\nended: none\n'
    expect(CHECKS, negotiation(text))


def test_ended_as_agreed_with_something_missing() -> None:
    """All that is missing on that day is named; later confirmations do not count."""
    late = RIGHT["rounds"].replace('"2026-03-19"', '"2026-03-23"')
    text = f'rounds:{late}\nended:\n  date: "2026-03-20"\n  result: agreed  # error[CTR807]\n'
    expect(CHECKS, negotiation(text))
    (told,) = problems(CHECKS, negotiation(text))
    assert told.message.zh == "写了谈成，但还缺：纪要未经对方确认：第 2 轮"


def test_broken_off_with_a_reason() -> None:
    """A reason is asked for at the end of the talks; nothing else is."""
    topics = "      - {topic: territory, status: open}\n"
    broken = 'ended:  # error[CTR808]\n  date: "2026-03-20"\n  result: broken_off\n'
    expect(CHECKS, negotiation(rounds(topics, broken)))
    expect(CHECKS, negotiation(rounds(topics, 'ended: {date: "2026-03-20", result: broken_off, reason: 价格谈不拢}\n')))


def test_rounds_come_in_order() -> None:
    """A round before the one with the lower number is told at its day; two on one day are in order."""
    same = RIGHT["rounds"].replace('date: "2026-03-18"', 'date: "2026-03-04"')
    expect(CHECKS, negotiation(f"rounds:{same}\n"))
    text = RIGHT["rounds"].replace('date: "2026-03-18"', 'date: "2026-03-03"  # error[CTR811]')
    text = text.replace('{date: "2026-03-19", by: C-2025-0002}', '{date: "2026-03-05", by: C-2025-0002}')
    expect(CHECKS, negotiation(f"{OPEN}rounds:{text}\n"), as_of=date(2026, 3, 20))


@pytest.mark.parametrize(
    ("opened", "ended", "as_of", "faults"),
    [
        ("2026-03-04", "2026-03-19", "2026-10-20", ("", "")),
        ("2026-03-05", "2026-03-19", "2026-10-20", ("  # error[CTR812]", "")),
        ("2026-03-04", "2026-03-17", "2026-10-20", ("", "  # error[CTR812]")),
        ("2026-03-04", "", "2026-03-17", ("", "  # error[CTR812]")),
    ],
)
def test_rounds_lie_between_opening_and_end(opened: str, ended: str, as_of: str, faults: tuple[str, str]) -> None:
    """Both days are within; a day that is yet to come is not."""
    text = RIGHT["rounds"]
    for day, fault in zip(("2026-03-04", "2026-03-18"), faults, strict=True):
        text = text.replace(f'    date: "{day}"', f'    date: "{day}"{fault}')
    end = f'ended: {{date: "{ended}", result: broken_off, reason: 无}}' if ended else "ended: none"
    head = f'opened: "{opened}"\n{end}\nconcerns: [{{no: "1", round: "1", text: 无, answer: 无, answered: "2026-03-09", outcome: met}}]\n'
    expect(CHECKS, negotiation(f"{head}rounds:{text}\n"), as_of=date.fromisoformat(as_of))


def test_no_round_after_the_signature() -> None:
    """Told at the round, with the signature's place in the contract."""
    text = RIGHT["rounds"].replace('    date: "2026-03-18"', '    date: "2026-03-18"  # error[CTR813]')
    signed = contract('signed_on: "2026-03-17"')
    expect(CHECKS, negotiation(f"{DRAFTED}rounds:{text}\n"), signed)
    (told,) = problems(CHECKS, negotiation(f"{DRAFTED}rounds:{text}\n"), signed)
    assert [related.origin.path for related in told.related] == list(signed)
    expect(CHECKS, negotiation(DRAFTED), contract('signed_on: "2026-03-18"'))


@pytest.mark.parametrize(("day", "fault"), [("2026-03-04", ""), ("2026-03-05", "  # warning[CTR814]")])
def test_nothing_is_talked_about_before_the_confidentiality_agreement(day: str, fault: str) -> None:
    """The state on the day of the round counts; a renewal has its agreement from years ago."""
    way = f'transitions: [{{date: "2026-01-05", to: lead}}, {{date: "{day}", to: negotiating}}, {{date: "2026-04-01", to: rejected}}]\n'
    marked = RIGHT["rounds"].replace('    date: "2026-03-04"', f'    date: "2026-03-04"{fault}')
    expect(CHECKS, negotiation(f"rounds:{marked}\n"), dealer(way))
    expect(CHECKS, negotiation("purpose: renewal\n"), dealer(way))


@pytest.mark.parametrize(
    ("state", "purpose", "fault"),
    [
        ("negotiating", "new", ""),
        ("negotiating", "renewal", "  # warning[CTR815]"),
        ("renewing", "renewal", ""),
        ("renewing", "new", "  # warning[CTR815]"),
    ],
)
def test_a_state_of_talks_has_talks(state: str, purpose: str, fault: str) -> None:
    """A dealer in negotiation or renewal has such a negotiation on record; one that broke off does not count."""
    way = f'transitions:\n  - date: "2026-03-01"\n    to: {state}{fault}\n'
    expect(CHECKS, negotiation(f"purpose: {purpose}\n"), dealer(way))
    broken = "ended: {date: '2026-03-20', result: broken_off, reason: 无}\n"
    way = f'transitions:\n  - date: "2026-03-01"\n    to: {state}  # warning[CTR815]\n'
    expect(CHECKS, negotiation(f"purpose: {purpose}\n{broken}"), dealer(way))


def test_the_statement_of_strategy_comes_before_the_draft() -> None:
    """Told at the contract; before the draft nobody asks (M37)."""
    without = "strategy_statement: none\n"
    expect(CHECKS, negotiation(f"contract: QY-JX-2025-0001  # warning[CTR816]\n{without}"), DRAFT)
    expect(CHECKS, negotiation(without))


def test_a_contract_of_another_dealer() -> None:
    """Neither the contract that came of the talks nor the one that they renew is anybody else's."""
    text = "contract: QY-JX-2025-0002  # error[CTR817]\nrenews: QY-JX-2025-0002  # error[CTR817]\n"
    expect(CHECKS, negotiation(text), contract("", 2, 2), dealer("", 2))


def test_what_is_agreed_has_words() -> None:
    """A bare "agreed" is told; words of an earlier round in which it was agreed are enough."""
    bare = "      - topic: data\n        status: agreed  # error[CTR821]\n"
    expect(CHECKS, negotiation(rounds(bare, "ended: none\ncontract: none\nconcerns: []\n", "2026-10-12", "2026-10-13")))
    again = RIGHT["rounds"].replace(
        "    topics:\n      - {topic: payment, concession",
        "    topics:\n      - {topic: territory, status: agreed}\n      - {topic: payment, concession",
    )
    assert again != RIGHT["rounds"]
    expect(CHECKS, negotiation(f"rounds:{again}\n"))


def test_what_is_not_agreed_has_none() -> None:
    """Words or data of an agreement under an open or parked topic."""
    topics = """\
      - topic: data
        status: open  # warning[CTR822]
        agreed_text: 每周
      - topic: deposit
        status: parked  # warning[CTR822]
        agreed: {deposit: "20000.00"}
"""
    expect(CHECKS, negotiation(rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")))


@pytest.mark.parametrize(
    ("topic", "terms", "wrong", "written"),
    [
        ("territory", 'lines: [{line: ambient, regions: ["330106"]}]', 'lines: [{line: ambient, regions: ["330100"]}]', ""),
        ("exclusivity", "lines: [{line: ambient, grants: [exclusive]}]", "lines: [{line: ambient, grants: [sole]}]", ""),
        ("channel", "lines: [{line: ambient, channels: [traditional]}]", "lines: [{line: ambient, channels: [ka]}]", ""),
        ("target", 'targets: [{year: "2026", line: ambient, amount: "9.00"}]', 'targets: [{year: "2026", line: ambient, amount: "8.00"}]', 'targets: {nature: guideline, basis: sell_in_net, tax: excl, years: [{year: "2026", line: ambient, amount: "9.00"}], quarters: []}'),
        ("dealer_price", 'price_notice_days: "30"', 'price_notice_days: "20"', ""),
        ("dealer_price", 'protection_days: "30"', 'protection_days: "31"', ""),
        ("payment", "method: prepaid", "method: credit", ""),
        ("payment", 'prepaid_share: "0.5"', 'prepaid_share: "0.4"', 'payment: {method: partial, prepaid_share: "0.5", late_interest_daily: "0", reconciliation_day: "5"}'),
        ("payment", 'credit_days: "0"', 'credit_days: "9"', ""),
        ("credit", 'credit_limit: "9.00"', 'credit_limit: "8.00"', 'credit: {limit: "9.00", review_months: "6"}'),
        ("deposit", 'deposit: "10000.00"', 'deposit: "10001.00"', 'deposit: {kind: performance_bond, amount: "10000.00", top_up_days: "5", refund_days: "5", interest: "true"}'),
        ("first_order", 'first_order: "9.00"', 'first_order: "8.00"', 'first_order: {amount: "9.00", minimum_order: "1.00"}'),
        ("moq", 'minimum_order: "1.00"', 'minimum_order: "2.00"', 'first_order: {amount: "9.00", minimum_order: "1.00"}'),
        ("moq", 'minimum_month: "3.00"', 'minimum_month: "2.00"', 'first_order: {amount: "9.00", minimum_order: "1.00", minimum_month: "3.00"}'),
        ("rebate", "rebate_policy: rebate@2026-1", "rebate_policy: rebate@2025-1", ""),
        ("marketing_duty", 'marketing_rate: "0.02"', 'marketing_rate: "0.01"', 'marketing: {duty: 推广, rate: "0.02", bearer: shared}'),
        ("after_sales", 'lines: [{line: ambient, swap_rate: "0.02"}]', 'lines: [{line: ambient, swap_rate: "0.01"}]', 'returns: [{line: ambient, swap_rate: "0.02"}]'),
        ("term", 'start: "2025-01-01"', 'start: "2025-01-02"', ""),
        ("term", 'end: "2026-12-31"', 'end: "2026-12-30"', ""),
        ("exit", 'notice_days: "60"', 'notice_days: "59"', ""),
        ("exit", 'buy_back_rate: "0.8"', 'buy_back_rate: "0.81"', ""),
    ],
)  # fmt: skip
def test_the_contract_says_what_was_agreed(topic: str, terms: str, wrong: str, written: str) -> None:
    """Every comparable term: nothing when both say the same, else told at both places (C17)."""
    draft = contract(f"status: draft\nsigned_on: none\n{written}\n" if written else "status: draft\nsigned_on: none\n")
    head = f"purpose: renewal\n{DRAFTED}{OPEN}concerns: []\n"
    free = policy("  - {topic: term, mandatory_for: [new]}\n")
    for said, fault in ((terms, ""), (wrong, "  # error[CTR823]")):
        topics = f"      - topic: {topic}\n        status: agreed\n        agreed_text: 谈定\n        agreed:\n          {said}{fault}\n"
        expect(CHECKS, negotiation(rounds(topics, head)), draft, free)
    (told,) = problems(CHECKS, negotiation(rounds(topics, head)), draft, free)
    assert [related.origin.path for related in told.related] == list(draft)
    assert all(text and "{" not in text for text in (told.message.zh, told.message.en))


def test_a_discount_is_found_by_the_line_of_its_price_list() -> None:
    """The price list says whose discount it is; a contract without one says nothing."""
    lists = {
        "content/price-lists/drinks/2026-1.yaml": 'line: ambient\neffective_from: "2026-01-01"\ntax: incl\nprices: []\n'
    }
    topics = '      - {topic: dealer_price, status: agreed, agreed_text: 让二, agreed: {lines: [{line: ambient, discount: "0.02"}]}}%s\n'
    head = f"purpose: renewal\n{DRAFTED}{OPEN}concerns: []\n"
    free = policy("  - {topic: term, mandatory_for: [new]}\n")
    draft = contract('status: draft\nsigned_on: none\nprices: [{list: drinks@2026-1, discount: "0.02"}]')
    expect(CHECKS, negotiation(rounds(topics % "", head)), draft, lists, free)
    expect(CHECKS, negotiation(rounds(topics % "  # error[CTR823]", head)), DRAFT, lists, free)
    (told,) = problems(CHECKS, negotiation(rounds(topics % "", head)), DRAFT, lists, free)
    assert told.message.zh == "谈定的折扣（常温饮料）是 2%，合同 QY-JX-2025-0001 写的是 没有写"


def test_a_later_round_replaces_what_was_agreed() -> None:
    """The last statement of a term is compared; one that was opened again is not."""
    text = RIGHT["rounds"].replace('credit_days: "0"', 'credit_days: "7"').replace('- no: "2"', '- no: "3"')
    third = """
  - no: "2"
    date: "2026-03-11"
    mode: phone
    ours: [S-2025-0001]
    theirs: [C-2025-0001]
    topics: [{topic: payment, status: agreed, agreed_text: 五天, agreed: {credit_days: "5"}}]
    minutes_confirmed: {date: "2026-03-12", by: C-2025-0001}"""
    credit = contract(
        'status: draft\nsigned_on: none\npayment: {method: prepaid, credit_days: "7", late_interest_daily: "0", reconciliation_day: "5"}'
    )
    expect(CHECKS, negotiation(f"{DRAFTED}rounds:{text}{third}\n"), credit)


def test_terms_stand_under_their_topic() -> None:
    """Limits are held against the topic, so a term elsewhere would escape them."""
    topics = """\
      - topic: territory
        status: agreed
        agreed_text: 西湖区，账期十天
        agreed:
          credit_days: "10"  # warning[CTR824]
        floor:
          deposit: "0.00"  # warning[CTR824]
"""
    expect(CHECKS, negotiation(rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")))


@pytest.mark.parametrize(
    ("answer", "missing"),
    [
        ("answer: 按周补货", "answered, outcome"),
        ('answered: "2026-03-09"', "answer, outcome"),
        ('answer: 按周补货\n    answered: "2026-03-09"', "outcome"),
        ('answered: "2026-03-09"\n    outcome: met', "answer"),
    ],
)
def test_half_an_answer(answer: str, missing: str) -> None:
    """Answer, day and outcome come together; what is missing is named."""
    text = f'{OPEN}concerns:\n  - no: "1"\n    round: "1"\n    text: 怕压货  # error[CTR825]\n    {answer}\n'
    told = [p for p in problems(CHECKS, negotiation(text), as_of=date(2026, 3, 20)) if p.code == "CTR825"]
    assert [p.message.en.partition(": ")[2] for p in told] == [f"{missing} is missing"]


@pytest.mark.parametrize(
    ("outcome", "fault"), [("met", ""), ("partly", "  # error[CTR826]"), ("declined", "  # error[CTR826]")]
)
def test_what_is_not_met_has_a_reason(outcome: str, fault: str) -> None:
    """Candour (M29): a concern that is declined or met in part says why."""
    text = (
        'concerns:\n  - no: "1"\n    round: "1"\n    text: 怕压货\n    answer: 按周补货\n    answered: "2026-03-09"\n'
    )
    expect(CHECKS, negotiation(f"{text}    outcome: {outcome}{fault}\n"))
    expect(CHECKS, negotiation(f"{text}    outcome: {outcome}\n    reason: 仓容不够\n"))


@pytest.mark.parametrize(("day", "fault"), [("2026-03-04", ""), ("2026-03-03", "  # error[CTR827]")])
def test_an_answer_follows_its_question(day: str, fault: str) -> None:
    """The day of the round is early enough."""
    text = 'concerns:\n  - no: "1"\n    round: "1"\n    text: 怕压货\n    answer: 按周补货\n    outcome: met\n'
    expect(CHECKS, negotiation(f'{text}    answered: "{day}"{fault}\n'))


FLOORS = """\
      - topic: first_order
        status: open
        floor: {first_order: "500000.00"}
      - topic: deposit
        status: agreed
        agreed_text: 保证金
        floor: {deposit: "20000.00"}
        agreed:
          deposit: "%s"
"""


@pytest.mark.parametrize(("amount", "fault"), [("20000.00", ""), ("19999.99", "  # error[CTR831]")])
def test_nothing_is_agreed_beyond_our_floor(amount: str, fault: str) -> None:
    """The floor itself may be agreed; a fen less needs the head of sales, and the floor is named."""
    topics = (FLOORS % amount).replace(f'deposit: "{amount}"\n', f'deposit: "{amount}"{fault}\n')
    expect(CHECKS, negotiation(rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")))
    approved = f'{topics}        approvals: [{{role: SA_head, staff: S-2025-0001, date: "2026-10-12"}}]\n'
    expect(
        CHECKS, negotiation(rounds(approved.replace(fault, ""), f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13"))
    )


def test_a_floor_holds_in_later_rounds() -> None:
    """What the first round set as our floor still is it when the third agrees; the place of the floor is related."""
    text = RIGHT["rounds"].replace("their_position: 三十天, status: open", 'floor: {credit_days: "0"}, status: open')
    text = text.replace('agreed: {method: prepaid, credit_days: "0"}', 'agreed: {credit_days: "1"}')
    (told,) = problems(CHECKS, negotiation(f"rounds:{text}\nended: none\n"), as_of=date(2026, 3, 20))
    assert (told.code, told.field) == ("CTR831", "rounds[2].topics[payment].agreed.credit_days")
    assert [related.origin.line for related in told.related] == [9]


@pytest.mark.parametrize(
    ("topic", "agreed", "roles"),
    [
        ("payment", 'credit_days: "15"', ""),
        ("payment", 'credit_days: "16"', "财务、总经理"),
        ("deposit", 'deposit: "10000.00"', ""),
        ("deposit", 'deposit: "9999.99"', "财务"),
        ("exclusivity", "lines: [{line: ambient, grants: [sole]}]", ""),
        ("exclusivity", "lines: [{line: ambient, grants: [sole, exclusive]}]", "总经理"),
    ],
)
def test_what_lies_outside_the_limits_is_approved(topic: str, agreed: str, roles: str) -> None:
    """Figures from both ends, and options; who has to approve is said (reference A.9)."""
    topics = f"      - topic: {topic}\n        status: agreed\n        agreed_text: 谈定\n        agreed:\n          {agreed}\n"
    text = rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")
    told = problems(CHECKS, negotiation(text))
    assert [(p.code, p.origin.line) for p in told] == ([("CTR832", 13)] if roles else [])
    assert all(p.message.zh.endswith(f"没有{roles}的批准") for p in told)
    given = "".join(
        f'          - {{role: {role}, staff: {person}, date: "2026-10-12"}}\n'
        for role, person in (("FI", "S-2025-0003"), ("GM", "S-2025-0004"))
    )
    approved = rounds(f"{topics}        approvals:\n{given}", f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")
    expect(CHECKS, negotiation(approved))


def test_an_approval_comes_before_our_word() -> None:
    """The day of the round is early enough, the day after is not: told at the day of the approval."""
    topics = """\
      - topic: payment
        status: agreed
        agreed_text: 三十天
        agreed: {credit_days: "30"}
        approvals:
          - {role: FI, staff: S-2025-0003, date: "2026-10-12"}
          - role: GM
            staff: S-2025-0004
            date: "2026-10-13"  # error[CTR833]
"""
    expect(CHECKS, negotiation(rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")))


def test_approvals_come_from_who_may_give_them() -> None:
    """The roles of the staff list decide; the head of sales acts with the role SA."""
    topics = """\
      - topic: payment
        status: agreed
        agreed_text: 三十天
        agreed: {credit_days: "30"}
        approvals:
          - {role: SA_head, staff: S-2025-0001, date: "2026-10-12"}
          - {role: FI, staff: S-2025-0001, date: "2026-10-12"}  # error[CTR834]
          - {role: GM, staff: S-2025-0004, date: "2026-10-12"}
"""
    expect(CHECKS, negotiation(rounds(topics, f"{OPEN}concerns: []\n", "2026-10-12", "2026-10-13")))


def test_both_sides_sat_at_the_table() -> None:
    """A side without anybody is told at the round."""
    text = (
        RIGHT["rounds"]
        .replace("theirs: [C-2025-0001]\n", "theirs: []\n")
        .replace('- no: "1"', '- no: "1"  # error[CTR841]')
    )
    expect(CHECKS, negotiation(f"rounds:{text}\n"))
    text = (
        RIGHT["rounds"]
        .replace("ours: [S-2025-0001]\n", "ours: []\n")
        .replace('- no: "2"', '- no: "2"  # error[CTR841]')
    )
    expect(CHECKS, negotiation(f"rounds:{text}\n"))


def test_people_of_this_dealer() -> None:
    """Who sat there and who confirmed are contacts of this dealer; a person that is gone from the store is no fault."""
    text = RIGHT["rounds"].replace(
        "theirs: [C-2025-0001]\n", "theirs:\n      - C-2025-0008  # error[CTR842]\n      - C-2025-0999\n"
    )
    text = text.replace(
        'minutes_confirmed: {date: "2026-03-06", by: C-2025-0001}',
        'minutes_confirmed:\n      date: "2026-03-06"\n      by: C-2025-0008  # error[CTR842]',
    )
    expect(CHECKS, negotiation(f"rounds:{text}\n"), dealer("", 2))


@pytest.mark.parametrize(("day", "fault"), [("2026-01-31", ""), ("2026-02-02", "  # warning[CTR843]")])
def test_staff_were_in_post(day: str, fault: str) -> None:
    """The last day in post still counts."""
    text = rounds("      - {topic: territory, status: open}\n", f"{OPEN}concerns: []\n", day, "2026-02-04")
    text = text.replace("ours: [S-2025-0001]\n", f"ours:\n      - S-2025-0005{fault}\n")
    expect(CHECKS, negotiation(f'opened: "2026-01-20"\n{text}'), as_of=date(2026, 2, 9))


def test_minutes_are_confirmed_after_the_round() -> None:
    """The same day is early enough."""
    text = RIGHT["rounds"].replace(
        'minutes_confirmed: {date: "2026-03-06", by: C-2025-0001}',
        'minutes_confirmed:\n      date: "2026-03-03"  # error[CTR844]\n      by: C-2025-0001',
    )
    expect(CHECKS, negotiation(f"rounds:{text}\n"))
    expect(CHECKS, negotiation(f"rounds:{RIGHT['rounds'].replace('2026-03-06', '2026-03-04')}\n"))


PROMISE = (
    'commitments:\n  - no: "1"\n    round: "%s"%s\n    side: brand\n    text: 旺季每日一班%s\n    due: "2026-05-01"\n'
)


@pytest.mark.parametrize(("day", "fault"), [("2026-03-06", ""), ("2026-03-09", "  # warning[CTR846]")])
def test_a_promise_is_entered_in_the_ledger(day: str, fault: str) -> None:
    """Within two working days of the round, as the trust policy says: made on Wednesday, it is late on Monday (A.16)."""
    text = rounds("      - {topic: territory, status: open}\n", f"{OPEN}concerns: []\n", confirmed="2026-03-04")
    expect(CHECKS, negotiation(text + PROMISE % ("1", "", fault)), TRUST, as_of=date.fromisoformat(day))


def ledger(due: str = "2026-05-01", side: str = "brand") -> dict[str, str]:
    row = f'id: CM-2026-0001, side: {side}, kind: delivery, text: 每日一班, importance: "2", source: minutes, promised_on: "2026-03-04", recorded_on: "2026-03-05", owner: S-2025-0001, due: "{due}"'
    return {LEDGER: f"commitments:\n  - {{{row}}}\n"}


def test_a_promise_names_its_entry() -> None:
    """The entry is this dealer's, and says the same of side and day."""
    text = PROMISE % ("1", "", "")
    expect(CHECKS, negotiation(f"{text}    ledger: CM-2026-0001\n"), ledger())
    expect(CHECKS, negotiation(f"{text}    ledger: CM-2026-0002  # error[CTR847]\n"), ledger())
    other = {LEDGER.replace("0001", "0002"): ledger()[LEDGER]}
    expect(CHECKS, negotiation(f"{text}    ledger: CM-2026-0001  # error[CTR847]\n"), other, dealer("", 2))


@pytest.mark.parametrize(("entry", "field"), [(ledger(due="2026-05-02"), "due"), (ledger(side="dealer"), "side")])
def test_minutes_and_ledger_say_the_same(entry: dict[str, str], field: str) -> None:
    """What differs is told with the place in the ledger."""
    text = f"{PROMISE % ('1', '', '')}    ledger: CM-2026-0001\n"
    (told,) = problems(CHECKS, negotiation(text), entry)
    assert (told.code, told.field) == ("CTR848", f"commitments[1].{field}")
    assert [related.origin.path for related in told.related] == [LEDGER]


def test_rounds_that_are_named_are_there() -> None:
    """Concerns and promises name a round on record."""
    text = 'concerns:\n  - no: "1"\n    round: "3"  # error[CTR849]\n    text: 怕压货\n    answer: 无\n    answered: "2026-03-09"\n    outcome: met\n'
    promise = f"{PROMISE % ('4', '  # error[CTR849]', '')}    ledger: CM-2026-0001\n"
    expect(CHECKS, negotiation(text + promise), ledger())


def test_limits_stand_under_their_topic() -> None:
    """A limit elsewhere would never be found by who looks for it."""
    topics = '  - topic: payment\n    limits:\n      - term: deposit  # error[CTR851]\n        at_least: "1"\n        approvals: [FI]\n'
    expect(CHECKS, policy(topics))


@pytest.mark.parametrize(
    ("topic", "term", "bound"),
    [
        ("term", "start", 'at_least: "1"'),
        ("exclusivity", "grants", 'at_most: "1"'),
        ("payment", "credit_days", "codes: [credit]"),
        ("territory", "regions", "codes: ['330106']"),
    ],
)
def test_limits_limit_by_what_a_term_is(topic: str, term: str, bound: str) -> None:
    """Figures take bounds, options take codes, days and ground neither."""
    topics = f"  - topic: {topic}\n    limits:\n      - term: {term}  # error[CTR852]\n        {bound}\n        approvals: [FI]\n"
    expect(CHECKS, policy(topics))


def test_a_limit_limits_something() -> None:
    """A limit without bounds, or that nobody can lift, is refused when it is read."""
    for limit in ("{term: deposit, approvals: [FI]}", '{term: deposit, at_least: "1", approvals: []}'):
        assert codes(policy(f"  - topic: deposit\n    limits: [{limit}]\n")) == ["REC003"]
    assert codes(policy('  - topic: deposit\n    limits: [{term: deposit, at_least: "1", approvals: [FI]}]\n')) == []


def test_a_policy_was_in_force() -> None:
    """Without one the talks are followed, but nothing is mandatory and nothing limited."""
    expect(CHECKS, negotiation('opened: "2026-03-02"  # warning[CTR853]\n'), policy(effective_from='"2026-03-03"'))


def test_policy_versions_follow_each_other() -> None:
    """A gap between two versions is told at the later one."""
    first = {
        POLICY.replace("2026-1", "2025-1"): policy(effective_from='"2025-01-01"', effective_to='"2025-12-30"')[POLICY]
    }
    marked = policy(effective_from='"2026-01-01"  # error[POL002]')
    expect(CHECKS, first, marked)


def test_the_day_of_the_opening_chooses_the_version() -> None:
    """Talks that opened under the old version are held against it (reference 0.10)."""
    strict = RULES.replace("  - {topic: deposit,", "  - {topic: deposit, mandatory_for: [new],")
    old = {
        POLICY.replace("2026-1", "2025-1"): policy(effective_from='"2025-01-01"', effective_to='"2026-03-02"')[POLICY]
    }
    new = policy(strict, effective_from='"2026-03-03"')
    expect(CHECKS, negotiation(DRAFTED), DRAFT, old, new)
    later = RIGHT["rounds"]
    text = f'opened: "2026-03-03"\ncontract: QY-JX-2025-0001  # error[CTR801]\nrounds:{later}\n'
    expect(CHECKS, negotiation(text), DRAFT, old, new)


LIMITS_PATH = "content/policies/contract/contract-limits/2024-1.yaml"


@pytest.mark.parametrize(("discount", "told"), [("0.05", False), ("0.0501", True)])
def test_a_discount_is_limited_by_the_contract_limits(discount: str, told: bool) -> None:
    """The figure stands in one policy only; the negotiation policy refers to it and says who approves beyond it."""
    limits = (Path(__file__).resolve().parents[2] / LIMITS_PATH).read_text("utf-8")
    text = f"""
        rounds:
          - no: "1"
            date: "2026-03-04"
            mode: at_dealer
            ours: [S-2025-0001]
            theirs: [C-2025-0001]
            topics:
              - {{topic: dealer_price, status: agreed, agreed_text: 折让, agreed: {{lines: [{{line: ambient, discount: "{discount}"}}]}}}}
            minutes_confirmed: {{date: "2026-03-05", by: C-2025-0001}}
        """
    rules = RULES + "  - {topic: dealer_price, limits: [{term: discount, as_contract: true, approvals: [GM]}]}\n"
    found = problems(CHECKS, negotiation(text), policy(rules), {LIMITS_PATH: limits})
    assert ("CTR832" in {p.code for p in found}) is told


def test_only_terms_of_the_contract_limits_refer_to_them() -> None:
    """Another term, or a figure beside the reference, is refused when the policy is read."""
    for limit in ("term: deposit, as_contract: true", 'term: discount, as_contract: true, at_most: "0.1"'):
        rules = RULES + f"  - {{topic: dealer_price, limits: [{{{limit}, approvals: [GM]}}]}}\n"
        assert codes(policy(rules)) != []
