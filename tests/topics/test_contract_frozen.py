"""Signing freezes the text (T20, C19, C29): a signed contract prints the same to the letter, whatever changes afterwards."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sample import judged
from tests.topics.builders import company, dealer
from tests.topics.contract_workspace import DIVISIONS, contract, price_list, template
from tests.topics.frozen_files import (
    DRAFT,
    LICENCE,
    NOTICE,
    ONE,
    OTHER,
    PEOPLE,
    SIGNED,
    WHO,
    files,
    frozen,
    frozen_workspace,
    html,
    network,
    signed_path,
)
from tests.topics.test_contract_outputs import POLICY
from toolkit.edit.freeze import to_freeze
from toolkit.kernel.text import Text
from toolkit.topics.contract.records import Amendment, SignedText, StandardText
from toolkit.topics.contract.rules.annexes import Annex
from toolkit.topics.contract.rules.frozen import articles_of, is_whole, text_digest_of
from toolkit.topics.contract.rules.notation import Unreadable, annex_lines, annex_of, term_lines, terms_of
from toolkit.topics.contract.rules.terms.item import Person, Section, Table, Term

CLAUSE = "content/clauses/price/2026-1/zh.md"
TEMPLATE = "content/clauses/templates/dist-zh-2026.yaml"
RULES = "content/policies/incentive/rebate/2026-1.yaml"
AFTERWARDS: dict[str, dict[str, str]] = {
    "a clause": {CLAUSE: files()[CLAUSE].replace("重新协商", "再次协商")},
    "a clause's title": {CLAUSE: files()[CLAUSE].replace("title: 供货价格与调价", "title: 供货价格")},
    "the preamble": {
        path: files()[path].replace("互利", "共赢") for path in ("content/clauses/preamble/2026-1/zh.md",)
    },
    "the template": {
        TEMPLATE: files()[TEMPLATE].replace("经销合同（买断经销）", "经销协议").replace("annexes: [territory, ", "annexes: [")
    },
    "a price list": price_list('prices: [{sku: QY-A101, dealer_price: "99.00"}]'),
    "a product": {"content/products/ambient.yaml": files()["content/products/ambient.yaml"].replace("绿茶", "红茶")},
    "the policy": {RULES: POLICY[RULES].replace('"45"', '"30"')},
    "the dealer": dealer(f"name: 杭州改名商贸有限公司\nregistered_address: 杭州市新址\n{LICENCE}\n{NOTICE}"),
    "the company": company("registered_address: 杭州市新址\nenglish_name: New Name Ltd."),
    "the divisions": {path: text.replace("临安区,临安", "新安区,新安") for path, text in DIVISIONS.items()},
    "the contract's own file": contract(
        SIGNED.replace("260000.00", "990000.00").replace('"75"', '"80"') + WHO + 'draft_version: "9"\nsigning_place: 别处\n'
    ),
}  # fmt: skip


@cache
def live() -> dict[str, tuple[str, ...] | str]:
    return html(files())


@cache
def printed() -> dict[str, tuple[str, ...] | str]:
    return html(frozen_workspace())


def test_freezing_changes_no_letter() -> None:
    """The page from the frozen text is the page from the records, data stamp included; drafts too, which are not frozen."""
    assert printed() == live()
    assert [type(parts) for parts in live().values()] == [tuple, tuple, tuple]


@pytest.mark.parametrize("change", AFTERWARDS.values(), ids=AFTERWARDS)
def test_what_changes_afterwards_reaches_no_signed_paper(change: dict[str, str]) -> None:
    """The finished HTML stays the same to the letter."""
    after = html({**frozen_workspace(), **change})
    assert after[ONE] == printed()[ONE]
    assert after[OTHER] == printed()[OTHER]


@pytest.mark.parametrize("change", AFTERWARDS.values(), ids=AFTERWARDS)
def test_the_same_change_is_seen_where_nothing_is_frozen(change: dict[str, str]) -> None:
    """The test above can fail: without the frozen text each of these changes prints another paper."""
    assert html({**files(), **change})[ONE] != live()[ONE]


def test_all_of_it_at_once() -> None:
    """Everything changed together, the library of clauses gone but for what the draft needs to stand."""
    everything = {path: text for change in AFTERWARDS.values() for path, text in change.items()}
    after = html({**frozen_workspace(), **everything})
    assert (after[ONE], after[OTHER]) == (printed()[ONE], printed()[OTHER])
    assert after[DRAFT] != printed()[DRAFT]
    without = {path: text for path, text in frozen_workspace().items() if not path.startswith("content/clauses/price/")}
    bare = html(without)
    assert (bare[ONE], bare[OTHER], bare[DRAFT]) == (printed()[ONE], printed()[OTHER], "CTR901")


def test_the_standard_stands_once() -> None:
    """Two contracts, one file of articles, named by the digits that both papers print; it says what the library says."""
    records = network(frozen_workspace())
    (standard,) = records.all(StandardText)
    texts = records.all(SignedText)
    assert [text.standard for text in texts] == [standard.id, standard.id]
    assert standard.id == f"dist-zh-2026-{standard.digest[:12]}"
    assert f"文本摘要 {standard.digest[:12]}" in printed()[ONE][0]
    assert len(articles_of(standard)) == 38
    assert is_whole(standard)
    words = "青屿 商贸 QY-JX 西湖 ambient".split()
    file = frozen_workspace()[f"content/clauses/frozen/{standard.id}.yaml"]
    assert [word for word in words if word in file] == []


def test_a_later_contract_uses_the_standard_that_is_there() -> None:
    """Freezing one contract after the other writes the articles once."""
    first = frozen(files(contract("status: draft\nsigned_on: none", 2, 2)))
    assert [path for path in first if "/frozen/" in path or path.endswith(".signed.yaml")] == [
        next(path for path in frozen_workspace() if "/frozen/" in path),
        signed_path(),
    ]
    both = frozen({**first, **contract("template: dist-zh-2026@2026-1", 2, 2)})
    assert {path for path in both if path not in first} == {signed_path(2, 2)}


def test_no_person_stands_in_a_frozen_text() -> None:
    """Names are put in from the private store when the paper is printed; without the person the line is blank."""
    text = "".join(body for path, body in frozen_workspace().items() if path.endswith(".signed.yaml"))
    for name in ("甲签代表", "乙签代表", "收件联系人"):
        assert name not in text
        assert name in "".join(printed()[ONE])
    for contact in ("C-2025-0005", "C-2025-0006", "C-2025-0007"):
        assert contact in text
    erased = {
        **frozen_workspace(),
        "private/contacts.yaml": PEOPLE["private/contacts.yaml"].replace("乙签代表", "某某"),
    }
    assert "乙签代表" not in "".join(html(erased)[ONE])
    gone = {path: body for path, body in frozen_workspace().items() if path not in PEOPLE}
    blank = html(gone)[ONE]
    assert '<th scope="row">法定代表人或授权代表</th><td>/</td>' in blank[0]
    assert "收件联系人" not in "".join(blank)


@pytest.mark.parametrize(
    ("place", "old", "new"),
    [
        ("signed", "260,000.00", "960,000.00"),
        ("signed", 'signing_place: "', 'signing_place: "别'),
        ("signed", '  {"key": "channels"', '  {"key": "channel"'),
        ("signed", '  "', "  "),
        ("standard", "自主决定", "按甲方要求决定"),
        ("standard", "number: \"2\"", "number: \"3\""),
        ("standard", '"level": 1', '"level": "x"'),
    ],
)  # fmt: skip
def test_an_edited_text_is_not_printed(place: str, old: str, new: str) -> None:
    """A word changed, or the form broken: the paper is refused, by name; where the standard was edited, all under it."""
    path = signed_path() if place == "signed" else next(p for p in frozen_workspace() if "/frozen/" in p)
    text = frozen_workspace()[path]
    assert old in text
    after = html({**frozen_workspace(), path: text.replace(old, new, 1)})
    assert after[ONE] == "CTR902"
    assert after[OTHER] == ("CTR902" if place == "standard" else printed()[OTHER])
    assert after[DRAFT] == printed()[DRAFT]


def test_what_comes_after_the_seal_may_be_added() -> None:
    """The digest of the PDF, and the scan with its own: the text's digest does not cover them."""
    more = f'pdf: "{"a" * 64}"\nscan: {{name: 盖章件.pdf, sha256: {"b" * 64}}}\n'
    after = {**frozen_workspace(), signed_path(): frozen_workspace()[signed_path()] + more}
    text = network(after).get(SignedText, ONE)
    assert text.pdf == "a" * 64
    assert text_digest_of(text) == text.digest
    assert html(after)[ONE] == printed()[ONE]


def test_a_contract_in_two_languages_keeps_both() -> None:
    """The English wording is frozen too where the contract is in two languages, and left out where it is not."""
    both = frozen(files(contract(SIGNED + WHO + "language: zh_en\n")))
    assert "Party B does not sell" in both[signed_path()]
    assert "Party B does not sell" not in frozen_workspace()[signed_path()]


WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
TEXTS = st.builds(Text, WORDS, st.sampled_from(("", "Words")))
CELLS = WORDS | TEXTS | st.builds(Person, st.just("C-2025-0001"), st.just("某人"))
NUMBERS = st.lists(st.integers(0, 5), max_size=3, unique=True).map(tuple)
TABLES = st.builds(
    Table,
    st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple),
    NUMBERS,
    st.lists(CELLS, max_size=3).map(tuple),
    NUMBERS,
)
LINES = st.lists(TEXTS, max_size=3).map(tuple)
TERMS = st.builds(Term, st.sampled_from(("parties", "grant")), st.integers(1, 34), TEXTS, LINES, st.lists(TABLES, max_size=2).map(tuple))  # fmt: skip
SECTIONS = st.lists(st.builds(Section, TEXTS, LINES, st.lists(TABLES, max_size=2).map(tuple)), max_size=3).map(tuple)


def shown(value: object) -> object:
    """What the Chinese page shows of a printed value."""
    if isinstance(value, Text):
        return value.zh
    if isinstance(value, Person):
        return str(value)
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    slots = getattr(type(value), "__slots__", ())
    return {name: shown(getattr(value, name)) for name in slots} if slots and not isinstance(value, str) else value


@given(st.lists(TERMS, max_size=3).map(tuple))
def test_items_come_back_as_they_were(terms: tuple[Term, ...]) -> None:
    """Whatever their words hold: quotes, line feeds, signs of the notation, characters that nobody sees."""
    text = term_lines(terms, False)
    assert shown(terms_of(text, lambda contact: "某人")) == shown(terms)
    assert term_lines(terms_of(text, lambda contact: ""), False) == text


@given(st.builds(Annex, st.just("territory"), st.integers(1, 14), TEXTS, SECTIONS))
def test_an_annex_comes_back_as_it_was(annex: Annex) -> None:
    """Section by section, its tables with their columns; in two languages both come back."""
    assert shown(annex_of(annex_lines(annex, False), lambda contact: "某人")) == shown(annex)
    both = annex_of(annex_lines(annex, True), lambda contact: "某人")
    assert [s.heading.within("en") for s in both.sections] == [s.heading.within("en") for s in annex.sections]


@pytest.mark.parametrize("text", ["x", "{", "[]", '{"key": "a"}', '{"key": "a", "number": "x", "title": "t"}', '{"annex": "a", "number": 1, "title": 2}', '{"key": "a", "number": 1, "title": "t"}\n{"head": ["a"]}', '"no head"'])  # fmt: skip
def test_what_is_no_such_text_is_refused(text: str) -> None:
    """Broken JSON, a line without its head, a head without its number, a table without rows."""
    with pytest.raises(Unreadable):
        terms_of(text, str)
    with pytest.raises(Unreadable):
        annex_of(text.replace('"key"', '"annex"').replace("\n", '\n{"heading": "h"}\n'), str)


def test_a_template_of_ones_own() -> None:
    """A workspace's own standard is frozen under its own name."""
    own = {**files(), **template(articles=("price",)), **contract("template: std@2026-1", 2, 2)}
    made = frozen(own)
    names = sorted(path.rsplit("/", 1)[-1].rsplit("-", 1)[0] for path in made if "/frozen/" in path)
    assert names == ["dist-zh-2026", "std"]
    assert html(made) == html(own)


def test_the_sample_is_frozen() -> None:
    """Every signed contract of the sample has its text, as it would be written today, and amendments in order."""
    sample = judged()
    assert to_freeze(sample.network) == ()
    own = re.compile(r"CTR(62|63|70|71|72)\d|POL004")
    assert [problem.line("en") for problem in sample.problems if own.fullmatch(problem.code)] == []
    assert {row.signed_on is not None for row in sample.network.all(Amendment)} == {True}
    assert len(sample.network.all(Amendment)) >= 3
