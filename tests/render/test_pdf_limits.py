"""No paper can hang, crash or fill a worker: it ends in an error of its own, or in its limits, and the next one is made."""

from __future__ import annotations

import signal
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from toolkit.render.nesting import SHAPES, shapes_of
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf

ROOT = Path(__file__).parents[2]
CSS = '@page { size: A6 } html { font: 12pt "Song" }'
SVG = "http://www.w3.org/2000/svg"
CHILD = """
import sys, resource
from toolkit.render.limits import Budget, limit_job
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf
def draw(body, styles=""):
    return render_pdf(Paper((f'<html lang="zh-CN"><body>{body}</body></html>',), ('html { font: 12pt "Song" }' + styles,), (), "zh", "t", "i"))
"""


def paper(body: str, styles: str = "", assets: tuple[tuple[str, bytes], ...] = ()) -> Paper:
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>{body}</body></html>'
    return Paper((html,), (CSS + styles,), assets, "zh", title="限制", identifier="LIMIT-1")


def codes(attempted: Paper) -> list[str]:
    with pytest.raises(PaperError) as caught:
        render_pdf(attempted)
    return [problem.code for problem in caught.value.problems]


def in_child(program: str) -> subprocess.CompletedProcess[str]:
    """Runs a program in a child of its own, which no test outlives."""
    return subprocess.run(
        [sys.executable, "-c", CHILD + program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 138 + "文" + "</div>" * 138,
        "<ul><li>" * 69 + "文" + "</li></ul>" * 69,
        "<table><tr><td>" * 47 + "文" + "</td></tr></table>" * 47,
        "<span>" * 241 + "文" + "</span>" * 241,
        "<div>" * 100_000 + "文",
        "<b>" * 5000 + "文",
        "<blockquote><p>" * 40 + "文",
        "<div>" * 31 + "文",
    ],
)
def test_deep_nesting_is_refused_before_the_layout(body: str) -> None:
    """W05: more than 30 levels are an error at once, however deep, where the engine would end in a recursion error."""
    assert codes(paper(body)) == ["PDF011"]


def test_thirty_levels_are_drawn() -> None:
    """The limit leaves room: 30 levels of boxes, and lists in tables in lists, are laid out."""
    assert render_pdf(paper("<div>" * 30 + "文" + "</div>" * 30))
    cell = "<table><tr><td><ol><li><p><b>文</b></p></li></ol></td></tr></table>"
    assert render_pdf(paper(f"<section><ul><li><ol><li>{cell}</li></ol></li></ul></section>"))


@pytest.mark.parametrize(
    "body",
    [
        '<table><tr><td colspan="100000">文</td></tr></table>',
        '<table><tr><td rowspan="65534">文</td></tr></table>',
        '<table><colgroup span="99999"></colgroup><tr><td>文</td></tr></table>',
        '<table><tr><th colspan=" +101 ">文</th></tr></table>',
        f'<table><tr><td colspan="{"9" * 5000}">文</td></tr></table>',
    ],
)
def test_a_cell_does_not_span_without_end(body: str) -> None:
    """W07: spans over 100 are refused; the engine would lay out each column of them."""
    assert codes(paper(body)) == ["PDF012"]


def test_ordinary_spans_are_drawn() -> None:
    """Spans up to 100 and values that are no number are left to the engine."""
    assert render_pdf(
        paper('<table><tr><td colspan="3">文</td></tr><tr><td>甲</td><td rowspan="x">乙</td></tr></table>')
    )


def test_a_picture_of_many_pixels_is_refused_by_its_head() -> None:
    """W08: 8000 by 8000 pixels in a file of 8 KB are never unpacked."""
    head = struct.pack(">IIBBBBB", 8000, 8000, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes(1001 * 8000), 9)
    chunks = [(b"IHDR", head), (b"IDAT", rows), (b"IEND", b"")]
    picture = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
    assert len(picture) < 10_000
    assert codes(paper('<img src="asset:///a.png" alt="x">', assets=(("a.png", picture),))) == ["PDF022"]


def bomb(levels: int, width: int) -> str:
    """An SVG whose last group draws the first one width^levels times."""
    groups = "".join(
        f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * width + "</g>" for level in range(1, levels + 1)
    )
    return f'<svg xmlns="{SVG}" width="9" height="9"><g id="g0"><rect width="1" height="1"/></g>{groups}</svg>'


def test_an_svg_that_repeats_itself_is_counted_before_it_is_drawn() -> None:
    """W09: shapes count as often as <use> draws them, in the HTML and in a picture, and a circle has no end."""
    assert codes(paper(bomb(6, 10))) == ["PDF013"]
    circle = f'<svg xmlns="{SVG}"><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g></svg>'
    assert codes(paper(circle)) == ["PDF013"]
    assets = (("b.svg", bomb(6, 10).encode()),)
    assert codes(paper('<img src="asset:///b.svg" alt="x">', assets=assets)) == ["PDF022"]
    assert render_pdf(paper(bomb(2, 10)))


def test_shapes_are_counted_exactly() -> None:
    """Two levels of three make 1 + 3 + 9 groups and squares; without <use> nothing is counted."""
    from xml.etree import ElementTree

    assert shapes_of(ElementTree.fromstring(f'<svg xmlns="{SVG}"><rect/></svg>')) == 0
    tree = ElementTree.fromstring(f'<svg xmlns="{SVG}"><defs/><use href="#a"/><g id="a"><rect/></g></svg>')
    assert shapes_of(tree) == 7
    assert shapes_of(ElementTree.fromstring(bomb(9, 9))) > SHAPES


@pytest.mark.parametrize("size", ["1e30px", "9e99pt", "1e308em"])
def test_a_size_beyond_numbers_fails_alone(size: str) -> None:
    """W10: the paper fails with an error of its own, and the next one is drawn."""
    assert codes(paper(f'<p style="font-size: {size}">文</p>')) in (["PDF031"], ["PDF032"])
    assert render_pdf(paper("<p>文</p>"))


@pytest.mark.parametrize(
    "document",
    [
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg xmlns="{ns}"><text>&x;</text></svg>',
        '<!DOCTYPE svg [<!ENTITY a "xxxxxxxxxx"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><svg xmlns="{ns}"><text>&b;</text></svg>',
        '<?xml version="1.0"?><!doctype svg SYSTEM "http://127.0.0.1/x.dtd"><svg xmlns="{ns}"/>',
    ],
)
def test_entities_of_an_svg_are_refused(document: str) -> None:
    """W11: a picture with a document type, and so with entities, is refused unread."""
    assets = (("e.svg", document.format(ns=SVG).encode()),)
    assert codes(paper('<img src="asset:///e.svg" alt="x">', assets=assets)) == ["PDF022"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "job",
    [
        'draw("<div style=display:flex>" * 20 + "文" + "</div>" * 20)',
        'draw("<p>文</p>", "".join(f":root {{ --v{n}: var(--v{n-1}) var(--v{n-1}) }}" for n in range(1, 40)) '
        '+ ":root { --v0: x } p::before { content: var(--v39) }")',
        'draw("<table>" + "<tr><td>文</td><td>字</td></tr>" * 30000 + "</table>")',
    ],
    ids=["W06 nested flex", "W09 css variables", "W12 a table without end"],
)
def test_a_layout_without_end_is_ended_by_the_system(job: str) -> None:
    """What cannot be seen beforehand ends with its process after the seconds of its budget, or in an error before."""
    program = f"limit_job(Budget(cpu_seconds=2))\ntry:\n    {job}\nexcept PaperError as e:\n    print(e.problem.code)\n"
    child = in_child(program)
    assert child.returncode == -signal.SIGXCPU or child.stdout.strip() in {"PDF031", "PDF032"}, child.stderr[-500:]


def test_each_job_has_its_own_seconds() -> None:
    """The limit of processor time is set anew: a process that used its seconds before still has them for the next job."""
    program = (
        "import time\n"
        "for job in range(3):\n"
        "    limit_job(Budget(cpu_seconds=1))\n"
        "    end = time.process_time() + 0.9\n"
        "    while time.process_time() < end: pass\n"
        "print(len(draw('<p>文</p>')) > 1000, resource.getrlimit(resource.RLIMIT_CORE))\n"
    )
    child = in_child(program)
    assert child.stdout.strip() == "True (0, 0)", child.stderr[-500:]


def test_too_much_memory_is_an_error_of_that_paper() -> None:
    """Past the limit of memory the paper fails and the process lives on to draw the next one."""
    program = (
        "draw('<p>文</p>')\n"
        "pages = open('/proc/self/statm').read().split()[0]\n"
        "limit_job(Budget(memory=int(pages) * resource.getpagesize() + 12_000_000))\n"
        "try:\n    draw('<p>' + '文字' * 2_000_000 + '</p>')\n"
        "except PaperError as failure:\n    print(failure.problem.code, failure.problem.message.en)\n"
        "print(len(draw('<p>文</p>')) > 1000)\n"
    )
    child = in_child(program)
    assert child.stdout.splitlines()[-1] == "True", child.stderr[-500:]
    assert "PDF031" in child.stdout
    assert "MemoryError" in child.stdout


def test_no_file_is_left_behind(tmp_path: Path) -> None:
    """The font files of a layout are gone when the process ends; those of a killed one lie where its parent said."""
    program = (
        f"import os, signal; from pathlib import Path; from toolkit.render.pdf import warm; warm(Path({str(tmp_path)!r}))\n"
        "draw('<p>文</p>'); draw('<p>字</p>')\n"
        "assert os.listdir(__import__('tempfile').gettempdir())\n"
    )
    assert in_child(program).returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert in_child(program + "os.kill(os.getpid(), signal.SIGKILL)\n").returncode == -signal.SIGKILL
    assert [entry.name.split("-")[0] for entry in tmp_path.iterdir()] == ["paper"]


def test_a_file_does_not_grow_without_end() -> None:
    """Past the limit of file size a write fails with an error; the process lives on."""
    program = (
        "import tempfile\nlimit_job(Budget(file_bytes=1_000_000))\n"
        "try:\n    tempfile.TemporaryFile().write(bytes(5_000_000))\n"
        "except OSError as failure:\n    print(failure.errno)\n"
    )
    child = in_child(program)
    assert child.stdout.strip() == "27", child.stderr[-500:]
