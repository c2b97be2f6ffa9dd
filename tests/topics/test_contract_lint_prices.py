"""Resale-price control is found by what it means, however it is written, and lawful wording is left alone (0.1, 0.3, F.4, 0b Law)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.topics.lint_corpus import lines
from toolkit.topics.contract.rules.lint.reading import plain
from toolkit.topics.contract.rules.lint.resale_price import resale_price_words

LANGUAGES = ("zh", "en")
UNLAWFUL = tuple(text for language in LANGUAGES for text in lines(f"resale-price-unlawful.{language}"))
LAWFUL = tuple(text for language in LANGUAGES for text in lines(f"resale-price-lawful.{language}"))
CHINESE = lines("resale-price-unlawful.zh")


def test_the_corpus_is_large_and_its_lines_differ() -> None:
    """At least forty lines of each sort in Chinese alone, no line twice, none in both (0b Law)."""
    assert min(len(CHINESE), len(lines("resale-price-lawful.zh"))) >= 40
    assert len({*UNLAWFUL, *LAWFUL}) == len(UNLAWFUL) + len(LAWFUL)


@pytest.mark.parametrize("text", UNLAWFUL)
def test_unlawful_lines_are_found(text: str) -> None:
    """Subject, price and duty or consequence: each is found, whoever is meant and however it is put."""
    assert resale_price_words(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_lawful_lines_are_left_alone(text: str) -> None:
    """Free choice, denials, supply prices and other words with 价 in them are no control."""
    assert resale_price_words(text) == ""


@pytest.mark.parametrize("text", lines("counted-unlawful"))
def test_the_place_can_be_the_consequence(text: str) -> None:
    """Where points or money are given or taken, the name of a price matter is enough."""
    assert resale_price_words(text, counted=True)


@pytest.mark.parametrize("text", lines("counted-lawful"))
def test_such_a_place_may_say_that_prices_do_not_count(text: str) -> None:
    """Supply prices, other figures and clauses that leave resale prices out are no control there either."""
    assert resale_price_words(text, counted=True) == ""


@pytest.mark.parametrize(
    "text",
    [
        "严格按照公司规定价格销售",
        "维护市场价格，奖励0.25%",
        "违反价格政策，扣3分/次",
        "低于指导价销售",
        "低于建议零售价销售两次的，停止供货",
        "两次低于最低零售价销售即取消资格",
        "最低零售价",
        "不得低于统一批发价",
        "价格秩序维护奖",
        "低价一次罚款五百",
        "控价",
        "限价",
    ],
)
def test_what_the_reference_names_is_found(text: str) -> None:
    """The lines of 0.3, the patterns of F.4 and the words of 0b, each by itself."""
    assert resale_price_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "产品价格体系",
        "最高限价",
        "期限价款",
        "供货价",
        "出厂价",
        "批发给乙方的价格",
        "不规定转售价格",
        "建议零售价仅供参考",
    ],
)
def test_what_the_reference_tells_apart_is_no_error(text: str) -> None:
    """The seed's term alone, a ceiling (which another rule warns of), an unrelated word, supply prices, denials."""
    assert resale_price_words(text) == ""


def test_protective_words_do_not_cover_what_follows() -> None:
    """“The dealer sets its prices, but not below the suggested one” is found by its second half, in either mode."""
    assert "不得低于建议零售价" in resale_price_words("乙方自主定价，但不得低于建议零售价")
    assert resale_price_words("不考核零售价，但要维护价格秩序", counted=True).startswith("维护价格")
    assert resale_price_words("乙方自主定价") == resale_price_words("乙方自主定价", counted=True) == ""


def test_a_name_alone_counts_only_where_the_place_counts() -> None:
    """An indicator called 价格秩序 scores prices; the same words in a sentence of a contract do nothing yet."""
    assert resale_price_words("价格秩序", counted=True)
    assert resale_price_words("培训介绍产品价格体系") == ""


SPACES = (" ", "\u3000", "\u00a0", "\t", "\n", "\u2009")
UNSEEN = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u2066", "\u200f", "\ufe0f", "\u0336")
WIDE = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}
COMMAS = (",", "，", "﹐", "︐")
TRADITIONAL = str.maketrans(
    "价销厂门货经统标维护执罚奖违约销条应须线网终减让压乱盘报审",
    "價銷廠門貨經統標維護執罰獎違約銷條應須線網終減讓壓亂盤報審",
)
OURS = ("甲方", "公司", "厂家", "品牌方")
THEIRS = ("乙方", "经销商")


@st.composite
def disguised(draw: st.DrawFn) -> tuple[str, str]:
    """An unlawful Chinese line, and the same line written so that a search for words would miss it."""
    line = text = draw(st.sampled_from(CHINESE))
    if draw(st.booleans()):
        text = text.translate(TRADITIONAL)
    if draw(st.booleans()):
        text = "".join(WIDE.get(letter, letter) for letter in text)
    text = text.replace("，", draw(st.sampled_from(COMMAS)))
    for stuffing in (SPACES, UNSEEN, ("“", "”", "*", "`")):
        for _ in range(draw(st.integers(0, 4))):
            place = draw(st.integers(0, len(text)))
            text = text[:place] + draw(st.sampled_from(stuffing)) + text[place:]
    return line, text


@given(disguised())
@settings(max_examples=300, deadline=None)
def test_how_it_is_written_hides_nothing(row: tuple[str, str]) -> None:
    """Spaces, full width, quotation marks, zero-width, bidirectional and traditional characters leave a line found."""
    assert resale_price_words(row[1]), row


@given(st.sampled_from(CHINESE), st.sampled_from(OURS), st.sampled_from(THEIRS))
@settings(max_examples=200, deadline=None)
def test_whoever_is_named(line: str, ours: str, theirs: str) -> None:
    """The company and the dealer may be called by any of their names."""
    assert resale_price_words(line.replace("甲方", ours).replace("乙方", theirs)), line


@given(st.lists(st.sampled_from(LAWFUL), min_size=1, max_size=3), st.sampled_from(CHINESE))
@settings(max_examples=200, deadline=None)
def test_lawful_sentences_around_it_hide_nothing(around: list[str], line: str) -> None:
    """A line is found among any lawful sentences, and none of them is found without it."""
    rest = "。".join(part.rstrip("。") for part in around)
    assert resale_price_words(f"{rest}。{line}。")
    assert resale_price_words(f"{rest}。") == ""


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    """No text breaks the finder, and the plain form of a plain form is itself."""
    assert isinstance(resale_price_words(text, counted=True), str)
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    "unit", ["不得低于", "不规定零售价、", "甲方不规定零售价，", "应按价", "never fix resale prices, "]
)
def test_a_long_text_of_one_phrase_is_read(unit: str) -> None:
    """Twenty thousand characters that begin a finding again and again end the search all the same."""
    assert isinstance(resale_price_words(unit * (20000 // len(unit)) + "价"), str)
