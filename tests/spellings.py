"""Spellings that search takes for one, and texts that try to break the folding: for Python, for node and for the browser."""

from __future__ import annotations

from tests.strategies import NAUGHTY, RARE
from toolkit.site.search.folding import BLOCKS

FOLDED = {
    "ＱＹ－ＪＸ－２０２５": "qy-jx-2025",
    "2026 年 10 月": "2026年10月",
    "经 销　商\u00a0": "经销商",
    "Trust \t Index": "trust index",
    "hángzhōu": "hangzhou",
    "lǜ Lü": "lu lu",
    "㈱①㎡ﬁ": "(株)1m2fi",
    "你好，世界（一）": "你好,世界(一)",
    "Straße": "strasse",
    "⼭金⾦": "山金金",
    "葛\U000e0100城": "葛城",
    "a\u200bb\u00adc\ufeff": "abc",
    "a – b ‑ c −1": "a - b - c -1",
    "經銷商、〇": "經銷商、〇",
    " 一 \n 二 \f three \n four ": "一\n二\fthree\nfour",
    "㐂𠮷 𰻞": "㐂𠮷𰻞",
    "": "",
}
"""What was written, and what is compared."""


def spellings() -> tuple[str, ...]:
    """Returns texts on which both sides must agree: the above, what breaks other programs, and every character of the table."""
    every = tuple("".join(chr(code) for code in range(first, end) if chr(code).isprintable()) for first, end in BLOCKS)
    mixed = tuple(f"a{text} 汉 {text}b" for text in NAUGHTY)
    return (*FOLDED, *NAUGHTY, *mixed, *RARE, *every, " ".join(every[2]), " 汉".join(every[0:3]))
