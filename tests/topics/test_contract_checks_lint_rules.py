"""Each rule of the linter finds what it is for and spares what only looks like it; numbers in words and figures (F.3, F.4)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import fen
from tests.topics.lint_corpus import ruled
from toolkit.kernel.money import capitals
from toolkit.kernel.wording import amount_in_words
from toolkit.topics.contract.rules.lint.numerals import amounts_that_differ, capital_amount, number_of
from toolkit.topics.contract.rules.lint.reading import plain
from toolkit.topics.contract.rules.lint.rule import Reading, days_of
from toolkit.topics.contract.rules.lint.table import BY_ID, RULES, lint
from toolkit.topics.contract.rules.lint.whole import WHOLE, numbers_differ, one_sided, sides_of, undefined

CODES = {
    "resale-price": "CTR641",
    "protection-removed": "CTR642",
    "payee-person": "CTR643",
    "two-routes": "CTR644",
    "amounts-differ": "CTR645",
    "void-exemption": "CTR646",
    "price-ceiling": "CTR647",
    "price-watch": "CTR648",
    "passive-sales": "CTR649",
    "exclusive-dealing": "CTR650",
    "post-term-competition": "CTR651",
    "tying": "CTR652",
    "others-prices": "CTR653",
    "franchise": "CTR654",
    "heavy-penalty": "CTR655",
    "late-refund": "CTR656",
    "earnest-and-damages": "CTR657",
    "bond-doubled": "CTR658",
    "paid-when-paid": "CTR659",
    "all-liability": "CTR660",
    "last-word": "CTR661",
    "unconditional": "CTR662",
    "any-time": "CTR663",
    "silent-waiver": "CTR664",
    "confiscation": "CTR665",
    "short-cure": "CTR666",
    "short-notice": "CTR667",
    "endless-term": "CTR668",
    "blank": "CTR669",
    "one-sided-liability": "CTR670",
    "undefined-term": "CTR671",
    "numbers-differ": "CTR672",
}
ERRORS = {"resale-price", "protection-removed", "payee-person", "two-routes", "amounts-differ", "void-exemption"}


def test_the_table_is_complete() -> None:
    """Names and codes stay; what is banned is an error, the rest warns; each names its law and what to write, in both languages."""
    assert {rule.id: rule.code for rule in RULES} == CODES
    assert {rule.id for rule in RULES if rule.severity == "error"} == ERRORS
    assert [rule.id for rule in RULES if not all(t.zh and t.en for t in (rule.title, rule.law, rule.advice))] == []
    assert {rule.id for rule in RULES if rule.note} == {"resale-price", "protection-removed"}


def test_every_rule_has_lines_of_both_sorts() -> None:
    """A rule on text is tried with at least two lines that it must find and one that it must spare."""
    hits = {rule: sum(r == rule and hit for r, hit, _ in ruled()) for rule in CODES}
    spares = {rule: sum(r == rule and not hit for r, hit, _ in ruled()) for rule in CODES}
    tried = set(CODES) - {"resale-price", *(rule.id for rule in WHOLE)}
    assert {rule for rule in tried if hits[rule] < 2 or spares[rule] < 1} == set()


@pytest.mark.parametrize(("rule", "hit", "text"), ruled())
def test_rules_on_text(rule: str, hit: bool, text: str) -> None:
    """Each line of the corpus is found by its rule, or spared by it."""
    assert bool(BY_ID[rule].found(Reading(text, final=True))) is hit


def test_a_rule_is_not_asked_in_vain() -> None:
    """The words that lead to a rule stand in every line that it finds: leaving them out of the table would hide findings."""
    missed = [
        text for rule, hit, text in ruled() if hit and not any(found.id == rule for found, _ in lint(text, False, True))
    ]
    assert missed == []


def test_blanks_count_in_final_texts_only() -> None:
    """A draft may have blanks; a signed text and a clause may not."""
    assert lint("交货期____日", final=False) == ()
    assert [rule.id for rule, _ in lint("交货期____日", final=True)] == ["blank"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("5", "5"),
        ("三十", "30"),
        ("十五", "15"),
        ("两", "2"),
        ("一百二十", "120"),
        ("1,200", "1200"),
        ("3.5", "3.5"),
        ("ten", "10"),
    ],
)
def test_numbers_in_figures_and_words(text: str, number: str) -> None:
    """Arabic and Chinese numerals and English words are one number."""
    assert number_of(text) == Decimal(number)
    assert number_of("某") is None


@pytest.mark.parametrize(
    ("number", "unit", "days"),
    [
        ("3", "日", "3"),
        ("48", "小时", "2"),
        ("两", "周", "14"),
        ("2", "个月", "60"),
        ("5", "个工作日", "7"),
        ("one", "year", "365"),
        ("10", "working days", "14"),
    ],
)
def test_spans_are_compared_in_days(number: str, unit: str, days: str) -> None:
    """A month counts 30 days, a year 365, five working days a week."""
    assert days_of(number, unit) == Decimal(days)


def test_the_limits_themselves_are_right() -> None:
    """Five days to cure, thirty of notice, twice the sum and sixty days to refund are no finding; a day or a tenth more or less is."""
    lines = {
        "short-cure": ("给予5日内改正", "给予4日内改正"),
        "short-notice": ("提前30日书面通知解除合同", "提前29日书面通知解除合同"),
        "heavy-penalty": ("支付货款2倍的违约金", "支付货款2.1倍的违约金"),
        "late-refund": ("保证金于结清后60日内退还", "保证金于结清后61日内退还"),
    }
    for rule, (right, wrong) in lines.items():
        assert BY_ID[rule].found(Reading(right)) == ""
        assert BY_ID[rule].found(Reading(wrong))


@given(fen(10**15 - 1).map(abs))
def test_capital_amounts_are_read_back(amount: Decimal) -> None:
    """What the toolkit prints in capital characters is read as the same amount, and agrees with the figures beside it."""
    assert capital_amount(capitals(amount)) == amount
    assert list(amounts_that_differ(plain(f"保证金{amount_in_words(amount)}"))) == []


@given(fen(10**12).map(abs), fen(10**12).map(abs))
def test_two_amounts_side_by_side(figures: Decimal, words: Decimal) -> None:
    """Figures and capital characters are told exactly when they are two amounts."""
    text = plain(f"首单¥{figures:,f}（大写：人民币{capitals(words)}）")
    assert bool(list(amounts_that_differ(text))) is (figures != words)


@pytest.mark.parametrize("words", ["壹拾贰", "万元整", "叁佰百元整", "壹亿万亿亿元整", ""])
def test_what_is_no_capital_amount(words: str) -> None:
    """Half a numeral is no amount; what stands for none is told beside any figure."""
    assert capital_amount(words) is None


@pytest.mark.parametrize(
    ("company", "dealer", "leans"),
    [(3, 6, False), (2, 5, True), (0, 3, True), (0, 2, False), (7, 3, True), (0, 0, False)],
)
def test_sides_of_liability(company: int, dealer: int, leans: bool) -> None:
    """From three cases on, neither side has more than twice the other's."""
    assert bool(one_sided(company, dealer)) is leans


def test_cases_are_counted_by_their_first_words() -> None:
    """“Either party” counts for both sides; heads and notes count for none."""
    assert sides_of(
        ["违约情形，违约责任", "甲方逾期交付，违约金", "乙方逾期付款", "任何一方违反保密", "Party B is late"]
    ) == (2, 3)


def test_terms_need_a_meaning() -> None:
    """A term of the field that is used must be given a meaning somewhere in the same contract."""
    assert undefined("乙方窜货的，按本条处理", frozenset(("工作日",))) == "窜货"
    assert undefined("乙方窜货的，按本条处理", frozenset(("窜货",))) == ""


@pytest.mark.parametrize(
    ("zh", "en", "differ"),
    [
        ("提前60日通知", "with 30 days' notice", True),
        ("提前60日通知", "with 60 days' notice", False),
        ("每年二次", "twice a year", False),
        ("十只记录仪", "10 loggers", False),
        ("每季度2场", "two events a quarter", False),
        ("附件二", "Annex 2", False),
        ("按0.03%支付", "0.3% is paid", True),
        ("按约定支付", "paid within 30 days", False),
        ("30日内支付", "", False),
    ],
)
def test_numbers_in_two_languages(zh: str, en: str, differ: bool) -> None:
    """A number in figures that the other language has neither in figures nor in words, on both sides, is told."""
    assert bool(numbers_differ(zh, en)) is differ


@given(st.text(max_size=120), st.booleans(), st.booleans())
def test_any_text_can_be_linted(text: str, counted: bool, final: bool) -> None:
    """No text breaks a rule."""
    assert all(words for _, words in lint(text, counted, final))
