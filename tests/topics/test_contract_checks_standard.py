"""Faults planted in clauses, templates and translations, and in what contracts choose of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.topics.builders import problems
from tests.topics.contract_workspace import APART, UNSIGNED, base, clause, contract, expect, library, template
from toolkit.topics.contract.checks import CHECKS
from toolkit.topics.contract.rules.protection import FREE_PRICING

ENGLISH = "title: English\ntranslation_of: {}"


def codes(*files: dict[str, str]) -> list[tuple[str, int, str]]:
    """Path, line and code of every problem in the base and the files: clauses have no comments to hold marks."""
    whole = base()
    for more in files:
        whole |= more
    return [
        (p.origin.path.removeprefix("content/clauses/"), p.origin.line, p.code)
        for p in problems(CHECKS, whole)
        if p.code not in APART
    ]


def test_every_code_is_planted() -> None:
    """Each problem that a contract check may report is provoked by a test; CTR9 are of the papers, which are no checks."""
    places = (*Path(__file__).parent.glob("test_contract_*.py"), Path(__file__).with_name("sample_faults.py"))
    sources = "".join(path.read_text("utf-8") for path in places)
    known = {kind.code for check in CHECKS for kind in check.kinds if kind.code.startswith("CTR")}
    assert {code for code in re.findall(r"\bCTR\d{3}\b", sources) if not code.startswith("CTR9")} == known


def test_a_code_is_used_once() -> None:
    """No two kinds of problem share a code."""
    found = [kind.code for kind in {kind for check in CHECKS for kind in check.kinds}]
    assert len(found) == len(set(found))


def test_what_stops_a_contract_and_what_only_warns() -> None:
    """The severities of the codes of this file: what would print a hole or break the law is an error."""
    found = {kind.code: kind.severity for check in CHECKS for kind in check.kinds if kind.code.startswith("CTR5")}
    warnings = {"CTR506", "CTR510", "CTR511", "CTR515", "CTR517", "CTR518"}
    assert {code for code, severity in found.items() if severity == "warning"} == warnings
    assert {code for code, severity in found.items() if severity == "error"} == set(found) - warnings


def test_the_library_passes() -> None:
    """The clauses and the template that are shipped have no fault."""
    assert [row for row in codes(dict(library())) if row[2].startswith("CTR")] == []


def test_templates_name_clauses_and_annexes_that_are_there() -> None:
    """Each missing one is told at its line, with what was probably meant."""
    files = template("""
        preamble: preambel@2026-1  # error[CTR501]
        articles:
          - price@2026-1
          - grant@2026-1  # error[CTR501]
          - price@2026-2  # error[CTR501] error[CTR512]
        annexes:
          - territory
          - stamps  # error[CTR502]
        """)
    expect(files)
    hints = [p.hint.zh for p in problems(CHECKS, {**base(), **files}) if p.code == "CTR501"]
    assert hints == ["是不是 preamble@2026-1？", "", "是不是 price@2026-1？"]


def test_an_article_stands_once() -> None:
    """A clause that is listed twice would have two numbers."""
    expect(template("articles:\n  - price@2026-1\n  - price@2026-1  # error[CTR512]\n"))


@pytest.mark.parametrize(
    "body",
    [
        FREE_PRICING.replace("建议价", "指导价"),
        FREE_PRICING.replace("不具约束力，", ""),
        FREE_PRICING.rstrip("。") + "，但不得低于供货价。",
        "乙方自主决定转售价格。",
    ],
)
def test_resale_prices_stay_free_to_the_letter(body: str) -> None:
    """A word changed, left out or added is told at the article on prices."""
    files = {**clause("price", f"1. {body}"), **template("articles:\n  - price@2026-1  # error[CTR513]\n")}
    assert [row[1:] for row in codes(files) if row[2] == "CTR513"] == [(2, "CTR513")]


def test_a_template_without_the_article_on_prices() -> None:
    """Told at the articles; an agency contract, where the principal sets the price, is left alone."""
    files = {**clause("term"), **clause("term", "1. English.", "", "en")}
    told = [row for row in codes(files, template("", ("term",))) if row[2] == "CTR513"]
    assert told == [("templates/std.yaml", 5, "CTR513")]
    assert [row for row in codes(files, template("contract_types: [agency]", ("term",))) if row[2] == "CTR513"] == []


def test_the_sentence_may_stand_in_any_article() -> None:
    """Lawyers may put it elsewhere, as long as it is there."""
    files = {**clause("price", "1. 供货价格。"), **clause("rebate", f"1. 返利。\n2. {FREE_PRICING}")}
    assert [row for row in codes(files, template("", ("price", "rebate"))) if row[2] == "CTR513"] == []


@pytest.mark.parametrize(
    ("head", "told"),
    [
        ("flag: M", []),
        ("starred: true", [(2, "CTR503")]),
        ("flag: C", [(3, "CTR504")]),
        ("flag: C\nwhen: {}", [(3, "CTR504")]),
        ("flag: C\nwhen: {not: {}}", [(3, "CTR504")]),
        ('flag: C\nwhen: {credit: ["yes"]}', []),
        ("flag: C\nwhen: {not: {grant: [exclusive]}}", []),
        ("flag: O", []),
        ("numbered: false", []),
    ],
)
def test_flags_and_conditions(head: str, told: list[tuple[int, str]]) -> None:
    """An article says whether it always applies; a conditional one says when. Recitals have no number and no flag."""
    files = {**clause("extra", head=head.replace("true", '"true"')), **clause("extra", "1. English.", "", "en")}
    assert [row[1:] for row in codes(files) if row[0] == "extra/2026-1/zh.md"] == told


def test_placeholders_resolve() -> None:
    """Told at their own line; the longer of two that begin alike does not take the place of the shorter."""
    body = "1. {{ref:price}}、{{term:payment}}。\n2. {{ref:prices}}。\n3. {{ref:pric}}、{{term:paymnt}}。\n4. {{dealer.name}}、{{ ref:deposit }}。"
    files = {
        **clause("price", f"1. {FREE_PRICING}\n2. {{{{ref:extra}}}}"),
        **clause("extra", body),
        **template("", ("price", "extra")),
    }
    whole = {**base(), **files}
    told = [p for p in problems(CHECKS, whole) if p.code == "CTR505"]
    assert [(p.origin.line, p.origin.column, p.message.en.split()[-1]) for p in told] == [
        (7, 4, "{{ref:prices}}"),
        (8, 4, "{{ref:pric}}"),
        (8, 17, "{{term:paymnt}}"),
        (9, 4, "{{dealer.name}}"),
        (9, 20, "{{ref:deposit}}"),
    ]
    assert [p.hint.zh for p in told] == [
        "是不是 ref:price？",
        "是不是 ref:price？",
        "是不是 term:payment？",
        "只能用 ref:条款 或 term:事项",
        "",
    ]


def test_a_reference_holds_in_every_template() -> None:
    """A clause that two templates share may refer only to articles that both have."""
    pair = {
        **clause("extra", "1. {{ref:credit}}。"),
        **clause("credit"),
        **template("", ("price", "extra", "credit")),
    }
    assert [row for row in codes(pair) if row[2] == "CTR505"] == []
    other = {
        "content/clauses/templates/short.yaml": template("", ("price", "extra"))["content/clauses/templates/std.yaml"]
    }
    assert [row for row in codes(pair, other) if row[2] == "CTR505"] == [("extra/2026-1/zh.md", 6, "CTR505")]


def test_translations_keep_up() -> None:
    """Missing, behind, of another shape, with other placeholders, or without an original: each is told at its file."""
    listed = template("", ("price", "extra"))
    zh = clause("extra", "1. 甲方，{{ref:price}}。\n   1. 其一；\n   2. 其二。\n2. 乙方。")
    assert codes(zh, listed) == [("extra/2026-1/zh.md", 2, "CTR510")]
    shapes = {
        "1. A, {{ref:price}}.\n   1. one;\n   2. two.\n2. B.": ["CTR506"],
        "1. A, {{ref:price}}.\n   1. one and two.\n2. B.": ["CTR506", "CTR511"],
        "1. A, {{ref:price}}.\n2. one;\n3. two.\n4. B.": ["CTR506", "CTR511"],
        "1. A, {{ref:extra}}.\n   1. one;\n   2. two.\n2. B.": ["CTR506", "CTR507"],
    }
    for body, expected in shapes.items():
        en = clause("extra", body, ENGLISH.format('"0000"').partition("\n")[2], "en")
        assert [row[2] for row in codes(zh, en, listed)] == expected
    assert [row[2] for row in codes(clause("lonely", "1. English.", "", "en"))] == ["CTR518"]


def test_a_translation_names_the_digest_of_its_original() -> None:
    """The base's own translations do; one digit changed is told at that line, with the right digest as a hint."""
    assert codes() == []
    path = "content/clauses/price/2026-1/en.md"
    text = base()[path]
    digest = re.search(r"translation_of: (\w+)", text)
    assert digest is not None
    found = problems(CHECKS, {**base(), path: text.replace(digest[1], "0" * 16)})
    assert [(p.origin.line, p.code, p.hint.en) for p in found] == [
        (3, "CTR506", f"mend the translation, then set translation_of to {digest[1]}")
    ]


def test_templates_are_made_for_types() -> None:
    """An agency contract on a template for purchase and resale is told at its type."""
    expect(contract("contract_type: agency  # error[CTR508]"))


OPTIONAL = {
    **clause("first-order", head="flag: O"),
    **clause("competing-products", head="flag: O"),
    **clause("first-order", "1. English.", "", "en"),
    **clause("competing-products", "1. English.", "", "en"),
    **template("", ("price", "first-order", "competing-products")),
}
FULL = '{amount: "1.00", minimum_order: "1.00", items: 全部, delivery: 一次送达, safety_stock_days: "30"}'


def chosen(text: str) -> None:
    """Compares what is told of a contract under a template with two optional articles with the marks in it."""
    whole = {**base(), **OPTIONAL, **contract(text)}
    path = next(iter(contract()))
    lines = whole[path].splitlines()
    marks = [(n, mark) for n, line in enumerate(lines, 1) for mark in re.findall(r"(?:error|warning)\[(\w+)\]", line)]
    assert [
        (p.origin.line, p.code) for p in problems(CHECKS, whole) if p.origin.path == path and p.code not in APART
    ] == marks


def test_only_what_is_offered_can_be_opted_for() -> None:
    """A misspelling and a mandatory article are told at their place in the list."""
    chosen("""\
opted:
  - first-ordr  # error[CTR509]
  - price  # error[CTR509]
  - competing-products
""")


def test_the_first_order_has_its_data() -> None:
    """Nothing at all is an error; blanks are told while they can still be filled."""
    chosen("opted:\n  - first-order  # error[CTR514]\nfirst_order: none")
    blank = 'opted: [first-order]\nfirst_order: {amount: "1.00", minimum_order: "1.00"}'
    chosen(f"{blank}  # warning[CTR515]\n{UNSIGNED}")
    chosen(blank)
    chosen(f"opted: [first-order]\nfirst_order: {FULL}\n{UNSIGNED}")
    files = {**base(), **OPTIONAL, **contract(f"{blank}\n{UNSIGNED}")}
    told = next(p.message.zh for p in problems(CHECKS, files) if p.code == "CTR515")
    assert told.endswith("没有写明首单品项、首单交付安排、建议安全库存（items, delivery, safety_stock_days）")


LIMIT = "competing_limit: {{products: 即饮茶, area: 西湖区, period: 合同期限内, reason: 甲方投放专用冷柜, support: 每台补贴{}}}"


def test_a_limit_on_competing_products() -> None:
    """It needs the article, and a legal note."""
    note = ", legal_note: 备忘"
    chosen(LIMIT.format("") + "  # error[CTR516]")
    chosen("opted: [competing-products]\n" + LIMIT.format("") + "  # warning[CTR517]")
    chosen("opted: [competing-products]\n" + LIMIT.format(note))
