"""Parts with different subsets of one family are joined, and every letter is drawn as the text says, in two renderers.

The oracle looks at pictures: each Chinese character is cut out of the rendered page at the place where the PDF says that it
stands, and compared with the same character drawn from the source font by a third program.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path

import pylopdf_fonts_zh_cn as source_fonts
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from toolkit.kernel.text import Locale
from toolkit.render import fonts
from toolkit.render import pdf as pdf_module
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf
from toolkit.render.shelf import Shelf

CSS = """
@page { size: A5; margin: 18mm; @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页" } }
html { font: 14pt/1.6 "Song" }
h1, h2, th { font-family: "Hei"; font-weight: normal; font-size: 14pt }
a { text-decoration: none }
table { border-collapse: collapse } td, th { border: 0.5pt solid; padding: 2pt 6pt }
"""
STANDARD = "".join(
    f'<section><h2 id="a{n}">第{n}条 {head}</h2><p>{text}</p></section>'
    for n, (head, text) in enumerate(
        [
            ("授权", "甲方授权乙方在约定区域内经销约定产品，乙方不得在区域外主动销售。"),
            ("价格", "供货价格以甲方公布的价格表为准，调整须提前三十日书面通知乙方。"),
            ("结算", "乙方应在收到发票后按信用期付款，逾期按日计收违约金。"),
            ("保密", "双方对合作中知悉的商业秘密负有保密义务，合同终止后继续有效。"),
            ("争议", "因本合同发生的争议，双方应协商解决，协商不成的提交仲裁。"),
        ]
        * 3,
        1,
    )
)
OWN = (
    "<h1>经销合同 专用条款</h1><p>乙方：绍兴堃喆商贸有限公司，法定代表人䶮㛃，联系人㐂。</p>"
    "<table><tr><th>品类</th><td>酸奶与茶饮料</td></tr><tr><th>仓库</th><td>柯桥区鉴湖镇冷链园八号</td></tr></table>"
    '<p>违约处理见通用条款<a href="#a3">第3条</a>。</p>'
)
ANNEX = "<h1>附件：鲸鲨鹦鹉</h1><p>骑缝章须覆盖全部附页，夔龙纹样供设计参考。</p>"
PIXELS_PER_POINT = 4


def html(body: str) -> str:
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title></head><body>{body}</body></html>'


def paper(*bodies: str, base: int = -1, locale: Locale = "zh") -> Paper:
    parts = tuple(html(body) for body in bodies)
    return Paper(parts, (CSS,), (), locale, title="经销合同", identifier="QY-CT-2026-0001", base=base)


def by_pdfium(data: bytes) -> list[Image.Image]:
    document = pdfium.PdfDocument(data)
    return [page.render(scale=PIXELS_PER_POINT).to_pil().convert("L") for page in document]


def by_poppler(data: bytes) -> list[Image.Image]:
    command = ["pdftoppm", "-r", str(72 * PIXELS_PER_POINT), "-gray", "-"]
    pages, stream = [], BytesIO(subprocess.run(command, input=data, capture_output=True, check=True).stdout)
    while stream.read(2) == b"P5":
        numbers: list[int] = []
        while len(numbers) < 3:
            numbers += [int(word) for word in stream.readline().split()]
        pages.append(Image.frombytes("L", (numbers[0], numbers[1]), stream.read(numbers[0] * numbers[1])))
    return pages


RENDERERS = {"pdfium": by_pdfium, "poppler": by_poppler}


def placed_characters(data: bytes) -> Iterator[tuple[int, str, tuple[int, int, int, int], bool]]:
    """Page, Chinese character, its box in pixels, and whether it stands in a font of the Hei family."""
    for number, page in enumerate(pdfium.PdfDocument(data)):
        text = page.get_textpage()
        height = page.get_height()
        for index in range(text.count_chars()):
            character = text.get_text_range(index, 1)
            if "\u3400" <= character <= "\u9fff":
                left, bottom, right, top = text.get_charbox(index, loose=True)
                edges = (left + 0.5, height - top, right - 0.5, height - bottom)
                box = [round(edge * PIXELS_PER_POINT) for edge in edges]
                yield number, character, (box[0], box[1], box[2], box[3]), _is_hei(text, index)


def _is_hei(text: pdfium.PdfTextPage, index: int) -> bool:
    name = ctypes.create_string_buffer(64)
    pdfium.raw.FPDFText_GetFontInfo(text, index, name, 64, ctypes.byref(ctypes.c_int()))
    return b"Hei" in name.value


def ink(picture: Image.Image) -> Image.Image:
    """The inked part of a picture of one character, as 32 by 32 grey values."""
    dark = picture.point([255] * 128 + [0] * 128)
    return picture.crop(dark.getbbox() or (0, 0, 1, 1)).resize((32, 32))


@cache
def drawn_by_hand(character: str, hei: bool) -> Image.Image:
    path = source_fonts.sans_path() if hei else source_fonts.serif_path()
    picture = Image.new("L", (96, 120), 255)
    font = ImageFont.truetype(str(path), 14 * PIXELS_PER_POINT)
    ImageDraw.Draw(picture).text((20, 20), character, font=font, fill=0)
    return ink(picture)


def distance(one: Image.Image, other: Image.Image) -> float:
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def wrong_letters(data: bytes, renderer: str) -> list[str]:
    """The Chinese characters whose picture is not that of the character that the text says; at most 45 of 255 may differ."""
    pages = RENDERERS[renderer](data)
    return [
        character
        for number, character, box, hei in placed_characters(data)
        if distance(ink(pages[number].crop(box)), drawn_by_hand(character, hei)) > 45
    ]


@pytest.mark.parametrize("renderer", RENDERERS)
@pytest.mark.parametrize("base", [-1, 0, 2])
def test_every_letter_of_a_joined_paper_is_drawn_as_its_text_says(renderer: str, base: int) -> None:
    """Whichever part the others share fonts with, the picture of each character is that of the text."""
    data = render_pdf(paper(OWN, STANDARD, ANNEX, base=base))
    assert len(list(placed_characters(data))) > 500
    assert wrong_letters(data, renderer) == []


@pytest.mark.parametrize("renderer", RENDERERS)
def test_the_oracle_sees_two_fonts_of_one_name_mixed_up(renderer: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two subsets of one family name are refused; drawn all the same, the oracle sees what text extraction does not."""
    monkeypatch.setattr(fonts.Subset, "rule", _rule_without_a_name_of_its_own)
    monkeypatch.setattr(pdf_module, "_shelf", Shelf())
    contract = paper(OWN, STANDARD, ANNEX)
    with pytest.raises(PaperError) as caught:
        render_pdf(contract)
    assert {problem.code for problem in caught.value.problems} == {"PDF003"}
    monkeypatch.setattr(pdf_module, "check_drawn", lambda *_arguments: None)
    data = render_pdf(contract)
    assert len(wrong_letters(data, renderer)) > 20
    text = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    assert "柯桥区鉴湖镇冷链园八号" in text


@pytest.mark.parametrize("renderer", RENDERERS)
def test_a_joined_paper_looks_like_its_parts_alone(renderer: str) -> None:
    """Each page of the joined PDF is the page of the part laid out by itself."""
    bodies = (OWN.replace('<a href="#a3">第3条</a>', "第3条"), STANDARD, ANNEX)
    joined = RENDERERS[renderer](render_pdf(paper(*bodies)))
    alone = [page for body in bodies for page in RENDERERS[renderer](render_pdf(paper(body)))]
    # One letter put in place of another changes a page by 0.05 or more; smoothing differs by less than 0.0001.
    assert max(distance(*pair) for pair in zip(alone, joined, strict=True)) < 0.001


def test_each_part_counts_its_own_pages() -> None:
    """第 X 页 共 Y 页 begins anew with each part, and links and bookmarks lead across the parts."""
    data = render_pdf(paper(OWN, STANDARD, ANNEX))
    document = pdfium.PdfDocument(data)
    feet = [page.get_textpage().get_text_range().split("第")[-1].strip() for page in document]
    standard_pages = len(document) - 2
    assert feet == [
        "1 页 共 1 页",
        *(f"{n + 1} 页 共 {standard_pages} 页" for n in range(standard_pages)),
        "1 页 共 1 页",
    ]
    titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert titles[:2] == ["经销合同 专用条款", "第1条 授权"]
    assert titles[-1] == "附件：鲸鲨鹦鹉"


def test_a_part_laid_out_before_gives_the_same_bytes() -> None:
    """A paper's bytes do not depend on what the process drew before it: kept parts, annotations, counters."""
    contract, other = paper(OWN, STANDARD, ANNEX), paper(OWN.replace("八号", "九号").replace("#a3", "#a4"), STANDARD)
    first = render_pdf(contract)
    render_pdf(other)
    render_pdf(paper(STANDARD))
    assert first == render_pdf(contract)


def test_the_base_part_serves_other_papers() -> None:
    """The part that papers have in common is laid out once: its pages are the same objects in the next paper."""
    kept = pdf_module._laid_out(paper(OWN, STANDARD))[1]
    again = pdf_module._laid_out(paper(OWN.replace("八号", "九号"), STANDARD))[1]
    assert kept is again


def test_no_glyph_is_embedded_twice() -> None:
    """A part draws with the base's fonts and a second subset for the rest: it costs less than a subset of its own."""
    together = render_pdf(paper(STANDARD, STANDARD.replace("仲裁", "仲裁鹦鹉")))
    alone = render_pdf(paper(STANDARD.replace("仲裁", "仲裁鹦鹉")))
    assert len(together) < 1.4 * len(alone)


def test_the_same_part_may_stand_in_a_paper_twice(tmp_path: Path) -> None:
    """Two copies of one annex are two sets of pages, each with its own tags and annotations."""
    linked = '<h1>附件</h1><p><a href="https://example.com/">网站</a></p>'
    data = render_pdf(paper(STANDARD, linked, linked))
    assert len(pdfium.PdfDocument(data)) == len(pdfium.PdfDocument(render_pdf(paper(STANDARD)))) + 2
    (tmp_path / "paper.pdf").write_bytes(data)
    subprocess.run(["qpdf", "--check", str(tmp_path / "paper.pdf")], capture_output=True, check=True)


def test_a_link_to_an_anchor_of_two_parts_is_refused() -> None:
    """A link that could lead to either of two places is an error; ids that nobody links to may repeat."""
    with pytest.raises(PaperError) as caught:
        render_pdf(paper('<p><a href="#x">甲</a></p><p id="x">乙</p>', '<p id="x">丙</p><p>丁丁丁丁丁丁丁丁丁丁</p>'))
    assert [problem.code for problem in caught.value.problems] == ["PDF034"]
    assert render_pdf(paper('<p id="x">乙</p>', '<p id="x">丙</p>'))


def _rule_without_a_name_of_its_own(subset: fonts.Subset) -> str:
    return f'@font-face{{font-family:"{subset.family}";src:url("asset:///{subset.name}")}}'
