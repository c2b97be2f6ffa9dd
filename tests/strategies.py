"""Hypothesis strategies that several rooms share: amounts, days, ids, and texts that break what was not made for them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

FIRST, LAST = date(2019, 1, 1), date(2032, 12, 31)


def fen(most: int = 10**15 - 1) -> st.SearchStrategy[Decimal]:
    """Amounts in whole fen, negative ones too, up to thirteen digits before the point."""
    return st.integers(-most, most).map(lambda number: Decimal(number).scaleb(-2))


def weights() -> st.SearchStrategy[list[Decimal]]:
    """One to twelve weights with up to six decimals, zeros among them."""
    weight = st.integers(0, 10**9).flatmap(lambda n: st.integers(0, 6).map(lambda places: Decimal(n).scaleb(-places)))
    return st.lists(weight, min_size=1, max_size=12)


def days() -> st.SearchStrategy[date]:
    """Days of the years in which the toolkit is tried."""
    return st.dates(FIRST, LAST)


def ids(prefix: str = "D") -> st.SearchStrategy[str]:
    """Record ids such as D-2025-0007."""
    return st.builds(lambda y, n: f"{prefix}-{y}-{n:04d}", st.integers(2000, 2099), st.integers(0, 9999))


HAN = "青屿饮品有限公司经销商合同渠道杭州西湖区一乙丙甲丁"
RARE = "堃喆䶮㛃𬭎㐂𠮷𡈽𰻞龘犇"
"""Characters of names that older fonts lack; several lie outside the basic plane."""


def han(least: int = 1, most: int = 12) -> st.SearchStrategy[str]:
    """Chinese text, rare characters among it."""
    return st.text(st.sampled_from(HAN + RARE), min_size=least, max_size=most)


NAUGHTY = (
    "NO", "on", "off", "yes", "~", "null", "=", "<<", "-", "?", ":", "&a", "*a", "!x", "%TAG", "@x", "`x`", "|", ">",
    "0123", "0x1F", "1_000", "1e5", ".nan", ".inf", "12:30:45", "2024-02-30", "+86 138", "１２３", "№5", "½",
    "{{ 7*7 }}", "{% for i in x %}", "${7*7}", "#{7}", "<b>&amp;</b>", "<script>alert(1)</script>", "javascript:alert(1)",
    "' OR 1=1 --", "=1+1", "@SUM(A1)", "a\tb", "a\nb", " lead", "trail ", "'", '"', "\\", "a: b", "a #b", "- x", "[", "{",
    "../../etc/passwd", "CON", "nul.txt", "é", "e\u0301", "ﬁ", "İ", "ß", "ᾳ", "😀", "👨‍👩‍👧", "\u3000", "。", "：", "🏴",
)  # fmt: skip
"""Texts that some program takes for something else than a text."""


def naughty() -> st.SearchStrategy[str]:
    """One of the texts that are taken for something else."""
    return st.sampled_from(NAUGHTY)


def safe_text(least: int = 0, most: int = 30) -> st.SearchStrategy[str]:
    """Any text that data may hold: no control, no bidirectional control, no lone surrogate."""
    allowed = st.characters(
        exclude_categories=("Cc", "Cs", "Cn", "Co"),
        exclude_characters="\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff",
    )
    return st.text(allowed, min_size=least, max_size=most)


def scalars() -> st.SearchStrategy[str]:
    """What may stand as a value in a record: naughty, Chinese, or anything that is allowed."""
    return st.one_of(naughty(), han(), safe_text())


def keys() -> st.SearchStrategy[str]:
    """Keys as records have them."""
    return st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.@+\-]{0,11}", fullmatch=True)
