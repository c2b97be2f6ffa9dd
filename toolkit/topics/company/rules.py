"""What can be worked out about the company's own data: check digits, personal numbers, circles, the working days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from stdnum import ean, luhn
from stdnum.cn import ric

from toolkit.kernel.text import Text
from toolkit.kernel.workdays import WorkCalendar
from toolkit.network.reader import Reader
from toolkit.plan.events import ZONE
from toolkit.topics.company.records import Company, ProductLine, Staff, Workspace
from toolkit.topics.company.records.work_year import WorkYear

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d(?:[ -]?\d){14,18}[Xx]?(?![0-9A-Za-z])", re.ASCII)
_SHORTEST = 15


def barcode_check(barcode: str) -> str:
    """Returns the check digit that a GTIN-13 should end with; an empty text when it is not 13 digits (reference A.2)."""
    if not re.fullmatch(r"\d{13}", barcode, re.ASCII):
        return ""
    return str(ean.calc_check_digit(barcode[:-1]))


def holds_id_number(text: str, as_of: date) -> bool:
    """Returns whether a text holds the number of a resident identity card.

    18 digits with a right check character (GB 11643-1999) and a day of birth from 1900 to `as_of` in the middle;
    by the day of birth it is told from a credit code.
    """
    return any(_is_id_number(number, as_of) for number in _numbers(text) if len(number) == 18)


def holds_bank_card(text: str) -> bool:
    """Returns whether a text holds the number of a bank card, which companies do not use as an account.

    UnionPay cards (62…) have 16 to 19 digits, the others that banks here issue (4…, 5…) have 16; the last is a
    Luhn digit.
    """
    return any(_is_card(number) for number in _numbers(text))


def circles(above: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Returns every ring of a relation that leads from one id to the next above, each from its smallest id on."""
    rings: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in sorted(above):
        path: list[str] = []
        step = start
        while step in above and step not in done and step not in path:
            path.append(step)
            step = above[step]
        if step in path:
            ring = path[path.index(step) :]
            first = ring.index(min(ring))
            rings.append((*ring[first:], *ring[:first]))
        done.update(path)
    return tuple(rings)


def work_calendar(reader: Reader) -> WorkCalendar:
    """Returns the calendar of all years on record; a year that is not on record is judged by its weekdays alone."""
    years = reader.all(WorkYear)
    return WorkCalendar(
        off=frozenset(day for year in years for day in year.off),
        on=frozenset(day for year in years for day in year.on),
        years=frozenset(year.year for year in years),
    )


def may_act(person: Staff, role: str, day: date) -> bool:
    """Returns whether somebody was in office on a day and may act for a role; for the head of sales it takes the role SA."""
    in_office = person.since <= day and (person.until is None or day <= person.until)
    return in_office and role.removesuffix("_head") in person.roles


def _numbers(text: str) -> Iterator[str]:
    if len(text) >= _SHORTEST:
        for match in _LONG_NUMBER.finditer(text):
            yield re.sub(r"[ -]", "", match[0]).upper()


def _is_id_number(number: str, as_of: date) -> bool:
    if ric.calc_check_digit(number) != number[-1]:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= 1900 and born <= as_of


def _is_card(number: str) -> bool:
    if not number.isdigit() or not luhn.is_valid(number):
        return False
    return number.startswith("62") or (number[0] in "45" and len(number) == 16)


def fiscal_start(reader: Reader) -> int:
    """Returns the month in which the fiscal year starts, 1 to 12; January without a company record or with a wrong month."""
    company = reader.only(Company)
    return company.fiscal_year_start if company and 1 <= company.fiscal_year_start <= 12 else 1


def line_name(reader: Reader, line: str) -> Text:
    """Returns the name of a product line for a page; its id where there is no such line, which the checks have told of."""
    found = reader.find(ProductLine, line)
    return found.name if found else Text(line)


def time_zone(reader: Reader) -> str:
    """Returns the name of the workspace's time zone; that of Shanghai where it names none that is known."""
    settings = reader.only(Workspace)
    try:
        return ZoneInfo(settings.time_zone).key if settings is not None else ZONE
    except (KeyError, ValueError, OSError):
        return ZONE
