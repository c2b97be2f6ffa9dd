"""The divisions data: one tree of codes per revision, and a successor map that leads into the newest one."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

DIVISIONS = Path(__file__).resolve().parents[2] / "content" / "divisions"
REVISIONS = sorted(path for path in DIVISIONS.glob("*.csv") if re.fullmatch(r"\d{4}-\d{2}", path.stem))
NEWEST = REVISIONS[-1]
SUCCESSORS = DIVISIONS / "successors.csv"
RANK = {"province": 0, "prefecture": 1, "county": 2}
KINDS = ("whole", "merged", "split", "part")
MUNICIPALITIES = ("110000", "120000", "310000", "500000")
UNDIVIDED = {"441900": "东莞市", "442000": "中山市", "460400": "儋州市", "620200": "嘉峪关市"}

Row = Mapping[str, str]


def rows(path: Path) -> tuple[Row, ...]:
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle, strict=True))


def by_code(divisions: Iterable[Row]) -> dict[str, Row]:
    return {row["code"]: row for row in divisions}


def level_of(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def expected_parent(code: str, known: Mapping[str, Row]) -> str:
    """The nearest code above that exists: the prefecture's, else the province's."""
    if code.endswith("0000"):
        return ""
    prefecture = code[:4] + "00"
    return prefecture if prefecture in known and prefecture != code else code[:2] + "0000"


def division_faults(divisions: tuple[Row, ...]) -> Iterator[str]:
    known = by_code(divisions)
    codes = [row["code"] for row in divisions]
    if codes != sorted(set(codes)):
        yield "codes are not unique and in order"
    for row in divisions:
        code, parent = row["code"], row["parent"]
        if not re.fullmatch(r"[1-9]\d{5}", code):
            yield f"{code}: not six digits"
        if row["level"] != level_of(code):
            yield f"{code}: level {row['level']}"
        if parent and parent not in known:
            yield f"{code}: parent {parent} does not exist"
        elif parent and RANK[known[parent]["level"]] >= RANK[row["level"]]:
            yield f"{code}: parent {parent} is not of a higher level"
        if parent != expected_parent(code, known):
            yield f"{code}: parent {parent!r}, expected {expected_parent(code, known)!r}"
        yield from name_faults(row)
    shorts = Counter((row["parent"], row["short"]) for row in divisions)
    yield from (f"{parent}: two children are called {short}" for (parent, short), n in shorts.items() if n > 1)


def name_faults(row: Row) -> Iterator[str]:
    code, name = row["code"], row["name"]
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,}", name) or not re.fullmatch(r"[\u4e00-\u9fff]{2,}", row["short"]):
        yield f"{code}: name {name!r}, short {row['short']!r}"
    if name == "市辖区" or re.search("开发区|管理区|示范区|工业园|产业园|科技园", name):
        yield f"{code}: {name} is not a division of the standard"
    if not re.fullmatch(r"[a-zü]+(?:[ -][a-z]+)*", row["pinyin"]):
        yield f"{code}: pinyin {row['pinyin']!r}"


def successor_faults(successors: tuple[Row, ...], known: Mapping[str, Row]) -> Iterator[str]:
    pairs = [(row["old"], row["new"]) for row in successors]
    if pairs != sorted(set(pairs)):
        yield "pairs are not unique and in order"
    kinds: dict[str, list[str]] = {}
    for row in successors:
        old, new, kind = row["old"], row["new"], row["note"]
        kinds.setdefault(old, []).append(kind)
        if kind not in KINDS:
            yield f"{old}: note begins with {kind!r}"
        if new not in known:
            yield f"{old}: successor {new} is not in the newest revision"
        if (old in known) != (kind == "part"):
            yield f"{old}: {kind}, but the code is {'alive' if old in known else 'gone'}"
        if not date(2015, 1, 1) <= date.fromisoformat(row["date"]) <= date.fromisoformat(f"{NEWEST.stem}-31"):
            yield f"{old}: date {row['date']}"
    for old, found in kinds.items():
        settled = [kind for kind in found if kind in ("whole", "merged")]
        if settled and len(found) > 1 or found == ["split"] or len(set(found)) > 1:
            yield f"{old}: {', '.join(found)}"


@pytest.mark.parametrize("path", REVISIONS, ids=lambda path: path.stem)
def test_a_revision_is_one_tree(path: Path) -> None:
    """Codes are six digits, unique and sorted; each parent exists and is the next division above; names are clean."""
    assert tuple(division_faults(rows(path))) == ()


def test_successors_lead_from_dead_codes_to_living_ones() -> None:
    """Each old code has gone, unless its row says that a part left it; each new one is in the newest revision."""
    assert tuple(successor_faults(rows(SUCCESSORS), by_code(rows(NEWEST)))) == ()


@pytest.mark.parametrize("path", [*REVISIONS, SUCCESSORS], ids=lambda path: path.stem)
def test_files_are_plain(path: Path) -> None:
    """UTF-8 without mark, LF, no empty line, no comment, no quotes, a last newline."""
    text = path.read_bytes().decode("utf-8")
    assert not set('\ufeff\r"#') & set(text)
    assert text.endswith("\n")
    assert "\n\n" not in text
    assert not text.startswith("\n")


def test_headers() -> None:
    """The columns are the ones the README promises."""
    assert {tuple(rows(path)[0]) for path in REVISIONS} == {("code", "parent", "level", "name", "short", "pinyin")}
    assert tuple(rows(SUCCESSORS)[0]) == ("old", "new", "date", "note")


def test_counts() -> None:
    """34 provinces, 333 prefectures; counties in the range official year-ends have shown."""
    counts = Counter(row["level"] for row in rows(NEWEST))
    assert (counts["province"], counts["prefecture"]) == (34, 333)
    assert 2835 <= counts["county"] <= 2855


def test_municipalities_have_their_districts_directly_below() -> None:
    """No artificial row stands between a municipality and its districts."""
    below = {row["level"] for row in rows(NEWEST) if row["parent"] in MUNICIPALITIES}
    assert below == {"county"}


def test_four_cities_are_their_own_smallest_unit() -> None:
    """东莞, 中山, 儋州 and 嘉峪关 are prefectures without children, and no other prefecture is."""
    divisions = rows(NEWEST)
    parents = {row["parent"] for row in divisions}
    prefectures = [row for row in divisions if row["level"] == "prefecture"]
    leaves = {row["code"]: row["name"] for row in prefectures if row["code"] not in parents}
    assert leaves == UNDIVIDED


@pytest.mark.parametrize(
    ("code", "parent", "level", "name", "short", "pinyin"),
    [
        ("110105", "110000", "county", "朝阳区", "朝阳", "chaoyang"),
        ("330106", "330100", "county", "西湖区", "西湖", "xihu"),
        ("330382", "330300", "county", "乐清市", "乐清", "yueqing"),
        ("371522", "371500", "county", "莘县", "莘县", "shenxian"),
        ("419001", "410000", "county", "济源市", "济源", "jiyuan"),
        ("429004", "420000", "county", "仙桃市", "仙桃", "xiantao"),
        ("469001", "460000", "county", "五指山市", "五指山", "wuzhishan"),
        ("659001", "650000", "county", "石河子市", "石河子", "shihezi"),
        ("441900", "440000", "prefecture", "东莞市", "东莞", "dongguan"),
        ("222400", "220000", "prefecture", "延边朝鲜族自治州", "延边", "yanbian"),
        ("150000", "", "province", "内蒙古自治区", "内蒙古", "inner mongolia"),
        ("610000", "", "province", "陕西省", "陕西", "shaanxi"),
        ("540000", "", "province", "西藏自治区", "西藏", "xizang"),
        ("810000", "", "province", "香港特别行政区", "香港", "hong kong"),
    ],
)
def test_known_divisions(code: str, parent: str, level: str, name: str, short: str, pinyin: str) -> None:
    """Well-known divisions stand as everybody knows them."""
    expected = {"code": code, "parent": parent, "level": level, "name": name, "short": short, "pinyin": pinyin}
    assert by_code(rows(NEWEST))[code] == expected


def test_provinces_run_their_own_counties_under_90() -> None:
    """Codes xx90xx have the province as parent, and occur in exactly four provinces."""
    run = {row["code"]: row["parent"] for row in rows(NEWEST) if row["code"][2:4] == "90"}
    assert all(parent == code[:2] + "0000" for code, parent in run.items())
    assert set(run.values()) == {"410000", "420000", "460000", "650000"}


READINGS = """
重庆市 chongqing 厦门市 xiamen 六安市 luan 亳州市 bozhou 蚌埠市 bengbu 台州市 taizhou 丽水市 lishui 吕梁市 lüliang
洪洞县 hongtong 泌阳县 biyang 番禺区 panyu 任丘市 renqiu 浚县 xunxian 荥阳市 xingyang 铅山县 yanshan 婺源县 wuyuan
大埔县 dabu 陆丰市 lufeng 长治市 changzhi 长子县 zhangzi 大城县 daicheng 六合区 luhe 单县 shanxian 克什克腾旗 keshiketeng
呼和浩特市 hohhot 乌鲁木齐市 urumqi 拉萨市 lhasa 日喀则市 xigaze
"""


@pytest.mark.parametrize(("name", "pinyin"), re.findall(r"(\S+) (\S+)", READINGS))
def test_readings_that_dictionaries_get_wrong(name: str, pinyin: str) -> None:
    """Place names with their own reading have it."""
    assert {row["pinyin"] for row in rows(NEWEST) if row["name"] == name} == {pinyin}


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        ("330103", {("330105", "merged")}),
        ("330104", {("330102", "split"), ("330114", "split")}),
        ("330110", {("330113", "part")}),
        ("330204", {("330212", "merged")}),
        ("371202", {("370116", "whole")}),
        ("350427", {("350405", "whole")}),
        ("542623", {("540481", "whole")}),
        ("500112", {("500157", "split"), ("500109", "split")}),
    ],
)
def test_known_successors(old: str, expected: set[tuple[str, str]]) -> None:
    """Changes that moved dealers' territories lead where the decisions say."""
    found = {(row["new"], row["note"]) for row in rows(SUCCESSORS) if row["old"] == old}
    assert found == expected


def division(code: str, parent: str, level: str, name: str) -> Row:
    return {"code": code, "parent": parent, "level": level, "name": name, "short": name[:2], "pinyin": "x"}


@pytest.mark.parametrize(
    ("planted", "fault"),
    [
        (division("330106", "990000", "county", "西湖区"), "330106: parent 990000 does not exist"),
        (division("330106", "330000", "county", "西湖区"), "330106: parent '330000', expected '330100'"),
        (division("330106", "330100", "prefecture", "西湖区"), "330106: level prefecture"),
        (division("330101", "330100", "county", "市辖区"), "330101: 市辖区 is not a division of the standard"),
        (division("33010X", "330100", "county", "西湖区"), "33010X: not six digits"),
        (division("330100", "330000", "prefecture", "杭州市"), "codes are not unique and in order"),
    ],
)
def test_the_tree_check_sees_a_planted_fault(planted: Row, fault: str) -> None:
    """The check of a revision fails on a wrong parent, level, code, name and on a double."""
    sound = (division("330000", "", "province", "浙江省"), division("330100", "330000", "prefecture", "杭州市"))
    assert tuple(division_faults(sound)) == ()
    assert fault in tuple(division_faults((*sound, planted)))


@pytest.mark.parametrize(
    ("old", "new", "note", "fault"),
    [
        ("330103", "330105", "whole", "330103: successor 330105 is not in the newest revision"),
        ("330106", "330106", "whole", "330106: whole, but the code is alive"),
        ("330103", "330106", "part", "330103: part, but the code is gone"),
        ("330103", "330106", "split", "330103: split"),
        ("330103", "330106", "moved", "330103: note begins with 'moved'"),
    ],
)
def test_the_successor_check_sees_a_planted_fault(old: str, new: str, note: str, fault: str) -> None:
    """The check of the map fails on a dead target, a living source, a wrong part, a lone split and an unmarked note."""
    known = by_code([division("330106", "330100", "county", "西湖区")])
    planted = ({"old": old, "new": new, "date": "2021-03-11", "note": note},)
    assert fault in tuple(successor_faults(planted, known))
