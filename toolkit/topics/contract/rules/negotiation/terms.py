"""Terms as flat rows, so that what was agreed, our floor, the company's limits and the contract can be laid side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal

from toolkit.kernel.text import NO_TEXT, Text
from toolkit.kernel.wording import amount_text, day_text, number_text, percent_text
from toolkit.network.reader import Reader
from toolkit.sources.document import Step
from toolkit.topics.company.rules import line_name
from toolkit.topics.contract.records.agreed import LineTerms, Terms
from toolkit.topics.contract.records.vocabularies import CHANNELS, GRANTS, PAYMENT
from toolkit.topics.market.rules import Regions

Form = Literal["amount", "rate", "days", "codes", "regions", "day", "text"]
Held = Decimal | date | str | frozenset[str]


@dataclass(frozen=True, slots=True)
class Trait:
    """Of which topic a term is, how it is written, and which way it costs us more: up, down, or neither."""

    topic: str
    form: Form
    dearer: Literal["up", "down", ""] = ""


TRAITS: Mapping[str, Trait] = MappingProxyType(
    {
        "regions": Trait("territory", "regions", "up"),
        "grants": Trait("exclusivity", "codes", "up"),
        "channels": Trait("channel", "codes", "up"),
        "target": Trait("target", "amount", "down"),
        "discount": Trait("dealer_price", "rate", "up"),
        "price_notice_days": Trait("dealer_price", "days", "up"),
        "protection_days": Trait("dealer_price", "days", "up"),
        "method": Trait("payment", "text"),
        "prepaid_share": Trait("payment", "rate", "down"),
        "credit_days": Trait("payment", "days", "up"),
        "credit_limit": Trait("credit", "amount", "up"),
        "deposit": Trait("deposit", "amount", "down"),
        "first_order": Trait("first_order", "amount", "down"),
        "minimum_order": Trait("moq", "amount", "down"),
        "minimum_month": Trait("moq", "amount", "down"),
        "rebate_policy": Trait("rebate", "text"),
        "marketing_rate": Trait("marketing_duty", "rate"),
        "swap_rate": Trait("after_sales", "rate", "up"),
        "start": Trait("term", "day"),
        "end": Trait("term", "day"),
        "notice_days": Trait("exit", "days"),
        "buy_back_rate": Trait("exit", "rate", "up"),
    }
)
"""The terms of the vocabulary. More ground, more channels and a stronger grant count as dearer, like a larger discount."""
OF_LINES = ("regions", "grants", "channels", "discount", "swap_rate")
_LABELS = {"grants": GRANTS, "channels": CHANNELS, "method": PAYMENT}


@dataclass(frozen=True, slots=True)
class Row:
    """A term with what it is about (a product line, a year and line, or nothing), its value, and its place in the record."""

    term: str
    about: str
    value: Held
    path: tuple[Step, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Returns what the row is compared by."""
        return self.term, self.about


def rows(terms: Terms, tree: Regions) -> Iterator[Row]:
    """Yields every term that was written; regions as the counties that they stand for."""
    for n, line in enumerate(terms.lines):
        for term in OF_LINES:
            value = _of_line(line, term, tree)
            if value is not None:
                yield Row(term, line.line, value, ("lines", n, term))
    for n, target in enumerate(terms.targets):
        yield Row("target", f"{target.year} {target.line}", target.amount, ("targets", n, "amount"))
    for term in TRAITS:
        value = getattr(terms, term) if term not in OF_LINES and term != "target" else None
        if value is not None:
            yield Row(term, "", Decimal(value) if isinstance(value, int) else value, (term,))


def _of_line(line: LineTerms, term: str, tree: Regions) -> Held | None:
    if term == "regions":
        return tree.expand(line.regions, line.exclusions) if line.regions else None
    held: tuple[str, ...] | Decimal | None = getattr(line, term)
    if isinstance(held, tuple):
        return frozenset(held) if held else None
    return held


def beyond(row: Row, floor: Row) -> bool:
    """Returns whether a term costs us more than our floor allows: past a figure, or codes and counties not in it."""
    dearer = TRAITS[row.term].dearer
    if isinstance(row.value, frozenset) and isinstance(floor.value, frozenset):
        return not row.value <= floor.value
    if isinstance(row.value, Decimal) and isinstance(floor.value, Decimal):
        return (row.value > floor.value) if dearer == "up" else (row.value < floor.value and dearer == "down")
    return False


def shown(row: Row) -> Text:
    """Returns a term's value as people read it; counties as their number, since there may be dozens."""
    value, form = row.value, TRAITS[row.term].form
    if isinstance(value, frozenset):
        if form == "regions":
            return Text(f"{len(value)} 个县级单位", f"{len(value)} counties")
        labels = [_LABELS[row.term].label(code) for code in _LABELS[row.term] if code in value]
        return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))
    if isinstance(value, date):
        return Text(day_text(value, "zh"), day_text(value, "en"))
    if isinstance(value, str):
        return _LABELS[row.term].label(value) if row.term in _LABELS else Text(value)
    if form == "amount":
        return Text(amount_text(value))
    return (
        Text(percent_text(value)) if form == "rate" else Text(f"{number_text(value)} 日", f"{number_text(value)} days")
    )


def about(reader: Reader, row: Row) -> Text:
    """Returns what a term is about: the line's name, with the year before it where it has one; empty for the whole contract."""
    if not row.about:
        return NO_TEXT
    year, _, line = row.about.rpartition(" ")
    name = line_name(reader, line)
    return Text(f"{year}年{name.zh}", f"{year} {name.within('en')}") if year else name
