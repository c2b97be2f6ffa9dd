"""The parts of a key-terms table, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from toolkit.kernel.text import Locale, Text
from toolkit.kernel.wording import amount_in_words, amount_text, chinese_number, day_text, percent_text
from toolkit.network.reader import Reader
from toolkit.topics.company.records import Company, ProductLine
from toolkit.topics.contract.records import Clause, Contract
from toolkit.topics.dealer.records import DealerProfile
from toolkit.topics.market.rules import Regions


@dataclass(frozen=True, slots=True)
class Person:
    """A person in a cell: printed by name, kept by contact id where a text is frozen, for no person stands in git."""

    contact: str
    name: str

    def __str__(self) -> str:
        return self.name or "/"

    def within(self, locale: Locale) -> str:
        """Returns the name, the same in every language; `/` when the person is not at hand."""
        return str(self)


Cell = str | Text | Person


@dataclass(frozen=True, slots=True)
class Table:
    """A small table inside a term or an annex; `numeric` columns are set right, `codes` columns never break."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()
    total: tuple[Cell, ...] = ()
    codes: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A headed piece of an annex."""

    heading: Text
    lines: tuple[Text, ...]
    tables: tuple[Table, ...]


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
    """What the items and annexes of one contract are written from.

    `rebate` and `rebate_sections` are the name and the text of the rebate policy that it refers to; `numbers` are those of
    the articles by their clauses, `clauses` all of them by number, `annexed` the keys of the annexes, `annex_texts` the
    clauses that hold their words, `policy_texts` what policies of later chapters say, by annex, `conditional` the conditional and optional articles with
    their numbers and whether they apply, `starred` those to be explained.
    """

    contract: Contract
    dealer: DealerProfile
    company: Company
    reader: Reader
    regions: Regions
    rebate: Text
    numbers: Mapping[str, int]
    rebate_sections: tuple[Section, ...] = ()
    annexed: tuple[str, ...] = ()
    annex_texts: tuple[str, ...] = ()
    policy_texts: Mapping[str, tuple[Section, ...]] = field(default_factory=dict)
    clauses: tuple[tuple[int, Clause], ...] = ()
    conditional: tuple[tuple[int, Clause, bool], ...] = ()
    starred: tuple[tuple[int, Clause], ...] = ()

    def line_name(self, line: str) -> Text:
        """Returns the name of a product line."""
        return self.reader.get(ProductLine, line).name

    def line_names(self, lines: Iterable[str]) -> Text:
        """Returns the names of product lines, joined."""
        return joined(self.line_name(line) for line in lines)

    def article(self, *clauses: str) -> Text:
        """Returns 通用条款第五条和第三十三条 for clauses; 通用条款 alone where the template lists none of them."""
        listed = [article_name(self.numbers[clause]) for clause in clauses if clause in self.numbers]
        names = joined(listed, "和", " and ")
        return Text(f"通用条款{names.zh}", f"{names.en} of the Standard Terms" if listed else "the Standard Terms")

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


def joined(words: Iterable[Text], zh: str = "、", en: str = ", ") -> Text:
    """Returns names joined by 、 in Chinese and by commas in English, or by the marks given."""
    listed = tuple(words)
    return Text(zh.join(w.zh for w in listed), en.join(w.within("en") for w in listed))


def sentence(words: Text) -> Text:
    """Returns words with a full stop in each language where they have none."""
    zh, en = words.zh.rstrip(), words.within("en").rstrip()
    return Text(zh if zh.endswith("。") else f"{zh}。", en if en.endswith(".") else f"{en}.")


def opening(words: Text) -> Text:
    """Returns words as the beginning of a sentence: with a capital letter in English."""
    english = words.within("en")
    return Text(words.zh, english[:1].upper() + english[1:])


def scope_name(number: int) -> Text:
    """Returns 授权1, by which items and annexes call a scope."""
    return Text(f"授权{number}", f"Grant {number}")


def article_name(number: int) -> Text:
    """Returns 第十二条 or Article 12."""
    return Text(f"第{chinese_number(number)}条", f"Article {number}")


def money(amount: Decimal | None) -> Text:
    """Returns an amount with its capitals in Chinese; `/` for none."""
    return Text("/") if amount is None else Text(amount_in_words(amount), f"CNY {figure(amount)}")


def figure(amount: Decimal | None) -> str:
    """Returns an amount for a column whose head names the currency; `/` for none."""
    return "/" if amount is None else amount_text(amount).replace("¥", "")


def percent(rate: Decimal | None) -> Text:
    """Returns a share as a percentage; `/` for none."""
    return Text("/") if rate is None else Text(percent_text(rate))


def day(value: date | None) -> Text:
    """Returns a day in both languages; `/` for none."""
    return Text(day_text(value, "zh"), day_text(value, "en"))


def say(zh: str, en: str, **values: object) -> Text:
    """Returns a sentence in both languages with its places filled."""
    return Text(zh, en).filled(values)
