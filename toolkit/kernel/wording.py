"""Numbers, amounts and days as people of each language write them."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from toolkit.kernel.money import capitals, to_fen
from toolkit.kernel.text import Locale, Text

_DIGITS = "零一二三四五六七八九"
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day_text(day: date | None, locale: Locale) -> str:
    """Returns `2026年1月15日` or `15 January 2026`; `/` for no day, as blanks are struck out in papers."""
    if day is None:
        return "/"
    if locale == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def number_text(number: Decimal | int, decimals: int | None = None) -> str:
    """Returns a number with separators for thousands and a true minus; as many decimals as given (half-up), else as it has."""
    return _signed(number if decimals is None else _rounded(Decimal(number), decimals))


def amount_text(amount: Decimal) -> str:
    """Returns `¥1,260,000.00`; the sign stands before the currency."""
    fen = to_fen(amount)
    return f"{'−' if fen < 0 else ''}¥{abs(fen):,f}"


def amount_in_words(amount: Decimal) -> str:
    """Returns `¥1,260,000.00（大写：人民币壹佰贰拾陆万元整）`, the form of contracts (reference F.5)."""
    return f"{amount_text(amount)}（大写：人民币{capitals(amount)}）"


def percent_text(rate: Decimal, decimals: int | None = None) -> str:
    """Returns a share as a percentage: 0.05 is `5%`, 0.0253 is `2.53%`."""
    percent = rate.scaleb(2)
    return _signed(percent.normalize() if decimals is None else _rounded(percent, decimals)) + "%"


def chinese_number(number: int) -> str:
    """Returns 1 to 99 in Chinese: 十, 十一, 二十, 二十一. Raises ValueError outside."""
    if not 1 <= number <= 99:
        raise ValueError(f"no article number: {number}")
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def yes_no(flag: bool) -> Text:
    """Returns 是 or 否."""
    return Text("是", "yes") if flag else Text("否", "no")


def _rounded(number: Decimal, decimals: int) -> Decimal:
    """Half-up, as money is: formatting alone would round half to even. No zero keeps a minus."""
    return number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP) + 0


def _signed(number: Decimal | int) -> str:
    return (f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}").replace("-", "−")
