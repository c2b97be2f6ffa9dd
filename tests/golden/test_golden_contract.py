"""Golden text of a contract: the particular terms and annexes of one dealer, and the headings of the standard terms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.topics.builders import network
from tests.topics.contract_text import annex_text, paper, term_text
from tests.topics.contract_workspace import FULL, contract, standard_workspace
from toolkit.kernel.text import Locale

RECORDS = network(standard_workspace(contract(FULL)))
Golden = Callable[[str, str], None]


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_particular_terms(locale: Locale, golden: Golden) -> None:
    """Every item of the key-terms table, as lawyers read it."""
    terms = paper(RECORDS, locale=locale).terms
    golden(f"contract-terms.{locale}.txt", "\n".join(term_text(term, locale) for term in terms) + "\n")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_annexes(locale: Locale, golden: Golden) -> None:
    """The annexes that are written from data."""
    annexes = paper(RECORDS, locale=locale).annexes
    golden(f"contract-annexes.{locale}.txt", "\n".join(annex_text(annex, locale) for annex in annexes) + "\n")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_headings_of_the_standard_terms(locale: Locale, golden: Golden) -> None:
    """Number, title, ★ and whether the article may not apply, with the number of its paragraphs."""
    rows = (
        f"{'★' if a.starred else '　'} {a.heading} {a.title}{' (O/C)' if a.optional else ''} {_count(a.paragraphs)}"
        for a in paper(RECORDS, locale=locale).standard.articles
    )
    golden(f"standard-headings.{locale}.txt", "\n".join(rows) + "\n")


def _count(paragraphs: tuple[object, ...]) -> str:
    return f"[{len(paragraphs)}]"
