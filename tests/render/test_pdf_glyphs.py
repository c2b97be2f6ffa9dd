"""No character is lost unseen: named before the layout where it has no glyph, and seen afterwards where a box was drawn."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from html import escape
from pathlib import Path
from types import MappingProxyType

import pikepdf
import pypdfium2 as pdfium
import pytest

from toolkit.render import fonts, glyphs
from toolkit.render import pdf as pdf_module
from toolkit.render.paper import Paper, PaperError
from toolkit.render.pdf import render_pdf
from toolkit.render.shelf import Shelf

CSS = '@page { size: A6; margin: 10mm } html { font: 14pt "Song" } h1 { font: 18pt "Hei" }'


def paper(body: str, fields: tuple[tuple[str, str], ...] = (), styles: str = "") -> Paper:
    html = f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body>{body}</body></html>'
    return Paper((html,), (CSS + styles,), (), "zh", title="字形", identifier="GLYPH-1", fields=fields)


def boxes_in_streams(data: bytes, folder: Path) -> int:
    """How many glyphs of the page streams are .notdef: number 0, ffff, or past the font's last glyph, by pikepdf alone."""
    (folder / "in.pdf").write_bytes(data)
    with pikepdf.open(folder / "in.pdf") as pdf:
        # A font that lacks a glyph gets an encoding of its own, which sends the numbers past its end to glyph 0.
        encodings = [each.read_bytes() for each in pdf.objects if _is_encoding(each)]
        missing = {code for held in encodings for code in re.findall(rb"^<([0-9a-f]{4})> 0$", held, re.MULTILINE)}
        numbers = {0, 0xFFFF, *(int(code, 16) for code in missing)}
        shown = [
            bytes(text)
            for page in pdf.pages
            for step in pikepdf.parse_content_stream(page)
            if str(step.operator) in ("Tj", "TJ")
            for text in (step.operands[0] if str(step.operator) == "TJ" else step.operands)
            if isinstance(text, pikepdf.String)
        ]
    return sum(int.from_bytes(run[at : at + 2]) in numbers for run in shown for at in range(0, len(run), 2))


def _is_encoding(each: pikepdf.Object) -> bool:
    return isinstance(each, pikepdf.Stream) and each.get("/Type") == "/CMap"


def ink_of_page(data: bytes) -> int:
    return sum(255 - value for value in pdfium.PdfDocument(data)[0].render(scale=2).to_pil().convert("L").tobytes())


@pytest.mark.parametrize(
    ("character", "code"),
    [
        ("𫝀", "U+2B740"),
        ("\U00031350", "U+31350"),
        ("\ue000", "U+E000"),
        ("𪚥", "U+2A6A5"),
        ("😀", "U+1F600"),
        ("ا", "U+0627"),
        ("\x07", "U+0007"),
        ("\x00", "U+0000"),
        ("\ud800", "U+D800"),
        ("\ufffd", "U+FFFD"),
        ("\u2028", "U+2028"),
        ("\u202e", "U+202E"),
        ("\u2067", "U+2067"),
        ("葛\U000e0100", "U+E0100"),
    ],
)
def test_a_missing_glyph_is_named_with_its_field(character: str, code: str) -> None:
    """The problem gives the character, its code point and the record field that printed it."""
    name = f"张{character}"
    fields = (("company.legal_name", "青屿"), ("contacts[CO-7].name", name))
    with pytest.raises(PaperError) as caught:
        render_pdf(paper(f"<p>甲方：青屿　乙方：{name}</p>", fields))
    (problem,) = caught.value.problems
    assert problem.code == "PDF001"
    assert problem.field == "contacts[CO-7].name"
    assert problem.origin.path == "GLYPH-1"
    assert code in problem.message.zh
    assert code in problem.message.en


def test_every_missing_character_is_told_at_once() -> None:
    """One problem a character, in the order of their code points, wherever in the paper they stand."""
    with pytest.raises(PaperError) as caught:
        render_pdf(paper("<h1>☑</h1><p>😀&#x1F601;</p>", styles='p::after { content: "☐" }'))
    told = [re.findall(r"U\+[0-9A-F]+", problem.message.en)[0] for problem in caught.value.problems]
    assert told == ["U+2610", "U+2611", "U+1F600", "U+1F601"]


def test_what_is_not_printed_is_not_refused() -> None:
    """Comments, metadata, attributes that are not drawn and the comments of style sheets may hold any character."""
    body = '<!-- ☑ --><p title="☑" data-x="😀">文</p><svg width="9" height="9"><title>☑</title><rect width="3" height="3"/></svg>'
    assert render_pdf(paper(body, styles="/* ☑ */"))


@pytest.mark.parametrize(
    "sign", ["\u2009", "\u200b", "\u2060", "\u00ad", "\u202f", "\ufeff", "\u200d", "\ufe0f", "\t", "\n"]
)
def test_white_space_and_joiners_need_no_glyph(sign: str, tmp_path: Path) -> None:
    """Thin spaces, joiners and the like are shaped without a glyph, and draw no box."""
    data = render_pdf(paper(f"<p>共{sign}12{sign}页</p><pre>a{sign}b</pre>"))
    assert boxes_in_streams(data, tmp_path) == 0


@pytest.mark.parametrize("name", list("堃喆䶮㛃𬭎㐂𰻞𠮷𡈽"))
@pytest.mark.parametrize("tag", ["p", "h1"])
def test_rare_names_are_drawn(name: str, tag: str, tmp_path: Path) -> None:
    """Rare characters of names have real glyphs in both faces, or in the one that steps in for the other."""
    data = render_pdf(paper(f"<{tag}>{name}</{tag}>"))
    assert boxes_in_streams(data, tmp_path) == 0
    text = subprocess.run(["pdftotext", str(tmp_path / "in.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    assert text.strip() == name
    other = render_pdf(paper(f"<{tag}>一</{tag}>"))
    assert ink_of_page(data) > 1.4 * ink_of_page(other)


def test_a_box_made_by_a_style_sheet_is_seen_after_the_layout() -> None:
    """A character that a style sheet takes from an attribute is not text of the HTML; drawn as a box, it is an error."""
    with pytest.raises(PaperError) as caught:
        render_pdf(paper('<p data-mark="☑">文</p>', styles="p::before { content: attr(data-mark) }"))
    assert [problem.code for problem in caught.value.problems] == ["PDF002"]
    assert "U+2611" in caught.value.problem.message.en


def test_a_planted_box_is_caught_though_its_text_reads_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the first check the second one stops the paper; without both, only the page stream shows the box."""
    planted = paper("<p>乙方：𪚥田商贸有限公司</p>")
    monkeypatch.setattr(pdf_module, "_shelf", Shelf())
    monkeypatch.setattr(pdf_module, "check_text", lambda *_arguments: None)
    with pytest.raises(PaperError) as caught:
        render_pdf(planted)
    assert [problem.code for problem in caught.value.problems] == ["PDF002"]
    assert "U+2A6A5" in caught.value.problem.message.zh

    monkeypatch.setattr(pdf_module, "check_drawn", lambda *_arguments: None)
    monkeypatch.setattr(pdf_module, "_check_complaints", lambda *_arguments: None)
    data = render_pdf(planted)
    assert boxes_in_streams(data, tmp_path) == 1
    text = subprocess.run(["pdftotext", str(tmp_path / "in.pdf"), "-"], capture_output=True, check=True).stdout.decode()
    assert text.strip() == "乙方：𪚥田商贸有限公司"


NAUGHTY = [
    "undefined null NaN 1/0 0x1F 1e99 -0 1,000.00 00 007",
    "，。、；：？！“”‘’（）《》【】〔〕…—— ·～％￥",
    "<script>alert(1)</script> <b>&amp; &#x4e00; </p> <!-- -->",
    "{{ 7*7 }} {% for i in range(9**9) %} ${x} #{y} %s %(a)d {0}",
    "../../etc/passwd C:\\CON \\u4e00 \\4e00 'a'; DROP TABLE dealers--",
    "一*甲**乙*丙 _下划线_ `码` [链](http://a.cn) # 题 2024. 年报",
    "ﬁ ﬂ ½ ² ₂ ① Ⅳ ㈱ ㎡ ℃ № ™ é ü ñ Ω Я か カ ｶ 한",
    "e\u0301 a\u0300 ＡＢＣ１２３ ａｂｃ 　全角　空格",
    "\u202e右到左\u202c \u200b零\u200d宽\ufeff",
    "𝒜 𝟘 🇨🇳 👨‍👩‍👧 ❤️ ☑ ♥",
    "ثم نفس سقطت بِالجملة", "שלום", "สวัสดี", "देवनागरी", "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮",
    "\x01\x02\x1b[31m", "\x7f\x80\x9f", "\ufffe\uffff", "田中さんにあげて下さい", "鬱鬯 龘 靐 齉 爩 㐀 䶵 𠂇 𪚥",
]  # fmt: skip


@pytest.mark.parametrize("text", NAUGHTY)
@pytest.mark.parametrize("tag", ["p", "h1"])
def test_any_text_is_printed_exactly_or_refused(text: str, tag: str, tmp_path: Path) -> None:
    """U07: what a field holds is in the PDF letter by letter, or a problem names a character of it; nothing else."""
    try:
        data = render_pdf(paper(f"<{tag}>{escape(text)}</{tag}>"))
    except PaperError as failure:
        problems = failure.problems
    else:
        problems = ()
    if problems:
        assert {problem.code for problem in problems} == {"PDF001"}
        assert all(re.search(r"U\+[0-9A-F]{4,6}", problem.message.zh) for problem in problems)
        return
    assert boxes_in_streams(data, tmp_path) == 0
    printed = "".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(data))
    assert _letters(printed) == _letters(text)


def _letters(text: str) -> str:
    """The text as a reader sees it: composed, without white space and invisible signs."""
    composed = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in composed if unicodedata.category(sign) not in {"Cc", "Cf", "Zs"})


def test_a_font_from_elsewhere_is_refused() -> None:
    """A font that the engine used and that was not cut for the paper is an error, not a fallback."""

    class Strange:
        family = "DejaVu Sans"
        glyph_count = 10
        to_unicode: Mapping[int, str] = MappingProxyType({3: "a"})

    with pytest.raises(PaperError) as caught:
        glyphs.check_drawn(paper("<p>a</p>"), frozenset({"Song-1"}), [Strange()])
    assert [problem.code for problem in caught.value.problems] == ["PDF003"]


@pytest.mark.parametrize(
    "css", ["font-weight: bold", "font-style: italic", "font-weight: 900", "font-family: Arial, serif"]
)
def test_no_face_is_thickened_or_slanted(css: str) -> None:
    """There is no bold and no italic face: such text is drawn with the regular one, never with a distorted one."""
    plain = pdfium.PdfDocument(render_pdf(paper("<p>重要 Bold 条款</p>")))[0].render(scale=3).to_pil()
    styled = pdfium.PdfDocument(render_pdf(paper(f'<p style="{css}">重要 Bold 条款</p>')))[0].render(scale=3).to_pil()
    assert plain.tobytes() == styled.tobytes()


def test_a_subset_has_what_it_was_cut_to() -> None:
    """A subset holds its characters and white space, under two family names: one of its own, and the family's."""
    song = fonts.faces()[0]
    subset = song.cut("甲乙")
    assert subset.family == "Song"
    assert subset.name.startswith("Song-")
    assert subset.data == song.cut("乙甲").data
    assert subset.name != song.cut("甲丙").name
    assert len(subset.data) < 8000


def test_escapes_of_style_sheets_are_read() -> None:
    """The characters of a style sheet are those that it draws: escapes resolved, comments left out."""
    found = fonts.characters_of_style('/* 丙 */ p::before { content: "\\4e00 \\002014 甲" } /* 丁')
    assert {"一", "—", "甲"} <= found
    assert not {"丙", "丁"} & found
    assert fonts.characters_of_html("<p>&#x4e59;&yen;\\4e00 </p>") >= {"乙", "¥", "一"}


def test_the_first_check_needs_no_layout_engine() -> None:
    """Paper, its key and the character maps load without the layout engine, which may be absent."""
    program = (
        "import sys; sys.modules['weasyprint'] = None; sys.modules['cffi'] = None\n"
        "from toolkit.render import fonts, glyphs, fetcher, limits, nesting, paper\n"
        "assert '甲' in fonts.drawable() and glyphs.undrawable(frozenset('甲😀')) == {'😀'}\n"
        "paper.Paper(('<p>甲</p>',), (), (), 'zh', 't', 'i').key()\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, cwd=Path(__file__).parents[2])


def test_a_failure_crosses_the_border_of_a_process() -> None:
    """A PaperError keeps its problems when it is pickled: a worker's failure arrives as it was raised."""
    with pytest.raises(PaperError) as caught:
        render_pdf(paper("<p>😀</p>", (("name", "😀"),)))
    arrived = pickle.loads(pickle.dumps(caught.value))
    assert arrived.problems == caught.value.problems
    assert arrived.problem.field == "name"
    assert "U+1F600" in str(arrived)
