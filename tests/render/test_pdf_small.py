"""A PDF written with fewer bytes is the same paper: pictures, text, tags and links are those that the layout engine made."""

from __future__ import annotations

import re
import subprocess
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest
import uharfbuzz as hb
from fontTools.pens.recordingPen import RecordingPen
from fontTools.ttLib import TTFont
from weasyprint.document import Page

from toolkit.render import content, fonts, pdf_file
from toolkit.render import pdf as pdf_module
from toolkit.render.content import Mark, smallest
from toolkit.render.outlines import GRID, coarse
from toolkit.render.paper import Paper
from toolkit.render.pdf import render_pdf
from toolkit.render.shelf import Shelf
from toolkit.render.strokes import Strokes, shortest

CSS = """
@page { size: A5; margin: 18mm; @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页" } }
html { font: 11pt/1.6 "Song" } h1 { font: 16pt "Hei"; letter-spacing: 0.13em } p { text-align: justify }
table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid #333; padding: 2pt 4pt }
.star { font-weight: 800; text-decoration: underline } .mark { position: fixed; top: 60mm; font-size: 40pt; color: #eee; transform: rotate(-30deg) }
.pale { opacity: 0.5 } .shade { background: #eee }
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="90" height="40"><title>t</title><circle cx="20" cy="20" r="15" fill="#0072b2"/></svg>'
BODY = (
    '<div class="mark">草 稿</div><h1>经销合同（买断经销）</h1><p>甲方授权乙方在约定区域内经销，依据 GB/T 2260 与 Party A, Article 3 (AV To) 的约定，乙方不得'
    '在区域外主动销售，见<a href="#b">下表</a>和<a href="https://example.com/">网站</a>。</p><p class="star">供货价格以甲方公布的价格表为准，调整须提前三十日书面通知乙方，'
    "乙方应在收到发票后按信用期付款。</p>"
    '<table id="b"><thead><tr><th>项</th><th>内容</th><th>金额</th></tr></thead><tbody>'
    + "".join(f"<tr><td>{n}</td><td>酸奶与茶饮料<br>第 {n} 批</td><td>¥{n * 1000:,}.00</td></tr>" for n in range(1, 25))
    + '</tbody></table><p class="shade">底色</p><img src="asset:///a.svg" alt="图">'
)  # fmt: skip
STANDARD = "<h1>通用条款</h1>" + "<p>双方对合作中知悉的商业秘密负有保密义务，合同终止后继续有效。</p>" * 60


def paper(*bodies: str) -> Paper:
    parts = tuple(f'<!DOCTYPE html><html lang="zh-CN"><body>{body}</body></html>' for body in bodies or (BODY,))
    return Paper(parts, (CSS,), (("a.svg", SVG),), "zh", title="经销合同", identifier="SMALL-1")


@pytest.fixture
def both(monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, bytes]:
    """The PDF as the layout engine wrote its pages and tags, and ours."""
    ours = render_pdf(paper())
    with monkeypatch.context() as engine:
        engine.setattr(pdf_module, "tighten", lambda _: None)
        engine.setattr(pdf_module, "bare_fonts", lambda _: None)
        theirs = render_pdf(paper())
    return theirs, ours


def pictures(data: bytes) -> bytes:
    return subprocess.run(["pdftoppm", "-r", "110", "-gray", "-"], input=data, capture_output=True, check=True).stdout


def told(data: bytes, *command: str) -> str:
    return subprocess.run([*command], input=data, capture_output=True, check=True).stdout.decode()


def test_every_page_looks_as_the_engine_drew_it(both: tuple[bytes, bytes]) -> None:
    """Pixel by pixel: bold, underlines, spaced and justified letters, lines of tables, turned text, pictures."""
    theirs, ours = both
    assert len(ours) < 0.85 * len(theirs)
    assert pictures(ours) == pictures(theirs)


def test_a_page_with_a_transparent_part_stays_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine puts such a part's content elsewhere, with numbers of the page: that page is not renumbered, and looks the same."""
    pale = paper('<p>浓</p><p class="pale">淡</p>')
    ours = render_pdf(pale)
    monkeypatch.setattr(pdf_module, "tighten", lambda _: None)
    theirs = render_pdf(pale)
    assert pictures(ours) == pictures(theirs)
    assert told(ours, "pdftotext", "-", "-") == told(theirs, "pdftotext", "-", "-")


@pytest.mark.parametrize("fault", ["moves", "places", "looks"])
def test_the_comparison_of_pictures_sees_a_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A distance between letters, a hundredth of a line's place or a colour that is lost shows in the pictures."""
    sound = pictures(render_pdf(paper()))
    smallest.cache_clear()
    if fault == "moves":
        monkeypatch.setattr(content, "_SHOWN", re.compile(rb"<([0-9a-f]*)>|(unmoved)"))
    elif fault == "places":
        monkeypatch.setattr(content, "counted", lambda value: round(float(value)) * 1_000_000)
    else:
        monkeypatch.setattr(content, "_FILLED", ())
        monkeypatch.setattr(content, "_TYPED", ("font", "mode", "rise"))
    faulty = pictures(render_pdf(paper()))
    smallest.cache_clear()
    assert faulty != sound


def test_the_text_is_read_in_the_same_order(both: tuple[bytes, bytes]) -> None:
    """By place and by tags: the letters that a program takes out of the paper are the same ones."""
    theirs, ours = both
    assert told(ours, "pdftotext", "-", "-") == told(theirs, "pdftotext", "-", "-")
    spoken = [_letters(told(data, "pdfinfo", "-struct-text", "-")) for data in both]
    assert spoken[0] == spoken[1] != ""


def _letters(struct_text: str) -> str:
    return "".join(re.sub(r"\s", "", line) for line in re.findall(r'^ *"(.*)"$', struct_text, re.MULTILINE))


def test_every_piece_of_content_is_tied_to_its_element(both: tuple[bytes, bytes]) -> None:
    """Each MCID of a page stands in one element, which the parent tree names; a fault in either is seen."""
    for data in both:
        with pikepdf.open(BytesIO(data)) as pdf:
            assert untied(pdf) == []
    with pikepdf.open(BytesIO(both[1])) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        nums[1] = pikepdf.Array([*list(nums[1])[1:], nums[1][0]])
        assert untied(pdf)


def untied(pdf: pikepdf.Pdf) -> list[str]:
    nums = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    parents = {int(nums[place]): nums[place + 1] for place in range(0, len(nums), 2)}
    held: dict[tuple[Any, int], Any] = {}
    faults: list[str] = []

    def walk(element: Any) -> None:
        kids = element.get("/K", pikepdf.Array())
        for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                place = (element.Pg.objgen, kid)
                faults.extend([f"twice {place}"] if place in held else [])
                held[place] = element.objgen
            elif "/S" in kid:
                faults.extend([] if kid.P.objgen == element.objgen else [f"parent of {kid.objgen}"])
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    for page in pdf.pages:
        drawn = [
            int(step.operands[1].MCID) for step in pikepdf.parse_content_stream(page) if str(step.operator) == "BDC"
        ]
        named = list(parents[int(page.StructParents)])
        faults += [] if sorted(drawn) == list(range(len(named))) else [f"numbers of {page.objgen}"]
        faults += [
            f"MCID {n} of {page.objgen}" for n in drawn if held.get((page.objgen, n)) != named[n].objgen
        ]  # fmt: skip
    return faults


def test_a_paragraph_is_one_element_and_one_sequence(both: tuple[bytes, bytes]) -> None:
    """Lines have no elements of their own, nor have wrappers that say nothing."""
    theirs, ours = (told(data, "pdfinfo", "-struct", "-") for data in both)
    assert len(re.findall(r"^ *Span\b", theirs, re.MULTILINE)) > 60
    assert re.findall(r"^ *(?:Span|NonStruct)\b", ours, re.MULTILINE) == []
    for tag in ("H1", "P", "Table", "THead", "TR", "TH", "TD", "Figure", "Link"):
        assert re.search(rf"^ *{tag}\b", ours, re.MULTILINE), tag


def test_content_that_is_not_understood_stays() -> None:
    """An operator, an item or a set of MCIDs that is not known leaves the page as the engine wrote it."""
    paragraph = Mark(1, "/P", None)
    assert smallest(b"q\n1 2 m\n3 4 l\nS\nQ", ())[0] == b"1 2 m\n3 4 l\nS"
    assert smallest(b"BI /W 1", ()) == (None, ())
    assert smallest(b"/Span\n<</MCID 0 /Lang (en)>>\nBDC\nEMC", (paragraph,)) == (None, ((0,),))
    assert smallest(b"/Span\n<</MCID 0>>\nBDC\nEMC", (paragraph, paragraph)) == (None, ((0,), (1,)))


def test_a_state_is_set_back_where_the_engine_sets_it_back() -> None:
    """What is set between q and Q holds there only, also where q and Q are not written."""
    written, _ = smallest(b"1 0 0 rg\n0 0 1 1 re\nf\nq\n0 1 0 rg\n0 0 2 2 re\nf\nQ\n0 0 3 3 re\nf", ())
    assert written == b"1 0 0 rg\n0 0 1 1 re\nf\n0 1 0 rg\n0 0 2 2 re\nf\n1 0 0 rg\n0 0 3 3 re\nf"
    clipped, _ = smallest(b"q\n0 0 9 9 re\nW\nn\n.5 g\nQ\n0 0 3 3 re\nf".replace(b".5 g", b"0.5 0.5 0.5 rg"), ())
    assert clipped == b"q\n0 0 9 9 re\nW\nn\nQ\n0 0 3 3 re\nf"


def test_lines_that_meet_are_one() -> None:
    """Lines of one look, end to end, become one; a gap, a slope or another look does not."""
    look = (b"0 G",)
    lines = Strokes()
    assert all(lines.take([b"%d 5 m" % at, b"%d 5 l" % (at + 10)], look) for at in (0, 10, 30))
    assert not lines.take([b"0 0 m", b"1 1 l"], look)
    assert not lines.take([b"0 9 m", b"1 9 l"], (b"1 G",))
    assert lines.taken() == (look, [b"0 5 m", b"20 5 l", b"30 5 m", b"40 5 l"])
    assert shortest(b"0.500000 -0.25 12.000000 -0.0000001 /F1") == b".5 -.25 12 0 /F1"


def test_no_point_of_a_glyph_moves_by_more_than_half_the_grid() -> None:
    """Points go to the nearest place of the grid; widths and the number of segments' kinds stay readable as outlines."""
    order = hb.SubsetInput()
    order.flags = fonts._CUT
    order.unicode_set.update(map(ord, "甲乙龘Ag，"))
    plain = bytes(hb.subset(fonts.faces()[0]._face, order).blob.data)
    before, after = (TTFont(BytesIO(data)) for data in (plain, coarse(plain)))
    moved = 0
    for name in before.getGlyphOrder():
        pens = RecordingPen(), RecordingPen()
        for font, pen in zip((before, after), pens, strict=True):
            font.getGlyphSet()[name].draw(pen)
        assert before["hmtx"][name] == after["hmtx"][name]
        ends = [[points[-1] for _, points in pen.value if points] for pen in pens]
        assert all(x % GRID == 0 and y % GRID == 0 for x, y in ends[1])
        for (x, y), (new_x, new_y) in zip(*ends, strict=False):
            moved = max(moved, abs(x - new_x), abs(y - new_y)) if len(ends[0]) == len(ends[1]) else moved
    assert 0 < moved <= GRID / 2


def test_only_what_is_referred_to_is_written(tmp_path: Path) -> None:
    """Objects that nothing names are left out, and a reference to nothing is an error."""
    pdf = pydyf.PDF()
    pdf.add_page(
        pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 9, 9])})
    )
    pdf.add_object(pydyf.Dictionary({"Lost": "/Yes"}))
    pdf.info["Title"] = pydyf.String("(括\\号)")
    (tmp_path / "a.pdf").write_bytes(pdf_file.written(pdf, b"ID"))
    assert "No syntax or stream encoding errors" in told(b"", "qpdf", "--check", str(tmp_path / "a.pdf"))
    with pikepdf.open(tmp_path / "a.pdf") as read:
        assert not any("/Lost" in each for each in read.objects if isinstance(each, pikepdf.Dictionary))
        assert str(read.docinfo["/Title"]) == "(括\\号)"
    astray = pydyf.PDF()
    astray.catalog["Outlines"] = b"99 0 R"
    with pytest.raises(ValueError, match="99"):
        pdf_file.written(astray, b"ID")


def test_pages_in_common_are_painted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next paper with the same base draws its own pages only, and its bytes are those of a worker that begins with it."""
    drawn: list[object] = []
    draw = Page.paint

    def noted(page: Page, *more: object) -> None:
        drawn.append(page)
        draw(page, *more)

    monkeypatch.setattr(Page, "paint", noted)
    monkeypatch.setattr(pdf_module, "_shelf", Shelf())
    own = "<h1>专用条款</h1><p>乙方：绍兴商贸有限公司，仓库在柯桥区鉴湖镇</p>"
    counts = []
    for body in (own, own.replace("绍兴", "嘉兴")):
        drawn.clear()
        second = render_pdf(paper(body, STANDARD))
        counts.append(len(drawn))
    assert counts[0] > 3
    assert counts[1] == 1
    monkeypatch.setattr(pdf_module, "_shelf", Shelf())
    assert render_pdf(paper(own.replace("绍兴", "嘉兴"), STANDARD)) == second
