"""Colours of charts: enough contrast in light, dark and print, told apart by those who see few colours; and ink for papers."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import pypdfium2
import pytest

from tests.chart_values import RADAR, SAMPLES
from toolkit.kernel.text import LOCALES, Locale
from toolkit.plan.artifact import PdfJob, PdfPart
from toolkit.render.charts import svg_of
from toolkit.render.charts.ink import inked, rules_of
from toolkit.render.html import Finisher, Templates
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf
from toolkit.sources.tree import MemoryTree, WorkingTree

ROOT = Path(__file__).resolve().parents[2]
SHEET = (ROOT / "templates/base/charts.css").read_text("utf-8")
SITE = (ROOT / "templates/base/site.css").read_text("utf-8")
SERIES = tuple(f"--chart-{number}" for number in range(1, 7))


def blocks(css: str) -> dict[str, dict[str, str]]:
    """The colours of each scheme: the first block is the light one, those within media queries are dark."""
    found = re.findall(r":root([^{]*)\{([^}]*)\}", css)
    schemes = [(scheme.strip(), dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6})", body))) for scheme, body in found]
    return {scheme or "light": colours for scheme, colours in schemes if colours}


LIGHT, DARK, CHOSEN_DARK = (
    blocks(SHEET)[name] for name in ("light", ':not([data-theme="light"])', '[data-theme="dark"]')
)
GROUNDS = {
    "light": [blocks(SITE)["light"][name] for name in ("--paper", "--card")],
    "dark": [blocks(SITE)['[data-theme="dark"]'][name] for name in ("--paper", "--card")],
}
SCHEMES = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance as the accessibility guidelines define it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast of two colours, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_right() -> None:
    """The yardstick: black on white is 21, a colour on itself 1, and a grey at the bound is known."""
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert contrast("#123456", "#123456") == 1
    assert 4.5 <= contrast("#767676", "#ffffff") < 4.6


@pytest.mark.parametrize("scheme", SCHEMES)
def test_shapes_stand_out(scheme: str) -> None:
    """Series, axes and outlines have a contrast of 3 to 1 at least, on the page's ground and on a card's."""
    shapes = (*SERIES, "--chart-axis", "--chart-muted")
    low = {
        (name, ground): contrast(SCHEMES[scheme][name], ground)
        for name in shapes
        for ground in (*GROUNDS[scheme], SCHEMES[scheme]["--chart-ground"])
        if contrast(SCHEMES[scheme][name], ground) < 3
    }
    assert low == {}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_lettering_can_be_read(scheme: str) -> None:
    """Every letter has 4.5 to 1 on whatever it may stand: ground, light shades and tracks, or the dark shades and bars."""
    colours = SCHEMES[scheme]
    grounds = [*GROUNDS[scheme], colours["--chart-ground"]]
    pairs = [(letter, ground) for letter in ("--chart-ink", "--chart-soft", "--chart-muted") for ground in grounds]
    pairs += [(letter, colours[f"--chart-shade-{n}"]) for letter in ("--chart-ink", "--chart-soft") for n in range(3)]
    pairs += [("--chart-soft", colours["--chart-track"])]
    pairs += [("--chart-on", colours[name]) for name in ("--chart-shade-3", "--chart-shade-4", "--chart-1")]
    assert {
        pair: contrast(colours[pair[0]], pair[1]) for pair in pairs if contrast(colours[pair[0]], pair[1]) < 4.5
    } == {}


def test_both_ways_to_dark_are_one() -> None:
    """Dark by the system and dark by choice have the same colours, and each scheme has all of them."""
    assert DARK == CHOSEN_DARK
    assert set(DARK) == set(LIGHT)


# What is left of red, green and blue for the three kinds of colour blindness, after Viénot, Brettel and Mollon (linear light).
SEEN = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protan": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deutan": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def as_seen(colour: str, kind: str) -> tuple[float, ...]:
    """A colour in linear light as somebody sees it."""
    parts = [(int(colour[at : at + 2], 16) / 255) ** 2.2 for at in (1, 3, 5)]
    return tuple(max(0.0, sum(a * b for a, b in zip(row, parts, strict=True))) ** (1 / 2.2) for row in SEEN[kind])


@pytest.mark.parametrize("kind", SEEN)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_first_three_series_are_told_apart(kind: str, scheme: str) -> None:
    """Blue, orange and green lie apart for every eye; beyond three the dashes, marks and textures are needed."""
    seen = [as_seen(SCHEMES[scheme][name], kind) for name in SERIES[:3]]
    for one, other in combinations(seen, 2):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 0.2


def test_series_differ_without_colour() -> None:
    """Lines differ by dash, marks by shape, areas by texture."""
    dashes = [re.findall(r"stroke-dasharray: ([^;]+)", rules_of(SHEET)[f"c-l{n}"]) for n in range(1, 7)]
    assert len({tuple(dash) for dash in dashes}) == 6
    svg = svg_of(SAMPLES["bars-stacked"], "x", "zh")
    assert svg.count('class="c-x"') == svg.count('class="c-b2"') + svg.count('class="c-b3"') > 0


def test_shades_go_one_way() -> None:
    """From nothing to much a shade gets steadily darker on light ground, and steadily lighter on dark ground."""
    light, dark = ([luminance(colours[f"--chart-shade-{n}"]) for n in range(5)] for colours in (LIGHT, DARK))
    assert light == sorted(light, reverse=True)
    assert dark[1:] == sorted(dark[1:])


def test_ink_has_no_properties_left() -> None:
    """What a paper's charts get are plain colours, of the classes that they use, and only they."""
    html = f"<p>x</p>{svg_of(RADAR, 'x', 'zh')}<svg><path/></svg>"
    done = inked(html, SHEET)
    (style,) = re.findall("<style>(.*?)</style>", done)
    assert "var(" not in style
    assert set(re.findall(r"\.(c-[a-z0-9]+)\{", style)) == set(re.findall(r'class="(c-[a-z0-9]+)"', html))
    assert done.replace(f"<style>{style}</style>", "") == html


PAGE = "<!DOCTYPE html><html><body>{% for name, chart in charts %}{{ chart|chart(name, locale) }}{% endfor %}</body></html>"


def paper(locale: Locale, *names: str) -> Paper:
    """A paper of some of the samples, as the finisher makes it."""
    templates = Templates((MemoryTree({"templates/page.html": PAGE}), WorkingTree(ROOT)))
    context = {"charts": [(name, SAMPLES[name]) for name in names], "locale": locale}
    made = Finisher(templates).finish(
        PdfJob((PdfPart("page.html", context),), ("base/paper.css",), locale, "t", "charts")
    )
    assert isinstance(made, Paper)
    return made


def blue_of(data: bytes) -> int:
    """How many points of the first page have the blue of the first series."""
    document = pypdfium2.PdfDocument(data)
    pixels = document[0].render(scale=1).to_pil().convert("RGB").tobytes()
    document.close()
    return sum(pixels[at : at + 3] == bytes.fromhex("0072b2") for at in range(0, len(pixels), 3))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_paper_draws_every_chart(locale: Locale) -> None:
    """The engine has nothing to complain of, every letter has its glyph, and the words can be found in the file."""
    data = render_pdf(paper(locale, *SAMPLES))
    document = pypdfium2.PdfDocument(data)
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    wanted = {"zh": ("销售业绩", "470万", "示意方格"), "en": ("Compliance", "4.7M", "Schematic")}[locale]
    assert [word for word in wanted if word not in "".join(text.split())] == []
    assert render_pdf(paper(locale, *SAMPLES)) == data


def test_a_paper_has_the_colours() -> None:
    """The bars of a paper are blue; without the ink they would be black, so this can fail."""
    made = paper("zh", "bars")
    assert blue_of(render_pdf(made)) > 500
    bare = Paper((re.sub("<style>.*?</style>", "", made.parts[0]),), made.styles, (), "zh", "t", "charts")
    assert blue_of(render_pdf(bare)) == 0
