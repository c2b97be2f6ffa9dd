"""What only a whole clause, or both languages together, can show: sides, terms without a meaning, numbers that differ (reference F.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from toolkit.kernel.text import Text
from toolkit.topics.contract.rules.lint.numerals import number_of
from toolkit.topics.contract.rules.lint.reading import plain
from toolkit.topics.contract.rules.lint.rule import LintRule, Reading

LEAST_CASES, MOST_RATIO = 3, 2
"""From three cases on, the dealer's may be at most twice as many as the company's."""
TERMS = {
    "经销区域": "territory",
    "合同年度": "contract year",
    "净销售额": "net sales",
    "回款": "payment received",
    "主动销售": "active sales",
    "被动销售": "passive sales",
    "窜货": "cross-territory sales",
    "工作日": "working day",
}
"""Terms of the field that mean nothing definite until the article on definitions gives them a meaning (reference F.1, article 1)."""
_DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_CHINESE = re.compile("[零〇一二两三四五六七八九十百]+")
_WORDS = re.compile("[a-z]+")


def _elsewhere(reading: Reading) -> Iterator[str]:
    """Found over a whole clause or contract, by the functions below."""
    yield from ()


ONE_SIDED = LintRule(
    "one-sided-liability",
    "CTR670",
    "warning",
    Text("违约责任偏于一方", "liability for breach leans to one side"),
    Text("民法典第四百九十六条、第四百九十七条", "Civil Code arts. 496, 497"),
    Text(
        "写上甲方的违约责任：逾期交付、违反独家、逾期兑付返利",
        "add Party A’s: late delivery, broken exclusivity, late rebates",
    ),
    _elsewhere,
)
UNDEFINED = LintRule(
    "undefined-term",
    "CTR671",
    "warning",
    Text("用语没有定义", "a term without a meaning"),
    Text("民法典第一百四十二条、第四百六十六条", "Civil Code arts. 142, 466"),
    Text("在“定义与解释”里写“X，指……”", "give it a meaning in the article on definitions"),
    _elsewhere,
)
NUMBERS = LintRule(
    "numbers-differ",
    "CTR672",
    "warning",
    Text("中英文数字不一致", "the two languages give different numbers"),
    Text("民法典第四百六十六条第二款", "Civil Code art. 466 para 2"),
    Text("以中文为准，改正英文", "the Chinese text prevails: correct the English"),
    _elsewhere,
)
WHOLE: tuple[LintRule, ...] = (ONE_SIDED, UNDEFINED, NUMBERS)


def sides_of(cases: Iterable[str]) -> tuple[int, int]:
    """Returns how many cases of breach begin with the company and how many with the dealer; “either” counts for both."""
    company = dealer = 0
    for case in cases:
        read = plain(case)
        either = read.startswith(("任何一方", "双方", "一方", "either", "a party", "each party"))
        company += either or read.startswith(("甲方", "party a", "company"))
        dealer += either or read.startswith(("乙方", "经销商", "party b", "dealer"))
    return company, dealer


def one_sided(company: int, dealer: int) -> str:
    """Returns both counts as words where one side has more than twice the cases of the other; an empty text when balanced."""
    low, high = sorted((company, dealer))
    leans = company + dealer >= LEAST_CASES and high > MOST_RATIO * low
    return f"甲方 {company} / 乙方 {dealer}" if leans else ""


def defined_in(texts: Iterable[str]) -> frozenset[str]:
    """Returns the terms that a text gives a meaning: “X，指……”."""
    read = [plain(text) for text in texts]
    return frozenset(term for term in TERMS if any(re.search(f"{term}[,:]?(?:是)?指", text) for text in read))


def undefined(text: str, defined: frozenset[str]) -> str:
    """Returns the first term of a text that has no meaning; an empty text when all have one."""
    read = plain(text)
    return next((term for term in TERMS if term in read and term not in defined), "")


@lru_cache(maxsize=1 << 12)
def numbers_differ(zh: str, en: str) -> str:
    """Returns the numbers in figures that one language has and the other nowhere, neither in figures nor in words."""
    if not zh or not en:
        return ""
    chinese, english = plain(zh), plain(en)
    in_zh, in_en = _figures(chinese), _figures(english)
    known_zh = in_zh | {str(n) for word in _CHINESE.findall(chinese) if (n := number_of(word)) is not None}
    known_en = in_en | {str(n) for word in _WORDS.findall(english) if (n := number_of(word)) is not None}
    only_zh, only_en = sorted(in_zh - known_en), sorted(in_en - known_zh)
    return f"{'、'.join(only_zh) or '—'} / {', '.join(only_en) or '—'}" if only_zh and only_en else ""


def _figures(text: str) -> set[str]:
    return {str(number_of(found)) for found in _DIGITS.findall(text)}
