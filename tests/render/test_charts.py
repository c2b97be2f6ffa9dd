"""What holds for every chart, whatever it is made of: sound markup, nothing a strict policy stops, nothing outside or covered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, localcontext
from itertools import pairwise
from pathlib import Path
from typing import get_args
from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.chart_strategies import HOSTILE, charts
from tests.chart_values import AXES, LINE, RADAR, RADAR_GAP, SAMPLES
from toolkit.kernel.characters import FORBIDDEN
from toolkit.kernel.text import LOCALES, Locale, Text
from toolkit.plan.charts import Bars, Chart, Line, Radar, Series
from toolkit.render.charts import Room, svg_of
from toolkit.render.charts.ink import rules_of
from toolkit.render.charts.lettering import ems, wrapped
from toolkit.render.charts.pen import SIZES

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "templates/base/charts.css").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"
TAGS = {SVG + tag for tag in ("svg", "title", "desc", "g", "path", "rect", "circle", "text")}
ATTRIBUTES = set("id class role aria-labelledby viewBox width height x y cx cy r d text-anchor".split())
ROOMS = get_args(Room)
_PART = re.compile(r"([MLHVhvlz])|(-?\d+(?:\.\d{1,2})?)")

Box = tuple[Decimal, Decimal, Decimal, Decimal]


def parsed(svg: str) -> Element:
    """The tree of a chart; a text that is no XML raises."""
    return fromstring(svg)


def size_of(root: Element) -> tuple[Decimal, Decimal]:
    """Width and height of the view box."""
    _, _, width, height = map(Decimal, root.attrib["viewBox"].split())
    return width, height


def points_of(data: str) -> Iterator[tuple[Decimal, Decimal]]:
    """The corners of a path; every sign of it must be known."""
    assert re.sub(r"[ ]", "", _PART.sub("", data)) == "", data
    tokens: list[str] = [command or number for command, number in _PART.findall(data)]
    x = y = Decimal(0)
    start = (x, y)
    at, command = 0, ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        taken = {"M": 2, "L": 2, "l": 2, "H": 1, "h": 1, "V": 1, "v": 1, "z": 0}[command]
        values = [Decimal(token) for token in tokens[at : at + taken]]
        at += taken
        match command:
            case "M" | "L":
                x, y = values
            case "l":
                x, y = x + values[0], y + values[1]
            case "H":
                x = values[0]
            case "h":
                x += values[0]
            case "v":
                y += values[0]
            case "z":
                x, y = start
        if command == "M":
            start = (x, y)
        yield x, y


def shape_of(element: Element) -> Iterator[tuple[Decimal, Decimal]]:
    """The outermost points of a shape."""
    get = {
        name: Decimal(value)
        for name, value in element.attrib.items()
        if name in ("x", "y", "width", "height", "cx", "cy", "r")
    }
    if element.tag == SVG + "path":
        yield from points_of(element.attrib["d"])
    elif element.tag == SVG + "rect":
        yield get["x"], get["y"]
        yield get["x"] + get["width"], get["y"] + get["height"]
    elif element.tag == SVG + "circle":
        yield get["cx"] - get["r"], get["cy"] - get["r"]
        yield get["cx"] + get["r"], get["cy"] + get["r"]


def box_of(text: Element) -> Box:
    """Where a text stands, by the widths of its characters."""
    size = SIZES[text.attrib["class"]]
    long = Decimal(ems(text.text or "") * size) / 100
    x, y = Decimal(text.attrib["x"]), Decimal(text.attrib["y"])
    left = {"middle": x - long / 2, "end": x - long}.get(text.attrib.get("text-anchor", ""), x)
    return left, y - Decimal("0.8") * size, left + long, y + Decimal("0.2") * size


def outside(root: Element) -> list[str]:
    """Shapes and texts that leave the view box, by more than the rounding of half a text's width."""
    width, height = size_of(root)
    hair = Decimal("0.02")
    found = []
    for element in root.iter():
        points = list(shape_of(element))
        if element.tag == SVG + "text":
            left, top, right, bottom = box_of(element)
            points = [(left, top), (right, bottom)]
        found += [
            f"{element.tag} {element.attrib} {element.text} {x} {y}"
            for x, y in points
            if not (-hair <= x <= width + hair and -hair <= y <= height + hair)
        ]
    return found


def covered(root: Element) -> list[tuple[str | None, str | None]]:
    """Pairs of texts that lie over one another."""
    boxes = sorted(((box_of(text), text.text) for text in root.iter(SVG + "text")), key=lambda row: row[0][1])
    hair = Decimal("0.02")
    found = []
    for number, (one, first) in enumerate(boxes):
        for other, second in boxes[number + 1 :]:
            if other[1] >= one[3] - hair:
                break
            if one[0] + hair < other[2] and other[0] + hair < one[2]:
                found.append((first, second))
    return found


def check(chart: Chart, locale: Locale, room: Room) -> None:
    """Asserts all that holds for every chart."""
    svg = svg_of(chart, "one", locale, room)
    root = parsed(svg)
    assert {element.tag for element in root.iter()} <= TAGS
    assert {name for element in root.iter() for name in element.attrib} <= ATTRIBUTES
    assert "<style" not in svg.lower()
    assert root.attrib["role"] == "img"
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert root.attrib["aria-labelledby"].split() == ids == ["one-t", "one-d"]
    title, description = root[0].text or "", root[1].text or ""
    assert title == FORBIDDEN.sub("\ufffd", chart.title.within(locale))
    assert description == FORBIDDEN.sub("\ufffd", chart.description.within(locale))
    assert outside(root) == []
    assert covered(root) == []
    assert svg_of(chart, "one", locale, room) == svg


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(charts(), st.sampled_from(LOCALES), st.sampled_from(ROOMS))
def test_every_chart_is_sound(chart: Chart, locale: Locale, room: Room) -> None:
    """Well-formed, no attribute that a strict policy stops, texts escaped, all within the view box, no text over another."""
    check(chart, locale, room)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_are_sound(name: str, locale: Locale) -> None:
    """The same for one chart of each kind, at both widths."""
    for room in ROOMS:
        check(SAMPLES[name], locale, room)


def test_every_kind_has_a_sample() -> None:
    """No kind of chart is left out."""
    assert {type(chart) for chart in SAMPLES.values()} == set(get_args(Chart))


@pytest.mark.parametrize("name", SAMPLES)
def test_golden(name: str, golden: Callable[[str, str], None]) -> None:
    """The picture of each sample, element by element, in both languages."""
    both = (svg_of(SAMPLES[name], name, locale).replace("><", ">\n<") for locale in LOCALES)
    golden(f"chart-{name}.txt", "\n\n".join(both) + "\n")


def test_ids_do_not_meet() -> None:
    """Two charts of a page have different ids, and a prefix that is no id is refused."""
    ids = [re.findall(r'id="([^"]+)"', svg_of(RADAR, prefix, "zh")) for prefix in ("a", "b-2")]
    assert ids == [["a-t", "a-d"], ["b-2-t", "b-2-d"]]
    for prefix in ("", "1", "a b", 'a"', "A", "<"):
        with pytest.raises(ValueError, match="no id"):
            svg_of(RADAR, prefix, "zh")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_stays_text(hostile: str) -> None:
    """A name that looks like markup comes out as the text that it is."""
    name = Text(hostile or "–")
    chart = Bars(name, name, (name,), (Series(name, (Decimal(1),)),), name)
    root = parsed(svg_of(chart, "x", "zh", "wide"))
    assert root[0].text == FORBIDDEN.sub("\ufffd", name.zh)
    assert {element.tag for element in root.iter()} <= TAGS


def test_a_gap_stays_open() -> None:
    """Two points with a missing one between them are not joined; a point alone is a mark."""
    values = tuple(Decimal(n) if n else None for n in (1, 2, 0, 4, 0, 5, 6))
    chart = Line(LINE.title, LINE.description, LINE.periods[:7], (Series(Text("x"), values),))
    root = parsed(svg_of(chart, "x", "zh"))
    (stroke,) = [e.attrib["d"] for e in root.iter(SVG + "path") if e.attrib["class"] == "c-l1"]
    assert stroke.count("M") == 2
    assert sum(e.attrib["class"] == "c-m1" for e in root.iter(SVG + "circle")) == 5
    whole = svg_of(RADAR, "x", "zh")
    assert 'class="c-a1"' in whole
    assert 'class="c-a1"' not in svg_of(RADAR_GAP, "x", "zh")


def test_values_stand_where_they_belong() -> None:
    """On a line from 0 to 100 a value of 50 lies halfway; on a radar the rim is the best and the middle nothing."""
    values = (Decimal(0), Decimal(50), Decimal(100))
    chart = Line(
        LINE.title, LINE.description, LINE.periods[:3], (Series(Text("x"), values),), low=Decimal(0), high=Decimal(100)
    )
    root = parsed(svg_of(chart, "x", "zh"))
    (stroke,) = [e.attrib["d"] for e in root.iter(SVG + "path") if e.attrib["class"] == "c-l1"]
    (x0, y0), (x1, y1), (x2, y2) = points_of(stroke)
    assert (y0 - y1, y1 - y2) == (Decimal(75), Decimal(75))
    assert abs(x1 - x0 - (x2 - x1)) <= Decimal("0.01")
    radar = Radar(
        RADAR.title,
        RADAR.description,
        AXES[:4],
        (Series(Text("x"), (Decimal(100), Decimal(0), Decimal(50), Decimal(100))),),
    )
    root = parsed(svg_of(radar, "x", "zh"))
    (data,) = [e.attrib["d"] for e in root.iter(SVG + "path") if e.attrib["class"] == "c-l1"]
    top, middle, below, left, _ = points_of(data)
    reach = [middle[1] - top[1], below[1] - middle[1], middle[0] - left[0]]
    assert reach == [Decimal(76), Decimal(38), Decimal(76)]


def test_the_callers_arithmetic_changes_nothing() -> None:
    """Whatever precision a caller works with, the bytes are the same."""
    before = {name: svg_of(chart, "x", "zh") for name, chart in SAMPLES.items()}
    with localcontext() as context:
        context.prec = 60
        assert {name: svg_of(chart, "x", "zh") for name, chart in SAMPLES.items()} == before


def test_the_guards_see_their_faults() -> None:
    """A shape outside, a text outside, two texts over one another: each is found."""
    frame = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50">{}</svg>'
    assert outside(parsed(frame.format('<path d="M5 5L101 7"/>')))
    assert outside(parsed(frame.format('<path d="M95 5h10"/>')))
    assert outside(parsed(frame.format('<rect x="1" y="1" width="5" height="60"/>')))
    assert outside(parsed(frame.format('<text class="c-t" x="90" y="20">浙江</text>')))
    assert not outside(parsed(frame.format('<text class="c-t" x="90" y="20" text-anchor="end">浙江</text>')))
    two = '<text class="c-t" x="5" y="20">浙江</text><text class="c-t" x="{}" y="{}">江苏</text>'
    assert covered(parsed(frame.format(two.format(20, 25))))
    assert not covered(parsed(frame.format(two.format(30, 25))))
    assert not covered(parsed(frame.format(two.format(5, 35))))


def test_every_class_is_drawn_by_the_sheet() -> None:
    """Each class of a chart has its rule, and letters have the size that their room was reckoned with."""
    rules = rules_of(SHEET)
    used = {
        name
        for chart in SAMPLES.values()
        for element in parsed(svg_of(chart, "x", "zh")).iter()
        for name in element.attrib.get("class", "").split()
        if name.startswith("c-")
    }
    assert used <= set(rules)
    assert {kind: f"font-size: {size}px;" in rules[kind] for kind, size in SIZES.items()} == dict.fromkeys(SIZES, True)


@given(st.text(max_size=60), st.integers(1200, 20000), st.integers(1, 3))
def test_wrapped_lines_have_room(text: str, room: int, most: int) -> None:
    """No line is wider than its room, and nothing is lost unless an ellipsis says so."""
    lines = wrapped(text, 12, room, most)
    assert len(lines) <= most
    assert all(ems(line) * 12 <= room for line in lines)
    whole = "".join(text.split())
    joined = "".join("".join(lines).split())
    assert joined == whole or joined.removesuffix("…") == whole[: len(joined) - 1] or not lines


def test_no_line_starts_with_a_closing_mark() -> None:
    """A full stop or a closing bracket stays with the letter before it."""
    for room in range(2400, 9000, 300):
        for line, after in pairwise(wrapped("华东大区（含上海），低温。常温、饮水机；其他", 12, room, 6)):
            assert after[0] not in "，。、；）", (line, after)
            assert line[-1] != "（"
