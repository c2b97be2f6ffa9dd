"""Division codes that have gone, and tables of divisions that are no tree."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.topics.builders import contract, dealer, found, marked, problems
from toolkit.topics.market.checks import CHECKS

TABLE = "content/divisions/2025-12.csv"
SUCCESSORS = "content/divisions/successors.csv"
DIVISIONS = {
    TABLE: """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,330100,county,西湖区,西湖,xihu
330112,330100,county,临安区,临安,linan
330113,330100,county,临平区,临平,linping
""",
    SUCCESSORS: """\
old,new,date,note
330103,330106,2021-03-11,merged: 下城区→拱墅区
330110,330106,2021-03-11,part: 余杭区部分→西湖区
330185,330112,2017-07-18,whole: 临安市→临安区
330199,330112,2021-03-11,split: 一部分
330199,330113,2021-03-11,split: 另一部分
330106,330113,2021-03-11,part: 西湖区部分→临平区
""",
}


def test_codes_that_have_gone_are_told_where_they_stand() -> None:
    """A retired code is found in a profile, a warehouse and a contract's scope; one that lives on after a part is not."""
    files = {
        **DIVISIONS,
        **dealer("""
            region: "330185"  # error[MKT101]
            warehouses:
              - id: W-2025-0001
                address: 杭州
                region: "330106"
                area_m2: "500"
                storage: [ambient]
                tenure: owned
              - id: W-2025-0002
                address: 杭州
                region: "330199"  # error[MKT101]
                area_m2: "500"
                storage: [ambient]
                tenure: owned
            """),
        **contract("""
            scopes:
              - id: main
                grant: exclusive
                lines: [ambient]
                channels: [traditional]
                regions:
                  - "330100"
                  - "330103"  # error[MKT101]
                exclusions: ["330185"]  # error[MKT101]
            """),
    }
    assert found(CHECKS, files) == marked(files)


def test_the_hint_names_the_new_codes_and_the_message_the_day() -> None:
    """One successor is named with its place; of several somebody has to choose."""
    (whole,) = problems(CHECKS, {**DIVISIONS, **dealer('region: "330185"')})
    (split,) = problems(CHECKS, {**DIVISIONS, **dealer('region: "330199"')})
    assert (str(date(2017, 7, 18)) in whole.message.en, whole.field) == (True, "region")
    assert ["330112 Lin'an, Hangzhou, Zhejiang" in whole.hint.en, "330112 浙江省杭州市临安区" in whole.hint.zh] == [
        True,
        True,
    ]
    assert ["330112" in split.hint.zh, "330113" in split.hint.zh] == [True, True]


def test_living_and_unknown_codes_are_none_of_this_check_s_business() -> None:
    """A code in the table passes; one that never was is told by the check of references."""
    assert found(CHECKS, {**DIVISIONS, **dealer('region: "330106"'), **dealer('region: "999999"', 2)}) == []


def test_tables_that_are_no_tree() -> None:
    """A missing parent, a parent of the same level, a province with one and a county without one are told."""
    files = {
        TABLE: """\
code,parent,level,name,short,pinyin
330000,,province,浙江省,浙江,zhejiang
330100,330000,prefecture,杭州市,杭州,hangzhou
330106,339900,county,西湖区,西湖,xihu
330112,330106,county,临安区,临安,linan
330113,,county,临平区,临平,linping
340000,330000,province,安徽省,安徽,anhui
""",
        SUCCESSORS: "old,new,date,note\n330185,330112,2017-07-18,临安市改区\n330186,330112,2017-07-18,\n330187,330112,2017-07-18,whole: 是\n",
    }
    assert found(CHECKS, files) == [
        f"{TABLE}:4 error[MKT102]",
        f"{TABLE}:5 error[MKT102]",
        f"{TABLE}:6 error[MKT102]",
        f"{TABLE}:7 error[MKT102]",
        f"{SUCCESSORS}:2 warning[MKT103]",
        f"{SUCCESSORS}:3 warning[MKT103]",
    ]


def test_the_tables_of_the_product_pass() -> None:
    """The divisions and successors that the product ships are a tree with a word for every change."""
    folder = Path(__file__).resolve().parents[2] / "content" / "divisions"
    files = {path: (folder / path.rsplit("/", 1)[-1]).read_text("utf-8") for path in (TABLE, SUCCESSORS)}
    assert found(CHECKS, files) == []
