"""The tree of divisions, on the real table and on small ones with faults."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from tests.topics.builders import network
from toolkit.kernel.text import Text
from toolkit.topics.market.records import Division
from toolkit.topics.market.rules import Regions, regions, romanised

CONTENT = Path(__file__).resolve().parents[2] / "content" / "divisions"
TABLE = "content/divisions/2025-12.csv"
SUCCESSORS = "content/divisions/successors.csv"
REAL = network(
    {TABLE: (CONTENT / "2025-12.csv").read_text("utf-8"), SUCCESSORS: (CONTENT / "successors.csv").read_text("utf-8")}
)
TREE = regions(REAL)
CODES = tuple(division.code for division in REAL.all(Division))
SETS = st.lists(st.sampled_from(CODES), max_size=6)


def small(*rows: str) -> Regions:
    return regions(network({TABLE: "\n".join(("code,parent,level,name,short,pinyin", *rows)) + "\n"}))


def units(codes: list[str]) -> set[str]:
    """The smallest divisions whose way up passes one of the codes, found from below instead of from above."""
    found = set()
    for code in CODES:
        step = code
        while step:
            if step in codes and not TREE.children(code):
                found.add(code)
            step = TREE.parent(step)
    return found


def test_the_way_up_and_down() -> None:
    """Parents and children follow the table; a province has nothing above."""
    assert (TREE.parent("330112"), TREE.parent("330100"), TREE.parent("330000")) == ("330100", "330000", "")
    assert (len(TREE.children("330000")), "330112" in TREE.children("330100"), TREE.children("330112")) == (
        11,
        True,
        (),
    )


def test_municipalities_and_counties_run_by_a_province_have_no_prefecture() -> None:
    """Their parent is the province, whatever their digits say."""
    assert [TREE.parent(code) for code in ("110105", "500101", "419001", "469001")] == [
        "110000",
        "500000",
        "410000",
        "460000",
    ]


def test_counties_of_each_level() -> None:
    """A prefecture is its counties, a county itself, and one without counties is its own unit."""
    assert len(TREE.counties("330100")) == 13
    assert TREE.counties("330112") == {"330112"}
    assert [TREE.counties(code) for code in ("441900", "442000", "460400", "620200", "810000")] == [
        {"441900"},
        {"442000"},
        {"460400"},
        {"620200"},
        {"810000"},
    ]
    assert TREE.counties("440000") >= {"441900", "440103"}


def test_an_unknown_code_covers_nothing() -> None:
    """A code that went, or never was, has no counties, no parent and its digits as label."""
    assert ("330103" in TREE, TREE.counties("330103"), TREE.parent("330103"), TREE.label("330103", "zh")) == (
        False,
        frozenset(),
        "",
        "330103",
    )


@given(SETS, SETS)
@settings(max_examples=25, deadline=None)
def test_expand_is_what_lies_below_one_set_and_not_below_the_other(include: list[str], exclude: list[str]) -> None:
    """Counting from the counties up gives the same territory as from the top down."""
    assert TREE.expand(include, exclude) == units(include) - units(exclude)


def test_a_county_taken_out_of_its_province() -> None:
    """Exclusions reach into what a wider code includes."""
    without = TREE.expand(("330000",), ("330112",))
    assert TREE.counties("330000") - without == {"330112"}


@pytest.mark.parametrize(
    ("code", "path", "zh", "en"),
    [
        ("330112", ("浙江省", "杭州市", "临安区"), "浙江省杭州市临安区", "Lin'an, Hangzhou, Zhejiang"),
        ("330100", ("浙江省", "杭州市", ""), "浙江省杭州市", "Hangzhou, Zhejiang"),
        ("110105", ("北京市", "", "朝阳区"), "北京市朝阳区", "Chaoyang, Beijing"),
        ("441900", ("广东省", "东莞市", ""), "广东省东莞市", "Dongguan, Guangdong"),
        ("419001", ("河南省", "", "济源市"), "河南省济源市", "Jiyuan, Henan"),
        ("141100", ("山西省", "吕梁市", ""), "山西省吕梁市", "Lüliang, Shanxi"),
        ("150000", ("内蒙古自治区", "", ""), "内蒙古自治区", "Inner Mongolia"),
        ("610100", ("陕西省", "西安市", ""), "陕西省西安市", "Xi'an, Shaanxi"),
    ],
)
def test_labels(code: str, path: tuple[str, str, str], zh: str, en: str) -> None:
    """Chinese runs from the province down in full names, English from the county up in romanised short ones."""
    assert (TREE.path(code), TREE.label(code, "zh"), TREE.label(code, "en")) == (path, zh, en)


def test_parts_of_a_label() -> None:
    """A division's own name, its province and its level; an unknown code stays as it is."""
    assert (TREE.own_name("330112"), TREE.province("330112"), TREE.level("330112").zh) == (
        Text("临安区", "Lin'an"),
        Text("浙江省", "Zhejiang"),
        "县级",
    )
    assert (TREE.own_name("999999"), TREE.province("999999"), TREE.level("999999")) == (Text("999999"),) * 3
    assert (TREE.revision, Regions(()).revision) == ("2025-12", "")


def test_every_name_has_the_apostrophes_of_its_syllables() -> None:
    """Where the table spells a name syllable by syllable, an apostrophe precedes each inner one that begins with a vowel."""
    wrong = []
    for division in REAL.all(Division):
        syllables = lazy_pinyin(division.short)
        if "".join(syllables) == division.pinyin:
            expected = syllables[0] + "".join(f"'{s}" if s[0] in "aoe" else s for s in syllables[1:])
            if romanised(division.short, division.pinyin).lower() != expected:
                wrong.append(division)
    assert wrong == []


@pytest.mark.parametrize(
    ("short", "pinyin", "expected"),
    [
        ("广安区", "guanganqu", "Guang'anqu"),
        ("吉安县", "jianxian", "Ji'anxian"),
        ("东阿", "donge", "Dong'e"),
        ("兴安", "hinggan", "Hinggan"),
        ("鄂尔多斯", "ordos", "Ordos"),
        ("香格里拉", "shangri-la", "Shangri-La"),
        ("阿克苏市", "aksu shi", "Aksu Shi"),
        ("", "", ""),
    ],
)
def test_names_that_are_easily_misread(short: str, pinyin: str, expected: str) -> None:
    """Accepted spellings keep their form, and the right one of two readings is taken."""
    assert romanised(short, pinyin) == expected


def test_what_became_of_a_code() -> None:
    """A code that went has its successors in order, one that never changed none."""
    assert [row.new for row in TREE.successor("330185")] == ["330112"]
    assert TREE.successor("330112") == ()
    assert ("330185" in TREE.retired(), "330112" in TREE.retired()) == (True, False)


def test_a_table_whose_parents_run_in_a_circle_does_not_hang() -> None:
    """Only a higher level counts as above, so climbing ends whatever the file says."""
    tree = small(
        "330100,330112,prefecture,杭州市,杭州,hangzhou",
        "330112,330112,county,临安区,临安,linan",
        "330113,330100,county,临平区,临平,linping",
    )
    assert (tree.parent("330112"), tree.label("330113", "zh"), tree.counties("330100")) == (
        "",
        "杭州市临平区",
        frozenset(("330113",)),
    )


def test_the_tree_is_built_once_and_goes_with_its_network() -> None:
    """Two calls give one tree; when the network is gone, nothing keeps it alive."""
    records = network({TABLE: "code,parent,level,name,short,pinyin\n330000,,province,浙江省,浙江,zhejiang\n"})
    assert regions(records) is regions(records)
    gone = weakref.ref(records)
    del records
    gc.collect()
    assert gone() is None
