"""The parts of a key-terms table, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Text
from toolkit.kernel.wording import amount_in_words, amount_text, day_text, percent_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import Company, ProductLine
from toolkit.topics.contract.records import Clause, Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions

Cell = str | Text


@dataclass(frozen=True, slots=True)
class Table:
    """A small table inside a term or an annex; `numeric` are the columns that are set right."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()
    total: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """One numbered item of the particular terms."""

    key: str
    number: int
    title: Text
    lines: tuple[Text, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """What the items of one contract are written from. `rebate` is the name of the rebate policy that it refers to; `conditional`
    are the conditional and optional articles with their numbers and whether they apply."""

    contract: Contract
    dealer: DealerProfile
    company: Company
    reader: Reader
    regions: Regions
    rebate: Text
    conditional: tuple[tuple[int, Clause, bool], ...] = ()

    def line_name(self, line: str) -> Text:
        """Returns the name of a product line."""
        return self.reader.get(ProductLine, line).name

    def line_names(self, lines: Iterable[str]) -> Text:
        """Returns the names of product lines, joined."""
        return joined(self.line_name(line) for line in lines)

    def english_title(self, clause: Clause) -> str:
        """Returns the title of a clause in English; the Chinese one where there is no translation."""
        english = self.reader.find(Clause, f"{clause.id}@{clause.version}/en")
        return english.title if english else clause.title

    def places(self, codes: Iterable[str]) -> Text:
        """Returns the names of divisions, those of one parent together: 浙江省杭州市的富阳区、临安区；…"""
        groups: dict[str, list[str]] = {}
        for code in codes:
            groups.setdefault(self.regions.parent(code), []).append(code)
        shown = [self._group(parent, inside) for parent, inside in groups.items()]
        return Text("；".join(group.zh for group in shown), "; ".join(group.en for group in shown))

    def _group(self, parent: str, codes: list[str]) -> Text:
        if len(codes) == 1 or not parent:
            return joined(self.regions.text(code) for code in codes)
        names = joined(self.regions.own_name(code) for code in codes)
        return say("{all}的{names}", "{names} in {all}", all=self.regions.text(parent), names=names)


def joined(words: Iterable[Text]) -> Text:
    """Returns names joined by 、 in Chinese and by commas in English."""
    listed = tuple(words)
    return Text("、".join(w.zh for w in listed), ", ".join(w.within("en") for w in listed))


def money(amount: Decimal | None) -> Text:
    """Returns an amount with its capitals in Chinese; `/` for none."""
    return Text("/") if amount is None else Text(amount_in_words(amount), f"CNY {amount_text(amount)[1:]}")


def percent(rate: Decimal | None) -> Text:
    """Returns a share as a percentage; `/` for none."""
    return Text("/") if rate is None else Text(percent_text(rate))


def day(value: date | None) -> Text:
    """Returns a day in both languages; `/` for none."""
    return Text(day_text(value, "zh"), day_text(value, "en"))


def say(zh: str, en: str, **values: object) -> Text:
    """Returns a sentence in both languages with its places filled."""
    return Text(zh, en).filled(values)
