"""How a contract is put together: numbers, references, conditions, and every word of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from tests.topics.builders import dealer, network
from tests.topics.contract_text import annex_text, article_text, paper, paragraph_text, term_text
from tests.topics.contract_workspace import FULL, contract, standard_workspace
from toolkit.kernel.digest import digest_of
from toolkit.kernel.money import to_fen
from toolkit.kernel.text import Locale
from toolkit.network.network import Network
from toolkit.sources.markdown_text import read_prose
from toolkit.topics.contract.records import Clause, Contract, Template
from toolkit.topics.contract.rules.articles import MissingClause, articles, heading, paragraphs, resolver
from toolkit.topics.contract.rules.conditions import applies
from toolkit.topics.contract.rules.paper import standard_of
from toolkit.topics.contract.rules.protection import FREE_PRICING
from toolkit.topics.contract.rules.structure import shape
from toolkit.topics.contract.rules.terms import NUMBERS

LIBRARY = network(standard_workspace(contract(FULL)))
TEMPLATE = LIBRARY.get(Template, "dist-zh-2026@2026-1")
NAMES = tuple(reference.split("@")[0] for reference in TEMPLATE.articles)
CLAUSES = LIBRARY.all(Clause)
REAL = "template: dist-zh-2026@2026-1\n"
HEADINGS = (
    "第一条 第二条 第三条 第四条 第五条 第六条 第七条 第八条 第九条 第十条 第十一条 第十二条 第十三条 第十四条 第十五条 第十六条 第十七条 第十八条 第十九条 第二十条 "
    "第二十一条 第二十二条 第二十三条 第二十四条 第二十五条 第二十六条 第二十七条 第二十八条 第二十九条 第三十条 第三十一条 第三十二条 第三十三条 第三十四条 第三十五条 "
    "第三十六条 第三十七条 第三十八条"
).split()


def test_thirty_eight_articles_in_order() -> None:
    """第一条 to 第三十八条, and Article 1 to Article 38, in the order of the template."""
    zh, en = articles(LIBRARY, TEMPLATE, "zh"), articles(LIBRARY, TEMPLATE, "en")
    assert [a.heading for a in zh] == HEADINGS
    assert [a.heading for a in en] == [f"Article {n}" for n in range(1, 39)]
    assert [a.clause for a in zh] == [a.clause for a in en] == list(NAMES)


def test_flags_and_stars_of_the_standard() -> None:
    """The conditional, optional and starred articles are those that reference F.1 names, in both languages."""
    for locale in ("zh", "en"):
        found = articles(LIBRARY, TEMPLATE, locale)
        assert [a.number for a in found if a.starred] == [5, 8, 12, 13, 16, 23, 28, 31, 33]
        assert [a.number for a in found if a.optional] == [14, 15, 16, 17, 23, 28, 29]


@pytest.mark.parametrize(("locale", "form"), [("zh", "（{}）"), ("en", "({})")])
def test_paragraphs_and_items_are_counted(locale: Locale, form: str) -> None:
    """Paragraphs are 1., 2., …, items of a paragraph （1）, （2）, …; what has no number is an opening or a table."""
    for article in articles(LIBRARY, TEMPLATE, locale):
        first = second = 0
        for paragraph in article.paragraphs:
            if paragraph.level == 1:
                first, second = first + 1, 0
                assert paragraph.number == f"{first}."
            elif paragraph.level == 2:
                second += 1
                assert paragraph.number == form.format(second)
            else:
                assert (paragraph.level, paragraph.number, first) == (0, "", 0)
        assert first > 0


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_no_placeholder_is_left(locale: Locale) -> None:
    """Nowhere in preamble, articles, items and annexes stand braces."""
    made = paper(LIBRARY, locale=locale)
    text = "\n".join(
        [
            *map(paragraph_text, made.preamble),
            *map(article_text, made.standard.articles),
            *(term_text(term, locale) for term in made.terms),
            *(annex_text(annex, locale) for annex in made.annexes),
        ]
    )
    assert "{" not in text
    assert "}" not in text


@pytest.mark.parametrize("clause", CLAUSES, ids=lambda c: f"{c.id}/{c.locale}")
def test_every_word_of_a_clause_is_printed(clause: Clause) -> None:
    """Flattened to numbered paragraphs, a clause has all its words in order, and the numbers that its references mean."""
    locale: Locale = "zh" if clause.locale == "zh" else "en"
    numbers = {name: n for n, name in enumerate(NAMES, 1)}
    flat = paragraphs(clause.body.blocks, resolver(numbers, locale), locale)
    assert _bare("\n".join(map(paragraph_text, flat))) == _bare(_filled(clause.body.text(), numbers, locale))


def _filled(text: str, numbers: dict[str, int], locale: Locale) -> str:
    """The source with its placeholders replaced one by one, by the words that the clause library promises."""

    def words(match: re.Match[str]) -> str:
        kind, name = match[1].split(":")
        if kind == "ref":
            return HEADINGS[numbers[name] - 1] if locale == "zh" else f"Article {numbers[name]}"
        number = list(NUMBERS).index(name) + 1
        return f"专用条款第{number}项" if locale == "zh" else f"item {number} of the Particular Terms"

    return re.sub(r"\{\{([^}]+)\}\}", words, text)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_items_stand_at_the_numbers_that_clauses_print() -> None:
    """Item N of the key-terms table is the one that 专用条款第N项 means."""
    terms = paper(LIBRARY).terms
    assert [(term.number, term.key) for term in terms] == [(NUMBERS[key], key) for key in NUMBERS]
    assert [term.number for term in terms] == list(range(1, len(NUMBERS) + 1))


def test_clauses_refer_to_known_items_and_articles() -> None:
    """The library uses items and articles that are there, and names no dealer's data."""
    used = {name.partition(":")[::2] for clause in CLAUSES for name in clause.body.fields()}
    assert {about for kind, about in used if kind == "term"} <= set(NUMBERS)
    assert {about for kind, about in used if kind == "ref"} <= set(NAMES)
    assert {kind for kind, _ in used} == {"term", "ref"}


def test_both_languages_have_one_shape() -> None:
    """Each clause has the same blocks in Chinese and English, the same placeholders, and the same numbers."""
    for clause in CLAUSES:
        if clause.locale == "zh":
            english = LIBRARY.get(Clause, f"{clause.id}@{clause.version}/en")
            assert shape(clause.body) == shape(english.body)
            assert sorted(clause.body.fields()) == sorted(english.body.fields())
    pairs = zip(articles(LIBRARY, TEMPLATE, "zh"), articles(LIBRARY, TEMPLATE, "en"), strict=True)
    for zh, en in pairs:
        levels = [[(p.level, p.number.strip("（）()")) for p in article.paragraphs] for article in (zh, en)]
        assert levels[0] == levels[1]


def test_resale_prices_are_free_in_article_nine() -> None:
    """第九条 paragraph 2 is the sentence to the letter."""
    article = articles(LIBRARY, TEMPLATE, "zh")[8]
    assert (article.heading, article.title) == ("第九条", "供货价格与调价")
    assert [paragraph_text(p) for p in article.paragraphs if p.number == "2."] == [FREE_PRICING]
    assert (
        FREE_PRICING
        == "乙方自主决定转售价格；甲方提供的零售价仅为建议价，不具约束力，甲方不因乙方的转售价格给予奖励或惩罚。"
    )


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_all_dealers_have_one_standard(locale: Locale) -> None:
    """Its digest does not depend on the dealer or on what was agreed; nothing of the deal is in it."""
    records = network(
        standard_workspace(contract(REAL), dealer("", 2), contract(FULL.replace("legal_review", "draft"), 2, 2))
    )
    one, other = (paper(records, number, locale).standard for number in ("QY-JX-2025-0001", "QY-JX-2025-0002"))
    assert one.digest == other.digest
    assert len(one.digest) == 12
    text = "\n".join(map(article_text, one.articles))
    for word in ("青屿", "商贸", "QY-JX", "¥", "西湖", "ambient"):
        assert word not in text


def test_the_digest_follows_the_text() -> None:
    """One letter, one title or the order changes it; another template's name does not."""
    path = "content/clauses/price/2026-1/zh.md"
    files = standard_workspace()
    listed = files["content/clauses/templates/dist-zh-2026.yaml"]
    moved = listed.replace("  - price@2026-1\n", "").replace(
        "  - ordering@2026-1\n", "  - ordering@2026-1\n  - price@2026-1\n"
    )
    changed = [
        {path: files[path].replace("重新协商", "再次协商")},
        {path: files[path].replace("title: 供货价格与调价", "title: 供货价格")},
        {"content/clauses/templates/dist-zh-2026.yaml": moved},
    ]
    renamed = {"content/clauses/templates/dist-zh-2026.yaml": listed.replace("经销合同（买断经销）", "经销协议")}
    digests = [_digest({**files, **more}) for more in ({}, *changed, renamed)]
    assert len(set(digests[:4])) == 4
    assert digests[4] == digests[0]


def _digest(files: dict[str, str]) -> str:
    records = network(files)
    return standard_of(records, records.get(Template, "dist-zh-2026@2026-1"), "zh").digest


def test_a_missing_clause_is_no_silent_hole() -> None:
    """Without the text of an article the standard is not made at all."""
    files = {path: text for path, text in standard_workspace().items() if "/price/" not in path}
    records = network(files)
    with pytest.raises(MissingClause, match="price@2026-1/zh"):
        articles(records, records.get(Template, "dist-zh-2026@2026-1"), "zh")


CREDIT = 'payment: {method: credit, credit_days: "30", late_interest_daily: "0.0001", reconciliation_day: "10"}\ncredit: {limit: "1000.00", review_months: "6"}\n'
BOND = 'deposit: {{kind: {}, amount: "100.00", top_up_days: "15", refund_days: "30", interest: "false"}}\n'


@pytest.mark.parametrize(
    ("terms", "holding"),
    [
        ("", "23"),
        ('restriction: "none"\n', ""),
        ("restriction: active_and_passive\n", "23"),
        (CREDIT, "14 23"),
        (BOND.format("performance_bond"), "16 23"),
        (BOND.format("earnest_money"), "16 23"),
        (BOND.format("none"), "23"),
        ("opted: [title-retention]\n", "15 23"),
        ("opted: [first-order]\n", "17 23"),
        ("opted: [competing-products]\n", "23 28"),
        ("opted: [social-responsibility, first-order]\n", "17 23 29"),
        (CREDIT + BOND.format("performance_bond") + 'opted: [title-retention]\nrestriction: "none"\n', "14 15 16"),
    ],
)
def test_which_conditional_articles_apply(terms: str, holding: str) -> None:
    """All of them are listed; those whose conditions hold apply, the others keep their number and do not."""
    records = network(standard_workspace(contract(REAL + terms)))
    (table,) = next(term for term in paper(records).terms if term.key == "optional").tables
    rows = {str(_zh(number)): _zh(state) for number, _, state in table.rows}
    expected = {HEADINGS[int(n) - 1] for n in holding.split()}
    conditional = {HEADINGS[n - 1] for n in (14, 15, 16, 17, 23, 28, 29)}
    assert rows == {name: "适用" if name in expected else "本条不适用" for name in conditional}


def _zh(cell: object) -> str:
    return str(getattr(cell, "zh", cell))


FACTS = {
    "grant": frozenset(("exclusive",)),
    "payment": frozenset(("credit",)),
    "credit": frozenset(("yes",)),
    "opted": frozenset(("chosen",)),
    "deposit": frozenset(("none",)),
}


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("flag: M\nwhen: {grant: [sole]}", True),
        ("flag: C\nwhen: {grant: [sole, exclusive]}", True),
        ("flag: C\nwhen: {grant: [sole]}", False),
        ("flag: C\nwhen: {grant: [exclusive], payment: [credit]}", True),
        ("flag: C\nwhen: {grant: [exclusive], payment: [prepaid]}", False),
        ("flag: C\nwhen: {not: {grant: [exclusive]}}", False),
        ("flag: C\nwhen: {not: {grant: [sole]}}", True),
        ("flag: C\nwhen: {not: {grant: [exclusive], payment: [prepaid]}}", True),
        ("flag: C\nwhen: {not: {grant: [exclusive], payment: [credit]}}", False),
        ("flag: C\nwhen: {payment: [credit], not: {grant: [sole]}}", True),
        ("flag: C\nwhen: {payment: [prepaid], not: {grant: [sole]}}", False),
        ("flag: O", False),
        ("flag: O\nwhen: {opted: [chosen]}", True),
        ("flag: O\nwhen: {}", False),
    ],
)
def test_conditions_are_data(head: str, expected: bool) -> None:
    """Keys are AND-ed, values OR-ed, and `not` negates a group of keys as a whole."""
    records = network({"content/clauses/sample/2026-1/zh.md": f"---\ntitle: 条款\n{head}\n---\n\n1. 文字。\n"})
    clause = records.get(Clause, "sample@2026-1/zh")
    assert (
        applies(
            clause, FACTS | {key: frozenset() for key in ("contract_type", "online", "storage", "restriction", "esign")}
        )
        is expected
    )


def test_an_optional_clause_without_conditions_is_chosen_by_its_id() -> None:
    """`flag: O` with nothing else applies when the contract names it."""
    records = network({"content/clauses/chosen/2026-1/zh.md": "---\ntitle: 条款\nflag: O\n---\n\n1. 文字。\n"})
    assert applies(records.get(Clause, "chosen@2026-1/zh"), FACTS)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("开头。\n\n1. 一\n2. 二", [(0, "", "开头。"), (1, "1.", "一"), (1, "2.", "二")]),
        ("1. 一\n\n2. 二", [(1, "1.", "一"), (1, "2.", "二")]),
        (
            "1. 一\n   1. 甲\n   2. 乙\n2. 二",
            [(1, "1.", "一"), (2, "（1）", "甲"), (2, "（2）", "乙"), (1, "2.", "二")],
        ),
        ("1. 一\n\n   续段\n\n2. 二", [(1, "1.", "一"), (1, "", "续段"), (1, "2.", "二")]),
        ("- 甲\n- 乙", [(1, "—", "甲"), (1, "—", "乙")]),
        ("1. {{ref:x}}\n   {{term:payment}}。", [(1, "1.", "第七条\n   专用条款第17项。")]),
        ("1. 一\n   1. 甲\n      1. 子\n", [(1, "1.", "一"), (2, "（1）", "甲"), (3, "（1）", "子")]),
        ("1. **重**点*与*`码`", [(1, "1.", "重点与码")]),
        ("> 引文", [(0, "", "引文")]),
    ],
)
def test_lists_of_any_form_are_flattened(source: str, expected: list[tuple[int, str, str]]) -> None:
    """Loose and tight lists, items with a second paragraph, three levels: nothing is lost and numbers stay with their words."""
    prose, problems = read_prose("x.md", source)
    assert problems == ()
    assert prose is not None
    flat = paragraphs(prose.blocks, resolver({"x": 7}, "zh"), "zh")
    assert [(p.level, p.number, paragraph_text(p).strip()) for p in flat] == expected


def test_tables_keep_their_place() -> None:
    """A table of an article stands between the paragraphs around it, references in its cells resolved."""
    article = next(a for a in articles(LIBRARY, TEMPLATE, "zh") if a.clause == "liability")
    kinds = ["table" if p.table is not None else p.number for p in article.paragraphs]
    assert kinds == ["", "table", "1.", "2.", "3."]
    assert "按第十二条补救" in article_text(article)


def test_headings_by_number() -> None:
    """Tens are written 十, 二十, not 一十."""
    assert [heading(n, "zh") for n in (1, 10, 11, 20, 21, 38)] == [
        "第一条",
        "第十条",
        "第十一条",
        "第二十条",
        "第二十一条",
        "第三十八条",
    ]


def test_annex_numbers_are_those_of_the_standard() -> None:
    """附件二 is the product list in every template, whatever else it lists; clauses call annexes by number and title."""
    listed = standard_workspace(contract(FULL))
    path = "content/clauses/templates/dist-zh-2026.yaml"
    listed[path] = re.sub(r"annexes: .*", "annexes: [explanation, prices, licences, territory]", listed[path])
    annexes = paper(network(listed)).annexes
    assert [(a.number, a.title.zh) for a in annexes] == [
        (1, "经销区域"),
        (4, "供货价格表"),
        (13, "资质清单"),
        (14, "格式条款提示说明确认书"),
    ]
    text = "\n".join(article_text(a) for a in articles(LIBRARY, TEMPLATE, "zh"))
    numerals = {1: "一", 4: "四", 13: "十三"}
    for annex in annexes[:3]:
        assert f"附件{numerals[annex.number]}《{annex.title.zh}》" in text


def test_annexes_thirteen_and_fourteen() -> None:
    """The licences on record, and the form by which the starred articles are confirmed."""
    listed = standard_workspace(contract(FULL))
    path = "content/clauses/templates/dist-zh-2026.yaml"
    listed[path] = re.sub(r"annexes: .*", "annexes: [licences, explanation]", listed[path])
    licences, explanation = (annex_text(annex) for annex in paper(network(listed)).annexes)
    assert "| 低温酸奶 | 食品经营许可 | JY13301060000001 | 2031年5月31日" in licences
    shown = re.findall(r"\| (第\S+条) \|", explanation)
    assert shown == [HEADINGS[n - 1] for n in (5, 8, 12, 13, 16, 23, 28, 31, 33)]


def test_targets_add_up_in_the_annex() -> None:
    """Rows add up to their total, columns to the year, as printed."""
    annex = next(a for a in paper(LIBRARY).annexes if a.key == "targets")
    (table,) = annex.sections[0].tables
    rows = [[_number(_zh(cell)) for cell in row[1:]] for row in table.rows]
    total = [_number(_zh(cell)) for cell in table.total[1:]]
    assert all(sum(row[:-1]) == row[-1] for row in rows)
    assert (
        [sum(column) for column in zip(*rows, strict=True)]
        == total
        == [Decimal("4100000.00"), Decimal("400000.50"), Decimal("4500000.50")]
    )


def _number(text: str) -> Decimal:
    return Decimal(0) if text == "/" else Decimal(text.replace(",", ""))


def test_supply_prices_are_list_prices_less_the_discount() -> None:
    """Rounded half-up to fen, each by itself: 42.75 less 3 % is 41.4675, so 41.47."""
    annex = next(a for a in paper(LIBRARY).annexes if a.key == "prices")
    rows = [[_zh(cell) for cell in row] for row in annex.sections[0].tables[0].rows]
    assert [(row[2], row[3]) for row in rows] == [("43.50", "42.20"), ("42.75", "41.47")]
    assert [str(to_fen(Decimal(row[2]) * Decimal("0.97"))) for row in rows] == [row[3] for row in rows]


DIGITS = "零壹贰叁肆伍陆柒捌玖"
UNITS = {"拾": 10, "佰": 100, "仟": 1000}


def read_capitals(words: str) -> Decimal:
    """Reads 壹拾万柒仟元零伍角叁分 back into a number, by itself."""
    yuan, _, rest = words.removesuffix("整").rpartition("元") if "元" in words else ("", "", words)
    jiao = re.search(rf"([{DIGITS}])角", rest)
    fen = re.search(rf"([{DIGITS}])分", rest)
    cents = 10 * DIGITS.index(jiao[1]) if jiao else 0
    cents += DIGITS.index(fen[1]) if fen else 0
    return Decimal(_whole(yuan)) + Decimal(cents) / 100


def _whole(words: str) -> int:
    total = section = digit = 0
    for letter in words:
        if letter in UNITS:
            section += (digit or 1) * UNITS[letter]
            digit = 0
        elif letter in "万亿":
            total = (total + section + digit) * (10**4 if letter == "万" else 10**8)
            section = digit = 0
        else:
            digit = DIGITS.index(letter)
    return total + section + digit


def amounts(records: Network) -> Iterator[tuple[str, str]]:
    text = "\n".join(term_text(term) for term in paper(records).terms)
    yield from re.findall(r"¥([0-9,.]+)（大写：人民币([^）]+)）", text)


def test_capitals_say_what_the_digits_say() -> None:
    """Every amount of the particular terms, read back from its capitals (reference F.4: 大写 ≠ 小写 is an error)."""
    found = list(amounts(LIBRARY))
    assert len(found) == 8
    assert [read_capitals(words) for _, words in found] == [Decimal(digits.replace(",", "")) for digits, _ in found]
    assert ("107,000.53", "壹拾万柒仟元零伍角叁分") in found


def test_amounts_in_sentences_have_capitals() -> None:
    """No ¥ stands in an item without them."""
    text = "\n".join(term_text(term) for term in paper(LIBRARY).terms)
    assert text.count("¥") == len(list(amounts(LIBRARY)))


def test_the_paper_is_one_value() -> None:
    """Made twice from the same records it is the same to the digest."""
    assert digest_of(paper(LIBRARY)) == digest_of(paper(network(standard_workspace(contract(FULL)))))
    assert LIBRARY.get(Contract, "QY-JX-2025-0001").signed_on is None
