"""Numbers as contracts write them: Arabic or Chinese numerals, English words, capital amounts beside figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

_DIGITS = {character: n for n, characters in enumerate(("零〇", "一壹", "二贰两貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")) for character in characters}  # fmt: skip
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_ENGLISH = {word: n for n, word in enumerate(_WORDS)} | {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "double": 2, "twice": 2, "triple": 3,
}  # fmt: skip
NUMERAL = r"(?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千两]+)"
"""A number in a Chinese text in plain form."""
NUMBER = r"(?:\d[\d,]*(?:\.\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|sixty|ninety|double|twice|triple)"
"""A number in an English text in plain form."""
_CAPITAL = "零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿兆圆元整正角分负"
_WORDED = re.compile(
    f"(?:(?=[^零整正元圆角分]*[壹贰叁肆伍陆柒捌玖拾佰仟])[{_CAPITAL}]*[元圆][{_CAPITAL}]*|零元整|(?:[壹贰叁肆伍陆柒捌玖]角)?[壹贰叁肆伍陆柒捌玖]分|[壹贰叁肆伍陆柒捌玖]角)"
)
_FIGURE = re.compile(r"(?:小写:?)?(?:人民币|¥|rmb|cny)?:?¥?(\d[\d,]*(?:\.\d+)?)(万|亿)?(?:元|圆|(?=[)(,;。]|$))")
_BETWEEN = re.compile(r"[(),:;]*(?:即|小写|大写|人民币|¥|rmb|cny|元|整|为|计|:|\(|\)|,)*")
_ONE = "([壹贰叁肆伍陆柒捌玖])"
_CAPITAL_AMOUNT = re.compile(
    f"(负?)(?:([零〇壹贰叁肆伍陆柒捌玖拾佰仟万亿]+)[元圆])?(?:[整正]|零?(?:{_ONE}角)?零?(?:{_ONE}分)?[整正]?)"
)


def number_of(text: str) -> Decimal | None:
    """Returns the number that a text writes in Arabic or Chinese numerals or as an English word; None for no number."""
    bare = text.replace(",", "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", bare):
        return Decimal(bare)
    if bare in _ENGLISH:
        return Decimal(_ENGLISH[bare])
    value = _chinese(bare)
    return None if value is None else Decimal(value)


def _chinese(text: str) -> int | None:
    """The value of a Chinese numeral, common or capital; None where a character is none of its own."""
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += (digit or 1) * _TENS[character]
            digit = 0
        elif character in _MYRIADS:
            total = (total + section + digit) * _MYRIADS[character]
            section = digit = 0
        else:
            return None
    return total + section + digit if text else None


def capital_amount(text: str) -> Decimal | None:
    """Returns the amount that capital characters write, such as 壹万陆仟肆佰零玖元零贰分; None where they make no amount."""
    found = _CAPITAL_AMOUNT.fullmatch(text)
    if found is None or not text:
        return None
    sign, yuan, jiao, fen = found.groups()
    whole = _sections(yuan) if yuan else 0
    if whole is None:
        return None
    cents = 10 * _DIGITS.get(jiao or "零", 0) + _DIGITS.get(fen or "零", 0)
    amount = Decimal(whole) + Decimal(cents).scaleb(-2)
    return -amount if sign else amount


def _sections(text: str) -> int | None:
    """The value of a capital numeral of several sections: 亿 and 万 each once, in falling order."""
    total = 0
    rest = text
    for mark, unit in (("亿", 10**8), ("万", 10**4)):
        if rest.count(mark) > (2 if mark == "亿" else 1):
            return None
        head, found, tail = rest.partition(mark)
        if found:
            value = _chinese(head)
            if value is None:
                return None
            total += value * unit
            rest = tail
    last = _chinese(rest) if rest else 0
    return None if last is None else total + last


def amounts_that_differ(sentence: str) -> Iterator[str]:
    """Yields each pair of an amount in figures and in capital characters side by side that are not the same amount."""
    for worded in _WORDED.finditer(sentence):
        written = capital_amount(worded[0])
        beside = _figure_beside(sentence, worded.start(), worded.end())
        if beside is not None and written != beside[0]:
            yield f"{beside[1]} / {worded[0]}"


def _figure_beside(sentence: str, start: int, end: int) -> tuple[Decimal, str] | None:
    """The amount in figures that stands right before or right after, with nothing but brackets and names between."""
    for figure in _FIGURE.finditer(sentence):
        before = figure.end() <= start and _BETWEEN.fullmatch(sentence, figure.end(), start)
        after = figure.start() >= end and _BETWEEN.fullmatch(sentence, end, figure.start())
        if before or after:
            unit = {"万": 4, "亿": 8}.get(figure[2] or "", 0)
            return Decimal(figure[1].replace(",", "")).scaleb(unit), figure[1] + (figure[2] or "")
    return None
